"""Rulings by hand, laid over what the casebook makes of the reports (METHOD.md R27).

The result is a function of the set of reports and the set of rulings: the rulings in force are taken in the order of
(at, id) and applied to the cases as they stand without any. A ruling names an incident by an id, and an id leads to a
report (see `ids`), so a ruling means the same event after a merge, a restart or a new reading, and rests while none of
its articles is held.
"""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from sitrep.model.incident import Tombstone
from sitrep.model.ruling import Dismiss, Merge, Redate, Relocate, Ruling, Split, Undo
from sitrep.resolve.casebook import Case, Casebook, Settled
from sitrep.resolve.casefile import Casefile
from sitrep.resolve.facts import Facts, facts_of, join, rank, unite
from sitrep.resolve.geo import level_of
from sitrep.resolve.ids import Key, Register, report_id
from sitrep.resolve.match import same_event
from sitrep.resolve.report import Report


def in_force(rulings: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """The rulings that hold, in the order of (at, id). An Undo lifts a ruling before it, and may itself be undone."""
    lifted: set[str] = set()
    held: list[Ruling] = []
    for ruling in sorted(rulings, key=lambda r: (r.at, r.id), reverse=True):
        if ruling.id in lifted:
            continue
        if isinstance(ruling.deed, Undo):
            lifted.add(ruling.deed.ruling)
        else:
            held.append(ruling)
    return tuple(reversed(held))


class ByHand:
    """The rulings held, and the cases as they make them. `rule` takes rulings in, `settle` works them out."""

    def __init__(self, book: Casebook, register: Register) -> None:
        self._book = book
        self._register = register
        self._rulings: dict[str, Ruling] = {}
        self._force: tuple[Ruling, ...] = ()
        self._again = False
        self._under: frozenset[Key] = frozenset()
        self._made: dict[Key, Case] = {}
        self._sought: list[Facts] = []

    def rule(self, rulings: Iterable[Ruling]) -> bool:
        """Take in rulings; one already held is ignored. True if any was new."""
        new = {r.id: r for r in rulings if r.id not in self._rulings}
        if new:
            self._rulings |= new
            self._force = in_force(self._rulings.values())
            self._again = True
        return bool(new)

    def settle(self, settled: Settled) -> Settled:
        """The casebook's changes as they are once every ruling in force is applied."""
        if not self._force and not self._made:
            return settled
        under = self._named()
        stirred = {c.key for c in settled.changed} | set(settled.gone)
        if not self._again and not stirred & (under | self._under) and not self._met(settled.changed):
            return settled
        bench = _Bench((self._book.case(root) for root in sorted(under)), self._book, self._register.find)
        for ruling in self._force:
            bench.apply(ruling)
        return self._told(settled, bench)

    def foreseen(self, ruling: Ruling) -> list[Case]:
        """The cases that this ruling would make of those it speaks of, all others in force; nothing is changed."""
        names = _names(ruling)
        keys = {key for name in names if (key := self._register.find(name)) is not None}
        roots = self._named() | {root for key in keys if (root := self._book.root(key)) is not None}
        bench = _Bench((self._book.case(root) for root in sorted(roots)), self._book, self._register.find)
        for held in self._force:
            bench.apply(held)
        meant = {r.key for case in bench.cases if any(key in case.file for key in keys) for r in case.reports}
        bench.apply(ruling)
        return [case for case in bench.cases if any(r.key in meant for r in case.reports)]

    def of(self, report: Key) -> Key | None:
        """The key of the case that holds this report once every ruling is applied; None where it is not held."""
        here = (key for key, case in self._made.items() if report in case.file)
        return next(here, None) or self._book.root(report)

    def _told(self, settled: Settled, bench: "_Bench") -> Settled:
        """What the watchers of cases must hear: rulings may have taken cases up, or let go of some."""
        made = {case.key: case for case in bench.cases}
        free = [root for root in sorted(self._under - bench.taken) if self._book.is_root(root)]
        changed = {c.key: c for c in settled.changed if c.key not in bench.taken}
        changed |= {root: self._book.case(root) for root in free}
        # A case that no ruling altered has the casebook's own file, and looks the same as before whatever came into it.
        stirred = {c.key for c in settled.changed}
        changed |= {key: case for key, case in made.items() if key in stirred or self._made.get(key) != case}
        gone = (set(settled.gone) | bench.taken | set(self._made)) - set(made) - set(changed)
        self._made, self._under, self._again = made, frozenset(bench.taken), False
        self._sought = bench.sought
        moved = {r.key for case in made.values() for r in case.reports}
        return Settled(
            tuple(changed[key] for key in sorted(changed)), tuple(sorted(gone)), (*settled.moved, *sorted(moved))
        )

    def _named(self) -> set[Key]:
        """The roots of the cases that the rulings in force speak of."""
        keys = (self._register.find(name) for ruling in self._force for name in _names(ruling))
        return {root for key in keys if key is not None for root in (self._book.root(key),) if root is not None}

    def _met(self, changed: Sequence[Case]) -> bool:
        """True if a case has come where a ruling moved another one to."""
        return any(same_event(case.facts, facts).same for case in changed for facts in self._sought)


def _names(ruling: Ruling) -> tuple[str, ...]:
    deed = ruling.deed
    if isinstance(deed, Undo):
        return ()
    return deed.incidents if isinstance(deed, Merge) else (deed.incident,)


class _Bench:
    """The cases spoken of, while the rulings are applied one by one.

    `taken` are the casebook's cases it holds, `sought` where rulings moved a case: what comes there must be met.
    """

    def __init__(self, cases: Iterable[Case], book: Casebook, find: Callable[[str], Key | None]) -> None:
        self.cases: list[Case] = list(cases)
        self.taken = {case.key for case in self.cases}
        self.sought: list[Facts] = []
        self._book = book
        self._find = find

    def apply(self, ruling: Ruling) -> None:
        """One ruling; where none of its reports is held it changes nothing."""
        deed = ruling.deed
        if isinstance(deed, Merge):
            named = [case for case in (self._of(name) for name in deed.incidents) if case is not None]
            self._merge(list({case.key: case for case in named}.values()), _words("joined", ruling))
            return
        if isinstance(deed, Undo) or (case := self._of(deed.incident)) is None:
            return
        if isinstance(deed, Split):
            apart = [r for r in case.reports if r.article.id in deed.articles]
            self._part(case, apart, _words("parted", ruling))
        elif isinstance(deed, Dismiss):
            self._dismiss(case, ruling)
        elif isinstance(deed, Relocate):
            self._move(case, _as_ruled(msgspec.structs.replace(case, place=deed.place)), _words("place", ruling))
        elif isinstance(deed, Redate):
            self._move(case, _as_ruled(msgspec.structs.replace(case, when=deed.when)), _words("day", ruling))

    def _of(self, name: str) -> Case | None:
        key = self._find(name)
        return next((c for c in self.cases if key in c.file), None)

    def _put(self, old: Iterable[Case], new: Iterable[Case]) -> None:
        keys = {case.key for case in old}
        self.cases = [*(case for case in self.cases if case.key not in keys), *new]

    def _merge(self, cases: Sequence[Case], why: str) -> Case | None:
        if len(cases) < 2:
            return None
        lead, *others = sorted(cases, key=lambda c: (rank(c.facts), c.key))
        one = msgspec.structs.replace(
            lead,
            file=Casefile(r for c in cases for r in c.reports),
            facts=unite(lead.facts, [c.facts for c in others]),
            why=(*dict.fromkeys(w for c in (lead, *others) for w in c.why), why),
            aliases=tuple(
                sorted({name for c in cases for name in (*c.aliases, report_id(c.file.founders.items[0].key))})
            ),
            rivals=(),
            tombstone=lead.tombstone if all(c.tombstone for c in cases) else None,
            place=next((c.place for c in (lead, *others) if c.place), None),
            when=next((c.when for c in (lead, *others) if c.when), None),
            ruled=True,
        )
        one = _as_ruled(one)
        self._put(cases, [one])
        return one

    def _part(self, case: Case, apart: Sequence[Report], why: str) -> tuple[Case, Case] | None:
        """Cut these reports out of the case; the rest and the part, or None where one of them would be empty."""
        keys = {r.key for r in apart}
        rest = [r for r in case.reports if r.key not in keys]
        if not apart or not rest:
            return None
        stays = case.key if case.key not in keys else min(r.key for r in rest)
        kept = msgspec.structs.replace(
            case,
            key=stays,
            file=Casefile(rest),
            facts=join(facts_of(r) for r in rest),
            why=(*case.why, why),
            ruled=True,
        )
        part = Case(min(keys), Casefile(apart), join(facts_of(r) for r in apart), (why,), ruled=True)
        kept = _as_ruled(kept)
        self._put([case], [kept, part])
        return kept, part

    def _dismiss(self, case: Case, ruling: Ruling) -> None:
        """The whole case; where the named event was later taken in by a more exact one, only its own branch."""
        key = self._find(_names(ruling)[0])
        branch = self._book.branch(key) if key is not None and not case.ruled else None
        parts = self._part(case, [r for r in case.reports if branch and r.key in branch], _words("dismissed", ruling))
        case = parts[1] if parts else case
        since = len({r.article.id for r in case.reports if r.article.first_seen > ruling.at})
        grave = Tombstone(ruling.at, ruling.by, ruling.why or "dismissed by hand", ruling.id, since)
        why = (*(w for w in case.why if w != _words("dismissed", ruling)), _words("dismissed", ruling))
        self._put([case], [msgspec.structs.replace(case, tombstone=grave, why=why)])

    def _move(self, old: Case, new: Case, why: str) -> None:
        """Set its place or day anew; where that is another incident's, the two are one (R1)."""
        new = msgspec.structs.replace(new, why=(*new.why, why))
        self._put([old], [new])
        self.sought.append(new.facts)
        for root in sorted(self._book.alike(new.facts)):
            case = self._book.case(root)
            if not any(root in c.file for c in self.cases) and same_event(new.facts, case.facts).same:
                self.taken.add(root)
                self.cases.append(case)
        met = [c for c in self.cases if c.key != new.key and c.tombstone is None]
        fit = [c for c in met if same_event(new.facts, c.facts).same]
        if fit:
            best = max(fit, key=lambda c: (same_event(new.facts, c.facts).weight, len(c.file), c.key))
            self._merge([new, best], "one place and day after a ruling by hand")


def _as_ruled(case: Case) -> Case:
    """The case with the place and the day that rulings set in its facts, whatever its reports say."""
    facts = case.facts
    if case.place is not None:
        facts = msgspec.structs.replace(
            facts,
            spots=(case.place,),
            level=level_of(case.place),
            country=case.place.country,
            wide=facts.wide and case.place.precision in ("country", "region"),
        )
    if case.when is not None:
        facts = msgspec.structs.replace(facts, day=case.when.day if case.when.precision in ("day", "hour") else None)
    return msgspec.structs.replace(case, facts=facts)


def _words(deed: str, ruling: Ruling) -> str:
    said = {"place": "place set", "day": "day set"}.get(deed, deed)
    return f"{said} by hand, {ruling.by}{': ' + ruling.why if ruling.why else ''}"
