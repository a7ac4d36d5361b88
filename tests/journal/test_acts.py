"""Manual acts and what each viewer keeps: any process writes them, every process finds them."""

from datetime import timedelta
from pathlib import Path

import pytest
from builders import KHARKIV, NOON

from sitrep.journal import Journal, MemoryJournal, open_journal
from sitrep.model.ruling import Deed, Dismiss, Merge, Redate, Relocate, Ruling, Split, Undo
from sitrep.model.viewer import Bookmark, Mark, Note
from sitrep.model.when import UNDATED

DEEDS: tuple[Deed, ...] = (
    Merge(("i1", "i2")),
    Split("i1", ("a1",)),
    Dismiss("i3"),
    Relocate("i1", KHARKIV),
    Redate("i1", UNDATED),
    Undo("r0"),
)


@pytest.fixture(name="journal", params=["file", "memory"])
def _journal(request: pytest.FixtureRequest, tmp_path: Path) -> Journal:
    return MemoryJournal() if request.param == "memory" else open_journal(tmp_path / "journal.sqlite", NOON)[0]


def test_rulings_come_back_in_the_order_of_their_time_with_who_and_why(journal: Journal) -> None:
    rulings = [Ruling(f"r{n}", NOON - timedelta(minutes=n), "anna@desk", d, "a typo") for n, d in enumerate(DEEDS)]
    assert journal.rule(rulings) is None
    assert journal.since(0).rulings == tuple(reversed(rulings))


def test_a_ruling_kept_twice_stands_once_as_it_was_first(journal: Journal) -> None:
    first = Ruling("r1", NOON, "anna@desk", Dismiss("i1"))
    journal.rule([first])
    journal.rule([Ruling("r1", NOON, "ben@desk", Dismiss("i2"))])
    assert journal.since(0).rulings == (first,)


def test_a_note_is_seen_by_all_is_replaced_by_its_id_and_taken_back_by_an_empty_text(journal: Journal) -> None:
    journal.note(Note("n1", "anna@desk", NOON, "watch the bridge", about="i1"))
    journal.note(Note("n2", "ben@desk", NOON, "the feed is late"))
    journal.note(Note("n1", "anna@desk", NOON, "watch both bridges", about="i1"))
    assert [n.text for n in journal.since(0).notes] == ["watch both bridges", "the feed is late"]
    journal.note(Note("n1", "anna@desk", NOON, ""))
    assert [n.id for n in journal.since(0).notes] == ["n2"]


def test_marks_are_each_viewers_own_and_the_latest_counts(journal: Journal) -> None:
    later = NOON + timedelta(minutes=5)
    journal.mark([Mark("anna", "incident:i1", "v1", NOON), Mark("ben", "incident:i1", "v1", NOON)])
    journal.mark([Mark("anna", "incident:i1", "v2", later)])
    journal.mark([Mark("anna", "incident:i1", "v0", NOON)])  # from a screen that hung meanwhile
    assert journal.marks("anna") == (Mark("anna", "incident:i1", "v2", later),)
    assert [m.version for m in journal.marks("ben")] == ["v1"]


def test_bookmarks_are_each_viewers_own_until_taken_off(journal: Journal) -> None:
    journal.bookmark(Bookmark("anna", "incident:i1", NOON))
    journal.bookmark(Bookmark("anna", "wire:a1", NOON))
    journal.bookmark(Bookmark("ben", "wire:a1", NOON))
    journal.bookmark(Bookmark("anna", "wire:a1", NOON, on=False))
    assert [b.key for b in journal.bookmarks("anna")] == ["incident:i1"]
    assert [b.key for b in journal.bookmarks("ben")] == ["wire:a1"]


def test_every_process_may_write_and_the_others_find_it(tmp_path: Path) -> None:
    poller, _ = open_journal(tmp_path / "journal.sqlite", NOON)
    follower, _ = open_journal(tmp_path / "journal.sqlite", NOON)
    before = poller.revision()
    follower.rule([Ruling("r1", NOON, "ben@desk", Dismiss("i1"))])
    follower.note(Note("n1", "ben@desk", NOON, "seen"))
    assert poller.revision() != before
    kept = poller.since(0)
    assert ([r.by for r in kept.rulings], [n.by for n in kept.notes]) == (["ben@desk"], ["ben@desk"])
