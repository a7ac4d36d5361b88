"""The main text of an article page. The only importer of trafilatura, and only when a page is read: it costs 0.25 s."""

import re

import msgspec

from sitrep.feeds.parsed import Page
from sitrep.model.claim import Fault
from sitrep.text.clean import BODY_LIMIT, TITLE_LIMIT, clean, clean_text

_LONGEST = 4 * 1024 * 1024
_MOST_ATTRIBUTES = 1_000
"""Attributes of one tag; libxml2 holds each against all before it, so that a hundred thousand take minutes."""
_LONG_TAG = re.compile(rb"<[a-zA-Z][^<>]{2000,}")
_VALUE = re.compile(rb"\"[^\"]*\"|'[^']*'")
_LANGUAGE = re.compile(r"<html\b[^>]{0,2000}?\blang\s*=\s*[\"']?([A-Za-z]{2,3})\b", re.IGNORECASE)


class _Found(msgspec.Struct):
    title: str | None = None
    text: str | None = None
    date: str | None = None
    sitename: str | None = None
    author: str | None = None
    language: str | None = None


def _attributes(tag: bytes) -> int:
    """About how many attributes a tag has: what stands apart in it, once the quoted values are gone."""
    return len(_VALUE.sub(b" ", tag).replace(b"/", b" ").split())


def page(body: bytes, url: str) -> Page:
    """Title, main text, date and outlet of the HTML in `body`. Never raises; a page without an article has no text."""
    if len(body) > _LONGEST:
        return Page(faults=(Fault(url, "the page is longer than 4 MiB; it was not read"),))
    if any(_attributes(tag.group()) > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(body)):
        reason = f"a tag of the page has more than {_MOST_ATTRIBUTES} attributes; it was not read"
        return Page(faults=(Fault(url, reason),))
    from trafilatura import bare_extraction  # a quarter of a second, for those who read pages only

    try:
        found = bare_extraction(body, url=url or None, with_metadata=True, include_comments=False, include_tables=False)
    except Exception as error:  # noqa: BLE001 - a hostile page reaches corners of four libraries
        return Page(faults=(Fault(url, f"the page could not be read ({type(error).__name__})"),))
    if found is None:
        return Page(faults=(Fault(url, "no article was found on the page"),))
    known = msgspec.convert(found.as_dict() if hasattr(found, "as_dict") else found, _Found, strict=False)
    spoken = _LANGUAGE.search(body[:20_000].decode("ascii", "replace"))
    return Page(
        title=clean(known.title or "", TITLE_LIMIT),
        text=clean_text((known.text or "").replace("&", "&amp;").replace("<", "&lt;"), BODY_LIMIT),
        published=clean(known.date or "", 60),
        outlet=clean(known.sitename or "", 120),
        byline=clean(known.author or "", 120),
        language=spoken[1].casefold() if spoken else "",
        faults=() if known.text else (Fault(url, "no article was found on the page"),),
    )
