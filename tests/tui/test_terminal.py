"""What the terminal itself receives, byte by byte: colours, title, and a clean floor after a crash or a signal."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
PATIENCE = 30.0
COLOUR = re.compile(rb"\x1b\[(?:[\d;]*;)?(?:3[0-9]|4[0-9]|9[0-7]|10[0-7])(?:;[\d;]*)?m")
PROGRAM = """
import asyncio, sys
from boards import HandLive, rich_snapshot
from sitrep.clock import SystemClock
from sitrep.tui.app import Dashboard
from sitrep.tui.run import ScreenFailed, run_dashboard
from sitrep.tui.seam import Actions
def broken():
    raise RuntimeError("the toll fell over")
try:
    app = Dashboard(HandLive(rich_snapshot()), SystemClock(), Actions(poll_now=broken))
    asyncio.run(run_dashboard(app))
except ScreenFailed as failed:
    sys.exit(f"sitrep stopped: {failed}")
"""


UNWRITTEN = 120
"""Python's exit code where its last words could not be written out: the terminal may be gone before they are."""


class Wire:
    """A program on a pseudo-terminal, and all it has written."""

    def __init__(self, process: subprocess.Popen[bytes], master: int) -> None:
        self.process = process
        self.written = b""
        self._master = master

    def until(self, holds: Callable[[bytes], bool]) -> bytes:
        """Reads until `holds` of everything written. Raises AssertionError when the program has nothing more to say."""
        while not holds(self.written):
            assert select.select([self._master], [], [], PATIENCE)[0], self.written[-2000:]
            try:
                more = os.read(self._master, 65536)
            except OSError:
                more = b""
            assert more, self.written[-2000:]
            self.written += more
        return self.written

    def shows(self, text: str) -> bytes:
        """Reads until `text` was written."""
        return self.until(lambda written: text.encode() in written)

    def type(self, keys: bytes) -> None:
        """Presses keys."""
        os.write(self._master, keys)

    def hang_up(self) -> int:
        """Takes the terminal away from under a program that no signal reaches; the exit code."""
        os.close(self._master)
        return self.process.wait(PATIENCE)

    def ends(self) -> int:
        """Reads to the end; the exit code."""
        while True:
            try:
                more = os.read(self._master, 65536)
            except OSError:  # Linux says so when the last writer is gone
                break
            if not more:
                break
            self.written += more
        return self.process.wait(PATIENCE)


@contextmanager
def program(**environ: str) -> Iterator[Wire]:
    """The dashboard on a terminal of 100 x 30 cells."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    kept = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES", "NO_COLOR", "TMUX", "COLORTERM")}
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        env=kept | {"PYTHONPATH": str(TESTS), "TERM": "xterm-256color"} | environ,
    )
    os.close(slave)
    try:
        yield Wire(process, master)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        with suppress(OSError):
            os.close(master)


def test_no_colour_means_no_colour_code_at_all() -> None:
    with program(NO_COLOR="1") as wire:
        wire.shows("Belgorod")
        wire.type(b"jj2345")
        wire.shows("FAILING")
        wire.type(b"q")
        assert wire.ends() == 0
        assert not COLOUR.findall(wire.written)
        assert b"\x1b[1" in wire.written  # bold and reversed still tell


def test_colours_are_there_otherwise() -> None:
    with program() as wire:
        assert COLOUR.search(wire.shows("Belgorod"))


def test_sixteen_colours_are_the_terminals_own() -> None:
    with program(TERM="xterm") as wire:
        written = wire.shows("Belgorod")
        assert b"38;2;" not in written
        assert b"38;5;" not in written


def test_the_title_is_set_and_given_back() -> None:
    with program() as wire:
        wire.shows("Belgorod")
        wire.type(b"q")
        assert wire.ends() == 0
        assert wire.written.index(b"\x1b[22;2t") < wire.written.index(b"\x1b]2;sitrep\x07")
        assert wire.written.count(b"\x1b[23;2t") == 1


def left_clean(written: bytes) -> bool:
    """Whether the other screen is left, the cursor shown and the mouse off."""
    return all(
        written.rindex(on) < written.rindex(off)
        for on, off in (
            (b"\x1b[?1049h", b"\x1b[?1049l"),
            (b"\x1b[?25l", b"\x1b[?25h"),
            (b"\x1b[?1000h", b"\x1b[?1000l"),
        )
    )


def test_a_crash_leaves_the_terminal_clean_and_says_what_happened() -> None:
    with program() as wire:
        wire.shows("Belgorod")
        wire.type(b"r")
        assert wire.ends() == 1
        assert left_clean(wire.written)
        after = wire.written[wire.written.rindex(b"\x1b[?1049l") :]
        assert b"sitrep stopped: RuntimeError: the toll fell over" in after
        assert b"Traceback" not in after
        assert b"locals" not in after


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_leaves_the_terminal_clean(number: signal.Signals) -> None:
    with program() as wire:
        wire.shows("Belgorod")
        wire.process.send_signal(number)
        assert wire.ends() == 0
        assert left_clean(wire.written)


def test_a_shells_stale_size_is_not_believed() -> None:
    with program(COLUMNS="40", LINES="10") as wire:
        wire.shows("Evidence")
        wire.type(b"q")
        wire.ends()
        assert b"\x1b[30;1H" in wire.written


def test_the_screen_loads_no_network_and_no_parser() -> None:
    probe = "import sys, sitrep.tui.app; print([m for m in ('httpx', 'feedparser', 'trafilatura') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_terminal_that_goes_without_a_word_ends_the_program() -> None:
    """No signal comes where the terminal controls no session: the program must see for itself."""
    with program() as wire:
        wire.shows("Belgorod")
        assert wire.hang_up() in (0, UNWRITTEN, -signal.SIGALRM)


def test_bytes_that_are_no_text_and_an_esc_alone_are_taken_as_keys() -> None:
    with program() as wire:
        wire.shows("Belgorod")
        wire.type(b"\xff\xc3?")  # a letter of Latin-1; the first half of one
        wire.shows("KEYS")
        wire.type(b"\x1b")  # nothing follows it: the key, which closes the help
        wire.until(lambda written: b"Evidence" in written[written.rindex(b"KEYS") :])
        wire.type(b"\xc3")
        wire.type(b"\xa9q")
        assert wire.ends() == 0
