"""With what it was done and with how many: the weapon named nearest, and a count before what flies."""

import msgspec

from sitrep.extract.strikes.lexicon import lexicon, small
from sitrep.extract.strikes.scene import CONJUNCTIONS, PREPOSITIONS, Scene, Weaponry
from sitrep.extract.strikes.targets import Aim
from sitrep.extract.strikes.trigger import Trigger
from sitrep.model.claim import Weapon
from sitrep.model.count import Count

_FAR = 14
"""Words behind the attack in which what flew is looked for."""

_SAID = small("said")
_STORES = small("stores")
_APART = frozenset({";", ".", "after", "following", "as"})


def weapon_of(scene: Scene, trigger: Trigger, aim: Aim | None) -> tuple[Weapon, str | None]:
    """The weapon named nearest: among the trigger's own words or just before, else the trigger's own, else around."""
    own = (trigger.weapon, scene.text(trigger.at, trigger.at + 1) if trigger.weapon != "unknown" else None)
    arm = _nearest_arm(scene, trigger, aim, range(trigger.first - 3, trigger.last + 1))
    if arm is None and trigger.weapon not in ("unknown", "ground"):
        return own
    arm = arm or _nearest_arm(scene, trigger, aim, range(trigger.first - 8, trigger.last + 14))
    if arm is None or (arm.arm.weapon == "ground" and trigger.weapon not in ("ground", "unknown")):
        return own
    return arm.arm.weapon, scene.text(arm.first, arm.last)


def _nearest_arm(scene: Scene, trigger: Trigger, aim: Aim | None, reach: range) -> Weaponry | None:
    hit = range(*aim) if aim else range(0)
    found = [
        (abs(k - trigger.at), k)
        for k in reach
        if k in scene.arms
        and k not in hit
        and scene.low(scene.arms[k].last) not in _STORES
        and scene.low(scene.arms[k].last) not in _SAID  # "the air force said"
        and (trigger.role != "intercept" or scene.arms[k].arm.munition)
        and not any(scene.low(n) in _APART for n in range(min(k, trigger.at), max(k, trigger.at)))
    ]
    return scene.arms[min(found)[1]] if found else None


def munitions_of(scene: Scene, trigger: Trigger) -> Count | None:
    """How many were launched or shot down: a count directly before what flies; a floor where more kinds follow."""
    for k in range(trigger.first - 3, min(trigger.last + _FAR, len(scene.words))):
        arm = scene.arms.get(k)
        if k >= trigger.last + 8 and not _armed_with(scene, trigger, k):
            continue
        if arm is None or arm.first != k or not arm.arm.munition:
            continue
        for n in range(k - 1, max(-1, k - 5), -1):
            number = scene.numbers.get(n)
            if number is not None:
                if trigger.role == "intercept" and (downed := _of_so_many(scene, n)) is not None:
                    return downed
                more = any(a.first > arm.last and a.arm.munition for a in _arms_in(scene, arm.last, arm.last + 6))
                return msgspec.structs.replace(number.count, high=None) if more else number.count
            if (
                not scene.low(n).replace("-", "").isalnum()
                or scene.low(n) in PREPOSITIONS
                or scene.low(n) in lexicon().verbs
            ):
                break
    return None


def _arms_in(scene: Scene, first: int, last: int) -> list[Weaponry]:
    return [scene.arms[k] for k in range(first, last) if k in scene.arms]


def _armed_with(scene: Scene, trigger: Trigger, k: int) -> bool:
    """True where the arms at `k` end the trigger's own clause: "hit a tanker in the gulf with two missiles"."""
    between = [scene.low(n) for n in range(trigger.last, k)]
    return any(w in ("with", "using") for w in between[-3:]) and not any(
        w in _APART or w in CONJUNCTIONS or w in (",", ":") for w in between
    )


def _of_so_many(scene: Scene, n: int) -> Count | None:
    """ "Shot down 40 of the 51 drones": those that were, where the number at word `n` is of those that came."""
    lead = n - 2 if scene.low(n - 1) == "the" else n - 1
    part = scene.numbers.get(lead - 1)
    return part.count if scene.low(lead) == "of" and part is not None else None
