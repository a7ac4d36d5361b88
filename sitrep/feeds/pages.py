"""Article pages, for entries that tell of something: asked for politely, one at a time, and read in the worker.

A feed says a headline and a sentence; the page says the rest. The entry stays the version before it. What is asked:
robots.txt first, never more than a page of a host in PACE seconds, under the limits that hold for feeds.
"""

import asyncio
from collections import deque
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

import httpx
from msgspec.structs import replace

from sitrep.clock import Clock
from sitrep.feeds import robots
from sitrep.feeds.fetch import Turns, fetch
from sitrep.feeds.identity import ALIKE, likeness, version
from sitrep.feeds.outcome import PAGE, PLAIN, Failed, Fetched, Wanted
from sitrep.feeds.parsed import Page
from sitrep.model.address import host
from sitrep.model.article import Article
from sitrep.text.clean import BODY_LIMIT

PACE = 10.0
"""Seconds between two pages of one host, at least; a site's Crawl-delay can make it longer."""
WAITING = 200
"""Articles that may wait for their page; beyond that the one waiting longest is given up."""
RULES_HOLD = timedelta(hours=24)
"""How long a robots.txt counts (RFC 9309 2.4)."""
RULES_MISSING_HOLD = timedelta(hours=1)
"""How long a site is left alone whose robots.txt could not be had."""


class Parser(Protocol):
    """The seam to the worker process."""

    async def page(self, body: bytes, url: str) -> Page:
        """The main text of a page; one that can't be read is a value too."""
        ...


class Pages:
    """The pages asked for, and the articles grown by them. `on` names the sources whose pages may be fetched."""

    def __init__(
        self,
        transport: httpx.AsyncBaseTransport,
        parser: Parser,
        clock: Clock,
        turns: Turns,
        on: Collection[str],
        address: str = "",
    ) -> None:
        self._transport = transport
        self._parser = parser
        self._clock = clock
        self._turns = turns
        self._on = frozenset(on)
        self._address = address
        self._waiting: deque[Article] = deque(maxlen=WAITING)
        self._called = asyncio.Event()
        self._free: dict[str, datetime] = {}
        self._rules: dict[str, tuple[robots.Rules, datetime]] = {}

    def want(self, article: Article) -> None:
        """Asks for the page of `article` in its turn, where its source allows it and it has one."""
        if article.url and article.source in self._on:
            self._waiting.append(article)
            self._called.set()

    async def grown(self) -> Article:
        """The next article whose page said more than its entry; waits until there is one."""
        while True:
            article = await self._next()
            page = await self._page(article)
            found = grown(article, page, self._clock.now()) if page is not None else None
            if found is not None:
                return found

    async def _next(self) -> Article:
        """The newest article whose host is free."""
        while True:
            if not self._waiting:
                self._called.clear()
                await self._called.wait()
            now = self._clock.now()
            for article in reversed(self._waiting):
                if self._free.get(host(article.url), now) <= now:
                    self._waiting.remove(article)
                    return article
            first = min(self._free[host(article.url)] for article in self._waiting)
            await self._clock.sleep(min(PACE, (first - now).total_seconds()))

    async def _page(self, article: Article) -> Page | None:
        wanted = Wanted(article.url, address=self._address, accept=PAGE)
        outcome = await fetch(self._transport, wanted, self._clock, self._turns, may=self._may)
        rules, _ = self._rules.get(_site(article.url), (robots.EVERYTHING, None))
        self._free[host(article.url)] = self._clock.now() + timedelta(seconds=max(PACE, rules.delay))
        if isinstance(outcome, Failed) and outcome.status in {429, 503}:
            self._free[host(article.url)] = self._clock.now() + RULES_MISSING_HOLD
        if not isinstance(outcome, Fetched) or "html" not in outcome.headers.get("content-type", "html").casefold():
            return None
        return await self._parser.page(outcome.body, outcome.final_url)

    async def _may(self, url: str) -> str:
        """Why the page may not be asked for, "" where it may."""
        site = _site(url)
        rules, until = self._rules.get(site, (robots.NOTHING, self._clock.now()))
        if until <= self._clock.now():
            rules, holds = await self._asked(site)
            self._rules[site] = rules, self._clock.now() + holds
        return "" if rules.allows(url) else "the site's robots.txt asks programs to stay away"

    async def _asked(self, site: str) -> tuple[robots.Rules, timedelta]:
        wanted = Wanted(f"{site}/robots.txt", address=self._address, accept=PLAIN)
        outcome = await fetch(self._transport, wanted, self._clock, self._turns)
        if isinstance(outcome, Fetched):
            return robots.read(outcome.body), RULES_HOLD
        if isinstance(outcome, Failed) and 400 <= outcome.status < 500 and outcome.status != 429:
            return robots.EVERYTHING, RULES_HOLD
        return robots.NOTHING, RULES_MISSING_HOLD


def grown(article: Article, page: Page, now: datetime) -> Article | None:
    """`article` with the text of its page, as a version of its own; None where the page says no more, or is about
    something else (a consent wall, a front page).
    """
    if len(page.text) <= len(article.body) or likeness(article.title, article.body, page.title, page.text) < ALIKE:
        return None
    held = " ".join(article.body.split())[:80] in " ".join(page.text.split())
    body = page.text if held else f"{article.body}\n{page.text}"
    return replace(
        article,
        body=body[:BODY_LIMIT],
        version=version(article.title, body[:BODY_LIMIT], article.url),
        told=article.told or article.version,
        first_seen=now,
        byline=article.byline or page.byline,
    )


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
