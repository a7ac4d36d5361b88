"""A recording played through the real chain on its own clock: the same board at any speed."""

from collections.abc import Callable
from datetime import datetime

import httpx

from sitrep.clock import Clock
from sitrep.engine import Engine
from sitrep.feeds.fetch import Turns
from sitrep.feeds.poll import Way, asking
from sitrep.feeds.recording import Recording, Replayer
from sitrep.feeds.schedule import wanted
from sitrep.journal import AtOnce, MemoryJournal
from sitrep.keeper import Keeper
from sitrep.model.article import Source
from sitrep.model.feedstate import FeedState
from sitrep.model.polled import Polled
from sitrep.store import Store
from sitrep.worker import Worker


class RecordedClock:
    """The recording's time: it stands where the player put it, waits for nothing, and its dice fall in the middle."""

    def __init__(self, now: datetime) -> None:
        self.moment = now

    def now(self) -> datetime:
        return self.moment

    async def sleep(self, seconds: float) -> None:
        return

    def uniform(self, low: float, high: float) -> float:
        return (low + high) / 2


async def replay(
    recording: Recording,
    store: Store,
    worker: Worker,
    pace: Clock,
    speed: float,
    played: Callable[[datetime], None] = lambda moment: None,
) -> datetime:
    """Plays all of it into `store`, `speed` of its seconds in one of `pace`'s, 0 for as fast as it goes.

    `played` is told the recording's moment after each answer. Returns the last moment (UTC).

    Answers are taken in, one after the other, in the order in which they were complete. Raises BrokenRecording.
    """
    clock = RecordedClock(recording.about.begun)
    transport = Replayer(recording)
    ways = {one.source.url: Way(one.every) for one in recording.about.feeds}
    ask = asking(transport, worker, clock, ways, Turns(1))
    states: dict[str, FeedState] = {}

    async def remembered(source: Source, state: FeedState) -> Polled:
        polled = await ask(source, state)
        states[source.url] = polled.state
        return polled

    sources = [one.source for one in recording.about.feeds]
    engine = Engine(sources, remembered, worker, Keeper(store, AtOnce(MemoryJournal()), clock), clock)
    for exchange in transport.due():
        if speed:
            await pace.sleep(max(0.0, (exchange.at - clock.moment).total_seconds()) / speed)
        clock.moment = max(clock.moment, exchange.at)
        # What follows a redirect is asked for by the poll it belongs to: it is given by then and no longer due.
        source = next((s for s in sources if _address(s, states, clock.moment) == exchange.url), None)
        if source is not None:
            await engine.ask(source)
            played(clock.moment)
    return clock.moment


def _address(source: Source, states: dict[str, FeedState], now: datetime) -> str:
    asked = wanted(states.get(source.url) or FeedState(source.url), now).url
    return str(httpx.URL(asked).copy_with(fragment=None))
