"""The bundled sample on the screen. Not a verb: the demo plays it, and the dashboard where no feed has answered yet.

Reader and store are loaded when it plays, after the first paint.
"""

from datetime import datetime

from sitrep.clock import Clock
from sitrep.showing import Showing

FIRST_LOOK = 0.2
"""Seconds the screen has for itself before anything else is loaded."""


async def play_sample(showing: Showing, clock: Clock, speed: float) -> None:
    """Reads the sample in a worker of its own and plays it into a store of its own."""
    from sitrep.archive import load_sample, play
    from sitrep.store import Store
    from sitrep.worker import Worker

    worker = Worker(deadline=30)
    try:
        loaded = await load_sample(worker, clock.now())
    finally:
        await worker.close()
    store = Store()
    showing.show_sample(store, min((article.at for article in loaded.articles), default=clock.now()))

    def at(moment: datetime) -> None:
        if showing.sampling:  # a live article may have taken its place meanwhile
            showing.show_sample(store, moment)

    await play(loaded, store, clock, speed, at)
