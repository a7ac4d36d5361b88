"""Campaign totals (METHOD.md R16): a series of their own for each campaign and kind, never part of an incident."""

from collections.abc import Iterable

import msgspec

from sitrep.model.article import Article
from sitrep.model.claim import Casualty, Kind
from sitrep.model.incident import RunningTotal, Step
from sitrep.resolve import wording
from sitrep.resolve.drafts import is_bare_update
from sitrep.resolve.figures import is_narrow
from sitrep.resolve.ordered import Steps
from sitrep.resolve.tally import shown


class Word(msgspec.Struct, frozen=True, gc=False):
    """One article's word on a campaign total."""

    article: Article
    casualty: Casualty


Series = tuple[str, Kind, str]
"""The campaign (by place), the kind, and the class of people counted ("" for all)."""


def words_of(article: Article, casualties: Iterable[Casualty]) -> tuple[Word, ...]:
    """The campaign totals an article gives."""
    return tuple(Word(article, c) for c in casualties if _is_campaign(c))


def _is_campaign(casualty: Casualty) -> bool:
    return casualty.scope == "running_total" and casualty.kind != "unspecified" and not is_bare_update(casualty)


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


def label_of(series: Series) -> str:
    """What the board calls a series: "Ukraine: killed", "Gaza: children killed"."""
    where, kind, group = series
    return f"{where}: {group + ' ' if group else ''}{kind}"


class Campaign:
    """All words on one series, in order of time, and the total they make."""

    def __init__(self, series: Series) -> None:
        self._series = series
        self._words: Steps[Word] = Steps(_order, _bounds)

    def __bool__(self) -> bool:
        return len(self._words) > 0

    def put(self, word: Word) -> None:
        """Add a word."""
        self._words.add(word)

    def drop(self, word: Word) -> None:
        """Take a word back. Raises ValueError if it was never said."""
        self._words.discard(word)

    def total(self) -> RunningTotal:
        """The series as it stands: the newest word, with every step before it, falls included."""
        last = self._words.all[-1]
        count = last.casualty.count
        return RunningTotal(
            label=label_of(self._series),
            kind=last.casualty.kind,
            low=count.low,
            high=count.high,
            text=count.text or shown(count.low, count.high),
            speaker=last.casualty.speaker,
            outlet=last.article.outlet,
            as_of=last.article.at,
            history=tuple(
                Step(w.article.at, *_bounds(w), w.casualty.speaker, w.article.outlet) for w in self._words.steps
            ),
            quote=last.casualty.quote,
            url=last.article.url,
            article=last.article.id,
        )


def _order(word: Word) -> tuple[object, ...]:
    return (word.article.at, word.casualty.span.start, word.article.id, word.casualty.count.text)


def _bounds(word: Word) -> tuple[int | None, int | None]:
    return (word.casualty.count.low, word.casualty.count.high)
