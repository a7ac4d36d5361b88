"""Who gives which figure of an incident, and how many independent voices stand behind each (R9, R20, R21, R25)."""

from collections import Counter

from sitrep.model.claim import Kind
from sitrep.model.incident import Figure, Incident, SideFigure, Toll
from sitrep.text.speakers import same_speaker, speaker_key
from sitrep.views.filtering.facts import Interval
from sitrep.views.wording import interval, plural


def says(incident: Incident) -> str:
    """Who gives which figure, whoever gives the one that stands first, then the newest: "24: Kyiv · 21+: Moscow".
    With how many origins, where one of few stands before a lower one of more: "24 (1 origin): the governor".

    Where both sides of a conflict speak for themselves, each side's own figure stands for the killed. Where sides
    conflict, ≠ stands between them: both are shown, nothing is averaged (R25). A part of a toll is nobody's toll (R14):
    it is told where no voice gives more.
    """
    between = " ≠ " if any("disputed" in toll.flags for toll in incident.tolls) else " · "
    behind = origins_behind(incident, "killed")
    newest: dict[str, Figure] = {}
    whole = [figure for figure in incident.ledger if figure.scope != "part"]
    for figure in sorted(whole or incident.ledger, key=lambda figure: _rank(figure, incident.killed)):
        if not any(one_voice(figure, other) for other in newest.values()):
            newest[figure.speaker or figure.outlet] = figure
    two_sided = len(incident.killed.sides) > 1
    told = [side_words(side) for side in incident.killed.sides] if two_sided else []
    counted: set[Interval] = set()
    for voice, figure in newest.items():
        killed = figure.kind == "killed"
        said = (figure.low, figure.high)
        if killed and (two_sided or said in counted):
            continue
        number = behind.get(said, 0) if killed else 0
        noun = plural(number, "origin") if not counted else f"{number}"
        told.append(f"{_figure(figure)}{f' ({noun})' if number else ''}: {voice}")
        counted |= {said} if number else set()
    return between.join(told)


def side_words(side: SideFigure) -> str:
    """What a side says: "RU 24", or "RU claims 50" where it counts its enemy's losses (R23)."""
    return f"{side.side} {'claims ' if side.enemy else ''}{interval(side.low, side.high)}"


def origins_behind(incident: Incident, kind: Kind) -> dict[Interval, int]:
    """How many origins give each figure with their newest word, the highest first, where fewer of them give the
    highest than a lower one: so that it is seen to stand on few. Empty elsewhere.
    """
    newest: dict[str, Figure] = {}
    for figure in incident.ledger:
        if figure.kind == kind and figure.scope in ("incident", "aggregate"):
            held = newest.get(figure.origin)
            if held is None or held.at <= figure.at:
                newest[figure.origin] = figure
    behind = Counter((figure.low, figure.high) for figure in newest.values())
    highest = sorted(behind.items(), key=lambda one: one[0][0] or 0, reverse=True)
    return dict(highest) if highest and highest[0][1] < max(behind.values()) else {}


def _rank(figure: Figure, killed: Toll) -> tuple[bool, bool, bool, float]:
    """Killed before others; whoever gives the figure that stands before those who lag behind; of these a speaker before
    an outlet; the newest first.
    """
    lags = figure.low is None or figure.low not in (killed.low, killed.high)
    return (figure.kind != "killed", lags, lags and figure.speaker is None, -figure.at.timestamp())


def one_voice(left: Figure, right: Figure) -> bool:
    """Whether two figures of one incident are of one voice: "Kyiv the mayor" and "city's mayor" are."""
    if left.speaker is None or right.speaker is None:
        return (left.speaker or left.outlet) == (right.speaker or right.outlet)
    return same_speaker(str(speaker_key(left.speaker)), str(speaker_key(right.speaker)))


def _figure(figure: Figure) -> str:
    said = interval(figure.low, figure.high)
    if figure.kind == "unspecified" and (figure.low, figure.high) == (0, 0):
        return "none"
    return said if figure.kind == "killed" else f"{said} {figure.kind}"
