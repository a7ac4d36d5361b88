"""The journal's file on disk: opened and brought up under a lock, and mended where it is damaged.

Mending is safe against being killed at any point: the damaged file stays as it is until all that could be saved lies
whole beside it, and the exchange that then follows is ended by whoever opens the journal next.
"""

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sitrep.journal.migration import migrate
from sitrep.journal.port import JournalError
from sitrep.journal.salvage import salvage
from sitrep.journal.schema import SCHEMA, SelfClosing, create, forgiving, schema_of

BUSY = 5.0
"""Seconds a write waits for another process's."""


def opened(path: Path) -> sqlite3.Connection:
    """A connection to the file at `path`, made if need be, in this schema. Raises JournalError for a newer one,
    sqlite3.Error, OSError.
    """
    with _alone(path):
        _end_exchange(path)
        db = sqlite3.connect(path, timeout=BUSY, check_same_thread=False, factory=SelfClosing)
        try:
            db.text_factory = forgiving
            db.execute("pragma auto_vacuum = incremental")  # holds for a file that is made now
            db.execute("pragma journal_mode = wal")
            db.execute("pragma synchronous = full")
            if schema_of(db) != SCHEMA:
                _bring_up(db, path)
        except BaseException:
            db.close()
            raise
    return db


def damaged(error: Exception) -> bool:
    """True where the file itself is broken; a full disk, a lock or a missing right is none of that."""
    if isinstance(error, UnicodeDecodeError):
        return True  # the words of an error that quotes a broken name
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return False
    # Every statement is the program's own: a table it does not find was lost from the file.
    return code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or "no such" in str(error)


def number(path: Path) -> int:
    """What tells the file at `path` from another one under the same name; 0 where there is none."""
    try:
        return path.stat().st_ino
    except OSError:
        return 0


def mend(path: Path, file: int, now: datetime, error: Exception) -> str | None:
    """Puts in place of the damaged file one with every row that could be saved, and moves the damaged one aside. What
    was done, for the user; None where another process has done it already. `file` is the number of the damaged one.
    """
    with _alone(path):
        _end_exchange(path)
        if number(path) != file:
            return None
        aside = _beside(path, now)
        new = path.with_name(f"{path.name}.mending")
        new.unlink(missing_ok=True)
        aside.hardlink_to(path)
        _copy_wal(path, aside)
        with closing(sqlite3.connect(new)) as db:
            db.execute("pragma auto_vacuum = incremental")
            with db:
                create(db)
            saved, lost = salvage(aside, db)
        new.replace(_whole(path))
        _end_exchange(path)
    lost_words = f", {lost} could not be" if lost else ""
    return f"{path.name} was damaged ({error}): {saved} articles saved{lost_words}; the old file is {aside.name}"


def _bring_up(db: sqlite3.Connection, path: Path) -> None:
    db.execute("begin immediate")
    with db:
        found = schema_of(db)
        if found is None:
            create(db)
        elif not found:
            raise JournalError(f"{path} is no journal of sitrep; move it aside, or set SITREP_STATE_DIR")
        elif found > SCHEMA:
            raise JournalError(
                f"{path} was written by a newer version of sitrep (schema {found}, this one reads {SCHEMA}); "
                "use that version, or move the file aside to begin anew"
            )
        elif found < SCHEMA:
            migrate(db, found)


def _whole(path: Path) -> Path:
    return path.with_name(f"{path.name}.mended")


def _end_exchange(path: Path) -> None:
    """Puts a mended file in its place. The old write-ahead log must be gone before: it would be played into it."""
    if not _whole(path).exists():
        return
    for tail in ("-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)
    _whole(path).replace(path)


def _copy_wal(path: Path, aside: Path) -> None:
    log = path.with_name(f"{path.name}-wal")
    if log.exists():
        shutil.copyfile(log, aside.with_name(f"{aside.name}-wal"))


def _beside(path: Path, now: datetime) -> Path:
    stem = f"{path.stem}-damaged-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    names = (f"{stem}{(n and f'-{n}') or ''}{path.suffix}" for n in range(1000))
    return next(path.with_name(name) for name in names if not path.with_name(name).exists())


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """While the block runs no other process opens or mends this journal."""
    handle = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
