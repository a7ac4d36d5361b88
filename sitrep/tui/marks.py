"""What stands before the rows and is counted in the bars: new, revised, picked, saved; and a digest of what came."""

from collections.abc import Mapping, Sequence

from sitrep.tui.look import ORDER, Look
from sitrep.tui.seen import Seen
from sitrep.tui.table import NEW, REVISED, Gutter
from sitrep.views.news import Piece, digest
from sitrep.views.pane import Row

PICKED, SAVED = "✓", "★"
DIGESTED = (("casualties", "incident", 2), ("diplomacy", "act", 2), ("totals", "total", 2), ("wire", "article", 3))
"""What a digest tells of: panes, what their rows are called, and the column that names one."""


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
        """Counts what is unread; an incident counts once, though two panes show it."""
        panes = [look.pane] if look.solo else [pane for pane in ORDER if pane != "casualties"]
        self.unread_in = frozenset(pane for pane in ORDER if any(self._seen.unread_in(pane)))
        self.new, self.revised = (sum(counts) for counts in zip(*map(self._seen.unread_in, panes), strict=True))

    def pick(self, key: str) -> None:
        """Picks the incident of that key, or lets it go."""
        if key in self.picked:
            del self.picked[key]
        else:
            self.picked[key] = None

    def digest(self, boards: Mapping[str, Sequence[Row]]) -> str:
        """What came since the reader last looked up, in one line."""
        pieces: list[Piece] = []
        for pane, noun, column in DIGESTED:
            rows = [(row, row.cells[column].text) for row in boards[pane]]
            pieces += self._seen.pieces(pane, noun, rows)
        return digest(pieces)
