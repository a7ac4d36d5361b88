"""How values are put into few words."""

from datetime import UTC, date, datetime

import pytest
from boards import NOW, at, belgorod, incident, known, rich_board
from msgspec.structs import replace

from sitrep.model.incident import UNKNOWN, Attribution, Figure, Toll
from sitrep.model.when import When
from sitrep.views.calendar import Calendar
from sitrep.views.panes.cells import by_whom, figure_cell, marks
from sitrep.views.says import one_voice
from sitrep.views.wording import act_words, day_long, disputed, figure, interval, major, third_person

TODAY = date(2023, 12, 31)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (21, 21, "21"),
        (21, None, "21+"),
        (None, 30, "≤30"),
        (21, 24, "21–24"),
        (12_300, None, "12,300+"),
        (0, 0, "0"),
        (None, None, "–"),
    ],
)
def test_a_range_stays_a_range(low: int | None, high: int | None, said: str) -> None:
    assert interval(low, high) == said


@pytest.mark.parametrize(
    ("toll", "said"),
    [
        (UNKNOWN, "–"),
        (Toll(0, 0, 0, "0", (), "none"), "none"),
        (known(12, None, text="dozens"), "dozens"),
        (known(39, 39, text="39", flags=("expected to rise",)), "39↑"),
        (known(21, None, text="at least 21"), "21+"),
    ],
)
def test_unknown_is_a_dash_and_a_spoken_none_is_not(toll: Toll, said: str) -> None:
    """R11, R12."""
    assert figure(toll) == said
    assert "0" not in figure(UNKNOWN)


def test_a_disputed_figure_carries_a_glyph_not_only_a_colour() -> None:
    """R25."""
    cell = figure_cell(known(5, 9, flags=("disputed",)))
    assert cell.text == "~5–9"
    assert cell.tone == "warn"


def test_marks_are_glyphs_for_major_disputed_and_revised() -> None:
    assert marks(belgorod()).text == "! ↕"
    assert marks(incident("i", "Quiet")).text == "   "
    assert marks(incident("i", "Contested", grade="contested")).text == " ~ "
    gone = incident("i", "Refuted", grade="discounted", killed=known(40, 40))
    assert marks(gone).text == "×  ", "forty dead whom nobody counts any more are nothing major"


def test_a_floor_of_ten_killed_is_major_and_an_upper_bound_is_not() -> None:
    assert major(incident("i", "x", killed=known(10, None)))
    assert not major(incident("i", "x", killed=known(None, 30)))


def test_rival_figures_make_an_incident_disputed() -> None:
    assert disputed(incident("i", "x", injured=known(1, 9, flags=("disputed",))))


@pytest.mark.parametrize(
    ("attackers", "said"),
    [
        ((), "–"),
        ((Attribution("Russia", "stated"),), "Russia"),
        ((Attribution("Ukraine", "accused", "Russia"),), "?Ukraine"),
        ((Attribution("Hamas", "claimed"),), "Hamas"),
        ((Attribution("Ukraine", "accused", "Russia"), Attribution("Ukraine", "denied", "Kyiv")), "?Ukraine"),
        ((Attribution("Ukraine", "accused", "Russia"), Attribution("Ukraine", "claimed")), "Ukraine"),
        ((Attribution("India", "accused"), Attribution("Pakistan", "accused")), "?India/?Pakistan"),
    ],
)
def test_who_is_only_accused_stands_with_a_question_mark(attackers: tuple[Attribution, ...], said: str) -> None:
    """R24."""
    assert by_whom(attackers).text == said


@pytest.mark.parametrize(
    ("when", "short", "long"),
    [
        (When(), "undated", "undated"),
        (When(date(2023, 12, 31), "day"), "today", "Sun 31 Dec 2023"),
        (When(date(2023, 12, 31), "hour", at(9, 12)), "09:12Z", "Sun 31 Dec 2023 about 09:12Z"),
        (When(date(2023, 12, 30), "day"), "Sat", "Sat 30 Dec 2023"),
        (When(date(2023, 12, 26), "day"), "Tue", "Tue 26 Dec 2023"),
        (When(date(2023, 12, 25), "day"), "25 Dec", "Mon 25 Dec 2023"),
        (When(date(2023, 12, 9), "day"), "9 Dec", "Sat 9 Dec 2023"),
        (When(date(2024, 1, 2), "day"), "2 Jan", "Tue 2 Jan 2024"),
        (When(date(2022, 3, 16), "day"), "16Mar22", "Wed 16 Mar 2022"),
        (When(date(2023, 12, 25), "week"), "w/25Dec", "week of 25 Dec 2023"),
        (When(date(2023, 11, 1), "month"), "Nov", "Nov 2023"),
        (When(date(2022, 11, 1), "month"), "Nov 22", "Nov 2022"),
    ],
)
def test_a_date_shows_its_precision(when: When, short: str, long: str) -> None:
    """R5, R29."""
    assert Calendar(TODAY).when(when) == short
    assert len(short) <= 7
    assert day_long(when) == long


def test_a_moment_of_another_day_says_which() -> None:
    assert Calendar(TODAY).long(at(9, 5)) == "09:05Z"
    assert Calendar(TODAY).long(at(9, 5, day=30)) == "30 Dec 09:05Z"
    assert Calendar(date(2025, 1, 1)).long(at(9, 5)) == "31 Dec 2023 09:05Z"


@pytest.mark.parametrize(
    ("verb", "said"),
    [("summon", "summons"), ("veto", "vetoes"), ("deny", "denies"), ("cut ties", "cuts ties"), ("convey", "conveys")],
)
def test_a_verb_is_bent_for_its_actor(verb: str, said: str) -> None:
    assert third_person(verb) == said


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (When(date(2023, 12, 31), "day"), "2023-12-31"),
        (When(date(2023, 12, 27), "day"), "2023-12-27"),
        (When(date(2023, 12, 31), "hour", datetime(2023, 12, 31, 9, 12, tzinfo=UTC)), "2023-12-31 09:12Z"),
        (When(date(2023, 12, 25), "week"), "week of 2023-12-25"),
        (When(date(2023, 12, 1), "month"), "2023-12"),
        (When(), "undated"),
    ],
)
def test_what_is_kept_has_its_dates_in_full(when: When, said: str) -> None:
    assert Calendar.of(datetime(2023, 12, 31, 12, tzinfo=UTC), kept=True).when(when) == said


def test_one_office_of_one_incident_is_named_once() -> None:
    def said(speaker: str | None, outlet: str) -> Figure:
        return Figure(NOW, "killed", 9, 9, "9", "incident", outlet, outlet, outlet, "Nine.", 0, 4, speaker=speaker)

    assert one_voice(said("Orvil the mayor", "A"), said("city's mayor", "B"))
    assert not one_voice(said("the mayor", "A"), said(None, "A"))
    assert not one_voice(said(None, "A"), said(None, "B"))


@pytest.mark.parametrize(
    ("actor", "mode", "target", "words"),
    [
        ("Poland", "summon", "Russia", "Poland summons Russia"),
        ("Norway", "give aid", "Sudan", "Norway gives aid to Sudan"),
        ("Norway", "plan to give aid", "Sudan", "Norway plans to give aid to Sudan"),
        ("Norway", "give aid", None, "Norway gives aid"),
        ("Togo", "cut ties", "Ghana", "Togo cuts ties with Ghana"),
        ("UN", "call on", "Mali", "UN calls on Mali"),
        ("Chad", "talks", "Niger", "Chad holds talks with Niger"),
        ("Chad", "plan talks", "Niger", "Chad plans talks with Niger"),
    ],
)
def test_an_act_is_told_as_a_sentence(actor: str, mode: str, target: str | None, words: str) -> None:
    assert act_words(replace(rich_board().actions[0], actor=actor, mode=mode, target=target)) == words
