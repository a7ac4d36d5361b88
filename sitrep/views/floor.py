"""A sum that may be shown: as of when, over which days, and that it is a floor (R30).

Nothing disputed, discounted or unplaced enters it (R6, R22, R25), no parent together with its parts (R15), no running
total (R16). It is a floor: whoever gave no figure, or only an upper one, adds nothing to it.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

import msgspec

from sitrep.model.claim import Kind
from sitrep.model.incident import Incident, Toll
from sitrep.views.wording import disputed

Left = Literal["", "disputed", "discounted", "unplaced", "undated", "of other days"]


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


def floor(incidents: Sequence[Incident], kind: Kind, first: date, as_of: datetime) -> Floor:
    """The least number of `kind` in what happened from the day `first` to the day of `as_of` (UTC)."""
    last = as_of.date()
    left_out: dict[str, int] = {}
    counting: list[Incident] = []
    for incident in incidents:
        if incident.kind == "interception" and _toll(incident, kind).status == "unknown":
            continue
        if reason := left(incident, first, last):
            left_out[reason] = left_out.get(reason, 0) + 1
        else:
            counting.append(incident)
    known = {incident.id for incident in counting}
    parts: dict[str, list[Incident]] = {}
    for incident in counting:
        if incident.parent in known and incident.parent != incident.id:
            parts.setdefault(str(incident.parent), []).append(incident)
    inside = {part.id for group in parts.values() for part in group}
    lows = [_least(incident, parts.get(incident.id, ()), kind) for incident in counting if incident.id not in inside]
    stated = [low for low in lows if low is not None]
    return Floor(kind, sum(stated), len(stated), len(lows) - len(stated), first, last, as_of, left_out)


def _least(incident: Incident, parts: Sequence[Incident], kind: Kind) -> int | None:
    """The least number of an incident with its parts, which are never added to it (R15); None where nobody gave any."""
    own = _toll(incident, kind).low
    of_parts = [low for part in parts if (low := _toll(part, kind).low) is not None]
    return max((own or 0, sum(of_parts))) if own is not None or of_parts else None


def left(incident: Incident, first: date, last: date) -> Left:
    """Why an incident may not enter a sum over these days; "" where it may."""
    if incident.grade == "discounted":
        return "discounted"
    if disputed(incident):
        return "disputed"
    if unplaced(incident):
        return "unplaced"
    if incident.when.day is None:
        return "undated"
    return "" if first <= incident.when.day <= last else "of other days"


def unplaced(incident: Incident) -> bool:
    """True where no more than a region or a country is known of its place (R6): it may be one that stands elsewhere.

    An aggregate with located parts is not unplaced: its parts say where.
    """
    if incident.children:
        return False
    return all(place.precision in ("region", "country") for place in incident.places)


def _toll(incident: Incident, kind: Kind) -> Toll:
    toll: Toll = getattr(incident, kind)
    return toll
