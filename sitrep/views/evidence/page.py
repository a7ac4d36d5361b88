"""A page of plain text with roles, as the detail area shows it: paragraphs, their pieces, and what makes them."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Literal

import msgspec

Role = Literal["plain", "dim", "bold", "alert", "warn", "good", "accent", "figure", "quote", "label"]
"""figure: the words of a quote that give its figure. label: the name of what follows."""

LABEL_WIDTH = 11
"""Cells that a label and its gap take."""


class Piece(msgspec.Struct, frozen=True):
    """Some words and the role they play."""

    text: str
    role: Role = "plain"


class Line(msgspec.Struct, frozen=True):
    """One paragraph, wrapped by whoever draws it, `indent` cells from the left, beside its `label` if it has one.

    `block` numbers the piece of evidence it belongs to, from 0; None outside of evidence. `url` is what it leads to,
    `article` the one it stands in.
    """

    pieces: tuple[Piece, ...] = ()
    indent: int = 0
    label: str | None = None
    block: int | None = None
    url: str = ""
    article: str = ""

    @property
    def text(self) -> str:
        """The words alone."""
        label = f"{self.label:<{LABEL_WIDTH}}" if self.label is not None else ""
        return label + "".join(piece.text for piece in self.pieces)


class Detail(msgspec.Struct, frozen=True):
    """What the detail area shows of one row. `copy` is the row with its provenance, in plain words."""

    title: str
    lines: tuple[Line, ...]
    copy: str = ""

    def written(self, as_shown: Callable[[str], str]) -> "Detail":
        """The same as a terminal can show it; what is copied stays as it is."""
        if as_shown is str:
            return self
        lines = [
            msgspec.structs.replace(line, pieces=tuple(Piece(as_shown(p.text), p.role) for p in line.pieces))
            for line in self.lines
        ]
        return Detail(self.title, tuple(lines), self.copy)


NOTHING = Detail("Detail", (Line((Piece("nothing selected", "dim"),)),))


def paragraph(
    *pieces: Piece, indent: int = 0, block: int | None = None, url: str = "", label: str | None = None
) -> Line:
    """One paragraph of these pieces; empty ones are left out."""
    return Line(tuple(piece for piece in pieces if piece.text), indent, label, block, url)


def heading(text: str) -> Line:
    """The name of what follows below."""
    return paragraph(Piece(text, "label"))


def labelled(label: str, *pieces: Piece) -> Line:
    """A paragraph beside its label."""
    return paragraph(*pieces, label=label)


def link(url: str, block: int) -> Line:
    """An address on a line of its own."""
    return paragraph(Piece(url, "accent"), indent=4, block=block, url=url)


def quoted(quote: str, words: str, block: int, url: str) -> Line:
    """The sentence in quotation marks, the words that give its figure marked."""
    marked = find_figure(quote, words)
    if marked is None:
        pieces: tuple[Piece, ...] = (Piece(f"“{quote}”", "quote"),)
    else:
        start, end = marked
        pieces = (
            Piece(f"“{quote[:start]}", "quote"),
            Piece(quote[start:end], "figure"),
            Piece(f"{quote[end:]}”", "quote"),
        )
    return paragraph(*pieces, indent=4, block=block, url=url)


def find_figure(quote: str, words: str) -> tuple[int, int] | None:
    """Where `quote` gives the figure `words`: the whole wording, else its number standing alone. None if nowhere."""
    number = re.search(r"\d[\d,. ]*\d|\d", words)
    for wanted in (words, number[0] if number else ""):
        if wanted and (found := re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", quote, re.IGNORECASE)):
            return found.span()
    return None


def voice_of(speaker: str | None, outlet: str) -> str:
    """Who says so: the speaker with the outlet that has it from them, else the outlet."""
    return f"{speaker}, via {outlet}" if speaker else outlet


def utc(moment: datetime) -> str:
    """A moment as it is copied: it may be read on another day, in another zone."""
    return f"{moment:%Y-%m-%d %H:%M}Z"
