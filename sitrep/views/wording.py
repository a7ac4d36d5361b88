"""How values are put into a few words, for lists and sentences. Unknown is a dash, ranges stay ranges (R9-R12)."""

from collections.abc import Collection

from sitrep.model.incident import Action, Attribution, Incident, Toll
from sitrep.model.when import When

UNKNOWN_FIGURE = "–"
SAMPLE = "SAMPLE - NOT LIVE"
"""Stands over whatever is told of the bundled sample."""
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
    said = toll.text if vague(toll) else interval(toll.low, toll.high)
    rising = "↑" if "expected to rise" in toll.flags else ""
    return f"{said}{rising}"


def vague(toll: Toll) -> bool:
    """Whether the figure is told in words without a number, which are shown as they are: "dozens" (R11)."""
    return bool(toll.text) and not any(character.isdigit() for character in toll.text)


def major(incident: Incident) -> bool:
    """Whether somebody states at least MAJOR_KILLED dead."""
    return (incident.killed.low or 0) >= MAJOR_KILLED


def disputed(incident: Incident) -> bool:
    """Whether origins disagree: on who did it, or on how many (R22, R25)."""
    return incident.grade == "contested" or any("disputed" in toll.flags for toll in incident.tolls)


def revised(toll: Toll) -> bool:
    """Whether the figure has changed since it was first given, up or down (R13)."""
    return len({(step.low, step.high) for step in toll.history}) > 1


def marked_name(name: str, stances: Collection[str]) -> str:
    """The name, after a ? where every stance is an accusation or a denial (R24)."""
    return f"?{name}" if ACCUSED.issuperset(stances) else name


def attributed(attacker: Attribution) -> str:
    """Who is said to have done it, as a claim (R2): "Ukraine (accused by Russia)"."""
    return f"{attacker.name} ({attacker.stance}{f' by {attacker.by}' if attacker.by else ''})"


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


_HELD = {"talks": "hold talks"}
"""Acts that are named by a noun."""


def third_person(verb: str) -> str:
    """The verb as of somebody: summons, vetoes, denies, cuts ties; of several words the first is bent."""
    first, _, rest = _HELD.get(verb, verb).partition(" ")
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
    "hold talks": "with", "plan talks": "with",
    "halt attacks": "on", "impose a curfew": "in", "impose sanctions": "on", "open a corridor": "for", "pull out": "of",
    "recall its envoy": "from", "request a meeting": "with", "restore ties": "with", "resume trade": "with",
    "send an envoy": "to", "swap prisoners": "with", "test a missile": "near", "threaten to answer": "to",
    "withdraw support": "from",
}  # fmt: skip
"""What stands between an act of several words and whom it is done to; a plain verb takes them as its object."""


def weapons(incident: Incident) -> str:
    """The munitions as counted, else the kinds of weapon: "32 drones", "missile, drone"."""
    return incident.munitions or ", ".join(w for w in incident.weapons if w != "unknown") or UNKNOWN_FIGURE


def act_words(action: Action) -> str:
    """Who does what to whom: Poland summons Russia, the UK gives aid to Ukraine."""
    does = third_person(action.mode)
    if not action.target:
        return f"{action.actor} {does}"
    # "plan to give aid" takes what "give aid" takes.
    mode = _HELD.get(action.mode, action.mode)
    towards = next((f"{word} " for act, word in _TOWARDS.items() if f" {mode}".endswith(f" {act}")), "")
    return f"{action.actor} {does} {towards}{action.target}"


def plural(number: int, noun: str) -> str:
    """The number with its noun: 1 outlet, 3 outlets."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
