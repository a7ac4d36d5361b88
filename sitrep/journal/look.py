"""Looking into a journal without a part in it: for the search and the status line. Read only; takes no lock."""

import sqlite3
from datetime import datetime
from pathlib import Path

from sitrep.journal.port import JournalError
from sitrep.journal.salvage import forgiving
from sitrep.journal.schema import SCHEMA, SelfClosing, schema_of
from sitrep.journal.search import Found, named, search
from sitrep.journal.standing import standing
from sitrep.model.standing import Standing
from sitrep.views.filter import Filter


class Look:
    """What a journal holds, to be asked. Raises JournalError where the file can't be read."""

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self._db = db
        self._path = path

    def search(self, wanted: Filter, now: datetime, most: int) -> Found:
        """At most `most` of each kind that `wanted` holds of at `now` (UTC), newest first."""
        try:
            return search(self._db, wanted, now, most)
        except sqlite3.Error as error:
            raise _unreadable(self._path, error) from None

    def named(self, name: str) -> Found:
        """The incident, act or article with this id, or none."""
        try:
            return named(self._db, name)
        except sqlite3.Error as error:
            raise _unreadable(self._path, error) from None

    def standing(self, now: datetime) -> Standing:
        """How things stand at `now` (UTC)."""
        try:
            return standing(self._db, now)
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
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", timeout=1, uri=True, factory=SelfClosing)
        db.text_factory = forgiving
        found = schema_of(db)
    except sqlite3.Error as error:
        raise _unreadable(path, error) from None
    if found != SCHEMA:
        db.close()
        raise JournalError(
            f"{path} was written by another version of sitrep (schema {found}, this one reads {SCHEMA}); "
            "a dashboard of this version brings an older one up"
        )
    return Look(db, path)


def _unreadable(path: Path, error: sqlite3.Error) -> JournalError:
    return JournalError(f"{path} can't be read ({error}); a dashboard mends it where it is damaged")
