"""Writes docs/KEYS.md from the dashboard's own bindings, so that the list of keys cannot differ from the keys.

usage: python tools/keys.py > docs/KEYS.md
"""

import sys
from collections.abc import Iterable

from sitrep.tui.keynames import key_names
from sitrep.tui.keys import KEYS, MOVES, Key

HEAD = """\
# Keys

What each key does on the dashboard; `?` shows it on screen. Written by `make docs`.
"""


def table(bindings: Iterable[Key]) -> str:
    """The bindings as a Markdown table: keys, action id, what it does."""
    rows = "".join(f"| {_keys(one)} | `{one.id}` | {one.description} |\n" for one in bindings)
    return f"| keys | action | what it does |\n| --- | --- | --- |\n{rows}"


def page() -> str:
    """The whole document."""
    return f"{HEAD}\n## Anywhere\n\n{table(KEYS)}\n## In a list\n\n{table(MOVES)}"


def _keys(binding: Key) -> str:
    return " ".join(f"`{name}`" for name in key_names(binding.key).split())


def main() -> int:
    """Prints the document."""
    sys.stdout.write(page())
    return 0


if __name__ == "__main__":
    sys.exit(main())
