"""Opening the journal's file: made where there is none, migrated where it is older, moved aside where it is damaged."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from sitrep.journal.file import SqliteJournal
from sitrep.journal.memory import MemoryJournal
from sitrep.journal.port import Journal, JournalError
from sitrep.journal.schema import SCHEMA, create, migrate, schema_of

BUSY = 5.0
"""Seconds a write waits for another process's."""


def open_journal(path: Path, now: datetime) -> tuple[Journal, str | None]:
    """The journal at `path`, made if need be, and a note for the user where something was wrong.

    A damaged file is moved aside and a new one begun; a folder that can't be written gives a MemoryJournal. Raises
    JournalError for a file of a newer sitrep.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return SqliteJournal(opened(path)), None
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            return MemoryJournal(), f"{path}: {error}; nothing is kept this time"
        aside = _aside(path, now)
        return SqliteJournal(opened(path)), f"{path} was damaged ({error}); moved to {aside.name}, a new one begun"
    except OSError as error:
        return MemoryJournal(), f"{path.parent}: {error.strerror}; nothing is kept this time"


def opened(path: Path) -> sqlite3.Connection:
    """A connection to the file at `path` in this schema. Raises JournalError for a newer one, sqlite3.Error."""
    db = sqlite3.connect(path, timeout=BUSY, check_same_thread=False)
    try:
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = normal")
        if schema_of(db) != SCHEMA:
            _bring_up(db, path)
    except BaseException:
        db.close()
        raise
    return db


def _bring_up(db: sqlite3.Connection, path: Path) -> None:
    db.execute("begin immediate")  # two processes may start at once: the second finds the work done
    with db:
        found = schema_of(db)
        if found is None:
            create(db)
        elif found > SCHEMA:
            raise JournalError(
                f"{path} was written by a newer version of sitrep (schema {found}, this one reads {SCHEMA}); "
                "use that version, or move the file aside to begin anew"
            )
        elif found < SCHEMA:
            migrate(db, found)


def _aside(path: Path, now: datetime) -> Path:
    aside = path.with_name(f"{path.stem}-damaged-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}{path.suffix}")
    path.rename(aside)
    for tail in ("-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)
    return aside
