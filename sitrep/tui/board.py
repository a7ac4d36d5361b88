"""The screen: the panes, the evidence and the bars around them, and the keys that move among them.

It is handed snapshots and shows them under a Look; what leaves the screen (links, copies, polls) is the program's
work (sitrep.tui.app), which asks `under` what the cursor is on and says its notes through `say`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from textwrap import wrap

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Resize
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

from sitrep.config import View
from sitrep.tui import bars
from sitrep.tui.columns import cut
from sitrep.tui.detail import DetailLines
from sitrep.tui.foot import COMMAND, FILTER, Foot
from sitrep.tui.inks import Inks
from sitrep.tui.keys import Key, hints
from sitrep.tui.lines import CursorLines
from sitrep.tui.look import ORDER, SINCE, Look
from sitrep.tui.marks import Marks
from sitrep.tui.plan import Plan, plan
from sitrep.tui.presence import Presence
from sitrep.tui.seen import INCIDENT_PANES, Seen
from sitrep.tui.table import RowTable
from sitrep.tui.turns import Turns
from sitrep.tui.under import Under
from sitrep.views.evidence.detail import detail
from sitrep.views.filtering.filter import NO_FILTER, Filter, parse_filter
from sitrep.views.filtering.listing import Sort, arranging, sortable
from sitrep.views.health import waiting
from sitrep.views.index import index_of, indexed
from sitrep.views.news import changes
from sitrep.views.pane import Pane, Row, Snapshot
from sitrep.views.panes import PANES, pane_by_id
from sitrep.views.steps import Steps, at_once
from sitrep.views.wording import plural

BARS = ("status", "tabs", "keys")
TIMELINE = "timeline"
MOST_NOTE = 3
"""Lines a note may take at the foot: in a narrow window it lies over the list until the next key."""
READ_ALL = "read.all"
"""What is done at the second press only: the one before asked."""
LISTS = "lists"
"""The work beside the keys that makes the lists anew: the newest key's takes the place of any other."""


class BoardScreen(Screen[None]):
    """Shows `snapshot` as `look` wants it. `seen` knows what was read. `told` is called when the count of unread things
    may have changed, `command` with what was typed as a command. `now` tells the moment (UTC). `views` are looks one
    can come back to. `turns` lets long work go on between the keys. `written` gives a text as the terminal can show it.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        look: Look,
        seen: Seen,
        keys: tuple[Key, ...],
        told: Callable[[], None],
        command: Callable[[str], None],
        now: Callable[[], datetime],
        turns: Turns,
        *,
        sample_offered: bool = False,
        views: Mapping[str, View] | None = None,
        cursors: Mapping[str, str] | None = None,
        written: Callable[[str], str] = str,
    ) -> None:
        super().__init__()
        self.look = look
        self.held: Snapshot | None = None
        self.paused = False
        self.muted = False
        self.views: dict[str, View] = dict(views or {})
        self._snapshot = snapshot
        self.boards: Mapping[str, Sequence[Row]] = {}
        self.marks = Marks(seen)
        self._seen = seen
        self._presence = Presence(seen)
        self._keys = keys
        self._told = told
        self._command = command
        self._now = now
        self._turns = turns
        self._sample_offered = sample_offered
        self._cursors = dict(cursors or {})
        self.written = written
        self._situation = snapshot.board.situation
        self._recalling = snapshot.recalling
        self._room: Size | None = None
        self._said, self._stands = "", now()
        self._asks = self._asked = ""
        self._note_stands = (0, 0)
        self._inks = Inks()
        self._tables = {p.id: self._table_of(p) for p in PANES}
        self._detail = DetailLines(self._inks, self._show_keys)
        self._shown_key = ("", "")
        self._foot = Foot(self)

    def _table_of(self, pane: Pane) -> RowTable:
        seen = self._seen
        gutter, was = partial(self.marks.gutter, pane.id), partial(seen.was, pane.id)
        return RowTable(pane, self._inks, self._moved, gutter, seen.unread_keys(pane.id), was, self.written)

    def compose(self) -> ComposeResult:
        """These are always there, and the plan says which are in sight; the line one types in comes when asked for."""
        self._room = self.app.size
        now = self._plan()
        for widget in (*self._tables.values(), self._detail):  # as they will stand: each is styled once, not twice
            if widget.id in now.boxes:
                widget.add_class(*self._classes_of(widget, now), update=False)
        for bar in BARS:
            yield Static(id=bar, markup=False)
        yield from self._tables.values()
        yield self._detail

    def on_mount(self) -> None:
        """First paint from what is known."""
        self.show(self._snapshot)
        self._table.focus()

    def on_resize(self, event: Resize) -> None:
        """Everything finds its place again. The app's own size is still the old one while this event is handled."""
        self._room = event.size
        self._arrange()

    # -- what comes in ------------------------------------------------------------------------------------------

    def show(self, snapshot: Snapshot) -> None:
        """The newest state; the selection stays where it is. While paused it is held back and counted."""
        at_once(self.showing(snapshot))

    def showing(self, snapshot: Snapshot) -> Steps[None]:
        """As `show`, in pieces: keys have their turn between two of them. Nothing is seen of it before the last."""
        boards = {} if self.paused else (yield from self._reckoned(snapshot))
        lists = {} if self.paused else (yield from self._listed(snapshot, boards))
        if self.paused:
            self.held = snapshot
            self._show_status()
        else:
            self._snapshot, self.boards = snapshot, boards
            self._put(lists)

    def say(self, text: str, *, least: timedelta = timedelta(0)) -> None:
        """A note for the reader, until the next key after `least`, or until another note."""
        self._said, self._stands = text, self._now() + least
        self._show_keys()
        if not self._plan().footer:
            self._show_status()

    def refresh_status(self) -> None:
        """Writes the status line anew."""
        self._show_status()

    def key_pressed(self) -> None:
        """Somebody is there, and has read the note. After a while away they are told what came meanwhile."""
        self._asked, self._asks = self._asks, ""
        if self._said and self._now() >= self._stands:
            self._said = ""
            self._show_keys()
        left = self._presence.key(self._now())
        if left is not None and (came := self._digest()):
            self.say(f"{came}; since {self._snapshot.calendar.long(left)} (w lists them)")

    def _digest(self) -> str:
        """What came since the reader last looked up, in one line."""
        incidents = index_of(self._snapshot.board.incidents)
        return self.marks.digest(self.boards, self.look, incidents, self._snapshot.calendar)

    @property
    def under(self) -> Under:
        """What the cursor is on."""
        row, picked = self._table.selected, tuple(self.marks.picked)
        if self._reading:
            words, url, article = self._detail.words, self._detail.url, self._detail.article
            return Under(self._snapshot, self.look.pane, row, words, url, article, picked, self._table.rows)
        words, url = self._detail.shown.copy, row.url if row else ""
        return Under(self._snapshot, self.look.pane, row, words, url, "", picked, self._table.rows)

    @property
    def cursors(self) -> Mapping[str, str]:
        """The row under the cursor of each pane, by key."""
        return {pane: table.selected.key for pane, table in self._tables.items() if table.selected}

    def _reckoned(self, snapshot: Snapshot) -> Steps[Mapping[str, Sequence[Row]]]:
        """The rows of all panes, with what is new to the reader noted; in pieces."""
        boards: dict[str, Sequence[Row]] = {}
        in_sight = self._plan().boxes
        yield from indexed(snapshot.board.incidents)
        for pane in PANES:  # a pane whose rows are never unread need not be reckoned where nobody sees it
            if pane.id not in self.boards or pane.id in in_sight or pane.id != TIMELINE:
                boards[pane.id] = yield from pane.made(snapshot)
                yield
        # What came with the last of what was kept is first painted after that was done.
        another = snapshot.board.situation != self._situation or self._recalling
        self._situation, self._recalling = snapshot.board.situation, snapshot.recalling
        recalled = another or snapshot.recalling or not self.boards
        yield from self._seen.arriving(boards, self._now(), recalled=recalled)
        return {**self.boards, **boards}

    def _listed(self, snapshot: Snapshot, boards: Mapping[str, Sequence[Row]]) -> Steps[Mapping[str, Sequence[Row]]]:
        """What each list shows, under the look as it is in the end: a key may turn it meanwhile."""
        look: Look | None = None
        lists: dict[str, Sequence[Row]] = {}
        while look is not self.look:
            look = self.look
            for pane in PANES:
                signs, sort = partial(self._seen.signs, pane.id), look.sort_of(pane.id)
                wanted, now = look.filter_of(pane.id), snapshot.board.as_of
                lists[pane.id] = yield from arranging(boards[pane.id], wanted, now, signs, sort)
                yield from self._tables[pane.id].making(lists[pane.id], snapshot.calendar)
            yield
        return lists

    def _list(self) -> None:
        """Shows what is known as the look wants it now."""
        self._turns.begin(self._listing(), partial(self.run_worker, group=LISTS, exclusive=True))

    def _listing(self) -> Steps[None]:
        boards = self.boards
        lists = yield from self._listed(self._snapshot, boards)
        if boards is self.boards:  # else news came meanwhile, and were listed so
            self._put(lists)

    def _put(self, lists: Mapping[str, Sequence[Row]]) -> None:
        with self.app.batch_update():
            for pane in PANES:
                self._fill(pane, lists[pane.id])
            self.marks.count(self.look)
            self._arrange()
            self._show_detail()

    def _fill(self, pane: Pane, shown: Sequence[Row]) -> None:
        rows, wanted = self.boards[pane.id], self.look.filter_of(pane.id)
        if wanted.terms:
            hidden = plural(len(rows), "row")
            empty = f'nothing matches "{wanted.text}" ({hidden} hidden; Esc clears the filter)' if rows else pane.empty
        else:
            empty = self._why_empty(pane)
        table = self._tables[pane.id]
        calendar, sample = self._snapshot.calendar, self._snapshot.sample
        table.put(shown, empty, calendar, sample=sample, attended=self._presence.attended)
        if (wished := self._cursors.get(pane.id)) and table.place(wished):
            del self._cursors[pane.id]

    def _why_empty(self, pane: Pane) -> str:
        if self._snapshot.loading:
            return "what was kept is being read"
        if self._snapshot.board.articles or pane.id == "feeds":
            return pane.empty
        offer = " · d shows the bundled sample" if self._sample_offered and not self._snapshot.sample else ""
        return waiting(self._snapshot.board.feeds) + offer

    def _moved(self) -> None:
        """The reader moved in the list: that row is read now, and its evidence is shown."""
        row = self._table.selected
        if row and self._seen.unread(self.look.pane, row):
            self._seen.read(self.look.pane, [row])
            self.marks.count(self.look)
            self._show_tabs()
            self._freshen()
        self._show_detail()
        self._show_frames()
        self._show_status()

    def _freshen(self) -> None:
        """The marks of a row are others now, in every list that shows it."""
        for table in self._tables.values():
            table.freshen()

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
        for name, shown in zip(BARS, there, strict=True):
            self.query_one(f"#{name}", Static).display = shown
        self.query_one("#tabs", Static).styles.offset = (0, 1)
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
            widget.told = now.status and not now.framed and len(now.boxes) == 1  # the status line says it right above
            classes = self._classes_of(widget, now)
            if widget.classes != classes:
                widget.set_classes(classes)

    def _classes_of(self, widget: CursorLines, now: Plan) -> set[str]:
        in_use = widget is self._detail if self._reading else widget is self._table
        return {"framed" if now.framed else "bare", *(("current",) if in_use else ())}

    def _show_frames(self) -> None:
        for pane in PANES:
            table = self._tables[pane.id]
            here = f"{table.cursor + 1}/{table.count}" if table.count else "0"
            above = table.unread_above
            title, foot = f"{pane.key} {pane.title}", f"{above} new ↑ · {here}" if above else here
            foot = " · ".join(filter(None, (pane.foot(self._snapshot), foot)))
            if sort := self.look.sort_of(pane.id).words:
                foot = f"sort: {sort} · {foot}"
            table.frame(title, self.written(foot))

    def _show_tabs(self) -> None:
        in_sight = self._plan().boxes
        panes = {
            pane: bars.Tab(
                table.count if pane != TIMELINE or pane in in_sight else None,
                pane in self.marks.unread_in,
            )
            for pane, table in self._tables.items()
        }
        self._write("tabs", bars.tabs(panes, self.look.pane, self.size.width))

    def _show_status(self) -> None:
        width = self.size.width
        if self._said and not self._plan().footer:
            text = bars.beside(self._said, self._snapshot, width)
        else:
            held = bars.held(self._snapshot, self.held) if self.paused else None
            counts = bars.Counts(self.marks.new, self.marks.revised, held, self.muted)
            text = bars.status(self._snapshot, self.look, counts, width)
        self._write("status", text)
        self._told()

    def _show_keys(self) -> None:
        room, most = max(1, self.size.width - 2), max(1, min(MOST_NOTE, self.size.height // 3))
        if self._said:
            lines = wrap(self._said, room, max_lines=most, placeholder="…")
        else:
            lines = [cut(hints(self._keys, room, reading=self._reading, solo=self.look.solo), room)]
        self._write("keys", "\n".join(f" {line}" for line in lines))
        stands = (len(lines), self.size.height)
        if self.is_running and stands != self._note_stands:
            self._note_stands = stands
            bar = self.query_one("#keys", Static)
            bar.styles.height, bar.styles.offset = len(lines), (0, self.size.height - len(lines))

    def _write(self, bar: str, text: str) -> None:
        if not self.is_running:
            return
        widget = self.query_one(f"#{bar}", Static)
        text = self.written(text)
        if str(widget.content) != text:
            widget.update(Content(text), layout=False)  # a bar is one line whatever it says

    def _show_detail(self) -> None:
        row = self._table.selected
        key = row.key if row else ""
        shown = detail(self._snapshot, self.look.pane, key, self._revised_words(row), row)
        same = self._shown_key == (self.look.pane, key)
        self._detail.put(shown.written(self.written), self._snapshot.sample, same=same)
        self._shown_key = (self.look.pane, key)

    def _revised_words(self, row: Row | None) -> str:
        before = self._seen.was(self.look.pane, row) if row else ""
        return ", ".join(change.words for change in changes(before, row.version)) if row and before else ""

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
        if look.pane == TIMELINE:  # nobody reckoned it while it was out of sight
            self._turns.begin(self._timeline(), partial(self.run_worker, group=TIMELINE, exclusive=True))
        self._table.focus()
        self._show_detail()
        self.call_after_refresh(self._arrange)
        self._arrange()

    def _timeline(self) -> Steps[None]:
        for _ in range(2):  # news that were under way do not know that somebody looks at it now; the next ones will
            snapshot = self._snapshot
            rows = yield from pane_by_id(TIMELINE).made(snapshot)
            if snapshot is self._snapshot:
                self.boards = {**self.boards, TIMELINE: rows}
                yield from self._listing()
                return

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
        if self._foot.purpose:
            if self._foot.purpose == FILTER:
                self._set_filter(NO_FILTER)
            self._close_line()
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
        """To the next unread row, through this pane and then the others."""
        order = [pane.id for pane in PANES]
        start = order.index(self.look.pane)
        others = [] if self.look.solo else [order[(start + by * n) % len(order)] for n in range(1, len(order))]
        if self._table.next_unread(by):
            return
        for pane in others:
            if pane in self.marks.unread_in and self._tables[pane].any_unread:
                self._look_at(self.look.to(pane))
                self._table.next_unread(by, here=True)
                return
        self.say("nothing unread")

    def action_read_all(self) -> None:
        """Everything on the board counts as read."""
        unread = self.marks.new + self.marks.revised
        if unread and self._asked != READ_ALL:  # beside `m`, and never to be had back
            self._asks = READ_ALL
            self.say(f"{unread:,} unread; M again marks all of them as read")
            return
        for pane in self.boards:
            self._seen.read_all(pane)
        self._seen.look(self._now())
        self._list()
        self.say(f"{unread:,} marked as read" if unread else "nothing unread")

    def action_read(self) -> None:
        """The row counts as read, or as unread again."""
        row = self._table.selected
        if row is None or not row.version:
            self.say("nothing here to be read")
        elif self._seen.unread(self.look.pane, row):
            self._seen.read(self.look.pane, [row])
        else:
            self._seen.forget(self.look.pane, row)
        self._list()

    def action_since(self) -> None:
        """Only what came or was revised since the reader last looked up; again, everything."""
        if self.look.narrowed.text == SINCE:
            self._set_filter(NO_FILTER)
            return
        if self.look.pane == "feeds":
            self._look_at(self.look.to(ORDER[0]))
        self._set_filter(parse_filter(SINCE))
        looked = self._seen.looked
        since = self._snapshot.calendar.long(looked) if looked else "the start"
        came = self._digest() or "nothing came"
        older = self.marks.older(self.boards, self.look)
        rest = f"; {older:,} unread from before" if older else ""
        self.say(f"{came} since {since}{rest} (w: all again)")

    def action_mark(self) -> None:
        """From now on "since I looked" counts from here."""
        self._seen.look(self._now())
        self._list()
        self.say(f"marked {self._snapshot.calendar.clock(self._now())}; w will show what comes after")

    def action_pick(self) -> None:
        """Picks the incident, or lets it go, for joining with others."""
        row = self._table.selected
        if row is None or self.look.pane not in INCIDENT_PANES:
            self.say("only incidents can be picked")
            return
        self.marks.pick(row.key)
        self._freshen()
        self.say(f"{plural(len(self.marks.picked), 'incident')} picked; J joins them with the one under the cursor")

    def unpick(self) -> None:
        """Nothing is picked any more."""
        self.marks.picked.clear()
        self._freshen()

    def action_sort(self, turn: bool) -> None:
        """By the next thing the list can be sorted by; or the same, turned round."""
        sort = self.look.sort_of(self.look.pane)
        if turn:
            sort = Sort(sort.by, not sort.up)
        else:
            ways = sortable(self.boards[self.look.pane])
            sort = Sort(ways[(ways.index(sort.by) + 1) % len(ways)] if sort.by in ways else ways[0])
        self.set_look(self.look.sort(sort))
        self.say(f"sorted by {sort.words or 'newest ↓'}")

    def set_look(self, look: Look) -> None:
        """Shows the board as `look` wants it."""
        turned = look.pane != self.look.pane
        self.look = look
        self._list()
        if turned:
            self._look_at(look)

    def action_pause(self) -> None:
        """Holds back what comes, and counts it; again, shows it all."""
        self.paused = not self.paused
        if not self.paused and self.held is not None:
            held, self.held = self.held, None
            self.show(held)
        self._show_status()

    def save(self) -> bool | None:
        """Turns the bookmark of the row; None where there is no row."""
        row = self._table.selected
        if row is None:
            return None
        on = self._seen.save(self.look.pane, row)
        self._freshen()
        return on

    def action_redraw(self) -> None:
        """Paints everything anew."""
        self.refresh(repaint=True, layout=True)

    async def action_filter(self) -> None:
        """Opens the filter's line; the lists follow as one types."""
        text = self.look.filter_of(self.look.pane).text
        text = f"{text} " if text else ""  # what is typed narrows further
        await self._foot.open(FILTER, text, self._filter_typed, lambda text: self._close_line())

    async def action_command(self) -> None:
        """Opens the line for a command: any action by its id, a pane by its name, sort BY, view NAME."""
        from sitrep.tui.typed import known

        words = known([key.id for key in self._keys], self.views)
        await self._foot.open(COMMAND, "", lambda text: None, self._command_given, words)

    def _command_given(self, text: str) -> None:
        self._close_line()
        self._command(text)

    def _filter_typed(self, text: str) -> None:
        self._set_filter(parse_filter(text))

    def _close_line(self) -> None:
        self._table.focus()
        self._foot.close()

    def _set_filter(self, wanted: Filter) -> None:
        self.look = self.look.narrow(wanted)
        self._list()
