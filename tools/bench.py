"""Figures of speed, printed, never asserted: `make bench`. Medians of several runs on this machine.

- start: the time from starting a process in a terminal to its first words, sitrep against a bare Textual app
- read: articles of 600 words a second, on one core
- fold: articles a second into the store, and the cost of one more commit at growing sizes
"""

import os
import pty
import select
import statistics
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import perf_counter, process_time  # a benchmark measures the machine's own time

from sitrep.extract.read import read
from sitrep.gazetteer import SqliteGazetteer
from sitrep.model.article import Article
from sitrep.store import Store
from sitrep.text.names import Names

HELLO = (
    "from textual.app import App\nfrom textual.widgets import Static\n"
    "class Hello(App):\n    def compose(self):\n        yield Static('hello, terminal')\nHello().run()\n"
)
NOON = datetime(2024, 1, 1, 12, tzinfo=UTC)
PARAGRAPH = (
    "Shells hit the market of Harbour Town on Monday and killed at least four people, the governor said. "
    "Another nine were taken to hospital. The mayor, Anna Berg, told reporters that the power would stay off for days. "
    "Traders had opened their stalls at seven as on every other morning, and most of them had gone home before noon. "
)


def to_first_words(command: list[str], words: bytes, environment: dict[str, str]) -> float:
    """Wall seconds until `words` are on a terminal of 120x40 that runs `command`."""
    start = perf_counter()
    child, screen = pty.fork()
    if child == 0:
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
        state = {"SITREP_STATE_DIR": folder}
        hello, board = [], []
        for _ in range(7):
            hello.append(to_first_words([sys.executable, "-c", HELLO], b"hello, terminal", state))
            board.append(to_first_words([sys.executable, "-m", "sitrep", "--no-poll"], b"Strikes", state))
    ratio = statistics.median(board) / statistics.median(hello)
    print(f"start: sitrep {statistics.median(board):.2f} s, hello {statistics.median(hello):.2f} s, ratio {ratio:.2f}")


def article(number: int) -> Article:
    """One of many reports: a new day and figure each, six hundred words."""
    body = PARAGRAPH * 9
    at = NOON + timedelta(minutes=number)
    title = f"At least {number % 40 + 2} killed as shells hit market"
    return Article(str(number), "v1", title, body, f"Outlet {number % 40}", f"Outlet {number % 40}", "feed", at, at)


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of `work`."""
    begun = process_time()
    work()
    return process_time() - begun


def reading() -> None:
    """Articles read a second."""
    names = Names(SqliteGazetteer())
    cold = cpu(lambda: read(article(0), names))
    articles = [article(n) for n in range(300)]
    took = cpu(lambda: [read(a, names) for a in articles])
    print(f"read: {len(articles) / took:.0f} articles of 600 words a CPU second; the first took {cold:.2f} s")


def folding() -> None:
    """What one more commit of a hundred articles costs as the store grows."""
    names = Names(SqliteGazetteer())
    once = read(article(0), names)
    store, total = Store(), 0.0
    for size in (1_000, 5_000, 20_000):
        while store.board(NOON).articles < size:
            first = store.board(NOON).articles
            batch = [article(n) for n in range(first, first + 100)]
            readings = [once.__class__(a.id, a.version, "en", once.strikes, once.casualties) for a in batch]
            spent = cpu(lambda b=batch, r=readings: store.commit(b, r, (), NOON))  # type: ignore[misc]  # bound now
            total += spent
        print(f"fold: {size} articles, {total:.1f} CPU s in all, the last hundred {spent * 1000:.0f} ms")


if __name__ == "__main__":
    start()
    reading()
    folding()
