"""The tables of the journal's file, and how the file of an older sitrep becomes one of this sitrep."""

import sqlite3
from contextlib import suppress
from hashlib import blake2b

import msgspec

from sitrep.journal.sealed import sealed
from sitrep.model.article import Article
from sitrep.model.claim import Reading
from sitrep.model.feedstate import FeedState
from sitrep.views.facts import article_facts

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

_FROM_1 = """
alter table told rename to told_1;
alter table feed rename to feed_1;
drop index if exists told_at;
"""


class SelfClosing(sqlite3.Connection):
    """A connection that is closed with its last user, if nobody closes it before: Python 3.13 warns of what is left
    open.
    """

    def __del__(self) -> None:
        with suppress(sqlite3.Error):  # one that was never opened has nothing to close
            self.close()


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


def migrate(db: sqlite3.Connection, found: int) -> None:
    """Brings the tables of schema `found` to this one, inside the caller's transaction."""
    if found == 1:
        _from_1(db)


def _from_1(db: sqlite3.Connection) -> None:
    """Schema 1 had no seals, the text inside the article, and no manual acts."""
    article, reading = msgspec.msgpack.Decoder(Article).decode, msgspec.msgpack.Decoder(Reading).decode
    state = msgspec.msgpack.Decoder(FeedState).decode
    for statement in _FROM_1.strip().split("\n"):
        db.execute(statement)
    create(db)
    for seq, packed_article, packed_reading in db.execute("select seq, article, reading from told_1"):
        told = told_row(article(packed_article), reading(packed_reading))
        db.execute("insert into told values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (seq, *told))
    for (packed_state,) in db.execute("select state from feed_1"):
        feed = state(packed_state)
        db.execute("insert into feed values (?, ?)", (feed.url, sealed(feed)))
    db.execute("drop table told_1")
    db.execute("drop table feed_1")


def told_row(article: Article, reading: Reading) -> tuple[str | float | bytes, ...]:
    """An article with its reading as the columns of `told` after seq. Title and body stand in columns of their own,
    where the search reads them.
    """
    bare = msgspec.structs.replace(article, title="", body="")
    return (
        article.id,
        article.version,
        article.at.timestamp(),
        heard(article),
        article.title,
        article.body,
        "\n".join(article_facts(article).feeds),
        reading.rules,
        sealed(bare, article.text),
        sealed(reading),
    )


def heard(article: Article) -> int:
    """63 bits of a hash of what a feed told: the entry in its own version, whatever article was made of it. By these
    few bytes a forgotten version is known again.
    """
    words = f"{article.entry or article.id}\0{article.told or article.version}"
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big") >> 1
