"""What identity looks at: the facts of one report, and of several that are one event (METHOD.md R1, R5, R6)."""

from collections.abc import Iterable
from datetime import date

import msgspec

from sitrep.model.place import Place
from sitrep.resolve.geo import NOWHERE
from sitrep.resolve.report import Report

COUNTRY_LEVEL = 4
"""From here on a report is placed no better than a country or several places (Report.level)."""


class Facts(msgspec.Struct, frozen=True, gc=False):
    """What identity looks at, of one report or of several already joined. `day` None: nobody dates it.

    `first` and `last` are the days of publication, UTC.
    """

    level: int
    spots: tuple[Place, ...]
    country: str | None
    day: date | None
    first: date
    last: date
    wide: bool
    intercepted: bool
    night: bool
    aftermath: bool
    objects: frozenset[str]
    means: frozenset[str]
    attackers: frozenset[str]
    sides: frozenset[str]
    tolls: frozenset[tuple[str, int]]
    words: frozenset[str]
    speakers: frozenset[str]

    @property
    def anchor(self) -> date:
        """The stated day, else the first day of publication: where to look, never what to show."""
        return self.day or self.first


def facts_of(report: Report) -> Facts:
    """The facts of one report."""
    return Facts(
        level=report.level,
        spots=report.spots,
        country=report.country,
        day=report.day,
        first=report.told,
        last=report.told,
        wide=report.wide,
        intercepted=report.kind == "interception",
        night=report.night,
        aftermath=report.aftermath,
        objects=report.objects,
        means=report.means,
        attackers=report.attackers,
        sides=report.sides,
        tolls=report.tolls,
        words=report.words,
        speakers=report.speakers,
    )


def join(many: Iterable[Facts]) -> Facts:
    """The facts of several tellings of one event. The most exact place and the stated day win; sets unite."""
    parts = sorted(many, key=lambda f: (f.level, f.day is None, f.anchor, [(p.key, p.name) for p in f.spots]))
    if len(parts) == 1:
        return parts[0]
    best = parts[0]
    day = next((f.day for f in parts if f.day is not None), None)
    return Facts(
        level=best.level,
        spots=best.spots,
        country=next((f.country for f in parts if f.country), None),
        day=day,
        first=min(f.first for f in parts),
        last=max(f.last for f in parts),
        wide=best.wide,
        intercepted=all(f.intercepted for f in parts),
        night=any(f.night for f in parts),
        aftermath=all(f.aftermath for f in parts),
        objects=frozenset().union(*(f.objects for f in parts)),
        means=frozenset().union(*(f.means for f in parts)),
        attackers=frozenset().union(*(f.attackers for f in parts)),
        sides=frozenset().union(*(f.sides for f in parts)),
        tolls=frozenset().union(*(f.tolls for f in parts)),
        words=frozenset().union(*(f.words for f in parts)),
        speakers=frozenset().union(*(f.speakers for f in parts)),
    )


def unite(lead: Facts, others: Iterable[Facts]) -> Facts:
    """The lead's facts with everything that may grow by joining; place, and day where it has one, stay the lead's."""
    every = [lead, *others]
    return msgspec.structs.replace(
        lead,
        day=next((f.day for f in every if f.day), None),
        country=next((f.country for f in every if f.country), None),
        objects=frozenset().union(*(f.objects for f in every)),
        attackers=frozenset().union(*(f.attackers for f in every)),
    )


def rank(facts: Facts) -> tuple[int, bool, int, bool, date]:
    """Which of two tellings takes in the other: the more exact, of totals that over more places, then the dated, then
    the earlier.
    """
    level = COUNTRY_LEVEL if facts.wide else facts.level
    return (level, facts.wide, -len(facts.spots) if facts.wide else 0, facts.day is None, facts.anchor)


def alone_nowhere(facts: Facts) -> bool:
    """True if a telling names no place at all: it may join an event but founds none to be placed on a map."""
    return facts.level == NOWHERE and facts.country is None
