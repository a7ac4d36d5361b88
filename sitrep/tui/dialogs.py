"""What opens over the board: help, written from the table of keys itself; a list to pick from; a question; a text."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from sitrep.tui.keynames import key_names
from sitrep.tui.keys import Key
from sitrep.views.pane import Snapshot

LEGEND = """\
● new to you   ▲ revised since you read it, 17→21   ✓ picked
★ bookmarked   ! at least 10 killed stated   ~ disputed or contested
↕ revised at some time   ↑ expected to rise   × withdrawn: in no sum
– unknown, which is not none   21+ at least   ≤30 up to
24 (1 origin): one voice says so now; 21+ (3): three say that
≈Place: a region or a country, no point on a map
?Name: only accused; no mark: told as fact, or claimed by them
Σ a campaign's running total, never added to incidents
└ part of the row above   src 2/5: independent voices / outlets
◆ the article is counted in an incident   ↩ answers an incident
Nothing is summed over incidents here: ranges stay ranges, and
parts are never added to their whole.
"""
FILTERS = """\
kharkiv            a word, anywhere          "two words"      together
place:  weapon:  actor:  feed:  grade:       contained in that field
killed:>5  injured:<=20  missing:3           only where a figure was stated; killed:unknown where none was
since:6h  updated within m, h, d, w   near:1.5,29.2,50km   -word  not
is:unread is:new is:revised   is:since (you looked)   is:saved
"""


def help_text(bindings: Iterable[Key]) -> str:
    """Every binding with its keys and what it does, then the glyphs and the filter's words."""
    rows = [(key_names(binding.key), binding.description) for binding in bindings if binding.description]
    width = max(len(keys) for keys, _ in rows)
    keys = "\n".join(f"{keys:<{width}}  {description}" for keys, description in rows)
    return f"KEYS\n{keys}\n\nSIGNS\n{LEGEND}\nFILTER\n{FILTERS}\nEsc closes this."


def notes_text(snapshot: Snapshot) -> str:
    """The handover notes that stand, newest first, each with its writer, its time and what it is about."""
    labels = {name: i.label for i in snapshot.board.incidents for name in (i.id, *i.aliases)}
    if not snapshot.notes:
        return "no note stands; a writes one"
    told = []
    for note in reversed(snapshot.notes):
        about = f" · {labels.get(note.about, note.about)}" if note.about else ""
        told.append(f"{snapshot.calendar.long(note.at)} {note.by}{about}\n  {note.text}")
    return "\n\n".join(told)


LEAST_WIDE, MOST_WIDE = 40, 96
"""Cells of a list to pick from; a narrower screen wraps its lines."""


class Picker(ModalScreen[str | None]):
    """One of several names, or None on Esc."""

    # Here, not in the sheet of the board: a start need not read how a dialog looks.
    DEFAULT_CSS = """
    Picker {
        align: center middle; background: transparent;
        OptionList, OptionList:focus {
            width: 40; max-width: 100%; height: auto; max-height: 100%;
            border: heavy $border; background: $background;
        }
    }
    """
    BINDINGS: ClassVar = [
        Binding("escape,q", "dismiss", "close", show=False),
        Binding("j", "down", "down", show=False),
        Binding("k", "up", "up", show=False),
    ]

    def __init__(self, title: str, names: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._names = tuple(names)

    def compose(self) -> ComposeResult:
        """The names, one a line."""
        options = OptionList(*(Content(name) for name in self._names), markup=False)
        options.border_title = self._title
        options.styles.width = min(max(LEAST_WIDE, max(map(cell_len, self._names), default=0) + 6), MOST_WIDE)
        yield options

    def action_down(self) -> None:
        """The next name."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """The name before."""
        self.query_one(OptionList).action_cursor_up()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter takes the name under the cursor."""
        self.dismiss(self._names[event.option_index])


class Dismissed(Picker):
    """The dismissed incidents, one a line: U or Enter takes one back."""

    BINDINGS: ClassVar = [Binding("U", "take", "take back", show=False)]

    def action_take(self) -> None:
        """As Enter does."""
        self.query_one(OptionList).action_select()


class Ask(ModalScreen[str | None]):
    """One line of text, or None on Esc. `about` says what it is for."""

    DEFAULT_CSS = """
    Ask {
        align: center middle; background: transparent;
        Vertical {
            width: 80; max-width: 100%; height: auto; max-height: 100%;
            border: heavy $border; background: $background; padding: 0 1;
        }
        Static { width: 100%; padding: 0 0 1 0; }
        Input, Input:focus {
            dock: bottom; border: none; height: 1; padding: 0; background: $panel; color: $foreground;
        }
    }
    """
    BINDINGS: ClassVar = [Binding("escape", "dismiss", "close", show=False)]

    def __init__(self, about: str, hint: str = "", *, required: bool = False) -> None:
        super().__init__()
        self._about = about
        self._hint = hint
        self._required = required

    def compose(self) -> ComposeResult:
        """The question, and the line for its answer."""
        with Vertical() as box:
            box.border_title = "Enter: done · Esc: leave it"
            yield Static(Content(self._about))
            yield Input(placeholder=self._hint)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter gives the answer; an empty one is none where something must be said."""
        if event.value.strip() or not self._required:
            self.dismiss(event.value.strip())
        else:
            self.query_one(Vertical).border_subtitle = "something must be said; Esc leaves it"


class Pages(ModalScreen[None]):
    """A text to read and scroll. Esc, q or ? closes it."""

    DEFAULT_CSS = """
    Pages {
        align: center middle; background: transparent;
        VerticalScroll {
            width: 96; max-width: 100%; height: auto; max-height: 100%;
            border: heavy $border; background: $background; padding: 0 1;
        }
        Static { width: 100%; }
    }
    """
    BINDINGS: ClassVar = [
        Binding("escape,q,question_mark,f1", "dismiss", "close", show=False),
        Binding("j,down", "scroll(1)", "down", show=False),
        Binding("k,up", "scroll(-1)", "up", show=False),
        Binding("space,pagedown,ctrl+d", "scroll(10)", "page down", show=False),
        Binding("pageup,ctrl+u", "scroll(-10)", "page up", show=False),
        Binding("g,home", "scroll(-10000)", "top", show=False),
        Binding("G,end", "scroll(10000)", "bottom", show=False),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """One scrolling text."""
        with VerticalScroll(can_focus=False) as box:
            box.border_title = self._title
            yield Static(Content(self._text))

    def action_scroll(self, by: int) -> None:
        """Scrolls by that many lines."""
        box = self.query_one(VerticalScroll)
        box.scroll_to(y=box.scroll_offset.y + by, animate=False)
