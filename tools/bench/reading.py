"""Articles of 600 words read a second on one core, and what a fresh process pays before its first."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.articles import WORDS, cpu, eventful, mixed, quiet, usual
from sitrep.clock import SystemClock
from sitrep.extract.casualties.words import words
from sitrep.extract.diplomacy.claims import worth_reading as may_act
from sitrep.extract.read import LANGUAGE_SAMPLE, READ, read
from sitrep.extract.strikes.claims import worth_reading as may_strike
from sitrep.feeds.parse import parse
from sitrep.gazetteer import SqliteGazetteer
from sitrep.model.article import Article, Source
from sitrep.text.annotate import annotate
from sitrep.text.language import language
from sitrep.text.names import Names
from sitrep.worker import settle

RECORDED = Path(__file__).parents[3] / "shared" / "feeds" / "real"
"""Recorded feeds beside the checkout, where there are any: the measure of what is usual."""

ONE_FEED_IN = 4
"""Recorded feeds to one that is measured."""

FIRST = """
import resource, sys
from sitrep.extract.read import read
from sitrep.gazetteer import SqliteGazetteer
from sitrep.text.names import Names
sys.path.insert(0, sys.argv[1])
from bench.articles import eventful
read(eventful(0), Names(SqliteGazetteer()))
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)
"""


def reading() -> None:
    """Articles read a second: usual ones, recorded ones, and texts denser than any day's news."""
    # First, since a process counts as its largest size what its parent had when it began.
    command = [sys.executable, "-c", FIRST, str(sys.path[0])]
    seconds, size = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    print(f"read, from a standing start: the first article after {float(seconds):.2f} CPU s, in {size} MB")
    names = Names(SqliteGazetteer())
    read(eventful(0), names)
    settle()
    kinds = {
        "usual news": [usual(n) for n in range(200)],
        "recorded feeds": _recorded(),
        "what only sounds like events": [quiet(n) for n in range(200)],
        "one article in four all events": [mixed(n) for n in range(200)],
        "all events": [eventful(n) for n in range(200)],
    }
    for kind, articles in kinds.items():
        if articles:
            _measure(kind, articles, names)


def _measure(kind: str, articles: Sequence[Article], names: Names) -> None:
    took = cpu(lambda: [read(a, names) for a in articles])
    size = sum(len(a.text.split()) for a in articles) / WORDS
    strikes, figures, acts = _density(articles[:400], names)
    print(
        f"read, {kind}: {size / took:.0f} articles of {WORDS} words a CPU second"
        f" (sentences with words of attacks {strikes:.0%}, of casualties {figures:.0%}, of acts {acts:.0%})"
    )


def _density(articles: Sequence[Article], names: Names) -> tuple[float, float, float]:
    """The shares of sentences that the readers of strikes, casualties and acts do not pass over at a first look."""
    docs = [annotate(article, names) for article in articles]
    sentences = [(doc, index, sentence) for doc in docs for index, sentence in enumerate(doc.sentences)]
    strikes = sum(may_strike(doc, index) for doc, index, _ in sentences)
    figures = sum(any(stem in s.text.lower() for stem in words().stems) for _, _, s in sentences)
    acts = sum(may_act(s, None) for _, _, s in sentences)
    return strikes / len(sentences), figures / len(sentences), acts / len(sentences)


def _recorded() -> list[Article]:
    """English articles of recorded feeds; none where there are no feeds."""
    now = SystemClock().now()
    files = sorted(RECORDED.iterdir())[::ONE_FEED_IN] if RECORDED.is_dir() else []
    found = [a for f in files for a in parse(Source(f.name, str(f), ""), f.read_bytes(), {}, str(f), now).articles]
    return [a for a in found if language(a.text[:LANGUAGE_SAMPLE], a.language) in READ]
