"""What a feed gave us: sources and articles."""

from datetime import datetime
from typing import Literal

import msgspec

PublishedBasis = Literal["stated", "zone assumed", "first seen", "clamped"]


class Span(msgspec.Struct, frozen=True, gc=False):
    """Characters `start` to `end` (end not included) of an article's `text`."""

    start: int
    end: int


class Source(msgspec.Struct, frozen=True):
    """One feed, as config.toml names it.

    `family` is the publisher group or agency: one family is one voice (METHOD.md R21). `perspective` is
    "independent", "state:XX", "party:NAME", "ngo" or "intergovernmental" (R26).
    """

    name: str
    url: str
    family: str
    perspective: str = "independent"
    language: str = "en"


class Article(msgspec.Struct, frozen=True, gc=False):
    """One entry of a feed or one text from a file, cleaned: no markup, no control characters, links http(s) only.

    `id` is stable for one entry of one feed; `version` is a hash of what it says, so an edit has the same id and
    another version. Times are UTC. `published_basis` tells a stated time from a fallback (R29). `byline` is the
    author line, where wire credits stand.

    `entry` is the id of the feed's entry where another story held that entry before this one, "" where entry and
    article are one. `told` is the version of that entry where this article's is another: an edit (which is a version
    of its own even where it takes an earlier one back), or a body from the article's page.
    """

    id: str
    version: str
    title: str
    body: str
    outlet: str
    family: str
    source: str
    first_seen: datetime
    published: datetime | None = None
    published_basis: PublishedBasis = "stated"
    perspective: str = "independent"
    language: str = "en"
    url: str = ""
    byline: str = ""
    entry: str = ""
    told: str = ""

    @property
    def text(self) -> str:
        """Title, newline, body: what every Span counts in."""
        return f"{self.title}\n{self.body}"

    @property
    def at(self) -> datetime:
        """The time this article speaks from: its publication, else when it was first seen (UTC)."""
        return self.published or self.first_seen
