"""What is remembered of a board: the same rows as if all were made anew, and only what changed is looked at."""

from boards import NOW
from hypothesis import given
from hypothesis import strategies as st

from sitrep.views.calendar import Calendar
from sitrep.views.memo import Remembered, Run, Succession, between
from sitrep.views.pane import Cell, Row

THINGS = [f"thing {n}" for n in range(12)]
TODAY = Calendar.of(NOW)
BOARDS = st.lists(st.lists(st.tuples(st.sampled_from(THINGS), st.integers(0, 1))), max_size=6)


def made(thing: str, beside: int, calendar: Calendar) -> Row | None:
    return None if thing == THINGS[0] else Row(thing, (Cell(f"{thing} {beside} {calendar.today}"),))


@given(BOARDS)
def test_rows_are_those_that_would_be_made_anew_whatever_came_before(boards: list[list[tuple[str, int]]]) -> None:
    remembered = Remembered(made)
    for board in boards:
        anew = [row for thing, beside in board if (row := made(thing, beside, TODAY))]
        assert remembered.rows([thing for thing, _ in board], [beside for _, beside in board], TODAY) == anew


@given(BOARDS)
def test_what_is_said_to_have_stayed_did_and_in_its_order(boards: list[list[tuple[str, int]]]) -> None:
    succession, before = Succession(), list[tuple[str, int]]()
    for board in boards:
        runs = succession.turn([thing for thing, _ in board], [beside for _, beside in board])
        for run in runs:
            assert board[run.here : run.here + run.length] == before[run.before : run.before + run.length]
        assert sorted(run.before for run in runs) == [run.before for run in runs]
        covered = [i for run in runs for i in range(run.here, run.here + run.length)]
        left = [
            i for part in between([(run.here, run.length) for run in runs], len(board)) for i in range(len(board))[part]
        ]
        assert sorted(covered + left) == list(range(len(board)))
        before = board


def test_only_what_is_new_is_made_while_the_oldest_leave() -> None:
    things = [f"event {n}" for n in range(10_000)]
    counted: list[str] = []

    def make(thing: str, beside: int, calendar: Calendar) -> Row:
        counted.append(thing)
        return Row(thing, ())

    remembered = Remembered(make)
    remembered.rows(things, [0] * len(things), TODAY)
    counted.clear()
    rows = remembered.rows(["new", *things[:500], *things[501:-1]], [0] * (len(things) - 1), TODAY)
    assert counted == ["new"]
    assert len(rows) == len(things) - 1
    assert Succession().turn(things) == list[Run]()


def test_another_day_writes_every_row_anew() -> None:
    remembered = Remembered(made)
    remembered.rows(THINGS, [0] * 12, TODAY)
    tomorrow = TODAY._replace(today=TODAY.today.replace(year=TODAY.today.year + 1))
    assert remembered.rows(THINGS[1:], [0] * 11, tomorrow) == [made(thing, 0, tomorrow) for thing in THINGS[1:]]
