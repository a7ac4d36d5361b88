"""sitrep: the dashboard on live feeds, and `sitrep demo` on the sample."""

import argparse
import asyncio
import sys
from datetime import datetime

from sitrep.archive import Loaded, load_sample, play
from sitrep.clock import Clock, SystemClock
from sitrep.model.health import Health
from sitrep.model.scope import EVERYTHING
from sitrep.showing import Showing
from sitrep.store import Store
from sitrep.tui.app import Dashboard, ScreenFailed, run_dashboard
from sitrep.tui.seam import Actions
from sitrep.wiring import Kept, Machine, Misconfigured, configured, kept, machine, picked, scopes
from sitrep.worker import Worker

FIRST_LOOK = 0.2
"""Seconds the screen has for itself before the network's libraries are loaded and the journal is read."""
PATIENCE = 6.0
"""Seconds a first run waits for any article before it plays the sample."""
SAMPLE_SPEED = 3600.0
"""Seconds of the sample in one second."""


def run(args: argparse.Namespace) -> int:
    """Exit code 0; 1 where the screen or the engine broke; 2 for a wrong configuration."""
    try:
        asyncio.run(_live(args))
    except Misconfigured as error:
        print(error, file=sys.stderr)
        return 2
    except (ScreenFailed, ExceptionGroup) as error:
        print(f"sitrep stopped: {_plainly(error)}", file=sys.stderr)
        return 1
    return 0


def run_demo(args: argparse.Namespace) -> int:
    """Exit code 0; 1 where the screen broke."""
    try:
        asyncio.run(_demo(args))
    except (ScreenFailed, ExceptionGroup) as error:
        print(f"sitrep stopped: {_plainly(error)}", file=sys.stderr)
        return 1
    return 0


async def _live(args: argparse.Namespace) -> None:
    config, packaged = configured(args.config)
    clock = SystemClock()
    name = picked(config, args.situation)
    held = kept(clock)
    store = Store()
    store.commit(healths=[Health(feed.name, feed.url) for feed in config.polled])
    showing = Showing(store, clock, scopes(config), name)
    try:
        async with machine(config, store, held.journal, clock) as made, asyncio.TaskGroup() as tasks:
            sample = _Sample(showing, made.worker, clock, tasks)
            app = Dashboard(
                showing,
                clock,
                Actions(made.engine.poll_now, showing.situations, showing.pick, sample.turn),
                pane=args.pane or "strikes",
                solo=args.pane is not None,
                theme=config.screen.theme or None,
            )
            running = tasks.create_task(_engine(made, held, clock, args, sample if packaged else None))
            await run_dashboard(app)
            running.cancel()
            sample.stop()
    finally:
        held.lock.release()
        held.journal.close()


async def _engine(made: Machine, held: Kept, clock: Clock, args: argparse.Namespace, sample: "_Sample | None") -> None:
    """Loads what was kept, then polls, or follows until this process becomes the poller."""
    await clock.sleep(FIRST_LOOK)
    await made.engine.load()
    if args.no_poll:
        await made.engine.follow(lambda: False)
    await made.engine.follow(held.lock.take)
    if made.engine.began_empty and sample is not None:
        sample.after(PATIENCE)
    await made.engine.poll()


class _Sample:
    """The sample's switch: on by `d`, or by itself on a first run without any answer."""

    def __init__(self, showing: Showing, worker: Worker, clock: Clock, tasks: asyncio.TaskGroup) -> None:
        self._showing = showing
        self._worker = worker
        self._clock = clock
        self._tasks = tasks
        self._playing: asyncio.Task[None] | None = None

    def turn(self) -> None:
        """Shows the sample, or the live board again."""
        if self._showing.sampling:
            self.stop()
            self._showing.show_live()
        else:
            self.after(0)

    def after(self, seconds: float) -> None:
        """Plays the sample then, unless live articles have come."""
        self.stop()
        self._playing = self._tasks.create_task(self._play(seconds))

    def stop(self) -> None:
        """Ends the playing."""
        if self._playing is not None:
            self._playing.cancel()

    async def _play(self, seconds: float) -> None:
        await self._clock.sleep(seconds)
        if seconds and self._showing.snapshot().board.articles:
            return
        loaded = await load_sample(self._worker, self._clock.now())
        await _shown(loaded, self._showing, self._clock, SAMPLE_SPEED)


async def _shown(loaded: Loaded, showing: Showing, clock: Clock, speed: float) -> None:
    store = Store()
    first = min((article.at for article in loaded.articles), default=clock.now())
    showing.show_sample(store, first)

    def at(moment: datetime) -> None:
        if showing.sampling:  # a live article may have taken its place meanwhile
            showing.show_sample(store, moment)

    await play(loaded, store, clock, speed, at)


async def _demo(args: argparse.Namespace) -> None:
    clock = SystemClock()
    worker = Worker()
    showing = Showing(Store(), clock, {"sample": EVERYTHING}, "sample")
    app = Dashboard(showing, clock, pane=args.pane or "strikes", solo=args.pane is not None)
    try:
        async with asyncio.TaskGroup() as tasks:
            playing = tasks.create_task(_demo_plays(showing, worker, clock, args.speed))
            await run_dashboard(app)
            playing.cancel()
    finally:
        await worker.close()


async def _demo_plays(showing: Showing, worker: Worker, clock: Clock, speed: float) -> None:
    await clock.sleep(FIRST_LOOK)
    loaded = await load_sample(worker, clock.now())
    await _shown(loaded, showing, clock, speed)


def _plainly(error: BaseException) -> str:
    """The first cause of a group, in one line."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return f"{type(error).__name__}: {error}"
