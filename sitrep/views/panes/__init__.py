"""The panes, in the order of their digits. A new pane is one file and its name here."""

from sitrep.views.pane import Pane
from sitrep.views.panes import casualties, diplomacy, feeds, strikes, timeline, totals, wire

PANES: tuple[Pane, ...] = (
    strikes.PANE,
    casualties.PANE,
    diplomacy.PANE,
    wire.PANE,
    feeds.PANE,
    timeline.PANE,
    totals.PANE,
)


def pane_by_id(pane: str) -> Pane:
    """The pane of that id. Raises KeyError with the known ids."""
    for candidate in PANES:
        if candidate.id == pane:
            return candidate
    known = ", ".join(p.id for p in PANES)
    raise KeyError(f"no pane {pane!r}; there are {known}")
