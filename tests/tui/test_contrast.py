"""Every role can be read in every theme: WCAG's 4.5, also where the terminal shows the nearest of 256 colours."""

import pytest
from boards import rich_snapshot
from rich.color import ColorSystem
from rich.color_triplet import ColorTriplet
from rich.style import Style
from screens import desk
from textual.theme import BUILTIN_THEMES
from textual.widgets import Static

from sitrep.tui.contrast import READABLE, ratio, readable
from sitrep.tui.inks import OVER, PARTS, Inks

THEMES = sorted(name for name in BUILTIN_THEMES if not name.startswith("ansi") and name != "textual-ansi")


def contrast(style: Style, system: ColorSystem) -> float:
    """The contrast of a style's text as that kind of terminal shows it."""
    assert style.color is not None
    assert style.bgcolor is not None
    text, ground = (colour.downgrade(system).get_truecolor() for colour in (style.color, style.bgcolor))
    return ratio(text, ground)


def test_the_ratio_is_the_one_of_the_standard() -> None:
    black, white = ColorTriplet(0, 0, 0), ColorTriplet(255, 255, 255)
    assert ratio(black, white) == pytest.approx(21)
    assert ratio(white, white) == 1
    assert ratio(ColorTriplet(118, 118, 118), white) == pytest.approx(4.54, abs=0.01)


def test_the_terminals_own_colours_are_left_alone() -> None:
    style = Style.parse("red on default")
    assert readable(style) == style


async def test_every_role_can_be_read_in_every_theme_under_the_cursor_too() -> None:
    poor = []
    async with desk(rich_snapshot(), size=(80, 24)) as d:
        inks = Inks()
        for theme in THEMES:
            d.app.theme = theme
            await d.pilot.pause()
            inks.mind(d.app.theme_variables, ansi=d.app.native_ansi_color)
            for part in PARTS:
                for over in OVER:
                    for system in (ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT):
                        found = contrast(inks.under(part, over), system)
                        if found < READABLE:
                            poor.append((theme, part, over, system.name, round(found, 2)))
            for bar in d.app.board.query(Static):
                found = contrast(bar.rich_style, ColorSystem.TRUECOLOR)
                if found < READABLE:
                    poor.append((theme, str(bar.id), "", "", round(found, 2)))
    assert poor == []
