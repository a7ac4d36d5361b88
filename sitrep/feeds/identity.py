"""Which entry is which: ids that stay the same from poll to poll, versions that change when the words do.

An id holds inside one feed only; two feeds are never joined by their guids. Only known tracking keys are dropped from
a link: outlets keep the article's very number in the query (research over 16,000 entries: dropping the whole query
merges thousands of different articles).
"""

import re
from collections.abc import Sequence
from hashlib import blake2b
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec

_TRACKING = re.compile(
    r"utm_\w+|at_\w+|ns_(?:mchannel|source|campaign|linkname|fee)|xtor|fbclid|gclid|mc_[ce]id|cmpid?|ocid|smid|"
    r"partner|traffic_source|rss|ftag|feedtype|feedname|feedref|src_rss|maca|wt\.(?:mc|rss)\w*|sref|icid|intcid|ito",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"#\d{1,3}$")
_WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
"""A word, or one sign of a script that writes none apart."""
_COMMON_WORDS = (
    "a an the of in on at to for and as is are be by with from after over it its his her he she they we you i have has "
    "had was were say says said new will not but who what how why when where us up out live watch update updates"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_LOOKED_AT = 500
"""Characters of a body that tell whether two stories are one: a lead, not a page."""

ALIKE = 0.3
"""Share of words below which an entry's new words tell another story, not the same one better."""


class Marks(msgspec.Struct, frozen=True):
    """What an entry can be known by. `when` is its date as written; all may be empty."""

    guid: str
    link: str
    title: str
    when: str = ""


def canonical(link: str) -> str:
    """`link` without tracking keys, scheme and host in lower case, http and https as one, no final slash."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return link
    query = urlencode([pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _tracking(*pair)])
    scheme = "https" if parts.scheme.casefold() in {"http", "https"} else parts.scheme
    return urlunsplit((scheme, parts.netloc.casefold(), parts.path.rstrip("/"), query, parts.fragment))


def ids(feed: str, entries: Sequence[Marks]) -> list[str]:
    """An id for each of `entries`, the same on every poll of `feed` whatever stands around the entry.

    The guid, else the canonical link, else title and date. Where a document gives one guid to several links, all of
    its holders are known by guid and link together, and by their title as well where even those agree: an ordinal
    would pass from one story to the next as new ones arrive. Equal ids are the same entry told twice.
    """
    plain = [_plain(entry) for entry in entries]
    links: dict[str, set[str]] = {}
    for key, entry in zip(plain, entries, strict=True):
        links.setdefault(key, set()).add(canonical(entry.link))
    with_link = [
        f"{key}\n{canonical(entry.link)}" if len(links[key]) > 1 else key
        for key, entry in zip(plain, entries, strict=True)
    ]
    titles: dict[str, set[str]] = {}
    for key, entry in zip(with_link, entries, strict=True):
        titles.setdefault(key, set()).add(entry.title)
    full = [
        f"{key}\n{entry.title}" if len(titles[key]) > 1 else key for key, entry in zip(with_link, entries, strict=True)
    ]
    return [digest(feed, key) for key in full]


def version(title: str, body: str, link: str) -> str:
    """A hash of what an entry says. Its date is left out: a date-only change is no news."""
    return digest(title, body, canonical(link))


def likeness(title: str, body: str, other_title: str, other_body: str) -> float:
    """How much two tellings share, 0 to 1: the words of the shorter that the longer has too, in titles or in leads.

    A new headline over the same lead is the same story, and so is a new lead under the same headline.
    """
    return max(_shared(title, other_title), _shared(body[:_LOOKED_AT], other_body[:_LOOKED_AT]))


def digest(*parts: str) -> str:
    """A short hash (64 bit, hex) of `parts`, told apart."""
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _shared(text: str, other: str) -> float:
    one, two = _words(text), _words(other)
    return len(one & two) / min(len(one), len(two)) if one and two else 0.0


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.casefold()) if word not in _COMMON}


def _plain(entry: Marks) -> str:
    if entry.guid:
        # Some publishers count an entry's promotions behind its guid (".../x#0", "#1"): the same story each time.
        return f"guid {_SERIAL.sub('', entry.guid)}"
    if entry.link:
        return f"link {canonical(entry.link)}"
    return f"title {entry.title}\n{entry.when}"


def _tracking(key: str, value: str) -> bool:
    return _TRACKING.fullmatch(key) is not None or (key == "source" and value == "rss")
