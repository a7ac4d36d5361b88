"""What can be saved from a damaged journal, row by row. Every value carries a seal: nothing altered gets through."""

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from sitrep.journal.leaves import PAGE, leaves
from sitrep.journal.schema import create, forgiving
from sitrep.journal.sealed import Broken, opener
from sitrep.model.article import Article
from sitrep.model.claim import Reading
from sitrep.model.feedstate import FeedState
from sitrep.model.ruling import Ruling
from sitrep.model.viewer import Bookmark, Mark, Note

STEP = 256
"""Rows asked for at once; where that fails, each is asked for alone."""
ROWS_A_PAGE = 200
"""More rows than a page holds: how far to look where the file can't tell."""

Row = tuple[object, ...]


class _Table(NamedTuple):
    name: str
    columns: str
    sound: Callable[[Row], None]
    """Raises Broken for a row that is not what was written."""


def _sealed(kind: type[msgspec.Struct], at: int) -> Callable[[Row], None]:
    open_it = opener(kind)

    def sound(row: Row) -> None:
        open_it(row[at], "")

    return sound


def _told(row: Row) -> None:
    _ARTICLE(row[9], f"{row[5]}\n{row[6]}")
    _READING(row[10], "")


_ARTICLE, _READING = opener(Article), opener(Reading)
_TABLES = (
    _Table("told", "seq, id, version, at, heard, title, body, source, rules, article, reading", _told),
    _Table("feed", "url, state", _sealed(FeedState, 1)),
    _Table("ruling", "id, at, ruling", _sealed(Ruling, 2)),
    _Table("note", "id, at, note", _sealed(Note, 2)),
    _Table("mark", "viewer, key, at, mark", _sealed(Mark, 3)),
    _Table("bookmark", "viewer, key, at, bookmark", _sealed(Bookmark, 3)),
)
_FROM_LEAVES = tuple(table for table in _TABLES if table.name in ("told", "ruling"))
"""What goes from these leaves a tombstone, or never goes: a row found on a freed page is no ghost."""


def salvage(broken: Path, into: sqlite3.Connection) -> tuple[int, int]:
    """Copies what is sound in the journal at `broken` into the fresh one; how many articles were saved, and how many
    are known to be lost. The file at `broken` is only read.
    """
    readable = _readable(broken)
    lost = 0
    with closing(sqlite3.connect(readable)) as db:
        db.text_factory = forgiving
        _save_tombstones(db, into)
        for table in _TABLES:
            lost += _save(into, table, _rows(db, table, _last(db, table.name, broken.stat().st_size)))
    if lost:
        for table in _FROM_LEAVES:
            _save(into, table, leaves(readable.read_bytes(), len(table.columns.split(","))))
    if readable != broken:
        readable.unlink()
    saved = int(into.execute("select count(*) from told").fetchone()[0])
    return saved, lost_articles(into)


def lost_articles(into: sqlite3.Connection) -> int:
    """How many commits are missing before the last one: articles that are lost, or were forgotten."""
    last, held, gone = into.execute(
        "select coalesce(max(seq), 0), count(*), (select count(*) from gone) from told"
    ).fetchone()
    return max(0, int(last) - int(held) - int(gone))


def _save(into: sqlite3.Connection, table: _Table, rows: Iterable[Row | None]) -> int:
    """Copies what is sound of `rows` and was never dropped; how many were not."""
    marks = ", ".join("?" * len(table.columns.split(",")))
    statement = f"insert or ignore into {table.name} ({table.columns}) values ({marks})"  # noqa: S608 - own words
    lost = 0
    for row in rows:
        try:
            if row is None:
                raise Broken
            table.sound(row)
            if table.name != "told" or not into.execute("select 1 from gone where heard = ?", (row[4],)).fetchone():
                into.execute(statement, row)
        except (Broken, sqlite3.IntegrityError, sqlite3.DataError, OverflowError):
            lost += 1  # a full disk is none of these: it ends the mending, or rows would be lost that could be saved
    into.commit()
    return lost


def _save_tombstones(db: sqlite3.Connection, into: sqlite3.Connection) -> None:
    for row in _tombstones(db):
        with suppress(sqlite3.IntegrityError):
            into.execute("insert or ignore into gone values (?, ?)", row)
    into.commit()


def _tombstones(db: sqlite3.Connection) -> Iterator[Row]:
    """As far as they can be read."""
    with suppress(sqlite3.Error, UnicodeDecodeError):
        yield from db.execute("select heard, at from gone")


def _rows(db: sqlite3.Connection, table: _Table, last: int) -> Iterator[Row | None]:
    """Every row that can be read; None for one that stands where it can't be."""
    query = f"select {table.columns} from {table.name} where rowid between ? and ?"  # noqa: S608 - own words
    for start in range(1, last + 1, STEP):
        end = min(start + STEP - 1, last)
        try:
            yield from db.execute(query, (start, end)).fetchall()
        except (sqlite3.Error, UnicodeDecodeError):
            for rowid in range(start, end + 1):
                try:
                    yield from db.execute(query, (rowid, rowid)).fetchall()
                except (sqlite3.Error, UnicodeDecodeError):
                    yield None


def _last(db: sqlite3.Connection, table: str, size: int) -> int:
    """The last row there may be."""
    most = size // PAGE * ROWS_A_PAGE
    largest = f"select max(rowid) from {table}"  # noqa: S608  # a table of the schema's own
    last = f"select seq from sqlite_sequence where name = '{table}'"  # noqa: S608  # the same
    for query in (largest, last):
        with suppress(sqlite3.Error, TypeError, ValueError):
            return min(int(db.execute(query).fetchone()[0] or 0), most)
    return most


def _readable(broken: Path) -> Path:
    """The file itself, or where its first page is past reading a copy of it under the first page of a new journal:
    tables are always made in the same order, so they begin on the same pages.
    """
    try:
        with closing(sqlite3.connect(broken)) as db:
            if db.execute("select 1 from sqlite_master where name = 'told'").fetchone():
                return broken
    except (sqlite3.Error, UnicodeDecodeError):
        pass
    copy = broken.with_name(f"{broken.name}.tmp")
    model = broken.with_name(f"{broken.name}.model")
    model.unlink(missing_ok=True)
    with closing(sqlite3.connect(model)) as db:
        db.execute("pragma auto_vacuum = incremental")
        with db:
            create(db)
    page = bytearray(model.read_bytes()[:PAGE])
    model.unlink()
    page[18:20] = b"\x01\x01"  # no write-ahead log: the copy has none
    page[28:40] = bytes(12)  # how many pages there are, and which are free, is for the file's size to tell
    shutil.copyfile(broken, copy)
    with copy.open("r+b") as file:
        file.write(page)
        file.truncate(max(PAGE, copy.stat().st_size // PAGE * PAGE))
    return copy
