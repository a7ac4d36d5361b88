"""Articles of 600 words read a second, on one core."""

from bench.articles import article, cpu
from sitrep.extract.read import read
from sitrep.gazetteer import SqliteGazetteer
from sitrep.text.names import Names


def reading() -> None:
    """Articles read a second."""
    names = Names(SqliteGazetteer())
    cold = cpu(lambda: read(article(0), names))
    articles = [article(n) for n in range(300)]
    took = cpu(lambda: [read(a, names) for a in articles])
    print(f"read: {len(articles) / took:.0f} articles of 600 words a CPU second; the first took {cold:.2f} s")
