"""What one article's strikes and casualties tell each other: one story has one place and one day (METHOD.md R19)."""

from functools import cache

import msgspec

from sitrep.model.claim import Casualty, Strike
from sitrep.model.place import Place
from sitrep.text.lexicons import place_words
from sitrep.text.names import country_names

_OF_AN_EVENT = frozenset({"incident", "part", "aggregate"})

MASS_LAUNCH = 20
"""So many missiles or drones are flown at a country, unless their own sentence names the town."""


def join(
    strikes: tuple[Strike, ...], casualties: tuple[Casualty, ...]
) -> tuple[tuple[Strike, ...], tuple[Casualty, ...]]:
    """Both with the places and days the other one knows.

    A strike over a whole country is not set in the town that the next sentence names. A strike and a figure of the same
    sentence share place and day where one lacks them. Where the article tells of one strike with a place, a figure
    without a place is about it. A figure that was taken for crime stands as an incident where its own sentence tells of
    an attack.
    """
    totals = {c.quote for c in casualties if c.scope == "aggregate" and _whole_country(c)}
    strikes = tuple(_widened(s) if s.quote in totals or _is_mass(s) else s for s in strikes)
    hit = tuple(s for s in strikes if s.fate != "intercepted")
    sole = hit[0] if len(hit) == 1 and hit[0].places else None
    people = tuple(_of_strike(c, _same_sentence(c, hit), sole) for c in casualties)
    return tuple(_of_people(s, people) for s in strikes), people


def _whole_country(casualty: Casualty) -> bool:
    return bool(casualty.places) and all(p.precision == "country" for p in casualty.places)


def _is_mass(strike: Strike) -> bool:
    launched = strike.munitions
    return launched is not None and (launched.low or launched.high or 0) >= MASS_LAUNCH


def _widened(strike: Strike) -> Strike:
    """The strike in its country alone, where its finer places come from other sentences than its own."""
    code = strike.country
    fine = (p.name for p in strike.places if p.precision != "country")
    if code is None or any(name[:_STEM] in strike.quote for name in fine):
        return strike
    land = Place(country_names().get(code, code), code, "country", code)
    return msgspec.structs.replace(strike, places=(land,))


_STEM = 4
"""First letters in which the board's name of a town and the text's agree."""


def _same_sentence(casualty: Casualty, strikes: tuple[Strike, ...]) -> Strike | None:
    found = [s for s in strikes if s.quote == casualty.quote]
    return found[0] if len(found) == 1 else None


def _of_strike(casualty: Casualty, beside: Strike | None, sole: Strike | None) -> Casualty:
    if beside is not None and casualty.scope == "other" and casualty.cause == "crime":
        casualty = msgspec.structs.replace(casualty, scope="incident", cause=None)
    if casualty.scope not in _OF_AN_EVENT:
        return casualty
    strike = beside or sole
    if strike is None:
        return casualty
    if beside is not None and _is_attackers_own(beside, casualty):
        casualty = msgspec.structs.replace(casualty, places=(), country=None)
    if not casualty.places and strike.places and casualty.country in (None, strike.country):
        casualty = msgspec.structs.replace(casualty, places=strike.places, country=strike.country)
    same_place = {p.key for p in casualty.places} & {p.key for p in strike.places}
    if casualty.when.day is None and strike.when.day is not None and (beside is not None or same_place):
        casualty = msgspec.structs.replace(casualty, when=strike.when)
    return casualty


@cache
def _far_from_war() -> frozenset[str]:
    """Countries whose forces strike abroad."""
    return place_words().small["quiet"]


def _is_attackers_own(strike: Strike, casualty: Casualty) -> bool:
    """ "The U.S. military said it hit three boats": nothing says that it was in the US but the speaker's name."""
    if strike.attacker is None or strike.country is not None or casualty.country not in _far_from_war():
        return False
    return strike.attacker == country_names().get(casualty.country or "") and all(
        p.precision == "country" for p in casualty.places
    )


def _of_people(strike: Strike, casualties: tuple[Casualty, ...]) -> Strike:
    for casualty in casualties:
        if casualty.quote != strike.quote or casualty.scope not in _OF_AN_EVENT:
            continue
        if not strike.places and casualty.places:
            strike = msgspec.structs.replace(strike, places=casualty.places, country=casualty.country)
        if strike.when.day is None and casualty.when.day is not None:
            strike = msgspec.structs.replace(strike, when=casualty.when)
    return strike
