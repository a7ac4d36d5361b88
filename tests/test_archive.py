"""Files in place of the network: what counts as a feed, how it fared, at which moment the board stands, and replay."""

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from builders import KHARKIV, NOON, SUMY, at, killed, split, strike, told
from fakes import FakeClock

from sitrep.archive import BrokenSources, Loaded, listed, load, play
from sitrep.model.article import Source
from sitrep.model.health import Health
from sitrep.store import Store
from sitrep.worker import Worker

READ_AT = datetime(2026, 1, 1, tzinfo=UTC)
SOURCES = """\
[[feeds]]
file = "post.xml"
name = "Harbour Post"
url = "https://post.example/feed"
family = "Harbour Group"
perspective = "state:UA"
language = "en"

[[feeds]]
file = "lost.xml"
name = "Lost Feed"
url = "https://lost.example/feed"
family = "Lost"
perspective = "independent"
language = "en"
"""


def rss(*titles: str, day: int = 10) -> str:
    """A feed of these entries, published at noon of a day of May 2024."""
    items = "".join(
        f"<item><guid>{n}</guid><title>{title}</title><pubDate>{day:02} May 2024 12:00:00 +0000</pubDate></item>"
        for n, title in enumerate(titles)
    )
    return f'<rss version="2.0"><channel><title>Post</title>{items}</channel></rss>'


def entry(name: str, published: str | None, title: str = "Ferry resumes its crossing") -> str:
    """One line of a .jsonl."""
    return json.dumps({"id": name, "title": title, "published": published, "outlet": "Ridge Radio"}) + "\n"


async def loaded(paths: Sequence[Path], as_of: datetime | None = None) -> Loaded:
    """What the files hold, read by a worker of its own."""
    worker = Worker(deadline=60)
    try:
        return await load(listed(paths), worker, READ_AT, as_of)
    finally:
        await worker.close()


def test_a_folder_with_a_list_of_its_feeds_stands_for_exactly_those(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(SOURCES, "utf-8")
    (tmp_path / "notes.txt").write_text("Not on the list.", "utf-8")
    post = Source("Harbour Post", "https://post.example/feed", "Harbour Group", "state:UA", "en")
    assert listed([tmp_path])[0] == (tmp_path / "post.xml", post)
    assert [path.name for path, _ in listed([tmp_path])] == ["post.xml", "lost.xml"]


def test_a_folder_without_a_list_stands_for_every_file_in_it_but_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.xml", "a.jsonl", ".swap"):
        (tmp_path / name).write_text("", "utf-8")
    (tmp_path / "older").mkdir()
    assert [path.name for path, _ in listed([tmp_path])] == ["a.jsonl", "b.xml"]


def test_a_file_counts_as_a_feed_whose_url_is_its_path(tmp_path: Path) -> None:
    path = tmp_path / "post.xml"
    assert listed([path]) == [(path, Source("post.xml", str(path), ""))]


def test_a_broken_list_of_feeds_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text("[[feeds]\n", "utf-8")
    with pytest.raises(BrokenSources, match="array declaration"):
        listed([tmp_path])
    (tmp_path / "sources.toml").write_text("[[feeds]]\nfile = 'post.xml'\n", "utf-8")
    with pytest.raises(BrokenSources, match="name is missing"):
        listed([tmp_path])


async def test_each_entry_is_loaded_with_its_reading_and_the_listed_source(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(SOURCES, "utf-8")
    (tmp_path / "post.xml").write_text(rss("Missile hits depot in Kharkiv", "Drone strikes port of Odesa"), "utf-8")
    found = await loaded([tmp_path])
    assert [(r.article, r.version) for r in found.readings] == [(a.id, a.version) for a in found.articles]
    assert {(a.outlet, a.family, a.perspective) for a in found.articles} == {
        ("Harbour Post", "Harbour Group", "state:UA")
    }
    assert all(reading.strikes for reading in found.readings)


async def test_an_unreadable_file_is_a_failing_feed_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(SOURCES, "utf-8")
    (tmp_path / "post.xml").write_text(rss("Missile hits depot in Kharkiv"), "utf-8")
    post, lost = (await loaded([tmp_path])).feeds
    assert (post.status, post.entries, post.last_error) == ("ok", 1, None)
    assert (lost.status, lost.entries, lost.last_ok) == ("failing", 0, None)
    assert lost.last_error == "No such file or directory"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.xml", "<html><body>Please log in</body></html>"),
        ("broken.jsonl", "{\n"),
        ("empty.txt", ""),
    ],
)
async def test_a_file_that_holds_nothing_to_read_is_a_failing_feed_that_says_why(
    tmp_path: Path, name: str, text: str
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    found = await loaded([tmp_path / name])
    assert [(feed.status, feed.entries) for feed in found.feeds] == [("failing", 0)]
    assert found.feeds[0].last_error


async def test_a_file_that_was_never_read_was_never_well(tmp_path: Path) -> None:
    found = await loaded([tmp_path / "lost.jsonl"])
    assert found.feeds[0].status == "failing"
    assert found.feeds[0].last_ok is None


async def test_one_bad_line_costs_that_line_alone(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    path.write_text(entry("1", "2024-05-10T12:00:00Z") + "{\n" + entry("2", "2024-05-10T13:00:00Z"), "utf-8")
    found = await loaded([path])
    assert [a.id for a in found.articles] == ["1", "2"]
    assert found.feeds[0].status == "ok"
    assert found.feeds[0].last_error == "line 2: the line is no JSON"


async def test_an_entry_that_stands_in_two_files_is_loaded_once(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text(entry("1", "2024-05-10T12:00:00Z"), "utf-8")
    assert len((await loaded([tmp_path])).articles) == 1


async def test_the_board_stands_at_the_newest_publication(tmp_path: Path) -> None:
    path = tmp_path / "days.jsonl"
    path.write_text(entry("1", "2024-05-10T12:00:00Z") + entry("2", "2024-05-11T07:00:00Z") + entry("3", None), "utf-8")
    assert (await loaded([path])).as_of == datetime(2024, 5, 11, 7, tzinfo=UTC)


async def test_the_board_stands_at_the_moment_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    path.write_text(entry("1", "2024-05-10T12:00:00Z"), "utf-8")
    assert (await loaded([path], NOON)).as_of == NOON


async def test_without_any_date_the_board_stands_at_the_present(tmp_path: Path) -> None:
    path = tmp_path / "undated.jsonl"
    path.write_text(entry("1", None), "utf-8")
    assert (await loaded([path])).as_of == READ_AT


async def test_an_undated_entry_counts_as_seen_when_the_board_stands(tmp_path: Path) -> None:
    path = tmp_path / "days.jsonl"
    path.write_text(entry("1", "2024-05-10T12:00:00Z") + entry("2", None), "utf-8")
    found = await loaded([path])
    assert [a.at for a in found.articles] == [NOON, NOON]


FEED = Health("Harbour Post", "https://post.example/feed", "ok", NOON, None, None, 3)


def night(*feeds: Health) -> Loaded:
    """Three reports of one night, the newest listed first."""
    articles, readings = split(
        [
            told("late", strike(SUMY), killed(2, 2, SUMY), hours=6),
            told("early", strike(KHARKIV), killed(4, 4, KHARKIV)),
            told("middle", strike(KHARKIV), killed(5, 5, KHARKIV), hours=2),
        ]
    )
    return Loaded(tuple(articles), tuple(readings), feeds or (FEED,), at(6))


async def test_play_commits_in_the_order_of_publication_at_the_given_pace() -> None:
    clock, store = FakeClock(), Store()
    seen: list[tuple[datetime, list[str]]] = []

    def shown(moment: datetime) -> None:
        seen.append((moment, [a.id for a in store.articles()]))

    playing = asyncio.create_task(play(night(), store, clock, 3600, shown))
    await clock.advance(0)
    assert seen == [(at(), ["early"])]
    await clock.advance(1)
    assert len(seen) == 1
    await clock.advance(1)
    assert seen[1:] == [(at(2), ["middle", "early"])]
    await clock.advance(4)
    await playing
    assert seen[2:] == [(at(6), ["late", "middle", "early"])]
    assert clock.slept == [2, 4]


async def test_without_a_pace_all_is_played_at_once() -> None:
    clock, store = FakeClock(), Store()
    playing = asyncio.create_task(play(night(), store, clock, 0, lambda _: None))
    await clock.advance(0)
    await playing
    assert store.size == 3


async def test_a_played_sample_ends_at_the_board_of_all_it_holds() -> None:
    clock, played, whole = FakeClock(), Store(), Store()
    sample = night()
    playing = asyncio.create_task(play(sample, played, clock, 1, lambda _: None))
    await clock.advance(6 * 3600)
    await playing
    whole.commit(sample.articles, sample.readings, (FEED,), sample.as_of)
    assert played.board(at(6)).incidents == whole.board(at(6)).incidents
    assert played.board(at(6)).incidents


async def test_what_was_published_at_one_moment_comes_in_one_commit() -> None:
    clock = FakeClock()
    articles, readings = split([told("b"), told("a")])
    moments: list[datetime] = []
    await play(Loaded(tuple(articles), tuple(readings), (FEED,), at()), Store(), clock, 1, moments.append)
    assert moments == [at()]
    assert clock.slept == []


async def test_the_feeds_of_a_played_sample_are_as_old_as_the_moment_shown() -> None:
    clock, store = FakeClock(), Store()
    playing = asyncio.create_task(play(night(), store, clock, 3600, lambda _: None))
    await clock.advance(2)
    assert [feed.last_ok for feed in store.board(at(2)).feeds] == [at(2)]
    playing.cancel()
    with suppress(asyncio.CancelledError):
        await playing


async def test_playing_does_not_heal_a_feed_that_failed() -> None:
    clock, store = FakeClock(), Store()
    lost = Health("Lost Feed", "https://lost.example/feed", "failing", last_error="No such file or directory")
    playing = asyncio.create_task(play(night(lost), store, clock, 3600, lambda _: None))
    await clock.advance(6)
    await playing
    assert store.board(at(6)).feeds == (lost,)
