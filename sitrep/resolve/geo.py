"""How places lie to each other: distance, and what a vague area such as "the north-east of X" may hold."""

from math import asin, cos, inf, radians, sin, sqrt

from sitrep.model.place import Place

_EARTH_KM = 6371.0


def is_vague(place: Place) -> bool:
    """True for a part of a country or region by direction ("eastern X"), whose bounds no gazetteer has."""
    return place.precision != "exact" and (":" in place.key or place.key.startswith("?"))


def may_hold(outer: Place, inner: Place) -> bool:
    """True if `inner` is or lies in `outer`, or may: a vague area may hold anything of the place it is a part of."""
    if outer.contains(inner):
        return True
    if not is_vague(outer) or inner.precision == "country":
        return False
    around = outer.within[:1] if outer.key.startswith("?") else (outer.key.partition(":")[0],)
    return bool(around) and (around[0] == inner.key or around[0] in inner.within)


def apart_km(left: Place, right: Place) -> float:
    """Kilometres between two towns or spots; infinite where either is wider than a town or has no coordinates."""
    if left.key == right.key:
        return 0.0
    if left.precision != "exact" or right.precision != "exact":
        return inf
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return inf
    if abs(left.lat - right.lat) > 1:
        return inf
    north, east = radians(right.lat - left.lat), radians(right.lon - left.lon)
    half = sin(north / 2) ** 2 + cos(radians(left.lat)) * cos(radians(right.lat)) * sin(east / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))
