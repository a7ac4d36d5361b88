"""Acts without a verb, as headlines have them: "Macron in Rabat for talks", "Chad, Niger in talks"; moods."""

from sitrep.extract.diplomacy.clause import Clause
from sitrep.extract.diplomacy.finding import Finding
from sitrep.extract.diplomacy.lexicon import Rule
from sitrep.extract.diplomacy.target import PLACES, next_phrase

_VISIT = Rule("CONSULT", "visit", name="visit without a verb")
_TALKS = Rule("CONSULT", "talks", name="talks without a verb")
_DEPLORES = Rule("ACCUSE", "deplore", name="mood")
_AT = frozenset({"at", "about", "over", "by", "with"})
_TRIPS = frozenset({"talks", "visit", "summit", "meeting", "trip"})
_HYPHENS = frozenset({"-", "–", "‑", "/", "and"})


def at_the_table(told: Clause) -> Finding | None:
    """ "Chad, Niger in talks", "Chad in talks with Niger": a meeting without its verb."""
    for phrase in told.phrases:
        k = phrase.last
        if not phrase.acts or phrase.governed or told.low(k) != "in" or not told.lows(k + 1, k + 4) & _parleys(told):
            continue
        beside = [
            p
            for p in told.phrases
            if p.last <= phrase.first and p.first < 2 and told.lows(p.last, phrase.first) <= _HYPHENS | {","}
        ]
        partner = next((told.at.get(n + 1) for n in range(k, k + 5) if told.low(n) == "with"), None)
        other = beside[0] if beside else partner
        if other is not None and other.actor != phrase.actor:
            return Finding(_TALKS, (phrase.actor,), (other.actor,), k, k + 2)
    return None


def _parleys(told: Clause) -> frozenset[str]:
    return told.lex.words.parleys


def of_feeling(told: Clause, i: int) -> Finding | None:
    """ "Egypt alarmed at Ethiopian dam", "the UN is concerned about Mali's ban": blame in a mood."""
    if told.words[i].low not in told.lex.words.feelings or told.low(i + 1) not in _AT:
        return None
    owner = next((p for p in reversed(told.phrases) if i - 4 < p.last <= i), None)
    target = next_phrase(told, i + 2, i + 6)
    if owner is None or not owner.acts or owner.governed or owner.owns or target is None or target.actor == owner.actor:
        return None
    return (
        Finding(_DEPLORES, (owner.actor,), (target.actor,), i, i + 2)
        if target.governed not in PLACES - {told.low(i + 1)}
        else None
    )


def on_the_road(told: Clause) -> Finding | None:
    """ "Macron in Rabat for talks", "Modi to Moscow on state visit": a visit without its verb."""
    for phrase in told.phrases:
        there = told.at.get(phrase.last + 1)
        if not phrase.acts or phrase.governed or told.low(phrase.last) not in ("in", "to"):
            continue
        if there is None or there.actor == phrase.actor or told.low(there.last) not in ("for", "on"):
            continue
        if told.lows(there.last, there.last + 6) & _TRIPS:
            return Finding(_VISIT, (phrase.actor,), (there.actor,), phrase.last, there.last)
    return None
