"""What is remembered of a board: the same rows as if all were made anew, and only what changed is looked at."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from sitrep.views.memo import Remembered, Run, Succession, between
from sitrep.views.pane import Row
from sitrep.views.steps import at_once

THINGS = [f"thing {n}" for n in range(12)]
BOARDS = st.lists(st.lists(st.tuples(st.sampled_from(THINGS), st.integers(0, 1))), max_size=6)


def made(thing: str, beside: int) -> Row | None:
    return None if thing == THINGS[0] else Row(key=f"{thing} {beside}")


def unzipped(board: Sequence[tuple[str, int]]) -> tuple[list[str], list[int]]:
    return [thing for thing, _ in board], [beside for _, beside in board]


@given(BOARDS)
def test_rows_are_those_that_would_be_made_anew_whatever_came_before(boards: list[list[tuple[str, int]]]) -> None:
    remembered = Remembered(made)
    for board in boards:
        anew = [row for thing, beside in board if (row := made(thing, beside))]
        assert list(at_once(remembered.rows(*unzipped(board)))) == anew


@given(BOARDS, st.lists(st.integers(0, 5), max_size=20))
def test_boards_reckoned_one_beside_the_other_do_not_mix(boards: list[list[tuple[str, int]]], order: list[int]) -> None:
    remembered = Remembered(made)
    under_way = {n: remembered.rows(*unzipped(board)) for n, board in enumerate(boards)}
    rows = dict[int, Sequence[Row]]()
    for n in [*order, *(n for n in range(len(boards)) for _ in range(9))]:
        if n in under_way and n not in rows:
            try:
                next(under_way[n])
            except StopIteration as end:
                rows[n] = end.value
    for n, board in enumerate(boards):
        assert list(rows[n]) == [row for thing, beside in board if (row := made(thing, beside))]


@given(BOARDS)
def test_what_is_said_to_have_stayed_did_and_in_its_order(boards: list[list[tuple[str, int]]]) -> None:
    succession, before = Succession(), list[tuple[str, int]]()
    for board in boards:
        turn = succession.compare(*unzipped(board))
        assert succession.take(turn)
        runs = turn.runs
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

    def make(thing: str, beside: int) -> Row:
        counted.append(thing)
        return Row(key=thing)

    remembered = Remembered(make)
    at_once(remembered.rows(things, [0] * len(things)))
    counted.clear()
    rows = at_once(remembered.rows(["new", *things[:500], *things[501:-1]], [0] * (len(things) - 1)))
    assert counted == ["new"]
    assert len(rows) == len(things) - 1
    assert Succession().compare(things).runs == list[Run]()


def test_a_long_list_is_made_in_many_pieces() -> None:
    assert sum(1 for _ in Remembered(made).rows(THINGS * 100, [0] * 1200)) > 20
