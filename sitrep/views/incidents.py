"""Where an incident lies, and in which order incidents stand: what lists, evidence and exports share."""

from collections.abc import Iterable

from sitrep.model.incident import Incident
from sitrep.model.place import Place


def spots(incident: Incident) -> list[Place]:
    """Its places without those that only say where another one of them lies."""
    return [p for p in incident.places if not any(p.key != q.key and p.contains(q) for q in incident.places)]


def elsewhere(incident: Incident) -> list[Place]:
    """Places outside its own where some of its toll fell: "a man in the north and a child in the south"."""
    own = spots(incident)
    parts = {f.place.key: f.place for f in incident.ledger if f.scope == "part" and f.place is not None}
    return [p for p in parts.values() if own and not any(q.contains(p) or p.contains(q) for q in own)]


def newest_first(incidents: Iterable[Incident]) -> list[Incident]:
    """Some incidents in the order of a board."""
    return sorted(incidents, key=lambda incident: (incident.updated, incident.id), reverse=True)
