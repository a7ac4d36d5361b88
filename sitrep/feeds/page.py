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


_BOX_WORDS = (
    "related, read more, readmore, recommended, more on, most read, newsletter, promo, analysis, explainer, "
    "key events, key points, caption, byline, share, social, advert"
)
_BOX_LENGTH = 1_500
"""Characters of text in the largest box; what holds more is the article itself, whatever its class is called."""
_CLASS = "concat(' ', translate(@class, '-_', '  '), ' ')"
_ANY_BOX = " or ".join(f"contains({_CLASS}, ' {words} ')" for words in _BOX_WORDS.split(", "))
_BESIDE = [
    "//aside | //figcaption | //nav | //blockquote[contains(@class, 'twitter-tweet') or contains(@class, 'instagram')]",
    "//*[self::div or self::section or self::ul or self::p or self::span]"
    f"[{_ANY_BOX}]"
    f"[string-length(.) < {_BOX_LENGTH}][not(.//h1)]",
]
"""What stands on a page beside its story: captions, boxes that point elsewhere or explain, others' posts."""
_MOMENT = re.compile(
    r"<meta\b(?=[^>]{0,400}(?:article:published_time|[\"']datePublished))[^>]{0,400}?\bcontent\s*=\s*[\"']?([^\"'>\s]{10,40})"
    r"|\"datePublished\"\s*:\s*\"([^\"\s]{10,40})\"",
    re.IGNORECASE,
)
_HEAD = 200_000
"""Bytes of a page in which its own dates are looked for."""


class _Found(msgspec.Struct):
    title: str | None = None
    text: str | None = None
    date: str | None = None
    sitename: str | None = None
    author: str | None = None
    language: str | None = None


def _escaped(text: str) -> str:
    """Plain text as markup, so that cleaning it changes none of its signs."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _without_title(text: str, title: str) -> str:
    """`text` without a first line that only repeats the title."""
    first, _, rest = text.partition("\n")
    return rest if title and first.casefold() == title.casefold() else text


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
        found = bare_extraction(
            body,
            url=url or None,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            prune_xpath=_BESIDE,
        )
    except Exception as error:  # noqa: BLE001 - a hostile page reaches corners of four libraries
        return Page(faults=(Fault(url, f"the page could not be read ({type(error).__name__})"),))
    if found is None:
        return Page(faults=(Fault(url, "no article was found on the page"),))
    known = msgspec.convert(found.as_dict() if hasattr(found, "as_dict") else found, _Found, strict=False)
    head = body[:_HEAD].decode("ascii", "replace")
    spoken, moment = _LANGUAGE.search(head[:20_000]), _MOMENT.search(head)
    title = clean(known.title or "", TITLE_LIMIT)
    return Page(
        title=title,
        text=_without_title(clean_text(_escaped(known.text or ""), BODY_LIMIT), title),
        published=clean((moment and (moment[1] or moment[2])) or known.date or "", 60),
        outlet=clean(known.sitename or "", 120),
        byline=clean(known.author or "", 120),
        language=spoken[1].casefold() if spoken else "",
        faults=() if known.text else (Fault(url, "no article was found on the page"),),
    )
