"""The colours of all lists in one place, made from the theme's own names.

Not a sheet's: Textual reckons what a sheet says of fifteen parts at every change of focus, and twice at a start.
"""

from collections.abc import Mapping
from typing import NamedTuple

from rich.style import Style
from textual.color import Color

from sitrep.tui.contrast import readable


class Ink(NamedTuple):
    """How a part looks: the theme's name of its colour and how much of it is left (1: all), its attributes."""

    colour: str = "foreground"
    left: float = 1.0
    attributes: str = ""


PARTS = {
    "banner": Ink("text-warning", attributes="bold reverse"),
    "head": Ink(left=0.75, attributes="underline"),
    "unread": Ink("text-accent", attributes="bold"),
    "figure": Ink("text-warning", attributes="bold underline"),
    "quote": Ink(),
    "label": Ink("text-primary", attributes="bold"),
    "plain": Ink(),
    "dim": Ink(left=0.75),
    "bold": Ink(attributes="bold"),
    "alert": Ink("text-error", attributes="bold"),
    "warn": Ink("text-warning"),
    "good": Ink("text-success"),
    "accent": Ink("text-accent"),
}
OVER = ("", "cursor", "resting")
"""What may lie over a line: nothing, the cursor, or the cursor of a list that has no focus."""
GROUND, CURSOR = "background", "primary-muted"


class Inks:
    """Styles by part, as the theme says. `mind` tells of the theme before anything is asked for, and of each change."""

    def __init__(self) -> None:
        self._colours: Mapping[str, str] = {}
        self._ansi = False
        self._known: dict[tuple[str, str], Style] = {}

    def mind(self, colours: Mapping[str, str], *, ansi: bool) -> None:
        """The theme's `colours` by name; whether they are the terminal's own (`ansi`)."""
        if colours is not self._colours:
            self._colours, self._ansi = colours, ansi
            self._known.clear()

    def on_ground(self, part: str) -> Style:
        """The part's style with the ground of the lists, so that it can be read."""
        return self.under(part, "")

    def under(self, part: str, over: str) -> Style:
        """The part's style with what lies over the line (one of OVER)."""
        known = self._known.get((part, over))
        if known is None:
            known = self._known[part, over] = readable(self._style(PARTS[part]) + self._laid_over(over))
        return known

    def _style(self, ink: Ink) -> Style:
        ground = Color.parse(self._colours[GROUND])
        colour = ground + Color.parse(self._colours[ink.colour]).multiply_alpha(ink.left)
        return Style.parse(ink.attributes) + Style.from_color(colour.rich_color, ground.rich_color)

    def _laid_over(self, over: str) -> Style:
        if over == "resting":
            return Style(underline=True)
        if over == "cursor":
            if self._ansi:  # no ground of the terminal's own colours leaves all of them readable
                return Style(bold=True, reverse=True)
            return Style(bold=True, bgcolor=Color.parse(self._colours[CURSOR]).rich_color)
        return Style()
