"""sitrep query: what is kept, in the forms of a board, with the articles that match."""

import json
from pathlib import Path

import pytest
from builders import KHARKIV, NOON, SALTIVKA, killed, split, strike, told
from schemas import faults

from sitrep.cli import main
from sitrep.journal import open_journal
from sitrep.store import Store

PAIRS = [
    told("k1", strike(KHARKIV), killed(7, 7, KHARKIV), title="Market hit in Kharkiv"),
    told("k2", killed(7, 7, SALTIVKA, KHARKIV), hours=1, outlet="Ridge Wire", title="Seven dead in Kharkiv"),
    told("q1", title="A quiet day"),
]


@pytest.fixture(name="state")
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SITREP_STATE_DIR", str(tmp_path))
    return tmp_path


def kept(folder: Path) -> str:
    """A journal of three articles; the id of its incident."""
    journal, _ = open_journal(folder / "journal.sqlite", NOON)
    store = Store()
    articles, readings = split(PAIRS)
    journal.keep(articles, readings, [])
    store.commit(articles, readings)
    board = store.board(NOON)
    journal.show(board.incidents, board.actions, (), {})
    journal.close()
    return board.incidents[0].id


def test_json_is_a_board_with_the_articles_that_match(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = kept(state)
    assert main(["query", "kharkiv", "killed:>5", "--now", "2024-05-10T13:00Z"]) == 0
    form = json.loads(capsys.readouterr().out)
    assert (form["query"], form["as_of"], form["more"]) == ("kharkiv killed:>5", "2024-05-10T13:00:00Z", [])
    assert [i["id"] for i in form["incidents"]] == [name]
    assert form["incidents"][0]["killed"]["low"] == 7
    assert (form["wire"], form["diplomacy"]) == ([], [])
    assert main(["query", "kharkiv"]) == 0
    form = json.loads(capsys.readouterr().out)
    assert [(a["id"], a["title"]) for a in form["wire"]] == [("k2", PAIRS[1][0].title), ("k1", PAIRS[0][0].title)]
    assert form["wire"][1]["casualties"][0]["low"] == 7
    assert form["articles"] == 2
    assert faults(form, "query") == []


def test_an_id_finds_its_incident_and_totals_are_said_to_be_elsewhere(
    state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = kept(state)
    assert main(["query", name]) == 0
    assert [i["id"] for i in json.loads(capsys.readouterr().out)["incidents"]] == [name]
    assert main(["query", name, "--csv", "--table", "totals"]) == 2
    assert "sitrep once --no-poll --csv --table totals" in capsys.readouterr().err


def test_what_happened_near_a_spot_is_found(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = kept(state)
    for asked, found in (("near:50.0,36.2,30km", [name]), ("near:48.5,35.0,30km", [])):
        assert main(["query", asked]) == 0
        form = json.loads(capsys.readouterr().out)
        assert ([i["id"] for i in form["incidents"]], form["wire"]) == (found, [])


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("--plain", "Seven dead in Kharkiv"),
        ("--md", "## Strikes (1)"),
        ("--csv", "Kharkiv"),
        ("--geojson", '"FeatureCollection"'),
        ("--jsonl", "Kharkiv"),
    ],
)
def test_the_forms_of_a_board(state: Path, capsys: pytest.CaptureFixture[str], form: str, words: str) -> None:
    kept(state)
    assert main(["query", "kharkiv", form]) == 0
    assert words in capsys.readouterr().out


def test_a_limit_is_kept_and_more_is_told(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept(state)
    assert main(["query", "kharkiv", "--limit", "1"]) == 0
    out, error = capsys.readouterr()
    assert [a["id"] for a in json.loads(out)["wire"]] == ["k2"]
    assert "there is more of wire" in error


def test_why_tells_the_reasons_of_a_merge_with_every_sentence(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = kept(state)
    assert main(["query", name, "--why"]) == 0
    (incident,) = json.loads(capsys.readouterr().out)["incidents"]
    assert incident["articles"] == ["k1", "k2"]
    assert incident["why"]
    assert {s["outlet"] for s in incident["said"]} == {"Harbour Post", "Ridge Wire"}
    assert main(["query", name, "--why", "--plain"]) == 0
    assert f"joined: {incident['why'][0]}" in capsys.readouterr().out
    assert main(["query", "k1", "--why"]) == 0
    assert json.loads(capsys.readouterr().out)["wire"][0]["id"] == "k1"


def test_an_unknown_id_a_term_that_makes_no_sense_and_an_empty_state(
    state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", "kharkiv"]) == 0
    out, error = capsys.readouterr()
    assert json.loads(out)["incidents"] == []
    assert "nothing is kept yet" in error
    assert list(state.iterdir()) == []
    kept(state)
    assert main(["query", "killed:many"]) == 2
    assert "killed: wants a number" in capsys.readouterr().err
    assert main(["query", "is:new"]) == 2
    assert "a search does not" in capsys.readouterr().err
    assert main(["query", "nothing", "--why"]) == 1
    assert "nothing of the id 'nothing'" in capsys.readouterr().err


def test_a_journal_that_cannot_be_read_is_told_in_words(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (state / "journal.sqlite").write_bytes(b"no database" * 1000)
    assert main(["query", "kharkiv"]) == 1
    assert "can't be read" in capsys.readouterr().err


def test_where_nothing_matches_that_is_said_and_not_that_nothing_is_reported(
    state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept(state)
    assert main(["query", "zzz", "--plain"]) == 0
    out, error = capsys.readouterr()
    assert "nothing kept matches zzz" in error
    assert out.count("nothing kept matches\n") == 3
    assert "reported yet" not in out
    assert "feed" not in out


def test_a_situation_narrows_the_search(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept(state)
    for name, found in (("ukraine", 1), ("sudan", 0)):
        assert main(["query", "kharkiv", "--situation", name]) == 0
        form = json.loads(capsys.readouterr().out)
        assert (form["situation"].casefold().startswith(name), len(form["incidents"])) == (True, found)
    assert main(["query", "kharkiv", "--situation", "moon"]) == 2
    assert "no situation 'moon'" in capsys.readouterr().err


def test_reasons_come_as_json_or_as_lines(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = kept(state)
    assert main(["query", name, "--why", "--csv"]) == 2
    assert "--why gives --json or --plain, not --csv" in capsys.readouterr().err
    assert main(["query", name, "--why", "--json"]) == 0
    assert faults(json.loads(capsys.readouterr().out), "why") == []
