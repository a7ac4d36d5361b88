"""Groups found by where and when they are, so that a group meets only those it could be one with."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta

from sitrep.resolve import wording
from sitrep.resolve.cells import Group
from sitrep.resolve.facts import COUNTRY_LEVEL, Facts
from sitrep.resolve.geo import is_unplaced, is_vague
from sitrep.resolve.ids import Key
from sitrep.resolve.match import FAR_DAYS

_SEASON = FAR_DAYS + 2
"""Days within which an undated telling may name its event by a mark."""

SMALL_FIGURE = 9
"""Figures above this are found again by themselves."""


class Shelf:
    """Groups found by where and when they are, so that a group meets only those it could be one with."""

    def __init__(self) -> None:
        self._groups: dict[Key, Group] = {}
        self._days: dict[Key, int] = {}
        self._drawers: dict[tuple[object, ...], set[Key]] = defaultdict(set)

    def __getitem__(self, key: Key) -> Group:
        return self._groups[key]

    def __contains__(self, key: Key) -> bool:
        return key in self._groups

    def add(self, group: Group) -> None:
        self._groups[group.key] = group
        self._days[group.key] = group.facts.anchor.toordinal()
        for name in self._names(group.facts):
            self._drawers[name].add(group.key)

    def remove(self, group: Group) -> None:
        self._groups.pop(group.key, None)
        self._days.pop(group.key, None)
        for name in self._names(group.facts):
            drawer = self._drawers[name]
            drawer.discard(group.key)
            if not drawer:
                del self._drawers[name]

    @staticmethod
    def _names(facts: Facts) -> Iterator[tuple[object, ...]]:
        day, country = facts.anchor, facts.country or ""
        yield ("day", country, day)
        if facts.level >= COUNTRY_LEVEL or facts.wide:
            yield ("vague", country, day)
        for spot in facts.spots:
            yield ("spot", spot.key, day)
            yield from (("in", key, day) for key in spot.within)
            if is_vague(spot):
                yield ("vague", country, day)
            if is_unplaced(spot):
                yield ("unplaced", country, day)
        if facts.level == 0:
            yield from (("grid", square, day) for square in _squares(facts)[:1])
        seeks = "town seeks" if facts.level == 0 else "vague seeks"
        season = day.toordinal() // _SEASON
        for mark in _marks(facts):
            for where in (country, None):
                yield ("mark", where, mark, season)
        for mark in _sought(facts):
            for where in (country, None):
                yield (seeks, where, mark, season)

    def could_take(self, facts: Facts) -> set[Key]:
        """Groups that a group with these facts might join."""
        names: list[tuple[object, ...]] = []
        spots = [s.key for s in facts.spots]
        if facts.wide:
            names = [("vague", facts.country or "")]
        elif facts.level == 0:
            names = [("spot", k) for k in (*spots, *facts.spots[0].within)] + [("grid", q) for q in _squares(facts)]
        elif facts.level < COUNTRY_LEVEL:
            names = [("spot", spots[0]), ("in", spots[0]), ("unplaced", facts.country or "")]
            if is_vague(facts.spots[0]):
                names = [("day", facts.country or "")]
        elif facts.country:
            names = [("day", facts.country)]
        return self._near(names, facts) | self._marked(facts, "mark", _sought(facts))

    def might_join(self, facts: Facts) -> set[Key]:
        """Groups that might join a group with these facts."""
        unplaced = any(is_unplaced(spot) for spot in facts.spots)
        names: list[tuple[object, ...]] = [("day" if unplaced else "vague", facts.country or "")]
        for spot in facts.spots:
            names += [("spot", key) for key in (spot.key, *spot.within)]
        if facts.level == 0:
            names += [("in", facts.spots[0].key), *(("grid", q) for q in _squares(facts))]
        town = self._marked(facts, "town seeks", _figures(facts)) if facts.level == 0 else set()
        return self._near(names, facts) | self._marked(facts, "vague seeks", _marks(facts)) | town

    def _near(self, names: Iterable[tuple[object, ...]], facts: Facts) -> set[Key]:
        found: set[Key] = set()
        days = [facts.anchor + timedelta(days=n) for n in (-1, 0, 1)]
        for name in names:
            for day in days:
                found |= self._drawers.get((*name, day), frozenset())
        return found

    def _marked(self, facts: Facts, drawer: str, marks: Iterable[str]) -> set[Key]:
        found: set[Key] = set()
        where = (facts.country, "") if facts.country else (None,)
        today = facts.anchor.toordinal()
        season = today // _SEASON
        for mark in marks:
            for country in where:
                for near in (season - 1, season, season + 1):
                    found |= self._drawers.get((drawer, country, mark, near), frozenset())
        return {key for key in found if abs(self._days[key] - today) <= _SEASON}


def _squares(facts: Facts) -> list[tuple[int, int]]:
    """Half-degree squares: the group's own first, then those around it; none without coordinates."""
    spot = facts.spots[0]
    if spot.lat is None or spot.lon is None:
        return []
    row, column = int(spot.lat // 0.5), int(spot.lon // 0.5)
    around = [(row + r, column + c) for r in (-1, 0, 1) for c in (-1, 0, 1) if (r, c) != (0, 0)]
    return [(row, column), *around]


def _marks(facts: Facts) -> Iterator[str]:
    """Names under which later undated reports look for this event: its own target, or a telling figure."""
    yield from facts.objects - wording.COMMON
    yield from _figures(facts)
    yield from (f"by {speaker}" for speaker in facts.speakers)


def _figures(facts: Facts) -> Iterator[str]:
    yield from (f"{kind} {number}" for kind, number in facts.tolls if number > SMALL_FIGURE)


def _sought(facts: Facts) -> Iterator[str]:
    """The marks by which a group looks for another: a town's only by its figures, for its name says the rest."""
    return _figures(facts) if facts.level == 0 else _marks(facts)
