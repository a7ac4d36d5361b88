"""A pane is a value: a title, a key, columns and a function from the board to rows. The screen draws any pane."""

from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from sitrep.model.incident import Board

Tone = Literal["plain", "dim", "bold", "alert", "warn", "good", "accent"]


class Cell(msgspec.Struct, frozen=True):
    """Text of one cell, already cleaned, never markup; the tone is a hint, the text alone must carry the meaning."""

    text: str
    tone: Tone = "plain"


class Column(msgspec.Struct, frozen=True):
    """One column. `width` 0 takes what is left. Columns with the highest `drop` go first when the pane is narrow;
    drop 0 never goes. `align` right for figures.
    """

    title: str
    width: int
    drop: int = 0
    align: Literal["left", "right"] = "left"


class Row(msgspec.Struct, frozen=True):
    """One line of a pane. `key` is stable for the thing it shows (incident id, action id, article id, feed url).

    `version` changes whenever what it shows is news ("unread" is decided against it). `text` is what a filter looks in.
    """

    key: str
    cells: tuple[Cell, ...]
    version: str = ""
    text: str = ""
    url: str = ""


class Pane(msgspec.Struct, frozen=True):
    """A list on the screen. `rows` is pure: Board -> rows, newest first. `empty` says why there is nothing."""

    id: str
    title: str
    key: str
    columns: tuple[Column, ...]
    rows: Callable[[Board], Sequence[Row]]
    empty: str = "nothing yet"
