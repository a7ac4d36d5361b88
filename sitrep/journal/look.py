"""Looking into a journal without a part in it: for the search and the status line. Read only; takes no lock."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sitrep.journal.port import JournalError
from sitrep.journal.schema import damaged
from sitrep.journal.view import NothingKept, viewed

T = TypeVar("T")


class Look:
    """A journal that is only read: `ask` it with a function of `search` or `standing`."""

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self._db = db
        self._path = path

    def ask(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What `work` (see `search`, `standing`) finds. Raises JournalError where the file can't be read."""
        try:
            return work(self._db)
        except sqlite3.Error as error:
            raise _unreadable(self._path, error) from None

    def close(self) -> None:
        """Lets go of the file."""
        self._db.close()


def look_into(path: Path) -> Look | None:
    """The journal at `path`; None where nothing was ever kept. Raises JournalError where it can't be read."""
    if not path.exists():
        return None
    try:
        return Look(viewed(path), path)
    except NothingKept:
        return None
    except sqlite3.Error as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: sqlite3.Error) -> JournalError:
    remedy = "; a dashboard mends it" if damaged(error) else ""
    return JournalError(f"{path} can't be read ({error}){remedy}")
