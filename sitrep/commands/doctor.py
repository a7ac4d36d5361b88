"""sitrep doctor: what this terminal, tmux, clipboard, state folder and network can do, a line each, with a remedy.

Every check is a function from what it looks at to findings; what may hang has a bound, and the whole has one too.
"""

import argparse
import asyncio
import locale
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Literal, NamedTuple

from sitrep.clock import Clock, SystemClock
from sitrep.config import Config
from sitrep.feeds.fetch import Limits, fetch
from sitrep.feeds.outcome import Failed, Fetched, Outcome, Wanted
from sitrep.feeds.proxies import proxies
from sitrep.feeds.transport import Hosts
from sitrep.folders import state_folder
from sitrep.journal import JournalError, PollerLock
from sitrep.journal.view import NothingKept, viewed
from sitrep.model.address import host
from sitrep.wiring import Misconfigured, configured

Level = Literal["ok", "note", "bad"]
PATIENCE = 5.0
"""Seconds for one feed to answer, and for tmux."""
ASKED = 3
"""Feeds that are asked, each on another host."""
DRIFT = 120.0
"""Seconds the clock may differ from a server's."""
ROOM = 100 * 2**20
"""Bytes that should be free for the journal."""

Ask = Callable[[Sequence[str]], str | None]
"""Runs a command; what it printed, None where it is missing, failed or took too long."""


class Finding(NamedTuple):
    """One thing found out. `remedy` is what to do about it, "" where nothing need be done."""

    level: Level
    name: str
    text: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.level:4}  {self.name}: {self.text}" + (f"; {self.remedy}" if self.remedy else "")


def run(args: argparse.Namespace) -> int:
    """Exit code 0; 1 where something does not work."""
    findings: list[Finding] = []
    for finding in _all(args):
        print(finding, flush=True)
        findings.append(finding)
    return 1 if any(finding.level == "bad" for finding in findings) else 0


def _all(args: argparse.Namespace) -> Iterator[Finding]:
    clock = SystemClock()
    yield from terminal(os.environ, sys.stdout.isatty(), shutil.get_terminal_size(), locale.getpreferredencoding())
    yield from tmux(os.environ, ask)
    yield from clipboard(os.environ, shutil.which, ask)
    yield from state(state_folder())
    try:
        config, packaged = configured(args.config)
    except Misconfigured as error:
        yield Finding("bad", "configuration", str(error).splitlines()[0], "`sitrep config check` lists every fault")
        return
    whose = "the packaged one" if packaged else "your own"
    yield Finding("ok", "configuration", f"{whose}, {len(config.polled)} feeds are polled")
    if args.no_network:
        yield Finding("note", "network", "not asked")
    else:
        yield from asyncio.run(network(config, clock))


def ask(command: Sequence[str]) -> str | None:
    """Runs a command for at most PATIENCE seconds."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, stdin=subprocess.DEVNULL)  # noqa: S603 - fixed words of our own
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def terminal(environment: Mapping[str, str], screen: bool, size: os.terminal_size, encoding: str) -> Iterator[Finding]:
    """Whether a dashboard can be drawn, and in which colours."""
    if not screen:
        yield Finding("note", "terminal", "stdout is none", "the dashboard needs one; pipes get the board as text")
    name = environment.get("TERM", "")
    if name in ("", "dumb"):
        yield Finding(
            "bad", "terminal", f"TERM is {name or 'not set'}", "set it to what the terminal is, e.g. xterm-256color"
        )
    elif size.columns < 30 or size.lines < 8:
        yield Finding("note", "terminal", f"{name}, {size.columns}x{size.lines}", "the least that is useful is 30x8")
    else:
        yield Finding("ok", "terminal", f"{name}, {size.columns}x{size.lines}")
    if encoding.lower().replace("-", "") != "utf8":
        yield Finding(
            "bad", "characters", f"the locale's encoding is {encoding}", "set LANG to a UTF-8 locale, e.g. C.UTF-8"
        )
    else:
        yield Finding("ok", "characters", "UTF-8")
    if "NO_COLOR" in environment:
        yield Finding("note", "colours", "off, for NO_COLOR is set")
    elif environment.get("COLORTERM") in ("truecolor", "24bit"):
        yield Finding("ok", "colours", "24 bit")
    elif "256" in name:
        yield Finding("ok", "colours", "256")
    else:
        yield Finding(
            "note", "colours", "few, as far as TERM and COLORTERM tell", "COLORTERM=truecolor if it can do more"
        )


def tmux(environment: Mapping[str, str], ask: Ask) -> Iterator[Finding]:
    """What tmux passes on, where this runs in it."""
    version = ask(["tmux", "-V"])
    if version is None:
        yield Finding("note", "tmux", "not installed", "the panes of one board, side by side, need it")
        return
    if "TMUX" not in environment:
        yield Finding("ok", "tmux", f"{version}, not running here")
        return
    yield Finding("ok", "tmux", f"{version}, this is a pane of it")
    wanted: tuple[tuple[str, Callable[[str], bool], str, str], ...] = (
        (
            "escape-time",
            lambda said: said.isdigit() and int(said) <= 50,
            "Escape waits {} ms",
            "set -sg escape-time 10",
        ),
        ("focus-events", lambda said: said == "on", "focus is not passed on ({})", "set -g focus-events on"),
        (
            "set-clipboard",
            lambda said: said in ("on", "external"),
            "copying is refused ({})",
            "set -g set-clipboard on",
        ),
    )
    for option, good, trouble, remedy in wanted:
        said = ask(["tmux", "show-options", "-gsv", option]) or ask(["tmux", "show-options", "-gv", option])
        if said is None:
            yield Finding("note", "tmux", f"{option} is not known to it")
        elif not good(said):
            yield Finding("note", "tmux", trouble.format(said), f"`{remedy}` in ~/.tmux.conf")


def clipboard(environment: Mapping[str, str], which: Callable[[str], str | None], ask: Ask) -> Iterator[Finding]:
    """How a copied row reaches the clipboard."""
    tools = [tool for tool in ("wl-copy", "xclip", "xsel", "pbcopy") if which(tool)]
    remote = "SSH_TTY" in environment or "SSH_CONNECTION" in environment
    where = " through ssh" if remote else ""
    if "TMUX" in environment and (ask(["tmux", "show-options", "-gsv", "set-clipboard"]) or "off") == "off":
        yield Finding(
            "note", "clipboard", "tmux keeps what is copied to itself", "`set -g set-clipboard on` in ~/.tmux.conf"
        )
        return
    beside = f"; {', '.join(tools)} is there too" if tools and not remote else ""
    yield Finding(
        "ok", "clipboard", f"by the terminal (OSC 52){where}; a terminal that refuses it says nothing{beside}"
    )


def state(folder: Path) -> Iterator[Finding]:
    """Whether what was read can be kept, and who polls."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".doctor"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        yield Finding(
            "bad", "state folder", f"{folder}: {error.strerror}", "nothing is kept; name another in SITREP_STATE_DIR"
        )
        return
    free = shutil.disk_usage(folder).free
    level: Level = "ok" if free >= ROOM else "bad"
    yield Finding(level, "state folder", f"{folder}, {free // 2**20:,} MiB free", "" if level == "ok" else "make room")
    yield from _journal(folder / "journal.sqlite")
    lock = PollerLock(folder / "poller.lock")
    free_to_poll = lock.take()
    lock.release()
    yield Finding(
        "ok", "poller", "nobody polls now" if free_to_poll else "another sitrep polls; this one would follow it"
    )


def _journal(path: Path) -> Iterator[Finding]:
    try:
        with closing(sqlite3.connect(":memory:")) as db:
            db.execute("create virtual table t using fts5(x)")
    except sqlite3.Error:
        yield Finding(
            "bad", "search", f"this SQLite ({sqlite3.sqlite_version}) has no FTS5", "use a Python built with it"
        )
    if not path.exists():
        yield Finding("ok", "journal", "none yet")
        return
    try:
        with closing(viewed(path)) as db:
            verdict = db.execute("pragma quick_check(1)").fetchone()[0]
    except NothingKept:
        yield Finding("ok", "journal", "nothing kept yet")
        return
    except JournalError as error:
        yield Finding("note", "journal", str(error))
        return
    except sqlite3.Error as error:
        verdict = str(error)
    if verdict == "ok":
        yield Finding("ok", "journal", f"{path.stat().st_size // 2**10:,} KiB, sound")
    else:
        yield Finding(
            "bad", "journal", f"{path}: {verdict}", "the next start moves it aside and saves what can be read"
        )


async def network(config: Config, clock: Clock) -> list[Finding]:
    """Whether feeds answer: a few, each on another host, all at once."""
    hosts = {host(feed.url): feed for feed in reversed(config.polled) if not feed.proxy}
    chosen = list(reversed(hosts.values()))[:ASKED]
    if not chosen:
        return [Finding("note", "network", "no feeds are configured")]
    limits = Limits(connect=PATIENCE, total=PATIENCE)
    async with Hosts(config.poll.private_hosts, proxies(config.poll.proxy)) as transport:
        asked = [
            fetch(
                transport,
                Wanted(f.source.url, address=config.poll.address, authorization=f.secret(os.environ)),
                clock,
                limits=limits,
            )
            for f in chosen
        ]
        outcomes = await asyncio.gather(*asked)
    found = [_answer(feed.name, outcome) for feed, outcome in zip(chosen, outcomes, strict=True)]
    if all(finding.level != "ok" for finding in found):
        found.append(
            Finding("bad", "network", "no feed answered", "is there a proxy? HTTPS_PROXY or [poll] proxy names it")
        )
    return [*found, *drift(outcomes, clock.now())]


def _answer(name: str, outcome: Outcome) -> Finding:
    if isinstance(outcome, Failed):
        return Finding("note", "network", f"{name}: {outcome.reason}")
    size = f", {len(outcome.body) // 1024:,} KiB" if isinstance(outcome, Fetched) else ""
    return Finding("ok", "network", f"{name} answers{size}")


def drift(outcomes: Sequence[Outcome], now: datetime) -> list[Finding]:
    """Whether the machine's clock is right: a board's ages hang on it."""
    for outcome in outcomes:
        said = outcome.headers.get("date", "") if isinstance(outcome, Fetched) else ""
        try:
            off = abs((parsedate_to_datetime(said) - now).total_seconds()) if said else None
        except (ValueError, TypeError):
            continue
        if off is not None:
            if off <= DRIFT:
                return [Finding("ok", "clock", "agrees with a server's")]
            return [
                Finding("bad", "clock", f"differs from a server's by {off / 60:,.0f} min", "set it, or let NTP do so")
            ]
    return []
