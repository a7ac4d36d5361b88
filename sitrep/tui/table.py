"""The one table for all panes. The selection is a row's key: rows that arrive never move it, on screen or in mind."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from itertools import count, islice
from operator import attrgetter
from typing import NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from sitrep.tui.columns import GAP, MEASURED_ROWS, Fitted, Line, cut, fit
from sitrep.tui.inks import Inks
from sitrep.tui.lines import CursorLines
from sitrep.views.calendar import Calendar
from sitrep.views.news import against
from sitrep.views.pane import Pane, Row
from sitrep.views.steps import Steps

NEW = "●"
REVISED = "▲"
PART = "└ "


class Gutter(NamedTuple):
    """What the reader's own memory says of a row: the glyph before it, and whether it is unread."""

    glyph: str = " "
    unread: bool = False


NO_DAY = Calendar(date.min)
"""Before anything is put there is nothing to date."""
NEAR = 2_000
"""Rows on either side among which a row is looked for before all are: most boards move it by fewer."""
PIECE = 10
"""Lines made between two stops."""


class Written(NamedTuple):
    """What a line is made of: the row, the version of it that was read before ("" for none other), and the day."""

    row: Row
    before: str
    calendar: Calendar


class Looks(NamedTuple):
    """What decides how a row is painted: what its line is made of, and where and how it stands."""

    of: Written
    width: int
    over: str
    gutter: Gutter
    columns: Fitted


class RowTable(CursorLines):
    """A pane on the screen. `unread` are the keys of its unread rows, at any time; `was` gives the version of a
    row that was read before another one came, `written` a text as the terminal can show it.

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
        was: Callable[[Row], str],
        written: Callable[[str], str] = str,
    ) -> None:
        super().__init__(pane.id, inks, moved)
        self.pane = pane
        self.rows: Sequence[Row] = ()
        self.empty = pane.empty
        self.touched = False
        self._gutter = gutter
        self._unread = unread
        self._was = was
        self._written = written
        self._calendar = NO_DAY
        self._columns = Fitted()
        self._fitted = 0
        self._lines: dict[str, tuple[Written, Line]] = {}
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

    def making(self, rows: Sequence[Row], calendar: Calendar) -> Steps[None]:
        """Makes and measures the lines by which the columns of these rows will be fitted: for a `put` that takes no
        time.
        """
        lines = {}
        for number, row in enumerate(rows[:MEASURED_ROWS] if self.display else ()):
            lines[row.key] = _, line = self._line(row, calendar)
            line.sizes(self._columns, self.pane.columns)
            if number % PIECE == 0:
                yield
        self._lines = lines

    @property
    def any_unread(self) -> bool:
        """Whether any row is unread."""
        return any(row.key in self._unread for row in self.rows)

    def put(self, rows: Sequence[Row], empty: str, calendar: Calendar, *, sample: bool, attended: bool) -> None:
        """Shows `rows`, written on that day. The selected row stays selected, under its alias too; if it is gone, its
        next neighbour is.

        `attended` tells whether somebody is at the keys: on a screen that only hangs there the newest row matters.
        """
        line = self.cursor - self.scrolled
        kept = self._survivor(rows) if attended else 0
        self.rows, self.empty, self.sample, self._calendar = rows, empty, sample, calendar
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
        if selected is not None and (there := place_of(selected.key, rows, self.cursor, NEAR)) is not None:
            return there
        places = {name: index for index, row in enumerate(rows) if row.aliases for name in row.aliases}
        places |= zip(map(attrgetter("key"), rows), count())
        for row in [*self.rows[self.cursor :], *reversed(self.rows[: self.cursor])]:
            if row.key in places:
                return places[row.key]
        return 0

    def place(self, key: str) -> bool:
        """Puts the cursor on the row of that key as if the reader had; nothing counts as read. False if it is gone."""
        there = next((index for index, row in enumerate(self.rows) if row.key == key), None)
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

    def _line(self, row: Row, calendar: Calendar) -> tuple[Written, Line]:
        """The line of a row with what its figures were, and what it is made of; the known one where it is so."""
        of, known = Written(row, self._was(row), calendar), self._lines.get(row.key)
        if known and known[0] == of:
            return known
        cells = row.cells(calendar)
        return of, Line(against(of.before, row.version, cells, self.pane.columns) if of.before else cells)

    def _fit(self, width: int) -> Fitted:
        """The columns for this width, reckoned anew when it or the rows have changed."""
        if self._fitted != width:
            self._fitted = width
            self._lines = {row.key: self._line(row, self._calendar) for row in self.rows[:MEASURED_ROWS]}
            lines = [line for _, line in self._lines.values()]
            self._columns = fit(self.pane.columns, lines, max(1, width - 1), self._written)
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
        row = self.rows[index]
        over = ("cursor" if self.has_focus else "resting") if index == self.cursor else ""
        of = Written(row, self._was(row), self._calendar)
        return Looks(of, width, over, self._gutter(row), self._fit(width))

    def paint(self, index: int, width: int) -> Strip:
        """One row, from the cache where nothing about it has changed."""
        looks = self.looks(index, width)
        known = self._strips.get(looks.of.row.key)
        if known and known[0] == looks:
            return known[1]
        strip = self._draw(looks)
        if len(self._strips) > 2000:
            self._strips.clear()
        self._strips[looks.of.row.key] = (looks, strip)
        return strip

    def _draw(self, looks: Looks) -> Strip:
        (row, _, calendar), width, over, gutter, columns = looks
        _, line = self._line(row, calendar)
        plain = self._inks.under("plain", over)
        segments = [Segment(gutter.glyph, self._inks.under("unread", over))]
        for number, (index, cells) in enumerate(columns.cells):
            cell, column = line.cells[index], self.pane.columns[index]
            if row.depth and not column.width:
                text = PART + columns.text(column, cell.text)
            else:
                text = columns.figure(column, cell, cells)
            if number:
                segments.append(Segment(" " * GAP, plain))
            style = self._inks.under(cell.tone, over)
            segments.append(Segment(cut(text, cells, right=column.align == "right"), style))
        return Strip(segments).adjust_cell_length(width, plain)


def place_of(key: str, rows: Sequence[Row], near: int, within: int) -> int | None:
    """Where the row of that key stands, at most `within` rows from `near`; None where there is none."""
    for away in range(within + 1):
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
