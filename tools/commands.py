"""Writes docs/COMMANDS.md from the parser itself, so that the page cannot differ from the program.

usage: python tools/commands.py > docs/COMMANDS.md
"""

import argparse
import sys
from collections.abc import Iterator

from sitrep.options import VERBS, parser

HEAD = """\
# Commands

What each command takes. Written by `make docs` from the program's own parser.

stdout is data, stderr is notes.
Exit code 0 done, 1 failed, 2 wrong usage or configuration, 3 done in part, 130 interrupted; the dashboard, where
Ctrl-C is a way to quit, ends with 0.
`TS` is a time in ISO 8601, UTC where it names no zone. Options in one row exclude one another.
"""


def page() -> str:
    """The whole document."""
    top = parser()
    commands = _commands(top)
    parts = [HEAD, *_section("sitrep", "the dashboard; without a terminal it prints the board", top)]
    for name, (text, _) in VERBS.items():
        parts += _section(f"sitrep {name}", text, commands[name])
        parts += [
            line
            for inner, one in _commands(commands[name]).items()
            for line in _section(f"sitrep {name} {inner}", one.description or "", one)
        ]
    return "\n".join(parts)


def _commands(of: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The commands inside a command."""
    for action in of._actions:  # argparse has no public way to ask what was declared
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def _section(title: str, text: str, of: argparse.ArgumentParser) -> Iterator[str]:
    yield f"## `{title}`\n"
    yield f"{text[:1].upper()}{text[1:]}.\n"
    rows = list(_rows(of))
    if rows:
        yield "| argument | what it does |\n| --- | --- |"
        yield "\n".join(rows) + "\n"


def _rows(of: argparse.ArgumentParser) -> Iterator[str]:
    together = [group._group_actions for group in of._mutually_exclusive_groups]
    told: set[str] = set()
    for action in of._actions:
        if action.dest in ("help", "version") or isinstance(action, argparse._SubParsersAction):
            continue
        mates = next((mates for mates in together if action in mates), [action])
        name = ", ".join(f"`{_named(one)}`" for one in mates)
        if name not in told:
            told.add(name)
            yield f"| {name} | {'; '.join((one.help or '').replace('|', chr(92) + '|') for one in mates)} |"


def _named(action: argparse.Action) -> str:
    word = (action.metavar if isinstance(action.metavar, str) else action.dest).replace("|", "\\|")
    if not action.option_strings:
        return f"{word}…" if action.nargs in ("*", "+") else word
    option = ", ".join(action.option_strings)
    return option if action.nargs == 0 else f"{option} {word}"


def main() -> int:
    """Prints the document."""
    sys.stdout.write(page())
    return 0


if __name__ == "__main__":
    sys.exit(main())
