"""sitrep once: the board, printed, then exit."""

import argparse
import asyncio
import sys
from datetime import datetime
from pathlib import Path

import msgspec

from sitrep.archive import Loaded, listed, load
from sitrep.clock import SystemClock
from sitrep.model.incident import Board
from sitrep.model.scope import Scope
from sitrep.store import Store
from sitrep.views.forms import board_form
from sitrep.views.plain import board_lines
from sitrep.worker import Worker


def run(args: argparse.Namespace) -> int:
    """Exit code 0, 1 when no feed answered, 3 when some did not."""
    missing = [path for path in args.paths if not path.exists()]
    if missing:
        print(f"sitrep once: {missing[0]}: no such file or folder", file=sys.stderr)
        return 2
    loaded = asyncio.run(_from_files(args.paths, args.now))
    store = Store()
    store.commit(loaded.articles, loaded.readings, loaded.feeds, loaded.as_of)
    show(store.board(loaded.as_of, Scope(name="all")), loaded, args)
    failed = [feed for feed in loaded.feeds if feed.status == "failing"]
    for feed in failed:
        print(f"sitrep once: {feed.name}: {feed.last_error}", file=sys.stderr)
    if not failed:
        return 0
    return 3 if len(failed) < len(loaded.feeds) else 1


def show(board: Board, loaded: Loaded, args: argparse.Namespace) -> None:
    """Prints the board in the form asked for; JSON where stdout is no terminal."""
    form = args.form or ("plain" if sys.stdout.isatty() else "json")
    if form == "json":
        out = board_form(board)
        if args.with_text:
            out["texts"] = {article.id: article.text for article in loaded.articles}
        print(msgspec.json.encode(out).decode())
        return
    print("\n".join(board_lines(board, markdown=form == "md")))


async def _from_files(paths: list[Path], now: datetime | None) -> Loaded:
    worker = Worker(deadline=30)
    try:
        return await load(listed(paths), worker, SystemClock().now(), now)
    finally:
        await worker.close()
