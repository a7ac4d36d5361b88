"""Articles a second into the store, and what one more commit costs as it grows."""

from bench.articles import NOON, article, cpu
from sitrep.extract.read import read
from sitrep.gazetteer import SqliteGazetteer
from sitrep.store import Store
from sitrep.text.names import Names


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
