"""The panes' rows, as data."""

from collections.abc import Sequence
from datetime import timedelta

import msgspec
import pytest
from boards import NOW, action, article, belgorod, incident, known, rich_snapshot, town

from sitrep.model.article import Article
from sitrep.model.incident import Board, Incident, RunningTotal, SideFigure, Step, Toll
from sitrep.model.place import Place
from sitrep.options import PANES as NAMED_PANES
from sitrep.views.calendar import Calendar
from sitrep.views.evidence.detail import detail
from sitrep.views.health import health_line, stale_words, waiting
from sitrep.views.pane import Pane, Row, Snapshot
from sitrep.views.panes import PANES, casualties, diplomacy, feeds, pane_by_id, strikes, totals, wire
from sitrep.views.says import says

TODAY = Calendar.of(NOW)


def said(rows: Sequence[Row]) -> list[str]:
    """Each row as one reads it."""
    lines = [" ".join(cell.text for cell in row.cells(TODAY)) for row in rows]
    return [("└ " if row.depth else "") + " ".join(line.split()) for row, line in zip(rows, lines, strict=True)]


def board(*incidents: Incident, **given: object) -> Snapshot:
    """A snapshot of these incidents."""
    start = Board(NOW, "test", 1, incidents=incidents)
    return Snapshot(msgspec.structs.replace(start, **given))


def test_every_pane_can_be_asked_for_on_the_command_line() -> None:
    assert tuple(pane.id for pane in PANES) == NAMED_PANES


@pytest.mark.parametrize("pane", PANES, ids=lambda pane: pane.id)
def test_every_row_has_a_cell_for_every_column_and_a_key_of_its_own(pane: Pane) -> None:
    rows = pane.rows(rich_snapshot())
    assert rows
    assert {len(row.cells(TODAY)) for row in rows} == {len(pane.columns)}
    assert len({row.key for row in rows}) == len(rows)


@pytest.mark.parametrize("pane", PANES, ids=lambda pane: pane.id)
def test_an_empty_board_has_no_rows_and_a_reason(pane: Pane) -> None:
    assert not pane.rows(board())
    assert pane.empty


def test_panes_are_found_by_id_and_an_unknown_one_is_told_the_known() -> None:
    assert pane_by_id("wire").title == "Wire"
    with pytest.raises(KeyError, match="strikes, casualties"):
        pane_by_id("ticker")


def test_the_strikes_pane_tells_where_by_whom_with_what_and_how_many() -> None:
    rows = said(strikes.PANE.rows(rich_snapshot()))
    assert rows[0] == "09:12Z Kharkiv Russia drone flats – – 1/1"
    assert rows[2] == "! ↕ Sat Belgorod ?Ukraine artillery city centre, ice rink 21–24↑ 108–111 3/4"


def test_an_interception_is_not_shown_as_a_hit() -> None:
    """R18."""
    rows = said(strikes.PANE.rows(rich_snapshot()))
    assert "Sat Moscow, Bryansk +2 Ukraine 32 drones shot down – – 1/1" in rows


def test_a_region_is_marked_as_no_point() -> None:
    """R6."""
    assert any("≈Bryansk Oblast" in row for row in said(strikes.PANE.rows(rich_snapshot())))


def test_parts_stand_under_their_whole_and_are_not_added_to_it() -> None:
    """R15."""
    rows = said(casualties.PANE.rows(rich_snapshot()))
    whole = next(i for i, row in enumerate(rows) if "barrage" in row)
    assert "(of which 16 located) 39+↑" in rows[whole]
    assert rows[whole + 1].startswith("└ ")
    assert "Dnipro missile strike 16" in rows[whole + 1]


def test_a_part_without_its_whole_on_the_board_stands_for_itself() -> None:
    rows = strikes.PANE.rows(board(incident("p", "Part", parent="elsewhere")))
    assert [row.key for row in rows] == ["p"]
    assert "└" not in said(rows)[0]


def test_incidents_that_name_each_other_as_parents_are_all_shown() -> None:
    rows = strikes.PANE.rows(board(incident("a", "A", parent="b"), incident("b", "B", parent="a")))
    assert {row.key for row in rows} == {"a", "b"}


def test_an_incident_without_a_figure_shows_dashes_in_the_casualties_pane() -> None:
    """R12."""
    rows = said(casualties.PANE.rows(board(incident("k", "Kharkiv drone attack"))))
    assert rows == ["today Kharkiv drone attack – – – – no figure weak 1/1"]


def test_an_interception_nobody_counted_has_no_casualties_row() -> None:
    assert not casualties.PANE.rows(board(incident("d", "32 drones shot down", kind="interception")))


def test_a_campaign_total_is_a_row_of_its_own_series() -> None:
    """R16: marked, timed, and a fall is called one."""
    steps = (Step(NOW, 900, 900, None, "North Wire"), Step(NOW, 850, 850, None, "North Wire"))
    total = RunningTotal("Sahel", "killed", 850, 850, "850", None, "North Wire", NOW, steps)
    rows = said(totals.PANE.rows(board(running_totals=(total,))))
    assert rows == ["Σ ↕ 09:13Z Sahel (revised down) killed 850 900 North Wire"]


def test_a_restatement_is_no_news_and_a_new_toll_is() -> None:
    """R4."""
    before = incident("i", "x", killed=known(2, 2))
    restated = msgspec.structs.replace(before, updated=NOW, outlets=5, articles=("a", "b"))
    raised = msgspec.structs.replace(before, killed=known(3, 3))
    versions = [strikes.PANE.rows(board(i))[0].version for i in (before, restated, raised)]
    assert versions[0] == versions[1] != versions[2]


def test_the_diplomacy_pane_tells_who_does_what_to_whom() -> None:
    rows = said(diplomacy.PANE.rows(rich_snapshot()))
    assert rows[0] == "↩ Sat Russia requests UN Security Council meeting 1/1"
    assert rows[1] == "Fri Poland summons Russia airspace 1/1"


def test_an_answer_without_words_says_what_it_answers() -> None:
    """R33."""
    snapshot = board(incident("i", "Belgorod shelling"), actions=(action("d", "UN", "condemn", answers="i"),))
    assert "on Belgorod shelling" in said(diplomacy.PANE.rows(snapshot))[0]


def test_the_wire_shows_what_each_article_was_counted_in() -> None:
    rows = said(wire.PANE.rows(rich_snapshot()))
    assert rows[0] == "09:13Z North Wire Report 0 from the front"
    assert rows[1] == "◆ 09:12Z North Wire Report 1 from the front Belgorod shelling"


def test_a_time_nobody_stated_is_marked() -> None:
    """R29."""
    unstated: Article = article(1, published=None, published_basis="first seen")
    assert said(wire.PANE.rows(Snapshot(board().board, (unstated,))))[0].startswith("~09:13Z")


@pytest.mark.parametrize(
    ("spoken", "shown"), [("uk", "[uk] Report"), ("en", "Report"), ("und", "Report"), ("", "Report")]
)
def test_an_article_in_a_language_nobody_reads_is_marked(spoken: str, shown: str) -> None:
    row = said(wire.PANE.rows(Snapshot(board().board, (article(1, language=spoken),))))[0]
    assert f"North Wire {shown}" in row


def test_feeds_in_trouble_stand_first_and_say_what_is_wrong() -> None:
    rows = said(feeds.PANE.rows(rich_snapshot()))
    assert rows[0] == "GONE Old Post – – – gone for good (410)"
    assert rows[1] == "FAILING Ridge Radio – – 09:20Z no answer (timeout)"
    assert rows[2].startswith("STALE Volga Line")
    assert rows[-1] == "ok North Wire 30 09:03Z 09:08Z"


def test_the_status_line_counts_feeds_and_tells_the_last_good_poll() -> None:
    health = rich_snapshot().board.feeds
    assert health_line(health[:3], NOW) == "2/3 feeds ok, 1 stale · last good poll 09:03Z"
    assert health_line(health[:2], NOW) == "2/2 feeds ok · last good poll 09:03Z"
    assert health_line((), NOW) == "no feeds"
    assert health_line(health, NOW, 30) == "2/6 ok, 3 in trouble 09:03Z"
    assert health_line(health, NOW, 26) == "2/6 ok 09:03Z"


@pytest.mark.parametrize("room", range(0, 90, 5))
def test_the_status_line_never_takes_more_room_than_it_has(room: int) -> None:
    assert len(health_line(rich_snapshot().board.feeds, NOW, room)) <= room


def test_a_board_that_no_feed_has_answered_for_long_says_that_it_is_stale() -> None:
    health = rich_snapshot().board.feeds[:2]
    assert stale_words(health, NOW + timedelta(minutes=15)) == ""
    assert stale_words(health, NOW + timedelta(minutes=60)) == "STALE: no feed has answered since 09:03Z (70 min ago)"
    assert stale_words((), NOW) == ""


def test_a_stalled_board_says_how_old_its_last_good_poll_is() -> None:
    health = rich_snapshot().board.feeds[:2]
    assert health_line(health, NOW + timedelta(minutes=40)).endswith("09:03Z (50 min ago)")
    assert "h ago" in health_line(health, NOW + timedelta(hours=6))


def test_an_empty_board_names_the_feed_it_waits_for() -> None:
    health = rich_snapshot().board.feeds[3:]
    words = "waiting for the first feed: 2 of 3 asked, Ridge Radio: no answer (timeout), next try 09:20Z"
    assert waiting(health) == words
    assert waiting(()) == "no feeds are configured"
    assert "belongs here" in waiting(rich_snapshot().board.feeds)


def test_places_on_two_sides_of_a_border_are_both_named() -> None:
    two = incident("i", "x", places=(town("Belgorod", "RU"), town("Kharkiv")))
    assert strikes.where(two) == "Belgorod, Kharkiv"


def test_the_region_around_a_named_town_is_left_out() -> None:
    country = Place("Ukraine", "UA", "country", "UA")
    odesa = Place("Odesa", "698740", "exact", "UA", ("UA.17", "UA"))
    assert strikes.where(incident("i", "x", places=(odesa, country))) == "Odesa"
    assert strikes.where(incident("i", "x", places=(country,))) == "≈Ukraine"
    assert strikes.where(incident("i", "A label", places=())) == "A label"


def test_whoever_gives_the_figure_that_stands_is_named_before_one_who_lags() -> None:
    """R9, R20."""
    late = msgspec.structs.replace(belgorod().ledger[0], at=NOW, low=14, high=14, speaker="an early count")
    telling = msgspec.structs.replace(belgorod(), ledger=(*belgorod().ledger, late))
    assert says(telling).startswith("24: Volga Line · ")
    assert "Moscow · 14: an early count" in says(telling)


def test_a_figure_that_stands_on_one_origin_is_seen_beside_a_lower_one_of_several() -> None:
    """R9 lets it stand, R21 counts origins; a word its own origin has replaced is none."""
    told = [("a", 14, 14, 1), ("b", 21, None, 2), ("c", 21, None, 3), ("d", 21, None, 4), ("a", 24, 24, 5)]
    ledger = tuple(
        msgspec.structs.replace(
            belgorod().ledger[0],
            origin=name,
            outlet=name,
            speaker=None,
            low=low,
            high=high,
            at=NOW + timedelta(hours=n),
        )
        for name, low, high, n in told
    )
    lone = msgspec.structs.replace(belgorod(), killed=known(24, 24), ledger=ledger)
    assert says(lone) == "24 (1 origin): a · 21+ (3): d"
    shown = detail(board(lone), "strikes", lone.id)
    assert "newest words: 24 from 1 origin, 21+ from 3 origins" in "\n".join(line.text for line in shown.lines)


def test_nobody_hurt_is_said_in_words() -> None:
    first = msgspec.structs.replace(
        belgorod().ledger[0], kind="unspecified", low=0, high=0, text="no casualties", speaker=None, outlet="Post"
    )
    none = Toll(0, 0, 0, "none", (), "none")
    quiet = msgspec.structs.replace(belgorod(), killed=none, injured=none, ledger=(first,))
    assert says(quiet) == "none: Post"


def test_both_sides_own_figures_stand_and_a_claim_about_the_enemy_says_so() -> None:
    """R23, R25."""
    sides = (
        SideFigure("RU", 24, 24, "24", "the governor", "Volga Line", NOW),
        SideFigure("UA", 50, None, "at least 50", "Kyiv's army", "Harbour Press", NOW, enemy=True),
    )
    both = msgspec.structs.replace(belgorod(), killed=msgspec.structs.replace(belgorod().killed, sides=sides))
    assert says(both) == "RU 24 · UA claims 50+ · 108 injured: Harbour Press"
    lines = [line.text for line in detail(board(both), "strikes", both.id).lines]
    assert 'RU says    24 · "24", the governor, via Volga Line, 2023-12-31 09:13Z' in lines
    assert (
        "UA says    50+ of its enemy's, a claim · \"at least 50\", Kyiv's army, via Harbour Press, 2023-12-31 09:13Z"
        in lines
    )


def test_an_unplaced_incident_names_what_it_might_be_of() -> None:
    """R6."""
    lost = incident("i", "Coast strike", candidates=("Odesa, 29 Dec", "Mykolaiv, 29 Dec"))
    lines = [line.text for line in detail(board(lost), "strikes", lost.id).lines]
    assert "UNPLACED   in no sum: it might be any of Odesa, 29 Dec; Mykolaiv, 29 Dec" in lines


def test_a_part_of_a_toll_that_fell_elsewhere_names_its_place() -> None:
    north, south = (
        Place(name, key, "region", "RU", ("RU",)) for name, key in (("Belgorod", "RU.1"), ("Bryansk", "RU.2"))
    )
    russia = Place("Russia", "RU", "country", "RU")
    one = msgspec.structs.replace(belgorod().ledger[0], scope="part", place=south)
    two = incident("i", "x", places=(north, russia), ledger=(one,))
    assert strikes.where(two) == "≈Belgorod, ≈Bryansk"
    assert strikes.where(incident("i", "x", places=(russia,), ledger=(one,))) == "≈Russia"


def test_a_long_course_keeps_its_first_and_its_last_steps() -> None:
    """R13."""
    steps = tuple(Step(NOW, n, n, None, "North Wire") for n in (14, 18, 21, 24, 20))
    assert casualties.course(msgspec.structs.replace(known(20, 20), history=steps)) == "14 → … → 24 → 20"
