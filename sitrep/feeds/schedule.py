"""When a feed is asked next, and what is remembered of it. Pure: time and dice are handed in.

Manners, from what publishers ask of pollers: their own pace is kept within bounds, a "come later" holds for the whole
host, failures space out, an ended feed is left alone, a move is believed when it was seen three times.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from hashlib import sha256

from msgspec.structs import replace

from sitrep.feeds.outcome import Failed, Fetched, NotModified, Outcome, Wanted
from sitrep.feeds.parsed import Parsed
from sitrep.model.address import bare, host
from sitrep.model.article import Source
from sitrep.model.feedstate import FeedState
from sitrep.model.health import Health, Status

Dice = Callable[[float, float], float]
"""A number between two others: Clock.uniform."""

INTERVAL = 300.0
"""Seconds between two polls where nobody says otherwise."""
FLOOR = 60.0
"""No feed is asked more often, whatever it or the user says. Seconds."""
CEILING = 3600.0
"""The longest wait a publisher's hint or a row of failures can bring about: this is news. Seconds."""
JITTER = 0.1
PAUSE = 600.0
"""The rest after a 429 or 503 that names no time. Seconds."""
LONGEST_PAUSE = 86400.0
AGREEING_MOVES = 3
"""Polls that must report the same permanent redirect before the new address is kept."""
EMPTY_BELIEVED = 3
"""A feed that held entries and comes empty is a bad answer; so many times in a row, it is empty."""
WHOLE_AGAIN = timedelta(days=7)
"""Once in this time the validators are left out, so that a server's broken ETag cannot silence a feed for good."""
FAILING = 3
"""Failures in a row after which a new address is given up for the old."""
LATE = 2.0
"""So many times its longest usual silence makes a feed late."""
LATE_FROM = timedelta(hours=6)
"""No silence shorter than this is worth a word."""


def wanted(state: FeedState, now: datetime, address: str = "") -> Wanted:
    """The next request for a feed: its believed address and its validators. `address` is for the User-Agent."""
    url = state.address or state.url
    if state.last_whole is None or now - state.last_whole > WHOLE_AGAIN:
        return Wanted(url, address=address)
    return Wanted(url, state.etag, state.last_modified, address)


def unchanged(state: FeedState, outcome: Outcome) -> bool:
    """True where nothing needs parsing: a 304, or the very bytes of last time."""
    if isinstance(outcome, NotModified):
        return True
    return isinstance(outcome, Fetched) and state.body_hash == body_hash(outcome.body)


def body_hash(body: bytes) -> str:
    """What two equal bodies share."""
    return sha256(body).hexdigest()


def next_poll(
    state: FeedState,
    outcome: Outcome,
    now: datetime,
    dice: Dice,
    parsed: Parsed | None = None,
    interval: float = INTERVAL,
) -> FeedState:
    """`state` after one poll. `parsed` is what the body held, None where it was not parsed because it is `unchanged`.

    A body that could not be read, or an empty feed where there were entries, is a failure: its validators are not
    kept, or the next 304 would confirm it.
    """
    if isinstance(outcome, Failed) and outcome.until is not None:
        return _rested(state, outcome.until)
    state = replace(state, asked=now)
    match outcome:
        case Failed():
            return _failed(state, outcome, now, dice, interval)
        case NotModified():
            return _answered(state, outcome, now, dice, interval)
        case Fetched():
            if trouble := _trouble(state, parsed):
                after = replace(state, empty=state.empty + 1 if parsed is not None and parsed.readable else 0)
                return _failed(after, Failed(outcome.at, trouble), now, dice, interval)
            return _answered(_taken(state, outcome, parsed), outcome, now, dice, interval)


def free_at(state: FeedState) -> datetime | None:
    """The moment before which the feed is not asked, not even at the user's wish; None where it is free."""
    moments = [state.asked + timedelta(seconds=FLOOR) if state.asked else None, state.pause]
    return max((moment for moment in moments if moment), default=None)


def rest_of(retry_after: str, now: datetime) -> float:
    """Seconds to rest after a 429 or 503 (RFC 9110 10.2.3: seconds or a date), between FLOOR and a day."""
    text = retry_after.strip()
    if re.fullmatch(r"\d{1,10}", text):
        asked = float(text)
    elif until := _http_date(text):
        asked = (until - now).total_seconds()
    else:
        asked = PAUSE
    return min(LONGEST_PAUSE, max(FLOOR, asked))


def same_host(states: Sequence[FeedState], asked: FeedState) -> tuple[FeedState, ...]:
    """`states` with every feed on the host of `asked` resting as long as it does (429 and 503 speak for a host)."""
    if asked.pause is None:
        return tuple(states)
    there = host(asked.address or asked.url)
    return tuple(
        _rested(state, asked.pause) if host(state.address or state.url) == there else state for state in states
    )


def health(source: Source, state: FeedState | None, now: datetime, interval: float = INTERVAL) -> Health:
    """What to show of a feed. Failing: its last answer was an error. Stale: it was due three intervals ago and nothing
    was heard since. One that answers but has nothing new for longer than is its habit is `late`, whatever its status.
    """
    if state is None:
        return Health(source.name, bare(source.url))
    return Health(
        name=source.name,
        url=bare(source.url),
        status=_status(state, now, interval),
        last_ok=state.last_ok,
        last_error=state.last_error,
        next_poll=None if state.gone else state.next_poll,
        entries=state.entries,
        late=_late(state, now),
    )


def _status(state: FeedState, now: datetime, interval: float) -> Status:
    if state.gone:
        return "gone"
    if state.failures:
        return "failing"
    if state.last_ok is None:
        return "new"
    overdue = state.next_poll is not None and now > state.next_poll + timedelta(seconds=3 * interval)
    return "stale" if overdue else "ok"


def _late(state: FeedState, now: datetime) -> str | None:
    if state.gone or state.newest is None or state.habit is None:
        return None
    silence = now - state.newest
    if silence <= max(LATE_FROM, timedelta(seconds=LATE * state.habit)):
        return None
    return f"no news for {_long(silence)}; its longest silence was {_long(timedelta(seconds=state.habit))}"


def _long(span: timedelta) -> str:
    hours = span.total_seconds() / 3600
    if hours < 2:
        return f"{hours * 60:.0f} min"
    return f"{hours:.0f} h" if hours < 72 else f"{hours / 24:.0f} days"


def _trouble(state: FeedState, parsed: Parsed | None) -> str:
    if parsed is None:
        return ""
    if not parsed.readable:
        return parsed.faults[0].reason if parsed.faults else "the answer was not a feed"
    if not parsed.entries and state.entries and state.empty + 1 < EMPTY_BELIEVED:
        return f"the feed came empty where it held {state.entries} entries"
    return ""


def _taken(state: FeedState, outcome: Fetched, parsed: Parsed | None) -> FeedState:
    """`state` with what a good body brought."""
    state = replace(
        state,
        etag=outcome.etag,
        last_modified=outcome.last_modified,
        body_hash=body_hash(outcome.body),
        last_whole=outcome.at,
    )
    if parsed is None:
        return state
    return replace(
        state,
        entries=parsed.entries,
        pace=parsed.pace,
        skip_hours=parsed.skip_hours,
        skip_days=parsed.skip_days,
        newest=parsed.newest,
        habit=parsed.habit,
        title=parsed.title or state.title,
        empty=0,
    )


def _answered(
    state: FeedState, outcome: Fetched | NotModified, now: datetime, dice: Dice, interval: float
) -> FeedState:
    state = _moved(state, outcome.moved_to, now)
    usual = max(interval, FLOOR)
    hinted = _hinted(state.pace, outcome.headers)
    # What the publisher names is a least: jitter may then only add.
    wait = usual * dice(1 - JITTER, 1 + JITTER) if hinted < usual else hinted * dice(1, 1 + JITTER)
    due = now + timedelta(seconds=max(FLOOR, hinted, wait))
    return replace(
        state,
        etag=outcome.etag or state.etag,
        last_modified=outcome.last_modified or state.last_modified,
        next_poll=_awake(due, state.skip_hours, state.skip_days),
        pause=None,
        failures=0,
        first_failure=None,
        last_ok=now,
        last_error=None,
        gone=False,
    )


def _failed(state: FeedState, outcome: Failed, now: datetime, dice: Dice, interval: float) -> FeedState:
    failures = state.failures + 1
    state = replace(
        state, failures=failures, first_failure=state.first_failure or now, last_error=outcome.reason, pause=None
    )
    if outcome.gone:
        return replace(state, gone=True, next_poll=None)
    if state.address and failures % FAILING == 0:
        # The address it moved to fails: the configured one is asked again, without the other's validators.
        state = replace(state, address="", etag="", last_modified="", body_hash="")
    if outcome.status in {429, 503}:
        rest = now + timedelta(seconds=rest_of(outcome.retry_after, now))
        # A little after it, each feed at its own moment: a host that asked for rest is not met by all at once.
        return replace(state, pause=rest, next_poll=rest + timedelta(seconds=dice(0, FLOOR)))
    most = min(max(CEILING, interval), interval * 2 ** min(failures - 1, 10))
    # Full jitter above the floor: feeds that fell together do not come back together.
    return replace(state, next_poll=now + timedelta(seconds=dice(FLOOR, max(FLOOR, most))))


def _rested(state: FeedState, until: datetime) -> FeedState:
    if state.gone:
        return state
    return replace(state, pause=max(until, state.pause or until), next_poll=max(until, state.next_poll or until))


def _moved(state: FeedState, moved_to: str, now: datetime) -> FeedState:
    """A permanent redirect counts once three polls in a row agree on it, and never from https down to http."""
    here = state.address or state.url
    if not moved_to or moved_to == here or (here.startswith("https:") and not moved_to.startswith("https:")):
        return replace(state, moving_to="", moving_polls=0, moving_since=None)
    if moved_to != state.moving_to:
        return replace(state, moving_to=moved_to, moving_polls=1, moving_since=now)
    if state.moving_polls + 1 < AGREEING_MOVES:
        return replace(state, moving_polls=state.moving_polls + 1)
    return replace(state, address=moved_to, moving_to="", moving_polls=0, moving_since=None)


def _hinted(pace: float | None, headers: Mapping[str, str]) -> float:
    """The longest wait that document and answer suggest, in seconds, at most CEILING; 0 where they suggest none."""
    return min(CEILING, max(pace or 0.0, _fresh_for(headers)))


def _awake(due: datetime, hours: Sequence[int], days: Sequence[int]) -> datetime:
    """`due`, or the beginning of the first hour after it that the publisher does not rule out (RSS skipHours, UTC)."""
    moment = due.astimezone(UTC)
    for _ in range(8 * 24):
        if moment.hour not in hours and moment.weekday() not in days:
            return moment
        moment = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return due  # every hour is ruled out: that is no wish but a mistake


def _fresh_for(headers: Mapping[str, str]) -> float:
    """RFC 9111 4.2.1: max-age, else Expires less Date. 0 where the answer may not be reused."""
    control = headers.get("cache-control", "").casefold()
    if re.search(r"\bno-(?:cache|store)\b", control):
        return 0.0
    if found := re.search(r"(?<![\w-])max-age\s*=\s*\"?(\d{1,10})", control):
        return float(found[1])
    expires, date = _http_date(headers.get("expires", "")), _http_date(headers.get("date", ""))
    return max(0.0, (expires - date).total_seconds()) if expires and date else 0.0


def _http_date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text[:100])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
