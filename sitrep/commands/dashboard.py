"""sitrep: the dashboard on live feeds.

The screen stands before the reader, the feeds and the network are loaded: they are imported where they are used.
"""

import argparse
import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from importlib import import_module
from typing import Protocol
from uuid import uuid4

from msgspec import structs

from sitrep.clock import Clock, SystemClock
from sitrep.commands.guarded import guarded
from sitrep.commands.sample import FIRST_LOOK, play_sample
from sitrep.config import Config
from sitrep.desk import Desk, places, viewer, write_export
from sitrep.folders import state_folder
from sitrep.journal import NEWEST_FACE, Clerk, Face, Faces, Journal, Thread
from sitrep.model.health import Health
from sitrep.model.incident import Action, Incident
from sitrep.model.ruling import Deed, Ruling
from sitrep.model.viewer import Note
from sitrep.showing import Boards, Showing
from sitrep.tui.app import Dashboard
from sitrep.tui.run import run_dashboard
from sitrep.tui.seam import Actions
from sitrep.tui.wishes import wishes
from sitrep.views.wording import plural
from sitrep.wiring import Kept, configured, kept, picked, scopes, window

PATIENCE = 6.0
"""Seconds a first run waits for any article before it plays the sample."""
FIRST_ROWS = 20
"""Incidents, and acts, that the first paint shows as they were last shown."""
PAGE_ROWS, PAGE_SECONDS = 250, 0.2
"""Of the older ones so many follow at once, each so many seconds."""
SAMPLE_SPEED = 3600.0
"""Seconds of the sample in one second."""


def run(args: argparse.Namespace) -> int:
    """Exit code 0; 1 where the screen or the engine broke; 2 for a wrong configuration."""
    return guarded(lambda: asyncio.run(_live(args)))


async def _live(args: argparse.Namespace) -> None:
    config, packaged = configured(args.config)
    clock = SystemClock()
    name = picked(config, args.situation)
    held = kept(clock)
    feeds = tuple(Health(feed.name, feed.source.url) for feed in config.polled)
    showing = Showing(clock, scopes(config), name, feeds)
    showing.beside(held.note, ())
    clerk = Thread(held.journal)
    run = _Run(config, held, clerk, feeds, showing, clock)
    run.show_newest()
    desk = Desk(held.journal, clerk, clock, state_folder())
    try:
        async with asyncio.TaskGroup() as tasks:
            app = Dashboard(
                showing,
                clock,
                run.actions(tasks, desk),
                pane=args.pane or "",
                solo=args.pane is not None,
                seen=desk.seen(),
                saved=desk.saved(),
                wishes=structs.replace(wishes(config, clock.now()), ascii=args.ascii),
                memory=desk.recall(),
            )
            engine = tasks.create_task(run.engine(polls=not args.no_poll, first_sample=packaged, tasks=tasks))
            await run_dashboard(app, mouse=config.screen.mouse)
            if args.pane is None:
                desk.remember(app.memory)
            await desk.settle()
            engine.cancel()
            run.stop_sample()
    finally:
        clerk.close()
        held.lock.release()
        held.journal.close()


class Running(Protocol):
    """What the screen's keys ask of the engine, which is loaded after the first paint."""

    @property
    def reread(self) -> bool: ...

    def poll_now(self) -> None: ...

    async def rule(self, ruling: Ruling) -> str | None: ...

    async def note(self, note: Note) -> str | None: ...

    async def fold(self) -> None: ...

    async def load_rest(self) -> None: ...


class _Run:
    """One run of the dashboard: the engine behind it, and the sample's switch."""

    def __init__(
        self, config: Config, held: Kept, clerk: Clerk, feeds: Sequence[Health], showing: Showing, clock: Clock
    ) -> None:
        self._config = config
        self._held = held
        self._clerk = clerk
        self._feeds = feeds
        self._showing = showing
        self._clock = clock
        self._made: Running | None = None
        self._loaded = False
        self._older: tuple[Face | None, Face | None] = (None, None)
        self._due: str | None = None
        self._foreseen: Callable[[Ruling], Sequence[Incident]] = lambda ruling: ()
        self._playing: asyncio.Task[None] | None = None

    def actions(self, tasks: asyncio.TaskGroup, desk: Desk) -> Actions:
        """What the keys of the screen may ask for."""
        return Actions(
            poll_now=self.poll_now,
            situations=self._showing.situations,
            pick_situation=self._showing.pick,
            offer_sample=lambda: self.turn_sample(tasks),
            rule=self.rule,
            foresee=self.foresee,
            rulings=self.rulings,
            places=places,
            note=self.note,
            keep=lambda read: desk.keep(read, tasks),
            bookmark=lambda key, on: desk.bookmark(key, on, tasks),
            export=lambda end, text: write_export(self._clock.now(), end, text),
            claim=desk.claim,
        )

    def poll_now(self) -> None:
        """Asks every feed, once there is an engine."""
        if self._made is not None:
            self._made.poll_now()

    async def rule(self, deed: Deed, why: str) -> str | None:
        """Keeps a ruling of this user's and shows it."""
        if self._made is None or not self._loaded:
            return "not yet: the journal is still being read"
        return await self._made.rule(Ruling(uuid4().hex, self._clock.now(), viewer(), deed, why))

    def foresee(self, deed: Deed) -> Sequence[Incident]:
        """What the deed would make of the incidents it speaks of; nothing before there is a store."""
        return self._foreseen(Ruling("", self._clock.now(), viewer(), deed))

    async def rulings(self) -> Sequence[Ruling]:
        """Every ruling made so far, by whomever."""
        kept = await self._clerk.do(lambda journal: journal.head())
        return kept.rulings

    async def note(self, text: str, about: str) -> str | None:
        """Keeps a handover note of this user's and shows it."""
        if self._made is None:
            return "not yet: the journal is still being read"
        return await self._made.note(Note(uuid4().hex, viewer(), self._clock.now(), text, about))

    async def engine(self, *, polls: bool, first_sample: bool, tasks: asyncio.TaskGroup) -> None:
        """Loads what was kept, then polls, or follows until this process becomes the poller."""
        await self._clock.sleep(FIRST_LOOK)
        # In a thread, so that keys are answered meanwhile: it is a tenth of a second of work.
        await asyncio.to_thread(import_module, "sitrep.machine")
        from sitrep.extract.edition import edition
        from sitrep.machine import machine
        from sitrep.store import Store

        store = Store()
        store.commit(healths=self._feeds)
        self._foreseen = store.foreseen

        def beside(trouble: str | None, notes: tuple[Note, ...]) -> None:
            reread = self._made is not None and self._made.reread
            self._showing.beside(trouble or (None if reread else self._due), notes)

        async with machine(self._config, store, self._clerk, self._clock, beside) as engine:
            self._made = engine
            due = await self._clerk.do(lambda journal: journal.due(edition()))
            if due:
                self._due = f"sitrep reread: {plural(due, 'article')} read by other rules"
            back_to = self._clock.now() - window(self._config)
            async with asyncio.TaskGroup() as group:
                older = group.create_task(self._show_older(back_to))
                await engine.read(back_to)
                if not engine.began_empty:
                    self._showing.filling(store)
                group.create_task(self._recall(engine, store, older))
                await engine.follow(self._held.lock.take if polls else lambda: False)
                if engine.began_empty and first_sample:
                    self._play_after(PATIENCE, tasks)
                await engine.poll()

    async def _recall(self, engine: Running, store: Boards, meanwhile: asyncio.Task[None]) -> None:
        """The whole board in the place of what was written down; then what is older than it looks back to."""
        await engine.fold()
        meanwhile.cancel()
        self._showing.live(store)
        self._loaded = True
        await engine.load_rest()
        self._showing.recalled()

    def show_newest(self) -> None:
        """Puts the newest of what was written down on the board: what the first paint shows."""
        incidents = self._held.journal.incidents(NEWEST_FACE, FIRST_ROWS)
        actions = self._held.journal.actions(NEWEST_FACE, FIRST_ROWS)
        self._older = (incidents.last, actions.last)
        if incidents.things or actions.things:
            self._showing.kept(incidents.things, actions.things)

    async def _show_older(self, back_to: datetime) -> None:
        """The rest of it, a page at a time, as far as a board looks back."""
        first, second = self._older
        while any(face is not None and face[0] >= back_to.timestamp() for face in (first, second)):
            incidents, acts = await self._clerk.do(partial(_older, first, second))
            self._showing.kept(incidents.things, acts.things)
            first, second = incidents.last, acts.last
            await self._clock.sleep(PAGE_SECONDS)

    def turn_sample(self, tasks: asyncio.TaskGroup) -> None:
        """Shows the sample, or the live board again."""
        if self._showing.sampling:
            self.stop_sample()
            self._showing.show_live()
        else:
            self._play_after(0, tasks)

    def stop_sample(self) -> None:
        """Ends the playing."""
        if self._playing is not None:
            self._playing.cancel()

    def _play_after(self, seconds: float, tasks: asyncio.TaskGroup) -> None:
        self.stop_sample()
        self._playing = tasks.create_task(self._play(seconds))

    async def _play(self, seconds: float) -> None:
        await self._clock.sleep(seconds)
        if seconds == 0 or self._showing.empty:
            await play_sample(self._showing, self._clock, SAMPLE_SPEED)


def _older(first: Face | None, second: Face | None, journal: Journal) -> tuple[Faces[Incident], Faces[Action]]:
    """The next incidents and acts that were written down; none where there is no next page."""
    return (
        Faces() if first is None else journal.incidents(first, PAGE_ROWS),
        Faces() if second is None else journal.actions(second, PAGE_ROWS),
    )
