"""A sentence as words and actors' phrases: "the Polish foreign minister, Radoslaw Sikorski" is one phrase, Poland's."""

import re
from functools import cache
from typing import NamedTuple

from sitrep.extract.diplomacy_lexicon import Lexicon, lexicon
from sitrep.text.document import Actor, Sentence

_WORD = re.compile(r"['’](?:s|t|ll|ve|re|d)?(?![\w])|\w+(?:[-‑.]\w+)*(?:['’](?!s\b)\w+)*|[^\w\s]")
_LONGEST_PHRASE = 12
_OFFICE_OF = frozenset({"of", "for", "at", "from", "in"})
_ARTICLES = frozenset(
    {"the", "a", "an", "its", "their", "his", "her", "new", "some", "all", "both", "other", "several", "many"}
)
_OPEN_CLAUSES = frozenset({"after", "before", "since"})
_CROWD_STEMS = (
    "West",
    "leaders",
    "powers",
    "community",
    "states",
    "countries",
    "allies",
    "Gaza",
    "Darfur",
    "Kashmir",
    "Crimea",
    "Tigray",
    "Donbas",
    "Idlib",
)
_NEAR = frozenset(
    {
        "neighbouring",
        "neighboring",
        "fellow",
        "nearby",
        "western",
        "eastern",
        "northern",
        "southern",
        "central",
        "occupied",
    }
)


class Word(NamedTuple):
    """One word or mark, or a whole mention of an actor. Characters of the sentence; `low` in lower case.

    `bare` has no hyphened beginnings, so that "cease-fire" is also found as "fire".
    """

    start: int
    end: int
    low: str
    text: str
    capital: bool
    actor: Actor | None = None
    form: str = ""
    inner: frozenset[str] = frozenset()


class Phrase(NamedTuple):
    """The words `first` to `last` (not included) that name one actor.

    `acts`: its head can act: a state, its office, its forces; not "Ukraine war", not "Russian aggression".
    `owns`: it ends in a possessive. `governed`: the preposition that leads to it, or "". `held`: once held its office.
    `person`: an office, a leader or an organ stands in it. `land`: a territory, which never acts.
    """

    first: int
    last: int
    actor: Actor
    acts: bool
    owns: bool
    governed: str
    held: bool
    person: bool
    land: bool = False


class Clause(NamedTuple):
    """A sentence ready for the grammar. `at` gives the phrase a word belongs to."""

    words: list[Word]
    phrases: list[Phrase]
    at: dict[int, Phrase]
    title_case: bool
    title: bool


def clause(sentence: Sentence) -> Clause:
    """The words and actors' phrases of a sentence."""
    lex = lexicon()
    words = _words(sentence, lex)
    shouting = _title_case(words)
    phrases = _phrases(words, lex, shouting)
    at = {i: phrase for phrase in phrases for i in range(phrase.first, phrase.last)}
    return Clause(words, phrases, at, shouting, sentence.title)


@cache
def _crowd_pattern() -> re.Pattern[str]:
    names = sorted([*lexicon().crowds, *lexicon().territories], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(name) for name in names) + r")\b(?! (?:Bank|Africa|Indies|Point))")


def _crowds(text: str) -> list[tuple[int, int, Actor, str]]:
    if not any(stem in text for stem in _CROWD_STEMS):
        return []
    lands = lexicon().territories
    return [
        (m.start(), m.end(), Actor(_crowd_name(m.group()), "body"), "land" if m.group() in lands else "crowd")
        for m in _crowd_pattern().finditer(text)
    ]


def _crowd_name(words: str) -> str:
    if words.startswith(("West", "the West")):
        return "the West"
    return words[0].lower() + words[1:] if words.startswith(("World", "Global")) else words


def _words(sentence: Sentence, lex: Lexicon) -> list[Word]:
    text, base = sentence.text, sentence.start
    marks: list[tuple[int, int, Actor, str]] = [
        (m.start - base, m.end - base, m.actor, m.form) for m in sentence.actors
    ]
    taken = [(m[0], m[1]) for m in marks]
    marks += [
        (start, end, actor, form)
        for start, end, actor, form in _crowds(text)
        if not any(start < high and low < end for low, high in taken)
    ]
    marks.sort(key=lambda mark: mark[0])
    found: list[Word] = []
    last = 0
    for start, end, actor, form in marks:
        if start < last:
            continue
        _plain(found, text, last, start)
        said = text[start:end].lower()
        inner = frozenset(re.findall(r"[\w'’]+", said))
        found.append(Word(start, end, said, text[start:end], text[start].isupper(), actor, form, inner))
        last = end
    _plain(found, text, last, len(text))
    return found


def _plain(found: list[Word], text: str, start: int, end: int) -> None:
    for match in _WORD.finditer(text, start, end):
        said = match.group()
        found.append(Word(match.start(), match.end(), said.lower(), said, said[0].isupper()))


def _title_case(words: list[Word]) -> bool:
    """True where a headline gives every word a capital: a capital then says nothing."""
    plain = [w for w in words if w.actor is None and w.low[0].isalpha() and len(w.low) > 3]
    return len(plain) > 3 and sum(w.capital for w in plain) > 0.7 * len(plain)


def _phrases(words: list[Word], lex: Lexicon, shouting: bool) -> list[Phrase]:
    found: list[Phrase] = []
    i = 0
    while i < len(words):
        if words[i].actor is None or _only_qualifies(words, i):
            i += 1
            continue
        phrase = _phrase(words, i, lex, shouting)
        found.append(phrase)
        i = max(phrase.last, i + 1)
    return found


def _only_qualifies(words: list[Word], i: int) -> bool:
    """ "Liberian-flagged", "US-made": whoever it is, it is not Liberia or the US."""
    if i + 2 >= len(words) or words[i + 1].low not in ("-", "‑") or words[i + 2].actor is not None:
        return False
    return words[i + 1].start == words[i].end and words[i + 2].start == words[i + 1].end


def _phrase(words: list[Word], i: int, lex: Lexicon, shouting: bool) -> Phrase:
    head = words[i]
    assert head.actor is not None
    last, office = _run(words, i, lex, shouting)
    first, named_before = _office_before(words, i, lex)
    owns = last < len(words) and words[last].low in ("'s", "’s", "'", "’")
    acts = office or named_before or (head.form not in ("demonym", "land") and not _names_a_noun(words, last, lex))
    if head.form == "demonym" and head.low.endswith("s") and last < len(words):
        acts = acts or (words[last].low in lex.verbs and not words[last].low.endswith("ed"))  # "Czechs expel envoy"
    held = any(words[k].low in lex.former for k in range(max(0, first - 2), last) if words[k].actor is None)
    return Phrase(
        first,
        last,
        head.actor,
        acts and not held,
        owns,
        _governor(words, first, last),
        held,
        office,
        head.form == "land",
    )


def _run(words: list[Word], i: int, lex: Lexicon, shouting: bool) -> tuple[int, bool]:
    """Where the phrase that begins with the mention at `i` ends, and whether an office or organ heads it."""
    actor = words[i].actor
    last, office = (
        i + 1,
        words[i].form in ("organ", "leader") or bool(words[i].inner & lex.offices and " " in words[i].low),
    )
    k = last
    while k < len(words) and k - i < _LONGEST_PHRASE:
        word = words[k]
        if word.actor is not None:
            if word.actor != actor or not (office or words[k - 1].low in ("'s", "’s")):
                break
            office = office or word.form in ("leader", "organ")
            last = k + 1
        elif word.low in lex.offices or word.low.rsplit("-", 1)[-1] in lex.offices:
            office, last = True, k + 1
        elif word.capital and office and not shouting and word.low[0].isalpha():
            last = k + 1
        elif office and word.low in lex.particles:
            pass
        elif (
            not (word.low in lex.modifiers or word.low in ("'s", "’s", "-", "'", "’") or word.low in lex.former)
            or word.low in ("of", "for")
            or (word.low == "and" and office)
        ):
            break
        k += 1
    return last, office


def _names_a_noun(words: list[Word], last: int, lex: Lexicon) -> bool:
    """ "Ukraine war", "Gaza aid plan": the name only says which."""
    if last >= len(words):
        return False
    word = words[last]
    if word.actor is not None or not word.low[0].isalpha() or word.capital:
        return False
    known = word.low in lex.adverbs or word.low in lex.prepositions or word.low in lex.speech or word.low in lex.verbs
    other = word.low in lex.modals or word.low in lex.futures or word.low in lex.subordinators or word.low in _LINKS
    return not (known or other or word.low.endswith(("ed", "ly")) or word.low in lex.raising)


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
        "becomes",
    }
)


def _office_before(words: list[Word], i: int, lex: Lexicon) -> tuple[int, bool]:
    """ "the president of X", "a spokesman for X": from where such a phrase runs, and whether there is one."""
    k = i - 1
    while k >= 0 and words[k].low in _ARTICLES:
        k -= 1
    if k < 1 or words[k].low not in _OFFICE_OF:
        return i, False
    back = k - 1
    while (
        back > 0
        and k - back < 5
        and words[back].capital
        and words[back].low not in lex.offices
        and words[back].actor is None
    ):
        back -= 1
    if words[back].low in lex.offices and words[back].actor is None:
        return back, words[k].low != "in" or words[back].low in (
            "authorities",
            "government",
            "officials",
            "police",
            "junta",
            "court",
        )
    return i, False


def _governor(words: list[Word], first: int, last: int) -> str:
    """The preposition that leads to the phrase, past articles and adjectives."""
    lex = lexicon()
    k = first - 1
    steps = 0
    while k >= 0 and steps < 4:
        low = words[k].low
        if low in lex.prepositions:
            opens_clause = low in _OPEN_CLAUSES and last < len(words) and words[last].low in lex.verbal
            return "" if opens_clause else low
        if not (low in _ARTICLES or low in _NEAR or low in lex.modifiers or low in lex.former):
            return ""
        k -= 1
        steps += 1
    return ""
