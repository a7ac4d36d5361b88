"""Article -> Document: every sentence marked once, so that no extractor scans for names, numbers or dates again."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeVar

from sitrep.model.article import Article, Span
from sitrep.text.dates import dates
from sitrep.text.document import ActorMention, DateMention, Document, Number, PlaceMention, Sentence
from sitrep.text.names import Names
from sitrep.text.numbers import numbers
from sitrep.text.sentences import sentences

MOST = 2000
"""Sentences of one article that are marked; a news text has a tenth of that."""

_FURNITURE = re.compile(
    r"^\s*(?:Images?\s*:|Photos?\s*:|Pic(?:ture)?s?\s*:|Video\s*:|File photo|\(?Photo by|Read (?:more|also)|Also read|See also|Related\b"
    r"|Sources?\s*:|Subscribe|Sign up|Follow us|Advertisement|Share this|Copyright|\u00a9|By [A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,4}\s*$)",
    re.IGNORECASE,
)
_ANALYST = re.compile(
    r"^\s*(?:[\w-]+\s+){0,4}(?:analyst|correspondent|editor|columnist|commentator)\s*(?:@\w+)?\s*$", re.IGNORECASE
)
_BOX_ENDS = re.compile(r"^\s*(?:Read more|Also read|Related|Image\s*:|See also)", re.IGNORECASE)

_Marks = TypeVar("_Marks", Number, PlaceMention, ActorMention, DateMention)


def annotate(article: Article, names: Names) -> Document:
    """`article` with its sentences and their numbers, places, actors and dates marked.

    Captions, bylines, "read more" lines and an analyst's box within a report are left out of the sentences; the text
    keeps them, so that offsets hold. At most MOST sentences are marked.
    """
    text = article.text
    spans = [span for span in sentences(text)[:MOST] if span.end > span.start]
    marked = _Marked(
        spans,
        numbers(text),
        names.places(text),
        names.actors(text),
        dates(text, article.published),
    )
    paragraphs = _paragraphs(text, spans)
    dropped = _furniture(text, spans, paragraphs)
    title_end = len(article.title)
    made = tuple(
        Sentence(
            start=span.start,
            end=span.end,
            text=text[span.start : span.end],
            title=span.end <= title_end,
            paragraph=paragraph,
            numbers=marked.numbers[n],
            places=marked.places[n],
            actors=marked.actors[n],
            dates=marked.dates[n],
        )
        for n, (span, paragraph) in enumerate(zip(spans, paragraphs, strict=True))
        if paragraph not in dropped
    )
    return Document(article=article, text=text, sentences=made)


class _Marked:
    """The marks of a text, told apart by sentence."""

    def __init__(
        self,
        spans: Sequence[Span],
        counted: Sequence[Number],
        places: Sequence[PlaceMention],
        actors: Sequence[ActorMention],
        dated: Sequence[DateMention],
    ) -> None:
        starts = [span.start for span in spans]
        self.numbers = _dealt(starts, spans, counted)
        self.places = _dealt(starts, spans, places)
        self.actors = _dealt(starts, spans, actors)
        self.dates = _dealt(starts, spans, dated)


def _dealt(starts: Sequence[int], spans: Sequence[Span], marks: Sequence[_Marks]) -> list[tuple[_Marks, ...]]:
    hands: list[list[_Marks]] = [[] for _ in starts]
    for mark in marks:
        at = bisect_right(starts, mark.start) - 1
        if at >= 0 and mark.end <= spans[at].end:
            hands[at].append(mark)
    return [tuple(hand) for hand in hands]


def _paragraphs(text: str, spans: Sequence[Span]) -> list[int]:
    """The paragraph each sentence stands in, counted from 0."""
    found: list[int] = []
    paragraph, last = 0, 0
    for span in spans:
        paragraph += text.count("\n", last, span.start)
        found.append(paragraph)
        last = span.start
    return found


def _furniture(text: str, spans: Sequence[Span], paragraphs: Sequence[int]) -> set[int]:
    """The paragraphs that tell no news: captions, bylines, boxes."""
    first: dict[int, str] = {}
    for span, paragraph in zip(spans, paragraphs, strict=True):
        first.setdefault(paragraph, text[span.start : span.end])
    dropped = {paragraph for paragraph, words in first.items() if paragraph and _FURNITURE.match(words)}
    boxed = False
    for paragraph, words in first.items():
        if paragraph and _ANALYST.match(words) and len(words) < 60:
            boxed = True
            dropped.add(paragraph)
        elif boxed and _BOX_ENDS.match(words):
            boxed = False
            dropped.add(paragraph)
        elif boxed:
            dropped.add(paragraph)
    return dropped
