"""Polling: CPU seconds of a full and of an unchanged round, whole process trees, beside newsboat and bare httpx.

sitrep is the whole program on a terminal of 120 x 40, its screen painting all the while; it runs once as it is and once
without its reader, since no other feed reader reads. All ask the same server (`bench.outlets`). Each client is a
process of its own; what it and its children spent from their start on counts.
"""

import asyncio
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time  # a benchmark measures the machine's own time

from bench.outlets import ENTRIES, FEEDS, bomb_urls, host, serving, urls
from bench.screen import Terminal
from sitrep.clock import SystemClock
from sitrep.journal import open_journal
from sitrep.model.article import Article
from sitrep.model.claim import Reading

AT_ONCE = 8
AHEAD = 6
"""Minutes the clock is set on between two rounds: no feed is asked twice in a minute."""
PATIENCE = 1200.0
"""Seconds a round may take."""
SAME = ("first", "second", "third")
"""The unchanged rounds."""


class NoReader:
    """Reads nothing: what is left is fetching, parsing, keeping and showing."""

    async def read(self, articles: Sequence[Article]) -> tuple[Reading, ...]:
        """An empty reading each."""
        return tuple(Reading(a.id, a.version, a.language) for a in articles)


class Ahead(SystemClock):
    """The machine's clock, set on between the rounds."""

    minutes = 0

    def now(self) -> datetime:
        """Now, and the minutes it was set on."""
        return super().now() + timedelta(minutes=self.minutes)


def program(config: str, report: str, *, reads: bool) -> None:
    """`sitrep --config CONFIG`, which measures how late its loop is. At SIGUSR1 a round is over: the figures go into
    `report`, one line a round, and the clock is set on.
    """
    from sitrep.commands import dashboard
    from sitrep.options import parser
    from sitrep.worker import Worker

    if not reads:
        Worker.read = NoReader.read  # type: ignore[assignment, method-assign]  # the reader alone is left out
    vars(dashboard)["SystemClock"] = Ahead  # in this process
    seen: list[float] = []

    def over() -> None:
        late = sorted(seen)
        with Path(report).open("a") as file:
            print(json.dumps({"p99": late[int(len(late) * 0.99)], "max": late[-1]}), file=file)
        seen.clear()
        Ahead.minutes += AHEAD

    async def run() -> None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, over)
        watching = asyncio.create_task(lags(seen))
        await dashboard._live(parser().parse_args(["--config", config]))
        watching.cancel()

    asyncio.run(run())


async def lags(seen: list[float]) -> None:
    """Puts into `seen` how many milliseconds late the loop was, each 5 ms, until cancelled."""
    while True:
        begun = perf_counter()
        await asyncio.sleep(0.005)  # noqa: TID251 - the loop's own clock is what is measured
        seen.append((perf_counter() - begun - 0.005) * 1000)


class Live:
    """The whole program on a terminal, asked to poll `addresses`; the files of its run lie in `folder`."""

    def __init__(self, addresses: Sequence[str], folder: Path, *, reads: bool) -> None:
        folder.mkdir()
        self._feeds = len(addresses)
        self._report, self.journal = folder / "report", folder / "journal.sqlite"
        config = folder / "config.toml"
        config.write_text(_configuration(addresses))
        self._report.write_text("")
        here = str(Path(__file__).parents[1])
        code = (
            f"import sys; sys.path[:0] = [{here!r}]; from bench.polling import program;"
            f" program({str(config)!r}, {str(self._report)!r}, reads={reads})"
        )
        self._terminal = Terminal([sys.executable, "-c", code], SITREP_STATE_DIR=str(folder), NO_PROXY="*")
        self._rounds = 0
        self._spent = 0.0

    def round(self) -> dict[str, float]:
        """Waits for the next round to end, and asks for it with its own key but for the first; CPU seconds, and how
        late the loop was in milliseconds.
        """
        begun, since = perf_counter(), SystemClock().now() + timedelta(minutes=AHEAD * self._rounds)
        if self._rounds:
            self._terminal.type(b"r")
        while not self._is_over(since):
            self._terminal.for_seconds(0.2 if self._rounds else 1)
            if perf_counter() - begun > PATIENCE:
                raise TimeoutError(f"round {self._rounds} has no end")
        self._terminal.for_seconds(1)  # the screen's last paint
        before, self._spent = self._spent, _of_tree(self._terminal.child)
        os.kill(self._terminal.child, signal.SIGUSR1)
        self._rounds += 1
        while len(lines := self._report.read_text().splitlines()) < self._rounds:
            self._terminal.for_seconds(0.1)
        return {"cpu": self._spent - before} | dict(json.loads(lines[-1]))

    def end(self) -> None:
        """Ends the program."""
        self._terminal.end()

    def _is_over(self, since: datetime) -> bool:
        """Whether every feed was asked after that moment, and what came is kept."""
        if not self.journal.exists():
            return False
        held, _ = open_journal(self.journal, SystemClock().now())
        try:
            return sum(f.asked is not None and f.asked > since for f in held.head().feeds) == self._feeds
        finally:
            held.close()


def live(port: int, folder: Path, *, reads: bool) -> dict[str, float]:
    """The figures of a full round of the whole program, then of three unchanged ones."""
    run = Live(urls(port), folder, reads=reads)
    try:
        figures = {f"{name} {what}": value for name in ("full", *SAME) for what, value in run.round().items()}
        with closing(sqlite3.connect(run.journal)) as db:
            figures["articles"] = db.execute("select count(*) from told").fetchone()[0]
            figures["events"] = db.execute("select count(*) from shown").fetchone()[0]
    finally:
        run.end()
    return figures


def bombed(port: int, folder: Path) -> dict[str, float]:
    """The figures of a round in which every bomb of the attack tests is served at once."""
    run = Live(bomb_urls(port), folder, reads=True)
    try:
        return run.round()
    finally:
        run.end()


def _configuration(addresses: Sequence[str]) -> str:
    tables = "".join(f'[[feeds]]\nname = "Feed {n}"\nurl = "{url}"\n' for n, url in enumerate(addresses))
    hosts = [url.split("/")[2].partition(":")[0] for url in addresses]
    return f"shipped_feeds = false\n[poll]\nevery = 86400\nat_once = {AT_ONCE}\nprivate_hosts = {hosts}\n{tables}"


def _of_tree(pid: int) -> float:
    """CPU seconds of a process and its children, those that have ended too."""
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own = sum(int(word) for word in words[11:15]) / os.sysconf("SC_CLK_TCK")
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return own + sum(_of_tree(int(child)) for child in children)


def bare(port: int) -> None:
    """httpx alone with the same transports: a full round, then three unchanged ones."""
    import httpx

    from sitrep.feeds.transport import Hosts

    async def run() -> None:
        turn = asyncio.Semaphore(AT_ONCE)
        figures: dict[str, float] = {}
        async with httpx.AsyncClient(transport=Hosts([host(n) for n in range(1, FEEDS + 1)])) as asking:

            async def get(url: str, headers: dict[str, str], status: int) -> None:
                async with turn:
                    answer = await asking.get(url, headers=headers)
                    assert answer.status_code == status

            for name in ("full", *SAME):
                headers, status = ({}, 200) if name == "full" else ({"If-None-Match": '"one"'}, 304)
                begun = process_time()
                await asyncio.gather(*(get(url, headers, status) for url in urls(port)))
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
    folder.mkdir()
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
    with serving() as port, tempfile.TemporaryDirectory() as folder:
        _told(port, Path(folder))


def _told(port: int, folder: Path) -> None:
    unread = live(port, folder / "unread", reads=False)
    whole = live(port, folder / "whole", reads=True)
    plain = child(f"bare({port})")
    assert whole["articles"] == unread["articles"] == FEEDS * ENTRIES
    full, apart = whole["full cpu"], unread["full cpu"]
    same, theirs_bare = _middle(whole, " cpu"), _middle(plain)
    print(f"polling: {FEEDS} feeds of {ENTRIES} entries on {FEEDS} hosts, dashboard live; CPU seconds of all processes")
    print(f"polling: full round {apart:.1f} without reading, {full:.1f} with all articles read"
          f" ({whole['events']:.0f} events on the board)")  # fmt: skip
    print(f"polling: unchanged round {same:.2f}; bare httpx with the same transports {theirs_bare:.2f}"
          f" (full {plain['full']:.2f}): {same / theirs_bare:.2f} x")  # fmt: skip
    for name in ("full", "second"):
        print(f"polling: loop lag in the {name} round p99 {whole[f'{name} p99']:.0f} ms,"
              f" max {whole[f'{name} max']:.0f} ms; without reading p99 {unread[f'{name} p99']:.0f} ms,"
              f" max {unread[f'{name} max']:.0f} ms")  # fmt: skip
    bombs = bombed(port, folder / "bombs")
    print(f"polling: loop lag while every bomb comes at once, p99 {bombs['p99']:.0f} ms, max {bombs['max']:.0f} ms")
    if shutil.which("newsboat") is None:
        print("polling: newsboat is not installed; there is nothing to compare with")
        return
    theirs = newsboat(port, folder / "newsboat")
    print(
        f"polling: newsboat, which reads nothing: full {theirs['full']:.1f}, unchanged {theirs['unchanged']:.1f};"
        f" sitrep's full round is {apart / theirs['full']:.2f} x without reading, {full / theirs['full']:.2f} x with,"
        f" its unchanged round {same / theirs['unchanged']:.3f} x"
    )


def _middle(figures: dict[str, float], of: str = "") -> float:
    return sorted(figures[f"{name}{of}"] for name in SAME)[1]
