"""What the terminal around the screen is told: its title, its bell, which colours. Escape codes stand only here."""

from collections.abc import Callable

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter, Monochrome, NoColor

from sitrep.views.glyphs import in_ascii, in_one_cell

GOODBYE_SECONDS = 2
"""What the screen may take to close once its terminal is gone."""

Write = Callable[[str], None]
"""Puts characters on the terminal as they are."""


class WithoutColour(LineFilter):
    """Takes every colour from what is painted; bold, underlined and reversed stay (NO_COLOR)."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same words without colour codes, not even those of the terminal's own colours."""
        return [Segment(text, _bare(style) if style else None, control) for text, style, control in segments]


def _bare(style: Style) -> Style:
    return style.without_color


def without_colour(filters: list[LineFilter]) -> list[LineFilter]:
    """The filters with Textual's greys taken out and no colour let through."""
    return [*(f for f in filters if not isinstance(f, (Monochrome, NoColor))), WithoutColour()]


class AsciiOnly(LineFilter):
    """Writes what is painted in ASCII alone, each piece in the cells it had. What must be exact was put so before it
    was given its cells; here a piece that grows takes its own blanks, and where it has none its signs are cut to one.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same in ASCII."""
        return [s if s.control or s.text.isascii() else Segment(_in_cells(s.text), s.style) for s in segments]


def _in_cells(text: str) -> str:
    room = cell_len(text)
    said = in_ascii(text)
    if len(said) > room and len(said.rstrip()) <= room:
        said = said.rstrip()
    elif len(said) > room and len(said.lstrip()) <= room:
        return said.lstrip().rjust(room)
    elif len(said) > room:
        said = "".join(in_one_cell(character).ljust(cell_len(character)) for character in text)
    return said.ljust(room)[:room]


class Title:
    """The window's title; the one before is kept by the terminal (XTWINOPS 22; those without it ignore it)."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._title = ""

    def put(self, title: str) -> None:
        """Shows `title`, if it is another one."""
        if title == self._title:
            return
        keep = "" if self._title else "\x1b[22;2t"
        self._title = title
        self._write(f"{keep}\x1b]2;{title}\x07")

    def give_back(self) -> None:
        """The title that was there before."""
        if self._title:
            self._title = ""
            self._write("\x1b[23;2t")


def notification(title: str, text: str, *, in_tmux: bool) -> str:
    """The codes for a notification: OSC 9 (iTerm2, Windows Terminal, ghostty) and OSC 777 (foot, urxvt, VTE). Inside
    tmux they are wrapped for the terminal around it, which tmux hands on under `allow-passthrough on`.
    """
    title, text = _plain(title), _plain(text)
    codes = [f"\x1b]9;{title}: {text}\x07", f"\x1b]777;notify;{title};{text}\x07"]
    if in_tmux:
        codes = ["\x1bPtmux;" + code.replace("\x1b", "\x1b\x1b") + "\x1b\\" for code in codes]
    return "".join(codes)


def _plain(text: str) -> str:
    """Text that can end no escape code and separate no field of one."""
    return "".join(" " if not character.isprintable() else "," if character == ";" else character for character in text)
