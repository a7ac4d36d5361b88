"""What makes a thing news again, and what changed between two looks at it: "killed 17 → 21" (R4, R13).

The version of an incident is a short text that says its tolls, its grade and who is named. It is what a viewer's marks
keep, so that the figure one has seen can be told even after a restart.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from sitrep.model.incident import COUNTED, Incident, Toll
from sitrep.views.pane import Cell, Column
from sitrep.views.wording import interval, marked_name, plural

TITLES = {"killed": "killed", "hurt": "injured", "missing": "missing", "held": "captured"}
"""The columns that show a toll, by their titles."""
_FIELDS = len(COUNTED) + 2
TOLD = 3
"""Changes a digest names before it only counts."""


def news(incident: Incident) -> str:
    """What a reader would call news of an incident: its tolls, grade and who is named. A restatement is none (R4)."""
    named = ",".join(sorted(f"{a.name}:{a.stance}" for a in incident.attackers))
    return "|".join([*map(_toll, incident.tolls), incident.grade, named])


def _toll(toll: Toll) -> str:
    return f"{toll.status}:{toll.low}:{toll.high}:{','.join(sorted(toll.flags))}"


class Change(NamedTuple):
    """One thing that is not what it was: what ("killed", "grade", "named"), and both as one would say them."""

    what: str
    before: str
    now: str

    @property
    def words(self) -> str:
        """As in "killed 17→21"."""
        return f"{self.what} {self.before}→{self.now}"


def changes(before: str, now: str) -> tuple[Change, ...]:
    """What differs between two versions of one incident; nothing where either is not a version of one."""
    old, new = before.split("|", _FIELDS - 1), now.split("|", _FIELDS - 1)
    if len(old) != _FIELDS or len(new) != _FIELDS:
        return ()
    found = [Change(what, _said(a), _said(b)) for what, a, b in zip(COUNTED, old, new, strict=False) if a != b]
    if old[-2] != new[-2]:
        found.append(Change("grade", old[-2], new[-2]))
    if old[-1] != new[-1]:
        found.append(Change("named", _names(old[-1]), _names(new[-1])))
    return tuple(found)


def _said(toll: str) -> str:
    status, low, high, flags = [*toll.split(":", 3), "", "", ""][:4]
    if status != "known":
        return "none" if status == "none" else "–"
    said = interval(*(int(side) if side.isdigit() else None for side in (low, high)))
    return f"~{said}" if "disputed" in flags else said


def _names(named: str) -> str:
    """ "?Ukraine" where the name is accused or denied, else the name; a dash for nobody."""
    stances: dict[str, set[str]] = {}
    for one in filter(None, named.split(",")):
        name, _, stance = one.rpartition(":")
        stances.setdefault(name, set()).add(stance)
    return "/".join(marked_name(name, stances[name]) for name in stances) or "–"


def against(before: str, now: str, cells: Sequence[Cell], columns: Sequence[Column]) -> tuple[Cell, ...]:
    """The cells of version `now` with the figures of version `before` beside those that are others now."""
    was = {change.what: change.before for change in changes(before, now) if change.before != change.now}
    return tuple(
        msgspec.structs.replace(cell, before=figure) if (figure := was.get(TITLES.get(column.title, ""), "")) else cell
        for cell, column in zip(cells, columns, strict=True)
    )


class Piece(NamedTuple):
    """One thing that is new or revised, for a digest: its kind in the singular, its name, its version then and now."""

    kind: str
    name: str
    before: str
    now: str


def digest(pieces: Iterable[Piece]) -> str:
    """What came, in one line: "2 new incidents, 1 revised incident: Belgorod killed 17→21". Empty for nothing."""
    fresh: dict[str, int] = {}
    revised: dict[str, list[str]] = {}
    for piece in pieces:
        if piece.before:
            what = ", ".join(change.words for change in changes(piece.before, piece.now))
            revised.setdefault(piece.kind, []).append(f"{piece.name} {what}".rstrip())
        else:
            fresh[piece.kind] = fresh.get(piece.kind, 0) + 1
    words = []
    for kind in dict.fromkeys([*fresh, *revised]):
        told = [plural(fresh[kind], f"new {kind}")] if kind in fresh else []
        if kind in revised:
            # The shortest first: a narrow screen cuts the line at its end, and the figures must stand before that.
            named = "; ".join(sorted(revised[kind], key=len)[:TOLD])
            more = f" and {len(revised[kind]) - TOLD} more" if len(revised[kind]) > TOLD else ""
            told.append(f"{plural(len(revised[kind]), f'revised {kind}')}: {named}{more}")
        words.append(", ".join(told))
    return "; ".join(words)
