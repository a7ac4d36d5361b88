"""What the incident panes share: the order of aggregates and their parts."""

from collections.abc import Iterable, Sequence
from itertools import repeat

from sitrep.model.incident import Incident
from sitrep.model.place import Place


def in_tree(incidents: Sequence[Incident]) -> Iterable[tuple[Incident, int]]:
    """Incidents in their order with their depth: 1 for the parts of an aggregate, which follow it (R15).

    A part whose aggregate is not on the board stands for itself.
    """
    if not any(incident.parent for incident in incidents):
        return zip(incidents, repeat(0))
    known = {incident.id for incident in incidents}
    parts: dict[str, list[Incident]] = {}
    for incident in incidents:
        if incident.parent in known and incident.parent != incident.id:
            parts.setdefault(str(incident.parent), []).append(incident)
    inside = {part.id for group in parts.values() for part in group}
    placed: dict[str, tuple[Incident, int]] = {}
    for incident in incidents:
        if incident.id not in inside:
            placed.setdefault(incident.id, (incident, 0))
            for part in parts.get(incident.id, ()):
                placed.setdefault(part.id, (part, 1))
    for incident in incidents:  # a part of a part, or a ring of parents, must not vanish from the screen
        placed.setdefault(incident.id, (incident, 1))
    return list(placed.values())


def spots(incident: Incident) -> list[Place]:
    """Its places without those that only say where another one of them lies."""
    return [p for p in incident.places if not any(p.key != q.key and p.contains(q) for q in incident.places)]
