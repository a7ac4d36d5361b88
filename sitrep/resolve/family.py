"""Totals and their located parts (METHOD.md R15): "39, of which 16 located". Parent and parts are never added."""

from collections.abc import Iterable

import msgspec

from sitrep.model.incident import Incident
from sitrep.resolve.casefile import Casefile
from sitrep.resolve.facts import Facts


class Kin(msgspec.Struct, frozen=True):
    """An incident with the facts that decide whose part it is, and the file of its reports."""

    incident: Incident
    facts: Facts
    file: Casefile


def is_part(child: Kin, parent: Kin) -> bool:
    """True if `child` is one located event of the total `parent`: its day, inside its places, by no rival hand."""
    c, p = child.facts, parent.facts
    if not p.wide or c.intercepted or p.intercepted or child.incident.id == parent.incident.id:
        return False
    if c.wide and not (len(c.spots) > 1 and p.level > 3 and len(p.spots) <= 1):
        return False
    if (c.level >= p.level and not c.wide) or not c.spots:
        return False
    if not _inside(c, p) or not _one_day(c, p):
        return False
    if c.attackers and p.attackers and not c.attackers & p.attackers:
        return False
    if not _counts(parent.incident):
        alone = not parent.incident.munitions and not _together(child.file, parent.file)
        if alone or child.incident.killed.status == "known":
            return False  # a barrage whose dead nobody counts owns no town's dead
    return not _outgrows(child, parent)


def _counts(incident: Incident) -> bool:
    """True if it counts people over its places; "strikes across the country" alone owns no town's dead."""
    return any(t.status == "known" for t in incident.tolls)


def _together(a: Casefile, b: Casefile) -> bool:
    """True if some article tells of both."""
    few, many = sorted((a, b), key=lambda file: len(file.articles))
    return any(article in many.articles for article in few.articles)


def _inside(c: Facts, p: Facts) -> bool:
    if not p.spots:
        return p.country is not None and p.country == c.country
    return all(any(big.contains(small) for big in p.spots) for small in c.spots)


def _one_day(c: Facts, p: Facts) -> bool:
    if c.day and p.day:
        return c.day == p.day
    return abs((c.anchor - p.anchor).days) <= 1


def _outgrows(child: Kin, parent: Kin) -> bool:
    """A total smaller than one town's own count is not that town's total."""
    mine, whole = child.incident.killed.low, parent.incident.killed.high or parent.incident.killed.best
    return mine is not None and whole is not None and mine > whole


def parents(kin: Iterable[Kin]) -> dict[str, str]:
    """Child id -> parent id. Of several totals the narrowest takes the part, then the one with more articles."""
    everyone = sorted(kin, key=lambda k: k.incident.id)
    totals = [k for k in everyone if k.facts.wide]
    found: dict[str, str] = {}
    for child in everyone:
        fitting = [t for t in totals if is_part(child, t)]
        if fitting:
            best = min(fitting, key=lambda t: (t.facts.level, -len(t.incident.articles), t.incident.id))
            found[child.incident.id] = best.incident.id
    return found


def with_family(incident: Incident, parent: str | None, children: Iterable[Incident]) -> Incident:
    """The incident with its parent, its children and how many of its killed they locate (R15)."""
    parts = sorted(children, key=lambda c: c.id)
    known = [c.killed.best for c in parts if c.killed.best is not None]
    located = sum(known) if known else None
    names = tuple(c.id for c in parts)
    if (incident.parent, incident.children, incident.located) == (parent, names, located):
        return incident
    return msgspec.structs.replace(incident, parent=parent, children=names, located=located)
