"""A file of an older sitrep becomes one of this; what it held is there as it was."""

import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
from builders import KHARKIV, NOON, killed, told

from sitrep.journal import open_journal
from sitrep.model.feedstate import FeedState

SCHEMA_1 = """
create table meta (key text primary key, value text not null);
create table told (
    seq integer primary key autoincrement,
    id text not null, version text not null, at real not null,
    article blob not null, reading blob not null,
    unique (id, version)
);
create index told_at on told (at);
create table feed (url text primary key, state blob not null);
insert into meta values ('schema', '1');
"""


def test_a_file_of_schema_1_is_brought_up_with_all_it_held(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    pairs = [told(f"a{n}", killed(n, None, KHARKIV), hours=n, title=f"{n} killed — “Kharkiv”") for n in range(1, 6)]
    state = FeedState("https://post.example/feed", etag='"one"', last_ok=NOON)
    pack = msgspec.msgpack.encode
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(SCHEMA_1)
        for article, reading in pairs:
            row = (article.id, article.version, article.at.timestamp(), pack(article), pack(reading))
            db.execute("insert into told (id, version, at, article, reading) values (?, ?, ?, ?, ?)", row)
        db.execute("delete from told where id = 'a3'")
        db.execute("insert into feed values (?, ?)", (state.url, pack(state)))
    journal, note = open_journal(path, NOON)
    kept = journal.since(0)
    left = [pair for pair in pairs if pair[0].id != "a3"]
    assert note is None
    assert list(zip(kept.articles, kept.readings, strict=True)) == left
    assert kept.feeds == (state,)
    assert [a.id for a in journal.since(4).articles] == ["a5"]
    assert journal.keep([pairs[0][0]], [], []) is None
    assert journal.since(kept.seq).articles == ()
