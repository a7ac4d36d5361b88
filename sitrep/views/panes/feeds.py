"""The feeds pane and the words of the status line: how the sources fare."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal

from sitrep.model.health import Health, Status
from sitrep.views.calendar import Calendar
from sitrep.views.filtering.facts import feed_facts
from sitrep.views.memo import Remembered
from sitrep.views.pane import Cell, Column, Pane, Row, Snapshot, Tone
from sitrep.views.steps import Steps
from sitrep.views.wording import plural

COLUMNS = (
    Column("", 7),
    Column("feed", 12, most=30),
    Column("read", 6, align="right", drop=3),
    Column("last ok", 7, drop=1),
    Column("next", 7, drop=4),
    Column("what is wrong", 0, drop=2, least=12),
)
Shown = Status | Literal["late"]
"""A feed's status, and "late" for one that answers but has been silent for longer than is its habit."""
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


def shown_as(health: Health) -> Shown:
    """How a list names it: one that answers is late where it is silent for longer than is its habit."""
    return "late" if health.status == "ok" and health.late else health.status


def _moment(moment: datetime | None, calendar: Calendar) -> str:
    return "–" if moment is None else calendar.short(moment)


def health_line(feeds: Sequence[Health], now: datetime, room: int = 200, zone: tzinfo = UTC) -> str:
    """How the feeds fare in at most `room` cells, as in "14/15 feeds ok, 1 late · last good poll 14:03Z".

    One that was never asked has not failed. Empty where not even the shortest form has room.
    """
    if not feeds:
        return "no feeds"[:room]
    shown = [shown_as(health) for health in feeds]
    counts = {status: shown.count(status) for status in ORDER}
    ok = f"{counts['ok']}/{len(feeds)}"
    words: tuple[tuple[Shown, str], ...] = (
        ("failing", "failing"),
        ("gone", "gone"),
        ("stale", "stale"),
        ("late", "late"),
        ("new", "waiting"),
    )
    told = "".join(f", {counts[status]} {word}" for status, word in words if counts[status])
    trouble = sum(counts[status] for status in ("failing", "gone", "stale", "late"))
    brief = f", {trouble} in trouble" if trouble else ""
    good = last_good(feeds)
    at = f"{Calendar.of(now, zone).short(good)}{_age(good, now)}" if good else ""
    polled = f" · last good poll {at}" if at else ""
    forms = (f"{ok} feeds ok{told}{polled}", f"{ok} ok{told}{f' · {at}' if at else ''}", f"{ok} ok{brief} {at}")
    return next((form.strip() for form in (*forms, f"{ok} ok {at}", f"{ok} {at}", ok) if len(form.strip()) <= room), "")


LATE_MINUTES = 15
"""From this age the last good poll also says how long ago it was: a stalled board must not pass for a live one."""


def _age(moment: datetime, now: datetime) -> str:
    minutes = int((now - moment).total_seconds() // 60)
    if minutes < LATE_MINUTES:
        return ""
    return f" ({minutes} min ago)" if minutes < 120 else f" ({minutes // 60} h ago)"


STALE_MINUTES = 30
"""When no feed has answered well for so long, what the board shows is of the past and must say so."""


def stale_words(feeds: Sequence[Health], now: datetime, zone: tzinfo = UTC) -> str:
    """A plain word where everything is stale: "STALE: no feed has answered since 09:03Z (70 min ago)"; else empty.

    Before any feed was asked there is nothing to be stale.
    """
    good = last_good(feeds)
    if good is None or now - good < timedelta(minutes=STALE_MINUTES):
        return ""
    return f"STALE: no feed has answered since {Calendar.of(now, zone).long(good)}{_age(good, now)}"


def last_good(feeds: Sequence[Health]) -> datetime | None:
    """When any feed last answered well, UTC."""
    return max((health.last_ok for health in feeds if health.last_ok), default=None)


def waiting(feeds: Sequence[Health]) -> str:
    """Why there is nothing yet, by name: "waiting for the first feed: 3 of 40 asked, BBC World: no answer (timeout),
    next try 14:05Z".
    """
    if not feeds:
        return "no feeds are configured"
    asked = [health for health in feeds if health.last_ok or health.last_error]
    if any(health.last_ok for health in feeds):
        answered = sum(health.last_ok is not None for health in feeds)
        return f"{answered} of {plural(len(feeds), 'feed')} answered; nothing in them belongs here yet"
    words = [f"waiting for the first feed: {len(asked)} of {len(feeds)} asked"]
    failed = [health for health in asked if health.last_error and health.status != "gone"]
    if failed:
        words.append(f"{failed[0].name}: {failed[0].last_error}")
    tries = [health.next_poll for health in failed if health.next_poll]
    if tries:
        words.append(f"next try {min(tries):%H:%M}Z")
    return ", ".join(words)


_ROWS = Remembered(_row)
PANE = Pane("feeds", "Feeds", "5", COLUMNS, made, "no feeds are configured")
