"""`sitrep doctor`: one line each, with a remedy where something is wrong; nothing is asked that could hang."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from fakes import START, Asked, FakeClock, Reply, serving

from sitrep.clock import SystemClock
from sitrep.commands.doctor import Finding, ask, clipboard, drift, network, state, terminal, tmux
from sitrep.config import Config, Feed, Poll
from sitrep.feeds.outcome import Fetched
from sitrep.journal import PollerLock

WIDE = os.terminal_size((120, 40))
XTERM = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


def levels(findings: Sequence[Finding]) -> dict[str, str]:
    """The worst level of each name."""
    return {f.name: f.level for f in sorted(findings, key=lambda f: ("ok", "note", "bad").index(f.level))}


def said(**answers: str) -> Callable[[Sequence[str]], str | None]:
    """A tmux that gives these answers: version, and options by name (with _ for -)."""

    def asked(command: Sequence[str]) -> str | None:
        return answers.get("version" if command[1] == "-V" else command[-1].replace("-", "_"))

    return asked


@pytest.mark.parametrize(
    ("environment", "size", "encoding", "found"),
    [
        (XTERM, WIDE, "UTF-8", {"terminal": "ok", "characters": "ok", "colours": "ok"}),
        ({"TERM": "xterm-256color"}, WIDE, "utf8", {"terminal": "ok", "characters": "ok", "colours": "ok"}),
        (XTERM | {"NO_COLOR": "1"}, WIDE, "UTF-8", {"terminal": "ok", "characters": "ok", "colours": "note"}),
        ({"TERM": "dumb"}, WIDE, "UTF-8", {"terminal": "bad", "characters": "ok", "colours": "note"}),
        ({}, WIDE, "UTF-8", {"terminal": "bad", "characters": "ok", "colours": "note"}),
        (XTERM, os.terminal_size((20, 5)), "UTF-8", {"terminal": "note", "characters": "ok", "colours": "ok"}),
        (XTERM, WIDE, "ANSI_X3.4-1968", {"terminal": "ok", "characters": "bad", "colours": "ok"}),
    ],
)
def test_the_terminal(environment: Mapping[str, str], size: os.terminal_size, encoding: str, found: object) -> None:
    assert levels(list(terminal(environment, True, size, encoding))) == found


def test_every_trouble_has_a_remedy() -> None:
    found = [*terminal({}, False, WIDE, "latin1"), *tmux({"TMUX": "x"}, lambda command: None)]
    assert all(finding.remedy for finding in found if finding.level == "bad")
    assert str(Finding("bad", "characters", "the locale", "set LANG")) == "bad   characters: the locale; set LANG"


def test_tmux_is_told_what_to_change() -> None:
    slow = said(version="tmux 3.4", escape_time="500", focus_events="off", set_clipboard="off")
    found = list(tmux({"TMUX": "x"}, slow))
    assert [f.remedy for f in found if f.level == "note"] == [
        "`set -sg escape-time 10` in ~/.tmux.conf",
        "`set -g focus-events on` in ~/.tmux.conf",
        "`set -g set-clipboard on` in ~/.tmux.conf",
    ]
    assert levels(list(clipboard({"TMUX": "x"}, lambda tool: None, slow))) == {"clipboard": "note"}
    good = said(version="tmux 3.4", escape_time="10", focus_events="on", set_clipboard="external")
    assert levels(list(tmux({"TMUX": "x"}, good))) == {"tmux": "ok"}


def test_a_machine_without_tmux_is_no_trouble() -> None:
    assert levels(list(tmux({}, lambda command: None))) == {"tmux": "note"}


def test_the_state_folder_is_tried_and_left_as_it_was(tmp_path: Path) -> None:
    found = levels(list(state(tmp_path / "state")))
    assert found == {"state folder": "ok", "journal": "ok", "poller": "ok"}
    assert [path.name for path in (tmp_path / "state").iterdir() if path.name != "poller.lock"] == []


def test_a_state_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (found,) = state(tmp_path / "file" / "state")
    assert (found.level, "SITREP_STATE_DIR" in found.remedy) == ("bad", True)


def test_a_damaged_journal_and_another_poller_are_told(tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite").write_bytes(b"no database at all, " * 100)
    lock = PollerLock(tmp_path / "poller.lock")
    assert lock.take()
    found = list(state(tmp_path))
    lock.release()
    assert levels(found)["journal"] == "bad"
    assert "another sitrep polls" in found[-1].text


def test_a_command_that_hangs_or_is_missing_says_nothing() -> None:
    assert ask(["no-such-command-here"]) is None
    assert ask(["false"]) is None


def one_feed(url: str) -> Config:
    """A configuration of this feed alone."""
    return Config(poll=Poll(private_hosts=("127.0.0.1",)), feeds=(Feed("A", url),))


async def test_feeds_that_answer_and_the_clock_against_theirs() -> None:
    def answer(asked: Asked) -> Reply:
        off = timedelta(hours=1) if asked.path == "/late" else timedelta()
        return Reply(b"<rss/>", headers={"Date": format_datetime(SystemClock().now() - off)})

    for path, level in (("/feed", "ok"), ("/late", "bad")):
        async with serving(answer) as server:
            found = levels(await network(one_feed(f"{server.url}{path}"), SystemClock()))
        assert found == {"network": "ok", "clock": level}


async def test_where_no_feed_answers_a_proxy_is_asked_about() -> None:
    found = await network(one_feed("http://10.0.0.1/"), FakeClock())
    assert [f.level for f in found] == ["note", "bad"]
    assert "proxy" in found[-1].remedy


def test_a_server_without_a_usable_date_says_nothing_of_the_clock() -> None:
    for date in ("", "yesterday", "Mon, 06 May 2024 12:00:00"):
        assert drift([Fetched(START, b"", {"date": date}, "")], START) == []


def test_findings_are_lines(tmp_path: Path) -> None:
    assert all("\n" not in str(finding) for finding in state(tmp_path))
    assert json.dumps([str(finding) for finding in state(tmp_path)])
