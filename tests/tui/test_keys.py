"""What the keys do, read off the screen."""

from collections.abc import Awaitable, Callable

import msgspec
import pytest
from boards import NOW, article, feeds, incident, rich_board, rich_snapshot
from screens import Desk, desk
from textual.events import Key

from sitrep.model.incident import Board
from sitrep.tui.keys import KEYS, MOVES
from sitrep.tui.seam import Actions
from sitrep.views.pane import Snapshot

SIZES = [(80, 24), (120, 40), (200, 60), (30, 8)]


def opener(opened: list[str], works: bool = True) -> Callable[[str], Awaitable[bool]]:
    """A browser that notes what it was given."""

    async def note(url: str) -> bool:
        opened.append(url)
        return works

    return note


def with_incident(**given: object) -> Snapshot:
    """The rich board with one more incident on top."""
    board = rich_board()
    new = incident("i-new", "Odesa missile strike", "Odesa", **given)
    return Snapshot(msgspec.structs.replace(board, incidents=(new, *board.incidents)), rich_snapshot().articles)


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_screen_tells_what_happened_at_any_size(size: tuple[int, int]) -> None:
    async with desk(rich_snapshot(), size=size) as d:
        screen = await d.screen()
    assert "Kharkiv" in screen
    assert "21–24" in screen
    assert "sitrep" in screen


@pytest.mark.parametrize("size", [*SIZES, (20, 3), (12, 2), (3, 1), (250, 10), (25, 70)])
async def test_every_pane_opens_at_any_size(size: tuple[int, int]) -> None:
    async with desk(rich_snapshot(), size=size) as d:
        for key in "12345":
            assert len((await d.press(key)).split("\n")) == size[1]
            await d.press("enter")
            await d.press("escape")


async def test_the_window_may_change_its_size_at_any_moment() -> None:
    async with desk(rich_snapshot(), size=(120, 40)) as d:
        await d.press("j", "j")
        for width, height in [(30, 8), (200, 60), (80, 24)]:
            await d.pilot.resize_terminal(width, height)
            assert "Belgorod" in await d.screen()


@pytest.mark.parametrize("size", SIZES[:3])
async def test_the_row_under_the_cursor_shows_its_evidence(size: tuple[int, int]) -> None:
    async with desk(rich_snapshot(), size=size) as d:
        screen = await d.press("j", "j")
    assert "Belgorod shelling · Sat 30 Dec 2023" in screen
    assert "KILLED     21–24" in screen


@pytest.mark.parametrize(
    ("keys", "label"),
    [
        (["j"], "Kyiv drone attack"),
        (["down", "down", "up"], "Kyiv drone attack"),
        (["j", "j", "k"], "Kyiv drone attack"),
        (["G"], "Sevastopol missile strike"),
        (["end", "home"], "Kharkiv drone attack"),
        (["G", "g"], "Kharkiv drone attack"),
        (["ctrl+d"], "32 drones shot down"),
        (["ctrl+d", "ctrl+u"], "Kharkiv drone attack"),
        (["pagedown"], "Sevastopol missile strike"),
        (["space", "pageup"], "Kharkiv drone attack"),
        (["k"], "Kharkiv drone attack"),
    ],
)
async def test_vim_keys_and_arrows_move_the_cursor(keys: list[str], label: str) -> None:
    async with desk(rich_snapshot(), size=(80, 24)) as d:
        assert f"{label} ·" in await d.press(*keys)


@pytest.mark.parametrize(
    ("keys", "tab"),
    [
        (["2"], "[2 Casualties 7]"),
        (["5"], "[5 Feeds 6]"),
        (["tab"], "[2 Casualties 7]"),
        (["l", "right"], "[3 Diplomacy 3]"),
        (["shift+tab"], "[7 Totals 1]"),
        (["3", "h"], "[2 Casualties 7]"),
        (["3", "left", "1"], "[1 Strikes 8]"),
    ],
)
async def test_digits_tab_and_arrows_turn_to_a_pane(keys: list[str], tab: str) -> None:
    async with desk(rich_snapshot(), size=(80, 24)) as d:
        assert tab in await d.press(*keys)


async def test_enter_goes_to_the_evidence_and_escape_comes_back_and_never_quits() -> None:
    async with desk(rich_snapshot(), size=(30, 8)) as d:
        inside = await d.press("j", "j", "enter")
        assert "Belgorod shelling" in inside
        assert "Kyiv" not in inside
        outside = await d.press("escape", "escape", "escape")
        assert "Kyiv" in outside
        assert d.app.is_running


@pytest.mark.parametrize("opens", ["/", ":"])
async def test_what_is_typed_in_one_burst_with_the_key_of_a_line_stands_in_the_line(opens: str) -> None:
    names = {"/": "slash", ":": "colon", " ": "space"}
    async with desk(rich_snapshot()) as d:
        for character in f"{opens}town q":
            d.app.post_message(Key(names.get(character, character), character))
        assert (await d.screen()).splitlines()[-1].strip() == f"{opens}town q"
        assert d.app.is_running


async def test_the_filter_narrows_while_one_types_and_escape_clears_it() -> None:
    async with desk(rich_snapshot(), size=(80, 24)) as d:
        await d.press("slash")
        screen = await d.type("weapon:artillery")
        assert "[1 Strikes 2]" in screen
        assert "Kharkiv" not in screen
        kept = await d.press("enter", "j")
        assert "filter: weapon:artillery" in kept
        assert "[1 Strikes 8]" in await d.press("escape")


async def test_keys_are_letters_while_the_filter_is_typed() -> None:
    async with desk(rich_snapshot(), size=(80, 24)) as d:
        await d.press("slash")
        await d.type("qdnz1")
        assert d.app.is_running
        assert "filter: qdnz1" in await d.screen()


async def test_a_filter_that_finds_nothing_says_so() -> None:
    async with desk(rich_snapshot(), size=(120, 40)) as d:
        await d.press("slash")
        assert 'nothing matches "atlantis" (8 rows hidden' in await d.type("atlantis")


async def test_a_term_that_makes_no_sense_is_named_in_the_status_line() -> None:
    async with desk(rich_snapshot(), size=(120, 40)) as d:
        await d.press("slash")
        assert "killed: wants a number" in await d.type("killed:many")


async def test_feeds_are_filtered_apart_from_what_they_bring() -> None:
    async with desk(rich_snapshot(), size=(80, 24)) as d:
        await d.press("5", "slash")
        screen = await d.type("ridge")
        assert "[5 Feeds 1]" in screen
        assert "1 Strikes 2" in screen


async def test_what_arrives_is_unread_until_the_cursor_reaches_it() -> None:
    async with desk(rich_snapshot(), size=(120, 40)) as d:
        assert "new" not in (await d.screen()).splitlines()[0]
        screen = await d.put(with_incident())
        assert "● 1 new" in screen
        assert "●" in await d.line("today   Odesa  ")
        screen = await d.press("n")
        assert "Odesa missile strike ·" in screen
        assert "● 1 new" not in screen


async def test_n_goes_on_to_the_next_pane_that_has_something_unread() -> None:
    async with desk(rich_snapshot(), size=(80, 24)) as d:
        wire = (article(99, "A late report"), *rich_snapshot().articles)
        assert "4 Wire●" in await d.put(Snapshot(rich_board(), wire))
        screen = await d.press("n")
        assert "[4 Wire 41]" in screen
        assert "A late report" in screen
        assert "nothing unread" in await d.press("n")


async def test_a_revised_toll_is_unread_again() -> None:
    async with desk(with_incident(), size=(80, 24)) as d:
        assert "new" not in (await d.screen()).splitlines()[0]
        assert "▲ 1 revised" in await d.put(with_incident(grade="contested"))
        assert "▲" in await d.line("today   Odesa  ")


async def test_all_can_be_marked_as_read() -> None:
    async with desk(Snapshot(Board(NOW, "Eastern front", 0)), size=(120, 40)) as d:
        assert "● 52 new" in await d.put(rich_snapshot())
        assert "52 unread; M again" in await d.press("M")
        assert "50 unread; M again" in await d.press("j", "k", "M")  # asked anew: another key was pressed
        assert "new" not in (await d.press("M")).splitlines()[0]
        assert any(key.startswith("incident:i-kyiv") for key in d.app.seen)


async def test_o_opens_the_link_of_the_row_and_of_the_evidence_under_the_cursor() -> None:
    opened: list[str] = []
    async with desk(rich_snapshot(), size=(120, 40), opener=opener(opened)) as d:
        assert "opened https://north.example/belgorod" in await d.press("j", "j", "o")
        await d.press("enter", *["j"] * 14, "o")
        assert opened == ["https://north.example/belgorod", "https://harbour.example/22"]


async def test_without_a_browser_the_link_is_shown_and_copied() -> None:
    async with desk(rich_snapshot(), size=(120, 40), opener=opener([], works=False)) as d:
        assert "no browser here; copied: https://north.example/belgorod" in await d.press("j", "j", "o")
        assert d.app.clipboard == "https://north.example/belgorod"


async def test_y_copies_the_line_with_its_speaker_and_link() -> None:
    async with desk(rich_snapshot(), size=(120, 40)) as d:
        assert "copied (terminal): Belgorod shelling" in await d.press("j", "j", "y")
        assert "https://volga.example/24" in d.app.clipboard


async def test_y_in_the_evidence_copies_the_sentence_under_the_cursor() -> None:
    async with desk(rich_snapshot(), size=(120, 40)) as d:
        await d.press("j", "j", "enter", *["j"] * 14, "y")
        assert "The governor put the dead of Saturday's shelling at 22" in d.app.clipboard
        assert "Harbour Press" in d.app.clipboard


async def test_r_polls_c_picks_a_situation_and_d_shows_the_sample() -> None:
    asked: list[str] = []
    actions = Actions(
        poll_now=lambda: asked.append("poll"),
        situations=lambda: ["Eastern front", "Sahel [b]"],
        pick_situation=lambda name: asked.append(name),
        offer_sample=lambda: asked.append("sample"),
    )
    async with desk(rich_snapshot(), actions=actions) as d:
        assert "polling now" in await d.press("r")
        assert "Sahel [b]" in await d.press("c")
        await d.press("j", "enter", "d")
        await d.press("c", "escape")
    assert asked == ["poll", "Sahel [b]", "sample"]


@pytest.mark.parametrize("key", ["r", "c", "d", "J", "X", "D", "C", "U", "a", "E"])
async def test_what_is_not_on_offer_says_so(key: str) -> None:
    async with desk(rich_snapshot()) as d:
        before = await d.screen()
        after = await d.press(key)
    assert after.splitlines()[-1] != before.splitlines()[-1]


async def test_a_note_stands_until_the_next_key() -> None:
    async with desk(rich_snapshot()) as d:
        assert "copied" in await d.press("y")
        assert "copied" not in await d.press("j")


async def test_z_gives_the_whole_screen_to_one_pane_and_back() -> None:
    async with desk(rich_snapshot(), size=(120, 40)) as d:
        assert "─ 2 Casualties" not in await d.press("z")
        assert "─ 2 Casualties" in await d.press("z")
        assert "─ 2 Casualties" in await d.press("z", "escape")


async def test_the_help_names_every_key_and_every_sign() -> None:
    async with desk(rich_snapshot(), size=(120, 96)) as d:
        screen = await d.press("question_mark")
        for binding in (*MOVES, *KEYS):
            assert binding.description in screen
        for sign in "●!~▲↕✓★Σ◆↩≈":
            assert sign in screen
        assert "Kharkiv" in await d.press("escape")
        assert d.app.is_running


async def test_every_binding_has_an_id_of_its_own() -> None:
    ids = [binding.id for binding in (*MOVES, *KEYS)]
    assert None not in ids
    assert len(set(ids)) == len(ids)


async def test_every_command_is_in_the_palette() -> None:
    async with desk(rich_snapshot()) as d:
        titles = {command.title for command in d.app.get_system_commands(d.app.screen)}
    assert {binding.description for binding in KEYS if binding.id not in ("palette", "back")} <= titles


async def test_q_quits() -> None:
    async with desk(rich_snapshot()) as d:
        await d.pilot.press("q")
        assert not d.app.is_running or d.app.return_code == 0


@pytest.mark.parametrize("size", SIZES)
async def test_the_sample_says_in_every_pane_that_it_is_not_live(size: tuple[int, int]) -> None:
    async with desk(rich_snapshot(sample=True), size=size) as d:
        for key in "12345":
            screen = await d.press(key)
            in_sight = [t for t in d.app.query("RowTable") if t.display]
            detail = [t for t in d.app.query("DetailLines") if t.display]
            assert screen.count("SAMPLE - NOT LIVE") >= len(in_sight) + len(detail)
        assert "SAMPLE - NOT LIVE" in await d.press("enter")


async def test_an_empty_board_names_the_feed_it_waits_for() -> None:
    empty = Snapshot(Board(NOW, "Eastern front", 0, feeds=feeds()[3:]))
    async with desk(empty, size=(80, 24), actions=Actions(offer_sample=lambda: None)) as d:
        screen = " ".join((await d.screen()).replace("┃", " ").split())
    assert "waiting for the first feed: 2 of 3 asked, Ridge Radio: no answer (timeout), next try 09:20Z" in screen
    assert "d shows the bundled sample" in screen


async def test_one_pane_alone_keeps_to_itself() -> None:
    async with desk(rich_snapshot(), size=(30, 8), pane="casualties", solo=True) as d:
        assert "sitrep·casualties" in await d.screen()
        assert "shows one pane" in (await d.press("1")).replace("\n", "")
        assert "sitrep·casualties" in await d.press("tab")


async def test_a_key_map_of_the_readers_own_rebinds_by_id() -> None:
    async with desk(rich_snapshot(), size=(80, 24)) as d:
        d.app.set_keymap({"zoom": "f5", "cursor.down": "e"})
        assert "Kyiv drone attack ·" in await d.press("e")


async def test_markup_and_escapes_in_a_headline_are_shown_as_they_are() -> None:
    hostile = article(1, "[red]not red[/] [link=x]no[/link] \x1b[31mescape\x07 $(rm)")
    async with desk(Snapshot(rich_board(), (hostile,)), size=(120, 40)) as d:
        screen = await d.press("4", "z")
    assert "[red]not red[/] [link=x]no[/link]  [31mescape  $(rm)" in screen


async def test_many_changes_at_once_are_painted_once() -> None:
    async with desk(rich_snapshot()) as d:
        painted: list[int] = []
        original = d.live.snapshot

        def counted() -> Snapshot:
            painted.append(1)
            return original()

        d.live.snapshot = counted  # type: ignore[method-assign]  # the fake counts how often it is asked
        for _ in range(500):
            d.live.put(with_incident())
        await d.clock.advance(1)
    assert len(painted) <= 2


async def test_the_status_line_tells_how_the_feeds_fare_and_ages_by_the_minute() -> None:
    async with desk(Snapshot(Board(NOW, "Front", 3, feeds=feeds()[:3])), size=(120, 40)) as d:
        assert "2/3 feeds ok, 1 stale · last good poll 09:03Z" in await d.screen()
        later = Board(NOW.replace(hour=10), "Front", 3, feeds=feeds()[:3])
        d.live.now = Snapshot(later)
        await d.clock.advance(61)
        assert "STALE: no feed has answered since 09:03Z (70 min ago)" in await d.screen()


async def mouse_click(d: Desk, x: int, y: int) -> str:
    """A click at that cell of the strikes pane."""
    await d.pilot.click("#strikes", offset=(x, y))
    return await d.screen()


async def test_a_click_selects_a_row() -> None:
    async with desk(rich_snapshot(), size=(80, 24)) as d:
        assert "Kyiv drone attack ·" in await mouse_click(d, 10, 3)


@pytest.mark.parametrize("width", [30, 80, 120])
async def test_a_board_as_it_was_last_shown_says_so_at_every_width(width: int) -> None:
    snapshot = msgspec.structs.replace(rich_snapshot(), loading=True)
    async with desk(snapshot, size=(width, 24)) as d:
        assert "LOADING" in (await d.screen()).splitlines()[0]
    nothing = msgspec.structs.replace(snapshot, board=Board(NOW, "x", 0))
    async with desk(nothing, size=(width, 24)) as d:
        assert "what was kept is being" in await d.screen()


@pytest.mark.parametrize("width", [30, 80, 120])
async def test_trouble_with_what_is_kept_stands_in_the_status_line_at_every_width(width: int) -> None:
    snapshot = msgspec.structs.replace(rich_snapshot(), trouble="the journal can't be written (disk full)")
    async with desk(snapshot, size=(width, 24)) as d:
        assert "! the journal can't" in (await d.screen()).splitlines()[0]


@pytest.mark.parametrize("width", [30, 40, 60, 80, 100, 120, 200])
async def test_the_footer_names_first_what_is_wanted_most(width: int) -> None:
    async with desk(rich_snapshot(), size=(width, 30)) as d:
        foot = (await d.screen()).splitlines()[-1]
        assert "w since" in foot
        assert foot.endswith("? help  q quit")
        if width >= 80:
            wanted = ("w since I looked", "n next", "Enter evidence", "/ filter", "Tab pane")
            assert all(hint in foot for hint in wanted)


async def test_a_filter_and_what_is_new_are_told_before_trouble_and_a_typed_line_says_what_it_is() -> None:
    snapshot = msgspec.structs.replace(rich_snapshot(), trouble="sitrep reread: 18,000 articles read by other rules")
    async with desk(snapshot, size=(80, 24)) as d:
        assert "filter: kyiv  ! sitrep reread: 18,000" in (await d.press("/", *"kyiv")).splitlines()[0]
        assert (await d.screen()).splitlines()[-1].startswith(" /kyiv")
        await d.press("enter", "/", *"killed:1")  # narrows further
        assert "filter: kyiv killed:1" in (await d.screen()).splitlines()[0]
        await d.press("escape", ":")
        assert (await d.screen()).splitlines()[-1].startswith(" :")
