"""Which alerts go off: a pure function of the board and of what was told before. Never twice for one thing.

A rule is a filter over the rows of some panes and how many must match at once. What matches while the rule cools down
waits and is told with the next. Nothing older than the moment the alerts were armed goes off.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from sitrep.views.filtering.filter import Filter, matches
from sitrep.views.pane import Row
from sitrep.views.steps import Steps, parcels


class Rule(msgspec.Struct, frozen=True):
    """What a reader wants to be told at once: rows of `panes` that `wanted` asks for, `at_least` so many new ones
    together, not more often than every `cooldown`.
    """

    name: str
    wanted: Filter
    panes: tuple[str, ...]
    at_least: int = 1
    cooldown: timedelta = timedelta(0)


class Told(msgspec.Struct, frozen=True):
    """What was told: since when alerts are armed (UTC), what each rule went off for, and when it last did."""

    since: datetime
    things: Mapping[str, frozenset[str]] = {}
    last: Mapping[str, datetime] = {}


class Fired(msgspec.Struct, frozen=True):
    """A rule that went off, and the rows it did so for, in the board's order, with the names they are known by."""

    rule: str
    rows: tuple[Row, ...]


def due(
    rules: Sequence[Rule], boards: Mapping[str, Sequence[Row]], told: Told, now: datetime
) -> Steps[tuple[tuple[Fired, ...], Told]]:
    """The rules that go off at `now` (UTC), and what was told once they have; in pieces."""
    fired: list[Fired] = []
    things, last = dict(told.things), dict(told.last)
    for rule in rules:
        known = things.get(rule.name, frozenset())
        matching: list[Row] = []
        for pane in rule.panes:
            for some in parcels(boards.get(pane, ())):
                there = [row for row in some if _may(row, told.since)]
                matching += [row for row in there if matches(rule.wanted, row.facts, now)]
                yield
        fresh = _once([row for row in matching if known.isdisjoint((row.key, *row.aliases))])
        rests = rule.name in last and now - last[rule.name] < rule.cooldown
        if len(fresh) < rule.at_least or rests:
            continue
        fired.append(Fired(rule.name, tuple(fresh)))
        things[rule.name] = known | {row.key for row in fresh}
        last[rule.name] = now
    return tuple(fired), Told(told.since, things, last) if fired else told


def _may(row: Row, since: datetime) -> bool:
    return row.facts.at is not None and row.facts.at >= since


def _once(rows: Sequence[Row]) -> list[Row]:
    """Two panes may show one thing."""
    return list({row.key: row for row in rows}.values())
