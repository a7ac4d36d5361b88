"""The timeline: for each day its strikes by the hour they were first told, and what is stated of its killed (R30).

The killed of a day are a range over the incidents of that day, by the rules of `floor`: aggregates and their parts are
not both in it (R15), what is disputed, discounted or unplaced is not in it at all but counted beside it (R6, R22, R25),
and an incident without a figure makes it a floor.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sitrep.model.claim import Kind
from sitrep.model.incident import Incident
from sitrep.views.calendar import Calendar, tight_day
from sitrep.views.filtering.facts import Facts
from sitrep.views.floor import Head, headed, left
from sitrep.views.index import indexed
from sitrep.views.pane import Cell, Column, Pane, Row, Short, Snapshot
from sitrep.views.panes.cells import tight_figure
from sitrep.views.steps import Steps, parcels
from sitrep.views.wording import interval

COLUMNS = (
    Column("day", 7, short=Short("day", 5, tight_day)),
    Column("strikes", 7, align="right"),
    Column("told by hour, 00 to 23", 24, drop=2),
    Column("killed", 6, align="right", most=16, short=Short("dead", 4)),
    Column("hurt", 6, drop=1, align="right", most=16, short=Short("hurt", 4, tight_figure)),
    Column("what the sum leaves out", 0, drop=3, least=10),
)
BARS = "▁▂▃▄▅▆▇█"
MOST_DAYS = 31
UNDATED = "undated"
PIECE = 250
"""Incidents counted between two stops."""


class Sum(NamedTuple):
    """What is stated of one kind over several incidents: the range of it, and how many say nothing."""

    low: int
    high: int | None
    stated: int
    unknown: int
    rising: bool = False

    @property
    def words(self) -> str:
        """The range; open above where any figure is a floor or unknown, with ↑ where one is expected to rise (R10); a
        dash where nobody stated any (R12).
        """
        if not self.stated:
            return "–"
        said = interval(self.low, None if self.unknown else self.high)
        return f"{said}↑" if self.rising else said


def summed(heads: Sequence[Head], kind: Kind) -> Steps[Sum]:
    """The range of what `heads` state together of `kind`."""
    low = stated = unknown = 0
    high: int | None = 0
    rising = False
    for some in parcels(heads, PIECE):
        yield
        for head in some:
            if not head.counts(kind):
                continue
            if not head.stated(kind):
                unknown += 1
                continue
            stated += 1
            low += head.low(kind) or 0
            top = head.high(kind)
            high = None if top is None or high is None else high + top
            rising = rising or "expected to rise" in head.incident.toll(kind).flags
    return Sum(low, high, stated, unknown, rising)


class Day(NamedTuple):
    """One day: what happened on it and may enter a sum, what may not, what was shot down and killed nobody, how many
    strikes the board lists for it, parts among them, and how many were first told in each of its hours.
    """

    day: date | None
    heads: tuple[Head, ...]
    apart: tuple[Incident, ...]
    quiet: tuple[Incident, ...]
    strikes: int
    hours: tuple[int, ...]


def days(snapshot: Snapshot) -> Steps[list[Day]]:
    """The days of the board, newest first, at most MOST_DAYS; the undated ones last (R29)."""
    incidents, calendar = snapshot.board.incidents, snapshot.calendar
    happened: dict[date | None, list[Head]] = defaultdict(list)
    apart: dict[date | None, list[Incident]] = defaultdict(list)
    quiet: dict[date | None, list[Incident]] = defaultdict(list)
    strikes: dict[date | None, int] = defaultdict(int)
    told: dict[date | None, list[int]] = defaultdict(lambda: [0] * 24)
    index = yield from indexed(incidents)
    for some in parcels(tuple(zip(*index.tree, strict=True)), PIECE):
        yield
        for incident, depth in some:
            if _of_no_day(incident):
                continue
            if not Head(incident).counts("killed"):
                quiet[incident.when.day].append(incident)
            elif left(incident):
                apart[incident.when.day].append(incident)
            strikes[incident.when.day] += incident.kind != "interception"
            if not depth and incident.kind != "interception":
                first = first_told(incident).astimezone(calendar.zone)
                told[first.date()][first.hour] += 1
    for some_heads in parcels((yield from headed(incidents))):
        yield
        for head in some_heads:
            if not _of_no_day(head.incident):
                happened[head.incident.when.day].append(head)
    dated = sorted((day for day in {*happened, *apart, *quiet, *strikes, *told} if day is not None), reverse=True)
    if dated:
        newest = max(dated[0], calendar.today)
        span = min((newest - dated[-1]).days + 1, MOST_DAYS)
        dated = [newest - timedelta(days=n) for n in range(span)]
    undated = None in happened or None in apart or None in quiet
    shown: list[date | None] = [*dated, None] if undated else [*dated]
    return [
        Day(
            day,
            tuple(happened.get(day, ())),
            tuple(apart.get(day, ())),
            tuple(quiet.get(day, ())),
            strikes[day],
            tuple(told[day]),
        )
        for day in shown
    ]


def _of_no_day(incident: Incident) -> bool:
    return incident.when.precision in ("week", "month")


def first_told(incident: Incident) -> datetime:
    """The earliest moment any of its sentences was published."""
    return min([f.at for f in incident.ledger] + [e.at for e in incident.evidence] + [incident.updated])


class DayRow(Row, frozen=True, gc=False, kw_only=True):
    """A day, the sums of it, and the most strikes that any hour on the board had."""

    day: Day
    killed: Sum
    hurt: Sum
    most: int

    def cells(self, calendar: Calendar) -> tuple[Cell, ...]:
        """As COLUMNS name them."""
        day, killed, hurt = self.day, self.killed, self.hurt
        return (
            Cell(calendar.day(day.day) if day.day else UNDATED, "plain" if day.day else "dim"),
            Cell(f"{day.strikes:,}", "bold" if day.strikes else "dim"),
            Cell("".join(_bar(count, self.most) for count in day.hours), "accent"),
            Cell(killed.words, "bold" if killed.stated else "dim"),
            Cell(hurt.words, "plain" if hurt.stated else "dim"),
            Cell(left_out(killed, day.apart), "dim"),
        )


def made(snapshot: Snapshot) -> Steps[Sequence[DayRow]]:
    """One row a day."""
    shown = yield from days(snapshot)
    most = max((max(day.hours) for day in shown), default=0)
    rows = []
    for day in shown:
        killed = yield from summed(day.heads, "killed")
        hurt = yield from summed(day.heads, "injured")
        facts = Facts(text=" ".join(_labels(day)))
        rows.append(DayRow(key=day_key(day), facts=facts, day=day, killed=killed, hurt=hurt, most=most))
    return rows


def day_key(day: Day) -> str:
    """The row's key: the day in ISO form, or "undated"."""
    return day.day.isoformat() if day.day else UNDATED


def left_out(killed: Sum, apart: Sequence[Incident] = ()) -> str:
    """What a sum of killed is not: "1 unplaced · 1 disputed apart · 3 without a figure"."""
    reasons = Counter[str](left(incident) for incident in apart)
    words = [
        f"{reasons[why]} {said}"
        for why, said in (("unplaced", "unplaced"), ("discounted", "discounted"), ("disputed", "disputed apart"))
        if reasons[why]
    ]
    words += [f"{killed.unknown} without a figure"] if killed.unknown else []
    return " · ".join(words)


def _labels(day: Day) -> Iterator[str]:
    """The names of all that happened on it, as a filter looks for them."""
    return (incident.label.lower() for incident in (*(head.incident for head in day.heads), *day.apart, *day.quiet))


def _bar(count: int, most: int) -> str:
    return BARS[(count * len(BARS) - 1) // most] if count else "·"


def as_of(snapshot: Snapshot) -> str:
    """The moment and the period the sums are of; + marks a floor (R30)."""
    return f"as of {snapshot.calendar.clock(snapshot.board.as_of)}, by day of the event, + a floor"


PANE = Pane("timeline", "Timeline", "6", COLUMNS, made, "nothing to put on a day yet", as_of)
