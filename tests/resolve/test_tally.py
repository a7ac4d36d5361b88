"""From many voices to one toll: R8-R14, R23, R25, R31."""

from datetime import timedelta

from builders import at
from hypothesis import given
from hypothesis import strategies as st

from sitrep.model.claim import Kind, Scope
from sitrep.model.incident import UNKNOWN, Figure
from sitrep.resolve.tally import tally


def figure(
    low: int | None,
    high: int | None = -1,
    *,
    hours: float = 0,
    origin: str = "harbour post",
    speaker: str | None = None,
    text: str = "",
    kind: Kind = "killed",
    scope: Scope = "incident",
    flags: tuple[str, ...] = (),
    who: str | None = None,
    article: str = "",
    start: int = 0,
    quote: str = "A sentence with a figure.",
) -> Figure:
    return Figure(
        at=at(hours),
        kind=kind,
        low=low,
        high=low if high == -1 else high,
        text=text or str(low),
        scope=scope,
        outlet=origin,
        origin=origin,
        article=article or f"{origin}@{hours}",
        quote=quote,
        start=start,
        end=start + 5,
        who=who,
        speaker=speaker,
        flags=flags,
    )


def test_r23_a_side_has_its_newest_word_and_no_count_that_lags_behind_it() -> None:
    said = [
        figure(21, None, hours=1, speaker="Russian officials", origin="a"),
        figure(24, hours=2, speaker="the governor of Russia's Belgorod region", origin="b"),
        figure(21, None, hours=3, speaker="Russian officials", origin="c"),
    ]
    assert [(s.side, s.low) for s in tally(said, "killed").sides] == [("RU", 24)]


def test_r12_no_mention_is_unknown_and_never_zero() -> None:
    assert tally([], "killed") == UNKNOWN
    assert tally([figure(4, kind="injured")], "killed").status == "unknown"


def test_r12_nobody_hurt_said_by_somebody_is_none_with_its_speaker() -> None:
    toll = tally([figure(0, speaker="the mayor")], "killed")
    assert (toll.status, toll.best, toll.text, toll.history[0].speaker) == ("none", 0, "none", "the mayor")


def test_r12_a_count_takes_the_place_of_an_early_none() -> None:
    toll = tally([figure(0, speaker="the mayor"), figure(3, hours=4, origin="b")], "killed")
    assert (toll.low, toll.best, toll.high) == (3, 3, 3)


def test_r8_bare_casualties_are_never_deaths() -> None:
    assert tally([figure(30, kind="unspecified")], "killed").status == "unknown"


def test_r9_a_later_higher_figure_with_a_source_supersedes_the_earlier() -> None:
    toll = tally([figure(21), figure(24, hours=2, origin="b", speaker="the governor, Pavlo Ruban")], "killed")
    assert (toll.low, toll.best, toll.high, toll.text) == (24, 24, 24, "24")


def test_r9_a_later_higher_figure_without_a_source_widens_the_range_and_the_lowest_is_best() -> None:
    toll = tally([figure(21), figure(24, hours=2, origin="b")], "killed")
    assert (toll.low, toll.best, toll.high, toll.text) == (21, 21, 24, "21-24")


def test_r9_the_newest_figure_of_two_origins_is_best() -> None:
    toll = tally([figure(21), figure(24, hours=2, origin="b"), figure(24, hours=3, origin="c")], "killed")
    assert (toll.best, toll.low, toll.high) == (24, 21, 24)


def test_r9_a_later_lower_figure_of_another_voice_is_lag() -> None:
    said = [
        figure(57, speaker="Governor Maria Holub"),
        figure(50, hours=5, origin="b"),
        figure(52, hours=6, origin="c"),
    ]
    assert tally(said, "killed").best == 57


def test_r9_a_later_lower_figure_that_says_it_corrects_is_a_revision() -> None:
    toll = tally([figure(57, speaker="Maria Holub"), figure(50, hours=5, origin="b", flags=("revised",))], "killed")
    assert (toll.best, toll.flags) == (50, ("revised",))


def test_r9_a_toll_that_is_said_to_have_risen_needs_no_named_source() -> None:
    risen = figure(59, hours=9, origin="b", quote="The death toll has risen to 59.")
    assert tally([figure(57, speaker="Maria Holub"), risen], "killed").best == 59


def test_r10_at_least_is_a_floor_and_up_to_is_a_ceiling_that_is_no_best() -> None:
    floor = tally([figure(21, None)], "killed")
    assert (floor.low, floor.high, floor.text) == (21, None, "at least 21")
    ceiling = tally([figure(None, 30, text="up to 30")], "killed")
    assert (ceiling.low, ceiling.best, ceiling.high, ceiling.text) == (None, None, 30, "up to 30")


def test_r10_flags_stay_on_the_number() -> None:
    assert tally([figure(39, flags=("expected to rise",))], "killed").flags == ("expected to rise",)


def test_r11_vague_words_are_shown_as_words() -> None:
    assert tally([figure(12, None, text="dozens")], "killed").text == "dozens"


def test_r11_dozens_after_a_count_says_nothing_new() -> None:
    assert tally([figure(39), figure(12, None, text="dozens", hours=3)], "killed").text == "39"


def test_r13_a_later_figure_of_one_voice_replaces_and_may_fall() -> None:
    toll = tally([figure(23, hours=1), figure(20, hours=5)], "killed")
    assert (toll.low, toll.best, toll.high) == (20, 20, 20)
    assert [s.low for s in toll.history] == [23, 20]


def test_r13_more_than_fifty_after_57_does_not_lower_the_toll() -> None:
    assert tally([figure(57), figure(50, None, hours=8)], "killed").best == 57


def test_r14_a_class_of_victims_is_part_of_the_whole() -> None:
    toll = tally([figure(60), figure(13, origin="b", hours=1, who="US troops")], "killed")
    assert (toll.low, toll.best) == (60, 60)


def test_r14_parts_are_never_added() -> None:
    said = [figure(2), figure(1, scope="part", start=9), figure(1, scope="part", start=19)]
    assert tally(said, "killed").best == 2


def test_r25_who_claims_to_have_killed_a_commander_disputes_no_toll() -> None:
    dead = figure(4, speaker="the health ministry", who="people")
    claim = figure(
        1, origin="b", speaker="the raiders' army", who="a commander", text="a commander", flags=("claimed",)
    )
    toll = tally([dead, claim], "killed")
    assert (toll.low, toll.best, toll.high, toll.flags) == (4, 4, 4, ("claimed",))
    many = figure(9, origin="b", speaker="the raiders' army", who="fighters", flags=("claimed",))
    assert "disputed" in tally([dead, many], "killed").flags


def test_r23_a_claim_about_the_enemy_makes_no_count_of_its_own_side_stale() -> None:
    claim = figure(300, who="soldiers", speaker="Ukrainian army", flags=("claimed",))
    own = [figure(n, hours=h, origin="state", speaker="Russian ministry") for h, n in ((2, 63), (9, 89))]
    toll = tally([claim, *own], "killed")
    assert (toll.low, toll.best, toll.high) == (89, 89, 89)
    assert "claimed" in toll.flags
    assert [step.low for step in toll.history] == [63, 89]


def test_r23_a_belligerents_word_on_its_enemy_is_shown_but_not_in_best() -> None:
    toll = tally([figure(200, speaker="the army", flags=("claimed",))], "killed")
    assert (toll.best, toll.low, toll.flags, toll.status) == (None, 200, ("claimed",), "known")


def test_r25_two_speakers_in_conflict_both_stand_and_nothing_is_averaged() -> None:
    said = [
        figure(10, speaker="Hill Front", article="x", start=0),
        figure(4, speaker="the Coast Guard of Arl", article="x", start=50),
    ]
    toll = tally(said, "killed")
    assert (toll.low, toll.high, toll.best) == (4, 10, 4)
    assert "disputed" in toll.flags


def test_r31_a_jump_from_one_origin_is_held_as_disputed() -> None:
    toll = tally([figure(12), figure(4460, hours=3, origin="b", speaker="the agency")], "killed")
    assert (toll.best, toll.flags) == (12, ("disputed",))


def test_r31_a_jump_that_another_origin_bears_out_counts() -> None:
    said = [figure(12), figure(60, hours=3, speaker="Ana Reyes"), figure(62, hours=4, origin="b", speaker="Ana Reyes")]
    assert tally(said, "killed").best == 62


def test_r31_a_toll_that_equals_a_number_of_things_is_held() -> None:
    toll = tally([figure(9), figure(28, origin="b", speaker="police", flags=("equals another quantity",))], "killed")
    assert (toll.best, "disputed" in toll.flags) == (9, True)


numbers = st.integers(0, 500)
figures = st.builds(
    lambda low, extra, hours, origin, speaker: figure(
        low, None if extra < 0 else low + extra, hours=hours, origin=origin, speaker=speaker
    ),
    numbers,
    st.integers(-1, 20),
    st.integers(0, 72),
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from([None, "the governor", "Olha Bondar"]),
)


@given(st.lists(figures, min_size=1, max_size=12))
def test_r9_a_tally_never_exceeds_its_largest_voice(said: list[Figure]) -> None:
    toll = tally(said, "killed")
    top = max(max(f.low or 0, f.high or 0) for f in said)
    assert max(n for n in (toll.low, toll.best, toll.high, 0) if n is not None) <= top
    if toll.low is not None and toll.high is not None:
        assert toll.low <= toll.high
    if toll.best is not None and toll.low is not None:
        assert toll.best >= toll.low


@given(st.lists(figures, min_size=1, max_size=12), st.randoms())
def test_r7_a_tally_knows_no_order(said: list[Figure], dice: object) -> None:
    mixed = list(said)
    dice.shuffle(mixed)  # type: ignore[attr-defined]  # Hypothesis hands out a Random
    assert tally(mixed, "killed") == tally([*said, *said], "killed")


def test_times_are_only_compared_never_read() -> None:
    late = figure(5, hours=timedelta(days=400).total_seconds() / 3600)
    assert tally([late], "killed").best == 5


def test_r13_a_plunge_without_a_word_of_why_is_a_part_and_no_revision() -> None:
    assert tally([figure(15), figure(2, hours=9)], "killed").best == 15
    assert tally([figure(15), figure(2, hours=9, flags=("revised",))], "killed").best == 2
    assert tally([figure(5), figure(1, hours=9)], "killed").best == 1


def test_r25_two_speakers_of_one_article_are_a_range_and_no_revision() -> None:
    said = [
        figure(4, 6, speaker="Governor Ilan Moro", article="x", start=0),
        figure(7, speaker="the rescue service", article="x", start=80),
    ]
    toll = tally(said, "killed")
    assert (toll.low, toll.high, "disputed" in toll.flags) == (4, 7, True)
    assert len(toll.history) == 1


def test_r9_a_later_lower_figure_of_another_voice_is_lag_and_no_step() -> None:
    said = [
        figure(14, speaker="the fire brigade"),
        figure(24, hours=4, origin="b", speaker="the coroner"),
        figure(21, None, hours=6, origin="c"),
    ]
    toll = tally(said, "killed")
    assert [(s.low, s.high) for s in toll.history] == [(14, 14), (24, 24)]
    assert (toll.low, toll.high) == (24, 24)


def test_r13_a_voices_own_fall_and_rise_are_steps_though_others_speak_between() -> None:
    said = [
        figure(23, speaker="the coroner"),
        figure(20, hours=2, speaker="the coroner"),
        figure(18, hours=3, origin="b"),
        figure(22, hours=5, speaker="the coroner"),
    ]
    assert [s.low for s in tally(said, "killed").history] == [23, 20, 22]
