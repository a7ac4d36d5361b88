"""The store: what goes in comes out, in any order (R7), and costs what changed."""

import itertools
from collections.abc import Sequence

import msgspec
import pytest
from builders import EAST, KHARKIV, NOON, SUMY, Pair, article, at, count, day, killed, split, strike, told
from hypothesis import given, settings
from hypothesis import strategies as st
from wars import pairs, wars

from sitrep.model.health import Health
from sitrep.model.incident import Board
from sitrep.model.scope import Scope
from sitrep.model.when import UNDATED
from sitrep.resolve.casefile import Casefile
from sitrep.resolve.report import Report
from sitrep.store import Store


def bare(board: Board) -> object:
    """The board but for what R7 exempts: aliases. (Ids follow first_seen, which these articles carry themselves.)"""
    return msgspec.structs.replace(
        board,
        incidents=tuple(msgspec.structs.replace(i, aliases=()) for i in board.incidents),
    )


def fold(batches: Sequence[Sequence[Pair]]) -> object:
    store = Store()
    for batch in batches:
        store.commit(*split(batch))
    return bare(store.board(at(200)))


@settings(max_examples=120, deadline=None)
@given(wars(), st.data(), st.integers(1, 5))
def test_r7_any_order_batching_and_repetition_gives_the_same_board(
    war: list[Pair], data: st.DataObject, size: int
) -> None:
    mixed = data.draw(st.permutations([*war, *war[::2]]))
    batches = [mixed[n : n + size] for n in range(0, len(mixed), size)]
    assert fold(batches) == fold([war])


def test_r15_a_part_that_finds_another_whole_leaves_the_first() -> None:
    part = told("part", strike(KHARKIV), hours=24)
    wholes = [
        told(name, strike(EAST, when=when), killed(9, -1, EAST, scope="aggregate", when=when))
        for name, when in (("eve", UNDATED), ("morrow", day(2)))
    ]
    for order in itertools.permutations([part, *wholes]):
        store = Store()
        for pair in order:
            store.commit(*split([pair]))
        board = store.board(at(200)).incidents
        (child,) = (i for i in board if i.parent)
        assert [i.id for i in board if child.id in i.children] == [child.parent]


@settings(max_examples=60, deadline=None)
@given(wars(), st.data())
def test_r7_an_edit_gives_the_board_of_the_newest_versions_whichever_came_first(
    war: list[Pair], data: st.DataObject
) -> None:
    old, _ = data.draw(st.sampled_from(war))
    made, said = data.draw(pairs(old.id))
    made = msgspec.structs.replace(made, version="2", published=old.at, first_seen=old.first_seen)
    edit = (made, msgspec.structs.replace(said, version="2"))
    rest = [p for p in war if p[0].id != old.id]
    assert fold([war, [edit]]) == fold([[edit], war]) == fold([[*rest, edit]])


@settings(max_examples=60, deadline=None)
@given(wars(), st.integers(0, 100))
def test_forgetting_old_articles_gives_the_board_of_the_rest(war: list[Pair], hours: int) -> None:
    store = Store()
    store.commit(*split(war))
    store.forget(at(hours))
    assert bare(store.board(at(200))) == fold([[p for p in war if p[0].at >= at(hours)]])


@settings(max_examples=60, deadline=None)
@given(wars())
def test_no_article_is_lost_and_no_sum_exceeds_what_was_said(war: list[Pair]) -> None:
    store = Store()
    store.commit(*split(war))
    board = store.board(at(200))
    for i in board.incidents:
        said = [f.low or f.high or 0 for f in i.ledger if f.kind == "killed"]
        assert (i.killed.best or 0) <= max(said, default=0)
        assert i.parent is None or any(p.id == i.parent and i.id in p.children for p in board.incidents)
    assert board.articles == len(war)


def test_an_edit_replaces_what_the_article_said() -> None:
    store = Store()
    store.commit(*split([told("a", strike(KHARKIV, when=day()), killed(3))]))
    changes = store.commit(*split([told("a", strike(KHARKIV, when=day()), killed(4), hours=1, version="2")]))
    (one,) = store.board(at(2)).incidents
    assert (one.killed.best, changes.articles, changes.incidents) == (4, ("a",), (one.id,))


def test_an_article_without_a_reading_stands_on_the_wire_and_claims_nothing() -> None:
    store = Store()
    store.commit([article("a")])
    assert ([a.id for a in store.articles()], store.board(at()).incidents) == (["a"], ())


def test_the_wire_is_newest_first_and_bounded() -> None:
    store = Store()
    store.commit([article(str(n), hours=n) for n in range(30)])
    assert [a.id for a in store.articles(3)] == ["29", "28", "27"]
    assert store.articles(0) == ()


def test_watchers_are_told_once_a_change_and_never_for_nothing() -> None:
    store, told_of = Store(), []
    stop = store.subscribe(lambda: told_of.append(1))
    batch = split([told("a", strike(KHARKIV))])
    store.commit(*batch)
    store.commit(*batch)
    stop()
    store.commit(*split([told("b", strike(SUMY))]))
    assert len(told_of) == 1


def test_a_change_of_health_is_a_change() -> None:
    store, told_of = Store(), []
    store.subscribe(lambda: told_of.append(1))
    well = Health("Harbour Post", "https://example.org/feed", "ok")
    store.commit((), (), [well])
    store.commit((), (), [well])
    assert (len(told_of), store.board(at()).feeds) == (1, (well,))


def test_the_board_is_built_once_until_something_changes() -> None:
    store = Store()
    store.commit(*split([told("a", strike(KHARKIV))]))
    assert store.board(at(1)).incidents is store.board(at(2)).incidents
    assert store.board(at(2)).as_of == at(2)


@pytest.mark.parametrize(
    ("scope", "labels"),
    [
        (Scope(), ["Sumy drone attack", "Kharkiv missile strike"]),
        (Scope("east", words=("kharkiv",)), ["Kharkiv missile strike"]),
        (Scope("by", actors=("Russia",)), ["Sumy drone attack"]),
        (Scope("now", window_hours=6), ["Sumy drone attack"]),
        (Scope("there", countries=("UA",)), ["Sumy drone attack", "Kharkiv missile strike"]),
        (Scope("else", countries=("SD",)), []),
    ],
)
def test_a_situation_shows_its_part_of_the_board(scope: Scope, labels: list[str]) -> None:
    store = Store()
    late = strike(SUMY, when=day(), weapon="drone", attacker="Russia", munitions=count(3))
    store.commit(*split([told("a", strike(KHARKIV, when=day())), told("b", late, hours=8)]))
    board = store.board(at(10), scope)
    assert ([i.label for i in board.incidents], board.situation) == (labels, scope.name)


def test_an_article_stands_in_the_language_it_was_read_in_not_in_its_feeds() -> None:
    store = Store()
    foreign, reading = told("a")
    store.commit([foreign], [msgspec.structs.replace(reading, language="uk")])
    assert [a.language for a in store.articles()] == ["uk"]


@settings(max_examples=60, deadline=None)
@given(
    wars(),
    st.data(),
    st.sampled_from([Scope("r", actors=("Russia",)), Scope("w", words=("sumy",)), Scope("h", window_hours=30)]),
)
def test_a_situation_looked_at_all_along_shows_what_it_shows_at_the_end(
    war: list[Pair], data: st.DataObject, scope: Scope
) -> None:
    along, at_once = Store(), Store()
    for pair in data.draw(st.permutations([*war, *war[:2]])):
        along.commit(*split([pair]))
        along.board(at(100), scope)
    along.forget(at(20))
    at_once.commit(*split([p for p in war if p[0].at >= at(20)]))
    assert bare(along.board(at(120), scope)) == bare(at_once.board(at(120), scope))


def test_a_version_read_again_by_newer_rules_says_what_they_find_and_no_more() -> None:
    once, again = Store(), Store()
    kept, older = told("a", strike(KHARKIV), killed(40, 40, KHARKIV)), told("b", killed(4, 4, KHARKIV), hours=1)
    newer = told("a", killed(4, 4, KHARKIV))
    for store, told_by in ((once, [newer, older]), (again, [kept, older, newer])):
        for pair in told_by:
            store.commit(*split([pair]))
    assert again.board(at()) == once.board(at())
    assert not again.commit(*split([newer]))


def test_copies_of_one_text_told_backwards_are_not_counted_over_and_over(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = 0
    once = Casefile._count

    def counting(file: Casefile, report: Report, sign: int) -> None:
        nonlocal counted
        counted += 1
        once(file, report, sign)

    monkeypatch.setattr(Casefile, "_count", counting)
    text = "In the night drones came down on the eastern part of the city and hit homes there, the council said."
    copies = []
    for n in range(60):
        first, reading = told(f"c{n}", strike(KHARKIV), hours=-n / 10)
        copies.append((msgspec.structs.replace(first, body=text, outlet=f"Outlet {n}", family=f"Outlet {n}"), reading))
    store = Store()
    store.commit(*split(copies))
    assert len(store.board(NOON).incidents) == 1
    assert counted <= 4 * len(copies)
