"""A report as headings, paragraphs, lists and tables: the words, once, for every form they are printed in.

Text that is from outside whole stands in `Said`; a figure or a flag may stand in a plain string too. A printer escapes
both, and keeps the first from turning what stands around it.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from sitrep.model.claim import Kind
from sitrep.model.incident import Figure, Incident, Toll
from sitrep.views.floor import Floor
from sitrep.views.printed.changes import spoken, spoken_toll
from sitrep.views.report.content import Campaign, Deed, Report, Row, Section
from sitrep.views.says import says
from sitrep.views.wording import act_words, day_long, interval, plural, vague, weapons


class Said(msgspec.Struct, frozen=True):
    """Words from outside: a label, a speaker, a sentence."""

    text: str


class Cited(msgspec.Struct, frozen=True):
    """References to numbered sources."""

    numbers: tuple[int, ...]


class Link(msgspec.Struct, frozen=True):
    """An address from outside, shown as it is."""

    url: str


Piece = str | Said | Cited | Link
Words = tuple[Piece, ...]


class Heading(msgspec.Struct, frozen=True):
    """A heading; `level` 1 is the title."""

    text: Words
    level: int = 2


class Paragraph(msgspec.Struct, frozen=True):
    """Some sentences."""

    words: Words


class Bullets(msgspec.Struct, frozen=True):
    """A list."""

    items: tuple[Words, ...]


class Grid(msgspec.Struct, frozen=True):
    """A table; `figures` are the columns (from 0) that hold figures."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    figures: frozenset[int] = frozenset()


class Sources(msgspec.Struct, frozen=True):
    """The numbered list at the end: what is said of each number."""

    items: tuple[tuple[int, Words], ...]


Block = Heading | Paragraph | Bullets | Grid | Sources

METHOD = (
    "Read by a program from news feeds; nothing was checked on the ground. Each figure is what a named voice said; the "
    "sentences stand above, under the figures.",
    "Killed, injured, missing and captured are counted apart. A dash is unknown: nobody gave a figure. It is not zero.",
    "Ranges span what voices say that has not been superseded; nothing is averaged and nothing is added across voices. "
    "“At least” has no upper bound.",
    "Independent voices are counted, not outlets: one publisher group, one agency credit, one voice. Grades: weak (one "
    "voice), fair (two or more), confirmed (the side that would rather deny it accepts it), contested (voices name "
    "different perpetrators), discounted (refuted).",
    "Who did it is a claim with its stance: stated, claimed, accused by somebody, denied.",
    "Totals are floors over the days they name. What is disputed, discounted or unplaced is not in them, nor is any "
    "running total of a campaign; an aggregate and its parts are never added.",
)


def title(report: Report) -> str:
    """What the report is called."""
    return f"Situation report: {report.situation or 'all'}, {_moment(report.as_of)}"


def document(report: Report) -> Iterator[Block]:
    """The whole report, block by block."""
    yield Heading(("Situation report: ", Said(report.situation or "all")), 1)
    yield Paragraph((f"As of {_moment(report.as_of)}. Period: {_moment(report.since)} to {_moment(report.as_of)}.",))
    yield Paragraph((_coverage(report),))
    yield Heading(("Highlights",))
    yield from _bullets([_highlight(row) for row in report.highlights], "Nothing new was located in this period.")
    yield Heading(("Totals",))
    yield Bullets(tuple((_floor(one),) for one in report.floors))
    for name, title, note in SECTIONS:
        rows = report.rows[name]
        if rows or name == "located":
            yield Heading((f"{title} ({len(rows)})",))
            if note:
                yield Paragraph((note,))
            yield _grid(rows) if rows else Paragraph(("None reported.",))
    yield Heading((f"Diplomatic acts ({len(report.deeds)})",))
    yield _acts(report.deeds) if report.deeds else Paragraph(("None reported.",))
    if report.campaigns:
        yield Heading(("Running totals of campaigns",))
        yield Paragraph(("A series of their own: never part of the totals above.",))
        yield Bullets(tuple(map(_campaign, report.campaigns)))
    yield Heading(("Figures and their sentences",))
    yield from _evidence(report)
    yield Heading(("Method",))
    yield Bullets(tuple((line,) for line in METHOD))
    yield from _feeds(report)
    yield Heading((f"Sources ({len(report.sources)})",))
    yield Sources(
        tuple(
            (
                s.number,
                (Said(s.outlet), f", {_moment(s.at)}", *((": ", Said(s.title)) if s.title else ()), *_url(s.url)),
            )
            for s in report.sources
        )
    )


SECTIONS: tuple[tuple[Section, str, str], ...] = (
    ("located", "Incidents", ""),
    (
        "disputed",
        "Disputed or refuted",
        "Voices disagree on who did it or on how many, or the report was refuted. In no total.",
    ),
    (
        "unplaced",
        "Unplaced",
        "Known to a region or a country only: each may be one of the incidents above. In no total.",
    ),
    ("interceptions", "Interceptions", "Shot down, as reported: no hits."),
)


def _coverage(report: Report) -> str:
    ok = sum(feed.status == "ok" for feed in report.feeds)
    # A report from what is kept asks nobody: hours after the last poll every feed is stale, however well it answered.
    asked = f"; {ok} of {plural(len(report.feeds), 'feed')} answered well" if ok else ""
    return f"Read from {plural(report.articles, 'article')} kept{asked}. Times are UTC."


def _highlight(row: Row) -> Words:
    incident = row.incident
    revised = "".join(
        f" {kind.capitalize()} {spoken(step.low, step.high)} when the period began."
        for kind, step in row.before.items()
    )
    told = f": killed {spoken_toll(incident.killed)}, injured {spoken_toll(incident.injured)}; "
    if stone := incident.tombstone:
        by: Words = (f"told before{told}taken back by ", Said(stone.by), f", {_moment(stone.at)}")
        why: Words = (": ", Said(stone.why)) if stone.why else ()
        return (
            "Withdrawn: ",
            Said(incident.label),
            f", {day_long(incident.when)}; ",
            *by,
            *why,
            " ",
            Cited(row.sources),
        )
    said = says(incident)
    voice: Words = ("by voice: ", Said(said), "; ") if said else ()
    start = "New: " if row.new else "Revised: "
    return (
        start,
        Said(incident.label),
        f", {day_long(incident.when)}",
        told,
        *voice,
        f"{_grade(incident)}.{revised} ",
        Cited(row.sources),
    )


def _floor(one: Floor) -> str:
    days = f"{one.first.day} {one.first:%b %Y} to {one.last.day} {one.last:%b %Y}"
    left = ", ".join(f"{number} {reason}" for reason, number in one.left_out.items())
    if not one.counted:
        told = f"No total of {one.kind}: no incident that could be counted has a figure"
    else:
        told = f"At least {one.low:,} {one.kind} in {plural(one.counted, 'incident')} with a figure"
    silent = f"; {plural(one.silent, 'more incident')} without a lower figure" if one.silent else ""
    kept = f". Not in it: {left}" if left else ""
    return f"{told}{silent}. Days {days}, as of {_moment(one.as_of)}; a floor{kept}."


COLUMNS = ("when", "where and what", "by, as said", "killed", "injured", "figures by", "grade", "sources")


def _grid(rows: Sequence[Row]) -> Grid:
    return Grid(COLUMNS, tuple(_cells(row) for row in rows), frozenset({3, 4}))


def _cells(row: Row) -> tuple[Words, ...]:
    incident = row.incident
    by = "; ".join(f"{a.name} ({a.stance}{f' by {a.by}' if a.by else ''})" for a in incident.attackers)
    what = ", ".join(word for word in (weapons(incident), *incident.targets[:3]) if word != "–")
    more = [w for w, t in (("missing", incident.missing), ("captured", incident.captured)) if t.status == "known"]
    also = "".join(f"; {word} {interval(getattr(incident, word).low, getattr(incident, word).high)}" for word in more)
    part: Words = (" (part of an aggregate)",) if incident.parent else ()
    located: Words = (f" ({incident.located:,} of its killed located)",) if incident.located is not None else ()
    return (
        (day_long(incident.when),),
        (Said(incident.label), *part, *located, *((": ", Said(what)) if what else ())),
        (Said(by) if by else "–",),
        (*_figure(incident.killed), *_was(row, "killed")),
        (*_figure(incident.injured), *_was(row, "injured"), also),
        (Said(says(incident)) if incident.ledger else "–",),
        (_grade(incident),),
        (Cited(row.sources),),
    )


def _figure(toll: Toll) -> Words:
    if toll.status == "unknown":
        return ("–",)
    if toll.status == "none":
        return ("none, as stated",)
    flags = f" ({', '.join(toll.flags)})" if toll.flags else ""
    best = f", best {toll.best:,}" if toll.best is not None and toll.low != toll.high and toll.best != toll.low else ""
    return (Said(toll.text) if vague(toll) else interval(toll.low, toll.high), f"{best}{flags}")


def _was(row: Row, kind: Kind) -> Words:
    step = row.before.get(kind)
    return (f"; was {interval(step.low, step.high)}",) if step else ()


def _grade(incident: Incident) -> str:
    return f"{incident.grade}, {plural(incident.origins, 'voice')}"


def _acts(deeds: Sequence[Deed]) -> Grid:
    rows = []
    for deed in deeds:
        action = deed.action
        about = "; ".join(filter(None, (action.about, action.venue, f"on {deed.answers}" if deed.answers else "")))
        rows.append(
            (
                (day_long(action.when),),
                (Said(act_words(action)),),
                (Said(about) if about else "–",),
                (plural(action.origins, "voice"),),
                (Cited(deed.sources),),
            )
        )
    return Grid(("when", "who does what to whom", "about", "told by", "sources"), tuple(rows))


def _campaign(campaign: Campaign) -> Words:
    total = campaign.total
    said = interval(total.low, total.high) if total.low or total.high else total.text
    voice = f"{total.speaker}, via {total.outlet}" if total.speaker else total.outlet
    was = ""
    if len(total.history) > 1:
        earlier = total.history[-2]
        was = f"; before that {interval(earlier.low, earlier.high)}, {_moment(earlier.at)}"
    return (
        Said(total.label),
        f": {said} {total.kind}, as of {_moment(total.as_of)}",
        was,
        "; ",
        Said(voice),
        " ",
        Cited(campaign.sources),
    )


def _evidence(report: Report) -> Iterator[Block]:
    told = False
    for name, _, _ in SECTIONS:
        for row in report.rows[name]:
            if row.figures:
                told = True
                yield Heading((Said(row.incident.label), f", {day_long(row.incident.when)}"), 3)
                yield Bullets(tuple(_sentence(figure, number) for figure, number in row.figures))
    if not told:
        yield Paragraph(("No figure was given.",))


def _sentence(figure: Figure, number: int) -> Words:
    scope = "" if figure.scope == "incident" else f" ({figure.scope.replace('_', ' ')})"
    who: Words = (" ", Said(f"({figure.who})")) if figure.who else ()
    flags = f" ({', '.join(figure.flags)})" if figure.flags else ""
    voice = f"{figure.speaker}, via {figure.outlet}" if figure.speaker else figure.outlet
    said = figure.text or interval(figure.low, figure.high)
    return (
        f"{figure.kind} ",
        Said(said),
        *who,
        f"{scope}{flags}: ",
        Said(voice),
        f", {_moment(figure.at)}: “",
        Said(figure.quote),
        "” ",
        Cited((number,)),
    )


def _feeds(report: Report) -> Iterator[Block]:
    bad = [feed for feed in report.feeds if feed.status in ("stale", "failing", "gone")]
    if bad:
        yield Heading((f"Feeds that did not answer well ({len(bad)})",))
        yield Bullets(tuple((Said(f"{f.name}: {f.status}{f', {f.last_error}' if f.last_error else ''}"),) for f in bad))


def _bullets(items: Sequence[Words], nothing: str) -> Iterator[Block]:
    yield Bullets(tuple(items)) if items else Paragraph((nothing,))


def _url(url: str) -> Words:
    return (" ", Link(url)) if url else ()


def _moment(moment: datetime) -> str:
    return f"{moment.day} {moment:%b %Y %H:%M}Z"
