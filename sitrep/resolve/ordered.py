"""Collections that stay in order while single items come and go: what lets a commit cost what changed."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterator
from typing import Any, Generic, TypeVar

T = TypeVar("T")
H = TypeVar("H", bound=Hashable)


class Ordered(Generic[T]):
    """A list kept sorted by `key`. Adding and discarding search by halves; equal items may stand twice."""

    __slots__ = ("_key", "items")

    def __init__(self, key: Callable[[T], Any]) -> None:
        self._key = key
        self.items: list[T] = []

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def add(self, item: T) -> int:
        """Put it in its place; return where that is."""
        place = bisect_right(self.items, self._key(item), key=self._key) if self.items else 0
        self.items.insert(place, item)
        return place

    def place(self, key: Any) -> int:
        """Where the first item stands whose key is not before this one."""
        return bisect_left(self.items, key, key=self._key)

    def discard(self, item: T) -> int:
        """Take out one equal item; return where it was. Raises ValueError if there is none."""
        key = self._key(item)
        place = bisect_left(self.items, key, key=self._key)
        place = self.items.index(item, place, bisect_right(self.items, key, place, key=self._key))
        del self.items[place]
        return place


class Votes(Generic[H]):
    """How often each thing was said. What nobody says any more is gone."""

    __slots__ = ("counts",)

    def __init__(self) -> None:
        self.counts: dict[H, int] = {}

    def __len__(self) -> int:
        return len(self.counts)

    def __iter__(self) -> Iterator[H]:
        return iter(self.counts)

    def __contains__(self, thing: object) -> bool:
        return thing in self.counts

    def add(self, thing: H) -> bool:
        """Count it once more; True if it is new."""
        now = self.counts.get(thing, 0) + 1
        self.counts[thing] = now
        return now == 1

    def discard(self, thing: H) -> bool:
        """Count it once less; True if nobody says it any more. Raises KeyError if nobody did."""
        now = self.counts[thing] - 1
        if now:
            self.counts[thing] = now
            return False
        del self.counts[thing]
        return True


class Steps(Generic[T]):
    """Of things in order those that differ in `value` from the one before: the steps of a history."""

    __slots__ = ("_all", "_steps", "_value")

    def __init__(self, key: Callable[[T], Any], value: Callable[[T], object]) -> None:
        self._all: Ordered[T] = Ordered(key)
        self._steps: Ordered[T] = Ordered(key)
        self._value = value

    def __len__(self) -> int:
        return len(self._all)

    @property
    def all(self) -> list[T]:
        """Everything, in order."""
        return self._all.items

    @property
    def steps(self) -> list[T]:
        """What differs from what was said before it."""
        return self._steps.items

    def add(self, item: T) -> None:
        """Put it in its place; its follower may cease to be a step, or become one."""
        place = self._all.add(item)
        self._turn(place - 1, place + 1, item)
        if self._differs(place - 1, item):
            self._steps.add(item)

    def discard(self, item: T) -> None:
        """Take it out. Raises ValueError if it is not there."""
        place = self._all.discard(item)
        if self._differs(place - 1, item):
            self._steps.discard(item)
        self._turn(place - 1, place, item, back=True)

    def _differs(self, before: int, item: T) -> bool:
        return before < 0 or self._value(self._all.items[before]) != self._value(item)

    def _turn(self, before: int, after: int, between: T, back: bool = False) -> None:
        """The one at `after` stood behind that at `before`, now behind `between`; `back` the other way about."""
        if after >= len(self._all):
            return
        item = self._all.items[after]
        far, near = self._differs(before, item), self._value(between) != self._value(item)
        was, now = (near, far) if back else (far, near)
        if was and not now:
            self._steps.discard(item)
        elif now and not was:
            self._steps.add(item)


class Roster(Generic[T]):
    """Things by name, kept in order: a board's list that costs what changed."""

    __slots__ = ("_by_name", "_order")

    def __init__(self, key: Callable[[T], Any]) -> None:
        self._by_name: dict[str, T] = {}
        self._order: Ordered[T] = Ordered(key)

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def get(self, name: str) -> T | None:
        """The thing of this name."""
        return self._by_name.get(name)

    def put(self, name: str, thing: T) -> None:
        """Add a thing, or put it in the place of the one before it."""
        self.drop(name)
        self._by_name[name] = thing
        self._order.add(thing)

    def drop(self, name: str) -> None:
        """Take it out; unknown names are ignored."""
        old = self._by_name.pop(name, None)
        if old is not None:
            self._order.discard(old)

    def last_first(self) -> tuple[T, ...]:
        """All of them, the last in order first."""
        return tuple(reversed(self._order.items))


def leave(held: dict[H, Ordered[T]], name: H, item: T) -> None:
    """Discard `item` from the list held under `name`; a list left empty is held no more."""
    held[name].discard(item)
    if not held[name]:
        del held[name]
