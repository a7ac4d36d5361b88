"""The one place for time, waiting and dice. Everything else is handed a Clock, so tests and replays own the time."""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Time in UTC, waiting in seconds, dice in [low, high]."""

    def now(self) -> datetime:
        """The present moment, UTC, aware."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait that long on this clock."""
        ...

    def uniform(self, low: float, high: float) -> float:
        """A number between low and high."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        import asyncio  # here, not above: a status line tells the time and pays for no loop

        await asyncio.sleep(max(0.0, seconds))

    def uniform(self, low: float, high: float) -> float:
        import random

        return random.uniform(low, high)  # noqa: S311 - jitter between polls, not a secret


def stopwatch() -> float:
    """Seconds on a clock that never goes back: for measuring how long something took, not when."""
    return time.monotonic()


def worked() -> float:
    """Seconds that this thread was on a processor: what work took, whatever else the machine did meanwhile."""
    return time.thread_time()


async def give_way(turns: int = 12) -> None:
    """Lets what is ready run first: a key takes some turns of the loop from the terminal to its paint."""
    import asyncio

    for _ in range(turns):
        await asyncio.sleep(0)
