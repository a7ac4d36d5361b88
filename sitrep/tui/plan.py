"""Who stands where at which size: shrink by dropping panes, then frames, then tabs and footer; never refuse."""

from typing import NamedTuple

WIDE = (100, 30)
"""From this size (cells) four tiles stand side by side."""
XWIDE = (180, 44)
"""From this size all five panes and the detail area stand at once."""
SIDE_BY_SIDE = 100
"""From this width a low window puts the detail area beside the list, not under it."""
FRAMED = (60, 16)
SPLIT_ROWS = 14
"""From so many rows a single list leaves room for the detail area under it."""
DETAIL = "detail"
SLOT = ("diplomacy", "wire", "feeds", "timeline", "totals")
"""The panes that take turns in the lower left tile of the four."""


class Box(NamedTuple):
    """A rectangle in cells."""

    x: int
    y: int
    width: int
    height: int


class Plan(NamedTuple):
    """Where the panes in sight stand, and which parts of the furniture there is room for."""

    boxes: dict[str, Box]
    framed: bool
    tabs: bool
    status: bool
    footer: bool


def plan(
    width: int, height: int, current: str, slot: str, *, reading: bool = False, zoomed: bool = False, solo: bool = False
) -> Plan:
    """The places at `width` x `height` cells.

    `current` is the pane in use, `slot` the one of SLOT shown last, `reading` whether the detail area is in use,
    `zoomed` whether what is in use fills the screen, `solo` whether the program shows that one pane alone.
    """
    status, footer = height >= 4, height >= 6
    tiled = not solo and not zoomed and width >= WIDE[0] and height >= WIDE[1]
    tabs = not solo and not tiled and height >= SPLIT_ROWS and width >= 40
    framed = not solo and width >= FRAMED[0] and height >= FRAMED[1]
    top = int(status) + int(tabs)
    area = Box(0, top, width, max(1, height - top - int(footer)))
    if tiled:
        boxes = _six(area) if width >= XWIDE[0] and height >= XWIDE[1] else _four(area, slot)
    elif zoomed or solo or (area.height < SPLIT_ROWS and width < SIDE_BY_SIDE):
        boxes = {DETAIL if reading else current: area}
    elif width >= SIDE_BY_SIDE:
        left = width * 3 // 5
        boxes = {current: area._replace(width=left), DETAIL: area._replace(x=left, width=width - left)}
    else:
        upper = area.height * 11 // 20
        boxes = {
            current: area._replace(height=upper),
            DETAIL: area._replace(y=area.y + upper, height=area.height - upper),
        }
    return Plan(boxes, framed, tabs, status, footer)


def _four(area: Box, slot: str) -> dict[str, Box]:
    left, upper = area.width * 11 // 20, area.height // 2
    right, lower = area.width - left, area.height - upper
    return {
        "strikes": Box(area.x, area.y, left, upper),
        "casualties": Box(left, area.y, right, upper),
        slot: Box(area.x, area.y + upper, left, lower),
        DETAIL: Box(left, area.y + upper, right, lower),
    }


def _six(area: Box) -> dict[str, Box]:
    left = area.width * 2 // 5
    middle = area.width * 3 // 10
    right = area.width - left - middle
    upper = area.height * 11 // 20
    lower = area.height - upper
    feeds = max(8, area.height // 4)
    return {
        "strikes": Box(area.x, area.y, left, upper),
        "casualties": Box(left, area.y, middle, upper),
        "diplomacy": Box(area.x, area.y + upper, left, lower),
        "wire": Box(left, area.y + upper, middle, lower),
        DETAIL: Box(left + middle, area.y, right, area.height - feeds),
        "feeds": Box(left + middle, area.y + area.height - feeds, right, feeds),
    }
