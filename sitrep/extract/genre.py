"""What sort of text is it? Games, code, sport and essays are full of killing and attacks, and report nothing (R28)."""

import re
from functools import cache
from typing import NamedTuple

from sitrep.text.lexicons import data

SAMPLE = 4_000
"""Characters from the top of a text by which it is judged."""

ENOUGH = 3
"""Distinct words of a genre that make a text one of it, where they are also twice those of a report."""

OWN_VOICE = 3
"""Times the writer says "I" or "my" outside quotations that make a text an essay, a memoir or a letter..."""

OWN_SHARE = 100
"""...where that is at least once in so many words: a report has no I."""

_QUOTED = re.compile(r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)|(?<!\w)[‘'][^’'\n]{3,}[’'](?!\w)", re.M)
_TRANSCRIPT = re.compile(
    r"\[(?:text|report|reporter|interview\w*|begin|end|question|answer|words|passage|excerpts?)\b", re.I
)
_I = re.compile(
    r"(?<![\w.&-])(?:I(?:['’](?:m|ve|d|ll)|(?=\s+(?!(?:and|or|is|of|in|on|to|the|was)\b)[a-z]))|[Mm]y|[Mm]yself|me)(?![\w.&-])"
)
_WORD = re.compile(r"[^\W_]++(?:-[^\W_]++)*")


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
    """The genre of data/genres.toml that `text` is of, or "essay" or "entry"; None where it may be a report."""
    if _is_essay(text[:SAMPLE]):
        return "essay"
    if _is_of_a_name(text[:SAMPLE]):
        return "entry"
    words = set(_WORD.findall(text[:SAMPLE].lower()))
    known = _genres()
    report = len(words & known.report)
    found = [(len(words & own), name) for name, own in known.genres.items()]
    most, name = max(found)
    return name if most >= ENOUGH and most >= 2 * report else None


def _is_of_a_name(text: str) -> bool:
    """True where the whole title is the subject of the text's first sentence: the name of something, no news."""
    title, _, body = text.partition("\n")
    name = title.strip()
    return " " in name and body.lstrip().startswith(name) and _SAYS_WHAT.match(body.lstrip(), len(name)) is not None


_SAYS_WHAT = re.compile(r"\s+(?:was|is|has|will be)\s")


def _is_essay(text: str) -> bool:
    """True where the writer speaks as "I" in what is not quoted; in a transcript "I" is somebody who is."""
    if _TRANSCRIPT.search(text):
        return False
    own = sum(1 for _ in _I.finditer(_QUOTED.sub(" ", text)))
    return own >= OWN_VOICE and own * OWN_SHARE >= len(text.split())
