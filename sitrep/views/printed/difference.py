"""Two boards of the same articles, and what differs: what other rules of reading made of them."""

from collections.abc import Iterator

import msgspec

from sitrep.model.incident import COUNTED, Board, Incident, Toll
from sitrep.views.printed.forms import Form
from sitrep.views.wording import figure


class Difference(msgspec.Struct, frozen=True):
    """Incidents there were not before, incidents there are no more, and pairs whose tolls changed."""

    new: tuple[Incident, ...] = ()
    gone: tuple[Incident, ...] = ()
    changed: tuple[tuple[Incident, Incident], ...] = ()


def difference(before: Board, after: Board) -> Difference:
    """What `after` shows that `before` did not, incident by incident; one that only has another id is the same."""
    old = {i.id: i for i in before.incidents}
    left = dict(old)
    pairs: list[tuple[Incident, Incident]] = []
    new: list[Incident] = []
    for incident in after.incidents:
        same = left.pop(incident.id, None)
        if same:
            pairs.append((same, incident))
        else:
            new.append(incident)
    by_articles = {i.articles: i for i in left.values()}
    still_new = []
    for incident in new:
        same = by_articles.pop(incident.articles, None)
        if same:
            del left[same.id]
            pairs.append((same, incident))
        else:
            still_new.append(incident)
    changed = [(a, b) for a, b in pairs if any(map(_moved, a.tolls, b.tolls))]
    return Difference(tuple(still_new), tuple(left.values()), tuple(changed))


def difference_lines(found: Difference) -> Iterator[str]:
    """A line a change: + new, - gone, ~ another toll."""
    for incident in found.new:
        yield f"+ {incident.id}  {incident.label}{_tolls(incident)}"
    for incident in found.gone:
        yield f"- {incident.id}  {incident.label}{_tolls(incident)}"
    for old, now in found.changed:
        tolls = zip(COUNTED, old.tolls, now.tolls, strict=True)
        moved = [f"{kind} {figure(a)} -> {figure(b)}" for kind, a, b in tolls if _moved(a, b)]
        yield f"~ {now.id}  {now.label}: {', '.join(moved)}"


def difference_form(found: Difference) -> Form:
    """The same in JSON."""
    return {
        "new": [_form(i) for i in found.new],
        "gone": [_form(i) for i in found.gone],
        "changed": [{"before": _form(a), "after": _form(b)} for a, b in found.changed],
    }


def _form(incident: Incident) -> Form:
    tolls = zip(COUNTED, incident.tolls, strict=True)
    return {"id": incident.id, "label": incident.label} | {
        kind: {"low": t.low, "best": t.best, "high": t.high, "status": t.status} for kind, t in tolls
    }


def _moved(before: Toll, after: Toll) -> bool:
    return (before.status, before.low, before.best, before.high) != (after.status, after.low, after.best, after.high)


def _tolls(incident: Incident) -> str:
    tolls = zip(COUNTED, incident.tolls, strict=True)
    said = [f"{kind} {figure(toll)}" for kind, toll in tolls if toll.status != "unknown"]
    return f": {', '.join(said)}" if said else ""
