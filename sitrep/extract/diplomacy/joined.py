"""Phrases that act together: "France, Germany and the UK"."""

from sitrep.extract.diplomacy.clause import Clause
from sitrep.extract.diplomacy.phrases import Phrase
from sitrep.extract.diplomacy.words import HARD
from sitrep.text.document import Actor

_MOST_JOINED = 6
_GROUPS = frozenset({"group", "movement", "militia", "faction", "organisation", "organization", "the"})
"""Before a name, what it is the name of: "Chad and the Islamist movement Hamas"."""


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
    known = low in bags.leading or low in bags.modifiers or low in _GROUPS or low.endswith("ist")
    return low in bags.joints or (gap > at and gap not in told.at and known)


def _headline_pair(told: Clause, first: Phrase, second: Phrase) -> bool:
    """ "Greece, Egypt sign": a headline's comma for "and", as the plural verb shows."""
    if not told.title or (first.first > 0 and told.low(first.first - 1) not in HARD):
        return False
    verb = told.low(second.last)
    return verb in ("to", "will") or any(form != "s" for _, form in told.lex.verbs.get(verb, ()))


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
