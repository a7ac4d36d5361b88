"""`sitrep config`: where it is, what holds and from which line, what is wrong."""

import json
import tomllib
from pathlib import Path

import pytest
from desks import Desk, Here

from sitrep.commands.config import shown, starter
from sitrep.config import PACKAGED, Config, load, packaged_text, parse

OWN = """\
situation = "ukraine"
[poll]
every = 120
[situations.home]
title = "Home"
[keys]
refresh = "f5"
[views.big]
query = "killed:>9"
[[alerts]]
name = "Many"
query = "killed:>50"
[[feeds]]
name = "Closed"
url = "https://reader:hush@post.example/rss"
authorization = "Bearer hush"
"""


@pytest.fixture(name="here")
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Here:
    return Here(Desk(tmp_path), monkeypatch, capsys)


def lines(own: str) -> list[str]:
    """What holds with this file of the user's."""
    return list(shown(parse(own, "own.toml", load(None)), own, "own.toml"))


def test_every_value_says_which_file_and_line_it_comes_from() -> None:
    told = lines(OWN)
    assert 'situation = "ukraine"  # own.toml:1' in told
    assert "every = 120  # own.toml:3" in told
    number = packaged_text().splitlines().index("at_once = 8") + 1
    assert f"at_once = 8  # {PACKAGED}:{number}" in told
    assert 'title = "Home"  # own.toml:5' in told
    assert 'refresh = "f5"  # own.toml:7' in told
    assert 'query = "killed:>9"  # own.toml:9' in told
    assert 'query = "killed:>50"  # own.toml:12' in told


def test_what_holds_is_a_configuration_again() -> None:
    again = parse("\n".join(lines('[poll]\nevery = 120\nproxy = "http://127.0.0.1:3128"\n')), "shown")
    assert (again.poll.every, len(again.feeds)) == (120, len(load(None).feeds))
    assert again.situations == load(None).situations


def test_every_key_there_is_is_shown() -> None:
    told = "\n".join(lines(OWN))
    for table in (Config().poll, Config().screen, Config().keep):
        assert all(f"\n{key} = " in told for key in table.__struct_fields__)


def test_no_secret_is_shown() -> None:
    told = "\n".join(lines(OWN))
    assert "hush" not in told
    assert 'url = "https://post.example/rss"' in told
    assert 'authorization = "(not shown)"' in told


def test_the_starter_is_comments_alone_and_has_every_value_of_the_packaged_file() -> None:
    assert tomllib.loads(starter()) == {}
    head = packaged_text().partition("# The feeds.")[0].splitlines()
    values = [line for line in head if line and not line.startswith("#")]
    assert "every = 300" in values
    assert [line for line in values if f"# {line}" not in starter().splitlines()] == []
    assert "#   perspective " in starter()


def test_check_lists_every_fault_at_once(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    path = desk.file(
        "wrong.toml",
        'situaton = "x"\n[poll]\nevery = "soon"\nat_once = 0\n[screen]\ntime = "mars"\n[[feeds]]\nname = "A"\n',
    )
    done = desk.run("config", "check", "--config", path)
    assert (done.returncode, done.stderr) == (2, "")
    assert done.stdout.splitlines() == [
        f"{path}:1: situaton: there is no such key; did you mean situation?",
        f"{path}:3: poll.every: wants a whole number, not text in quotes",
        f"{path}:4: poll.at_once: a number from 1 to 64; 8 is usual",
        f'{path}:6: screen.time: wants "utc" or "local", not \'mars\'',
        f"{path}:7: feeds.url: missing; every [[feeds]] needs it",
    ]
    fine = desk.run("config", "check")
    assert (fine.returncode, fine.stdout) == (0, "")
    assert "no fault" in fine.stderr


def test_path_and_init(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    more = {"SITREP_CONFIG": str(tmp_path / "new" / "config.toml")}
    done = desk.run("config", "path", more=more)
    assert (done.returncode, done.stdout) == (0, f"{tmp_path}/new/config.toml\n")
    assert "config init" in done.stderr
    assert desk.run("config", "init", more=more).returncode == 0
    assert (tmp_path / "new" / "config.toml").stat().st_mode & 0o077 == 0
    assert desk.run("config", "check", more=more).returncode == 0
    again = desk.run("config", "init", more=more)
    assert (again.returncode, again.stdout) == (1, "")
    assert "left as it is" in again.stderr


def test_show_and_schema_are_printed(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert f"shipped_feeds = false  # {tmp_path}/own.toml:1" in desk.run("config", "show").stdout
    schema = json.loads(desk.run("config", "schema").stdout)
    assert "shipped_feeds" in json.dumps(schema)
    assert json.loads(desk.run("config", "schema", "board").stdout)["title"] == "sitrep board"
    assert desk.run("config", "schema", "moon").returncode == 2
    assert desk.run("config").returncode == 2
    wrong = desk.run("config", "show", "--config", desk.file("w.toml", "x = 1\n"))
    assert (wrong.returncode, wrong.stdout) == (2, "")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[keys]\nzoom = "z"\npause = "z"\n', ':3: keys.pause: "z" is the key of zoom already'),
        ('[keys]\nzoooom = "f5"\n', ":2: keys.zoooom: there is no such action; did you mean zoom?"),
        ('[[alerts]]\nname = "a"\nquery = "foo:bar"\n', ":3: alerts.query: foo: is not known"),
        ('[screen]\ntheme = "pink"\n', ':2: screen.theme: "pink" is no theme; there are ansi-dark'),
        ('[views]\nquery = "x"\n', ":2: views.query: wants a table with keys of its own: [views.query], not text"),
    ],
)
def test_check_show_and_every_command_refuse_the_same(here: Here, text: str, fault: str) -> None:
    path = here.desk.file("wrong.toml", text)
    told = [here.run(*words, "--config", path) for words in (["config", "check"], ["config", "show"], ["once"])]
    assert [done.code for done in told] == [2, 2, 2]
    assert f"{path}{fault}" in told[0].out
    assert told[0].out == told[1].err == told[2].err
    assert len(told[0].out.splitlines()) == 1
