"""Which words of a sentence tell of an attack: nouns ("the shelling of X") and verbs ("hit", "was struck by")."""

from typing import NamedTuple

from sitrep.extract.strikes.lexicon import Noun, Verb, lexicon, small
from sitrep.extract.strikes.scene import (
    ADVERBS,
    AUXILIARIES,
    BE,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    Scene,
    Weaponry,
)
from sitrep.model.claim import Weapon
from sitrep.text.document import ActorMention

_NEAR = 7
"""Words between a verb of launching or intercepting and what it launches or intercepts."""


_INTERCEPT_REACH = 9
"""Words between a verb of shooting down and what was in flight."""

_ATTACK_OBJECTS = small("attack_objects")
_LIGHT = small("light")
_CALAMITIES = small("calamities")
_NO_OBJECT = small("no_object")
_FALLS = small("falls")
_VENTURES = small("ventures")
_FIRE_KINDS = small("fire_kinds")
_COMES_UNDER = small("comes_under")
_STORES = small("stores")
_BOMB_KINDS = small("bomb_kinds")
_TERROR = small("terror_words")
_VEHICLES = small("vehicles")
_COLLECTIVE = frozenset({"troops", "army", "military", "enemy", "militia", "guerrilla", "forces"})
_KILLED_ONCE = frozenset({"assassinated", "slain", "murdered", "killed", "executed", "massacred"})
_LEADS_TO_PERSON = frozenset({"of", "ex", "former", "late", "the", "for", "to", "about"})
_IDLE = small("idle_before")
_THINGS = small("things")
_APART = frozenset({"after", "before", "following", "since", "amid", "despite", "because", "when", "while", "as"})
"""What stands behind these is not what the verb before them launches: "talks resume days after an air strike"."""
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
_CHARGES = frozenset({"allegation", "accusation", "charge", "criticism", "claim", "threat", "insult", "complaint"})
_HELPING = frozenset(
    {"clearance", "rescue", "search", "combing", "evacuation", "relief", "clean-up", "humanitarian", "aid"}
)
_IT = frozenset({"it", "them", "him", "her"})
_SHOT_AT = frozenset({"on", "at", "upon", "into"})
_SHOOTERS = frozenset({"police", "policemen", "guards", "officers", "troopers", "fighters", "men", "crew"})
_RELATIVE = frozenset({"that", "which", "who"})
_WITH_WORDS = small("words_not_arms")
_BETWEEN = frozenset({"either", "both", "also", "again", "been", "being", "once", "still", "first", "not"})
_EXPLODES = frozenset({"bomb", "missile", "drone", "artillery", "airstrike"})


class Trigger(NamedTuple):
    """Words that may tell of an attack. `at` is the head word, `first` to `last` (not included) the whole.

    `role`: noun, or the verb's role in the lexicon. `passive`: what is hit stands before it.
    """

    at: int
    first: int
    last: int
    role: str
    weapon: Weapon
    sure: bool
    passive: bool = False
    gerund: bool = False


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
            more = _second_kind(scene, trigger)
            if more is not None:
                found.append(more)
                taken = more.last - 1
    return found


def _trigger(scene: Scene, i: int, noun: Noun | None, verbs: tuple[Verb, ...]) -> Trigger | None:
    if any(v.role == "intercept" for v in verbs):
        trigger = _intercept(scene, i, next(v for v in verbs if v.role == "intercept"))
        if trigger is not None:
            return trigger
    verbal = bool(verbs) and ((noun is None and verbs[0].form in ("past", "ing")) or _is_verb(scene, i, verbs))
    if noun and not verbal:
        if (
            _begins_arm(scene, i)
            or _guarded(scene, i)
            or _of_talk(scene, i)
            or (scene.low(i - 1) == "of" and scene.low(i - 2) in _WAYS)
        ):
            return None
        return Trigger(i, i, i + 1, "noun", noun.weapon, noun.sure, gerund=scene.low(i).endswith("ing"))
    if (
        scene.low(i) in ("bomb", "bombs")
        and scene.low(i - 1) in _BOMB_KINDS
        and scene.low(i + 1) not in lexicon().nouns
    ):
        return Trigger(i, i - 1, i + 1, "noun", "bomb", False)
    if verbs and verbs[0].role in ("sure", "hit", "kill") and (not verbal or _adjective(scene, i, verbs[0])):
        return None
    for verb in verbs:
        trigger = _ROLES[verb.role](scene, i, verb)
        if trigger is not None:
            return trigger
    return None


def _adjective(scene: Scene, i: int, verb: Verb) -> bool:
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
    return _guarded_behind(scene, i) or (verb.form == "base" and scene.low(i + 1) in lexicon().nouns)


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


def _guarded(scene: Scene, i: int) -> bool:
    before = scene.low(i - 1)
    if before == "-" or before == "/":
        before = scene.low(i - 2)
    return before in lexicon().guard_before or _guarded_behind(scene, i)


def _guarded_behind(scene: Scene, i: int) -> bool:
    """ "Strikes oil" finds some; "strikes oil depot" hits one."""
    after, next_ = scene.low(i + 1), scene.low(i + 2)
    depot = after == "oil" and (next_ in lexicon().targets or next_ in _THINGS)
    return after in lexicon().guard_after and not depot


def _of_talk(scene: Scene, i: int) -> bool:
    """ "A barrage of criticism": words, no shells."""
    return scene.low(i + 1) == "of" and scene.low(i + 2) in _TALK


def _is_verb(scene: Scene, i: int, verbs: tuple[Verb, ...]) -> bool:
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
    return _plural_or_name(scene, i - 1, form)


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


def _begins_arm(scene: Scene, i: int) -> bool:
    """ "Assault rifle", "attack helicopter": a weapon, not an assault."""
    if scene.low(i) == "attack" and i + 1 in scene.arms and scene.low(i + 1) not in lexicon().verbs:
        return True  # "attack drones"
    return i in scene.arms and scene.arms[i].first == i and scene.arms[i].last > i + 1


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


def _plural_or_name(scene: Scene, i: int, form: str) -> bool:
    """Whether the word at `i` can be the subject of a verb of that form: "rebels attack", "Iran attacks"."""
    lex = lexicon()
    low = scene.low(i)
    actor = scene.actors.get(i)
    if low in lex.fighters:
        if low in _COLLECTIVE:
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
    passive = verb.form == "past" and _is_passive(scene, i) and (low not in _FALLS or before in BE)
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


def _is_passive(scene: Scene, i: int) -> bool:
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


def _no_object(scene: Scene, i: int) -> bool:
    """ "Town hit in raid", "five killed as", "tycoon killed": nothing follows that could be hit."""
    k = i + 2 if scene.low(i + 1) in ("dead", "overnight", "again", "repeatedly") else i + 1
    return not scene.low(k).replace("-", "").isalnum() or scene.low(k) in _NO_OBJECT


def _launch(scene: Scene, i: int, verb: Verb) -> Trigger | None:
    """ "Launched 40 drones", "carried out a raid", "opened fire on", "rockets were fired at"."""
    low, before, after = scene.low(i), scene.low(i - 1), scene.low(i + 1)
    if low == "fire" and (before in _FIRE_KINDS or before.startswith("open")):
        return _fire(scene, i)
    if low in ("fire", "fires", "fired") and after in _SHOT_AT and _can_shoot(scene, i):
        return Trigger(i, i, i + 1, "shoot", "unknown", False)
    if low in ("fire", "fires") and not _plural_or_name(scene, i - 1, verb.form) and before not in MODALS:
        return None
    if after == "of" and verb.form != "past":
        return None  # "another stage of the operation"
    if low.startswith("carr") and after != "out" and not (before == "been" or after in _ATTACK_OBJECTS):
        return None  # a jet carries bombs; an attack is carried out
    if verb.form == "past" and _is_passive(scene, i):
        return _launched(scene, i)
    if low.startswith("fir") and after in ("on", "at", "upon", "into"):
        return Trigger(i, i, i + 1, "shoot", "unknown", False)
    return None if after in ("against", "over", "him") else _launching(scene, i)


def _can_shoot(scene: Scene, i: int) -> bool:
    """ "Tanks fire on a crowd", "soldiers have fired at", never "the editor was fired on Monday"."""
    k = i - 1
    while scene.low(k) in ("have", "has", "had", "also", "then", "again", "repeatedly", "reportedly"):
        k -= 1
    actor, low = scene.actors.get(k), scene.low(k)
    if scene.low(i) == "fire" and not (low.endswith("s") or low in _COLLECTIVE or low in ("police", "gunmen", "men")):
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
        if here in _ATTACK_OBJECTS and not _guarded(scene, k):
            if here == "fire" and scene.low(i) not in ("resumed", "resume", "launched"):
                continue
            noun = lexicon().nouns.get(here)
            return Trigger(k, i, k + 1, "launch", noun.weapon if noun else "unknown", bool(noun and noun.sure))
        arm = scene.arms.get(k)
        if arm is not None and arm.arm.munition and not light:
            return Trigger(i, i, arm.last, "launch", arm.arm.weapon, False)
    return None


def _intercept(scene: Scene, i: int, verb: Verb) -> Trigger | None:
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
    passive = verb.form == "past" and (_is_passive(scene, i) or ahead is None)
    aim = _munition_near(scene, i - 1, -1) if passive else ahead
    if aim is None or aim.arm.weapon not in ("missile", "drone", "airstrike"):
        return None
    return Trigger(i, min(i, aim.first), max(last, aim.last), "intercept", aim.arm.weapon, True, passive)


def _second_kind(scene: Scene, trigger: Trigger) -> Trigger | None:
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


def _kill(scene: Scene, i: int, verb: Verb) -> Trigger | None:
    """ "Troops killed three villagers": an attack where those who fight are the subject."""
    if verb.form == "ing":
        return None  # what killed them is the attack told before it
    if scene.low(i - 1) in lexicon().nouns:
        return None  # "the bombing killed": the noun tells it
    return Trigger(i, i, i + 1, "kill", "unknown", False, verb.form == "past" and _is_passive(scene, i))


def _shoot(scene: Scene, i: int, verb: Verb) -> Trigger | None:
    low, before, after = scene.low(i), scene.low(i - 1), scene.low(i + 1)
    passive = verb.form == "past" and _is_passive(scene, i)
    if low.startswith("gun"):
        return Trigger(i, i, i + 2, "shoot", "gunfire", False, passive) if after == "down" else None
    if low == "shot" and after == "at" and _can_shoot(scene, i):
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
    passive = verb.form == "past" and _is_passive(scene, i)
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
    return Trigger(i, i, i + 1, "stab", "knife", False, verb.form == "past" and _is_passive(scene, i))


_ROLES = {
    "sure": _hit,
    "hit": _hit,
    "launch": _launch,
    "intercept": _intercept,
    "kill": _kill,
    "shoot": _shoot,
    "explode": _explode,
    "ram": _ram,
    "stab": _stab,
}
