"""sitrep feeds: how the feeds fare, what an address offers, and the user's list changed, brought in and handed out."""

import argparse
import asyncio
import os
import sys
import tomllib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple

from sitrep.amend import CannotAmend, Table, with_feeds, without_feed
from sitrep.clock import Clock, SystemClock
from sitrep.config import PERSPECTIVE, Config, ConfigError, Feed, load, parse
from sitrep.feeds import opml
from sitrep.feeds.schedule import health
from sitrep.folders import config_path
from sitrep.model.address import bare, host
from sitrep.model.article import Source
from sitrep.model.health import Health
from sitrep.views.health import shown_as
from sitrep.views.printed.forms import encoded, health_form
from sitrep.wiring import Misconfigured, configured, kept


def run(args: argparse.Namespace) -> int:
    """Exit code 0; 1 where it could not be done; 2 for wrong usage or configuration; 3 where some feeds failed."""
    acts = {"list": _list, "check": _check, "add": _add, "remove": _remove, "import": _import, "export": _export}
    try:
        return acts[args.act](args)
    except Misconfigured as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        if not error.filename:
            raise  # stdout fails, or the disk is full: said once for all commands
        _tell(f"{error.filename}: {error.strerror}")
        return 1
    except (CannotAmend, ConfigError, opml.NoList) as error:
        _tell(str(error))
        return 1


def _tell(words: str) -> None:
    print(f"sitrep feeds: {words}", file=sys.stderr)


# list


def _list(args: argparse.Namespace) -> int:
    config, _ = configured(args.config)
    clock = SystemClock()
    told = _healths(config, clock)
    if args.json or (not sys.stdout.isatty() and not args.plain):
        print(encoded([health_form(one) for one in told]))
        return 0
    width = max((len(one.name) for one in told), default=0)
    for one in told:
        print(_line(one, min(width, 40)))
    for feed in config.feeds:
        if not feed.on:
            print(f"{'off':8} {feed.name}")
    return 0


def _healths(config: Config, clock: Clock) -> list[Health]:
    held = kept(clock)
    if held.note:
        _tell(held.note)
    try:
        states = {state.url: state for state in held.journal.since(sys.maxsize).feeds}
    finally:
        held.journal.close()
    now = clock.now()
    return [
        health(feed.source, states.get(feed.source.url), now, feed.every or config.poll.every) for feed in config.polled
    ]


def _line(one: Health, width: int) -> str:
    wrong = f"  {one.last_error or one.late}" if one.last_error or one.late else ""
    entries = f"{one.entries:,}" if one.last_ok else "–"
    moments = f"ok {_moment(one.last_ok)}  next {_moment(one.next_poll)}"
    return f"{shown_as(one):8} {one.name:{width}}  {entries:>6}  {moments}{wrong}".rstrip()


def _moment(moment: datetime | None) -> str:
    return f"{moment:%m-%d %H:%MZ}" if moment else "–".ljust(12)


# check


class _Seen(NamedTuple):
    """What an address turned out to be: a feed's entries and title, or the feeds a page offers, or what is wrong."""

    name: str
    url: str
    entries: int = 0
    title: str = ""
    newest: datetime | None = None
    hub: str = ""
    offered: tuple[tuple[str, str], ...] = ()
    wrong: str = ""


def _check(args: argparse.Namespace) -> int:
    config, _ = configured(args.config)
    asked = [_named(config, what) for what in args.what] if args.what else list(config.polled)
    seen = asyncio.run(_looked_at(config, asked))
    for one in seen:
        print(_seen_line(one))
    bad = [one for one in seen if one.wrong]
    return 0 if not bad else 1 if len(bad) == len(seen) else 3


def _named(config: Config, what: str) -> Feed:
    """The configured feed of that name or address, else the address as a feed of its own."""
    found = _find(config.feeds, what)
    return found or Feed(name=bare(what), url=what if "://" in what else f"https://{what}")


def _find(feeds: Sequence[Feed], what: str) -> Feed | None:
    return next((f for f in feeds if bare(what) == bare(f.url) or what.casefold() == f.name.casefold()), None)


def _seen_line(one: _Seen) -> str:
    if one.offered:
        told = "\n".join(f"  {url}" + (f"  {title}" if title else "") for url, title in one.offered)
        return f"page   {one.name}: no feed, but it offers\n{told}"
    if one.wrong:
        return f"fails  {one.name}: {one.wrong}"
    newest = f", the newest of {one.newest:%Y-%m-%d %H:%MZ}" if one.newest else ""
    title = f' "{one.title}"' if one.title else ""
    hub = f"; its news could be pushed by {one.hub} (WebSub, not used)" if one.hub else ""
    return f"ok     {one.name}:{title} {one.entries} entries{newest}{hub}"


async def _looked_at(config: Config, feeds: Sequence[Feed]) -> list[_Seen]:
    # Here, not above: only these two verbs need the network's libraries.
    from sitrep.feeds.discovery import feeds_of
    from sitrep.feeds.fetch import Turns, fetch
    from sitrep.feeds.outcome import Fetched, Wanted
    from sitrep.feeds.proxies import proxies
    from sitrep.feeds.transport import Hosts
    from sitrep.worker import Worker

    clock, worker, turns = SystemClock(), Worker(), Turns(config.poll.at_once)

    async def look(feed: Feed) -> _Seen:
        wanted = Wanted(
            feed.source.url, address=config.poll.address, authorization=feed.secret(os.environ), proxy=feed.proxy
        )
        outcome = await fetch(hosts, wanted, clock, turns)
        if not isinstance(outcome, Fetched):
            return _Seen(feed.name, feed.source.url, wrong=getattr(outcome, "reason", "nothing came"))
        source = Source(feed.name, feed.source.url, feed.family)
        found = await worker.parse(source, outcome.body, outcome.headers, outcome.final_url, outcome.at)
        if found.readable:
            return _Seen(feed.name, feed.source.url, found.entries, found.title, found.newest, found.hub)
        offered = tuple((one.url, one.title) for one in feeds_of(outcome.body, outcome.final_url))
        return _Seen(feed.name, feed.source.url, offered=offered, wrong=found.faults[0].reason)

    try:
        async with Hosts(config.poll.private_hosts, proxies(config.poll.proxy)) as hosts:
            return list(await asyncio.gather(*(look(feed) for feed in feeds)))
    finally:
        await worker.close()


# add, remove


def _add(args: argparse.Namespace) -> int:
    config, _ = configured(args.config)
    url = args.url if "://" in args.url else f"https://{args.url}"
    known = _find(config.polled, url)
    if known:
        _tell(f"{bare(url)} is there already, as {known.name}")
        return 1
    title = ""
    if not args.no_check:
        (seen,) = asyncio.run(_looked_at(config, [Feed(bare(url), url)]))
        if len(seen.offered) == 1:
            url = seen.offered[0][0]
            _tell(f"this is a page; its feed is {url}")
            (seen,) = asyncio.run(_looked_at(config, [Feed(bare(url), url)]))
        if seen.wrong:
            print(_seen_line(seen))
            _tell("several feeds are offered; add the one you mean" if seen.offered else "not added (--no-check does)")
            return 1
        title = seen.title
    name = args.name or title or host(url) or url
    said: dict[str, str] = {"family": args.family, "perspective": args.perspective, "language": args.language}
    table: Table = {"name": name, "url": url} | {key: value for key, value in said.items() if value}
    path = _own(args)
    _write(path, with_feeds(_text(path), [table]))
    print(f"added {name} to {path}")
    return 0


def _remove(args: argparse.Namespace) -> int:
    config, _ = configured(args.config)
    path = _own(args)
    text = _text(path)
    own = load(path).feeds[: len(tomllib.loads(text).get("feeds", ()))] if text else ()
    mine = _find(own, args.what)
    if mine is not None:
        _write(path, without_feed(text, own.index(mine)))
        print(f"removed {mine.name} from {path}")
        return 0
    shipped = _find(config.polled, args.what)
    if shipped is None:
        _tell(f"no feed is called {args.what!r}, nor has that address; `sitrep feeds list` names them")
        return 1
    _write(path, with_feeds(text, [{"name": shipped.name, "url": shipped.url, "on": False}]))
    print(f"{shipped.name} is a shipped feed: turned off in {path}")
    return 0


def _own(args: argparse.Namespace) -> Path:
    path = args.config or config_path()
    assert isinstance(path, Path)
    return path


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def _write(path: Path, text: str) -> None:
    """Whole or not at all, and only what can be read again. Raises ConfigError, OSError."""
    parse(text, str(path), load(None))
    path = path.resolve()  # a link stays a link
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=".sitrep-", delete=False) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    written = Path(file.name)
    try:
        # Passwords may stand in it: a new file is its owner's alone.
        written.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o600)
        written.replace(path)
    except OSError:
        written.unlink(missing_ok=True)
        raise


# import, export


def _import(args: argparse.Namespace) -> int:
    config, _ = configured(args.config)
    body = sys.stdin.buffer.read(opml.LARGEST + 1) if args.file == "-" else Path(args.file).read_bytes()
    listed, left_out = opml.read(body)
    known = {feed.source.url for feed in config.feeds}
    new = [one for one in listed if one.url not in known]
    path = _own(args)
    if new:
        _write(path, with_feeds(_text(path), [_table(one) for one in new]))
    print(f"{len(new)} feeds added to {path}, {len(listed) - len(new)} there already")
    if left_out:
        _tell(f"{len(left_out)} without a usable address left out: {', '.join(left_out[:5])}")
    return 3 if left_out else 0


def _table(one: opml.Listed) -> Table:
    perspective = one.perspective if PERSPECTIVE.fullmatch(one.perspective) else ""
    said: Mapping[str, str] = {"family": one.family, "perspective": perspective, "language": one.language}
    return {"name": one.name, "url": one.url} | {key: value for key, value in said.items() if value}


def _export(args: argparse.Namespace) -> int:
    config, _ = configured(args.config)
    feeds = [
        opml.Listed(s.name, s.url, s.family, s.perspective, s.language) for s in (feed.source for feed in config.polled)
    ]
    print(opml.write(feeds), end="")
    return 0
