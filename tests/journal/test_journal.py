"""The journal: what was kept is there after a restart; a damaged file is moved aside, not lost, and work goes on."""

import errno
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from boards import action, incident
from msgspec import structs

from sitrep.journal import NEWEST, NEWEST_FACE, Cursor, JournalError, MemoryJournal, PollerLock, open_journal
from sitrep.journal.look import look_into
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


def test_a_journal_is_stirred_by_who_writes_and_by_nobody_else(tmp_path: Path) -> None:
    writer, _ = open_journal(tmp_path / "journal.sqlite", NOON)
    follower, _ = open_journal(tmp_path / "journal.sqlite", NOON)
    for name in ("a", "b"):
        before = follower.stirred()
        follower.since(0)
        follower.revision()
        assert follower.stirred() == before
        writer.keep([article(name)], [reading(name)], [])
        assert follower.stirred() != before


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


def test_what_was_forgotten_is_known_again_and_does_not_come_back(tmp_path: Path) -> None:
    journal, _ = open_journal(tmp_path / "journal.sqlite", NOON)
    old = article("old", at=NOON - timedelta(days=40))
    journal.keep([old, article("new")], [], [])
    journal.forget(NOON - timedelta(days=30))
    edited = article("old", "v2", at=NOON)
    assert journal.unseen([old, edited, article("new"), article("newer")]) == (edited, article("newer"))
    journal.keep([old], [], [])
    assert [a.id for a in journal.since(0).articles] == ["new"]


def test_an_edit_that_brings_old_words_back_is_new(tmp_path: Path) -> None:
    journal, _ = open_journal(tmp_path / "journal.sqlite", NOON)
    journal.keep([article("a", "v1"), article("a", "v2")], [], [])
    back = structs.replace(article("a", "v1 after v2"), told="v1")
    assert journal.unseen([article("a", "v1"), back]) == (back,)
    journal.forget(NOON + timedelta(days=1))
    assert journal.keep([back], [], []) is None
    assert journal.since(0).articles == (back,)


def test_forget_drops_the_oldest_until_the_file_is_as_small_as_asked(tmp_path: Path) -> None:
    journal, _ = open_journal(tmp_path / "journal.sqlite", NOON)
    many = [article(f"a{n}", at=NOON + timedelta(minutes=n)) for n in range(3000)]
    journal.keep([structs.replace(a, body="word " * 100) for a in many], [], [])
    journal.close()
    journal, _ = open_journal(tmp_path / "journal.sqlite", NOON)
    before = (tmp_path / "journal.sqlite").stat().st_size
    horizon = journal.forget(NOON - timedelta(days=1), before // 2)
    journal.close()
    left = [a.at for a in open_journal(tmp_path / "journal.sqlite", NOON)[0].since(0).articles]
    assert horizon is not None
    assert 500 < len(left) < 2500
    assert min(left) >= horizon
    assert max(left) == many[-1].at
    assert (tmp_path / "journal.sqlite").stat().st_size <= before * 0.7


def test_pages_bring_everything_newest_first(tmp_path: Path) -> None:
    journal, _ = open_journal(tmp_path / "journal.sqlite", NOON)
    times = [NOON + timedelta(minutes=n * 7 % 10) for n in range(25)]
    journal.keep([article(f"a{n}", at=at) for n, at in enumerate(times)], [], [])
    seen: list[datetime] = []
    than: Cursor | None = NEWEST
    while than is not None:
        page = journal.older(than, 10)
        seen += [a.at for a in page.articles]
        than = page.last
    assert seen == sorted(times, reverse=True)


def test_what_was_shown_comes_back_in_pages_newest_first_and_what_is_damaged_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    journal, _ = open_journal(path, NOON)
    shown = [incident(f"i{n}", "Strike", updated=NOON - timedelta(minutes=n // 2)) for n in range(7)]
    acts = [action(f"d{n}", "Poland", "summon", updated=NOON - timedelta(minutes=n)) for n in range(3)]
    assert journal.show(shown, acts, (), {}) is None
    found: list[str] = []
    page = journal.incidents(NEWEST_FACE, 3)
    while page.last is not None:
        found += [one.id for one in page.things]
        page = journal.incidents(page.last, 3)
    assert [*found, *(one.id for one in page.things)] == [f"i{n}" for n in range(7)]
    assert [one.id for one in journal.actions(NEWEST_FACE, 9).things] == ["d0", "d1", "d2"]
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("update face set form = x'00' where id = 'i1'")
    assert [one.id for one in journal.incidents(NEWEST_FACE, 3).things] == ["i0", "i2"]


def test_a_file_taken_away_while_in_use_is_begun_anew_and_the_user_is_told(tmp_path: Path) -> None:
    journal, _ = open_journal(tmp_path / "journal.sqlite", NOON)
    journal.keep([article("a")], [], [])
    (tmp_path / "journal.sqlite").rename(tmp_path / "elsewhere.sqlite")
    assert journal.keep([article("b")], [], []) is None
    assert "taken away while in use" in (journal.warning() or "")
    assert [a.id for a in open_journal(tmp_path / "journal.sqlite", NOON)[0].since(0).articles] == ["b"]


def test_a_file_that_cannot_be_opened_again_is_said_and_taken_up_as_soon_as_it_can(tmp_path: Path) -> None:
    journal, _ = open_journal(tmp_path / "journal.sqlite", NOON)
    journal.keep([article("a")], [], [])
    (tmp_path / "journal.sqlite").rename(tmp_path / "elsewhere.sqlite")
    (tmp_path / "journal.sqlite").mkdir()
    assert "can't be written" in (journal.keep([article("b")], [], []) or "")
    assert journal.since(0).articles == ()
    (tmp_path / "journal.sqlite").rmdir()
    (tmp_path / "elsewhere.sqlite").rename(tmp_path / "journal.sqlite")
    assert journal.keep([article("b")], [], []) is None
    assert [a.id for a in journal.since(0).articles] == ["a", "b"]


FULL_DISK = """
import resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from sitrep.journal import open_journal
from sitrep.model.article import Article
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
noon = datetime(2023, 12, 30, 12, tzinfo=UTC)
journal, _ = open_journal(Path(sys.argv[1]), noon)
def kept(name, size):
    return journal.keep([Article(name, "v1", "x" * size, "", "Post", "Post", "feed", noon)], [], [])
assert kept("small", 10) is None
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
print(kept("large", 1_000_000))
follower, _ = open_journal(Path(sys.argv[1]), noon)
print([a.id for a in journal.since(0).articles], [a.id for a in follower.since(0).articles])
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(kept("later", 1_000_000))
print([a.id for a in journal.since(0).articles])
"""


def test_a_full_disk_is_told_in_words_and_writing_goes_on_when_there_is_room_again(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path / "journal.sqlite")], capture_output=True, text=True, check=True
    )
    trouble, meanwhile, then, ids = done.stdout.splitlines()
    assert "the journal can't be written" in trouble
    assert meanwhile == "['small'] ['small']"
    assert (then, ids) == ("None", "['small', 'later']")


def test_a_journal_another_process_holds_is_waited_for_and_then_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitrep.journal.disk.BUSY", 0.05)
    journal, _ = open_journal(tmp_path / "journal.sqlite", NOON)
    with closing(sqlite3.connect(tmp_path / "journal.sqlite", isolation_level=None)) as other:
        other.execute("begin immediate")
        assert "locked" in (journal.keep([article("a")], [], []) or "")
        other.execute("rollback")
    assert journal.keep([article("a")], [], []) is None


def test_one_process_polls_and_another_takes_over_when_it_lets_go(tmp_path: Path) -> None:
    first, second = PollerLock(tmp_path / "poller.lock"), PollerLock(tmp_path / "poller.lock")
    assert first.take()
    assert first.take()  # who polls may ask again
    assert not second.take()
    first.release()
    assert second.take()


def without_room(path: Path) -> sqlite3.Connection:
    """Opening as it ends on a read-only file system, or on a full disk."""
    raise OSError(errno.EROFS, "Read-only file system", str(path))


def test_where_nothing_can_be_written_what_was_kept_is_shown_and_writing_is_tried_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "journal.sqlite"
    journal, _ = open_journal(path, NOON)
    journal.keep([article("a")], [], [])
    journal.close()
    monkeypatch.setattr("sitrep.journal.file.opened", without_room)
    journal, note = open_journal(path, NOON)
    assert note == f"{path}: Read-only file system; what was kept is shown, what is new stays in memory"
    assert journal.warning() == note
    assert [a.id for a in journal.since(0).articles] == ["a"]
    assert "can't be written (Read-only file system)" in (journal.keep([article("b")], [], []) or "")
    assert [a.id for a in journal.unseen([article("a"), article("b")])] == ["b"]
    monkeypatch.undo()
    assert journal.keep([article("b")], [], []) is None
    assert [a.id for a in journal.since(0).articles] == ["a", "b"]
    assert journal.warning() is None


def test_a_file_that_was_begun_without_room_for_its_tables_is_nothing_kept_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "journal.sqlite"
    path.touch()
    assert look_into(path) is None
    monkeypatch.setattr("sitrep.journal.file.opened", without_room)
    journal, note = open_journal(path, NOON)
    assert note == f"{path}: Read-only file system; nothing is kept this time"
    assert journal.since(0).articles == ()
