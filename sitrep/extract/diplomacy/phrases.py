"""A sentence as words and actors' phrases: "the Polish foreign minister, Radoslaw Sikorski" is one phrase, Poland's."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from sitrep.extract.diplomacy.lexicon import Lexicon, Words, lexicon
from sitrep.text.document import Actor, Sentence

HARD = frozenset({";", ":", "—", "–", "“", "”", '"', "|", "•", "?", "!"})
"""Marks no clause runs over."""

_WORD = re.compile(r"['’](?:s|t|ll|ve|re|d)?(?![\w])|\w+(?:[-‑.]\w+)*(?:['’](?!s\b)\w+)*|[^\w\s]")
_INNER = re.compile(r"[\w'’]+")
_LONGEST_PHRASE = 12
_TIMES = frozenset({"after", "before", "following", "amid", "during", "despite", "since", "until", "besides"})
_AS_WELL = frozenset({"well", "part", "a", "an", "many"})
_MOST_JOINED = 6
_OFFICE_OF = frozenset({"of", "for", "at", "from", "in"})
_SEATED = frozenset({"authorities", "government", "officials", "police", "junta", "court"})
_OPEN_CLAUSES = frozenset({"after", "before", "since"})
_SPLITS = frozenset({"'s", "’s", "'", "’"})
_DETERMINERS = frozenset(
    {"the", "a", "an", "its", "their", "his", "her", "new", "some", "all", "both", "other", "several", "many"}
)
_NEAR = frozenset(
    {"neighbouring", "neighboring", "fellow", "western", "eastern", "northern", "southern", "central", "occupied"}
)
_LINKS = frozenset(
    {
        "and",
        "or",
        "but",
        "who",
        "which",
        "the",
        "a",
        "an",
        "its",
        "his",
        "their",
        "not",
        "no",
        "wants",
        "want",
        "became",
    }
)
_CROWD_HINTS = re.compile(
    r"West|leaders|powers|community|partners|countries|nations|states|governments|allies|capitals"
)


class Word(NamedTuple):
    """One word or mark, or a whole mention of an actor. Characters of the sentence; `low` in lower case.

    `form` is the mention's form, "crowd" for many at once, "land" for a territory; `inner` the words of a mention.
    """

    start: int
    end: int
    low: str
    capital: bool
    actor: Actor | None = None
    form: str = ""
    inner: frozenset[str] = frozenset()


class Phrase(NamedTuple):
    """The words `first` to `last` (not included) that name one actor.

    `acts`: its head can act: a state, its office, its forces; not "Ukraine war", not "Russian aggression".
    `owns`: it ends in a possessive. `governed`: the preposition that leads to it, or "". `held`: it once held its
    office. `person`: an office, a leader or an organ stands in it. `land`: a territory, which never acts.
    """

    first: int
    last: int
    actor: Actor
    acts: bool
    owns: bool
    governed: str
    held: bool
    person: bool
    land: bool


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
    words = _words(sentence, lex, persons)
    shouting = sentence.title and _title_case(words)
    phrases = _phrases(words, lex, shouting)
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


def _said(words: list[Word]) -> frozenset[str]:
    found = {w.low for w in words}
    found.update(low.rsplit("-", 1)[-1] for low in tuple(found) if "-" in low)
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


# Words


@cache
def _crowd_pattern() -> re.Pattern[str]:
    return re.compile(lexicon().crowds)


@cache
def _land_hints() -> re.Pattern[str]:
    return re.compile("|".join(sorted(lexicon().lands)))


def _crowds(text: str) -> list[tuple[int, int, Actor, str]]:
    if not (_CROWD_HINTS.search(text) or _land_hints().search(text)):
        return []
    return [
        (m.start(), m.end(), Actor(_crowd_name(m.group()), "body"), "land" if m.group() in lexicon().lands else "crowd")
        for m in _crowd_pattern().finditer(text)
    ]


def _crowd_name(words: str) -> str:
    """As the board writes it: "world leaders" also where a headline has "World leaders"."""
    return words[0].lower() + words[1:] if words.startswith(("World", "Global", "Allied")) else words


def _words(sentence: Sentence, lex: Lexicon, persons: Mapping[str, Actor]) -> list[Word]:
    text, base = sentence.text, sentence.start
    marks = [(m.start - base, m.end - base, m.actor, m.form) for m in sentence.actors]
    for start, end, actor, form in _crowds(text):
        if not any(start < mark[1] and mark[0] < end for mark in marks):
            marks.append((start, end, actor, form))
    marks.sort(key=lambda mark: mark[0])
    found: list[Word] = []
    low = text.lower()
    if len(low) != len(text):  # a few capitals are longer in lower case; offsets must stay
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    last = 0
    for start, end, actor, form in marks:
        if start < last or low[start:end] in lex.words.modifiers:
            continue  # an office's adjective alone names nobody
        _plain(found, text, low, last, start)
        inner = frozenset(_INNER.findall(low, start, end))
        found.append(Word(start, end, low[start:end], text[start].isupper(), actor, form, inner))
        last = end
    _plain(found, text, low, last, len(text))
    if not persons:
        return found
    return [_as_person(word, persons) for word in found]


def _as_person(word: Word, persons: Mapping[str, Actor]) -> Word:
    actor = persons.get(word.low) if word.capital and word.actor is None else None
    return word if actor is None else word._replace(actor=actor, form="leader", inner=frozenset((word.low,)))


def persons_of(told: Clause) -> Iterator[tuple[str, Actor]]:
    """The surnames a sentence gives an office: "Russian ambassador Andrei Ordash" -> ordash, Russia."""
    if told.title_case:
        return
    for phrase in told.phrases:
        named = told.words[phrase.last - 1]
        plain = named.actor is None and named.capital and named.low not in told.lex.words.offices
        if phrase.person and plain and len(named.low) > 3 and phrase.last - phrase.first > 2 and not phrase.held:
            yield named.low, phrase.actor


def _plain(found: list[Word], text: str, low: str, begin: int, stop: int) -> None:
    for match in _WORD.finditer(low, begin, stop):
        start, end = match.span()
        word = low[start:end]
        if word == "-" and text[start - 1] == " " == text[end : end + 1]:
            word = "–"  # a hyphen between spaces parts like a dash
        found.append(Word(start, end, word, text[start] != low[start]))


def _title_case(words: list[Word]) -> bool:
    """True where a headline gives every word a capital: a capital then says nothing."""
    plain = [w for w in words if w.actor is None and w.low[0].isalpha() and len(w.low) > 3]
    return len(plain) > 3 and sum(w.capital for w in plain) > 0.7 * len(plain)


# Phrases


def _phrases(words: list[Word], lex: Lexicon, shouting: bool) -> list[Phrase]:
    found: list[Phrase] = []
    i = 0
    while i < len(words):
        actor = words[i].actor
        if actor is None or _only_qualifies(words, i):
            i += 1
            continue
        phrase = _phrase(words, i, actor, lex, shouting)
        found.append(phrase)
        i = max(phrase.last, i + 1)
    return found


def _only_qualifies(words: list[Word], i: int) -> bool:
    """ "Liberian-flagged", "US-made": whoever it is, it is not Liberia or the US."""
    if i + 2 >= len(words) or words[i + 1].low not in ("-", "‑") or words[i + 2].actor is not None:
        return False
    return words[i + 1].start == words[i].end and words[i + 2].start == words[i + 1].end


def _phrase(words: list[Word], i: int, actor: Actor, lex: Lexicon, shouting: bool) -> Phrase:
    head = words[i]
    last, office = _run(words, i, actor, lex.words, shouting)
    first, named_before = _office_before(words, i, lex.words)
    person = office or named_before
    acts = person or (head.form not in ("demonym", "land") and not _names_a_noun(words, last, lex))
    if head.form == "demonym" and head.low.endswith("s") and last < len(words):
        acts = acts or (words[last].low in lex.verbs and not words[last].low.endswith("ed"))  # "Czechs expel envoy"
    held = any(words[k].low in lex.words.former for k in range(max(0, first - 2), last) if words[k].actor is None)
    return Phrase(
        first,
        last,
        actor,
        acts=acts and not held,
        owns=last < len(words) and words[last].low in _SPLITS,
        governed=_governor(words, first, last, lex),
        held=held,
        person=person,
        land=head.form == "land",
    )


def _run(words: list[Word], i: int, actor: Actor, bags: Words, shouting: bool) -> tuple[int, bool]:
    """Where the phrase that begins with the mention at `i` ends, and whether an office or organ heads it."""
    head = words[i]
    last = i + 1
    office = head.form in ("organ", "leader") or (" " in head.low and bool(head.inner & bags.offices))
    for k in range(last, min(len(words), i + _LONGEST_PHRASE)):
        word = words[k]
        if word.actor is not None:
            if word.actor != actor or not (office or words[k - 1].low in _SPLITS):
                break
            office = office or word.form in ("leader", "organ")
            last = k + 1
        elif word.low in bags.offices or word.low.rsplit("-", 1)[-1] in bags.offices:
            office, last = True, k + 1
        elif office and word.capital and not shouting:
            last = k + 1
        elif not _runs_on(word.low, office, bags):
            break
    return last, office


def _runs_on(low: str, office: bool, bags: Words) -> bool:
    """True where a phrase may go on past the word, should an office or a name follow."""
    if office and low in bags.particles:
        return True
    if low in ("of", "for") or (low == "and" and office):
        return False
    return low in bags.modifiers or low in _SPLITS or low == "-" or low in bags.former


def _names_a_noun(words: list[Word], last: int, lex: Lexicon) -> bool:
    """ "Ukraine war", "Gaza aid plan": the name only says which."""
    if last >= len(words):
        return False
    word = words[last]
    if word.actor is not None or word.capital or not word.low[0].isalpha():
        return False
    low, bags = word.low, lex.words
    known = low in lex.verbal or low in bags.adverbs or low in bags.prepositions or low in bags.subordinators
    other = low in bags.modals or low in bags.futures or low in bags.raising or low in _LINKS
    return not (known or other or low.endswith(("ed", "ly")))


def _office_before(words: list[Word], i: int, bags: Words) -> tuple[int, bool]:
    """ "the president of X", "a spokesman for X": from where such a phrase runs, and whether there is one."""
    k = i - 1
    while k >= 0 and words[k].low in _DETERMINERS:
        k -= 1
    if k < 1 or words[k].low not in _OFFICE_OF:
        return i, False
    back = k - 1
    while back > 0 and k - back < _LONGEST_PHRASE // 2 and _names_an_office(words[back], bags):
        back -= 1
    if words[back].actor is not None or words[back].low not in bags.offices:
        return i, False
    return back, words[k].low != "in" or words[back].low in _SEATED


def _names_an_office(word: Word, bags: Words) -> bool:
    if word.actor is not None or word.low in bags.offices:
        return False
    return word.capital or word.low in ("for", "of", "and", "the")


def _governor(words: list[Word], first: int, last: int, lex: Lexicon) -> str:
    """The preposition that leads to the phrase, past articles and adjectives."""
    bags = lex.words
    for k in range(first - 1, max(-1, first - 5), -1):
        low = words[k].low
        if low in bags.prepositions:
            opens = low in _OPEN_CLAUSES and last < len(words) and words[last].low in lex.verbal
            return "" if opens else low
        if not (low in _DETERMINERS or low in _NEAR or low in bags.modifiers or low in bags.former):
            return ""
    return ""


# Phrases joined: "France, Germany and the UK"


def chain(told: Clause, phrase: Phrase) -> tuple[Phrase, ...]:
    """The phrase with those joined to its right."""
    found = [phrase]
    while len(found) < _MOST_JOINED:
        following = _joined(told, found[-1], opens=phrase)
        if following is None:
            break
        found.append(following)
    return tuple(p for p in found if p is phrase or p.acts or not p.governed)


def _joined(told: Clause, phrase: Phrase, opens: Phrase) -> Phrase | None:
    gap = phrase.last
    while gap < len(told.words) and gap - phrase.last < 5 and _joins(told, phrase.last, gap):
        gap += 1
    following = told.at.get(gap)
    if gap == phrase.last or following is None or following.first not in (gap, gap + 1) or following.owns:
        return None
    only_comma = told.lows(phrase.last, gap) == {","}
    if only_comma and not _listed(told, following) and not _headline_pair(told, opens, following):
        return None
    return following


def _joins(told: Clause, at: int, gap: int) -> bool:
    low = told.words[gap].low
    bags = told.lex.words
    return low in bags.joints or (gap > at and gap not in told.at and low in bags.leading)


def _headline_pair(told: Clause, first: Phrase, second: Phrase) -> bool:
    """ "Greece, Egypt sign": a headline's comma for "and", as the plural verb shows."""
    if not told.title or first.first > 0:
        return False
    verb = told.low(second.last)
    return verb in told.lex.verbs and not verb.endswith("s")


def _listed(told: Clause, phrase: Phrase) -> bool:
    """True where a list goes on behind the phrase: ", Y and Z" or ", Y, Z and W"."""
    lows = [w.low for w in told.words[phrase.last : phrase.last + 10]]
    if "and" in lows[:2]:
        return any(k in told.at for k in range(phrase.last + 1, phrase.last + 4))
    return bool(lows) and lows[0] == "," and "and" in lows


def chain_both_ways(told: Clause, phrase: Phrase) -> tuple[Phrase, ...]:
    """The phrase with those joined to it on either side: "Nigerian and British armed forces"."""
    found = chain(told, phrase)
    before = told.at.get(phrase.first - 2) or told.at.get(phrase.first - 3)
    joined = phrase.first > 0 and "and" in told.lows(phrase.first - 2, phrase.first)
    if before is None or not joined or before.governed or before.owns or before.last >= phrase.first:
        return found
    return (before, *found)


def actors_of(phrases: tuple[Phrase, ...]) -> tuple[Actor, ...]:
    """Their actors, each once."""
    return tuple(dict.fromkeys(p.actor for p in phrases))
