"""A day of polls against a real server, on a clock that jumps: polite whatever the server does, and restarts in it."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import msgspec
import pytest
from fakes import START, Asked, FakeClock, Reply, serving

from sitrep.feeds.fetch import Turns
from sitrep.feeds.parsed import Parsed
from sitrep.feeds.poll import Way, asking
from sitrep.feeds.schedule import FLOOR, health
from sitrep.feeds.transport import Hosts
from sitrep.model.article import Source
from sitrep.model.feedstate import FeedState

DAY = timedelta(hours=24)


class Counting:
    """Finds ten entries in everything and counts what it was given."""

    def __init__(self) -> None:
        self.parsed = 0

    async def parse(
        self, source: Source, body: bytes, headers: Mapping[str, str], final_url: str, fetched_at: datetime
    ) -> Parsed:
        self.parsed += 1
        return Parsed(entries=10)


class Paper:
    """A server whose feed changes each hour; `weather` may answer instead."""

    def __init__(
        self, clock: FakeClock, validator: str, weather: Callable[[int], Reply | None] = lambda _: None
    ) -> None:
        self._clock = clock
        self._validator = validator
        self._weather = weather
        self.at: list[datetime] = []
        self.plain = 0
        self.whole = 0

    def answer(self, asked: Asked) -> Reply:
        self.at.append(self._clock.now())
        bad = self._weather(len(self.at))
        if bad is not None:
            return bad
        hour = f'W/"hour {self._clock.now():%H}"'
        sent = asked.headers.get("if-none-match") or asked.headers.get("if-modified-since")
        self.plain += sent is None
        if sent == hour:
            return Reply(status=304)
        self.whole += 1
        named = {self._validator: hour} if self._validator else {}
        return Reply(f"<rss>{self._clock.now():%H}</rss>".encode(), headers=named)


async def day(paper: Paper, clock: FakeClock, parser: Counting, every: int = 1800) -> FeedState:
    """Polls for a day with a restart every six hours: a new network, the state through the journal's form."""
    async with serving(paper.answer) as server:
        source = Source("Paper", f"{server.url}/rss", "Paper")
        state = FeedState(source.url)
        for quarter in range(1, 5):
            state = msgspec.msgpack.decode(msgspec.msgpack.encode(state), type=FeedState)
            async with Hosts(["127.0.0.1"]) as hosts:
                ask = asking(hosts, parser, clock, {source.url: Way(every)}, Turns())
                while clock.now() < START + quarter * DAY / 4 and not state.gone:
                    state = (await ask(source, state)).state
                    if state.next_poll is not None:
                        await clock.advance((state.next_poll - clock.now()).total_seconds())
    return state


@pytest.mark.parametrize("validator", ["ETag", "Last-Modified"])
async def test_a_day_has_one_unconditional_request_and_parses_what_changed(validator: str) -> None:
    clock, parser = FakeClock(), Counting()
    paper = Paper(clock, validator)
    state = await day(paper, clock, parser, every=300)
    assert len(paper.at) == 288
    assert paper.plain == 1
    assert paper.whole == parser.parsed == 24
    assert (state.failures, state.entries) == (0, 10)


async def test_a_server_without_validators_costs_requests_but_no_parsing() -> None:
    clock, parser = FakeClock(), Counting()
    paper = Paper(clock, "")
    await day(paper, clock, parser)
    assert paper.whole == 48
    assert parser.parsed == 24


@pytest.mark.parametrize(
    ("reply", "most"),
    [
        (Reply(status=429, headers={"Retry-After": "3600"}), 24),
        (Reply(status=503), 150),
        (Reply(status=500), 60),
        (Reply(status=404), 60),
        (Reply(status=410), 1),
        (Reply(b"<html>", headers={"Content-Encoding": "br"}), 60),
    ],
)
async def test_a_day_of_bad_weather_is_few_polite_requests(reply: Reply, most: int) -> None:
    clock = FakeClock()
    paper = Paper(clock, "ETag", lambda _: reply)
    await day(paper, clock, Counting())
    assert 1 <= len(paper.at) <= most
    assert all(
        (later - earlier).total_seconds() >= FLOOR for earlier, later in zip(paper.at, paper.at[1:], strict=False)
    )


async def test_after_bad_weather_a_feed_is_well_again() -> None:
    clock, parser = FakeClock(), Counting()
    paper = Paper(clock, "ETag", lambda number: Reply(status=503) if number in range(10, 20) else None)
    state = await day(paper, clock, parser)
    told = health(Source("Paper", state.url, "Paper"), state, clock.now())
    assert (told.status, told.last_error, paper.plain) == ("ok", None, 1)
