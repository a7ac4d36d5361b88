"""Articles from files: `.jsonl` of entries (CONTRACT), plain texts, HTML pages. Feed files belong to `parse`."""

import re
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Literal

import msgspec

from sitrep.feeds import dates, identity
from sitrep.feeds.jsonfeed import looks_like_json
from sitrep.feeds.page import page
from sitrep.model.address import host
from sitrep.model.article import Article, PublishedBasis
from sitrep.model.claim import Fault
from sitrep.text.clean import BODY_LIMIT, TITLE_LIMIT, clean, clean_text, link

Kind = Literal["jsonl", "feed", "html", "text"]

_LONGEST = 256 * 1024 * 1024
_NAME_LIMIT = 120
# What may stand before a root is taken once and never given back: a comment that could end in many places, repeated,
# would be tried in every way there is. (No possessive groups: Pythons before 3.11.5 match them wrongly
# where what they repeat may go back; a possessive letter, as in the readers' words, is safe.)
_COMMENT = rb"<!--.{0,4000}?-->"
_FEED_ROOT = re.compile(
    rb"^\s*+(?:<\?xml[^>]{0,300}>|<\?xml-stylesheet[^>]{0,1000}>|(?>" + _COMMENT + rb")"
    rb"|<!DOCTYPE\s+rss[^>]{0,1000}>|\s)*"
    rb"<(?:rss|feed|[\w-]{1,20}:feed|rdf:RDF|RDF|channel)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAGE_ROOT = re.compile(
    rb"^\s*+(?:<\?xml[^>]{0,300}>|(?>" + _COMMENT + rb")|\s)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)


def kind(name: str, body: bytes) -> Kind:
    """What a file holds, by its name's ending and its first bytes."""
    start = body[:10_000].removeprefix(b"\xef\xbb\xbf")
    suffix = Path(name).suffix.casefold()
    if suffix in {".jsonl", ".ndjson"}:
        return "jsonl"
    if _FEED_ROOT.match(start) or (suffix in {".rss", ".atom", ".rdf"}):
        return "feed"
    if looks_like_json(start):
        return "feed" if b"jsonfeed.org" in start or suffix == ".json" else "jsonl"
    if _PAGE_ROOT.match(start) or suffix in {".html", ".htm", ".xhtml"}:
        return "html"
    return "feed" if suffix == ".xml" else "text"


def articles_from(path: Path, published: datetime | date | None, now: datetime) -> tuple[list[Article], list[Fault]]:
    """The articles of a file and what of it could not be read. Raises nothing: a missing file is a Fault.

    `published` dates texts that carry no date; a bare day is its noon, UTC. `now` (UTC) becomes `first_seen`.
    """
    try:
        if path.stat().st_size > _LONGEST:
            return [], [Fault(str(path), "the file is longer than 256 MiB")]
        body = path.read_bytes()
    except OSError as error:
        return [], [Fault(str(path), (error.strerror or "it can't be read").lower())]
    return articles_in(str(path), body, published, now)


def articles_in(
    name: str, body: bytes, published: datetime | date | None, now: datetime, url: str = ""
) -> tuple[list[Article], list[Fault]]:
    """As `articles_from`, for bytes already at hand; `name` stands in Faults, `url` is where a page came from."""
    moment = _moment(published)
    match kind(name, body):
        case "jsonl":
            return _lines(name, body, moment, now)
        case "html":
            return _page(name, body, moment, now, url)
        case "text":
            return _text(name, body, moment, now)
        case "feed":
            return [], [Fault(name, "this is a feed, not an article; `sitrep once FILE` reads it")]


def _moment(published: datetime | date | None) -> datetime | None:
    if published is None:
        return None
    if not isinstance(published, datetime):
        return datetime.combine(published, time(12), UTC)
    return published.astimezone(UTC) if published.tzinfo else published.replace(tzinfo=UTC)


# .jsonl


def _lines(name: str, body: bytes, moment: datetime | None, now: datetime) -> tuple[list[Article], list[Fault]]:
    """One article an id: a later line with the id of an earlier one is its edit, and takes its place."""
    articles: dict[str, Article] = {}
    faults: list[Fault] = []
    for number, line in enumerate(body.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        found = _entry(name, line, moment, now)
        if isinstance(found, str):
            faults.append(Fault(f"{name}:{number}", found))
        else:
            articles[found.id] = found
    return list(articles.values()), faults


def _entry(name: str, line: bytes, moment: datetime | None, now: datetime) -> Article | str:
    """The article of one line, or what is wrong with it."""
    try:
        entry = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return "the line is no JSON"
    if not isinstance(entry, dict):
        return "the line is no JSON object"
    if wrong := _wrong(entry):
        return wrong
    title = clean(entry.get("title") or "", TITLE_LIMIT)
    body = _body(clean_text(entry.get("summary") or "", BODY_LIMIT), clean_text(entry.get("text") or "", BODY_LIMIT))
    if not title and not body:
        return "the entry has no title and no text"
    url = link(entry.get("url") or "")
    outlet = clean(entry.get("outlet") or "", _NAME_LIMIT) or host(url).removeprefix("www.") or Path(name).stem
    raw_id = entry.get("id")
    own = "" if raw_id is None else clean(str(raw_id), 500)
    stated, basis = _published(entry.get("published") or "", moment, now)
    return Article(
        id=own or identity.digest(url or title, "" if url else body),
        version=identity.version(title, body, url),
        title=title,
        body=body,
        outlet=outlet,
        family=clean(entry.get("family") or "", _NAME_LIMIT) or outlet,
        source=name,
        first_seen=now,
        published=stated,
        published_basis=basis,
        perspective=clean(entry.get("perspective") or "", 60) or "independent",
        language=clean(entry.get("language") or "", 3) or "en",
        url=url,
        byline=clean(entry.get("byline") or "", _NAME_LIMIT),
    )


def _wrong(entry: dict[str, Any]) -> str:
    for key in (
        "title",
        "summary",
        "text",
        "published",
        "outlet",
        "url",
        "family",
        "perspective",
        "language",
        "byline",
    ):
        if not isinstance(entry.get(key), str | None):
            return f'"{key}" is not a text'
    if isinstance(entry.get("id"), dict | list | bool | float):
        return '"id" is not a text'
    return ""


def _published(raw: str, moment: datetime | None, now: datetime) -> tuple[datetime | None, PublishedBasis]:
    """A file's own date is believed as it stands: with --now in the past, an entry may lie ahead of the clock."""
    found = dates.stated(raw)
    if found is not None and dates.EARLIEST.year - 30 <= found.at.year <= now.year + 1:
        return found.at, "stated" if found.zone_known else "zone assumed"
    return (moment, "stated") if moment is not None else (None, "first seen")


def _body(summary: str, text: str) -> str:
    if not summary or " ".join(summary.split()) in " ".join(text.split()):
        return text
    return f"{summary}\n{text}"[:BODY_LIMIT] if text and text not in summary else summary


# Texts and pages


def _text(name: str, body: bytes, moment: datetime | None, now: datetime) -> tuple[list[Article], list[Fault]]:
    """A plain text: its first line that holds anything is the title, unless that is a paragraph of the text itself.

    Only what no text may hold is removed.
    """
    plain = _decoded(body).replace("&", "&amp;").replace("<", "&lt;")
    title, _, rest = plain.strip().partition("\n")
    if _is_paragraph(title):
        title, rest = "", plain
    article = _article(name, clean(title, TITLE_LIMIT), clean_text(rest, BODY_LIMIT), moment, now)
    if not article.title and not article.body:
        return [], [Fault(name, "the file is empty")]
    return [article], []


_HEADLINE = 150
"""Characters: a longer first line that ends a sentence is no headline."""
_SENTENCE_WITHIN = re.compile(r"[a-z0-9)\]\"'”’]{2}[.!?][\"'”’)]?\s+[\"'“‘(]?[A-Z]")


def _is_paragraph(line: str) -> bool:
    """True for a whole paragraph of text: it ends a sentence, and is long or holds several."""
    line = line.strip()
    ends = line.rstrip("\"'”’)").endswith((".", "!", "?"))
    return ends and (len(line) > _HEADLINE or _SENTENCE_WITHIN.search(line) is not None)


def _page(
    name: str, body: bytes, moment: datetime | None, now: datetime, url: str
) -> tuple[list[Article], list[Fault]]:
    found = page(body, url)
    if not found.text:
        return [], [Fault(name, fault.reason) for fault in found.faults] or [Fault(name, "no article was found on it")]
    stated, basis = _published(found.published, moment, now)
    article = _article(name, found.title, found.text, stated, now)
    outlet = found.outlet or host(url).removeprefix("www.") or article.outlet
    return [
        msgspec.structs.replace(
            article,
            outlet=outlet,
            family=outlet,
            published_basis=basis,
            language=found.language or "en",
            url=link(url),
            byline=found.byline,
        )
    ], []


def _article(name: str, title: str, body: str, published: datetime | None, now: datetime) -> Article:
    outlet = clean(Path(name).stem, _NAME_LIMIT)
    return Article(
        id=identity.digest(title, body),
        version=identity.version(title, body, ""),
        title=title,
        body=body,
        outlet=outlet,
        family=outlet,
        source=name,
        first_seen=now,
        published=published,
        published_basis="stated" if published else "first seen",
    )


def _decoded(body: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return body.decode("utf-8", "replace")
