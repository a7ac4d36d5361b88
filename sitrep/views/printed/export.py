"""The board for other programs: tables as CSV, items as JSON lines, incidents on a map as GeoJSON. Pure functions.

CSV is RFC 4180 in UTF-8 with published columns (TABLES); GeoJSON is RFC 7946. Days and moments are ISO 8601, moments
UTC. What is unknown is an empty cell or null, never 0 (R12).
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Generic, Literal, TypeVar

import msgspec

from sitrep.model.incident import Action, Board, Figure, Incident, RunningTotal, Toll
from sitrep.model.place import Place
from sitrep.views.incidents import spots
from sitrep.views.printed.forms import Form, action_form, incident_form, stamp, total_form
from sitrep.views.wording import attributed, disputed, plural

Value = str | int | float | bool | date | datetime | None
T = TypeVar("T")


class Field(msgspec.Struct, Generic[T], frozen=True):
    """One column: its name, what stands in it, and how it is taken from an item."""

    name: str
    means: str
    of: Callable[[T], Value]


class Table(msgspec.Struct, Generic[T], frozen=True):
    """One kind of item of a board as rows and columns. `means` says what a row is."""

    name: str
    means: str
    fields: tuple[Field[T], ...]
    items: Callable[[Board], Sequence[T]]

    def rows(self, board: Board) -> Iterator[list[Value]]:
        """A row an item, in the board's order."""
        for item in self.items(board):
            yield [field.of(item) for field in self.fields]


class Counted(msgspec.Struct, frozen=True):
    """A figure of the ledger with the incident it stands in."""

    incident: Incident
    figure: Figure


def _joined(words: Iterable[str]) -> str:
    return "; ".join(words)


def _link(incident: Incident) -> str:
    urls = [figure.url for figure in incident.ledger] + [sentence.url for sentence in incident.evidence]
    return next(filter(None, urls), "")


def _newest_quote(action: Action) -> str | None:
    return max(action.evidence, key=lambda e: e.at).quote if action.evidence else None


def _top(incident: Incident) -> Place | None:
    return incident.places[0] if incident.places else None


def _toll_fields(name: str, toll: Callable[[Incident], Toll]) -> tuple[Field[Incident], ...]:
    return (
        Field(f"{name}_low", f"lowest figure for {name} that stands; empty: no lower bound", lambda i: toll(i).low),
        Field(f"{name}_best", f"best figure for {name} (R9)", lambda i: toll(i).best),
        Field(f"{name}_high", "highest figure that stands; empty: no upper bound", lambda i: toll(i).high),
        Field(f"{name}_text", "the figure as worded", lambda i: toll(i).text),
        Field(
            f"{name}_status",
            "known, none (somebody said there were none) or unknown (nobody gave a figure: not zero)",
            lambda i: toll(i).status,
        ),
        Field(f"{name}_flags", "expected to rise, unverified, disputed ...", lambda i: _joined(toll(i).flags)),
    )


INCIDENTS: Table[Incident] = Table(
    "incidents",
    "an incident: one place, one day, one kind of violence (R1). Never add a parent to its parts (R15)",
    (
        Field("id", "stable from poll to poll", lambda i: i.id),
        Field("label", "its short name", lambda i: i.label),
        Field("kind", "strike, interception or attack", lambda i: i.kind),
        Field("date", "the day it happened; empty: undated", lambda i: i.when.day),
        Field("date_precision", "hour, day, week (from date on) or month", lambda i: i.when.precision),
        Field("places", "most exact first", lambda i: _joined(p.name for p in i.places)),
        Field("country", "ISO 3166-1 alpha-2", lambda i: i.country),
        Field("lat", "of the first place, WGS84 degrees", lambda i: p.lat if (p := _top(i)) else None),
        Field("lon", "of the first place, WGS84 degrees", lambda i: p.lon if (p := _top(i)) else None),
        Field(
            "place_precision",
            "exact (a town or a spot in one), area, region or country: lat and lon of the last three are a middle, "
            "no point of impact (R6)",
            lambda i: p.precision if (p := _top(i)) else None,
        ),
        Field("weapons", "kinds of weapon", lambda i: _joined(i.weapons)),
        Field("munitions", "as counted: 32 drones", lambda i: i.munitions),
        Field("targets", "what was hit", lambda i: _joined(i.targets)),
        Field(
            "attackers", "name (stance, by whom): a claim each (R2)", lambda i: _joined(map(attributed, i.attackers))
        ),
        *_toll_fields("killed", lambda i: i.killed),
        *_toll_fields("injured", lambda i: i.injured),
        *_toll_fields("missing", lambda i: i.missing),
        *_toll_fields("captured", lambda i: i.captured),
        Field("grade", "weak, fair, confirmed, contested or discounted (R22)", lambda i: i.grade),
        Field("disputed", "true where origins disagree: enters no sum (R25)", disputed),
        Field("outlets", "publishers that tell of it", lambda i: i.outlets),
        Field("origins", "independent voices among them (R21)", lambda i: i.origins),
        Field("parent", "id of the aggregate it is a part of", lambda i: i.parent),
        Field("located", "how many of an aggregate's killed its parts account for", lambda i: i.located),
        Field("first_seen", "UTC", lambda i: i.first_seen),
        Field("updated", "UTC", lambda i: i.updated),
        Field("url", "the first link of its evidence", _link),
    ),
    lambda board: board.incidents,
)

FIGURES: Table[Counted] = Table(
    "figures",
    "a stated figure, with its speaker and its sentence (R20). Rows of one incident are never added up (R13)",
    (
        Field("incident", "id of the incident", lambda c: c.incident.id),
        Field("label", "the incident's short name", lambda c: c.incident.label),
        Field("at", "when it was said, UTC", lambda c: c.figure.at),
        Field("kind", "killed, injured, missing, captured or unspecified (R8)", lambda c: c.figure.kind),
        Field("low", "empty: no lower bound", lambda c: c.figure.low),
        Field("high", "empty: no upper bound", lambda c: c.figure.high),
        Field("text", "the figure as worded", lambda c: c.figure.text),
        Field("who", "whom it counts, as worded", lambda c: c.figure.who),
        Field("scope", "incident, part (of the whole, R14) or aggregate", lambda c: c.figure.scope),
        Field("speaker", "who gives it; empty: the outlet itself", lambda c: c.figure.speaker),
        Field("outlet", "who printed it", lambda c: c.figure.outlet),
        Field("origin", "whose voice it counts as (R21)", lambda c: c.figure.origin),
        Field("flags", "expected to rise, unverified, disputed ...", lambda c: _joined(c.figure.flags)),
        Field("quote", "the sentence", lambda c: c.figure.quote),
        Field("url", "the article", lambda c: c.figure.url),
        Field("article", "id of the article", lambda c: c.figure.article),
    ),
    lambda board: [Counted(incident, figure) for incident in board.incidents for figure in incident.ledger],
)

DIPLOMACY: Table[Action] = Table(
    "diplomacy",
    "a diplomatic act, as all outlets tell it (R32-R34)",
    (
        Field("id", "stable from poll to poll", lambda a: a.id),
        Field("actor", "who", lambda a: a.actor),
        Field("act", "the PLOVER class", lambda a: a.act),
        Field("mode", "the plain verb", lambda a: a.mode),
        Field("target", "to whom", lambda a: a.target),
        Field("about", "about what", lambda a: a.about),
        Field("venue", "where", lambda a: a.venue),
        Field("date", "the day; empty: undated", lambda a: a.when.day),
        Field("date_precision", "hour, day, week (from date on) or month", lambda a: a.when.precision),
        Field("answers", "id of the incident it reacts to (R33)", lambda a: a.answers),
        Field("outlets", "publishers that tell of it", lambda a: a.outlets),
        Field("origins", "independent voices among them (R21)", lambda a: a.origins),
        Field("updated", "UTC", lambda a: a.updated),
        Field("quote", "the newest sentence", _newest_quote),
        Field("url", "the first link of its evidence", lambda a: next((e.url for e in a.evidence if e.url), "")),
    ),
    lambda board: board.actions,
)

TOTALS: Table[RunningTotal] = Table(
    "totals",
    "a campaign's own running total: never part of an incident's sum (R16)",
    (
        Field("label", "the campaign", lambda t: t.label),
        Field("kind", "killed, injured, missing, captured or unspecified", lambda t: t.kind),
        Field("low", "empty: no lower bound", lambda t: t.low),
        Field("high", "empty: no upper bound", lambda t: t.high),
        Field("text", "the figure as worded", lambda t: t.text),
        Field("speaker", "who gives it; empty: the outlet itself", lambda t: t.speaker),
        Field("outlet", "who printed it", lambda t: t.outlet),
        Field("as_of", "when it was said, UTC", lambda t: t.as_of),
        Field("quote", "the sentence", lambda t: t.quote),
        Field("url", "the article", lambda t: t.url),
    ),
    lambda board: board.running_totals,
)

TABLES: tuple[Table[Incident] | Table[Counted] | Table[Action] | Table[RunningTotal], ...] = (
    INCIDENTS,
    FIGURES,
    DIPLOMACY,
    TOTALS,
)
"""Every table there is. A new one is a value above and its name here."""


def csv_text(board: Board, table: str = "incidents") -> str:
    """One table of the board as CSV with its header, lines ended by CR LF. Raises KeyError for an unknown table."""
    by_name = {one.name: one for one in TABLES}
    chosen = by_name[table]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([field.name for field in chosen.fields])
    for row in chosen.rows(board):
        writer.writerow([cell(value) for value in row])
    return out.getvalue()


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the start of a formula (OWASP, CSV injection)."""


def cell(value: Value) -> str | int | float:
    """One CSV cell. Text a spreadsheet would run as a formula gets an apostrophe before it; numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return stamp(value) or ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return f"'{value}" if value.lstrip(" \n\u00a0").startswith(_FORMULA) else value
    return value


Type = Literal["incident", "running_total", "diplomacy"]


def item_lines(board: Board) -> Iterator[Form]:
    """The board item by item, a JSON object each: what the board's JSON holds, with its `type` and the `as_of`."""
    typed: tuple[tuple[Type, list[Form]], ...] = (
        ("incident", [incident_form(i) for i in board.incidents]),
        ("running_total", [total_form(t) for t in board.running_totals]),
        ("diplomacy", [action_form(a) for a in board.actions]),
    )
    for kind, forms in typed:
        for form in forms:
            # A running total has an as_of of its own: when it was said.
            yield {"type": kind, "board_as_of": stamp(board.as_of)} | form


def geojson(board: Board) -> Form:
    """The incidents as a FeatureCollection (RFC 7946): longitude first, WGS84.

    A town is a point, several a MultiPoint. A region or country is never drawn as a point (R6): its geometry is null,
    its `middle` a property. `precision` says which is which, on every feature.
    """
    return {
        "type": "FeatureCollection",
        "as_of": stamp(board.as_of),
        "situation": board.situation,
        "features": [_feature(incident) for incident in board.incidents],
    }


_DRAWN = ("exact", "area")
_ELSEWHERE = ("id", "lat", "lon", "place_precision")
"""Columns that a feature has under another name."""


def _feature(incident: Incident) -> Form:
    top = _top(incident)
    drawn = [p for p in map(_position, (p for p in spots(incident) if p.precision in _DRAWN)) if p]
    row = {field.name: field.of(incident) for field in INCIDENTS.fields if field.name not in _ELSEWHERE}
    plain = {name: stamp(v) if isinstance(v, datetime) else v for name, v in row.items()}
    properties: Form = {
        "precision": top.precision if top else "unknown",
        "point_is": _point_is(incident) if drawn else None,
        "middle": _position(top) if top and not drawn else None,
    }
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": _geometry(drawn),
        "properties": properties | plain,
    }


def _geometry(positions: Sequence[list[float]]) -> Form | None:
    if not positions:
        return None
    if len(positions) == 1:
        return {"type": "Point", "coordinates": positions[0]}
    return {"type": "MultiPoint", "coordinates": list(positions)}


def _point_is(incident: Incident) -> str:
    drawn = [place.precision for place in spots(incident) if place.precision in _DRAWN]
    what = "the place named, not the point of impact" if set(drawn) == {"exact"} else "the middle of an area"
    left = len(spots(incident)) - len(drawn)
    return f"{what}; {plural(left, 'region')} named beside it and not drawn" if left else what


def _position(place: Place) -> list[float] | None:
    """Longitude, latitude; None where unknown or not on this earth."""
    if place.lat is None or place.lon is None or not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180):
        return None
    return [place.lon, place.lat]
