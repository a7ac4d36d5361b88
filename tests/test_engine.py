"""The engine: what is shown was kept before, a full queue holds the pollers, one process polls, others follow."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from builders import act
from fakes import START, FakeClock, turns
from msgspec.structs import replace

from sitrep.engine import WAITING, Engine
from sitrep.feeds.outcome import Failed, NotModified
from sitrep.feeds.schedule import FLOOR, health, next_poll
from sitrep.journal import AtOnce, Journal, MemoryJournal, open_journal
from sitrep.keeper import Keeper
from sitrep.model.article import Article, Source
from sitrep.model.claim import Reading
from sitrep.model.feedstate import FeedState
from sitrep.model.health import Health
from sitrep.model.polled import Polled
from sitrep.model.ruling import Dismiss, Ruling, Undo
from sitrep.model.viewer import Note
from sitrep.store import Store

FEED = Source("Harbour Post", "https://post.example/feed", "Harbour Post")


def article(name: str, version: str = "v1") -> Article:
    return Article(
        name, version, f"Report {name}", "", "Harbour Post", "Harbour Post", FEED.url, START, published=START
    )


class Outlet:
    """A feed that answers what it is given, a minute between polls."""

    def __init__(self, clock: FakeClock, *answers: tuple[Article, ...]) -> None:
        self._clock = clock
        self._answers = list(answers)
        self.asked = 0
        self.pause = 60.0

    async def ask(self, source: Source, state: FeedState) -> Polled:
        self.asked += 1
        articles = self._answers.pop(0) if self._answers else ()
        now = self._clock.now()
        due = now + timedelta(seconds=self.pause)
        health = Health(source.name, source.url, "ok", now, None, due, len(articles))
        return Polled(FeedState(source.url, next_poll=due, last_ok=now, asked=now), health, articles)


class Reader:
    """Reads everything as empty and remembers what it was given; `gate` holds it where a test wants a slow one."""

    def __init__(self) -> None:
        self.given: list[str] = []
        self.gate = asyncio.Event()
        self.gate.set()

    async def read(self, articles: Sequence[Article]) -> tuple[Reading, ...]:
        await self.gate.wait()
        self.given += [f"{a.id} {a.told or a.version}" for a in articles]
        return tuple(Reading(a.id, a.version, "en") for a in articles)


def engine(outlet: Outlet, reader: Reader, store: Store, journal: Journal, clock: FakeClock) -> Engine:
    return Engine([FEED], outlet.ask, reader, Keeper(store, AtOnce(journal), clock), clock)


async def test_an_article_is_read_once_however_often_its_feed_holds_it() -> None:
    clock, reader, store = FakeClock(), Reader(), Store()
    outlet = Outlet(clock, (article("a"),), (article("a"), article("b")), (article("a", "v2"),))
    running = asyncio.create_task(engine(outlet, reader, store, MemoryJournal(), clock).poll())
    await clock.advance(130)
    running.cancel()
    assert reader.given == ["a v1", "b v1", "a v2"]


async def test_poll_now_asks_at_once() -> None:
    clock, store = FakeClock(), Store()
    outlet = Outlet(clock)
    outlet.pause = 600
    machine = engine(outlet, Reader(), store, MemoryJournal(), clock)
    running = asyncio.create_task(machine.poll())
    await clock.advance(61)
    assert outlet.asked == 1
    machine.poll_now()
    await turns()
    assert outlet.asked == 2
    machine.poll_now()
    await clock.advance(FLOOR - 1)
    assert outlet.asked == 2  # asked a moment ago: no wish makes it more often
    await clock.advance(2)
    running.cancel()
    assert outlet.asked == 3


SISTERS = [Source(f"Post {n}", f"https://post.example/{n}", "Post") for n in range(4)]


class Weary:
    """A host whose feeds are asked; `answer` is what the next one is told."""

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock
        self.answer: Failed | NotModified | None = None
        self.asked: list[tuple[float, str]] = []

    async def ask(self, source: Source, state: FeedState) -> Polled:
        now = self._clock.now()
        self.asked.append(((now - START).total_seconds(), source.name))
        after = next_poll(state, self.answer or NotModified(now, {}), now, self._clock.uniform)
        return Polled(after, health(source, after, now))


async def test_a_host_that_asks_for_rest_is_left_alone_by_all_its_feeds_whatever_the_user_wishes() -> None:
    clock = FakeClock()
    weary = Weary(clock)
    machine = Engine(SISTERS, weary.ask, Reader(), Keeper(Store(), AtOnce(MemoryJournal()), clock), clock)
    running = asyncio.create_task(machine.poll())
    await clock.advance(10)
    assert len(weary.asked) == 4
    weary.answer = Failed(START, "later", 429, "3600")
    await clock.advance(290.01)  # the first of them asks again, and is told to come in an hour
    weary.answer = None
    assert len(weary.asked) == 5
    machine.poll_now()
    await clock.advance(3590)
    machine.poll_now()
    assert len(weary.asked) == 5
    await clock.advance(120)
    running.cancel()
    assert sorted(name for _, name in weary.asked[5:]) == [source.name for source in SISTERS]


async def test_the_first_round_over_many_feeds_is_spread_over_some_moments() -> None:
    clock = FakeClock()
    weary = Weary(clock)
    running = asyncio.create_task(
        Engine(SISTERS, weary.ask, Reader(), Keeper(Store(), AtOnce(MemoryJournal()), clock), clock).poll()
    )
    await clock.advance(10)
    running.cancel()
    moments = [moment for moment, _ in weary.asked]
    assert len(set(moments)) == len(SISTERS)
    assert max(moments) <= 5


async def test_a_feed_that_has_ended_is_asked_neither_once_nor_ever(tmp_path: Path) -> None:
    clock, journal = FakeClock(), open_journal(tmp_path / "journal.sqlite", START)[0]
    weary = Weary(clock)
    journal.keep(
        (), (), (next_poll(FeedState(SISTERS[0].url), Failed(START, "ended", 410, gone=True), START, clock.uniform),)
    )
    machine = Engine(SISTERS[:1], weary.ask, Reader(), Keeper(Store(), AtOnce(journal), clock), clock)
    loading = asyncio.create_task(machine.load())
    await clock.advance(90)
    await loading
    await machine.once()
    running = asyncio.create_task(machine.poll())
    await clock.advance(120)
    running.cancel()
    journal.close()
    assert weary.asked == []


async def test_a_rest_outlives_a_restart_for_every_feed_of_its_host(tmp_path: Path) -> None:
    clock, journal = FakeClock(), open_journal(tmp_path / "journal.sqlite", START)[0]
    weary = Weary(clock)
    told = next_poll(FeedState(SISTERS[0].url), Failed(START, "later", 503, "600"), START, clock.uniform)
    journal.keep((), (), (told,))
    machine = Engine(SISTERS, weary.ask, Reader(), Keeper(Store(), AtOnce(journal), clock), clock)
    loading = asyncio.create_task(machine.load())
    await clock.advance(0)
    await loading
    running = asyncio.create_task(machine.poll())
    await clock.advance(599)
    assert weary.asked == []
    await clock.advance(120)
    running.cancel()
    assert len(weary.asked) == 4


async def test_once_after_once_asks_nobody_and_still_tells_how_the_feeds_fare(tmp_path: Path) -> None:
    clock = FakeClock()
    outlet = Outlet(clock, (article("a"),))
    journal, _ = open_journal(tmp_path / "journal.sqlite", START)
    for _ in range(2):
        store = Store()
        machine = engine(outlet, Reader(), store, journal, clock)
        for work in (machine.load, machine.once):
            done = asyncio.create_task(work())
            await clock.advance(1)
            await done
        assert [health.status for health in store.board(START).feeds] == ["ok"]
    assert outlet.asked == 1


async def test_a_slow_reader_holds_the_pollers_at_the_queues_length() -> None:
    clock, reader, store = FakeClock(), Reader(), Store()
    outlet = Outlet(clock, *((article(f"a{n}"),) for n in range(60)))
    reader.gate.clear()
    running = asyncio.create_task(engine(outlet, reader, store, MemoryJournal(), clock).poll())
    await clock.advance(60 * 50)
    running.cancel()
    # One delivery is with the reader, WAITING lie in the queue, one poller waits with its own in hand.
    assert outlet.asked == WAITING + 2


async def test_what_is_shown_was_kept_before_and_a_restart_knows_it(tmp_path: Path) -> None:
    clock, store = FakeClock(), Store()
    journal, _ = open_journal(tmp_path / "journal.sqlite", START)
    kept_when_shown: list[int] = []
    store.subscribe(lambda: kept_when_shown.append(len(journal.since(0).articles)))
    outlet = Outlet(clock, (article("a"), article("b")))
    running = asyncio.create_task(engine(outlet, Reader(), store, journal, clock).poll())
    await clock.advance(1)
    running.cancel()
    assert kept_when_shown == [2]

    again = Store()
    waking = asyncio.create_task(engine(Outlet(clock), Reader(), again, journal, clock).load())
    await clock.advance(1)
    await waking
    assert {a.id for a in again.articles()} == {"a", "b"}


async def test_feeds_are_asked_before_what_was_kept_is_folded_and_an_edit_is_known_as_one(
    tmp_path: Path,
) -> None:
    clock = FakeClock()
    journal, _ = open_journal(tmp_path / "journal.sqlite", START)
    journal.keep([article("a"), article("b")], [], [])
    store, reader = Store(), Reader()
    edit = replace(article("a", "v2"), first_seen=START + timedelta(minutes=1))
    outlet = Outlet(clock, (edit, article("b"), article("c")))
    machine = engine(outlet, reader, store, journal, clock)
    await machine.read()
    running = asyncio.create_task(machine.poll())
    await clock.advance(1)
    assert reader.given == ["a v2", "c v1"]
    assert {a.id for a in store.articles()} == {"a", "c"}
    edited = store.article("a")
    await machine.fold()
    running.cancel()
    assert {a.id for a in store.articles()} == {"a", "b", "c"}
    assert store.article("a") == edited


async def test_a_follower_shows_what_the_poller_keeps_and_takes_over_when_it_is_gone(tmp_path: Path) -> None:
    clock, store = FakeClock(), Store()
    writer, _ = open_journal(tmp_path / "journal.sqlite", START)
    journal, _ = open_journal(tmp_path / "journal.sqlite", START)
    free = False
    machine = engine(Outlet(clock), Reader(), store, journal, clock)
    following = asyncio.create_task(machine.follow(lambda: free))
    await clock.advance(1)
    writer.keep([article("a")], [], [])
    await clock.advance(1)
    assert [a.id for a in store.articles()] == ["a"]
    free = True
    await clock.advance(1)
    assert following.done()


async def test_rulings_and_notes_of_another_process_are_taken_up_by_follower_and_poller(tmp_path: Path) -> None:
    clock, heard = FakeClock(), []
    other, _ = open_journal(tmp_path / "journal.sqlite", START)
    journal, _ = open_journal(tmp_path / "journal.sqlite", START)
    machine = Engine(
        [FEED],
        Outlet(clock).ask,
        Reader(),
        Keeper(Store(), AtOnce(journal), clock, lambda trouble, notes: heard.append([n.text for n in notes])),
        clock,
    )
    running = asyncio.create_task(machine.poll())
    await clock.advance(1)
    other.note(Note("n1", "ben@desk", START, "watch the bridge"))
    await clock.advance(1)
    assert heard[-1] == ["watch the bridge"]
    await machine.note(Note("n2", "anna@desk", START, "both bridges"))
    assert heard[-1] == ["watch the bridge", "both bridges"]
    assert [n.by for n in other.since(0).notes] == ["ben@desk", "anna@desk"]
    running.cancel()


async def test_a_ruling_is_kept_and_what_cannot_be_kept_is_said(tmp_path: Path) -> None:
    clock, heard = FakeClock(), []
    journal, _ = open_journal(tmp_path / "journal.sqlite", START)
    machine = Engine(
        [FEED],
        Outlet(clock).ask,
        Reader(),
        Keeper(Store(), AtOnce(journal), clock, lambda trouble, notes: heard.append(trouble)),
        clock,
    )
    ruling = Ruling("r1", START, "anna@desk", Dismiss("i1"), "a drill")
    assert await machine.rule(ruling) is None
    assert journal.since(0).rulings == (ruling,)
    journal.close()
    unreasoned = await machine.rule(Ruling("r0", START, "anna@desk", Dismiss("i"), " "))
    assert unreasoned == "not done: joining, parting and dismissing want a reason"
    trouble = await machine.rule(Ruling("r2", START, "anna@desk", Undo("r1")))
    assert trouble is not None
    assert "can't be written" in trouble
    assert heard[-1] == trouble


async def test_an_error_in_the_code_ends_the_engine_and_is_not_swallowed() -> None:
    clock = FakeClock()

    async def broken(source: Source, state: FeedState) -> Polled:
        raise ZeroDivisionError

    machine = Engine([FEED], broken, Reader(), Keeper(Store(), AtOnce(MemoryJournal()), clock), clock)
    running = asyncio.create_task(machine.poll())
    await clock.advance(1)
    with pytest.raises(ExceptionGroup):
        await running


class Grower:
    """Pages that hold one sentence more; each is handed out when the test opens the gate."""

    def __init__(self) -> None:
        self.wanted: asyncio.Queue[Article] = asyncio.Queue()
        self.gate = asyncio.Event()

    def want(self, article: Article) -> None:
        self.wanted.put_nowait(article)

    async def grown(self) -> Article:
        entry = await self.wanted.get()
        await self.gate.wait()
        told, later = entry.told or entry.version, entry.first_seen + timedelta(seconds=1)
        return replace(entry, version=f"page of {entry.version}", body="More.", told=told, first_seen=later)


class Relevant(Reader):
    """Finds an act in everything."""

    async def read(self, articles: Sequence[Article]) -> tuple[Reading, ...]:
        told = act("Norland", "CONSULT", "Sudland", "meet")
        return tuple(replace(reading, diplomacy=(told,)) for reading in await super().read(articles))


async def test_a_page_is_a_version_after_its_entry_and_no_edit_at_the_next_poll() -> None:
    clock, reader, store, grower = FakeClock(), Relevant(), Store(), Grower()
    outlet = Outlet(clock, (article("a"),), (article("a"),))
    machine = Engine([FEED], outlet.ask, reader, Keeper(store, AtOnce(MemoryJournal()), clock), clock, pages=grower)
    running = asyncio.create_task(machine.poll())
    await clock.advance(1)
    assert [a.body for a in store.articles()] == [""]
    grower.gate.set()
    await clock.advance(70)
    running.cancel()
    assert [a.body for a in store.articles()] == ["More."]
    assert reader.given == ["a v1", "a v1"]


async def test_the_page_of_an_entry_that_was_edited_meanwhile_is_not_taken() -> None:
    clock, reader, store, grower = FakeClock(), Relevant(), Store(), Grower()
    outlet = Outlet(clock, (article("a"),), (article("a", "v2"),))
    machine = Engine([FEED], outlet.ask, reader, Keeper(store, AtOnce(MemoryJournal()), clock), clock, pages=grower)
    running = asyncio.create_task(machine.poll())
    await clock.advance(61)
    grower.gate.set()
    await clock.advance(1)
    running.cancel()
    assert [(a.told, a.body) for a in store.articles()] == [("v2", "More.")]
    assert reader.given == ["a v1", "a v2", "a v2"]
