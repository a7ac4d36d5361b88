"""The lexicons of sitrep/data, a folder a language, and those of them that reading names needs, read once a process.

A missing or broken file raises OSError, KeyError or ValueError: the package is damaged.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from sitrep.model.place import Place, PlacePrecision
from sitrep.text.tokens import key

_DATA = Path(__file__).parent.parent / "data"

LANGUAGES = ("en",)
"""The languages that can be read (ISO 639-1): each has a folder of its code in sitrep/data, with the same files."""
# What a hand-kept town counts for against a namesake: as a middling town, so that the text's country decides.
_PEOPLE_OF_OWN = 60_000


def data(name: str, spoken: str = LANGUAGES[0]) -> dict[str, Any]:
    """One lexicon of the language `spoken` as TOML: the one place that knows where they lie."""
    return tomllib.loads((_DATA / spoken / name).read_text(encoding="utf-8"))


class Stops(NamedTuple):
    """Words that look like places and seldom are. `plain` are first names that are no well-known place."""

    words: frozenset[str]
    given: frozenset[str]
    either: frozenset[str]
    plain: frozenset[str]
    organisations: frozenset[str]
    treaties: frozenset[str]
    carriers: frozenset[str]
    titles: frozenset[str]


@cache
def stops() -> Stops:
    """data/en/place_stops.toml."""
    sets = {name: frozenset(words.split()) for name, words in data("place_stops.toml").items()}
    given, either = sets["given"], sets["either"]
    return Stops(
        words=sets["words"] | sets["dictionary"],
        given=given | either,
        either=either,
        plain=given - either,
        organisations=sets["organisations"],
        treaties=sets["treaties"],
        carriers=sets["carriers"],
        titles=sets["titles"],
    )


class PlaceWords(NamedTuple):
    """Words around place names: see data/en/place_words.toml."""

    at: frozenset[str]
    weak_at: frozenset[str]
    alone_at: frozenset[str]
    alone_of: frozenset[str]
    alone_before: frozenset[str]
    of_heads: tuple[str, ...]
    kinds: dict[str, PlacePrecision]
    divisions: dict[str, PlacePrecision]
    plurals: dict[str, PlacePrecision]
    called: dict[str, str]
    small: dict[str, frozenset[str]]


@cache
def place_words() -> PlaceWords:
    """data/en/place_words.toml. `called` is what a country (by code) calls its divisions."""
    raw = data("place_words.toml")
    return PlaceWords(
        at=frozenset(raw["at"].split()),
        weak_at=frozenset(raw["weak_at"].split()),
        alone_at=frozenset(raw["alone_at"].split()),
        alone_of=frozenset(raw["alone_of"].split()),
        alone_before=frozenset(raw["alone_before"].split()),
        of_heads=tuple(raw["of_heads"].split()),
        kinds=raw["kinds"],
        divisions=raw["divisions"],
        plurals=raw["divisions_plural"],
        called={code: word for word, codes in raw["called"].items() for code in codes.split()},
        small={name: frozenset(words.split()) for name, words in raw["small"].items()},
    )


class Overlay(NamedTuple):
    """The hand-kept places by key; press names, as (board name, country, the gazetteer's spelling); "Fla" -> US.FL."""

    places: dict[str, tuple[Place, ...]]
    press: dict[str, tuple[str, str, str]]
    abbreviations: dict[str, str]

    def knows(self, name: str) -> bool:
        """True for a name that somebody wrote down by hand."""
        return name in self.places or name in self.press


@cache
def overlay() -> Overlay:
    """data/en/places.toml."""
    raw = data("places.toml")
    places: dict[str, tuple[Place, ...]] = {}
    press: dict[str, tuple[str, str, str]] = {}
    for name, within, precision, lat, lon, also in raw["own"]:
        place = _own(name, within, precision, (lat, lon) if lat or lon else None)
        for spelling in _spellings(name, also):
            places[spelling] = (*places.get(spelling, ()), place)
    for name, country, listed, also in raw["press"]:
        for spelling in _spellings(name, listed, also):
            press[spelling] = (name, country, listed)
    return Overlay(places, press, raw["abbreviations"])


def _spellings(*parts: str) -> list[str]:
    return [key(spelling) for part in parts for spelling in part.split(",") if spelling.strip()]


def _own(name: str, within: str, precision: PlacePrecision, spot: tuple[float, float] | None) -> Place:
    country, dot, _ = within.partition(".")
    above: tuple[str, ...] = (within, country) if dot else (country,) if country else ()
    lat, lon = spot or (None, None)
    if precision == "region" and dot:
        return Place(name, within, precision, country, (country,), lat, lon, _PEOPLE_OF_OWN)
    if precision == "country":
        return Place(name, country, precision, country, (), lat, lon, _PEOPLE_OF_OWN)
    return Place(name, f"x:{key(name)}", precision, country or None, above, lat, lon, _PEOPLE_OF_OWN)
