"""One viewer's own things around the screen: what they read and bookmarked (in the journal), where they were and how
they looked at it (a small file), what they export. The edge behind sitrep.tui.seam's offers.
"""

import asyncio
import getpass
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from sitrep.clock import Clock
from sitrep.journal import Clerk, Journal
from sitrep.model.place import Place
from sitrep.model.viewer import Bookmark, Mark
from sitrep.tui.memory import Memory, kept, recalled

FILE = "screen.json"
CLAIMS = "alerts"
"""The folder of what alert commands were run for: an empty file each, made by the first who asks."""
CLAIMED_DAYS = 60
"""Claims older than this go: whatever they were for left the board long before."""
MOST_PLACES = 9


def viewer() -> str:
    """Who looks: SITREP_VIEWER, else the name one is logged in under."""
    try:
        return os.environ.get("SITREP_VIEWER") or getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number without a name
        return "somebody"


class Desk:
    """What `viewer()` keeps: marks and bookmarks in the journal, read at once and written through `clerk`; where they
    were in a file of `folder`.
    """

    def __init__(self, journal: Journal, clerk: Clerk, clock: Clock, folder: Path) -> None:
        self._journal = journal
        self._clerk = clerk
        self._clock = clock
        self._file = folder / FILE
        self._viewer = viewer()
        self._writing: set[asyncio.Task[str | None]] = set()

    def seen(self) -> Mapping[str, str] | None:
        """What was read, with its version; None for a viewer who never was here."""
        marks = self._journal.marks(self._viewer)
        return {mark.key: mark.version for mark in marks} if marks else None

    def saved(self) -> frozenset[str]:
        """The keys of the bookmarks."""
        return frozenset(bookmark.key for bookmark in self._journal.bookmarks(self._viewer))

    def keep(self, read: Mapping[str, str], tasks: asyncio.TaskGroup) -> None:
        """Has what was read kept, without waiting for the disk."""
        now = self._clock.now()
        marks = [Mark(self._viewer, name, version, now) for name, version in read.items()]
        self._write(lambda journal: journal.mark(marks), tasks)

    def bookmark(self, name: str, on: bool, tasks: asyncio.TaskGroup) -> None:
        """Has a bookmark kept or dropped."""
        one = Bookmark(self._viewer, name, self._clock.now(), on)
        self._write(lambda journal: journal.bookmark(one), tasks)

    def _write(self, work: Callable[[Journal], str | None], tasks: asyncio.TaskGroup) -> None:
        task = tasks.create_task(self._clerk.do(work))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def settle(self) -> None:
        """Waits until all that was to be kept is."""
        await asyncio.gather(*self._writing)

    def claim(self, alert: str, key: str) -> bool:
        """True for the first process that would run the command of `alert` for the row `key`, and for every one where
        the folder can't be written: rather twice than never.
        """
        folder = self._file.parent / CLAIMS
        from hashlib import sha256  # here, not above: a start loads no OpenSSL, which takes a millisecond

        one = folder / sha256(f"{alert}\0{key}".encode()).hexdigest()[:32]
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            one.touch(exist_ok=False)
        except FileExistsError:
            return False
        except OSError:
            return True
        self._forget_claims(folder)
        return True

    def _forget_claims(self, folder: Path) -> None:
        oldest = (self._clock.now() - timedelta(days=CLAIMED_DAYS)).timestamp()
        for old in folder.iterdir():
            with suppress(OSError):  # another process forgets it as well
                if old.stat().st_mtime < oldest:
                    old.unlink()

    def recall(self) -> Memory:
        """Where the viewer was; an empty memory where none is kept."""
        try:
            return recalled(self._file.read_bytes())
        except OSError:
            return Memory()

    def remember(self, memory: Memory) -> None:
        """Keeps where the viewer is. A folder that can't be written costs the memory, nothing else."""
        new = self._file.with_suffix(f".{os.getpid()}")
        try:
            new.write_bytes(kept(memory))
            new.replace(self._file)
        except OSError:
            return


def places(name: str) -> tuple[Place, ...]:
    """The places of that name, most likely first; of one name in one country the first alone."""
    from sitrep.gazetteer import SqliteGazetteer  # a correction is seldom the first wish
    from sitrep.text.names import key

    gazetteer = SqliteGazetteer()
    try:
        found = gazetteer.find(key(name))
    finally:
        gazetteer.close()
    distinct = {(place.country, place.precision): place for place in reversed(found)}
    return tuple(reversed(distinct.values()))[:MOST_PLACES]


def write_export(now: datetime, end: str, text: str) -> str:
    """Writes `text` into the working folder under the moment's name; where it lies, or why it does not."""
    path = Path.cwd() / f"sitrep-{now:%Y%m%dT%H%M%SZ}-{end}"
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        return f"could not write {path}: {error.strerror}"
    return f"wrote {path}"
