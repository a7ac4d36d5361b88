"""The screen: the panes, the evidence and the bars around them, and the keys that move among them.

It is handed snapshots and shows them under a Look; what leaves the screen (links, copies, polls) is the program's
work (sitrep.tui.app), which asks `under` what the cursor is on and says its notes through `say`.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Resize
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

from sitrep.tui import bars
from sitrep.tui.detail import DetailLines
from sitrep.tui.keys import Key, hints
from sitrep.tui.lines import Inks
from sitrep.tui.look import Look
from sitrep.tui.plan import Plan, plan
from sitrep.tui.table import RowTable
from sitrep.tui.unread import Unread
from sitrep.views.detail import detail
from sitrep.views.feeds import waiting
from sitrep.views.filter import NO_FILTER, Filter, matches, parse_filter
from sitrep.views.pane import Pane, Row, Snapshot
from sitrep.views.panes import PANES
from sitrep.views.wording import plural

BARS = ("status", "tabs", "keys")


class Under(NamedTuple):
    """What the cursor is on: the row of which pane, the words to copy and the link to open."""

    snapshot: Snapshot
    pane: str
    row: Row | None
    words: str
    url: str


class BoardScreen(Screen[None]):
    """Shows `snapshot` as `look` wants it. `unread` knows what was read. `told` is called when the count of unread
    things may have changed. `sample_offered` tells whether an empty board may point to the sample.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        look: Look,
        unread: Unread,
        keys: tuple[Key, ...],
        told: Callable[[], None],
        *,
        sample_offered: bool = False,
    ) -> None:
        super().__init__()
        self.look = look
        self.new = 0
        self.attended = False
        self._snapshot = snapshot
        self._unread = unread
        self._keys = keys
        self._told = told
        self._sample_offered = sample_offered
        self._room: Size | None = None
        self._said = ""
        self._inks = Inks()
        self._tables = {p.id: RowTable(p, self._inks, self._moved, partial(unread.holds, p.id)) for p in PANES}
        self._detail = DetailLines(self._inks, self._show_keys)
        self._shown_key = ("", "")

    def compose(self) -> ComposeResult:
        """These are always there, and the plan says which are in sight; the filter's line comes when asked for."""
        yield self._inks
        for bar in BARS:
            yield Static(id=bar, markup=False)
        yield from self._tables.values()
        yield self._detail

    def on_mount(self) -> None:
        """First paint from what is known."""
        self._unread.open_with({pane.id: pane.rows(self._snapshot) for pane in PANES})
        self._show()
        self._table.focus()

    def on_resize(self, event: Resize) -> None:
        """Everything finds its place again. The app's own size is still the old one while this event is handled."""
        self._room = event.size
        self._arrange()

    # -- what comes in ------------------------------------------------------------------------------------------

    def show(self, snapshot: Snapshot) -> None:
        """The newest state; the selection stays where it is."""
        self._snapshot = snapshot
        self._show()

    def say(self, text: str) -> None:
        """A note for the reader, until the next key."""
        self._said = text
        self._show_keys()
        if not self._plan().footer:
            self._show_status()

    def key_pressed(self) -> None:
        """Somebody is there, and has read the note."""
        self.attended = True
        if self._said:
            self._said = ""
            self._show_keys()

    @property
    def under(self) -> Under:
        """What the cursor is on."""
        row = self._table.selected
        if self._reading:
            return Under(self._snapshot, self.look.pane, row, self._detail.words, self._detail.url)
        return Under(self._snapshot, self.look.pane, row, self._detail.shown.copy, row.url if row else "")

    def _show(self) -> None:
        with self.app.batch_update():
            for pane in PANES:
                self._fill(pane)
            self._count_unread()
            self._arrange()
            self._show_detail()

    def _fill(self, pane: Pane) -> None:
        rows = pane.rows(self._snapshot)
        wanted = self.look.filter_of(pane.id)
        if wanted.terms:
            now = self._snapshot.board.as_of
            shown = [row for row in rows if matches(wanted, row.facts, now)]
            hidden = plural(len(rows), "row")
            empty = f'nothing matches "{wanted.text}" ({hidden} hidden; Esc clears the filter)' if rows else pane.empty
        else:
            shown, empty = list(rows), self._why_empty(pane)
        self._tables[pane.id].put(shown, empty, sample=self._snapshot.sample, attended=self.attended)

    def _why_empty(self, pane: Pane) -> str:
        if self._snapshot.board.articles or pane.id == "feeds":
            return pane.empty
        offer = " · d shows the bundled sample" if self._sample_offered and not self._snapshot.sample else ""
        return waiting(self._snapshot.board.feeds) + offer

    def _moved(self) -> None:
        """The reader moved in the list: that row is read now, and its evidence is shown."""
        row = self._table.selected
        if row and self._unread.holds(self.look.pane, row):
            self._unread.read(self.look.pane, [row])
            self._count_unread()
        self._show_detail()
        self._show_frames()
        self._show_status()

    def _count_unread(self) -> None:
        """Counts what is unread; an incident counts once, though two panes show it."""
        tables = [self._table] if self.look.solo else [self._tables[p.id] for p in PANES if p.id != "casualties"]
        self.new = sum(self._unread.holds(table.pane.id, row) for table in tables for row in table.rows)

    # -- what is in sight ---------------------------------------------------------------------------------------

    @property
    def _table(self) -> RowTable:
        return self._tables[self.look.pane]

    @property
    def _reading(self) -> bool:
        return self._detail.has_focus

    def _plan(self) -> Plan:
        room = self._room or self.size
        look = self.look
        return plan(
            room.width,
            room.height,
            look.pane,
            look.slot,
            reading=self._reading,
            zoomed=look.zoomed,
            solo=look.solo,
        )

    def _arrange(self) -> None:
        """Puts every part where the plan says; nothing is repainted that stays as it is."""
        if not self.is_running or not self.size.width:
            return
        now = self._plan()
        self._place(now)
        there = (now.status, now.tabs, now.footer)
        for name, shown, y in zip(BARS, there, (0, 1, self.size.height - 1), strict=True):
            bar = self.query_one(f"#{name}", Static)
            bar.display = shown
            bar.styles.offset = (0, y)
        self._show_frames()
        self._show_status()
        self._write("tabs", bars.tabs({p: t.count for p, t in self._tables.items()}, self.look.pane, self.size.width))
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
        if self._said and not self._plan().footer:
            text = bars.beside(self._said, self._snapshot, self.size.width)
        else:
            text = bars.status(self._snapshot, self.look, self.new, self.size.width)
        self._write("status", text)
        self._told()

    def _show_keys(self) -> None:
        room = self.size.width - 2
        said = self._said or hints(self._keys, room, reading=self._reading, solo=self.look.solo)
        self._write("keys", f" {said}")

    def _write(self, bar: str, text: str) -> None:
        if not self.is_running:
            return
        widget = self.query_one(f"#{bar}", Static)
        if str(widget.content) != text:
            widget.update(Content(text))

    def _show_detail(self) -> None:
        row = self._table.selected
        key = row.key if row else ""
        shown = detail(self._snapshot, self.look.pane, key)
        self._detail.put(shown, self._snapshot.sample, same=self._shown_key == (self.look.pane, key))
        self._shown_key = (self.look.pane, key)

    # -- what the keys do ---------------------------------------------------------------------------------------

    def action_pane(self, pane: str) -> None:
        """To that pane."""
        self._look_at(self.look.to(pane))

    def action_turn(self, by: int) -> None:
        """To the next pane or the previous one; from the evidence, back to its list."""
        if self._reading:
            self.run_worker(self.action_back())
        elif not self.look.solo:
            self._look_at(self.look.turned(by))

    def _look_at(self, look: Look) -> None:
        if look.solo and look.pane != self.look.pane:
            self.say("this window shows one pane; run sitrep without --pane for the others")
            return
        self.look = look
        self._table.focus()
        self._show_detail()
        self.call_after_refresh(self._arrange)
        self._arrange()

    def action_drill(self) -> None:
        """From the row to its evidence; there, the link under the cursor."""
        if self._reading:
            self.app.call_later(self.app.run_action, "app.open")
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
        elif self.look.filter_of(self.look.pane).text:
            self._set_filter(NO_FILTER)
        elif self.look.zoomed:
            self.action_zoom()

    def action_zoom(self) -> None:
        """What is in use fills the screen, or gives the rest its room back."""
        self.look = self.look.zoom()
        self._arrange()

    def action_unread(self, by: int) -> None:
        """To the next unread row of this pane, else say where there are some."""
        if self._table.next_unread(by):
            return
        others = [
            f"{p.key} {p.title}" for p in PANES if any(self._unread.holds(p.id, r) for r in self._tables[p.id].rows)
        ]
        self.say(f"nothing unread here; unread in: {', '.join(others)}" if others else "nothing unread")

    def action_read_all(self) -> None:
        """Everything on the board counts as read."""
        for pane in PANES:
            self._unread.read(pane.id, self._tables[pane.id].rows)
        self._show()

    def action_redraw(self) -> None:
        """Paints everything anew."""
        self.refresh(repaint=True, layout=True)

    async def action_filter(self) -> None:
        """Opens the filter's line; the lists follow as one types."""
        if self._filtering:
            return
        from sitrep.tui.filterline import FilterLine  # the start need not wait for what is seldom the first wish

        line = FilterLine(self.look.filter_of(self.look.pane).text, self._filter_typed, self._close_filter)
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
        self.look = self.look.narrow(wanted)
        self._show()
