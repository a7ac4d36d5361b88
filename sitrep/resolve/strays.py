"""Undated reports of a town that follow no dated event (METHOD.md R5, R29)."""

from collections.abc import Collection, Iterable
from datetime import date

import msgspec

from sitrep.resolve.cells import Cell, Cluster, by_first, kept
from sitrep.resolve.facts import Facts
from sitrep.resolve.ids import Key
from sitrep.resolve.match import FAR_DAYS, same_event
from sitrep.resolve.ordered import Ordered


class Strays:
    """Undated cells of one town that follow no dated event, grouped by themselves.

    Each is held against the founder of a group, in order of publication: days do not chain. Cells further apart than
    FAR_DAYS cannot meet, so only the run of days around a change is worked out again.
    """

    def __init__(self) -> None:
        self._facts: dict[Cell, Facts] = {}
        self._places: dict[Cell, tuple[date, Key, Cell]] = {}
        self._order: Ordered[tuple[date, Key, Cell]] = Ordered(lambda place: place[:2])
        self._clusters: dict[Cell, Cluster] = {}

    def settle(
        self, seekers: Iterable[Cell], homeless: dict[Cell, Facts], dirty: Collection[Cell]
    ) -> tuple[set[Cluster], set[Cluster]]:
        """Of the seekers those in `homeless` stay here; return the clusters no more, and those new."""
        stirred: set[date] = set()
        old: set[Cluster] = set()
        for cell in seekers:
            facts = homeless.get(cell)
            if cell in self._places and (facts is None or cell in dirty):
                place = self._places.pop(cell)
                self._order.discard(place)
                old.add(self._clusters.pop(cell))
                stirred.add(place[0])
            if facts is not None and cell not in self._places:
                place = (facts.first, cell.key, cell)
                self._places[cell] = place
                self._facts[cell] = facts
                self._order.add(place)
                stirred.add(place[0])
            if facts is None:
                self._facts.pop(cell, None)
        new: set[Cluster] = set()
        for run in self._runs(stirred):
            before = {self._clusters[c] for c in run if c in self._clusters}
            old |= before
            known = by_first(before)
            for cluster in self._gather(run):
                now = kept(known, cluster, dirty)
                new.add(now)
                for cell in now.cells:
                    self._clusters[cell] = now
        return old - new, new - old

    def _runs(self, days: Iterable[date]) -> list[list[Cell]]:
        """The runs of cells within reach of each other around these days, each once, in order."""
        reaches: list[list[int]] = []
        items = self._order.items
        for day in sorted(days):
            start = end = self._order.place((day,))
            while start > 0 and ((items[start][0] if start < end else day) - items[start - 1][0]).days <= FAR_DAYS:
                start -= 1
            last = items[end - 1][0] if end > start else day
            while end < len(items) and (items[end][0] - max(last, day)).days <= FAR_DAYS:
                last = items[end][0]
                end += 1
            if reaches and start < reaches[-1][1]:
                reaches[-1][1] = max(end, reaches[-1][1])
            else:
                reaches.append([start, end])
        return [[cell for _, _, cell in items[start:end]] for start, end in reaches if end > start]

    def _gather(self, run: Iterable[Cell]) -> list[Cluster]:
        clusters: list[tuple[Facts, Cluster, Facts]] = []
        made: list[Cluster] = []
        for cell in run:
            facts = self._facts[cell]
            home = next((n for n in range(len(clusters) - 1, -1, -1) if _follows(facts, clusters[n])), None)
            if home is None:
                cluster = Cluster(cell)
                clusters.append((facts, cluster, facts))
                made.append(cluster)
            else:
                founder, cluster, _ = clusters[home]
                cluster.take(cell)
                clusters[home] = (founder, cluster, cluster.facts)
        return made


def _follows(facts: Facts, told: tuple[Facts, Cluster, Facts]) -> bool:
    """Undated reports of one town within two days of the first are one event; later ones need its target or figure."""
    founder, _, every = told
    if (facts.first - founder.first).days > FAR_DAYS:
        return False
    return same_event(facts, msgspec.structs.replace(every, day=None, first=founder.first, last=founder.first)).same
