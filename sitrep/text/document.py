"""An article with everything the extractors look at marked once: sentences, numbers, places, actors, dates.

All offsets count characters of `Article.text`.
"""

from typing import Any, Literal, Protocol

import msgspec

from sitrep.model.article import Article
from sitrep.model.count import Count
from sitrep.model.place import Place
from sitrep.model.when import When

ActorKind = Literal["state", "group", "body"]
NumberRole = Literal["count", "ordinal", "age", "money", "time", "distance", "percent", "year", "other"]
"""What a number is a number of. Only "count" counts people or things; "time" is a duration or an hour, "distance" any
unit of measure, "year" a year or a calendar date, "other" model names, article numbers, scores, fractions."""


class Actor(msgspec.Struct, frozen=True):
    """A state, an armed group or an international body.

    `name` is the short form the board shows ("Russia", "RSF", "UN"). `country` is ISO 3166-1 alpha-2 of the state it
    is, or acts in; None for bodies.
    """

    name: str
    kind: ActorKind
    country: str | None = None


class Number(msgspec.Struct, frozen=True):
    """A count as worded, modifiers included: "at least 21", "dozens", "between 20 and 30", "a dozen".

    `role` other than "count" marks figures that count no people or things: ages, dates, sums of money, model names.
    """

    start: int
    end: int
    count: Count
    role: NumberRole = "count"


class PlaceMention(msgspec.Struct, frozen=True):
    """A place named in the text, resolved."""

    start: int
    end: int
    place: Place


class ActorMention(msgspec.Struct, frozen=True):
    """An actor named in the text: by name, demonym ("Russian"), capital, leader, ministry, army.

    `form` is how: "name", "demonym", "capital", "leader", "organ" (ministry, army, officials ...), "group", "body".
    A capital is marked both as place and as actor; context decides which of the two the extractor believes.
    """

    start: int
    end: int
    actor: Actor
    form: str


class DateMention(msgspec.Struct, frozen=True):
    """A time named in the text, held against the publication time: "on Friday", "overnight", "29 December"."""

    start: int
    end: int
    when: When


class Sentence(msgspec.Struct, frozen=True):
    """One sentence of the text with its marks. `title` is true for the headline; `paragraph` counts from 0."""

    start: int
    end: int
    text: str
    title: bool
    paragraph: int
    numbers: tuple[Number, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    dates: tuple[DateMention, ...] = ()


class Document(msgspec.Struct, frozen=True):
    """A marked article. `sentences` are in order; the headline is sentence 0 where there is one.

    `left_out` counts the sentences that are lists of names and numbers and were not read. `shared` holds what one
    extractor found out about a sentence and the next will ask again, by what it is and where the sentence starts.
    """

    article: Article
    text: str
    sentences: tuple[Sentence, ...]
    left_out: int = 0
    shared: dict[tuple[str, int], Any] = {}


class Gazetteer(Protocol):
    """The port to the place names: looked up by normalised key, held outside the core (sitrep/gazetteer.py)."""

    def find(self, key: str) -> tuple[Place, ...]:
        """The places with this name, most likely first; empty where there is none."""
        ...
