"""The worker process: nothing a feed holds can stop the parent, and no child is ever left behind."""

import asyncio
import os
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes import turns

from sitrep.model.article import Article, Source
from sitrep.worker import Answer, Job, Worker

NOW = datetime(2026, 9, 24, 12, 0, tzinfo=UTC)
PAPER = Source("Paper", "https://paper.example/rss", "Paper")
FEED = b"<rss version='2.0'><channel><title>P</title><item><title>Depot hit</title></item></channel></rss>"


def article(name: str, body: str = "A depot burned in the night.") -> Article:
    return Article(name, "1", "Depot hit", body, "Paper", "Paper", "Paper", NOW)


def pid(worker: Worker) -> int:
    assert worker._child is not None
    return worker._child.pid


def alive(child: int) -> bool:
    try:
        os.kill(child, 0)
    except ProcessLookupError:
        return False
    return True


def children() -> set[int]:
    """The children this process has, by the system's own list."""
    return {int(word) for task in Path("/proc/self/task").iterdir() for word in (task / "children").read_text().split()}


async def parsed_titles(worker: Worker, body: bytes = FEED) -> list[str]:
    parsed = await worker.parse(PAPER, body, {"content-type": "text/xml"}, PAPER.url, NOW)
    return [entry.title for entry in parsed.articles]


async def test_a_document_is_parsed_in_the_child() -> None:
    worker = Worker()
    assert await parsed_titles(worker) == ["Depot hit"]
    assert pid(worker) != os.getpid()
    await worker.close()


async def test_articles_are_read_in_order() -> None:
    worker = Worker(deadline=30)
    readings = await worker.read([article("a"), article("b"), article("c")])
    assert [reading.article for reading in readings] == ["a", "b", "c"]
    assert await worker.read([]) == ()
    await worker.close()


async def test_a_page_without_an_article_says_so() -> None:
    worker = Worker(deadline=30)
    page = await worker.page(b"<html><body></body></html>", "https://paper.example/1")
    assert not page.text
    assert page.faults
    await worker.close()


async def test_what_is_no_feed_comes_back_unreadable() -> None:
    worker = Worker()
    parsed = await worker.parse(PAPER, b"<html></html>", {}, PAPER.url, NOW)
    assert not parsed.readable
    await worker.close()


async def test_a_child_that_misses_the_deadline_is_killed_and_replaced() -> None:
    worker = Worker()
    await parsed_titles(worker)
    first = pid(worker)
    os.kill(first, signal.SIGSTOP)
    worker._deadline = 0.2
    parsed = await worker.parse(PAPER, FEED, {}, PAPER.url, NOW)
    assert "longer than 0.2 s" in parsed.faults[0].reason
    assert not alive(first)
    worker._deadline = 30
    assert await parsed_titles(worker) == ["Depot hit"]
    await worker.close()


async def test_a_child_that_dies_is_a_fault_and_then_a_new_child() -> None:
    worker = Worker()
    await parsed_titles(worker)
    os.kill(pid(worker), signal.SIGKILL)
    parsed = await worker.parse(PAPER, FEED, {}, PAPER.url, NOW)
    assert not parsed.readable
    assert "worker process ended" in parsed.faults[0].reason
    assert await parsed_titles(worker) == ["Depot hit"]
    await worker.close()


async def test_a_child_that_runs_out_of_memory_is_a_fault() -> None:
    worker = Worker(deadline=30, memory=150)
    parsed = await worker.parse(PAPER, FEED.replace(b"Depot", b"Depot " * (4 << 20)), {}, PAPER.url, NOW)
    assert not parsed.readable
    assert "MemoryError" in parsed.faults[0].reason
    assert await parsed_titles(worker) == ["Depot hit"]
    await worker.close()


class Fragile(Worker):
    """A worker whose child is killed whenever the article named "bad" is among those it is to read."""

    async def _exchange(self, job: Job) -> Answer:
        if "bad" in {one.id for one in getattr(job, "articles", ())}:
            if self._child is None:
                self._child = await self._start()
            self._child.kill()
        return await super()._exchange(job)


async def test_only_the_article_that_breaks_the_reader_goes_unread() -> None:
    worker = Fragile(deadline=30)
    readings = await worker.read([article("a"), article("bad"), article("c")])
    assert [reading.article for reading in readings] == ["a", "bad", "c"]
    assert [bool(reading.faults) for reading in readings] == [False, True, False]
    await worker.close()


async def test_a_child_is_replaced_after_its_lifetime() -> None:
    worker = Worker(lifetime=2)
    seen = []
    for _ in range(4):
        await parsed_titles(worker)
        seen.append(worker._child is None)
    assert seen == [False, True, False, True]
    await worker.close()


async def test_jobs_asked_at_once_get_each_its_own_answer() -> None:
    worker = Worker(deadline=30)
    bodies = [FEED.replace(b"Depot hit", b"Story %d" % n) for n in range(8)]
    found = await asyncio.gather(*(parsed_titles(worker, body) for body in bodies))
    assert found == [[f"Story {n}"] for n in range(8)]
    await worker.close()


@pytest.mark.parametrize("rounds", [0, 1, 3, 10, 40])
async def test_a_cancel_at_any_moment_leaves_no_child(rounds: int) -> None:
    before = children()
    worker = Worker()
    task = asyncio.create_task(parsed_titles(worker))
    await turns(rounds)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert children() == before


async def test_a_cancelled_job_never_answers_the_next() -> None:
    worker = Worker(deadline=30)
    await parsed_titles(worker)
    task = asyncio.create_task(parsed_titles(worker, FEED.replace(b"Depot", b"Bridge")))
    await turns(2)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await parsed_titles(worker) == ["Depot hit"]
    await worker.close()


async def test_a_keyboard_interrupt_does_not_reach_the_child() -> None:
    worker = Worker()
    await parsed_titles(worker)
    assert os.getsid(pid(worker)) == pid(worker)
    await worker.close()


async def test_close_ends_the_child_and_may_be_called_twice() -> None:
    worker = Worker()
    await parsed_titles(worker)
    child = pid(worker)
    await worker.close()
    await worker.close()
    assert not alive(child)


async def test_a_child_ends_when_its_parent_is_gone() -> None:
    """The parent's end of the pipe closes, which is all a child sees of a parent that was killed."""
    worker = Worker()
    await parsed_titles(worker)
    assert worker._child is not None
    assert worker._child.stdin is not None
    worker._child.stdin.close()
    assert await worker._child.wait() == 0
    await worker.close()
