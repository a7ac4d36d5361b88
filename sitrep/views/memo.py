"""Rows made once for each thing: most of a board is what it was a moment ago, and the same objects say so."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from sitrep.views.calendar import Calendar
from sitrep.views.pane import Row

T = TypeVar("T")
A = TypeVar("A")
Make = Callable[[T, A, Calendar], Row]


class Remembered(Generic[T, A]):
    """Makes a row of a thing and what stands beside it, and gives the same row while both are the same. It holds the
    rows of the last board only. Things are told apart by identity: comparing two boards' worth of them takes longer
    than making the rows.
    """

    def __init__(self, make: Make[T, A]) -> None:
        self._make = make
        self._calendar: Calendar | None = None
        self._held: dict[int, tuple[T, A, Row]] = {}

    def rows(self, things: Iterable[tuple[T, A]], calendar: Calendar) -> list[Row]:
        """The rows of `things`, in their order."""
        known = self._held if calendar == self._calendar else {}
        held: dict[int, tuple[T, A, Row]] = {}
        rows: list[Row] = []
        for thing, beside in things:
            name = id(thing)
            one = known.get(name)
            if one is None or one[0] is not thing or one[1] != beside:
                one = (thing, beside, self._make(thing, beside, calendar))
            held[name] = one
            rows.append(one[2])
        self._held, self._calendar = held, calendar
        return rows
