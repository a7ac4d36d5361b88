"""Who did it where nobody is named, in the text's own words: "unidentified gunmen", "rebels", "two hooded men".

Such words rule nobody out and identify nobody: a report of "gunmen" and one that names a group tell of one attack (R2).
"""

from sitrep.extract.strikes.lexicon import lexicon, small
from sitrep.extract.strikes.scene import ADVERBS, AUXILIARIES, BE, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, Scene
from sitrep.extract.strikes.trigger import Trigger

LONGEST = 5
"""Words of such a phrase at most."""

_FAR = 8
"""Words between the trigger and the phrase at most."""

_SAID = small("said")
_NO_HANDS = small("no_hands")
_LEADS_TO = small("leads_to")
_RELATIVES = frozenset({"that", "which", "who", "whom", "whose", "where", "when"})
_LOUD = frozenset({"brazen", "daring", "bold", "audacious", "deadly", "fresh", "new", "overnight", "coordinated"})
_BANDS = frozenset({"gang", "militia", "cartel", "mob", "cult"})
_PERSONS = small("persons_at_arms")
_MARKED = small("marks_of_attackers")


def hands(scene: Scene, trigger: Trigger) -> str | None:
    """The words for the attackers of `trigger`; None where the sentence does not speak of any."""
    if trigger.role == "intercept":
        return None
    found = _after_by(scene, trigger)
    if found is None and trigger.role == "noun":
        found = _phrase_to(scene, trigger.first - 1, trigger.first)
    elif found is None and not trigger.passive:
        found = _subject(scene, trigger)
    return found


def _after_by(scene: Scene, trigger: Trigger) -> str | None:
    for k in range(trigger.last, min(trigger.last + _FAR, len(scene.words))):
        low = scene.low(k)
        if low == "by":
            for last in range(k + 1, min(k + 1 + LONGEST + 1, len(scene.words))):
                if _is_hand(scene, last):
                    while _is_hand(scene, last + 1):
                        last += 1
                    return _phrase_to(scene, last, last + 1)
                if _closes(scene, last):
                    return None
            return None
        if low in (";", ":", ".") or low in _LEADS_TO or low in ("after", "said", "who", "which", "while"):
            return None
    return None


def _subject(scene: Scene, trigger: Trigger) -> str | None:
    for k in range(trigger.first - 1, max(-1, trigger.first - 1 - _FAR), -1):
        low = scene.low(k)
        if _is_hand(scene, k) and (k + 1 == trigger.first or _stands_alone(scene, k)):
            return _phrase_to(scene, k, k + 1)
        if (
            k in scene.places
            or low in PREPOSITIONS
            or low in BE
            or low in AUXILIARIES
            or low in ADVERBS
            or low == "who"
        ):
            continue
        if not low.isalnum() or low in CONJUNCTIONS:
            return None
    return None


def _stands_alone(scene: Scene, k: int) -> bool:
    """True where no noun follows that the word only describes: not in "army uniforms"."""
    low = scene.low(k + 1)
    return _closes(scene, k + 1) or low in BE or low in AUXILIARIES or low in ADVERBS or low in ("who", "that", "which")


def _is_hand(scene: Scene, k: int) -> bool:
    """Fighters; and men, people, individuals where a word beside them marks them: "armed", "hooded", "unidentified"."""
    low = scene.low(k)
    if k in scene.places or low in _NO_HANDS:
        return False
    if low in lexicon().fighters or (low == "members" and scene.low(k - 1) in _BANDS):
        return True
    return low in _PERSONS and any(scene.low(n) in _MARKED for n in range(max(0, k - 3), k))


def _closes(scene: Scene, k: int) -> bool:
    low = scene.low(k)
    return low in PREPOSITIONS or low in CONJUNCTIONS or not low.replace("-", "").isalnum()


def _phrase_to(scene: Scene, last: int, end: int) -> str | None:
    """The noun phrase that ends at word `last`, without article and number; None where it holds no hand or a name."""
    if not _is_hand(scene, last):
        return None
    first = last
    while first > 0 and last - first < LONGEST - 1:
        low = scene.low(first - 1)
        if _closes(scene, first - 1) or low in DETERMINERS or first - 1 in scene.numbers or low in BE or low in ADVERBS:
            break
        if (low in lexicon().verbs and low not in _MARKED) or low in _SAID or low in _RELATIVES:
            break
        first -= 1
    while first < last and scene.low(first) in _LOUD:
        first += 1  # "a brazen militant attack"
    named = (scene.actors[k] for k in range(first, end) if k in scene.actors)
    if any(a.actor.kind != "state" or a.form not in ("demonym", "name", "organ") for a in named):
        return None
    return scene.text(first, end)
