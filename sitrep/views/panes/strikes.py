"""The strikes pane: what was hit or shot down, where, when, by whom, with what, and how many were hurt."""

from collections.abc import Sequence

from sitrep.model.incident import Incident
from sitrep.views.calendar import Calendar, tight_day
from sitrep.views.filtering.facts import incident_facts
from sitrep.views.incidents import elsewhere, spots
from sitrep.views.index import indexed
from sitrep.views.memo import Remembered
from sitrep.views.news import news
from sitrep.views.pane import Cell, Column, Pane, Row, Short, Snapshot
from sitrep.views.panes.cells import by_whom, figure_cell, marks, tight_figure, tight_marks, voices
from sitrep.views.steps import Steps
from sitrep.views.wording import weapons

COLUMNS = (
    Column("", 3, short=Short("", 1, tight_marks)),
    Column("when", 7, short=Short("when", 5, tight_day)),
    Column("where", 0, least=12, short=Short("where", 8)),
    Column("by", 12, drop=2, most=22, short=Short("by", 8)),
    Column("with", 9, drop=3, most=24),
    Column("what", 10, drop=6, most=40),
    Column("killed", 6, align="right", most=13, short=Short("dead", 4)),
    Column("hurt", 6, drop=1, align="right", most=15, short=Short("hurt", 4, tight_figure)),
    Column("src", 5, drop=4, align="right"),
)


class StrikeRow(Row, frozen=True, gc=False, kw_only=True):
    """An incident as what was struck."""

    incident: Incident

    def cells(self, calendar: Calendar) -> tuple[Cell, ...]:
        """As COLUMNS name them."""
        incident = self.incident
        return (
            marks(incident),
            Cell(calendar.when(incident.when), "dim" if incident.when.day is None else "plain"),
            Cell(where(incident), "bold"),
            by_whom(incident.attackers),
            Cell(weapons(incident)),
            Cell(what(incident)),
            figure_cell(incident.killed),
            figure_cell(incident.injured),
            Cell(voices(incident.outlets, incident.origins), "dim"),
        )

    @property
    def url(self) -> str:
        """Where the strike itself is told, else where a figure of it is."""
        evidence, ledger = self.incident.evidence, self.incident.ledger
        return next((one.url for one in evidence if one.url), "") or next((one.url for one in ledger if one.url), "")


def made(snapshot: Snapshot) -> Steps[Sequence[StrikeRow]]:
    """One row an incident, newest first, the located parts of an aggregate under it (R15)."""
    index = yield from indexed(snapshot.board.incidents)
    return (yield from _ROWS.rows(*index.tree))


def _row(incident: Incident, depth: int) -> StrikeRow:
    return StrikeRow(
        key=incident.id,
        version=news(incident),
        facts=incident_facts(incident),
        aliases=incident.aliases,
        depth=depth,
        part_of=incident.parent or "",
        incident=incident,
    )


def where(incident: Incident) -> str:
    """Its places; ≈ stands before a region or country, which is no point on a map (R6).

    A place that only says where another one of them lies is left out; one where a part of its toll fell is not.
    """
    named = [
        f"≈{p.name}" if p.precision in ("region", "country") else p.name
        for p in (*spots(incident), *elsewhere(incident))
    ]
    if not named:
        return incident.label
    return ", ".join(named[:2]) + (f" +{len(named) - 2}" if len(named) > 2 else "")


def what(incident: Incident) -> str:
    """What was hit; an interception says so, since it is not a hit (R18)."""
    if incident.kind == "interception":
        return "shot down"
    return ", ".join(incident.targets) or "–"


_ROWS = Remembered(_row)
PANE = Pane("strikes", "Strikes", "1", COLUMNS, made, "no strike reported yet")
