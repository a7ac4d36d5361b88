"""The timeline: for each day its strikes by the hour they were first told, and what is stated of its killed (R30).

The killed of a day are a range over the incidents of that day. Aggregates and their parts are not both in it (R15),
disputed tolls are not in it at all but counted beside it (R25), and an incident without a figure makes it a floor.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sitrep.model.incident import Incident, Toll
from sitrep.views.calendar import Calendar, tight_day
from sitrep.views.facts import Facts
from sitrep.views.floor import unplaced
from sitrep.views.index import index_of
from sitrep.views.pane import Cell, Column, Pane, Row, Short, Snapshot
from sitrep.views.wording import interval, tight_figure

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


class Sum(NamedTuple):
    """What is stated of one kind over several incidents: the range of what enters it, and how many do not."""

    low: int
    high: int | None
    stated: int
    disputed: int
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


def summed(tolls: Sequence[Toll]) -> Sum:
    """The range of what `tolls` state together. A disputed toll enters no sum (R25)."""
    stated = [toll for toll in tolls if toll.status != "unknown" and "disputed" not in toll.flags]
    disputed = sum("disputed" in toll.flags for toll in tolls)
    high = 0
    open_above = False
    for toll in stated:
        if toll.status == "none":
            continue
        open_above = open_above or toll.high is None
        high += toll.high or 0
    return Sum(
        low=sum(toll.low or 0 for toll in stated if toll.status != "none"),
        high=None if open_above else high,
        stated=len(stated),
        disputed=disputed,
        unknown=len(tolls) - len(stated) - disputed,
        rising=any("expected to rise" in toll.flags for toll in stated),
    )


class Day(NamedTuple):
    """One day: the incidents that happened on it, parts left out, how many strikes the board lists for it, parts among
    them, and how many were first told in each of its hours.
    """

    day: date | None
    incidents: tuple[Incident, ...]
    strikes: int
    hours: tuple[int, ...]


def days(snapshot: Snapshot) -> list[Day]:
    """The days of the board, newest first, at most MOST_DAYS; the undated ones last (R29)."""
    calendar = snapshot.calendar
    happened: dict[date | None, list[Incident]] = defaultdict(list)
    strikes: dict[date | None, int] = defaultdict(int)
    told: dict[date | None, list[int]] = defaultdict(lambda: [0] * 24)
    for incident, depth in zip(*index_of(snapshot.board.incidents).tree, strict=True):
        if incident.when.precision in ("week", "month"):
            continue
        if not depth:
            happened[incident.when.day].append(incident)
        strikes[incident.when.day] += incident.kind != "interception"
        if not depth and incident.kind != "interception":
            first = first_told(incident).astimezone(calendar.zone)
            told[first.date()][first.hour] += 1
    dated = sorted((day for day in {*happened, *strikes, *told} if day is not None), reverse=True)
    if dated:
        newest = max(dated[0], calendar.today)
        span = min((newest - dated[-1]).days + 1, MOST_DAYS)
        dated = [newest - timedelta(days=n) for n in range(span)]
    shown: list[date | None] = [*dated, None] if happened.get(None) else [*dated]
    return [Day(day, tuple(happened.get(day, ())), strikes[day], tuple(told[day])) for day in shown]


def first_told(incident: Incident) -> datetime:
    """The earliest moment any of its sentences was published."""
    return min([f.at for f in incident.ledger] + [e.at for e in incident.evidence] + [incident.updated])


def rows(snapshot: Snapshot) -> list[Row]:
    """One row a day."""
    calendar = snapshot.calendar
    shown = days(snapshot)
    most = max((max(day.hours) for day in shown), default=0)
    return [_row(day, most, calendar) for day in shown]


def day_key(day: Day) -> str:
    """The row's key: the day in ISO form, or "undated"."""
    return day.day.isoformat() if day.day else UNDATED


def _row(day: Day, most: int, calendar: Calendar) -> Row:
    killed, hurt = (summed([getattr(i, kind) for i in counted(day)]) for kind in ("killed", "injured"))
    return Row(
        key=day_key(day),
        cells=(
            Cell(calendar.day(day.day) if day.day else UNDATED, "plain" if day.day else "dim"),
            Cell(f"{day.strikes:,}", "bold" if day.strikes else "dim"),
            Cell("".join(_bar(count, most) for count in day.hours), "accent"),
            Cell(killed.words, "bold" if killed.stated else "dim"),
            Cell(hurt.words, "plain" if hurt.stated else "dim"),
            Cell(left_out(killed, outside(day)), "dim"),
        ),
        facts=Facts(text=" ".join(incident.label.lower() for incident in day.incidents)),
    )


def counted(day: Day) -> tuple[Incident, ...]:
    """The incidents whose tolls a day's sum is about: no interception nobody counted, nothing that enters no sum."""
    apart = outside(day)
    hits = (i for i in day.incidents if i.kind != "interception" or i.killed.status != "unknown")
    return tuple(i for i in hits if i not in apart)


def outside(day: Day) -> tuple[Incident, ...]:
    """The incidents of a day that no sum may hold: unplaced (R6) or discounted (R22), as in a report's floors."""
    return tuple(i for i in day.incidents if i.kind != "interception" and (unplaced(i) or i.grade == "discounted"))


def left_out(killed: Sum, apart: Sequence[Incident] = ()) -> str:
    """What a sum of killed is not: "1 unplaced · 1 disputed apart · 3 without a figure"."""
    discounted = sum(i.grade == "discounted" for i in apart)
    words = [f"{len(apart) - discounted} unplaced"] if len(apart) > discounted else []
    words += [f"{discounted} discounted"] if discounted else []
    words += [f"{killed.disputed} disputed apart"] if killed.disputed else []
    words += [f"{killed.unknown} without a figure"] if killed.unknown else []
    return " · ".join(words)


def _bar(count: int, most: int) -> str:
    return BARS[(count * len(BARS) - 1) // most] if count else "·"


def as_of(snapshot: Snapshot) -> str:
    """The moment and the period the sums are of; + marks a floor (R30)."""
    return f"as of {snapshot.calendar.clock(snapshot.board.as_of)}, by day of the event, + a floor"


PANE = Pane("timeline", "Timeline", "6", COLUMNS, rows, "nothing to put on a day yet", as_of)
