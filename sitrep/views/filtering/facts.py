"""What a filter may ask of a thing: its words, places, weapons, actors, tolls, outlets, grade and time."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from sitrep.model.article import Article
from sitrep.model.health import Health
from sitrep.model.incident import Action, Incident, RunningTotal, Toll

Spot = tuple[float, float]
"""Latitude and longitude in degrees, WGS84."""
Interval = tuple[int | None, int | None]
"""Lowest and highest stated; None is unknown on that side."""


class Facts(msgspec.Struct, frozen=True, gc=False):
    """Lower-case words and values of one thing. A toll of None was never stated: no comparison holds for it (R12).

    `spots` are the towns and quarters it happened in: a region's middle is none (R6).

    `at` is when it was last told of, `first` when it was first heard here, `stepped` when one of its tolls last became
    another than it was (UTC); None where nothing says so.
    """

    text: str = ""
    places: tuple[str, ...] = ()
    spots: tuple[Spot, ...] = ()
    weapons: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    grade: str = ""
    flags: tuple[str, ...] = ()
    killed: Interval | None = None
    injured: Interval | None = None
    missing: Interval | None = None
    captured: Interval | None = None
    at: datetime | None = None
    first: datetime | None = None
    stepped: datetime | None = None


def incident_facts(incident: Incident) -> Facts:
    """What is known of an incident, its ledger's speakers and outlets included."""
    outlets = _lower([f.outlet for f in incident.ledger] + [e.outlet for e in incident.evidence])
    speakers = [f.speaker or "" for f in incident.ledger]
    places = _lower([p.name for p in incident.places] + [incident.country or ""])
    weapons = _lower(incident.weapons)
    actors = _lower(a.name for a in incident.attackers)
    words = [incident.label, incident.kind, incident.grade, *incident.targets, *speakers]
    return Facts(
        text=" ".join([*_lower(words), *places, *weapons, *actors, *outlets]),
        places=places,
        spots=tuple(
            (p.lat, p.lon)
            for p in incident.places
            if p.precision in ("exact", "area") and p.lat is not None and p.lon is not None
        ),
        weapons=weapons,
        actors=actors,
        feeds=outlets,
        grade=incident.grade,
        flags=_lower(flag for toll in incident.tolls for flag in toll.flags),
        killed=_interval(incident.killed),
        injured=_interval(incident.injured),
        missing=_interval(incident.missing),
        captured=_interval(incident.captured),
        at=incident.updated,
        first=incident.first_seen,
        stepped=max((toll.history[-1].at for toll in incident.tolls if len(toll.history) > 1), default=None),
    )


def total_facts(total: RunningTotal) -> Facts:
    """What is known of a campaign's own series."""
    interval = (total.low, total.high)
    return Facts(
        text=f"{total.label} {total.kind} {total.speaker or ''} {total.outlet}".lower(),
        places=(total.label.lower(),),
        feeds=(total.outlet.lower(),),
        killed=interval if total.kind == "killed" else None,
        injured=interval if total.kind == "injured" else None,
        missing=interval if total.kind == "missing" else None,
        captured=interval if total.kind == "captured" else None,
        at=total.as_of,
        first=total.history[0].at if total.history else total.as_of,
        stepped=total.as_of if len(total.history) > 1 else None,
    )


def action_facts(action: Action) -> Facts:
    """What is known of a diplomatic act."""
    words = [action.actor, action.act, action.mode, action.target or "", action.about or "", action.venue or ""]
    outlets = _lower(e.outlet for e in action.evidence)
    return Facts(
        text=" ".join([*_lower(words), *outlets]),
        places=_lower([action.venue or ""]),
        actors=_lower([action.actor, action.target or ""]),
        feeds=outlets,
        at=action.updated,
        first=action.first_seen,
    )


def article_facts(article: Article) -> Facts:
    """What is known of an article: its words and where it came from."""
    return Facts(
        text=f"{article.text} {article.outlet} {article.source}".lower(),
        feeds=_lower([article.outlet, article.source]),
        at=article.at,
        first=article.first_seen,
    )


def feed_facts(health: Health) -> Facts:
    """What is known of a feed."""
    text = f"{health.name} {health.url} {health.status} {health.last_error or ''}".lower()
    return Facts(text=text, feeds=(health.name.lower(),), at=health.last_ok)


def _lower(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.lower() for word in words if word))


def _interval(toll: Toll) -> Interval | None:
    return None if toll.status == "unknown" else (toll.low, toll.high)
