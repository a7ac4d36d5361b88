"""Is it a verb, and who stands before it: the one that hits, or the one that is hit (the passive)?"""

from sitrep.extract.strikes.lexicon import Verb, lexicon, small
from sitrep.extract.strikes.nouns import guarded_behind
from sitrep.extract.strikes.scene import ADVERBS, AUXILIARIES, BE, DETERMINERS, MODALS, PREPOSITIONS, PRONOUNS, Scene
from sitrep.text.document import ActorMention

COLLECTIVE = frozenset({"troops", "army", "military", "enemy", "militia", "guerrilla", "forces"})
"""Those who fight, many in the singular: "the army attack", "the army attacks"."""

_NO_OBJECT = small("no_object")
_KILLED_ONCE = frozenset({"assassinated", "slain", "murdered", "killed", "executed", "massacred"})
_LEADS_TO_PERSON = frozenset({"of", "ex", "former", "late", "the", "for", "to", "about"})
_IDLE = small("idle_before")
_RELATIVE = frozenset({"that", "which", "who"})
_BETWEEN = frozenset({"either", "both", "also", "again", "been", "being", "once", "still", "first", "not"})


def is_verb(scene: Scene, i: int, verbs: tuple[Verb, ...]) -> bool:
    """Whether a word that can be both is a verb here: "Israel strikes a camp", not "strikes on a camp kill ten"."""
    form = verbs[0].form
    before, after = scene.low(i - 1), scene.low(i + 1)
    if form == "past":
        return True
    if _is_killing_noun(scene, i) or _inside_arm(scene, i) or before in _IDLE or after in _RELATIVE:
        return False
    if form == "ing":
        return before in BE or before in ADVERBS or (before in ("of", "for", "by", ",") and _object_follows(scene, i))
    if before in MODALS or before in PRONOUNS or before.endswith("ly"):
        return True
    if i == 0 or before in DETERMINERS or before in PREPOSITIONS or scene.words[i - 1].owns or (i - 1) in scene.numbers:
        return False
    if (
        after in PREPOSITIONS
        and after not in ("near", "inside", "into", "during", "amid")
        and not _counts(scene, i + 1)
    ):
        return False
    if _is_finite(scene, i + 1):
        return False
    return can_be_subject(scene, i - 1, form)


def is_adjective(scene: Scene, i: int, verb: Verb) -> bool:
    """ "The damaged ship", "a bomb shelter": a word that only describes."""
    if verb.form == "past":
        if (
            verb.role == "kill"
            and scene.low(i).endswith("ed")
            and scene.low(i - 1).endswith("ing")
            and scene.low(i - 1) != "being"
        ):
            return True  # "evacuating wounded soldiers"
        if verb.role == "kill" and (scene.low(i - 1) in PREPOSITIONS or scene.low(i - 2) in ("dead", "killed")):
            return True
        if _of_a_life(scene, i) or _before_attack(scene, i):
            return True
        return scene.low(i - 1) in DETERMINERS and scene.low(i - 1) not in ("that", "this", "all", "both")
    return guarded_behind(scene, i) or (verb.form == "base" and scene.low(i + 1) in lexicon().nouns)


def is_passive(scene: Scene, i: int) -> bool:
    """ "A town was hit", "killed by gunmen", "five wounded as": what is hit stands before the verb at `i`."""
    k = i - 1
    while k >= 0 and (scene.low(k).endswith("ly") or scene.low(k) in _BETWEEN):
        if scene.low(k) in ("been", "being"):
            return True
        k -= 1
    joined = scene.low(k) in ("or", "and") and scene.low(k - 1).endswith("ed")
    if joined and (scene.low(k - 2) in BE or scene.low(k - 2) == "either"):
        return True  # "were killed or wounded"
    if scene.low(k) in BE or (_no_object(scene, i) and scene.low(k) not in ("has", "have", "had")):
        return True
    after = scene.low(i + 1)
    return after == "by" or (scene.low(i + 2) == "by" and after not in DETERMINERS and i + 1 not in scene.places)


def can_be_subject(scene: Scene, i: int, form: str) -> bool:
    """Whether the word at `i` can be the subject of a verb of that form: "rebels attack", "Iran attacks"."""
    lex = lexicon()
    low = scene.low(i)
    actor = scene.actors.get(i)
    if low in lex.fighters:
        if low in COLLECTIVE:
            return True
        plural = low.endswith("s") or low in ("gunmen", "hitmen")
        return form == "base" if plural else form == "s" and _object_follows(scene, i + 1)
    if actor is not None:
        if form == "base":  # "Kabul attack" is a noun; "Houthis attack tanker" is not
            return (actor.form in ("group", "organ", "demonym") or _joined(scene, i, actor)) and _object_follows(
                scene, i + 1
            )
        return actor.form != "demonym" and (actor.form != "capital" or _object_follows(scene, i + 1))
    if i in scene.arms or low in lex.nouns:
        clear = scene.low(i + 1) not in lex.nouns or _object_follows(scene, i + 1)  # "bomb attacks" are a noun
        return clear and low.endswith("s") == (form == "base")
    return scene.words[i].text[:1].isupper() and _object_follows(scene, i + 1)


def _of_a_life(scene: Scene, i: int) -> bool:
    """ "The son of assassinated President X", "Syria's slain envoy": who somebody was, no news of how they died."""
    if scene.low(i) not in _KILLED_ONCE or scene.low(i + 1) in PREPOSITIONS:
        return False
    before = scene.low(i - 1)
    if before in _LEADS_TO_PERSON or scene.words[max(0, i - 1)].owns:
        return True
    named = before == "and" and i > 1 and scene.words[i - 2].text[:1].isupper()
    return named and scene.words[min(i + 1, len(scene.words) - 1)].text[:1].isupper()


def _before_attack(scene: Scene, i: int) -> bool:
    """ "A targeted North Korea strike": the attack noun stands behind its adjective."""
    for k in range(i + 1, min(i + 5, len(scene.words))):
        low = scene.low(k)
        if low in lexicon().nouns and low not in lexicon().targets:
            return scene.low(i) in ("targeted", "targetted")
        if low in PREPOSITIONS or low in DETERMINERS:
            return False
    return False


def _counts(scene: Scene, i: int) -> bool:
    """ "Kill at least nine", "kill over 30", "kill up to 40": the small word belongs to the number."""
    low, after = scene.low(i), scene.low(i + 1)
    return (
        (low == "at" and after in ("least", "most"))
        or (low == "up" and after == "to")
        or (low in ("over", "about", "around", "near", "close") and i + 1 in scene.numbers)
    )


def _inside_arm(scene: Scene, i: int) -> bool:
    """ "Artillery shells", "glide bombs": the end of a weapon's name."""
    return i in scene.arms and scene.arms[i].first < i


def _is_killing_noun(scene: Scene, i: int) -> bool:
    """ "The killing of", "killings by": the noun, not "killing three"."""
    return scene.low(i).startswith(("killing", "murder")) and scene.low(i + 1) in ("of", "by", "spree", "in")


def _is_finite(scene: Scene, i: int) -> bool:
    """True where a verb follows: then the word before it was its subject."""
    low = scene.low(i)
    if low in AUXILIARIES or low in MODALS:
        return True
    verbs = lexicon().verbs.get(low)
    return bool(verbs) and low not in lexicon().nouns and low not in ("target", "targets")


def _joined(scene: Scene, i: int, actor: ActorMention) -> bool:
    """ "Britain and France": two are a plural."""
    while i > 0 and scene.actors.get(i - 1) is actor:
        i -= 1
    return scene.low(i - 1) == "and" and i - 2 in scene.actors


def _object_follows(scene: Scene, i: int) -> bool:
    """True where something that is hit follows directly: "shelling the port"."""
    k = i + 1
    low = scene.low(k)
    if low in PREPOSITIONS or not low.isalnum():
        return False
    return (
        low in DETERMINERS or low in lexicon().targets or k in scene.places or k in scene.numbers or k in scene.actors
    )


def _no_object(scene: Scene, i: int) -> bool:
    """ "Town hit in raid", "five killed as", "tycoon killed": nothing follows that could be hit."""
    k = i + 2 if scene.low(i + 1) in ("dead", "overnight", "again", "repeatedly") else i + 1
    return not scene.low(k).replace("-", "").isalnum() or scene.low(k) in _NO_OBJECT
