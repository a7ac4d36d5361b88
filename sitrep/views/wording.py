"""How values are put into the few words a list has room for. Unknown is a dash, ranges stay ranges (R9-R12)."""

from collections.abc import Collection

from sitrep.model.incident import Attribution, Figure, Grade, Incident, Toll
from sitrep.model.when import When
from sitrep.text.speakers import same_speaker, speaker_key
from sitrep.views.pane import Cell, Tone

UNKNOWN_FIGURE = "–"
MAJOR_KILLED = 10
"""From this many stated dead an incident carries the glyph of a major one."""

ACCUSED = frozenset({"accused", "denied"})
"""Stances under which a name is shown with a question mark: nobody has owned to it (R24)."""


def interval(low: int | None, high: int | None) -> str:
    """A figure in short: 21, 21+, 21–24, ≤30; a dash where neither side is known."""
    if low is None and high is None:
        return UNKNOWN_FIGURE
    if low is None:
        return f"≤{high:,}"
    if high is None:
        return f"{low:,}+"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def figure(toll: Toll) -> str:
    """A toll in short. Vague words stay words (R11); a spoken "none" is not the dash of the unknown (R12)."""
    if toll.status == "unknown":
        return UNKNOWN_FIGURE
    if toll.status == "none":
        return "none"
    vague = toll.text and not any(character.isdigit() for character in toll.text)
    said = toll.text if vague else interval(toll.low, toll.high)
    rising = "↑" if "expected to rise" in toll.flags else ""
    return f"{said}{rising}"


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
    """The one of an incident's glyphs that matters most: disputed, then major, then revised."""
    return next((glyph for glyph in "~!↕" if glyph in glyphs), "")


def marks(incident: Incident) -> Cell:
    """Three glyphs beside every colour: ! major, ~ disputed or contested, ↕ figures were revised at some time."""
    glyphs = ("!" if major(incident) else " ") + ("~" if disputed(incident) else " ")
    glyphs += "↕" if revised(incident.killed) or revised(incident.injured) else " "
    tone: Tone = "alert" if "!" in glyphs else "warn" if glyphs.strip() else "plain"
    return Cell(glyphs, tone)


def major(incident: Incident) -> bool:
    """Whether somebody states at least MAJOR_KILLED dead."""
    return (incident.killed.low or 0) >= MAJOR_KILLED


def disputed(incident: Incident) -> bool:
    """Whether origins disagree: on who did it, or on how many (R22, R25)."""
    return incident.grade == "contested" or any("disputed" in toll.flags for toll in incident.tolls)


def revised(toll: Toll) -> bool:
    """Whether the figure has changed since it was first given, up or down (R13)."""
    return len({(step.low, step.high) for step in toll.history}) > 1


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


def marked_name(name: str, stances: Collection[str]) -> str:
    """The name, after a ? where every stance is an accusation or a denial (R24)."""
    return f"?{name}" if ACCUSED.issuperset(stances) else name


def voices(outlets: int, origins: int) -> str:
    """Independent origins of how many outlets, "2/5": origins are what grades count (R21)."""
    return f"{origins}/{outlets}"


def one_voice(left: Figure, right: Figure) -> bool:
    """Whether two figures of one incident are of one voice: "Kyiv the mayor" and "city's mayor" are."""
    if left.speaker is None or right.speaker is None:
        return (left.speaker or left.outlet) == (right.speaker or right.outlet)
    return same_speaker(str(speaker_key(left.speaker)), str(speaker_key(right.speaker)))


def grade_cell(grade: Grade) -> Cell:
    """The grade in its own word."""
    tones: dict[Grade, Tone] = {"confirmed": "good", "contested": "warn", "weak": "dim", "discounted": "dim"}
    return Cell(grade, tones.get(grade, "plain"))


def day_long(when: When) -> str:
    """When it happened, written out, with its precision: "Sat 30 Dec 2023", "week of 25 Dec 2023", "undated"."""
    if when.day is None:
        return "undated"
    if when.precision == "month":
        return f"{when.day:%b %Y}"
    written = f"{when.day.day} {when.day:%b %Y}"
    if when.precision == "week":
        return f"week of {written}"
    hour = f" about {when.hour:%H:%M}Z" if when.hour is not None else ""
    return f"{when.day:%a} {written}{hour}"


def third_person(verb: str) -> str:
    """The verb as of somebody: summons, vetoes, denies, cuts ties; of several words the first is bent."""
    first, _, rest = verb.partition(" ")
    if not first or not first.isalpha():
        return verb
    if first.endswith(("s", "x", "ch", "sh", "o", "z")):
        first += "es"
    elif first.endswith("y") and first[-2:-1] not in "aeiou":
        first = first[:-1] + "ies"
    else:
        first += "s"
    return f"{first} {rest}".rstrip()


_TOWARDS = {
    "agree to talks": "with", "break off talks": "with", "build up forces": "near", "cancel debt": "of",
    "cut off supplies": "to", "cut ties": "with", "deny entry": "to", "deploy troops": "in", "drop the case": "against",
    "ease sanctions": "on", "express support": "for", "fail to agree": "with", "freeze assets": "of", "give aid": "to",
    "halt attacks": "on", "impose a curfew": "in", "impose sanctions": "on", "open a corridor": "for", "pull out": "of",
    "recall its envoy": "from", "request a meeting": "with", "restore ties": "with", "resume trade": "with",
    "send an envoy": "to", "swap prisoners": "with", "test a missile": "near", "threaten to answer": "to",
    "withdraw support": "from",
}  # fmt: skip
"""What stands between an act of several words and whom it is done to; a plain verb takes them as its object."""


def act_words(actor: str, mode: str, target: str | None) -> str:
    """Who does what to whom: Poland summons Russia, the UK gives aid to Ukraine."""
    # "plan to give aid" takes what "give aid" takes.
    towards = next((word for act, word in _TOWARDS.items() if f" {mode}".endswith(f" {act}")), None) if target else None
    return " ".join(filter(None, (actor, third_person(mode), towards, target)))


def plural(number: int, noun: str) -> str:
    """The number with its noun: 1 outlet, 3 outlets."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
