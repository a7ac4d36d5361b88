"""The filter language asked of everything kept. SQL narrows down, the screen's own filter (sitrep.views.filtering)
decides: one meaning on screen and here.

Incidents and acts are looked through in the rows written down for it (`shown`), articles by the index of their words:
there a word is found from its beginning, accents and case aside. Only words, feed: and since: are asked of articles;
a filter that asks for more finds none.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import TypeVar

import msgspec

from sitrep.journal.rows import told_pair
from sitrep.journal.sealed import Broken, opener
from sitrep.model.article import Article
from sitrep.model.claim import Reading
from sitrep.model.incident import Action, Incident
from sitrep.views.filtering.facts import Facts, action_facts, article_facts, incident_facts
from sitrep.views.filtering.filter import AGE, COMPARISON, UNITS, Filter, Term, matches

T = TypeVar("T")
Clause = tuple[str, tuple[object, ...]]

_LISTED = {
    "place": "places",
    "weapon": "weapons",
    "actor": "actors",
    "feed": "feeds",
    "outlet": "feeds",
    "grade": "grade",
}
_COUNTED = {"killed": "killed", "injured": "injured", "hurt": "injured", "missing": "missing", "captured": "captured"}
_OF_ARTICLES = ("", "feed", "outlet", "since", "age")
_WORD = re.compile(r"\w")

_incident = opener(Incident)
_action = opener(Action)


class Found(msgspec.Struct, frozen=True):
    """What a filter finds, each kind newest first. `more` names the kinds of which there is more than was asked for."""

    incidents: tuple[Incident, ...] = ()
    actions: tuple[Action, ...] = ()
    articles: tuple[Article, ...] = ()
    readings: tuple[Reading, ...] = ()
    more: tuple[str, ...] = ()


Within = Callable[[Incident | Action | Article], bool]


def search(
    db: sqlite3.Connection, wanted: Filter, now: datetime, most: int, within: Within = lambda item: True
) -> Found:
    """At most `most` incidents, acts and articles that `wanted` holds of at `now` (UTC) and that are `within` a
    situation. Raises sqlite3.Error.
    """
    incidents = _most(filter(within, _shown(db, wanted, now, "incident", _incident, incident_facts)), most)
    actions = _most(filter(within, _shown(db, wanted, now, "diplomacy", _action, action_facts)), most)
    pairs = _most((pair for pair in _articles(db, wanted, now) if within(pair[0])), most)
    lengths = {"incidents": len(incidents), "diplomacy": len(actions), "wire": len(pairs)}
    told = sorted(pairs[:most], key=lambda pair: pair[0].at, reverse=True)
    return Found(
        tuple(incidents[:most]),
        tuple(actions[:most]),
        tuple(a for a, _ in told),
        tuple(r for _, r in told),
        tuple(kind for kind, length in lengths.items() if length > most),
    )


def named(db: sqlite3.Connection, name: str) -> Found:
    """The incident, act or article with this id; an id that lives on as an alias still counts."""
    now = db.execute("select now from alias where id = ?", (name,)).fetchone()
    ids = (name, now[0] if now else name)
    incidents = db.execute("select form from face where kind = 'incident' and id in (?, ?)", ids).fetchall()
    actions = db.execute("select form from face where kind = 'diplomacy' and id = ?", (name,)).fetchall()
    told = db.execute(
        "select title, body, article, reading from told where id = ? order by seq desc limit 1", (name,)
    ).fetchall()
    pairs = [pair for row in told if (pair := told_pair(*row))]
    return Found(
        tuple(_sound(incidents, _incident))[:1],
        tuple(_sound(actions, _action)),
        tuple(a for a, _ in pairs),
        tuple(r for _, r in pairs),
    )


def _most(items: Iterator[T], most: int) -> list[T]:
    """One more than asked for, to tell whether there is more."""
    return list(islice(items, most + 1))


def _shown(
    db: sqlite3.Connection,
    wanted: Filter,
    now: datetime,
    kind: str,
    opened: Callable[[object, str], T],
    facts: Callable[[T], Facts],
) -> Iterator[T]:
    clauses = [("kind = ?", (kind,)), *(_clause(term, now) for term in wanted.terms)]
    rows = _ask(db, "select form from shown join face using (kind, id)", clauses, "at desc, id")
    return (item for item in _sound(rows, opened) if matches(wanted, facts(item), now))


def _sound(rows: Iterator[tuple[object]] | Sequence[tuple[object]], opened: Callable[[object, str], T]) -> Iterator[T]:
    for (form,) in rows:
        try:
            yield opened(form, "")
        except Broken:
            continue


def _clause(term: Term, now: datetime) -> Clause:
    """What must hold in SQL; always true where SQL can't tell."""
    clause = _positive(term, now)
    if clause is None:
        return "1", ()
    if term.inverse and term.field == "flag":
        return "1", ()  # the word may stand there and be no flag
    return (f"not ({clause[0]})" if term.inverse else clause[0]), clause[1]


def _positive(term: Term, now: datetime) -> Clause | None:
    if column := _LISTED.get(term.field):
        return f"instr({column}, ?) > 0", (term.value,)
    if term.field == "flag":
        return "instr(form, cast(? as blob)) > 0", (term.value,)  # somewhere in it; whether as a flag is decided after
    if column := _COUNTED.get(term.field):
        return _compared(column, term.value)
    if term.field in ("since", "age") and (age := AGE.fullmatch(term.value)):
        return "at >= ?", ((now - int(age[1]) * UNITS[age[2]]).timestamp(),)
    return ("instr(text, ?) > 0", (term.value,)) if not term.field else None


def _compared(column: str, value: str) -> Clause | None:
    if value == "unknown":
        return f"{column} = 0", ()
    comparison = COMPARISON.fullmatch(value)
    if comparison is None:
        return None
    number = int(comparison[2])
    if sign := {">": ">", ">=": ">="}.get(comparison[1] or ""):
        return f"coalesce({column}_low {sign} ?, 0)", (number,)
    if sign := {"<": "<", "<=": "<="}.get(comparison[1] or ""):
        return f"coalesce({column}_high {sign} ?, 0)", (number,)
    return f"{column} and coalesce({column}_low <= ?, 1) and coalesce({column}_high >= ?, 1)", (number, number)


def _articles(db: sqlite3.Connection, wanted: Filter, now: datetime) -> Iterator[tuple[Article, Reading]]:
    asked = [term for term in wanted.terms if term.field in _OF_ARTICLES]
    if any(term.field not in _OF_ARTICLES and not term.inverse for term in wanted.terms):
        return iter(())
    clauses: list[Clause] = [
        # An edited article is found in its last words only.
        ("not exists (select 1 from told later where later.id = told.id and later.seq > told.seq)", ())
    ]
    clauses += [
        (clause.replace("feeds", "told.source"), some) for t in asked if t.field for clause, some in [_clause(t, now)]
    ]
    said = Filter(terms=tuple(term for term in asked if term.field))
    select, order = "select title, body, article, reading from told", "at desc, seq desc"
    words = [term for term in asked if not term.field and _WORD.search(term.value)]
    without = " OR ".join(_quoted(term.value) for term in words if term.inverse)
    if match := " AND ".join(_quoted(term.value) for term in words if not term.inverse):
        select = "select told.title, told.body, article, reading from words cross join told on told.seq = words.rowid"
        clauses.insert(0, ("words match ?", (f"({match}) NOT ({without})" if without else match,)))
        order = "words.rowid desc"
        if since := _first_since(db, asked, now):
            clauses.insert(1, ("words.rowid >= ?", (since,)))
    elif without:
        clauses.append(("seq not in (select rowid from words where words match ?)", (without,)))
    rows = _ask(db, select, clauses, order)
    pairs = (pair for row in rows if (pair := told_pair(*row)))
    return (pair for pair in pairs if matches(said, article_facts(pair[0]), now))


def _quoted(value: str) -> str:
    """Words side by side, the last from its beginning. Quotes keep every sign in them from being an operator."""
    return '"' + re.sub(r'["\0]', " ", value) + '" *'


def _first_since(db: sqlite3.Connection, asked: Sequence[Term], now: datetime) -> int:
    """The first commit that can hold what since: asks for. (+: by the index on times, not along the table.)"""
    times = [
        clause[1][0] for t in asked if t.field in ("since", "age") and not t.inverse and (clause := _positive(t, now))
    ]
    if not times:
        return 0
    row = db.execute("select min(+seq) from told where at >= ?", (max(map(float, map(str, times))),)).fetchone()
    return int(row[0] or 1 << 62)


def _ask(db: sqlite3.Connection, select: str, clauses: Sequence[Clause], order: str) -> sqlite3.Cursor:
    where = " and ".join(f"({clause})" for clause, _ in clauses)
    values = [value for _, some in clauses for value in some]
    return db.execute(f"{select} where {where} order by {order}", values)
