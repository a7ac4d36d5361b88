"""The one table for all panes. The selection is a row's key: rows that arrive never move it, on screen or in mind."""

from collections.abc import Callable, Collection, Sequence
from itertools import islice
from typing import NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from sitrep.tui.columns import GAP, MEASURED_ROWS, Fitted, cut, fit
from sitrep.tui.inks import Inks
from sitrep.tui.lines import CursorLines
from sitrep.views.pane import Pane, Row

NEW = "●"
REVISED = "▲"
PART = "└ "


class Gutter(NamedTuple):
    """What the reader's own memory says of a row: the glyph before it, and whether it is unread."""

    glyph: str = " "
    unread: bool = False


class Looks(NamedTuple):
    """What decides how a row is painted: the row with what its figures were, and where and how it stands."""

    row: Row
    width: int
    over: str
    gutter: Gutter
    columns: Fitted


class RowTable(CursorLines):
    """A pane on the screen. `unread` are the keys of its unread rows, at any time; `marked` gives a row as it is
    painted, with what its figures were, `written` a text as the terminal can show it.

    Once the reader has moved in it (`touched`), the selected row holds its line on the screen while others arrive
    above. Before that, and again after going to the top, the newest row stays in sight; while nobody has pressed any
    key yet it is also the selected one.
    """

    def __init__(
        self,
        pane: Pane,
        inks: Inks,
        moved: Callable[[], None],
        gutter: Callable[[Row], Gutter],
        unread: Collection[str],
        marked: Callable[[Row], Row],
        written: Callable[[str], str] = str,
    ) -> None:
        super().__init__(pane.id, inks, moved)
        self.pane = pane
        self.rows: Sequence[Row] = ()
        self.empty = pane.empty
        self.touched = False
        self._gutter = gutter
        self._unread = unread
        self._marked = marked
        self._written = written
        self._columns = Fitted()
        self._fitted = 0
        self._above: tuple[Sequence[Row], int, int, int] = ((), 0, 0, 0)
        self._strips: dict[str, tuple[Looks, Strip]] = {}

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def head(self) -> int:
        """The banner where there is one, then the titles where there is room."""
        return super().head + (1 if self.size.height > 4 else 0)

    @property
    def selected(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    @property
    def unread_above(self) -> int:
        """Unread rows out of sight above."""
        asked = (self.rows, self.scrolled, len(self._unread))
        if self._above[0] is not asked[0] or self._above[1:3] != asked[1:]:
            above = islice(self.rows, self.scrolled if self._unread else 0)
            self._above = (*asked, sum(row.key in self._unread for row in above))
        return self._above[3]

    def put(self, rows: Sequence[Row], empty: str, *, sample: bool, attended: bool) -> None:
        """Shows `rows`. The selected row stays selected, under its alias too; if it is gone, its next neighbour is.

        `attended` tells whether somebody is at the keys: on a screen that only hangs there the newest row matters.
        """
        line = self.cursor - self.scrolled
        kept = self._survivor(rows) if attended else 0
        self.rows, self.empty, self.sample = rows, empty, sample
        self.cursor = kept
        self._fitted = 0
        self.resize_lines()
        if self.touched:
            self.scroll_lines(kept - line)
        elif kept >= self.room:  # nobody chose this row: the newest matter more
            self.cursor = 0
        self.freshen()

    def _survivor(self, rows: Sequence[Row]) -> int:
        selected = self.selected
        if selected is not None and (there := place_of(selected.key, rows, self.cursor)) is not None:
            return there
        places = {name: index for index, row in enumerate(rows) for name in (*row.aliases, row.key)}
        for row in [*self.rows[self.cursor :], *reversed(self.rows[: self.cursor])]:
            if row.key in places:
                return places[row.key]
        return 0

    def place(self, key: str) -> bool:
        """Puts the cursor on the row of that key as if the reader had; nothing counts as read. False if it is gone."""
        there = place_of(key, self.rows)
        if there is None:
            return False
        self.cursor = there
        self.touched = there > 0
        self.keep_in_sight()
        return True

    def move_to(self, index: int) -> None:
        """The reader moves: from now on this row holds its line. The top row means the newest again."""
        self.touched = index > 0
        super().move_to(index)

    def next_unread(self, by: int, *, here: bool = False) -> bool:
        """Moves to the next unread row downwards (1) or upwards (-1), round the end; False if there is none. `here`
        begins with the row under the cursor.
        """
        for step in range(0 if here else 1, self.count + 1):
            index = (self.cursor + by * step) % self.count
            if self.rows[index].key in self._unread:
                self.move_to(index)
                return True
        return False

    def notify_style_update(self) -> None:
        """A new theme: nothing painted before holds."""
        self._strips.clear()
        super().notify_style_update()

    def _fit(self, width: int) -> Fitted:
        """The columns for this width, reckoned anew when it or the rows have changed."""
        if self._fitted != width:
            self._fitted = width
            shown = [self._marked(row) for row in self.rows[:MEASURED_ROWS]]
            self._columns = fit(self.pane.columns, shown, max(1, width - 1), self._written)
        return self._columns

    def paint_head(self, line: int, width: int) -> Strip:
        """The banner, then the column titles."""
        if self.bannered and line == 0:
            return super().paint_head(line, width)
        style = self._inks.on_ground("head")
        fitted = self._fit(width)
        shown = [(self.pane.columns[index], cells) for index, cells in fitted.cells]
        cells = [cut(fitted.title(column), w, right=column.align == "right") for column, w in shown]
        return Strip([Segment(cut(" " + (" " * GAP).join(cells), width), style)], width)

    def void_looks(self, y: int, width: int) -> object:
        """An empty pane says why it is empty."""
        return (super().void_looks(y, width), "" if self.rows else self.empty)

    def paint_void(self, y: int, width: int) -> Strip:
        """The words of an empty pane, from its first line on."""
        words = wrapped(self.empty, max(1, width - 2)) if not self.rows and width else []
        if y - self.head < len(words):
            return Strip([Segment(cut(f" {words[y - self.head]}", width), self._inks.on_ground("dim"))], width)
        return super().paint_void(y, width)

    def head_looks(self, line: int, width: int) -> object:
        """The titles follow the columns."""
        return (super().head_looks(line, width), self._fit(width))

    def looks(self, index: int, width: int) -> Looks:
        """A row as the reader's own memory and the cursor mark it."""
        row = self._marked(self.rows[index])
        over = ("cursor" if self.has_focus else "resting") if index == self.cursor else ""
        return Looks(row, width, over, self._gutter(row), self._fit(width))

    def paint(self, index: int, width: int) -> Strip:
        """One row, from the cache where nothing about it has changed."""
        looks = self.looks(index, width)
        known = self._strips.get(looks.row.key)
        if known and known[0] == looks:
            return known[1]
        strip = self._draw(looks)
        if len(self._strips) > 2000:
            self._strips.clear()
        self._strips[looks.row.key] = (looks, strip)
        return strip

    def _draw(self, looks: Looks) -> Strip:
        row, width, over, gutter, columns = looks
        plain = self._inks.under("plain", over)
        segments = [Segment(gutter.glyph, self._inks.under("unread", over))]
        for number, (index, cells) in enumerate(columns.cells):
            cell, column = row.cells[index], self.pane.columns[index]
            if row.depth and not column.width:
                text = PART + columns.text(column, cell.text)
            else:
                text = columns.figure(column, cell, cells)
            if number:
                segments.append(Segment(" " * GAP, plain))
            style = self._inks.under(cell.tone, over)
            segments.append(Segment(cut(text, cells, right=column.align == "right"), style))
        return Strip(segments).adjust_cell_length(width, plain)


def place_of(key: str, rows: Sequence[Row], near: int = 0) -> int | None:
    """Where the row of that key stands; None where there is none. It is looked for from `near` outwards."""
    for away in range(max(near, len(rows) - near - 1) + 1):
        for index in (near + away, near - away):
            if 0 <= index < len(rows) and rows[index].key == key:
                return index
    return None


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells, broken at spaces."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = joined
    return lines
