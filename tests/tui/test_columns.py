"""Columns into cells."""

import pytest
from boards import rich_snapshot
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from sitrep.tui.columns import CUT, GAP, cut, fit
from sitrep.views.pane import Cell, Column, Pane, Row
from sitrep.views.panes import PANES

COLUMNS = (Column("when", 5), Column("where", 0), Column("src", 3, drop=1), Column("killed", 6, align="right", most=12))


def row(*texts: str) -> Row:
    """A row of these cells."""
    return Row(texts[0], tuple(Cell(text) for text in texts))


@given(st.text(max_size=30), st.integers(1, 20), st.booleans())
def test_cut_text_always_takes_exactly_its_cells(text: str, width: int, right: bool) -> None:
    assert cell_len(cut(text, width, right=right)) == width


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Kyiv", 6, "Kyiv  "),
        ("Zaporizhzhia", 6, "Zapor…"),
        ("キーウ", 6, "キーウ"),
        ("キーウ州", 6, "キー …"),
        ("a\x1b[31mb", 9, "a [31mb  "),
        ("two\nlines", 9, "two lines"),
    ],
)
def test_wide_and_hostile_characters_keep_the_columns_straight(text: str, width: int, shown: str) -> None:
    assert cut(text, width) == shown


def test_a_figure_is_never_shown_in_part() -> None:
    assert cut("1,204+", 4, right=True).strip() == CUT
    assert cut("1,204+", 6, right=True) == "1,204+"


def test_columns_go_by_their_drop_when_the_pane_is_narrow() -> None:
    rows = [row("Sat", "Belgorod", "3/4", "21–24")]
    assert [index for index, _ in fit(COLUMNS, rows, 60)] == [0, 1, 2, 3]
    assert [index for index, _ in fit(COLUMNS, rows, 22)] == [0, 1, 3]
    assert [index for index, _ in fit(COLUMNS, rows, 12)] == [1, 3]


def test_a_figure_column_widens_to_what_it_says() -> None:
    rows = [row("Sat", "Belgorod", "3/4", "1,108–1,111")]
    assert dict(fit(COLUMNS, rows, 60))[3] == len("1,108–1,111")


@pytest.mark.parametrize("pane", PANES, ids=lambda pane: pane.id)
@given(width=st.integers(1, 250))
def test_no_pane_ever_takes_more_room_than_it_has(pane: Pane, width: int) -> None:
    placed = fit(pane.columns, pane.rows(rich_snapshot()), width)
    figures = [cells for index, cells in placed if pane.columns[index].align == "right"]
    total = sum(cells for _, cells in placed) + GAP * (len(placed) - 1)
    assert total <= max(width, sum(figures) + len(placed) * GAP)
