"""Feeds as they were polled again and again, played through the real chain: `python tools/sequences.py FOLDER`.

FOLDER holds a folder a feed, with its snapshots in the order of their names ("SECONDS-anything": when it was polled).
Every snapshot is parsed and goes through the engine into the store; what an entry said is counted apart, straight from
the documents. Exit code 1 where a promise is broken: a duplicate, a title edit that is lost, an event from nothing.
"""

import asyncio
import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from sitrep.clock import SystemClock
from sitrep.engine import Engine
from sitrep.feeds.parse import parse
from sitrep.journal import AtOnce, MemoryJournal
from sitrep.keeper import Keeper
from sitrep.model.article import Article, Source
from sitrep.model.claim import Reading
from sitrep.model.feedstate import FeedState
from sitrep.model.health import Health
from sitrep.model.polled import Polled
from sitrep.store import Store


class Counts(msgspec.Struct):
    """What the documents held, and how the chain took it."""

    snapshots: int = 0
    entries: int = 0
    title_edits: int = 0
    as_versions: int = 0
    as_new_stories: int = 0
    lost: int = 0
    other_edits: int = 0
    date_only: int = 0
    reappeared: int = 0
    from_nothing: int = 0
    doubles: int = 0

    @property
    def broken(self) -> int:
        """Promises not kept."""
        return self.lost + self.from_nothing + self.doubles


class Reader:
    """Reads nothing and remembers what it was given: every article here was an event to the engine."""

    def __init__(self) -> None:
        self.given: list[Article] = []
        self.ever: set[str] = set()

    async def read(self, articles: Sequence[Article]) -> tuple[Reading, ...]:
        """An empty reading for each."""
        self.given += articles
        self.ever |= {article.id for article in articles}
        return tuple(Reading(a.id, a.version, a.language) for a in articles)


async def played(folder: Path) -> Counts:
    """One feed, snapshot by snapshot."""
    source = Source(folder.name, f"https://{folder.name}.example/feed", folder.name)
    counts, reader, store = Counts(), Reader(), Store()
    told: tuple[Article, ...] = ()

    async def ask(_: Source, state: FeedState) -> Polled:
        return Polled(state, Health(source.name, source.url), told)

    engine = Engine([source], ask, reader, Keeper(store, AtOnce(MemoryJournal()), SystemClock()), SystemClock())
    last: dict[str, Article] = {}
    before: set[str] = set()
    for snapshot in sorted(path for path in folder.rglob("*") if path.is_file()):
        at = datetime.fromtimestamp(int(re.match(r"\d+", snapshot.name)[0]), UTC)  # type: ignore[index]  # the name
        told = parse(source, snapshot.read_bytes(), {}, source.url, at).articles
        reader.given.clear()
        await engine.once()
        counts.snapshots += 1
        counts.entries += len(told)
        _count(counts, told, last, before, reader.given, store)
        last |= {article.id: article for article in told}
        before = {article.id for article in told}
    counts.doubles = _doubles(store, reader.ever)
    return counts


def _count(
    counts: Counts,
    told: Sequence[Article],
    last: dict[str, Article],
    before: set[str],
    events: Sequence[Article],
    store: Store,
) -> None:
    placed = {article.entry or article.id: article for article in events}
    for article in told:
        old, event = last.get(article.id), placed.get(article.id)
        if old is None:
            counts.lost += event is None
        elif old.title != article.title:
            counts.title_edits += 1
            shown = store.article(event.id) if event else None
            if event is None or shown is None or shown.title != article.title:
                counts.lost += 1
            elif event.id == article.id:
                counts.as_versions += 1
            else:
                counts.as_new_stories += 1
        elif old.version != article.version:
            counts.other_edits += 1
            counts.lost += event is None
        else:
            counts.date_only += old.published != article.published
            counts.reappeared += article.id not in before
            counts.from_nothing += event is not None


def _doubles(store: Store, ids: set[str]) -> int:
    """Stories held twice: under one link and one title, by two ids."""
    held = [store.article(name) for name in ids]
    words = [(article.url, article.title) for article in held if article is not None]
    return len(words) - len(set(words))


def main() -> int:
    """Prints a line a feed and a last one for all."""
    folders = sorted(path for path in Path(sys.argv[1]).iterdir() if path.is_dir())
    total = Counts()
    for folder in folders:
        counts = asyncio.run(played(folder))
        print(f"{folder.name}: {_line(counts)}")
        total = Counts(*(getattr(total, f) + getattr(counts, f) for f in Counts.__struct_fields__))
    print(f"all: {_line(total)}")
    return 1 if total.broken else 0


def _line(counts: Counts) -> str:
    return ", ".join(f"{getattr(counts, name)} {name.replace('_', ' ')}" for name in Counts.__struct_fields__)


if __name__ == "__main__":
    sys.exit(main())
