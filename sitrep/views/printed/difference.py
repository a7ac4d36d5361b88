"""Two boards of the same articles, and what differs: what other rules of reading made of them."""

from collections.abc import Iterator, Sequence

import msgspec

from sitrep.model.incident import Board, Incident, Toll
from sitrep.views.printed.forms import Form
from sitrep.views.wording import figure

TOLLS = ("killed", "injured", "missing", "captured")


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
    changed = [(a, b) for a, b in pairs if any(_said(a, kind) != _said(b, kind) for kind in TOLLS)]
    return Difference(tuple(still_new), tuple(left.values()), tuple(changed))


def difference_lines(found: Difference) -> Iterator[str]:
    """A line a change: + new, - gone, ~ another toll."""
    for incident in found.new:
        yield f"+ {incident.id}  {incident.label}{_tolls(incident)}"
    for incident in found.gone:
        yield f"- {incident.id}  {incident.label}{_tolls(incident)}"
    for old, now in found.changed:
        moved = [
            f"{kind} {_text(old, kind)} -> {_text(now, kind)}" for kind in TOLLS if _said(old, kind) != _said(now, kind)
        ]
        yield f"~ {now.id}  {now.label}: {', '.join(moved)}"


def difference_form(found: Difference) -> Form:
    """The same in JSON."""
    return {
        "new": [_form(i) for i in found.new],
        "gone": [_form(i) for i in found.gone],
        "changed": [{"before": _form(a), "after": _form(b)} for a, b in found.changed],
    }


def _form(incident: Incident) -> Form:
    tolls: Sequence[tuple[str, Toll]] = [(kind, getattr(incident, kind)) for kind in TOLLS]
    return {"id": incident.id, "label": incident.label} | {
        kind: {"low": t.low, "best": t.best, "high": t.high, "status": t.status} for kind, t in tolls
    }


def _said(incident: Incident, kind: str) -> tuple[object, ...]:
    toll: Toll = getattr(incident, kind)
    return (toll.status, toll.low, toll.best, toll.high)


def _text(incident: Incident, kind: str) -> str:
    toll: Toll = getattr(incident, kind)
    return figure(toll)


def _tolls(incident: Incident) -> str:
    said = [f"{kind} {_text(incident, kind)}" for kind in TOLLS if _said(incident, kind)[0] != "unknown"]
    return f": {', '.join(said)}" if said else ""
