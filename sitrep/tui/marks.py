"""What stands before the rows and is counted in the bars: new, revised, picked, saved; and a digest of what came."""

from collections.abc import Mapping, Sequence

from sitrep.tui.look import ORDER, Look
from sitrep.tui.seen import Seen
from sitrep.tui.table import NEW, REVISED, Gutter
from sitrep.views.calendar import Calendar
from sitrep.views.index import Index
from sitrep.views.news import Piece, digest
from sitrep.views.pane import Row

PICKED, SAVED = "✓", "★"
COUNTED = {"strikes": ("incident", 2), "diplomacy": ("act", 2), "totals": ("total", 2), "wire": ("article", 3)}
"""The panes whose rows the bars and a digest count, each thing once: what their rows are called, and the column that
names one. Casualties shows incidents of Strikes again.
"""


class Marks:
    """The marks of one reader. `seen` knows what they read; `picked` are the incidents they want to join, in the order
    of picking. `new`, `revised` and `unread_in` (panes) are as of the last `count`.
    """

    def __init__(self, seen: Seen) -> None:
        self.new = 0
        self.revised = 0
        self.unread_in: frozenset[str] = frozenset()
        self.picked: dict[str, None] = {}
        self._seen = seen

    def gutter(self, pane: str, row: Row) -> Gutter:
        """The mark before a row of that pane."""
        unread = self._seen.unread(pane, row)
        if row.key in self.picked:
            return Gutter(PICKED, unread)
        if unread:
            return Gutter(REVISED if self._seen.before(pane, row) else NEW, unread)
        return Gutter(SAVED if self._seen.name(pane, row) in self._seen.saved else " ")

    def count(self, look: Look) -> None:
        """Counts what is unread, in all panes or in the one that the window shows alone."""
        self.unread_in = frozenset(pane for pane in ORDER if any(self._seen.unread_in(pane)))
        counts = [self._seen.unread_in(pane) for pane in counted(look)]
        self.new, self.revised = (sum(kind) for kind in zip(*counts, strict=True))

    def pick(self, key: str) -> None:
        """Picks the incident of that key, or lets it go."""
        if key in self.picked:
            del self.picked[key]
        else:
            self.picked[key] = None

    def digest(self, boards: Mapping[str, Sequence[Row]], look: Look, incidents: Index, calendar: Calendar) -> str:
        """What came since the reader last looked up, in one line, of the panes that `count` counts."""
        pieces: list[Piece] = []
        for pane in counted(look):
            noun, column = COUNTED.get(pane, COUNTED["strikes"])
            came = [row for row in boards[pane] if self._seen.since(pane, row)]
            found = [incidents.find(row.key) if noun == "incident" else None for row in came]
            labels = [i.label if i else row.cells(calendar)[column].text for i, row in zip(found, came, strict=True)]
            pieces += self._seen.pieces(pane, noun, zip(came, labels, strict=True))
        return digest(pieces)

    def older(self, boards: Mapping[str, Sequence[Row]], look: Look) -> int:
        """How much of what the bars count as unread had come before the reader last looked up."""
        return (
            self.new
            + self.revised
            - sum(
                self._seen.unread(pane, row) and self._seen.since(pane, row) is not None
                for pane in counted(look)
                for row in boards[pane]
            )
        )


def counted(look: Look) -> list[str]:
    """The panes whose rows are counted: all that hold different things, or the one the window shows alone."""
    return [look.pane] if look.solo else list(COUNTED)
