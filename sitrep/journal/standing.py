"""How things stand, from what is stored alone: for a status line."""

import sqlite3
from datetime import datetime, timedelta

from sitrep.journal.sealed import Broken, opener
from sitrep.model.feedstate import FeedState
from sitrep.model.incident import Incident
from sitrep.model.standing import Standing

PERIOD = timedelta(hours=24)
"""What a status line calls recent."""
STRAY = timedelta(days=1)
"""A feed that was due longer ago than this is no more polled: it was taken out of the configuration."""

_incident = opener(Incident)
_state = opener(FeedState)


def standing(db: sqlite3.Connection, now: datetime) -> Standing:
    """How things stand at `now` (UTC). Raises sqlite3.Error."""
    since = (now - PERIOD).timestamp()
    counts = dict(db.execute("select kind, count(*) from shown where at >= ? group by kind", (since,)).fetchall())
    articles = db.execute("select count(distinct id) from told where at >= ?", (since,)).fetchone()[0]
    feeds = [state for state in _feeds(db) if state.next_poll is None or state.next_poll > now - STRAY]
    oks = [state.last_ok for state in feeds if state.last_ok]
    return Standing(
        counts.get("incident", 0),
        counts.get("diplomacy", 0),
        articles,
        _newest(db),
        len(feeds),
        sum(state.last_ok is not None and not state.failures and not state.gone for state in feeds),
        max(oks, default=None),
    )


def _newest(db: sqlite3.Connection) -> Incident | None:
    """The newest incident that counts."""
    query = "select form from shown join face using (kind, id) where kind = 'incident' order by at desc, id limit 20"
    for (form,) in db.execute(query):
        try:
            incident = _incident(form, "")
        except Broken:
            continue
        if incident.grade != "discounted":
            return incident
    return None


def _feeds(db: sqlite3.Connection) -> list[FeedState]:
    states = []
    for (data,) in db.execute("select state from feed"):
        try:
            states.append(_state(data, ""))
        except Broken:
            continue
    return states
