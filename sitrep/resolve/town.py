"""Reports of one town grouped into events, and kept so as cells come, go and change (METHOD.md R1, R2, R3, R5).

Each step looks at the days around a change and no further: a report costs the same in a town with ten years of war as
in one with a day of it. The groups are a function of the set of cells, so order and batching cannot matter (R7).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TypeVar

import msgspec

from sitrep.resolve.cells import Cell, Cluster, Group, Regrouped, by_first, kept
from sitrep.resolve.facts import Facts
from sitrep.resolve.match import FAR_DAYS, Verdict, apart_on_a_day, gap, same_event
from sitrep.resolve.strays import Strays

DAY = timedelta(days=1)


class Town:
    """A town or district, over all its days.

    The stated days come first, each its own event (R1, R3); the two halves of a night are one; then undated reports
    join the day they follow (R5), and what is left is grouped by itself.
    """

    def __init__(self) -> None:
        self._days: dict[Cell, date] = {}
        self._dated: dict[date, set[Cell]] = defaultdict(set)
        self._told: dict[date, set[Cell]] = defaultdict(set)
        self._loose: dict[Cell, Facts] = {}
        self._own: dict[date, list[Cluster]] = {}
        self._leaders: dict[date, list[Cluster]] = {}
        self._verdicts: dict[Cell, dict[Cluster, Verdict]] = {}
        self._home: dict[Cell, Cluster] = {}
        self._followers: dict[Cluster, set[Cell]] = defaultdict(set)
        self._strays = Strays()
        self._groups: dict[Cluster, Group] = {}

    def settle(self, dirty: Iterable[Cell]) -> Regrouped:
        """Take in cells that are new, altered or empty."""
        cells = set(dirty)
        days = self._file(cells)
        turned = self._sort_ruins(days, cells)
        old, new = self._lead(days | {c.facts.anchor for c in turned}, cells)
        seekers = {cell for cell in cells if cell in self._loose or not cell.reports} | turned
        for leader in (*old, *new):
            for n in range(-1, FAR_DAYS + 2):
                seekers |= self._told.get(leader.facts.anchor + n * DAY, frozenset())
        touched, homeless = self._seek(seekers, cells)
        gone, gathered = self._strays.settle(seekers, homeless, cells)
        return self._regroup(old | gone, touched | new | gathered)

    def _file(self, cells: Iterable[Cell]) -> set[date]:
        """Note where cells lie; return the days whose own cells changed."""
        changed: set[date] = set()
        for cell in cells:
            self._verdicts.pop(cell, None)
            if not cell.reports:
                day = self._days.pop(cell, None)
                if day is not None:
                    _discard(self._dated, day, cell)
                    changed.add(day)
                self._settle_down(cell)
            elif cell.facts.day is None:
                self._look_out(cell, cell.facts)
            else:
                self._days[cell] = cell.facts.day
                self._dated[cell.facts.day].add(cell)
                changed.add(cell.facts.day)
        return changed

    def _look_out(self, cell: Cell, facts: Facts) -> None:
        """The cell looks for the day it tells of; it was told on `facts.first`."""
        self._settle_down(cell)
        self._loose[cell] = facts
        self._told[facts.first].add(cell)

    def _settle_down(self, cell: Cell) -> None:
        facts = self._loose.pop(cell, None)
        if facts is not None:
            _discard(self._told, facts.first, cell)

    def _sort_ruins(self, days: Collection[date], dirty: Collection[Cell]) -> set[Cell]:
        """An aftermath ("rescuers on Wednesday left the ruin of the mall") dates itself, not its event.

        Where nothing else happened on its day, and the same target was hit in the days before, it is heard as undated
        news of that. Returns the cells that turned from the one to the other.
        """
        turned: set[Cell] = set()
        for day in sorted({d + n * DAY for d in days for n in range(FAR_DAYS + 3)}):
            cells: Collection[Cell] = self._dated.get(day, ())
            alone = all(c.facts.aftermath for c in cells)
            for cell in cells:
                if not cell.facts.aftermath:
                    continue
                loose = msgspec.structs.replace(cell.facts, day=None)
                follows = alone and any(same_event(loose, e.facts).same for e in self._before(day))
                if follows != (cell in self._loose):
                    turned.add(cell)
                if not follows:
                    self._settle_down(cell)
                elif cell in turned or cell in dirty:
                    self._look_out(cell, loose)
        return turned

    def _before(self, day: date) -> Iterator[Cell]:
        for n in range(1, FAR_DAYS + 3):
            yield from (c for c in self._dated.get(day - n * DAY, ()) if not c.facts.aftermath)

    def _lead(self, days: Collection[date], dirty: Collection[Cell]) -> tuple[set[Cluster], set[Cluster]]:
        """One event a day, two where a raid and its reprisal share it (R2); return those no more, and those new."""
        for day in days:
            firm = sorted((c for c in self._dated.get(day, ()) if c not in self._loose), key=lambda c: c.key)
            _set(self._own, day, _events_of_a_day(firm))
        old: set[Cluster] = set()
        new: set[Cluster] = set()
        for day in {d + n * DAY for d in days for n in (-1, 0, 1, 2)}:
            before = self._leaders.get(day, [])
            known = by_first(before)
            now = [kept(known, leader, dirty) for leader in self._nights(day)]
            old |= set(before) - set(now)
            new |= set(now) - set(before)
            _set(self._leaders, day, now)
        return old, new

    def _nights(self, day: date) -> Iterator[Cluster]:
        """The day's events, each with its other half where one night is dated to either day; never three days (R3)."""
        taken = set(self._morrows(day - DAY).values())
        morrows = self._morrows(day)
        for cluster in self._own.get(day, ()):
            if cluster not in taken:
                morrow = morrows.get(cluster)
                yield cluster.over_midnight(morrow) if morrow else cluster

    def _morrows(self, day: date) -> dict[Cluster, Cluster]:
        """Of the day's clusters those that take in one of the next day."""
        eves = [k for k in self._own.get(day, ()) if not any(_one_night(j, k) for j in self._own.get(day - DAY, ()))]
        joined: dict[Cluster, Cluster] = {}
        for morrow in self._own.get(day + DAY, ()):
            eve = next((k for k in eves if k not in joined and _one_night(k, morrow)), None)
            if eve is not None:
                joined[eve] = morrow
        return joined

    def _seek(self, seekers: Iterable[Cell], dirty: Collection[Cell]) -> tuple[set[Cluster], dict[Cell, Facts]]:
        """Each seeker chooses its day again; return the leaders concerned, and the seekers that found none."""
        touched: set[Cluster] = set()
        homeless: dict[Cell, Facts] = {}
        for cell in seekers:
            facts = self._loose.get(cell)
            old = self._home.pop(cell, None)
            new = self._best(cell, facts) if facts is not None else None
            if old is not None and (old is not new or cell in dirty):
                _discard(self._followers, old, cell)
                touched.add(old)
            if new is not None:
                self._home[cell] = new
                self._followers[new].add(cell)
                if new is not old or cell in dirty:
                    touched.add(new)
            elif facts is not None:
                homeless[cell] = facts
        return touched, homeless

    def _best(self, cell: Cell, facts: Facts) -> Cluster | None:
        """The leader it belongs to: the strongest verdict, then the nearest day, then the smallest key."""
        known = self._verdicts.get(cell, {})
        near = [k for back in range(-1, FAR_DAYS + 2) for k in self._leaders.get(facts.first - back * DAY, ())]
        verdicts = {k: known.get(k) or same_event(facts, k.facts) for k in near}
        self._verdicts[cell] = verdicts
        fit = [k for k, verdict in verdicts.items() if verdict.same]
        return min(
            fit,
            key=lambda k: (-verdicts[k].weight, abs((facts.first - k.facts.anchor).days), k.key),
            default=None,
        )

    def _regroup(self, left: Collection[Cluster], touched: Collection[Cluster]) -> Regrouped:
        gone = [self._groups.pop(k) for k in (*left, *touched) if k in self._groups]
        come = []
        for cluster in touched:
            if cluster not in left:
                self._groups[cluster] = Group((*cluster.cells, *self._followers.get(cluster, ())))
                come.append(self._groups[cluster])
        for cluster in left:
            self._followers.pop(cluster, None)
        return Regrouped(tuple(gone), tuple(come))


def _events_of_a_day(cells: Iterable[Cell]) -> list[Cluster]:
    """One day's cells: one event, but for a raid and its reprisal, a mine and an air strike on another target (R2)."""
    clusters: list[Cluster] = []
    for cell in cells:
        home = next((c for c in clusters if not apart_on_a_day(c.facts, cell.facts)), None)
        if home is None:
            clusters.append(Cluster(cell))
        else:
            home.take(cell)
    return clusters


def _one_night(eve: Cluster, morrow: Cluster) -> bool:
    return gap(eve.facts, morrow.facts) == 1 and same_event(eve.facts, morrow.facts).same


def _set(held: dict[date, list[Cluster]], day: date, clusters: Sequence[Cluster]) -> None:
    if clusters:
        held[day] = list(clusters)
    else:
        held.pop(day, None)


K = TypeVar("K")


def _discard(held: dict[K, set[Cell]], name: K, cell: Cell) -> None:
    there = held.get(name)
    if there is not None:
        there.discard(cell)
        if not there:
            del held[name]
