"""The journal in an SQLite file in WAL mode: any process writes, one at a time, while any number read.

A file found damaged is mended on the spot, one that was moved away is begun anew; the work at hand is then done again.
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from sitrep.journal.disk import mend, number, opened, plainly, state_of
from sitrep.journal.port import Cursor, Face, Faces, JournalError, Kept, Page
from sitrep.journal.rows import told_pair
from sitrep.journal.schema import damaged
from sitrep.journal.sealed import Broken, opener, sealed
from sitrep.journal.shown import PUT, PUT_FACE, action_faces, incident_faces, shown_rows
from sitrep.journal.told import heard, told_row
from sitrep.journal.view import NothingKept, viewed
from sitrep.model.article import Article
from sitrep.model.claim import Reading
from sitrep.model.feedstate import FeedState
from sitrep.model.incident import Action, Incident
from sitrep.model.ruling import Ruling
from sitrep.model.viewer import Bookmark, Mark, Note

TOMBSTONES = 1_000_000
"""Forgotten versions remembered, the latest: some 20 bytes each."""
CHUNK = 500
"""Articles dropped in one transaction: others may write in between."""
MERGED = 2000
"""Pages of the index of words merged after each of them."""
FREED = 5000
"""Pages of 4 KiB given back to the disk each time something was forgotten."""

_MARK = """insert into mark values (?, ?, ?, ?)
on conflict do update set at = excluded.at, mark = excluded.mark where excluded.at >= mark.at"""

_REREAD = """insert into meta values ('reread', '1')
on conflict do update set value = cast(value as integer) + 1"""

UNKNOWN = -1
"""The number of no file: none is open."""

T = TypeVar("T")
Rows = Sequence[Sequence[object]]
Pairs = list[tuple[Article, Reading]]

_state = opener(FeedState)
_ruling = opener(Ruling)
_note = opener(Note)
_mark = opener(Mark)
_bookmark = opener(Bookmark)


class SqliteJournal:
    """The journal in a file. Opened by `open_journal`; one thread at a time uses it. `began` (UTC) names what a run
    moves aside, `warning` is what it begins with. With `views` the file can't be written now: it is read, and every
    write tries anew.
    """

    def __init__(self, path: Path, began: datetime, warning: str | None = None, *, views: bool = False) -> None:
        self._path = path
        self._began = began
        self._warning = warning
        self._views = views
        self._lost: set[int] = set()
        self._db = viewed(path) if views else opened(path)
        self._file = number(path)

    def head(self) -> Kept:
        return self._read(lambda db: self._kept(db, [], _last(db)), Kept())

    def since(self, seq: int) -> Kept:
        query = "select seq, title, body, article, reading from told where seq > ? order by seq"

        def kept(db: sqlite3.Connection) -> Kept:
            rows = db.execute(query, (seq,)).fetchall()
            return self._kept(db, self._told(rows), rows[-1][0] if rows else seq)

        return self._read(kept, Kept(seq))

    def older(self, than: Cursor, most: int) -> Page:
        query = """select seq, title, body, article, reading, at from told where (at, seq) < (?, ?)
            order by at desc, seq desc limit ?"""

        def page(db: sqlite3.Connection) -> Page:
            rows = db.execute(query, (*than, most)).fetchall()
            told = self._told(row[:5] for row in rows)
            last = (rows[-1][5], rows[-1][0]) if len(rows) == most else None
            return Page(tuple(a for a, _ in told), tuple(r for _, r in told), last)

        return self._read(page, Page())

    def keep(self, articles: Sequence[Article], readings: Sequence[Reading], feeds: Sequence[FeedState]) -> str | None:
        by_version = {(reading.article, reading.version): reading for reading in readings}
        told = [(a, by_version.get((a.id, a.version)) or Reading(a.id, a.version, a.language)) for a in articles]
        return self._write(
            (
                "insert or ignore into told (id, version, at, heard, title, body, source, rules, article, reading) "
                "select ?, ?, ?, ?, ?, ?, ?, ?, ?, ? where ? or not exists (select 1 from gone where heard = ?)",
                [(*told_row(article, reading), bool(article.told), heard(article)) for article, reading in told],
            ),
            ("insert or replace into feed values (?, ?)", [(f.url, sealed(f)) for f in feeds]),
        )

    def reread(self, readings: Sequence[Reading]) -> str | None:
        rows = [(sealed(r), r.rules, r.article, r.version) for r in readings]
        return self._write(("update told set reading = ?, rules = ? where id = ? and version = ?", rows))

    def announce_reread(self) -> str | None:
        return self._write((_REREAD, [()]))

    def due(self, rules: str) -> int:
        query = "select count(*) from told where rules <> ?"
        return self._read(lambda db: int(db.execute(query, (rules,)).fetchone()[0]), 0)

    def unseen(self, articles: Sequence[Article]) -> tuple[Article, ...]:
        return self._read(lambda db: tuple(a for a in articles if not _known(db, a)), tuple(articles))

    def rule(self, rulings: Sequence[Ruling]) -> str | None:
        rows = [(r.id, r.at.timestamp(), sealed(r)) for r in rulings]
        return self._write(("insert or ignore into ruling values (?, ?, ?)", rows))

    def note(self, note: Note) -> str | None:
        if not note.text:
            return self._write(("delete from note where id = ?", [(note.id,)]))
        row = (note.id, note.at.timestamp(), sealed(note))
        return self._write(("insert or replace into note values (?, ?, ?)", [row]))

    def mark(self, marks: Sequence[Mark]) -> str | None:
        return self._write((_MARK, [(m.viewer, m.key, m.at.timestamp(), sealed(m)) for m in marks]))

    def marks(self, viewer: str) -> tuple[Mark, ...]:
        query = "select mark from mark where viewer = ? order by at, key"
        return self._read(lambda db: _all(db, _mark, query, viewer), ())

    def bookmark(self, bookmark: Bookmark) -> str | None:
        key = (bookmark.viewer, bookmark.key)
        if not bookmark.on:
            return self._write(("delete from bookmark where viewer = ? and key = ?", [key]))
        row = (*key, bookmark.at.timestamp(), sealed(bookmark))
        return self._write(("insert or replace into bookmark values (?, ?, ?, ?)", [row]))

    def bookmarks(self, viewer: str) -> tuple[Bookmark, ...]:
        query = "select bookmark from bookmark where viewer = ? order by at, key"
        return self._read(lambda db: _all(db, _bookmark, query, viewer), ())

    def show(
        self,
        incidents: Sequence[Incident],
        actions: Sequence[Action],
        gone: Sequence[str],
        known: Mapping[str, int],
    ) -> str | None:
        items: list[Incident | Action] = [*incidents, *actions]
        rows = [row for item in items if (row := shown_rows(item, known.get(item.id)))]
        names = [(name, incident.id) for incident in incidents for name in incident.aliases]
        return self._write(
            ("delete from shown where id = ?", [(name,) for name in gone]),
            ("delete from face where id = ?", [(name,) for name in gone]),
            (PUT, [row for row, _ in rows]),
            (PUT_FACE, [face for _, face in rows]),
            ("insert or replace into alias values (?, ?)", names),
        )

    def incidents(self, than: Face, most: int) -> Faces[Incident]:
        return self._read(lambda db: incident_faces(db, than, most), Faces())

    def actions(self, than: Face, most: int) -> Faces[Action]:
        return self._read(lambda db: action_faces(db, than, most), Faces())

    def stamps(self) -> dict[str, int]:
        return self._read(lambda db: dict(db.execute("select id, stamp from shown").fetchall()), {})

    def warning(self) -> str | None:
        if self._lost:
            rows = "1 stored article is" if len(self._lost) == 1 else f"{len(self._lost)} stored articles are"
            return f"{rows} damaged and left out" + (f"; {self._warning}" if self._warning else "")
        return self._warning

    def stirred(self) -> object:
        return state_of(self._path)

    def revision(self) -> int:
        # The file's own number counts too: another process may have mended the file under this one.
        return self._read(lambda db: int(db.execute("pragma data_version").fetchone()[0]) ^ self._file << 32, 0)

    def forget(self, before: datetime, most: int = 0) -> datetime | None:
        dropped: float | None = None
        end = self._read(lambda db: max(before.timestamp(), _too_much(db, most)), 0.0)
        while (horizon := self._read(lambda db: _chunk(db, end), None)) is not None:
            if self._write(
                ("insert or replace into gone select heard, at from told where at <= ?", [(horizon,)]),
                ("delete from told where at <= ?", [(horizon,)]),
                # The index of words gives its room back only when its parts are merged.
                ("insert into words (words, rank) values ('merge', ?)", [(MERGED,)]),
            ):
                break
            dropped = horizon
        if dropped is None:
            return None
        self._write(
            ("delete from face where (kind, id) in (select kind, id from shown where at <= ?)", [(dropped,)]),
            ("delete from shown where at <= ?", [(dropped,)]),
            (
                "delete from gone where heard in (select heard from gone order by at desc limit -1 offset ?)",
                [(TOMBSTONES,)],
            ),
        )
        # A script: execute takes but one step of it, which frees one page.
        self._read(lambda db: db.executescript(f"pragma incremental_vacuum({FREED})"), None)
        return datetime.fromtimestamp(dropped, UTC) + timedelta(microseconds=1)

    def close(self) -> None:
        self._db.close()

    def _kept(self, db: sqlite3.Connection, told: Pairs, seq: int) -> Kept:
        return Kept(
            seq,
            tuple(article for article, _ in told),
            tuple(reading for _, reading in told),
            _all(db, _state, "select state from feed order by url"),
            _all(db, _ruling, "select ruling from ruling order by at, id"),
            _all(db, _note, "select note from note order by at, id"),
            _rereads(db),
        )

    def _told(self, rows: Iterable[tuple[int, str, str, object, object]]) -> Pairs:
        """The articles with their readings; what is lost is counted."""
        told: Pairs = []
        for seq, title, body, article, reading in rows:
            pair = told_pair(title, body, article, reading)
            if pair:
                told.append(pair)
            else:
                self._lost.add(seq)
        return told

    def _write(self, *work: tuple[str, Rows]) -> str | None:
        """One transaction. None, or why nothing was written."""

        def write(db: sqlite3.Connection) -> None:
            with db:
                for statement, rows in work:
                    db.executemany(statement, rows)

        try:
            self._want_to_write()
            self._do(write)
        except (sqlite3.Error, OSError, JournalError) as error:
            return f"the journal can't be written ({plainly(error, self._path)}); what is new stays in memory only"
        return None

    def _read(self, work: Callable[[sqlite3.Connection], T], nothing: T) -> T:
        """What `work` finds; `nothing`, and a warning, where the file can't be read."""
        try:
            return self._do(work)
        except (sqlite3.Error, OSError, JournalError, NothingKept) as error:
            self._warning = f"the journal can't be read ({plainly(error, self._path)})"
            return nothing

    def _do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        try:
            self._follow_file()
            done = work(self._db)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if not damaged(error):
                raise
            broken = number(self._path) if self._file == UNKNOWN else self._file
            self._let_go()
            self._warning = mend(self._path, broken, self._began, error) or self._warning
            self._reopen()
            return work(self._db)
        # A file mended by another process in this very moment would have missed it; doing it twice does no harm.
        return work(self._db) if self._follow_file() else done

    def _follow_file(self) -> bool:
        """Goes over to the file that stands at the path now; True where it is another one."""
        found = number(self._path)
        if found == self._file:
            return False
        if not found:
            self._warning = f"{self._path} was taken away while in use; a new one is begun"
        self._let_go()
        self._reopen()
        return True

    def _want_to_write(self) -> None:
        """Goes over to writing where that was not possible. Raises what still stands in the way."""
        if not self._views:
            return
        db = opened(self._path)
        self._db.close()
        self._db, self._file, self._views, self._warning = db, number(self._path), False, None

    def _let_go(self) -> None:
        """Whatever goes wrong from here on, the next call looks for the file again."""
        self._db.close()
        self._file = UNKNOWN

    def _reopen(self) -> None:
        self._db = viewed(self._path) if self._views else opened(self._path)
        self._file = number(self._path)
        self._lost.clear()


def _all(db: sqlite3.Connection, opened: Callable[[object, str], T], query: str, *words: object) -> tuple[T, ...]:
    found = []
    for (data,) in db.execute(query, words):
        try:
            found.append(opened(data, ""))
        except Broken:
            continue
    return tuple(found)


def _known(db: sqlite3.Connection, article: Article) -> bool:
    """An edit is known only as itself: it may bring words back that were told before."""
    if article.told:
        query = "select 1 from told where id = ? and version = ?"
        return db.execute(query, (article.id, article.version)).fetchone() is not None
    query = "select 1 from told where heard = ? union all select 1 from gone where heard = ? limit 1"
    return db.execute(query, (heard(article), heard(article))).fetchone() is not None


def _last(db: sqlite3.Connection) -> int:
    return int(db.execute("select coalesce(max(seq), 0) from told").fetchone()[0])


def _rereads(db: sqlite3.Connection) -> int:
    row = db.execute("select value from meta where key = 'reread'").fetchone()
    return int(row[0]) if row else 0


def _chunk(db: sqlite3.Connection, before: float) -> float | None:
    """The time up to which the next CHUNK is dropped; None where nothing is older than `before`."""
    query = "select max(at) from (select at from told where at < ? order by at limit ?)"
    found = db.execute(query, (before, CHUNK)).fetchone()[0]
    return None if found is None else float(found)


def _too_much(db: sqlite3.Connection, most: int) -> float:
    """The time before which articles must go for the file to hold `most` bytes, as far as their number can tell; what
    that gets wrong the next time sets right.
    """
    pages, free, size = (
        db.execute(f"pragma {of}").fetchone()[0] for of in ("page_count", "freelist_count", "page_size")
    )
    used = (pages - free) * size
    if not most or used <= most:
        return 0.0
    count = db.execute("select count(*) from told").fetchone()[0]
    row = db.execute("select at from told order by at limit 1 offset ?", (int(count * (1 - most / used)),)).fetchone()
    return float(row[0]) if row else 0.0
