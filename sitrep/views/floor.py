"""A sum that may be shown: as of when, over which days, and that it is a floor (R30). The timeline and the report count
by these rules, so that the days of the one add up to the total of the other.

Nothing disputed, discounted or unplaced enters a sum (R6, R22, R25), no parent together with its parts (R15), no
running total (R16), and over days nothing that is dated to no day. It is a floor: whoever gave no figure, or only an
upper one, adds nothing to it.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal, NamedTuple

import msgspec

from sitrep.model.claim import Kind
from sitrep.model.incident import Incident
from sitrep.views.steps import Steps, at_once, parcels
from sitrep.views.wording import disputed

Left = Literal["", "disputed", "discounted", "unplaced"]


class Floor(msgspec.Struct, frozen=True):
    """At least `low` of `kind` in `counted` incidents of the days `first` to `last`. `silent` incidents give no lower
    figure; `left_out` says how many were kept out, and why.
    """

    kind: Kind
    low: int
    counted: int
    silent: int
    first: date
    last: date
    as_of: datetime
    left_out: dict[str, int]


class Head(NamedTuple):
    """An incident that may enter a sum, with those of its parts that may: they are never added to it (R15), and go with
    it to the day it is of.
    """

    incident: Incident
    parts: tuple[Incident, ...] = ()

    def low(self, kind: Kind) -> int | None:
        """The least number of it: its own, or what its parts come to where that is more; None where nobody gave any."""
        own = self.incident.toll(kind).low
        of_parts = [low for part in self.parts if (low := part.toll(kind).low) is not None]
        return max((own or 0, sum(of_parts))) if own is not None or of_parts else None

    def high(self, kind: Kind) -> int | None:
        """The most that is said of it; None where nobody says how many at most."""
        high = self.incident.toll(kind).high
        return None if high is None else max(high, self.low(kind) or 0)

    def stated(self, kind: Kind) -> bool:
        """True where somebody says something of the number, were it that there is none."""
        return self.incident.toll(kind).status != "unknown" or self.low(kind) is not None

    def counts(self, kind: Kind) -> bool:
        """False for what was shot down and hurt nobody: it is no incident without a figure."""
        return self.incident.kind != "interception" or self.stated(kind)


def heads(incidents: Sequence[Incident]) -> list[Head]:
    """What may enter a sum, each once. A part whose whole may not stands for itself."""
    return at_once(headed(incidents))


def headed(incidents: Sequence[Incident]) -> Steps[list[Head]]:
    """As `heads`, in pieces."""
    sure: dict[str, Incident] = {}
    for some in parcels(incidents):
        sure |= {incident.id: incident for incident in some if not left(incident)}
        yield
    parts: dict[str, list[Incident]] = {}
    for incident in sure.values():
        if incident.parent in sure and incident.parent != incident.id:
            parts.setdefault(str(incident.parent), []).append(incident)
    inside = {part.id for group in parts.values() for part in group}
    yield
    found: list[Head] = []
    for some in parcels(tuple(sure.values())):
        found += [Head(i, tuple(parts.get(i.id, ()))) for i in some if i.id not in inside]
        yield
    return found


def floor(incidents: Sequence[Incident], kind: Kind, since: datetime, as_of: datetime) -> Floor:
    """The least number of `kind` in what happened from the day of `since` to the day of `as_of` (UTC)."""
    first, last = since.date(), as_of.date()
    left_out: Counter[str] = Counter()
    lows: list[int | None] = []
    for incident in incidents:
        if (why := left(incident)) and Head(incident).counts(kind) and _reach(incident, since, last) is not None:
            left_out[why] += 1
    for head in heads(incidents):
        reach = _reach(head.incident, since, last) if head.counts(kind) else None
        if reach:
            left_out[reach] += 1
        elif reach is not None:
            lows.append(head.low(kind))
    stated = [low for low in lows if low is not None]
    return Floor(kind, sum(stated), len(stated), len(lows) - len(stated), first, last, as_of, dict(left_out))


def _reach(incident: Incident, since: datetime, last: date) -> str | None:
    """How an incident lies to the days from `since` to `last`: "" within them, else why none of them can have it; None
    where it is of days before, or is undated and was told before.
    """
    day = incident.when.day
    if day is None:
        return "undated" if incident.updated >= since else None
    if day < since.date():
        return None
    if incident.when.precision in ("week", "month"):
        return "of no one day"
    return "of other days" if day > last else ""


def left(incident: Incident) -> Left:
    """Why an incident may not enter a sum; "" where it may."""
    if incident.grade == "discounted":
        return "discounted"
    if disputed(incident):
        return "disputed"
    return "unplaced" if unplaced(incident) else ""


def unplaced(incident: Incident) -> bool:
    """True where no more than a region or a country is known of its place (R6): it may be one that stands elsewhere.

    An aggregate with located parts is not unplaced: its parts say where.
    """
    if incident.children:
        return False
    return all(place.precision in ("region", "country") for place in incident.places)
