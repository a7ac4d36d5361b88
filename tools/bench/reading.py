"""Articles of 600 words read a second on one core, and what a fresh process pays before its first."""

import subprocess
import sys

from bench.articles import cpu, eventful, mixed, quiet
from sitrep.extract.read import read
from sitrep.gazetteer import SqliteGazetteer
from sitrep.text.names import Names

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
    """Articles read a second: news without events, a wire's day, news with an event in every paragraph."""
    names = Names(SqliteGazetteer())
    read(eventful(0), names)
    for kind, make in (("without events", quiet), ("a wire's day", mixed), ("all events", eventful)):
        articles = [make(n) for n in range(200)]
        took = cpu(lambda told=articles: [read(a, names) for a in told])  # type: ignore[misc]  # bound now
        print(f"read, {kind}: {len(articles) / took:.0f} articles of 600 words a CPU second")
    command = [sys.executable, "-c", FIRST, str(sys.path[0])]
    seconds, size = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    print(f"read, from a standing start: the first article after {float(seconds):.2f} CPU s, in {size} MB")
