"""A sitrep without a screen, for tests with real processes: it polls or follows as the dashboard does, and tells on
stdout what it shows, the moment it shows it. Lines on stdin are manual acts: `dismiss ID WHY`, `mark KEY`, `marks`.

usage: python teller.py CONFIG [--no-poll]
"""

import asyncio
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from sitrep.clock import SystemClock
from sitrep.desk import viewer
from sitrep.engine import Engine
from sitrep.journal import Thread
from sitrep.machine import machine
from sitrep.model.ruling import Dismiss, Ruling
from sitrep.model.viewer import Mark
from sitrep.store import Store
from sitrep.wiring import configured, kept

PACE = 1200
"""Seconds of a teller's clock in one: a feed may be asked once a minute, and here that is every 50 ms."""
SHORTEST = 0.05
"""Real seconds of the shortest wait, so that following a journal does not become a busy loop."""


class Hurried:
    """A clock that runs ahead from `origin` on; tellers with one origin agree on the time."""

    def __init__(self, origin: datetime) -> None:
        self._origin = origin
        self._real = SystemClock()

    def now(self) -> datetime:
        """The hurried moment (UTC)."""
        return self._origin + (self._real.now() - self._origin) * PACE

    async def sleep(self, seconds: float) -> None:
        """Waits that long on this clock, or SHORTEST where that is longer."""
        await self._real.sleep(max(seconds / PACE, min(seconds, SHORTEST)))

    def uniform(self, low: float, high: float) -> float:
        """A number between low and high."""
        return self._real.uniform(low, high)


class Teller:
    """Tells each thing once: articles, incidents with their killed, incidents gone, and who dismissed what and why."""

    def __init__(self, store: Store, clock: Hurried) -> None:
        self._store = store
        self._clock = clock
        self._told: set[str] = set()

    def look(self) -> None:
        """Tells what is new on the board."""
        board = self._store.board(self._clock.now())
        for article in self._store.articles():
            self._tell(f"article {article.id} {article.version}")
        for incident in board.incidents:
            self._tell(f"incident {incident.id} {incident.killed.low} {','.join(incident.articles)}")
        for incident in board.dismissed:
            stone = incident.tombstone
            self._tell(f"dismissed {incident.id} {stone.by if stone else ''} {stone.why if stone else ''}")

    def _tell(self, line: str) -> None:
        if line not in self._told:
            self._told.add(line)
            say(line)


def say(line: str) -> None:
    """One write, so that a kill never leaves half a line behind a whole one."""
    os.write(1, f"{line}\n".encode())


async def obey(engine: Engine, clerk: Thread, clock: Hurried) -> None:
    """Manual acts from stdin, until it ends."""
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := (await reader.readline()).decode().split():
        at = clock.now()
        match line:
            case ["dismiss", name, *why]:
                await engine.rule(Ruling(f"r-{name}-{viewer()}", at, viewer(), Dismiss(name), " ".join(why)))
            case ["mark", key]:
                await clerk.do(lambda j, k=key, t=at: j.mark([Mark(viewer(), k, "v1", t)]))  # type: ignore[misc]  # bound now
            case ["marks"]:
                marks = await clerk.do(lambda journal: journal.marks(viewer()))
                say(f"marks {' '.join(mark.key for mark in marks)}")


async def main(config_file: Path, polls: bool) -> None:
    """Runs until it is killed."""
    config, _ = configured(config_file)
    clock, store = Hurried(datetime.fromtimestamp(config_file.stat().st_mtime, UTC)), Store()
    held = kept(clock)
    clerk = Thread(held.journal)
    store.subscribe(Teller(store, clock).look)
    async with machine(config, store, clerk, clock) as engine, asyncio.TaskGroup() as tasks:
        await engine.load()
        say(f"loaded {held.note or ''}")
        tasks.create_task(obey(engine, clerk, clock))
        await engine.follow(held.lock.take if polls else lambda: False)
        say("polls")
        await engine.poll()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), "--no-poll" not in sys.argv))
