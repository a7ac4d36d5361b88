"""Incidents and acts as they are shown, a row each, for the search: a query must not fold a month of articles.

The rows are made from the articles and can be made again; the poller writes them after each commit and sets them right
when it has loaded everything.
"""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar
from zlib import crc32

from sitrep.journal.port import Face, Faces
from sitrep.journal.sealed import Broken, opener, sealed
from sitrep.model.incident import Action, Incident
from sitrep.views.filtering.facts import Facts, Interval, action_facts, incident_facts

COLUMNS = (
    "kind", "id", "at", "stamp", "text", "places", "weapons", "actors", "feeds", "grade",
    "killed", "killed_low", "killed_high", "injured", "injured_low", "injured_high",
    "missing", "missing_low", "missing_high", "captured", "captured_low", "captured_high",
)  # fmt: skip
PUT = f"insert or replace into shown ({', '.join(COLUMNS)}) values ({', '.join('?' * len(COLUMNS))})"  # noqa: S608 - own words
PUT_FACE = "insert or replace into face values (?, ?, ?)"

Row = tuple[object, ...]
T = TypeVar("T")

_incident = opener(Incident)
_action = opener(Action)


def shown_rows(item: Incident | Action, known: int | None) -> tuple[Row, Row] | None:
    """The columns of `shown` and of `face` for one incident or act; None where its stamp is `known`. What is looked
    through stands apart from what is then given: a search reads a tenth of the pages.
    """
    form = sealed(item)
    stamp = crc32(form)
    if stamp == known:
        return None
    kind, facts = (
        ("incident", incident_facts(item)) if isinstance(item, Incident) else ("diplomacy", action_facts(item))
    )
    return (kind, item.id, item.updated.timestamp(), stamp, *_asked(facts)), (kind, item.id, form)


def incident_faces(db: sqlite3.Connection, than: Face, most: int) -> Faces[Incident]:
    """At most `most` incidents from before `than`, newest first; what is damaged is left out. Raises sqlite3.Error."""
    return _faces(db, "incident", _incident, than, most)


def action_faces(db: sqlite3.Connection, than: Face, most: int) -> Faces[Action]:
    """The same of acts."""
    return _faces(db, "diplomacy", _action, than, most)


def _faces(db: sqlite3.Connection, kind: str, opened: Callable[[object, str], T], than: Face, most: int) -> Faces[T]:
    query = """select form, at, id from shown join face using (kind, id)
        where kind = ? and at <= ? and (at < ? or id > ?) order by at desc, id limit ?"""
    rows = db.execute(query, (kind, than[0], *than, most)).fetchall()
    found: list[T] = []
    for form, _, _ in rows:
        with suppress(Broken):
            found.append(opened(form, ""))
    return Faces(tuple(found), rows[-1][1:] if len(rows) == most else None)


def _asked(facts: Facts) -> Row:
    """What a filter asks of a thing. Several values stand a line each: no word asked for holds a line's end."""
    lists = ("\n".join(values) for values in (facts.places, facts.weapons, facts.actors, facts.feeds))
    tolls = (_interval(toll) for toll in (facts.killed, facts.injured, facts.missing, facts.captured))
    return (facts.text, *lists, facts.grade, *(value for toll in tolls for value in toll))


def _interval(toll: Interval | None) -> tuple[int, int | None, int | None]:
    return (0, None, None) if toll is None else (1, *toll)
