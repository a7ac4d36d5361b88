"""The lines above and below the panes, as text: what is shown, how the feeds fare, which panes there are."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len

from sitrep.tui.lines import SAMPLE
from sitrep.tui.look import Look
from sitrep.tui.table import UNREAD
from sitrep.views.feeds import health_line
from sitrep.views.pane import Snapshot
from sitrep.views.panes import PANES


def status(snapshot: Snapshot, look: Look, unread: int, width: int) -> str:
    """What is shown, what is new, what it is narrowed to; on the right how the feeds fare."""
    board = snapshot.board
    wanted = look.filter_of(look.pane)
    parts = [SAMPLE] if snapshot.sample else []
    parts += [f"! {snapshot.trouble}"] if snapshot.trouble else []
    parts.append(f"sitrep·{look.pane}" if look.solo else f"sitrep · {board.situation or 'everything'}")
    if unread:
        parts.append(f"{UNREAD} {unread} new" if width >= 60 else f"{UNREAD}{unread}")
    if wanted.text:
        parts.append(f"filter: {wanted.text}" + (f" ({wanted.faults[0]})" if wanted.faults else ""))
    return beside("  ".join(parts), snapshot, width)


def beside(text: str, snapshot: Snapshot, width: int) -> str:
    """`text` with how the feeds fare on its right, as far as there is room."""
    left = f" {text}"
    room = width - cell_len(left) - 1
    return f"{left}{health_line(snapshot.board.feeds, snapshot.board.as_of, room - 2):>{max(0, room)}}"


def tabs(counts: Mapping[str, int], current: str, width: int) -> str:
    """The panes with their digits and counts, the one in use in brackets; digits alone where there is no room."""
    words: Sequence[str] = [
        f"[{pane.key} {pane.title} {counts[pane.id]}]"
        if pane.id == current
        else f" {pane.key} {pane.title} {counts[pane.id]} "
        for pane in PANES
    ]
    text = " ".join(words)
    if len(text) <= width:
        return text
    return " ".join(f"[{pane.key} {pane.title}]" if pane.id == current else pane.key for pane in PANES)
