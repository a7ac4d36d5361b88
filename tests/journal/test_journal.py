"""The journal: what was kept is there after a restart; a damaged file is moved aside, not lost, and work goes on."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sitrep.journal import JournalError, MemoryJournal, PollerLock, open_journal
from sitrep.model.article import Article, Span
from sitrep.model.claim import Casualty, Reading
from sitrep.model.count import Count
from sitrep.model.feedstate import FeedState

NOON = datetime(2023, 12, 30, 12, tzinfo=UTC)


def article(name: str, version: str = "v1", at: datetime = NOON) -> Article:
    return Article(name, version, "Two killed in Harbour Town", "", "Post", "Post", "feed", at, published=at)


def reading(name: str, version: str = "v1") -> Reading:
    figure = Casualty("Two killed in Harbour Town", Span(0, 10), "killed", Count(2, 2, "Two"))
    return Reading(name, version, "en", casualties=(figure,))


def test_a_restart_finds_articles_readings_and_feed_state_as_they_were(tmp_path: Path) -> None:
    journal, note = open_journal(tmp_path / "journal.sqlite", NOON)
    assert note is None
    state = FeedState("https://post.example/feed", etag='W/"a-1"', last_ok=NOON)
    assert journal.keep([article("a")], [reading("a")], [state]) is None
    journal.close()
    again, _ = open_journal(tmp_path / "journal.sqlite", NOON)
    kept = again.since(0)
    assert kept.articles == (article("a"),)
    assert kept.readings == (reading("a"),)
    assert kept.feeds == (state,)


def test_since_gives_only_what_came_after_and_revision_tells_that_another_wrote(tmp_path: Path) -> None:
    writer, _ = open_journal(tmp_path / "journal.sqlite", NOON)
    follower, _ = open_journal(tmp_path / "journal.sqlite", NOON)
    writer.keep([article("a")], [reading("a")], [])
    before = follower.revision()
    seen = follower.since(0)
    writer.keep([article("b")], [reading("b")], [])
    assert follower.revision() != before
    assert [a.id for a in follower.since(seen.seq).articles] == ["b"]


def test_the_same_version_kept_twice_stands_once_and_an_edit_stands_beside_it(tmp_path: Path) -> None:
    journal, _ = open_journal(tmp_path / "journal.sqlite", NOON)
    for version in ("v1", "v1", "v2"):
        journal.keep([article("a", version)], [reading("a", version)], [])
    assert [a.version for a in journal.since(0).articles] == ["v1", "v2"]


def test_an_article_without_a_reading_is_kept_as_read_empty(tmp_path: Path) -> None:
    journal, _ = open_journal(tmp_path / "journal.sqlite", NOON)
    journal.keep([article("a")], [], [])
    assert journal.since(0).readings == (Reading("a", "v1", "en"),)


def test_forget_drops_what_speaks_from_before(tmp_path: Path) -> None:
    journal, _ = open_journal(tmp_path / "journal.sqlite", NOON)
    journal.keep([article("old", at=NOON - timedelta(days=40)), article("new")], [], [])
    journal.forget(NOON - timedelta(days=30))
    assert [a.id for a in journal.since(0).articles] == ["new"]


def test_a_damaged_file_is_moved_aside_with_a_note_and_a_new_one_begun(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    path.write_bytes(b"this was never a database, whatever it says" * 100)
    journal, note = open_journal(path, NOON)
    assert note is not None
    assert "journal-damaged-20231230T120000Z.sqlite" in note
    assert (tmp_path / "journal-damaged-20231230T120000Z.sqlite").exists()
    assert journal.keep([article("a")], [], []) is None


def test_a_file_of_another_schema_is_refused_in_words(tmp_path: Path) -> None:
    journal, _ = open_journal(tmp_path / "journal.sqlite", NOON)
    journal.close()
    db = sqlite3.connect(tmp_path / "journal.sqlite")
    with db:
        db.execute("update meta set value = '99' where key = 'schema'")
    db.close()
    with pytest.raises(JournalError, match="schema 99"):
        open_journal(tmp_path / "journal.sqlite", NOON)


def test_a_folder_that_cannot_be_made_gives_memory_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    journal, note = open_journal(tmp_path / "file" / "journal.sqlite", NOON)
    assert isinstance(journal, MemoryJournal)
    assert note is not None
    assert "nothing is kept" in note


def test_one_process_polls_and_another_takes_over_when_it_lets_go(tmp_path: Path) -> None:
    first, second = PollerLock(tmp_path / "poller.lock"), PollerLock(tmp_path / "poller.lock")
    assert first.take()
    assert not second.take()
    first.release()
    assert second.take()
