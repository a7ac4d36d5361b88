"""Publication times as feeds write them (METHOD.md R29)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.feeds.dates import published, stated

FETCHED = datetime(2026, 9, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "utc"),
    [
        ("Thu, 24 Sep 2026 02:27:00 GMT", "2026-09-24T02:27"),
        ("Thu, 24 Sep 2026 02:27:00 +0100", "2026-09-24T01:27"),
        ("Thu, 24 Sep 2026 02:27:00 +05:30", "2026-09-23T20:57"),
        ("Thu, 24 Sep 2026 02:27:00 BST", "2026-09-24T01:27"),
        ("Thu, 24 Sep 2026 02:27:00 CET", "2026-09-24T01:27"),
        ("Thu, 24 Sep 2026 02:27:00 CEST", "2026-09-24T00:27"),
        ("Thu, 24 Sep 2026 02:27:00 EET", "2026-09-24T00:27"),
        ("Thu, 24 Sep 2026 02:27:00 EEST", "2026-09-23T23:27"),
        ("Thu, 24 Sep 2026 02:27:00 MSK", "2026-09-23T23:27"),
        ("Thu, 24 Sep 2026 02:27:00 EST", "2026-09-24T07:27"),
        ("Thu, 24 Sep 2026 02:27:00 PDT", "2026-09-24T09:27"),
        ("Thu, 24 Sep 2026 02:27:00 JST", "2026-09-23T17:27"),
        ("Thu,24 Sep 2026 4:35:5 GMT+9", "2026-09-23T19:35"),
        ("24 Sep 26 02:27 Z", "2026-09-24T02:27"),
        ("Mon, 24 Sep 2026 02:27:00 +0000", "2026-09-24T02:27"),
        ("Thursday, September 24, 2026 2:27 PM EDT", "2026-09-24T18:27"),
        ("Thu Sep 24 02:27:00 UTC 2026", "2026-09-24T02:27"),
        ("2026-09-24T02:27:00+01:00", "2026-09-24T01:27"),
        ("2026-09-24T02:27:00.123456Z", "2026-09-24T02:27"),
        ("2026-09-24 02:27:00 -0300", "2026-09-24T05:27"),
        ("20260924T022700Z", "2026-09-24T02:27"),
        ("24 septembre 2026 02:27 +0200", "2026-09-24T00:27"),
    ],
)
def test_a_stated_zone_is_believed(raw: str, utc: str) -> None:
    found = stated(raw)
    assert found is not None
    assert found.zone_known
    assert found.at.replace(second=0, microsecond=0) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "utc"),
    [
        ("2026-09-24 02:27:00", "2026-09-24T02:27"),
        ("2026-09-24", "2026-09-24T00:00"),
        ("24.09.2026 02:27", "2026-09-24T02:27"),
        ("Thu, 24 Sep 2026 02:27:00 XYZ", "2026-09-24T02:27"),
        ("Thu, 24 Sep 2026 02:27:00 IST", "2026-09-23T20:57"),
    ],
)
def test_a_missing_or_shared_zone_word_is_flagged(raw: str, utc: str) -> None:
    found = stated(raw)
    assert found is not None
    assert not found.zone_known
    assert found.at == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "yesterday",
        "Mon, 30 Feb 2026 00:00:00 GMT",
        "2026-13-01",
        "24 Foo 2026",
        "25:00",
        "Thu, 24 Sep 2026 26:00 GMT",
    ],
)
def test_what_no_calendar_has_is_no_date(raw: str) -> None:
    assert stated(raw) is None


def test_a_missing_time_falls_back_to_first_seen_and_says_so() -> None:
    assert published(("soon",), FETCHED) == (None, "first seen")


@pytest.mark.parametrize(
    "raw", ["Thu, 01 Jan 1970 00:00:00 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "0001-01-01T00:00:00Z"]
)
def test_a_time_before_1990_is_missing(raw: str) -> None:
    assert published((raw,), FETCHED) == (None, "first seen")


def test_a_time_in_the_future_is_clamped_to_the_fetch() -> None:
    assert published(("2099-01-01T00:00:00Z",), FETCHED) == (FETCHED, "clamped")


def test_a_publishers_clock_may_run_a_little_ahead() -> None:
    ahead = FETCHED + timedelta(minutes=9)
    assert published((ahead.isoformat(),), FETCHED) == (ahead, "stated")


def test_the_first_readable_candidate_wins() -> None:
    assert published(("soon", "2026-09-24T02:00:00Z"), FETCHED) == (datetime(2026, 9, 24, 2, tzinfo=UTC), "stated")


@given(st.text(max_size=200))
def test_no_text_makes_it_raise(raw: str) -> None:
    moment, _ = published((raw,), FETCHED)
    assert moment is None or moment.tzinfo is UTC


@given(st.datetimes(min_value=datetime(1990, 1, 2), max_value=datetime(2026, 9, 23)))  # noqa: DTZ001 - made aware below
def test_every_iso_time_is_read_back(moment: datetime) -> None:
    aware = moment.replace(microsecond=0, tzinfo=UTC)
    assert published((aware.isoformat(),), FETCHED) == (aware, "stated")
