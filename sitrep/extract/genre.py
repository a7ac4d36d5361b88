"""What sort of text is it? Games, comics, code and sport are full of killing and attacks, and report nothing (R28)."""

import re
from functools import cache
from typing import NamedTuple

from sitrep.text.lexicons import data

SAMPLE = 4_000
"""Characters from the top of a text by which it is judged."""

ENOUGH = 3
"""Distinct words of a genre that make a text one of it, where they are also twice those of a report."""

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


class _Genres(NamedTuple):
    genres: dict[str, frozenset[str]]
    report: frozenset[str]


@cache
def _genres() -> _Genres:
    raw = data("genres.toml")
    return _Genres(
        {name: frozenset(words.split()) for name, words in raw["genres"].items()}, frozenset(raw["report"].split())
    )


def genre(text: str) -> str | None:
    """The genre of data/genres.toml that `text` is of; None where it may be a report."""
    words = set(_WORD.findall(text[:SAMPLE].lower()))
    known = _genres()
    report = len(words & known.report)
    found = [(len(words & own), name) for name, own in known.genres.items()]
    most, name = max(found)
    return name if most >= ENOUGH and most >= 2 * report else None
