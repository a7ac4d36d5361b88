"""The journal at 200,000 articles: what opening, keeping, searching, a status line and forgetting take.

It is filled through the port that polls write through, in large parts, for only the last polls are measured; what each
part tells is folded in a store of its own and written down for the search, for `folding` measures folding.
"""

import asyncio
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time  # a benchmark measures the machine's own time

from bench.many import BEGUN, SPAN, pairs
from sitrep.clock import SystemClock
from sitrep.journal import AtOnce, Journal, open_journal
from sitrep.journal.look import Look, look_into
from sitrep.journal.search import search
from sitrep.keeper import Keeper
from sitrep.model.article import Article
from sitrep.model.claim import Reading
from sitrep.model.feedstate import FeedState
from sitrep.store import Store
from sitrep.views.filtering.filter import parse_filter

ARTICLES = 200_000
PART = 5_000
"""Articles kept at once while the file is filled."""
POLL = 50
POLLS = 100
"""The last polls, each of POLL articles: these are measured."""
NOW = BEGUN + SPAN
QUERIES = (
    "governor", "kalo", "kalolo", '"people were"', "mirten -governor", "killed:>25", "killed:>25 weapon:drone since:7d",
    "place:kal weapon:missile", "ten since:1d", "feed:outlet since:2h", "actor:actor", "killed:unknown", "nothere",
    "place:nothere", "grade:weak killed:<3", "-governor", "gar nim bel", "flag:disputed",
    '"outlet 7" killed:>3 since:30d',
)  # fmt: skip

Pairs = list[tuple[Article, Reading]]


def journal() -> None:
    """Fills a journal, then asks it, looks at it, and lets it forget."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.sqlite"
        filled(path, ARTICLES)
        asyncio.run(_opened(path))
        look = look_into(path)
        if look:
            asked(look)
            look.close()
        _status(folder)
        _forgotten(path)


def filled(path: Path, most: int) -> None:
    """A journal of that many articles, the last of them as polls bring them."""
    made, _ = open_journal(path, BEGUN)
    told = pairs(most)
    begun = process_time()
    left = most - POLL * POLLS
    while part := list(islice(told, min(PART, left))):
        _keep(made, part)
        _show(made, part)
        left -= len(part)
    print(f"journal: {path.stat().st_size >> 20} MiB filled in {process_time() - begun:.0f} CPU s, folding included")
    _said("fifty articles kept", [_spent(lambda p=part: _keep(made, p)) for part in _polls(told)])  # type: ignore[misc]  # bound now
    made.close()


def _polls(told: Iterator[tuple[Article, Reading]]) -> Iterator[Pairs]:
    while poll := list(islice(told, POLL)):
        yield poll


def _keep(made: Journal, part: Pairs) -> None:
    made.keep([a for a, _ in part], [r for _, r in part], [FeedState("x")])


def _show(made: Journal, part: Pairs) -> None:
    store = Store()
    store.commit([a for a, _ in part], [r for _, r in part])
    board = store.board(NOW)
    made.show(board.incidents, board.actions, (), {})


async def _opened(path: Path) -> None:
    """A start: the file opened, the first rows on a board, then a day of it."""
    begun = process_time()
    made, _ = open_journal(path, NOW)
    first = list[float]()
    store = Store()
    store.subscribe(lambda: first.append(process_time() - begun))
    keeper = Keeper(store, AtOnce(made), SystemClock())
    await keeper.read(NOW - timedelta(days=1))
    await keeper.fold()
    day = process_time() - begun
    print(
        f"journal: opened, the first rows on the board after {first[0] * 1000:.0f} CPU ms, "
        f"the last day ({store.size} articles) after {day:.1f} s"
    )
    made.close()


def asked(look: Look) -> None:
    """Each query some times over: the file lies in memory by then. The slowest are named."""
    took = [
        (*_spent(lambda t=text: look.ask(lambda db: search(db, parse_filter(t), NOW, 50))), text)  # type: ignore[misc]  # bound now
        for text in QUERIES * 6
    ]
    _said("searches", [(used, wall) for used, wall, _ in took])
    slow = list(dict.fromkeys(f"{text} ({used * 1000:.0f})" for used, _, text in sorted(took, reverse=True)))[:4]
    print(f"journal: slowest of them, in CPU ms: {', '.join(slow)}")


def _status(folder: str) -> None:
    """The whole process, from its start to its line, as a program that was installed and has run before."""
    about = {"SITREP_STATE_DIR": folder, "PYTHONPYCACHEPREFIX": str(Path(folder) / "compiled")}
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | about

    def asked() -> float:
        begun = perf_counter()
        subprocess.run([sys.executable, "-m", "sitrep", "status"], env=environment, capture_output=True, check=True)
        return perf_counter() - begun

    asked()
    before, walls = _children(), [asked() for _ in range(15)]
    used = (_children() - before) / len(walls)
    print(f"status: {used * 1000:.0f} CPU ms a process, wall median {sorted(walls)[len(walls) // 2] * 1000:.0f} ms")


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _forgotten(path: Path) -> None:
    """The oldest day goes: some 6,700 articles."""
    made, _ = open_journal(path, NOW)
    used, wall = _spent(lambda: made.forget(BEGUN + timedelta(days=1)))
    made.close()
    print(f"journal: the oldest day forgotten in {used:.1f} CPU s, wall {wall:.1f} s")


def _spent(work: Callable[[], object]) -> tuple[float, float]:
    """CPU and wall seconds of `work`."""
    begun, used = perf_counter(), process_time()
    work()
    return process_time() - used, perf_counter() - begun


def _said(what: str, took: list[tuple[float, float]]) -> None:
    """A line on many of one kind: CPU, and what one waits."""
    used, waited = ([f"{s * 1000:.1f}" for s in sorted(column)] for column in zip(*took, strict=True))
    half, most = len(took) // 2, int(len(took) * 0.95)
    print(
        f"journal: {what}: p50 {used[half]} CPU ms, p95 {used[most]}; "
        f"wall p50 {waited[half]} ms, p95 {waited[most]}, longest {waited[-1]}"
    )
