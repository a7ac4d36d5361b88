"""Who stands where at which size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.tui.plan import DETAIL, plan

PANES = ("strikes", "casualties", "diplomacy", "wire", "feeds")


@pytest.mark.parametrize(
    ("size", "there"),
    [
        ((200, 60), {*PANES, DETAIL}),
        ((120, 40), {"strikes", "casualties", "diplomacy", DETAIL}),
        ((120, 24), {"strikes", DETAIL}),
        ((80, 24), {"strikes", DETAIL}),
        ((30, 8), {"strikes"}),
        ((10, 1), {"strikes"}),
    ],
)
def test_a_smaller_screen_shows_fewer_panes(size: tuple[int, int], there: set[str]) -> None:
    assert set(plan(*size, "strikes", "diplomacy").boxes) == there


def test_the_pane_in_use_takes_its_turn_in_the_lower_left_tile() -> None:
    assert "feeds" in plan(120, 40, "feeds", "feeds").boxes


def test_frames_go_before_the_footer_and_the_footer_before_the_status() -> None:
    assert plan(80, 24, "strikes", "diplomacy")[1:] == (True, True, True, True)
    assert plan(80, 12, "strikes", "diplomacy")[1:] == (False, False, True, True)
    assert plan(30, 5, "strikes", "diplomacy")[1:] == (False, False, True, False)
    assert plan(30, 2, "strikes", "diplomacy")[1:] == (False, False, False, False)


@given(
    st.integers(1, 300),
    st.integers(1, 100),
    st.sampled_from(PANES),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_at_any_size_what_is_in_use_is_in_sight_and_no_two_overlap(
    width: int, height: int, current: str, reading: bool, zoomed: bool, solo: bool
) -> None:
    slot = current if current in ("diplomacy", "wire", "feeds") else "diplomacy"
    made = plan(width, height, current, slot, reading=reading, zoomed=zoomed, solo=solo)
    assert (DETAIL if reading else current) in made.boxes
    taken = [
        (x, y)
        for box in made.boxes.values()
        for x in range(box.x, box.x + box.width)
        for y in (box.y, box.y + box.height - 1)
    ]
    assert len(taken) == len(set(taken)) or any(box.height == 1 for box in made.boxes.values())
    for box in made.boxes.values():
        assert box.width > 0
        assert box.height > 0
        assert box.x + box.width <= width
        assert box.y + box.height <= max(height, 1 + int(made.status) + int(made.tabs))
