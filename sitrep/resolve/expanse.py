"""Reports of places wider than a town, or of several, on one day (METHOD.md R6, R15)."""

from collections.abc import Iterable
from datetime import datetime

from sitrep.resolve.cells import Cell, Cluster, Group, Regrouped, by_first, kept, told_apart
from sitrep.resolve.ids import Key
from sitrep.resolve.match import same_event


class Expanse:
    """Wider places, on one day: reports are one only where figures, target or wording agree (R6).

    Cells are taken in order of publication, so that a new one seldom stirs what came before it.
    """

    def __init__(self) -> None:
        self._trail: list[tuple[tuple[datetime, Key], Cell, int]] = []
        self._since: dict[Cell, tuple[datetime, Key]] = {}
        self._clusters: list[Cluster] = []
        self._groups: dict[Cluster, Group] = {}

    def settle(self, dirty: Iterable[Cell]) -> Regrouped:
        """Take in cells that are new, altered or empty."""
        cells = set(dirty)
        moved = [self._since.pop(c) for c in cells if c in self._since]
        placed = {c: c.since for c in cells if c.reports}
        if not moved and not placed:
            return Regrouped((), ())
        self._since |= placed
        first = min([*moved, *placed.values()])
        before = [step for step in self._trail if step[0] < first]
        rest = sorted((since, cell.key, cell) for cell, since in self._since.items() if since >= first)
        old = set(self._clusters)
        self._clusters = []
        for _, cell, home in before:
            self._put(cell, home)
        self._trail = before
        for since, _, cell in rest:
            home = self._home(cell)
            self._put(cell, home)
            self._trail.append((since, cell, home))
        known = by_first(old)
        self._clusters = [kept(known, cluster, cells) for cluster in self._clusters]
        left = [self._groups.pop(k) for k in old - set(self._clusters)]
        come = [k for k in self._clusters if k not in old]
        self._groups |= {k: Group(k.cells) for k in come}
        return Regrouped(tuple(left), tuple(self._groups[k] for k in come))

    def _home(self, cell: Cell) -> int:
        alone = Cluster(cell)
        for n, cluster in enumerate(self._clusters):
            if same_event(cluster.facts, cell.facts).same and not told_apart(cluster, alone):
                return n
        return len(self._clusters)

    def _put(self, cell: Cell, home: int) -> None:
        if home == len(self._clusters):
            self._clusters.append(Cluster(cell))
        else:
            self._clusters[home].take(cell)
