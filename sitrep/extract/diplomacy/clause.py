"""A sentence ready for the grammar: its words, its actors' phrases and where its clauses begin."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from sitrep.extract.diplomacy.lexicon import Lexicon, lexicon
from sitrep.extract.diplomacy.phrases import Phrase, phrases_of
from sitrep.extract.diplomacy.words import HARD, Word, title_case, words_of
from sitrep.text.document import Actor, Sentence

_TIMES = frozenset({"after", "before", "following", "amid", "during", "despite", "since", "until", "besides"})
SUM = re.compile(r"\d[\d.,]*(?:m|mn|bn|b|k|tn)")
"""As in "$30m"."""
_AS_WELL = frozenset({"well", "part", "a", "an", "many"})


class Before(NamedTuple):
    """Whom the sentence before was about; `person`: it named an office or its holder, so "he" may mean it."""

    actor: Actor
    person: bool


class Clause(NamedTuple):
    """A sentence ready for the grammar. `at` gives the phrase a word belongs to; `lead`: it opens the article.

    `edges` are the words at which clauses begin, in order; `said` are all its words, those of mentions and the last
    parts of hyphened ones too.
    """

    words: list[Word]
    phrases: list[Phrase]
    at: dict[int, Phrase]
    title_case: bool
    title: bool
    lead: bool
    text: str
    lex: Lexicon
    edges: list[int]
    said: frozenset[str]

    def low(self, i: int) -> str:
        """The word at `i` in lower case; a full stop beyond either end."""
        return self.words[i].low if 0 <= i < len(self.words) else "."

    def lows(self, first: int, last: int) -> set[str]:
        """The words from `first` to `last` (not included) in lower case."""
        return {w.low for w in self.words[max(0, first) : max(0, last)]}


def clause(sentence: Sentence, persons: Mapping[str, Actor] = MappingProxyType({})) -> Clause:
    """The words and actors' phrases of a sentence. `persons` are surnames another sentence gave an office."""
    lex = lexicon()
    words = words_of(sentence, lex, persons)
    shouting = sentence.title and title_case(words)
    phrases = phrases_of(words, lex, shouting)
    at = {i: phrase for phrase in phrases for i in range(phrase.first, phrase.last)}
    return Clause(
        words,
        phrases,
        at,
        shouting,
        sentence.title,
        sentence.paragraph <= 1,
        sentence.text,
        lex,
        _edges(words, at),
        _said(words),
    )


def persons_of(told: Clause) -> Iterator[tuple[str, Actor]]:
    """The surnames a sentence gives an office: "Russian ambassador Andrei Ordash" -> ordash, Russia; leaders too."""
    if told.title_case:
        return
    for word in told.words:
        if word.form == "leader" and word.actor is not None and " " in word.low:
            yield word.low.rsplit(" ", 1)[-1], word.actor
    for phrase in told.phrases:
        named = told.words[phrase.last - 1]
        plain = named.actor is None and named.capital and named.low not in told.lex.words.offices
        if phrase.person and plain and len(named.low) > 3 and phrase.last - phrase.first > 2 and not phrase.held:
            yield named.low, phrase.actor


def _said(words: list[Word]) -> frozenset[str]:
    found = {w.low for w in words}
    found.update(low.rsplit("-", 1)[-1] for low in tuple(found) if "-" in low)
    if any(low[:1].isdigit() and SUM.fullmatch(low) for low in found):
        found.add("million")
    return frozenset(found.union(*(w.inner for w in words if w.inner)))


@cache
def _opening() -> frozenset[str]:
    bags = lexicon().words
    return bags.speech | bags.subordinators | {"who", "as"}


def _edges(words: list[Word], at: dict[int, Phrase]) -> list[int]:
    """Where the clauses begin: behind hard marks, verbs of saying, "that", "who", "while" ..."""
    opening = _opening()
    found: list[int] = []
    for j, word in enumerate(words):
        low = word.low
        if (low not in HARD and low not in opening) or word.actor is not None or j in at:
            continue
        if low in _TIMES and any(w.low == "," for w in words[j : j + 14]):
            continue  # "after talks in Geneva, Iran agreed": the phrase ends at its comma, the clause goes on
        if low == "as" and j + 1 < len(words) and words[j + 1].low in _AS_WELL:
            continue
        found.append(j + 1)
    return found


def left_edge(told: Clause, k: int) -> int:
    """The first word of the clause that word `k` belongs to."""
    at = bisect_right(told.edges, k + 1)
    return told.edges[at - 1] if at else 0


def verb_between(told: Clause, first: int, last: int, strict: bool = False) -> bool:
    """True where a verb stands between the two words, or (not `strict`) what may be one, or a comma."""
    for k in range(first, last):
        word = told.words[k]
        if word.actor is not None or k in told.at:
            continue
        if word.low in told.lex.verbal or (not strict and (word.low == "," or word.low.endswith("ed"))):
            return True
    return False
