"""What a person rules holds, whatever comes, in whatever order, until it is undone: R27."""

from collections.abc import Sequence

import msgspec
import pytest
from builders import EAST, KHARKIV, SUMY, Pair, at, day, killed, split, strike, told
from hypothesis import given, settings
from hypothesis import strategies as st
from wars import wars

from sitrep.model.incident import Board
from sitrep.model.ruling import Deed, Dismiss, Merge, Redate, Relocate, Ruling, Split, Undo
from sitrep.store import Store


def ruling(name: str, deed: Deed, hours: float = 50, why: str = "") -> Ruling:
    return Ruling(name, at(hours), "duty officer", deed, why)


def fold(*batches: tuple[Sequence[Pair], Sequence[Ruling]]) -> Store:
    store = Store()
    for articles, rulings in batches:
        store.commit(*split(articles), rulings=rulings)
    return store


def named(store: Store) -> dict[str, str]:
    """Id of each incident by its first place."""
    return {i.places[0].name: i.id for i in store.board(at(99)).incidents}


KHARKIV_TOLD = told("a", strike(KHARKIV, when=day()), killed(4))
SUMY_TOLD = told("b", strike(SUMY, when=day()), killed(4), outlet="B", hours=1)
BOTH = [KHARKIV_TOLD, SUMY_TOLD]


def test_r27_two_incidents_ruled_one_are_one_and_both_ids_find_it() -> None:
    ids = named(fold((BOTH, [])))
    store = fold((BOTH, [ruling("r1", Merge(tuple(ids.values())), why="one barrage")]))
    (one,) = store.board(at(60)).incidents
    assert (one.articles, one.killed.best) == (("a", "b"), 4)
    assert one.why == ("joined by hand, duty officer: one barrage",)
    assert {store.incident(name) for name in ids.values()} == {one}
    assert {one.id, *one.aliases} >= set(ids.values())


def test_r27_a_merge_holds_for_what_comes_later() -> None:
    ids = named(fold((BOTH, [])))
    late = told("c", strike(SUMY, when=day()), killed(5, speaker="Iryna Kos"), outlet="C", hours=60)
    store = fold((BOTH, [ruling("r1", Merge(tuple(ids.values())))]), ([late], []))
    (one,) = store.board(at(70)).incidents
    assert (one.articles, one.killed.best) == (("a", "b", "c"), 5)


@pytest.mark.parametrize("out", ["a", "b"])
def test_r27_what_stays_behind_a_split_keeps_the_place_and_day_set_by_hand(out: str) -> None:
    pairs = [KHARKIV_TOLD, told("b", strike(KHARKIV, when=day()), killed(4), outlet="B", hours=1)]
    (one,) = fold((pairs, [])).board(at(60)).incidents
    moved = [ruling("r1", Relocate(one.id, SUMY)), ruling("r2", Redate(one.id, day(-1)), 51)]
    parted = fold((pairs, [*moved, ruling("r3", Split(one.id, (out,)), 52, why="another street")])).board(at(70))
    found = {i.articles: (i.places[0].name, i.when) for i in parted.incidents}
    stays = ("b",) if out == "a" else ("a",)
    assert found == {stays: ("Sumy", day(-1)), (out,): ("Kharkiv", day())}


@given(wars(), st.data())
@settings(max_examples=25)
def test_r27_what_is_foreseen_of_a_ruling_is_what_it_then_makes_and_nothing_has_changed(
    pairs: list[Pair], data: st.DataObject
) -> None:
    store = fold((pairs, []))
    before = store.board(at(99))
    names = [i.id for i in before.incidents]
    if len(names) < 2:
        return
    picked = data.draw(st.lists(st.sampled_from(names), min_size=2, max_size=3, unique=True))
    (whole,) = [i for i in before.incidents if i.id == picked[0]]
    deeds: list[Deed] = [Merge(tuple(picked)), Split(picked[0], whole.articles[:1])]
    ruled = ruling("r1", data.draw(st.sampled_from(deeds)), hours=99, why="seen")
    foreseen = store.foreseen(ruled)
    assert foreseen
    assert store.board(at(99)) is before
    store.commit(rulings=[ruled])
    for one in foreseen:
        made = store.incident(one.id)
        assert made is not None
        assert (made.articles, made.killed, made.injured, made.outlets, made.when) == (
            one.articles, one.killed, one.injured, one.outlets, one.when,
        )  # fmt: skip


def test_r27_articles_ruled_apart_stay_apart() -> None:
    pairs = [told(n, strike(KHARKIV, when=day()), killed(k), outlet=n) for n, k in (("a", 3), ("b", 3), ("c", 8))]
    (whole,) = named(fold((pairs, []))).values()
    later = told("d", strike(KHARKIV, when=day()), outlet="D", hours=60)
    store = fold((pairs, [ruling("r1", Split(whole, ("c",)), why="another street")]), ([later], []))
    found = {i.articles: i.killed.best for i in store.board(at(70)).incidents}
    assert found == {("a", "b", "d"): 3, ("c",): 8}
    assert all("parted by hand, duty officer: another street" in i.why for i in store.board(at(70)).incidents)


def test_r27_a_dismissed_incident_is_off_the_board_and_no_poll_brings_it_back() -> None:
    ids = named(fold((BOTH, [])))
    store = fold((BOTH, [ruling("r1", Dismiss(ids["Kharkiv"]), why="an exercise")]))
    again = told("c", strike(KHARKIV, when=day()), killed(4), outlet="C", hours=60)
    edit = told("a", strike(KHARKIV, when=day()), killed(6), hours=61, version="2", first_seen=at())
    changes = store.commit(*split([again, edit]))
    board = store.board(at(70))
    assert [i.places[0].name for i in board.incidents] == ["Sumy"]
    (none,) = board.dismissed
    assert (none.id, none.grade, none.articles) == (ids["Kharkiv"], "discounted", ("c", "a"))
    assert none.tombstone is not None
    assert (none.tombstone.ruling, none.tombstone.why, none.tombstone.since) == ("r1", "an exercise", 1)
    assert ids["Kharkiv"] not in changes.incidents


def test_r27_a_dismissal_takes_no_true_incident_along_that_took_the_false_one_in() -> None:
    vague = told("a", strike(EAST, when=day(), target="market"), killed(14))
    (false,) = named(fold(([vague], []))).values()
    exact = told("b", strike(KHARKIV, when=day(), target="market"), killed(14), outlet="B", hours=60)
    store = fold(([vague], [ruling("r1", Dismiss(false))]), ([exact], []))
    (one,) = store.board(at(70)).incidents
    assert (one.articles, [i.articles for i in store.board(at(70)).dismissed]) == (("b",), [("a",)])


def test_r27_a_place_and_a_day_set_by_hand_stand_and_join_what_is_there() -> None:
    ids = named(fold((BOTH, [])))
    store = fold(
        (BOTH, [ruling("r1", Relocate(ids["Kharkiv"], EAST)), ruling("r2", Redate(ids["Kharkiv"], day(-1)), 51)])
    )
    moved = store.incident(ids["Kharkiv"])
    assert moved is not None
    assert (moved.places[0], moved.when, moved.country) == (EAST, day(-1), "UA")
    store = fold((BOTH, [ruling("r1", Relocate(ids["Kharkiv"], SUMY))]))
    (one,) = store.board(at(60)).incidents
    assert (one.articles, one.places[0]) == (("a", "b"), SUMY)


def test_r27_what_a_ruling_moved_meets_what_comes_to_its_new_place() -> None:
    (home,) = named(fold(([KHARKIV_TOLD], []))).values()
    store = fold(([KHARKIV_TOLD], [ruling("r1", Relocate(home, SUMY))]), ([SUMY_TOLD], []))
    (one,) = store.board(at(60)).incidents
    assert one.articles == ("a", "b")


def test_r27_what_comes_where_a_case_was_moved_to_on_its_way_is_met() -> None:
    """A day set by hand, then a place: what happened at the old place on the new day is one with it all the same."""
    undated = told("a", strike(SUMY), killed(4), hours=60)
    (home,) = named(fold(([undated], []))).values()
    rulings = [ruling("r1", Redate(home, day())), ruling("r2", Relocate(home, KHARKIV), 51)]
    there = told("b", strike(SUMY, when=day()), outlet="B", hours=1)
    first, last = fold(([undated, there], rulings)), fold(([undated], rulings), ([there], []))
    assert first.board(at(99)) == last.board(at(99))


def test_r27_an_undo_lifts_a_ruling_and_an_undo_of_it_brings_it_back() -> None:
    ids = named(fold((BOTH, [])))
    merge = ruling("r1", Merge(tuple(ids.values())))
    undo = ruling("r2", Undo("r1"), 51)
    assert len(fold((BOTH, [merge]), ([], [undo])).board(at(60)).incidents) == 2
    assert len(fold((BOTH, [undo, merge])).board(at(60)).incidents) == 2
    assert len(fold((BOTH, [merge, undo, ruling("r3", Undo("r2"), 52)])).board(at(60)).incidents) == 1


def test_r27_a_ruling_may_come_before_its_articles_and_rests_without_them() -> None:
    ids = named(fold((BOTH, [])))
    rule = ruling("r1", Merge(tuple(ids.values())))
    store = fold(([], [rule]), ([KHARKIV_TOLD], []))
    assert len(store.board(at(60)).incidents) == 1
    store.commit(*split([SUMY_TOLD]))
    assert len(store.board(at(60)).incidents) == 1


def test_r27_a_new_reading_of_an_article_leaves_the_ruling_with_its_event() -> None:
    two = told("a", strike(KHARKIV, when=day()), killed(4, -1, KHARKIV), strike(SUMY, when=day(), start=90))
    sumy = named(fold(([two], [])))["Sumy"]
    reread = told("a", strike(SUMY, when=day(), start=90), hours=1, version="2", first_seen=at())
    store = fold(([two], [ruling("r1", Dismiss(sumy))]), ([reread], []))
    assert store.board(at(60)).incidents == ()


def _bare(board: Board) -> object:
    return msgspec.structs.replace(board, as_of=at())


@st.composite
def disputes(draw: st.DrawFn) -> tuple[list[Pair], list[Ruling]]:
    """A war and what somebody ruled on its incidents, one ruling after the other, by ids the board showed."""
    war = draw(wars(9))
    store = Store()
    store.commit(*split(war))
    rulings: list[Ruling] = []
    for n in range(draw(st.integers(1, 5))):
        board = store.board(at(200))
        every = [*board.incidents, *board.dismissed]
        if not every:
            break
        one, other = draw(st.sampled_from(every)), draw(st.sampled_from(every))
        deeds: list[Deed] = [
            Merge((one.id, other.id)),
            Split(one.id, one.articles[: draw(st.integers(1, 2))]),
            Dismiss(one.id),
            Relocate(one.id, draw(st.sampled_from([KHARKIV, SUMY, EAST]))),
            Redate(one.id, day(draw(st.integers(0, 2)))),
            *(Undo(r.id) for r in rulings[-1:]),
        ]
        rulings.append(Ruling(f"r{n}", at(110 + n), "duty officer", draw(st.sampled_from(deeds))))
        store.commit(rulings=rulings)
    return war, rulings


@settings(max_examples=150, deadline=None)
@given(disputes(), st.data())
def test_r27_r7_rulings_and_articles_in_any_order_give_the_same_board(
    dispute: tuple[list[Pair], list[Ruling]], data: st.DataObject
) -> None:
    war, rulings = dispute
    whole = _bare(fold((war, rulings)).board(at(200)))
    store = Store()
    events: list[Pair | Ruling] = data.draw(st.permutations([*war, *rulings, *war[:2], *rulings[:1]]))
    for event in events:
        if isinstance(event, Ruling):
            store.commit(rulings=[event])
        else:
            store.commit(*split([event]))
    assert _bare(store.board(at(200))) == whole


@settings(max_examples=80, deadline=None)
@given(disputes())
def test_r27_undoing_every_ruling_gives_the_board_of_the_articles_alone(
    dispute: tuple[list[Pair], list[Ruling]],
) -> None:
    war, rulings = dispute
    store = fold((war, rulings))
    undone = {r.deed.ruling for r in rulings if isinstance(r.deed, Undo)}
    store.commit(rulings=[Ruling(f"u{r.id}", at(150), "x", Undo(r.id)) for r in rulings if r.id not in undone])
    lifted = [r.id for r in rulings if r.id in undone]
    if lifted:  # an undo that is itself undone brings its ruling back: lift that too
        store.commit(rulings=[Ruling(f"v{name}", at(151), "x", Undo(name)) for name in lifted])
    assert _bare(store.board(at(200))) == _bare(fold((war, [])).board(at(200)))


@settings(max_examples=80, deadline=None)
@given(disputes())
def test_r27_no_report_is_lost_or_told_twice_by_a_ruling(dispute: tuple[list[Pair], list[Ruling]]) -> None:
    war, rulings = dispute
    before, after = fold((war, [])).board(at(200)), fold((war, rulings)).board(at(200))
    assert set(_lines(before)) <= set(_lines(after))  # a ruling may bring a toll to a place that had none
    assert len(_lines(after)) == len(set(_lines(after)))
    assert not {i.id for i in after.incidents} & {i.id for i in after.dismissed}


def _lines(board: Board) -> Sequence[object]:
    return sorted((f.article, f.start, f.kind, f.text) for i in (*board.incidents, *board.dismissed) for f in i.ledger)
