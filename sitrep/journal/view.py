"""A connection that only reads: for those who look into the journal, and where nothing can be written."""

import sqlite3
from pathlib import Path

from sitrep.journal.port import JournalError
from sitrep.journal.schema import SCHEMA, SelfClosing, forgiving, schema_of

PATIENCE = 1.0
"""Seconds a reader waits for a process that mends or begins the file."""


class NothingKept(Exception):
    """The file was begun and holds nothing: there was no room to make its tables, or it is being made just now."""


def viewed(path: Path) -> sqlite3.Connection:
    """The file at `path`, read only. Raises NothingKept for an empty one, JournalError for one of another schema,
    sqlite3.Error where it can't be read.

    Readers and writers share a piece of memory in a file beside the journal. Where that can't be made (a folder that
    can't be written, a full disk) and no log of a writer stands there, the file is read as it lies.
    """
    try:
        db = _connected(path, "mode=ro")
    except sqlite3.OperationalError:
        if _log(path):
            raise
        db = _connected(path, "mode=ro&immutable=1")
    return db


def _connected(path: Path, how: str) -> sqlite3.Connection:
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?{how}", timeout=PATIENCE, uri=True, check_same_thread=False, factory=SelfClosing
    )
    db.text_factory = forgiving
    found = schema_of(db)
    if found is None:
        db.close()
        raise NothingKept
    if found != SCHEMA:
        db.close()
        raise JournalError(
            f"{path} was written by another version of sitrep (schema {found}, this one reads {SCHEMA}); "
            "a dashboard of this version brings an older one up"
        )
    return db


def _log(path: Path) -> int:
    """The size of the write-ahead log."""
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size
    except OSError:
        return 0
