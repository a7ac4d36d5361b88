"""Where the files lie, and what the user is told when nothing can start."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from fakes import FakeClock

from sitrep.config import load
from sitrep.folders import config_path, state_folder
from sitrep.model.scope import Scope
from sitrep.wiring import Misconfigured, configured, kept, picked, scopes

OWN = """\
situation = "border"
shipped_feeds = false

[situations.border]
title = "Border towns"
countries = ["UA", "RU"]
actors = ["Ukraine"]
words = ["Vovchansk"]
window = "36h"

[[feeds]]
name = "Harbour Post"
url = "https://post.example/feed"
"""


@pytest.fixture(name="home", autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user with empty folders and none of sitrep's variables."""
    for name in ("SITREP_CONFIG", "SITREP_STATE_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "configuration"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path


def written(path: Path, text: str = OWN) -> Path:
    """The file, with its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_without_variables_the_files_lie_in_the_users_own_folders(home: Path) -> None:
    assert config_path().name == "config.toml"
    assert config_path().parent.name == "sitrep"
    assert config_path().is_relative_to(home)
    assert state_folder().is_relative_to(home)


def test_the_variables_name_the_configuration_and_the_state_folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITREP_CONFIG", str(home / "desk.toml"))
    monkeypatch.setenv("SITREP_STATE_DIR", str(home / "kept"))
    assert config_path() == home / "desk.toml"
    assert state_folder() == home / "kept"


def test_an_empty_variable_names_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITREP_CONFIG", "")
    monkeypatch.setenv("SITREP_STATE_DIR", "")
    assert config_path().name == "config.toml"
    assert state_folder().is_relative_to(home)


def test_an_empty_variable_does_not_demand_a_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITREP_CONFIG", "")
    assert configured(None) == (load(None), True)


def test_without_a_configuration_the_packaged_one_holds_alone() -> None:
    assert configured(None) == (load(None), True)


def test_the_users_own_configuration_is_found() -> None:
    written(config_path())
    config, packaged = configured(None)
    assert [feed.name for feed in config.feeds] == ["Harbour Post"]
    assert not packaged


def test_a_configuration_named_on_the_command_line_goes_before_the_variable_and_the_users_own(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(config_path())
    monkeypatch.setenv("SITREP_CONFIG", str(written(home / "variable.toml", OWN.replace("Harbour", "Ridge"))))
    named = written(home / "named.toml", OWN.replace("Harbour", "Volga"))
    assert [feed.name for feed in configured(None)[0].feeds] == ["Ridge Post"]
    assert [feed.name for feed in configured(named)[0].feeds] == ["Volga Post"]


def test_a_configuration_that_was_named_but_is_not_there_is_not_replaced_by_the_packaged_one(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Misconfigured, match=r"named\.toml: No such file or directory"):
        configured(home / "named.toml")
    monkeypatch.setenv("SITREP_CONFIG", str(home / "variable.toml"))
    with pytest.raises(Misconfigured, match=r"variable\.toml: No such file or directory"):
        configured(None)


def test_every_problem_of_a_configuration_is_told_with_its_line(home: Path) -> None:
    path = written(home / "desk.toml", "[poll]\nevery = 5\nat_once = 0\n")
    with pytest.raises(Misconfigured) as caught:
        configured(path)
    assert f"{path}:2: poll.every" in str(caught.value)
    assert f"{path}:3: poll.at_once" in str(caught.value)


def test_a_configuration_that_is_no_text_is_refused(home: Path) -> None:
    path = home / "desk.toml"
    path.write_bytes(b'situation = "\xff"\n')
    with pytest.raises(Misconfigured):
        configured(path)


def test_a_situation_reaches_the_store_with_its_title_and_its_window_in_hours(home: Path) -> None:
    config, _ = configured(written(home / "desk.toml"))
    assert scopes(config)["border"] == Scope("Border towns", ("UA", "RU"), ("Ukraine",), ("Vovchansk",), 36)


def test_a_situation_without_a_title_goes_by_its_name(home: Path) -> None:
    config, _ = configured(written(home / "desk.toml", "[situations.north]\nwindow = '2d'\n"))
    assert scopes(config)["north"] == Scope("north", window_hours=48)


def test_the_situation_asked_for_goes_before_the_configured_one(home: Path) -> None:
    config, _ = configured(written(home / "desk.toml"))
    assert picked(config, None) == "border"
    assert picked(config, "sudan") == "sudan"


def test_an_unknown_situation_is_refused_with_those_there_are(home: Path) -> None:
    config, _ = configured(written(home / "desk.toml"))
    with pytest.raises(Misconfigured, match=r"no situation 'sudn'; there are border, .*sudan"):
        picked(config, "sudn")


def test_journal_and_lock_lie_in_the_state_folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITREP_STATE_DIR", str(home / "kept"))
    held = kept(FakeClock())
    assert held.lock.take()
    held.lock.release()
    held.journal.close()
    assert held.note is None
    assert (home / "kept" / "journal.sqlite").exists()
    assert (home / "kept" / "poller.lock").exists()


def test_a_journal_of_another_version_is_refused_and_left_as_it_is(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITREP_STATE_DIR", str(home))
    kept(FakeClock()).journal.close()
    with closing(sqlite3.connect(home / "journal.sqlite")) as db, db:
        db.execute("update meta set value = '99' where key = 'schema'")
    with pytest.raises(Misconfigured, match="a newer version of sitrep"):
        kept(FakeClock())
    with closing(sqlite3.connect(home / "journal.sqlite")) as db:
        assert db.execute("select value from meta where key = 'schema'").fetchone() == ("99",)


def test_where_nothing_can_be_kept_the_run_goes_on_and_the_user_is_told(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITREP_STATE_DIR", str(written(home / "file", "") / "kept"))
    held = kept(FakeClock())
    held.lock.release()
    held.journal.close()
    assert held.note is not None
    assert "nothing is kept this time" in held.note
