"""Text that can be read on its ground, in any theme: WCAG 2.1's ratio of 4.5, also where a terminal shows the
nearest of 256 colours.
"""

from functools import lru_cache

from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet
from rich.style import Style

READABLE = 4.5
"""WCAG 2.1, success criterion 1.4.3."""
_STEPS = 20


def ratio(one: ColorTriplet, other: ColorTriplet) -> float:
    """The contrast of two colours, from 1 (the same) to 21 (black on white), as WCAG 2.1 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: ColorTriplet) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def worst(text: ColorTriplet, ground: ColorTriplet) -> float:
    """The lower contrast of the two: as named, and as a terminal of 256 colours shows it."""
    return min(ratio(text, ground), ratio(_nearest(text), _nearest(ground)))


@lru_cache(4096)
def _nearest(colour: ColorTriplet) -> ColorTriplet:
    return Color.from_triplet(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor()


@lru_cache(512)
def readable(style: Style) -> Style:
    """The style with its text moved toward black or white as far as it needs. Colours that are the terminal's own are
    left alone: nobody here knows what they look like.
    """
    text, ground = style.color, style.bgcolor
    if text is None or ground is None or text.triplet is None or ground.triplet is None:
        return style
    if worst(text.triplet, ground.triplet) >= READABLE:
        return style
    ends = (ColorTriplet(0, 0, 0), ColorTriplet(255, 255, 255))
    below, start = ground.triplet, text.triplet
    end = max(ends, key=lambda colour: worst(colour, below))
    moved = start
    for step in range(1, _STEPS + 1):
        moved = _between(start, end, step / _STEPS)
        if worst(moved, below) >= READABLE:
            break
    return style + Style(color=Color.from_triplet(moved))


def _between(one: ColorTriplet, other: ColorTriplet, part: float) -> ColorTriplet:
    return ColorTriplet(*(round(a + (b - a) * part) for a, b in zip(one, other, strict=True)))
