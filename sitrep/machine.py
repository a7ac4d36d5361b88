"""The engine with its worker process and its network. The screen loads this module after its first paint."""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpx

from sitrep.clock import Clock
from sitrep.config import Config
from sitrep.engine import Engine
from sitrep.feeds.fetch import Turns
from sitrep.feeds.pages import Pages
from sitrep.feeds.poll import Way, asking
from sitrep.feeds.proxies import proxies
from sitrep.feeds.transport import Hosts
from sitrep.journal import Clerk
from sitrep.keeper import Beside, Keeper
from sitrep.store import Store
from sitrep.worker import Worker


@asynccontextmanager
async def machine(
    config: Config,
    store: Store,
    journal: Clerk,
    clock: Clock,
    beside: Beside = lambda trouble, notes: None,
    around: Callable[[httpx.AsyncBaseTransport], httpx.AsyncBaseTransport] = lambda hosts: hosts,
) -> AsyncIterator[Engine]:
    """An engine with its worker process and its network, closed at the end. `around` puts a transport around it."""
    worker = Worker()
    sources = [feed.source for feed in config.polled]
    ways = {
        feed.source.url: Way(feed.every or config.poll.every, feed.secret(os.environ), feed.proxy)
        for feed in config.polled
    }
    keeper = Keeper(store, journal, clock, beside)
    with_pages = [feed.name for feed in config.paged]
    turns = Turns(config.poll.at_once)
    try:
        async with Hosts(config.poll.private_hosts, proxies(config.poll.proxy)) as transport:
            asked = around(transport)
            ask = asking(asked, worker, clock, ways, turns, config.poll.address)
            # Engine and feeds share the turns: a page is never asked of a host while a feed of it is.
            pages = Pages(asked, worker, clock, turns, with_pages, config.poll.address) if with_pages else None
            yield Engine(sources, ask, worker, keeper, clock, config.keep, pages)
    finally:
        await worker.close()
