"""Work in pieces: whoever runs it may do something else between two. A board of 100,000 things must not hold a key."""

from collections.abc import Generator, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
Steps = Generator[None, None, T]
"""Work in pieces, and what comes of it. Nothing of it is to be seen before its end."""
PARCEL = 1_000
"""Things looked at between two stops, where a look takes a microsecond or two."""


def at_once(steps: Steps[T]) -> T:
    """What comes of the work, done without a stop."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            done: T = end.value
            return done


def parcels(things: Sequence[T], size: int = PARCEL) -> Iterator[Sequence[T]]:
    """The things in order, `size` at a time."""
    return (things[start : start + size] for start in range(0, len(things), size))
