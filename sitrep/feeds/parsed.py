"""What a document says once it is read: the value that crosses the worker's pipe."""

import msgspec

from sitrep.model.article import Article
from sitrep.model.claim import Fault


class Parsed(msgspec.Struct, frozen=True):
    """The articles of one feed document, in its order.

    `readable` False: this was no feed (an HTML page, a challenge, garbage), and `faults` says so; it must never be
    taken for "no news". `entries` counts what the document holds, repeats included; `articles` holds each once.
    `pace` is how often the publisher says it is worth asking, in seconds (ttl, sy:*), None where it does not say.
    """

    articles: tuple[Article, ...] = ()
    title: str = ""
    entries: int = 0
    pace: float | None = None
    faults: tuple[Fault, ...] = ()
    readable: bool = True


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
