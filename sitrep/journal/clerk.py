"""Who takes work to the journal: writing waits for the disk, and for other processes; the screen's loop must not."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from sitrep.journal.port import Journal

T = TypeVar("T")


class Clerk(Protocol):
    """Does work on the journal, one piece after another, in the order it was given."""

    async def do(self, work: Callable[[Journal], T]) -> T:
        """What `work` returns or raises. Work that was begun is done, even if nobody waits for it any more."""
        ...

    def stirred(self) -> object:
        """As the journal's own, asked here and now: nobody is woken for it."""
        ...


class Thread:
    """A clerk with a thread of its own."""

    def __init__(self, journal: Journal) -> None:
        # Here, not above: a status line reads the journal and pays for no loop and no threads.
        from concurrent.futures import ThreadPoolExecutor

        self._journal = journal
        self._pool = ThreadPoolExecutor(1, "journal")

    async def do(self, work: Callable[[Journal], T]) -> T:
        import asyncio

        return await asyncio.get_running_loop().run_in_executor(self._pool, work, self._journal)

    def stirred(self) -> object:
        return self._journal.stirred()

    def close(self) -> None:
        """Ends when all that was given is done. The journal stays open."""
        self._pool.shutdown()


class AtOnce:
    """A clerk that does the work where it is asked: for commands without a screen, and for tests."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def do(self, work: Callable[[Journal], T]) -> T:
        return work(self._journal)

    def stirred(self) -> object:
        return self._journal.stirred()
