"""How far apart two places named in one article may be and still be one story's."""

import math

from sitrep.model.place import Place

NEAR_KM = 30.0
"""Two named places closer than this may be one story's: a suburb and its city."""

FAR_KM = 150.0
"""A headline's region and a town of the text further apart than this are two events' places."""


def near(a: Place, b: Place) -> bool:
    """True if one holds the other or both lie within NEAR_KM; False where either has no coordinates."""
    return a.contains(b) or b.contains(a) or _within(a, b, NEAR_KM)


def far(a: Place, b: Place) -> bool:
    """True if neither holds the other and they lie more than FAR_KM apart; False where either has no coordinates."""
    return not (a.contains(b) or b.contains(a)) and _mapped(a, b) and not _within(a, b, FAR_KM)


def _mapped(a: Place, b: Place) -> bool:
    return None not in (a.lat, a.lon, b.lat, b.lon)


def _within(a: Place, b: Place, km: float) -> bool:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    east = (a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 111.2 * math.hypot(a.lat - b.lat, east) < km
