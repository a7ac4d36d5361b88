"""The board as lines of text: for pipes, logs, screen readers and mails; as Markdown tables on request."""

from collections.abc import Iterator, Sequence

from sitrep.model.incident import Board
from sitrep.views.calendar import Calendar
from sitrep.views.pane import Pane, Row, Snapshot
from sitrep.views.panes import PANES
from sitrep.views.printed.forms import stamp
from sitrep.views.printed.markdown import md
from sitrep.views.wording import plural

_SHOWN = ("strikes", "casualties", "diplomacy")


def board_lines(board: Board, *, markdown: bool = False, empty: str = "") -> Iterator[str]:
    """The three lists of the board and the running totals, a line each. Unknown is a dash, never 0 (R12). Dates are in
    full, for the lines may be kept. `empty` is what a list says that has nothing; "" for its own words.
    """
    hashes = "# " if markdown else ""
    yield f"{hashes}sitrep · {board.situation or 'all'} · as of {stamp(board.as_of)}"
    yield f"{plural(board.articles, 'article')}{_feeds(board)}"
    snapshot = Snapshot(board, kept=True)
    for pane in (p for p in PANES if p.id in _SHOWN):
        rows = pane.rows(snapshot)
        yield ""
        yield f"{'## ' if markdown else ''}{pane.title} ({len(rows)})"
        yield from pane_lines(pane, rows, snapshot.calendar, markdown=markdown) if rows else (empty or pane.empty,)
    if board.running_totals:
        yield ""
        yield f"{'## ' if markdown else ''}Running totals: never part of the figures above"
        bullet = "- " if markdown else ""
        for total in board.running_totals:
            who = total.speaker or total.outlet
            yield f"{bullet}{total.label}: {total.text} {total.kind}, {who}, {stamp(total.as_of)}"


def pane_lines(pane: Pane, rows: Sequence[Row], calendar: Calendar, *, markdown: bool = False) -> Iterator[str]:
    """The rows of one pane, a line each; as a Markdown table on request."""
    return _markdown(pane, rows, calendar) if markdown else _plain(pane, rows, calendar)


def _feeds(board: Board) -> str:
    if not board.feeds:
        return ""  # what is searched comes from no feed asked
    failed = sum(feed.status in ("failing", "gone") for feed in board.feeds)
    return ", " + plural(len(board.feeds), "feed") + (f", {failed} of them failing" if failed else "")


def _plain(pane: Pane, rows: Sequence[Row], calendar: Calendar) -> Iterator[str]:
    if not rows:
        yield pane.empty
    for row in rows:
        yield "  ".join(text.strip() for text in _texts(pane, row, calendar) if text.strip())


def _markdown(pane: Pane, rows: Sequence[Row], calendar: Calendar) -> Iterator[str]:
    if not rows:
        yield pane.empty
        return
    yield "| " + " | ".join(column.title or " " for column in pane.columns) + " |"
    yield "|" + " --- |" * len(pane.columns)
    for row in rows:
        yield "| " + " | ".join(md(text) for text in _texts(pane, row, calendar)) + " |"


def _texts(pane: Pane, row: Row, calendar: Calendar) -> list[str]:
    """The cells as text; a part carries its sign before its name."""
    return [
        f"└ {cell.text}" if row.depth and not column.width else cell.text
        for cell, column in zip(row.cells(calendar), pane.columns, strict=True)
    ]
