"""The filter: words and terms that must all hold. `kharkiv weapon:drone killed:>5 since:6h -feed:tass`.

A word is looked for everywhere; "two words" in quotes stay together; - before a term turns it round. Comparisons hold
only for what somebody stated: killed:<5 does not find an incident without a figure (R12). Of a range, > asks whether
the lowest is above, < whether the highest is below.
"""

import re
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from math import asin, cos, radians, sin, sqrt
from typing import get_args

import msgspec

from sitrep.model.claim import Weapon
from sitrep.model.incident import Grade
from sitrep.views.filtering.facts import Facts, Interval, Spot

TERM = re.compile(r'-?(?:[a-z]+:)?(?:"[^"]*"?|\S+)', re.IGNORECASE)
COMPARISON = re.compile(r"(>=|<=|>|<|=)?(\d{1,9})")
AGE = re.compile(r"(\d{1,5})(m|h|d|w)")
NEAR = re.compile(r"(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?),(\d{1,5})km")
"""Degrees north and east, and how far around them: near:-1.67,29.23,50km."""
EARTH_KM = 6371.0
UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
NAMED: dict[str, Callable[[Facts], tuple[str, ...]]] = {
    "place": lambda facts: facts.places,
    "weapon": lambda facts: facts.weapons,
    "actor": lambda facts: facts.actors,
    "feed": lambda facts: facts.feeds,
    "outlet": lambda facts: facts.feeds,
    "grade": lambda facts: (facts.grade,),
    "flag": lambda facts: facts.flags,
}
KINDS: dict[str, tuple[str, ...]] = {"weapon": get_args(Weapon), "grade": get_args(Grade)}
"""Fields of few values: what is none of them would find nothing, and says so."""

COUNTED: dict[str, Callable[[Facts], Interval | None]] = {
    "killed": lambda facts: facts.killed,
    "injured": lambda facts: facts.injured,
    "hurt": lambda facts: facts.injured,
    "missing": lambda facts: facts.missing,
    "captured": lambda facts: facts.captured,
}


class Term(msgspec.Struct, frozen=True):
    """One thing asked: of which `field` ("" for anywhere), what `value`, and whether it must not be."""

    field: str
    value: str
    inverse: bool = False


class Filter(msgspec.Struct, frozen=True):
    """What was typed, the terms understood, and in plain words those that were not (they ask for nothing)."""

    text: str = ""
    terms: tuple[Term, ...] = ()
    faults: tuple[str, ...] = ()


NO_FILTER = Filter()


def parse_filter(text: str) -> Filter:
    """The filter that `text` asks for. Never raises: a term that makes no sense is named in `faults`."""
    terms: list[Term] = []
    faults: list[str] = []
    for word in TERM.findall(text):
        inverse = word.startswith("-") and len(word) > 1
        field, colon, value = word.lstrip("-").partition(":") if inverse else word.partition(":")
        if not colon or field.startswith('"') or not field.isalpha():
            field, value = "", word.removeprefix("-") if inverse else word
        term = Term(field.lower(), value.strip('"').lower(), inverse)
        fault = _fault(term)
        if fault:
            faults.append(fault)
        elif term.value:
            terms.append(term)
    return Filter(text.strip(), tuple(terms), tuple(faults))


SIGNS = ("new", "revised", "unread", "since", "saved")
"""What is: may ask: never read, revised since it was read, either; come since one last looked up; bookmarked."""
Signs = Callable[[], Collection[str]]


def matches(wanted: Filter, facts: Facts, now: datetime, signs: Signs = tuple) -> bool:
    """Whether all terms hold of `facts`; `now` (UTC) is what since: counts back from, `signs` what is: asks."""
    return all(_holds(term, facts, now, signs) != term.inverse for term in wanted.terms)


def _fault(term: Term) -> str:
    if not term.field or not term.value:
        return ""
    if term.field in KINDS and not any(term.value in kind for kind in KINDS[term.field]):
        return f"{term.field}: wants one of {', '.join(KINDS[term.field])}"
    if term.field in NAMED:
        return ""
    if term.field in COUNTED:
        known = COMPARISON.fullmatch(term.value) or term.value == "unknown"
        return "" if known else f"{term.field}: wants a number, as in {term.field}:>5"
    if term.field in ("since", "age"):
        return "" if AGE.fullmatch(term.value) else f"{term.field}: wants a span of time, as in {term.field}:6h"
    if term.field == "near":
        spot = NEAR.fullmatch(term.value)
        return "" if spot else "near: wants degrees north and east and a distance, as in near:-1.67,29.23,50km"
    if term.field == "is":
        return "" if term.value in SIGNS else f"is: wants one of {', '.join(SIGNS)}"
    known_fields = ", ".join(sorted([*NAMED, *COUNTED, "near", "since", "is"]))
    return f"{term.field}: is not known; there are {known_fields}"


def _holds(term: Term, facts: Facts, now: datetime, signs: Signs) -> bool:
    if term.field == "is":
        return term.value in signs()
    if term.field in NAMED:
        return any(term.value in value for value in NAMED[term.field](facts))
    if around := NEAR.fullmatch(term.value) if term.field == "near" else None:
        middle, reach = (float(around[1]), float(around[2])), float(around[3])
        return any(kilometres(middle, spot) <= reach for spot in facts.spots)
    if term.field in COUNTED:
        return _compares(term.value, COUNTED[term.field](facts))
    if age := AGE.fullmatch(term.value) if term.field in ("since", "age") else None:
        return facts.at is not None and facts.at >= now - int(age[1]) * UNITS[age[2]]
    return term.value in facts.text


def kilometres(one: Spot, other: Spot) -> float:
    """The way over ground between two spots, on a sphere (haversine): half a percent off at most."""
    lat, lon, far_lat, far_lon = map(radians, (*one, *other))
    half = sin((far_lat - lat) / 2) ** 2 + cos(lat) * cos(far_lat) * sin((far_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))


def _compares(wanted: str, stated: Interval | None) -> bool:
    if wanted == "unknown":
        return stated is None
    comparison = COMPARISON.fullmatch(wanted)
    if stated is None or comparison is None:
        return False
    low, high = stated
    number = int(comparison[2])
    match comparison[1]:
        case ">":
            return low is not None and low > number
        case ">=":
            return low is not None and low >= number
        case "<":
            return high is not None and high < number
        case "<=":
            return high is not None and high <= number
    return (low is None or low <= number) and (high is None or number <= high) and (low, high) != (None, None)
