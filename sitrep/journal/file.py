"""The journal in an SQLite file in WAL mode: any process writes, one at a time, while any number read."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import TypeVar

import msgspec

from sitrep.journal.port import Kept
from sitrep.journal.schema import told_row
from sitrep.journal.sealed import Broken, opener, sealed
from sitrep.model.article import Article
from sitrep.model.claim import Reading
from sitrep.model.feedstate import FeedState
from sitrep.model.ruling import Ruling
from sitrep.model.viewer import Bookmark, Mark, Note

TOMBSTONES = 1_000_000
"""Forgotten versions remembered, the latest: some 20 bytes each."""

_MARK = """insert into mark values (?, ?, ?, ?)
on conflict do update set at = excluded.at, mark = excluded.mark where excluded.at >= mark.at"""

T = TypeVar("T")

_article = opener(Article)
_reading = opener(Reading)
_state = opener(FeedState)
_ruling = opener(Ruling)
_note = opener(Note)
_mark = opener(Mark)
_bookmark = opener(Bookmark)


class SqliteJournal:
    """The journal in a file. Opened by `open_journal`; one thread at a time uses it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def since(self, seq: int) -> Kept:
        rows = self._db.execute(
            "select seq, title, body, article, reading from told where seq > ? order by seq", (seq,)
        ).fetchall()
        told, lost = _told(row[1:] for row in rows)
        return Kept(
            seq=rows[-1][0] if rows else seq,
            articles=tuple(article for article, _ in told),
            readings=tuple(reading for _, reading in told),
            feeds=self._all(_state, "select state from feed order by url"),
            rulings=self._all(_ruling, "select ruling from ruling order by at, id"),
            notes=self._all(_note, "select note from note order by at, id"),
            lost=lost,
        )

    def keep(self, articles: Sequence[Article], readings: Sequence[Reading], feeds: Sequence[FeedState]) -> str | None:
        by_version = {(reading.article, reading.version): reading for reading in readings}
        told = [(a, by_version.get((a.id, a.version)) or Reading(a.id, a.version, a.language)) for a in articles]
        return self._write(
            (
                "insert or ignore into told (id, version, at, title, body, outlet, rules, article, reading) "
                "values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [told_row(article, reading) for article, reading in told],
            ),
            ("insert or replace into feed values (?, ?)", [(f.url, sealed(f)) for f in feeds]),
        )

    def unseen(self, articles: Sequence[Article]) -> tuple[Article, ...]:
        return tuple(a for a in articles if not self._known(a))

    def rule(self, rulings: Sequence[Ruling]) -> str | None:
        rows = [(r.id, r.at.timestamp(), sealed(r)) for r in rulings]
        return self._write(("insert or ignore into ruling values (?, ?, ?)", rows))

    def note(self, note: Note) -> str | None:
        if not note.text:
            return self._write(("delete from note where id = ?", [(note.id,)]))
        return self._write(("insert or replace into note values (?, ?, ?)", [(note.id, _time(note.at), sealed(note))]))

    def mark(self, marks: Sequence[Mark]) -> str | None:
        rows = [(m.viewer, m.key, _time(m.at), sealed(m)) for m in marks]
        return self._write((_MARK, rows))

    def marks(self, viewer: str) -> tuple[Mark, ...]:
        return self._all(_mark, "select mark from mark where viewer = ? order by at, key", viewer)

    def bookmark(self, bookmark: Bookmark) -> str | None:
        key = (bookmark.viewer, bookmark.key)
        if not bookmark.on:
            return self._write(("delete from bookmark where viewer = ? and key = ?", [key]))
        row = (*key, _time(bookmark.at), sealed(bookmark))
        return self._write(("insert or replace into bookmark values (?, ?, ?, ?)", [row]))

    def bookmarks(self, viewer: str) -> tuple[Bookmark, ...]:
        return self._all(_bookmark, "select bookmark from bookmark where viewer = ? order by at, key", viewer)

    def revision(self) -> int:
        return int(self._db.execute("pragma data_version").fetchone()[0])

    def forget(self, before: datetime, most: int | None = None) -> None:
        old = self._db.execute("select seq, id, version, at from told where at < ?", (_time(before),)).fetchall()
        with self._db:
            self._db.executemany(
                "insert or replace into gone values (?, ?)", [(tombstone(row[1], row[2]), row[3]) for row in old]
            )
            self._db.executemany("delete from told where seq = ?", [(row[0],) for row in old])

    def close(self) -> None:
        self._db.close()

    def _known(self, article: Article) -> bool:
        version = (article.id, article.version)
        return bool(
            self._db.execute("select 1 from told where id = ? and version = ?", version).fetchone()
            or self._db.execute("select 1 from gone where name = ?", (tombstone(*version),)).fetchone()
        )

    def _write(self, *work: tuple[str, Sequence[Sequence[object]]]) -> str | None:
        """One transaction."""
        try:
            with self._db:
                for statement, rows in work:
                    self._db.executemany(statement, rows)
        except sqlite3.Error as error:
            return f"the journal can't be written ({error}); what is new stays in memory only"
        return None

    def _all(self, opened: Callable[[object, str], T], query: str, *words: object) -> tuple[T, ...]:
        found = []
        for (data,) in self._db.execute(query, words):
            try:
                found.append(opened(data, ""))
            except Broken:
                continue
        return tuple(found)


def _told(rows: Iterable[tuple[str, str, object, object]]) -> tuple[list[tuple[Article, Reading]], int]:
    """The articles with their readings, and how many rows were lost. A reading that is lost makes the row lost: an
    article that claims nothing where it claimed something would be a wrong board.
    """
    told: list[tuple[Article, Reading]] = []
    lost = 0
    for title, body, article, reading in rows:
        try:
            bare = _article(article, f"{title}\n{body}")
            told.append((msgspec.structs.replace(bare, title=title, body=body), _reading(reading, "")))
        except Broken:
            lost += 1
    return told, lost


def tombstone(name: str, version: str) -> int:
    """What stays of a forgotten version: 63 bits of a hash."""
    return int.from_bytes(blake2b(f"{name}\0{version}".encode(), digest_size=8).digest(), "big") >> 1


def _time(moment: datetime) -> float:
    return moment.timestamp()
