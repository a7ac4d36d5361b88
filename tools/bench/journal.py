"""The journal at 200,000 articles: what a search takes, what keeping takes, when a start shows its first rows."""

import asyncio
import os
import resource
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from time import perf_counter, process_time  # a benchmark measures the machine's own time

from bench.articles import cpu
from bench.many import BEGUN, SPAN, pairs
from sitrep.clock import SystemClock
from sitrep.journal import AtOnce, open_journal
from sitrep.journal.look import Look, look_into
from sitrep.keeper import Keeper
from sitrep.model.feedstate import FeedState
from sitrep.store import Store
from sitrep.views.filter import parse_filter

ARTICLES = 200_000
NOW = BEGUN + SPAN
QUERIES = (
    "governor", "kalo", "kalolo", '"people were"', "mirten -governor", "killed:>25", "killed:>25 weapon:drone since:7d",
    "place:kal weapon:missile", "ten since:1d", "feed:outlet since:2h", "actor:actor", "killed:unknown", "nothere",
    "place:nothere", "grade:weak killed:<3", "-governor", "gar nim bel", '"outlet 7" killed:>3 since:30d',
)  # fmt: skip


def journal() -> None:
    """Fills a journal, then asks it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.sqlite"
        filled(path, ARTICLES)
        asyncio.run(_started(path))
        look = look_into(path)
        if look:
            asked(look)
        _status(folder)


def _status(folder: str) -> None:
    """The whole process, from its start to its line."""
    walls = []
    for _ in range(9):
        begun = perf_counter()
        subprocess.run(
            [sys.executable, "-m", "sitrep", "status"],
            env=os.environ | {"SITREP_STATE_DIR": folder}, capture_output=True, check=True,
        )  # fmt: skip
        walls.append(perf_counter() - begun)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"status: {(used.ru_utime + used.ru_stime) / len(walls) * 1000:.0f} CPU ms a process, "
        f"wall median {sorted(walls)[len(walls) // 2] * 1000:.0f} ms"
    )


def filled(path: Path, most: int) -> None:
    """A journal of that many articles, kept fifty at a time as polls would."""
    made, _ = open_journal(path, BEGUN)
    batch, walls = [], []
    spent = 0.0
    for pair in pairs(most):
        batch.append(pair)
        if len(batch) == 50:
            articles, readings = [a for a, _ in batch], [r for _, r in batch]
            begun = perf_counter()
            spent += cpu(lambda a=articles, r=readings: made.keep(a, r, [FeedState("x")]))  # type: ignore[misc]  # bound now
            walls.append(perf_counter() - begun)
            batch = []
    walls.sort()
    made.close()
    print(f"journal: {most} articles kept, {path.stat().st_size >> 20} MiB")
    print(
        f"journal: fifty articles kept in {spent / len(walls) * 1000:.1f} CPU ms, "
        f"wall p50 {walls[len(walls) // 2] * 1000:.1f} ms, longest {walls[-1] * 1000:.0f} ms"
    )


async def _started(path: Path) -> None:
    made, _ = open_journal(path, NOW)
    store, clock = Store(), SystemClock()
    keeper = Keeper(store, AtOnce(made), clock, lambda trouble, notes: None)
    begun = process_time()
    first: list[float] = []
    store.subscribe(lambda: first.append(process_time() - begun))
    await keeper.load(NOW - timedelta(days=10))
    window, loaded = process_time() - begun, store.board(NOW).articles
    await keeper.load()
    whole = process_time() - begun
    await keeper.lead()
    written = process_time() - begun - whole
    print(
        f"journal: a start shows its first rows after {first[1] * 1000:.0f} CPU ms, its window of ten days "
        f"({loaded} articles) after {window:.1f} s, everything after {whole:.1f} s"
    )
    print(f"journal: all that is shown written down for the search in {written:.1f} CPU s")
    made.close()


def asked(look: Look) -> None:
    """Each query some times over, in CPU time: the file lies in memory by then. The slowest are named."""
    took = sorted(
        (cpu(lambda t=text: look.search(parse_filter(t), NOW, 50)), text)  # type: ignore[misc]  # bound now
        for text in QUERIES * 6
    )
    p50, p95 = took[len(took) // 2][0], took[int(len(took) * 0.95)][0]
    slow = list(dict.fromkeys(f"{text} ({spent * 1000:.0f})" for spent, text in reversed(took)))[:4]
    print(
        f"journal: {len(took)} searches: p50 {p50 * 1000:.0f} CPU ms, p95 {p95 * 1000:.0f}; slowest: {', '.join(slow)}"
    )
