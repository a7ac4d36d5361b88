"""The evidence behind a row, as lines of plain text with roles: who said which figure when, in which sentence (R20)."""

from collections.abc import Sequence

import msgspec

from sitrep.model.article import Article
from sitrep.model.health import Health
from sitrep.model.incident import Action, Attribution, Evidence, Figure, Incident, RunningTotal
from sitrep.model.when import When
from sitrep.views.calendar import Calendar
from sitrep.views.evidence.page import (
    NOTHING,
    Detail,
    Line,
    Piece,
    heading,
    labelled,
    link,
    paragraph,
    quoted,
    utc,
    voice_of,
)
from sitrep.views.evidence.tolls import tolls
from sitrep.views.floor import left
from sitrep.views.health import shown_as
from sitrep.views.incidents import elsewhere, newest_first
from sitrep.views.index import Index, index_of
from sitrep.views.pane import Row, Snapshot
from sitrep.views.panes.feeds import WORDS
from sitrep.views.panes.timeline import UNDATED, DayRow, made
from sitrep.views.panes.totals import total_key
from sitrep.views.steps import at_once
from sitrep.views.wording import (
    ACCUSED,
    SAMPLE,
    UNKNOWN_FIGURE,
    act_words,
    day_long,
    figure,
    interval,
    plural,
    revised,
    weapons,
)

LISTED = 200
"""Incidents of one group that a day names: nobody reads more, and a key must not wait for them."""


def detail(snapshot: Snapshot, pane: str, key: str, news: str = "", row: Row | None = None) -> Detail:
    """The evidence behind the row of that key in that pane; NOTHING where there is no such row (any more). `news`
    are the words for what changed since the reader last saw it. `row` is that row, where it is at hand: a day's has its
    sums, and no board need be reckoned for it.
    """
    found = day_detail(row, snapshot) if isinstance(row, DayRow) else _find(snapshot, pane, key)
    if news and found is not NOTHING:
        line = labelled("SINCE READ", Piece(news, "warn"))
        found = Detail(found.title, (found.lines[0], line, *found.lines[1:]), found.copy)
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
        day = next((row for row in at_once(made(snapshot)) if row.key == key), None)
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
        paragraph(Piece(incident.label, "bold"), Piece(f" · {day_long(incident.when)}")),
        *tolls(incident),
        *_attribution(incident.attackers),
    ]
    block = 0
    if incident.ledger:
        lines += [paragraph(), heading(f"Figures, newest first ({len(incident.ledger)})")]
        for entry in sorted(incident.ledger, key=lambda f: f.at, reverse=True):
            lines += _figure(entry, block, calendar)
            block += 1
    lines += [paragraph(), *_setting(incident), *_family(incident, index)]
    if incident.evidence:
        lines += [paragraph(), heading(f"What was reported ({len(incident.evidence)})")]
        for sentence in sorted(incident.evidence, key=lambda e: e.at, reverse=True):
            lines += _evidence(sentence, block, calendar)
            block += 1
    lines += [paragraph(), *_why(incident)]
    return Detail(incident.label, tuple(lines), _copy_incident(incident))


def action_detail(action: Action, index: Index, calendar: Calendar) -> Detail:
    """Who did what to whom, and each voice that tells it."""
    title = act_words(action)
    lines = [
        paragraph(Piece(title, "bold"), Piece(f" · {day_long(action.when)}")),
        paragraph(
            Piece(
                f"{action.act} · {plural(action.origins, 'independent voice')}, {plural(action.outlets, 'outlet')}",
                "dim",
            )
        ),
    ]
    for label, value in (("ABOUT", action.about), ("WHERE", action.venue)):
        if value:
            lines.append(labelled(label, Piece(value)))
    answered = index.find(action.answers) if action.answers else None
    if answered:
        lines.append(labelled("ANSWERS", Piece(_dated(answered.label, answered.when))))
    lines += [paragraph(), heading(f"What was reported ({len(action.evidence)})")]
    for block, sentence in enumerate(sorted(action.evidence, key=lambda e: e.at, reverse=True)):
        lines += _evidence(sentence, block, calendar)
    return Detail(title, tuple(lines), _copy(f"{title}, {day_long(action.when)}", action.evidence))


def total_detail(total: RunningTotal, calendar: Calendar) -> Detail:
    """A campaign's series with its history; a fall is shown as one (R16)."""
    said = total.text or interval(total.low, total.high)
    lines = [
        paragraph(Piece(f"{total.label}: running total of {total.kind}", "bold")),
        paragraph(Piece("a campaign's own series, never added to incidents", "dim")),
        paragraph(),
        labelled(total.kind.upper(), Piece(said, "figure"), Piece(f" as of {calendar.long(total.as_of)}")),
        paragraph(Piece(voice_of(total.speaker, total.outlet)), block=0, url=total.url),
    ]
    if total.quote:
        lines.append(quoted(total.quote, total.text, 0, total.url))
    if total.url:
        lines.append(link(total.url, 0))
    if len(total.history) > 1:
        lines += [paragraph(), heading("Stated before")]
        for step in reversed(total.history):
            words = f"{calendar.long(step.at)}  {interval(step.low, step.high)}  "
            lines.append(paragraph(Piece(words), Piece(voice_of(step.speaker, step.outlet), "dim"), indent=2))
    copied = f"{total.label}, running total of {total.kind}: {said} ({voice_of(total.speaker, total.outlet)}, "
    copied += f"{utc(total.as_of)}) {total.url}"
    return Detail(total.label, tuple(lines), copied.rstrip())


def day_detail(row: DayRow, snapshot: Snapshot) -> Detail:
    """The incidents of a day: which figures its sum is made of, and which stand apart, as of when (R30)."""
    calendar, day = snapshot.calendar, row.day
    title = day_long(When(day.day, "day")) if day.day else UNDATED
    as_of = f"as of {calendar.long(snapshot.board.as_of)}, incidents of this day on the board"
    counting = [head.incident for head in day.heads if head.counts("killed")]
    lines = [paragraph(Piece(title, "bold")), paragraph(Piece(as_of, "dim"))]
    copied = [title]
    for label, kind, total in (("KILLED", "killed", row.killed), ("INJURED", "injured", row.hurt)):
        notes = [f"{disputed} disputed, not in it"] if (disputed := sum(map(_disputed, day.apart))) else []
        notes += [f"a floor: {total.unknown} without a figure"] if total.unknown and total.stated else []
        lines.append(labelled(label, Piece(total.words, "figure"), Piece("".join(f" · {note}" for note in notes))))
        copied.append(f"{kind} {total.words}{''.join(f' ({note})' for note in notes)}")
    groups = (
        ("In the sum", [i for i in counting if i.killed.status != "unknown"]),
        ("Apart, disputed", [i for i in day.apart if _disputed(i)]),
        ("Without a figure", [i for i in counting if i.killed.status == "unknown"]),
        ("In no sum: unplaced or discounted", [i for i in day.apart if not _disputed(i)]),
        ("Shot down", day.quiet),
    )
    for name, group in groups:
        if group:
            lines += [paragraph(), heading(f"{name} ({len(group)})")]
            for i in group[:LISTED]:
                lines.append(paragraph(Piece(f"{figure(i.killed):>8}  ", "figure"), Piece(i.label), indent=2))
            if len(group) > LISTED:
                lines.append(paragraph(Piece(f"and {len(group) - LISTED:,} more, in Strikes", "dim"), indent=2))
    return Detail(title, tuple(lines), f"{', '.join(copied)}, {as_of} ({utc(snapshot.board.as_of)})")


def _disputed(incident: Incident) -> bool:
    return left(incident) == "disputed"


def article_detail(article: Article, snapshot: Snapshot, calendar: Calendar) -> Detail:
    """An article's text, and what it was counted in."""
    basis = "" if article.published_basis == "stated" else f" ({article.published_basis})"
    lines = [
        paragraph(Piece(article.title, "bold")),
        paragraph(Piece(f"{article.outlet} · {calendar.long(article.at)}{basis}", "dim")),
    ]
    if article.url:
        lines.append(link(article.url, 0))
    told_in = index_of(snapshot.board.incidents).telling(article.id)
    counted = [incident.label for incident in newest_first(told_in)]
    if counted:
        lines.append(labelled("COUNTED IN", Piece("; ".join(counted))))
    acts = [act_words(a) for a in snapshot.board.actions if any(e.article == article.id for e in a.evidence)]
    if acts:
        lines.append(labelled("TELLS OF", Piece("; ".join(acts))))
    for words in filter(None, map(str.strip, article.body.split("\n"))):
        lines += [paragraph(), paragraph(Piece(words))]
    copied = f"{article.title} ({article.outlet}, {utc(article.at)}) {article.url}".rstrip()
    return Detail(article.outlet, tuple(lines), copied)


def feed_detail(health: Health, calendar: Calendar) -> Detail:
    """How one feed fares."""
    word, tone = WORDS[shown_as(health)]
    moments = (("LAST OK", health.last_ok), ("NEXT POLL", health.next_poll))
    lines = [
        paragraph(Piece(health.name, "bold"), Piece("  "), Piece(word, tone)),
        link(health.url, 0),
        paragraph(),
        *(labelled(label, Piece(calendar.long(at) if at else UNKNOWN_FIGURE)) for label, at in moments),
        labelled("ENTRIES", Piece(f"{health.entries:,}" if health.last_ok else UNKNOWN_FIGURE)),
    ]
    if health.last_error:
        lines.append(labelled("WRONG", Piece(health.last_error, "alert")))
    if health.late:
        lines.append(labelled("LATE", Piece(health.late, "warn")))
    state = f"{health.name}: {word}{', ' + health.last_error if health.last_error else ''} {health.url}"
    return Detail(health.name, tuple(lines), state)


def _setting(incident: Incident) -> list[Line]:
    """Where, with what, against what, how well known; then how the tolls came about."""
    place = ", ".join(p.name for p in (*incident.places, *elsewhere(incident))) or UNKNOWN_FIGURE
    if incident.places and incident.places[0].precision != "exact":
        place += f"  known to the {incident.places[0].precision} only"
    lines = [labelled("WHERE", Piece(place)), labelled("WITH", Piece(f"{weapons(incident)} ({incident.kind})"))]
    if incident.candidates:
        lines.append(
            labelled("UNPLACED", Piece("in no sum: it might be any of ", "warn"), Piece("; ".join(incident.candidates)))
        )
    if incident.targets:
        lines.append(labelled("TARGET", Piece(", ".join(incident.targets))))
    voices = f": {plural(incident.origins, 'independent voice')}, {plural(incident.outlets, 'outlet')}, "
    voices += plural(len(incident.articles), "article")
    lines.append(
        labelled("GRADE", Piece(incident.grade, "warn" if incident.grade == "contested" else "bold"), Piece(voices))
    )
    for label, toll in (("KILLED", incident.killed), ("INJURED", incident.injured)):
        if revised(toll):
            steps = (f"{s.at:%H:%M}Z {interval(s.low, s.high)} {s.speaker or s.outlet}" for s in toll.history[-6:])
            lines.append(labelled(f"{label} ↕", Piece(" → ".join(steps))))
    return lines


def _attribution(attackers: tuple[Attribution, ...]) -> list[Line]:
    if not attackers:
        return [labelled("BY", Piece(f"{UNKNOWN_FIGURE}  nobody is named", "dim"))]
    lines = []
    owned = {attacker.name for attacker in attackers if attacker.stance not in ACCUSED}
    for number, attacker in enumerate(attackers):
        unowned = attacker.name not in owned
        said = f"{attacker.stance} by {attacker.by}" if attacker.by else attacker.stance
        name = Piece(f"?{attacker.name}" if unowned else attacker.name, "warn" if unowned else "bold")
        lines.append(labelled("" if number else "BY", name, Piece(f"  {said}", "dim")))
    return lines


def _family(incident: Incident, index: Index) -> list[Line]:
    lines = []
    whole = index.find(incident.parent) if incident.parent else None
    if whole is not None:
        lines.append(labelled("PART OF", Piece(f"{whole.label} (killed {figure(whole.killed)}); not added to it")))
    parts = [part for name in incident.children if (part := index.find(name))]
    if parts:
        told = "; ".join(f"{part.label} {figure(part.killed)}" for part in parts)
        located = f"{incident.located:,} of its killed are located: " if incident.located is not None else ""
        lines.append(labelled("PARTS", Piece(f"{located}{told}")))
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
        Piece(voice_of(entry.speaker, entry.outlet), "bold"),
    )
    lines = [paragraph(*head, indent=2, block=block, url=entry.url)]
    lines.append(quoted(entry.quote, entry.text, block, entry.url))
    return _of(entry.article, [*lines, link(entry.url, block)] if entry.url else lines)


def _evidence(sentence: Evidence, block: int, calendar: Calendar) -> list[Line]:
    head = (
        Piece(f"{calendar.long(sentence.at)}  ", "dim"),
        Piece(voice_of(sentence.speaker, sentence.outlet), "bold"),
    )
    lines = [paragraph(*head, indent=2, block=block, url=sentence.url)]
    lines.append(quoted(sentence.quote, "", block, sentence.url))
    return _of(sentence.article, [*lines, link(sentence.url, block)] if sentence.url else lines)


def _of(article: str, lines: list[Line]) -> list[Line]:
    return [msgspec.structs.replace(line, article=article) for line in lines]


def _why(incident: Incident) -> list[Line]:
    lines = [heading("Why these articles are one incident")]
    reasons = incident.why or (("one article only",) if len(incident.articles) <= 1 else ())
    lines += [paragraph(Piece(f"· {reason}"), indent=2) for reason in reasons or ("not recorded",)]
    aliases = f" · before: {', '.join(incident.aliases)}" if incident.aliases else ""
    return [*lines, paragraph(Piece(f"id {incident.id}{aliases}", "dim"), indent=2)]


def _copy_incident(incident: Incident) -> str:
    tolls = (("killed", incident.killed), ("injured", incident.injured))
    said = "; ".join(f"{word} {figure(t) if t.status != 'unknown' else 'unknown'}" for word, t in tolls)
    newest = sorted(incident.ledger, key=lambda f: f.at, reverse=True)
    start = f"{_dated(incident.label, incident.when)}: {said} [{incident.grade}]"
    if not newest:
        return _copy(start, incident.evidence)
    top = next((f for f in newest if f.kind == "killed"), newest[0])
    return f'{start} "{top.quote}" ({voice_of(top.speaker, top.outlet)}, {utc(top.at)}) {top.url}'.rstrip()


def _copy(start: str, evidence: Sequence[Evidence]) -> str:
    if not evidence:
        return start
    top = max(evidence, key=lambda e: e.at)
    return f'{start} "{top.quote}" ({voice_of(top.speaker, top.outlet)}, {utc(top.at)}) {top.url}'.rstrip()


def _dated(label: str, when: When) -> str:
    return f"{label}, {day_long(when)}"
