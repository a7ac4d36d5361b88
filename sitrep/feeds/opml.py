"""OPML 1 and 2 (opml.org), the readers' common list of feeds: in from other programs, out to them.

Read as a stream by the standard library's expat: no tree grows, a document that declares entities is refused, and so is
one beyond the size that a feed may have. Family, perspective and language go out under a namespace of our own, so that
a list comes back as it went; other readers pass over them.
"""

import re
from collections.abc import Iterable
from html import escape
from xml.parsers import expat

import msgspec

from sitrep.model.address import bare
from sitrep.text.clean import clean, link

LARGEST = 16 * 1024 * 1024
"""Bytes of a list; the same as a feed's."""
MOST = 10_000
"""Feeds of a list."""
SPACE = "urn:sitrep:opml"
"""The namespace of what only sitrep knows of a feed."""

_BARE_AMPERSAND = re.compile(rb"&(?!#?\w{1,31};)")
_NAME_LIMIT = 120


class Listed(msgspec.Struct, frozen=True):
    """A feed as a list names it, cleaned; "" for what it does not say. `url` is http or https and holds no password."""

    name: str
    url: str
    family: str = ""
    perspective: str = ""
    language: str = ""


class NoList(Exception):
    """This is no OPML that can be read; says why in plain words."""


def read(body: bytes) -> tuple[list[Listed], list[str]]:
    """The feeds of a list, each address once, and the names of those left out for want of a usable address.

    Raises NoList.
    """
    if len(body) > LARGEST:
        raise NoList(f"the list is longer than {LARGEST >> 20} MiB")
    try:
        outlines = _outlines(body)
    except expat.ExpatError:
        try:
            outlines = _outlines(_BARE_AMPERSAND.sub(b"&amp;", body))  # the commonest mistake of hand-written lists
        except expat.ExpatError as error:
            raise NoList(f"the list is broken XML ({expat.ErrorString(error.code)}, line {error.lineno})") from None
    found: dict[str, Listed] = {}
    left_out: list[str] = []
    for outline in outlines:
        url = link(bare(re.sub(r"^feed:(?://)?(?=http)|^feed(?=://)", _without_feed, outline["xmlurl"].strip())))
        name = clean(outline.get("text") or outline.get("title") or "", _NAME_LIMIT)
        if not url:
            left_out.append(name or clean(bare(outline["xmlurl"]), _NAME_LIMIT))
        else:
            found.setdefault(url, _listed(name or url, url, outline))
    return list(found.values()), left_out


def write(feeds: Iterable[Listed], title: str = "sitrep") -> str:
    """The list as OPML 2.0."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<opml version="2.0" xmlns:sitrep="{SPACE}">',
        f"  <head><title>{escape(title)}</title></head>",
        "  <body>",
        *(f"    {_outline(feed)}" for feed in feeds),
        "  </body>",
        "</opml>",
    ]
    return "\n".join(lines) + "\n"


def _without_feed(found: "re.Match[str]") -> str:
    return "http" if found[0] == "feed" else ""


def _outlines(body: bytes) -> list[dict[str, str]]:
    """The attributes of every outline that has an address, names in lower case: readers spell xmlUrl in many ways."""
    found: list[dict[str, str]] = []
    names: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if not names and name.casefold() != "opml":
            raise NoList("this is no OPML")
        names[:] = [name]
        known = {key.casefold(): value for key, value in attributes.items()}
        if name.casefold() == "outline" and known.get("xmlurl", "").strip():
            if len(found) >= MOST:
                raise NoList(f"the list names more than {MOST:,} feeds")
            found.append(known)

    def declares(*_: object) -> None:
        raise NoList("the list declares XML entities, which none needs; it was not read")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EntityDeclHandler = declares
    parser.Parse(body, True)
    return found


def _listed(name: str, url: str, outline: dict[str, str]) -> Listed:
    def said(key: str, limit: int) -> str:
        return clean(outline.get(f"sitrep:{key}", ""), limit)

    return Listed(name, url, said("family", _NAME_LIMIT), said("perspective", 60), said("language", 3))


def _outline(feed: Listed) -> str:
    own = {"family": feed.family, "perspective": feed.perspective, "language": feed.language}
    parts = {"type": "rss", "text": feed.name, "title": feed.name, "xmlUrl": bare(feed.url)}
    parts |= {f"sitrep:{key}": value for key, value in own.items() if value}
    words = " ".join(f'{key}="{escape(value)}"' for key, value in parts.items())
    return f"<outline {words}/>"
