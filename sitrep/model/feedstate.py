"""What is remembered of one feed between polls and across restarts; the journal keeps it."""

from datetime import datetime

import msgspec


class FeedState(msgspec.Struct, frozen=True):
    """How a feed was last asked and what it answered. Times are UTC; None is "never".

    `asked` is when it was last asked, whatever came. `url` is the configured address and the state's key. `address`
    is where the feed says it has moved for good, "" for none; `moving_to`, `moving_polls` and `moving_since` count
    the polls that agreed on a move not yet believed. `etag` and `last_modified` are kept byte for byte; `body_hash`
    is of the last good body. `pace` is the publisher's own hint in seconds; `pause` the end of a rest the server
    asked for. `empty` counts polls in a row that found an empty feed where there had been entries. `last_whole` is
    the last answer that brought a body. `skip_hours` (UTC) and `skip_days` (0 is Monday) are when the publisher
    wants no questions. `newest` is the latest publication seen, `habit` the longest usual silence in seconds.
    """

    url: str
    address: str = ""
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    next_poll: datetime | None = None
    pause: datetime | None = None
    failures: int = 0
    first_failure: datetime | None = None
    last_ok: datetime | None = None
    last_whole: datetime | None = None
    last_error: str | None = None
    entries: int = 0
    empty: int = 0
    pace: float | None = None
    gone: bool = False
    moving_to: str = ""
    moving_polls: int = 0
    moving_since: datetime | None = None
    title: str = ""
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    newest: datetime | None = None
    habit: float | None = None
    asked: datetime | None = None
