"""What is new between two boards, a sentence a change: for logs, pipes and screen readers. Pure.

A restatement is no change (R4). Old and new figures stand in every revision, falls included (R13, R16). The sentences
use words where the screen uses glyphs: "at least 21", "not known", "21 to 24".
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal

import msgspec

from sitrep.model.claim import Kind
from sitrep.model.health import Health
from sitrep.model.incident import COUNTED, UNKNOWN, Action, Board, Evidence, Figure, Incident, RunningTotal, Toll
from sitrep.views.printed.forms import Form, action_form, incident_form, stamp, total_form
from sitrep.views.wording import act_words, attributed, day_long, disputed, plural, vague

ChangeKind = Literal[
    "new_incident",
    "toll",
    "grade",
    "attackers",
    "place",
    "day",
    "merged",
    "withdrawn",
    "new_act",
    "running_total",
    "feed",
]
Said = str | Toll | RunningTotal | None

ALWAYS: tuple[Kind, ...] = ("killed", "injured")
"""Tolls that a new incident is told with even where nobody gave a figure; the others only where somebody did."""


Voice = Figure | Evidence | RunningTotal
"""Who says so: its speaker, outlet, sentence and link."""


class Change(msgspec.Struct, frozen=True):
    """One thing that is new. `at` is the newer board's moment (UTC), `id` the thing's id (a feed's url).

    `old` and `new` are what it was and is: tolls, or words. `counted` says which toll. `voices` are those who say so,
    the newest first: one for each end of a range. `item` is the thing itself.
    """

    change: ChangeKind
    at: datetime
    id: str
    label: str
    text: str
    counted: Kind | None = None
    old: Said = None
    new: Said = None
    voices: tuple[Voice, ...] = ()
    item: Incident | Action | RunningTotal | Health | None = None


def changes(before: Board, after: Board) -> tuple[Change, ...]:
    """What is new in `after`, the oldest first. Give both boards one scope without a window: what only grew old
    would else look withdrawn.
    """
    at = after.as_of
    return (
        *_incidents(before.incidents, after.incidents, at),
        *_totals(before.running_totals, after.running_totals, at),
        *_actions(before.actions, after.actions, at),
        *_feeds(before.feeds, after.feeds, at),
    )


def change_line(change: Change) -> str:
    """The change as one line of plain text: its moment, the sentence, the links."""
    return " ".join(
        (f"{change.at:%Y-%m-%d %H:%M}Z {change.text}", *dict.fromkeys(v.url for v in change.voices if v.url))
    )


def change_form(change: Change) -> Form:
    """The change as `sitrep watch --jsonl` prints it: every voice, and the first of them in keys of its own."""
    voices = [_voice_form(voice) for voice in change.voices]
    first = voices[0] if voices else dict.fromkeys(("speaker", "outlet", "quote", "url"))
    return {
        "change": change.change,
        "at": stamp(change.at),
        "id": change.id,
        "label": change.label,
        "text": change.text,
        "counted": change.counted,
        "old": _said(change.old),
        "new": _said(change.new),
        **first,
        "voices": voices,
        "item": _item(change.item),
    }


def _voice_form(voice: Voice) -> Form:
    return {
        "speaker": voice.speaker,
        "outlet": voice.outlet,
        "quote": voice.quote or None,
        "url": voice.url or None,
    }


def spoken(low: int | None, high: int | None) -> str:
    """A figure in words that can be read aloud: 21; at least 21; 21 to 24; up to 30; not known."""
    if low is None:
        return "not known" if high is None else f"up to {high:,}"
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def spoken_toll(toll: Toll) -> str:
    """A toll in such words. Vague words stay words (R11); a stated "none" is not the unknown (R12)."""
    if toll.status != "known":
        return "none" if toll.status == "none" else "not known"
    return toll.text if vague(toll) else spoken(toll.low, toll.high)


# -- incidents --------------------------------------------------------------------------------------------------------


def _incidents(before: Sequence[Incident], after: Sequence[Incident], at: datetime) -> Iterator[Change]:
    old = {incident.id: incident for incident in before}
    now = {incident.id for incident in after}
    heirs = {alias: incident for incident in after for alias in incident.aliases}
    for incident in reversed(after):
        was = old.get(incident.id) or next((old[a] for a in incident.aliases if a in old and a not in now), None)
        if was is None:
            yield _new(incident, at)
        elif was is not incident:
            yield from _altered(was, incident, at)
    for incident in reversed(before):
        if incident.id in now:
            continue
        heir = heirs.get(incident.id)
        if heir is None:
            text = f"No longer counted: {_dated(incident)}; its reports were withdrawn or corrected."
            yield Change("withdrawn", at, incident.id, incident.label, text, item=incident)
        elif heir.id in old:
            text = f"Now counted as one: {_dated(incident)}, with {_dated(heir)}."
            yield Change("merged", at, incident.id, incident.label, text, old=incident.id, new=heir.id, item=heir)


def _new(incident: Incident, at: datetime) -> Change:
    tolls = zip(COUNTED, incident.tolls, strict=True)
    told = "; ".join(f"{kind} {spoken_toll(t)}" for kind, t in tolls if kind in ALWAYS or t.low or t.high)
    voices = _first_told(incident)
    text = f"New {incident.kind}: {_dated(incident)}; by {_by(incident)}; {told}{_named(voices)}; {_grade(incident)}."
    return Change("new_incident", at, incident.id, incident.label, text, voices=voices, item=incident)


def _first_told(incident: Incident) -> tuple[Voice, ...]:
    """Who gave the toll that is told first; where none is told the newest figure, or sentence."""
    for kind in ALWAYS:
        if givers := _givers([f for f in incident.ledger if f.kind == kind], UNKNOWN, incident.toll(kind)):
            return tuple(givers)
    said = _newest(incident.ledger) or max(incident.evidence, key=lambda e: e.at, default=None)
    return (said,) if said else ()


def _altered(was: Incident, now: Incident, at: datetime) -> Iterator[Change]:
    for kind, old, new in zip(COUNTED, was.tolls, now.tolls, strict=True):
        if _differs(old, new):
            yield _toll(now, kind, old, new, at)
    yield from _moved(was, now, at)
    if was.grade != now.grade and now.tombstone is not None:
        stone = now.tombstone
        by = f"{stone.by}, {stamp(stone.at)}{f': {stone.why}' if stone.why else ''}"
        text = f"Withdrawn: {_dated(now)}; killed {spoken_toll(now.killed)} as told before, in no sum now; {by}."
        yield Change("withdrawn", at, now.id, now.label, text, old=was.grade, new=now.grade, item=now)
    elif was.grade != now.grade:
        text = f"Grade of {_dated(now)}: {was.grade} before, now {_grade(now)}."
        yield Change("grade", at, now.id, now.label, text, old=was.grade, new=now.grade, item=now)
    if _by(was) != _by(now):
        text = f"Said to have done it, {_dated(now)}: {_by(was)} before, now {_by(now)}."
        yield Change("attackers", at, now.id, now.label, text, old=_by(was), new=_by(now), item=now)


def _moved(was: Incident, now: Incident, at: datetime) -> Iterator[Change]:
    """Another place or day than was told before: whoever acted on the first must hear of it."""
    old, new = (i.places[0].name if i.places else "no place" for i in (was, now))
    if old != new:
        text = f"Place of {_dated(now)}: {old} before, now {new}."
        yield Change("place", at, now.id, now.label, text, old=old, new=new, item=now)
    if was.when.day != now.when.day:
        before, after = day_long(was.when), day_long(now.when)
        text = f"Day of {now.label}: {before} before, now {after}."
        yield Change("day", at, now.id, now.label, text, old=before, new=after, item=now)


def _differs(old: Toll, new: Toll) -> bool:
    return (old.status, old.low, old.high, _doubted(old)) != (new.status, new.low, new.high, _doubted(new))


def _doubted(toll: Toll) -> bool:
    return "disputed" in toll.flags


def _toll(incident: Incident, kind: Kind, old: Toll, new: Toll, at: datetime) -> Change:
    givers = tuple(_givers([f for f in incident.ledger if f.kind == kind], old, new))
    if old.status == "unknown":
        told = f"First figure for {kind}: {spoken_toll(new)}"
    elif new.status == "unknown":
        told = f"Figure for {kind} withdrawn: {spoken_toll(old)} before, now not known"
    elif spoken_toll(old) == spoken_toll(new):
        told = f"Figure for {kind}, {spoken_toll(new)}, is {'now' if _doubted(new) else 'no longer'} disputed"
    else:
        down = (new.low or 0) < (old.low or 0) and (new.high or 0) <= (old.high or new.high or 0)
        told = f"{kind.capitalize()} revised{' down' if down else ''} from {_bounds(old)} to {_bounds(new)}"
    doubt = ", disputed" if _doubted(new) and "disputed" not in told else ""
    text = f"{told}{doubt}: {_dated(incident)}{_named(givers)}; {_grade(incident)}."
    return Change("toll", at, incident.id, incident.label, text, kind, old, new, givers, incident)


def _bounds(toll: Toll) -> str:
    """A toll within "from ... to ...": a range says that it is one."""
    said = spoken_toll(toll)
    ranged = toll.low is not None and toll.high is not None and toll.low != toll.high and not vague(toll)
    return f"a range of {said}" if ranged else said


def _by(incident: Incident) -> str:
    return ", ".join(dict.fromkeys(map(attributed, incident.attackers))) or "nobody named"


def _grade(incident: Incident) -> str:
    doubt = ", disputed" if disputed(incident) and incident.grade != "contested" else ""
    return f"{incident.grade}, {plural(incident.origins, 'independent voice')}{doubt}"


def _dated(incident: Incident) -> str:
    return f"{incident.label}, {day_long(incident.when)}"


def _givers(ledger: Sequence[Figure], old: Toll, new: Toll) -> list[Figure]:
    """Who gave what is told of `new`: for each end of the range that is new, the newest figure that gives it, rather
    one that gives the whole range (R20). The newest first; nobody where nobody gives it.
    """
    if new.status == "unknown":
        newest = _newest(ledger)
        return [newest] if newest else []
    fresh = [side for side in ("low", "high") if getattr(old, side) != getattr(new, side)]
    found: list[Figure] = []
    for side in fresh or ("low", "high"):
        gives = [f for f in ledger if getattr(f, side) == getattr(new, side)]
        giver = max(gives, key=lambda f: ((f.low, f.high) == (new.low, new.high), f.at), default=None)
        if giver is not None and giver not in found and (getattr(new, side) is not None or not found):
            found.append(giver)
    return sorted(found, key=lambda f: f.at, reverse=True)


def _newest(ledger: Sequence[Figure]) -> Figure | None:
    return max(ledger, key=lambda figure: figure.at, default=None)


def _named(voices: Sequence[Voice]) -> str:
    """As the end of a clause: "; governor, via Post and Ridge Wire"."""
    names = dict.fromkeys(f"{v.speaker}, via {v.outlet}" if v.speaker else v.outlet for v in voices)
    return f"; {' and '.join(names)}" if names else ""


# -- the rest ---------------------------------------------------------------------------------------------------------


def _totals(before: Sequence[RunningTotal], after: Sequence[RunningTotal], at: datetime) -> Iterator[Change]:
    old = {_series(total): total for total in before}
    for total in reversed(after):
        was = old.get(_series(total))
        if was is not None and (was.low, was.high) == (total.low, total.high):
            continue
        said = spoken(total.low, total.high) if total.low or total.high else total.text
        earlier = f", {spoken(was.low, was.high)} before" if was else ""
        voice = _named((total,))
        text = f"Running total of {total.kind}, {total.label}: {said}{earlier}{voice}; not part of any incident."
        name = f"{total.label}:{total.kind}"
        yield Change("running_total", at, name, total.label, text, total.kind, was, total, (total,), total)


def _series(total: RunningTotal) -> tuple[str, str]:
    return total.label, total.kind


def _actions(before: Sequence[Action], after: Sequence[Action], at: datetime) -> Iterator[Change]:
    known = {action.id for action in before}
    kept = {action.id for action in after}
    for action in reversed(after):
        if action.id not in known:
            words = act_words(action)
            voices = tuple(sorted(action.evidence, key=lambda e: e.at)[-1:])
            about = f", about {action.about}" if action.about else ""
            text = f"New act: {words}{about}, {day_long(action.when)}{_named(voices)}."
            yield Change("new_act", at, action.id, words, text, voices=voices, item=action)
    for action in reversed(before):
        if action.id not in kept:
            words = act_words(action)
            text = f"No longer counted: {words}, {day_long(action.when)}; its reports were withdrawn or corrected."
            yield Change("withdrawn", at, action.id, words, text, item=action)


def _feeds(before: Sequence[Health], after: Sequence[Health], at: datetime) -> Iterator[Change]:
    old = {feed.url: feed.status for feed in before}
    for feed in after:
        was = old.get(feed.url, "new")
        if was == feed.status or feed.status == "new" or (was == "new" and feed.status == "ok"):
            continue
        why = f": {feed.last_error}" if feed.last_error and feed.status != "ok" else ""
        text = f"Feed {feed.name}: {was} before, now {feed.status}{why}."
        yield Change("feed", at, feed.url, feed.name, text, old=was, new=feed.status, item=feed)


def _said(said: Said) -> Form | str | None:
    if isinstance(said, Toll):
        return {"low": said.low, "best": said.best, "high": said.high, "text": said.text, "status": said.status}
    if isinstance(said, RunningTotal):
        return {"low": said.low, "best": None, "high": said.high, "text": said.text, "status": "known"}
    return said


def _item(item: Incident | Action | RunningTotal | Health | None) -> Form | None:
    if isinstance(item, Incident):
        return incident_form(item)
    if isinstance(item, Action):
        return action_form(item)
    return total_form(item) if isinstance(item, RunningTotal) else None
