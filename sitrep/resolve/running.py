"""Campaign totals (METHOD.md R16): a series of their own for each campaign and kind, never part of an incident."""

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from sitrep.model.article import Article
from sitrep.model.claim import Casualty, Kind
from sitrep.model.incident import RunningTotal, Step
from sitrep.resolve import wording
from sitrep.resolve.tally import is_narrow, shown


class Word(msgspec.Struct, frozen=True):
    """One article's word on a campaign total."""

    article: Article
    casualty: Casualty


Series = tuple[str, Kind, str]
"""The campaign (by place), the kind, and the class of people counted ("" for all)."""


def words_of(article: Article, casualties: Iterable[Casualty]) -> tuple[Word, ...]:
    """The campaign totals an article gives."""
    return tuple(Word(article, c) for c in casualties if c.scope == "running_total" and c.kind != "unspecified")


def series_of(word: Word) -> Series:
    """The series a total belongs to: the widest place it names, its kind, and whom it counts where that is a class."""
    c = word.casualty
    widest = {"country": 0, "region": 1, "area": 2, "exact": 3}
    place = min(c.places, key=lambda p: (widest[p.precision], p.name), default=None)
    who = c.who or ""
    sides = sorted(wording.sides_in(who))
    group = who.casefold() if is_narrow(who) else ""
    where = place.name if place else c.country or " ".join(sides) or "Campaign"
    return (where, c.kind, group)


def running_total(series: Series, words: Iterable[Word]) -> RunningTotal:
    """The series as it stands: the newest word, with every step before it, falls included."""
    told = sorted(words, key=lambda w: (w.article.at, w.casualty.span.start, w.article.id))
    steps: list[Step] = []
    for w in told:
        count = w.casualty.count
        if not steps or (steps[-1].low, steps[-1].high) != (count.low, count.high):
            steps.append(Step(w.article.at, count.low, count.high, w.casualty.speaker, w.article.outlet))
    last = told[-1]
    count = last.casualty.count
    where, kind, group = series
    return RunningTotal(
        label=f"{where}: {group + ' ' if group else ''}{kind}",
        kind=kind,
        low=count.low,
        high=count.high,
        text=count.text or shown(count.low, count.high),
        speaker=last.casualty.speaker,
        outlet=last.article.outlet,
        as_of=last.article.at,
        history=tuple(steps),
        quote=last.casualty.quote,
        url=last.article.url,
        article=last.article.id,
    )


def by_series(words: Iterable[Word]) -> dict[Series, list[Word]]:
    """Words sorted into their series."""
    found: dict[Series, list[Word]] = defaultdict(list)
    for word in words:
        found[series_of(word)].append(word)
    return found
