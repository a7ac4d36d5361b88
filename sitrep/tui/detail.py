"""The detail area: the evidence behind the selected row, wrapped to its width, with a cursor for following links."""

from collections.abc import Callable
from typing import NamedTuple

from rich.segment import Segment
from textual.content import Content, Span
from textual.strip import Strip

from sitrep.tui.columns import cut
from sitrep.tui.inks import Inks
from sitrep.tui.lines import CursorLines
from sitrep.views.evidence.page import LABEL_WIDTH, NOTHING, Detail, Line


class Drawn(NamedTuple):
    """One line as it fits the width: words with their roles, and the paragraph it is from."""

    pieces: tuple[tuple[str, str], ...]
    line: Line


class DetailLines(CursorLines):
    """Shows a Detail. `url` and `words` are what lies under the cursor, for opening and copying."""

    def __init__(self, inks: Inks, moved: Callable[[], None]) -> None:
        super().__init__("detail", inks, moved)
        self.border_title = "Evidence"
        self.shown = NOTHING
        self._drawn: list[Drawn] = []
        self._width = 0

    @property
    def count(self) -> int:
        """How many lines the wrapped text has."""
        return len(self._drawn)

    @property
    def url(self) -> str:
        """The link of the evidence under the cursor; else the first there is."""
        under = self._drawn[self.cursor].line.url if self.cursor < self.count else ""
        return under or next((line.url for line in self.shown.lines if line.url), "")

    @property
    def article(self) -> str:
        """The article that the evidence under the cursor stands in; empty where there is none."""
        return self._drawn[self.cursor].line.article if self.cursor < self.count else ""

    @property
    def words(self) -> str:
        """The evidence under the cursor as text with its source; the whole row's where there is none."""
        block = self._drawn[self.cursor].line.block if self.cursor < self.count else None
        if block is None:
            return self.shown.copy
        return " ".join(line.text for line in self.shown.lines if line.block == block)

    def put(self, detail: Detail, sample: bool, *, same: bool) -> None:
        """Shows `detail`; `same` keeps the place for one that only gained news."""
        if detail == self.shown and sample == self.sample:
            return
        self.shown, self.sample = detail, sample
        self._wrap()
        if same:
            self.cursor = max(0, min(self.cursor, self.count - 1))
        else:
            self.cursor = 0
            self.scroll_lines(0)
        super().resize_lines()
        self.freshen()

    def resize_lines(self) -> None:
        """The lines follow the width."""
        if self._width != self.width:
            self._wrap()
            self.cursor = max(0, min(self.cursor, self.count - 1))
        super().resize_lines()

    def _wrap(self) -> None:
        self._width = self.width
        self._drawn = [drawn for line in self.shown.lines for drawn in wrap(line, max(8, self.width - 1))]

    def looks(self, index: int, width: int) -> tuple[object, ...]:
        """The cursor shows only while keys go here."""
        return (self._drawn[index].pieces, width, index == self.cursor and self.has_focus)

    def paint(self, index: int, width: int) -> Strip:
        """One line with its roles."""
        drawn = self._drawn[index]
        over = "cursor" if index == self.cursor and self.has_focus else ""
        segments = [Segment(text, self._inks.under(role, over)) for text, role in drawn.pieces]
        return Strip(segments).adjust_cell_length(width, self._inks.under("plain", over))


def wrap(line: Line, width: int) -> list[Drawn]:
    """The paragraph in lines of at most `width` cells, its roles kept; a label stands beside its first line."""
    text, spans = "", []
    for piece in line.pieces:
        clean = piece.text if piece.text.isprintable() else "".join(c if c.isprintable() else " " for c in piece.text)
        spans.append(Span(len(text), len(text) + len(clean), piece.role))
        text += clean
    labelled = LABEL_WIDTH if line.label is not None else 0
    indent = min(line.indent + labelled, width // 2)
    drawn = []
    for number, part in enumerate(Content(text, spans).wrap(width - indent) or [Content("")]):
        lead = cut(line.label, indent) if line.label and not number else " " * indent
        drawn.append(Drawn(((lead, "label"), *_roles(part)), line))
    return drawn


def _roles(part: Content) -> list[tuple[str, str]]:
    """The text of one line with the role of each stretch of it."""
    found: list[tuple[str, str]] = []
    reached = 0
    for start, end, role in sorted(part.spans):
        found += [(part.plain[reached:start], "plain"), (part.plain[start:end], str(role))]
        reached = end
    return [(text, role) for text, role in [*found, (part.plain[reached:], "plain")] if text]
