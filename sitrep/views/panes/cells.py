"""How an incident's values look in the cells of a list, and in the few cells of a pane too narrow for them."""

from sitrep.model.incident import Attribution, Grade, Incident, Toll
from sitrep.views.pane import Cell, Tone
from sitrep.views.wording import UNKNOWN_FIGURE, disputed, figure, major, marked_name, revised


def figure_cell(toll: Toll) -> Cell:
    """A toll as a cell: dim where unknown, marked where somebody disputes it (R25)."""
    if toll.status == "unknown":
        return Cell(UNKNOWN_FIGURE, "dim")
    return Cell(f"~{figure(toll)}", "warn") if "disputed" in toll.flags else Cell(figure(toll), "bold")


def tight_figure(said: str) -> str:
    """A figure in fewer cells: of a range its lower end as a floor, "108+" for 108–111. What is no range stays."""
    low, dash, high = said.partition("–")
    return f"{low}+{'↑' if high.endswith('↑') else ''}" if low and dash and high else said


def tight_marks(glyphs: str) -> str:
    """The one of an incident's glyphs that matters most: withdrawn, then disputed, then major, then revised."""
    return next((glyph for glyph in "×~!↕" if glyph in glyphs), "")


def marks(incident: Incident) -> Cell:
    """Three glyphs beside every colour: ! major, or × withdrawn or refuted, which is in no sum; ~ disputed or
    contested; ↕ figures were revised at some time.
    """
    glyphs = "×" if incident.grade == "discounted" else "!" if major(incident) else " "
    glyphs += "~" if disputed(incident) else " "
    glyphs += "↕" if revised(incident.killed) or revised(incident.injured) else " "
    tone: Tone = "alert" if "!" in glyphs else "warn" if glyphs.strip() else "plain"
    return Cell(glyphs, tone)


def by_whom(attackers: tuple[Attribution, ...]) -> Cell:
    """Who is said to have done it; ? stands before one who is only accused: nobody tells it as fact, nor do they claim
    it.
    """
    if not attackers:
        return Cell(UNKNOWN_FIGURE, "dim")
    stances: dict[str, set[str]] = {}
    for attacker in attackers:
        stances.setdefault(attacker.name, set()).add(attacker.stance)
    names = [marked_name(name, found) for name, found in stances.items()]
    return Cell("/".join(names), "warn" if any(name.startswith("?") for name in names) else "plain")


def grade_cell(grade: Grade) -> Cell:
    """The grade in its own word."""
    tones: dict[Grade, Tone] = {"confirmed": "good", "contested": "warn", "weak": "dim", "discounted": "dim"}
    return Cell(grade, tones.get(grade, "plain"))


def voices(outlets: int, origins: int) -> str:
    """Independent origins of how many outlets, "2/5": origins are what grades count (R21)."""
    return f"{origins}/{outlets}"
