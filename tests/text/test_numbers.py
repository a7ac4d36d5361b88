"""Numbers as worded: floors, caps, ranges, vague words, and what is no count at all (R10, R11)."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.text.document import NumberRole
from sitrep.text.numbers import numbers


@pytest.mark.parametrize(
    ("sentence", "text", "low", "high"),
    [
        ("The blast killed 14 people.", "14", 14, 14),
        ("At least 37 were hurt.", "At least 37", 37, None),
        ("The raid left no fewer than nine dead.", "no fewer than nine", 9, None),
        ("More than 1,250 fled.", "More than 1,250", 1250, None),
        ("well over 60 drones were seen", "well over 60", 60, None),
        ("upwards of forty homes", "upwards of forty", 40, None),
        ("40 or more civilians died", "40 or more", 40, None),
        ("some put it at 300+ victims", "300+", 300, None),
        ("The toll passes 900.", "passes 900", 900, None),
        ("up to 25 soldiers", "up to 25", None, 25),
        ("as many as 25 soldiers", "as many as 25", None, 25),
        ("fewer than ten survived", "fewer than ten", None, 10),
        ("no more than six were hurt", "no more than six", None, 6),
        ("about 70 dead", "about 70", 70, 70),
        ("some 400 villagers", "some 400", 400, 400),
        ("nearly two dozen wounded", "nearly two dozen", 24, 24),
        ("at least some 80 cars", "at least some 80", 80, None),
        ("between 15 and 20 bodies", "between 15 and 20", 15, 20),
        ("from five to seven houses burned", "from five to seven", 5, 7),
        ("8 to 10 rockets", "8 to 10", 8, 10),
        ("30-35 wounded", "30-35", 30, 35),
        ("two or three men died", "two or three", 2, 3),
        ("about 3 to 4 million people", "about 3 to 4 million", 3_000_000, 4_000_000),
        ("twenty-one miners", "twenty-one", 21, 21),
        ("a hundred and five families", "a hundred and five", 105, 105),
        ("two hundred and fifty thousand people", "two hundred and fifty thousand", 250_000, 250_000),
        ("1.2 million refugees", "1.2 million", 1_200_000, 1_200_000),
        ("2.3m people", "2.3m", 2_300_000, 2_300_000),
        ("1\u00a0234 civilians", "1\u00a0234", 1234, 1234),
        ("12 345 civilians", "12 345", 12_345, 12_345),
        ("half a dozen cars", "half a dozen", 6, 6),
        ("a dozen cars", "a dozen", 12, 12),
        ("more than a dozen cars", "more than a dozen", 12, None),
        ("dozens were hurt", "dozens", 12, None),
        ("scores of people fled", "scores", 20, None),
        ("Hundreds dead", "Hundreds", 100, None),
        ("tens of thousands of people", "tens of thousands", 10_000, None),
        ("hundreds of thousands of people", "hundreds of thousands", 100_000, None),
        ("several dozen people", "several dozen", 36, None),
        ("several people", "several", 3, None),
        ("a few people", "a few", 3, None),
        ("many people were hurt", "many", 3, None),
        ("a couple of guards", "a couple of", 2, 2),
        ("one man died", "one", 1, 1),
        ("one of them died", "one", 1, 1),
        ("the toll rose from 12 to 19", "19", 19, 19),
        ("brings the total since October 2023 to 61,900 killed", "61,900", 61900, 61900),
        ("the count since 2019 to 4,100 dead", "4,100", 4100, 4100),
        ("between 2000 and 3000 people", "between 2000 and 3000", 2000, 3000),
        ("1500 people marched in 2000 villages", "1500", 1500, 1500),
        ("2000 people were displaced", "2000", 2000, 2000),
        ("In Sumy, 20 were killed", "20", 20, 20),
    ],
)
def test_a_count_is_read_with_its_qualifiers(sentence: str, text: str, low: int | None, high: int | None) -> None:
    counts = [n for n in numbers(sentence) if n.role == "count"]
    assert (text, low, high) in [(n.count.text, n.count.low, n.count.high) for n in counts]


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("the 21st brigade", "ordinal"),
        ("the twenty-first day", "ordinal"),
        ("a 55-year-old driver", "age"),
        ("a nine-year-old", "age"),
        ("Pavlo Marchenko, 61, was killed", "age"),
        ("Olena (34) survived", "age"),
        ("children under 12.", "age"),
        ("women, ages 25,", "age"),
        ("worth $3bn", "money"),
        ("£785m in aid", "money"),
        ("500 dollars each", "money"),
        ("for three days", "time"),
        ("a 12-hour raid", "time"),
        ("five straight nights", "time"),
        ("at 5.30pm", "time"),
        ("40 km away", "distance"),
        ("300m away", "distance"),
        ("900 tonnes of grain", "distance"),
        ("a 155mm shell", "distance"),
        ("60 per cent", "percent"),
        ("60% of homes", "percent"),
        ("in 2014", "year"),
        ("the 1980s", "year"),
        ("on 14 June", "year"),
        ("on June 14", "year"),
        ("on 14.06.2021", "year"),
        ("S-300 launchers", "other"),
        ("a Su-34 crashed", "other"),
        ("F-16s arrived", "other"),
        ("Covid-19 spread", "other"),
        ("resolution 2735", "other"),
        ("article 5", "other"),
        ("the 3-1 win", "other"),
        ("two-thirds of homes", "other"),
        ("one of the worst raids", "other"),
        ("no one was hurt", "other"),
        ("call 555-0142 now", "other"),
        ("the 400 block of Hill Road", "other"),
    ],
)
def test_what_counts_nothing_says_so(sentence: str, role: NumberRole) -> None:
    assert numbers(sentence)[0].role == role


@pytest.mark.parametrize(
    "sentence", ["a man was killed", "an attack", "how many died?", "as many soldiers", "he scores twice"]
)
def test_articles_and_questions_are_no_numbers(sentence: str) -> None:
    assert numbers(sentence) == ()


def test_the_former_figure_of_a_change_counts_nothing() -> None:
    former, present = numbers("The toll was lowered from 95 to 84.")
    assert (former.count.low, former.role) == (95, "other")
    assert (present.count.low, present.role) == (84, "count")


def test_a_number_does_not_run_over_the_end_of_a_line() -> None:
    assert [n.count.low for n in numbers("Toll reaches twenty\nOne man died")] == [20, 1]


WORDS = st.lists(
    st.sampled_from(
        [
            "at",
            "least",
            "up",
            "to",
            "between",
            "and",
            "from",
            "to",
            "or",
            "more",
            "than",
            "20",
            "3,000",
            "1.5",
            "million",
            "dozen",
            "dozens",
            "hundred",
            "a",
            "few",
            "one",
            "two",
            "twenty",
            "-",
            ",",
            ".",
            "$",
            "%",
            "km",
            "years",
            "old",
            "in",
            "2014",
            "May",
            "killed",
            "people",
            "\n",
            "under",
            "-year-old",
            "5-7",
            "99999999999999999999",
        ]
    ),
    max_size=16,
).map(" ".join)


@given(st.one_of(WORDS, st.text(max_size=60)))
def test_numbers_lie_in_order_inside_the_text_and_say_what_they_cover(text: str) -> None:
    found = numbers(text)
    assert all(text[n.start : n.end] == n.count.text for n in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(n.count.low is None or n.count.high is None or n.count.low <= n.count.high for n in found)


@given(st.integers(0, 10**12))
def test_a_figure_with_separators_is_that_figure(value: int) -> None:
    (found,) = numbers(f"There were {value:,} cases")
    assert found.count.low == found.count.high == value or found.role != "count"
