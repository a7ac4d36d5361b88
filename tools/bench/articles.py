"""Articles to measure with, and the measure."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from time import process_time  # a benchmark measures the machine's own time

from sitrep.model.article import Article

NOON = datetime(2024, 1, 1, 12, tzinfo=UTC)
WORDS = 600
"""Words of an article."""
ONE_IN = 10
"""Paragraphs of a usual article to one that tells of events or of what only sounds like them: so dense are the English
articles of recorded feeds, as `python tools/bench reading` shows beside its own where it finds some.
"""
PLAIN = Path(__file__).with_name("plain.txt")
CORPUS = Path(__file__).parents[2] / "tests" / "extract" / "corpus"


@cache
def _stories() -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Headlines and summaries of the labelled entries: those that tell of nothing, and those with events."""
    rows = [
        json.loads(line) for file in sorted(CORPUS.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()
    ]
    told = [(row["title"], row["summary"], any(row["gold"].values())) for row in rows]
    return tuple((t, s) for t, s, event in told if not event), tuple((t, s) for t, s, event in told if event)


@cache
def _plain() -> tuple[tuple[str, str], ...]:
    """Headlines and paragraphs of news without a word of war: weather, councils, harvests, museums."""
    return tuple(
        (title, body) for title, body in (block.split("\n", 1) for block in PLAIN.read_text("utf-8").split("\n\n"))
    )


def _article(number: int, stories: Sequence[tuple[str, str]]) -> Article:
    """Six hundred words from `stories`, from another one on and in another stride for every number."""
    at, stride, size = number % len(stories), 1 + number % 7, len(stories)
    title, paragraphs, words = stories[at][0], list[str](), 0
    while words < WORDS:
        paragraphs.append(stories[at % size][1])
        words += len(paragraphs[-1].split())
        at += stride
    return _told(number, title, "\n".join(paragraphs))


def _told(number: int, title: str, body: str) -> Article:
    moment, outlet = NOON + timedelta(minutes=number), f"Outlet {number % 40}"
    return Article(str(number), "v1", title, body, outlet, outlet, "feed", moment, moment)


def article(number: int) -> Article:
    """One of many reports of one event: another moment and figure each, for those that measure what comes after."""
    title = f"At least {number % 40 + 2} killed as shells hit market"
    body = (
        "Shells hit the market of Harbour Town on Monday and killed at least four people, the governor said. "
        "Another nine were taken to hospital. The mayor, Anna Berg, told reporters that the power would stay off."
    )
    return _told(number, title, body)


def quiet(number: int) -> Article:
    """News in which nobody is attacked and no state acts."""
    return _article(number, _stories()[0])


def eventful(number: int) -> Article:
    """An event in every paragraph: as dense as a summary of the day's war."""
    return _article(number, _stories()[1])


def mixed(number: int) -> Article:
    """One article in four tells of events, and that one in every paragraph; the others are full of what sounds so."""
    return eventful(number) if number % 4 == 0 else quiet(number)


def usual(number: int) -> Article:
    """As most articles of a day's feeds are: plain, with a paragraph in ten of an event or what sounds like one."""
    plain, (traps, events) = _plain(), _stories()
    title, paragraphs, words = plain[number % len(plain)][0], list[str](), 0
    while words < WORDS:
        at = number * 7 + len(paragraphs)
        stories = events if at // ONE_IN % 2 else traps
        told = stories[at // ONE_IN % len(stories)] if at % ONE_IN == 0 else plain[at % len(plain)]
        paragraphs.append(told[1].strip())
        words += len(paragraphs[-1].split())
    return _told(number, title, "\n".join(paragraphs))


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of `work`."""
    begun = process_time()
    work()
    return process_time() - begun
