"""The incidents the board shows, kept up to date: cases made into incidents, wholes tied to their parts (R15)."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

import msgspec

from sitrep.model.incident import Incident
from sitrep.resolve.assemble import assemble
from sitrep.resolve.casebook import Case, Settled
from sitrep.resolve.facts import Facts, alone_nowhere
from sitrep.resolve.family import Kin, parents, with_family
from sitrep.resolve.ids import Key
from sitrep.resolve.ordered import Roster

Sheet = tuple[str, date]
"""A country's day: families are looked for among the incidents of a day and its eves."""


class Turned(msgspec.Struct, frozen=True):
    """What a settling did to the board: incidents told anew by their cases, ids changed in any way, ids gone, and ids
    that may have come to the dismissed, left them or changed there.
    """

    fresh: tuple[Kin, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    dismissed: tuple[str, ...] = ()


class Roll:
    """Every incident by its id. `incidents` are those on the board, `dismissed` those a person took off it (R27)."""

    def __init__(self) -> None:
        self.incidents: Roster[Incident] = Roster(_order)
        self.dismissed: Roster[Incident] = Roster(_order)
        self._kin: dict[Key, Kin] = {}
        self._sheets: dict[Sheet, set[Key]] = defaultdict(set)

    def of(self, case: Key) -> Incident | None:
        """The incident of this case, on the board or dismissed."""
        kin = self._kin.get(case)
        if kin is None:
            return None
        return self.incidents.get(kin.incident.id) or self.dismissed.get(kin.incident.id)

    def settle(self, settled: Settled) -> Turned:
        """Make the changed cases into incidents again, and take out what is no more."""
        if not settled.changed and not settled.gone:
            return Turned()
        sheets: set[Sheet] = set()
        left: set[str] = set()
        for key in (*settled.gone, *(c.key for c in settled.changed)):
            old = self._kin.pop(key, None)
            if old is not None:
                left.add(old.incident.id)
                sheets.add(_sheet(old.facts))
                self._sheets[_sheet(old.facts)].discard(key)
        standing: list[Kin] = []
        for case in settled.changed:
            if _founds(case):
                kin = self._kin[case.key] = Kin(assemble(case), case.facts, case.file)
                if not _is_dismissed(kin.incident):
                    standing.append(kin)
                    sheets.add(_sheet(case.facts))
                    self._sheets[_sheet(case.facts)].add(case.key)
        gone = left - {k.incident.id for k in standing}
        for name in left:
            self.dismissed.drop(name)
        for name in gone:
            self.incidents.drop(name)
        for case in settled.changed:
            made = self._kin.get(case.key)
            if made is not None and _is_dismissed(made.incident):
                self.dismissed.put(made.incident.id, made.incident)
        changed = self._settle_families(sheets, {k.incident.id for k in standing})
        return Turned(tuple(standing), changed, tuple(sorted(gone)), tuple(sorted(left | set(self.dismissed))))

    def _settle_families(self, sheets: Collection[Sheet], fresh: Collection[str]) -> tuple[str, ...]:
        touched = _about(sheets)
        near = self._on(_about(touched))
        up = parents(near)
        down: dict[str, list[Incident]] = defaultdict(list)
        for kin in near:
            if kin.incident.id in up:
                down[up[kin.incident.id]].append(kin.incident)
        changed: list[str] = []
        here = {kin.incident.id: kin for kin in self._on(touched)}
        tied: set[str] = set()
        for name, kin in here.items():
            was = self.incidents.get(name)
            now = with_family(kin.incident if name in fresh or was is None else was, up.get(name), down.get(name, ()))
            if now is not was:
                self.incidents.put(name, now)
                changed.append(name)
            tied |= {whole for whole in (was.parent if was else None, now.parent) if whole}
        changed += [name for name in tied - set(here) if self._retie(name, here, up)]
        return tuple(sorted(changed))

    def _retie(self, whole: str, here: Collection[str], up: Mapping[str, str]) -> bool:
        """Set right the parts of a whole whose own day is no concern, where parts of days that are left it or came."""
        was = self.incidents.get(whole)
        if was is None:
            return False
        names = [
            *(name for name in was.children if name not in here),
            *(name for name in here if up.get(name) == whole),
        ]
        parts = [part for part in map(self.incidents.get, names) if part is not None]
        now = with_family(was, was.parent, parts)
        if now is not was:
            self.incidents.put(whole, now)
        return now is not was

    def _on(self, sheets: Collection[Sheet]) -> Sequence[Kin]:
        return [self._kin[key] for sheet in sheets for key in self._sheets.get(sheet, ())]


def _order(incident: Incident) -> tuple[datetime, str]:
    return (incident.updated, incident.id)


def _sheet(facts: Facts) -> Sheet:
    return (facts.country or "", facts.anchor)


def _about(sheets: Collection[Sheet]) -> set[Sheet]:
    return {(country, day + timedelta(days=n)) for country, day in sheets for n in (-1, 0, 1)}


def _is_dismissed(incident: Incident) -> bool:
    """True if a person ruled it to be none. One that was only retracted stays on the board, discounted (R22)."""
    return incident.tombstone is not None and bool(incident.tombstone.ruling)


def _founds(case: Case) -> bool:
    """False for what may join an incident but is none of its own, unless a person rules that it is.

    A telling of no place that gives neither day nor figure, or nothing but a figure (R6); an event only named in
    diplomats' words (R4).
    """
    if case.ruled:
        return True
    if alone_nowhere(case.facts) and (
        all(k == "attack" for k in case.file.kinds) or not (case.file.days or case.facts.tolls)
    ):
        return False
    return case.file.echoes < len(case.file)
