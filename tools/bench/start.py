"""The time from starting a process in a terminal to its first words: sitrep against a bare Textual app.

Both run as programs that were installed: Python keeps their compiled modules, whatever the environment says, and each
has run once before anything is measured.
"""

import os
import pty
import select
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter  # a benchmark measures the machine's own time

RUNS = 15
HELLO = (
    "from textual.app import App\nfrom textual.widgets import Static\n"
    "class Hello(App):\n    def compose(self):\n        yield Static('hello, terminal')\nHello().run()\n"
)


def to_first_words(command: list[str], words: bytes, environment: dict[str, str]) -> float:
    """Wall seconds until `words` are on a terminal of 120x40 that runs `command`."""
    start = perf_counter()
    child, screen = pty.fork()
    if child == 0:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ.update(environment, TERM="xterm-256color", COLUMNS="120", LINES="40")
        os.execvp(command[0], command)
    seen = b""
    while words not in seen and perf_counter() - start < 20:
        if select.select([screen], [], [], 0.5)[0]:
            seen += os.read(screen, 65536)
    took = perf_counter() - start
    os.kill(child, 9)
    os.waitpid(child, 0)
    os.close(screen)
    return took


def start() -> None:
    """First words of sitrep against those of the smallest Textual app, in turn."""
    with tempfile.TemporaryDirectory() as folder:
        state = {"SITREP_STATE_DIR": folder, "PYTHONPYCACHEPREFIX": str(Path(folder) / "compiled")}
        hello, board = [], []
        for _ in range(RUNS + 1):
            hello.append(to_first_words([sys.executable, "-c", HELLO], b"hello, terminal", state))
            board.append(to_first_words([sys.executable, "-m", "sitrep", "--no-poll"], b"Strikes", state))
    ours, theirs = statistics.median(board[1:]), statistics.median(hello[1:])
    best = min(board[1:]) / min(hello[1:])
    print(f"start: sitrep {ours:.2f} s, hello {theirs:.2f} s, ratio {ours / theirs:.2f} (of the quickest {best:.2f})")
