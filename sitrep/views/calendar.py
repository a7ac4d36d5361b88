"""How moments are written on the day they are read: 09:05Z, Sat, 29 Dec, 29Dec23; in UTC or another zone.

What is kept is read on another day: there they are ISO 8601.
"""

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple

from sitrep.model.when import When

NEAR = timedelta(days=90)
"""Across a new year "29 Dec" still says which."""


class Calendar(NamedTuple):
    """The day on which a board is read, and the zone its clock times are written in. A UTC time carries its Z; one of
    another zone does not, and the status line names the zone.
    """

    today: date
    zone: tzinfo = UTC
    kept: bool = False
    """Written for a form that outlives the day: no today, no Wed, no 29 Dec of no year."""

    @classmethod
    def of(cls, now: datetime, zone: tzinfo = UTC, *, kept: bool = False) -> "Calendar":
        """The calendar at that moment (aware)."""
        return cls(now.astimezone(zone).date(), zone, kept)

    def clock(self, moment: datetime) -> str:
        """The time of day: 09:05Z."""
        return f"{moment.astimezone(self.zone):%H:%M}{'Z' if self.zone is UTC else ''}"

    def short(self, moment: datetime) -> str:
        """A moment: 09:05Z today, else its day."""
        day = moment.astimezone(self.zone).date()
        if self.kept:
            return f"{day.isoformat()} {self.clock(moment)}"
        return self.clock(moment) if day == self.today else self.day(day)

    def long(self, moment: datetime) -> str:
        """A moment with its day: "09:05Z" today, else "30 Dec 09:05Z"; the year where it is another one."""
        there = moment.astimezone(self.zone)
        if self.kept:
            return self.short(moment)
        if there.date() == self.today:
            return self.clock(moment)
        year = "" if self.near(there.date()) else f" {there.year}"
        return f"{there.day} {there:%b}{year} {self.clock(moment)}"

    def day(self, day: date) -> str:
        """A day as one would say it today: today, Sat, 29 Dec, 29Dec23."""
        if self.kept:
            return day.isoformat()
        if day == self.today:
            return "today"
        if timedelta(0) < self.today - day < timedelta(days=6):
            return f"{day:%a}"
        return self.dated(day)

    def dated(self, day: date) -> str:
        """A day by its date, however near: 29 Dec, 29Dec23."""
        return f"{day.day} {day:%b}" if day.year == self.today.year or self.near(day) else f"{day.day}{day:%b%y}"

    def near(self, day: date) -> bool:
        """Whether a day and month alone say which day it is."""
        return abs(self.today - day) < NEAR

    def when(self, when: When) -> str:
        """When it happened in at most seven cells: 09:12Z, today, Sat, 29 Dec, 29Dec23; its precision shows (R5)."""
        if when.day is None:
            return "undated"
        if self.kept:
            return self._iso(when, when.day)
        if when.precision == "month":
            return f"{when.day:%b}" if when.day.year == self.today.year else f"{when.day:%b} {when.day.year % 100:02d}"
        if when.precision == "week":
            return f"w/{when.day.day}{when.day:%b}"
        if when.hour is not None and when.hour.astimezone(self.zone).date() == self.today:
            return self.clock(when.hour)
        return self.day(when.day)

    def _iso(self, when: When, day: date) -> str:
        if when.precision == "month":
            return f"{day:%Y-%m}"
        if when.precision == "week":
            return f"week of {day.isoformat()}"
        return day.isoformat() if when.hour is None else self.short(when.hour)


def tight_day(said: str) -> str:
    """What Calendar.when said, in at most five cells for a sliver of a window: 09:12, today, Sat, 29Dec. Of another
    year's day and of a week the month stays, less exact and no less true; a dash for undated.
    """
    if said == "undated":
        return "–"
    if week := re.fullmatch(r"w/\d+([A-Z]\w\w)", said):
        return week[1]
    if other_year := re.fullmatch(r"\d+([A-Z]\w\w\d\d)", said):
        return other_year[1]
    return said.removesuffix("Z").replace(" ", "")
