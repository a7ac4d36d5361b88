"""Columns into cells: which fit, how wide, and text cut to them. Wide characters count as the cells they take."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from msgspec import structs
from rich.cells import cell_len, set_cell_size

from sitrep.views.pane import Cell, Column

GAP = 1
FLEX_GOOD = 30
"""The column that takes what is left gets this much, if it has as much to say, before the others widen."""
MEASURED_ROWS = 100
"""The columns are as wide as so many lines want, from the first."""
BLANK_GOES = 6
"""A column of this drop or higher goes where no row says anything in it: its room is better used."""
CUT = "…"


class Fitted(NamedTuple):
    """The columns a width has room for, in order, as (index, cells); `crowded` where they take their short forms.
    `written` is how the terminal can show what they say.
    """

    cells: tuple[tuple[int, int], ...] = ()
    crowded: bool = False
    written: Callable[[str], str] = str

    def title(self, column: Column) -> str:
        """What stands above it."""
        return column.short.title if self.crowded and column.short else column.title

    def text(self, column: Column, text: str) -> str:
        """What it says of `text`."""
        return self.written(column.short.of(text) if self.crowded and column.short else text)

    def figure(self, column: Column, cell: Cell, cells: int) -> str:
        """What it says of a figure, with what that was, "17→21", in `cells`; where that has no room "→21", or the
        figure alone.
        """
        said = self.text(column, cell.text)
        if not cell.before:
            return said
        forms = (self.written(f"{cell.before}→") + said, self.written("→") + said)
        return next((form for form in forms if cell_len(form) <= cells), said)


class Size(NamedTuple):
    """Cells that one cell of a line takes: what it says, that with what it was before, and whether it says nothing."""

    bare: int
    whole: int
    blank: bool


class Line:
    """A row as it is painted. It is measured once, however often its list is fitted."""

    def __init__(self, cells: tuple[Cell, ...]) -> None:
        self.cells = cells
        self._sizes: dict[bool, tuple[Size, ...]] = {}

    def sizes(self, form: Fitted, columns: Sequence[Column]) -> tuple[Size, ...]:
        """What its cells take in that form."""
        known = self._sizes.get(form.crowded)
        if known is None:
            known = tuple(_size(form, column, cell) for column, cell in zip(columns, self.cells, strict=True))
            self._sizes[form.crowded] = known
        return known


def _size(form: Fitted, column: Column, cell: Cell) -> Size:
    said = form.text(column, cell.text)
    bare = cell_len(said)
    before = cell_len(form.written(f"{cell.before}→")) if cell.before else 0
    return Size(bare, bare + before, said in ("", "–"))


def fit(columns: Sequence[Column], lines: Sequence[Line], width: int, written: Callable[[str], str] = str) -> Fitted:
    """The columns that `width` has room for. The highest `drop` goes first; where even those of drop 1 had to go, all
    take their short forms before any does.

    A column of drop 0 goes only where the others would not fit even then: no figure is ever shown in part.
    """
    whole = Fitted(written=written)
    most = _most(whole, columns, lines)
    crowded = _needed([i for i, c in enumerate(columns) if c.drop <= 1], _least(columns, most)) > width
    if not crowded:
        return whole._replace(cells=_cells(columns, most, width))
    short = Fitted(crowded=True, written=written)
    return short._replace(cells=_cells([_short(column) for column in columns], _most(short, columns, lines), width))


def _most(form: Fitted, columns: Sequence[Column], lines: Sequence[Line]) -> list[Size]:
    """The most that any line takes in each column; blank where all are. Of no lines nothing is known to be blank."""
    if not lines:
        return [Size(0, 0, blank=False)] * len(columns)
    measured = zip(*(line.sizes(form, columns) for line in lines), strict=True)
    return [
        Size(max(s.bare for s in column), max(s.whole for s in column), all(s.blank for s in column))
        for column in measured
    ]


def _short(column: Column) -> Column:
    if column.short is None:
        return column
    title, width = column.short.title, column.short.width
    if not column.width:
        return structs.replace(column, title=title, least=width)
    return structs.replace(column, title=title, width=width, most=column.most or width)


def _cells(columns: Sequence[Column], most: Sequence[Size], width: int) -> tuple[tuple[int, int], ...]:
    wanted = [_wanted(column, size.whole) for column, size in zip(columns, most, strict=True)]
    least = _least(columns, most)
    kept = [i for i, column in enumerate(columns) if not (column.drop >= BLANK_GOES and most[i].blank)]
    while _needed(kept, least) > width and any(columns[i].drop for i in kept):
        kept.remove(max(kept, key=lambda i: (columns[i].drop, i)))
    while _needed(kept, least) > width and (
        plain := [i for i in kept if columns[i].width and columns[i].align == "left"]
    ):
        kept.remove(plain[-1])  # a sliver of a window: the place and its figure are the last to go
    cells = {i: least[i] for i in kept}
    spare = width - _needed(kept, least)
    flexible = [i for i in kept if not columns[i].width]
    for i in flexible:
        spare -= _widen(cells, i, min(wanted[i], FLEX_GOOD), spare)
    for i in kept:
        spare -= _widen(cells, i, wanted[i], spare)
    if flexible:
        cells[flexible[0]] += spare  # may be below zero: then the flexible column gives way
        cells[flexible[0]] = max(1, cells[flexible[0]])
    return tuple(cells.items())


def _needed(kept: Sequence[int], least: Sequence[int]) -> int:
    return sum(least[i] for i in kept) + GAP * (len(kept) - 1)


def _least(columns: Sequence[Column], most: Sequence[Size]) -> list[int]:
    """A figure needs all it says, but for what it was before; words can do with less."""
    wanted = [_wanted(column, size.bare) for column, size in zip(columns, most, strict=True)]
    return [
        cells if column.align == "right" else min(column.width or column.least, cells)
        for column, cells in zip(columns, wanted, strict=True)
    ]


def _widen(cells: dict[int, int], index: int, to: int, spare: int) -> int:
    grown = max(0, min(to - cells[index], spare))
    cells[index] += grown
    return grown


def _wanted(column: Column, longest: int) -> int:
    """Cells for what takes `longest`, within the column's `most`; a column without `most` keeps its width."""
    if column.width and not column.most:
        return column.width
    longest = max(longest, cell_len(column.title), 1)
    return min(longest, column.most) if column.most else longest


def cut(text: str, width: int, *, right: bool = False) -> str:
    """`text` in exactly `width` cells. A figure (`right`) that does not fit is never shown in part: only CUT is."""
    if not text.isprintable():
        text = "".join(character if character.isprintable() else " " for character in text)
    length = cell_len(text)
    if length <= width:
        return " " * (width - length) + text if right else text + " " * (width - length)
    if right:
        return set_cell_size(CUT, width)
    return set_cell_size(text, width - 1) + CUT if width > 1 else set_cell_size(CUT, width)
