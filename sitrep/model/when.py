"""When something happened, with how well it is known (METHOD.md R5, R29)."""

from datetime import date, datetime
from typing import Literal

import msgspec

Precision = Literal["hour", "day", "week", "month"]


class When(msgspec.Struct, frozen=True, gc=False):
    """A day and its precision. `day` None means undated: it never falls back to the publication date (R29).

    `day` is the local day the text names; for a week or a month it is that span's first day. `hour` is the UTC start
    of the event where a text gives one.
    """

    day: date | None = None
    precision: Precision | None = None
    hour: datetime | None = None


UNDATED = When()
