"""The running totals: each campaign's own series, as somebody states it, never part of any incident's sum (R16)."""

from collections.abc import Sequence

from sitrep.model.incident import RunningTotal
from sitrep.views.calendar import Calendar, tight_day
from sitrep.views.filtering.facts import total_facts
from sitrep.views.pane import Cell, Column, Pane, Row, Short, Snapshot
from sitrep.views.steps import Steps
from sitrep.views.wording import interval

COLUMNS = (
    Column("", 3),
    Column("as of", 7, short=Short("as of", 5, tight_day)),
    Column("campaign", 0, least=12, short=Short("campaign", 10)),
    Column("of", 8, drop=2),
    Column("stated", 7, align="right", most=20),
    Column("before", 7, align="right", drop=3, most=20),
    Column("says", 14, drop=2, most=40),
)
TOTAL = "Σ"


class TotalRow(Row, frozen=True, gc=False, kw_only=True):
    """A campaign's series."""

    total: RunningTotal

    def cells(self, calendar: Calendar) -> tuple[Cell, ...]:
        """As COLUMNS name them."""
        total = self.total
        earlier = total.history[-2] if len(total.history) > 1 else None
        before = interval(earlier.low, earlier.high) if earlier else ""
        fell = earlier is not None and (total.history[-1].low or 0) < (earlier.low or 0)
        return (
            Cell(f"{TOTAL} {'↕' if earlier else ' '}", "accent"),
            Cell(calendar.short(total.as_of)),
            Cell(total.label + (" (revised down)" if fell else ""), "bold"),
            Cell(total.kind),
            Cell(stated(total), "bold"),
            Cell(before, "dim"),
            Cell(total.speaker or total.outlet),
        )

    @property
    def url(self) -> str:
        """Where it is stated."""
        return self.total.url


def made(snapshot: Snapshot) -> Steps[Sequence[TotalRow]]:
    """One row a series, the newest word first."""
    yield
    return [_row(total) for total in sorted(snapshot.board.running_totals, key=lambda t: t.as_of, reverse=True)]


def total_key(total: RunningTotal) -> str:
    """The key of a campaign's series: its label and what it counts."""
    return f"total:{total.label}:{total.kind}"


def stated(total: RunningTotal) -> str:
    """The figure in short; vague words stay words (R11)."""
    return interval(total.low, total.high) if total.low is not None or total.high is not None else total.text


def _row(total: RunningTotal) -> TotalRow:
    return TotalRow(key=total_key(total), version=f"{total.low}:{total.high}", facts=total_facts(total), total=total)


PANE = Pane("totals", "Totals", "7", COLUMNS, made, "no campaign total stated yet")
