"""Which reports tell of one event: kept up to date as articles come, go and change (METHOD.md R1, R6, R7).

Two steps, both pure functions of the set of reports, so order and batching cannot matter (R7):

1. Locality. Reports of one town or district are grouped by day; reports of wider places by day of publication, and only
   where figures, target or wording agree (see `town` and `expanse`).
2. Links. A vaguer group joins the one more exact group it fits (R6): the quarter its city, the village its neighbour
   town, the region-only report the one incident that matches. A tie joins nothing; the candidates are named instead.

Only what a new report can reach is worked out again: its locality, and the groups of its country within reach of days.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from sitrep.model.incident import Tombstone
from sitrep.model.place import Place
from sitrep.model.when import When
from sitrep.resolve.casefile import Casefile
from sitrep.resolve.cells import Cell, Group, Signature, Spot, signature_of, spot_of, told_apart
from sitrep.resolve.expanse import Expanse
from sitrep.resolve.facts import Facts, unite
from sitrep.resolve.ids import Key, report_id
from sitrep.resolve.match import Verdict, same_event
from sitrep.resolve.report import Report
from sitrep.resolve.shelf import Shelf
from sitrep.resolve.town import Town

CLEAR = 0.75
"""A vague report joins its best candidate only if that leads the second by so much weight (R6: exactly one)."""


class Case(msgspec.Struct, frozen=True):
    """The reports of one event, in a file, with the reasons they were joined.

    `rivals` name the events this one might be, where it fits more than one (R6). `aliases` are the ids its parts would
    have by themselves. What a ruling by hand set stands in `place`, `when` and `tombstone`; `ruled` is True where one
    joined or parted its reports.
    """

    key: Key
    file: Casefile
    facts: Facts
    why: tuple[str, ...]
    rivals: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    place: Place | None = None
    when: When | None = None
    tombstone: Tombstone | None = None
    ruled: bool = False

    @property
    def reports(self) -> list[Report]:
        """The reports, earliest first."""
        return self.file.reports


class Settled(msgspec.Struct, frozen=True):
    """What a settling changed: cases new or altered, keys of cases that are no more, reports new to their case."""

    changed: tuple[Case, ...]
    gone: tuple[Key, ...]
    moved: tuple[Key, ...] = ()


class Casebook:
    """All reports held, grouped into cases. `put` and `drop` note changes, `settle` works them out."""

    def __init__(self) -> None:
        self._cells: dict[Spot, dict[Signature, Cell]] = {}
        self._where: dict[Key, tuple[Spot, Signature]] = {}
        self._localities: dict[Spot, Town | Expanse] = {}
        self._homes: dict[Cell, Group] = {}
        self._files: dict[Key, Casefile] = {}
        self._shelf = Shelf()
        self._links: dict[Key, Key] = {}
        self._into: dict[Key, set[Key]] = defaultdict(set)
        self._why: dict[Key, tuple[str, ...]] = {}
        self._rivals: dict[Key, tuple[str, ...]] = {}
        self._dirty: dict[Spot, set[Cell]] = defaultdict(set)

    def put(self, report: Report) -> None:
        """Add a report; one with the same key is replaced."""
        if report.key in self._where:
            self.drop(report.key)
        spot, signature = spot_of(report), signature_of(report)
        cell = self._cells.setdefault(spot, {}).setdefault(signature, Cell())
        cell.put(report)
        self._where[report.key] = (spot, signature)
        self._dirty[spot].add(cell)

    def drop(self, key: Key) -> None:
        """Forget a report; unknown keys are ignored."""
        if key not in self._where:
            return
        spot, signature = self._where.pop(key)
        cell = self._cells[spot][signature]
        cell.drop(key)
        self._dirty[spot].add(cell)
        if not cell.reports:
            del self._cells[spot][signature]

    def settle(self) -> Settled:
        """Bring the cases up to date and say what changed. Deterministic in the set of reports alone."""
        left: list[Group] = []
        come: list[Group] = []
        cells: set[Cell] = set()
        for spot in sorted(self._dirty):
            here = self._localities.get(spot) or (Town() if spot[0] == "at" else Expanse())
            regrouped = here.settle(self._dirty[spot])
            left += regrouped.left
            come += regrouped.come
            cells |= self._dirty[spot]
            if self._cells[spot]:
                self._localities[spot] = here
            else:
                del self._cells[spot]
                self._localities.pop(spot, None)
        self._dirty.clear()
        for cell in cells:
            if not cell.reports:
                self._homes.pop(cell, None)
        self._homes |= {cell: group for group in come for cell in group.cells}
        return self._reshelve(left, come, cells)

    def _reshelve(self, left: Sequence[Group], come: Sequence[Group], cells: Collection[Cell]) -> Settled:
        """Take out the groups that were, put in those that are (a key may move), and choose again where it matters."""
        roots = {self._root(g.key) for g in left}
        for group in left:
            self._shelf.remove(group)
        for group in come:
            self._shelf.add(group)
        again = {g.key for g in come}
        for group in (*left, *come):
            again |= {k for k in self._shelf.might_join(group.facts) if self._concerned(k, group)}
        for key in {g.key for g in left}:
            again |= {k for k in self._into.get(key, ()) if k in self._shelf}
        roots |= self._relink(again, {g.key for g in left if g.key not in self._shelf})
        roots |= {self._root(g.key) for g in come}
        affected = {self._root(k) for k in roots if k in self._shelf}
        gone = {k for k in roots | {g.key for g in left} if k not in self._shelf or k in self._links}
        moved = self._write(affected, cells)
        return Settled(tuple(self.case(root) for root in sorted(affected)), tuple(sorted(gone)), tuple(moved))

    def _write(self, roots: Iterable[Key], dirty: Collection[Cell]) -> list[Key]:
        """Bring the files of these cases in step: what left them, what came, and cells that changed their case."""
        homes = {cell: root for root in roots for key in self._tree(root) for cell in self._shelf[key].cells}
        self._hand_over(homes, dirty)
        for cell in {*homes, *dirty}:
            file = self._files.get(cell.case) if cell.case is not None else None
            moved = cell.case != homes.get(cell)
            for key in (set(cell.reports) - set(cell.came)) | cell.left if moved else tuple(cell.left):
                assert file is not None
                file.drop(key)
            if file is not None and not file and cell.case is not None:
                del self._files[cell.case]
        came: list[Key] = []
        for cell, root in homes.items():
            for report in cell.reports.values() if cell.case != root else cell.came.values():
                self._files.setdefault(root, Casefile()).put(report)
                came.append(report.key)
            cell.case = root
            cell.came, cell.left = {}, set()
        return came

    def _hand_over(self, homes: Mapping[Cell, Key], dirty: Collection[Cell]) -> None:
        """A case goes by its smallest key, so an earlier report renames it: most of it stays together, and its file
        goes with it instead of being filled anew.
        """
        heirs: dict[Key, Counter[Key]] = defaultdict(Counter)
        for cell, root in homes.items():
            old = cell.case
            if old is not None and old != root and root not in self._files and not self.is_root(old):
                heirs[old][root] += len(cell.reports)
        named: dict[Key, Key] = {}
        for old, parts in sorted(heirs.items()):
            heir = max(parts, key=lambda root: (parts[root], root))
            if heir not in self._files:
                self._files[heir] = self._files.pop(old)
                named[old] = heir
        for cell in {*homes, *dirty}:
            if cell.case in named:
                cell.case = named[cell.case]

    def _relink(self, again: set[Key], lost: set[Key]) -> set[Key]:
        """Choose again for these groups; return the roots, old and new, of those whose choice changed.

        All old links are cut before any new one is made: ranks may have turned, and links must never form a ring.
        """
        choices = {key: self._choose(self._shelf[key]) for key in again}
        told = {
            k: c for k, c in choices.items() if c != (self._links.get(k), self._why.get(k, ()), self._rivals.get(k, ()))
        }
        roots = {self._root(k) for k in told} | set(told)
        for key in (*told, *lost):
            self._unlink(key)
        for key, (choice, why, rivals) in told.items():
            if choice is not None:
                self._links[key] = choice
                self._into[choice].add(key)
            self._why[key] = why
            self._rivals[key] = rivals
        return roots | {self._root(k) for k in told}

    def _concerned(self, key: Key, group: Group) -> bool:
        """True if the choice of the group `key` could turn on `group`, as it was or as it is now."""
        mine = self._shelf[key]
        if key == group.key or group.rank >= mine.rank:
            return False
        return self._links.get(key) == group.key or same_event(mine.facts, group.facts).same

    def _unlink(self, key: Key) -> None:
        old = self._links.pop(key, None)
        if old is not None:
            self._into[old].discard(key)
            if not self._into[old]:
                del self._into[old]
        self._why.pop(key, None)
        self._rivals.pop(key, None)

    def _root(self, key: Key) -> Key:
        while key in self._links:
            key = self._links[key]
        return key

    def _choose(self, group: Group) -> tuple[Key | None, tuple[str, ...], tuple[str, ...]]:
        """The one group this one joins, with reasons; else None and, if it fits several, their names."""
        facts, rank = group.facts, group.rank
        found: list[tuple[float, Key, Verdict]] = []
        for key in self._shelf.could_take(facts):
            other = self._shelf[key]
            if key == group.key or other.rank >= rank:
                continue
            verdict = same_event(facts, other.facts)
            if verdict.same and not told_apart(group, other):
                found.append((verdict.weight, key, verdict))
        if not found:
            return None, (), ()
        found.sort(key=lambda f: (-f[0], f[1]))
        first = found[0]
        seconds = [f for f in found[1:] if f[0] > first[0] - CLEAR and not self._related(f[1], first[1])]
        if seconds and facts.level > 0:
            return None, (), tuple(dict.fromkeys(_name(self._shelf[f[1]].facts) for f in (first, *seconds)))[:4]
        return first[1], first[2].reasons, ()

    def _related(self, left: Key, right: Key) -> bool:
        """Two candidates that would themselves be joined are one candidate."""
        a, b = self._shelf[left], self._shelf[right]
        return same_event(a.facts, b.facts).same and not told_apart(a, b)

    def case(self, root: Key) -> Case:
        """The case whose root group has this key."""
        members = list(self._tree(root))
        groups = [self._shelf[k] for k in members]
        why = [*groups[0].why, *(w for key in members[1:] for w in (*self._why.get(key, ()), *self._shelf[key].why))]
        return Case(
            key=root,
            file=self._files[root],
            facts=unite(groups[0].facts, [g.facts for g in groups[1:]]),
            why=tuple(dict.fromkeys(why)),
            rivals=self._rivals.get(root, ()),
            aliases=tuple(sorted({report_id(g.founder.key) for g in groups})) if len(groups) > 1 else (),
        )

    def is_root(self, key: Key) -> bool:
        """True if a case goes by this key."""
        return key in self._shelf and key not in self._links

    def root(self, report: Key) -> Key | None:
        """The key of the case a report is in; None where it is not held."""
        group = self._group_of(report)
        return self._root(group.key) if group else None

    def branch(self, report: Key) -> frozenset[Key]:
        """The reports of this one's group and of all that joined it: what it takes along if cut from its case."""
        group = self._group_of(report)
        return (
            frozenset(r.key for k in self._tree(group.key) for r in self._shelf[k].reports()) if group else frozenset()
        )

    def alike(self, facts: Facts) -> set[Key]:
        """The roots of the cases that might be one event with these facts."""
        return {self._root(k) for k in self._shelf.could_take(facts) | self._shelf.might_join(facts)}

    def _tree(self, key: Key) -> Iterator[Key]:
        members = [key]
        for member in members:
            yield member
            members.extend(sorted(self._into.get(member, ())))

    def _group_of(self, report: Key) -> Group | None:
        if report not in self._where:
            return None
        spot, signature = self._where[report]
        return self._homes[self._cells[spot][signature]]


def _name(facts: Facts) -> str:
    place = facts.spots[0].name if facts.spots else facts.country or "no place"
    return f"{place}, {facts.day.day} {facts.day:%b}" if facts.day else f"{place}, undated"
