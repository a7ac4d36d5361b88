"""How a feed fares: weather, told as a value."""

from datetime import datetime
from typing import Literal

import msgspec

Status = Literal["new", "ok", "stale", "failing", "gone"]


class Health(msgspec.Struct, frozen=True):
    """What the status line and the feeds pane say of one source. Times are UTC; `last_error` is plain words.

    `late` says in plain words that a feed answers but has been silent for longer than is its habit; None where not.
    """

    name: str
    url: str
    status: Status = "new"
    last_ok: datetime | None = None
    last_error: str | None = None
    next_poll: datetime | None = None
    entries: int = 0
    late: str | None = None
