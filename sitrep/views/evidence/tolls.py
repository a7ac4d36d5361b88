"""What stands under the tolls of an incident: their words, who says them, how many origins, each side, flags (R20)."""

from collections.abc import Sequence

from sitrep.model.claim import Kind
from sitrep.model.incident import COUNTED, Figure, Incident, Toll
from sitrep.views.evidence.page import Line, Piece, labelled, utc, voice_of
from sitrep.views.says import origins_behind
from sitrep.views.wording import UNKNOWN_FIGURE, figure, interval, plural

ALWAYS: tuple[Kind, ...] = ("killed", "injured")
"""Tolls that have a line even where nobody speaks of them."""


def tolls(incident: Incident) -> list[Line]:
    """A line for each toll that anybody speaks of, killed and injured always, and what stands under it."""
    lines = []
    for kind, toll in zip(COUNTED, incident.tolls, strict=True):
        if toll.status == "unknown" and kind not in ALWAYS:
            continue
        ledger = sorted((f for f in incident.ledger if f.kind == kind), key=lambda f: f.at, reverse=True)
        lines.append(labelled(kind.upper(), *_toll(toll, ledger), *_said_by(toll, ledger), *_flags(toll, ledger)))
        lines += _behind(incident, kind)
        lines += _sides(toll)
    return lines


def _behind(incident: Incident, kind: Kind) -> list[Line]:
    """How many origins stand behind each figure, where one of many stands beside the one that counts (R9, R21)."""
    told = [
        f"{interval(*said)} from {plural(number, 'origin')}" for said, number in origins_behind(incident, kind).items()
    ]
    return [labelled("", Piece(f"newest words: {', '.join(told)}", "dim"))] if told else []


def _sides(toll: Toll) -> list[Line]:
    """What each side says for itself where both do, or where one counts its enemy's losses (R23, R25)."""
    if len(toll.sides) < 2 and not any(side.enemy for side in toll.sides):
        return []
    lines = []
    for side in toll.sides:
        voice = voice_of(side.speaker or None, side.outlet)
        of = " of its enemy's, a claim" if side.enemy else ""
        said = Piece(interval(side.low, side.high), "figure")
        lines.append(labelled(f"{side.side} says", said, Piece(f'{of} · "{side.text}", {voice}, {utc(side.at)}')))
    return lines


def _flags(toll: Toll, ledger: Sequence[Figure]) -> tuple[Piece, ...]:
    """The flags of a toll, each with the voice that gave it last; one nobody gave in words is the toll's own (R10)."""
    said = []
    for flag in toll.flags:
        teller = next((f for f in ledger if flag in f.flags), None)
        said.append(f"{flag}, says {voice_of(teller.speaker, teller.outlet)}" if teller else flag)
    return tuple(Piece(f" · {flag}") for flag in said)


def _said_by(toll: Toll, ledger: Sequence[Figure]) -> tuple[Piece, ...]:
    """Who gives the figures that make up a toll, the newest for each side of its range (R20)."""
    wide = toll.low is not None and toll.high is not None and toll.low != toll.high
    voices: dict[str, None] = {}
    for side in ("low", "high"):
        end = getattr(toll, side)
        teller = next((f for f in ledger if end is not None and getattr(f, side) == end), None)
        if teller is not None:
            said = f"{interval(teller.low, teller.high)} says " if wide else "says "
            voices[f"{said}{voice_of(teller.speaker, teller.outlet)}"] = None
    return (Piece(f" · {' · '.join(voices)}", "dim"),) if voices else ()


def _toll(toll: Toll, ledger: Sequence[Figure]) -> tuple[Piece, ...]:
    """A toll with its words: in quotation marks only where a sentence of the ledger has them so."""
    if toll.status == "unknown":
        return (Piece(f"{UNKNOWN_FIGURE}  nobody has given a figure", "dim"),)
    if toll.status == "none":
        return (Piece("none, as stated", "bold"),)
    best = ""
    if toll.best is not None and toll.low != toll.high and (toll.high is not None or toll.best != toll.low):
        best = f" · best {toll.best:,}"
    said = figure(toll).rstrip("↑")
    verbatim = any(toll.text.casefold() in one.quote.casefold() for one in ledger)
    if verbatim and toll.text not in ("", said):
        words = f' "{toll.text}"'
    elif toll.text.replace("-", "–") in ("", said, f"at least {toll.low}"):
        words = ""
    else:
        words = f" ({toll.text})"
    return (Piece(said, "warn" if "disputed" in toll.flags else "figure"), Piece(f"{words}{best}"))
