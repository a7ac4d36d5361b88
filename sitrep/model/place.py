"""Where something happened, with how exactly it is known (METHOD.md R6)."""

from typing import Literal

import msgspec

PlacePrecision = Literal["exact", "area", "region", "country"]
"""exact: a town, village or spot in one. area: a district or part of a region. region: first-level unit. country."""

COARSENESS: dict[PlacePrecision, int] = {"exact": 0, "area": 1, "region": 2, "country": 3}
"""The precisions in order, the finest first."""


class Place(msgspec.Struct, frozen=True, gc=False):
    """A place a text names.

    `name` is how the board writes it ("Kharkiv", also where the text says Kharkov); of a town whose board name nobody
    wrote down it is the text's own, and an incident shows the one most reports use. `key` is its identity: the
    gazetteer's id, or `?name` for a place only the text knows. `within` holds the keys of the places around it,
    nearest first ("UA.07", "UA"). `country` is ISO 3166-1 alpha-2. Degrees are WGS84; None where unknown, and for a
    region they are its middle, not a point of impact (R6). `people` is a town's population, 0 where unknown: it only
    ranks places of one name.
    """

    name: str
    key: str
    precision: PlacePrecision
    country: str | None = None
    within: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    people: int = 0

    def contains(self, other: "Place") -> bool:
        """True if `other` is this place or lies inside it."""
        return self.key == other.key or self.key in other.within
