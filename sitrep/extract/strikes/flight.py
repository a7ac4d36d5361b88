"""Verbs of what is in the air: launched, fired, and shot down again."""

from sitrep.extract.strikes.lexicon import Verb, lexicon, small
from sitrep.extract.strikes.nouns import guarded
from sitrep.extract.strikes.scene import DETERMINERS, MODALS, Scene, Weaponry
from sitrep.extract.strikes.trigger import Trigger
from sitrep.extract.strikes.verbhood import COLLECTIVE, can_be_subject, is_passive

_NEAR = 7
"""Words between a verb of launching or intercepting and what it launches or intercepts."""

_INTERCEPT_REACH = 9
"""Words between a verb of shooting down and what was in flight."""

_ATTACK_OBJECTS = small("attack_objects")
_LIGHT = small("light")
_VENTURES = small("ventures")
_FIRE_KINDS = small("fire_kinds")
_COMES_UNDER = small("comes_under")
_STORES = small("stores")

_APART = frozenset({"after", "before", "following", "since", "amid", "despite", "because", "when", "while", "as"})
"""What stands behind these is not what the verb before them launches: "talks resume days after an air strike"."""

_HELPING = frozenset(
    {"clearance", "rescue", "search", "combing", "evacuation", "relief", "clean-up", "humanitarian", "aid"}
)
_IT = frozenset({"it", "them", "him", "her"})
_SHOT_AT = frozenset({"on", "at", "upon", "into"})
_SHOOTERS = frozenset({"police", "policemen", "guards", "officers", "troopers", "fighters", "men", "crew"})


def launch(scene: Scene, i: int, verb: Verb) -> Trigger | None:
    """ "Launched 40 drones", "carried out a raid", "opened fire on", "rockets were fired at"."""
    low, before, after = scene.low(i), scene.low(i - 1), scene.low(i + 1)
    if low == "fire" and (before in _FIRE_KINDS or before.startswith("open")):
        return _fire(scene, i)
    if low in ("fire", "fires", "fired") and after in _SHOT_AT and can_shoot(scene, i):
        return Trigger(i, i, i + 1, "shoot", "unknown", False)
    if low in ("fire", "fires") and not can_be_subject(scene, i - 1, verb.form) and before not in MODALS:
        return None
    if after == "of" and verb.form != "past":
        return None  # "another stage of the operation"
    if low.startswith("carr") and after != "out" and not (before == "been" or after in _ATTACK_OBJECTS):
        return None  # a jet carries bombs; an attack is carried out
    if verb.form == "past" and is_passive(scene, i):
        return _launched(scene, i)
    if low.startswith("fir") and after in ("on", "at", "upon", "into"):
        return Trigger(i, i, i + 1, "shoot", "unknown", False)
    return None if after in ("against", "over", "him") else _launching(scene, i)


def can_shoot(scene: Scene, i: int) -> bool:
    """ "Tanks fire on a crowd", "soldiers have fired at", never "the editor was fired on Monday"."""
    k = i - 1
    while scene.low(k) in ("have", "has", "had", "also", "then", "again", "repeatedly", "reportedly"):
        k -= 1
    actor, low = scene.actors.get(k), scene.low(k)
    if scene.low(i) == "fire" and not (low.endswith("s") or low in COLLECTIVE or low in ("police", "gunmen", "men")):
        return False
    if actor is not None:
        return actor.form in ("organ", "group") or scene.low(i) == "fires"
    gun = k in scene.arms and not scene.arms[k].arm.munition
    return low in lexicon().fighters or gun or low in _SHOOTERS


def _fire(scene: Scene, i: int) -> Trigger | None:
    """ "Opened fire", "came under fire", "mortar fire": never a blaze."""
    before = scene.low(i - 1)
    if before.startswith("open"):
        return Trigger(i, i - 1, i + 1, "shoot", "unknown", False)
    if before == "under" and scene.low(i - 2) not in _COMES_UNDER:
        return None
    weapon = scene.arms[i - 1].arm.weapon if i - 1 in scene.arms else "unknown"
    return Trigger(i, i - 1, i + 1, "noun", weapon, False)


def _launched(scene: Scene, i: int) -> Trigger | None:
    """ "Rockets were fired": what was launched stands before. An attack noun there is its own trigger."""
    for k in range(i - 1, max(-1, i - _NEAR - 1), -1):
        arm = scene.arms.get(k)
        if arm is not None and arm.arm.munition:
            return Trigger(i, arm.first, i + 1, "launch", arm.arm.weapon, False, True)
        if scene.low(k) in _ATTACK_OBJECTS and scene.low(k) in lexicon().nouns:
            return None
    return None


def _launching(scene: Scene, i: int) -> Trigger | None:
    """What is launched stands after: an attack, or something that flies."""
    light = scene.low(i) in _LIGHT
    for k in range(i + 1, min(i + _NEAR + 1, len(scene.words))):
        here = scene.low(k)
        if (
            (here in (",", ";", ".", "to") and k > i + 3)
            or here in _VENTURES
            or here in _APART
            or (here == "over" and light)
        ):
            return None
        if here == "invasion" and not scene.low(i).endswith(("s", "h")):
            return None  # "launched its invasion" dates a war; "launches an invasion" is news
        if here.startswith("operation") and scene.low(k - 1) in _HELPING:
            return None
        if here in _ATTACK_OBJECTS and not guarded(scene, k):
            if here == "fire" and scene.low(i) not in ("resumed", "resume", "launched"):
                continue
            noun = lexicon().nouns.get(here)
            return Trigger(k, i, k + 1, "launch", noun.weapon if noun else "unknown", bool(noun and noun.sure))
        arm = scene.arms.get(k)
        if arm is not None and arm.arm.munition and not light:
            return Trigger(i, i, arm.last, "launch", arm.arm.weapon, False)
    return None


def intercept(scene: Scene, i: int, verb: Verb) -> Trigger | None:
    """ "Shot down 12 drones", "missiles were intercepted over": only of things in flight."""
    low, last = scene.low(i), i + 1
    if low == "down" or (low == "downed" and scene.low(i - 1) in DETERMINERS):
        return None  # "images of the downed drone"
    if low in ("shoot", "shoots", "shot", "shooting", "bring", "brought"):
        if "down" not in [scene.low(k) for k in range(i + 1, i + 6)]:
            return None
        last = i + 2 if scene.low(i + 1) == "down" else i + 1
    if scene.low(last) in _IT:
        return None  # "hit the bases with missiles and destroyed them"
    ahead = _munition_near(scene, last, 1)
    passive = verb.form == "past" and (is_passive(scene, i) or ahead is None)
    aim = _munition_near(scene, i - 1, -1) if passive else ahead
    if aim is None or aim.arm.weapon not in ("missile", "drone", "airstrike"):
        return None
    return Trigger(i, min(i, aim.first), max(last, aim.last), "intercept", aim.arm.weapon, True, passive)


def second_kind(scene: Scene, trigger: Trigger) -> Trigger | None:
    """ "Four missiles and two drones": another kind shot down is a row of its own."""
    for k in range(trigger.last, min(trigger.last + 6, len(scene.words))):
        arm = scene.arms.get(k)
        if arm is not None and arm.arm.munition and arm.arm.weapon != trigger.weapon:
            joined = any(scene.low(n) in ("and", ",") for n in range(trigger.last, k))
            counted = any(n in scene.numbers for n in range(trigger.last, k))
            return Trigger(k, arm.first, arm.last, "intercept", arm.arm.weapon, True) if joined and counted else None
    return None


def _munition_near(scene: Scene, start: int, step: int) -> Weaponry | None:
    for n in range(_INTERCEPT_REACH):
        k = start + n * step
        if not 0 <= k < len(scene.words) or scene.low(k) in (
            ";",
            "by",
            "after",
            "with",
            "said",
            "which",
            "who",
            "using",
        ):
            return None
        arm = scene.arms.get(k)
        if arm is not None and arm.arm.munition and scene.low(arm.last) not in _STORES:
            return arm
    return None
