"""Acts without a verb, as headlines have them: "Macron in Rabat for talks", "Chad, Niger in talks"; moods."""

from sitrep.extract.diplomacy.clause import Clause
from sitrep.extract.diplomacy.finding import Finding
from sitrep.extract.diplomacy.lexicon import Rule
from sitrep.extract.diplomacy.target import PLACES, next_phrase
from sitrep.extract.diplomacy.words import HYPHENS
from sitrep.text.actors import states
from sitrep.text.document import Actor

_VISIT = Rule("CONSULT", "visit", name="visit without a verb")
_TALKS = Rule("CONSULT", "talks", name="talks without a verb")
_DEPLORES = Rule("ACCUSE", "deplore", name="mood")
_AT = frozenset({"at", "about", "over", "by", "with"})
_TRIPS = frozenset({"talks", "visit", "summit", "meeting", "trip"})
_VISITS = frozenset({"visit", "trip", "tour"})
_ERRANDS = frozenset(
    {"push", "discuss", "meet", "press", "seek", "mediate", "broker", "sign", "urge", "attend", "secure", "revive"}
)
_REASONS = frozenset({"over", "for", "to"})
_UNDER = {
    "fire": Rule("ACCUSE", "criticise", name="what one is under from another"),
    "pressure": Rule("REQUEST", "press", name="what one is under from another"),
}


def at_the_table(told: Clause) -> Finding | None:
    """ "Chad, Niger in talks", "Chad in talks with Niger": a meeting without its verb."""
    for phrase in told.phrases:
        k = phrase.last
        if not phrase.acts or phrase.governed or told.low(k) != "in" or not told.lows(k + 1, k + 4) & _parleys(told):
            continue
        beside = [
            p
            for p in told.phrases
            if p.last <= phrase.first and p.first < 2 and told.lows(p.last, phrase.first) <= HYPHENS | {","}
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
    """ "Macron in Rabat for talks", "Modi to Moscow on state visit", "was on a visit to Rabat": without its verb."""
    for phrase in told.phrases:
        if not phrase.acts or phrase.governed:
            continue
        k = _on_a_trip(told, phrase.last)
        there = _whose(told, k + 1) if told.low(k) in ("in", "to") else None
        if there is None or there[0] == phrase.actor:
            continue
        host, last = there
        comes = phrase.person and told.title and told.low(last) == "to" and told.low(last + 1) in _ERRANDS
        talks = told.low(last) in ("for", "on") and told.lows(last, last + 6) & _TRIPS
        if comes or talks or k > phrase.last:
            return Finding(_VISIT, (phrase.actor,), (host,), phrase.last, last)
    return None


def _on_a_trip(told: Clause, k: int) -> int:
    """Word `k`, or the one behind "was on a two-day visit" that begins there."""
    if told.low(k) not in told.lex.words.be and told.low(k) != "on":
        return k
    trip = next((n for n in range(k + 1, k + 7) if told.low(n) in _VISITS), None)
    on = told.low(k) == "on" or told.low(k + 1) == "on"
    return k if trip is None or not on else trip + 1


def _whose(told: Clause, k: int) -> tuple[Actor, int] | None:
    """The state named at word `k`, or whose town is, and the word behind the name."""
    phrase = told.at.get(k)
    if phrase is not None:
        return phrase.actor, phrase.last
    if k >= len(told.words) or told.words[k].form != "place" or told.low(k) in told.lex.meeting_places:
        return None
    host = states().get(told.words[k].country)
    return None if host is None else (host, k + 1)


def under_fire(told: Clause) -> Finding | None:
    """ "Kigali under fire from Brussels over ...", "Lima under pressure from Quito to ...": a headline's rebuke."""
    for phrase in told.phrases if told.title else ():
        k = phrase.last
        if told.low(k) != "under" or told.low(k + 2) != "from" or not phrase.acts:
            continue
        giver = told.at.get(k + 3)
        rule = _UNDER.get(told.low(k + 1))
        if giver is None or giver.actor == phrase.actor or rule is None or told.low(giver.last) not in _REASONS:
            continue
        return Finding(rule, (giver.actor,), (phrase.actor,), k, giver.last)
    return None
