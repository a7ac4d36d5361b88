"""A sentence as words: each mention of an actor is one word, and so is each plain word and mark."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from sitrep.extract.diplomacy.lexicon import Lexicon, lexicon
from sitrep.text.document import Actor, Sentence
from sitrep.text.folding import holds

HARD = frozenset({";", ":", "—", "–", "“", "”", '"', "|", "•", "?", "!"})
"""Marks no clause runs over."""

HYPHENS = frozenset({"-", "–", "‑", "/", "and"})
"""What joins two names into a pair: "US-China", "US/China"."""

_WORD = re.compile(
    r"(?:war games?|water cannons?|(?:tele)?phone calls?)\b"
    r"|['’](?:s|t|ll|ve|re|d)?(?![\w])|-{2,}|\d{1,3}(?:,\d{3})+(?!\d)"
    r"|\w+(?:[-‑.]\w+)*(?:['’](?!s\b)\w+)*|[^\w\s]"
)
_REBELS = re.compile(
    r"\s(?:rebels|militants|militias?|insurgents|guerrillas|separatists|mercenaries|proxies)\b"
    r"|\s(?:rebel|militant|insurgent|separatist|guerrilla)\s"
    r"(?:officials?|leaders?|commanders?|groups?|movements?|forces|fighters|chiefs?|coalition|alliance)\b",
    re.I,
)
_PAPERS = re.compile(
    r"\s(?:[a-z]+ )?(?:accords?|agreements?|conventions?|process|declaration|protocol|treaty|memorandum|format"
    r"|framework|communique|conference|summit|roadmap)\b"
)
_INNER = re.compile(r"[\w'’]+")
_CROWD_HINTS = (
    *("West", "leaders", "powers", "community", "partners", "countries", "nations", "states", "governments", "allies"),
    *("capitals", "monarchies"),
)


_NO_WORDS: frozenset[str] = frozenset()


class Word(NamedTuple):
    """One word or mark, or a whole mention of an actor. Characters of the sentence; `low` in lower case.

    `form` is the mention's form, "crowd" for many at once, "land" for a territory, "place" where a plain word names
    one; `inner` the words of a mention, `country` where the place lies.
    """

    start: int
    end: int
    low: str
    capital: bool
    actor: Actor | None = None
    form: str = ""
    inner: frozenset[str] = _NO_WORDS
    country: str = ""


@cache
def _crowd_pattern() -> re.Pattern[str]:
    return re.compile(lexicon().crowds)


@cache
def _hints() -> tuple[str, ...]:
    """Letters one of which is in every crowd and land."""
    return *_CROWD_HINTS, *sorted(lexicon().lands)


def _crowds(text: str) -> list[tuple[int, int, Actor, str]]:
    if not holds(text, _hints()):
        return []
    return [
        (m.start(), m.end(), Actor(_crowd_name(m.group()), "body"), "land" if m.group() in lexicon().lands else "crowd")
        for m in _crowd_pattern().finditer(text)
    ]


def _crowd_name(words: str) -> str:
    """As the board writes it: "world leaders" also where a headline has "World leaders"."""
    return words[0].lower() + words[1:] if words.startswith(("World", "Global", "Allied")) else words


def words_of(sentence: Sentence, lex: Lexicon, persons: Mapping[str, Actor]) -> list[Word]:
    text, base = sentence.text, sentence.start
    marks = [_marked(text, m.start - base, m.end - base, m.actor, m.form) for m in sentence.actors]
    for start, end, actor, form in _crowds(text):
        if not any(start < mark[1] and mark[0] < end for mark in marks):
            marks.append((start, end, actor, form))
    marks.sort(key=lambda mark: mark[0])
    found: list[Word] = []
    low = text.lower()
    if len(low) != len(text):  # a few capitals are longer in lower case; offsets must stay
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    towns = {m.start - base: m.place.country or "" for m in sentence.places}
    last = 0
    for start, end, actor, form in marks:
        if start < last or low[start:end] in lex.words.modifiers or (form == "capital" and _PAPERS.match(text, end)):
            continue  # an office's adjective alone names nobody, nor does the town of "the Minsk agreements"
        _plain(found, text, low, last, start, towns)
        inner = frozenset(_INNER.findall(low, start, end))
        found.append(Word(start, end, low[start:end], text[start].isupper(), actor, form, inner))
        last = end
    _plain(found, text, low, last, len(text), towns)
    if not persons:
        return found
    return [_as_person(word, persons) for word in found]


def _marked(text: str, start: int, end: int, actor: Actor, form: str) -> tuple[int, int, Actor, str]:
    """A mention; "Chadian rebels" is no state: they are named as worded."""
    if actor.kind != "state":
        return start, end, actor, form
    rebels = _REBELS.match(text, end)
    if rebels is not None:
        end = rebels.end()
    elif not _REBELS.search(text, start, end):
        return start, end, actor, form
    return start, end, Actor(text[start:end], "group", actor.country), "group"


def _as_person(word: Word, persons: Mapping[str, Actor]) -> Word:
    actor = persons.get(word.low) if word.capital and word.actor is None else None
    return word if actor is None else word._replace(actor=actor, form="leader", inner=frozenset((word.low,)))


def _plain(found: list[Word], text: str, low: str, begin: int, stop: int, towns: Mapping[int, str]) -> None:
    make = tuple.__new__  # a third of the time a NamedTuple's own constructor takes
    for match in _WORD.finditer(low, begin, stop):
        start, end = match.span()
        word = low[start:end]
        if word.startswith(("war g", "water c", "phone c", "telephone c")):
            word = word.replace(" ", "-").removeprefix("tele")
        elif word.startswith("--"):
            word = "–"  # a dash of a typewriter
        elif word == "-" and text[start - 1] == " " == text[end : end + 1]:
            word = "–"  # a hyphen between spaces parts like a dash
        land = towns.get(start)
        form, country = ("", "") if land is None else ("place", land)
        found.append(make(Word, (start, end, word, text[start] != low[start], None, form, _NO_WORDS, country)))


def title_case(words: list[Word]) -> bool:
    """True where a headline gives every word a capital: a capital then says nothing."""
    plain = [w for w in words if w.actor is None and w.low[0].isalpha() and len(w.low) > 3]
    share = 0.7 if len(plain) > 3 else 0.99
    return bool(plain) and sum(w.capital for w in plain) > share * len(plain)
