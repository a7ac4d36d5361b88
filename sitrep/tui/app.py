"""The dashboard: keys in, lines out. It reads snapshots and asks for actions; it knows no feed, store or network."""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult, SystemCommand
from textual.binding import Binding
from textual.color import Color
from textual.content import Content
from textual.events import Event, Key, Resize
from textual.filter import LineFilter, Monochrome, NoColor
from textual.screen import Screen
from textual.widgets import Static

from sitrep.clock import Clock
from sitrep.tui.detail import DetailLines
from sitrep.tui.keynames import key_names
from sitrep.tui.lines import MOVES, SAMPLE, Inks
from sitrep.tui.outside import copy_to_tmux, open_link
from sitrep.tui.plan import SLOT, Plan, plan
from sitrep.tui.seam import Actions, Live
from sitrep.tui.table import UNREAD, RowTable
from sitrep.tui.unread import Unread
from sitrep.views.detail import detail
from sitrep.views.feeds import health_line, waiting
from sitrep.views.filter import NO_FILTER, Filter, matches, parse_filter
from sitrep.views.pane import Pane
from sitrep.views.panes import PANES, pane_by_id
from sitrep.views.wording import plural

PAINT_SECONDS = 0.2
"""The least time between two paints of news."""
HEARTBEAT_SECONDS = 60.0
GOODBYE_SECONDS = 2
"""What the screen may take to close once its terminal is gone."""
NOTHING_OFFERED = Actions()


KEYS = (
    *(Binding(pane.key, f"pane('{pane.id}')", pane.title, id=f"pane.{pane.id}", show=False) for pane in PANES),
    Binding("enter", "drill", "evidence", id="drill"),
    Binding("escape", "back", "back, clear the filter", id="back", show=False),
    Binding("slash", "filter", "filter", id="filter"),
    Binding("n", "unread(1)", "next unread", id="unread.next"),
    Binding("N", "unread(-1)", "previous unread", id="unread.previous", show=False),
    Binding("M", "read_all", "mark all as read", id="read.all", show=False),
    Binding("o", "open", "open link", id="link.open"),
    Binding("y", "copy", "copy with source", id="copy"),
    Binding("z", "zoom", "zoom", id="zoom"),
    Binding("r", "poll", "poll now", id="poll"),
    Binding("S", "situation", "pick a situation", id="situation", show=False),
    Binding("d", "sample", "sample on, off", id="sample", show=False),
    Binding("t", "change_theme", "theme", id="theme", show=False),
    Binding("question_mark,f1", "help", "help", id="help"),
    Binding("ctrl+p", "command_palette", "all commands", id="palette", show=False),
    Binding("ctrl+l", "redraw", "redraw", id="redraw", show=False),
    Binding("q,ctrl+q,ctrl+c", "quit", "quit", id="quit"),
)
"""What the keys do. An id is what a reader's own key map names."""


class WithoutColour(LineFilter):
    """Takes every colour from what is painted; bold, underlined and reversed stay (NO_COLOR)."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same words without colour codes, not even those of the terminal's own colours."""
        return [Segment(text, _bare(style) if style else None, control) for text, style, control in segments]


def _bare(style: Style) -> Style:
    return style.without_color


def _forget_stale_size() -> None:
    """COLUMNS and LINES as a shell once exported them are not this terminal's size, but would be believed."""
    if sys.stdout.isatty():
        os.environ.pop("COLUMNS", None)
        os.environ.pop("LINES", None)


class ScreenFailed(Exception):
    """The screen stopped by an error of its own; the terminal is already as it was. The cause is chained."""


class Dashboard(App[None]):
    """The full-screen board.

    `live` gives snapshots, `actions` are what keys may ask for, `clock` paces. `pane` opens there, and `solo` shows
    that pane alone, as in a tmux split. `seen` are the keys and versions read in an earlier session; without it, what
    stands on the first board counts as read. `opener` opens a link and tells whether it could.
    """

    CSS_PATH = "sitrep.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    TITLE = "sitrep"
    BINDINGS: ClassVar = list(KEYS)

    def __init__(
        self,
        live: Live,
        clock: Clock,
        actions: Actions = NOTHING_OFFERED,
        *,
        pane: str = "strikes",
        solo: bool = False,
        seen: Mapping[str, str] | None = None,
        opener: Callable[[str], Awaitable[bool]] | None = None,
        theme: str | None = None,
    ) -> None:
        _forget_stale_size()
        super().__init__()
        self.failure: Exception | None = None
        self._live = live
        self._clock = clock
        self._offered = actions
        self._open = opener or open_link
        self._solo = solo
        self._unread = Unread(seen)
        self._snapshot = live.snapshot()
        self._current = pane_by_id(pane).id
        self._slot = pane if pane in SLOT else SLOT[0]
        self._zoomed = False
        self._narrowed: dict[bool, Filter] = {}
        self._said = ""
        self._attended = False
        self._changed = asyncio.Event()
        self._title = ""
        self._new = 0
        self._inks = Inks()
        self._tables = {p.id: RowTable(p, self._inks, self._moved, partial(self._unread.holds, p.id)) for p in PANES}
        self._detail = DetailLines(self._inks, self._show_keys)
        self._shown_key = ("", "")
        self._choose_colours(theme)

    @property
    def seen(self) -> Mapping[str, str]:
        """Keys and versions the reader has looked at, for the next session."""
        return self._unread.seen

    def compose(self) -> ComposeResult:
        """These are always there, and the plan says which are in sight; the filter's line comes when asked for."""
        yield self._inks
        yield Static(id="status", markup=False)
        yield Static(id="tabs", markup=False)
        yield from self._tables.values()
        yield self._detail
        yield Static(id="keys", markup=False)

    def on_mount(self) -> None:
        """First paint from what is known, then whatever comes."""
        self._unread.open_with({pane.id: pane.rows(self._snapshot) for pane in PANES})
        self._show()
        self._table.focus()
        stop = self._live.subscribe(self._changed.set)
        self._stop: Callable[[], None] = stop
        self.run_worker(self._follow(), name="follow", exit_on_error=True)
        self.run_worker(self._beat(), name="heartbeat", exit_on_error=True)

    def on_unmount(self) -> None:
        """The terminal gets its title back."""
        self._stop()
        self._restore_title()

    def on_resize(self, event: Resize) -> None:
        """Everything finds its place again. The app's own size is still the old one while this event is handled."""
        self._room = event.size
        self._arrange()

    async def on_event(self, event: Event) -> None:
        """A note stands until the next key; and the first key tells that somebody is there."""
        if isinstance(event, Key):
            self._attended = True
            if self._said:
                self._said = ""
                self._show_keys()
        await super().on_event(event)

    # -- what comes in ------------------------------------------------------------------------------------------

    async def _follow(self) -> None:
        """Paints the newest snapshot after a change, never faster than PAINT_SECONDS; what came between is skipped."""
        while True:
            await self._changed.wait()
            self._changed.clear()
            self._snapshot = self._live.snapshot()
            self._show()
            await self._clock.sleep(PAINT_SECONDS)

    async def _beat(self) -> None:
        """Once a minute, as "last good poll" grows older."""
        while True:
            await self._clock.sleep(HEARTBEAT_SECONDS)
            self._snapshot = self._live.snapshot()
            self._show()

    def _show(self) -> None:
        with self.batch_update():
            for pane in PANES:
                self._fill(pane)
            self._count_unread()
            self._arrange()
            self._show_detail()

    def _fill(self, pane: Pane) -> None:
        rows = pane.rows(self._snapshot)
        wanted = self._filter_of(pane.id)
        if wanted.terms:
            now = self._snapshot.board.as_of
            shown = [row for row in rows if matches(wanted, row.facts, now)]
            hidden = plural(len(rows), "row")
            empty = f'nothing matches "{wanted.text}" ({hidden} hidden; Esc clears the filter)' if rows else pane.empty
        else:
            shown, empty = list(rows), self._why_empty(pane)
        self._tables[pane.id].put(shown, empty, sample=self._snapshot.sample, attended=self._attended)

    def _why_empty(self, pane: Pane) -> str:
        if self._snapshot.board.articles or pane.id == "feeds":
            return pane.empty
        offer = " · d shows the bundled sample" if self._offered.offer_sample and not self._snapshot.sample else ""
        return waiting(self._snapshot.board.feeds) + offer

    # -- what is in sight ---------------------------------------------------------------------------------------

    @property
    def _table(self) -> RowTable:
        return self._tables[self._current]

    @property
    def _reading(self) -> bool:
        return self._detail.has_focus

    def _plan(self) -> Plan:
        room = self._room or self.size
        return plan(
            room.width,
            room.height,
            self._current,
            self._slot,
            reading=self._reading,
            zoomed=self._zoomed,
            solo=self._solo,
        )

    def _arrange(self) -> None:
        """Puts every part where the plan says; nothing is repainted that stays as it is."""
        if not self.is_running or not self.size.width:
            return
        now = self._plan()
        self._place(now)
        rows = (("#status", now.status, 0), ("#tabs", now.tabs, 1), ("#keys", now.footer, self.size.height - 1))
        for name, there, y in rows:
            bar = self.query_one(name, Static)
            bar.display = there
            bar.styles.offset = (0, y)
        self._show_frames()
        self._show_status()
        self._show_tabs()
        self._show_keys()

    def _place(self, now: Plan) -> None:
        for widget in (*self._tables.values(), self._detail):
            box = now.boxes.get(str(widget.id))
            widget.display = box is not None
            if box is None:
                continue
            widget.styles.offset = (box.x, box.y)
            widget.styles.width, widget.styles.height = box.width, box.height
            in_use = widget is self._detail if self._reading else widget is self._table
            classes = {"framed" if now.framed else "bare", *(("current",) if in_use else ())}
            if widget.classes != classes:
                widget.set_classes(classes)

    def _show_frames(self) -> None:
        for pane in PANES:
            table = self._tables[pane.id]
            here = f"{table.cursor + 1}/{table.count}" if table.count else "0"
            above = table.unread_above
            title, foot = f"{pane.key} {pane.title}", f"{above} new ↑ · {here}" if above else here
            if (str(table.border_title), str(table.border_subtitle)) != (title, foot):
                table.border_title, table.border_subtitle = title, foot

    def _show_status(self) -> None:
        board = self._snapshot.board
        unread = self._new
        name = f"sitrep·{self._current}" if self._solo else f"sitrep · {board.situation or 'everything'}"
        wanted = self._filter_of(self._current)
        parts = [SAMPLE] if self._snapshot.sample else []
        parts += [f"! {self._snapshot.trouble}"] if self._snapshot.trouble else []
        parts.append(name)
        if unread:
            parts.append(f"{UNREAD} {unread} new" if self.size.width >= 60 else f"{UNREAD}{unread}")
        if wanted.text:
            parts.append(f"filter: {wanted.text}" + (f" ({wanted.faults[0]})" if wanted.faults else ""))
        note = self._said if not self._plan().footer else ""
        left = f" {note or '  '.join(parts)}"
        room = self.size.width - cell_len(left) - 1
        self._write("#status", f"{left}{health_line(board.feeds, board.as_of, room - 2):>{max(0, room)}}")
        self._set_title(f"sitrep {UNREAD}{unread}" if unread else "sitrep")

    def _show_tabs(self) -> None:
        words = []
        for pane in PANES:
            count = self._tables[pane.id].count
            words.append(
                f"[{pane.key} {pane.title} {count}]"
                if pane.id == self._current
                else f" {pane.key} {pane.title} {count} "
            )
        text = " ".join(words)
        if len(text) > self.size.width:
            text = " ".join(f"[{p.key} {p.title}]" if p.id == self._current else p.key for p in PANES)
        self._write("#tabs", text)

    def _show_keys(self) -> None:
        if not self.is_running:
            return
        self._write("#keys", f" {self._said or self._hints(self.size.width - 2)}")

    def _hints(self, room: int) -> str:
        """The keys that matter most, help and quit always among them, as many as `room` cells hold."""
        shown = {b.id: f"{key_names(b.key.split(',')[0])} {b.description}" for b in KEYS if b.show}
        tail = [shown.pop("help"), shown.pop("quit")]
        words = ["Esc back"] if self._reading else ["j/k move"]
        if self._reading:
            shown.pop("drill")
        words += [] if self._solo else ["Tab pane"]
        text = "  ".join(tail)
        for word in [*words, *shown.values()]:
            if len(text) + len(word) + 2 <= room:
                tail.insert(-2, word)
                text = "  ".join(tail)
        return text

    def _write(self, bar: str, text: str) -> None:
        widget = self.query_one(bar, Static)
        if str(widget.content) != text:
            widget.update(Content(text))

    def _say(self, text: str) -> None:
        """A note for the reader, until the next key."""
        self._said = text
        self._show_keys()
        if not self._plan().footer:
            self._show_status()

    def _show_detail(self) -> None:
        row = self._table.selected
        key = row.key if row else ""
        shown = detail(self._snapshot, self._current, key)
        self._detail.put(shown, self._snapshot.sample, same=self._shown_key == (self._current, key))
        self._shown_key = (self._current, key)

    def _moved(self) -> None:
        """The reader moved in the list: that row is read now, and its evidence is shown."""
        row = self._table.selected
        if row and self._unread.holds(self._current, row):
            self._unread.read(self._current, [row])
            self._count_unread()
        self._show_detail()
        self._show_frames()
        self._show_status()

    def _count_unread(self) -> None:
        """Counts what is unread; an incident counts once, though two panes show it."""
        tables = [self._table] if self._solo else [self._tables[p.id] for p in PANES if p.id != "casualties"]
        self._new = sum(self._unread.holds(table.pane.id, row) for table in tables for row in table.rows)

    # -- what the keys do ---------------------------------------------------------------------------------------

    def action_pane(self, pane: str) -> None:
        """To that pane."""
        if self._solo and pane != self._current:
            self._say("this window shows one pane; run sitrep without --pane for the others")
            return
        self._current = pane
        if pane in SLOT:
            self._slot = pane
        self._table.focus()
        self._show_detail()
        self.call_after_refresh(self._arrange)
        self._arrange()

    def action_turn(self, by: int) -> None:
        """To the next pane or the previous one; from the evidence, back to its list."""
        if self._reading:
            self.run_worker(self.action_back())
            return
        if self._solo:
            return
        order = [pane.id for pane in PANES]
        self.action_pane(order[(order.index(self._current) + by) % len(order)])

    def action_drill(self) -> None:
        """From the row to its evidence; there, the link under the cursor."""
        if self._reading:
            self.action_open()
            return
        self._moved()
        self._detail.display = True
        self._detail.focus()
        self.call_after_refresh(self._arrange)

    async def action_back(self) -> None:
        """One level back: evidence, filter, zoom. Never out of the program."""
        if self._filtering:
            self._set_filter(NO_FILTER)
            self._close_filter()
        elif self._reading:
            self._table.display = True
            self._table.focus()
            self.call_after_refresh(self._arrange)
        elif self._filter_of(self._current).text:
            self._set_filter(NO_FILTER)
        elif self._zoomed:
            self.action_zoom()

    def action_zoom(self) -> None:
        """What is in use fills the screen, or gives the rest its room back."""
        self._zoomed = not self._zoomed
        self._arrange()

    def action_unread(self, by: int) -> None:
        """To the next unread row of this pane, else say where there are some."""
        if self._table.next_unread(by):
            return
        others = [
            f"{p.key} {p.title}" for p in PANES if any(self._unread.holds(p.id, r) for r in self._tables[p.id].rows)
        ]
        self._say(f"nothing unread here; unread in: {', '.join(others)}" if others else "nothing unread")

    def action_read_all(self) -> None:
        """Everything on the board counts as read."""
        for pane in PANES:
            self._unread.read(pane.id, self._tables[pane.id].rows)
        self._show()

    def action_open(self) -> None:
        """The link of the row, or of the evidence under the cursor; without a browser it is shown and copied."""
        row = self._table.selected
        url = self._detail.url if self._reading else (row.url if row else "")
        if url:
            self.run_worker(self._follow_link(url), name="link")
        else:
            self._say("no link here")

    async def _follow_link(self, url: str) -> None:
        if await self._open(url):
            self._say(f"opened {url}")
        else:
            await self._copy(url)
            self._say(f"no browser here; copied: {url}")

    async def action_copy(self) -> None:
        """The line with its speaker, sentence, time and link."""
        text = self._detail.words if self._reading else self._detail.shown.copy
        if not text:
            self._say("nothing to copy here")
            return
        ways = await self._copy(text)
        self._say(f"copied ({ways}): {text}")

    async def _copy(self, text: str) -> str:
        in_tmux = await copy_to_tmux(text)
        self.copy_to_clipboard(text)
        return "tmux and terminal" if in_tmux else "terminal"

    def action_poll(self) -> None:
        """Asks every feed now."""
        if self._offered.poll_now is None:
            self._say("nothing to poll here")
            return
        self._offered.poll_now()
        self._say("polling now")

    def action_situation(self) -> None:
        """Picks one of the configured situations."""
        names = tuple(self._offered.situations()) if self._offered.situations else ()
        pick = self._offered.pick_situation
        if not names or pick is None:
            self._say("there is no other situation here")
            return
        from sitrep.tui.dialogs import Picker

        self.push_screen(Picker("Situation", names), lambda name: pick(name) if name is not None else None)

    def action_sample(self) -> None:
        """Shows the bundled sample instead of the world, or the world again."""
        if self._offered.offer_sample is None:
            self._say("this is the sample already" if self._snapshot.sample else "no sample on offer here")
            return
        self._offered.offer_sample()

    def action_help(self) -> None:
        """All keys, from the bindings themselves."""
        from sitrep.tui.dialogs import Help

        self.push_screen(Help([*MOVES, *KEYS]))

    def action_redraw(self) -> None:
        """Paints everything anew."""
        self.screen.refresh(repaint=True, layout=True)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every binding is in the palette too, under the same words."""
        for binding in KEYS:
            if binding.id not in ("palette", "back"):
                keys = key_names(binding.key)
                yield SystemCommand(binding.description, f"key {keys}", partial(self.run_action, binding.action))

    # -- the filter ---------------------------------------------------------------------------------------------

    def _filter_of(self, pane: str) -> Filter:
        """Feeds are filtered apart from what they bring."""
        return self._narrowed.get(pane == "feeds", NO_FILTER)

    async def action_filter(self) -> None:
        """Opens the filter's line; the lists follow as one types."""
        if self._filtering:
            return
        from sitrep.tui.filterline import FilterLine  # the start need not wait for what is seldom the first wish

        line = FilterLine(self._filter_of(self._current).text, self._filter_typed, self._close_filter)
        await self.mount(line)
        line.focus()

    @property
    def _filtering(self) -> bool:
        return bool(self.query("#filter"))

    def _filter_typed(self, text: str) -> None:
        self._set_filter(parse_filter(text))

    def _close_filter(self) -> None:
        self._table.focus()
        self.query("#filter").remove()

    def _set_filter(self, wanted: Filter) -> None:
        self._narrowed[self._current == "feeds"] = wanted
        self._show()

    # -- terminal ------------------------------------------------------------------------------------------------

    def _choose_colours(self, theme: str | None) -> None:
        """NO_COLOR and terminals of 16 colours get the terminal's own, where nothing can come out grey on grey."""
        if self.no_color:
            kept = [f for f in self._filters if not isinstance(f, (Monochrome, NoColor))]
            self._filters = [*kept, WithoutColour()]
        if theme is not None and theme in self.available_themes:
            self.theme = theme
        elif self.no_color or self.console.color_system in (None, "standard"):
            self.theme = "ansi-dark"

    def _set_title(self, title: str) -> None:
        """The window's title; the one before is kept by the terminal (XTWINOPS 22; those without it ignore it)."""
        if title == self._title or self._driver is None:
            return
        keep = "" if self._title else "\x1b[22;2t"
        self._title = title
        self._driver.write(f"{keep}\x1b]2;{title}\x07")

    def _restore_title(self) -> None:
        if self._title and self._driver is not None:
            self._title = ""
            self._driver.write("\x1b[23;2t")

    def _handle_exception(self, error: Exception) -> None:
        self.failure = self.failure or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Ends the screen without Textual's printed locals, which may hold what feeds sent: the caller says it."""
        self._close_messages_no_wait()


async def run_dashboard(app: Dashboard, *, mouse: bool = True) -> None:
    """Runs the screen until the reader quits, or the terminal hangs up. Raises ScreenFailed if it broke.

    `mouse` False leaves the mouse to the terminal.

    The terminal is itself again in every case, cancellation and SIGTERM included.
    """
    loop = asyncio.get_running_loop()
    ends = {signal.SIGTERM: app.exit}
    if hasattr(signal, "SIGHUP"):
        ends[signal.SIGHUP] = partial(_hung_up, app)
    for number, end in ends.items():
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, end)
    try:
        await app.run_async(mouse=mouse)
    finally:
        signal.alarm(0)
        for number in ends:
            with suppress(NotImplementedError):
                loop.remove_signal_handler(number)
    if app.failure is not None:
        reason = f"{type(app.failure).__name__}: {app.failure}"
        raise ScreenFailed(reason) from app.failure


def _hung_up(app: Dashboard) -> None:
    """Ends the screen when its terminal is gone, by the kernel if need be.

    Textual's writer dies on a terminal that is no more, and its last words then wait for ever for room in its queue
    (8.2.8). Nothing is lost by being ended: what was shown is in the journal, and the worker ends with its parent.
    """
    signal.alarm(GOODBYE_SECONDS)
    app.exit()
