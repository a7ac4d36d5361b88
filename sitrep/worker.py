"""One child process that does the work hostile bytes could stop: parsing feeds and pages, reading articles.

The parent asks, the child answers, one job at a time: frames of a 4-byte length and msgpack, decoded into typed
structs on both sides, so a child gone wrong can send nothing but values of the house. The child sets its own memory
limit, is killed when it misses a deadline or fails in any other way, and is replaced; after a fixed number of jobs as
well, so that no leak grows old. It runs in its own session (Ctrl-C does not reach it), ends when its parent does
(end of file), and by an alarm where it is stuck then. The rules and the measurements behind them: own pools fail to
start inside Textual, or cannot kill one stuck task.
"""

import asyncio
import gc
import math
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cache
from typing import BinaryIO

import msgspec

from sitrep.extract.edition import edition
from sitrep.feeds.parsed import Page, Parsed, refused
from sitrep.model.article import Article, Source
from sitrep.model.claim import Fault, Reading
from sitrep.text.clean import clean

DEADLINE = 5.0
"""Seconds a job may take before the child is killed."""
MEMORY = 512
"""MiB of address space the child may hold."""
LIFETIME = 2000
"""Jobs after which the child is replaced."""

_BATCH = 200_000
"""Characters of text in one reading job: some tenths of a second of work, far from the deadline."""
_LONGEST_FRAME = 256 * 1024 * 1024


class ParseJob(msgspec.Struct, frozen=True, tag="parse"):
    """A feed document to parse."""

    source: Source
    body: bytes
    headers: dict[str, str]
    final_url: str
    fetched_at: datetime


class ReadJob(msgspec.Struct, frozen=True, tag="read"):
    """Articles to read."""

    articles: tuple[Article, ...]


class PageJob(msgspec.Struct, frozen=True, tag="page"):
    """An article page to take the text from."""

    body: bytes
    url: str


Job = ParseJob | ReadJob | PageJob


class Order(msgspec.Struct, frozen=True):
    """A job and the seconds after which the child ends itself, should nobody be left to kill it."""

    job: Job
    alarm: int


class Answer(msgspec.Struct, frozen=True):
    """What came of a job: the one field of its kind, or `broken`, the name of what went wrong."""

    parsed: Parsed | None = None
    readings: tuple[Reading, ...] | None = None
    page: Page | None = None
    broken: str | None = None


class Worker:
    """The parent's side. Jobs wait for one another; every method may be cancelled at any point.

    The child starts with the first job. `close` ends it; a closed worker starts a new child when asked again.
    """

    def __init__(self, deadline: float = DEADLINE, memory: int = MEMORY, lifetime: int = LIFETIME) -> None:
        self._deadline = deadline
        self._memory = memory
        self._lifetime = lifetime
        self._turn = asyncio.Lock()
        self._child: asyncio.subprocess.Process | None = None
        self._done = 0

    async def parse(
        self, source: Source, body: bytes, headers: Mapping[str, str], final_url: str, fetched_at: datetime
    ) -> Parsed:
        """`sitrep.feeds.parse.parse` in the child. A document that breaks it comes back unreadable, with a Fault."""
        answer = await self._ask(ParseJob(source, body, dict(headers), final_url, fetched_at))
        return answer.parsed or refused(source.url, f"the document could not be read: {answer.broken}")

    async def read(self, articles: Sequence[Article]) -> tuple[Reading, ...]:
        """A reading for each of `articles`, in order. One that breaks the reader has a Fault for its reading."""
        readings: list[Reading] = []
        for batch in _batches(articles):
            answer = await self._ask(ReadJob(batch))
            if answer.readings is not None and len(answer.readings) == len(batch):
                readings += answer.readings
            elif len(batch) == 1:
                readings.append(_unread(batch[0], answer.broken or "an answer is missing"))
            else:
                for article in batch:
                    readings += await self.read((article,))
        return tuple(readings)

    async def page(self, body: bytes, url: str) -> Page:
        """`sitrep.feeds.page.page` in the child."""
        answer = await self._ask(PageJob(body, url))
        return answer.page or Page(faults=(Fault(url, f"the page could not be read: {answer.broken}"),))

    async def close(self) -> None:
        """Ends the child, after the job it is at. Safe to call twice."""
        async with self._turn:
            await self._stop()

    async def _ask(self, job: Job) -> Answer:
        async with self._turn:
            whole = False
            try:
                async with asyncio.timeout(self._deadline):
                    answer = await self._exchange(job)
                whole = answer.broken is None
                return answer
            except TimeoutError:
                return Answer(broken=f"it took longer than {self._deadline:g} s")
            except (OSError, EOFError, msgspec.MsgspecError, ValueError) as error:
                return Answer(broken=f"the worker process ended ({type(error).__name__})")
            finally:
                self._done += 1
                if not whole or self._done >= self._lifetime:
                    await self._stop()

    async def _exchange(self, job: Job) -> Answer:
        if self._child is None:
            self._child = await self._start()
        if self._child.stdin is None or self._child.stdout is None:
            raise EOFError  # never: both are pipes
        frame = msgspec.msgpack.encode(Order(job, math.ceil(self._deadline) + 5))
        self._child.stdin.write(len(frame).to_bytes(4, "big"))
        self._child.stdin.write(frame)
        del frame  # a document may be 16 MiB: no more of it is held than must be, here and in the child
        await self._child.stdin.drain()
        length = int.from_bytes(await self._child.stdout.readexactly(4), "big")
        if length > _LONGEST_FRAME:
            raise EOFError
        return _ANSWER.decode(await self._child.stdout.readexactly(length))

    async def _start(self) -> asyncio.subprocess.Process:
        self._done = 0
        # The parent's own module path: the child must find the same sitrep, and nothing in the current folder.
        code = f"import sys; sys.path[:] = {sys.path!r}; from sitrep.worker import serve; serve({self._memory})"
        return await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-c", code,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip

    async def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        if child.returncode is None:
            with suppress(ProcessLookupError):  # it ended between the two lines
                child.kill()
        await child.wait()


_ANSWER = msgspec.msgpack.Decoder(Answer)


def _batches(articles: Sequence[Article]) -> Iterator[tuple[Article, ...]]:
    batch: list[Article] = []
    size = 0
    for article in articles:
        if batch and size + len(article.body) > _BATCH:
            yield tuple(batch)
            batch, size = [], 0
        batch.append(article)
        size += len(article.body) + 1000
    if batch:
        yield tuple(batch)


def _unread(article: Article, reason: str) -> Reading:
    faults = (Fault(article.url or article.id, reason),)
    return Reading(article.id, article.version, article.language, faults=faults, rules=edition())


# The child's side.


def serve(memory: int) -> None:
    """The child's whole life: answer orders from fd 0 on fd 1 until end of file. `memory` in MiB."""
    with suppress(ValueError):  # some systems know no such limit; the deadline still holds there
        resource.setrlimit(resource.RLIMIT_AS, (memory << 20, memory << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    decoder = msgspec.msgpack.Decoder(Order)
    # A library that prints, or reads from the keyboard, must not reach the pipes.
    with os.fdopen(os.dup(0), "rb") as orders, os.fdopen(os.dup(1), "wb") as answers:
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 0)
        os.dup2(nothing, 1)
        while frame := _frame(orders):
            order = decoder.decode(frame)
            del frame
            signal.alarm(order.alarm)
            answer = msgspec.msgpack.encode(_answer(order.job))
            signal.alarm(0)
            answers.write(len(answer).to_bytes(4, "big"))
            answers.write(answer)
            answers.flush()
            del order, answer


def _frame(orders: BinaryIO) -> bytes:
    """The next frame; empty at end of file."""
    return orders.read(int.from_bytes(orders.read(4), "big"))


def _answer(job: Job) -> Answer:
    try:
        match job:
            case ParseJob():
                # Here, not above: feedparser, trafilatura and the reader load in the child alone, with the first job.
                from sitrep.feeds.parse import parse

                return Answer(parsed=parse(job.source, job.body, job.headers, job.final_url, job.fetched_at))
            case ReadJob():
                return Answer(readings=tuple(_reading(article) for article in job.articles))
            case PageJob():
                from sitrep.feeds.page import page

                return Answer(page=page(job.body, job.url))
    except Exception as error:  # noqa: BLE001 - whatever broke, the parent is told its name and starts afresh
        return Answer(broken=type(error).__name__)


def _reading(article: Article) -> Reading:
    try:
        return _reader()(article)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - one article's trouble must not cost the others their readings
        return _unread(article, f"the reader failed ({type(error).__name__}: {clean(str(error), 200)})")


GARBAGE = 20_000
"""New objects after which the child looks for garbage: an article's words come and go by thousands and hold no ring."""


def settle() -> None:
    """Keeps the collector from looking through the program and its lexicons, which stay: a tenth of the reading."""
    gc.freeze()
    gc.set_threshold(GARBAGE)


@cache
def _reader() -> Callable[[Article], Reading]:
    from sitrep.extract.read import read
    from sitrep.gazetteer import SqliteGazetteer
    from sitrep.text.names import Names

    names = Names(SqliteGazetteer())
    settle()
    return lambda article: msgspec.structs.replace(read(article, names), rules=edition())
