"""sitrep record: polls the feeds and keeps what they sent in a folder, byte for byte."""

import argparse
import asyncio
import os
import re
import sys
from typing import Any

import msgspec

from sitrep import __version__
from sitrep.clock import SystemClock
from sitrep.commands.boards import tell
from sitrep.commands.ending import ended
from sitrep.config import Config
from sitrep.feeds.recording import BrokenRecording, Recorded, Recorder
from sitrep.journal import AtOnce, MemoryJournal
from sitrep.machine import machine
from sitrep.store import Store
from sitrep.views.wording import plural
from sitrep.wiring import Misconfigured, configured


def run(args: argparse.Namespace) -> int:
    """Exit code 0 when the time is over, 130 when interrupted; 1 where nothing answered, or no more could be written;
    2 for wrong usage.

    Neither journal nor lock is used: every recording begins with whole documents, whatever was polled before.
    """
    clock = SystemClock()
    recorder = Recorder(args.folder, clock)
    try:
        config, _ = configured(args.config)
        config = _feeds_alone(_without_secrets(config))
        feeds = [Recorded(feed.source, feed.every or config.poll.every) for feed in config.polled]
        recorder.begin(__version__, feeds)
    except (Misconfigured, BrokenRecording) as error:
        print(f"sitrep record: {error}", file=sys.stderr)
        return 2
    return asyncio.run(_record(config, recorder, clock, args))


async def _record(config: Config, recorder: Recorder, clock: SystemClock, args: argparse.Namespace) -> int:
    stopped = ended(asyncio.get_running_loop())
    async with machine(config, Store(), AtOnce(MemoryJournal()), clock, around=recorder.around) as engine:
        polling = asyncio.create_task(engine.once() if args.once else engine.poll())
        waits: set[asyncio.Future[Any]] = {polling, stopped, asyncio.create_task(recorder.ended.wait())}
        if args.length:
            waits.add(asyncio.create_task(clock.sleep(args.length.total_seconds())))
        done, open_ = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        recorder.stop()
        for wait in open_:
            wait.cancel()
        if polling in done:
            polling.result()  # what broke the polling is told, not kept quiet
    tell(f"{plural(recorder.written, 'answer')} of {plural(len(config.polled), 'feed')} recorded")
    if recorder.trouble:
        tell(f"{args.folder}: {recorder.trouble}; the recording ends there")
        return 1
    if stopped in done:
        return stopped.result()
    return 0 if recorder.written else 1


def _feeds_alone(config: Config) -> Config:
    """The configuration without article pages: when those are asked for depends on how fast this machine reads."""
    feeds = tuple(msgspec.structs.replace(feed, pages=False) for feed in config.feeds)
    return msgspec.structs.replace(config, feeds=feeds)


_KEY = re.compile(r"[?&;][\w.-]*(?:key|token|secret|passw|auth|sign)[\w.-]*=[^&;]", re.IGNORECASE)


def _without_secrets(config: Config) -> Config:
    """The configuration without the feeds that are asked with a secret: an answer may repeat it."""
    secret = [feed for feed in config.polled if feed.authorization or feed.secret(os.environ) or _KEY.search(feed.url)]
    if secret:
        tell(f"not recorded, for they are asked with a secret: {', '.join(feed.name for feed in secret)}")
    return msgspec.structs.replace(config, feeds=tuple(feed for feed in config.feeds if feed not in secret))
