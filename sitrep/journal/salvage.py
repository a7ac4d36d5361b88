"""What can be saved from a damaged journal, row by row. Every value carries a seal: nothing altered gets through."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from sitrep.journal.schema import create
from sitrep.journal.sealed import Broken, opener
from sitrep.model.article import Article
from sitrep.model.claim import Reading
from sitrep.model.feedstate import FeedState
from sitrep.model.ruling import Ruling
from sitrep.model.viewer import Bookmark, Mark, Note

STEP = 256
"""Rows asked for at once; where that fails, each is asked for alone."""
PAGE = 4096
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


def forgiving(text: bytes) -> str:
    """Text from the file, whatever became of it: the seal then tells that it is not what was written."""
    return text.decode("utf-8", "replace")


def salvage(broken: Path, into: sqlite3.Connection) -> tuple[int, int]:
    """Copies what is sound in the journal at `broken` into the fresh one; how many articles were saved, and how many
    are known to be lost. The file at `broken` is only read.
    """
    saved = lost = 0
    with closing(sqlite3.connect(_readable(broken))) as db:
        db.text_factory = forgiving
        for table in _TABLES:
            marks = ", ".join("?" * len(table.columns.split(",")))
            statement = f"insert or ignore into {table.name} ({table.columns}) values ({marks})"  # noqa: S608 - own words
            last = _last(db, table.name, broken.stat().st_size)
            for row in _rows(db, table, last):
                whole = False
                with suppress(Broken, sqlite3.Error, OverflowError):
                    if row is not None:
                        table.sound(row)
                        whole = bool(into.execute(statement, row).rowcount)
                if table.name == "told":
                    saved, lost = saved + whole, lost + (not whole)
            into.commit()
        with suppress(sqlite3.Error):
            for row in db.execute("select heard, at from gone"):
                into.execute("insert or ignore into gone values (?, ?)", row)
    into.commit()
    return saved, lost


def _rows(db: sqlite3.Connection, table: _Table, last: int) -> Iterator[Row | None]:
    """Every row that can be read; None for one that stands where it can't be."""
    query = f"select {table.columns} from {table.name} where rowid between ? and ?"  # noqa: S608 - own words
    for start in range(1, last + 1, STEP):
        end = min(start + STEP - 1, last)
        try:
            yield from db.execute(query, (start, end)).fetchall()
        except sqlite3.Error:
            for rowid in range(start, end + 1):
                try:
                    yield from db.execute(query, (rowid, rowid)).fetchall()
                except sqlite3.Error:
                    yield None


def _last(db: sqlite3.Connection, table: str, size: int) -> int:
    """The last row there may be."""
    most = size // PAGE * ROWS_A_PAGE
    for query in (f"select max(rowid) from {table}", f"select seq from sqlite_sequence where name = '{table}'"):  # noqa: S608
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
    except sqlite3.Error:
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
