"""What a document says once it is read: the value that crosses the worker's pipe."""

from datetime import datetime

import msgspec

from sitrep.model.article import Article
from sitrep.model.claim import Fault


class Parsed(msgspec.Struct, frozen=True):
    """The articles of one feed document, in its order.

    `readable` False: this was no feed (an HTML page, a challenge, garbage), and `faults` says so; it must never be
    taken for "no news". `entries` counts what the document holds, repeats included; `articles` holds each once.
    `pace` is how often the publisher says it is worth asking, in seconds (ttl, sy:*), None where it does not say;
    `skip_hours` (0-23, UTC) and `skip_days` (0 is Monday) are when it is not. `newest` is the latest publication
    stated, and `habit` the longest usual silence between two of them in seconds, None where too few are dated. `hub` is
    where the publisher would push its news from (WebSub), "" for nowhere: noted, never asked.
    """

    articles: tuple[Article, ...] = ()
    title: str = ""
    entries: int = 0
    pace: float | None = None
    faults: tuple[Fault, ...] = ()
    readable: bool = True
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    newest: datetime | None = None
    habit: float | None = None
    hub: str = ""


def refused(url: str, reason: str) -> Parsed:
    """A document that could not be used, and why, in plain words."""
    return Parsed(faults=(Fault(url, reason),), readable=False)


class Page(msgspec.Struct, frozen=True):
    """The main text of an article page, cleaned. `published` is as the page states it; `text` is "" for none found."""

    title: str = ""
    text: str = ""
    published: str = ""
    outlet: str = ""
    byline: str = ""
    language: str = ""
    faults: tuple[Fault, ...] = ()
