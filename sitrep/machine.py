"""The engine with its worker process and its network. The screen loads this module after its first paint."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

from sitrep.clock import Clock
from sitrep.config import Config
from sitrep.engine import Beside, Engine
from sitrep.feeds.poll import asking
from sitrep.feeds.schedule import same_host
from sitrep.feeds.transport import Hosts
from sitrep.journal import Clerk
from sitrep.store import Store
from sitrep.worker import Worker


class Machine(NamedTuple):
    """An engine and the worker process it reads with."""

    engine: Engine
    worker: Worker


@asynccontextmanager
async def machine(
    config: Config, store: Store, journal: Clerk, clock: Clock, beside: Beside = lambda trouble, notes: None
) -> AsyncIterator[Machine]:
    """An engine with its worker process and its network, closed at the end."""
    worker = Worker()
    sources = [feed.source for feed in config.polled]
    every = {feed.url: feed.every for feed in config.polled}
    proxy = config.poll.proxy or os.environ.get("HTTPS_PROXY") or os.environ.get("https_proxy") or ""
    try:
        async with Hosts(allow=config.poll.private_hosts, proxy=proxy) as transport:
            ask = asking(transport, worker, clock, config.poll, every)
            yield Machine(Engine(sources, ask, same_host, worker, store, journal, clock, beside), worker)
    finally:
        await worker.close()
