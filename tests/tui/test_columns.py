"""Columns into cells."""

import pytest
from boards import rich_snapshot
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from sitrep.tui.columns import CUT, GAP, Line, cut, fit
from sitrep.views.calendar import tight_day
from sitrep.views.pane import Cell, Column, Pane
from sitrep.views.panes import PANES, strikes
from sitrep.views.panes.cells import tight_figure

COLUMNS = (Column("when", 5), Column("where", 0), Column("src", 3, drop=1), Column("killed", 6, align="right", most=12))


def row(*texts: str) -> Line:
    """A line of these cells."""
    return Line(tuple(Cell(text) for text in texts))


def lines(pane: Pane) -> list[Line]:
    """The lines of a pane full of everything."""
    snapshot = rich_snapshot()
    return [Line(row.cells(snapshot.calendar)) for row in pane.rows(snapshot)]


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
    assert [index for index, _ in fit(COLUMNS, rows, 60).cells] == [0, 1, 2, 3]
    assert [index for index, _ in fit(COLUMNS, rows, 22).cells] == [0, 1, 3]
    assert [index for index, _ in fit(COLUMNS, rows, 12).cells] == [1, 3]


def test_a_figure_column_widens_to_what_it_says() -> None:
    rows = [row("Sat", "Belgorod", "3/4", "1,108–1,111")]
    assert dict(fit(COLUMNS, rows, 60).cells)[3] == len("1,108–1,111")


def test_a_crowded_pane_takes_the_short_forms_before_it_drops_the_day_or_the_injured() -> None:
    titles = {width: _titles(width) for width in (80, 36, 30, 20)}
    assert titles[80][:3] == ["", "when", "where"]
    assert titles[36] == ["", "when", "where", "dead", "hurt"]
    assert titles[30] == ["", "when", "where", "dead", "hurt"]
    assert titles[20] == ["", "where", "dead"]


def _titles(width: int) -> list[str]:
    fitted = fit(strikes.COLUMNS, lines(strikes.PANE), width)
    return [fitted.title(strikes.COLUMNS[index]) for index, _ in fitted.cells]


@pytest.mark.parametrize(
    ("said", "short"),
    [
        ("21–24", "21+"),
        ("21–24↑", "21+↑"),
        ("~3–5", "~3+"),
        ("1,108–1,111", "1,108+"),
        ("–", "–"),
        ("≤30", "≤30"),
        ("24", "24"),
    ],
)
def test_the_short_form_of_a_range_is_its_floor(said: str, short: str) -> None:
    assert tight_figure(said) == short


@pytest.mark.parametrize(
    ("said", "short"),
    [
        ("09:12Z", "09:12"), ("today", "today"), ("29 Dec", "29Dec"), ("29Dec23", "Dec23"), ("w/5Jan", "Jan"),
        ("Dec 23", "Dec23"), ("undated", "–"),
    ],
)  # fmt: skip
def test_the_short_form_of_a_day_is_at_most_less_exact(said: str, short: str) -> None:
    assert tight_day(said) == short
    assert len(short) <= 5


@pytest.mark.parametrize("pane", PANES, ids=lambda pane: pane.id)
@given(width=st.integers(1, 250))
def test_no_pane_ever_takes_more_room_than_it_has(pane: Pane, width: int) -> None:
    placed = fit(pane.columns, lines(pane), width).cells
    figures = [cells for index, cells in placed if pane.columns[index].align == "right"]
    total = sum(cells for _, cells in placed) + GAP * (len(placed) - 1)
    assert total <= max(width, sum(figures) + len(placed) * GAP)
