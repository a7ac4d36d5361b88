"""Whose an attack is by the words before its noun: "Israeli strikes", "Russia's overnight missile attack"."""

from sitrep.extract.strikes.lexicon import lexicon, small
from sitrep.extract.strikes.naming import NOBODY, Found, actor_at, epithet, first_of, named_at
from sitrep.extract.strikes.scene import ADVERBS, BE, Scene, starts_clause
from sitrep.extract.strikes.subject import OWN, owner, subject
from sitrep.extract.strikes.trigger import Trigger
from sitrep.text.document import ActorMention

_DOUBT = small("doubt")
_QUALIFIERS = small("qualifiers")
_CARRIED_OUT = frozenset({"carried", "conducted", "launched", "staged", "mounted", "made", "had"})


def before_noun(scene: Scene, trigger: Trigger) -> Found:
    """ "Russia's overnight missile attack", "Israeli strikes", "RSF shelling", "troops are shelling"."""
    on = _place_after(scene, trigger)
    civil = scene.low(trigger.at).startswith(("shooting", "stabbing"))
    if scene.low(trigger.last) in ("it", "they") and scene.low(trigger.last + 1) in _CARRIED_OUT:
        return owner(scene, trigger.first - 1)  # "the US admits a strike it carried out"
    if found := _modifiers(scene, trigger.first - 1, allow_name=on, civil=civil):
        return found
    before = scene.low(trigger.first - 1)
    if ((on or scene.low(trigger.last) == "in") and before in OWN) or (
        on and scene.low(trigger.first - 2) in OWN and _describes(scene, trigger.first - 1, before)
    ):
        return owner(scene, trigger.first - 2)
    running = trigger.gerund and (before in BE or (before in ADVERBS and before != "to"))
    return subject(scene, trigger, None) if running else NOBODY


def within_passive(scene: Scene, trigger: Trigger) -> Found:
    """ "X was hit in an Israeli strike": the owner of the attack that follows."""
    lex = lexicon()
    for k in range(trigger.last, min(trigger.last + 10, len(scene.words))):
        low = scene.low(k)
        if low in (",", ";", ".", "since", "invasion") or (starts_clause(low) and low != "after"):
            break
        if low in lex.nouns or (k in scene.arms and scene.arms[k].arm.munition):
            return _modifiers(scene, k - 1, allow_name=False)
    return NOBODY


def flown_by(scene: Scene, trigger: Trigger) -> Found:
    """Whose drones were shot down: the owner named before the munition."""
    for k in range(trigger.first, trigger.last):
        if k in scene.arms and scene.arms[k].arm.munition:
            found = _modifiers(scene, scene.arms[k].first - 1, allow_name=False)
            if found[0] or found[1]:
                return found
    for k in range(trigger.last, min(trigger.last + 8, len(scene.words) - 1)):
        if scene.low(k) in ("launched", "fired", "sent") and scene.low(k + 1) in ("by", "from"):
            mention = named_at(scene, k + 2)
            if scene.low(k + 1) == "from" and mention is not None and mention.form == "name":
                return NOBODY  # "fired from Yemen": the land, not who fired
            return actor_at(scene, k + 2)
    return NOBODY


def _modifiers(scene: Scene, i: int, *, allow_name: bool, civil: bool = False) -> Found:
    """The actor among the words that modify a noun, read leftwards from the word before it.

    `allow_name`: a bare country name will do ("Israel strikes on Gaza"); else it says where. `civil`: the noun is one
    that names no side's attack by itself ("US school shooting").
    """
    lex = lexicon()
    doubted = fighters = hit = False
    for k in range(i, max(-1, i - 9), -1):
        low = scene.low(k)
        mention = named_at(scene, k)
        if mention is not None and hit and mention.actor.kind == "state" and not scene.words[k].owns:
            return NOBODY  # "the Afghan school bombing": whose school, not whose bomb
        if mention is not None:
            if not _owns_attack(scene, k, mention, allow_name=allow_name) or (
                civil and not fighters and mention.form not in ("group", "organ")
            ):
                return NOBODY
            first = first_of(scene, k, mention)
            before = scene.low(first - 1)
            other = named_at(scene, first - 2) if before in ("and", ",") and not allow_name else None
            if other is not None and other.actor.name != mention.actor.name and other.form == mention.form:
                return Found(None, fighters=True)  # "Russian and Ukrainian attacks": whose hit where is not said
            loose = mention.form == "demonym" and not fighters and not scene.words[k].owns and not allow_name
            return Found(mention.actor.name, doubted=doubted or before in _DOUBT, demonym=loose)
        if low in lex.epithets:
            return epithet(scene, k, doubted=doubted)
        doubted = doubted or low in _DOUBT
        fighters = fighters or low in lex.fighters
        hit = hit or (low in lex.targets and low not in lex.fighters and k not in scene.arms)
        if not _describes(scene, k, low):
            break
    return Found(None, fighters=fighters, doubted=doubted)


def _owns_attack(scene: Scene, k: int, mention: ActorMention, *, allow_name: bool) -> bool:
    if mention.form == "leader":
        return scene.words[k].owns
    return (
        mention.form in ("demonym", "organ", "group")
        or scene.words[k].owns
        or allow_name
        or (mention.actor.name in ("US", "UK") and mention.form != "capital")
    )


def _describes(scene: Scene, k: int, low: str) -> bool:
    """Whether the word at `k` may stand between an attacker and its attack."""
    lex = lexicon()
    return (
        k in scene.arms
        or k in scene.numbers
        or low in _QUALIFIERS
        or low in _DOUBT
        or low in lex.fighters
        or low in lex.nouns
        or (low in lex.targets and k not in scene.places)
        or "-" in low
    )


def _place_after(scene: Scene, trigger: Trigger) -> bool:
    return scene.low(trigger.last) in ("on", "against", "at", "inside", "targeting", "across")
