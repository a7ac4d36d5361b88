"""What many articles say together: incidents, tolls, running totals, actions. The board's own nouns."""

from datetime import datetime
from typing import Literal

import msgspec

from sitrep.model.claim import ActClass, Kind, Scope, Weapon
from sitrep.model.health import Health
from sitrep.model.place import Place
from sitrep.model.when import When

IncidentKind = Literal["strike", "interception", "attack"]
Grade = Literal["weak", "fair", "confirmed", "contested", "discounted"]
TollStatus = Literal["known", "none", "unknown"]

COUNTED: tuple[Kind, ...] = ("killed", "injured", "missing", "captured")
"""What an incident has a toll of; a figure of kind "unspecified" enters none (R8)."""


class Attribution(msgspec.Struct, frozen=True, gc=False):
    """Who is said to have done it, how, and by whom (R24). `by` None: the outlet's own voice."""

    name: str
    stance: str
    by: str | None = None


class Figure(msgspec.Struct, frozen=True, gc=False):
    """One line of an incident's ledger: a figure with its speaker, outlet, time and sentence (R20); `place` is the most
    exact place its sentence gives it.
    """

    at: datetime
    kind: Kind
    low: int | None
    high: int | None
    text: str
    scope: Scope
    outlet: str
    origin: str
    article: str
    quote: str
    start: int
    end: int
    who: str | None = None
    speaker: str | None = None
    url: str = ""
    flags: tuple[str, ...] = ()
    place: Place | None = None


class Step(msgspec.Struct, frozen=True, gc=False):
    """One step of a toll's history: what was said, when, by whom. Falls are steps too (R13)."""

    at: datetime
    low: int | None
    high: int | None
    speaker: str | None
    outlet: str


class SideFigure(msgspec.Struct, frozen=True, gc=False):
    """The newest figure one side of a conflict gives for this toll (R23, R25).

    `side` is its ISO 3166-1 code. `enemy` is True where the side counts its enemy's losses: shown, never counted alone.
    """

    side: str
    low: int | None
    high: int | None
    text: str
    speaker: str
    outlet: str
    at: datetime
    enemy: bool = False


class Toll(msgspec.Struct, frozen=True, gc=False):
    """Killed, injured, missing or captured of one incident, with its uncertainty (R9, R12).

    status "unknown": nobody gave a figure (a dash on screen); "none": somebody said there were none; "known" else.
    `sides` holds what each side of the conflict says, where it speaks for itself: never averaged, never added (R25).
    """

    low: int | None = None
    best: int | None = None
    high: int | None = None
    text: str = ""
    flags: tuple[str, ...] = ()
    status: TollStatus = "unknown"
    history: tuple[Step, ...] = ()
    sides: tuple[SideFigure, ...] = ()


UNKNOWN = Toll()


class Tombstone(msgspec.Struct, frozen=True, gc=False):
    """What took an incident off the count for good (R27): no later poll brings it back.

    `by` is the outlet that took its report back, or the person who ruled; `ruling` is the ruling's id, "" for a
    notice. `since` counts the articles that tell of it and were first seen after `at` (UTC): a reason to look again.
    """

    at: datetime
    by: str
    why: str
    ruling: str = ""
    since: int = 0


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """A sentence that says something without a figure: who said it, where, when."""

    at: datetime
    outlet: str
    url: str
    article: str
    quote: str
    start: int
    end: int
    speaker: str | None = None


class Incident(msgspec.Struct, frozen=True, gc=False):
    """One place, one day, one kind of violence against one side (R1), as all articles together tell it.

    `parent` and `children` hold aggregates and their located parts (R15); `located` is how many of the parent's
    killed the children account for. `outlets` counts publishers, `origins` independent voices (R21). `evidence` holds
    the sentences that tell of the strike itself; `why` are the reasons its articles were joined, and the rulings by
    hand that made it what it is. `aliases` are ids its parts have or had by themselves: each still finds it.
    `candidates` are the events it might be part of, as places and days: it fits several, so it is in no sum (R6).
    A `tombstone` goes with grade "discounted": kept and shown as such, entering no sum.
    """

    id: str
    label: str
    kind: IncidentKind
    weapons: tuple[Weapon, ...]
    places: tuple[Place, ...]
    country: str | None
    when: When
    attackers: tuple[Attribution, ...]
    targets: tuple[str, ...]
    killed: Toll
    injured: Toll
    missing: Toll
    captured: Toll
    grade: Grade
    outlets: int
    origins: int
    articles: tuple[str, ...]
    first_seen: datetime
    updated: datetime
    ledger: tuple[Figure, ...]
    evidence: tuple[Evidence, ...] = ()
    parent: str | None = None
    children: tuple[str, ...] = ()
    located: int | None = None
    munitions: str = ""
    why: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    tombstone: Tombstone | None = None
    candidates: tuple[str, ...] = ()

    @property
    def tolls(self) -> tuple[Toll, ...]:
        """Its tolls in the order of COUNTED."""
        return self.killed, self.injured, self.missing, self.captured

    def toll(self, kind: Kind) -> Toll:
        """The toll of that kind, one of COUNTED."""
        return self.tolls[COUNTED.index(kind)]


class RunningTotal(msgspec.Struct, frozen=True, gc=False):
    """A campaign's own series (R16): never part of an incident's sum."""

    label: str
    kind: Kind
    low: int | None
    high: int | None
    text: str
    speaker: str | None
    outlet: str
    as_of: datetime
    history: tuple[Step, ...] = ()
    quote: str = ""
    url: str = ""
    article: str = ""


class Action(msgspec.Struct, frozen=True, gc=False):
    """One diplomatic act as all outlets tell it (R32-R34). `answers` is the incident it reacts to (R33)."""

    id: str
    actor: str
    act: ActClass
    mode: str
    when: When
    updated: datetime
    outlets: int
    origins: int
    evidence: tuple[Evidence, ...]
    target: str | None = None
    about: str | None = None
    venue: str | None = None
    answers: str | None = None
    first_seen: datetime | None = None


class Board(msgspec.Struct, frozen=True):
    """Everything a view may show, at one moment (`as_of`, UTC). Incidents and actions stand newest first.

    `dismissed` are the incidents a person ruled to be none: on no list and in no sum, kept so that an undo finds them.
    """

    as_of: datetime
    situation: str
    articles: int
    feeds: tuple[Health, ...] = ()
    incidents: tuple[Incident, ...] = ()
    running_totals: tuple[RunningTotal, ...] = ()
    actions: tuple[Action, ...] = ()
    dismissed: tuple[Incident, ...] = ()
