"""What was hit, in the text's own few words: a thing before people, people before a stretch of land."""

from typing import NamedTuple

from sitrep.extract.strikes.lexicon import lexicon, small
from sitrep.extract.strikes.scene import ADVERBS, BE, CONJUNCTIONS, DETERMINERS, MODALS, PREPOSITIONS, PRONOUNS, Scene
from sitrep.extract.strikes.trigger import Trigger

Aim = tuple[int, int]
"""The words of a target phrase, the last not included."""

_LONGEST_TARGET = 9
"""Words of a target phrase at most."""

_LONG = 4
"""Words after which another "of the" no longer belongs to it."""

_FAR = 12
"""Words behind the trigger in which a thing that was hit is looked for."""

_SAID = small("said")
_PEOPLE = small("people")
_STRUCK = small("struck")
_DESCRIBES = small("describes_targets")
_PARTS = small("parts")
_MIDDLES = frozenset({"centre", "center"})
_NEVER_ALONE = small("never_alone")
_AFTER_TARGET = small("after_target")
_THINGS = small("things")
_NOTABLES = small("notables")
_ANYBODY = small("anybody")
_LAND = small("land_hit")
_MODIFIERS = small("target_modifiers")
_FALLS = small("falls")
_LIVING = small("living")
_AT_VERB = frozenset({"at", "on", "into", "near", "upon", "against", "inside", "close", "outside"})
_HITS_AT = frozenset({"on", "against", "at", "of", "targeting", "hitting", "into", "near", "outside", "inside"})
_BESIDE = frozenset(
    {"at", "on", "into", "near", "inside", "outside", "in", "under", "beneath", "among", "beside", "against", "of"}
)
_OPENING = frozenset(
    {*DETERMINERS, "“", '"', "‘", "'", "least", "at", "more", "than", "almost", "nearly", "some", "about"}
)


def target(scene: Scene, trigger: Trigger) -> Aim | None:
    """What the words of `trigger` say was hit: after "on", "at", "of", after an active verb, before a passive one."""
    if trigger.role == "intercept":
        return None
    start = trigger.last
    if trigger.role in ("explode", "ram"):
        return _at_thing(scene, trigger) or _blown_up(scene, trigger)
    if trigger.passive:
        return _phrase_before(scene, trigger.first - 1)
    if trigger.role in ("noun", "launch"):
        return _of_noun(scene, trigger)
    if scene.low(start) in _AT_VERB or (scene.low(start) == "in" and scene.low(trigger.at) in _FALLS):
        start += 1
    if scene.low(start) == "to":
        start += 1
    return _phrase(scene, start)


class Struck(NamedTuple):
    """The words for what was hit, and how much they tell: a thing or a notable 4, people 3, land 2, anybody 1."""

    words: str | None
    weight: int


def struck(scene: Scene, trigger: Trigger, aim: Aim | None) -> Struck:
    """What was hit by the words of `aim`, or a thing beside them where they name only somebody or some land."""
    told = _weight(scene, aim)
    if told < _THING and not trigger.passive and trigger.role != "intercept":
        beside = _at_thing(scene, trigger)
        if _weight(scene, beside) == _THING:
            aim, told = beside, _THING
    return Struck(scene.text(*aim) if aim else None, told)


_THING = 4
_WEIGHTS = (
    (_LAND, 2),
    (_ANYBODY, 1),
    (_NOTABLES | _THINGS, _THING),
    (_PEOPLE | _LIVING | lexicon().fighters, 3),
    (lexicon().targets, _THING),
)


def _weight(scene: Scene, aim: Aim | None) -> int:
    if aim is None:
        return 0
    first, last = aim
    last = next((k for k in range(first + 1, last) if scene.low(k) == "of"), last)  # "the house of a mayor": a house
    for k in range(last - 1, first - 1, -1):
        low = scene.low(k)
        if k in scene.places and scene.places[k].place.precision in ("region", "country"):
            return 0  # "the West Bank" is no bank
        if low in _MIDDLES and (k == first or scene.low(k - 1) in _LAND | _PARTS):
            return _WEIGHTS[0][1]  # the city centre is land, a shopping centre a thing
        told = next((told for names, told in _WEIGHTS if low in names), 0)
        if told:
            return told
    return 0


def _of_noun(scene: Scene, trigger: Trigger) -> Aim | None:
    """ "Strike on X", "raid by Y on X", "shelling X", "X blast"."""
    by = False
    for k in range(trigger.last, min(trigger.last + _FAR, len(scene.words))):
        low = scene.low(k)
        if low in _HITS_AT and not (by and low == "of"):
            return _phrase(scene, k + 1)
        if low in _STRUCK and not by:
            return _phrase(scene, k + 1)
        by = by or low == "by"
        if low in (",", ";", ".", "after", "and", "as") or low in _SAID or (low == "in" and not by):
            break
    noun = scene.low(trigger.first - 1) in ("the", "this", "that")  # "called the shelling a terrorist attack"
    if trigger.gerund and not noun and scene.low(trigger.last) not in PREPOSITIONS:
        return _phrase(scene, trigger.last)
    return _target_modifier(scene, trigger)


def _at_thing(scene: Scene, trigger: Trigger) -> Aim | None:
    """ "Exploded outside a police station", "killed five at a school", "drove into a crowd": the first such thing."""
    people: Aim | None = None
    for k in range(trigger.last, min(trigger.last + _FAR, len(scene.words))):
        low = scene.low(k)
        if low in (";", ".", ":", "after", "when", "while", "as") or low in _SAID:
            break
        if low not in _BESIDE or scene.low(k - 1) == "carried":
            continue
        found = _phrase(scene, k + 1)
        if found is None:
            continue
        told = _weight(scene, found)
        if told == _THING:
            return found
        people = people or (found if told == 3 else None)
    return people if trigger.role in ("explode", "ram") else None


def _blown_up(scene: Scene, trigger: Trigger) -> Aim | None:
    """ "Blew up a bridge", "a bridge was blown up"; not the bomb that exploded."""
    found = _phrase_before(scene, trigger.first - 1) if trigger.passive else None
    if found is None and trigger.role == "explode":
        up = trigger.last + (scene.low(trigger.last) == "up")
        found = _phrase(scene, up) if scene.low(trigger.at).startswith(("blow", "blew")) else None
    return found if found and not any(k in scene.arms for k in range(*found)) else None


def _phrase(scene: Scene, start: int) -> Aim | None:
    first = start
    while scene.low(first) in _OPENING or scene.low(first) == "of" or first in scene.numbers:
        first += 1
    if first not in scene.places and (
        scene.low(first).endswith("ly") or scene.low(first) in ADVERBS or _acts(scene, first)
    ):
        return None
    last = first
    while last < len(scene.words) and last - first < _LONGEST_TARGET and not _ends(scene, first, last):
        last += 1
    return _if_thing(scene, first, last)


def _acts(scene: Scene, k: int) -> bool:
    """True for a verb, where a target would begin: "shelling kills a couple"."""
    return _only_verb(scene.low(k)) and scene.low(k) not in _MODIFIERS


def _ends(scene: Scene, first: int, k: int) -> bool:
    """Whether the phrase begun at `first` is over before the word at `k`."""
    low = scene.low(k)
    if low == "of":
        return k == first or (scene.low(k + 1) in DETERMINERS and k - first > _LONG)
    if not _is_word(low) or low in PREPOSITIONS or low in CONJUNCTIONS or low in PRONOUNS or low in _AFTER_TARGET:
        return True
    if k > first and low in ("a", "an") and scene.low(k - 1) != "of":
        return True  # another thing begins: "called the shelling of Dolna a terrorist attack"
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
    """The phrase up to the word in it that names something that can be hit; None where nothing does.

    A name may go on behind it ("Aircraft Repair Plant"), a verb ends it: "out of Gaza stuns Israel".
    """
    end = None
    for k in range(first, last):
        if _is_head(scene, k) and not scene.words[k].owns:
            end = k + 1
        elif _is_doing(scene, k, begun=end is not None) or (
            end is not None and scene.low(k) != "of" and not _joins(scene, k, last)
        ):
            break
    return (first, _with_noun(scene, end)) if end is not None else None


def _is_doing(scene: Scene, k: int, *, begun: bool) -> bool:
    """ "Hampering" in "shelling still hampering Mariupol": what is done, not what describes a target."""
    return scene.low(k).endswith("ing") and scene.low(k) not in _MODIFIERS and (begun or k + 1 in scene.places)


def _is_head(scene: Scene, k: int) -> bool:
    lex, low = lexicon(), scene.low(k)
    if low in _NEVER_ALONE:
        return False
    known = low in lex.targets or low in lex.fighters or low in _PEOPLE or low in _THINGS or low in _NOTABLES
    return known or k in scene.places


def _joins(scene: Scene, k: int, last: int) -> bool:
    """True where the word behind a head leads on to another: "police training centre", "Lviv Aircraft Repair Plant"."""
    word, before = scene.words[k], scene.words[k - 1]
    if scene.low(k + 1) in _THINGS | lexicon().targets and not word.low.endswith(("s", "ed")):
        return True  # "enemy command posts"
    describes = word.low in _DESCRIBES or word.low in _MODIFIERS or word.low in DETERMINERS
    leads = describes or "-" in word.low or word.text[:1].isupper() or word.owns
    leads = leads or k in scene.numbers or before.owns or before.low == "of"
    return leads and any(_is_head(scene, n) for n in range(k + 1, min(k + 4, last)))


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
