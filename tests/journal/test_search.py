"""The search finds what the filter on screen would find, and every article by its words."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from builders import KHARKIV, NOON, SUMY, act, injured, killed, split, strike, told
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sitrep.journal import open_journal
from sitrep.journal.look import Look, look_into
from sitrep.journal.search import Found, named, search
from sitrep.journal.shown import COLUMNS, shown_rows
from sitrep.store import Store
from sitrep.views.filtering.facts import action_facts, incident_facts
from sitrep.views.filtering.filter import Filter, matches, parse_filter

PAIRS = [
    told(
        "k1",
        strike(KHARKIV, quote="A missile came down by the disputed dam."),  # the word, and no flag
        killed(7, 7, KHARKIV),
        title="Market hit",
        body="The governor said so.",
    ),
    told("k2", killed(9, None, KHARKIV), hours=1, outlet="Ridge Wire", title="Toll rises", body="Governors met."),
    told(
        "s1",
        strike(SUMY, weapon="drone"),
        injured(2, 2, SUMY, flags=("unverified",)),
        hours=-90,
        title="Drones over the Zürich bridge",
    ),
    told("s2", strike(SUMY, weapon="drone"), killed(0, 0, SUMY), hours=-30, title="Nobody hurt at the mill"),
    told("d1", act("Poland", "ACCUSE", "Russia", mode="summon"), hours=-2, title="An ambassador is summoned"),
    told("q1", title="A quiet day", body='He said "nothing AND nobody" (twice) - NEAR the mill* ^ : {}'),
]


@pytest.fixture(name="board", scope="module")
def _board() -> Store:
    store = Store()
    articles, readings = split(PAIRS)
    store.commit(articles, readings)
    return store


@pytest.fixture(name="look", scope="module")
def _look(board: Store, tmp_path_factory: pytest.TempPathFactory) -> Look:
    path = tmp_path_factory.mktemp("state") / "journal.sqlite"
    journal, _ = open_journal(path, NOON)
    articles, readings = split(PAIRS)
    journal.keep(articles, readings, [])
    shown = board.board(NOON)
    journal.show(shown.incidents, shown.actions, (), {})
    journal.close()
    look = look_into(path)
    assert look is not None
    return look


def asked(look: Look, wanted: Filter, now: datetime, most: int) -> Found:
    return look.ask(lambda db: search(db, wanted, now, most))


def ids(found: Found) -> set[str]:
    return {a.id for a in found.articles}


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("market", {"k1"}),
        ("MARKET", {"k1"}),
        ("govern", {"k1", "k2"}),
        ("governor market", {"k1"}),
        ('"said so"', {"k1"}),
        ('"so said"', set()),
        ("zurich", {"s1"}),
        ("mill -nobody", set()),
        ("mill", {"s2", "q1"}),
        ("mill -hurt", {"q1"}),
        ("-mill since:3h", {"k1", "k2", "d1"}),
        ("since:3h", {"k1", "k2", "d1", "q1"}),
        ("feed:ridge", {"k2"}),
        ("-feed:harbour", {"k2"}),
        ("mill since:3h", {"q1"}),
        ("weapon:drone", set()),
        ("killed:>1", set()),
        ("nothing AND nobody", {"q1"}),
        ("(twice) mill* {} ^ NEAR", {"q1"}),
        ("—", {"k1", "k2", "s1", "s2", "d1", "q1"}),
    ],
)
def test_articles_are_found_by_the_beginnings_of_their_words(look: Look, text: str, articles: set[str]) -> None:
    wanted = parse_filter(text)
    assert wanted.faults == ()
    assert ids(asked(look, wanted, NOON + timedelta(hours=1), 50)) == articles


TERMS = st.sampled_from(
    [
        "kharkiv", "sumy", "drone", "missile", "poland", "ridge", "nothere", "weapon:drone", "weapon:missile",
        "place:khark", "place:arki", "actor:pol", "actor:russia", "feed:ridge", "outlet:post", "grade:weak", "grade:f",
        "killed:>6", "killed:>=7", "killed:<9", "killed:<=7", "killed:7", "killed:0", "killed:=9", "killed:unknown",
        "injured:2", "hurt:>1", "missing:unknown", "captured:>0", "since:1h", "since:2d", "age:5d",
        "flag:unverified", "flag:disputed",
    ]
)  # fmt: skip


@given(st.lists(st.tuples(TERMS, st.booleans()), max_size=4))
def test_of_incidents_and_acts_it_finds_what_the_filter_on_screen_shows(
    board: Store, look: Look, terms: Sequence[tuple[str, bool]]
) -> None:
    wanted = parse_filter(" ".join(f"-{term}" if inverse else term for term, inverse in terms))
    found = asked(look, wanted, NOON, 50)
    shown = board.board(NOON)
    assert {i.id for i in found.incidents} == {
        i.id for i in shown.incidents if matches(wanted, incident_facts(i), NOON)
    }
    assert {a.id for a in found.actions} == {a.id for a in shown.actions if matches(wanted, action_facts(a), NOON)}


@given(st.text(max_size=30))
def test_no_text_breaks_the_search(look: Look, text: str) -> None:
    asked(look, parse_filter(text), NOON, 3)


def test_the_newest_stand_first_and_it_is_said_where_there_is_more(look: Look) -> None:
    found = asked(look, parse_filter(""), NOON, 2)
    times = [a.at for a in found.articles]
    assert times == sorted(times, reverse=True)
    assert found.more == ("incidents", "wire")
    assert len(found.incidents) == 2


def test_an_edited_article_is_found_in_its_last_words_only(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    journal, _ = open_journal(path, NOON)
    for version, title in (("1", "Seven dead"), ("2", "Nobody dead, a drill")):
        article, reading = told("a", title=title, version=version)
        journal.keep([article], [reading], [])
    look = look_into(path)
    assert look is not None
    assert ids(asked(look, parse_filter("seven"), NOON, 5)) == set()
    assert [a.title for a in asked(look, parse_filter("dead"), NOON, 5).articles] == ["Nobody dead, a drill"]


def test_what_was_forgotten_is_found_no_more(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    journal, _ = open_journal(path, NOON)
    articles, readings = split(PAIRS)
    journal.keep(articles, readings, [])
    journal.forget(NOON - timedelta(hours=48))
    look = look_into(path)
    assert look is not None
    assert ids(asked(look, parse_filter("bridge"), NOON, 5)) == set()
    assert ids(asked(look, parse_filter("mill"), NOON, 5)) == {"s2", "q1"}


def test_a_thing_is_found_by_its_id_and_by_an_id_it_had(look: Look, board: Store) -> None:
    (incident, *_), (action,) = board.board(NOON).incidents, board.board(NOON).actions
    assert look.ask(lambda db: named(db, incident.id)).incidents == (incident,)
    assert look.ask(lambda db: named(db, action.id)).actions == (action,)
    assert ids(look.ask(lambda db: named(db, "q1"))) == {"q1"}
    assert look.ask(lambda db: named(db, "nothing")) == Found()


def test_a_closed_journal_is_looked_into_where_nothing_can_be_written_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    journal, _ = open_journal(path, NOON)
    articles, readings = split(PAIRS)
    journal.keep(articles, readings, [])
    journal.close()
    (tmp_path / "journal.sqlite-shm").mkdir()  # the memory that readers and writers share can't be made
    look = look_into(path)
    assert look is not None
    assert ids(asked(look, parse_filter("market"), NOON, 5)) == {"k1"}


def test_what_is_written_down_as_it_is_shown_is_not_written_again(board: Store) -> None:
    shown = board.board(NOON).incidents[0]
    rows = shown_rows(shown, None)
    assert rows is not None
    stamp = rows[0][COLUMNS.index("stamp")]
    assert isinstance(stamp, int)
    assert shown_rows(shown, stamp) is None
    assert shown_rows(replace(shown, grade="contested"), stamp) is not None
