"""The screen under load: from a key to its paint, idle processor time, memory an event; in a terminal of its own.

A program on a pseudo-terminal shows a board of so many incidents, of which 500 a second are new. Each key moves the
cursor; its paint is there when the row's number stands in the title of the evidence.
"""

import os
import pty
import select
import shutil
import statistics
import struct
import sys
import tempfile
from contextlib import suppress
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ
from time import perf_counter  # a benchmark measures the machine's own time

KEYS = 120
PAUSE = 0.06
"""Seconds between a paint and the next key: no faster than a hand."""
PROGRAM = """
import asyncio, itertools, resource, sys
from datetime import timedelta
sys.path[:0] = [{root!r}, {tests!r}]
from boards import NOW, incident, known
from sitrep.clock import SystemClock
from sitrep.model.incident import Board
from sitrep.tui.app import Dashboard
from sitrep.tui.run import run_dashboard
from sitrep.views.pane import Snapshot

def events(first, count):
    return tuple(incident(f"i-{{n}}", f"Event {{n}} strike", f"Town {{n}}", killed=known(n % 40, n % 40 + 3),
                 updated=NOW + timedelta(seconds=n)) for n in reversed(range(first, first + count)))

class Feed:
    def __init__(self, held, rate):
        self.incidents, self.next, self.rate, self.tell = events(0, held), held, rate, lambda: None
    def snapshot(self):
        return Snapshot(Board(NOW, "load", len(self.incidents), incidents=self.incidents))
    def subscribe(self, tell):
        self.tell = tell
        return lambda: None
    async def run(self):
        while self.rate:
            await asyncio.sleep(0.1)
            fresh = events(self.next, self.rate // 10)
            self.next += len(fresh)
            self.incidents = fresh + self.incidents[: -len(fresh)]
            self.tell()

async def main():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    feed = Feed({held}, {rate})
    built = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    running = asyncio.create_task(feed.run())
    await run_dashboard(Dashboard(feed, SystemClock()))
    running.cancel()
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print("memory", before, built, after, file=open({report!r}, 'w'))

asyncio.run(main())
"""


class Terminal:
    """A program on a terminal of 120 x 40 cells."""

    def __init__(self, command: list[str], **environ: str) -> None:
        self.child, self.screen = pty.fork()
        if self.child == 0:
            os.environ.update(environ, TERM="xterm-256color")
            for name in ("COLUMNS", "LINES", "TMUX"):
                os.environ.pop(name, None)
            os.execvp(command[0], command)
        ioctl(self.screen, TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def drain(self, seconds: float) -> bytes:
        """What the program writes until it has been still for so long."""
        written = b""
        while select.select([self.screen], [], [], seconds)[0]:
            written += self._read()
        return written

    def for_seconds(self, seconds: float) -> int:
        """Reads for so long; how many bytes came."""
        end, count = perf_counter() + seconds, 0
        while (left := end - perf_counter()) > 0:
            if select.select([self.screen], [], [], left)[0]:
                count += len(self._read())
        return count

    def until(self, words: bytes, patience: float = 60.0) -> float:
        """Seconds until `words` are written."""
        start, written = perf_counter(), b""
        while words not in written:
            left = patience - (perf_counter() - start)
            if left <= 0 or not select.select([self.screen], [], [], left)[0]:
                raise TimeoutError(f"{words!r} never came")
            written += self._read()
        return perf_counter() - start

    def type(self, keys: bytes) -> None:
        """Presses keys."""
        os.write(self.screen, keys)

    def spent(self) -> float:
        """Seconds of processor the program has used."""
        fields = Path(f"/proc/{self.child}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self) -> None:
        """Ends the program, if it has not ended itself."""
        with suppress(ProcessLookupError):
            os.kill(self.child, 9)
        os.waitpid(self.child, 0)
        os.close(self.screen)

    def _read(self) -> bytes:
        try:
            return os.read(self.screen, 65536)
        except OSError:
            return b""


def keys_to_paint(held: int, rate: int) -> tuple[list[float], float]:
    """Milliseconds from each key to its paint, and the bytes of memory an event took beside the program's own."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report"
        root = Path(__file__).parents[2]
        program = PROGRAM.format(root=str(root), tests=str(root / "tests"), held=held, rate=rate, report=str(report))
        terminal = Terminal([sys.executable, "-c", program], SITREP_STATE_DIR=folder)
        try:
            terminal.until(b"Evidence", 120)
            terminal.for_seconds(2)
            took = []
            for number in range(KEYS):
                # Each key moves to a row not shown in the evidence before: its label is painted there.
                terminal.type(b"jk"[number % 2 : number % 2 + 1])
                took.append(terminal.until(b"strike") * 1000)
                terminal.for_seconds(PAUSE)
            terminal.type(b"q")
            terminal.for_seconds(1.5)
            before, _, after = (int(word) for word in report.read_text().split()[1:]) if report.exists() else (0, 0, 0)
        finally:
            terminal.end()
    return took, (after - before) * 1024 / held


def idle(command: list[str], ready: bytes, seconds: float) -> tuple[float, int]:
    """The share of a processor a program uses at rest, in per cent, and the bytes it writes meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        terminal = Terminal(command, SITREP_STATE_DIR=folder, HOME=folder)
        try:
            terminal.until(ready)
            terminal.for_seconds(3)
            start = terminal.spent()
            written = terminal.for_seconds(seconds)
            return (terminal.spent() - start) / seconds * 100, written
        finally:
            terminal.end()


def p95(values: list[float]) -> float:
    """The value that 95 of a hundred stay under."""
    return statistics.quantiles(values, n=20)[-1]


def screen() -> None:
    """Key to paint at rest and under 500 rows a second, at 1,000 and 100,000 events; then idle time beside htop's."""
    loaded = {}
    for held in (1_000, 100_000):
        quiet, _ = keys_to_paint(held, 0)
        busy, memory = keys_to_paint(held, 500)
        loaded[held] = p95(busy)
        print(
            f"screen: {held:,} events: key to paint p50/p95 idle {statistics.median(quiet):.0f}/{p95(quiet):.0f} ms,"
            f" under 500 rows/s {statistics.median(busy):.0f}/{p95(busy):.0f} ms"
            f" ({p95(busy) / p95(quiet):.2f} x idle); {memory:,.0f} bytes an event"
        )
    print(f"screen: 100,000 against 1,000 events under load: {loaded[100_000] / loaded[1_000]:.2f} x")
    mine, written = idle([sys.executable, "-m", "sitrep", "--no-poll"], b"Strikes", 20)
    words = f"screen: at rest {mine:.2f} % of a processor, {written:,} bytes written in 20 s"
    if shutil.which("htop"):
        other, theirs = idle(["htop"], b"CPU", 20)
        words += f"; htop {other:.2f} %, {theirs:,} bytes"
    print(words)
