"""What a commit costs as the store grows: a war of many places, and the worst case of everything on one spot."""

import gc
from collections.abc import Iterable

from bench.articles import article, cpu
from bench.war import START, War
from sitrep.extract.read import read
from sitrep.gazetteer import SqliteGazetteer
from sitrep.model.article import Article
from sitrep.model.claim import Reading
from sitrep.store import Store
from sitrep.text.names import Names

BATCH = 100
"""Articles of one commit; each is followed by a look at the board, as the screen takes one."""


def folding(most: int = 100_000) -> None:
    """CPU seconds to fold `most` articles of a year, with the cost of a commit along the way; then one spot."""
    _curve("war", list(War(most, days=365)), (most // 100, most // 10, most // 4, most // 2, most))
    _curve("one spot", _one_spot(most // 5), (most // 100, most // 20, most // 5))


def _one_spot(most: int) -> list[tuple[Article, Reading]]:
    """Thousands of reports of one event, as a single reader's feed would never bring them."""
    once = read(article(0), Names(SqliteGazetteer()))
    told = []
    for number in range(most):
        one = article(number)
        told.append((one, Reading(one.id, one.version, "en", once.strikes, once.casualties)))
    return told


def _curve(name: str, told: list[tuple[Article, Reading]], marks: Iterable[int]) -> None:
    gc.collect()  # what the curve before left behind is not this one's cost
    store, total, spent = Store(), 0.0, [0.0]
    ends = set(marks)
    for first in range(0, len(told), BATCH):
        batch = told[first : first + BATCH]
        spent.append(cpu(lambda b=batch: _commit(store, b)))  # type: ignore[misc]  # bound now
        total += spent[-1]
        done = first + len(batch)
        if done in ends:
            late = sorted(spent[-20:])
            board = store.board(START)
            print(
                f"fold, {name}: {done} articles in {total:.1f} CPU s; of the last 20 commits of {BATCH} with a board "
                f"the middle one took {late[len(late) // 2] * 1000:.0f} ms, the longest {late[-1] * 1000:.0f} ms; "
                f"{len(board.incidents)} incidents, {len(board.actions)} acts"
            )


def _commit(store: Store, batch: list[tuple[Article, Reading]]) -> None:
    store.commit([a for a, _ in batch], [r for _, r in batch], (), START)
    store.board(START)
