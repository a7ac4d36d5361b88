"""Whose turn it is: keys before news. Long work is done in pieces, and none between a key and its paint."""

from collections.abc import Callable, Coroutine
from typing import Any

from sitrep.clock import Clock, give_way, stopwatch, worked
from sitrep.views.steps import Steps

PIECE_SECONDS = 0.003
"""After so long on the processor work lets the keys have their turn."""
AT_ONCE_SECONDS = 0.02
"""What a key asks for is done at once where it takes no longer than this."""
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

    def begin(self, work: Steps[None], beside: Callable[[Coroutine[Any, Any, None]], object]) -> None:
        """Does what a key asked for: at once if that is quick, else its rest `beside` the keys that come."""
        began = worked()
        for _ in work:
            if worked() - began >= AT_ONCE_SECONDS:
                beside(self.take(work, patience=0.0))
                return

    async def take(self, work: Steps[None], *, patience: float = HELD_SECONDS) -> None:
        """Does `work`; keys have their turn between two pieces of it, and `patience` seconds in all for their paint."""
        held, began = 0.0, worked()
        for _ in work:
            if worked() - began >= PIECE_SECONDS:
                await give_way()
                held += await self._after_key(patience - held)
                began = worked()

    async def _after_key(self, most: float) -> float:
        """Waits until a key pressed a moment ago is painted; how many seconds that took, at most `most`."""
        left = min(self._free - stopwatch(), most)
        if left > 0:
            await self._clock.sleep(left)
        return max(left, 0.0)
