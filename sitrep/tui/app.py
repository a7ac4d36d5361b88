"""The dashboard as a program: news in, links and copies out, colours, title, and an end that leaves the terminal clean.

What is on screen is sitrep.tui.board's. It knows no feed, store or network: only the seam (sitrep.tui.seam).
"""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.events import Event, Key
from textual.screen import Screen

from sitrep.clock import Clock
from sitrep.tui.board import BoardScreen
from sitrep.tui.keynames import key_names
from sitrep.tui.keys import KEYS, MOVES
from sitrep.tui.lines import bound
from sitrep.tui.look import Look
from sitrep.tui.outside import copy_to_tmux, open_link
from sitrep.tui.seam import Actions, Live
from sitrep.tui.table import UNREAD
from sitrep.tui.terminal import Title, without_colour
from sitrep.tui.unread import Unread
from sitrep.views.panes import pane_by_id

PAINT_SECONDS = 0.2
"""The least time between two paints of news."""
HEARTBEAT_SECONDS = 60.0
GOODBYE_SECONDS = 2
"""What the screen may take to close once its terminal is gone."""
NOTHING_OFFERED = Actions()


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
    BINDINGS: ClassVar = bound(KEYS)

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
        self._changed = asyncio.Event()
        self._unread = Unread(seen)
        self._keys = KEYS
        self.board = BoardScreen(
            live.snapshot(),
            Look(solo=solo).to(pane_by_id(pane).id),
            self._unread,
            self._keys,
            self._show_title,
            sample_offered=actions.offer_sample is not None,
        )
        self._heading = Title(self._write)
        self._stop: Callable[[], None] = lambda: None
        self._choose_colours(theme)

    @property
    def seen(self) -> Mapping[str, str]:
        """Keys and versions the reader has looked at, for the next session."""
        return self._unread.seen

    def get_default_screen(self) -> Screen[None]:
        """The board lies under every dialog."""
        return self.board

    def on_mount(self) -> None:
        """From now on, whatever comes is shown."""
        self._stop = self._live.subscribe(self._changed.set)
        self.run_worker(self._follow(), name="follow", exit_on_error=True)
        self.run_worker(self._beat(), name="heartbeat", exit_on_error=True)

    def on_unmount(self) -> None:
        """The terminal gets its title back."""
        self._stop()
        self._heading.give_back()

    async def on_event(self, event: Event) -> None:
        """A note stands until the next key; and the first key tells that somebody is there."""
        if isinstance(event, Key):
            self.board.key_pressed()
        await super().on_event(event)

    # -- what comes in ------------------------------------------------------------------------------------------

    async def _follow(self) -> None:
        """Paints the newest snapshot after a change, never faster than PAINT_SECONDS; what came between is skipped."""
        while True:
            await self._changed.wait()
            self._changed.clear()
            self.board.show(self._live.snapshot())
            await self._clock.sleep(PAINT_SECONDS)

    async def _beat(self) -> None:
        """Once a minute, as "last good poll" grows older."""
        while True:
            await self._clock.sleep(HEARTBEAT_SECONDS)
            self.board.show(self._live.snapshot())

    # -- what leaves the screen ---------------------------------------------------------------------------------

    def action_open(self) -> None:
        """The link of the row, or of the evidence under the cursor; without a browser it is shown and copied."""
        url = self.board.under.url
        if url:
            self.run_worker(self._follow_link(url), name="link")
        else:
            self.board.say("no link here")

    async def _follow_link(self, url: str) -> None:
        if await self._open(url):
            self.board.say(f"opened {url}")
        else:
            await self._copy(url)
            self.board.say(f"no browser here; copied: {url}")

    async def action_copy(self) -> None:
        """The line with its speaker, sentence, time and link."""
        text = self.board.under.words
        if not text:
            self.board.say("nothing to copy here")
            return
        ways = await self._copy(text)
        self.board.say(f"copied ({ways}): {text}")

    async def _copy(self, text: str) -> str:
        in_tmux = await copy_to_tmux(text)
        self.copy_to_clipboard(text)
        return "tmux and terminal" if in_tmux else "terminal"

    def action_poll(self) -> None:
        """Asks every feed now."""
        if self._offered.poll_now is None:
            self.board.say("nothing to poll here")
            return
        self._offered.poll_now()
        self.board.say("polling now")

    def action_situation(self) -> None:
        """Picks one of the configured situations."""
        names = tuple(self._offered.situations()) if self._offered.situations else ()
        pick = self._offered.pick_situation
        if not names or pick is None:
            self.board.say("there is no other situation here")
            return
        from sitrep.tui.dialogs import Picker

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
        from sitrep.tui.dialogs import Help

        self.push_screen(Help([*MOVES, *self._keys]))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every key is in the palette too, under the same words."""
        for key in self._keys:
            if key.id not in ("palette", "back"):
                names = key_names(key.key)
                yield SystemCommand(key.description, f"key {names}", partial(self.run_action, key.action))

    # -- terminal ------------------------------------------------------------------------------------------------

    def _choose_colours(self, theme: str | None) -> None:
        """NO_COLOR and terminals of 16 colours get the terminal's own, where nothing can come out grey on grey."""
        if self.no_color:
            self._filters = without_colour(self._filters)
        if theme is not None and theme in self.available_themes:
            self.theme = theme
        elif self.no_color or self.console.color_system in (None, "standard"):
            self.theme = "ansi-dark"

    def _show_title(self) -> None:
        self._heading.put(f"sitrep {UNREAD}{self.board.new}" if self.board.new else "sitrep")

    def _write(self, codes: str) -> None:
        if self._driver is not None:
            self._driver.write(codes)

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
