"""Who hit what with what: the attacker, the stance toward it, the target, the weapon and the count of munitions."""

import re
from typing import NamedTuple

from sitrep.extract.strike_lexicon import lexicon, small
from sitrep.extract.strike_scene import ADVERBS, BE, CONJUNCTIONS, DETERMINERS, MODALS, PREPOSITIONS, PRONOUNS, Scene
from sitrep.extract.strike_triggers import Trigger
from sitrep.model.claim import Stance, Weapon
from sitrep.model.count import Count
from sitrep.text.document import ActorMention

_FAR = 14
"""Words looked back for a subject, or ahead for a "by"."""

_SAID = small("said")
_ACCUSE = re.compile(r"\b(?:accus|blam|alleg|suspect|point(?:s|ed|ing)\s+(?:the\s+|a\s+)?finger)", re.I)
_DOUBT = small("doubt")
_CLAIMED = re.compile(
    r"\b(?:claim(?:s|ed|ing)?\s+(?:the\s+)?(?:responsibility|credit)|took\s+responsibility|admit(?:s|ted)|acknowledg(?:es|ed)|confirms?\s+(?:it|its|their)\b|claimed\s+by)",
    re.I,
)
_WAR_WORDS = small("war_words")
_CIVIL = small("civil")
_QUALIFIERS = small("qualifiers")
_PEOPLE = small("people")


class Roles(NamedTuple):
    """What one trigger's words say. `own`: the attacker is named in this very clause, not taken over from another."""

    attacker: str | None
    stance: Stance | None
    target: str | None
    weapon: Weapon
    weapon_text: str | None
    munitions: Count | None
    epithet: bool
    fighters: bool


def roles(scene: Scene, trigger: Trigger, carried: str | None) -> Roles:
    """The roles around `trigger`. `carried` is the attacker of the clause before in the same sentence, for "and hit"."""
    attacker, epithet, fighters, doubted = _attacker(scene, trigger, carried)
    accused = _accused(scene, trigger)
    stance: Stance | None = None
    if accused is not None:
        attacker, stance = accused, "accused"
    elif attacker is not None or epithet:
        stance = "accused" if doubted or _suspected(scene, trigger) else "stated"
    arm = _weapon(scene, trigger)
    return Roles(
        attacker, stance, target(scene, trigger), arm[0], arm[1], _munitions(scene, trigger), epithet, fighters
    )


# --- the attacker -----------------------------------------------------------------------------------------------------

Found = tuple[str | None, bool, bool, bool]
"""Actor's board name, an epithet stands for it, fighters without a name, worded as a suspicion."""

_NONE: Found = (None, False, False, False)


def _attacker(scene: Scene, trigger: Trigger, carried: str | None) -> Found:
    if trigger.role == "intercept":
        return _flown_by(scene, trigger)
    by = _by(scene, trigger)
    if by[0] or by[1] or by[2]:
        return by
    if trigger.role == "noun":
        found = _before_noun(scene, trigger)
        if found[0] or found[1] or found[2]:
            return found
        return _from(scene, trigger)
    if trigger.passive:
        return _within_passive(scene, trigger)
    found = _subject(scene, trigger, carried)
    if not found[0] and trigger.role == "launch":
        inner = _before_noun(scene, trigger._replace(first=trigger.at))
        return inner if inner[0] else found
    return found


def _named(scene: Scene, i: int) -> ActorMention | None:
    actor = scene.actors.get(i)
    return actor if actor is not None and actor.actor.kind != "body" else None


def _flown_by(scene: Scene, trigger: Trigger) -> Found:
    """Whose drones were shot down: the owner named before the munition."""
    for k in range(trigger.first, trigger.last):
        if k in scene.arms and scene.arms[k].arm.munition:
            found = _modifiers(scene, scene.arms[k].first - 1, allow_name=False)
            if found[0] or found[1]:
                return found
    for k in range(trigger.last, min(trigger.last + 8, len(scene.words) - 1)):
        if scene.low(k) in ("launched", "fired", "sent") and scene.low(k + 1) in ("by", "from"):
            return _actor_at(scene, k + 2)
    return _NONE


def _before_noun(scene: Scene, trigger: Trigger) -> Found:
    """ "Russia's overnight missile attack", "Israeli strikes", "RSF shelling"."""
    on = _place_after(scene, trigger)
    civil = scene.low(trigger.at).startswith(("shooting", "stabbing"))
    found = _modifiers(scene, trigger.first - 1, allow_name=on, civil=civil)
    if found[0] or found[1] or found[2]:
        return found
    k = trigger.first - 1
    if scene.low(k) in BE or scene.low(k) in ADVERBS:  # "troops are shelling", "continue shelling"
        return _subject(scene, trigger, None)
    if scene.low(k) == "of" or scene.low(k) == "for":
        return _NONE
    return _NONE


def _modifiers(scene: Scene, i: int, *, allow_name: bool, civil: bool = False) -> Found:
    """The actor among the words that modify a noun, read leftwards from the word before it.

    `allow_name`: a bare country name will do ("Israel strikes on Gaza"); else it says where. `civil`: the noun is one
    that names no side's attack by itself ("US school shooting").
    """
    lex = lexicon()
    doubted = fighters = False
    for k in range(i, max(-1, i - 9), -1):
        low = scene.low(k)
        mention = _named(scene, k)
        if mention is not None:
            if not _owns_attack(scene, k, mention, allow_name=allow_name) or (
                civil and not fighters and mention.form not in ("group", "organ")
            ):
                return _NONE
            before = scene.low(_first_of(scene, k, mention) - 1)
            return mention.actor.name, False, False, doubted or before in _DOUBT
        if low in lex.epithets:
            owner = _named(scene, k - 1)
            return (owner.actor.name, False, True, doubted) if owner else (None, True, True, doubted)
        doubted = doubted or low in _DOUBT
        fighters = fighters or low in lex.fighters
        if not _describes(scene, k, low):
            break
    return None, False, fighters, doubted


def _owns_attack(scene: Scene, k: int, mention: ActorMention, *, allow_name: bool) -> bool:
    if mention.form == "leader":
        return scene.words[k].owns
    return (
        mention.form in ("demonym", "organ", "group")
        or scene.words[k].owns
        or allow_name
        or mention.actor.name in ("US", "UK")
    )


def _describes(scene: Scene, k: int, low: str) -> bool:
    """Whether the word at `k` may stand between an attacker and its attack."""
    lex = lexicon()
    return (
        k in scene.arms
        or k in scene.numbers
        or low in _QUALIFIERS
        or low in _DOUBT
        or low in lex.fighters
        or low in lex.nouns
        or (low in lex.targets and k not in scene.places)
        or "-" in low
    )


def _first_of(scene: Scene, i: int, mention: ActorMention) -> int:
    while i > 0 and scene.actors.get(i - 1) is mention:
        i -= 1
    return i


def _place_after(scene: Scene, trigger: Trigger) -> bool:
    return scene.low(trigger.last) in ("on", "against", "at", "inside", "targeting", "across")


def _actor_at(scene: Scene, start: int) -> Found:
    """The actor whose noun phrase starts at `start`."""
    lex = lexicon()
    fighters = False
    doubted = False
    for k in range(start, min(start + 7, len(scene.words))):
        low = scene.low(k)
        mention = _named(scene, k)
        if mention is not None:
            if mention.form == "demonym" and _civil_after(scene, k, mention):
                return _NONE
            return mention.actor.name, False, False, doubted
        if low in _DOUBT:
            doubted = True
            continue
        if low in lex.epithets:
            return None, True, True, doubted
        if low in lex.fighters:
            fighters = True
            continue
        if low in PREPOSITIONS and low not in ("of", "from"):
            break
        if not low.isalnum() and low not in ("“", '"', "'", "‘", "-"):
            break
        if (low in lex.verbs and low not in lex.nouns) or low in MODALS:
            break
    return None, False, fighters, doubted


def _civil_after(scene: Scene, i: int, mention: ActorMention) -> bool:
    while scene.actors.get(i + 1) is mention:
        i += 1
    return scene.low(i + 1) in _CIVIL


def _by(scene: Scene, trigger: Trigger) -> Found:
    """ "... by Russian forces", "blamed on rebels", "claimed by X"."""
    for k in range(trigger.last, min(trigger.last + _FAR, len(scene.words))):
        low = scene.low(k)
        if (
            low in (";", ":", "—", "–")
            or (low in CONJUNCTIONS and low not in ("and", "or"))
            or (low in _SAID and low != "claimed")
        ):
            if low in ("blamed",) and scene.low(k + 1) == "on":
                continue
            return _NONE
        if (low == "by" and scene.low(k + 1) not in ("the", "a")) or low == "by":
            found = _actor_at(scene, k + 1)
            if found[0] or found[1] or found[2]:
                return found
            return _NONE
        if low == "on" and scene.low(k - 1) == "blamed":
            found = _actor_at(scene, k + 1)
            return found[0], found[1], found[2], True
    return _NONE


def _from(scene: Scene, trigger: Trigger) -> Found:
    """Fire "from Hamas": a group, an army; never a place."""
    for k in range(trigger.last, min(trigger.last + 4, len(scene.words))):
        if scene.low(k) == "from":
            mention = _named(scene, k + 1) or _named(scene, k + 2)
            if mention is not None and mention.form in ("group", "organ", "demonym") and k + 1 not in scene.places:
                return mention.actor.name, False, False, False
    return _NONE


def _within_passive(scene: Scene, trigger: Trigger) -> Found:
    """ "X was hit in an Israeli strike": the owner of the attack that follows."""
    lex = lexicon()
    for k in range(trigger.last, min(trigger.last + 10, len(scene.words))):
        low = scene.low(k)
        if low in (",", ";", ".", "since") or low == "invasion":
            break
        if low in lex.nouns or (k in scene.arms and scene.arms[k].arm.munition):
            return _modifiers(scene, k - 1, allow_name=False)
    return _NONE


def _subject(scene: Scene, trigger: Trigger, carried: str | None) -> Found:
    """The subject of an active verb, read leftwards from it."""
    lex = lexicon()
    i = trigger.first - 1
    fighters = False
    steps = 0
    armed = False
    while i >= 0 and steps < _FAR:
        steps += 1
        low = scene.low(i)
        mention = _named(scene, i)
        if mention is not None:
            if not scene.words[i].owns or armed or fighters:
                if mention.form == "demonym" and not (
                    armed or fighters or i == trigger.first - 1 or scene.low(i + 1) in ADVERBS
                ):
                    return _NONE
                if scene.low(_first_of(scene, i, mention) - 1) in (
                    "in",
                    "of",
                    "on",
                    "from",
                    "against",
                    "near",
                    "across",
                    "with",
                ) and mention.form in ("name", "capital"):
                    i = _first_of(scene, i, mention) - 2
                    continue
                return mention.actor.name, False, False, scene.low(_first_of(scene, i, mention) - 1) in _DOUBT
            return _NONE
        if low in lex.epithets:
            owner = _named(scene, i - 1)
            return (owner.actor.name, False, True, False) if owner else (None, True, True, False)
        if low in lex.fighters:
            fighters = True
        elif i in scene.arms:
            armed = True
        elif low in ("and", "or", "then", ",") and carried is not None and not armed and not fighters:
            return carried, False, False, False
        elif low in (",",) and (armed or fighters):
            return None, False, fighters, False
        elif (
            (low in CONJUNCTIONS and low not in ("and", "or"))
            or low in (";", ":", "—", "–", '"', "“", "”")
            or low in _SAID
            or ((armed or fighters) and low in DETERMINERS)
        ):
            break
        i -= 1
    if scene.low(trigger.first).endswith("ing") and carried is not None:
        return carried, False, False, False
    return None, False, fighters, False


# --- stance -----------------------------------------------------------------------------------------------------------


def _accused(scene: Scene, trigger: Trigger) -> str | None:
    """The one accused of it: "X accused Y of ...", "Y is accused of ...", "X blamed Y for ...", "blamed on Y"."""
    for i in range(trigger.first - 1, max(-1, trigger.first - 22), -1):
        low = scene.low(i)
        if low in (";", ".") or (low in ("after", "following") and scene.low(i - 1) not in ("hours", "days")):
            return None
        if not low.startswith(("accus", "blam")) or low in ("accusation", "accusations"):
            continue
        link = next((k for k in range(i + 1, trigger.first) if scene.low(k) in ("of", "for")), None)
        if link is None:
            return None
        for k in range(i + 1, link):
            mention = _named(scene, k)
            if mention is not None:
                return mention.actor.name
        if link == i + 1:
            for k in range(i - 1, max(-1, i - 8), -1):
                mention = _named(scene, k)
                if mention is not None:
                    return mention.actor.name
        return None
    for i in range(trigger.last, min(trigger.last + 10, len(scene.words))):
        low = scene.low(i)
        if low.startswith(("accus", "blam")):
            for k in range(i + 1, min(i + 6, len(scene.words))):
                mention = _named(scene, k)
                if mention is not None:
                    return mention.actor.name
    return None


def _suspected(scene: Scene, trigger: Trigger) -> bool:
    near = range(max(0, trigger.first - 5), min(len(scene.words), trigger.last + 4))
    return any(scene.low(k) in ("suspected", "alleged", "presumed", "allegedly", "supposed") for k in near)


# --- weapon and munitions ---------------------------------------------------------------------------------------------


def _weapon(scene: Scene, trigger: Trigger) -> tuple[Weapon, str | None]:
    """The weapon said nearest: among the trigger's own words, before them, after "with" or "using", then in the clause."""
    for reach in (range(trigger.first - 3, trigger.last + 1), range(trigger.first - 8, trigger.last + 14)):
        best: tuple[int, int] | None = None
        for k in reach:
            arm = scene.arms.get(k)
            if arm is None or not 0 <= k < len(scene.words) or _shield(scene, arm.first, arm.last):
                continue
            if trigger.role == "intercept" and not arm.arm.munition:
                continue
            if any(
                scene.low(n) in (";", ".") or scene.low(n) in ("after", "as")
                for n in range(min(k, trigger.at), max(k, trigger.at))
            ):
                continue
            far = abs(k - trigger.at)
            if best is None or far < best[0]:
                best = (far, k)
        if best is not None:
            arm = scene.arms[best[1]]
            weapon = arm.arm.weapon
            if weapon == "ground" and trigger.weapon not in ("ground", "unknown"):
                weapon = trigger.weapon
            return weapon, scene.text(arm.first, arm.last)
        if trigger.weapon not in ("unknown", "ground"):
            return trigger.weapon, scene.text(trigger.at, trigger.at + 1)
    return trigger.weapon, scene.text(trigger.at, trigger.at + 1) if trigger.weapon != "unknown" else None


def _shield(scene: Scene, first: int, last: int) -> bool:
    """Air defence, launchers and aid are not what hits."""
    return scene.low(last) in (
        "defence",
        "defense",
        "defences",
        "defenses",
        "depot",
        "depots",
        "launcher",
        "base",
        "factory",
        "plant",
        "system",
        "shelter",
        "siren",
        "sirens",
        "alert",
        "warning",
        "crew",
        "pilot",
        "parts",
        "programme",
        "program",
        "test",
        "tests",
    )


def _munitions(scene: Scene, trigger: Trigger) -> Count | None:
    """How many were launched or shot down: a count directly before what flies."""
    for k in range(trigger.first - 3, min(trigger.last + 8, len(scene.words))):
        arm = scene.arms.get(k)
        if arm is None or arm.first != k or not arm.arm.munition:
            continue
        for n in range(k - 1, max(-1, k - 5), -1):
            number = scene.numbers.get(n)
            if number is not None:
                return number.count
            if (
                not scene.low(n).replace("-", "").isalnum()
                or scene.low(n) in PREPOSITIONS
                or scene.low(n) in lexicon().verbs
            ):
                break
    return None


# --- target -----------------------------------------------------------------------------------------------------------

_LONGEST_TARGET = 9
"""Words of a target phrase at most."""


def target(scene: Scene, trigger: Trigger) -> str | None:
    """The short phrase for what was hit, or None: after "on", "at", "of", after an active verb, before a passive one."""
    if trigger.role == "intercept":
        return None
    if trigger.passive:
        return _phrase_before(scene, trigger.first - 1)
    start = trigger.last
    if trigger.role in ("noun", "launch"):
        for k in range(trigger.last, min(trigger.last + 8, len(scene.words))):
            low = scene.low(k)
            if low in ("on", "against", "at", "of", "targeting", "hitting", "into", "hit", "hits", "struck"):
                return _phrase(scene, k + 1)
            if low in (",", ";", ".", "by", "after", "and", "in", "as") or low in _SAID:
                break
        if trigger.gerund and scene.low(start) not in PREPOSITIONS:
            return _phrase(scene, start)
        return _target_modifier(scene, trigger)
    if scene.low(start) in ("at", "on", "into", "near", "upon", "against", "inside", "close"):
        start += 1
    if scene.low(start) == "to":
        start += 1
    return _phrase(scene, start)


def _phrase(scene: Scene, start: int) -> str | None:
    first = start
    while (
        scene.low(first) in DETERMINERS
        or first in scene.numbers
        or scene.low(first) in ("“", '"', "‘", "'", "least", "at", "more", "than")
    ):
        first += 1
    last = first
    while last < len(scene.words) and last - first < _LONGEST_TARGET:
        low = scene.low(last)
        if (
            not (low.replace("-", "").replace("'", "").replace("’", "").isalnum())
            or (low in PREPOSITIONS and low != "of")
            or low in CONJUNCTIONS
        ):
            break
        if last > first and (
            low in BE
            or low in MODALS
            or low in _SAID
            or (low in lexicon().verbs and low not in lexicon().targets and low not in lexicon().nouns)
        ):
            break
        if low == "of" and (last == first or (scene.low(last + 1) in DETERMINERS and last - first > 4)):
            break
        if low in PRONOUNS or low in (
            "overnight",
            "yesterday",
            "today",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "late",
            "early",
            "again",
        ):
            break
        last += 1
    return _if_thing(scene, first, last)


def _phrase_before(scene: Scene, end: int) -> str | None:
    last = end
    while last >= 0 and (
        scene.low(last) in BE
        or scene.low(last) in ADVERBS
        or scene.low(last).endswith("ly")
        or scene.low(last) in MODALS
    ):
        last -= 1
    first = last
    while first >= 0 and last - first < _LONGEST_TARGET:
        low = scene.low(first)
        if (
            not low.replace("-", "").isalnum()
            or low in CONJUNCTIONS
            or low in _SAID
            or low in BE
            or (low in PREPOSITIONS and low != "of")
        ):
            break
        first -= 1
    first += 1
    while first < last and (scene.low(first) in DETERMINERS or first in scene.numbers):
        first += 1
    return _if_thing(scene, first, last + 1)


def _if_thing(scene: Scene, first: int, last: int) -> str | None:
    """The phrase, if it names something that can be hit."""
    lex = lexicon()
    for k in range(first, last):
        low = scene.low(k)
        if low in lex.targets or low in lex.fighters or low in _PEOPLE or k in scene.places:
            return scene.text(first, last)
    return None


def _target_modifier(scene: Scene, trigger: Trigger) -> str | None:
    """ "School shooting", "hospital blast", "Kabul airport attack"."""
    for k in range(trigger.first - 1, max(-1, trigger.first - 4), -1):
        low = scene.low(k)
        if low in lexicon().targets and low not in lexicon().fighters and k not in scene.arms:
            return scene.text(k, k + 1)
        if low in PREPOSITIONS or low in DETERMINERS or not low.replace("-", "").isalnum():
            return None
    return None
