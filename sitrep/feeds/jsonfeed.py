"""JSON Feed 1.0 and 1.1 (jsonfeed.org): a small reader, since feedparser has none.

Lenient where publishers are: numbers as ids, `author` for `authors`, missing fields. A field of a wrong kind is as
good as missing.
"""

import json
from typing import Any

from sitrep.feeds.raw import RawDocument, RawEntry

_SPACE = b" \t\r\n"
_DECODER = json.JSONDecoder(strict=False)


def looks_like_json(body: bytes) -> bool:
    """True if `body` is a JSON object by its first character."""
    return body.removeprefix(b"\xef\xbb\xbf").lstrip(_SPACE).startswith(b"{")


def read(body: bytes) -> RawDocument | str:
    """The document in `body`, or in plain words why there is none. Never raises."""
    try:
        # raw_decode and strict=False: a stray line behind the object, or a bare line feed in a text, costs nothing.
        found, _ = _DECODER.raw_decode(body.decode("utf-8-sig").lstrip())
    except (ValueError, RecursionError):
        return "the answer was broken JSON"
    items = found.get("items") if isinstance(found, dict) else None
    if not isinstance(items, list) or not (_text(found, "version") or _text(found, "title") or items):
        return "JSON came that is no JSON Feed"
    return RawDocument(
        entries=tuple(_entry(item) for item in items if isinstance(item, dict)),
        title=_text(found, "title"),
        link=_text(found, "home_page_url"),
        language=_text(found, "language"),
        hub=_hub(found.get("hubs")),
    )


def _hub(hubs: object) -> str:
    """The first hub of kind WebSub; others speak protocols of their own."""
    known = [one for one in hubs if isinstance(one, dict)] if isinstance(hubs, list) else []
    return next((_text(one, "url") for one in known if _text(one, "type").casefold() == "websub"), "")


def _entry(item: dict[str, Any]) -> RawEntry:
    return RawEntry(
        guid=_text(item, "id"),
        link=_text(item, "url") or _text(item, "external_url"),
        title=_text(item, "title"),
        summary=_text(item, "summary"),
        content=_text(item, "content_html") or _text(item, "content_text"),
        dates=tuple(filter(None, (_text(item, "date_published"), _text(item, "date_modified")))),
        byline=_byline(item),
        language=_text(item, "language"),
    )


def _byline(item: dict[str, Any]) -> str:
    authors = item.get("authors")
    people = authors if isinstance(authors, list) else [item.get("author")]
    return ", ".join(filter(None, (_text(one, "name") for one in people if isinstance(one, dict))))


def _text(holder: dict[str, Any], key: str) -> str:
    value = holder.get(key)
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
