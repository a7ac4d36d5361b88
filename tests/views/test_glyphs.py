"""Signs in plain ASCII."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from sitrep.tui.terminal import AsciiOnly
from sitrep.views.glyphs import in_ascii


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("21–24↑", "21-24^"),
        ("≤30", "<=30"),
        ("21+ → 22 → 24", "21+ -> 22 -> 24"),
        ("≈Bryansk", "=Bryansk"),
        ("Zürich", "Zurich"),
        ("“at least 21”", '"at least 21"'),
        ("Харків", "??????"),
        ("e\u0301\u200d", "e"),
        ("a\u00a0b", "a b"),
    ],
)
def test_signs_become_what_they_mean_and_nothing_else_is_made_up(text: str, said: str) -> None:
    assert in_ascii(text) == said


@given(st.text(max_size=40))
def test_it_is_ascii_and_what_was_stays(text: str) -> None:
    assert in_ascii(text).isascii()
    assert in_ascii(in_ascii(text)) == in_ascii(text)


@given(st.lists(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12), max_size=5))
def test_a_painted_line_keeps_its_cells(texts: list[str]) -> None:
    line = [Segment(text) for text in texts]
    shown = AsciiOnly().apply(line, Color(0, 0, 0))
    assert all(segment.text.isascii() for segment in shown)
    assert [len(s.text) for s in shown] == [cell_len(text) for text in texts]


def test_a_sign_of_two_letters_takes_a_blank_of_its_own_piece() -> None:
    shown = AsciiOnly().apply([Segment("  ≤30"), Segment("≤30  "), Segment("≤30")], Color(0, 0, 0))
    assert [segment.text for segment in shown] == [" <=30", "<=30 ", "<30"]
