"""How the file of an older sitrep becomes one of this sitrep."""

import sqlite3

import msgspec

from sitrep.journal.schema import create
from sitrep.journal.sealed import sealed
from sitrep.journal.told import told_row
from sitrep.model.article import Article
from sitrep.model.claim import Reading
from sitrep.model.feedstate import FeedState

_FROM_1 = """
alter table told rename to told_1;
alter table feed rename to feed_1;
drop index if exists told_at;
"""


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
