"""The screen under load: from a key to its paint, idle processor time, memory an event; in a terminal of its own.

A program on a pseudo-terminal shows a board of so many incidents, of which 500 a second are new while it is told so.
Keys move the cursor at rest and under load in turn, with 1,000 events and with 100,000, so that whatever else the
machine does meets all four alike. A key has its paint when the evidence names another event than before the key.

Each is told twice: as the time that passed, and as the processor time the program spent between the key and its paint,
which is the same on a machine that others use as well.
"""

import os
import pty
import re
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
from collections import defaultdict
from contextlib import ExitStack, suppress
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ
from time import perf_counter  # a benchmark measures the machine's own time
from typing import NamedTuple

ROUNDS = 24
KEYS = b"jkjjk"
"""Of one round, from near the top. None may meet an end of the list, where a key does nothing: of 1,000 rows under the
load the one under the cursor is the last after two seconds.
"""
PAUSE = 0.06
"""Seconds between a paint and the next key: no faster than a hand."""
REST = 20.0
"""Seconds of doing nothing that are measured."""
SETTLE = 1.2
"""Seconds after the load is turned on or off: longer than any news wait."""
TAIL = 65_536
"""Bytes of what was written that are looked through once more with what comes."""
SIZES = (1_000, 100_000)
RATE = 500
PROGRAM = """
import asyncio, signal, sys
from datetime import timedelta
sys.path[:0] = [{root!r}, {tests!r}]
from boards import NOW, article, incident, known
from sitrep.clock import SystemClock
from sitrep.model.incident import Board
from sitrep.tui.app import Dashboard
from sitrep.tui.run import run_dashboard
from sitrep.views.pane import Snapshot

def event(n):
    # Of a hundred events one is an aggregate, and the two before it are its parts.
    kin = {{"children": (f"i-{{n - 1}}", f"i-{{n - 2}}")}} if n % 100 == 0 else {{}}
    kin |= {{"parent": f"i-{{n + n % -100 * -1}}"}} if n % 100 in (98, 99) else {{}}
    return incident(f"i-{{n}}", f"Event {{n}} strike", f"Town {{n}}", killed=known(n % 40, n % 40 + 3),
                    updated=NOW + timedelta(seconds=n), **kin)

def events(first, count):
    return tuple(event(n) for n in reversed(range(first, first + count)))

class Feed:
    def __init__(self, held):
        self.incidents, self.next, self.loaded, self.tell = events(0, held), held, False, lambda: None
        self.articles = tuple(article(n) for n in range(500))
    def snapshot(self):
        board = Board(NOW, "load", len(self.incidents), incidents=self.incidents)
        return Snapshot(board, self.articles)
    def subscribe(self, tell):
        self.tell = tell
        return lambda: None
    def turn(self):
        self.loaded = not self.loaded
    async def run(self):
        while True:
            await asyncio.sleep(0.1)
            if self.loaded:
                fresh = events(self.next, {rate} // 10)
                self.next += len(fresh)
                self.incidents = fresh + self.incidents[: -len(fresh)]
                self.tell()

async def main():
    feed = Feed({held})
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, feed.turn)
    running = asyncio.create_task(feed.run())
    await run_dashboard(Dashboard(feed, SystemClock()))
    running.cancel()

asyncio.run(main())
"""
EVENT = re.compile(rb"Event \d+ strike(?=(?:\x1b\[[\d;]*m)* \xc2\xb7 )")
"""An event as the title of the evidence names it, before its date."""
MOVE = re.compile(rb"\x1b\[(\d+);\d+H")
ROWS, COLUMNS = 40, 120
EVIDENCE = 20
"""The evidence stands below this line of the screen; no list with events does."""


class Terminal:
    """A program on a terminal of COLUMNS x ROWS cells."""

    def __init__(self, command: list[str], **environ: str) -> None:
        self.child, self.screen = pty.fork()
        if self.child == 0:
            os.environ.update(environ, TERM="xterm-256color")
            for name in ("COLUMNS", "LINES", "TMUX"):
                os.environ.pop(name, None)
            os.execvp(command[0], command)
        ioctl(self.screen, TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

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
        return self.until_matches(re.compile(re.escape(words)), patience)

    def until_matches(self, wanted: re.Pattern[bytes], patience: float) -> float:
        """Seconds until what is written holds `wanted`."""
        start, written = perf_counter(), b""
        while not wanted.search(written):
            left = patience - (perf_counter() - start)
            if left <= 0 or not select.select([self.screen], [], [], left)[0]:
                raise TimeoutError(f"{wanted.pattern!r} never came")
            written = written[-TAIL:] + self._read()
        return perf_counter() - start

    def until_named(self, thing: re.Pattern[bytes], known: bytes, patience: float = 10.0) -> tuple[float, bytes]:
        """Seconds until the evidence names another thing than `known`, and its name."""
        start, written = perf_counter(), b""
        while (name := named(written, thing)) in (known, b""):
            left = patience - (perf_counter() - start)
            if left <= 0 or not select.select([self.screen], [], [], left)[0]:
                raise TimeoutError(f"nothing but {known!r} came into the evidence")
            written += self._read()
        return perf_counter() - start, name

    def type(self, keys: bytes) -> None:
        """Presses keys."""
        os.write(self.screen, keys)

    def spent(self) -> float:
        """Seconds of processor the program has used."""
        fields = Path(f"/proc/{self.child}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def awake(self) -> float:
        """Seconds its threads that live were on a processor, to the nanosecond: `spent` counts in hundredths."""
        tasks = Path(f"/proc/{self.child}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9

    def memory(self) -> int:
        """Bytes of memory the program holds now."""
        status = Path(f"/proc/{self.child}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) * 1024

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


def named(written: bytes, thing: re.Pattern[bytes]) -> bytes:
    """The last such name written into the evidence; empty for none."""
    parts = MOVE.split(written)
    found = (thing.search(text) for row, text in zip(parts[1::2], parts[2::2], strict=True) if int(row) > EVIDENCE)
    return next((one[0] for one in reversed([one for one in found if one])), b"")


class Answer(NamedTuple):
    """Milliseconds from a key to its paint: as they passed, and as the program was on a processor in them."""

    passed: float
    worked: float


class Answers(list[Answer]):
    """All answers measured in one state of a program."""

    def __str__(self) -> str:
        """The middle and the 95th of a hundred, both ways."""
        return (
            f"{statistics.median(a.passed for a in self):.0f}/{self.p95:.0f} ms"
            f" ({statistics.median(a.worked for a in self):.1f}/{self.worked_p95:.1f} on a processor)"
        )

    @property
    def p95(self) -> float:
        """What 95 of a hundred stay under, as it passed."""
        return p95([answer.passed for answer in self])

    @property
    def worked_p95(self) -> float:
        """The same on a processor."""
        return p95([answer.worked for answer in self])

    def times(self, other: "Answers") -> str:
        """How many times as long these take as the others."""
        return f"{self.p95 / other.p95:.2f} x ({self.worked_p95 / other.worked_p95:.2f} on a processor)"


def press(terminal: Terminal, thing: re.Pattern[bytes], keys: bytes = KEYS) -> Answers:
    """Goes near the top, then presses keys one by one; what each took to its paint. On the first line itself the newest
    event would come into the evidence without any key.
    """
    terminal.type(b"gjjj")
    terminal.for_seconds(0.3)
    terminal.type(b"j")
    _, name = terminal.until_named(thing, b"")
    took = Answers()
    for key in keys:
        terminal.for_seconds(PAUSE)
        worked = terminal.awake()
        terminal.type(bytes([key]))
        seconds, name = terminal.until_named(thing, name)
        took.append(Answer(seconds * 1000, (terminal.awake() - worked) * 1000))
    return took


def loaded_board(held: int, folder: str) -> Terminal:
    """A dashboard of so many events, at rest. SIGUSR1 turns the load on and off."""
    root = Path(__file__).parents[2]
    program = PROGRAM.format(root=str(root), tests=str(root / "tests"), held=held, rate=RATE)
    terminal = Terminal([sys.executable, "-c", program], SITREP_STATE_DIR=folder)
    terminal.until(b"Evidence", 120)
    terminal.for_seconds(2)
    return terminal


def keys_to_paint() -> None:
    """Keys at rest and under load, with few events and with many, all in turn."""
    took: defaultdict[tuple[int, bool], Answers] = defaultdict(Answers)
    with ExitStack() as stack:
        boards = {}
        for held in SIZES:
            boards[held] = loaded_board(held, stack.enter_context(tempfile.TemporaryDirectory()))
            stack.callback(boards[held].end)
        few, many = (boards[held].memory() for held in SIZES)
        for _ in range(ROUNDS):
            for held, board in boards.items():
                for busy in (False, True):
                    took[held, busy] += press(board, EVENT)
                    os.kill(board.child, signal.SIGUSR1)
                    board.for_seconds(SETTLE)
    for held in SIZES:
        rest, load = took[held, False], took[held, True]
        print(
            f"screen: {held:,} events: key to paint p50/p95 at rest {rest}, under {RATE} rows/s {load}:"
            f" {load.times(rest)} its own rest (bar 2.5)"
        )
    small, large = (took[held, True] for held in SIZES)
    print(f"screen: under load {SIZES[1]:,} events take {large.times(small)} what {SIZES[0]:,} take (bar 1.5)")
    print(f"screen: {(many - few) / (SIZES[1] - SIZES[0]):,.0f} bytes of memory an event")


def idle(command: list[str], ready: bytes, seconds: float) -> tuple[float, int]:
    """The share of a processor a program uses at rest, in per cent, and the bytes it writes meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        terminal = Terminal(command, SITREP_STATE_DIR=folder, HOME=folder)
        try:
            terminal.until(ready)
            terminal.for_seconds(3)
            start = terminal.awake()
            written = terminal.for_seconds(seconds)
            return (terminal.awake() - start) / seconds * 100, written
        finally:
            terminal.end()


def p95(values: list[float]) -> float:
    """The value that 95 of a hundred stay under."""
    return statistics.quantiles(values, n=20)[-1]


def screen() -> None:
    """Key to paint at rest and under load; then idle time beside htop's."""
    keys_to_paint()
    rest()


def rest() -> None:
    """What the screen costs while nothing happens, beside htop."""
    mine, written = idle([sys.executable, "-m", "sitrep", "--no-poll"], b"Strikes", REST)
    words = f"screen: at rest {mine:.3f} % of a processor, {written:,} bytes written in {REST:.0f} s"
    if shutil.which("htop"):
        other, theirs = idle(["htop"], b"CPU", REST)
        words += f"; htop {other:.3f} %, {theirs:,} bytes (bar: htop's)"
    print(words)
