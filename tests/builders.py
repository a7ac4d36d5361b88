"""Small builders for tests: one line a case. Sentences are made up here, figures and places are arguments."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sitrep.model.article import Article, Span
from sitrep.model.claim import Act, ActClass, Casualty, Kind, Reading, Scope, Stance, Strike, Weapon
from sitrep.model.count import Count
from sitrep.model.place import Place
from sitrep.model.when import UNDATED, When

NOON = datetime(2024, 5, 10, 12, tzinfo=UTC)
"""The moment builders count from: Friday 10 May 2024."""

TODAY = NOON.date()

COUNTRY = Place("Ukraine", "UA", "country", "UA", (), 49.0, 32.0)
RUSSIA = Place("Russia", "RU", "country", "RU", (), 60.0, 90.0)
NORTH = Place("Sumy Oblast", "UA.21", "region", "UA", ("UA",), 50.9, 34.3)
EAST = Place("Kharkiv Oblast", "UA.07", "region", "UA", ("UA",), 49.6, 36.4)
DISTRICT = Place("Izium Raion", "UA.07.3", "area", "UA", ("UA.07", "UA"), 49.2, 37.3)
KHARKIV = Place("Kharkiv", "706483", "exact", "UA", ("UA.07", "UA"), 49.98, 36.25)
IZIUM = Place("Izium", "707753", "exact", "UA", ("UA.07.3", "UA.07", "UA"), 49.21, 37.26)
KAPYTOLIVKA = Place("Kapytolivka", "707140", "exact", "UA", ("UA.07.3", "UA.07", "UA"), 49.18, 37.34)
SUMY = Place("Sumy", "692194", "exact", "UA", ("UA.21", "UA"), 50.92, 34.8)
SALTIVKA = Place("Saltivka", "693000", "exact", "UA", ("706483", "UA.07", "UA"), 50.0, 36.3)
BELGOROD = Place("Belgorod", "578072", "exact", "RU", ("RU.09", "RU"), 50.6, 36.59)
BELGOROD_AREA = Place("Belgorod Oblast", "RU.09", "region", "RU", ("RU",), 50.7, 37.5)
BRYANSK_AREA = Place("Bryansk Oblast", "RU.10", "region", "RU", ("RU",), 53.0, 33.5)


def at(hours: float = 0, days: int = 0) -> datetime:
    """Noon of the day, moved."""
    return NOON + timedelta(hours=hours, days=days)


def day(offset: int = 0) -> When:
    """A day stated by the text, counted from TODAY."""
    return When(TODAY + timedelta(days=offset), "day")


def on(moment: date) -> When:
    """A given day, stated by the text."""
    return When(moment, "day")


def article(name: str, outlet: str = "Harbour Post", hours: float = 0, **fields: Any) -> Article:
    """An article published `hours` after noon; its words are its name unless given."""
    moment = fields.pop("published", at(hours))
    fields.setdefault("title", f"Report {name}")
    fields.setdefault("body", f"The desk of {outlet} filed {name}.")
    fields.setdefault("family", outlet)
    fields.setdefault("version", "1")
    fields.setdefault("source", f"https://example.org/{outlet}")
    fields.setdefault("first_seen", moment or at())
    return Article(id=name, outlet=outlet, published=moment, **fields)


def count(low: int | None, high: int | None = -1, text: str = "") -> Count:
    """`count(5)` is exactly five, `count(5, None)` at least five, `count(None, 5)` up to five."""
    top = low if high == -1 else high
    words = text or (f"at least {low}" if top is None else f"up to {top}" if low is None else str(low))
    return Count(low, top, words)


def killed(low: int | None, high: int | None = -1, *places: Place, start: int = 40, **fields: Any) -> Casualty:
    """People killed, all of one incident unless `scope` says otherwise."""
    return people("killed", low, high, *places, start=start, **fields)


def injured(low: int | None, high: int | None = -1, *places: Place, start: int = 60, **fields: Any) -> Casualty:
    """People injured."""
    return people("injured", low, high, *places, start=start, **fields)


def people(
    kind: Kind, low: int | None, high: int | None = -1, *places: Place, start: int = 40, **fields: Any
) -> Casualty:
    """People counted, with a sentence that says so."""
    number = fields.pop("count", count(low, high, fields.pop("text", "")))
    quote = fields.pop("quote", f"The count stands: {number.text} {kind}.")
    scope: Scope = fields.pop("scope", "incident")
    where = next((p.country for p in places if p.country), None)
    return Casualty(quote, Span(start, start + 8), kind, number, scope=scope, places=places, country=where, **fields)


def strike(*places: Place, weapon: Weapon = "missile", when: When = UNDATED, start: int = 10, **fields: Any) -> Strike:
    """An attack on the places, the most exact first."""
    names = " and ".join(p.name for p in places) or "a town"
    quote = fields.pop("quote", f"A {weapon} came down on {names}.")
    stance: Stance | None = fields.pop("stance", "stated" if fields.get("attacker") else None)
    where = next((p.country for p in places if p.country), None)
    return Strike(
        quote,
        Span(start, start + 8),
        attacker_stance=stance,
        weapon=weapon,
        places=places,
        country=where,
        when=when,
        **fields,
    )


def act(actor: str, kind: ActClass, target: str | None = None, mode: str = "condemn", **fields: Any) -> Act:
    """A diplomatic act with a sentence of its own."""
    quote = fields.pop("quote", f"{actor} chose to {mode} {target or 'nobody'}.")
    return Act(quote, Span(5, 15), actor, kind, mode, target=target, **fields)


def reading(of: Article, *claims: Strike | Casualty | Act) -> Reading:
    """The reading of an article that makes these claims."""
    return Reading(
        of.id,
        of.version,
        of.language,
        strikes=tuple(c for c in claims if isinstance(c, Strike)),
        casualties=tuple(c for c in claims if isinstance(c, Casualty)),
        diplomacy=tuple(c for c in claims if isinstance(c, Act)),
    )


Pair = tuple[Article, Reading]


def told(
    name: str, *claims: Strike | Casualty | Act, outlet: str = "Harbour Post", hours: float = 0, **fields: Any
) -> Pair:
    """An article and its reading in one line."""
    made = article(name, outlet, hours, **fields)
    return made, reading(made, *claims)


def split(pairs: Iterable[Pair]) -> tuple[list[Article], list[Reading]]:
    """Pairs as the two lists that `Store.commit` takes."""
    listed = list(pairs)
    return [a for a, _ in listed], [r for _, r in listed]
