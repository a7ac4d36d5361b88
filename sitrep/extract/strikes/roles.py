"""Who hit what with what: the attacker, the stance toward it, the target, the weapon and the count of munitions."""

from typing import NamedTuple

from sitrep.extract.strikes.agent import agent, sent_from
from sitrep.extract.strikes.hands import hands
from sitrep.extract.strikes.naming import Found
from sitrep.extract.strikes.owners import before_noun, flown_by, within_passive
from sitrep.extract.strikes.scene import Scene
from sitrep.extract.strikes.stance import said_by_rival, suspected, the_accused, the_denier
from sitrep.extract.strikes.subject import subject
from sitrep.extract.strikes.targets import Aim, struck, target
from sitrep.extract.strikes.trigger import Trigger
from sitrep.extract.strikes.weapons import munitions_of, weapon_of
from sitrep.model.claim import Stance, Weapon
from sitrep.model.count import Count

_ANYBODYS = frozenset({"bomb", "gunfire", "unknown", "knife", "vehicle", "other"})
"""Weapons that take no state: a demonym before them may be the place's."""


class Roles(NamedTuple):
    """What one trigger's words say.

    `epithet`: the attacker is only "the enemy"; `fighters`: armed men without a name; `loose`: the attacker's name
    may as well say where it was ("Pakistani mosque bombing"); `aim`: the words of the target; `weight`: how
    much they tell; `hands`: those of attackers without a name; `demonym`: only a demonym before the noun names the
    attacker.
    """

    attacker: str | None
    stance: Stance | None
    target: str | None
    weight: int
    weapon: Weapon
    weapon_text: str | None
    munitions: Count | None
    epithet: bool
    fighters: bool
    loose: bool
    aim: Aim | None
    hands: str | None
    demonym: bool


def roles(scene: Scene, trigger: Trigger, carried: str | None) -> Roles:
    """The roles around `trigger`. `carried` is the attacker of the clause before in the same sentence ("and hit")."""
    found = _attacker(scene, trigger, carried)
    attacker: str | None = found.name
    stance: Stance | None = None
    accused = the_accused(scene, trigger)
    denier = the_denier(scene, trigger)
    if accused is not None:
        attacker, stance = accused, "accused"
    elif denier is not None and found.name in (None, denier):
        attacker, stance = denier, "denied"
    elif found.name is not None or found.epithet:
        doubted = found.doubted or suspected(scene, trigger) or said_by_rival(scene, trigger, found.name)
        stance = "accused" if doubted else "stated"
    aim = target(scene, trigger)
    hit = struck(scene, trigger, aim)
    weapon, weapon_text = weapon_of(scene, trigger, aim)
    return Roles(
        attacker=attacker,
        stance=stance,
        target=hit.words,
        weight=hit.weight,
        weapon=weapon,
        weapon_text=weapon_text,
        munitions=munitions_of(scene, trigger),
        epithet=found.epithet,
        fighters=found.fighters,
        loose=found.demonym and accused is None and weapon in _ANYBODYS,
        aim=aim,
        hands=hands(scene, trigger),
        demonym=found.demonym and accused is None and trigger.role == "noun",
    )


def _attacker(scene: Scene, trigger: Trigger, carried: str | None) -> Found:
    """Who did it, asked where such words tell it: behind a "by", before a noun, as the subject of an active verb."""
    if trigger.role == "intercept":
        return flown_by(scene, trigger)
    if by := agent(scene, trigger):
        return by
    if trigger.role == "noun":
        return before_noun(scene, trigger) or sent_from(scene, trigger)
    if trigger.passive:
        return within_passive(scene, trigger)
    found = subject(scene, trigger, carried)
    if found.name is None and trigger.role == "launch":
        inner = before_noun(scene, trigger._replace(first=trigger.at))
        return inner if inner.name else found
    return found
