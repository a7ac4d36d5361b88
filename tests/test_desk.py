"""What one viewer keeps is theirs, and there again at the next start."""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes import FakeClock

from sitrep.desk import CLAIMED_DAYS, CLAIMS, Desk, places, viewer, write_export
from sitrep.journal import AtOnce, Journal, open_journal
from sitrep.tui.memory import Memory

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)


def opened(folder: Path) -> Journal:
    """The journal of that folder."""
    return open_journal(folder / "journal.sqlite", NOW)[0]


def desk(journal: Journal, folder: Path) -> Desk:
    """The desk of whoever SITREP_VIEWER names."""
    return Desk(journal, AtOnce(journal), FakeClock(NOW), folder)


async def test_marks_and_bookmarks_are_each_viewers_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = opened(tmp_path)
    monkeypatch.setenv("SITREP_VIEWER", "ada")
    ada = desk(journal, tmp_path)
    assert ada.seen() is None
    async with asyncio.TaskGroup() as tasks:
        ada.keep({"incident:i-1": "v1"}, tasks)
        ada.bookmark("wire:a", True, tasks)
        await ada.settle()
    monkeypatch.setenv("SITREP_VIEWER", "bo")
    assert desk(journal, tmp_path).seen() is None
    monkeypatch.setenv("SITREP_VIEWER", "ada")
    journal.close()
    again = opened(tmp_path)
    assert desk(again, tmp_path).seen() == {"incident:i-1": "v1"}
    assert desk(again, tmp_path).saved() == {"wire:a"}
    again.close()


def test_where_one_was_is_kept_in_a_file_and_a_folder_that_cannot_be_written_costs_nothing_else(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    kept = desk(journal, tmp_path)
    assert kept.recall() == Memory()
    kept.remember(Memory(pane="wire", query="kharkiv"))
    assert kept.recall() == Memory(pane="wire", query="kharkiv")
    desk(journal, tmp_path / "missing").remember(Memory(pane="wire"))
    assert not (tmp_path / "missing").exists()
    journal.close()


def test_an_alerts_command_is_granted_once_to_all_dashboards_of_a_folder(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    one, other = desk(journal, tmp_path), desk(journal, tmp_path)
    asked = [d.claim("near staff", "incident:i-1") for d in (one, other, one)]
    assert asked == [True, False, False]
    assert other.claim("near staff", "incident:i-2")
    assert other.claim("many dead", "incident:i-1"), "another rule, another call"
    assert desk(journal, tmp_path / "missing").claim("near staff", "incident:i-1"), "rather twice than never"
    journal.close()


def test_claims_of_what_left_the_board_long_ago_are_forgotten(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    kept = desk(journal, tmp_path)
    assert kept.claim("near staff", "incident:i-1")
    (old,) = (tmp_path / CLAIMS).iterdir()
    long_ago = (NOW - timedelta(days=CLAIMED_DAYS + 1)).timestamp()
    os.utime(old, (long_ago, long_ago))
    assert kept.claim("near staff", "incident:i-2")
    assert not old.exists()
    journal.close()


def test_a_viewer_is_the_login_name_unless_the_variable_names_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITREP_VIEWER", raising=False)
    monkeypatch.setenv("LOGNAME", "anna")
    assert viewer() == "anna"
    monkeypatch.setenv("SITREP_VIEWER", "night desk")
    assert viewer() == "night desk"


def test_a_viewer_has_a_name_even_where_the_system_gives_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SITREP_VIEWER", "LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 2_000_000_000)  # a number that no user has, as in a container
    assert viewer() == "somebody"


def test_a_place_is_found_by_its_name_and_an_unknown_one_is_not() -> None:
    assert places("Kharkiv")[0].country == "UA"
    assert places("Nowhere at all in the world") == ()


def test_places_of_one_name_stand_most_likely_first_and_of_one_country_the_first_alone() -> None:
    assert [place.country for place in places("Tripoli")][:3] == ["LY", "LB", "GR"]
    (springfield,) = (place for place in places("Springfield") if place.country == "US")
    assert springfield.people > 100_000


def test_an_export_says_where_it_lies_or_why_it_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = write_export(NOW, "strikes.md", "# text\n")
    assert said == f"wrote {tmp_path}/sitrep-20240501T120000Z-strikes.md"
    assert (tmp_path / "sitrep-20240501T120000Z-strikes.md").read_text() == "# text\n"
    assert write_export(NOW, "no/such/folder.md", "").startswith("could not write ")
