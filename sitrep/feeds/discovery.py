"""The feeds that a web page names: what to offer where a page came instead of a feed."""

import re
from html import unescape
from urllib.parse import urljoin

import msgspec

from sitrep.text.clean import clean, link

LOOKED_AT = 512 * 1024
"""Bytes of a page that are searched: feeds are named in its head."""
MOST = 20
"""Feeds offered of one page."""

_TAG = re.compile(r"<(link|a|base)\b([^<>]{1,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""([a-z-]{1,20})\s{0,9}=\s{0,9}(?:"([^"]{0,2100})"|'([^']{0,2100})'|([^\s"'>]{1,2100}))""", re.I
)
_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "text/xml"}
)
_LIKE_A_FEED = re.compile(
    r"(?:/|\b)(?:rss|atom|feeds?)(?:\d?\.xml|\.rss|\.json|/|$)|\.(?:rss|atom)$|\brss\.xml", re.IGNORECASE
)


class Offered(msgspec.Struct, frozen=True):
    """A feed that a page names, cleaned."""

    url: str
    title: str = ""


def feeds_of(body: bytes, url: str) -> tuple[Offered, ...]:
    """The feeds that the page in `body`, which came from `url`, declares; where it declares none, what it links to
    that looks like one. Each once, in the page's order, at most MOST.
    """
    base = url
    declared: dict[str, Offered] = {}
    linked: dict[str, Offered] = {}
    for name, raw in _TAG.findall(body[:LOOKED_AT].decode("utf-8", "replace")):
        said = {key.casefold(): unescape(a or b or c).strip() for key, a, b, c in _ATTRIBUTE.findall(raw)}
        href = said.get("href", "")
        if name.casefold() == "base" and href:
            base = urljoin(url, href)
        elif target := link(href, base):
            feed = Offered(target, clean(said.get("title", ""), 120))
            if name.casefold() == "link" and _alternate(said):
                declared.setdefault(target, feed)
            elif name.casefold() == "a" and _LIKE_A_FEED.search(target):
                linked.setdefault(target, feed)
    return tuple((declared or linked).values())[:MOST]


def _alternate(said: dict[str, str]) -> bool:
    kind = said.get("type", "").casefold().partition(";")[0].strip()
    return "alternate" in said.get("rel", "").casefold().split() and kind in _TYPES
