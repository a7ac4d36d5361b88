"""Days and their sums: ranges, floors, nothing disputed in them, nothing twice (R12, R15, R25, R29, R30)."""

from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest
from boards import NOW, at, incident, known, rich_snapshot, town
from hypothesis import given
from hypothesis import strategies as st

from sitrep.model.claim import Kind
from sitrep.model.incident import UNKNOWN, Board, Incident, Toll
from sitrep.model.when import When
from sitrep.views.calendar import Calendar
from sitrep.views.evidence.detail import detail
from sitrep.views.floor import floor
from sitrep.views.pane import Snapshot
from sitrep.views.panes import timeline
from sitrep.views.panes.timeline import summed
from sitrep.views.steps import at_once

NONE = Toll(status="none", low=0, best=0, high=0)
DISPUTED = known(3, 40, flags=("disputed",))


@pytest.mark.parametrize(
    ("tolls", "words"),
    [
        ([known(21, 24), known(2, 2)], "23–26"),
        ([known(21, None), known(2, 2)], "23+"),
        ([known(None, 30), known(2, 2)], "2–32"),
        ([known(5, 5), UNKNOWN], "5+"),
        ([known(5, 5), NONE], "5"),
        ([NONE], "0"),
        ([UNKNOWN, UNKNOWN], "–"),
        ([known(5, 5), DISPUTED], "5"),
        ([DISPUTED], "–"),
    ],
)
def test_a_days_sum_is_a_range_a_floor_or_a_dash(tolls: list[Toll], words: str) -> None:
    assert cells(*(on(f"i-{n}", 31, killed=toll) for n, toll in enumerate(tolls)))[0][3] == words


def on(name: str, day: int, **given: object) -> Incident:
    """An incident of that December day."""
    return incident(name, name, "Kharkiv", when=When(date(2023, 12, day), "day"), **given)


def cells(*incidents: Incident) -> list[list[str]]:
    """The rows of the timeline as words."""
    rows = timeline.PANE.rows(Snapshot(Board(NOW, "x", 1, incidents=incidents)))
    return [[cell.text for cell in row.cells(Calendar.of(NOW))] for row in rows]


def test_a_part_is_not_added_to_its_aggregate() -> None:
    whole = on("whole", 31, killed=known(39, 39), children=("part",))
    part = on("part", 31, killed=known(16, 16), parent="whole")
    assert cells(whole, part)[0][3] == "39"


def test_r6_what_is_known_to_a_region_alone_is_a_strike_of_the_day_and_in_no_sum() -> None:
    region = msgspec.structs.replace(town("Kharkiv", "UA"), precision="region")
    adrift = on("adrift", 31, killed=known(2, 2))
    adrift = msgspec.structs.replace(adrift, places=(region,))
    row = cells(on("a", 31, killed=known(4, 4)), adrift)[0]
    assert (row[1], row[3], row[5]) == ("2", "4", "1 unplaced")


def test_r15_a_day_counts_the_strikes_the_board_lists_and_keeps_the_mark_of_its_whole() -> None:
    whole = on("whole", 31, killed=known(39, 39, flags=("expected to rise",)), children=("part",))
    part = on("part", 31, killed=known(16, 16), parent="whole")
    assert cells(whole, part)[0][1] == "2"
    assert cells(whole, part)[0][3] == "39↑"


def test_days_without_news_are_shown_and_the_undated_stand_apart() -> None:
    shown = cells(on("a", 29), incident("u", "u", when=When()))
    assert [row[0] for row in shown] == ["today", "Sat", "Fri", "undated"]
    assert shown[1][1:4] == ["0", "·" * 24, "–"]


def test_the_hours_are_those_in_which_a_strike_was_first_told() -> None:
    (row,) = cells(on("a", 31, updated=at(6)), on("b", 31, updated=at(6)), on("c", 31, updated=at(9)))
    assert row[2][6] == "█"
    assert row[2][9] == "▄"
    assert row[2].count("·") == 22


def test_the_day_says_as_of_when_and_which_figures_are_in_its_sum() -> None:
    shown = detail(rich_snapshot(), "timeline", "2023-12-30")
    text = "\n".join(line.text for line in shown.lines)
    assert "as of 09:13Z" in text
    assert "KILLED     21–24↑" in text
    assert "In no sum: unplaced or discounted (1)\n       2  Bryansk shelling" in text
    assert "Belgorod shelling" in text
    assert timeline.PANE.foot(rich_snapshot()).startswith("as of 09:13Z")


KINDS: tuple[Kind, ...] = ("killed", "injured")
TOLLS = st.one_of(
    st.just(UNKNOWN),
    st.just(NONE),
    st.builds(lambda low, more: known(low, low + more), st.integers(0, 9), st.integers(0, 3)),
    st.just(known(None, 8)),
    st.just(DISPUTED),
)
PLACES = st.sampled_from(
    [(town("Kharkiv", "UA"),), (msgspec.structs.replace(town("Kharkiv", "UA"), precision="region"),)]
)
WHENS = st.sampled_from(
    [When(date(2023, 12, day), "day") for day in (28, 29, 31)] + [When(date(2023, 12, 25), "week"), When()]
)
INCIDENTS = st.lists(
    st.fixed_dictionaries(
        {
            "killed": TOLLS,
            "injured": TOLLS,
            "places": PLACES,
            "when": WHENS,
            "kind": st.sampled_from(["strike", "interception"]),
            "grade": st.sampled_from(["weak", "contested", "discounted"]),
            "parent": st.sampled_from([None, "i-0", "i-1"]),
        }
    ),
    max_size=7,
)


@given(INCIDENTS)
def test_the_days_add_up_to_the_reports_total(made: list[dict[str, Any]]) -> None:
    board = Board(NOW, "x", 1, incidents=tuple(incident(f"i-{n}", "Strike", **given) for n, given in enumerate(made)))
    shown = at_once(timeline.days(Snapshot(board)))
    for kind in KINDS:
        total = floor(board.incidents, kind, datetime(2023, 12, 28, tzinfo=UTC), NOW)
        assert total.low == sum(at_once(summed(day.heads, kind)).low for day in shown if day.day)
