"""The tables of the journal's file, and what tells one from a file of another sitrep."""

import sqlite3
from contextlib import suppress

SCHEMA = 2
"""Raised whenever a stored form changes in a way old rows can't be read by; `migrate` then knows one step more."""

TABLES = """
create table if not exists meta (key text primary key, value text not null);
create table if not exists told (
    seq integer primary key autoincrement,
    id text not null, version text not null, at real not null, heard integer not null,
    title text not null, body text not null, source text not null,
    rules text not null, article blob not null, reading blob not null,
    unique (id, version)
);
create index if not exists told_at on told (at);
create index if not exists told_heard on told (heard);
create index if not exists told_rules on told (rules);
create table if not exists feed (url text primary key, state blob not null);
create table if not exists ruling (id text primary key, at real not null, ruling blob not null);
create table if not exists note (id text primary key, at real not null, note blob not null);
create table if not exists mark (
    viewer text not null, key text not null, at real not null, mark blob not null, unique (viewer, key)
);
create table if not exists bookmark (
    viewer text not null, key text not null, at real not null, bookmark blob not null, unique (viewer, key)
);
create table if not exists gone (heard integer primary key, at real not null);
create virtual table if not exists words using fts5 (
    title, body, source, content='told', content_rowid='seq', tokenize='unicode61 remove_diacritics 2',
    prefix='2 3'
);
create trigger if not exists told_in after insert on told begin
    insert into words (rowid, title, body, source) values (new.seq, new.title, new.body, new.source); end;
create trigger if not exists told_out after delete on told begin
    insert into words (words, rowid, title, body, source)
    values ('delete', old.seq, old.title, old.body, old.source); end;
create table if not exists shown (
    kind text not null, id text not null, at real not null, stamp integer not null,
    text text not null, places text not null, weapons text not null, actors text not null, feeds text not null,
    grade text not null,
    killed integer not null, killed_low integer, killed_high integer,
    injured integer not null, injured_low integer, injured_high integer,
    missing integer not null, missing_low integer, missing_high integer,
    captured integer not null, captured_low integer, captured_high integer,
    unique (kind, id)
);
create index if not exists shown_at on shown (kind, at desc, id);
create table if not exists face (kind text not null, id text not null, form blob not null, unique (kind, id));
create table if not exists alias (id text primary key, now text not null);
"""


class SelfClosing(sqlite3.Connection):
    """A connection that is closed with its last user, if nobody closes it before: Python 3.13 warns of what is left
    open.
    """

    def __del__(self) -> None:
        with suppress(sqlite3.Error):  # one that was never opened has nothing to close
            self.close()


def forgiving(text: bytes) -> str:
    """Text from the file, whatever became of it: the seal then tells that it is not what was written."""
    return text.decode("utf-8", "replace")


def damaged(error: Exception) -> bool:
    """True where the file itself is broken; a full disk, a lock or a missing right is none of that."""
    if isinstance(error, UnicodeDecodeError):
        return True  # the words of an error that quotes a broken name
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return False
    # Every statement is the program's own: a table it does not find was lost from the file.
    return code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or "no such" in str(error)


def schema_of(db: sqlite3.Connection) -> int | None:
    """The schema of an opened file; None for an empty one, 0 for one that is no journal."""
    names = {name for (name,) in db.execute("select name from sqlite_master where type = 'table'")}
    if not {"meta", "told"} <= names:
        return 0 if names else None
    return int(db.execute("select value from meta where key = 'schema'").fetchone()[0])


def create(db: sqlite3.Connection) -> None:
    """Makes the tables of this schema that are not there yet."""
    for statement in TABLES.split(";\ncreate"):
        db.execute(statement if statement.lstrip().startswith("create") else f"create{statement}")
    db.execute("insert or replace into meta values ('schema', ?)", (str(SCHEMA),))
