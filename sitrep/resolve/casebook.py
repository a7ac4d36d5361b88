"""Which reports tell of one event: kept up to date as articles come, go and change (METHOD.md R1, R6, R7).

Two steps, both pure functions of the set of reports, so order and batching cannot matter (R7):

1. Locality. Reports of one town or district are grouped by day: the stated days first, each its own event (R1, R3);
   then undated reports join the day they follow. Reports wider than that are grouped by region or country and day of
   publication, and only where figures, target or wording agree (R6).
2. Links. A vaguer group joins the one more exact group it fits (R6): the quarter its city, the village its neighbour
   town, the region-only report the one incident that matches. A tie joins nothing; the candidates are named instead.

Only what a new report can reach is worked out again: its locality, and the groups of its country within reach of days.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

import msgspec

from sitrep.model.incident import Tombstone
from sitrep.model.place import Place
from sitrep.model.when import When
from sitrep.resolve import wording
from sitrep.resolve.geo import is_vague
from sitrep.resolve.ids import Key, incident_id
from sitrep.resolve.match import FAR_DAYS, Facts, Verdict, facts_of, gap, join, rank, reprisal, same_event, unite
from sitrep.resolve.reports import Report

Spot = tuple[str, ...]
CLEAR = 0.75
"""A vague report joins its best candidate only if that leads the second by so much weight (R6: exactly one)."""


COUNTRY_LEVEL = 4
"""From here on a report is placed no better than a country or several places (Report.level)."""

SMALL_FIGURE = 9
"""Figures above this are found again by themselves."""


class Case(msgspec.Struct, frozen=True):
    """The reports of one event, earliest first, with the reasons they were joined.

    `rivals` name the events this one might be, where it fits more than one (R6). `aliases` are the ids its parts would
    have by themselves. What a ruling by hand set stands in `place`, `when` and `tombstone`; `ruled` is True where one
    joined or parted its reports.
    """

    key: Key
    reports: tuple[Report, ...]
    facts: Facts
    why: tuple[str, ...]
    rivals: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    place: Place | None = None
    when: When | None = None
    tombstone: Tombstone | None = None
    ruled: bool = False


class Settled(msgspec.Struct, frozen=True):
    """What a settling changed: cases new or altered, and the keys of cases that are no more."""

    changed: tuple[Case, ...]
    gone: tuple[Key, ...]


class _Cell:
    """Reports that identity cannot tell apart: the same place, day, target, means and sides."""

    __slots__ = ("_facts", "key", "reports")

    def __init__(self) -> None:
        self.reports: dict[Key, Report] = {}
        self._facts: Facts | None = None
        self.key: Key = ("", 0)

    def put(self, report: Report) -> None:
        self.reports[report.key] = report
        self._facts = None

    def drop(self, key: Key) -> None:
        del self.reports[key]
        self._facts = None

    @property
    def facts(self) -> Facts:
        if self._facts is None:
            self._facts = join(facts_of(r) for r in self.reports.values())
            self.key = min(self.reports)
        return self._facts


class _Group:
    """Cells of one locality that are one event; `key` is its smallest report key.

    `rank` says which of two groups takes in the other: the more exact, then the dated, then the earlier.
    """

    __slots__ = ("cells", "facts", "key", "rank")

    def __init__(self, cells: Iterable[_Cell]) -> None:
        self.cells = tuple(cells)
        self.facts = facts = join(c.facts for c in self.cells)
        self.key = min(c.key for c in self.cells)
        self.rank = (*rank(facts), self.key)

    def reports(self) -> Iterator[Report]:
        for cell in self.cells:
            yield from cell.reports.values()


def _locality(report: Report) -> Spot:
    if report.level in (0, 2) and not report.wide:
        return ("at", report.spots[0].key)
    over = "+".join(sorted(p.key for p in report.spots)) or report.country or ""
    return ("over", over, report.anchor.isoformat())


def _signature(report: Report) -> tuple[object, ...]:
    base = (
        report.day,
        report.told if report.day is None else None,
        report.kind == "interception",
        report.night,
        report.aftermath,
    )
    known = (report.objects, report.means, report.attackers, report.sides)
    if report.level in (0, 2) and not report.wide:
        return (*base, *known)
    return (*base, *known, report.wide, report.tolls, report.words)


def _order(cell: _Cell) -> tuple[object, ...]:
    facts = cell.facts
    return (facts.day is None, facts.anchor, cell.key)


def _best(cell: Facts, leaders: Iterable[tuple[Key, Facts]]) -> Key | None:
    """The leader an undated cell belongs to: the strongest verdict, then the nearest day, then the smallest key."""
    found: list[tuple[float, int, Key]] = []
    for key, facts in leaders:
        verdict = same_event(cell, facts)
        if verdict.same:
            found.append((-verdict.weight, abs((cell.first - facts.anchor).days), key))
    return min(found)[2] if found else None


class _Cluster:
    """Cells being gathered round a leader."""

    __slots__ = ("cells", "facts")

    def __init__(self, cell: _Cell) -> None:
        self.cells = [cell]
        self.facts = cell.facts

    def take(self, cell: _Cell) -> None:
        self.cells.append(cell)
        self.facts = join((self.facts, cell.facts))


def _by_day(cells: list[_Cell]) -> list[_Cluster]:
    """Dated cells of one town: one cluster a day (R1), two where a raid and its reprisal share it (R2)."""
    clusters: list[_Cluster] = []
    days: dict[date | None, list[_Cluster]] = defaultdict(list)
    for cell in cells:
        home = next((c for c in days[cell.facts.day] if not reprisal(c.facts, cell.facts)), None)
        if home is None:
            home = _Cluster(cell)
            days[cell.facts.day].append(home)
            clusters.append(home)
        else:
            home.take(cell)
    return clusters


def _one_night(clusters: list[_Cluster]) -> list[_Cluster]:
    """Join the two halves of a night that outlets date to either day; never three days in a row (R3)."""
    kept: list[_Cluster] = []
    joined: set[int] = set()
    for cluster in clusters:
        eve = next(
            (
                k
                for k in kept
                if id(k) not in joined and gap(k.facts, cluster.facts) == 1 and same_event(k.facts, cluster.facts).same
            ),
            None,
        )
        if eve is None:
            kept.append(cluster)
            continue
        joined.add(id(eve))
        day = eve.facts.day
        for cell in cluster.cells:
            eve.take(cell)
        eve.facts = msgspec.structs.replace(eve.facts, day=day)
    return kept


def _group_town(cells: list[_Cell]) -> list[_Group]:
    dated = [c for c in cells if c.facts.day is not None]
    undated = [(c, c.facts) for c in cells if c.facts.day is None]
    firm, followers = _sort_out(dated)
    clusters = _one_night(_by_day(firm))
    days: dict[date, list[tuple[Key, Facts]]] = defaultdict(list)
    by_key: dict[Key, _Cluster] = {}
    for cluster in clusters:
        key = min(c.key for c in cluster.cells)
        by_key[key] = cluster
        days[cluster.facts.anchor].append((key, cluster.facts))
    homeless: list[_Cell] = []
    chosen: list[tuple[Key, _Cell]] = []
    for cell, facts in (*undated, *followers):
        home = _best(facts, _near(days, facts.first))
        if home is None:
            homeless.append(cell)
        else:
            chosen.append((home, cell))
    for home, cell in chosen:
        by_key[home].cells.append(cell)
    loose: list[_Cluster] = []
    for cell in homeless:
        here = next((c for c in reversed(loose) if _follows(cell.facts, c)), None)
        if here is None:
            loose.append(_Cluster(cell))
        else:
            here.take(cell)
    return [_Group(c.cells) for c in (*by_key.values(), *loose)]


def _sort_out(dated: list[_Cell]) -> tuple[list[_Cell], list[tuple[_Cell, Facts]]]:
    """Dated cells that stand for their day, and those that tell of an aftermath.

    An aftermath ("rescuers on Wednesday left the ruin of the mall") dates itself, not its event. Where nothing else
    happened on its day, and the same target was hit in the days before, it is heard as undated news of that.
    """
    firm = [c for c in dated if not c.facts.aftermath]
    days = {c.facts.day for c in firm}
    followers: list[tuple[_Cell, Facts]] = []
    for cell in dated:
        facts = cell.facts
        if not facts.aftermath:
            continue
        loose = msgspec.structs.replace(facts, day=None)
        earlier = (
            f.facts for f in firm if f.facts.day is not None and facts.day is not None and f.facts.day < facts.day
        )
        if facts.day in days or not any(same_event(loose, e).same for e in earlier):
            firm.append(cell)
        else:
            followers.append((cell, loose))
    return sorted(firm, key=_order), followers


def _near(days: dict[date, list[tuple[Key, Facts]]], told: date) -> Iterator[tuple[Key, Facts]]:
    if len(days) > FAR_DAYS:
        for back in range(-1, FAR_DAYS + 2):
            yield from days.get(told - timedelta(days=back), ())
    else:
        for leaders in days.values():
            yield from leaders


def _follows(cell: Facts, cluster: _Cluster) -> bool:
    """Undated reports of one town within two days of the first are one event; later ones need its target or figure."""
    founder = cluster.cells[0].facts
    if (cell.first - founder.first).days > FAR_DAYS:
        return False
    return same_event(cell, msgspec.structs.replace(cluster.facts, first=founder.first, last=founder.first)).same


def _group_wide(cells: list[_Cell]) -> list[_Group]:
    clusters: list[_Cluster] = []
    for cell in cells:
        home = next(
            (c for c in clusters if same_event(c.facts, cell.facts).same and not _told_apart(c.facts, cell.facts)), None
        )
        if home is None:
            clusters.append(_Cluster(cell))
        else:
            home.take(cell)
    return [_Group(c.cells) for c in clusters]


def _told_apart(a: Facts, b: Facts) -> bool:
    """Articles that keep two events apart are witnesses that they are two; one among many may itself be confused."""
    both = len(a.articles & b.articles)
    return both > 0 and 3 * both >= min(len(a.articles), len(b.articles))


class _Shelf:
    """Groups found by where and when they are, so that a group meets only those it could be one with."""

    def __init__(self) -> None:
        self._groups: dict[Key, _Group] = {}
        self._drawers: dict[tuple[object, ...], set[Key]] = defaultdict(set)

    def __getitem__(self, key: Key) -> _Group:
        return self._groups[key]

    def __contains__(self, key: Key) -> bool:
        return key in self._groups

    def add(self, group: _Group) -> None:
        self._groups[group.key] = group
        for name in self._names(group.facts):
            self._drawers[name].add(group.key)

    def remove(self, group: _Group) -> None:
        self._groups.pop(group.key, None)
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
        if facts.level == 0:
            yield from (("grid", square, day) for square in _squares(facts)[:1])
        seeks = "town seeks" if facts.level == 0 else "vague seeks"
        for mark in _marks(facts):
            for where in (country, None):
                yield ("mark", where, mark)
        for mark in _sought(facts):
            for where in (country, None):
                yield (seeks, where, mark)

    def could_take(self, facts: Facts) -> set[Key]:
        """Groups that a group with these facts might join."""
        names: list[tuple[object, ...]] = []
        spots = [s.key for s in facts.spots]
        if facts.wide:
            names = [("vague", facts.country or "")]
        elif facts.level == 0:
            names = [("spot", k) for k in (*spots, *facts.spots[0].within)] + [("grid", q) for q in _squares(facts)]
        elif facts.level < COUNTRY_LEVEL:
            names = [("spot", spots[0]), ("in", spots[0])]
            if is_vague(facts.spots[0]):
                names = [("day", facts.country or "")]
        elif facts.country:
            names = [("day", facts.country)]
        return self._near(names, facts) | self._marked(facts, "mark", _sought(facts))

    def might_join(self, facts: Facts) -> set[Key]:
        """Groups that might join a group with these facts."""
        names: list[tuple[object, ...]] = [("vague", facts.country or "")]
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
        for mark in marks:
            for country in where:
                found |= self._drawers.get((drawer, country, mark), frozenset())
        reach = FAR_DAYS + 2
        return {k for k in found if abs((self._groups[k].facts.anchor - facts.anchor).days) <= reach}


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


def _figures(facts: Facts) -> Iterator[str]:
    yield from (f"{kind} {number}" for kind, number in facts.tolls if number > SMALL_FIGURE)


def _sought(facts: Facts) -> Iterator[str]:
    """The marks by which a group looks for another: a town's only by its figures, for its name says the rest."""
    return _figures(facts) if facts.level == 0 else _marks(facts)


class Casebook:
    """All reports held, grouped into cases. `put` and `drop` note changes, `settle` works them out."""

    def __init__(self) -> None:
        self._cells: dict[Spot, dict[tuple[object, ...], _Cell]] = {}
        self._where: dict[Key, tuple[Spot, tuple[object, ...]]] = {}
        self._groups: dict[Spot, dict[Key, _Group]] = {}
        self._shelf = _Shelf()
        self._links: dict[Key, Key] = {}
        self._into: dict[Key, set[Key]] = defaultdict(set)
        self._why: dict[Key, tuple[str, ...]] = {}
        self._rivals: dict[Key, tuple[str, ...]] = {}
        self._dirty: dict[Spot, set[_Cell]] = defaultdict(set)

    def put(self, report: Report) -> None:
        """Add a report; one with the same key is replaced."""
        if report.key in self._where:
            self.drop(report.key)
        spot, signature = _locality(report), _signature(report)
        cell = self._cells.setdefault(spot, {}).setdefault(signature, _Cell())
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
        left: list[_Group] = []
        come: list[_Group] = []
        for spot in sorted(self._dirty):
            old = self._groups.get(spot, {})
            new = {g.key: g for g in self._regroup(spot)}
            changed = {k for k, g in new.items() if self._differs(old.get(k), g, self._dirty[spot])}
            left.extend(old[k] for k in sorted(set(old) - (set(new) - changed)))
            come.extend(new[k] for k in sorted(changed))
            kept = {k: (new[k] if k in changed else old[k]) for k in new}
            if kept:
                self._groups[spot] = kept
            else:
                self._groups.pop(spot, None)
        self._dirty.clear()
        return self._reshelve(left, come)

    def _regroup(self, spot: Spot) -> list[_Group]:
        cells = sorted(self._cells.get(spot, {}).values(), key=_order)
        if not cells:
            self._cells.pop(spot, None)
            return []
        return _group_town(cells) if spot[0] == "at" else _group_wide(cells)

    @staticmethod
    def _differs(old: _Group | None, new: _Group, dirty: set[_Cell]) -> bool:
        return old is None or set(old.cells) != set(new.cells) or not dirty.isdisjoint(new.cells)

    def _reshelve(self, left: Sequence[_Group], come: Sequence[_Group]) -> Settled:
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
        return Settled(tuple(self.case(root) for root in sorted(affected)), tuple(sorted(gone)))

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

    def _concerned(self, key: Key, group: _Group) -> bool:
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

    def _choose(self, group: _Group) -> tuple[Key | None, tuple[str, ...], tuple[str, ...]]:
        """The one group this one joins, with reasons; else None and, if it fits several, their names."""
        facts, rank = group.facts, group.rank
        found: list[tuple[float, Key, Verdict]] = []
        for key in self._shelf.could_take(facts):
            other = self._shelf[key]
            if key == group.key or other.rank >= rank:
                continue
            verdict = same_event(facts, other.facts)
            if verdict.same and not _told_apart(facts, other.facts):
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
        a, b = self._shelf[left].facts, self._shelf[right].facts
        return not _told_apart(a, b) and same_event(a, b).same

    def case(self, root: Key) -> Case:
        """The case whose root group has this key."""
        members = list(self._tree(root))
        groups = [self._shelf[k] for k in members]
        why = [reason for key in members[1:] for reason in self._why.get(key, ())]
        reports = sorted((r for g in groups for r in g.reports()), key=lambda r: (r.article.at, r.key))
        return Case(
            key=root,
            reports=tuple(reports),
            facts=unite(groups[0].facts, [g.facts for g in groups[1:]]),
            why=tuple(dict.fromkeys(why)),
            rivals=self._rivals.get(root, ()),
            aliases=tuple(sorted({incident_id(g.reports()) for g in groups})) if len(groups) > 1 else (),
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

    def _group_of(self, report: Key) -> _Group | None:
        if report not in self._where:
            return None
        spot, signature = self._where[report]
        cell = self._cells[spot][signature]
        return next((g for g in self._groups[spot].values() if cell in g.cells), None)


def _name(facts: Facts) -> str:
    place = facts.spots[0].name if facts.spots else facts.country or "no place"
    return f"{place}, {facts.day.day} {facts.day:%b}" if facts.day else f"{place}, undated"
