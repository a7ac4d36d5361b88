"""Fakes at the house's real seams: a clock that moves when told, a web server on the loopback, a scripted transport."""

import asyncio
import heapq
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import httpx

START = datetime(2024, 5, 6, 12, 0, tzinfo=UTC)


class FakeClock:
    """A clock that stands until `advance`. `uniform` gives the same fraction of every range: the middle by default."""

    def __init__(self, start: datetime = START, fraction: float = 0.5) -> None:
        self._now = start
        self._fraction = fraction
        self._sleepers: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._count = 0
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self._now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self._count += 1
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now + timedelta(seconds=max(0.0, seconds)), self._count, waiting))
        await waiting

    def uniform(self, low: float, high: float) -> float:
        return low + (high - low) * self._fraction

    async def advance(self, seconds: float) -> None:
        """Moves on, waking each sleeper at its own moment and letting it work until it waits again."""
        end = self._now + timedelta(seconds=seconds)
        await turns()
        while self._sleepers and self._sleepers[0][0] <= end:
            moment, _, waiting = heapq.heappop(self._sleepers)
            self._now = max(self._now, moment)
            if not waiting.done():
                waiting.set_result(None)
            await turns()
        self._now = end


async def turns(count: int = 20) -> None:
    """Lets everything that is ready run, `count` rounds of the event loop."""
    loop = asyncio.get_running_loop()
    for _ in range(count):
        turned = loop.create_future()
        loop.call_soon(turned.set_result, None)
        await turned


class Asked(NamedTuple):
    """A request as it reached the server; header names in lower case."""

    path: str
    headers: dict[str, str]


class Reply(NamedTuple):
    """What the server sends. `hang` sends nothing and waits; `announced` lies about the length."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = {}
    hang: bool = False
    announced: int | None = None


class Server(NamedTuple):
    """A running server: where it listens and what it was asked."""

    port: int
    asked: list[Asked]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@asynccontextmanager
async def serving(answer: Callable[[Asked], Reply]) -> AsyncIterator[Server]:
    """A web server on the loopback for the length of the block."""
    asked: list[Asked] = []
    writers: set[asyncio.StreamWriter] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.add(writer)
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                pairs = (line.split(":", 1) for line in head[1:] if ":" in line)
                asked.append(Asked(head[0].split()[1], {name.casefold(): value.strip() for name, value in pairs}))
                reply = answer(asked[-1])
                if reply.hang:
                    await reader.read()
                    break
                length = len(reply.body) if reply.announced is None else reply.announced
                lines = [
                    f"HTTP/1.1 {reply.status} Said",
                    *(f"{name}: {value}" for name, value in reply.headers.items()),
                ]
                if reply.status != 304:
                    lines.append(f"Content-Length: {length}")
                writer.write("\r\n".join([*lines, "", ""]).encode("latin-1") + reply.body)
                await writer.drain()
                if length != len(reply.body):
                    break
        writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    try:
        yield Server(server.sockets[0].getsockname()[1], asked)
    finally:
        server.close()
        for writer in writers:
            writer.close()
        await turns()


class ScriptedTransport(httpx.AsyncBaseTransport):
    """Answers each address from a table, for what a loopback server cannot show (https, foreign hosts)."""

    def __init__(self, answers: Mapping[str, httpx.Response]) -> None:
        self._answers = answers
        self.asked: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self._answers.get(str(request.url))
        if answer is None:
            raise httpx.ConnectError("nothing there", request=request)
        return answer
