"""The casualties pane: each incident's toll with its range, its voices and its grade; campaign totals apart (R16)."""

from datetime import date
from functools import lru_cache

from sitrep.model.incident import Incident, RunningTotal
from sitrep.views.facts import incident_facts, total_facts
from sitrep.views.incidents import in_tree, news
from sitrep.views.pane import REMEMBERED, Cell, Column, Pane, Row, Snapshot
from sitrep.views.wording import (
    UNKNOWN_FIGURE,
    day_short,
    figure_cell,
    grade_cell,
    interval,
    marks,
    moment_short,
)

COLUMNS = (
    Column("", 3),
    Column("when", 7, drop=2),
    Column("incident", 0, least=18),
    Column("killed", 6, align="right", most=11),
    Column("hurt", 6, align="right", drop=1, most=11),
    Column("missing", 7, align="right", drop=6),
    Column("held", 6, align="right", drop=7),
    Column("says", 14, drop=4, most=34),
    Column("grade", 10, drop=3),
)
TOTAL = "Σ"
DASH = Cell(UNKNOWN_FIGURE, "dim")


def rows(snapshot: Snapshot) -> list[Row]:
    """Incidents in the board's order, each campaign total before the first incident of older news.

    An interception nobody counted has no row here.
    """
    today = snapshot.board.as_of.date()
    totals = sorted(snapshot.board.running_totals, key=lambda total: total.as_of, reverse=True)
    shown: list[Row] = []
    for incident, depth in in_tree(snapshot.board.incidents):
        while totals and not depth and totals[0].as_of > incident.updated:
            shown.append(_total(totals.pop(0), today))
        if _told(incident):
            shown.append(_row(incident, depth, today))
    return shown + [_total(total, today) for total in totals]


def _told(incident: Incident) -> bool:
    tolls = (incident.killed, incident.injured, incident.missing, incident.captured)
    return incident.kind != "interception" or any(toll.status != "unknown" for toll in tolls)


@lru_cache(REMEMBERED)  # most of a board is what it was a moment ago
def _row(incident: Incident, depth: int, today: date) -> Row:
    label = ("└ " if depth else "") + incident.label
    if incident.located is not None:
        label += f" ({incident.located:,} located)"
    return Row(
        key=incident.id,
        cells=(
            marks(incident),
            Cell(day_short(incident.when, today)),
            Cell(label, "bold"),
            figure_cell(incident.killed),
            figure_cell(incident.injured),
            figure_cell(incident.missing),
            figure_cell(incident.captured),
            Cell(speakers(incident) or "no figure", "plain" if incident.ledger else "dim"),
            grade_cell(incident.grade),
        ),
        version=news(incident),
        facts=incident_facts(incident),
        url=next((f.url for f in incident.ledger if f.url), next((e.url for e in incident.evidence if e.url), "")),
        aliases=incident.aliases,
    )


def speakers(incident: Incident) -> str:
    """Who gives figures, newest first: the speaker, else the outlet."""
    newest = sorted(incident.ledger, key=lambda figure: figure.at, reverse=True)
    return " · ".join(dict.fromkeys(figure.speaker or figure.outlet for figure in newest))


def total_key(total: RunningTotal) -> str:
    """The key of a campaign's series: its label and what it counts."""
    return f"total:{total.label}:{total.kind}"


def _total(total: RunningTotal, today: date) -> Row:
    figure = Cell(interval(total.low, total.high) if total.low or total.high else total.text, "bold")
    by_kind = {total.kind: figure}
    fell = len(total.history) > 1 and (total.history[-1].low or 0) < (total.history[-2].low or 0)
    return Row(
        key=total_key(total),
        cells=(
            Cell(f"{TOTAL} {'▲' if len(total.history) > 1 else ' '}", "accent"),
            Cell(moment_short(total.as_of, today)),
            Cell(f"{total.label}, running total" + (" (revised down)" if fell else ""), "accent"),
            by_kind.get("killed", DASH),
            by_kind.get("injured", DASH),
            by_kind.get("missing", DASH),
            by_kind.get("captured", DASH),
            Cell(total.speaker or total.outlet),
            Cell("as stated", "dim"),
        ),
        version=f"{total.low}:{total.high}",
        facts=total_facts(total),
        url=total.url,
    )


PANE = Pane("casualties", "Casualties", "2", COLUMNS, rows, "no casualties reported yet")
