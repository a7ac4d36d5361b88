"""Feeds and entries from files instead of the network: what `once PATH` and the sample read.

A file counts as a feed whose url is its path. What a file holds is parsed and read in the worker, as a live feed is.
"""

import tomllib
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from importlib import resources
from itertools import groupby
from pathlib import Path

import msgspec

from sitrep.clock import Clock
from sitrep.feeds.entries import articles_from
from sitrep.model.article import Article, Source
from sitrep.model.claim import Fault, Reading
from sitrep.model.health import Health
from sitrep.store import Store
from sitrep.worker import Worker

SOURCES = "sources.toml"
"""A folder's own list of its feeds: file, name, url, family, perspective, language."""

LINES = (".jsonl", ".ndjson")
TEXTS = (".txt",)


class Loaded(msgspec.Struct, frozen=True):
    """What the files held: each article with its reading, and how each file fared as a feed."""

    articles: tuple[Article, ...]
    readings: tuple[Reading, ...]
    feeds: tuple[Health, ...]
    as_of: datetime


class BrokenSources(Exception):
    """A folder's `sources.toml` can't be used; the message names the file and what is wrong."""


def listed(paths: Iterable[Path]) -> list[tuple[Path, Source]]:
    """The files named by `paths`, each with the feed it stands for.

    A folder stands for the files its `sources.toml` names, or, without one, for all in it but hidden ones. Raises
    BrokenSources for a `sources.toml` that can't be used.
    """
    files: list[tuple[Path, Source]] = []
    for path in paths:
        if not path.is_dir():
            files.append((path, Source(path.name, str(path), "")))
        elif (path / SOURCES).exists():
            files += _named(path)
        else:
            found = sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith("."))
            files += [(p, Source(p.name, str(p), "")) for p in found]
    return files


def _named(folder: Path) -> list[tuple[Path, Source]]:
    path = folder / SOURCES
    try:
        tables = tomllib.loads(path.read_text("utf-8"))["feeds"]
        return [
            (folder / t["file"], Source(t["name"], t["url"], t["family"], t["perspective"], t["language"]))
            for t in tables
        ]
    except KeyError as error:
        raise BrokenSources(f"{path}: {error.args[0]} is missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError) as error:
        raise BrokenSources(f"{path}: {error}") from None


async def load(
    files: Iterable[tuple[Path, Source]], worker: Worker, at: datetime, as_of: datetime | None = None
) -> Loaded:
    """Everything in `files`. `at` is the present moment (UTC), no entry can be newer; `as_of` is the board's moment,
    by default the newest publication found.
    """
    articles: dict[tuple[str, str], Article] = {}
    feeds: list[Health] = []
    for path, source in files:
        found, health = await _one(path, source, worker, at)
        feeds.append(health)
        for article in found:
            articles.setdefault((article.id, article.version), article)
    moment = as_of or max((a.published for a in articles.values() if a.published), default=at)
    # A file has no moment of arrival: an undated entry counts as seen when the board stands.
    kept = tuple(msgspec.structs.replace(a, first_seen=moment) for a in articles.values())
    return Loaded(kept, await worker.read(kept), tuple(feeds), moment)


async def _one(path: Path, source: Source, worker: Worker, at: datetime) -> tuple[Sequence[Article], Health]:
    try:
        body = path.read_bytes() if path.suffix not in (*LINES, *TEXTS) else b""
        if path.suffix in (*LINES, *TEXTS):
            found, faults = articles_from(path, None, at)
        else:
            parsed = await worker.parse(source, body, {}, source.url, at)
            found, faults = list(parsed.articles), list(parsed.faults)
    except OSError as error:
        return (), Health(source.name, source.url, "failing", last_error=error.strerror or str(error))
    trouble = _trouble(faults)
    well = bool(found) or not trouble
    return found, Health(
        source.name, source.url, "ok" if well else "failing", at if well else None, trouble, None, len(found)
    )


def _trouble(faults: Sequence[Fault]) -> str | None:
    """What is wrong with a file, first of all, with its line where it has one, and how much more is."""
    if not faults:
        return None
    line = faults[0].where.rpartition(":")[2]
    where = f"line {line}: " if line.isdigit() else ""
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return f"{where}{faults[0].reason}{more}"


SEEDS = resources.files("sitrep") / "data" / "seeds"


async def load_sample(worker: Worker, at: datetime) -> Loaded:
    """The bundled sample situation, under its own neutral sources."""
    with resources.as_file(SEEDS) as folder:
        return await load(listed([folder]), worker, at)


async def play(loaded: Loaded, store: Store, clock: Clock, speed: float, shown: Callable[[datetime], None]) -> None:
    """Commits what was loaded in the order and at the pace it was published, `speed` of its seconds in one of the
    clock's (0: all at once); `shown` is told the sample's moment after each commit.
    """
    readings = {(r.article, r.version): r for r in loaded.readings}
    last: datetime | None = None
    for moment, group in groupby(sorted(loaded.articles, key=lambda a: (a.at, a.id)), key=lambda a: a.at):
        if last is not None:
            await clock.sleep((moment - last).total_seconds() / speed if speed else 0)
        last = moment
        told = tuple(group)
        healths = [msgspec.structs.replace(feed, last_ok=moment) if feed.last_ok else feed for feed in loaded.feeds]
        store.commit(told, [readings[a.id, a.version] for a in told], healths, moment)
        shown(moment)
