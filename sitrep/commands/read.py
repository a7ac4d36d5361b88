"""sitrep read: one Reading (JSON) a line for every article given."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from sitrep.clock import SystemClock
from sitrep.extract.read import read
from sitrep.feeds.entries import articles_from
from sitrep.gazetteer import SqliteGazetteer
from sitrep.model.article import Article
from sitrep.model.claim import Fault
from sitrep.text.names import Names
from sitrep.views.forms import reading_form


def run(args: argparse.Namespace) -> int:
    """Exit code 0, 1 when nothing could be read, 3 when a part could not."""
    names = Names(SqliteGazetteer())
    faults = 0
    answered = 0
    for item in _articles(args):
        if isinstance(item, Fault):
            print(f"sitrep read: {item.where}: {item.reason}", file=sys.stderr)
            faults += 1
            continue
        form = reading_form(item, read(item, names), explain=args.explain, with_text=args.with_text)
        print(msgspec.json.encode(form).decode())
        answered += 1
    if not faults:
        return 0
    return 3 if answered else 1


def _articles(args: argparse.Namespace) -> Iterator[Article | Fault]:
    now = SystemClock().now()
    for name in args.sources:
        articles, faults = articles_from(Path(name), args.published, now)
        yield from faults
        yield from articles
