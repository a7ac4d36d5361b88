"""The dashboard in a real tmux as it comes: what is copied arrives, an alert rings the bell, the title tells."""

import sys
from pathlib import Path

from terminal import terminal

TESTS = Path(__file__).parents[1]
PROGRAM = """
import asyncio
from msgspec.structs import replace
from boards import NOW, HandLive, incident, known, rich_snapshot
from sitrep.clock import SystemClock
from sitrep.config import Alert
from sitrep.tui.app import Dashboard
from sitrep.tui.run import run_dashboard
from sitrep.tui.seam import Actions
from sitrep.tui.wishes import Wishes
from sitrep.views.alerts import Told
from sitrep.tui.memory import Memory

live = HandLive(rich_snapshot())

def poll():
    board = live.now.board
    new = incident("i-new", "Odesa missile strike", "Odesa", killed=known(60, 60), updated=NOW)
    live.put(replace(live.now, board=replace(board, incidents=(new, *board.incidents))))

wishes = Wishes(alerts=(Alert("deadly", "killed:>=50"),))
memory = Memory(told=Told(NOW))
asyncio.run(run_dashboard(Dashboard(live, SystemClock(), Actions(poll_now=poll), wishes=wishes, memory=memory)))
"""


async def test_the_screen_is_whole_again_after_suspend_and_fg(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, "utf-8")
    async with terminal(PYTHONPATH=str(TESTS)) as window:
        await window.start("bash --norc -i", 100, 30)
        await window.keys(f"PS1='shell>'; {sys.executable} {program}", "Enter")
        await window.shows("q quit")
        await window.keys("p")  # a board at rest: news would paint it anew by themselves
        await window.shows("PAUSED")
        await window.keys("j")
        await window.keys("C-z")
        await window.shows("Stopped")
        await window.keys("fg", "Enter")
        await window.shows("q quit")
        await window.keys("q")
        await window.shows("shell>")


async def test_copy_title_bell_and_quit_in_tmux(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, "utf-8")
    async with terminal(PYTHONPATH=str(TESTS)) as window:
        await window.start(f"{sys.executable} {program}", 100, 30)
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
