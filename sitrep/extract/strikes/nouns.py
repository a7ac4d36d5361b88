"""Is it an attack? Its nouns name much else: "a barrage of criticism", "attack drones", "the hunger strike"."""

from sitrep.extract.strikes.lexicon import lexicon, small
from sitrep.extract.strikes.scene import Scene

_THINGS = small("things")
_TALK = frozenset(
    {
        "criticism",
        "abuse",
        "insults",
        "questions",
        "complaints",
        "tweets",
        "lawsuits",
        "letters",
        "calls",
        "emails",
        "words",
    }
)
_WAYS = frozenset(
    {
        "means",
        "method",
        "methods",
        "form",
        "forms",
        "mode",
        "modes",
        "weapon",
        "weapons",
        "plan",
        "plans",
        "style",
        "type",
        "kind",
    }
)


def names_none(scene: Scene, i: int) -> bool:
    """True where the noun at `i` names no attack."""
    return (
        _begins_arm(scene, i)
        or guarded(scene, i)
        or _of_talk(scene, i)
        or (scene.low(i - 1) == "of" and scene.low(i - 2) in _WAYS)
    )


def guarded(scene: Scene, i: int) -> bool:
    """Whether a word beside the one at `i` makes it something else: the lexicon's guards."""
    before = scene.low(i - 1)
    if before == "-" or before == "/":
        before = scene.low(i - 2)
    return before in lexicon().guard_before or guarded_behind(scene, i)


def guarded_behind(scene: Scene, i: int) -> bool:
    """ "Strikes oil" finds some; "strikes oil depot" hits one."""
    after, next_ = scene.low(i + 1), scene.low(i + 2)
    depot = after == "oil" and (next_ in lexicon().targets or next_ in _THINGS)
    return after in lexicon().guard_after and not depot


def _of_talk(scene: Scene, i: int) -> bool:
    """ "A barrage of criticism": words, no shells."""
    return scene.low(i + 1) == "of" and scene.low(i + 2) in _TALK


def _begins_arm(scene: Scene, i: int) -> bool:
    """ "Assault rifle", "attack helicopter": a weapon, not an assault."""
    if scene.low(i) == "attack" and i + 1 in scene.arms and scene.low(i + 1) not in lexicon().verbs:
        return True  # "attack drones"
    return i in scene.arms and scene.arms[i].first == i and scene.arms[i].last > i + 1
