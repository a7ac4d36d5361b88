"""What a configuration asks of the screen is met, or refused with the line it stands on."""

import sys
from pathlib import Path

import pytest
from textual.theme import BUILTIN_THEMES

from sitrep.tui.alarm import filled, run
from sitrep.tui.keys import KEYS, MOVES, faults
from sitrep.tui.terminal import notification
from sitrep.tui.wishes import THEMES
from sitrep.wiring import Misconfigured, configured


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[keys]\nzoom = "f5"\nzom = "f6"\n', ':3: keys.zom: there is no such action; did you mean zoom?'),
        ('[keys]\nzoom = "q"\n', ':2: keys.zoom: "q" is the key of quit already'),
        ('[keys]\nzoom = "j"\n', ':2: keys.zoom: "j" is the key of cursor.down already'),
        ('[keys]\nzoom = ""\n', ":2: keys.zoom: wants a key"),
        ('[views.a]\nquery = "killed:many"\n', ":2: views.a.query: killed: wants a number"),
        ('[views.a]\npane = "map"\n', ":2: views.a.pane: there are strikes"),
        ('[views.a]\nsort = "size"\n', ":2: views.a.sort: there are newest"),
        ('[[alerts]]\nname = "a"\nquery = ""\n', ":3: alerts.query: wants something to look for"),
        ('[[alerts]]\nname = "a"\nquery = "x"\ncooldown = "soon"\n', ":4: alerts.cooldown: a number with s, m, h or d"),
        ('[[alerts]]\nname = "a"\nquery = "x"\n[[alerts]]\nname = "a"\nquery = "y"\n', ":5: alerts.name: there is"),
        ('[[alerts]]\nname = "a"\nquery = "is:old"\n', ":3: alerts.query: is: wants one of"),
    ],
)  # fmt: skip
def test_a_wish_that_cannot_be_met_is_refused_by_file_line_and_key(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "desk.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(Misconfigured) as refused:
        configured(file)
    assert f"{file}{said}" in str(refused.value)


def test_two_actions_may_change_keys_with_each_other() -> None:
    assert faults({"zoom": "p", "pause": "z"}) == []
    assert faults({"zoom": "p"}) != []


def test_the_keys_as_they_come_have_no_fault() -> None:
    assert faults({}) == []
    assert faults({key.id: key.key for key in (*KEYS, *MOVES)}) == []


def test_no_word_of_a_feed_becomes_an_argument_of_its_own_or_is_looked_into() -> None:
    command = ["notify", "--title={name}", "{text} {url}"]
    assert filled(command, "a", "; rm -rf / $(x) {url} {name}", "https://u.example") == [
        "notify", "--title=a", "; rm -rf / $(x) {url} {name} https://u.example",
    ]  # fmt: skip


async def test_a_command_that_fails_says_so_and_one_that_is_not_there_too() -> None:
    assert await run([sys.executable, "-c", ""]) == ""
    assert "exit code 3" in await run([sys.executable, "-c", "raise SystemExit(3)"])
    assert "/no/such/program" in await run(["/no/such/program"])


def test_a_notification_can_hold_no_escape_code_and_passes_tmux() -> None:
    codes = notification("a;b", "x\x1b]0;evil\x07y", in_tmux=False)
    assert codes == "\x1b]9;a,b: x ]0,evil y\x07\x1b]777;notify;a,b;x ]0,evil y\x07"
    assert notification("a", "b", in_tmux=True).startswith("\x1bPtmux;\x1b\x1b]9;a: b\x07\x1b\\")


def test_the_themes_a_configuration_may_name_are_textuals() -> None:
    assert set(BUILTIN_THEMES) == set(THEMES)
