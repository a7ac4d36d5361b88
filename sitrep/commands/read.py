"""sitrep read: one Reading (JSON) a line for every article given."""

import argparse
import asyncio
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sitrep.clock import SystemClock
from sitrep.extract.read import read
from sitrep.feeds.entries import articles_from, articles_in
from sitrep.gazetteer import SqliteGazetteer
from sitrep.model.article import Article
from sitrep.model.claim import Fault
from sitrep.text.names import Names
from sitrep.views.printed.forms import encoded, reading_form


def run(args: argparse.Namespace) -> int:
    """Exit code 0, 1 when nothing could be read, 3 when a part could not."""
    names = Names(SqliteGazetteer())
    faults = answered = 0
    for item in _articles(args.sources, args.published):
        if isinstance(item, Fault):
            print(f"sitrep read: {item.where}: {item.reason}", file=sys.stderr)
            faults += 1
            continue
        print(encoded(reading_form(item, read(item, names), explain=args.explain, with_text=args.with_text)))
        answered += 1
    if not faults:
        return 0
    return 3 if answered else 1


def _articles(sources: list[str], published: datetime | None) -> Iterator[Article | Fault]:
    now = SystemClock().now()
    for name in sources:
        try:
            if name == "-":
                articles, faults = articles_in("-", sys.stdin.buffer.read(), published, now)
            elif name.startswith(("http://", "https://")):
                articles, faults = _page(name, published, now)
            else:
                articles, faults = articles_from(Path(name), published, now)
        except OSError as error:
            articles, faults = [], [Fault(name, error.strerror or str(error))]
        yield from faults
        yield from articles


def _page(url: str, published: datetime | None, now: datetime) -> tuple[list[Article], list[Fault]]:
    """The article at an address, fetched under the limits that hold for feeds."""
    # Here, not above: only this way of reading needs the network's libraries.
    from sitrep.feeds.fetch import fetch
    from sitrep.feeds.outcome import Failed, Fetched, Wanted
    from sitrep.feeds.proxies import proxies
    from sitrep.feeds.transport import Hosts

    async def get() -> Fetched | Failed:
        async with Hosts(proxies=proxies("")) as transport:
            outcome = await fetch(transport, Wanted(url), SystemClock())
        return outcome if isinstance(outcome, Fetched | Failed) else Failed(now, "nothing new came")

    outcome = asyncio.run(get())
    if isinstance(outcome, Failed):
        return [], [Fault(url, outcome.reason)]
    return articles_in(url, outcome.body, published, now, outcome.final_url)
