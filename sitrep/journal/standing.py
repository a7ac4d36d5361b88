"""How things stand, from what is stored alone: for a status line."""

import sqlite3
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from sitrep.journal.sealed import Broken, opener
from sitrep.model.feedstate import FeedState
from sitrep.model.incident import Action, Incident
from sitrep.model.standing import Standing

PERIOD = timedelta(hours=24)
"""What a status line calls recent."""
STRAY = timedelta(hours=1)
"""A feed that was due this long before the last good poll of another is no more polled: it was taken out of the
configuration. Where nobody polls at all, every feed is due as long.
"""

_incident = opener(Incident)
_action = opener(Action)
_state = opener(FeedState)


Within = Callable[[Incident | Action], bool]


def standing(db: sqlite3.Connection, now: datetime, within: Within | None = None, *, articles: bool = True) -> Standing:
    """How things stand at `now` (UTC), in what is `within` a situation (None: everywhere). Without `articles` these are
    not counted: of a busy day it takes as long as all the rest. Raises sqlite3.Error.
    """
    since = (now - PERIOD).timestamp()
    counts = _counts(db, since) if within is None else _counts_within(db, since, within)
    states = _feeds(db)
    polled = max((state.last_ok for state in states if state.last_ok), default=None)
    feeds = [s for s in states if s.next_poll is None or polled is None or s.next_poll > polled - STRAY]
    return Standing(
        counts.get("incident", 0),
        counts.get("diplomacy", 0),
        db.execute("select count(distinct id) from told where at >= ?", (since,)).fetchone()[0] if articles else 0,
        _newest(db, within),
        len(feeds),
        sum(state.last_ok is not None and not state.failures and not state.gone for state in feeds),
        polled,
    )


def _counts(db: sqlite3.Connection, since: float) -> dict[str, int]:
    count = "select count(*) from shown where kind = ? and at >= ?"  # a kind at a time: from the index alone
    return {kind: db.execute(count, (kind, since)).fetchone()[0] for kind in ("incident", "diplomacy")}


def _counts_within(db: sqlite3.Connection, since: float, within: Within) -> dict[str, int]:
    query = "select kind, form from shown join face using (kind, id) where at >= ?"
    return Counter(kind for kind, form in db.execute(query, (since,)) if (item := _item(kind, form)) and within(item))


def _item(kind: str, form: object) -> Incident | Action | None:
    """What was written down; None where it is not what was written."""
    try:
        return _incident(form, "") if kind == "incident" else _action(form, "")
    except Broken:
        return None


def _newest(db: sqlite3.Connection, within: Within | None) -> Incident | None:
    """The newest incident that counts."""
    query = "select form from shown join face using (kind, id) where kind = 'incident' order by at desc, id"
    for (form,) in db.execute(query):
        try:
            incident = _incident(form, "")
        except Broken:
            continue
        if incident.grade != "discounted" and (within is None or within(incident)):
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
