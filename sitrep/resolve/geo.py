"""How places lie to each other: distance, and what a vague area such as "the north-east of X" may hold."""

from collections.abc import Sequence
from math import asin, cos, inf, radians, sin, sqrt

from sitrep.model.place import Place

NEAR_KM = 30.0
"""Two named places no further apart are one neighbourhood: outlets name the village or the town next to it."""

LEVELS = {"exact": 0, "area": 2, "region": 3, "country": 4}
NOWHERE = 5
"""How exactly something is placed: 0 a town, 2 a district, 3 a region, 4 a country or several places, 5 nowhere."""

PRESS_REGION_KM = 350.0
"""So far from its middle may a region lie that only the press knows: Darfur, the Donbas."""

_EARTH_KM = 6371.0
_FAR_DEGREES = 4.0


def is_vague(place: Place) -> bool:
    """True for what has no bounds in a gazetteer: a part by direction ("eastern X"), a region only the press knows."""
    return place.precision != "exact" and (":" in place.key or place.key.startswith("?"))


def is_unplaced(place: Place) -> bool:
    """True for a town that only the texts know, and of which they say no more than the country."""
    return place.precision == "exact" and place.key.startswith("?") and len(place.within) <= 1


def may_hold(outer: Place, inner: Place) -> bool:
    """True if `inner` is or lies in `outer`, or may: a vague area may hold anything of the place it is a part of, and a
    town that no gazetteer has may lie in any region of its country.
    """
    if outer.contains(inner):
        return True
    if inner.precision == "country" or outer.precision in ("exact", "country"):
        return False
    if is_vague(outer):
        return _is_part_of_same(outer, inner) and _within_reach(outer, inner)
    return is_unplaced(inner) and inner.country is not None and inner.country == outer.country


def _is_part_of_same(outer: Place, inner: Place) -> bool:
    """True if what the vague area is a part of holds the place too."""
    around = outer.within[:1] if outer.key.startswith(("?", "x:")) else (outer.key.partition(":")[0],)
    return bool(around) and (around[0] == inner.key or around[0] in inner.within)


def _within_reach(outer: Place, inner: Place) -> bool:
    """False for a town too far from the middle of a region of the press."""
    return not outer.key.startswith("x:") or inner.precision != "exact" or _km(outer, inner) <= PRESS_REGION_KM


def apart_km(left: Place, right: Place) -> float:
    """Kilometres between two towns or spots; infinite where either is wider than a town or has no coordinates."""
    if left.key == right.key:
        return 0.0
    if left.precision != "exact" or right.precision != "exact":
        return inf
    return _km(left, right)


def _km(left: Place, right: Place) -> float:
    """Kilometres between two spots on the map; infinite where one has none, or they are far apart."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return inf
    if abs(left.lat - right.lat) > _FAR_DEGREES:
        return inf
    north, east = radians(right.lat - left.lat), radians(right.lon - left.lon)
    half = sin(north / 2) ** 2 + cos(radians(left.lat)) * cos(radians(right.lat)) * sin(east / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))


def level_of(place: Place) -> int:
    """0 a town, 2 a district, 3 a region or a vague area, 4 a country."""
    return LEVELS["region"] if is_vague(place) and place.precision == "area" else LEVELS[place.precision]


def leaves(places: Sequence[Place]) -> tuple[Place, ...]:
    """The places that contain no other of the list, of the finest kind; neighbours fold into the first named."""
    ends = [p for p in places if not any(p.key != other.key and may_hold(p, other) for other in places)]
    ends = list({p.key: p for p in ends}.values())
    if not ends:
        return ()
    local = [p for p in ends if p.precision in ("exact", "area") and not is_vague(p)]
    if local:
        exact = [p for p in local if p.precision == "exact"]
        ends = exact or local
    else:
        regions = [p for p in ends if p.precision != "country"]
        ends = regions or ends
    kept: list[Place] = []
    for place in ends:
        known_near = any(
            place.key.startswith("?") or k.key.startswith("?") or apart_km(place, k) <= NEAR_KM for k in kept
        )
        if not (place.precision == "exact" and known_near):
            kept.append(place)
    return tuple(kept)
