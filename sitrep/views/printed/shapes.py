"""The JSON forms as types: what `sitrep config schema` publishes. Tests hold what is printed to them, key by key.

Names stay, new ones are added (CONTRACT). Moments are UTC, days ISO 8601; null is unknown, never 0.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal, NotRequired, TypedDict

from msgspec import Meta

from sitrep.model.claim import ActClass, Fate, Kind, Scope, Stance, Weapon
from sitrep.model.health import Status
from sitrep.model.incident import Grade, IncidentKind, TollStatus
from sitrep.model.place import PlacePrecision
from sitrep.model.when import Precision
from sitrep.views.printed.changes import ChangeKind

Moment = Annotated[datetime, Meta(tz=True)]
Span = Annotated[list[int], Meta(min_length=2, max_length=2, description="start and end in the cleaned text")]
Country = Annotated[str, Meta(description="ISO 3166-1 alpha-2")]


class CountShape(TypedDict):
    """A number as stated; null is unknown on that side."""

    low: int | None
    high: int | None
    text: str


class ReasonShape(TypedDict):
    """Why a claim was read: there where reasons are asked for."""

    rule: NotRequired[str]
    words: NotRequired[str]
    why: NotRequired[str]


class StrikeShape(ReasonShape):
    """An attack or interception told as having happened."""

    attacker: str | None
    attacker_stance: Stance | None
    weapon: Weapon
    weapon_text: str | None
    munitions: CountShape | None
    fate: Fate
    target: str | None
    places: list[str]
    country: Country | None
    date: date | None
    date_precision: Precision | None
    speaker: str | None
    quote: str
    span: Span


class CasualtyShape(ReasonShape):
    """One stated figure."""

    kind: Kind
    low: int | None
    high: int | None
    text: str
    who: str | None
    scope: Scope
    cause: str | None
    places: list[str]
    country: Country | None
    date: date | None
    speaker: str | None
    flags: list[str]
    quote: str
    span: Span


class ActShape(ReasonShape):
    """A diplomatic act as one article tells it."""

    actor: str
    act: ActClass
    mode: str
    target: str | None
    about: str | None
    venue: str | None
    date: date | None
    speaker: str | None
    quote: str
    span: Span


class FaultShape(TypedDict):
    """What could not be read."""

    where: str
    reason: str


class ReadingShape(TypedDict):
    """What one article says: a line of `sitrep read`. `text` is there with --with-text."""

    id: str
    outlet: str
    url: str
    published: Moment | None
    language: str
    strikes: list[StrikeShape]
    casualties: list[CasualtyShape]
    diplomacy: list[ActShape]
    faults: list[FaultShape]
    text: NotRequired[str]


class FeedShape(TypedDict):
    """How a feed fares."""

    name: str
    url: str
    status: Status
    last_ok: Moment | None
    last_error: str | None
    next_poll: Moment | None
    entries: int
    late: str | None


class StepShape(TypedDict):
    """One step of a toll's history."""

    at: Moment
    low: int | None
    high: int | None
    speaker: str | None
    outlet: str


class SideShape(TypedDict):
    """What one side says of a toll."""

    side: str
    low: int | None
    high: int | None
    text: str
    speaker: str | None
    outlet: str
    at: Moment
    enemy: bool


class TollShape(TypedDict):
    """Killed, injured, missing or captured, with its uncertainty."""

    low: int | None
    best: int | None
    high: int | None
    text: str
    flags: list[str]
    status: TollStatus
    history: list[StepShape]
    sides: list[SideShape]


class AttackerShape(TypedDict):
    """Who is said to have done it, how, and by whom."""

    name: str
    stance: str
    by: str | None


class EvidenceShape(TypedDict):
    """A sentence without a figure."""

    outlet: str
    url: str
    at: Moment
    quote: str
    article: str
    speaker: str | None
    span: Span


class FigureShape(TypedDict):
    """A line of an incident's ledger."""

    at: Moment
    kind: Kind
    low: int | None
    high: int | None
    text: str
    who: str | None
    scope: Scope
    speaker: str | None
    outlet: str
    url: str
    article: str
    quote: str
    span: Span
    origin: str
    flags: list[str]


class TombstoneShape(TypedDict):
    """Why an incident counts no more."""

    at: Moment
    by: str
    why: str
    ruling: str | None
    since: str


class IncidentShape(TypedDict):
    """One incident as all articles together tell it."""

    id: str
    label: str
    kind: IncidentKind
    weapons: list[Weapon]
    places: list[str]
    country: Country | None
    lat: float | None
    lon: float | None
    place_precision: PlacePrecision | None
    date: date | None
    date_precision: Precision | None
    attackers: list[AttackerShape]
    targets: list[str]
    killed: TollShape
    injured: TollShape
    missing: TollShape
    captured: TollShape
    grade: Grade
    outlets: int
    origins: int
    articles: list[str]
    first_seen: Moment
    updated: Moment
    parent: str | None
    children: list[str]
    located: int | None
    munitions: str
    evidence: list[EvidenceShape]
    ledger: list[FigureShape]
    aliases: list[str]
    why: list[str]
    tombstone: TombstoneShape | None


class TotalShape(TypedDict):
    """A campaign's running total: never part of an incident's sum."""

    label: str
    kind: Kind
    low: int | None
    high: int | None
    text: str
    speaker: str | None
    outlet: str
    as_of: Moment
    history: list[StepShape]
    quote: str
    url: str
    article: str


class DeedShape(TypedDict):
    """A diplomatic act as all outlets tell it."""

    id: str
    actor: str
    act: ActClass
    mode: str
    target: str | None
    about: str | None
    venue: str | None
    date: date | None
    outlets: int
    origins: int
    answers: str | None
    evidence: list[EvidenceShape]


class BoardShape(TypedDict):
    """The board: `sitrep once --json`, `sitrep replay --json`. `texts`, by article, are there with --with-text."""

    as_of: Moment
    situation: str
    articles: int
    feeds: list[FeedShape]
    incidents: list[IncidentShape]
    running_totals: list[TotalShape]
    diplomacy: list[DeedShape]
    dismissed: list[IncidentShape]
    texts: NotRequired[dict[str, str]]


class WireShape(ReadingShape):
    """An article that a search found, with what it says."""

    title: str


class QueryShape(BoardShape):
    """`sitrep query --json`: a board of what was found. `more` names the lists that --limit cut short."""

    query: str
    wire: list[WireShape]
    more: list[str]


class SentenceShape(TypedDict):
    """What was said of an incident or act; kind and text are null where it gives no figure."""

    at: Moment
    kind: Kind | None
    text: str | None
    speaker: str | None
    outlet: str
    article: str
    quote: str


class IncidentWhy(TypedDict):
    """Why an incident stands as it does. `why` are the reasons of its merges, as lines."""

    id: str
    label: str
    why: list[str]
    articles: list[str]
    aliases: list[str]
    said: list[SentenceShape]


class DeedWhy(TypedDict):
    """Why a diplomatic act stands as it does."""

    id: str
    label: str
    said: list[SentenceShape]


class WhyShape(TypedDict):
    """`sitrep query ID --why --json`: what has that id."""

    incidents: list[IncidentWhy]
    diplomacy: list[DeedWhy]
    wire: list[ReadingShape]


class TollsShape(TypedDict):
    """A toll in short."""

    low: int | None
    best: int | None
    high: int | None
    status: TollStatus


class ReadShape(TypedDict):
    """An incident as the rules before or now make it."""

    id: str
    label: str
    killed: TollsShape
    injured: TollsShape
    missing: TollsShape
    captured: TollsShape


class ChangedShape(TypedDict):
    """An incident that the present rules tell otherwise."""

    before: ReadShape
    after: ReadShape


class DifferenceShape(TypedDict):
    """What a new reading changes."""

    new: list[ReadShape]
    gone: list[ReadShape]
    changed: list[ChangedShape]


class RereadShape(TypedDict):
    """`sitrep reread --json`: how many articles were read again, how many say something else, and what that changes."""

    read: int
    other: int
    incidents: DifferenceShape


class IncidentLine(IncidentShape):
    """An incident as a line of `--jsonl`."""

    type: Literal["incident"]
    board_as_of: Moment


class TotalLine(TotalShape):
    """A running total as a line of `--jsonl`."""

    type: Literal["running_total"]
    board_as_of: Moment


class DeedLine(DeedShape):
    """A diplomatic act as a line of `--jsonl`."""

    type: Literal["diplomacy"]
    board_as_of: Moment


class SaidShape(TypedDict):
    """A toll as it was or is."""

    low: int | None
    best: int | None
    high: int | None
    text: str
    status: TollStatus


class VoiceShape(TypedDict):
    """Who says so."""

    speaker: str | None
    outlet: str | None
    quote: str | None
    url: str | None


class ChangeShape(TypedDict):
    """A line of `sitrep watch --jsonl`. `item` is the incident, act or running total as on the board; `voices` are all
    who say so, the newest first, the keys before it the first of them.
    """

    change: ChangeKind
    at: Moment
    id: str
    label: str
    text: str
    counted: Kind | None
    old: SaidShape | str | None
    new: SaidShape | str | None
    speaker: str | None
    outlet: str | None
    quote: str | None
    url: str | None
    voices: list[VoiceShape]
    item: dict[str, Any] | None


class BeforeShape(TypedDict):
    """A toll when the period began."""

    low: int | None
    high: int | None
    at: Moment
    speaker: str | None
    outlet: str


class RowShape(IncidentShape):
    """An incident of a report."""

    new: bool
    before: dict[str, BeforeShape]
    sources: list[int]


class ReportDeed(DeedShape):
    """A diplomatic act of a report."""

    sources: list[int]


class ReportTotal(TotalShape):
    """A running total of a report."""

    sources: list[int]


class SourceShape(TypedDict):
    """A numbered article that a report cites."""

    number: int
    article: str
    outlet: str
    title: str
    url: str
    at: Moment


Period = TypedDict("Period", {"from": Moment, "to": Moment})
FloorShape = TypedDict(
    "FloorShape",
    {
        "kind": Kind,
        "at_least": int | None,
        "incidents": int,
        "without_figure": int,
        "from": date,
        "to": date,
        "as_of": Moment,
        "floor": Literal[True],
        "left_out": dict[str, int],
    },
)


class ReportShape(TypedDict):
    """`sitrep report --json`."""

    as_of: Moment
    period: Period
    situation: str
    articles: int
    feeds: list[FeedShape]
    highlights: list[str]
    totals: list[FloorShape]
    incidents: list[RowShape]
    disputed: list[RowShape]
    unplaced: list[RowShape]
    interceptions: list[RowShape]
    diplomacy: list[ReportDeed]
    running_totals: list[ReportTotal]
    sources: list[SourceShape]


class GeometryShape(TypedDict):
    """A Point, or a MultiPoint of several towns; longitude first, WGS84."""

    type: Literal["Point", "MultiPoint"]
    coordinates: list[Any]


class FeatureShape(TypedDict):
    """An incident on the map; its properties are the columns of the table `incidents`, and `precision`."""

    type: Literal["Feature"]
    id: str
    geometry: GeometryShape | None
    properties: dict[str, Any]


class GeoShape(TypedDict):
    """`--geojson`: a FeatureCollection (RFC 7946)."""

    type: Literal["FeatureCollection"]
    as_of: Moment
    situation: str
    features: list[FeatureShape]
