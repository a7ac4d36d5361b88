"""Rounds of kill -9: a real poller under load on loopback feeds is killed at any moment; what it told was kept, once.

One town a story, one story an entry: an incident told twice, or with two tolls, would be seen.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.utils import format_datetime
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from fakes import Asked, Reply, Server, serving

from sitrep.clock import SystemClock
from sitrep.journal import open_journal
from sitrep.store import Store

FEEDS = 3
PATIENCE = 120.0
"""Seconds a process may take to say something on a loaded machine."""
TELLER = Path(__file__).with_name("teller.py")
TOWNS = ("Kharkiv", "Sumy", "Poltava", "Odesa", "Kherson", "Dnipro", "Lviv", "Chernihiv", "Zhytomyr", "Vinnytsia")
ENTRIES = 12
"""Entries in a feed's document; each time it is asked the oldest goes and a new one comes."""


def dice(*salt: object) -> float:
    """From 0 to 1, the same for the same salt."""
    return int.from_bytes(blake2b(repr(salt).encode(), digest_size=4).digest(), "big") / (1 << 32)


class Newsroom:
    """Feeds that never stand still. `served` counts the stories told so far, by feed."""

    def __init__(self) -> None:
        self.served = [ENTRIES] * FEEDS

    def answer(self, asked: Asked) -> Reply:
        """The next document of a feed."""
        feed = int(asked.path.strip("/"))
        last = self.served[feed]
        self.served[feed] += 1
        items = "".join(self._item(feed, number) for number in range(last - ENTRIES, last))
        document = f'<rss version="2.0"><channel><title>Post {feed}</title>{items}</channel></rss>'
        return Reply(document.encode(), headers={"Content-Type": "application/rss+xml"})

    def _item(self, feed: int, number: int) -> str:
        at = SystemClock().now()
        town = TOWNS[(feed + number) % len(TOWNS)]
        return (
            f"<item><guid>{feed}-{number}</guid><title>Missile hits {town}, {number % 30 + 2} killed</title>"
            f"<link>https://post{feed}.example/{number}</link><pubDate>{format_datetime(at.replace(hour=0))}</pubDate>"
            f"<description>A missile hit {town} on {at:%A}, killing {number % 30 + 2} people, "
            "the mayor said.</description></item>"
        )


class Process:
    """One teller, what it told so far, and its end."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.told: list[str] = []

    async def knows(self, line: str) -> None:
        """Returns once it has told this, now or before: what was kept is told newest first. Raises AssertionError."""
        if line not in self.told:
            await self.says(line)

    async def says(self, start: str) -> str:
        """The first line from here on that begins so. Raises AssertionError after PATIENCE seconds."""
        assert self._process.stdout is not None
        try:
            async with asyncio.timeout(PATIENCE):
                while line := (await self._process.stdout.readline()).decode():
                    self.told.append(line.rstrip("\n"))
                    if line.startswith(start):
                        return self.told[-1]
        except TimeoutError:
            pass
        raise AssertionError(f"{start!r} was never told; last: {self.told[-3:]}")

    async def do(self, act: str) -> None:
        """A manual act."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{act}\n".encode())
        await self._process.stdin.drain()

    async def kill(self) -> None:
        """kill -9, then what was still in the pipe: it was told before the end."""
        if self._process.returncode is None:
            self._process.kill()
        assert self._process.stdout is not None
        rest = await self._process.stdout.read()
        self.told += [line.decode() for line in rest.split(b"\n")[:-1]]
        await self._process.wait()


@asynccontextmanager
async def process(config: Path, state: Path, viewer: str = "anna@desk", *words: str) -> AsyncIterator[Process]:
    """A teller on that state for the length of the block."""
    started = await asyncio.create_subprocess_exec(
        sys.executable, str(TELLER), str(config), *words,
        env=os.environ | {"SITREP_STATE_DIR": str(state), "SITREP_VIEWER": viewer},
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    made = Process(started)
    try:
        yield made
    finally:
        await made.kill()


def configuration(folder: Path, server: Server) -> Path:
    """The newsroom's feeds and nothing else."""
    lines = ['shipped_feeds = false\n[poll]\nevery = 60\nprivate_hosts = ["127.0.0.1"]\n']
    lines += [f'[[feeds]]\nname = "Post {n}"\nurl = "{server.url}/{n}"\n' for n in range(FEEDS)]
    path = folder / "config.toml"
    path.write_text("".join(lines), "utf-8")
    return path


class Outcome(NamedTuple):
    """What came of some rounds: articles told before the kills, articles kept in the end, and all that was wrong."""

    told: int
    kept: int
    wrong: list[str]


async def rounds(folder: Path, count: int, seed: int = 0) -> Outcome:
    """`count` kills at points that `seed` decides; each start goes on with what the one before left."""
    shown: set[str] = set()
    wrong: list[str] = []
    state = folder / "state"
    async with serving(Newsroom().answer) as server:
        config = configuration(folder, server)
        for number in range(count):
            async with process(config, state) as teller:
                await teller.says("loaded")
                # Some are killed while they load or take over, the others after some articles, and a moment more.
                for _ in range(int(dice(seed, number) * 8)):
                    await teller.says("article")
                await SystemClock().sleep(dice(seed, number, "moment") * 0.15)
                await teller.kill()
            shown |= {line for line in teller.told if line.startswith("article ")}
            wrong += [f"round {number}: {fault}" for fault in faults(state / "journal.sqlite", shown)]
    kept, _ = open_journal(state / "journal.sqlite", SystemClock().now())
    return Outcome(len(shown), len(kept.since(0).articles), wrong)


def faults(path: Path, shown: set[str]) -> list[str]:
    """What is wrong with a journal after a kill, given all that was told before."""
    journal, note = open_journal(path, SystemClock().now())
    kept = journal.since(0)
    journal.close()
    lines = [f"article {a.id} {a.version}" for a in kept.articles]
    found = [note] if note else []
    found += [f"told and not kept: {line}" for line in sorted(shown - set(lines))]
    found += [f"kept twice: {line}" for line in sorted({line for line in lines if lines.count(line) > 1})]
    found += [f"kept unread: {a.id}" for a, r in zip(kept.articles, kept.readings, strict=True) if not r.casualties]
    store = Store()
    store.commit(kept.articles, kept.readings)
    ledger = [(f.article, f.kind) for i in store.board(SystemClock().now()).incidents for f in i.ledger]
    found += [f"counted twice: {name} {kind}" for name, kind in sorted(set(ledger)) if ledger.count((name, kind)) > 1]
    return found
