"""Every key of the dashboard as plain data: what it does, under which action id, and in which room the act lives.

No terminal is needed to read this table: help, docs/KEYS.md, the palette, the footer and a reader's own [keys] are all
made from it. An action without a prefix belongs to the screen (sitrep.tui.board), `app.` to the program around it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sitrep.tui.keynames import key_names
from sitrep.views.panes import PANES


class Key(NamedTuple):
    """One line of the table. `key` lists keys with commas between, `show` puts it into the footer."""

    key: str
    action: str
    description: str
    id: str
    show: bool = False


KEYS = (
    *(Key(pane.key, f"screen.pane('{pane.id}')", pane.title, f"pane.{pane.id}") for pane in PANES),
    Key("enter", "screen.drill", "evidence", "drill", True),
    Key("escape", "screen.back", "back, clear the filter", "back"),
    Key("slash", "screen.filter", "filter", "filter", True),
    Key("n", "screen.unread(1)", "next unread", "unread.next", True),
    Key("N", "screen.unread(-1)", "previous unread", "unread.previous"),
    Key("M", "screen.read_all", "mark all as read", "read.all"),
    Key("o", "app.open", "open link", "link.open", True),
    Key("y", "app.copy", "copy with source", "copy", True),
    Key("z", "screen.zoom", "zoom", "zoom", True),
    Key("r", "app.poll", "poll now", "poll", True),
    Key("S", "app.situation", "pick a situation", "situation"),
    Key("d", "app.sample", "sample on, off", "sample"),
    Key("t", "app.change_theme", "theme", "theme"),
    Key("question_mark,f1", "app.help", "help", "help", True),
    Key("ctrl+p", "app.command_palette", "all commands", "palette"),
    Key("ctrl+l", "screen.redraw", "redraw", "redraw"),
    Key("q,ctrl+q,ctrl+c", "app.quit", "quit", "quit", True),
)
"""What the keys do anywhere. An id is what a reader's own key map names."""

MOVES = (
    Key("j,down", "step(1)", "down", "cursor.down"),
    Key("k,up", "step(-1)", "up", "cursor.up"),
    Key("g,home", "top", "newest, first", "cursor.top"),
    Key("G,end", "bottom", "oldest, last", "cursor.bottom"),
    Key("ctrl+d", "half(1)", "half a page down", "cursor.half-down"),
    Key("ctrl+u", "half(-1)", "half a page up", "cursor.half-up"),
    Key("pagedown,space", "page(1)", "a page down", "cursor.page-down"),
    Key("pageup", "page(-1)", "a page up", "cursor.page-up"),
    Key("tab,l,right", "screen.turn(1)", "next pane", "pane.next"),
    Key("shift+tab,h,left", "screen.turn(-1)", "previous pane; from the evidence, its list", "pane.previous"),
)
"""What the keys do in a list."""


def with_own(keys: Iterable[Key], own: Mapping[str, str]) -> tuple[Key, ...]:
    """The table under a reader's own keys, by action id."""
    return tuple(key._replace(key=own.get(key.id, key.key)) for key in keys)


def hints(keys: Sequence[Key], room: int, *, reading: bool, solo: bool) -> str:
    """The keys that matter most, help and quit always among them, as many as `room` cells hold."""
    shown = {key.id: f"{key_names(key.key.split(',')[0])} {key.description}" for key in keys if key.show}
    tail = [shown.pop("help"), shown.pop("quit")]
    words = ["Esc back"] if reading else ["j/k move"]
    if reading:
        shown.pop("drill")
    words += [] if solo else ["Tab pane"]
    text = "  ".join(tail)
    for word in [*words, *shown.values()]:
        if len(text) + len(word) + 2 <= room:
            tail.insert(-2, word)
            text = "  ".join(tail)
    return text
