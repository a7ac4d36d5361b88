"""Regular expressions that every Python we promise matches alike."""

import re
from pathlib import Path

import sitrep

POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(?:[*+?]|\{\d+(?:,\d*)?\})\+")
"""A group repeated and never given back: Pythons before 3.11.5 match it wrongly where the group itself may go back."""


def test_no_group_is_repeated_possessively() -> None:
    files = [*Path(sitrep.__file__).parent.rglob("*.py"), *Path(sitrep.__file__).parent.rglob("*.toml")]
    found = [
        f"{file.name}:{number}"
        for file in files
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if POSSESSIVE_GROUP.search(line)
    ]
    assert not found
    assert POSSESSIVE_GROUP.search(r"[^\W_]++(?:-[^\W_]++)*+")
