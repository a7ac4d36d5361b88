"""What was hit, in the text's own few words."""

from sitrep.extract.strikes.lexicon import lexicon, small
from sitrep.extract.strikes.scene import ADVERBS, BE, CONJUNCTIONS, DETERMINERS, MODALS, PREPOSITIONS, PRONOUNS, Scene
from sitrep.extract.strikes.triggers import Trigger

Aim = tuple[int, int]
"""The words of a target phrase, the last not included."""

_LONGEST_TARGET = 9
"""Words of a target phrase at most."""

_LONG = 4
"""Words after which another "of the" no longer belongs to it."""

_SAID = small("said")
_PEOPLE = small("people")
_STRUCK = small("struck")
_DESCRIBES = small("describes_targets")
_AFTER_TARGET = small("after_target")
_OPENING = frozenset({*DETERMINERS, "“", '"', "‘", "'", "least", "at", "more", "than"})


def target(scene: Scene, trigger: Trigger) -> Aim | None:
    """What was hit, in few words: after "on", "at", "of", after an active verb, before a passive one; or None."""
    if trigger.role == "intercept":
        return None
    if trigger.passive:
        return _phrase_before(scene, trigger.first - 1)
    start = trigger.last
    if trigger.role in ("noun", "launch"):
        for k in range(trigger.last, min(trigger.last + 8, len(scene.words))):
            low = scene.low(k)
            if low in ("on", "against", "at", "of", "targeting", "hitting", "into") or low in _STRUCK:
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


def _phrase(scene: Scene, start: int) -> Aim | None:
    first = start
    while scene.low(first) in _OPENING or scene.low(first) == "of" or first in scene.numbers:
        first += 1
    if scene.low(first).endswith("ly") and first not in scene.places:
        return None
    last = first
    while last < len(scene.words) and last - first < _LONGEST_TARGET and not _ends(scene, first, last):
        last += 1
    return _if_thing(scene, first, last)


def _ends(scene: Scene, first: int, k: int) -> bool:
    """Whether the phrase begun at `first` is over before the word at `k`."""
    low = scene.low(k)
    if low == "of":
        return k == first or (scene.low(k + 1) in DETERMINERS and k - first > _LONG)
    if not _is_word(low) or low in PREPOSITIONS or low in CONJUNCTIONS or low in PRONOUNS or low in _AFTER_TARGET:
        return True
    return k > first and (low in BE or low in MODALS or low in _SAID or _only_verb(low))


def _only_verb(low: str) -> bool:
    lex = lexicon()
    return low in lex.verbs and low not in lex.targets and low not in lex.nouns


def _is_word(low: str) -> bool:
    return low.replace("-", "").replace("'", "").replace("’", "").isalnum()


def _phrase_before(scene: Scene, end: int) -> Aim | None:
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
    while first < last and (scene.low(first) in DETERMINERS or scene.low(first) == "of" or first in scene.numbers):
        first += 1
    return _if_thing(scene, first, last + 1)


def _if_thing(scene: Scene, first: int, last: int) -> Aim | None:
    """The phrase up to the last word in it that names something that can be hit; None where nothing does."""
    lex = lexicon()
    for k in range(last - 1, first - 1, -1):
        low = scene.low(k)
        if low in lex.targets or low in lex.fighters or low in _PEOPLE or k in scene.places:
            return first, _with_noun(scene, k + 1)
    return None


def _with_noun(scene: Scene, after: int) -> int:
    """The end of a phrase that stops at a word which only describes: "a shopping" goes on to "centre"."""
    low = scene.low(after)
    goes_on = scene.low(after - 1) in _DESCRIBES and _is_word(low) and not _ends(scene, after - 1, after)
    return after + 1 if goes_on and not low.endswith("s'") else after


def _target_modifier(scene: Scene, trigger: Trigger) -> Aim | None:
    """ "School shooting", "hospital blast", "Kabul airport attack"."""
    for k in range(trigger.first - 1, max(-1, trigger.first - 4), -1):
        low = scene.low(k)
        if k in scene.places:
            return None
        if low in lexicon().targets and low not in lexicon().fighters and k not in scene.arms:
            return k, k + 1
        if low in PREPOSITIONS or low in DETERMINERS or not low.replace("-", "").isalnum():
            return None
    return None
