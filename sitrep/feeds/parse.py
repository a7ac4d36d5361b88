"""Bytes of a feed -> articles. The only importer of feedparser; always run in the worker process.

feedparser gets bytes alone, never a string (a string may be a path or an address, and it would open it). Sanitising and
resolving of embedded markup are off: every string goes through `sitrep.text.clean`, which drops all markup.
"""

import io
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from html.entities import html5
from itertools import pairwise
from typing import Any

import feedparser
import msgspec

from sitrep.feeds import dates, identity, jsonfeed
from sitrep.feeds.discovery import feeds_of
from sitrep.feeds.parsed import Parsed, refused
from sitrep.feeds.raw import RawDocument, RawEntry
from sitrep.model.address import host
from sitrep.model.article import Article, Source
from sitrep.model.claim import Fault
from sitrep.text.clean import BODY_LIMIT, TITLE_LIMIT, clean, clean_text, link

_NAME_LIMIT = 120
_AGGREGATORS = frozenset({"news.google.com", "www.bing.com", "news.yahoo.com", "www.msn.com"})
_PERIODS = {"hourly": 3600.0, "daily": 86400.0, "weekly": 604800.0, "monthly": 2592000.0, "yearly": 31536000.0}
_HTML = re.compile(
    rb"^\s*+(?:<\?xml[^>]*>|(?><!--.{0,2000}?-->)|\s)*(?:<!doctype\s+html|<html)", re.IGNORECASE | re.DOTALL
)
_ELLIPSIS = re.compile(
    r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.|Continue reading.*|Read more.*|The post .* appeared first on .*)\s*$"
)
_REFERENCE = re.compile(r"&([A-Za-z]\w{0,30});")
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_BASE = re.compile(rb"b\0*a\0*s\0*e[\0\s]*=")
"""An attribute xml:base; in UTF-16 and UTF-32 its letters stand between NULs."""
_LINK_HEADER = re.compile(r"<([^<>]{1,2048})>[^<>,]{0,200}?;\s*rel\s*=\s*\"?([\w :/.-]{1,200})", re.IGNORECASE)
_SKIPPED = re.compile(rb"<skip(?:Hours|Days)\b[^>]{0,200}>(.{0,4000}?)</skip(?:Hours|Days)>", re.IGNORECASE | re.DOTALL)
_SKIPPED_ONE = re.compile(rb"<(hour|day)>\s{0,20}(\w{1,20})\s{0,20}</", re.IGNORECASE)
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_OFFERED = 3
"""Feeds of a page that are named where a page came instead of a feed."""
_DATED = 5
"""Entries that must be dated before a feed has a habit."""
_HELD = 60
"""Characters of the summary that must stand in the content for the content to be its whole text."""


def parse(source: Source, body: bytes, headers: Mapping[str, str], final_url: str, fetched_at: datetime) -> Parsed:
    """The articles of one document of `source`, as the server sent it. Never raises for what is in `body`.

    A source without a family (a bare file) is called by the feed's own title, as outlet and as family.
    `headers` are the response's, names in any case; `final_url` is where the bytes came from, and what relative links
    are held against; `fetched_at` (UTC) becomes `first_seen`.
    """
    if not body.strip():
        return refused(source.url, "the answer was empty")
    if _declares_entities(body):
        return refused(source.url, "the document declares XML entities, which no feed needs; it was not read")
    if jsonfeed.looks_like_json(body):
        document = jsonfeed.read(body)
        if isinstance(document, str):
            return refused(source.url, document)
    else:
        found = _feedparser(body, headers, final_url)
        if isinstance(found, str):
            return refused(source.url, found)
        document = found
    return _articles(source, document, headers, final_url, fetched_at)


def _declares_entities(body: bytes) -> bool:
    plain = body.replace(b"\0", b"")  # UTF-16 and UTF-32 spell the same words between NULs
    return _DOCTYPE.search(plain) is not None and _ENTITY.search(plain) is not None


def _feedparser(body: bytes, headers: Mapping[str, str], final_url: str) -> RawDocument | str:
    known = {"content-type", "content-language"}
    shown = {name.casefold(): value for name, value in headers.items() if name.casefold() in known}
    if _BASE.search(body):
        # Only for the sake of a base that the document names: feedparser joins the two at every tag, a third of its
        # time. Links of all other documents are made whole by us, and their guids stay as written wherever they move.
        shown["content-location"] = final_url
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # feedparser warns of its own keys, and of encodings it guessed
            found = feedparser.parse(
                io.BytesIO(body),
                response_headers=shown,
                resolve_relative_uris=False,
                sanitize_html=False,
            )
    except (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError) as error:
        # Hostile bytes reach corners of a parser that no list of its exceptions covers.
        return f"the document could not be read ({type(error).__name__})"
    if not found.version and _HTML.match(body):
        return _page(body, final_url)
    if not found.entries and not found.version:
        return "the answer was not a feed"
    feed = found.feed
    hours, days = _skipped(body)
    return RawDocument(
        title=_string(feed, "title"),
        link=_string(feed, "link"),
        language=_string(feed, "language"),
        pace=_pace(feed),
        skip_hours=hours,
        skip_days=days,
        hub=_hub(feed),
        entries=tuple(_raw(entry) for entry in found.entries),
    )


def _page(body: bytes, url: str) -> str:
    offered = ", ".join(feed.url for feed in feeds_of(body, url)[:_OFFERED])
    return "a web page came instead of a feed" + (f"; it offers {offered}" if offered else "")


def _raw(entry: Any) -> RawEntry:
    told_by = entry.get("source") or {}
    contents = entry.get("content") or ()
    return RawEntry(
        guid=_string(entry, "id"),
        link=_string(entry, "link") or _first_link(entry),
        title=_ampersands(_string(entry, "title")),
        summary=_ampersands(_string(entry, "summary")),
        content=_ampersands(max((_string(part, "value") for part in contents), key=len, default="")),
        dates=tuple(filter(None, (_string(entry, key) for key in ("published", "updated", "created")))),
        byline=_string(entry, "author"),
        language=_string(entry.get("title_detail") or {}, "language"),
        told_by=_string(told_by, "title"),
        told_at=_string(told_by, "href"),
    )


def _string(holder: Any, key: str) -> str:
    # dict.get, not feedparser's: its own falls back from `updated` to `published` and warns about it.
    value = dict.get(holder, key)
    return value if isinstance(value, str) else ""


def _ampersands(text: str) -> str:
    """`text` without the semicolons feedparser puts behind bare ampersands of broken XML ("R&D;" for "R&D")."""
    return _REFERENCE.sub(lambda found: found[0] if f"{found[1]};" in html5 else f"&{found[1]}", text)


def _first_link(entry: Any) -> str:
    links = [one for one in entry.get("links") or () if one.get("rel", "alternate") == "alternate"]
    return next((_string(one, "href") for one in links if _string(one, "href")), "")


def _hub(feed: Any) -> str:
    return next((_string(one, "href") for one in feed.get("links") or () if _is_hub(_string(one, "rel"))), "")


def _hub_of(headers: Mapping[str, str]) -> str:
    """The hub in a Link header (RFC 8288), which counts before the document's own (WebSub 4)."""
    told = next((value for name, value in headers.items() if name.casefold() == "link"), "")
    return next((found[1] for found in _LINK_HEADER.finditer(told[:8_000]) if _is_hub(found[2])), "")


def _is_hub(rel: str) -> bool:
    return "hub" in rel.casefold().split()


def _pace(feed: Any) -> float | None:
    """Seconds between two questions that the publisher names: the longest of RSS ttl and sy:updatePeriod."""
    hints = []
    if (minutes := _number(_string(feed, "ttl"))) is not None:
        hints.append(minutes * 60)
    if period := _PERIODS.get(_string(feed, "sy_updateperiod").strip().casefold()):
        hints.append(period / max(1.0, _number(_string(feed, "sy_updatefrequency")) or 1.0))
    return max(hints, default=None)


def _skipped(body: bytes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """RSS skipHours (0-23, UTC; 24 is 0) and skipDays (0 is Monday); feedparser keeps only the last of each."""
    hours: set[int] = set()
    days: set[int] = set()
    for part in _SKIPPED.findall(body):
        for kind, raw in _SKIPPED_ONE.findall(part):
            word = raw.decode("ascii", "replace").casefold()
            if kind.lower() == b"day" and word in _WEEK:
                days.add(_WEEK.index(word))
            elif kind.lower() == b"hour" and word.isdecimal() and int(word) <= 24:
                hours.add(int(word) % 24)
    return tuple(sorted(hours)), tuple(sorted(days))


def _number(raw: str) -> float | None:
    text = raw.strip()
    return float(text) if re.fullmatch(r"\d{1,7}(?:\.\d{1,3})?", text) else None


# From a document to articles: the same for every format.


def _articles(
    source: Source, document: RawDocument, headers: Mapping[str, str], final_url: str, fetched_at: datetime
) -> Parsed:
    base = link(document.link, final_url) or final_url
    title = clean(document.title, _NAME_LIMIT)
    entries = [_cleaned(entry, base) for entry in document.entries]
    marks = [identity.Marks(e.guid, e.link, e.title, next(iter(e.dates), "")) for e in entries]
    articles: dict[str, Article] = {}
    for key, entry in zip(identity.ids(source.url, marks), entries, strict=True):
        if key in articles or not (entry.title or entry.summary):
            continue
        articles[key] = _article(key, source, document, entry, title, fetched_at)
    faults = () if document.entries else (Fault(source.url, "the feed holds no entries"),)
    newest, habit = _habit(articles.values())
    return Parsed(
        articles=tuple(articles.values()),
        title=title,
        entries=len(entries),
        pace=document.pace,
        faults=faults,
        skip_hours=document.skip_hours,
        skip_days=document.skip_days,
        hub=link(_hub_of(headers) or document.hub, final_url),
        newest=newest,
        habit=habit,
    )


def _habit(articles: Iterable[Article]) -> tuple[datetime | None, float | None]:
    """The latest publication stated, and the longest usual silence in seconds.

    One pinned old entry must not make a feed seem slow: of ten gaps and more, the longest counts for nothing.
    """
    times = sorted({a.published for a in articles if a.published and a.published_basis != "clamped"})
    if len(times) < _DATED:
        return (times[-1] if times else None), None
    gaps = sorted((later - earlier).total_seconds() for earlier, later in pairwise(times))
    return times[-1], gaps[-2] if len(gaps) >= 10 else gaps[-1]


def _cleaned(entry: RawEntry, base: str) -> RawEntry:
    """`entry` as plain text: the body stands in `summary`, and `content` is empty."""
    return msgspec.structs.replace(
        entry,
        guid=clean(entry.guid, 2000),
        link=link(entry.link, base) or link(entry.guid, ""),
        title=clean(entry.title, TITLE_LIMIT),
        summary=_body(clean_text(entry.summary, BODY_LIMIT), clean_text(entry.content, BODY_LIMIT)),
        content="",
        byline=clean(entry.byline, _NAME_LIMIT),
        told_by=clean(entry.told_by, _NAME_LIMIT),
    )


def _body(summary: str, content: str) -> str:
    """The whole text where `content` holds the summary; both where it does not and is the longer; else the summary."""
    if len(content) <= len(summary):
        return summary
    start = " ".join(_ELLIPSIS.sub("", summary[:1_000]).split())[:_HELD]
    if start in " ".join(content[: len(summary) + 4000].split()):
        return content
    return f"{summary}\n{content}"[:BODY_LIMIT]


def _article(
    key: str, source: Source, document: RawDocument, entry: RawEntry, feed_title: str, fetched_at: datetime
) -> Article:
    outlet, family, title = _teller(source, entry, feed_title)
    moment, basis = dates.published(entry.dates, fetched_at)
    return Article(
        id=key,
        version=identity.version(title, entry.summary, entry.link),
        title=title,
        body=entry.summary,
        outlet=outlet,
        family=family,
        source=source.name,
        first_seen=fetched_at,
        published=moment,
        published_basis=basis,
        perspective=source.perspective,
        language=_language(entry.language, document.language, source.language),
        url=entry.link,
        byline=entry.byline,
    )


def _teller(source: Source, entry: RawEntry, feed_title: str) -> tuple[str, str, str]:
    """Outlet, family and title of an entry that may be another outlet's (Google News and its like).

    The family stays the feed's own where the feed asks for that outlet alone ("site:example.org" in its address) or
    where `<source>` only names the feed itself.
    """
    title, name = entry.title, entry.told_by
    own = source.name if source.family else feed_title or source.name
    family = source.family or own
    if not name and host(source.url) in _AGGREGATORS:
        head, dash, tail = title.rpartition(" - ")
        if dash and head and len(tail) <= 60:
            name = tail
    if not name:
        return own, family, title
    title = title.removesuffix(f" - {name}").rstrip() or title
    if _own(source, name, entry.told_at, feed_title):
        return (name if host(source.url) in _AGGREGATORS else own), family, title
    return name, name, title


def _own(source: Source, name: str, told_at: str, feed_title: str) -> bool:
    there = host(told_at).removeprefix("www.")
    if there and there in source.url.casefold():
        return True
    names = {source.name.casefold(), source.family.casefold(), feed_title.casefold()} - {""}
    return any(name.casefold() in own or own in name.casefold() for own in names) or (
        there != "" and _site(there) == _site(host(source.url))
    )


def _site(name: str) -> str:
    """The last two labels of a host, three under a second-level domain such as co.uk: enough to tell sites apart."""
    labels = name.split(".")
    return ".".join(labels[-3:] if len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) == 2 else labels[-2:])


def _language(*stated: str) -> str:
    """The first language code stated ("en-GB" -> "en"), "en" where there is none."""
    return next(_codes(stated), "en")


def _codes(stated: Sequence[str]) -> Iterator[str]:
    for raw in stated:
        if found := re.match(r"\s*([A-Za-z]{2,3})(?:[-_].*)?\s*$", raw[:40]):
            yield found[1].casefold()
