"""One poll of one feed, whole: ask, parse what is new, decide when to ask again."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Protocol

import httpx
import msgspec
from msgspec.structs import replace

from sitrep.clock import Clock
from sitrep.feeds.fetch import Turns, fetch
from sitrep.feeds.outcome import Fetched, Wanted
from sitrep.feeds.parsed import Parsed
from sitrep.feeds.schedule import health, next_poll, unchanged, wanted
from sitrep.model.address import same_origin
from sitrep.model.article import Source
from sitrep.model.feedstate import FeedState
from sitrep.model.polled import Polled

BODIES = 16
"""Answers that may be under way or waiting for the parser at once."""


class Parser(Protocol):
    """The seam to the worker process."""

    async def parse(
        self, source: Source, body: bytes, headers: Mapping[str, str], final_url: str, fetched_at: datetime
    ) -> Parsed:
        """The articles of a document; one that can't be read is a value too."""
        ...


class Way(msgspec.Struct, frozen=True):
    """How one feed is asked: seconds between polls, its secret, its own proxy ("" for the usual way)."""

    every: float
    authorization: str = ""
    proxy: str = ""


def asking(
    transport: httpx.AsyncBaseTransport,
    parser: Parser,
    clock: Clock,
    ways: Mapping[str, Way],
    turns: Turns,
    address: str = "",
) -> Callable[[Source, FeedState], Awaitable[Polled]]:
    """A function that polls one feed. `ways` stand by the feed's url; `address` is for the User-Agent."""
    # A body waiting for the parser counts as under way: many fast feeds must not pile up in memory.
    in_hand = asyncio.Semaphore(BODIES)

    async def ask(source: Source, state: FeedState) -> Polled:
        way = ways[source.url]
        async with in_hand:
            outcome = await fetch(transport, _request(source, state, way), clock, turns)
            parsed = None
            if isinstance(outcome, Fetched) and not unchanged(state, outcome):
                parsed = await parser.parse(source, outcome.body, outcome.headers, outcome.final_url, outcome.at)
        now = clock.now()
        after = next_poll(state, outcome, now, clock.uniform, parsed, way.every)
        good = parsed is not None and parsed.readable
        told = parsed.articles if parsed is not None and good else ()
        return Polled(after, health(source, after, now, way.every), told)

    def _request(source: Source, state: FeedState, way: Way) -> Wanted:
        asked = wanted(state, clock.now(), address)
        # A secret is for the configured place alone, wherever the feed says it has moved to.
        secret = way.authorization if same_origin(asked.url, source.url) else ""
        return replace(asked, authorization=secret, proxy=way.proxy)

    return ask
