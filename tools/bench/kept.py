"""A start over 100,000 kept articles of the last days: the first real row beside the first words of a bare Textual app,
the first feed asked, the whole board, and the memory an article takes.
"""

import re
import sqlite3
import statistics
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from time import perf_counter  # a benchmark measures the machine's own time

from msgspec.structs import replace

from bench.many import pairs
from bench.outlets import serving
from bench.screen import Terminal
from bench.start import HELLO, to_first_words
from sitrep.extract.edition import edition
from sitrep.journal import open_journal
from sitrep.store import Store

ARTICLES = 100_000
PART = 5_000
SPAN = timedelta(days=6)
"""As far as a board of the packaged situations looks back, with its margin: all of them are brought back at once."""
RUNS = 9
PATIENCE = 900.0
WHOLE = re.compile(rb"\x1b\[1;\d+H(?:\x1b\[[\d;]*m)* +sitrep ")
"""The first line of the screen where it does not begin with LOADING."""


def kept() -> None:
    """Fills a journal, then starts over it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        state = folder / "state"
        state.mkdir()
        _fill(state / "journal.sqlite")
        _first_row(state, folder)
        _whole_board(state, folder)


def _fill(path: Path) -> None:
    now = datetime.now(UTC)  # noqa: TID251 - articles of today
    journal, _ = open_journal(path, now)
    told = pairs(ARTICLES, now - SPAN, SPAN)
    while part := list(islice(told, PART)):
        articles = [article for article, _ in part]
        readings = [replace(reading, rules=edition()) for _, reading in part]
        journal.keep(articles, readings, ())
        store = Store()  # of its own: what folding costs is measured elsewhere
        store.commit(articles, readings)
        board = store.board(now)
        journal.show(board.incidents, board.actions, (), {})
    journal.close()


def _first_row(state: Path, folder: Path) -> None:
    with closing(sqlite3.connect(state / "journal.sqlite")) as db:
        (text,) = db.execute("select text from shown where kind = 'incident' order by at desc, id limit 1").fetchone()
    word = text.split()[0].capitalize().encode()
    environment = {"SITREP_STATE_DIR": str(state), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    hello, rows = [], []
    for _ in range(RUNS + 1):
        hello.append(to_first_words([sys.executable, "-c", HELLO], b"hello, terminal", environment))
        rows.append(to_first_words([sys.executable, "-m", "sitrep", "--no-poll"], word, environment))
    ours, theirs = statistics.median(rows[1:]), statistics.median(hello[1:])
    best = min(rows[1:]) / min(hello[1:])
    print(
        f"kept: {ARTICLES:,} articles kept, first real row after {ours:.2f} s, hello {theirs:.2f} s:"
        f" {ours / theirs:.2f} x (of the quickest {best:.2f}; bar 1.3)"
    )


def _whole_board(state: Path, folder: Path) -> None:
    """A run that polls one feed: when it is asked, and when the board is no more the one of the last time."""
    with serving() as port:
        config = folder / "config.toml"
        config.write_text(
            'shipped_feeds = false\n[poll]\nprivate_hosts = ["127.0.0.1"]\n'
            f'[[feeds]]\nname = "Post"\nurl = "http://127.0.0.1:{port}/1"\n'
        )
        begun = perf_counter()
        terminal = Terminal([sys.executable, "-m", "sitrep", "--config", str(config)], SITREP_STATE_DIR=str(state))
        try:
            terminal.until(b"1/1 feeds ok", PATIENCE)
            polled, spent = perf_counter() - begun, terminal.spent()
            terminal.until_matches(WHOLE, PATIENCE)
            whole = perf_counter() - begun
            print(
                f"kept: the first feed answered and on the board after {polled:.1f} s ({spent:.1f} CPU s);"
                f" the whole board after {whole:.0f} s ({terminal.spent():.0f} CPU s, one process),"
                f" {terminal.memory() / ARTICLES:,.0f} bytes of memory an article then"
            )
        finally:
            terminal.end()
