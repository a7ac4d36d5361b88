"""sitrep demo: the dashboard on the bundled sample."""

import argparse
import asyncio

from sitrep.clock import Clock, SystemClock
from sitrep.commands.guarded import guarded
from sitrep.commands.sample import FIRST_LOOK, play_sample
from sitrep.model.scope import EVERYTHING
from sitrep.showing import Showing
from sitrep.tui.app import Dashboard
from sitrep.tui.run import run_dashboard
from sitrep.tui.wishes import Wishes


def run(args: argparse.Namespace) -> int:
    """Exit code 0; 1 where the screen broke."""
    return guarded(lambda: asyncio.run(_demo(args)))


async def _demo(args: argparse.Namespace) -> None:
    clock = SystemClock()
    showing = Showing(clock, {"sample": EVERYTHING}, "sample")
    app = Dashboard(showing, clock, pane=args.pane or "", solo=args.pane is not None, wishes=Wishes(ascii=args.ascii))
    async with asyncio.TaskGroup() as tasks:
        playing = tasks.create_task(_play(showing, clock, args.speed))
        await run_dashboard(app)
        playing.cancel()


async def _play(showing: Showing, clock: Clock, speed: float) -> None:
    await clock.sleep(FIRST_LOOK)
    await play_sample(showing, clock, speed)
