"""The smallest heaps of reports: those that identity cannot tell apart, and groups of them that are one event."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime

import msgspec

from sitrep.resolve.facts import Facts, facts_of, join, rank
from sitrep.resolve.ids import Key, seen_first
from sitrep.resolve.ordered import Ordered, Votes
from sitrep.resolve.report import Report

Spot = tuple[str, ...]
"""The locality a report is grouped in: a town or district of any day, or wider places on one day."""

Signature = tuple[object, ...]

WORD_SHARE = 0.2
"""Share of an event's reports that use a word which then counts as its wording."""


def is_local(report: Report) -> bool:
    """True if it is placed in one town or district."""
    return report.level in (0, 2) and not report.wide


def spot_of(report: Report) -> Spot:
    """The locality it belongs to."""
    if is_local(report):
        return ("at", report.spots[0].key)
    over = "+".join(sorted(p.key for p in report.spots)) or report.country or ""
    return ("over", over, report.anchor.isoformat())


def signature_of(report: Report) -> Signature:
    """What tells it from the other reports of its locality."""
    base = (
        report.day,
        report.told if report.day is None else None,
        report.kind == "interception",
        report.night,
        report.aftermath,
        *(report.objects, report.means, report.attackers, report.sides),
    )
    return base if is_local(report) else (*base, report.wide, report.tolls, report.words)


class Cell:
    """Reports of one locality with one signature.

    `case` is the case whose file has its reports, but for what `came` and `left` since.
    """

    __slots__ = ("_facts", "_keys", "_seen", "articles", "came", "case", "left", "reports", "words")

    def __init__(self) -> None:
        self.reports: dict[Key, Report] = {}
        self.articles: Votes[str] = Votes()
        self.words: Counter[str] = Counter()
        self.case: Key | None = None
        self.came: dict[Key, Report] = {}
        self.left: set[Key] = set()
        self._keys: Ordered[Key] = Ordered(lambda key: key)
        self._seen: Ordered[Report] = Ordered(seen_first)
        self._facts: Facts | None = None

    def put(self, report: Report) -> None:
        """Add a report; its facts join those the cell has."""
        self.reports[report.key] = report
        self.came[report.key] = report
        self.articles.add(report.key[0])
        self._keys.add(report.key)
        self._seen.add(report)
        self.words.update(report.words)
        if self._facts is not None:
            self._facts = _with_words(join((self._facts, facts_of(report))), self.words, len(self.reports))

    def drop(self, key: Key) -> None:
        """Take out a report; what the others say is worked out when next asked for."""
        report = self.reports.pop(key)
        self._seen.discard(report)
        self.words.subtract(report.words)
        if self.came.pop(key, None) is None:
            self.left.add(key)
        self.articles.discard(key[0])
        self._keys.discard(key)
        self._facts = None

    @property
    def key(self) -> Key:
        """The smallest key of its reports."""
        return self._keys.items[0]

    @property
    def founder(self) -> Report:
        """The report that was seen first."""
        return self._seen.items[0]

    @property
    def since(self) -> tuple[datetime, Key]:
        """When the first of them was published, and its key."""
        return min((r.article.at, r.key) for r in self.reports.values())

    @property
    def facts(self) -> Facts:
        """What its reports say together."""
        if self._facts is None:
            self.words = +self.words
            self._facts = _with_words(join(facts_of(r) for r in self.reports.values()), self.words, len(self.reports))
        return self._facts


class Group:
    """Cells of one locality that are one event; `key` is its smallest report key.

    `rank` says which of two groups takes in the other: the more exact, then the dated, then the earlier.
    """

    __slots__ = ("_articles", "cells", "facts", "key", "rank")

    def __init__(self, cells: Iterable[Cell]) -> None:
        self.cells = tuple(cells)
        self.facts = _with_words(
            join(c.facts for c in self.cells),
            sum((c.words for c in self.cells), Counter()),
            sum(len(c.reports) for c in self.cells),
        )
        self.key = min(c.key for c in self.cells)
        self.rank = (*rank(self.facts), self.key)
        self._articles: set[str] | None = None

    @property
    def articles(self) -> set[str]:
        """The articles that tell it."""
        if self._articles is None:
            self._articles = {article for c in self.cells for article in c.articles}
        return self._articles

    @property
    def founder(self) -> Report:
        """The report that was seen first."""
        return min((c.founder for c in self.cells), key=seen_first)

    @property
    def why(self) -> tuple[str, ...]:
        """Why its reports are one event, in words a reader can check."""
        dated = sum(len(c.reports) for c in self.cells if c.facts.day is not None)
        loose = sum(len(c.reports) for c in self.cells) - dated
        where = self.facts.spots[0].name if self.facts.spots else self.facts.country or "no place named"
        day = self.facts.day
        told = (
            f"{dated} reports of {where} on {day.day} {day:%b}" if day and dated > 1 else "",
            f"{loose} undated {'report' if loose == 1 else 'reports'} of {where}, told in those days"
            if loose and loose + dated > 1
            else "",
        )
        return tuple(reason for reason in told if reason)

    def reports(self) -> Iterator[Report]:
        """All its reports, in no order."""
        for cell in self.cells:
            yield from cell.reports.values()


class Cluster:
    """Cells being gathered round a leader, with the facts they have so far."""

    __slots__ = ("_count", "_words", "articles", "cells", "facts")

    def __init__(self, cell: Cell) -> None:
        self.cells = [cell]
        self.facts = cell.facts
        self.articles = set(cell.articles)
        self._words = Counter(cell.words)
        self._count = len(cell.reports)

    @property
    def key(self) -> Key:
        """The smallest key of its reports."""
        return min(c.key for c in self.cells)

    def take(self, cell: Cell) -> None:
        """Add a cell."""
        self.cells.append(cell)
        self.articles.update(cell.articles)
        self._words.update(cell.words)
        self._count += len(cell.reports)
        self.facts = _with_words(join((self.facts, cell.facts)), self._words, self._count)

    def over_midnight(self, morrow: "Cluster") -> "Cluster":
        """The two halves of one night as one, on this one's day."""
        whole = Cluster(self.cells[0])
        for cell in (*self.cells[1:], *morrow.cells):
            whole.take(cell)
        whole.facts = msgspec.structs.replace(whole.facts, day=self.facts.day)
        return whole


def _with_words(facts: Facts, words: Counter[str], reports: int) -> Facts:
    """The facts with the words that a good share of the reports use: of many, what few say is no mark of the event."""
    need = WORD_SHARE * reports
    return msgspec.structs.replace(facts, words=frozenset(w for w, n in words.items() if n > 0 and n >= need))


def told_apart(a: Group | Cluster, b: Group | Cluster) -> bool:
    """Articles that keep two events apart are witnesses that they are two; one among many may itself be confused."""
    both = len(a.articles & b.articles)
    return both > 0 and 3 * both >= min(len(a.articles), len(b.articles))


class Regrouped(msgspec.Struct, frozen=True):
    """Groups that are no more, and those that are new or altered."""

    left: tuple[Group, ...]
    come: tuple[Group, ...]


def kept(old: Mapping[Cell, Cluster], new: Cluster, dirty: Collection[Cell]) -> Cluster:
    """The cluster as it was, where nothing of it changed: who is the same object needs no second look."""
    before = old.get(new.cells[0])
    return new if before is None or before.cells != new.cells or any(c in dirty for c in new.cells) else before


def by_first(clusters: Iterable[Cluster]) -> dict[Cell, Cluster]:
    """Clusters by their first cell, for `kept`."""
    return {k.cells[0]: k for k in clusters}
