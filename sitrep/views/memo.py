"""Rows made once for each thing: most of a board is what it was a moment ago, and is not looked at again.

What a new board costs here is what changed in it. The long runs of things that stand as they stood are found by
comparing slices: Python does that by identity, some hundred times faster than a loop over them.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, Generic, NamedTuple, TypeVar, cast

from sitrep.views.pane import Row
from sitrep.views.steps import Steps

T = TypeVar("T")
A = TypeVar("A")
R = TypeVar("R", bound=Row)
Make = Callable[[T, A], R | None]
STRIDE = 4096
"""Things compared at once, at most."""
PIECE = 50
"""Rows made between two stops: some milliseconds."""


class Run(NamedTuple):
    """`length` things from `here` on stood from `before` on in the list before."""

    here: int
    before: int
    length: int


class Turn(NamedTuple):
    """From one list, or some that go together, to the next: `now`, what was `before`, and the `runs` that stayed."""

    now: tuple[tuple[Any, ...], ...]
    before: tuple[tuple[Any, ...], ...]
    runs: list[Run]

    @property
    def gone(self) -> list[slice]:
        """The parts of the list before that did not stay."""
        return between([(run.before, run.length) for run in self.runs], len(self.before[0]))

    @property
    def fresh(self) -> list[slice]:
        """The parts of the list now that were not there."""
        return between([(run.here, run.length) for run in self.runs], len(self.now[0]))


class Succession:
    """Lists one after the other, each much like the one before. Lists that go together, one entry a thing, are compared
    in step.
    """

    def __init__(self) -> None:
        self._lists: tuple[tuple[Any, ...], ...] = ()
        self._known: set[int] = set()

    def compare(self, *lists: Sequence[Any]) -> Turn:
        """What stays of the last list in the next one, in order. A thing that was moved may count as gone and come
        again. Nothing is taken yet.
        """
        then, here_and_now = self._lists or ((),) * len(lists), tuple(map(tuple, lists))
        both = list(zip(here_and_now, then, strict=True))
        now, was = both[0]
        if all(a is b for a, b in both):
            return Turn(here_and_now, then, [Run(0, 0, len(now))] if now else [])
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
        return Turn(here_and_now, then, runs)

    def take(self, turn: Turn) -> bool:
        """The next list is the last one now. False where another one was taken since they were compared."""
        if self._lists and any(a is not b for a, b in zip(self._lists, turn.before, strict=True)):
            return False
        self._known.difference_update(id(thing) for part in turn.gone for thing in turn.before[0][part])
        self._known.update(id(thing) for part in turn.fresh for thing in turn.now[0][part])
        self._lists = turn.now
        return True


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


class Remembered(Generic[T, A, R]):
    """Makes a row of a thing and what stands beside it, and gives the same row while both are the same. It holds the
    rows of the last board only.
    """

    def __init__(self, make: Make[T, A, R]) -> None:
        self._make = make
        self._things = Succession()
        self._rows: tuple[R | None, ...] = ()
        self._shown: tuple[R, ...] = ()

    def rows(self, things: Sequence[T], besides: Sequence[A]) -> Steps[tuple[R, ...]]:
        """The rows of `things`, in their order; a thing of which none is made has none."""
        turn, held = self._things.compare(things, besides), self._rows
        yield
        if turn.runs == [Run(0, 0, len(held))] and len(things) == len(held):
            return self._shown
        rows: list[R | None] = []
        for run in [*turn.runs, Run(len(things), 0, 0)]:
            while len(rows) < run.here:
                new = slice(len(rows), min(len(rows) + PIECE, run.here))
                rows += [self._make(*pair) for pair in zip(things[new], besides[new], strict=True)]
                yield
            rows += held[run.before : run.before + run.length]
        yield
        made = tuple(rows)
        yield
        shown = tuple(filter(None, made))
        if len(shown) == len(made):  # most lists have no blanks, and are not held twice for nothing
            shown = cast("tuple[R, ...]", made)
        if self._things.take(turn):  # else another board came by meanwhile, and is the last one
            self._rows, self._shown = made, shown
        return shown
