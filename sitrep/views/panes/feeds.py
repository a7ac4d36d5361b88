"""The feeds pane: how each source fares."""

from collections.abc import Sequence
from datetime import datetime

from sitrep.model.health import Health
from sitrep.views.calendar import Calendar
from sitrep.views.filtering.facts import feed_facts
from sitrep.views.health import Shown, shown_as
from sitrep.views.memo import Remembered
from sitrep.views.pane import Cell, Column, Pane, Row, Snapshot, Tone
from sitrep.views.steps import Steps

COLUMNS = (
    Column("", 7),
    Column("feed", 12, most=30),
    Column("read", 6, align="right", drop=3),
    Column("last ok", 7, drop=1),
    Column("next", 7, drop=4),
    Column("what is wrong", 0, drop=2, least=12),
)
WORDS: dict[Shown, tuple[str, Tone]] = {
    "gone": ("GONE", "alert"),
    "failing": ("FAILING", "alert"),
    "stale": ("STALE", "warn"),
    "late": ("LATE", "warn"),
    "new": ("waiting", "dim"),
    "ok": ("ok", "good"),
}
ORDER = tuple(WORDS)
"""What needs a look stands first."""


class FeedRow(Row, frozen=True, gc=False, kw_only=True):
    """A feed, as it fares."""

    health: Health
    shown: Shown

    def cells(self, calendar: Calendar) -> tuple[Cell, ...]:
        """As COLUMNS name them."""
        health = self.health
        word, tone = WORDS[self.shown]
        return (
            Cell(word, tone),
            Cell(health.name, "bold"),
            Cell(f"{health.entries:,}" if health.last_ok else "–"),
            Cell(_moment(health.last_ok, calendar)),
            Cell(_moment(health.next_poll, calendar)),
            Cell(health.last_error or health.late or ""),
        )

    @property
    def url(self) -> str:
        """Its address."""
        return self.health.url


def made(snapshot: Snapshot) -> Steps[Sequence[FeedRow]]:
    """One row a feed, those in trouble first."""
    feeds = sorted(snapshot.board.feeds, key=lambda health: (ORDER.index(shown_as(health)), health.name.lower()))
    return (yield from _ROWS.rows(feeds, [shown_as(health) for health in feeds]))


def _row(health: Health, shown: Shown) -> FeedRow:
    return FeedRow(key=health.url, facts=feed_facts(health), health=health, shown=shown)


def _moment(moment: datetime | None, calendar: Calendar) -> str:
    return "–" if moment is None else calendar.short(moment)


_ROWS = Remembered(_row)
PANE = Pane("feeds", "Feeds", "5", COLUMNS, made, "no feeds are configured")
