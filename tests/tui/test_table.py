"""The selection is a row's key: what arrives never moves it."""

import msgspec
import pytest
from boards import NOW, incident, known
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from screens import desk
from textual.strip import Strip

from sitrep.model.incident import Board, Incident
from sitrep.tui.app import Dashboard
from sitrep.tui.table import RowTable
from sitrep.views.pane import Snapshot

NUMBERS = st.lists(st.integers(0, 200), unique=True, min_size=1, max_size=60)


def snapshot(numbers: list[int]) -> Snapshot:
    """A board of numbered incidents, the highest number newest."""
    incidents: list[Incident] = [
        incident(f"i-{n}", f"Incident {n}", f"Town {n}") for n in sorted(numbers, reverse=True)
    ]
    return Snapshot(Board(NOW, "test", len(numbers), incidents=tuple(incidents)))


def strikes(app: Dashboard) -> RowTable:
    """The strikes table of a running dashboard."""
    return app.board.query_one("#strikes", RowTable)


async def test_rows_that_arrive_leave_the_selected_row_on_its_line() -> None:
    async with desk(snapshot(list(range(60))), size=(80, 24)) as d:
        await d.press("j", "j", "j", "G", "k", "k")
        table = strikes(d.app)
        before = (table.selected.key if table.selected else "", table.cursor - table.scrolled)
        await d.put(snapshot(list(range(75))))
        assert (table.selected.key if table.selected else "", table.cursor - table.scrolled) == before


async def test_new_rows_above_are_counted_on_the_frame() -> None:
    async with desk(snapshot(list(range(60))), size=(80, 24)) as d:
        await d.press("G")
        screen = await d.put(snapshot(list(range(72))))
        assert "12 new ↑ · 72/72" in screen
        assert "● 12 new" in screen


async def test_on_a_screen_nobody_attends_the_newest_row_is_the_selected_one() -> None:
    async with desk(snapshot([1, 2, 3]), size=(80, 24)) as d:
        assert "Incident 9 ·" in await d.put(snapshot([1, 2, 3, 9]))


async def test_from_the_first_key_on_the_selection_holds_even_in_a_pane_not_moved_in() -> None:
    async with desk(snapshot([1, 2, 3]), size=(80, 24)) as d:
        await d.press("2", "1")
        assert "Incident 3 ·" in await d.put(snapshot([1, 2, 3, 9]))


async def test_until_the_reader_moves_the_newest_row_stays_in_sight() -> None:
    async with desk(snapshot(list(range(5))), size=(80, 24)) as d:
        for newest in range(6, 60, 6):
            assert f"Town {newest - 1}" in await d.put(snapshot(list(range(newest))))


async def test_going_to_the_top_means_the_newest_again() -> None:
    async with desk(snapshot(list(range(30))), size=(80, 24)) as d:
        await d.press("j", "j", "g")
        assert "Town 49" in await d.put(snapshot(list(range(50))))


async def test_a_row_that_is_gone_hands_the_selection_to_its_neighbour() -> None:
    async with desk(snapshot([5, 4, 3, 2, 1])) as d:
        await d.press("j", "j")
        await d.put(snapshot([5, 4, 2, 1]))
        row = strikes(d.app).selected
        assert row is not None
        assert row.key == "i-2"


async def test_a_merged_incident_keeps_the_selection_under_its_new_id() -> None:
    async with desk(snapshot([5, 4, 3])) as d:
        await d.press("j")
        merged = incident("i-merged", "Merged", aliases=("i-4",))
        start = snapshot([7, 6, 5, 3]).board
        await d.put(
            Snapshot(Board(start.as_of, "test", 5, incidents=(*start.incidents[:3], merged, start.incidents[3])))
        )
        row = strikes(d.app).selected
        assert row is not None
        assert row.key == "i-merged"


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    boards=st.lists(NUMBERS, min_size=2, max_size=6), moves=st.lists(st.sampled_from("jkGnz"), min_size=1, max_size=6)
)
async def test_selection_stays_on_its_key_through_any_arrivals(boards: list[list[int]], moves: list[str]) -> None:
    held: set[int] = set(boards[0])
    async with desk(snapshot(sorted(held)), size=(80, 24)) as d:
        table = strikes(d.app)
        await d.press("j", *moves)
        for more in boards[1:]:
            before, line = table.selected, table.cursor - table.scrolled
            touched = table.touched
            held |= set(more)
            await d.put(snapshot(sorted(held)))
            assert before is not None
            assert table.selected is not None
            if touched:
                assert table.selected.key == before.key
                most = max(0, table.count - table.room)
                fits = 0 <= table.cursor - line <= most
                assert not fits or table.cursor - table.scrolled == line


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(NUMBERS, st.sampled_from(["j", "k", "G", "u", "2", "1", "z"])), min_size=3, max_size=12))
async def test_what_is_painted_line_by_line_is_what_a_whole_paint_would_show(steps: list[list[int] | str]) -> None:
    async with desk(snapshot([1, 2, 3]), size=(120, 40)) as d:
        for step in steps:
            shown = await d.press(step) if isinstance(step, str) else await d.put(snapshot(step))
            d.app.screen.query("RowTable, DetailLines").refresh()
            assert await d.screen() == shown


async def test_a_move_paints_two_lines_and_news_out_of_sight_none(monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk(snapshot(list(range(60))), size=(80, 24)) as d:
        await d.press("j", "j", "j")
        table, painted = strikes(d.app), list[int]()
        paint = table.paint

        def counted(index: int, width: int) -> Strip:
            painted.append(index)
            return paint(index, width)

        monkeypatch.setattr(table, "paint", counted)
        await d.press("j")
        assert sorted(painted) == [3, 4]
        painted.clear()
        await d.put(snapshot(list(range(75))))
        assert not painted


STEPS = st.tuples(st.sampled_from(["insert", "revise", "merge", "gone"]), st.integers(0, 10_000))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=100, max_size=100))
async def test_the_selection_stays_on_its_incident_through_a_thousand_arrivals_revisions_and_merges(
    steps: list[tuple[str, int]],
) -> None:
    held = [incident(f"i-{n}", f"Incident {n}", f"Town {n}") for n in range(20)]
    async with desk(Snapshot(Board(NOW, "test", 20, incidents=tuple(held))), size=(80, 24)) as d:
        await d.press("j", "j", "j")
        chosen = "i-3"
        for number, (step, pick) in enumerate(steps):
            at = pick % len(held)
            one = held[at]
            if step == "insert":
                held.insert(at, incident(f"n-{number}", f"New {number}", f"Town {number}"))
            elif step == "revise":
                held[at] = msgspec.structs.replace(one, killed=known(pick, pick))
            elif step == "merge" and len(held) > 2:
                other = held.pop((at + 1) % len(held))
                place = next(i for i, o in enumerate(held) if o is one)
                names = (one.id, *one.aliases, other.id, *other.aliases)
                held[place] = msgspec.structs.replace(one, id=f"m-{number}", aliases=names)
                chosen = f"m-{number}" if chosen in names else chosen
            elif step == "gone" and one.id != chosen and len(held) > 2:
                del held[at]
            d.app.board.show(Snapshot(Board(NOW, "test", len(held), incidents=tuple(held))))
            row = strikes(d.app).selected
            assert row is not None
            assert row.key == chosen
