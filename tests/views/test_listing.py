"""Which rows stand in a list, in which order."""

import pytest
from boards import NOW, incident, known, rich_snapshot
from hypothesis import given
from hypothesis import strategies as st

from sitrep.model.incident import UNKNOWN, Board
from sitrep.views.filtering.filter import NO_FILTER, parse_filter
from sitrep.views.filtering.listing import NEWEST, SORTS, Sort, arranging, sortable
from sitrep.views.pane import Snapshot
from sitrep.views.panes import strikes
from sitrep.views.steps import at_once


def keys(query: str = "", sort: Sort = NEWEST) -> list[tuple[str, int]]:
    """The rich board's strikes so narrowed and sorted, with their depth."""
    rows = strikes.PANE.rows(rich_snapshot())
    wanted = parse_filter(query) if query else NO_FILTER
    return [(row.key, row.depth) for row in at_once(arranging(rows, wanted, NOW, sort=sort))]


def test_the_deadliest_come_first_and_the_unknown_last_both_ways() -> None:
    """R12: an incident nobody gave a figure for is neither the least nor the most deadly."""
    down, up = ([key for key, _ in keys(sort=Sort("killed", turn))] for turn in (False, True))
    assert down[0] == "i-barrage"
    assert set(down[-3:]) == set(up[-3:]) == {"i-kharkiv", "i-kyiv", "i-drones"}
    assert [key for key in up if key in ("i-bryansk", "i-belgorod")] == ["i-bryansk", "i-belgorod"]


def test_a_part_stays_under_its_aggregate_through_any_order() -> None:
    """R15."""
    for by in SORTS:
        for up in (False, True):
            order = keys(sort=Sort(by, up))
            assert order[order.index(("i-dnipro", 1)) - 1] == ("i-barrage", 0)


def test_a_part_whose_aggregate_is_filtered_out_is_not_shown_as_anothers() -> None:
    """R15."""
    assert keys("place:dnipro") == [("i-dnipro", 0)]
    assert ("i-dnipro", 1) in keys("killed:>1")


@pytest.mark.parametrize(
    ("query", "found"), [("is:unread", ["i-kyiv"]), ("-is:unread place:kyiv", []), ("is:saved", [])]
)
def test_the_filter_asks_the_readers_own_memory(query: str, found: list[str]) -> None:
    rows = strikes.PANE.rows(rich_snapshot())
    shown = at_once(arranging(rows, parse_filter(query), NOW, lambda row: {"unread"} if row.key == "i-kyiv" else ()))
    assert [row.key for row in shown] == found


def test_a_list_offers_only_orders_it_can_be_put_in() -> None:
    bare = Snapshot(Board(NOW, "x", 1, incidents=(incident("i", "A"),)))
    assert "killed" in sortable(strikes.PANE.rows(rich_snapshot()))
    assert "killed" not in sortable(strikes.PANE.rows(bare))


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 50)), max_size=20),
    st.sampled_from(sorted(SORTS)),
    st.booleans(),
)
def test_no_order_loses_a_row_or_shows_one_twice(tolls: list[int | None], by: str, up: bool) -> None:
    incidents = tuple(
        incident(f"i-{n}", f"N{n}", killed=UNKNOWN if toll is None else known(toll, toll))
        for n, toll in enumerate(tolls)
    )
    rows = strikes.PANE.rows(Snapshot(Board(NOW, "x", 1, incidents=incidents)))
    assert sorted(row.key for row in at_once(arranging(rows, NO_FILTER, NOW, sort=Sort(by, up)))) == sorted(
        r.key for r in rows
    )
