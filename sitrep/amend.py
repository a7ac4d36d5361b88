"""The user's config.toml changed by a command: a feed put in or taken out, every other line left as it is.

Plain text in, plain text out. What comes out is read again and must say what was meant, or nothing is changed: a file
written in a way that these edits do not foresee is refused, never spoiled.
"""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

Table = Mapping[str, str | bool | int]

_FEED = re.compile(r"\s*\[\[\s*[\"']?feeds[\"']?\s*\]\]\s*(?:#.*)?")
_HEADER = re.compile(r"\s*\[")
_NOTHING = re.compile(r"\s*(?:#.*)?")


class CannotAmend(Exception):
    """The file is written in a way that a command can't change safely; the message says what to do by hand."""


def with_feeds(text: str, tables: Sequence[Table]) -> str:
    """`text` with [[feeds]] tables more at its end. Raises CannotAmend."""
    blocks = ["\n".join(["[[feeds]]", *(f"{key} = {_value(value)}" for key, value in t.items())]) for t in tables]
    after = "\n\n".join([*([text.rstrip("\n")] if text.strip() else []), *blocks]) + "\n"
    return _checked(after, [*_feeds(text), *(dict(table) for table in tables)], text)


def without_feed(text: str, number: int) -> str:
    """`text` without its feed at `number`, from 0. Comments stay, but for those within it. Raises CannotAmend."""
    lines = text.splitlines(keepends=True)
    starts = [n for n, line in enumerate(lines) if _FEED.fullmatch(line.rstrip("\r\n"))]
    feeds = _feeds(text)
    if len(starts) != len(feeds) or not 0 <= number < len(feeds):
        raise CannotAmend("its feeds are not written as [[feeds]] tables; take the feed out by hand")
    start = starts[number]
    end = next((n for n in range(start + 1, len(lines)) if _HEADER.match(lines[n])), len(lines))
    while end > start + 1 and _NOTHING.fullmatch(lines[end - 1].rstrip("\r\n")):
        end -= 1  # what stands above the next table belongs to it
    before, rest = lines[:start], lines[end:]
    if before and not before[-1].strip() and not (rest and rest[0].strip()):
        before.pop()  # one of the two empty lines around it goes with it
    return _checked("".join(before + rest), [*feeds[:number], *feeds[number + 1 :]], text)


def _feeds(text: str) -> list[dict[str, Any]]:
    feeds = tomllib.loads(text).get("feeds", [])
    return list(feeds) if isinstance(feeds, list) else []


def _checked(after: str, feeds: list[dict[str, Any]], before: str) -> str:
    """`after`, if it holds just these feeds and all else as it was."""
    wrong = CannotAmend("the file is written in a way that a command can't change safely; edit it by hand")
    try:
        now, then = tomllib.loads(after), tomllib.loads(before)
    except tomllib.TOMLDecodeError:
        raise wrong from None
    if now.pop("feeds", []) != feeds or then | {"feeds": []} != now | {"feeds": []}:
        raise wrong
    return after


def _value(value: str | bool | int) -> str:
    # TOML's basic strings are JSON's, but for DEL.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
