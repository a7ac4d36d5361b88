"""What outlives the process: articles, readings and feed state in one SQLite file, and the lock of the one poller.

The file is in WAL mode: one process writes, any number read. What is kept here is kept before a screen shows it, so a
killed process loses nothing it showed. A damaged file is moved aside, never deleted.
"""

import fcntl
import os
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import msgspec

from sitrep.model.article import Article
from sitrep.model.claim import Reading
from sitrep.model.feedstate import FeedState

SCHEMA = 1
"""Raised whenever a stored form changes in a way old rows can't be read by."""

_TABLES = """
create table if not exists meta (key text primary key, value text not null);
create table if not exists told (
    seq integer primary key autoincrement,
    id text not null, version text not null, at real not null,
    article blob not null, reading blob not null,
    unique (id, version)
);
create index if not exists told_at on told (at);
create table if not exists feed (url text primary key, state blob not null);
"""

_pack = msgspec.msgpack.Encoder().encode
_article = msgspec.msgpack.Decoder(Article).decode
_reading = msgspec.msgpack.Decoder(Reading).decode
_state = msgspec.msgpack.Decoder(FeedState).decode


class Kept(msgspec.Struct, frozen=True):
    """What a journal held: every article with its reading, oldest commit first, and the state of each feed.

    `seq` is the last commit seen: hand it to `since` for what came after.
    """

    seq: int = 0
    articles: tuple[Article, ...] = ()
    readings: tuple[Reading, ...] = ()
    feeds: tuple[FeedState, ...] = ()


class JournalError(Exception):
    """The journal can't be used as it is; the message says why and what to do."""


class Journal(Protocol):
    """The port: the engine and the followers know no more than this."""

    def since(self, seq: int) -> Kept:
        """All that was kept after commit `seq`; 0 is everything. Feed states come whole each time."""
        ...

    def keep(self, articles: Sequence[Article], readings: Sequence[Reading], feeds: Sequence[FeedState]) -> str | None:
        """Writes all or nothing. Returns None, or in plain words why nothing could be written."""
        ...

    def revision(self) -> int:
        """A number that changes when another process wrote: cheap enough to ask every second."""
        ...

    def forget(self, before: datetime) -> None:
        """Drops what speaks from before this moment (UTC)."""
        ...

    def close(self) -> None:
        """Lets go of the file."""
        ...


class MemoryJournal:
    """Keeps nothing: for `once`, the demo, and a machine whose state folder can't be written."""

    def since(self, seq: int) -> Kept:
        return Kept(seq)

    def keep(self, articles: Sequence[Article], readings: Sequence[Reading], feeds: Sequence[FeedState]) -> str | None:
        return None

    def revision(self) -> int:
        return 0

    def forget(self, before: datetime) -> None:
        return

    def close(self) -> None:
        return


class SqliteJournal:
    """The journal in a file. Opened by `open_journal`; one thread uses it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def since(self, seq: int) -> Kept:
        rows = self._db.execute("select seq, article, reading from told where seq > ? order by seq", (seq,)).fetchall()
        feeds = self._db.execute("select state from feed order by url").fetchall()
        return Kept(
            seq=rows[-1][0] if rows else seq,
            articles=tuple(_article(row[1]) for row in rows),
            readings=tuple(_reading(row[2]) for row in rows),
            feeds=tuple(_state(row[0]) for row in feeds),
        )

    def keep(self, articles: Sequence[Article], readings: Sequence[Reading], feeds: Sequence[FeedState]) -> str | None:
        by_version = {(reading.article, reading.version): reading for reading in readings}
        told = [(a, by_version.get((a.id, a.version)) or Reading(a.id, a.version, a.language)) for a in articles]
        try:
            with self._db:
                self._db.executemany(
                    "insert or ignore into told (id, version, at, article, reading) values (?, ?, ?, ?, ?)",
                    [(a.id, a.version, a.at.timestamp(), _pack(a), _pack(r)) for a, r in told],
                )
                self._db.executemany(
                    "insert or replace into feed (url, state) values (?, ?)", [(f.url, _pack(f)) for f in feeds]
                )
        except sqlite3.Error as error:
            return f"the journal can't be written ({error}); what is new stays in memory only"
        return None

    def revision(self) -> int:
        return int(self._db.execute("pragma data_version").fetchone()[0])

    def forget(self, before: datetime) -> None:
        with self._db:
            self._db.execute("delete from told where at < ?", (before.timestamp(),))

    def close(self) -> None:
        self._db.close()


def open_journal(path: Path, now: datetime) -> tuple[Journal, str | None]:
    """The journal at `path`, made if need be, and a note for the user where something was wrong.

    A damaged file is moved aside and a new one begun; a folder that can't be written gives a MemoryJournal. Raises
    JournalError for a file of a newer sitrep.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return SqliteJournal(_opened(path)), None
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            return MemoryJournal(), f"{path}: {error}; nothing is kept this time"
        aside = _aside(path, now)
        return SqliteJournal(_opened(path)), f"{path} was damaged ({error}); moved to {aside.name}, a new one begun"
    except OSError as error:
        return MemoryJournal(), f"{path.parent}: {error.strerror}; nothing is kept this time"


def _opened(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=5)
    try:
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = normal")
        db.executescript(_TABLES)
        db.execute("insert or ignore into meta values ('schema', ?)", (str(SCHEMA),))
        db.commit()
        found = int(db.execute("select value from meta where key = 'schema'").fetchone()[0])
        if found != SCHEMA:
            raise JournalError(
                f"{path} was written by another version of sitrep (schema {found}, this one reads {SCHEMA}); "
                "use that version, or move the file aside to begin anew"
            )
    except BaseException:
        db.close()
        raise
    return db


def _aside(path: Path, now: datetime) -> Path:
    aside = path.with_name(f"{path.stem}-damaged-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}{path.suffix}")
    path.rename(aside)
    for tail in ("-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)
    return aside


class PollerLock:
    """Who polls: one process a state folder. The kernel lets go of the lock when its holder dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def take(self) -> bool:
        """True if this process polls from now on (or already did); False where another one does."""
        if self._file is not None:
            return True
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            return True  # a folder that can't be written can't be shared either
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            return False
        self._file = handle
        return True

    def release(self) -> None:
        """Lets another process take over."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
