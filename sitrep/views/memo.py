"""Rows made once for each thing: most of a board is what it was a moment ago, and is not looked at again.

What a new board costs here is what changed in it. The long runs of things that stand as they stood are found by
comparing slices: Python does that by identity, some hundred times faster than a loop over them.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, Generic, NamedTuple, TypeVar, cast

from sitrep.views.calendar import Calendar
from sitrep.views.pane import Row

T = TypeVar("T")
A = TypeVar("A")
Make = Callable[[T, A, Calendar], Row | None]
STRIDE = 4096
"""Things compared at once, at most."""


class Run(NamedTuple):
    """`length` things from `here` on stood from `before` on in the list before."""

    here: int
    before: int
    length: int


class Succession:
    """Lists one after the other, each much like the one before. Lists that go together, one entry a thing, are compared
    in step.
    """

    def __init__(self) -> None:
        self._lists: tuple[tuple[Any, ...], ...] = ()
        self._known: set[int] = set()

    def turn(self, *lists: Sequence[Any]) -> list[Run]:
        """Takes the next list, and finds in order what stayed of the last one. A thing that was moved may count as gone
        and come again.
        """
        then, self._lists = self._lists, tuple(map(tuple, lists))
        both = list(zip(self._lists, then or ((),) * len(lists), strict=True))
        now, was = both[0]
        here = before = 0
        runs: list[Run] = []
        while here < len(now) and before < len(was):
            same = now[here] is was[before]
            if same and (length := _alike(both, here, before)):
                runs.append(Run(here, before, length))
                here, before = here + length, before + length
            elif same or id(now[here]) not in self._known:  # altered in what stands beside it, or new
                here, before = here + 1, before + same
            else:
                before += 1
        gone = between([(run.before, run.length) for run in runs], len(was))
        fresh = between([(run.here, run.length) for run in runs], len(now))
        self._known.difference_update(id(thing) for part in gone for thing in was[part])
        self._known.update(id(thing) for part in fresh for thing in now[part])
        return runs


def between(runs: Sequence[tuple[int, int]], end: int) -> list[slice]:
    """The parts of a list of `end` things that no (start, length) of `runs` covers."""
    edges = [(0, 0), *runs, (end, 0)]
    return [slice(a + length, b) for (a, length), (b, _) in pairwise(edges) if a + length < b]


def _alike(both: Sequence[tuple[tuple[Any, ...], tuple[Any, ...]]], here: int, before: int) -> int:
    """How many entries from there on are the same in each pair of lists."""
    most = min(len(both[0][0]) - here, len(both[0][1]) - before)
    length, stride = 0, STRIDE
    while stride and length < most:
        step = min(stride, most - length)
        a, b = here + length, before + length
        if all(now[a : a + step] == was[b : b + step] for now, was in both):
            length += step
        else:
            stride = step // 4
    return length


class Remembered(Generic[T, A]):
    """Makes a row of a thing and what stands beside it, and gives the same row while both are the same. It holds the
    rows of the last board only.
    """

    def __init__(self, make: Make[T, A]) -> None:
        self._make = make
        self._calendar: Calendar | None = None
        self._things = Succession()
        self._rows: list[Row | None] = []
        self._blanks = 0

    def rows(self, things: Sequence[T], besides: Sequence[A], calendar: Calendar) -> list[Row]:
        """The rows of `things`, in their order; a thing of which none is made has none. Nobody may alter the list."""
        runs = self._things.turn(things, besides)
        if calendar != self._calendar:
            runs = []
        gone = between([(run.before, run.length) for run in runs], len(self._rows))
        self._blanks -= sum(self._rows[part].count(None) for part in gone)
        rows: list[Row | None] = []
        for run in [*runs, Run(len(things), 0, 0)]:
            new = slice(len(rows), run.here)
            made = [self._make(*pair, calendar) for pair in zip(things[new], besides[new], strict=True)]
            self._blanks += made.count(None)
            rows += made
            rows += self._rows[run.before : run.before + run.length]
        self._rows, self._calendar = rows, calendar
        # Most lists have no blanks, and a list of all rows is not made a second time for nothing.
        return list(filter(None, rows)) if self._blanks else cast("list[Row]", rows)
