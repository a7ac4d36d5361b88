"""Which words of a sentence tell of an attack: as a noun ("the shelling of X") or as a verb ("hit", "was struck by")."""

from typing import NamedTuple

from sitrep.extract.strike_lexicon import Noun, Verb, lexicon, small
from sitrep.extract.strike_scene import (
    ADVERBS,
    AUXILIARIES,
    BE,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    Scene,
)
from sitrep.model.claim import Weapon

_NEAR = 7
"""Words between a verb of launching or intercepting and what it launches or intercepts."""


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
        if trigger is None:
            continue
        found.append(trigger)
        taken = trigger.last - 1
        if trigger.role == "intercept" and not trigger.passive:
            more = _second_kind(scene, trigger)
            if more is not None:
                found.append(more)
                taken = more.last - 1
    return found


def _trigger(scene: Scene, i: int, noun: Noun | None, verbs: tuple[Verb, ...]) -> Trigger | None:
    verbal = bool(verbs) and ((noun is None and verbs[0].form in ("past", "ing")) or _is_verb(scene, i, verbs))
    if noun and not verbal:
        if _guarded(scene, i):
            return None
        return Trigger(i, i, i + 1, "noun", noun.weapon, noun.sure, gerund=scene.low(i).endswith("ing"))
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
        return scene.low(i - 1) in DETERMINERS and scene.low(i - 1) not in ("that", "this", "all", "both")
    return scene.low(i + 1) in lexicon().guard_after or (verb.form == "base" and scene.low(i + 1) in lexicon().nouns)


def _guarded(scene: Scene, i: int) -> bool:
    lex = lexicon()
    before, after = scene.low(i - 1), scene.low(i + 1)
    if before == "-" or before == "/":
        before = scene.low(i - 2)
    return before in lex.guard_before or after in lex.guard_after


def _is_verb(scene: Scene, i: int, verbs: tuple[Verb, ...]) -> bool:
    """Whether a word that can be both is a verb here: "Israel strikes a camp", not "strikes on a camp kill ten"."""
    form = verbs[0].form
    before, after = scene.low(i - 1), scene.low(i + 1)
    if form == "past":
        return True
    if _is_killing_noun(scene, i):
        return False
    if form == "ing":
        return before in BE or before in ADVERBS or (before in ("of", "for", "by", ",") and _object_follows(scene, i))
    if before in MODALS or before in PRONOUNS or before.endswith("ly"):
        return True
    if i == 0 or before in DETERMINERS or before in PREPOSITIONS or scene.words[i - 1].owns or (i - 1) in scene.numbers:
        return False
    if after in PREPOSITIONS and after not in ("near", "inside", "into", "during", "amid"):
        return False
    if _is_finite(scene, i + 1):
        return False
    return _plural_or_name(scene, i - 1, form)


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
        plural = low.endswith("s") or low in ("troops", "gunmen", "military", "militia", "guerrilla", "hitmen")
        return plural == (form == "base") or low in ("army", "military", "enemy", "militia")
    if actor is not None:
        return actor.form != "demonym" or low.endswith(("ans", "ians", "is"))
    if i in scene.arms or low in lex.nouns:
        return low.endswith("s") == (form == "base")
    return scene.words[i].text[:1].isupper() and _object_follows(scene, i + 1)


def _object_follows(scene: Scene, i: int) -> bool:
    """True where something that is hit follows directly: "shelling the port"."""
    low = scene.low(i + 1)
    if low in PREPOSITIONS or not low.isalnum():
        return False
    return low in DETERMINERS or low in lexicon().targets or (i + 1) in scene.places or (i + 1) in scene.numbers


def _hit(scene: Scene, i: int, verb: Verb) -> Trigger | None:
    low, before, after = scene.low(i), scene.low(i - 1), scene.low(i + 1)
    if low in ("hit", "hits") and (
        before in ("direct", "a", "big", "another", "smash") or (after in ("by", "hard") and _calamity(scene, i))
    ):
        return None
    if after in ("out", "back") or (low == "hit" and after == "with"):
        return None
    if low in ("invaded", "invading"):
        return None
    if low in (
        "landed",
        "land",
        "landing",
        "crash",
        "crashed",
        "crashes",
        "crashing",
        "rain",
        "rained",
        "rains",
        "raining",
    ):
        if not any(a.arm.munition for k, a in scene.arms.items() if i - 6 <= k < i):
            return None
    passive = verb.form == "past" and _is_passive(scene, i)
    return Trigger(i, i, i + 1, verb.role, verb.weapon, verb.role == "sure", passive)


def _calamity(scene: Scene, i: int) -> bool:
    words = {scene.low(k) for k in range(i + 1, min(i + 8, len(scene.words)))}
    return bool(
        words
        & {
            "flood",
            "floods",
            "flooding",
            "storm",
            "storms",
            "earthquake",
            "cyclone",
            "hurricane",
            "drought",
            "fire",
            "wildfire",
            "sanctions",
            "inflation",
            "car",
            "train",
            "lorry",
            "bus",
            "virus",
            "covid",
            "outage",
            "outages",
            "lightning",
            "strike",
            "avalanche",
            "tornado",
            "delays",
            "shortages",
            "wave",
            "heatwave",
            "scandal",
        }
    )


def _is_passive(scene: Scene, i: int) -> bool:
    k = i - 1
    while k >= 0 and (
        scene.low(k).endswith("ly")
        or scene.low(k) in ("also", "again", "been", "being", "once", "still", "first", "not")
    ):
        if scene.low(k) in ("been", "being"):
            return True
        k -= 1
    if scene.low(k) in BE:
        return True
    if _no_object(scene, i) and scene.low(k) not in ("has", "have", "had"):
        return True
    return scene.low(i + 1) == "by" or (
        scene.low(i + 2) == "by" and scene.low(i + 1) not in DETERMINERS and (i + 1) not in scene.places
    )


def _no_object(scene: Scene, i: int) -> bool:
    """ "Town hit in raid", "five killed as", "tycoon killed": nothing follows that could be hit."""
    k = i + 1
    if scene.low(k) in ("dead", "overnight", "again", "repeatedly"):
        k += 1
    return not scene.low(k).replace("-", "").isalnum() or scene.low(k) in (
        "in",
        "after",
        "during",
        "amid",
        "as",
        "when",
        "while",
        "outside",
        "for",
        "since",
        "and",
        "near",
        "over",
        "with",
        "on",
        "across",
    )


_ATTACK_OBJECTS = small("attack_objects")
_LIGHT = small("light")


def _launch(scene: Scene, i: int, verb: Verb) -> Trigger | None:
    """ "Launched 40 drones", "carried out a raid", "opened fire on", "rockets were fired at"."""
    low = scene.low(i)
    lex = lexicon()
    if low == "fire" and scene.low(i - 1) in ("open", "opens", "opened", "opening"):
        return Trigger(i, i - 1, i + 1, "shoot", "unknown", False)
    if low == "fire" and scene.low(i - 1) in (
        "under",
        "artillery",
        "mortar",
        "rocket",
        "tank",
        "sniper",
        "heavy",
        "machine-gun",
        "shell",
        "gun",
        "missile",
    ):
        if scene.low(i - 1) == "under" and scene.low(i - 2) not in (
            "come",
            "comes",
            "came",
            "coming",
            "is",
            "was",
            "were",
            "are",
        ):
            return None
        weapon = scene.arms[i - 1].arm.weapon if i - 1 in scene.arms else "unknown"
        return Trigger(i, i - 1, i + 1, "noun", weapon, False)
    if low in ("fire", "fires") and not _plural_or_name(scene, i - 1, verb.form) and scene.low(i - 1) not in MODALS:
        return None
    passive = verb.form == "past" and _is_passive(scene, i)
    if passive:
        for k in range(i - 1, max(-1, i - _NEAR - 1), -1):
            if k in scene.arms and scene.arms[k].arm.munition:
                return Trigger(i, scene.arms[k].first, i + 1, "launch", scene.arms[k].arm.weapon, False, True)
            if scene.low(k) in _ATTACK_OBJECTS and scene.low(k) in lex.nouns:
                return None  # the noun itself is the trigger: "the raid was carried out by"
        return None
    if low.startswith("fir") and scene.low(i + 1) in ("on", "at", "upon", "into"):
        return Trigger(i, i, i + 1, "shoot", "unknown", False)
    if scene.low(i + 1) in ("against", "over") or scene.low(i + 1) == "him":
        return None
    for k in range(i + 1, min(i + _NEAR + 1, len(scene.words))):
        here = scene.low(k)
        if here in (",", ";", ".", "to") and k > i + 3:
            break
        if here in (
            "probe",
            "investigation",
            "inquiry",
            "campaign",
            "bid",
            "appeal",
            "plan",
            "project",
            "party",
            "satellite",
            "legal",
            "scathing",
            "talks",
            "cyber",
            "exercise",
            "exercises",
        ):
            return None
        if here in _ATTACK_OBJECTS and not _guarded(scene, k):
            if here == "fire" and low not in ("resumed", "resume", "launched"):
                continue
            noun = lex.nouns.get(here)
            return Trigger(k, i, k + 1, "launch", noun.weapon if noun else "unknown", bool(noun and noun.sure))
        if k in scene.arms and scene.arms[k].arm.munition and low not in _LIGHT:
            return Trigger(i, i, scene.arms[k].last, "launch", scene.arms[k].arm.weapon, False)
    return None


def _intercept(scene: Scene, i: int, verb: Verb) -> Trigger | None:
    """ "Shot down 12 drones", "missiles were intercepted over": only of things in flight."""
    low, last = scene.low(i), i + 1
    if low in ("shoot", "shoots", "shot", "shooting", "bring", "brought"):
        if scene.low(i + 1) != "down" and not any(
            scene.low(k) == "down" for k in range(i + 1, min(i + 6, len(scene.words)))
        ):
            return None
        last = i + 2 if scene.low(i + 1) == "down" else i + 1
    if low in ("down", "eliminate", "eliminated", "eliminates") and low == "down":
        return None
    ahead = _munition_near(scene, last, 1, 9)
    behind = _munition_near(scene, i - 1, -1, 9)
    passive = verb.form == "past" and (_is_passive(scene, i) or ahead is None)
    aim = behind if passive else ahead
    if aim is None or scene.arms[aim].arm.weapon not in ("missile", "drone", "airstrike"):
        return None
    return Trigger(
        i,
        min(i, scene.arms[aim].first),
        max(last, scene.arms[aim].last),
        "intercept",
        scene.arms[aim].arm.weapon,
        True,
        passive,
    )


def _second_kind(scene: Scene, trigger: Trigger) -> Trigger | None:
    """ "Four missiles and two drones": another kind shot down is a row of its own."""
    for k in range(trigger.last, min(trigger.last + 6, len(scene.words))):
        arm = scene.arms.get(k)
        if arm is not None and arm.arm.munition and arm.arm.weapon != trigger.weapon:
            joined = any(scene.low(n) in ("and", ",") for n in range(trigger.last, k))
            counted = any(n in scene.numbers for n in range(trigger.last, k))
            return Trigger(k, arm.first, arm.last, "intercept", arm.arm.weapon, True) if joined and counted else None
    return None


def _munition_near(scene: Scene, start: int, step: int, reach: int) -> int | None:
    stops = {
        "launcher",
        "launchers",
        "depot",
        "depots",
        "system",
        "systems",
        "base",
        "site",
        "sites",
        "storage",
        "unit",
        "units",
        "factory",
        "plant",
        "warehouse",
        "command",
    }
    for n in range(reach):
        k = start + n * step
        if not 0 <= k < len(scene.words):
            return None
        if scene.low(k) in (";", "by", "after", "with", "said", "which", "who", "using"):
            return None
        arm = scene.arms.get(k)
        if arm is not None and arm.arm.munition and scene.low(arm.last) not in stops:
            return k
    return None


def _kill(scene: Scene, i: int, verb: Verb) -> Trigger | None:
    """ "Troops killed three villagers": an attack where those who fight are the subject."""
    if verb.form == "ing":
        return None  # what killed them is the attack told before it
    passive = verb.form == "past" and _is_passive(scene, i)
    return Trigger(i, i, i + 1, "kill", "unknown", False, passive)


def _shoot(scene: Scene, i: int, verb: Verb) -> Trigger | None:
    low = scene.low(i)
    if low in ("gun", "guns", "gunned", "gunning"):
        if scene.low(i + 1) != "down":
            return None
        return Trigger(i, i, i + 2, "shoot", "gunfire", False, verb.form == "past" and _is_passive(scene, i))
    if low == "shot" and (
        scene.low(i - 1) in DETERMINERS or (scene.low(i + 1) in ("of", "by", "at") and not _is_passive(scene, i))
    ):
        return None
    if low == "shooting" and scene.low(i - 1) not in BE:
        return None
    dead = scene.low(i + 1) in ("dead", "down", "and", "at", "to")
    return Trigger(
        i,
        i,
        i + (2 if scene.low(i + 1) == "dead" else 1),
        "shoot",
        "gunfire",
        dead and scene.low(i + 1) == "dead",
        verb.form == "past" and _is_passive(scene, i),
    )


def _explode(scene: Scene, i: int, verb: Verb) -> Trigger | None:
    """ "A bomb exploded", "blew himself up", "blew up a bridge": a bomb or a bomber must be named."""
    low = scene.low(i)
    near = [scene.arms[k] for k in range(max(0, i - 10), min(len(scene.words), i + 8)) if k in scene.arms]
    bombs = [a for a in near if a.arm.weapon in ("bomb", "missile", "drone", "artillery", "airstrike")]
    if low.startswith(("blow", "blew")):
        ups = [k for k in range(i + 1, min(i + 8, len(scene.words))) if scene.low(k) == "up"]
        if not ups:
            return None
        himself = scene.low(i + 1) in ("himself", "herself", "themselves")
        return Trigger(
            i,
            i,
            ups[0] + 1 if ups[0] < i + 3 else i + 1,
            "explode",
            "bomb",
            himself,
            verb.form == "past" and _is_passive(scene, i),
        )
    if low in ("go", "goes", "went", "gone", "going") and scene.low(i + 1) != "off":
        return None
    if not bombs or not (any(a.first < i for a in bombs) or verb.form == "past" and _is_passive(scene, i)):
        fighters = any(scene.low(k) in lexicon().fighters for k in range(max(0, i - 5), i))
        if not bombs or not fighters:
            return None
    if scene.low(bombs[0].last) in ("cruiser", "boat", "depot", "factory"):
        return None
    return Trigger(i, i, i + 1, "explode", bombs[0].arm.weapon, True, verb.form == "past" and _is_passive(scene, i))


def _ram(scene: Scene, i: int, verb: Verb) -> Trigger | None:
    """A vehicle driven into people is an attack only where the sentence calls it one."""
    words = {w.low for w in scene.words}
    if not words & {"attack", "terrorist", "terror", "attacker", "deliberately", "militant", "assailant"}:
        return None
    if not words & {"car", "truck", "van", "vehicle", "lorry", "bus", "bulldozer", "suv"} or scene.low(i + 1) not in (
        "into",
        "through",
        "a",
        "the",
        "his",
    ):
        return None
    return Trigger(i, i, i + 1, "ram", "vehicle", False)


def _stab(scene: Scene, i: int, verb: Verb) -> Trigger | None:
    words = {w.low for w in scene.words}
    if not words & {
        "terrorist",
        "terror",
        "militant",
        "attackers",
        "rampage",
        "spree",
        "knifeman",
    }:
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
