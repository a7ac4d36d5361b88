"""What a key makes of the row under the cursor: the ruling a person wishes (R27), as a value and in plain words."""

from collections.abc import Sequence
from datetime import date

from sitrep.model.article import Article
from sitrep.model.incident import Board, Incident, Tombstone
from sitrep.model.place import Place
from sitrep.model.ruling import Deed, Dismiss, Merge, Redate, Relocate, Ruling, Split, Undo
from sitrep.model.when import When
from sitrep.tui.seen import INCIDENT_PANES
from sitrep.tui.under import Under
from sitrep.views.calendar import Calendar
from sitrep.views.wording import day_long, figure, plural


class Refused(Exception):
    """This can't be done here; the message says what to do instead."""


def incident_under(under: Under) -> Incident:
    """The incident the cursor is on. Raises Refused where it is on none, and on the sample, which nobody rules."""
    if under.snapshot.sample:
        raise Refused("the sample is not yours to rule; d goes back to the live board")
    if under.pane not in INCIDENT_PANES or under.row is None:
        raise Refused("put the cursor on an incident first (panes 1 and 2)")
    found = named(under.snapshot.board, under.row.key)
    if found is None:
        raise Refused("put the cursor on an incident first")
    return found


def named(board: Board, name: str) -> Incident | None:
    """The incident of that id, or the one that was called so before."""
    return next((i for i in board.incidents if i.id == name or name in i.aliases), None)


def joining(under: Under) -> Merge:
    """The picked incidents and the one under the cursor are one."""
    here = incident_under(under)
    names = tuple(dict.fromkeys([*under.picked, here.id]))
    if len(names) < 2:
        raise Refused("pick the others with v first, then J on the one they belong to")
    return Merge(names)


def splitting(under: Under) -> Split:
    """The article of the evidence under the cursor tells of another incident."""
    here = incident_under(under)
    if not under.article:
        raise Refused("open the evidence (Enter), put the cursor on the article that does not belong, then X")
    if len(here.articles) < 2:
        raise Refused("this incident has one article only; D dismisses it")
    return Split(here.id, (under.article,))


def dismissing(under: Under) -> Dismiss:
    """The incident under the cursor is none."""
    return Dismiss(incident_under(under).id)


def correcting(under: Under, said: str, places: Sequence[Place]) -> Deed | tuple[Place, ...]:
    """Another day ("2023-12-30") or another place, as typed; where several places are called so, those to pick from."""
    here = incident_under(under)
    try:
        return Redate(here.id, When(date.fromisoformat(said.strip()), "day"))
    except ValueError:
        pass
    if not places:
        raise Refused(
            f'"{said}" is no day such as {under.snapshot.calendar.today} and no place that is known; C asks again'
        )
    return Relocate(here.id, places[0]) if len(places) == 1 else tuple(places)


def words(deed: Deed, board: Board, rulings: Sequence[Ruling] = ()) -> str:
    """The deed as one would say it, with the names of what it is about."""

    def label(name: str) -> str:
        found = named(board, name) or next((i for i in board.dismissed if i.id == name or name in i.aliases), None)
        return f'"{found.label}"' if found else name

    match deed:
        case Merge(incidents):
            labels = list(dict.fromkeys(map(label, incidents)))
            return (
                f"join {' and '.join(labels)}" if len(labels) > 1 else f"join {len(incidents)} incidents: {labels[0]}"
            )
        case Split(incident, articles):
            return f"take {plural(len(articles), 'article')} out of {label(incident)}"
        case Dismiss(incident):
            return f"dismiss {label(incident)}"
        case Relocate(incident, place):
            return f"put {label(incident)} in {place_words(place)}"
        case Redate(incident, when):
            return f"put {label(incident)} on {day_long(when)}"
        case Undo(ruling):
            undone = next((r for r in rulings if r.id == ruling), None)
            return f"undo: {words(undone.deed, board)}" if undone else f"undo ruling {ruling}"


def foreseen(deed: Deed, board: Board, after: Sequence[Incident]) -> list[str]:
    """What a join or a split would make, `after`, and what stands now, for whoever is about to confirm it: lines."""
    if not isinstance(deed, (Merge, Split)):
        return []
    names = deed.incidents if isinstance(deed, Merge) else (deed.incident,)
    now = [found for found in (named(board, name) for name in names) if found is not None]
    lines = [line for incident in after for line in _told("then: ", incident)] or ["then: can't be told yet"]
    lines += [line for incident in now for line in _told("now:  ", incident)]
    for what, found in (("days", {day_long(i.when) for i in now}), ("countries", {i.country or "–" for i in now})):
        if len(found) > 1:
            lines.append(f"! they are of different {what}: {', '.join(sorted(found))}")
    return lines


def taken_out(deed: Deed, articles: Sequence[Article]) -> list[str]:
    """Which articles a split takes out, for whoever is about to confirm it: lines."""
    out = deed.articles if isinstance(deed, Split) else ()
    return [f"out:  {article.title} ({article.outlet})" for article in articles if article.id in out]


def _told(start: str, incident: Incident) -> tuple[str, str]:
    """An incident in two lines, with what a join or a split changes of it."""
    killed, injured = (figure(toll) for toll in (incident.killed, incident.injured))
    tolls = f"killed {killed}, injured {injured}; {incident.grade}, {plural(incident.outlets, 'outlet')}"
    return f"{start}{incident.label}, {day_long(incident.when)}", f"      {tolls}"


def dismissed_words(incident: Incident, stone: Tombstone, calendar: Calendar) -> str:
    """A dismissed incident with who dismissed it, when, why, and how many reports of it came since."""
    since = plural(stone.since, "report") if stone.since else "no report"
    day = day_long(incident.when)
    return f"{incident.label}, {day}: {stone.by}, {calendar.short(stone.at)}: {stone.why}; {since} since"


def place_words(place: Place) -> str:
    """A place as one tells it from another of its name: "Kharkiv, UA (region)"."""
    kind = "" if place.precision == "exact" else f" ({place.precision})"
    return f"{place.name}, {place.country or 'no country'}{kind}"


def undoable(rulings: Sequence[Ruling]) -> list[Ruling]:
    """The rulings that hold and can be undone, newest first."""
    undone = {r.deed.ruling for r in rulings if isinstance(r.deed, Undo)}
    standing = [r for r in rulings if not isinstance(r.deed, Undo) and r.id not in undone]
    return sorted(standing, key=lambda r: (r.at, r.id), reverse=True)
