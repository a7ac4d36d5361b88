"""sitrep reread: the stored articles read again by the present rules, and what that changes on the board."""

import argparse
import asyncio
import sys
from collections.abc import Sequence

import msgspec

from sitrep.clock import Clock, SystemClock
from sitrep.extract.edition import edition
from sitrep.journal import NEWEST, AtOnce, Cursor, Page
from sitrep.keeper import Keeper
from sitrep.model.claim import Reading
from sitrep.store import Store
from sitrep.views.printed.difference import Difference, difference, difference_form, difference_lines
from sitrep.views.printed.forms import encoded
from sitrep.wiring import Kept, Misconfigured, kept
from sitrep.worker import Worker

PAGE = 200
"""Articles taken from the journal at once."""


class Counts(msgspec.Struct):
    """How many articles were read again, how many then said something else, and how many could not be read now."""

    read: int = 0
    other: int = 0
    failed: int = 0


def run(args: argparse.Namespace) -> int:
    """Exit code 0; 1 where nothing could be written; 2 for a journal of another version; 3 where articles that were
    read before could not be read now: those stay as they were.
    """
    clock = SystemClock()
    try:
        held = kept(clock)
    except Misconfigured as error:
        print(error, file=sys.stderr)
        return 2
    try:
        if held.note:
            print(f"sitrep reread: {held.note}", file=sys.stderr)
        counts, found, trouble = asyncio.run(_reread(held, clock, args))
    finally:
        held.lock.release()
        held.journal.close()
    _show(counts, found, args)
    if trouble:
        print(f"sitrep reread: {trouble}", file=sys.stderr)
        return 1
    return 3 if counts.failed else 0


def _show(counts: Counts, found: Difference, args: argparse.Namespace) -> None:
    if args.json:
        print(encoded({"read": counts.read, "other": counts.other, "incidents": difference_form(found)}))
    else:
        for line in difference_lines(found):
            print(line)
        print(f"{counts.read} articles read again, {counts.other} say something else")
    if counts.failed:
        print(f"sitrep reread: {counts.failed} could not be read now and stay as they were", file=sys.stderr)


async def _reread(held: Kept, clock: Clock, args: argparse.Namespace) -> tuple[Counts, Difference, str | None]:
    """Both boards are folded whole: what was, and what is by the present rules."""
    before, after, counts = Store(), Store(), Counts()
    worker = Worker(deadline=60)
    trouble: str | None = None
    than: Cursor | None = NEWEST
    try:
        while than is not None and not trouble:
            page = held.journal.older(than, PAGE)
            now = await _read(page, worker, counts, all_of_them=args.all)
            if not args.dry_run:
                trouble = held.journal.reread([new for new, old in zip(now, page.readings, strict=True) if new != old])
            before.commit(page.articles, page.readings)
            after.commit(page.articles, now)
            than = page.last
    finally:
        await worker.close()
    for store in (before, after):
        store.commit(rulings=held.journal.head().rulings)
    if not args.dry_run and not trouble:
        trouble = held.journal.announce_reread() if counts.read else None
        await _write_down(held, after, clock)
    at = clock.now()
    return counts, difference(before.board(at), after.board(at)), trouble


async def _read(page: Page, worker: Worker, counts: Counts, *, all_of_them: bool) -> Sequence[Reading]:
    """The readings of a page by the present rules; those that are by them already stay."""
    pairs = list(zip(page.articles, page.readings, strict=True))
    due = [article for article, old in pairs if all_of_them or old.rules != edition()]
    fresh = {(r.article, r.version): r for r in await worker.read(due)}
    now = []
    for _, old in pairs:
        new = fresh.get((old.article, old.version), old)
        if new.faults and not old.faults:
            counts.failed += 1
            new = old
        counts.other += msgspec.structs.replace(new, rules="") != msgspec.structs.replace(old, rules="")
        now.append(new)
    counts.read += len(due)
    return now


async def _write_down(held: Kept, after: Store, clock: Clock) -> None:
    """Sets right what the search reads; a sitrep that polls does it itself."""
    if held.lock.take():
        keeper = Keeper(after, AtOnce(held.journal), clock)
        await keeper.write_down()
    else:
        print("sitrep reread: the sitrep that runs takes it up within a few minutes", file=sys.stderr)
