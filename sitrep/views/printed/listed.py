"""What a list shows, as a file: the rows as Markdown, or their board as CSV or JSON under the names of the contract."""

from collections.abc import Sequence

import msgspec

from sitrep.model.incident import Board
from sitrep.views.pane import Row, Snapshot
from sitrep.views.panes import pane_by_id
from sitrep.views.panes.totals import total_key
from sitrep.views.printed.export import csv_text
from sitrep.views.printed.forms import board_form, stamp
from sitrep.views.printed.plain import pane_lines
from sitrep.views.wording import SAMPLE

FORMS = {"Markdown": "md", "CSV": "csv", "JSON": "json"}
"""What an export may be, with its suffix."""
TABLES = {"strikes": "incidents", "casualties": "incidents", "diplomacy": "diplomacy", "totals": "totals"}
"""The CSV table of a pane's rows. Other panes are written as Markdown only."""


def forms_of(pane: str) -> tuple[str, ...]:
    """The forms in which that pane can be written."""
    return tuple(FORMS) if pane in TABLES else ("Markdown",)


def written(form: str, snapshot: Snapshot, pane: str, rows: Sequence[Row], asked: str) -> str:
    """The rows of `pane` as text in that form; `asked` is the filter they were chosen by. It says as of when (R30)."""
    if form == "Markdown":
        return "\n".join(_markdown(snapshot, pane, rows, asked)) + "\n"
    board = only(snapshot.board, {row.key for row in rows}, pane)
    if form == "CSV":
        return csv_text(board, TABLES[pane])
    return msgspec.json.format(msgspec.json.encode(board_form(board)), indent=1).decode() + "\n"


def only(board: Board, keys: set[str], pane: str) -> Board:
    """The board with nothing but the things of those keys in that pane."""
    incidents = board.incidents if pane in ("strikes", "casualties") else ()
    return msgspec.structs.replace(
        board,
        incidents=tuple(i for i in incidents if i.id in keys),
        actions=tuple(a for a in board.actions if pane == "diplomacy" and a.id in keys),
        running_totals=tuple(t for t in board.running_totals if pane == "totals" and total_key(t) in keys),
    )


def _markdown(snapshot: Snapshot, pane: str, rows: Sequence[Row], asked: str) -> list[str]:
    sample = f"{SAMPLE} · " if snapshot.sample else ""
    narrowed = f" · filter: {asked}" if asked else ""
    chosen = pane_by_id(pane)
    kept = msgspec.structs.replace(snapshot, kept=True).calendar  # a file is read on another day: its dates are in full
    return [
        f"# {sample}sitrep · {chosen.title} · {snapshot.board.situation or 'everything'}",
        "",
        f"As of {stamp(snapshot.board.as_of)}{narrowed}",
        "",
        *pane_lines(chosen, rows, kept, markdown=True),
    ]
