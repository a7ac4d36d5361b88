"""The lines above and below the panes, as text: what is shown, how the feeds fare, which panes there are."""

from collections.abc import Mapping
from typing import NamedTuple

from rich.cells import cell_len

from sitrep.tui.look import Look
from sitrep.tui.table import NEW, REVISED
from sitrep.views.health import health_line, stale_words
from sitrep.views.pane import Pane, Snapshot
from sitrep.views.panes import PANES
from sitrep.views.wording import SAMPLE


class Counts(NamedTuple):
    """What is unread, new and revised; what a pause holds back (None: no pause); whether alerts are mute."""

    new: int = 0
    revised: int = 0
    held: int | None = None
    muted: bool = False


def held(shown: Snapshot, waiting: Snapshot | None) -> int:
    """How many things on the board that waits are not on the one shown, or not as they are there."""
    if waiting is None:
        return 0
    things = [(b.board.incidents, b.board.actions, b.articles) for b in (shown, waiting)]
    return sum(len(set(map(id, now)) - set(map(id, before))) for before, now in zip(*things, strict=True))


def status(snapshot: Snapshot, look: Look, counts: Counts, width: int) -> str:
    """What is shown, what is new, what it is narrowed to; on the right how the feeds fare."""
    board = snapshot.board
    wanted = look.filter_of(look.pane)
    parts = [SAMPLE] if snapshot.sample else []
    if not snapshot.sample and (stale := stale_words(board.feeds, board.as_of, snapshot.zone)):
        parts.append(stale)
    parts += ["LOADING, figures as last shown" if width >= 60 else "LOADING"] if snapshot.loading else []
    name = f"sitrep·{look.pane}" if look.solo else f"sitrep · {board.situation or 'everything'}"
    if width >= 60:
        parts.append(name)
    if counts.held is not None:
        parts.append(f"PAUSED, {counts.held:,} held" if width >= 60 else f"PAUSED {counts.held}")
    for glyph, count, word in ((NEW, counts.new, "new"), (REVISED, counts.revised, "revised")):
        if count:
            parts.append(f"{glyph} {count:,} {word}" if width >= 60 else f"{glyph}{count}")
    if counts.muted:
        parts.append("alerts muted" if width >= 60 else "muted")
    if width < 60:
        parts.append(name)
    if wanted.text:
        parts.append(f"filter: {wanted.text}" + (f" ({wanted.faults[0]})" if wanted.faults else ""))
    if snapshot.trouble:  # behind what one must never lose sight of, before what can be seen elsewhere
        parts.append(f"! {snapshot.trouble}")
        if cell_len("  ".join(parts)) >= width:
            parts.remove(name)
    return beside("  ".join(parts), snapshot, width)


def beside(text: str, snapshot: Snapshot, width: int) -> str:
    """`text` with how the feeds fare on its right, as far as there is room."""
    left = f" {text}"
    room = width - cell_len(left) - 1
    return f"{left}{health_line(snapshot.board.feeds, snapshot.board.as_of, room - 2, snapshot.zone):>{max(0, room)}}"


class Tab(NamedTuple):
    """How many rows a pane lists (None: not reckoned while out of sight), and whether any of them is unread."""

    rows: int | None = 0
    unread: bool = False


def tabs(panes: Mapping[str, Tab], current: str, width: int) -> str:
    """The panes with their digits and counts, the one in use in brackets, ● where something is unread. Where there is
    less room the counts go, then the names.
    """
    forms = (
        "  ".join(_tab(pane, panes[pane.id], current, counted=True) for pane in PANES),
        " ".join(_tab(pane, panes[pane.id], current, counted=pane.id == current) for pane in PANES),
        " ".join(f"[{pane.key} {pane.title}]" if pane.id == current else pane.key for pane in PANES),
    )
    return next((form for form in forms if cell_len(form) <= width), forms[-1])


def _tab(pane: Pane, tab: Tab, current: str, *, counted: bool) -> str:
    count = f" {tab.rows:,}" if counted and tab.rows is not None else ""
    text = f"{pane.key} {pane.title}{count}{NEW if tab.unread else ''}"
    return f"[{text}]" if pane.id == current else text
