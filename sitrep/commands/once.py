"""sitrep once: the board, printed, then exit."""

import argparse
import sys
from collections.abc import Sequence

from sitrep.commands.boards import filled
from sitrep.model.address import host
from sitrep.model.article import Article
from sitrep.model.health import Health
from sitrep.model.incident import Board
from sitrep.options import TABLES
from sitrep.views.printed.output import board_text


def run(args: argparse.Namespace) -> int:
    """Exit code 0; 1 when no feed answered or no file is there; 3 when some did not; 2 wrong usage or configuration."""
    found = filled(args, polls=not args.no_poll)
    if isinstance(found, int):
        return found
    board = found.store.board(found.as_of, found.scope)
    _show(board, found.articles, args)
    return _verdict(board)


def _verdict(board: Board) -> int:
    """The exit code, and on stderr which feeds failed: feeds with one trouble in one line, and how many are left."""
    for feed in board.feeds:
        if feed.status == "ok" and feed.last_error:
            print(f"sitrep once: {feed.url}: {feed.last_error}; the rest was read", file=sys.stderr)
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
    return (feed.last_error or "no answer").replace(host(feed.url) or "\0", "…")


def _show(board: Board, articles: Sequence[Article], args: argparse.Namespace) -> None:
    form = args.form or ("plain" if sys.stdout.isatty() else "json")
    more = {"texts": {article.id: article.text for article in articles}} if args.with_text else None
    for line in board_text(board, form, table=args.table or TABLES[0], more=more):
        print(line)
