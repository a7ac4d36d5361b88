"""What a verb tells: a town hit, villagers killed, a bomb that exploded; each verb by its role in the lexicon."""

from sitrep.extract.strikes.flight import can_shoot, intercept, launch
from sitrep.extract.strikes.lexicon import Verb, lexicon, small
from sitrep.extract.strikes.scene import BE, DETERMINERS, Scene, Weaponry
from sitrep.extract.strikes.trigger import Trigger
from sitrep.extract.strikes.verbhood import is_passive

_CALAMITIES = small("calamities")
_FALLS = small("falls")
_STORES = small("stores")
_TERROR = small("terror_words")
_VEHICLES = small("vehicles")
_CHARGES = frozenset({"allegation", "accusation", "charge", "criticism", "claim", "threat", "insult", "complaint"})
_WITH_WORDS = small("words_not_arms")
_EXPLODES = frozenset({"bomb", "missile", "drone", "artillery", "airstrike"})


def _hit(scene: Scene, i: int, verb: Verb) -> Trigger | None:
    low, before, after = scene.low(i), scene.low(i - 1), scene.low(i + 1)
    if low in ("hit", "hits") and (
        before in ("direct", "a", "big", "another", "smash", "hardest", "worst") or _calamity(scene, i)
    ):
        return None
    if (
        after in ("out", "back", "someone", "somebody", "anyone", "anybody")
        or (low == "hit" and after == "with")
        or low in ("invaded", "invading")
    ):
        return None
    if _with_words(scene, i) or (low.startswith("level") and _of_words(scene, i)):
        return None
    if low in _FALLS and not any(a.arm.munition for k, a in scene.arms.items() if i - 6 <= k < i):
        return None
    passive = verb.form == "past" and is_passive(scene, i) and (low not in _FALLS or before in BE)
    return Trigger(i, i, i + 1, verb.role, verb.weapon, verb.role == "sure", passive)


def _with_words(scene: Scene, i: int) -> bool:
    """ "Hits bank with sanctions", "slammed the ruling": no arms."""
    ahead = [scene.low(k) for k in range(i + 1, min(i + 14, len(scene.words)))]
    for at, low in enumerate(ahead):
        if low in ("with", "by", "over", "for") and any(w in _WITH_WORDS for w in ahead[at + 1 : at + 5]):
            return True
    return False


def _of_words(scene: Scene, i: int) -> bool:
    """ "An allegation levelled by officials"."""
    return any(scene.low(k).removesuffix("s") in _CHARGES for k in range(max(0, i - 4), i + 6))


def _calamity(scene: Scene, i: int) -> bool:
    """ "Hit by floods", "hit hard by inflation"."""
    if scene.low(i + 1) not in ("by", "hard"):
        return False
    return any(scene.low(k) in _CALAMITIES for k in range(i + 1, i + 8))


def _kill(scene: Scene, i: int, verb: Verb) -> Trigger | None:
    """ "Troops killed three villagers": an attack where those who fight are the subject."""
    if verb.form == "ing":
        return None  # what killed them is the attack told before it
    if scene.low(i - 1) in lexicon().nouns:
        return None  # "the bombing killed": the noun tells it
    return Trigger(i, i, i + 1, "kill", "unknown", False, verb.form == "past" and is_passive(scene, i))


def _shoot(scene: Scene, i: int, verb: Verb) -> Trigger | None:
    low, before, after = scene.low(i), scene.low(i - 1), scene.low(i + 1)
    passive = verb.form == "past" and is_passive(scene, i)
    if low.startswith("gun"):
        return Trigger(i, i, i + 2, "shoot", "gunfire", False, passive) if after == "down" else None
    if low == "shot" and after == "at" and can_shoot(scene, i):
        return Trigger(i, i, i + 1, "shoot", "gunfire", False)
    if low == "shot" and (before in DETERMINERS or (after in ("of", "by", "at") and not passive)):
        return None
    if low == "shooting" and before not in BE and before not in ("began", "begins", "started", "starts"):
        return None
    if after == "down":
        return Trigger(i, i, i + 2, "hit", "unknown", False, passive)
    dead = after == "dead"
    return Trigger(i, i, i + (2 if dead else 1), "shoot", "gunfire", dead, passive)


def _explode(scene: Scene, i: int, verb: Verb) -> Trigger | None:
    """ "A bomb exploded", "blew himself up", "blew up a bridge": a bomb or a bomber must be named."""
    low = scene.low(i)
    passive = verb.form == "past" and is_passive(scene, i)
    if low.startswith(("blow", "blew")):
        up = next((k for k in range(i + 1, min(i + 8, len(scene.words))) if scene.low(k) == "up"), None)
        if up is None:
            return None
        himself = scene.low(i + 1) in ("himself", "herself", "themselves")
        return Trigger(i, i, up + 1 if up < i + 3 else i + 1, "explode", "bomb", himself, passive)
    if low.startswith(("go", "went")) and scene.low(i + 1) != "off":
        return None
    bomb = _bomb_near(scene, i, passive=passive)
    return Trigger(i, i, i + 1, "explode", bomb.arm.weapon, True, passive) if bomb else None


def _bomb_near(scene: Scene, i: int, *, passive: bool) -> Weaponry | None:
    """What explodes: before the verb; after it only where fighters set it off."""
    before = [scene.arms[k] for k in range(max(0, i - 10), i) if k in scene.arms]
    after = [scene.arms[k] for k in range(i, min(len(scene.words), i + 8)) if k in scene.arms]
    set_off = passive or any(scene.low(k) in lexicon().fighters for k in range(max(0, i - 5), i))
    for arm in before + (after if set_off else []):
        if arm.arm.weapon in _EXPLODES and scene.low(arm.last) not in _STORES:
            return arm
    return None


def _ram(scene: Scene, i: int, verb: Verb) -> Trigger | None:
    """A vehicle driven into people is an attack only where the sentence calls it one."""
    words = {w.low for w in scene.words}
    driven = scene.low(i + 1) in ("into", "through", "a", "the", "his")
    if not driven or not words & _VEHICLES or not (words & _TERROR or "attack" in words):
        return None
    return Trigger(i, i, i + 1, "ram", "vehicle", False)


def _stab(scene: Scene, i: int, verb: Verb) -> Trigger | None:
    if not {w.low for w in scene.words} & _TERROR:
        return None
    return Trigger(i, i, i + 1, "stab", "knife", False, verb.form == "past" and is_passive(scene, i))


ROLES = {
    "sure": _hit,
    "hit": _hit,
    "launch": launch,
    "intercept": intercept,
    "kill": _kill,
    "shoot": _shoot,
    "explode": _explode,
    "ram": _ram,
    "stab": _stab,
}
"""How a verb of each role in the lexicon is read: (sentence, place of the verb, its entry) -> the trigger or None."""
