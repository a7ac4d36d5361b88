"""Who runs when: poll -> parse -> read -> keep -> commit. One task group owns it all.

A poller a feed puts what it got on a short queue; one consumer reads, keeps and commits. A full queue holds the
pollers, never the screen. Weather is a value (Health); anything else that goes wrong ends the engine, loudly.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Protocol

from sitrep.clock import Clock
from sitrep.config import Keep
from sitrep.feeds.heard import Heard
from sitrep.feeds.schedule import free_at, health, same_host
from sitrep.keeper import Keeper
from sitrep.model.article import Article, Source
from sitrep.model.claim import Reading
from sitrep.model.feedstate import FeedState
from sitrep.model.polled import Polled
from sitrep.model.ruling import Ruling, lacking
from sitrep.model.viewer import Note

WAITING = 16
"""Deliveries that may wait for the reader before the pollers are held."""

FOLLOW = 0.5
"""Seconds between two looks at a journal another process writes."""

CLOSELY = 20
"""Every so many looks it is opened even where its file seems untouched."""

TIDY = 3600.0
"""Seconds between two looks at what is too old to be kept."""


KEEP = Keep()
"""How long and how much is kept where nothing is configured."""

Ask = Callable[[Source, FeedState], Awaitable[Polled]]
"""One poll of one feed. The seam to the network: sitrep.feeds.poll stands behind it, a fake in tests."""


class Reader(Protocol):
    """The seam to the worker process."""

    async def read(self, articles: Sequence[Article]) -> tuple[Reading, ...]:
        """A reading for each article, in order."""
        ...


class Pages(Protocol):
    """The seam to the articles' pages."""

    def want(self, article: Article) -> None:
        """Asks for the page of `article`, in its turn."""
        ...

    async def grown(self) -> Article:
        """The next article whose page said more; waits until there is one."""
        ...


class Engine:
    """Polls the feeds into the store, or follows the journal while another process polls. `keeper` stands between the
    two; `keep` says how long and how much the journal keeps.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        ask: Ask,
        reader: Reader,
        keeper: Keeper,
        clock: Clock,
        keep: Keep = KEEP,
        pages: Pages | None = None,
    ) -> None:
        self._sources = tuple(sources)
        self._ask = ask
        self._reader = reader
        self._keeper = keeper
        self._clock = clock
        self._keep = keep
        self._pages = pages
        self._states: dict[str, FeedState] = {}
        self._heard = Heard(keeper.article)
        self._polls = False
        self._called = asyncio.Event()

    @property
    def began_empty(self) -> bool:
        """True where the journal held nothing when it was loaded."""
        return self._keeper.seq == 0

    @property
    def trouble(self) -> str | None:
        """What the user must know about the journal, in plain words; None where all is well."""
        return self._keeper.trouble

    @property
    def reread(self) -> bool:
        """True once the stored articles were read again while this process ran."""
        return self._keeper.reread

    def poll_now(self) -> None:
        """Ask every feed at once, but for those asked within the last minute or resting at their server's wish."""
        self._called.set()
        self._called = asyncio.Event()

    async def load(self, back_to: datetime | None = None) -> None:
        """Brings back what the journal kept, newest first, the screen getting its turns between: everything, or what
        speaks from after `back_to` (UTC); then `load_rest` brings what is older.
        """
        await self.read(back_to)
        await self.fold()

    async def read(self, back_to: datetime | None = None) -> None:
        """Reads what `load` brings back, and knows then what the feeds told: they may be asked from here on. `fold`
        puts it into the store.
        """
        kept = await self._keeper.read(back_to)
        self._states |= {state.url: state for state in kept.feeds}
        for state in kept.feeds:
            self._learn(state)
        if not self._polls:
            self._heard.learn(kept.articles)
            self._tell_health()

    async def fold(self) -> None:
        """Puts what was read into the store, newest first."""
        await self._keeper.fold()

    async def load_rest(self) -> None:
        """Brings back what `load` left, in the background."""
        self._heard.recall(await self._keeper.load_rest())

    async def rule(self, ruling: Ruling) -> str | None:
        """Keeps what a person decided, then shows it. Returns None, or in plain words why it was not done (a reason is
        wanting) or will not outlive this process.
        """
        return lacking(ruling) or await self._keeper.rule(ruling)

    async def note(self, note: Note) -> str | None:
        """Keeps a handover note, then shows it. Returns None, or why it will not outlive this process."""
        return await self._keeper.note(note)

    async def poll(self) -> None:
        """Polls until cancelled."""
        queue: asyncio.Queue[Polled | Article] = asyncio.Queue(WAITING)
        self._polls = True
        await self._keeper.lead()
        async with asyncio.TaskGroup() as tasks:
            for number, source in enumerate(self._sources):
                tasks.create_task(self._poll_one(source, number, queue), name=f"poll {source.name}")
            tasks.create_task(self._consume(queue), name="read and commit")
            if self._pages is not None:
                tasks.create_task(self._grow(self._pages, queue), name="fetch pages")
            tasks.create_task(self.follow(lambda: False), name="take up what other processes wrote")
            tasks.create_task(self._tidy(), name="forget what is too old")

    async def follow(self, take_over: Callable[[], bool]) -> None:
        """Shows what other processes write; returns as soon as `take_over` says that this one is the poller."""
        seen = before = None
        for look in count():
            if take_over():
                return
            # Asked before it is read: what is written meanwhile stirs it again.
            stirred = self._keeper.stirred()
            if stirred != before or look % CLOSELY == 0:
                before = stirred
                now = await self._keeper.revision()
                if now != seen:
                    seen = now
                    await self._take_up()
            await self._keeper.take_reread()
            await self._clock.sleep(FOLLOW)

    async def once(self) -> None:
        """Asks every feed one time and commits what came."""
        await self._keeper.lead()
        queue: asyncio.Queue[Polled | Article] = asyncio.Queue(WAITING)
        async with asyncio.TaskGroup() as tasks:
            consumer = tasks.create_task(self._consume(queue), name="read and commit")
            async with asyncio.TaskGroup() as asked:
                for source in self._sources:
                    free = free_at(self._state(source))
                    if not self._state(source).gone and (free is None or free <= self._clock.now()):
                        asked.create_task(self._ask_into(queue, source), name=f"poll {source.name}")
            await queue.join()
            consumer.cancel()

    async def _ask_into(self, queue: asyncio.Queue[Polled | Article], source: Source) -> None:
        await queue.put(await self._asked(source))

    async def ask(self, source: Source) -> None:
        """Asks one feed, now, and commits what came."""
        await self._settle((await self._asked(source),))

    async def _asked(self, source: Source) -> Polled:
        polled = await self._ask(source, self._state(source))
        self._learn(polled.state)
        return polled

    async def _poll_one(self, source: Source, number: int, queue: asyncio.Queue[Polled | Article]) -> None:
        if self._state(source).next_poll is None:
            # A first round over many feeds starts within seconds, but not in one moment.
            await self._rest(min(number * 0.02, 5.0))
        await self._until_due(source)
        while not self._state(source).gone:
            await queue.put(await self._asked(source))
            await self._until_due(source)

    async def _until_due(self, source: Source) -> None:
        """Waits for the feed's next poll or the user's wish for one; never asks sooner than it is free. Its state may
        change meanwhile: another feed of its host may be told to come later.
        """
        wished = False
        while True:
            state, now = self._state(source), self._clock.now()
            bounds = (free_at(state), None if wished else state.next_poll)
            moment = max((bound for bound in bounds if bound is not None), default=now)
            if moment <= now:
                return
            wished = await self._rest((moment - now).total_seconds()) or wished

    async def _rest(self, seconds: float) -> bool:
        """Waits that long, or until the user asks for a poll; True where they did."""
        called = self._called
        waits = [asyncio.ensure_future(self._clock.sleep(seconds)), asyncio.ensure_future(called.wait())]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
        return called.is_set()

    async def _grow(self, pages: Pages, queue: asyncio.Queue[Polled | Article]) -> None:
        while True:
            await queue.put(await pages.grown())

    async def _consume(self, queue: asyncio.Queue[Polled | Article]) -> None:
        while True:
            waiting = [await queue.get()]
            while not queue.empty():
                waiting.append(queue.get_nowait())
            # Polls that brought nothing are kept together: most are such, and each writing has its price.
            if quiet := [one for one in waiting if isinstance(one, Polled) and not one.articles]:
                await self._settle(quiet)
            for one in waiting:
                if isinstance(one, Article):
                    await self._take_page(one)
                elif one.articles:
                    await self._settle((one,))
                queue.task_done()

    async def _settle(self, polls: Sequence[Polled]) -> None:
        """Read what is new, keep it, then show it: nothing is on screen that a restart would not know."""
        new = self._heard.fresh([article for polled in polls for article in polled.articles])
        fresh = await self._keeper.unseen(new)
        readings = await self._reader.read(fresh) if fresh else ()
        await self._keeper.keep(fresh, readings, [p.state for p in polls], [p.health for p in polls])
        for article, reading in zip(fresh, readings, strict=True):
            if self._pages is not None and (reading.strikes or reading.casualties or reading.diplomacy):
                self._pages.want(article)

    async def _take_page(self, grown: Article) -> None:
        """Reads and keeps what a page told, unless the entry was edited while the page was on its way."""
        if self._heard.current(grown):
            await self._keeper.keep((grown,), await self._reader.read((grown,)), (), ())

    async def _take_up(self) -> None:
        kept = await self._keeper.catch_up()
        # The poller knows its feeds better than what it wrote of them itself.
        self._states = {state.url: state for state in kept.feeds} | (self._states if self._polls else {})
        if not self._polls:
            self._heard.learn(kept.articles)
            self._tell_health()

    def _tell_health(self) -> None:
        """What is kept of the feeds, shown: a follower, and a restart before its first polls, know no more."""
        now = self._clock.now()
        self._keeper.show_health(health(source, self._states.get(source.url), now) for source in self._sources)

    async def _tidy(self) -> None:
        while True:
            await self._keeper.forget(self._clock.now() - timedelta(days=self._keep.days), self._keep.megabytes << 20)
            await self._clock.sleep(TIDY)

    def _learn(self, state: FeedState) -> None:
        self._states[state.url] = state
        if state.pause is not None:  # a server's wish for rest holds for every feed of its host
            for other in same_host([self._state(source) for source in self._sources], state):
                self._states[other.url] = other

    def _state(self, source: Source) -> FeedState:
        return self._states.get(source.url) or FeedState(source.url)
