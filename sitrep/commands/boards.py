"""Where a command that prints gets its board from: files, the bundled sample, or what was polled and kept.

Not a verb: the verbs that print a board share it.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from datetime import datetime
from importlib import resources
from pathlib import Path

import msgspec

from sitrep.archive import SEEDS, BrokenSources, listed, load
from sitrep.clock import SystemClock
from sitrep.config import Feed
from sitrep.journal import AtOnce, MemoryJournal
from sitrep.machine import machine
from sitrep.model.address import bare
from sitrep.model.article import Article
from sitrep.model.health import Health
from sitrep.model.scope import Scope
from sitrep.store import Store
from sitrep.views.wording import plural
from sitrep.wiring import Misconfigured, configured, kept, picked, scopes
from sitrep.worker import Worker


class _NoFiles(Exception):
    """There is nothing to read at the paths given; the message names them."""


class Filled(msgspec.Struct, frozen=True):
    """A store with all that was found, its articles, the situation asked for and the board's moment (UTC)."""

    store: Store
    articles: Sequence[Article]
    scope: Scope
    as_of: datetime


def filled(args: argparse.Namespace, *, polls: bool) -> Filled | int:
    """What `args` ask for: `paths` (files, feeds to ask by their address), the `sample`, else the journal, after one
    poll if `polls` and nobody else does.

    Where there is nothing to print a board of, that is told on stderr, and the exit code returned: 1 for folders
    without files, 2 for a path that is not there, a folder's list of feeds or a configuration that can't be used.
    """
    missing = [path for path in args.paths if isinstance(path, Path) and not path.exists()]
    if missing:
        print(f"sitrep {args.verb}: {missing[0]}: no such file or folder", file=sys.stderr)
        return 2
    try:
        found = asyncio.run(_filled(args, polls=polls))
        tell(_from_after(found, args.now))
        return found
    except Misconfigured as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenSources as error:
        print(f"sitrep {args.verb}: {error}", file=sys.stderr)
        return 2
    except _NoFiles as error:
        print(f"sitrep {args.verb}: {error}", file=sys.stderr)
        return 1


async def _filled(args: argparse.Namespace, *, polls: bool) -> Filled:
    if args.config:
        configured(args.config)  # files and the sample do not use it; one asked for by name still has to be right
    if args.sample:
        with resources.as_file(SEEDS) as folder:
            return await _files([folder], args.now, Scope(name="sample"))
    if not args.paths:
        return await _kept(args, polls=polls)
    # The board covers all that files and feeds hold, but for a situation asked for by name.
    shown = Scope(name="all")
    if args.situation:
        config, _ = configured(args.config)
        shown = scopes(config)[picked(config, args.situation)]
    paths = [path for path in args.paths if isinstance(path, Path)]
    urls = [path for path in args.paths if not isinstance(path, Path)]
    found = await _files(paths, args.now, shown) if paths else None
    return await _asked(urls, args, shown, found) if urls or found is None else found


async def _asked(urls: list[str], args: argparse.Namespace, shown: Scope, found: Filled | None) -> Filled:
    """Feeds asked by their address, once, beside what files held: with the configuration's manners, without a journal.
    One that is configured is the voice that it is there.
    """
    config, _ = configured(args.config)
    known = {bare(feed.url): feed for feed in config.feeds}
    feeds = [msgspec.structs.replace(known.get(bare(url)) or Feed(bare(url), url), on=True) for url in urls]
    clock, store = SystemClock(), found.store if found else Store()
    store.commit(healths=[Health(feed.name, bare(feed.url)) for feed in feeds])
    only = msgspec.structs.replace(config, feeds=tuple(feeds))
    async with machine(only, store, AtOnce(MemoryJournal()), clock) as engine:
        await engine.once()
    return Filled(store, store.articles(), shown, args.now or clock.now())


async def _files(paths: list[Path], now: datetime | None, shown: Scope) -> Filled:
    # A batch from a disk may take its time where a live poll may not.
    files = listed(paths)
    if not files:
        raise _NoFiles(f"no files in {', '.join(map(str, paths))}")
    worker = Worker(deadline=60)
    try:
        loaded = await load(files, worker, SystemClock().now(), now)
    finally:
        await worker.close()
    unread = [reading.faults[0] for reading in loaded.readings if reading.faults]
    if unread:
        tell(f"{len(unread)} articles could not be read whole, the first: {unread[0].where}: {unread[0].reason}")
    store = Store()
    store.commit(loaded.articles, loaded.readings, loaded.feeds, loaded.as_of)
    return Filled(store, loaded.articles, shown, loaded.as_of)


async def _kept(args: argparse.Namespace, *, polls: bool) -> Filled:
    config, _ = configured(args.config)
    situation = scopes(config)[picked(config, args.situation)]
    clock = SystemClock()
    held = kept(clock)
    tell(held.note)
    store = Store()
    try:
        async with machine(config, store, AtOnce(held.journal), clock) as engine:
            await engine.load()
            if polls and held.lock.take():
                await engine.once()
            else:
                tell("not polling: this is what has been kept")
            tell(engine.trouble if engine.trouble != held.note else None)
    finally:
        held.lock.release()
        held.journal.close()
    return Filled(store, store.articles(), situation, args.now or clock.now())


def _from_after(found: Filled, now: datetime | None) -> str | None:
    """What must be known of a board whose moment lies before some of what is on it."""
    late = sum(article.at > now for article in found.articles) if now else 0
    if not late:
        return None
    are = f"{plural(late, 'article')} of a time after --now {'is' if late == 1 else 'are'} on the board all the same"
    return f"{are}: it is the moment ages and windows count back from, no way to see an earlier board"


def tell(note: str | None) -> None:
    """A note on stderr; None is nothing to say."""
    if note:
        print(f"sitrep: {note}", file=sys.stderr, flush=True)
