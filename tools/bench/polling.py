"""Polling: CPU seconds of a full and of an unchanged round, whole process trees, beside newsboat and bare httpx.

All ask the same server on the loopback: FEEDS feeds of 50 entries, each on a host of its own (127.x.y.z). Each client
is a process of its own; what it and its children spent counts. SITREP_BENCH_FEEDS sets another number of feeds.
"""

import asyncio
import gzip
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from time import perf_counter, process_time  # a benchmark measures the machine's own time
from typing import ClassVar

from sitrep.clock import SystemClock
from sitrep.model.article import Article
from sitrep.model.claim import Reading

FEEDS = int(os.environ.get("SITREP_BENCH_FEEDS", "1000"))
ENTRIES = 50
AT_ONCE = 8

TEXT = (
    "Traders opened their stalls at seven as on every other morning in the port of @, and most had gone home by noon. "
    "Shells hit the grain store at the eastern quay and two dockers were hurt, the harbour office said. "
    "The ferry to the islands stayed in port, and the council meets on the repairs next week. "
) * 3


def body() -> bytes:
    """A feed of ENTRIES entries; @ stands for the feed's number."""
    now = datetime.now(UTC)  # noqa: TID251 - a feed of today
    items = "".join(
        f"<item><guid isPermaLink='false'>@-{n}</guid><title>Harbour notes {n} of town @: grain store hit</title>"
        f"<link>https://post@.example/news/{n}</link>"
        f"<pubDate>{format_datetime(now - timedelta(minutes=9 * n))}</pubDate>"
        f"<description>&lt;p&gt;{TEXT}&lt;/p&gt;</description></item>"
        for n in range(ENTRIES)
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Post @</title>{items}</channel></rss>".encode()


class Site(asyncio.Protocol):
    """Every feed of the benchmark: 304 where the validator fits."""

    template = b""
    bombs: ClassVar[dict[bytes, tuple[bytes, bytes]]] = {}

    def __init__(self) -> None:
        self._held = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keeps the way back."""
        assert isinstance(transport, asyncio.Transport)
        self._out = transport

    def data_received(self, data: bytes) -> None:
        """Answers each request that is whole."""
        self._held += data
        while b"\r\n\r\n" in self._held:
            head, _, self._held = self._held.partition(b"\r\n\r\n")
            if b'if-none-match: "one"' in head.lower():
                self._out.write(b'HTTP/1.1 304 Not Modified\r\nETag: "one"\r\n\r\n')
                continue
            name = head.split(b" ", 2)[1].strip(b"/")
            if name in self.bombs:
                coding, text = self.bombs[name]
                self._out.write(b"HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\n\r\n" % (coding, len(text)))
                self._out.write(text)
                continue
            text = self.template.replace(b"@", name)
            self._out.write(
                b'HTTP/1.1 200 OK\r\nETag: "one"\r\nContent-Type: application/rss+xml\r\nContent-Length: %d\r\n\r\n'
                % len(text)
            )
            self._out.write(text)


def serve() -> None:
    """Serves until killed; prints its port."""

    async def forever() -> None:
        Site.template = body()
        packed = gzip.compress(bytes(256 << 20))
        Site.bombs = {
            b"unpacks": (b"Content-Encoding: gzip\r\n", packed),
            b"twice": (b"Content-Encoding: gzip, gzip\r\n", gzip.compress(packed)),
            b"long": (b"", bytes(32 << 20)),
        }
        # Every 127.x.y.z is this machine; only "any address" hears them all.
        server = await asyncio.get_running_loop().create_server(Site, "0.0.0.0", 0, backlog=1024)
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()

    asyncio.run(forever())


def urls(port: int) -> list[str]:
    """FEEDS addresses, each on a host of its own."""
    return [f"http://127.{n // 200}.{n % 200}.9:{port}/{n}" for n in range(1, FEEDS + 1)]


class NoReader:
    """Reads nothing: what is left is fetching, parsing, keeping and showing."""

    async def read(self, articles: Sequence[Article]) -> tuple[Reading, ...]:
        """An empty reading each."""
        return tuple(Reading(a.id, a.version, a.language) for a in articles)


def client(port: int, folder: str, *, reads: bool) -> None:
    """sitrep's engine on all feeds: a full round, then three unchanged ones; prints its figures as JSON."""
    from sitrep.config import Config, Feed, Poll
    from sitrep.journal import Thread, open_journal
    from sitrep.machine import machine
    from sitrep.store import Store

    feeds = tuple(Feed(f"Feed {n}", url) for n, url in enumerate(urls(port)))
    hosts = tuple(url.split("/")[2].partition(":")[0] for url in urls(port))
    config = Config(poll=Poll(at_once=AT_ONCE, private_hosts=hosts), feeds=feeds)

    async def run() -> None:
        clock, store = Ahead(), Store()
        journal, _ = open_journal(Path(folder) / "journal.sqlite", clock.now())
        figures: dict[str, float] = {}
        clerk = Thread(journal)
        async with machine(config, store, clerk, clock) as made:
            if not reads:
                made.engine._reader = NoReader()
            for name in ("full", "first", "second", "third"):
                late = asyncio.create_task(lags())
                begun = process_time(), of_child(made.worker._child)
                await made.engine.once()
                figures[name] = process_time() - begun[0]
                figures[f"{name} worker"] = of_child(made.worker._child) - begun[1]
                late.cancel()
                seen = sorted(await late)
                figures[f"{name} lag p99"] = seen[int(len(seen) * 0.99)] if seen else 0
                clock.minutes += 5
                figures[f"{name} lag max"] = seen[-1] if seen else 0
        clerk.close()
        figures["articles"] = store.board(clock.now()).articles
        figures["ok"] = sum(health.status == "ok" for health in store.board(clock.now()).feeds)
        print(json.dumps(figures))

    asyncio.run(run())


class Ahead(SystemClock):
    """The machine's clock, set on between the rounds: no feed is asked twice in a minute."""

    minutes = 0

    def now(self) -> datetime:
        """Now, and the minutes it was set on."""
        return super().now() + timedelta(minutes=self.minutes)


async def lags() -> list[float]:
    """How many milliseconds late the loop was, each 5 ms, until cancelled."""
    seen: list[float] = []
    try:
        while True:
            begun = perf_counter()
            await asyncio.sleep(0.005)  # noqa: TID251 - the loop's own clock is what is measured
            seen.append((perf_counter() - begun - 0.005) * 1000)
    except asyncio.CancelledError:
        return seen


def of_child(child: "asyncio.subprocess.Process | None") -> float:
    """CPU seconds of the worker process so far."""
    if child is None:
        return 0.0
    words = Path(f"/proc/{child.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def bombs(port: int) -> None:
    """How late the loop is while answers come that unpack without end, twice, or are too long."""
    from sitrep.feeds.fetch import fetch
    from sitrep.feeds.outcome import Failed, Wanted
    from sitrep.feeds.transport import Hosts

    async def run() -> None:
        async with Hosts([f"127.9.9.{n}" for n in range(9)]) as hosts:
            late = asyncio.create_task(lags())
            asked = [f"http://127.9.9.{n}:{port}/{name}" for n, name in enumerate(("unpacks", "twice", "long") * 3)]
            found = await asyncio.gather(*(fetch(hosts, Wanted(url), SystemClock()) for url in asked))
            late.cancel()
            assert all(isinstance(one, Failed) for one in found)
            print(json.dumps({"max": max(await late)}))

    asyncio.run(run())


def bare(port: int) -> None:
    """httpx alone with the same transports: a full round, then three unchanged ones."""
    import httpx

    from sitrep.feeds.transport import Hosts

    async def run() -> None:
        all_urls = urls(port)
        hosts = [url.split("/")[2].partition(":")[0] for url in all_urls]
        turn = asyncio.Semaphore(AT_ONCE)
        figures: dict[str, float] = {}
        async with httpx.AsyncClient(transport=Hosts(hosts)) as asking:

            async def get(url: str, headers: dict[str, str], status: int) -> None:
                async with turn:
                    answer = await asking.get(url, headers=headers)
                    assert answer.status_code == status

            for name in ("full", "first", "second", "third"):
                headers, status = ({}, 200) if name == "full" else ({"If-None-Match": '"one"'}, 304)
                begun = process_time()
                await asyncio.gather(*(get(url, headers, status) for url in all_urls))
                figures[name] = process_time() - begun
        print(json.dumps(figures))

    asyncio.run(run())


def child(call: str) -> dict[str, float]:
    """The figures of one of the clients above, run as a process of its own."""
    code = f"import sys; sys.path[:0] = {[str(Path(__file__).parents[1])]!r}; from bench import polling; polling.{call}"
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True, encoding="utf-8")
    figures = json.loads(done.stdout)
    assert isinstance(figures, dict)
    return figures


def newsboat(port: int, folder: Path) -> dict[str, float]:
    """newsboat's rounds: full, one it asks unconditionally for reasons of its own, and an unchanged one."""
    (folder / "urls").write_text("\n".join(urls(port)) + "\n")
    (folder / "config").write_text("reload-threads 8\nmax-items 0\n")
    command = ["newsboat", "-q", "-u", "urls", "-c", "cache.db", "-C", "config", "-x", "reload"]
    figures = {}
    for name in ("full", "unconditional", "unchanged"):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        figures[name] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return figures


def polling() -> None:
    """sitrep, bare httpx and newsboat on the same feeds."""
    code = f"import sys; sys.path[:0] = {[str(Path(__file__).parents[1])]!r}; from bench.polling import serve; serve()"
    server = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, encoding="utf-8")
    assert server.stdout is not None
    try:
        port = int(server.stdout.readline())
        with tempfile.TemporaryDirectory() as folder:
            _told(port, Path(folder))
    finally:
        server.kill()
        server.wait()


def _told(port: int, folder: Path) -> None:
    def unchanged(figures: dict[str, float], suffix: str = "") -> float:
        return sorted(figures[f"{name}{suffix}"] for name in ("first", "second", "third"))[1]

    for name in ("whole", "unread"):
        (folder / name).mkdir()
    whole = child(f"client({port}, {str(folder / 'whole')!r}, reads=True)")
    unread = child(f"client({port}, {str(folder / 'unread')!r}, reads=False)")
    plain = child(f"bare({port})")
    print(f"polling: {FEEDS} feeds of {ENTRIES} entries on {FEEDS} hosts, CPU seconds, process and worker together")
    assert whole["articles"] == unread["articles"] == FEEDS * ENTRIES
    assert whole["ok"] == FEEDS
    full, apart = whole["full"] + whole["full worker"], unread["full"] + unread["full worker"]
    same = unchanged(whole) + unchanged(whole, " worker")
    print(f"polling: full round {full:.1f} (reading of all articles included; {apart:.1f} without it)")
    print(f"polling: unchanged round {same:.2f}; bare httpx with the same transports {unchanged(plain):.2f}"
          f" (full {plain['full']:.2f}): {same / unchanged(plain):.2f} x")  # fmt: skip
    for name in ("full", "second"):
        lag, worst = whole[f"{name} lag p99"], whole[f"{name} lag max"]
        print(f"polling: loop lag in the {name} round p99 {lag:.0f} ms, max {worst:.0f} ms")
    print(f"polling: loop lag while nine bombs come at once, max {child(f'bombs({port})')['max']:.0f} ms")
    if shutil.which("newsboat") is None:
        print("polling: newsboat is not installed; there is nothing to compare with")
        return
    theirs = newsboat(port, folder)
    print(
        f"polling: newsboat full {theirs['full']:.1f}, unchanged {theirs['unchanged']:.1f};"
        f" sitrep's full round is {full / theirs['full']:.2f} x ({apart / theirs['full']:.2f} x without reading),"
        f" its unchanged round {same / theirs['unchanged']:.3f} x"
    )
