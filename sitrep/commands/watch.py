"""sitrep watch: a line for each change, no full screen: for logs, pipes and screen readers.

It is the headless poller as well: it polls where no other sitrep does, else it follows and takes over when it may.
"""

import argparse
import asyncio
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence

import msgspec

from sitrep.clock import Clock, SystemClock
from sitrep.commands.boards import tell
from sitrep.commands.ending import ended
from sitrep.config import Config
from sitrep.engine import Engine
from sitrep.journal import AtOnce
from sitrep.keeper import Beside
from sitrep.machine import machine
from sitrep.model.health import Health
from sitrep.model.incident import Board
from sitrep.model.scope import Scope
from sitrep.model.viewer import Note
from sitrep.store import Store
from sitrep.views.glyphs import in_ascii
from sitrep.views.printed.changes import Change, change_form, change_line, changes
from sitrep.views.printed.forms import encoded
from sitrep.wiring import Kept, Misconfigured, configured, kept, picked, scopes

Say = Callable[[Change], str]
"""A change as the line that is written."""


def run(args: argparse.Namespace) -> int:
    """Exit code 0 when ended by SIGTERM or by its reader, 130 by SIGINT; 1 where it broke, 2 wrong configuration."""
    try:
        config, _ = configured(args.config)
        # What only grew old is no change: the situation is watched without its window.
        scope = msgspec.structs.replace(scopes(config)[picked(config, args.situation)], window_hours=None)
        held = kept(SystemClock())
    except Misconfigured as error:
        print(error, file=sys.stderr)
        return 2
    try:
        say = sayer(args.form, ascii_only=args.ascii)
        return asyncio.run(_watch(config, scope, held, polls=not args.no_poll, say=say))
    finally:
        held.lock.release()
        held.journal.close()


async def _watch(config: Config, scope: Scope, held: Kept, *, polls: bool, say: Say) -> int:
    tell(held.note)
    clock = SystemClock()
    store = Store()
    store.commit(healths=[Health(feed.name, feed.source.url) for feed in config.polled])
    stopped = ended(asyncio.get_running_loop())
    code = 0
    async with machine(config, store, AtOnce(held.journal), clock, _told_once(held.note)) as engine:
        await engine.load()
        known = store.board(clock.now(), scope)
        try:
            async with asyncio.TaskGroup() as tasks:
                working = (
                    tasks.create_task(_poll(engine, held, polls=polls)),
                    tasks.create_task(_say(follow_changes(store, scope, known, clock), say)),
                )
                code = await stopped
                for task in working:
                    task.cancel()
        except* BrokenPipeError:
            code = 0
    return code


def _told_once(known: str | None) -> Beside:
    """Trouble with what is kept, told when it is another one: it is asked for with every commit."""

    def beside(trouble: str | None, notes: Sequence[Note]) -> None:
        nonlocal known
        if trouble != known:
            tell(trouble or "what is new is kept again")
        known = trouble

    return beside


async def follow_changes(store: Store, scope: Scope, known: Board, clock: Clock) -> AsyncGenerator[Change, None]:
    """The changes since `known`, as they come. Commits that come while one is told are told together."""
    changed = asyncio.Event()
    stop = store.subscribe(changed.set)
    try:
        while True:
            now = store.board(clock.now(), scope)
            for change in changes(known, now):
                yield change
            known = now
            await changed.wait()
            changed.clear()
    finally:
        stop()


async def _poll(engine: Engine, held: Kept, *, polls: bool) -> None:
    if polls and held.lock.take():
        await engine.poll()
    if polls:
        tell("another sitrep polls; this one follows it, and polls when that one ends")
    await engine.follow(held.lock.take if polls else lambda: False)
    tell("the other sitrep has ended: this one polls now")
    await engine.poll()


def sayer(form: str, *, ascii_only: bool = False) -> Say:
    """How changes are written: as JSON ("jsonl"), or as sentences, in ASCII alone if they must be."""
    if form == "jsonl":
        return lambda change: encoded(change_form(change))
    return (lambda change: in_ascii(change_line(change))) if ascii_only else change_line


async def _say(told: AsyncIterator[Change], say: Say) -> None:
    async for change in told:
        print(say(change), flush=True)
