"""sitrep reread: what the present rules make of the stored articles takes the place of what older ones made."""

import json
from pathlib import Path

import msgspec
import pytest
from boards import incident, known
from builders import KHARKIV, NOON, SUMY, killed, split, strike, told
from schemas import faults

from sitrep.cli import main
from sitrep.extract.edition import edition
from sitrep.journal import Journal, open_journal
from sitrep.model.incident import Board
from sitrep.model.ruling import Dismiss, Ruling
from sitrep.store import Store
from sitrep.views.printed.difference import difference, difference_lines

TEXTS = {
    "k1": ("Missile hits Kharkiv", "A missile hit a market in Kharkiv on Friday, killing four people, the mayor said."),
    "s1": ("A quiet day", "Farmers near Sumy brought in the barley."),
}


def journal(folder: Path) -> Journal:
    return open_journal(folder / "journal.sqlite", NOON)[0]


@pytest.fixture(name="state")
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A journal whose articles were read by rules that saw the wrong toll in one and a strike in the other."""
    monkeypatch.setenv("SITREP_STATE_DIR", str(tmp_path))
    claims = {"k1": (strike(KHARKIV), killed(40, 40, KHARKIV)), "s1": (strike(SUMY),)}
    pairs = [told(name, *claims[name], title=title, body=body) for name, (title, body) in TEXTS.items()]
    articles, readings = split(pairs)
    made = journal(tmp_path)
    made.keep(articles, [msgspec.structs.replace(r, rules="older") for r in readings], [])
    made.close()
    return tmp_path


def test_it_shows_what_changes_and_keeps_it_only_when_asked(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = journal(state).since(0).readings
    assert main(["reread", "--dry-run", "--json"]) == 0
    form = json.loads(capsys.readouterr().out)
    assert (form["read"], form["other"]) == (2, 2)
    assert faults(form, "reread") == []
    assert [i["label"] for i in form["incidents"]["gone"]] == ["Sumy missile strike"]
    assert journal(state).since(0).readings == before

    assert main(["reread"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("- ") and "Sumy missile strike" in line for line in lines)
    assert any("killed 40 -> 4" in line or "Kharkiv" in line for line in lines)
    assert lines[-1] == "2 articles read again, 2 say something else"
    kept = journal(state)
    assert [r.rules for r in kept.since(0).readings] == [edition()] * 2
    assert [c.count.low for c in kept.since(0).readings[0].casualties] == [4]
    assert kept.due(edition()) == 0
    assert len(kept.stamps()) == 1
    assert kept.head().rereads == 1

    assert main(["reread"]) == 0
    assert capsys.readouterr().out == "0 articles read again, 0 say something else\n"
    assert kept.head().rereads == 1


def test_what_was_ruled_by_hand_holds_after_it(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = journal(state)
    kept = made.since(0)
    store = Store()
    store.commit(kept.articles, kept.readings)
    ids = {i.label: i.id for i in store.board(NOON).incidents}
    made.rule([Ruling("r1", NOON, "anna@desk", Dismiss(ids["Sumy missile strike"]), "farmers")])
    made.close()
    assert main(["reread", "--json"]) == 0
    form = json.loads(capsys.readouterr().out)
    assert [i["label"] for i in form["incidents"]["gone"]] == []


def test_a_difference_names_new_gone_and_changed_incidents_and_no_other() -> None:
    before, after = Store(), Store()
    same = told("a", strike(KHARKIV), killed(7, 7, KHARKIV))
    for store, other in ((before, told("b", strike(SUMY))), (after, told("b", strike(SUMY), killed(2, None, SUMY)))):
        articles, readings = split([same, other])
        store.commit(articles, readings)
    found = difference(before.board(NOON), after.board(NOON))
    assert (found.new, found.gone, len(found.changed)) == ((), (), 1)
    assert next(difference_lines(found)).endswith("Sumy missile strike: killed – -> 2+")
    assert difference(before.board(NOON), before.board(NOON)).changed == ()


def test_an_incident_that_only_has_another_id_is_the_same() -> None:
    was = incident("i-1", "Sumy strike", "Sumy", articles=("a", "b"))
    now = incident("i-2", "Sumy strike", "Sumy", articles=("a", "b"), killed=known(2, 2))
    found = difference(Board(NOON, "", 2, incidents=(was,)), Board(NOON, "", 2, incidents=(now,)))
    assert (found.new, found.gone, found.changed) == ((), (), ((was, now),))


def test_the_edition_is_the_same_at_every_start() -> None:
    first = edition()
    edition.cache_clear()
    assert edition() == first
    assert len(first) == 12
