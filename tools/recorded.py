"""Recorded feeds and other parsers' test files, read by ours: `python tools/recorded.py FOLDER...`.

Every file below the folders is parsed by feedparser alone and by us. Exit code 1 where ours crashes, finds fewer
entries than feedparser does (but where it declares XML entities, which we refuse), does not read a JSON Feed or takes a
web page for a feed. Each loss is printed by name.
"""

import io
import json
import re
import sys
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import process_time  # a measurement is made on the machine's own clock

import feedparser
import msgspec

from sitrep.feeds.parse import parse
from sitrep.model.article import Source

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PAGE = re.compile(rb"^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)


class Counts(msgspec.Struct):
    """What was read of the files."""

    files: int = 0
    refused: int = 0
    entries: int = 0
    theirs: int = 0
    dated: int = 0
    crashes: int = 0
    fewer: int = 0
    entities: int = 0
    json_feeds: int = 0
    json_lost: int = 0
    pages: int = 0
    pages_taken: int = 0
    seconds: float = 0.0


def judged(path: Path, counts: Counts) -> Iterator[str]:
    """Counts one file; yields what is wrong with how it was read."""
    body = path.read_bytes()
    source = Source(path.name, f"https://{path.name}.example/", path.name)
    counts.files += 1
    begun = process_time()
    try:
        found = parse(source, body, {}, source.url, NOW)
    except Exception as error:  # noqa: BLE001 - a crash is what this looks for
        counts.crashes += 1
        yield f"crash {type(error).__name__}"
        return
    counts.seconds += process_time() - begun
    counts.refused += not found.readable
    counts.entries += found.entries
    counts.dated += sum(article.published is not None for article in found.articles)
    if _json_feed(body):
        counts.json_feeds += 1
        if not found.readable:
            counts.json_lost += 1
            yield f"a JSON Feed not read: {found.faults[0].reason}"
        return
    theirs = _theirs(body)
    counts.theirs += len(theirs.entries)
    if PAGE.match(body) and not theirs.version:
        counts.pages += 1
        if found.readable:
            counts.pages_taken += 1
            yield "a page taken for a feed"
    elif found.faults and "declares XML entities" in found.faults[0].reason:
        counts.entities += 1
    elif found.entries < len(theirs.entries):
        counts.fewer += 1
        why = found.faults[0].reason if found.faults else ""
        yield f"{found.entries} entries, feedparser has {len(theirs.entries)}: {why}"


def _theirs(body: bytes) -> feedparser.FeedParserDict:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return feedparser.parse(io.BytesIO(body))
        except Exception:  # noqa: BLE001 - theirs may crash where ours must not
            return feedparser.FeedParserDict(entries=[], version="")


def _json_feed(body: bytes) -> bool:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and isinstance(found.get("items"), list) and "jsonfeed" in str(found.get("version"))


def main() -> int:
    """Prints what is wrong, then the figures of each folder."""
    wrong = False
    for folder in sys.argv[1:]:
        counts = Counts()
        for path in sorted(p for p in Path(folder).rglob("*") if p.is_file()):
            for words in judged(path, counts):
                print(f"{path}: {words}")
        print(
            f"{folder}: "
            + ", ".join(f"{getattr(counts, f):.10g} {f.replace('_', ' ')}" for f in Counts.__struct_fields__)
        )
        wrong = wrong or bool(counts.crashes or counts.fewer or counts.json_lost or counts.pages_taken)
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
