"""The dashboard as a program: news in, links and copies out, colours, title, and an end that leaves the terminal clean.

What is on screen is sitrep.tui.board's. It knows no feed, store or network: only the seam (sitrep.tui.seam).
"""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import ClassVar

from msgspec import structs
from textual.app import App, SystemCommand
from textual.driver import Driver
from textual.events import Event, Key
from textual.screen import Screen
from textual.widget import Widget

from sitrep.clock import Clock, stopwatch
from sitrep.tui.alarm import Alarm, run
from sitrep.tui.board import BoardScreen
from sitrep.tui.keynames import key_names
from sitrep.tui.keys import KEYS, MOVES, with_own
from sitrep.tui.lines import bound
from sitrep.tui.memory import Memory, look_of
from sitrep.tui.outgoing import Outgoing
from sitrep.tui.outside import open_link
from sitrep.tui.seam import Actions, Live
from sitrep.tui.seen import Seen
from sitrep.tui.table import NEW, REVISED, RowTable
from sitrep.tui.terminal import AsciiOnly, Title, without_colour
from sitrep.tui.turns import Turns
from sitrep.tui.wishes import Wishes
from sitrep.views.filtering.alerts import Told
from sitrep.views.glyphs import in_ascii
from sitrep.views.pane import Snapshot
from sitrep.views.panes import PANES, pane_by_id
from sitrep.views.steps import Steps

PAINT_SECONDS = 0.2
"""The least time between two paints of news."""
REST = 9
"""After a paint the keys have the screen for this many times as long as it took: a huge board must not lag them."""
MOST_SECONDS = 0.9
"""But news wait no longer than this."""
ALERT_STANDS = timedelta(seconds=10)
"""Keys pressed just as it comes do not wipe an alert away unread."""
HEARTBEAT_SECONDS = 60.0
NOTHING_OFFERED = Actions()
NO_WISHES = Wishes()
NO_MEMORY = Memory()


def _forget_stale_size() -> None:
    """COLUMNS and LINES as a shell once exported them are not this terminal's size, but would be believed."""
    if sys.stdout.isatty():
        os.environ.pop("COLUMNS", None)
        os.environ.pop("LINES", None)


class Dashboard(App[None]):
    """The full-screen board.

    `live` gives snapshots, `actions` are what keys may ask for, `clock` paces. `pane` opens there ("": where it was
    left), and `solo` shows that pane alone, as in a tmux split. `seen` are the keys and versions read in an earlier
    session; without it, what stands on the first board counts as read. `saved` are the bookmarked keys. `opener` opens
    a link and tells whether it could. `wishes` come from the configuration, `memory` from the last session.
    """

    CSS_PATH = "sitrep.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    TITLE = "sitrep"
    BINDINGS: ClassVar = bound(KEYS)

    def __init__(
        self,
        live: Live,
        clock: Clock,
        actions: Actions = NOTHING_OFFERED,
        *,
        pane: str = "",
        solo: bool = False,
        seen: Mapping[str, str] | None = None,
        saved: Collection[str] = (),
        opener: Callable[[str], Awaitable[bool]] | None = None,
        wishes: Wishes = NO_WISHES,
        memory: Memory = NO_MEMORY,
    ) -> None:
        _forget_stale_size()
        super().__init__()
        self.failure: Exception | None = None
        self._live = live
        self._clock = clock
        self._offered = actions
        self._zone = wishes.zone
        self._written: Callable[[str], str] = in_ascii if wishes.ascii else str
        self._key: Key | None = None
        self._turns = Turns(clock)
        self._changed = asyncio.Event()
        self._seen = Seen(seen, actions.keep or (lambda read: None), saved=saved)
        self._keys = with_own(KEYS, wishes.keys)
        self._moves = with_own(MOVES, wishes.keys)
        self._own_views = dict(memory.views)
        self.board = BoardScreen(
            self._snapshot(),
            look_of(memory, pane_by_id(pane).id if pane else "", solo=solo),
            self._seen,
            self._keys,
            self._show_title,
            self._obey,
            clock.now,
            self._turns,
            sample_offered=actions.offer_sample is not None,
            views={**wishes.views, **memory.views},
            cursors=memory.cursors,
            written=self._written,
        )
        self._outgoing = Outgoing(self.board.say, self.copy_to_clipboard, opener or open_link)
        self._heading = Title(self._write)
        self._alarm = Alarm(
            wishes.alerts, wishes.rules, memory.told or Told(clock.now()), self.bell, self._write, actions.claim
        )
        self._stop: Callable[[], None] = lambda: None
        self.set_keymap(dict(wishes.keys))
        self._choose_colours(wishes.theme or memory.theme)
        if wishes.ascii:
            self._filters.append(AsciiOnly())

    @property
    def seen(self) -> Mapping[str, str]:
        """Keys and versions the reader has looked at, for the next session."""
        return self._seen.seen

    @property
    def memory(self) -> Memory:
        """Where one is and how one looks at it, for the next session."""
        look = self.board.look
        return Memory(
            look.pane,
            look.zoomed,
            look.narrowed.text,
            dict(look.sorts),
            dict(self.board.cursors),
            self._own_views,
            "" if self.theme in ("ansi-dark", App.theme) else self.theme,
            self._alarm.told,
        )

    def get_driver_class(self) -> type[Driver]:
        """Ours where terminals are those of Unix, unless TEXTUAL_DRIVER names another."""
        if sys.platform == "win32" or "TEXTUAL_DRIVER" in os.environ:
            return super().get_driver_class()
        from sitrep.tui.driver import OneReader  # what it builds on is not to be had on Windows

        return OneReader

    def get_default_screen(self) -> Screen[None]:
        """The board lies under every dialog."""
        return self.board

    def on_mount(self) -> None:
        """From now on, whatever comes is shown."""
        self._stop = self._live.subscribe(self._changed.set)
        self.app_resume_signal.subscribe(self, self._come_back)
        self.run_worker(self._follow(), name="follow", exit_on_error=True)
        self.run_worker(self._beat(), name="heartbeat", exit_on_error=True)

    def on_unmount(self) -> None:
        """The terminal gets its title back."""
        self._stop()
        self._heading.give_back()

    async def on_event(self, event: Event) -> None:
        """A note stands until the next key; and the first key tells that somebody is there."""
        if isinstance(event, Key) and event is not self._key:  # one that nobody took comes by a second time
            self._key = event
            self._turns.key()
            self.board.key_pressed()
        if isinstance(event, Key) and (line := self._line_opened_for(event)):
            line.post_message(event)
            return
        await super().on_event(event)

    def _line_opened_for(self, key: Key) -> Widget | None:
        """The line that stands by now where `key` was pressed for it and went to the list, since it was not there yet:
        a line takes every letter, so none comes back from one.
        """
        line = self.focused
        if not key.is_forwarded or line is None or isinstance(line, RowTable):
            return None
        from textual.widgets import Input  # no start waits for it

        return line if isinstance(line, Input) and key.is_printable else None

    def _come_back(self, app: App[object]) -> None:
        """After ^Z and fg the terminal's screen is empty, while Textual believes what it painted last stands on it."""
        for screen in self.screen_stack:
            screen.refresh(repaint=True, layout=True)

    # -- what comes in ------------------------------------------------------------------------------------------

    async def _follow(self) -> None:
        """Paints the newest snapshot after a change, at most every PAINT_SECONDS; what came between is skipped."""
        while True:
            await self._changed.wait()
            self._changed.clear()
            began = stopwatch()
            await self._take_in()
            await self._clock.sleep(min(max(PAINT_SECONDS, REST * (stopwatch() - began)), MOST_SECONDS))

    async def _beat(self) -> None:
        """Once a minute, as "last good poll" grows older."""
        while True:
            await self._clock.sleep(HEARTBEAT_SECONDS)
            self._changed.set()

    async def _take_in(self) -> None:
        """Shows the newest snapshot; alerts hear of it even while the screen is paused."""
        snapshot = self._snapshot()
        await self._turns.take(self.board.showing(snapshot))
        if snapshot.sample:
            return
        await self._turns.take(self._hear(snapshot))

    def _hear(self, snapshot: Snapshot) -> Steps[None]:
        boards = dict(self.board.boards)
        for pane in PANES if self.board.paused else ():
            boards[pane.id] = yield from pane.made(snapshot)
        note, commands = yield from self._alarm.hear(boards, snapshot.board.as_of, snapshot.calendar)
        if note:
            self.board.say(note, least=ALERT_STANDS)
        for command in commands:
            self.run_worker(self._run_command(command), name="alert")

    async def _run_command(self, command: Sequence[str]) -> None:
        if trouble := await run(command):
            self.board.say(f"alert: {trouble}")

    def _snapshot(self) -> Snapshot:
        """The newest state, its times in the reader's zone."""
        return structs.replace(self._live.snapshot(), zone=self._zone)

    # -- what leaves the screen ---------------------------------------------------------------------------------

    def action_open(self) -> None:
        """The link of the row, or of the evidence under the cursor; without a browser it is shown and copied."""
        url = self.board.under.url
        if url:
            self.run_worker(self._outgoing.follow(url), name="link")
        else:
            self.board.say("no link here")

    async def action_copy(self) -> None:
        """The line with its speaker, sentence, time and link."""
        await self._outgoing.copy(self.board.under.words)

    def action_export(self) -> None:
        """Writes what the list shows into a file."""
        from sitrep.tui.dialogs import Picker
        from sitrep.views.printed.listed import FORMS, forms_of, written

        under, write = self.board.under, self._offered.export
        if write is None:
            self.board.say(self._not_here("nothing is exported"))
            return
        if not under.listed:
            self.board.say("the list is empty: nothing to export")
            return
        if under.snapshot.loading:
            self.board.say("not yet: figures as last shown would pass for those of now")
            return
        asked = self.board.look.filter_of(under.pane).text

        def chosen(form: str | None) -> None:
            if form is not None:
                text = written(form, under.snapshot, under.pane, under.listed, asked)
                self.board.say(write(f"{under.pane}.{FORMS[form]}", text))

        self.push_screen(Picker("Export as", forms_of(under.pane)), chosen)

    def action_bookmark(self) -> None:
        """Marks the row to be found again (is:saved), or no more."""
        row = self.board.under.row
        if row is None or (on := self.board.save()) is None:
            self.board.say("nothing to bookmark here")
            return
        if self._offered.bookmark is not None:
            self._offered.bookmark(self._seen.name(self.board.look.pane, row), on)
        self.board.say("bookmarked; is:saved finds it" if on else "bookmark taken off")

    # -- views and commands ---------------------------------------------------------------------------------------

    def action_view(self) -> None:
        """Picks a saved view."""
        from sitrep.tui.dialogs import Picker

        views = self.board.views
        names = [f"{name}  {view.query}" for name, view in views.items()]
        if not names:
            self.board.say("no view is saved; F saves this one")
            return
        by_line = dict(zip(names, views, strict=True))
        self.push_screen(Picker("View", names), lambda line: self._view(by_line[line]) if line else None)

    def _view(self, name: str) -> None:
        self.board.set_look(self.board.look.under(self.board.views[name]))
        self.board.say(f"view {name}; Esc clears its filter")

    def action_save_view(self) -> None:
        """Keeps the present filter, pane and order under a name."""
        from sitrep.tui.dialogs import Ask

        def named(name: str | None) -> None:
            if name:
                self._own_views[name] = self.board.views[name] = self.board.look.view
                self.board.say(f"saved as {name}; f comes back to it")

        self.push_screen(Ask("A name for this view", "name", required=True), named)

    def _obey(self, text: str) -> None:
        """What was typed after ":"."""
        from sitrep.tui.typed import looked, not_known

        actions = {key.id: key.action for key in (*self._moves, *self._keys)}
        look = looked(text, self.board.look, self.board.views)
        if look is not None:
            self.board.set_look(look)
        elif text.strip() in actions:
            self.run_worker(self.run_action(actions[text.strip()], self.focused))
        elif text.strip():
            self.board.say(not_known(text, actions))

    # -- rulings and notes --------------------------------------------------------------------------------------

    def action_rule(self, kind: str) -> None:
        """A ruling of that kind about what the cursor is on (R27), the undoing of one, or a note."""
        from sitrep.tui.rulings import Rulings  # what opens over the board is loaded when it first does

        rulings = Rulings(self.board, self._offered, self.push_screen_wait)
        self.run_worker(rulings.make(kind), name=kind)

    def action_dismissed(self) -> None:
        """What was dismissed by hand, and the way back."""
        from sitrep.tui.rulings import Rulings

        self.run_worker(Rulings(self.board, self._offered, self.push_screen_wait).dismissed(), name="dismissed")

    def action_notes(self) -> None:
        """The notes that stand, newest first."""
        from sitrep.tui.dialogs import Pages, notes_text

        self.push_screen(Pages("Handover notes", self._written(notes_text(self.board.under.snapshot))))

    def action_mute(self) -> None:
        """No alert rings until the key is pressed again."""
        self._alarm.muted = self.board.muted = not self._alarm.muted
        self.board.refresh_status()
        self.board.say("alerts are muted; A rings them again" if self._alarm.muted else "alerts ring again")

    # -- the program around -------------------------------------------------------------------------------------

    def _not_here(self, what: str) -> str:
        """Why a key does nothing, and for the demo, which offers little, what does."""
        return f"{what}: this is the demo; sitrep without a word is live" if self.board.under.snapshot.sample else what

    def action_poll(self) -> None:
        """Asks every feed now."""
        if self._offered.poll_now is None:
            self.board.say(self._not_here("nothing to poll"))
            return
        self._offered.poll_now()
        self.board.say("polling now, each feed once a minute at most")

    def action_situation(self) -> None:
        """Picks one of the configured situations."""
        from sitrep.tui.dialogs import Picker

        names = tuple(self._offered.situations()) if self._offered.situations else ()
        pick = self._offered.pick_situation
        if not names or pick is None:
            self.board.say(self._not_here("no other situation; [situations] in config.toml makes one"))
            return
        self.push_screen(Picker("Situation", names), lambda name: pick(name) if name is not None else None)

    def action_sample(self) -> None:
        """Shows the bundled sample instead of the world, or the world again."""
        if self._offered.offer_sample is None:
            sample = self.board.under.snapshot.sample
            self.board.say("this is the sample already" if sample else "no sample on offer here")
            return
        self._offered.offer_sample()

    def action_help(self) -> None:
        """All keys, from the table itself."""
        from sitrep.tui.dialogs import Pages, help_text

        self.push_screen(Pages("Help", self._written(help_text([*self._keys, *self._moves]))))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every key is in the palette too, under the same words."""
        for key in self._keys:
            if key.id not in ("palette", "back"):
                names = key_names(key.key)
                yield SystemCommand(key.description, f"key {names}", partial(self.run_action, key.action))

    # -- terminal ------------------------------------------------------------------------------------------------

    def _choose_colours(self, theme: str) -> None:
        """NO_COLOR and terminals of 16 colours get the terminal's own, where nothing can come out grey on grey."""
        if self.no_color:
            self._filters = without_colour(self._filters)
        if theme in self.available_themes:
            self.theme = theme
        elif self.no_color or self.console.color_system in (None, "standard"):
            self.theme = "ansi-dark"

    def _show_title(self) -> None:
        counts = ((NEW, self.board.marks.new), (REVISED, self.board.marks.revised))
        title = " ".join(["sitrep", *(f"{glyph}{count}" for glyph, count in counts if count)])
        self._heading.put(self._written(title))

    def _write(self, codes: str) -> None:
        if self._driver is not None:
            self._driver.write(codes)

    def _handle_exception(self, error: Exception) -> None:
        self.failure = self.failure or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Ends the screen without Textual's printed locals, which may hold what feeds sent: the caller says it."""
        self._close_messages_no_wait()
