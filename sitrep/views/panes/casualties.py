"""The casualties pane: each incident's toll with its range, its course, its voices and its grade. Campaign totals have
a pane of their own (R16).
"""

from collections.abc import Sequence

from sitrep.model.incident import Incident, Toll
from sitrep.views.calendar import Calendar, tight_day
from sitrep.views.index import indexed
from sitrep.views.memo import Remembered
from sitrep.views.pane import Cell, Column, Pane, Row, Short, Snapshot
from sitrep.views.panes import strikes
from sitrep.views.panes.cells import figure_cell, grade_cell, marks, tight_figure, tight_marks, voices
from sitrep.views.panes.strikes import StrikeRow
from sitrep.views.says import says
from sitrep.views.steps import Steps
from sitrep.views.wording import interval

COLUMNS = (
    Column("", 3, short=Short("", 1, tight_marks)),
    Column("when", 7, drop=1, short=Short("when", 5, tight_day)),
    Column("incident", 0, least=18, short=Short("incident", 8)),
    Column("killed", 6, align="right", most=13, short=Short("dead", 4)),
    Column("hurt", 6, align="right", drop=1, most=15, short=Short("hurt", 4, tight_figure)),
    Column("missing", 7, align="right", drop=7),
    Column("held", 6, align="right", drop=8),
    Column("says", 18, drop=4, most=48),
    Column("grade", 10, drop=3, most=10),
    Column("src", 5, drop=5, align="right"),
    Column("course of killed", 18, drop=9, most=30),
    Column("flags", 12, drop=6, most=26),
)
STEPS = 3
"""More steps of a toll's history than these are told by the first and the last two."""


class CasualtyRow(Row, frozen=True, gc=False, kw_only=True):
    """An incident as what it cost."""

    incident: Incident

    def cells(self, calendar: Calendar) -> tuple[Cell, ...]:
        """As COLUMNS name them."""
        incident = self.incident
        located = f" (of which {incident.located:,} located)" if incident.located is not None else ""
        return (
            marks(incident),
            Cell(calendar.when(incident.when)),
            Cell(incident.label + located, "bold"),
            *map(figure_cell, incident.tolls),
            Cell(says(incident) or "no figure", "plain" if incident.ledger else "dim"),
            grade_cell(incident.grade),
            Cell(voices(incident.outlets, incident.origins), "dim"),
            Cell(course(incident.killed)),
            Cell(", ".join(dict.fromkeys(flag for toll in incident.tolls for flag in toll.flags)), "warn"),
        )

    @property
    def url(self) -> str:
        """Where a figure is told, else where the strike is."""
        ledger, evidence = self.incident.ledger, self.incident.evidence
        return next((one.url for one in ledger if one.url), "") or next((one.url for one in evidence if one.url), "")


def made(snapshot: Snapshot) -> Steps[Sequence[CasualtyRow]]:
    """The rows of the strikes pane as casualties. An interception nobody counted has none."""
    known = yield from strikes.made(snapshot)
    index = yield from indexed(snapshot.board.incidents)
    return (yield from _ROWS.rows(known, index.tree[1]))


def _told(incident: Incident) -> bool:
    return any(toll.status != "unknown" for toll in incident.tolls)


def _row(strike: StrikeRow, depth: int) -> CasualtyRow | None:
    incident = strike.incident
    if incident.kind == "interception" and not _told(incident):
        return None
    return CasualtyRow(
        key=strike.key,
        version=strike.version,
        facts=strike.facts,
        aliases=strike.aliases,
        depth=depth,
        part_of=strike.part_of,
        incident=incident,
    )


def course(toll: Toll) -> str:
    """The steps of a toll, oldest first: "21+ → 22 → 24"; of many, the first and the last two. Falls show (R13)."""
    steps: list[str] = []
    for step in toll.history:
        said = interval(step.low, step.high)
        if not steps or steps[-1] != said:
            steps.append(said)
    if len(steps) > STEPS:
        steps = [steps[0], "…", *steps[-2:]]
    return " → ".join(steps) if len(steps) > 1 else ""


_ROWS = Remembered(_row)
PANE = Pane("casualties", "Casualties", "2", COLUMNS, made, "no casualties reported yet")
