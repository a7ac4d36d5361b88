"""Distance between places, for telling a village from the next town."""

from math import asin, cos, inf, radians, sin, sqrt

from sitrep.model.place import Place

_EARTH_KM = 6371.0


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
