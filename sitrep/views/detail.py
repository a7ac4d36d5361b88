"""The evidence behind a row, as lines of plain text with roles: who said which figure when, in which sentence (R20)."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Literal

import msgspec

from sitrep.model.article import Article
from sitrep.model.claim import Kind
from sitrep.model.health import Health
from sitrep.model.incident import Action, Attribution, Evidence, Figure, Incident, RunningTotal, Toll
from sitrep.model.when import When
from sitrep.views.calendar import Calendar
from sitrep.views.feeds import WORDS, shown_as
from sitrep.views.floor import left
from sitrep.views.incidents import elsewhere, newest_first
from sitrep.views.index import Index, index_of
from sitrep.views.pane import Snapshot
from sitrep.views.says import origins_behind
from sitrep.views.strikes import weapons
from sitrep.views.timeline import UNDATED, Day, day_key, days, summed
from sitrep.views.totals import total_key
from sitrep.views.wording import (
    ACCUSED,
    UNKNOWN_FIGURE,
    act_words,
    day_long,
    figure,
    interval,
    plural,
)

Role = Literal["plain", "dim", "bold", "alert", "warn", "good", "accent", "figure", "quote", "label"]
"""figure: the words of a quote that give its figure. label: the name of what follows."""


KINDS: tuple[Kind, ...] = ("killed", "injured", "missing", "captured")
LABEL_WIDTH = 11
"""Cells that a label and its gap take."""


class Piece(msgspec.Struct, frozen=True):
    """Some words and the role they play."""

    text: str
    role: Role = "plain"


class Line(msgspec.Struct, frozen=True):
    """One paragraph, wrapped by whoever draws it, `indent` cells from the left, beside its `label` if it has one.

    `block` numbers the piece of evidence it belongs to, from 0; None outside of evidence. `url` is what it leads to,
    `article` the one it stands in.
    """

    pieces: tuple[Piece, ...] = ()
    indent: int = 0
    label: str | None = None
    block: int | None = None
    url: str = ""
    article: str = ""

    @property
    def text(self) -> str:
        """The words alone."""
        label = f"{self.label:<{LABEL_WIDTH}}" if self.label is not None else ""
        return label + "".join(piece.text for piece in self.pieces)


class Detail(msgspec.Struct, frozen=True):
    """What the detail area shows of one row. `copy` is the row with its provenance, in plain words."""

    title: str
    lines: tuple[Line, ...]
    copy: str = ""

    def written(self, as_shown: Callable[[str], str]) -> "Detail":
        """The same as a terminal can show it; what is copied stays as it is."""
        if as_shown is str:
            return self
        lines = [
            msgspec.structs.replace(line, pieces=tuple(Piece(as_shown(p.text), p.role) for p in line.pieces))
            for line in self.lines
        ]
        return Detail(self.title, tuple(lines), self.copy)


NOTHING = Detail("Detail", (Line((Piece("nothing selected", "dim"),)),))
SAMPLE = "SAMPLE - NOT LIVE"


def detail(snapshot: Snapshot, pane: str, key: str, revised: str = "") -> Detail:
    """The evidence behind the row of that key in that pane; NOTHING where there is no such row (any more). `revised`
    are the words for what changed since the reader last saw it.
    """
    found = _find(snapshot, pane, key)
    if revised and found is not NOTHING:
        news = _labelled("SINCE READ", Piece(revised, "warn"))
        found = Detail(found.title, (found.lines[0], news, *found.lines[1:]), found.copy)
    if not snapshot.sample:
        return found
    return Detail(found.title, found.lines, f"[{SAMPLE}] {found.copy}" if found.copy else "")


def _find(snapshot: Snapshot, pane: str, key: str) -> Detail:
    board, calendar = snapshot.board, snapshot.calendar
    index = index_of(board.incidents)
    if pane in ("strikes", "casualties"):
        incident = index.find(key)
        return incident_detail(incident, index, calendar) if incident else NOTHING
    if pane == "totals":
        total = next((t for t in board.running_totals if total_key(t) == key), None)
        return total_detail(total, calendar) if total else NOTHING
    if pane == "timeline":
        day = next((d for d in days(snapshot) if day_key(d) == key), None)
        return day_detail(day, snapshot) if day else NOTHING
    if pane == "diplomacy":
        action = next((a for a in board.actions if a.id == key), None)
        return action_detail(action, index, calendar) if action else NOTHING
    if pane == "wire":
        article = next((a for a in snapshot.articles if a.id == key), None)
        return article_detail(article, snapshot, calendar) if article else NOTHING
    health = next((h for h in board.feeds if h.url == key), None)
    return feed_detail(health, calendar) if health else NOTHING


def incident_detail(incident: Incident, index: Index, calendar: Calendar) -> Detail:
    """Tolls, who is said to have done it, every figure with its sentence, and why these articles are one incident."""
    lines = [
        _line(Piece(incident.label, "bold"), Piece(f" · {day_long(incident.when)}")),
        *_tolls(incident),
        *_attribution(incident.attackers),
    ]
    block = 0
    if incident.ledger:
        lines += [_line(), _heading(f"Figures, newest first ({len(incident.ledger)})")]
        for entry in sorted(incident.ledger, key=lambda f: f.at, reverse=True):
            lines += _figure(entry, block, calendar)
            block += 1
    lines += [_line(), *_setting(incident), *_family(incident, index)]
    if incident.evidence:
        lines += [_line(), _heading(f"What was reported ({len(incident.evidence)})")]
        for sentence in sorted(incident.evidence, key=lambda e: e.at, reverse=True):
            lines += _evidence(sentence, block, calendar)
            block += 1
    lines += [_line(), *_why(incident)]
    return Detail(incident.label, tuple(lines), _copy_incident(incident))


def action_detail(action: Action, index: Index, calendar: Calendar) -> Detail:
    """Who did what to whom, and each voice that tells it."""
    title = _act(action)
    lines = [
        _line(Piece(title, "bold"), Piece(f" · {day_long(action.when)}")),
        _line(
            Piece(
                f"{action.act} · {plural(action.origins, 'independent voice')}, {plural(action.outlets, 'outlet')}",
                "dim",
            )
        ),
    ]
    for label, value in (("ABOUT", action.about), ("WHERE", action.venue)):
        if value:
            lines.append(_labelled(label, Piece(value)))
    answered = index.find(action.answers) if action.answers else None
    if answered:
        lines.append(_labelled("ANSWERS", Piece(_dated(answered.label, answered.when))))
    lines += [_line(), _heading(f"What was reported ({len(action.evidence)})")]
    for block, sentence in enumerate(sorted(action.evidence, key=lambda e: e.at, reverse=True)):
        lines += _evidence(sentence, block, calendar)
    return Detail(title, tuple(lines), _copy(f"{title}, {day_long(action.when)}", action.evidence))


def total_detail(total: RunningTotal, calendar: Calendar) -> Detail:
    """A campaign's series with its history; a fall is shown as one (R16)."""
    said = total.text or interval(total.low, total.high)
    lines = [
        _line(Piece(f"{total.label}: running total of {total.kind}", "bold")),
        _line(Piece("a campaign's own series, never added to incidents", "dim")),
        _line(),
        _labelled(total.kind.upper(), Piece(said, "figure"), Piece(f" as of {calendar.long(total.as_of)}")),
        _line(Piece(_voice(total.speaker, total.outlet)), block=0, url=total.url),
    ]
    if total.quote:
        lines.append(_quote(total.quote, total.text, 0, total.url))
    if total.url:
        lines.append(_link(total.url, 0))
    if len(total.history) > 1:
        lines += [_line(), _heading("Stated before")]
        for step in reversed(total.history):
            words = f"{calendar.long(step.at)}  {interval(step.low, step.high)}  "
            lines.append(_line(Piece(words), Piece(_voice(step.speaker, step.outlet), "dim"), indent=2))
    copied = f"{total.label}, running total of {total.kind}: {said} ({_voice(total.speaker, total.outlet)}, "
    copied += f"{_utc(total.as_of)}) {total.url}"
    return Detail(total.label, tuple(lines), copied.rstrip())


def day_detail(day: Day, snapshot: Snapshot) -> Detail:
    """The incidents of a day: which figures its sum is made of, and which stand apart, as of when (R30)."""
    calendar = snapshot.calendar
    title = day_long(When(day.day, "day")) if day.day else UNDATED
    as_of = f"as of {calendar.long(snapshot.board.as_of)}, incidents of this day on the board"
    counting = [head.incident for head in day.heads if head.counts("killed")]
    lines = [_line(Piece(title, "bold")), _line(Piece(as_of, "dim"))]
    copied = [title]
    kinds: tuple[tuple[str, Kind], ...] = (("KILLED", "killed"), ("INJURED", "injured"))
    for label, kind in kinds:
        total = summed(day.heads, kind)
        notes = [f"{disputed} disputed, not in it"] if (disputed := sum(map(_disputed, day.apart))) else []
        notes += [f"a floor: {total.unknown} without a figure"] if total.unknown and total.stated else []
        lines.append(_labelled(label, Piece(total.words, "figure"), Piece("".join(f" · {note}" for note in notes))))
        copied.append(f"{kind} {total.words}{''.join(f' ({note})' for note in notes)}")
    groups = (
        ("In the sum", [i for i in counting if i.killed.status != "unknown"]),
        ("Apart, disputed", [i for i in day.apart if _disputed(i)]),
        ("Without a figure", [i for i in counting if i.killed.status == "unknown"]),
        ("In no sum: unplaced or discounted", [i for i in day.apart if not _disputed(i)]),
        ("Shot down", day.quiet),
    )
    for heading, group in groups:
        if group:
            lines += [_line(), _heading(f"{heading} ({len(group)})")]
            lines += [_line(Piece(f"{figure(i.killed):>8}  ", "figure"), Piece(i.label), indent=2) for i in group]
    return Detail(title, tuple(lines), f"{', '.join(copied)}, {as_of} ({_utc(snapshot.board.as_of)})")


def _disputed(incident: Incident) -> bool:
    return left(incident) == "disputed"


def article_detail(article: Article, snapshot: Snapshot, calendar: Calendar) -> Detail:
    """An article's text, and what it was counted in."""
    basis = "" if article.published_basis == "stated" else f" ({article.published_basis})"
    lines = [
        _line(Piece(article.title, "bold")),
        _line(Piece(f"{article.outlet} · {calendar.long(article.at)}{basis}", "dim")),
    ]
    if article.url:
        lines.append(_link(article.url, 0))
    told_in = index_of(snapshot.board.incidents).telling(article.id)
    counted = [incident.label for incident in newest_first(told_in)]
    if counted:
        lines.append(_labelled("COUNTED IN", Piece("; ".join(counted))))
    acts = [_act(a) for a in snapshot.board.actions if any(e.article == article.id for e in a.evidence)]
    if acts:
        lines.append(_labelled("TELLS OF", Piece("; ".join(acts))))
    for paragraph in article.body.split("\n"):
        lines += [_line(), _line(Piece(paragraph.strip()))] if paragraph.strip() else []
    copied = f"{article.title} ({article.outlet}, {_utc(article.at)}) {article.url}".rstrip()
    return Detail(article.outlet, tuple(lines), copied)


def feed_detail(health: Health, calendar: Calendar) -> Detail:
    """How one feed fares."""
    word, tone = WORDS[shown_as(health)]
    moments = (("LAST OK", health.last_ok), ("NEXT POLL", health.next_poll))
    lines = [
        _line(Piece(health.name, "bold"), Piece("  "), Piece(word, tone)),
        _link(health.url, 0),
        _line(),
        *(_labelled(label, Piece(calendar.long(at) if at else UNKNOWN_FIGURE)) for label, at in moments),
        _labelled("ENTRIES", Piece(f"{health.entries:,}" if health.last_ok else UNKNOWN_FIGURE)),
    ]
    if health.last_error:
        lines.append(_labelled("WRONG", Piece(health.last_error, "alert")))
    if health.late:
        lines.append(_labelled("LATE", Piece(health.late, "warn")))
    state = f"{health.name}: {word}{', ' + health.last_error if health.last_error else ''} {health.url}"
    return Detail(health.name, tuple(lines), state)


def find_figure(quote: str, words: str) -> tuple[int, int] | None:
    """Where `quote` gives the figure `words`: the whole wording, else its number standing alone. None if nowhere."""
    number = re.search(r"\d[\d,. ]*\d|\d", words)
    for wanted in (words, number[0] if number else ""):
        if wanted and (found := re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", quote, re.IGNORECASE)):
            return found.span()
    return None


def _tolls(incident: Incident) -> list[Line]:
    tolls = (
        ("KILLED", incident.killed),
        ("INJURED", incident.injured),
        ("MISSING", incident.missing),
        ("CAPTURED", incident.captured),
    )
    lines = []
    for label, toll in tolls:
        if toll.status == "unknown" and label in ("MISSING", "CAPTURED"):
            continue
        quotes = [f.quote for f in incident.ledger if f.kind == label.lower()]
        said = (*_toll(toll, quotes), *_said_by(incident, toll, label), *_flags(incident, toll, label))
        lines.append(_labelled(label, *said))
        lines += _behind(incident, label)
        lines += _sides(toll)
    return lines


def _behind(incident: Incident, label: str) -> list[Line]:
    """How many origins stand behind each figure, where one of many stands beside the one that counts (R9, R21)."""
    behind = origins_behind(incident, next(kind for kind in KINDS if kind == label.lower()))
    told = [f"{interval(*said)} from {plural(number, 'origin')}" for said, number in behind.items()]
    return [_labelled("", Piece(f"newest words: {', '.join(told)}", "dim"))] if told else []


def _sides(toll: Toll) -> list[Line]:
    """What each side says for itself where both do, or where one counts its enemy's losses (R23, R25)."""
    if len(toll.sides) < 2 and not any(side.enemy for side in toll.sides):
        return []
    lines = []
    for side in toll.sides:
        voice = _voice(side.speaker or None, side.outlet)
        of = " of its enemy's, a claim" if side.enemy else ""
        said = Piece(interval(side.low, side.high), "figure")
        lines.append(_labelled(f"{side.side} says", said, Piece(f'{of} · "{side.text}", {voice}, {_utc(side.at)}')))
    return lines


def _flags(incident: Incident, toll: Toll, label: str) -> tuple[Piece, ...]:
    """The flags of a toll, each with the voice that gave it last; one nobody gave in words is the toll's own (R10)."""
    mine = sorted((f for f in incident.ledger if f.kind == label.lower()), key=lambda f: f.at, reverse=True)
    said = []
    for flag in toll.flags:
        teller = next((f for f in mine if flag in f.flags), None)
        said.append(f"{flag}, says {_voice(teller.speaker, teller.outlet)}" if teller else flag)
    return tuple(Piece(f" · {flag}") for flag in said)


def _said_by(incident: Incident, toll: Toll, label: str) -> tuple[Piece, ...]:
    """Who gives the figures that make up a toll, the newest for each side of its range (R20)."""
    mine = sorted((f for f in incident.ledger if f.kind == label.lower()), key=lambda f: f.at, reverse=True)
    wide = toll.low is not None and toll.high is not None and toll.low != toll.high
    voices: dict[str, None] = {}
    for side in ("low", "high"):
        end = getattr(toll, side)
        teller = next((f for f in mine if end is not None and getattr(f, side) == end), None)
        if teller is not None:
            said = f"{interval(teller.low, teller.high)} says " if wide else "says "
            voices[f"{said}{_voice(teller.speaker, teller.outlet)}"] = None
    return (Piece(f" · {' · '.join(voices)}", "dim"),) if voices else ()


def _setting(incident: Incident) -> list[Line]:
    """Where, with what, against what, how well known; then how the tolls came about."""
    place = ", ".join(p.name for p in (*incident.places, *elsewhere(incident))) or UNKNOWN_FIGURE
    if incident.places and incident.places[0].precision != "exact":
        place += f"  known to the {incident.places[0].precision} only"
    lines = [_labelled("WHERE", Piece(place)), _labelled("WITH", Piece(f"{weapons(incident)} ({incident.kind})"))]
    if incident.candidates:
        lines.append(
            _labelled(
                "UNPLACED", Piece("in no sum: it might be any of ", "warn"), Piece("; ".join(incident.candidates))
            )
        )
    if incident.targets:
        lines.append(_labelled("TARGET", Piece(", ".join(incident.targets))))
    voices = f": {plural(incident.origins, 'independent voice')}, {plural(incident.outlets, 'outlet')}, "
    voices += plural(len(incident.articles), "article")
    lines.append(
        _labelled("GRADE", Piece(incident.grade, "warn" if incident.grade == "contested" else "bold"), Piece(voices))
    )
    for label, toll in (("KILLED", incident.killed), ("INJURED", incident.injured)):
        if len({(step.low, step.high) for step in toll.history}) > 1:
            steps = (f"{s.at:%H:%M}Z {interval(s.low, s.high)} {s.speaker or s.outlet}" for s in toll.history[-6:])
            lines.append(_labelled(f"{label} ↕", Piece(" → ".join(steps))))
    return lines


def _toll(toll: Toll, quotes: Sequence[str]) -> tuple[Piece, ...]:
    """A toll with its words: in quotation marks only where a sentence of the ledger has them so."""
    if toll.status == "unknown":
        return (Piece(f"{UNKNOWN_FIGURE}  nobody has given a figure", "dim"),)
    if toll.status == "none":
        return (Piece("none, as stated", "bold"),)
    notes = []
    if toll.best is not None and toll.low != toll.high and (toll.high is not None or toll.best != toll.low):
        notes.append(f"best {toll.best:,}")
    said = figure(toll).rstrip("↑")
    verbatim = any(toll.text.casefold() in quote.casefold() for quote in quotes)
    known = toll.text.replace("-", "–") in ("", said, f"at least {toll.low}")
    words = f' "{toll.text}"' if verbatim and toll.text not in ("", said) else "" if known else f" ({toll.text})"
    tail = f"{words}{' · ' if notes else ''}{' · '.join(notes)}"
    return (Piece(said, "warn" if "disputed" in toll.flags else "figure"), Piece(tail))


def _attribution(attackers: tuple[Attribution, ...]) -> list[Line]:
    if not attackers:
        return [_labelled("BY", Piece(f"{UNKNOWN_FIGURE}  nobody is named", "dim"))]
    lines = []
    owned = {attacker.name for attacker in attackers if attacker.stance not in ACCUSED}
    for number, attacker in enumerate(attackers):
        unowned = attacker.name not in owned
        said = f"{attacker.stance} by {attacker.by}" if attacker.by else attacker.stance
        name = Piece(f"?{attacker.name}" if unowned else attacker.name, "warn" if unowned else "bold")
        lines.append(_labelled("" if number else "BY", name, Piece(f"  {said}", "dim")))
    return lines


def _family(incident: Incident, index: Index) -> list[Line]:
    lines = []
    whole = index.find(incident.parent) if incident.parent else None
    if whole is not None:
        lines.append(_labelled("PART OF", Piece(f"{whole.label} (killed {figure(whole.killed)}); not added to it")))
    parts = [part for name in incident.children if (part := index.find(name))]
    if parts:
        told = "; ".join(f"{part.label} {figure(part.killed)}" for part in parts)
        located = f"{incident.located:,} of its killed are located: " if incident.located is not None else ""
        lines.append(_labelled("PARTS", Piece(f"{located}{told}")))
    return lines


def _figure(entry: Figure, block: int, calendar: Calendar) -> list[Line]:
    who = f" ({entry.who})" if entry.who else ""
    where = f" · {entry.place.name}" if entry.place and entry.scope == "part" else ""
    scope = "" if entry.scope == "incident" else f" · {entry.scope.replace('_', ' ')}"
    flags = f" · {', '.join(entry.flags)}" if entry.flags else ""
    head = (
        Piece(f"{calendar.long(entry.at)}  ", "dim"),
        Piece(f"{entry.kind} "),
        Piece(entry.text or interval(entry.low, entry.high), "figure"),
        Piece(f"{who}{scope}{where}{flags} · "),
        Piece(_voice(entry.speaker, entry.outlet), "bold"),
    )
    lines = [_line(*head, indent=2, block=block, url=entry.url)]
    lines.append(_quote(entry.quote, entry.text, block, entry.url))
    return _of(entry.article, [*lines, _link(entry.url, block)] if entry.url else lines)


def _evidence(sentence: Evidence, block: int, calendar: Calendar) -> list[Line]:
    head = (
        Piece(f"{calendar.long(sentence.at)}  ", "dim"),
        Piece(_voice(sentence.speaker, sentence.outlet), "bold"),
    )
    lines = [_line(*head, indent=2, block=block, url=sentence.url)]
    lines.append(_quote(sentence.quote, "", block, sentence.url))
    return _of(sentence.article, [*lines, _link(sentence.url, block)] if sentence.url else lines)


def _of(article: str, lines: list[Line]) -> list[Line]:
    return [msgspec.structs.replace(line, article=article) for line in lines]


def _why(incident: Incident) -> list[Line]:
    lines = [_heading("Why these articles are one incident")]
    reasons = incident.why or (("one article only",) if len(incident.articles) <= 1 else ())
    lines += [_line(Piece(f"· {reason}"), indent=2) for reason in reasons or ("not recorded",)]
    aliases = f" · before: {', '.join(incident.aliases)}" if incident.aliases else ""
    return [*lines, _line(Piece(f"id {incident.id}{aliases}", "dim"), indent=2)]


def _voice(speaker: str | None, outlet: str) -> str:
    return f"{speaker}, via {outlet}" if speaker else outlet


def _act(action: Action) -> str:
    return act_words(action.actor, action.mode, action.target)


def _copy_incident(incident: Incident) -> str:
    tolls = (("killed", incident.killed), ("injured", incident.injured))
    said = "; ".join(f"{word} {figure(t) if t.status != 'unknown' else 'unknown'}" for word, t in tolls)
    newest = sorted(incident.ledger, key=lambda f: f.at, reverse=True)
    start = f"{_dated(incident.label, incident.when)}: {said} [{incident.grade}]"
    if not newest:
        return _copy(start, incident.evidence)
    top = next((f for f in newest if f.kind == "killed"), newest[0])
    return f'{start} "{top.quote}" ({_voice(top.speaker, top.outlet)}, {_utc(top.at)}) {top.url}'.rstrip()


def _copy(start: str, evidence: Sequence[Evidence]) -> str:
    if not evidence:
        return start
    top = max(evidence, key=lambda e: e.at)
    return f'{start} "{top.quote}" ({_voice(top.speaker, top.outlet)}, {_utc(top.at)}) {top.url}'.rstrip()


def _dated(label: str, when: When) -> str:
    return f"{label}, {day_long(when)}"


def _utc(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}Z"


def _line(*pieces: Piece, indent: int = 0, block: int | None = None, url: str = "", label: str | None = None) -> Line:
    return Line(tuple(piece for piece in pieces if piece.text), indent, label, block, url)


def _heading(text: str) -> Line:
    return _line(Piece(text, "label"))


def _labelled(label: str, *pieces: Piece) -> Line:
    return _line(*pieces, label=label)


def _link(url: str, block: int) -> Line:
    return _line(Piece(url, "accent"), indent=4, block=block, url=url)


def _quote(quote: str, words: str, block: int, url: str) -> Line:
    marked = find_figure(quote, words)
    if marked is None:
        pieces: tuple[Piece, ...] = (Piece(f"“{quote}”", "quote"),)
    else:
        start, end = marked
        pieces = (
            Piece(f"“{quote[:start]}", "quote"),
            Piece(quote[start:end], "figure"),
            Piece(f"{quote[end:]}”", "quote"),
        )
    return _line(*pieces, indent=4, block=block, url=url)
