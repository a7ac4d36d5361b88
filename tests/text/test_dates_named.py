"""Days a text names, held against its publication (R5, R29)."""

import itertools
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.text.dates import dates

FRIDAY = datetime(2024, 5, 10, 12, tzinfo=UTC)


def found(text: str, published: datetime | None = FRIDAY) -> list[tuple[str, str, str | None]]:
    return [(text[d.start : d.end], str(d.when.day), d.when.precision) for d in dates(text, published)]


@pytest.mark.parametrize(
    ("sentence", "day", "precision"),
    [
        ("on Friday", "2024-05-10", "day"),
        ("on Thursday night", "2024-05-09", "day"),
        ("on Saturday", "2024-05-04", "day"),
        ("last Friday", "2024-05-03", "day"),
        ("yesterday", "2024-05-09", "day"),
        ("the day before yesterday", "2024-05-08", "day"),
        ("drones came overnight", "2024-05-10", "day"),
        ("the army's night shelling of the port", "2024-05-10", "day"),
        ("overnight into Thursday", "2024-05-09", "day"),
        ("earlier today", "2024-05-10", "day"),
        ("this morning", "2024-05-10", "day"),
        ("last night", "2024-05-09", "day"),
        ("three days ago", "2024-05-07", "day"),
        ("14 hours ago", "2024-05-09", "day"),
        ("two weeks ago", "2024-04-22", "week"),
        ("on 3 May", "2024-05-03", "day"),
        ("on May 3rd", "2024-05-03", "day"),
        ("on Dec. 29", "2023-12-29", "day"),
        ("on 1 June", "2024-06-01", "day"),
        ("since the Hamas attack on 7 October", "2023-10-07", "day"),
        ("the harvest fair of 7 October", "2023-10-07", "day"),
        ("on 1 July", "2023-07-01", "day"),
        ("on Friday, 3 May 2024", "2024-05-03", "day"),
        ("March 4, 2019", "2019-03-04", "day"),
        ("the 4th of March 2019", "2019-03-04", "day"),
        ("28.10.2022", "2022-10-28", "day"),
        ("2022-10-28", "2022-10-28", "day"),
        ("12/29/2023", "2023-12-29", "day"),
        ("earlier this week", "2024-05-06", "week"),
        ("last week", "2024-04-29", "week"),
        ("over the weekend", "2024-04-29", "week"),
        ("last month", "2024-04-01", "month"),
        ("in March", "2024-03-01", "month"),
        ("in November", "2023-11-01", "month"),
        ("in May", "2024-05-01", "month"),
        ("in May 2021", "2021-05-01", "month"),
        ("They will meet on Tuesday", "2024-05-14", "day"),
        ("Ministers to visit Ankara on Tuesday", "2024-05-14", "day"),
        ("Envoys flew to Cairo to meet rebels on Tuesday", "2024-05-07", "day"),
    ],
)
def test_a_named_day_is_held_against_publication(sentence: str, day: str, precision: str) -> None:
    assert [(d, p) for _, d, p in found(sentence)] == [(day, precision)]


@pytest.mark.parametrize(
    "sentence",
    [
        "It may rain; they march on; an august body",
        "the Sunday Times wrote",
        "sales on Black Friday",
        "every Monday",
        "on Fridays",
        "USA Today reported",
        "in 2014",
        "at 10 km",
        "on 31 February",
        "next Friday",
        "on 3/4/2023",
    ],
)
def test_what_names_no_past_day_gives_none(sentence: str) -> None:
    assert found(sentence) == []


def test_a_day_may_lean_on_the_one_named_before() -> None:
    text = (
        "On Wednesday a depot burned. The previous day had been calm; the following day a bridge fell. "
        "Hours later rain came."
    )
    assert [d for _, d, _ in found(text)] == ["2024-05-08", "2024-05-07", "2024-05-08", "2024-05-08"]


def test_without_publication_only_full_dates_count() -> None:
    text = "On Friday, on 3 May, yesterday, in March, and on 9 August 2020."
    assert [d for _, d, _ in found(text, None)] == ["2020-08-09"]


def test_late_in_the_utc_day_tomorrows_name_is_today_in_the_east() -> None:
    late = datetime(2024, 5, 10, 22, tzinfo=UTC)
    assert found("on Saturday", late)[0][1] == "2024-05-11"
    assert found("on Friday", late)[0][1] == "2024-05-10"


@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            ["on", "Friday", "29", "February", "last", "next", "2020-13-41", "99", "days", "ago", "May", "31", "June"]
        )
    ).map(" ".join),
    st.none() | st.datetimes(timezones=st.just(UTC)),
)
def test_any_text_at_any_time_gives_sound_days(text: str, published: datetime | None) -> None:
    mentions = dates(text, published)
    assert all(isinstance(m.when.day, date) and 0 <= m.start < m.end <= len(text) for m in mentions)
    assert all(a.end <= b.start for a, b in itertools.pairwise(mentions))


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("Israel, two years after the Oct 7 attack", datetime(2025, 12, 1, tzinfo=UTC), date(2023, 10, 7)),
        ("the harvest fair of 7 October", datetime(2025, 12, 1, tzinfo=UTC), date(2025, 10, 7)),
        ("rockets hit Israel on 7 October", datetime(2025, 10, 9, tzinfo=UTC), date(2025, 10, 7)),
        ("Russia's invasion of 24 February", datetime(2024, 6, 1, tzinfo=UTC), date(2022, 2, 24)),
    ],
)
def test_a_day_known_by_itself_is_of_its_own_year_unless_it_is_news(text: str, published: datetime, day: date) -> None:
    assert [d.when.day for d in dates(text, published)] == [day]
