"""Between store and journal: kept before shown, the newest first after a start, and what can't be kept is owed."""

import asyncio
import gc
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import msgspec
from builders import KHARKIV, NOON, SUMY, at, killed, split, strike, told
from fakes import FakeClock

from sitrep.journal import AtOnce, Journal, open_journal
from sitrep.journal.file import SqliteJournal
from sitrep.journal.look import look_into
from sitrep.journal.search import search
from sitrep.keeper import BATCH, GROWN, PAGE, Keeper
from sitrep.model.article import Article
from sitrep.model.claim import Reading
from sitrep.model.feedstate import FeedState
from sitrep.model.ruling import Dismiss, Ruling
from sitrep.store import Store
from sitrep.views.filtering.filter import parse_filter

STATE = FeedState("https://post.example/feed")


def keeper(store: Store, journal: Journal, clock: FakeClock | None = None) -> Keeper:
    return Keeper(store, AtOnce(journal), clock or FakeClock(NOON))


async def load(made: Keeper, back_to: datetime | None = None) -> None:
    """What a start does: reads, then folds."""
    await made.read(back_to)
    await made.fold()


def journal_of(path: Path, days: int, a_day: int = 1) -> Journal:
    """A journal of one strike a day, and as many quiet articles as wanted."""
    journal, _ = open_journal(path / "journal.sqlite", NOON)
    pairs = []
    for number in range(days):
        hours = -24 * number
        pairs.append(told(f"d{number}", strike(KHARKIV), killed(3, 3, KHARKIV), hours=hours))
        pairs += [told(f"d{number}-{n}", hours=hours) for n in range(1, a_day)]
    articles, readings = split(pairs)
    journal.keep(articles, readings, [])
    return journal


async def test_the_boards_window_is_loaded_first_and_the_rest_in_the_background(tmp_path: Path) -> None:
    clock, store = FakeClock(NOON), Store()
    made = keeper(store, journal_of(tmp_path, 30, 30), clock)
    loading = asyncio.create_task(load(made, at(days=-7)))
    await clock.advance(1)
    await loading
    loaded = store.board(NOON).articles
    assert 8 * 30 <= loaded <= 8 * 30 + PAGE
    resting = asyncio.create_task(made.load_rest())
    await clock.advance(600)
    await resting
    assert store.board(NOON).articles == 900


async def test_what_was_read_is_known_before_it_is_folded(tmp_path: Path) -> None:
    store = Store()
    made = keeper(store, journal_of(tmp_path, 3))
    kept = await made.read()
    assert [a.id for a in kept.articles] == ["d2", "d1", "d0"]
    assert (store.size, made.whole) == (0, False)
    known = made.article("d1")
    assert known is not None
    await made.fold()
    assert (store.size, made.whole) == (3, True)
    assert made.article("d1") == known


async def test_in_parts_or_whole_the_board_is_the_same(tmp_path: Path) -> None:
    journal = journal_of(tmp_path, 30, 9)
    clock, parts, whole = FakeClock(NOON), Store(), Store()
    kept = journal.since(0)
    whole.commit(kept.articles, kept.readings)
    made = keeper(parts, journal, clock)
    for step in (load(made, at(days=-3)), made.load_rest()):
        running = asyncio.ensure_future(step)
        await clock.advance(600)
        await running
    assert parts.board(NOON) == whole.board(NOON)


async def test_a_document_of_thousands_of_entries_stops_nobody_for_long(tmp_path: Path) -> None:
    journal, _ = open_journal(tmp_path / "journal.sqlite", NOON)
    clock, store = FakeClock(NOON), Store()
    made = keeper(store, journal, clock)
    articles, readings = split([told(f"d{n}") for n in range(GROWN + 5)])
    seen: list[int] = []
    store.subscribe(lambda: seen.append(store.size))
    frozen = gc.get_freeze_count()
    keeping = asyncio.create_task(made.keep(articles, readings, (STATE,), ()))
    await clock.advance(1)
    await keeping
    assert max(now - before for before, now in pairwise([0, *seen])) == BATCH
    assert seen[-1] == GROWN + 5
    assert gc.get_freeze_count() > frozen
    gc.unfreeze()


class FullDisk(SqliteJournal):
    """A journal whose disk is full until somebody makes room."""

    full = True

    def keep(self, articles: Sequence[Article], readings: Sequence[Reading], feeds: Sequence[FeedState]) -> str | None:
        return "the disk is full" if self.full else super().keep(articles, readings, feeds)


async def test_what_cannot_be_kept_is_shown_said_and_kept_as_soon_as_there_is_room(tmp_path: Path) -> None:
    journal, store = FullDisk(tmp_path / "journal.sqlite", NOON), Store()
    made = keeper(store, journal)
    first, second = told("a", strike(KHARKIV)), told("b", strike(KHARKIV), hours=1)
    await made.keep([first[0]], [first[1]], (STATE,), ())
    assert (made.trouble, store.board(NOON).articles) == ("the disk is full", 1)
    await made.catch_up()
    still = made.trouble
    assert still == "the disk is full"
    journal.full = False
    await made.keep([second[0]], [second[1]], (STATE,), ())
    assert made.trouble is None
    assert [a.id for a in journal.since(0).articles] == ["a", "b"]
    assert journal.since(0).readings == (first[1], second[1])


async def test_a_ruling_of_another_process_holds_here_too(tmp_path: Path) -> None:
    store, clock = Store(), FakeClock(NOON)
    journal = journal_of(tmp_path, 1)
    made = keeper(store, journal, clock)
    loading = asyncio.create_task(load(made))
    await clock.advance(1)
    await loading
    (incident,) = store.board(NOON).incidents
    open_journal(tmp_path / "journal.sqlite", NOON)[0].rule([Ruling("r1", NOON, "ben", Dismiss(incident.id), "drill")])
    await made.catch_up()
    assert store.board(NOON).incidents == ()


async def test_what_is_forgotten_leaves_the_board_and_does_not_come_back(tmp_path: Path) -> None:
    store, clock = Store(), FakeClock(NOON)
    made = keeper(store, journal_of(tmp_path, 3), clock)
    loading = asyncio.create_task(load(made))
    await clock.advance(1)
    await loading
    await made.forget(NOON - timedelta(hours=30), 0)
    assert {a.id for a in store.articles()} == {"d0", "d1"}
    assert [a.id for a in await made.unseen([told("d2", hours=-48)[0], told("new")[0]])] == ["new"]


async def test_the_poller_writes_down_what_it_shows_and_takes_out_what_was_dismissed(tmp_path: Path) -> None:
    store, journal = Store(), open_journal(tmp_path / "journal.sqlite", NOON)[0]
    clock = FakeClock(NOON)
    made = keeper(store, journal, clock)
    loading = asyncio.create_task(load(made))
    await clock.advance(1)
    await loading
    article, read = told("a", strike(KHARKIV))
    await made.keep([article], [read], [STATE], ())
    assert journal.stamps() == {}  # a follower writes nothing down
    leading = asyncio.create_task(made.lead())
    await clock.advance(1)
    await leading
    (incident,) = store.board(NOON).incidents
    assert list(journal.stamps()) == [incident.id]
    other, read = told("b", strike(SUMY), hours=1)
    await made.keep([other], [read], [STATE], ())
    assert set(journal.stamps()) == {i.id for i in store.board(NOON).incidents}
    assert len(journal.stamps()) == 2
    await made.rule(Ruling("r1", NOON, "ben", Dismiss(incident.id), "a drill"))
    assert set(journal.stamps()) == {i.id for i in store.board(NOON).incidents}
    assert len(journal.stamps()) == 1


async def test_a_store_that_holds_a_part_of_what_is_kept_writes_nothing_down(tmp_path: Path) -> None:
    """What was written down may know more of an incident than a store that is still being filled."""
    store, journal, clock = Store(), journal_of(tmp_path, 3, PAGE), FakeClock(NOON)
    made = keeper(store, journal, clock)
    loading = asyncio.create_task(load(made, at(days=-1)))
    await clock.advance(1)
    await loading
    await made.lead()
    article, read = told("new", strike(SUMY), hours=1)
    await made.keep([article], [read], [STATE], ())
    assert not made.whole
    assert journal.stamps() == {}
    resting = asyncio.create_task(made.load_rest())
    await clock.advance(600)
    await resting
    assert set(journal.stamps()) == {i.id for i in store.board(NOON).incidents}


async def test_what_another_process_read_again_is_taken_up_by_those_that_run(tmp_path: Path) -> None:
    store, clock, journal = Store(), FakeClock(NOON), journal_of(tmp_path, 1)
    made = keeper(store, journal, clock)
    for step in (load(made), made.lead()):
        running = asyncio.ensure_future(step)
        await clock.advance(1)
        await running
    other, _ = open_journal(tmp_path / "journal.sqlite", NOON)
    _, new = told("d0", strike(KHARKIV), killed(9, 9, KHARKIV))
    other.reread([msgspec.structs.replace(new, rules="new")])
    await made.catch_up()
    await made.take_reread()
    assert (made.reread, [i.killed.low for i in store.board(NOON).incidents]) == (False, [3])
    other.announce_reread()
    await made.catch_up()
    taking = asyncio.create_task(made.take_reread())
    await clock.advance(1)
    await taking
    assert (made.reread, [i.killed.low for i in store.board(NOON).incidents]) == (True, [9])
    look = look_into(tmp_path / "journal.sqlite")
    assert look is not None
    found = look.ask(lambda db: search(db, parse_filter("killed:>5"), NOON, 9))
    assert len(found.incidents) == 1
