"""What stands under the tolls of an incident: their words, who says them, how many origins, each side, flags (R20)."""

from collections.abc import Sequence

from sitrep.model.claim import Kind
from sitrep.model.incident import Incident, Toll
from sitrep.views.evidence.page import Line, Piece, labelled, utc, voice_of
from sitrep.views.says import origins_behind
from sitrep.views.wording import UNKNOWN_FIGURE, figure, interval, plural

KINDS: tuple[Kind, ...] = ("killed", "injured", "missing", "captured")


def tolls(incident: Incident) -> list[Line]:
    """A line for each toll that anybody speaks of, killed and injured always, and what stands under it."""
    stated = (
        ("KILLED", incident.killed),
        ("INJURED", incident.injured),
        ("MISSING", incident.missing),
        ("CAPTURED", incident.captured),
    )
    lines = []
    for label, toll in stated:
        if toll.status == "unknown" and label in ("MISSING", "CAPTURED"):
            continue
        quotes = [f.quote for f in incident.ledger if f.kind == label.lower()]
        said = (*_toll(toll, quotes), *_said_by(incident, toll, label), *_flags(incident, toll, label))
        lines.append(labelled(label, *said))
        lines += _behind(incident, label)
        lines += _sides(toll)
    return lines


def _behind(incident: Incident, label: str) -> list[Line]:
    """How many origins stand behind each figure, where one of many stands beside the one that counts (R9, R21)."""
    behind = origins_behind(incident, next(kind for kind in KINDS if kind == label.lower()))
    told = [f"{interval(*said)} from {plural(number, 'origin')}" for said, number in behind.items()]
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


def _flags(incident: Incident, toll: Toll, label: str) -> tuple[Piece, ...]:
    """The flags of a toll, each with the voice that gave it last; one nobody gave in words is the toll's own (R10)."""
    mine = sorted((f for f in incident.ledger if f.kind == label.lower()), key=lambda f: f.at, reverse=True)
    said = []
    for flag in toll.flags:
        teller = next((f for f in mine if flag in f.flags), None)
        said.append(f"{flag}, says {voice_of(teller.speaker, teller.outlet)}" if teller else flag)
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
            voices[f"{said}{voice_of(teller.speaker, teller.outlet)}"] = None
    return (Piece(f" · {' · '.join(voices)}", "dim"),) if voices else ()


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
