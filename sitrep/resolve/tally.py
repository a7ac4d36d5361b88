"""From what many voices said to one toll with its uncertainty (METHOD.md R8-R14, R23, R25, R27).

Figures are never added: those that stand span low to high (see `figures`). No mention is unknown, never zero.
"""

import re
from collections.abc import Collection, Iterable, Sequence

import msgspec

from sitrep.model.claim import Kind, Scope
from sitrep.model.incident import UNKNOWN, Figure, SideFigure, Step, Toll, TollStatus
from sitrep.resolve import wording
from sitrep.resolve.figures import (
    RETRACTED,
    Said,
    best_of,
    course_of,
    in_conflict,
    is_corroborated,
    is_held,
    order_of,
    outdates,
    plain,
    span_of,
    standing_of,
    without_parts,
)
from sitrep.resolve.ordered import Ordered, Steps, leave
from sitrep.text.folding import Folded

INCIDENT: tuple[Scope, ...] = ("incident",)

KEPT_FLAGS = ("expected to rise", "unverified", "feared", "disputed", "revised", "claimed", "estimate")


class Strand:
    """The figures of one kind that count for an incident's whole, kept ready as single ones come and go."""

    __slots__ = ("_last", "_said", "_words")

    def __init__(self) -> None:
        self._said: dict[Figure, Said] = {}
        self._words: dict[tuple[str, str | None], Steps[Said]] = {}
        self._last: dict[tuple[object, ...], Ordered[Said]] = {}

    def add(self, figure: Figure) -> None:
        """Hear a figure; each only once."""
        if figure.low is None and figure.high is None:
            return
        said = self._said[figure] = Said(figure)
        self._words.setdefault((said.origin, said.voice), Steps(order_of, _word)).add(said)
        if RETRACTED in figure.flags:
            return
        self._last.setdefault(said.sameness, Ordered(order_of)).add(said)

    def discard(self, figure: Figure) -> None:
        """Forget a figure. Raises KeyError for one that was never heard."""
        if figure.low is None and figure.high is None:
            return
        said = self._said.pop(figure)
        words = self._words[said.origin, said.voice]
        words.discard(said)
        if not len(words):
            del self._words[said.origin, said.voice]
        if RETRACTED in figure.flags:
            return
        leave(self._last, said.sameness, said)

    def toll(self) -> Toll:
        """The toll (R9). It depends on the set of figures alone (R7); best and high never exceed the largest given."""
        if not self._said:
            return UNKNOWN
        if not self._last:
            taken_back = Strand()
            for figure in {msgspec.structs.replace(f, flags=()) for f in self._said}:
                taken_back.add(figure)
            return uncounted(taken_back.toll(), RETRACTED)
        every = sorted((each.items[-1] for each in self._last.values()), key=order_of)
        said = without_parts(every)
        held = {id(s) for s in said if is_held(s, said)}
        claims = {id(s) for s in said if "claimed" in s.figure.flags and not is_corroborated(s, said)}
        standing = _standing(said, held, claims)
        sure = plain([s for s in standing if id(s) not in held and id(s) not in claims])
        shaping = plain([s for s in standing if id(s) not in claims] or standing)
        low, high = span_of(shaping)
        best = best_of(sure)
        flags = _flags(standing, said, held, claims)
        status: TollStatus = "none" if (low, high) == (0, 0) else "known"
        return Toll(
            low,
            best,
            high,
            _text(shaping, low, high),
            flags,
            status,
            self._history([s for s in said if id(s) not in claims] or said, held),
            _each_side(every),
        )

    def _history(self, said: Sequence[Said], held: Collection[int]) -> tuple[Step, ...]:
        """How the figure came about, falls included (R13). Of `said` alone; parts and claims are no steps."""
        whole = {s.sameness for s in said}
        jumps = {s.sameness for s in said if id(s) in held}
        words = (s for each in self._words.values() for s in each.steps if s.retracted or s.sameness in whole)
        steps = (s.figure for s in course_of(sorted(words, key=order_of), jumps))
        return tuple(Step(f.at, f.low, f.high, f.speaker, f.outlet) for f in steps)


def _each_side(said: Sequence[Said]) -> tuple[SideFigure, ...]:
    """The newest figure of each side that speaks for itself (R23, R25); one that only lags behind is not its newest."""
    newest: dict[str, Said] = {}
    for s in said:
        for side in _side(s.figure):
            if side not in newest or not outdates(newest[side], s):
                newest[side] = s
    return tuple(
        SideFigure(side, f.low, f.high, f.text, f.speaker or "", f.outlet, f.at, enemy="claimed" in f.flags)
        for side, f in ((side, newest[side].figure) for side in sorted(newest))
    )


def _standing(said: Sequence[Said], held: Collection[int], claims: Collection[int]) -> list[Said]:
    """What stands; a side's claim about its enemy (R23) makes no count of others stale, nor they the claim."""
    counts = [s for s in said if id(s) not in claims]
    claimed = [s for s in said if id(s) in claims]
    return sorted((*standing_of(counts, held), *standing_of(claimed, held)), key=order_of)


def tally(figures: Iterable[Figure], kind: Kind, wholes: Collection[Scope] = INCIDENT) -> Toll:
    """The toll of one kind. `figures` is an incident's ledger, in any order; only the scopes in `wholes` count."""
    strand = Strand()
    for figure in {f for f in figures if f.kind == kind and f.scope in wholes}:
        strand.add(figure)
    return strand.toll()


_OFFICE = Folded(
    r"\b(?:governor|mayor|regional (?:officials?|authorities|administration)|(?:interior|emergenc(?:y|ies)) ministry)\b"
)
_NOT_THE_STATES = Folded(
    r"\b(?:installed|appointed|backed|occupation|separatists?|rebels?|militia|self-\w+|people's republic)\b"
)


def _side(figure: Figure) -> frozenset[str]:
    """The one side the speaker stands for, if it is one; a governor or mayor speaks for the state the place is in."""
    if not figure.speaker:
        return frozenset()
    sides = wording.sides_in(figure.speaker)
    if not sides and figure.place is not None and figure.place.country is not None:
        office = _OFFICE.search(figure.speaker) and not _NOT_THE_STATES.search(figure.speaker)
        return frozenset({figure.place.country}) if office else frozenset()
    return sides if len(sides) == 1 else frozenset()


def _word(said: Said) -> tuple[object, ...]:
    """What a voice must change for its word to be a new one."""
    return (said.figure.low, said.figure.high, said.narrow, said.retracted)


def uncounted(toll: Toll, why: str) -> Toll:
    """The toll, shown but entering no sum, with the reason among its flags. One nobody gave stays unknown."""
    if toll.status == "unknown":
        return toll
    return msgspec.structs.replace(toll, best=None, flags=tuple(dict.fromkeys((*toll.flags, why))))


def shown(low: int | None, high: int | None) -> str:
    """A range in words: "21", "at least 21", "up to 30", "21-24", "none", "unknown"."""
    if low is None and high is None:
        return "unknown"
    if low is None:
        return f"up to {high}"
    if high is None:
        return f"at least {low}"
    if low == high:
        return str(low) if low else "none"
    return f"{low}-{high}"


def _text(said: Sequence[Said], low: int | None, high: int | None) -> str:
    """Vague words stay words (R11); everything else is written as the range it is."""
    words = {s.figure.text for s in said}
    if not any(any(c.isdigit() for c in word) for word in words) and all(s.floor for s in said):
        vague = min(said, key=lambda s: (s.number, s.figure.text))
        if (
            low is not None
            and vague.figure.text
            and not re.match(r"(?i)at least|more than|over|nearly", vague.figure.text)
        ):
            return vague.figure.text
    return shown(low, high)


def _flags(standing: Sequence[Said], said: Sequence[Said], held: set[int], claims: set[int]) -> tuple[str, ...]:
    found = {flag for s in standing for flag in s.figure.flags if flag in KEPT_FLAGS and flag != "claimed"}
    # An army that says it killed a commander does not say how many died with him.
    counted = [s for s in standing if id(s) not in claims or s.figure.high != 1]
    if any(id(s) in held for s in standing) or in_conflict(counted):
        found.add("disputed")
    if any(id(s) in claims for s in standing):
        found.add("claimed")
    if any(s.revises for s in said):
        found.add("revised")
    return tuple(flag for flag in KEPT_FLAGS if flag in found)
