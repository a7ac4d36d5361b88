"""Which words of a sentence tell of an attack: nouns ("the shelling of X") and verbs ("hit", "was struck by")."""

from sitrep.extract.strikes.flight import intercept, second_kind
from sitrep.extract.strikes.lexicon import Noun, Verb, lexicon, small
from sitrep.extract.strikes.nouns import names_none
from sitrep.extract.strikes.scene import Scene
from sitrep.extract.strikes.trigger import Trigger
from sitrep.extract.strikes.verbhood import is_adjective, is_verb
from sitrep.extract.strikes.verbs import ROLES

_NEAR = 7
"""Words between the shooting down of what flew and the verb that says who fired it."""

_BOMB_KINDS = small("bomb_kinds")


def triggers(scene: Scene) -> list[Trigger]:
    """The triggers of the sentence in order; one launched attack ("launched a drone attack") is one trigger."""
    lex = lexicon()
    found: list[Trigger] = []
    taken = -1
    for i, word in enumerate(scene.words):
        if i <= taken or not (word.low in lex.nouns or word.low in lex.verbs):
            continue
        trigger = _trigger(scene, i, lex.nouns.get(word.low), lex.verbs.get(word.low, ()))
        if trigger is None or (trigger.role == "launch" and trigger.first <= taken):
            continue  # "shot down drones launched by X": the launch is told by what met it
        if trigger.role == "shoot" and found and found[-1].role == "intercept" and i - taken < _NEAR:
            continue  # "shot down drones that X fired at Y"
        found.append(trigger)
        taken = trigger.last - 1
        if trigger.role == "intercept" and not trigger.passive:
            more = second_kind(scene, trigger)
            if more is not None:
                found.append(more)
                taken = more.last - 1
    return found


def _trigger(scene: Scene, i: int, noun: Noun | None, verbs: tuple[Verb, ...]) -> Trigger | None:
    if any(v.role == "intercept" for v in verbs):
        trigger = intercept(scene, i, next(v for v in verbs if v.role == "intercept"))
        if trigger is not None:
            return trigger
    verbal = bool(verbs) and ((noun is None and verbs[0].form in ("past", "ing")) or is_verb(scene, i, verbs))
    if noun and not verbal:
        if names_none(scene, i):
            return None
        return Trigger(i, i, i + 1, "noun", noun.weapon, noun.sure, gerund=scene.low(i).endswith("ing"))
    if (
        scene.low(i) in ("bomb", "bombs")
        and scene.low(i - 1) in _BOMB_KINDS
        and scene.low(i + 1) not in lexicon().nouns
    ):
        return Trigger(i, i - 1, i + 1, "noun", "bomb", False)
    if verbs and verbs[0].role in ("sure", "hit", "kill") and (not verbal or is_adjective(scene, i, verbs[0])):
        return None
    for verb in verbs:
        trigger = ROLES[verb.role](scene, i, verb)
        if trigger is not None:
            return trigger
    return None
