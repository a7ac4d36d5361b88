"""What the incident panes share: the order of aggregates and their parts."""

from collections.abc import Sequence
from operator import attrgetter

from sitrep.model.incident import Incident
from sitrep.model.place import Place

_PARENT = attrgetter("parent")


def in_tree(incidents: Sequence[Incident]) -> tuple[Sequence[Incident], Sequence[int]]:
    """Incidents in their order, and the depth of each: 1 for the parts of an aggregate, which follow it (R15).

    A part whose aggregate is not on the board stands for itself.
    """
    if not any(map(_PARENT, incidents)):
        return incidents, (0,) * len(incidents)
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
    return [incident for incident, _ in placed.values()], [depth for _, depth in placed.values()]


def spots(incident: Incident) -> list[Place]:
    """Its places without those that only say where another one of them lies."""
    return [p for p in incident.places if not any(p.key != q.key and p.contains(q) for q in incident.places)]
