"""Which rows of a pane stand in its list, and in which order: narrowed by a filter, sorted by what one asks for.

A part stays under its aggregate through any order; where the filter leaves the aggregate out, the part stands alone and
not under somebody else's (R15).
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import partial
from heapq import merge
from itertools import chain, islice
from operator import itemgetter
from typing import Any

import msgspec

from sitrep.views.filtering.facts import Facts, Interval
from sitrep.views.filtering.filter import Filter, matches
from sitrep.views.pane import Row
from sitrep.views.steps import PARCEL, Steps, parcels

Signs = Callable[[Row], Collection[str]]
"""What the reader's own memory says of a row: new, revised, unread, since, saved."""


class Sort(msgspec.Struct, frozen=True):
    """By what a list is sorted: one of SORTS; "newest" is the board's own order. `up` turns it round."""

    by: str = "newest"
    up: bool = False

    @property
    def words(self) -> str:
        """As a frame says it: "killed ↓"; nothing for the board's own order."""
        return f"{self.by} {'↑' if self.up else '↓'}" if self != Sort() else ""


NEWEST = Sort()
"""The board's own order."""


def _low(toll: Interval | None) -> tuple[int, int] | None:
    """A toll by its lowest figure, then its highest: "at least 21" before "up to 30". None for one never stated."""
    if toll is None:
        return None
    low, high = toll
    return (low or 0, high if high is not None else low or 0)


GRADES = ("discounted", "weak", "contested", "fair", "confirmed")
SORTS: dict[str, Callable[[Facts], Any]] = {
    "newest": lambda facts: None,
    "killed": lambda facts: _low(facts.killed),
    "injured": lambda facts: _low(facts.injured),
    "grade": lambda facts: GRADES.index(facts.grade) if facts.grade in GRADES else None,
    "place": lambda facts: facts.places[0] if facts.places else None,
    "actor": lambda facts: facts.actors[0] if facts.actors else None,
    "feed": lambda facts: facts.feeds[0] if facts.feeds else None,
}
"""What a list is sorted by, for each way to sort it: values of one way can be compared; None for what nobody stated."""
WORDS = frozenset({"place", "actor", "feed"})
"""Sorted from A to Z where not turned round; figures from the highest down."""


def arranging(
    rows: Sequence[Row], wanted: Filter, now: datetime, signs: Signs = lambda row: (), sort: Sort = NEWEST
) -> Steps[Sequence[Row]]:
    """The rows that `wanted` asks for, sorted, in pieces of work.

    What nobody stated comes last, whichever way one sorts (R12).
    """
    shown: Sequence[Row] = rows
    if wanted.terms:
        found: list[Row] = []
        for some in parcels(rows):
            found += [row for row in some if matches(wanted, row.facts, now, partial(signs, row))]
            yield
        shown = yield from _orphans_alone(found)
    if sort == NEWEST:
        return shown
    groups: list[list[Row]] = []
    for some in parcels(shown):
        for row in some:
            if row.depth and groups:
                groups[-1].append(row)
            else:
                groups.append([row])
        yield
    in_order = yield from _sorted(groups, sort)
    yield
    return tuple(chain.from_iterable(in_order))


def _sorted(groups: list[list[Row]], sort: Sort) -> Steps[list[list[Row]]]:
    if sort.by == "newest":
        return groups[::-1] if sort.up else groups
    value, down = SORTS[sort.by], (sort.by not in WORDS) != sort.up
    stated: list[list[tuple[Any, list[Row]]]] = []
    silent: list[list[Row]] = []
    for some in parcels(groups):
        said = [(value(group[0].facts), group) for group in some]
        silent += [group for v, group in said if v is None]
        stated.append(sorted((one for one in said if one[0] is not None), key=itemgetter(0), reverse=down))
        yield
    merged = merge(*stated, key=itemgetter(0), reverse=down)
    found: list[list[Row]] = []
    while some_more := list(islice(merged, PARCEL)):
        found += [group for _, group in some_more]
        yield
    return found + silent


def _orphans_alone(rows: list[Row]) -> Steps[Sequence[Row]]:
    """Parts whose aggregate is not right above them (parts between) lose their place under it."""
    shown: list[Row] = []
    under = ""
    for some in parcels(rows):
        for row in some:
            if not row.depth:
                under = row.key
            alone = row.depth and row.part_of != under
            shown.append(msgspec.structs.replace(row, depth=0) if alone else row)
        yield
    return tuple(shown)


def sortable(rows: Sequence[Row]) -> list[str]:
    """The ways in which these rows can be sorted: those for which any of them states something."""
    return [by for by, value in SORTS.items() if by == "newest" or any(value(row.facts) is not None for row in rows)]
