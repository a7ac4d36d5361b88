"""The JSON forms that users script against (CONTRACT): plain dicts, in the order the document gives them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import msgspec

from sitrep.model.article import Article
from sitrep.model.claim import Act, Casualty, Claim, Reading, Strike
from sitrep.model.count import Count
from sitrep.model.health import Health
from sitrep.model.incident import (
    Action,
    Board,
    Evidence,
    Figure,
    Incident,
    RunningTotal,
    SideFigure,
    Step,
    Toll,
    Tombstone,
)
from sitrep.model.place import Place
from sitrep.views.evidence.reasons import because, rule_of

Form = dict[str, Any]


def stamp(moment: datetime | None) -> str | None:
    """A UTC moment as ISO 8601 with a Z, to the second; None stays None."""
    return None if moment is None else moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def encoded(form: Form | list[Form]) -> str:
    """A form, or a list of them, as one line of JSON."""
    return msgspec.json.encode(form).decode()


def reading_form(article: Article, reading: Reading, *, explain: bool = False, with_text: bool = False) -> Form:
    """One Reading as `sitrep read` prints it. `explain` adds each claim's rule, words and why; `with_text` the text."""
    text = article.text

    def reasons(claim: Claim) -> Form:
        if not explain:
            return {}
        words = text[claim.span.start : claim.span.end].strip()
        return {"rule": rule_of(claim), "words": words, "why": because(claim, text)}

    form: Form = {
        "id": article.id,
        "outlet": article.outlet,
        "url": article.url,
        "published": stamp(article.published),
        "language": reading.language,
        "strikes": [_strike(s) | reasons(s) for s in reading.strikes],
        "casualties": [_casualty(c) | reasons(c) for c in reading.casualties],
        "diplomacy": [_act(a) | reasons(a) for a in reading.diplomacy],
        "faults": [{"where": fault.where, "reason": fault.reason} for fault in reading.faults],
    }
    return form | {"text": article.text} if with_text else form


def board_form(board: Board) -> Form:
    """The board as `sitrep once --json` prints it."""
    return {
        "as_of": stamp(board.as_of),
        "situation": board.situation,
        "articles": board.articles,
        "feeds": [health_form(h) for h in board.feeds],
        "incidents": [incident_form(i) for i in board.incidents],
        "running_totals": [total_form(r) for r in board.running_totals],
        "diplomacy": [action_form(a) for a in board.actions],
        "dismissed": [incident_form(i) for i in board.dismissed],
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _names(places: Sequence[Place]) -> list[str]:
    return [place.name for place in places]


def _munitions(count: Count | None) -> Form | None:
    return None if count is None else {"low": count.low, "high": count.high, "text": count.text}


def _strike(s: Strike) -> Form:
    return {
        "attacker": s.attacker,
        "attacker_stance": s.attacker_stance,
        "weapon": s.weapon,
        "weapon_text": s.weapon_text,
        "munitions": _munitions(s.munitions),
        "fate": s.fate,
        "target": s.target,
        "places": _names(s.places),
        "country": s.country,
        "date": _day(s.when.day),
        "date_precision": s.when.precision,
        "speaker": s.speaker,
        "quote": s.quote,
        "span": [s.span.start, s.span.end],
    }


def _casualty(c: Casualty) -> Form:
    return {
        "kind": c.kind,
        "low": c.count.low,
        "high": c.count.high,
        "text": c.count.text,
        "who": c.who,
        "scope": c.scope,
        "cause": c.cause,
        "places": _names(c.places),
        "country": c.country,
        "date": _day(c.when.day),
        "speaker": c.speaker,
        "flags": list(c.flags),
        "quote": c.quote,
        "span": [c.span.start, c.span.end],
    }


def _act(a: Act) -> Form:
    return {
        "actor": a.actor,
        "act": a.act,
        "mode": a.mode,
        "target": a.target,
        "about": a.about,
        "venue": a.venue,
        "date": _day(a.when.day),
        "speaker": a.speaker,
        "quote": a.quote,
        "span": [a.span.start, a.span.end],
    }


def health_form(h: Health) -> Form:
    """How a feed fares, as the board has it."""
    return {
        "name": h.name,
        "url": h.url,
        "status": h.status,
        "last_ok": stamp(h.last_ok),
        "last_error": h.last_error,
        "next_poll": stamp(h.next_poll),
        "entries": h.entries,
        "late": h.late,
    }


def _history(steps: Sequence[Step]) -> list[Form]:
    return [{"at": stamp(s.at), "low": s.low, "high": s.high, "speaker": s.speaker, "outlet": s.outlet} for s in steps]


def _toll(t: Toll) -> Form:
    return {
        "low": t.low,
        "best": t.best,
        "high": t.high,
        "text": t.text,
        "flags": list(t.flags),
        "status": t.status,
        "history": _history(t.history),
        "sides": [_side(s) for s in t.sides],
    }


def _side(s: SideFigure) -> Form:
    return {
        "side": s.side,
        "low": s.low,
        "high": s.high,
        "text": s.text,
        "speaker": s.speaker,
        "outlet": s.outlet,
        "at": stamp(s.at),
        "enemy": s.enemy,
    }


def _tombstone(t: Tombstone | None) -> Form | None:
    if t is None:
        return None
    return {"at": stamp(t.at), "by": t.by, "why": t.why, "ruling": t.ruling or None, "since": t.since}


def _figure(f: Figure) -> Form:
    return {
        "at": stamp(f.at),
        "kind": f.kind,
        "low": f.low,
        "high": f.high,
        "text": f.text,
        "who": f.who,
        "scope": f.scope,
        "speaker": f.speaker,
        "outlet": f.outlet,
        "url": f.url,
        "article": f.article,
        "quote": f.quote,
        "span": [f.start, f.end],
        "origin": f.origin,
        "flags": list(f.flags),
    }


def _evidence(e: Evidence) -> Form:
    return {
        "outlet": e.outlet,
        "url": e.url,
        "at": stamp(e.at),
        "quote": e.quote,
        "article": e.article,
        "speaker": e.speaker,
        "span": [e.start, e.end],
    }


def incident_form(i: Incident) -> Form:
    """One incident of the board."""
    top = i.places[0] if i.places else None
    return {
        "id": i.id,
        "label": i.label,
        "kind": i.kind,
        "weapons": list(i.weapons),
        "places": _names(i.places),
        "country": i.country,
        "lat": top.lat if top else None,
        "lon": top.lon if top else None,
        "place_precision": top.precision if top else None,
        "date": _day(i.when.day),
        "date_precision": i.when.precision,
        "attackers": [{"name": a.name, "stance": a.stance, "by": a.by} for a in i.attackers],
        "targets": list(i.targets),
        "killed": _toll(i.killed),
        "injured": _toll(i.injured),
        "missing": _toll(i.missing),
        "captured": _toll(i.captured),
        "grade": i.grade,
        "outlets": i.outlets,
        "origins": i.origins,
        "articles": list(i.articles),
        "first_seen": stamp(i.first_seen),
        "updated": stamp(i.updated),
        "parent": i.parent,
        "children": list(i.children),
        "located": i.located,
        "munitions": i.munitions,
        "evidence": [_evidence(e) for e in i.evidence],
        "ledger": [_figure(f) for f in i.ledger],
        "aliases": list(i.aliases),
        "why": list(i.why),
        "tombstone": _tombstone(i.tombstone),
    }


def total_form(r: RunningTotal) -> Form:
    """One campaign's running total."""
    return {
        "label": r.label,
        "kind": r.kind,
        "low": r.low,
        "high": r.high,
        "text": r.text,
        "speaker": r.speaker,
        "outlet": r.outlet,
        "as_of": stamp(r.as_of),
        "history": _history(r.history),
        "quote": r.quote,
        "url": r.url,
        "article": r.article,
    }


def action_form(a: Action) -> Form:
    """One diplomatic act."""
    return {
        "id": a.id,
        "actor": a.actor,
        "act": a.act,
        "mode": a.mode,
        "target": a.target,
        "about": a.about,
        "venue": a.venue,
        "date": _day(a.when.day),
        "outlets": a.outlets,
        "origins": a.origins,
        "answers": a.answers,
        "evidence": [_evidence(e) for e in a.evidence],
    }
