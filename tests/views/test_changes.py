"""What is new between two boards: every revision with its old and its new figure, nothing told twice."""

import json
from datetime import date
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from boards import NOW, action, at, belgorod, feeds, incident, known, rich_board
from builders import KHARKIV, NOON, day, killed, split, strike, told
from hypothesis import given
from hypothesis import strategies as st

from sitrep.model.health import Health
from sitrep.model.incident import UNKNOWN, Action, Attribution, Board, Incident, RunningTotal, Toll, Tombstone
from sitrep.model.when import When
from sitrep.store import Store
from sitrep.views.printed.changes import Change, change_form, change_line, changes, spoken, spoken_toll

EMPTY = Board(NOW, "", 0)


def board(*incidents: Incident, **fields: Any) -> Board:
    """A board of these incidents."""
    return Board(NOW, "", 1, incidents=incidents, **fields)


def revised(before: Toll, after: Toll, **fields: Any) -> list[Change]:
    """The changes when an incident's killed change."""
    old, new = incident("i-1", "Kharkiv strike", killed=before), incident("i-1", "Kharkiv strike", killed=after)
    new = msgspec.structs.replace(new, **fields)
    return list(changes(board(old), board(new)))


def only(found: list[Change] | tuple[Change, ...]) -> Change:
    """The one change there is."""
    (change,) = found
    return change


def figures(toll: Toll) -> tuple[str, int | None, int | None]:
    """A toll without how it came about."""
    return toll.status, toll.low, toll.high


def test_a_board_has_no_news_against_itself() -> None:
    assert changes(rich_board(), rich_board()) == ()


def test_everything_on_a_first_board_is_new() -> None:
    new = changes(EMPTY, rich_board())
    kinds = [change.change for change in new]
    assert kinds.count("new_incident") == len(rich_board().incidents)
    assert kinds.count("new_act") == len(rich_board().actions)
    assert kinds.count("running_total") == 1


def test_the_oldest_is_told_first() -> None:
    told = [c.id for c in changes(EMPTY, rich_board()) if c.change == "new_incident"]
    assert told == [i.id for i in reversed(rich_board().incidents)]


def test_a_new_strike_is_told_in_a_sentence_with_its_speaker_and_link() -> None:
    change = only(changes(EMPTY, board(belgorod())))
    assert change.text == (
        "New strike: Belgorod shelling, Sat 30 Dec 2023; by Ukraine (accused by Russia); killed 21 to 24; "
        "injured 108 to 111; Volga Line and officials in Moscow, via North Wire; fair, 3 independent voices."
    )
    assert change_line(change).startswith("2023-12-31 09:13Z New strike: ")
    assert change_line(change).split()[-2:] == [voice.url for voice in change.voices]
    form = change_form(change)
    assert [voice["speaker"] for voice in form["voices"]] == [None, "officials in Moscow"]
    assert form["voices"][0] == {key: form[key] for key in ("speaker", "outlet", "quote", "url")}


def test_a_figure_nobody_gave_is_not_known_and_never_0() -> None:
    text = only(changes(EMPTY, board(incident("i-1", "Kharkiv strike")))).text
    assert "killed not known; injured not known" in text
    assert "nobody named" in text


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (UNKNOWN, known(4, 4), "First figure for killed: 4: "),
        (known(21, None), known(24, 24), "Killed revised from at least 21 to 24: "),
        (known(24, 24), known(21, 21), "Killed revised down from 24 to 21: "),
        (known(21, 24), known(24, 24), "Killed revised from a range of 21 to 24 to 24: "),
        (known(None, 30), known(12, 30), "Killed revised from up to 30 to a range of 12 to 30: "),
        (known(12, None, text="dozens"), known(31, 31, text="31"), "Killed revised from dozens to 31: "),
        (known(3, 3), Toll(0, 0, 0, "0", (), "none"), "Killed revised down from 3 to none: "),
        (known(9, 9), UNKNOWN, "Figure for killed withdrawn: 9 before, now not known: "),
        (known(9, 9), known(9, 9, flags=("disputed",)), "Figure for killed, 9, is now disputed: "),
        (known(9, 9, flags=("disputed",)), known(9, 9), "Figure for killed, 9, is no longer disputed: "),
        (known(9, 9), known(90, 90, flags=("disputed",)), "Killed revised from 9 to 90, disputed: "),
    ],
)
def test_a_revision_tells_old_and_new(before: Toll, after: Toll, sentence: str) -> None:
    change = revised(before, after)[0]
    assert change.change == "toll"
    assert change.text.startswith(sentence)
    assert (change.counted, change.old, change.new) == ("killed", before, after)


def test_a_restatement_is_no_change() -> None:
    assert revised(known(4, 4), known(4, 4, flags=("expected to rise",)), outlets=5, articles=("a", "b")) == []


def test_a_revision_names_the_newest_voice_of_its_kind() -> None:
    before = msgspec.structs.replace(belgorod(), injured=known(100, 100))
    change = only(changes(board(before), board(belgorod())))
    (voice,) = change.voices
    assert (change.counted, voice.outlet, voice.quote) == ("injured", "Harbour Press", "Doctors treated 108 people.")


def test_a_grade_and_an_attribution_that_change_are_told() -> None:
    old = incident("i-1", "Kharkiv strike")
    new = incident(
        "i-1", "Kharkiv strike", grade="fair", origins=2, attackers=(Attribution("Russia", "accused", "Kyiv"),)
    )
    graded, named = changes(board(old), board(new))
    assert graded.text.startswith(
        "Grade of Kharkiv strike, Sun 31 Dec 2023: weak before, now fair, 2 independent voices"
    )
    assert named.text.endswith(": nobody named before, now Russia (accused by Kyiv).")


def test_another_place_or_day_than_was_told_is_told() -> None:
    old, new = (
        incident("i-1", "Orlan drone attack", place="Orlan"),
        incident("i-1", "Sarmin drone attack", place="Sarmin"),
    )
    moved = only(changes(board(old), board(new)))
    assert (moved.change, moved.old, moved.new) == ("place", "Orlan", "Sarmin")
    assert moved.text == "Place of Sarmin drone attack, Sun 31 Dec 2023: Orlan before, now Sarmin."
    later = msgspec.structs.replace(new, when=When(date(2024, 1, 1), "day"))
    dated = only(changes(board(new), board(later)))
    assert dated.text == "Day of Sarmin drone attack: Sun 31 Dec 2023 before, now Mon 1 Jan 2024."


def test_a_report_that_is_taken_back_is_told_as_withdrawn() -> None:
    old = incident("i-1", "Kharkiv strike", killed=known(9, 9))
    stone = Tombstone(NOW, "Ridge Wire", "Retraction: strike on the school")
    gone = only(changes(board(old), board(msgspec.structs.replace(old, grade="discounted", tombstone=stone))))
    assert (gone.change, gone.new) == ("withdrawn", "discounted")
    assert gone.text.startswith(
        "Withdrawn: Kharkiv strike, Sun 31 Dec 2023; killed 9 as told before, in no sum now; Ridge"
    )


def test_two_incidents_that_become_one_are_told_once() -> None:
    one, two = incident("i-1", "Kharkiv strike"), incident("i-2", "Kharkiv blast")
    both = incident("i-1", "Kharkiv strike", aliases=("i-2",))
    change = only(changes(board(one, two), board(both)))
    assert (change.change, change.old, change.new) == ("merged", "i-2", "i-1")


def test_an_incident_under_a_new_id_is_not_new() -> None:
    old = incident("i-1", "Kharkiv strike", killed=known(4, 4))
    new = incident("i-2", "Kharkiv strike", killed=known(6, 6), aliases=("i-1",))
    change = only(changes(board(old), board(new)))
    assert (change.change, change.id, change.text[:30]) == ("toll", "i-2", "Killed revised from 4 to 6: Kh")


def test_what_is_no_longer_counted_is_told() -> None:
    before = board(incident("i-1", "Kharkiv strike"), actions=(action("d-1", "Poland", "summon", target="Russia"),))
    gone, act = changes(before, EMPTY)
    assert (gone.change, act.change) == ("withdrawn", "withdrawn")
    assert gone.text.startswith("No longer counted: Kharkiv strike, Sun 31 Dec 2023")
    assert act.text.startswith("No longer counted: Poland summons Russia, Sat 30 Dec 2023")


def test_an_act_is_told_once() -> None:
    first = action("d-1", "Poland", "summon", target="Russia", about="airspace")
    change = only(changes(EMPTY, board(actions=(first,))))
    assert (
        change.text == "New act: Poland summons Russia, about airspace, Sat 30 Dec 2023; a spokeswoman, via Volga Line."
    )
    again = Action(**{f: getattr(first, f) for f in first.__struct_fields__} | {"outlets": 4})
    assert changes(board(actions=(first,)), board(actions=(again,))) == ()


def test_a_running_total_is_its_own_series_and_tells_what_it_was() -> None:
    old = RunningTotal("North", "killed", 900, None, "more than 900", "the ministry", "North Wire", at(8))
    new = RunningTotal("North", "killed", 880, 880, "880", "the ministry", "North Wire", at(9))
    change = only(changes(board(running_totals=(old,)), board(running_totals=(new,))))
    assert change.text == (
        "Running total of killed, North: 880, at least 900 before; the ministry, via North Wire; "
        "not part of any incident."
    )


def test_a_feed_that_fails_and_one_that_is_back_are_told_and_a_first_answer_is_not() -> None:
    url = "https://north.example/rss"
    new, ok = Health("North Wire", url), Health("North Wire", url, "ok", NOW)
    bad = Health("North Wire", url, "failing", NOW, "no answer")
    assert changes(board(feeds=(new,)), board(feeds=(ok,))) == ()
    assert (
        only(changes(board(feeds=(ok,)), board(feeds=(bad,)))).text
        == "Feed North Wire: ok before, now failing: no answer."
    )
    assert only(changes(board(feeds=(bad,)), board(feeds=(ok,)))).text == "Feed North Wire: failing before, now ok."


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (None, None, "not known"),
        (21, 21, "21"),
        (21, None, "at least 21"),
        (None, 30, "up to 30"),
        (1000, 2000, "1,000 to 2,000"),
    ],
)
def test_figures_are_words_that_can_be_read_aloud(low: int | None, high: int | None, words: str) -> None:
    assert spoken(low, high) == words


def test_a_vague_word_stays_a_word() -> None:
    assert spoken_toll(known(12, None, text="dozens")) == "dozens"


def test_a_line_has_no_glyph_that_a_screen_reader_would_have_to_guess() -> None:
    for change in changes(EMPTY, msgspec.structs.replace(rich_board(), feeds=feeds())):
        assert not set(change_line(change)) & set("–≈▲~└Σ↩◆≤→")
        assert "\n" not in change_line(change)


def test_the_form_is_json_and_holds_the_thing_itself() -> None:
    for change in changes(EMPTY, rich_board()):
        form = change_form(change)
        assert json.loads(msgspec.json.encode(form)) == form
        assert (form["item"] is None) == (form["change"] == "feed")
        assert form["text"] == change.text


def test_the_form_of_a_revision_holds_old_and_new() -> None:
    form = change_form(revised(UNKNOWN, known(4, None, text="at least 4"))[0])
    assert form["old"] == {"low": None, "best": None, "high": None, "text": "", "status": "unknown"}
    assert form["new"] == {"low": 4, "best": 4, "high": None, "text": "at least 4", "status": "known"}


STORY = [
    told("a-1", strike(KHARKIV, when=day()), killed(4, None, KHARKIV, when=day()), hours=-5),
    told("a-2", strike(KHARKIV, when=day()), killed(6, 6, KHARKIV, when=day()), hours=-4, outlet="North Wire"),
    told("a-3", strike(KHARKIV, when=day()), killed(5, 5, KHARKIV, when=day()), hours=-3, outlet="North Wire"),
    told("a-4", strike(KHARKIV, when=day()), killed(7, 7, KHARKIV, when=day()), hours=-2, outlet="Volga Line"),
]


@given(st.permutations(STORY), st.sets(st.integers(1, 3)))
def test_told_in_any_portions_the_last_figure_told_is_the_one_on_the_board(story: list[Any], cuts: set[int]) -> None:
    store, before, said = Store(), EMPTY, UNKNOWN
    edges = [0, *sorted(cuts), len(story)]
    for start, end in pairwise(edges):
        store.commit(*split(story[start:end]))
        now = store.board(NOON)
        for change in changes(before, now):
            if change.change == "new_incident" and isinstance(change.item, Incident):
                said = change.item.killed
            elif change.change == "toll" and isinstance(change.new, Toll):
                assert isinstance(change.old, Toll)
                assert figures(change.old) == figures(said)
                said = change.new
        before = now
    assert figures(said) == figures(before.incidents[0].killed)


def test_a_revision_names_the_voice_that_gave_the_new_figure_not_who_spoke_last() -> None:
    first, second = belgorod().ledger[0], belgorod().ledger[2]
    late = msgspec.structs.replace(first, at=at(15, 0), speaker=None, outlet="Late Paper")
    change = only(revised(known(21, None), known(24, 24), ledger=(first, second, late)))
    assert (change.voices[0].outlet, change.voices[0].quote) == ("Volga Line", second.quote)
    assert "Volga Line" in change.text
    assert "Late Paper" not in change.text


def test_a_range_of_two_voices_names_both() -> None:
    first, second = belgorod().ledger[1], belgorod().ledger[2]
    change = only(revised(UNKNOWN, known(22, 24), ledger=(first, second)))
    assert "; Volga Line and the governor, via Harbour Press; " in change.text
