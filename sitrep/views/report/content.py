"""What a report tells: chosen from one board, sources numbered. Facts only; the words are made in `document`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal

import msgspec

from sitrep.model.article import Article
from sitrep.model.claim import Kind
from sitrep.model.health import Health
from sitrep.model.incident import Action, Board, Figure, Incident, RunningTotal, Step, Toll
from sitrep.model.scope import Scope
from sitrep.resolve.scope import in_scope
from sitrep.views.floor import Floor, floor, unplaced
from sitrep.views.wording import disputed

HIGHLIGHTS = 8
"""At most so many things are told at the top."""
COUNTED: tuple[Kind, ...] = ("killed", "injured")
Section = Literal["located", "disputed", "unplaced", "interceptions"]


class Source(msgspec.Struct, frozen=True):
    """A numbered article that the report cites. `title` is empty where the article itself is no longer kept."""

    number: int
    article: str
    outlet: str
    title: str
    url: str
    at: datetime


class Row(msgspec.Struct, frozen=True):
    """An incident of the report. `figures` are the newest of each voice and kind; `sources` number its articles.

    `before` holds the tolls as they stood when the period began, for those that have changed in it.
    """

    incident: Incident
    new: bool
    before: dict[Kind, Step]
    figures: tuple[tuple[Figure, int], ...]
    sources: tuple[int, ...]


class Deed(msgspec.Struct, frozen=True):
    """A diplomatic act of the report."""

    action: Action
    answers: str
    sources: tuple[int, ...]


class Campaign(msgspec.Struct, frozen=True):
    """A running total of the report."""

    total: RunningTotal
    sources: tuple[int, ...]


class Report(msgspec.Struct, frozen=True):
    """All that a report tells. `since` to `as_of` is its period (UTC). `rows` stand in the board's order."""

    situation: str
    since: datetime
    as_of: datetime
    articles: int
    feeds: tuple[Health, ...]
    highlights: tuple[Row, ...]
    floors: tuple[Floor, ...]
    rows: dict[Section, tuple[Row, ...]]
    deeds: tuple[Deed, ...]
    campaigns: tuple[Campaign, ...]
    sources: tuple[Source, ...]


def report(board: Board, since: datetime, article: Callable[[str], Article | None]) -> Report:
    """The report on what the board tells of `since` (UTC) and later. `article` finds a kept article by its id: the
    titles of sources come from there.
    """
    hours = max(1, round((board.as_of - since).total_seconds() / 3600))
    news = Scope(window_hours=hours)
    cited = _Sources(article)
    incidents = [i for i in board.incidents if in_scope(i, news, board.as_of)]
    rows = {incident.id: _row(incident, since, cited) for incident in incidents}
    sections: dict[Section, list[Row]] = {"located": [], "disputed": [], "unplaced": [], "interceptions": []}
    for incident in incidents:
        sections[section(incident)].append(rows[incident.id])
    labels = {incident.id: incident.label for incident in board.incidents}
    acts = [a for a in board.actions if in_scope(a, news, board.as_of)]
    totals = [t for t in board.running_totals if in_scope(t, news, board.as_of)]
    return Report(
        situation=board.situation,
        since=since,
        as_of=board.as_of,
        articles=board.articles,
        feeds=board.feeds,
        highlights=tuple(rows[i.id] for i in _highlights(incidents, rows, since)),
        floors=tuple(floor(board.incidents, kind, since, board.as_of) for kind in COUNTED),
        rows={name: tuple(found) for name, found in sections.items()},
        deeds=tuple(Deed(a, labels.get(a.answers or "", ""), cited.of(e.article for e in a.evidence)) for a in acts),
        campaigns=tuple(Campaign(t, cited.of([t.article])) for t in totals),
        sources=cited.listed(board),
    )


def section(incident: Incident) -> Section:
    """Where an incident stands in the report: what is disputed or has no place stands apart (R6, R25)."""
    if disputed(incident) or incident.grade == "discounted":
        return "disputed"
    if incident.kind == "interception":
        return "interceptions"
    return "unplaced" if unplaced(incident) else "located"


def _highlights(incidents: Sequence[Incident], rows: Mapping[str, Row], since: datetime) -> list[Incident]:
    """What was withdrawn in the period, then new or revised, the deadliest first; what is disputed is no highlight."""
    gone = [i for i in incidents if i.tombstone is not None and i.tombstone.at >= since]
    told = [i for i in incidents if section(i) == "located" and i.parent is None]
    news = [i for i in told if rows[i.id].new or rows[i.id].before]
    return [*gone, *sorted(news, key=lambda i: (-(i.killed.low or 0), -(i.injured.low or 0), i.id))[:HIGHLIGHTS]]


def _row(incident: Incident, since: datetime, cited: "_Sources") -> Row:
    figures = _standing(incident)
    told = [*(figure.article for figure in figures), *(sentence.article for sentence in incident.evidence)]
    moments = [*(figure.at for figure in incident.ledger), *(sentence.at for sentence in incident.evidence)]
    before = {kind: step for kind in COUNTED if (step := _before(incident.toll(kind), since))}
    numbers = cited.of(told)
    return Row(
        incident=incident,
        new=min(moments, default=incident.first_seen) >= since,
        before=before,
        figures=tuple((figure, cited.of([figure.article])[0]) for figure in figures),
        sources=numbers,
    )


def _before(toll: Toll, since: datetime) -> Step | None:
    """The last figure from before the period, where a later one says something else."""
    earlier = [step for step in toll.history if step.at < since]
    if not earlier or (earlier[-1].low, earlier[-1].high) == (toll.history[-1].low, toll.history[-1].high):
        return None
    return earlier[-1]


def _standing(incident: Incident) -> list[Figure]:
    """The newest figure of each voice and kind; of parts of a whole each one (R13, R14)."""
    newest: dict[tuple[str, ...], Figure] = {}
    for figure in sorted(incident.ledger, key=lambda f: (f.at, f.article)):
        who = (figure.who or "") if figure.scope == "part" else ""
        newest[(figure.kind, figure.scope, figure.origin, figure.speaker or "", who)] = figure
    return sorted(newest.values(), key=lambda f: f.at, reverse=True)


class _Sources:
    """Numbers articles in the order in which they are first cited."""

    def __init__(self, article: Callable[[str], Article | None]) -> None:
        self._article = article
        self._numbers: dict[str, int] = {}

    def of(self, articles: Iterable[str]) -> tuple[int, ...]:
        """The numbers of these articles (ids), each once, ascending."""
        return tuple(sorted({self._numbers.setdefault(a, len(self._numbers) + 1) for a in articles if a}))

    def listed(self, board: Board) -> tuple[Source, ...]:
        """Every article cited so far, by number, as the board and the kept articles tell of it."""
        told: dict[str, tuple[str, str, datetime]] = {}
        for incident in board.incidents:
            for figure in incident.ledger:
                told.setdefault(figure.article, (figure.outlet, figure.url, figure.at))
            for sentence in incident.evidence:
                told.setdefault(sentence.article, (sentence.outlet, sentence.url, sentence.at))
        for action in board.actions:
            for sentence in action.evidence:
                told.setdefault(sentence.article, (sentence.outlet, sentence.url, sentence.at))
        for total in board.running_totals:
            told.setdefault(total.article, (total.outlet, total.url, total.as_of))
        return tuple(self._source(name, number, *told[name]) for name, number in self._numbers.items())

    def _source(self, name: str, number: int, outlet: str, url: str, at: datetime) -> Source:
        kept = self._article(name)
        return Source(number, name, outlet, kept.title if kept else "", url or (kept.url if kept else ""), at)
