"""How things stand, in a few figures: what a status line says."""

from datetime import datetime

import msgspec

from sitrep.model.incident import Incident


class Standing(msgspec.Struct, frozen=True):
    """Counts of what changed within 24 hours, the newest incident, and how the feeds fare. Times are UTC."""

    incidents: int
    acts: int
    articles: int
    newest: Incident | None
    feeds: int
    feeds_ok: int
    polled: datetime | None
