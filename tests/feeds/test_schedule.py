"""When a feed is asked next: pure, with time and dice handed in."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sitrep.feeds.outcome import Failed, Fetched, NotModified, Outcome
from sitrep.feeds.parsed import Parsed, refused
from sitrep.feeds.schedule import (
    CEILING,
    FLOOR,
    INTERVAL,
    LONGEST_PAUSE,
    PAUSE,
    free_at,
    health,
    next_poll,
    same_host,
    unchanged,
    wanted,
)
from sitrep.model.address import bare
from sitrep.model.article import Source
from sitrep.model.feedstate import FeedState

NOW = datetime(2026, 9, 24, 12, 0, tzinfo=UTC)
URL = "https://paper.example/rss"
NEW = FeedState(URL)
KNOWN = FeedState(
    URL, etag='"1"', last_modified="Thu", body_hash="x", last_ok=NOW, last_whole=NOW, entries=20, next_poll=NOW
)
TWENTY = Parsed(entries=20, title="The Paper")
SOURCE = Source("Paper", URL, "Paper")


def middle(low: float, high: float) -> float:
    return (low + high) / 2


def least(low: float, high: float) -> float:
    return low


def most(low: float, high: float) -> float:
    return high


def body(headers: Mapping[str, str] | None = None, **more: Any) -> Fetched:
    return Fetched(NOW, b"<rss/>", dict(headers or {}), URL, **more)


def same(moved_to: str = "") -> NotModified:
    return NotModified(NOW, {}, moved_to=moved_to)


def wait(state: FeedState) -> float:
    assert state.next_poll is not None
    return (state.next_poll - NOW).total_seconds()


def test_a_good_answer_is_remembered_whole() -> None:
    state = next_poll(NEW, body(etag='"2"', last_modified="Fri"), NOW, middle, replace(TWENTY, pace=60.0))
    assert (state.etag, state.last_modified, state.entries, state.title) == ('"2"', "Fri", 20, "The Paper")
    assert (state.last_ok, state.failures, state.last_error) == (NOW, 0, None)
    assert wait(state) == INTERVAL


def test_the_next_request_carries_the_validators() -> None:
    state = next_poll(NEW, body(etag='"2"', last_modified="Fri"), NOW, middle, TWENTY)
    request = wanted(state, NOW, "https://desk.example")
    assert (request.url, request.etag, request.last_modified) == (URL, '"2"', "Fri")


def test_a_first_request_and_one_a_week_carry_none() -> None:
    assert wanted(replace(NEW, etag='"1"'), NOW).etag == ""
    assert wanted(KNOWN, NOW + timedelta(days=8)).etag == ""
    assert wanted(KNOWN, NOW + timedelta(days=6)).etag == '"1"'


def test_a_304_keeps_what_it_does_not_replace() -> None:
    state = next_poll(KNOWN, NotModified(NOW, {}, etag='"9"'), NOW, middle)
    assert (state.etag, state.last_modified, state.entries) == ('"9"', "Thu", 20)


def test_the_same_bytes_need_no_parsing() -> None:
    state = next_poll(NEW, body(), NOW, middle, TWENTY)
    assert unchanged(state, body())
    assert unchanged(state, same())
    assert not unchanged(NEW, body())
    assert next_poll(state, body(), NOW, middle).entries == 20


@pytest.mark.parametrize(
    ("pace", "headers", "seconds"),
    [
        (None, {}, 0.9 * INTERVAL),
        (900.0, {}, 900.0),
        (60.0, {}, 0.9 * INTERVAL),
        (86400.0, {}, CEILING),
        (None, {"cache-control": "public, max-age=600"}, 600.0),
        (None, {"cache-control": "s-maxage=600"}, 0.9 * INTERVAL),
        (None, {"cache-control": "no-cache, max-age=600"}, 0.9 * INTERVAL),
        (None, {"cache-control": "max-age=99999999"}, CEILING),
        (
            None,
            {"date": "Thu, 24 Sep 2020 12:00:00 GMT", "expires": "Thu, 24 Sep 2020 12:20:00 GMT"},
            1200.0,
        ),
        (None, {"expires": "0", "date": "yesterday"}, 0.9 * INTERVAL),
        (1200.0, {"cache-control": "max-age=600"}, 1200.0),
    ],
)
def test_the_publishers_hints_are_kept_within_bounds(
    pace: float | None, headers: dict[str, str], seconds: float
) -> None:
    assert wait(next_poll(NEW, body(headers), NOW, least, replace(TWENTY, pace=pace))) == seconds


def test_polls_are_spread_by_a_tenth() -> None:
    assert wait(next_poll(NEW, body(), NOW, most, TWENTY)) == pytest.approx(1.1 * INTERVAL)


def test_jitter_never_comes_before_the_moment_the_publisher_named() -> None:
    for dice in (least, middle, most):
        assert 900 <= wait(next_poll(NEW, body(), NOW, dice, replace(TWENTY, pace=900.0))) <= 990


@pytest.mark.parametrize(
    ("hours", "days", "due"),
    [
        ((), (), NOW + timedelta(minutes=5)),
        ((13, 14), (), NOW + timedelta(minutes=5)),
        ((12, 13), (), NOW.replace(hour=14)),
        ((), (3, 4), NOW.replace(day=26, hour=0)),  # 24 September 2026 is a Thursday
        ((0, 1), (3,), NOW.replace(day=25, hour=2)),
        (tuple(range(24)), (), NOW + timedelta(minutes=5)),
        ((), tuple(range(7)), NOW + timedelta(minutes=5)),
    ],
)
def test_hours_and_days_a_publisher_rules_out_are_kept_free(
    hours: tuple[int, ...], days: tuple[int, ...], due: datetime
) -> None:
    told = replace(TWENTY, skip_hours=hours, skip_days=days)
    assert next_poll(NEW, body(), NOW, middle, told).next_poll == due


def test_a_new_address_that_keeps_failing_is_given_up_for_the_configured_one() -> None:
    state = replace(KNOWN, address="https://new.example/rss")
    for _ in range(3):
        assert wanted(state, NOW).url == "https://new.example/rss"
        state = next_poll(state, Failed(NOW, "no", 404), NOW, middle)
    assert (wanted(state, NOW).url, state.etag) == (URL, "")


@pytest.mark.parametrize(
    ("silence", "habit", "words"),
    [
        (timedelta(hours=5), 600.0, None),
        (timedelta(hours=7), 600.0, "no news for 7 h; its longest silence was 10 min"),
        (timedelta(hours=19), 36000.0, None),
        (timedelta(hours=21), 36000.0, "no news for 21 h; its longest silence was 10 h"),
        (timedelta(days=9), 3 * 86400.0, "no news for 9 days; its longest silence was 3 days"),
        (timedelta(days=400), None, None),
    ],
)
def test_a_feed_is_late_when_it_is_silent_for_twice_its_longest_silence(
    silence: timedelta, habit: float | None, words: str | None
) -> None:
    assert health(SOURCE, replace(KNOWN, newest=NOW - silence, habit=habit), NOW).late == words


@pytest.mark.parametrize(
    ("retry_after", "seconds"),
    [
        ("120", 120.0),
        (format_datetime(NOW + timedelta(minutes=7), usegmt=True), 420.0),
        ("1", FLOOR),
        ("99999999", LONGEST_PAUSE),
        ("soon", PAUSE),
        ("", PAUSE),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_come_later_holds_for_the_whole_host(status: int, retry_after: str, seconds: float) -> None:
    asked = next_poll(KNOWN, Failed(NOW, "later", status, retry_after), NOW, lambda low, high: low)
    sister = FeedState("https://paper.example/sport", next_poll=NOW)
    other = FeedState("https://else.example/rss", next_poll=NOW)
    rested = same_host([asked, sister, other], asked)
    assert [wait(state) for state in rested] == [seconds, seconds, 0.0]


def test_a_rest_never_brings_a_poll_forward() -> None:
    asked = next_poll(KNOWN, Failed(NOW, "later", 429, "60"), NOW, middle)
    later = FeedState("https://paper.example/sport", next_poll=NOW + timedelta(hours=1))
    (rested,) = same_host([later], asked)
    assert rested == replace(later, pause=asked.pause)  # nor does the user's wish


def test_a_feed_that_was_not_asked_for_its_hosts_sake_has_not_failed() -> None:
    until = NOW + timedelta(hours=1)
    state = next_poll(KNOWN, Failed(NOW, "its host asked for rest", until=until), NOW, middle)
    assert state == replace(KNOWN, pause=until, next_poll=until)


@pytest.mark.parametrize("outcome", [Failed(NOW, "no answer"), NotModified(NOW, {})])
def test_a_feed_is_asked_at_most_once_a_minute_whatever_it_answered(outcome: Outcome) -> None:
    assert free_at(next_poll(KNOWN, outcome, NOW, middle)) == NOW + timedelta(seconds=FLOOR)


def test_failures_space_out_up_to_an_hour() -> None:
    state, waits = KNOWN, []
    for _ in range(8):
        state = next_poll(state, Failed(NOW, "no answer"), NOW, most)
        waits.append(wait(state))
    assert waits == [300.0, 600.0, 1200.0, 2400.0, CEILING, CEILING, CEILING, CEILING]
    assert (state.failures, state.last_error, state.last_ok) == (8, "no answer", NOW)
    assert next_poll(state, same(), NOW, middle).failures == 0


def test_an_ended_feed_is_left_alone() -> None:
    state = next_poll(KNOWN, Failed(NOW, "ended", 410, gone=True), NOW, middle)
    assert state.gone
    assert state.next_poll is None


def test_a_move_is_believed_the_third_time() -> None:
    state = KNOWN
    for polls in range(3):
        assert wanted(state, NOW).url == URL, polls
        state = next_poll(state, same("https://new.example/rss"), NOW, middle)
    assert wanted(state, NOW).url == "https://new.example/rss"
    assert state.url == URL


def test_a_move_that_changes_its_mind_starts_again() -> None:
    state = KNOWN
    for place in ("https://a.example/", "https://a.example/", "https://b.example/", "", "https://a.example/"):
        state = next_poll(state, same(place), NOW, middle)
    assert state.address == ""
    assert state.moving_polls == 1


def test_no_move_leads_from_https_down_to_http() -> None:
    state = KNOWN
    for _ in range(5):
        state = next_poll(state, same("http://paper.example/rss"), NOW, middle)
    assert state.address == ""


def test_a_bad_body_is_a_failure_and_its_validators_are_not_kept() -> None:
    state = next_poll(KNOWN, body(etag='"bad"'), NOW, middle, refused(URL, "a web page came instead of a feed"))
    assert (state.etag, state.body_hash, state.failures) == ('"1"', "x", 1)
    assert state.last_error == "a web page came instead of a feed"
    assert state.entries == 20


def test_an_empty_feed_where_there_were_entries_is_believed_the_third_time() -> None:
    state = KNOWN
    for failures in (1, 2):
        state = next_poll(state, body(), NOW, middle, Parsed())
        assert (state.failures, state.entries) == (failures, 20)
    state = next_poll(state, body(), NOW, middle, Parsed())
    assert (state.failures, state.entries) == (0, 0)


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (None, "new"),
        (NEW, "new"),
        (KNOWN, "ok"),
        (replace(KNOWN, failures=1), "failing"),
        (replace(KNOWN, failures=3), "failing"),
        (replace(NEW, failures=1), "failing"),
        (replace(KNOWN, gone=True), "gone"),
        (replace(KNOWN, next_poll=NOW - timedelta(hours=1)), "stale"),
    ],
)
def test_the_status_says_how_a_feed_fares(state: FeedState | None, status: str) -> None:
    assert health(SOURCE, state, NOW).status == status


def test_a_silent_feed_whose_address_is_gone_is_failing_and_late_as_well() -> None:
    quiet = replace(KNOWN, newest=NOW - timedelta(days=4), habit=3600.0)
    assert (health(SOURCE, quiet, NOW).status, bool(health(SOURCE, quiet, NOW).late)) == ("ok", True)
    lost = next_poll(quiet, Failed(NOW, "there is no feed at this address (404)", 404), NOW, middle)
    assert (health(SOURCE, lost, NOW).status, bool(health(SOURCE, lost, NOW).late)) == ("failing", True)


def test_no_password_is_ever_bare() -> None:
    secret = replace(SOURCE, url="https://me:secret@paper.example/rss?a=b")
    assert health(secret, None, NOW).url == "https://paper.example/rss?a=b"
    assert bare("paper/feed.xml") == "paper/feed.xml"


HEADERS = st.dictionaries(
    st.sampled_from(["cache-control", "expires", "date", "retry-after"]), st.text(max_size=40), max_size=4
)
OUTCOMES: st.SearchStrategy[Outcome] = st.one_of(
    st.builds(Fetched, st.just(NOW), st.binary(max_size=3), HEADERS, st.just(URL), moved_to=st.text(max_size=20)),
    st.builds(NotModified, st.just(NOW), HEADERS),
    st.builds(Failed, st.just(NOW), st.just("no"), st.sampled_from([0, 404, 429, 503]), st.text(max_size=40)),
)
PARSED = st.none() | st.builds(
    Parsed, entries=st.integers(0, 3), pace=st.none() | st.floats(0, 1e9), readable=st.booleans()
)


@given(st.lists(st.tuples(OUTCOMES, PARSED, st.floats(0, 1)), max_size=12))
def test_whatever_happens_the_next_poll_is_neither_at_once_nor_never(
    polls: list[tuple[Outcome, Parsed | None, float]],
) -> None:
    state = NEW
    for outcome, parsed, fraction in polls:
        state = next_poll(state, outcome, NOW, lambda low, high, f=fraction: low + (high - low) * f, parsed)  # type: ignore[misc]  # mypy gives a bound default no type
        assert FLOOR <= wait(state) <= LONGEST_PAUSE + FLOOR
