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
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import msgspec

from sitrep.resolve.match import FAR_DAYS, Facts, Verdict, facts_of, gap, join, reprisal, same_event
from sitrep.resolve.reports import Report

Key = tuple[str, int]
Spot = tuple[str, ...]
CLEAR = 0.75
"""A vague report joins its best candidate only if that leads the second by so much weight (R6: exactly one)."""


class Case(msgspec.Struct, frozen=True):
    """The reports of one event, earliest first, with the reasons they were joined.

    `rivals` name the events this one might be, where it fits more than one (R6).
    """

    key: Key
    reports: tuple[Report, ...]
    facts: Facts
    why: tuple[str, ...]
    rivals: tuple[str, ...] = ()


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
    """Cells of one locality that are one event; `key` is its smallest report key."""

    __slots__ = ("cells", "facts", "key")

    def __init__(self, cells: Iterable[_Cell]) -> None:
        self.cells = tuple(cells)
        self.facts = join(c.facts for c in self.cells)
        self.key = min(c.key for c in self.cells)

    def reports(self) -> Iterator[Report]:
        for cell in self.cells:
            yield from cell.reports.values()


def _locality(report: Report) -> Spot:
    if report.level in (0, 2) and not report.wide:
        return ("at", report.spots[0].key)
    over = "+".join(sorted(p.key for p in report.spots)) or report.country or ""
    return ("over", over, report.anchor.isoformat())


def _signature(report: Report) -> tuple[object, ...]:
    base = (report.day, report.told if report.day is None else None, report.kind == "interception", report.night)
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
    undated = [c for c in cells if c.facts.day is None]
    clusters = _one_night(_by_day(dated))
    days: dict[date, list[tuple[Key, Facts]]] = defaultdict(list)
    by_key: dict[Key, _Cluster] = {}
    for cluster in clusters:
        key = min(c.key for c in cluster.cells)
        by_key[key] = cluster
        days[cluster.facts.anchor].append((key, cluster.facts))
    homeless: list[_Cell] = []
    chosen: list[tuple[Key, _Cell]] = []
    for cell in undated:
        home = _best(cell.facts, _near(days, cell.facts.first))
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


class Casebook:
    """All reports held, grouped into cases. `put` and `drop` note changes, `settle` works them out."""

    def __init__(self) -> None:
        self._cells: dict[Spot, dict[tuple[object, ...], _Cell]] = {}
        self._where: dict[Key, tuple[Spot, tuple[object, ...]]] = {}
        self._groups: dict[Spot, dict[Key, _Group]] = {}
        self._by_key: dict[Key, _Group] = {}
        self._sheets: dict[tuple[str, date], set[Key]] = defaultdict(set)
        self._marks: dict[tuple[str, str], set[Key]] = defaultdict(set)
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
        touched: dict[Key, _Group] = {}
        before: set[Key] = set()
        lost: set[Key] = set()
        left: list[_Group] = []
        for spot in sorted(self._dirty):  # all leave before any comes: a report may have moved to another locality
            old = self._groups.get(spot, {})
            new = {g.key: g for g in self._regroup(spot)}
            changed = {k for k, g in new.items() if self._differs(old.get(k), g, self._dirty[spot])}
            missing = set(old) - set(new)
            for key in missing | (changed & set(old)):
                before |= self._reach(old[key].facts)
                before.add(self._root(key))
            lost |= missing
            left.extend(old[k] for k in missing | (changed & set(old)))
            touched |= {k: new[k] for k in changed}
            kept = {k: (new[k] if k in changed else old[k]) for k in new}
            if kept:
                self._groups[spot] = kept
            else:
                self._groups.pop(spot, None)
        for group in left:
            self._unlist(group)
        for group in touched.values():
            self._list(group)
        self._dirty.clear()
        lost -= set(self._by_key)
        return self._relink(touched, before, lost)

    def _regroup(self, spot: Spot) -> list[_Group]:
        cells = sorted(self._cells.get(spot, {}).values(), key=_order)
        if not cells:
            self._cells.pop(spot, None)
            return []
        return _group_town(cells) if spot[0] == "at" else _group_wide(cells)

    @staticmethod
    def _differs(old: _Group | None, new: _Group, dirty: set[_Cell]) -> bool:
        return old is None or set(old.cells) != set(new.cells) or not dirty.isdisjoint(new.cells)

    def _list(self, group: _Group) -> None:
        facts = group.facts
        self._by_key[group.key] = group
        self._sheets[(facts.country or "", facts.anchor)].add(group.key)
        for mark in self._marks_of(facts):
            self._marks[mark].add(group.key)

    def _unlist(self, group: _Group) -> None:
        facts = group.facts
        self._by_key.pop(group.key, None)
        sheets: tuple[tuple[dict[tuple[str, date], set[Key]], tuple[str, date]], ...] = (
            (self._sheets, (facts.country or "", facts.anchor)),
        )
        for index, name in sheets:
            index[name].discard(group.key)
            if not index[name]:
                del index[name]
        for mark in self._marks_of(facts):
            self._marks[mark].discard(group.key)
            if not self._marks[mark]:
                del self._marks[mark]

    @staticmethod
    def _marks_of(facts: Facts) -> set[tuple[str, str]]:
        """Names under which later undated reports look for this event: its target or a telling figure, by country."""
        country = facts.country or ""
        marks = {(country, name) for name in facts.objects}
        return marks | {(country, f"{kind} {number}") for kind, number in facts.tolls if number > 9}

    def _reach(self, facts: Facts) -> set[Key]:
        """Groups whose own choice of a link could depend on a group with these facts."""
        found: set[Key] = set()
        for country in {facts.country or "", ""} if facts.country else self._countries():
            for step in (-2, -1, 0, 1, 2):
                found |= self._sheets.get((country, facts.anchor + timedelta(days=step)), set())
        for mark in self._marks_of(facts):
            for name in {mark, ("", mark[1])}:
                found |= {
                    k
                    for k in self._marks.get(name, ())
                    if abs((self._by_key[k].facts.anchor - facts.anchor).days) <= FAR_DAYS + 2
                }
        return found

    def _countries(self) -> set[str]:
        return {country for country, _ in self._sheets}

    def _candidates(self, facts: Facts) -> Iterator[_Group]:
        keys: set[Key] = set()
        for country in {facts.country, ""} if facts.country else self._countries():
            for step in (-2, -1, 0, 1, 2):
                keys |= self._sheets.get((country or "", facts.anchor + timedelta(days=step)), set())
        for country, mark in self._marks_of(facts):
            keys |= self._marks.get((country, mark), set())
            if country:
                keys |= self._marks.get(("", mark), set())
        for key in keys:
            yield self._by_key[key]

    def _relink(self, touched: dict[Key, _Group], before: set[Key], lost: set[Key]) -> Settled:
        again = set(touched) | {k for k in before if k in self._by_key}
        for group in touched.values():
            again |= self._reach(group.facts)
        roots = {self._root(k) for k in again} | before
        for key in lost:
            orphans = set(self._into.get(key, ()))
            roots |= orphans
            again |= orphans & set(self._by_key)
            for orphan in orphans:
                self._unlink(orphan)
            self._unlink(key)
        for key in sorted(again):
            choice, why, rivals = self._choose(self._by_key[key])
            if choice != self._links.get(key) or why != self._why.get(key, ()) or rivals != self._rivals.get(key, ()):
                roots.add(key)
                self._unlink(key)
                if choice is not None:
                    self._links[key] = choice
                    self._into[choice].add(key)
                self._why[key] = why
                self._rivals[key] = rivals
        affected = {self._root(k) for k in (roots | set(touched)) if k in self._by_key}
        gone = {k for k in (roots | lost) if k not in self._by_key or self._root(k) != k}
        changed = tuple(self._case(root) for root in sorted(affected))
        return Settled(changed, tuple(sorted(gone)))

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
        facts = group.facts
        found: list[tuple[float, Key, Verdict]] = []
        for other in self._candidates(facts):
            if other.key == group.key or _rank(other) >= _rank(group) or _told_apart(facts, other.facts):
                continue
            verdict = same_event(facts, other.facts)
            if verdict.same:
                found.append((verdict.weight, other.key, verdict))
        if not found:
            return None, (), ()
        found.sort(key=lambda f: (-f[0], f[1]))
        first = found[0]
        seconds = [f for f in found[1:] if f[0] > first[0] - CLEAR and not self._related(f[1], first[1])]
        if seconds and facts.level > 0:
            return None, (), tuple(dict.fromkeys(_name(self._by_key[f[1]].facts) for f in (first, *seconds)))[:4]
        return first[1], first[2].reasons, ()

    def _related(self, left: Key, right: Key) -> bool:
        """Two candidates that would themselves be joined are one candidate."""
        a, b = self._by_key[left].facts, self._by_key[right].facts
        return not _told_apart(a, b) and same_event(a, b).same

    def _case(self, root: Key) -> Case:
        members = [root]
        why: list[str] = []
        for key in members:
            members.extend(sorted(self._into.get(key, ())))
            why.extend(self._why.get(key, ()))
        groups = [self._by_key[k] for k in members]
        reports = sorted((r for g in groups for r in g.reports()), key=lambda r: (r.article.at, r.key))
        return Case(
            key=root,
            reports=tuple(reports),
            facts=_united(self._by_key[root].facts, groups),
            why=tuple(dict.fromkeys(why)),
            rivals=self._rivals.get(root, ()),
        )


def _united(facts: Facts, groups: Iterable[_Group]) -> Facts:
    """The root's facts with everything that may grow by joining; place and day stay the root's own."""
    every = [g.facts for g in groups]
    return msgspec.structs.replace(
        facts,
        day=facts.day or next((f.day for f in every if f.day), None),
        country=facts.country or next((f.country for f in every if f.country), None),
        objects=frozenset().union(*(f.objects for f in every)),
        attackers=frozenset().union(*(f.attackers for f in every)),
        articles=frozenset().union(*(f.articles for f in every)),
    )


def _name(facts: Facts) -> str:
    place = facts.spots[0].name if facts.spots else facts.country or "no place"
    return f"{place}, {facts.day.day} {facts.day:%b}" if facts.day else f"{place}, undated"


def _rank(group: _Group) -> tuple[object, ...]:
    """Which of two groups takes in the other: the more exact, then the dated, then the earlier."""
    facts = group.facts
    return (facts.level, facts.wide, facts.day is None, facts.anchor, group.key)
