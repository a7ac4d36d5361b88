"""The journal's file on disk: opened and brought up under a lock, and mended where it is damaged.

Mending is safe against being killed at any point: the damaged file stays as it is until all that could be saved lies
whole beside it, and the exchange that then follows is ended by whoever opens the journal next.
"""

import errno
import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from sitrep.journal.port import JournalError
from sitrep.journal.schema import SCHEMA, SelfClosing, create, damaged, forgiving, schema_of

BUSY = 5.0
"""Seconds a write waits for another process's."""
FULL = 1 << 20
"""Bytes free on a disk that is as good as full."""


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


def number(path: Path) -> int:
    """What tells the file at `path` from another one under the same name; 0 where there is none."""
    try:
        return path.stat().st_ino
    except OSError:
        return 0


def state_of(path: Path) -> tuple[tuple[int, int, int] | None, ...]:
    """What the file system says of the journal at `path` and of its log, in which each write ends: number, size and
    time of the last change (nanoseconds); None for one that is not there.
    """
    return tuple(_state_of(file) for file in (path, path.with_name(f"{path.name}-wal")))


def _state_of(file: Path) -> tuple[int, int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def plainly(error: Exception, path: Path) -> str:
    """What went wrong with the journal at `path`: SQLite takes most of what a full disk does for an I/O error, and an
    OSError puts numbers and names around its words.
    """
    if isinstance(error, sqlite3.OperationalError) and "I/O" in str(error):
        with suppress(OSError):
            if shutil.disk_usage(path.parent).free < FULL:
                return "the disk is full"
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)


def mend(path: Path, file: int, now: datetime, error: Exception) -> str | None:
    """Puts in place of the damaged file one with every row that could be saved, and moves the damaged one aside. What
    was done, for the user; None where another process has done it already. `file` is the number of the damaged one.

    Raises JournalError where it can't be done, as on a full disk: then the damaged file is where it was, untouched.
    """
    try:
        with _alone(path):
            _end_exchange(path)
            if number(path) != file:
                return None
            with _unwritten(path):
                aside, saved, lost = _mended(path, now)
    except (OSError, sqlite3.Error) as trouble:
        raise JournalError(f"{path} is damaged ({error}) and can't be mended: {plainly(trouble, path)}") from None
    lost_words = f", {lost} could not be" if lost else ""
    return f"{path.name} was damaged ({error}): {saved} articles saved{lost_words}; the old file is {aside.name}"


def _mended(path: Path, now: datetime) -> tuple[Path, int, int]:
    """The name of the damaged file from now on, how many articles were saved and how many are known to be lost."""
    from sitrep.journal.salvage import salvage  # seldom needed

    _want_room(path)
    aside, new = _beside(path, now), path.with_name(f"{path.name}.mending")
    new.unlink(missing_ok=True)
    try:
        aside.hardlink_to(path)
        _copy_wal(path, aside)
        with closing(sqlite3.connect(new)) as db:
            db.execute("pragma auto_vacuum = incremental")
            with db:
                create(db)
            saved, lost = salvage(aside, db)
        new.replace(_whole(path))
    except BaseException:
        # What was begun would fill the disk further, and stand there under another name each time it is tried again.
        for begun in (aside, new):
            for left in path.parent.glob(f"{begun.name}*"):
                left.unlink()
        raise
    _end_exchange(path)
    return aside, saved, lost


def _want_room(path: Path) -> None:
    """Raises OSError where a second journal finds no room: trying it with every poll would keep the disk busy."""
    size, free = path.stat().st_size, shutil.disk_usage(path.parent).free
    if free < size:
        wanted = f"it takes {size / 1e6:,.0f} MB of free disk, there are {free / 1e6:,.0f}"
        raise OSError(errno.ENOSPC, wanted)


@contextmanager
def _unwritten(path: Path) -> Iterator[None]:
    """While the block runs no process writes to the damaged file: it would be lost with the exchange. A file too
    broken for that is written by nobody who opens it now.
    """
    with closing(sqlite3.connect(path, timeout=BUSY)) as db:
        try:
            db.execute("begin immediate")
        except sqlite3.DatabaseError as error:
            if not damaged(error):
                raise
        yield


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
            from sitrep.journal.migration import migrate  # once in a journal's life

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
