"""A pane is a value: a title, a key, columns and a function from what is known to rows. The screen draws any pane."""

from collections.abc import Callable, Sequence
from datetime import UTC, tzinfo
from typing import Literal

import msgspec

from sitrep.model.article import Article
from sitrep.model.incident import Board
from sitrep.model.viewer import Note
from sitrep.views.calendar import Calendar
from sitrep.views.filtering.facts import Facts
from sitrep.views.steps import Steps, at_once

Tone = Literal["plain", "dim", "bold", "alert", "warn", "good", "accent"]


class Snapshot(msgspec.Struct, frozen=True):
    """Everything the screen may show at one moment: the board, and the articles it was read from, newest first.

    `sample` is true where this is the bundled sample: every pane then says so. `trouble` is what the reader must know
    about what is kept, in plain words ("" where all is well); `notes` are the handover notes that stand, oldest first.
    Times are written in `zone`; `kept` is true where they are for a file, and not for the day's screen. `recalling` is
    true while what was kept is still being brought back: what is on the board then is no news by being there.
    `loading` is true while it is the board as it was last shown: nothing in it is final.
    """

    board: Board
    articles: tuple[Article, ...] = ()
    sample: bool = False
    trouble: str = ""
    notes: tuple[Note, ...] = ()
    zone: tzinfo = UTC
    kept: bool = False
    recalling: bool = False
    loading: bool = False

    @property
    def calendar(self) -> Calendar:
        """The day and the zone in which its times are written."""
        return Calendar.of(self.board.as_of, self.zone, kept=self.kept)


class Cell(msgspec.Struct, frozen=True, gc=False):
    """Text of one cell, already cleaned, never markup; the tone is a hint, the text alone must carry the meaning.

    `before` is what a figure was when the reader last looked, shown as "17→21" where there is room.
    """

    text: str
    tone: Tone = "plain"
    before: str = ""


class Short(msgspec.Struct, frozen=True):
    """How a column looks in a pane too narrow for it: its title, its width in cells, and the short form of its text,
    which must say nothing that the whole one does not.
    """

    title: str
    width: int
    of: Callable[[str], str] = str


class Column(msgspec.Struct, frozen=True):
    """One column, widths in terminal cells. `width` 0 takes what is left. Columns with the highest `drop` go first when
    the pane is narrow; drop 0 never goes. `most` is how far the column may widen where there is room; `least` is what
    a column of width 0 should get before others may stay. `align` right for figures. `short` is its form where the pane
    has no room for the columns of drop 0 and 1.
    """

    title: str
    width: int
    drop: int = 0
    align: Literal["left", "right"] = "left"
    most: int = 0
    least: int = 12
    short: Short | None = None


class Row(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One thing in the list of a pane: what can be asked of it, and how it is written once somebody looks at it.

    `key` is stable for the thing it shows (incident id, action id, article id, feed url). `version` changes whenever
    what it shows is news ("unread" is decided against it); empty is never unread. `aliases` are keys it had before. A
    filter looks in `facts`. `depth` 1 is a part of the row `part_of` above it (R15).
    """

    key: str
    version: str = ""
    facts: Facts = Facts()
    aliases: tuple[str, ...] = ()
    depth: int = 0
    part_of: str = ""

    def cells(self, calendar: Calendar) -> tuple[Cell, ...]:
        """Its line, a cell a column, as written on that day."""
        raise NotImplementedError

    @property
    def url(self) -> str:
        """Where it leads to; "" for nowhere."""
        return ""


def nothing_below(snapshot: Snapshot) -> str:
    """Most lists need no word below."""
    return ""


class Pane(msgspec.Struct, frozen=True):
    """A list on the screen. `made` gives its rows, newest first, in pieces, and is pure. `empty` says why there is
    nothing. `key` is its digit. `foot` is what must stand below the list of a snapshot, such as the moment its sums are
    of (R30).
    """

    id: str
    title: str
    key: str
    columns: tuple[Column, ...]
    made: Callable[[Snapshot], Steps[Sequence[Row]]]
    empty: str = "nothing yet"
    foot: Callable[[Snapshot], str] = nothing_below

    def rows(self, snapshot: Snapshot) -> Sequence[Row]:
        """Its rows, all at once."""
        return at_once(self.made(snapshot))
