"""How an attacker is held to have done it: accused, denied, only suspected, or named by its rival (METHOD.md R24)."""

from sitrep.extract.strikes.naming import named_at
from sitrep.extract.strikes.scene import PREPOSITIONS, Scene
from sitrep.extract.strikes.trigger import Trigger

_DENIES = frozenset({"denies", "denied", "deny", "denying", "disputes", "disputed"})
_TOLD = frozenset({"says", "say", "said", "claims", "claimed", "alleges", "alleged", "alleging", "claim"})


def the_accused(scene: Scene, trigger: Trigger) -> str | None:
    """The one accused of it: "X accused Y of ...", "Y is accused of ...", "X blamed Y for ...", "..., X accuses Y"."""
    for i in range(trigger.first - 1, max(-1, trigger.first - 22), -1):
        low = scene.low(i)
        if low in (";", ".") or (low in ("after", "following") and scene.low(i - 1) not in ("hours", "days")):
            return None
        if low.startswith(("accus", "blam")) and not low.startswith("accusation"):
            return _charged(scene, i, trigger.first)
    for i in range(trigger.last, min(trigger.last + 10, len(scene.words))):
        if scene.low(i) == "but":
            break
        if scene.low(i).startswith(("accus", "blam")):
            return _first_actor(scene, range(i + 1, i + 6))
    return None


def _charged(scene: Scene, i: int, end: int) -> str | None:
    """Whom the word of blame at `i` charges with what stands at `end`."""
    link = next((k for k in range(i + 1, end) if scene.low(k) in ("of", "for")), None)
    if link is None:
        return None
    if link == i + 1:  # "Y is accused of"
        return _first_actor(scene, range(i - 1, max(-1, i - 8), -1))
    return _first_actor(scene, range(i + 1, link))


def _first_actor(scene: Scene, reach: range) -> str | None:
    return next((m.actor.name for k in reach if (m := named_at(scene, k)) is not None), None)


def the_denier(scene: Scene, trigger: Trigger) -> str | None:
    """Who denies it: "Tehran denies firing", "the army denied that it shelled"."""
    for i in range(trigger.first - 1, max(0, trigger.first - 6), -1):
        if scene.low(i) in _DENIES:
            return _first_actor(scene, range(i - 1, max(-1, i - 4), -1))
        if scene.low(i) in PREPOSITIONS or not scene.low(i).isalnum():
            return None
    return None


def said_by_rival(scene: Scene, trigger: Trigger, attacker: str | None) -> bool:
    """ "Moscow says Ukraine shelled": one side's word about another is an accusation (METHOD.md R24)."""
    if trigger.role == "intercept":
        return False
    for i in range(1, trigger.first):
        if scene.low(i) in _TOLD:
            speaker = named_at(scene, i - 1)
            named = {m.actor.name for k in range(i + 1, trigger.last + 8) if (m := named_at(scene, k)) is not None}
            if speaker is not None and speaker.form in ("name", "capital") and speaker.actor.name != attacker:
                return attacker in named
    return False


def suspected(scene: Scene, trigger: Trigger) -> bool:
    """ "A suspected Israeli strike", "was allegedly hit by"."""
    for k in range(max(0, trigger.first - 5), min(len(scene.words), trigger.last + 4)):
        if k >= trigger.last and scene.low(k) in PREPOSITIONS and scene.low(k) != "by":
            return False  # "strikes on alleged smugglers": what is alleged is what was hit
        if scene.low(k) in ("suspected", "alleged", "presumed", "allegedly", "supposed"):
            return k < trigger.last or trigger.passive or trigger.role == "noun"
    return False
