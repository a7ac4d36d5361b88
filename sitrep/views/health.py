"""How the feeds fare, in words: for the status line, and for a board that has nothing to show yet."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal

from sitrep.model.health import Health, Status
from sitrep.views.calendar import Calendar
from sitrep.views.wording import plural

Shown = Status | Literal["late"]
"""A feed's status, and "late" for one that answers but has been silent for longer than is its habit."""

LATE_MINUTES = 15
"""From this age the last good poll also says how long ago it was: a stalled board must not pass for a live one."""
STALE_MINUTES = 30
"""When no feed has answered well for so long, what the board shows is of the past and must say so."""


def shown_as(health: Health) -> Shown:
    """How a list names it: one that answers is late where it is silent for longer than is its habit."""
    return "late" if health.status == "ok" and health.late else health.status


def health_line(feeds: Sequence[Health], now: datetime, room: int = 200, zone: tzinfo = UTC) -> str:
    """How the feeds fare in at most `room` cells, as in "14/15 feeds ok, 1 late · last good poll 14:03Z".

    One that was never asked has not failed. Empty where not even the shortest form has room.
    """
    if not feeds:
        return "no feeds"[:room]
    shown = [shown_as(health) for health in feeds]
    counts = Counter(shown)
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


def stale_words(feeds: Sequence[Health], now: datetime, zone: tzinfo = UTC) -> str:
    """A plain word where everything is stale: "STALE: no feed has answered since 09:03Z (70 min ago)"; else empty.

    Before any feed was asked there is nothing to be stale.
    """
    good = last_good(feeds)
    if good is None or now - good < timedelta(minutes=STALE_MINUTES):
        return ""
    return f"STALE: no feed has answered since {Calendar.of(now, zone).long(good)}{_age(good, now)}"


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


def last_good(feeds: Sequence[Health]) -> datetime | None:
    """When any feed last answered well, UTC."""
    return max((health.last_ok for health in feeds if health.last_ok), default=None)


def _age(moment: datetime, now: datetime) -> str:
    minutes = int((now - moment).total_seconds() // 60)
    if minutes < LATE_MINUTES:
        return ""
    return f" ({minutes} min ago)" if minutes < 120 else f" ({minutes // 60} h ago)"
