"""Which of the places of one name a text means, and what the words around it make of it.

The country or region behind the comma and "the Russian city of" decide; then the countries the text speaks of, then
population. One name means one place in one text, unless the text says otherwise.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from sitrep.model.place import Place, PlacePrecision
from sitrep.text.actors import Hit, lexicon
from sitrep.text.lexicons import overlay, place_words
from sitrep.text.tokens import key

Find = Callable[[str], tuple[Place, ...]]

# A division counts for as many people, a town of unknown size for so many.
_PEOPLE_OF_REGION = 100_000
_PEOPLE_OF_TOWN = 1_000
# A town whose region is called like it, so that the region needs a word to be told apart.
_LARGE = 50_000


class Candidate(NamedTuple):
    """A possible place: the words `first` to `last` (not included), looked up as `key`.

    `wanted`: what the word behind it makes it, a division ("region", "area"), a "camp", a "city" or ""; `kind`: that
    word of a division itself, "tehsil". `direction`: "eastern". `sure`: such a word leaves no doubt that it is a place.
    `hint`: keys of what the text says it lies in.
    """

    first: int
    last: int
    key: str
    choices: tuple[Place, ...]
    wanted: str = ""
    direction: str = ""
    sure: bool = False
    hint: tuple[str, ...] = ()
    kind: str = ""


_key = lru_cache(maxsize=8192)(key)
"""`key`, remembered: the same places of a name are weighed wherever it stands."""


@cache
def _states() -> frozenset[str]:
    """The divisions the press abbreviates: the states of the US."""
    return frozenset(overlay().abbreviations.values())


def chosen(candidates: Sequence[Candidate], hits: Sequence[Hit], find: Find) -> list[Place]:
    """The place of each candidate, in their order."""
    context = _context(candidates, hits)
    settled: dict[str, Place] = {}
    for one in candidates:
        if one.hint and not one.wanted:
            settled.setdefault(one.key, _best(one, context))
    places = []
    for one in candidates:
        place = settled.get(one.key) if not one.hint and not one.wanted else None
        places.append(_shaped(one, place or _best(one, context), find))
    return places


def _context(candidates: Sequence[Candidate], hits: Sequence[Hit]) -> dict[str, float]:
    """How much the text speaks of each country (and hinted region), 0 to 1."""
    counts: Counter[str] = Counter()
    for hit in hits:
        if hit.actor.country and hit.form != "capital":
            counts[hit.actor.country] += 1
    for one in candidates:
        homes = {p.country for p in one.choices if p.country}
        if one.hint:
            counts[_hinted(one)] += 2
        elif len(homes) == 1 and (one.sure or one.choices[0].people > 15_000 or one.choices[0].precision == "area"):
            counts[homes.pop()] += 2
        for around in one.hint:
            counts[around] += 2
    most = max(counts.values(), default=1)
    return {code: n / most for code, n in counts.items()}


def _hinted(one: Candidate) -> str:
    """The country the hint means: that of the one place of the name that lies in any of its regions, else the first."""
    homes = {p.country for p in one.choices if p.country and not {p.key, *p.within}.isdisjoint(one.hint)}
    return homes.pop() if len(homes) == 1 else one.hint[0].split(".")[0]


def _best(one: Candidate, context: dict[str, float]) -> Place:
    """The likeliest choice; the first of equals."""
    return max(enumerate(one.choices), key=lambda c: _worth(one, c[1], context) - 0.03 * c[0])[1]


def _worth(one: Candidate, place: Place, context: dict[str, float]) -> float:
    """A power of ten of people, and what the text adds to it."""
    worth = math.log10(max(place.people, _PEOPLE_OF_TOWN if place.precision == "exact" else _PEOPLE_OF_REGION))
    if place.precision == "exact" and any(p.key in place.within and p.name == place.name for p in one.choices):
        worth = max(worth, math.log10(_PEOPLE_OF_REGION) + 0.1)  # the bare name of a region's own town is the town
    if (place.key in _states() and one.key not in lexicon().capitals) or place.key.startswith("x:"):
        worth += 0.5  # known to every reader of English, or written down by hand
    listed = overlay().press.get(one.key)
    if listed and place.country == listed[1]:
        worth += 1
    if _key(place.name) != one.key and one.key not in overlay().places:
        worth -= 1  # known by this name too, but not called so
    weight = context.get(place.country or "", 0.0)
    if weight:
        worth += 1.5 + 2 * weight
    worth += sum(1 for k in (place.key, *place.within[:-1]) if k in context and k != place.country)
    if place.key in one.hint or any(k in one.hint for k in place.within):
        worth += 8
    return worth + _fit(one.wanted, place.precision)


def _fit(wanted: str, precision: PlacePrecision) -> float:
    """What a place gains by being what the word behind it says."""
    if wanted in ("region", "area"):
        return 6 if precision == wanted else 4 if precision in ("region", "area") else 0
    if wanted == "city":
        return 6 if precision == "exact" else 0
    return {"country": 3, "area": -2}.get(precision, 0)


def _shaped(one: Candidate, place: Place, find: Find) -> Place:
    """The place as the words around it make it: a region, a camp, the east of a country."""
    if one.wanted == "camp" and place.precision in ("exact", "area"):
        return _camp(place, find)
    if one.wanted in ("region", "area") and place.precision == "exact":
        precision: PlacePrecision = "region" if one.wanted == "region" else "area"
        name = f"{place.name} {one.kind or precision}"  # one place, whichever word a report has for it
        unknown = f"?{key(f'{place.name} {precision}')}"
        return Place(name, unknown, precision, place.country, place.within, place.lat, place.lon)
    if one.direction and not one.wanted and place.precision in ("country", "region"):
        precision = "region" if place.precision == "country" else "area"
        within = (place.key, *place.within)
        part = f"{place.key}:{_side(one.direction)}"
        return Place(f"{one.direction} {place.name}", part, precision, place.country, within)
    return renamed(place, _region_name(place, find)) if place.precision == "region" else place


def _camp(town: Place, find: Find) -> Place:
    """The camp called after a town. One called after a region ("a Gaza refugee camp") is any in it: no place."""
    name = town.name if "camp" in town.name.casefold() else f"{town.name} camp"
    known = (p for p in find(key(name)) if p.country == town.country)
    within = (town.key, *town.within)
    return next(known, Place(name, f"?{key(name)}", "exact", town.country, within, town.lat, town.lon))


def _side(direction: str) -> str:
    """One word for one side: "north-east" and "northeastern" are the same."""
    return direction.replace("-", "").removesuffix("ern")


def _region_name(place: Place, find: Find) -> str:
    """A region called like its town is shown with the country's word for a region; the overlay's names stay."""
    if place.people:
        return place.name
    alike = (p.precision == "exact" and p.country == place.country and p.people > _LARGE for p in find(key(place.name)))
    if not any(alike):
        return place.name
    return f"{place.name} {place_words().called.get(place.country or '', 'region')}"


def renamed(place: Place, name: str) -> Place:
    """The same place under another name of it."""
    if place.name == name:
        return place
    return Place(name, place.key, place.precision, place.country, place.within, place.lat, place.lon, place.people)
