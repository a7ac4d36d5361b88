"""The one line of a status bar. Unknown is a dash, never 0 (R12); values from outside can't style the bar."""

import re
from datetime import datetime, timedelta
from unicodedata import combining, east_asian_width

from sitrep.model.standing import Standing
from sitrep.model.when import When
from sitrep.views.calendar import Calendar
from sitrep.views.wording import UNKNOWN_FIGURE, figure

FIELDS = {
    "incidents": "incidents told or changed within 24 hours",
    "acts": "diplomatic acts told within 24 hours",
    "articles": "articles that speak from the last 24 hours",
    "label": "the newest incident",
    "date": "the day it happened, such as 29 Dec",
    "killed": "people killed in it, as a range; a dash where nobody said",
    "grade": "how well it is attested",
    "age": "how long ago it was told or changed",
    "feeds": "feeds polled",
    "ok": "feeds whose last poll went well",
    "polled": "how long ago the last good poll was",
}
"""What `--format` may name, in braces."""
FORMAT = (
    "24 h: incidents {incidents}, acts {acts} · {label}, {date}, killed {killed} ({age}) · feeds {ok}/{feeds}, {polled}"
)
FIGURES = frozenset({"incidents", "acts", "articles", "killed", "feeds", "ok"})
"""Fields that are never shown in part."""
QUIET = timedelta(minutes=30)
"""A last good poll older than this is marked: nobody may be polling."""
_FIELD = re.compile(r"\{(\w*)\}")


def unknown_fields(form: str) -> list[str]:
    """The names in braces that are no fields."""
    return [name for name in _FIELD.findall(form) if name not in FIELDS]


def status_line(standing: Standing, now: datetime, form: str = FORMAT, width: int = 0, tmux: bool = True) -> str:
    """The line, at most `width` cells long (0: any length). Raises KeyError for a field there is not.

    With `tmux` a # of a value is doubled, as tmux wants it; what `form` itself holds (#[fg=red]) is left to tmux.
    """
    newest = standing.newest
    values = {
        "incidents": str(standing.incidents),
        "acts": str(standing.acts),
        "articles": str(standing.articles),
        "label": newest.label if newest else "no incident yet",
        "date": _date(newest.when, now) if newest else UNKNOWN_FIGURE,
        "killed": figure(newest.killed) if newest else UNKNOWN_FIGURE,
        "grade": newest.grade if newest else UNKNOWN_FIGURE,
        "age": _ago(newest.updated, now) if newest else UNKNOWN_FIGURE,
        "feeds": str(standing.feeds),
        "ok": str(standing.feeds_ok),
        "polled": _polled(standing.polled, now),
    }
    line = ""
    room = width or 1 << 30
    for part in re.split(r"(\{\w*\}|#\[[^\]]*\])", form):
        if part.startswith("#[") and tmux:
            line += part  # a style takes no room
            continue
        text = values[part[1:-1]] if _FIELD.fullmatch(part) else part
        cut = _fitting(text, room, whole=part[1:-1] in FIGURES, behind=line[-1:])
        line += cut.replace("#", "##") if tmux and _FIELD.fullmatch(part) else cut
        room -= _cells(cut)
        if cut != text:
            break
    return line


def _fitting(text: str, room: int, *, whole: bool, behind: str) -> str:
    """As much of `text` as there is room for; a figure `whole` or not at all, and no sign of a cut that may pass for
    the rest of a figure: not "killed 1…" for 17, nor for 1.
    """
    if _cells(text) <= room:
        return text
    while text and _cells(text) > room - 1:
        text = text[:-1]
    text = "" if whole or (behind.isdigit() and not text.strip(" ,.–-")) else text.rstrip()
    if text or not behind.isdigit():
        return f"{text}…" if room > 0 else ""
    return " …" if room > 1 else ""


def _cells(text: str) -> int:
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _polled(at: datetime | None, now: datetime) -> str:
    if at is None:
        return "never polled"
    ago = f"polled {_ago(at, now)}"
    return f"! {ago}" if now - at > QUIET else ago


def _date(when: When, now: datetime) -> str:
    """By its date even where it is of today: the line says beside it how long ago it was told."""
    calendar = Calendar.of(now)
    return calendar.dated(when.day) if when.day and when.precision in ("hour", "day") else calendar.when(when)


def _ago(at: datetime, now: datetime) -> str:
    minutes = max(0, int((now - at).total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} min ago"
    return f"{minutes // 60} h ago" if minutes < 48 * 60 else f"{minutes // 1440} d ago"
