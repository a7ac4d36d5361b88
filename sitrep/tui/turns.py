"""Whose turn it is: keys before news. Long work is done in pieces, and none between a key and its paint."""

from collections.abc import Iterable

from sitrep.clock import Clock, give_way, stopwatch

PIECE_SECONDS = 0.003
"""After so long work lets the keys have their turn."""
KEY_SECONDS = 0.03
"""What a key has for itself: at rest it is painted in a third of that."""
HELD_SECONDS = 0.5
"""But one held down does not hold a board back for longer."""


class Turns:
    """Between the keys, which must not wait, and work that may. `clock` paces the work."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._free = 0.0

    def key(self) -> None:
        """A key was pressed: what it does and its paint come first."""
        self._free = stopwatch() + KEY_SECONDS

    async def take(self, work: Iterable[None]) -> None:
        """Does `work`, which stops after each piece; keys have theirs between two of them."""
        held, began = 0.0, stopwatch()
        for _ in work:
            if stopwatch() - began >= PIECE_SECONDS:
                await give_way()
                held += await self._after_key(HELD_SECONDS - held)
                began = stopwatch()

    async def _after_key(self, most: float) -> float:
        """Waits until a key pressed a moment ago is painted; how many seconds that took, at most `most`."""
        left = min(self._free - stopwatch(), most)
        if left > 0:
            await self._clock.sleep(left)
        return max(left, 0.0)
