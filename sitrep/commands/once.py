"""sitrep once: the board, printed, then exit."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from datetime import datetime
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

from sitrep.archive import SEEDS, BrokenSources, listed, load
from sitrep.clock import SystemClock
from sitrep.journal import AtOnce
from sitrep.machine import machine
from sitrep.model.article import Article
from sitrep.model.health import Health
from sitrep.model.incident import Board
from sitrep.model.scope import Scope
from sitrep.store import Store
from sitrep.views.output import board_text
from sitrep.wiring import Misconfigured, configured, kept, picked, scopes
from sitrep.worker import Worker


def run(args: argparse.Namespace) -> int:
    """Exit code 0; 1 when no feed answered; 3 when some did not; 2 for wrong usage or configuration."""
    missing = [path for path in args.paths if not path.exists()]
    if missing:
        print(f"sitrep once: {missing[0]}: no such file or folder", file=sys.stderr)
        return 2
    try:
        board, articles = asyncio.run(_board(args))
    except Misconfigured as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenSources as error:
        print(f"sitrep once: {error}", file=sys.stderr)
        return 2
    _show(board, articles, args)
    return _verdict(board)


def _verdict(board: Board) -> int:
    """The exit code, and on stderr which feeds failed: feeds with one trouble in one line, and how many are left."""
    failed = [
        feed for feed in board.feeds if feed.status in ("failing", "gone") or (feed.last_ok is None and feed.last_error)
    ]
    if not failed:
        return 0
    alike: dict[str, list[Health]] = {}
    for feed in failed:
        alike.setdefault(_reason(feed), []).append(feed)
    for reason, feeds in alike.items():
        several = f"{reason}: {len(feeds)} feeds: {', '.join(feed.name for feed in feeds)}"
        print(
            f"sitrep once: {several if len(feeds) > 1 else f'{feeds[0].name}: {feeds[0].last_error}'}", file=sys.stderr
        )
    answered = len(board.feeds) - len(failed)
    print(f"sitrep once: {len(failed)} of {len(board.feeds)} feeds failed, {answered} answered", file=sys.stderr)
    return 3 if answered else 1


def _reason(feed: Health) -> str:
    """Why it failed, without the host's name, so that a lost network is told once and not a hundred times."""
    host = urlsplit(feed.url).hostname
    return (feed.last_error or "no answer").replace(host or "\0", "…")


def _show(board: Board, articles: Sequence[Article], args: argparse.Namespace) -> None:
    form = args.form or ("plain" if sys.stdout.isatty() else "json")
    more = {"texts": {article.id: article.text for article in articles}} if args.with_text else None
    for line in board_text(board, form, table=args.table, more=more):
        print(line)


async def _board(args: argparse.Namespace) -> tuple[Board, Sequence[Article]]:
    if args.sample:
        with resources.as_file(SEEDS) as folder:
            return await _files([folder], args.now, Scope(name="sample"))
    if not args.paths:
        return await _polled(args)
    # The board covers all that files hold; a configuration or situation asked for by name still has to be right.
    shown = Scope(name="all")
    if args.config or args.situation:
        config, _ = configured(args.config)
        name = picked(config, args.situation)
        shown = scopes(config)[name] if args.situation else shown
    return await _files(args.paths, args.now, shown)


async def _files(paths: list[Path], now: datetime | None, shown: Scope) -> tuple[Board, Sequence[Article]]:
    # A batch from a disk may take its time where a live poll may not.
    worker = Worker(deadline=60)
    try:
        loaded = await load(listed(paths), worker, SystemClock().now(), now)
    finally:
        await worker.close()
    unread = [reading.faults[0] for reading in loaded.readings if reading.faults]
    if unread:
        _tell(f"{len(unread)} articles could not be read whole, the first: {unread[0].where}: {unread[0].reason}")
    store = Store()
    store.commit(loaded.articles, loaded.readings, loaded.feeds, loaded.as_of)
    return store.board(loaded.as_of, shown), loaded.articles


async def _polled(args: argparse.Namespace) -> tuple[Board, Sequence[Article]]:
    config, _ = configured(args.config)
    situation = scopes(config)[picked(config, args.situation)]
    clock = SystemClock()
    held = kept(clock)
    _tell(held.note)
    store = Store()
    try:
        async with machine(config, store, AtOnce(held.journal), clock) as made:
            await made.engine.load()
            if not args.no_poll and held.lock.take():
                await made.engine.once()
                _tell(made.engine.trouble)
            else:
                _tell("not polling: this is what has been kept")
    finally:
        held.lock.release()
        held.journal.close()
    return store.board(args.now or clock.now(), situation), store.articles()


def _tell(note: str | None) -> None:
    if note:
        print(f"sitrep: {note}", file=sys.stderr)
