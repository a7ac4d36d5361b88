"""The dashboard in a real tmux as it comes: what is copied arrives, an alert rings the bell, the title tells."""

import os
import re
import signal
import sys
from pathlib import Path

import pytest
from terminal import terminal

TESTS = Path(__file__).parents[1]
PROGRAM = """
import asyncio, os, pathlib, sys
from msgspec.structs import replace
from boards import NOW, HandLive, incident, known, rich_snapshot
from sitrep.clock import SystemClock
from sitrep.config import Alert
from sitrep.tui.app import Dashboard
from sitrep.tui.run import ScreenFailed, run_dashboard
from sitrep.tui.seam import Actions
from sitrep.tui.wishes import Wishes
from sitrep.views.filtering.alerts import Told
from sitrep.tui.memory import Memory

live = HandLive(rich_snapshot())

def poll():
    board = live.now.board
    new = incident("i-new", "Odesa missile strike", "Odesa", killed=known(60, 60), updated=NOW)
    live.put(replace(live.now, board=replace(board, incidents=(new, *board.incidents))))

def broken():
    raise OSError("the disk fell off")

for path in sys.argv[1:]:
    pathlib.Path(path).write_text(str(os.getpid()))
wishes = Wishes(alerts=(Alert("deadly", "killed:>=50"),))
memory = Memory(told=Told(NOW))
actions = Actions(poll_now=poll, offer_sample=broken)
try:
    asyncio.run(run_dashboard(Dashboard(live, SystemClock(), actions, wishes=wishes, memory=memory)))
except ScreenFailed as failed:
    sys.exit(f"sitrep stopped: {failed}")
"""


@pytest.fixture
def program(tmp_path: Path) -> str:
    """The command that starts the dashboard of PROGRAM."""
    path = tmp_path / "program.py"
    path.write_text(PROGRAM, "utf-8")
    return f"{sys.executable} {path}"


async def test_the_screen_is_whole_again_after_suspend_and_fg(program: str) -> None:
    async with terminal(PYTHONPATH=str(TESTS)) as window:
        await window.start("bash --norc -i", 100, 30)
        await window.keys(program, "Enter")
        await window.shows("q quit")
        await window.keys("p")  # a board at rest: news would paint it anew by themselves
        await window.shows("PAUSED")
        await window.keys("j")
        await window.keys("C-z")
        await window.shows("Stopped")
        await window.keys("fg; echo ended:$?", "Enter")
        await window.shows("q quit")
        await window.keys("q")
        await window.shows("ended:0")


async def test_a_program_told_to_go_on_many_times_still_ends_at_once(program: str, tmp_path: Path) -> None:
    """SIGCONT comes as often as anybody sends it, to a program that was stopped by its key, by a signal, or not."""
    async with terminal(PYTHONPATH=str(TESTS)) as window:
        await window.start("bash --norc -i", 100, 30)
        await window.keys(f"{program} {tmp_path / 'pid'}", "Enter")
        await window.shows("q quit")
        pid = int((tmp_path / "pid").read_text())
        for stop in ("key", "signal", "none"):
            if stop == "key":
                await window.keys("C-z")
            elif stop == "signal":
                os.kill(pid, signal.SIGSTOP)
            if stop != "none":
                await window.shows("Stopped")
                await window.keys("clear; echo sh''ell", "Enter")  # nothing of the board is left on screen
                await window.shows("shell")
                await window.keys("fg; echo ended:$?", "Enter")
                await window.shows("q quit")
            for _ in range(5):
                os.kill(pid, signal.SIGCONT)
            await window.keys("?")  # keys are read, once each
            await window.shows("KEYS")
            await window.keys("q")
            await window.shows("Evidence")
        await window.keys("q")
        screen = await window.shows("ended:0")
    assert "Evidence" not in screen


async def test_copy_title_bell_and_quit_in_tmux(program: str) -> None:
    async with terminal(PYTHONPATH=str(TESTS)) as window:
        await window.start(program, 100, 30)
        await window.shows("Belgorod")
        assert await window.tells("#{pane_title}") == "sitrep"
        await window.keys("j", "j", "y")
        await window.shows("copied (tmux and terminal)")
        assert "https://volga.example/24" in await window.copied()
        await window.keys("r")
        await window.shows("ALERT deadly: ")
        assert await window.tells("#{pane_title}") == "sitrep ●1"
        assert await window.tells("#{window_bell_flag}") == "1"
        await window.keys("q")
        await window.shows("exit:0")


@pytest.mark.parametrize(
    ("environ", "there", "absent"),
    [
        ("COLORTERM=truecolor", "38;2;", ""),
        ("TERM=screen-256color", "38;5;", "38;2;"),
        ("TERM=linux", "\x1b[7m", "[34]8;[25];"),
    ],
)
async def test_a_tmux_of_24_bit_256_and_16_colours_gets_what_it_can_show(
    program: str, environ: str, there: str, absent: str
) -> None:
    async with terminal(PYTHONPATH=str(TESTS)) as window:
        await window.start(f"env -u COLORTERM {environ} {program}", 100, 30)
        await window.shows("Belgorod")
        painted = await window.paints(there)  # the cursor's line comes with the focus, after the first words
    assert not absent or not re.search(absent, painted)


async def test_without_colours_a_tmux_window_goes_through_any_size_and_back(program: str) -> None:
    async with terminal(PYTHONPATH=str(TESTS), NO_COLOR="1") as window:
        await window.start(program, 100, 30)
        await window.shows("Belgorod")
        for width, height, text in (
            (200, 60, "5 Feeds"),
            (30, 8, "dead hurt"),
            (20, 1, "Kharkiv"),
            (100, 30, "Evidence"),
        ):
            await window.resize(width, height)
            await window.shows(text)
        await window.keys("Tab", "?")
        await window.shows("KEYS")
        painted = await window.painted()
        await window.keys("q", "q")
        await window.shows("exit:0")
    codes = {code for found in re.findall(r"\x1b\[([\d;]*)m", painted) for code in found.split(";")}
    assert codes <= {"", "0", "1", "4", "7", "39", "49"}, (
        codes
    )  # bold, underlined, reversed; tmux says "default" as 39, 49


async def test_a_crash_in_tmux_leaves_one_line_where_the_prompt_was(program: str) -> None:
    async with terminal(PYTHONPATH=str(TESTS)) as window:
        await window.start(program, 100, 30)
        await window.shows("Belgorod")
        await window.keys("d")
        screen = await window.shows("exit:1")
    assert "sitrep stopped: OSError: the disk fell off" in screen
    assert "Belgorod" not in screen
