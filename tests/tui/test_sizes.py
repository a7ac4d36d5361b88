"""Whole screens as text at the four sizes, held to what a tired reader must find there; and text that is wide or runs
from right to left.
"""

import msgspec
import pytest
from boards import NOW, incident, known, rich_snapshot
from rich.cells import cell_len
from screens import desk

from sitrep.model.incident import Board
from sitrep.tui.wishes import Wishes
from sitrep.views.pane import Snapshot

SMALL = """\
 sitrep · Eastern front   2/6
   when  where       dead hurt
   09:12 Kharkiv        –    –
   today Kyiv           –    –
 ! Sat   Belgorod  21–24↑ 108+
   Sat   ≈Bryansk…      2    –
   Sat   Moscow, …      –    –
 w since  ? help  q quit"""
MIDDLE = """\
 sitrep · Eastern front  2/6 ok, 1 failing, 1 gone, 1 stale, 1 waiting · 09:03Z
[1 Strikes 8] 2 Casualties 3 Diplomacy 4 Wire 5 Feeds 6 Timeline 7 Totals
┏━ 1 Strikes ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
┃     when    where              by             with      killed    hurt   src ┃
┃     09:12Z  Kharkiv            Russia         drone          –       –   1/1 ┃
┃     today   Kyiv               Russia         drone          –       –   2/3 ┃
┃ ! ↕ Sat     Belgorod           ?Ukraine       artillery 21–24↑ 108–111   3/4 ┃
┃     Sat     ≈Bryansk Oblast    ?Ukraine       artillery      2       –   1/1 ┃
┃     Sat     Moscow, Bryansk +2 Ukraine        32 drones      –       –   1/1 ┃
┃ !   Fri     ≈Ukraine           Russia         122 miss…   39+↑     160  9/14 ┃
┃ !   Fri     └ Dnipro           Russia         missile       16       –   1/1 ┃
┃  ~  undated Sevastopol         Ukraine/?Russ… missile     ~≤30    none   3/5 ┃
"""
WIDE = ["キーウ州の無人機攻撃", "هجوم على خاركيف", "התקפה על חרקוב", "Kharkiv 🚀 strike", "e\u0301te\u0301 \u200d x"]


async def test_the_smallest_window_shows_days_places_and_figures() -> None:
    async with desk(rich_snapshot(), size=(30, 8)) as d:
        assert await d.screen() == SMALL


async def test_eighty_columns_hold_the_list_and_its_evidence() -> None:
    async with desk(rich_snapshot(), size=(80, 24)) as d:
        screen = await d.screen()
    assert screen.startswith(MIDDLE)
    assert "╭─ Evidence ─" in screen


@pytest.mark.parametrize("size", [(120, 40), (200, 60)])
async def test_larger_windows_hold_the_panes_side_by_side(size: tuple[int, int]) -> None:
    async with desk(rich_snapshot(), size=size) as d:
        screen = await d.screen()
    for pane in (
        "1 Strikes",
        "2 Casualties",
        "3 Diplomacy",
        "Evidence",
        *(("4 Wire", "5 Feeds") if size[0] > 180 else ()),
    ):
        assert f"━ {pane} ━" in screen or f"─ {pane} ─" in screen
    assert all(cell_len(line) <= size[0] for line in screen.splitlines())


@pytest.mark.parametrize(
    "label",
    ["キーウ州の無人機攻撃", "هجوم على خاركيف", "התקפה על חרקוב", "Kharkiv 🚀 strike", "e\u0301te\u0301 \u200d x"],
)
async def test_wide_and_right_to_left_text_keeps_the_columns_straight(label: str) -> None:
    strange = incident("i-x", label, label, killed=known(12, 12), outlets=3, origins=2)
    plain = incident("i-y", "Kharkiv drone attack", killed=known(12, 12), outlets=3, origins=2)
    async with desk(Snapshot(Board(NOW, "x", 2, incidents=(strange, plain))), size=(100, 16)) as d:
        rows = [line for line in (await d.screen()).splitlines() if "2/3" in line]
    assert len(rows) == 2
    assert len({cell_len(line[: line.index("2/3")]) for line in rows}) == 1


@pytest.mark.parametrize("size", [(30, 8), (80, 24), (120, 40), (200, 60)])
async def test_ascii_alone_says_the_same_in_the_same_places(size: tuple[int, int]) -> None:
    async with desk(rich_snapshot(), size=size, wishes=Wishes(ascii=True)) as d:
        screens = [await d.press(key) for key in (*"1234567", "question_mark", "G")]
    assert all(screen.isascii() for screen in screens)
    if size[0] >= 80:
        assert "21-24^ 108-111" in screens[0]
        assert " ~<=30 " in screens[0]
        assert "+= 1 Strikes =" in screens[0]  # the pane in use shows by its frame
        assert "17->21" in screens[-1]


async def test_ascii_keeps_what_a_figure_was_and_what_feeds_write_in_other_letters_has_its_room() -> None:
    before, after = (
        Snapshot(Board(NOW, "x", 1, incidents=(incident("i", "Łódź — 攻撃", "Œ 攻撃", killed=known(n, n + 1)),)))
        for n in (17, 21)
    )
    async with desk(before, size=(80, 24), wishes=Wishes(ascii=True)) as d:
        line = next(line for line in (await d.put(after)).splitlines() if "21-22" in line)
    assert "17-18->21-22" in line
    assert "? ??" in line
    assert len(line) == 80


async def test_a_revised_board_leaves_the_frame_where_it_was() -> None:
    async with desk(rich_snapshot(), size=(80, 24)) as d:
        before = (await d.screen()).splitlines()
        board = d.live.now.board
        await d.put(msgspec.structs.replace(d.live.now, board=msgspec.structs.replace(board, articles=41)))
        assert (await d.screen()).splitlines() == before


async def test_a_note_in_a_narrow_window_is_read_whole_and_gone_with_the_next_key() -> None:
    async with desk(rich_snapshot(), size=(40, 12)) as d:
        foot = (await d.press("v")).splitlines()[-2:]
        assert foot == [" 1 incident picked; J joins them with", " the one under the cursor"]
        await d.pilot.resize_terminal(40, 20)
        assert (await d.screen()).splitlines()[-2:] == foot
        assert (await d.press("j")).splitlines()[-1] == " w since  n next  ? help  q quit"
