"""sitrep replay: a recording played again, and the board at its end."""

import argparse
import asyncio
import sys
from datetime import datetime

from sitrep.clock import SystemClock
from sitrep.commands.boards import tell
from sitrep.feeds.recording import BrokenRecording, opened
from sitrep.model.incident import Board
from sitrep.model.scope import Scope
from sitrep.options import TABLES
from sitrep.replay import replay
from sitrep.store import Store
from sitrep.views.printed.changes import change_form, change_line, changes
from sitrep.views.printed.forms import encoded
from sitrep.views.printed.output import board_text
from sitrep.worker import Worker

SCOPE = Scope(name="recording")


def run(args: argparse.Namespace) -> int:
    """Exit code 0; 2 where the folder holds no recording that can be read."""
    try:
        asyncio.run(_replay(args))
    except BrokenRecording as error:
        print(f"sitrep replay: {error}", file=sys.stderr)
        return 2
    return 0


async def _replay(args: argparse.Namespace) -> None:
    recording = opened(args.folder)
    if recording.torn:
        tell("the last answer of the recording was cut off while it was written, and is left out")
    store, worker = Store(), Worker(deadline=60)
    known = store.board(recording.about.begun, SCOPE)

    def told(moment: datetime) -> None:
        nonlocal known
        known = _tell_changes(known, store.board(moment, SCOPE), args.form)

    try:
        last = await replay(recording, store, worker, SystemClock(), args.speed, *([told] if args.watch else []))
    finally:
        await worker.close()
    if not args.watch:
        form = args.form or ("plain" if sys.stdout.isatty() else "json")
        for line in board_text(store.board(last, SCOPE), form, table=args.table or TABLES[0]):
            print(line)


def _tell_changes(before: Board, after: Board, form: str | None) -> Board:
    for change in changes(before, after):
        print(encoded(change_form(change)) if form in ("json", "jsonl") else change_line(change), flush=True)
    return after
