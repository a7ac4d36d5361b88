"""A list of lines with a cursor, painted line by line: only what is in sight costs anything."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Resize
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from sitrep.tui.columns import cut
from sitrep.tui.inks import Inks
from sitrep.tui.keys import MOVES, Key
from sitrep.views.wording import SAMPLE


def bound(keys: Iterable[Key]) -> list[BindingType]:
    """The keys as Textual binds them."""
    return [Binding(key.key, key.action, key.description, id=key.id, show=bool(key.foot)) for key in keys]


class CursorLines(ScrollView, can_focus=True):
    """Lines with a cursor among them. Who inherits says how many there are (`count`), what decides how one looks
    (`looks`), and draws it (`paint`).

    `sample` puts the banner of the sample on the first line, unless `told` says that it stands just above.
    """

    BINDINGS: ClassVar = bound(MOVES)

    def __init__(self, name: str, inks: Inks, moved: Callable[[], None]) -> None:
        super().__init__(id=name)
        self.cursor = 0
        self.sample = False
        self.told = False
        self._inks = inks
        self._moved = moved
        self._painted: dict[int, object] = {}
        self._framed = ("", "")

    def notify_style_update(self) -> None:
        """Another theme, other colours."""
        self._inks.mind(self.app.theme_variables, ansi=self.app.native_ansi_color)
        super().notify_style_update()

    @property
    def count(self) -> int:
        """How many lines there are under the head."""
        return 0

    @property
    def head(self) -> int:
        """Lines at the top that do not scroll."""
        return 1 if self.bannered else 0

    @property
    def bannered(self) -> bool:
        """Whether the first line is the sample's banner."""
        return self.sample and not self.told

    @property
    def width(self) -> int:
        """Cells a line has, the scroll bar left out."""
        return self.scrollable_content_region.width

    @property
    def room(self) -> int:
        """Lines in sight under the head."""
        return max(1, self.size.height - self.head)

    @property
    def scrolled(self) -> int:
        """The first line in sight."""
        return self.scroll_offset.y

    def paint(self, index: int, width: int) -> Strip:
        """Line `index` in `width` cells."""
        raise NotImplementedError

    def looks(self, index: int, width: int) -> object:
        """All that decides how `paint` draws line `index`: with equal looks it draws equal lines."""
        raise NotImplementedError

    def head_looks(self, line: int, width: int) -> object:
        """The same of line `line` of the head."""
        return (self.bannered, width)

    def paint_head(self, line: int, width: int) -> Strip:
        """Line `line` of the head. The banner comes last, so that it stands against the content."""
        return Strip([Segment(cut(SAMPLE.center(width), width), self._inks.on_ground("banner"))], width)

    def void_looks(self, y: int, width: int) -> object:
        """The same of line `y` of the widget, where no line is."""
        return width

    def paint_void(self, y: int, width: int) -> Strip:
        """What stands where no line is."""
        return Strip.blank(width, self._inks.on_ground("plain"))

    def render_line(self, y: int) -> Strip:
        """Line `y` of the widget, as Textual asks for it."""
        width = self.width
        index = y + self.scrolled - self.head
        self._painted[y] = self._looks_on(y, index, width)
        if y < self.head:
            strip = self.paint_head(y, width)
        elif 0 <= index < self.count:
            strip = self.paint(index, width)
        else:
            strip = self.paint_void(y, width)
        # Its own style costs Textual as much to reckon as a line to paint, and is seldom needed.
        return strip if strip.cell_length == width else strip.adjust_cell_length(width, self.rich_style)

    def _looks_on(self, y: int, index: int, width: int) -> object:
        """What decides how line `y` of the widget looks, on which line `index` of the list stands if there is one."""
        if index < self.scrolled:
            return self.head_looks(y, width)
        return self.looks(index, width) if index < self.count else self.void_looks(y, width)

    def freshen(self) -> None:
        """Paints anew the lines that would look otherwise than they do: after a key that are two, and most news come
        above or below what is in sight.
        """
        if not self.display:  # all of it, once it is in sight
            self.refresh()
            return
        size, width, first = self.size, self.width, self.scrolled - self.head
        stale = [y for y in range(size.height) if self._painted.get(y) != self._looks_on(y, y + first, width)]
        if stale:
            self.refresh(*(Region(0, y, size.width, 1) for y in stale))

    def frame(self, title: str, foot: str) -> None:
        """What its frame says above and below. Set as Textual's `border_title` either would paint all lines anew
        (8.2.8).
        """
        if self._framed == (title, foot):
            return
        self._framed = (title, foot)
        self._border_title, self._border_subtitle = Content(title), Content(foot)
        if self.content_offset.y:
            self.refresh(*(Region(-1, y, self.outer_size.width, 1) for y in (-1, self.size.height)))

    def resize_lines(self) -> None:
        """Tells Textual how far one can scroll. Call it when the count, the head or the width has changed.

        The scroll bar alone follows: set plainly, `virtual_size` has the whole screen laid out anew (8.2.8).
        """
        size = Size(self.width, self.count + self.head)
        if size != self.virtual_size:
            self.set_reactive(Widget.virtual_size, size)
            self._scroll_update(size)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Textual would paint all lines anew: of a list that grew above what is in sight all look as they did."""
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.position = new_value
        self.freshen()

    def scroll_lines(self, to: int) -> None:
        """Puts line `to` on top, at once."""
        self.scroll_to(y=max(0, to), animate=False, immediate=True, force=True)

    def move_to(self, index: int) -> None:
        """Puts the cursor on `index` (the nearest there is) and brings it into sight."""
        self.cursor = max(0, min(index, self.count - 1))
        self.keep_in_sight()
        self._moved()
        self.freshen()

    def keep_in_sight(self) -> None:
        """Scrolls as little as shows the cursor."""
        if self.cursor < self.scrolled:
            self.scroll_lines(self.cursor)
        elif self.cursor >= self.scrolled + self.room:
            self.scroll_lines(self.cursor - self.room + 1)

    def action_step(self, by: int) -> None:
        """One line down or up."""
        self.move_to(self.cursor + by)

    def action_top(self) -> None:
        """To the first line."""
        self.move_to(0)

    def action_bottom(self) -> None:
        """To the last line."""
        self.move_to(self.count - 1)

    def action_half(self, by: int) -> None:
        """Half a page down or up."""
        self.move_to(self.cursor + by * max(1, self.room // 2))

    def action_page(self, by: int) -> None:
        """A page down or up, one line kept."""
        self.move_to(self.cursor + by * max(1, self.room - 1))

    def on_resize(self, event: Resize) -> None:
        """Holds the cursor in sight through any size."""
        self.resize_lines()
        self.keep_in_sight()
        self.refresh()

    def on_click(self, event: Click) -> None:
        """A click selects."""
        y = event.get_content_offset_capture(self).y
        index = y + self.scrolled - self.head
        if y >= self.head and 0 <= index < self.count:
            self.move_to(index)
