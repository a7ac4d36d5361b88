"""Working on the board by keys: what changed, orders, views, pauses, rulings, notes, bookmarks, exports, commands."""

from collections.abc import Sequence
from datetime import timedelta

import msgspec
import pytest
from boards import NOW, article, incident, known, rich_board, rich_snapshot
from screens import Desk, desk

from sitrep.config import Alert, View
from sitrep.model.incident import Board, Tombstone
from sitrep.model.place import Place
from sitrep.model.ruling import Deed, Dismiss, Merge, Redate, Relocate, Ruling, Split, Undo
from sitrep.model.viewer import Note
from sitrep.model.when import When
from sitrep.tui.alarm import Alarm, words
from sitrep.tui.dialogs import LEGEND
from sitrep.tui.memory import Memory, kept, recalled
from sitrep.tui.seam import Actions
from sitrep.tui.wishes import Wishes
from sitrep.views.filtering.alerts import Told
from sitrep.views.pane import Snapshot
from sitrep.views.panes import PANES, pane_by_id
from sitrep.views.steps import at_once


def revised(killed: int, **given: object) -> Snapshot:
    """The rich board with one more incident on top, of so many dead."""
    new = incident("i-new", "Odesa missile strike", "Odesa", killed=known(killed, killed), **given)
    return Snapshot(msgspec.structs.replace(rich_board(), incidents=(new, *rich_board().incidents)))


async def away(d: Desk, snapshot: Snapshot) -> str:
    """The reader is away for an hour, in which the board becomes that one."""
    later = msgspec.structs.replace(snapshot, board=msgspec.structs.replace(snapshot.board, as_of=NOW))
    await d.clock.advance(60)
    d.live.put(later)
    await d.clock.advance(3600)
    return await d.screen()


# -- what changed ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_a_revised_figure_stands_with_an_arrow_and_what_it_was(size: tuple[int, int]) -> None:
    async with desk(revised(17), size=size) as d:
        await d.put(revised(21))
        assert "▲" in await d.line("today   Odesa  ")
        assert "17→21" in await d.line("today   Odesa  ")
        screen = await d.press("n")
        assert "SINCE READ killed 17→21" in screen
        assert "17→21" in await d.line("today   Odesa  ")


async def test_a_narrow_screen_keeps_the_new_figure_whole() -> None:
    async with desk(revised(17), size=(30, 8)) as d:
        await d.put(revised(21))
        assert " 17→21 " in await d.line("Odesa")


async def test_w_shows_only_what_came_since_the_reader_looked_and_says_what() -> None:
    async with desk(revised(17), size=(120, 40)) as d:
        await d.press("j")
        await away(d, revised(21))
        screen = await d.press("w")
        assert "1 revised incident: Odesa missile strike killed 17→21" in screen
        assert "filter: is:since" in screen
        assert "Kharkiv drone attack" not in screen
        assert "Kharkiv" in await d.press("w")


async def test_a_reader_who_comes_back_is_told_what_came_meanwhile() -> None:
    async with desk(revised(17), size=(160, 40)) as d:
        await d.press("j")
        await away(d, revised(21))
        told = "1 revised incident: Odesa missile strike killed 17→21; since 09:13Z (w lists them)"
        assert told in await d.press("k")
        assert "revised incident" not in await d.press("j")


async def test_the_header_and_w_count_alike_and_w_says_what_was_unread_before() -> None:
    shot_down = incident("i-down", "20 drones shot down", kind="interception")  # which Casualties does not list
    board = rich_board()
    more = msgspec.structs.replace(board, incidents=(shot_down, *board.incidents))
    async with desk(rich_snapshot(), size=(160, 40), seen={}) as d:
        unread = 8 + 3 + 1 + 40
        assert f"● {unread} new" in (await d.screen()).splitlines()[0]
        await d.press("j")  # and reads that row
        await away(d, msgspec.structs.replace(rich_snapshot(), board=more))
        screen = await d.press("w")
        assert f"● {unread} new" in screen.splitlines()[0]
        assert f"{unread - 1} unread from before" in screen
        assert f"{unread} marked as read" in await d.press("M", "M")


async def test_a_reader_who_comes_back_after_a_restart_is_told_what_came_since_their_own_last_key() -> None:
    left = NOW - timedelta(hours=9)
    before = left - timedelta(hours=1)
    old = incident("i-old", "Kyiv strike", first_seen=before, updated=before)
    board = Board(NOW, "x", 2, incidents=(incident("i-new", "Odesa strike", "Odesa", first_seen=NOW), old))
    async with desk(Snapshot(Board(NOW, "x", 0), recalling=True), size=(160, 40), seen={"look": left.isoformat()}) as d:
        await d.put(Snapshot(board))  # which is there at once, and painted when nothing more is to come
        assert "1 new incident; since 00:13Z (w lists them)" in await d.press("j")
        screen = await d.press("w")
        assert "Odesa" in screen
        assert "Kyiv" not in screen


async def test_W_counts_from_now_on() -> None:
    async with desk(revised(17), size=(120, 40)) as d:
        await d.press("j")
        await away(d, revised(21))
        await d.press("W")
        assert "nothing came" in await d.press("w")


async def test_m_turns_read_into_unread_and_back() -> None:
    kept_marks: dict[str, str] = {}
    async with desk(rich_snapshot(), size=(80, 24), actions=Actions(keep=kept_marks.update)) as d:
        assert "● 1 new" in await d.press("j", "m")
        assert kept_marks["incident:i-kyiv"] == ""
        assert "new" not in (await d.press("m")).splitlines()[0]
        assert kept_marks["incident:i-kyiv"]


async def test_a_pause_holds_what_comes_and_counts_it() -> None:
    async with desk(rich_snapshot(), size=(120, 40)) as d:
        await d.press("p")
        incidents = (incident("i-1", "Sumy strike", "Sumy"), incident("i-2", "Izmail strike", "Izmail"))
        wider = msgspec.structs.replace(d.live.now.board, incidents=(*incidents, *d.live.now.board.incidents))
        screen = await d.put(msgspec.structs.replace(d.live.now, board=wider))
        assert "PAUSED, 2 held" in screen
        assert "Sumy" not in screen
        assert "Sumy" in await d.press("p")


# -- orders, views, commands -------------------------------------------------------------------------------------


async def test_s_sorts_and_S_turns_the_order_round_and_the_selection_stays() -> None:
    async with desk(rich_snapshot(), size=(80, 24)) as d:
        screen = await d.press("j", "j", "s")
        assert "sort: killed ↓" in screen
        assert "Belgorod shelling ·" in screen
        assert "sort: killed ↑" in await d.press("S")


async def test_f_goes_to_a_view_and_F_saves_one() -> None:
    views = {"guns": View("weapon:artillery", "casualties", "-killed")}
    async with desk(rich_snapshot(), size=(120, 24), wishes=Wishes(views=views)) as d:
        screen = await d.press("f", "enter")
        assert "[2 Casualties 2]" in screen
        assert "sort: killed ↑" in screen
        await d.press("escape", "1", "slash")
        await d.type("kyiv")
        await d.press("enter", "F")
        await d.type("capital")
        assert "saved as capital" in await d.press("enter")
        assert d.app.memory.views["capital"].query == "kyiv"
        await d.press("escape")
        assert "[1 Strikes 1]" in await d.press("f", "j", "enter")


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("casualties", "[2 Casualties"),
        ("sort killed", "sort: killed ↓"),
        ("filter kyiv", "filter: kyiv"),
        ("view guns", "filter: weapon:artillery"),
        ("drill", "Esc back"),
        ("zoom", "1 Strikes"),
        ("hepl", "did you mean help?"),
    ],
)
async def test_the_command_line_knows_the_same_verbs(typed: str, seen: str) -> None:
    async with desk(rich_snapshot(), size=(100, 24), wishes=Wishes(views={"guns": View("weapon:artillery")})) as d:
        await d.press("colon")
        await d.type(typed)
        assert seen in await d.press("enter")


async def test_where_one_was_is_there_again_in_the_next_session() -> None:
    async with desk(rich_snapshot(), size=(100, 24)) as d:
        await d.press("2", "s", "j", "j", "z", "slash")
        await d.type("weapon:")
        memory = recalled(kept(d.app.memory))
    assert memory == d.app.memory
    async with desk(rich_snapshot(), size=(100, 24), memory=memory) as d:
        screen = await d.screen()
        row = d.app.board.under.row
    assert "[2 Casualties" in screen
    assert "sort: killed" in screen
    assert row is not None
    assert row.key == memory.cursors["casualties"]


@pytest.mark.parametrize("data", [b"", b"{", b'{"sorts": 3}', b"\xff\x00"])
def test_a_memory_that_cannot_be_read_is_none(data: bytes) -> None:
    assert recalled(data) == Memory()


async def test_local_times_carry_no_Z() -> None:
    from datetime import timezone

    async with desk(rich_snapshot(), size=(120, 40), wishes=Wishes(zone=timezone(timedelta(hours=2)))) as d:
        screen = await d.screen()
    assert "last good poll 11:03" in screen
    assert "09:03Z" not in screen


# -- rulings and notes -------------------------------------------------------------------------------------------


class Hand:
    """Takes rulings and notes, as the engine does."""

    def __init__(self) -> None:
        self.ruled: list[tuple[Deed, str]] = []
        self.notes: list[tuple[str, str]] = []

    async def rule(self, deed: Deed, why: str) -> str | None:
        self.ruled.append((deed, why))
        return None

    async def note(self, text: str, about: str) -> str | None:
        self.notes.append((text, about))
        return None

    async def rulings(self) -> Sequence[Ruling]:
        return [Ruling("r-1", NOW, "ada", Dismiss("i-gone"), "a film")]

    def places(self, name: str) -> Sequence[Place]:
        return (
            [Place("Sumy", "1", "exact", "UA"), Place("Sumy Oblast", "UA.1", "region", "UA")] if name == "sumy" else []
        )

    @property
    def actions(self) -> Actions:
        return Actions(rule=self.rule, rulings=self.rulings, places=self.places, note=self.note)


@pytest.mark.parametrize(
    ("keys", "answer", "deed"),
    [
        (["j", "v", "j", "J"], "one raid", Merge(("i-kyiv", "i-belgorod"))),
        (["j", "j", "D"], "a film", Dismiss("i-belgorod")),
        (["j", "j", "enter", *["j"] * 14, "X"], "other day", Split("i-belgorod", ("a-2",))),
        (["U", "enter"], "it was none", Undo("r-1")),
    ],
)
async def test_a_ruling_is_made_by_a_key_and_its_reason_is_asked(keys: list[str], answer: str, deed: Deed) -> None:
    """R27."""
    hand = Hand()
    async with desk(rich_snapshot(), size=(120, 40), actions=hand.actions) as d:
        assert "Why?" in await d.press(*keys)
        await d.type(answer)
        assert "done: " in await d.press("enter")
    assert hand.ruled == [(deed, answer)]


@pytest.mark.parametrize(
    ("typed", "keys", "deed"),
    [
        ("2023-12-29", [], Redate("i-kyiv", When((NOW - timedelta(days=2)).date(), "day"))),
        ("sumy", ["j", "enter"], Relocate("i-kyiv", Place("Sumy Oblast", "UA.1", "region", "UA"))),
    ],
)
async def test_a_correction_takes_a_day_or_a_place_and_asks_which(typed: str, keys: list[str], deed: Deed) -> None:
    hand = Hand()
    async with desk(rich_snapshot(), size=(120, 40), actions=hand.actions) as d:
        await d.press("j", "C")
        await d.type(typed)
        await d.press("enter", *keys, "enter")
    assert hand.ruled == [(deed, "")]


@pytest.mark.parametrize("keys", [["j", "v", "j", "J"], ["j", "j", "D"], ["j", "j", "enter", *["j"] * 14, "X"]])
async def test_what_takes_incidents_apart_or_away_wants_a_reason(keys: list[str]) -> None:
    """An empty line asks again, Esc leaves."""
    hand = Hand()
    async with desk(rich_snapshot(), size=(120, 40), actions=hand.actions) as d:
        await d.press(*keys)
        shown = await d.press("enter")
        assert "Why?" in shown
        assert "something must be said" in shown
        assert "Why?" not in await d.press("escape")
    assert hand.ruled == []


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_a_join_shows_what_it_will_give_and_what_stands_before_it_is_confirmed(size: tuple[int, int]) -> None:
    one = incident("i-belgorod", "Belgorod shelling", killed=known(24, 26), outlets=5)
    actions = Hand().actions._replace(foresee=lambda deed: [one])
    async with desk(rich_snapshot(), size=size, actions=actions) as d:
        screen = await d.press("j", "v", "j", "J")
    for line in (
        "then: Belgorod shelling, Sun 31 Dec 2023",
        "killed 24–26, injured –; weak, 5 outlets",
        "now:  Kyiv drone attack, Sun 31 Dec 2023",
        "killed –, injured –; fair, 3 outlets",
        "now:  Belgorod shelling, Sat 30 Dec 2023",
        "killed 21–24↑, injured 108–111; fair, 4 outlets",
        "! they are of different days: Sat 30 Dec 2023, Sun 31 Dec 2023",
        "! they are of different countries: RU, UA",
    ):
        assert line in screen


async def test_a_join_that_stands_is_undone_by_the_name_of_what_it_made() -> None:
    one = incident("i-kyiv", "Kyiv drone attack", aliases=("i-other",))
    hand = Hand()

    async def rulings() -> Sequence[Ruling]:
        return [
            Ruling("r-1", NOW, "ada", Merge(("i-kyiv", "i-other")), "one raid over two towns, says the control room")
        ]

    board = Snapshot(Board(NOW, "x", 1, incidents=(one,)))
    async with desk(board, size=(120, 40), actions=hand.actions._replace(rulings=rulings)) as d:
        line = "09:13Z ada: join 2 incidents: "
        assert f'{line}"Kyiv drone attack" (one raid over two towns' in await d.press("U")


async def test_the_line_for_the_reason_is_in_sight_in_the_smallest_window() -> None:
    async with desk(rich_snapshot(), size=(30, 8), actions=Hand().actions) as d:
        assert "a reason for" in await d.press("j", "v", "j", "J")


def dismissed() -> Snapshot:
    stone = Tombstone(NOW, "ada", "a film", "r-1", 3)
    gone = incident("i-gone", "Odesa blast", "Odesa", killed=known(2, 2), tombstone=stone)
    held = rich_snapshot()
    return msgspec.structs.replace(held, board=msgspec.structs.replace(held.board, dismissed=(gone,)))


@pytest.mark.parametrize("key", ["U", "enter"])
async def test_the_dismissed_are_listed_and_taken_back(key: str) -> None:
    """R27: with who, when, why and how many reports came after; the undo calls it by its name."""
    hand = Hand()
    async with desk(dismissed(), size=(120, 40), actions=hand.actions) as d:
        await d.press("colon")
        await d.type("dismissed")
        listed = await d.press("enter")
        for words in ("Odesa blast", "ada", "a film", "3 reports since"):
            assert words in listed
        assert 'dismiss "Odesa blast". Why?' in await d.press(key)
        await d.press("enter")
    assert hand.ruled == [(Undo("r-1"), "")]


async def test_nothing_dismissed_says_so() -> None:
    async with desk(rich_snapshot(), actions=Hand().actions) as d:
        assert "no incident is dismissed" in await d.press("L")


async def test_the_sample_takes_no_rulings() -> None:
    async with desk(rich_snapshot(sample=True)) as d:
        assert "the sample takes no rulings" in await d.press("D")


async def test_no_sign_of_the_legend_is_cut_at_eighty_columns() -> None:
    async with desk(rich_snapshot(), size=(80, 24)) as d:
        shown = await d.press("question_mark")
        for _ in range(12):
            shown += await d.press("space")
        missing = [line for line in LEGEND.splitlines() if line not in shown]
        assert missing == []


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["J"], "pick the others with v first"),
        (["X"], "open the evidence (Enter)"),
        (["4", "D"], "put the cursor on an incident first"),
        (["3", "v"], "only incidents can be picked"),
    ],
)
async def test_a_ruling_that_cannot_be_made_says_what_to_do(keys: list[str], words: str) -> None:
    async with desk(rich_snapshot(), size=(120, 40), actions=Hand().actions) as d:
        assert words in await d.press(*keys)


async def test_the_sample_is_not_ruled_and_escape_leaves_a_question() -> None:
    hand = Hand()
    async with desk(rich_snapshot(sample=True), actions=hand.actions) as d:
        assert "the sample is not yours to rule" in await d.press("D")
    async with desk(rich_snapshot(), actions=hand.actions) as d:
        await d.press("D", "escape")
        assert "Why?" not in await d.screen()
    assert hand.ruled == []


async def test_a_handover_note_is_about_the_incident_and_H_shows_it() -> None:
    hand = Hand()
    notes = (Note("n", "ada", NOW, "Governor speaks at ten.", "i-belgorod"),)
    async with desk(msgspec.structs.replace(rich_snapshot(), notes=notes), actions=hand.actions) as d:
        assert 'about "Belgorod shelling"' in await d.press("j", "j", "a")
        await d.type("call back")
        await d.press("enter")
        assert hand.notes == [("call back", "i-belgorod")]
        screen = await d.press("H")
        assert "ada · Belgorod shelling" in screen
        assert "Governor speaks at ten." in screen


async def test_a_bookmark_is_kept_and_found_again() -> None:
    marks: list[tuple[str, bool]] = []
    actions = Actions(bookmark=lambda key, on: marks.append((key, on)))
    async with desk(rich_snapshot(), size=(80, 24), actions=actions, saved=["incident:i-kharkiv"]) as d:
        await d.press("j", "b", "slash")
        assert "[1 Strikes 2]" in await d.type("is:saved")
        assert "★    today   Kyiv" in await d.screen()
        await d.press("enter", "b")
    assert marks == [("incident:i-kyiv", True), ("incident:i-kyiv", False)]


@pytest.mark.parametrize(("keys", "end", "holds"), [
    (["E", "enter"], "strikes.md", "| Belgorod |"),
    (["2", "E", "j", "enter"], "casualties.csv", "i-belgorod"),
    (["3", "E", "j", "j", "enter"], "diplomacy.json", '"d-summon"'),
    (["4", "E", "enter"], "wire.md", "Report 3 from the front"),
])  # fmt: skip
async def test_what_is_shown_can_be_exported(keys: list[str], end: str, holds: str) -> None:
    written: dict[str, str] = {}

    def export(name: str, text: str) -> str:
        written[name] = text
        return f"wrote {name}"

    async with desk(rich_snapshot(), size=(120, 24), actions=Actions(export=export)) as d:
        assert f"wrote {end}" in await d.press(*keys)
    assert holds in written[end]


async def test_figures_as_last_shown_are_not_exported_as_those_of_now() -> None:
    actions = Actions(export=lambda name, text: "wrote it")
    async with desk(msgspec.structs.replace(rich_snapshot(), loading=True), size=(120, 24), actions=actions) as d:
        assert "not yet: figures as last shown" in await d.press("E")


async def test_an_export_holds_what_the_filter_shows_and_says_so() -> None:
    written: list[str] = []
    actions = Actions(export=lambda name, text: written.append(text) or "done")  # type: ignore[func-returns-value]  # None
    async with desk(rich_snapshot(), size=(120, 24), actions=actions) as d:
        await d.press("slash")
        await d.type("kyiv")
        await d.press("enter", "E", "enter")
    assert "Belgorod" not in written[0]
    assert "filter: kyiv" in written[0]
    assert "As of 2023-12-31T09:13:00Z" in written[0]


# -- alerts ------------------------------------------------------------------------------------------------------


async def test_an_alert_is_told_once_on_the_screen() -> None:
    wishes = Wishes(alerts=(Alert("deadly", "killed:>=50"),))
    async with desk(rich_snapshot(), size=(120, 40), wishes=wishes) as d:
        assert "ALERT deadly: " in await d.put(revised(60, updated=NOW))
        assert "ALERT deadly: " in await d.press("j"), "pressed just as it came: it is not read yet"
        await d.clock.advance(11)
        await d.press("j")
        assert "ALERT" not in await d.put(revised(61, updated=NOW))


def test_an_alert_can_be_read_without_its_list() -> None:
    pane = pane_by_id("strikes")
    snapshot = revised(60, updated=NOW)
    rows = pane.rows(snapshot)
    said = words(rows[:2], pane.columns, snapshot.calendar)
    assert "killed 60" in said
    assert "(and 1 more)" in said
    unknown = [row for row in rows if row.facts.killed is None]
    assert all("killed –" in words([row], pane.columns, snapshot.calendar) for row in unknown)


def test_a_command_runs_for_what_no_other_dashboard_ran_it_for() -> None:
    alert = Alert("deadly", "killed:>=50", command=("call", "{text}"))
    rules = Wishes(alerts=(alert,)).rules
    snapshot = revised(60, updated=NOW)
    boards = {pane.id: pane.rows(snapshot) for pane in PANES}
    rung: list[str] = []
    granted: list[tuple[str, str]] = []

    def claim(name: str, key: str) -> bool:
        granted.append((name, key))
        return len(granted) == 1

    def heard() -> tuple[str, list[list[str]]]:
        alarm = Alarm((alert,), rules, Told(NOW), lambda: rung.append("bell"), rung.append, claim)
        return at_once(alarm.hear(boards, NOW, snapshot.calendar))

    first, other = heard(), heard()
    ((program, text),) = first[1]
    assert (program, text[:10]) == ("call", "2023-12-31"), "a message is read on another day"
    assert other[1] == [], "its command was run by the other"
    assert other[0].startswith("ALERT deadly: "), "but whoever sits here is told"


async def test_muted_alerts_do_not_ring_and_the_status_line_says_so() -> None:
    wishes = Wishes(alerts=(Alert("deadly", "killed:>=50"),))
    async with desk(rich_snapshot(), size=(120, 40), wishes=wishes) as d:
        assert "alerts muted" in await d.press("A")
        assert "ALERT" not in await d.put(revised(60, updated=NOW))
        await d.press("A")
        assert "ALERT" not in await d.put(revised(61, updated=NOW))


async def test_a_board_of_which_everything_is_stale_says_so_at_any_size() -> None:
    stale = Board(NOW + timedelta(hours=3), "Front", 3, feeds=rich_board().feeds)
    for size in ((120, 40), (30, 8)):
        async with desk(Snapshot(stale, (article(1),)), size=size) as d:
            assert "STALE: no feed has answered" in (await d.screen()).splitlines()[0]
