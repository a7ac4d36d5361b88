"""One poll of one feed, whole: ask, parse what is new, decide when to ask again."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Protocol

import httpx

from sitrep.clock import Clock
from sitrep.config import Poll
from sitrep.feeds.fetch import Turns, fetch
from sitrep.feeds.outcome import Fetched
from sitrep.feeds.parsed import Parsed
from sitrep.feeds.schedule import health, next_poll, unchanged, wanted
from sitrep.model.article import Source
from sitrep.model.feedstate import FeedState
from sitrep.model.polled import Polled


class Parser(Protocol):
    """The seam to the worker process."""

    async def parse(
        self, source: Source, body: bytes, headers: Mapping[str, str], final_url: str, fetched_at: datetime
    ) -> Parsed:
        """The articles of a document; one that can't be read is a value too."""
        ...


def asking(
    transport: httpx.AsyncBaseTransport, parser: Parser, clock: Clock, poll: Poll, every: Mapping[str, int]
) -> Callable[[Source, FeedState], Awaitable[Polled]]:
    """A function that polls one feed. `every` holds the seconds between polls by url, where not [poll] every."""
    turns = Turns(poll.at_once)

    async def ask(source: Source, state: FeedState) -> Polled:
        interval = every.get(source.url) or poll.every
        outcome = await fetch(transport, wanted(state, clock.now(), poll.address), clock, turns)
        parsed = None
        if isinstance(outcome, Fetched) and not unchanged(state, outcome):
            parsed = await parser.parse(source, outcome.body, outcome.headers, outcome.final_url, outcome.at)
        after = next_poll(state, outcome, clock.now(), clock.uniform, parsed, interval)
        good = parsed is not None and parsed.readable
        return Polled(
            after, health(source, after, clock.now(), interval), parsed.articles if parsed is not None and good else ()
        )

    return ask
