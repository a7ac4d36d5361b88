"""What one article says: claims, each with the words that carry it (METHOD.md R20: no span, no number)."""

from typing import Literal

import msgspec

from sitrep.model.article import Span
from sitrep.model.count import Count
from sitrep.model.place import Place
from sitrep.model.when import UNDATED, When

Weapon = Literal[
    "missile", "drone", "airstrike", "artillery", "bomb", "gunfire", "ground", "vehicle", "knife", "other", "unknown"
]
Stance = Literal["stated", "accused", "claimed", "denied"]
Fate = Literal["hit", "launched", "intercepted"]
Kind = Literal["killed", "injured", "missing", "captured", "unspecified"]
Scope = Literal["incident", "part", "aggregate", "running_total", "other"]
ActClass = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "YIELD",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "VOTE",
]


NONE_REPORTED = "none reported"
"""Flag of a zero that nobody states: "no casualties were reported". It is told, and says nothing of the toll (R12)."""


class Strike(msgspec.Struct, frozen=True, gc=False):
    """An attack told as having happened or under way, or an interception (`fate`).

    `attacker` is the actor's own name ("Russia", "RSF"), with the text's `attacker_stance` toward it (R2, R24); where
    nobody is named, the words ("masked gunmen"), and `unnamed`: they rule nobody out and are no rival of a name.
    `places` stand most exact first. `why` names the rule and the words that made the claim.
    """

    quote: str
    span: Span
    attacker: str | None = None
    attacker_stance: Stance | None = None
    weapon: Weapon = "unknown"
    weapon_text: str | None = None
    munitions: Count | None = None
    fate: Fate = "hit"
    target: str | None = None
    places: tuple[Place, ...] = ()
    country: str | None = None
    when: When = UNDATED
    speaker: str | None = None
    why: str = ""
    unnamed: bool = False

    @property
    def named_attacker(self) -> str | None:
        """The attacker where one is named; words that fit anybody are none."""
        return None if self.unnamed else self.attacker


class Casualty(msgspec.Struct, frozen=True, gc=False):
    """One stated figure for people killed, injured, missing or captured (R8-R19).

    `who` is whom it counts, as worded. `cause` is set for scope "other": accident, disease, crime, disaster.
    `flags` hold "expected to rise", "unverified", "feared", "revised", "disputed", "none reported".
    """

    quote: str
    span: Span
    kind: Kind
    count: Count
    who: str | None = None
    scope: Scope = "incident"
    cause: str | None = None
    places: tuple[Place, ...] = ()
    country: str | None = None
    when: When = UNDATED
    speaker: str | None = None
    flags: tuple[str, ...] = ()
    why: str = ""


class Act(msgspec.Struct, frozen=True, gc=False):
    """A diplomatic act: actor -> act -> target, about what (R32). `act` is the PLOVER class, `mode` the plain verb."""

    quote: str
    span: Span
    actor: str
    act: ActClass
    mode: str
    target: str | None = None
    about: str | None = None
    venue: str | None = None
    when: When = UNDATED
    speaker: str | None = None
    why: str = ""


Claim = Strike | Casualty | Act


class Fault(msgspec.Struct, frozen=True):
    """Something of an article or feed that could not be read, in plain words. Nothing else is lost by it."""

    where: str
    reason: str


class Reading(msgspec.Struct, frozen=True, gc=False):
    """All that `read` found in one version of one article. The journal keeps it; the board is folded from it.

    `rules` is the edition of the rules it was read by; "" where it was not read by the present program's worker.
    """

    article: str
    version: str
    language: str
    strikes: tuple[Strike, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    diplomacy: tuple[Act, ...] = ()
    faults: tuple[Fault, ...] = ()
    rules: str = ""
