"""Whom a phrase names as the one who did it: a state, a group, "the enemy", armed men without a name."""

from typing import NamedTuple

from sitrep.extract.strikes.lexicon import lexicon, small
from sitrep.extract.strikes.scene import MODALS, PREPOSITIONS, Scene
from sitrep.text.document import ActorMention

_DOUBT = small("doubt")
_CIVIL = small("civil")
_RELATIVES = frozenset({"that", "which", "who", "whom", "whose"})
_IRREGULARS = small("irregulars")
_MARKS = small("marks_of_attackers")
_WAR_BODIES = frozenset({"NATO"})


class Found(NamedTuple):
    """Who a phrase says did it.

    `epithet`: one side's word for its enemy stands for the name; `fighters`: armed men without a name; `doubted`:
    worded as a suspicion; `demonym`: only a demonym before the noun names it, which may say where it was.
    """

    name: str | None = None
    epithet: bool = False
    fighters: bool = False
    doubted: bool = False
    demonym: bool = False

    def __bool__(self) -> bool:
        return self.name is not None or self.epithet or self.fighters


NOBODY = Found()
"""The phrase names no one."""


def named_at(scene: Scene, i: int) -> ActorMention | None:
    """The state or group named by the word at `i`; "US-supplied" and "Iran-backed" name none."""
    actor = scene.actors.get(i)
    if actor is None or (actor.actor.kind == "body" and actor.actor.name not in _WAR_BODIES):
        return None
    if actor.actor.kind == "state" and actor.form in ("name", "demonym", "organ") and _irregular(scene, i, actor):
        return None  # "Syrian rebels", "Ecuador gunmen" are not the state
    word = scene.words[i]
    rest = scene.doc.text[actor.end : word.end] if actor.end < word.end else ""
    return None if rest.startswith("-") and not rest.startswith("-led") else actor


def _irregular(scene: Scene, i: int, mention: ActorMention) -> bool:
    while scene.actors.get(i + 1) is mention:
        i += 1
    if scene.low(i) in _IRREGULARS or scene.low(i + 1) in _IRREGULARS:
        return True
    return scene.low(i + 1) in _MARKS and scene.low(i + 2) in _IRREGULARS


def epithet(scene: Scene, k: int, *, doubted: bool = False) -> Found:
    """ "The enemy"; "Russian invaders" names them."""
    owner = named_at(scene, k - 1)
    return Found(owner.actor.name if owner else None, epithet=owner is None, fighters=True, doubted=doubted)


def first_of(scene: Scene, i: int, mention: ActorMention) -> int:
    """The first word of the mention that covers the word at `i`."""
    while i > 0 and scene.actors.get(i - 1) is mention:
        i -= 1
    return i


def actor_at(scene: Scene, start: int) -> Found:
    """The actor whose noun phrase starts at `start`."""
    lex = lexicon()
    fighters = doubted = False
    for k in range(start, min(start + 11, len(scene.words))):
        low = scene.low(k)
        mention = named_at(scene, k)
        if mention is not None:
            civil = mention.form == "demonym" and civil_after(scene, k, mention)
            return NOBODY if civil else Found(mention.actor.name, doubted=doubted)
        if low in lex.epithets:
            return epithet(scene, k, doubted=doubted)
        doubted = doubted or low in _DOUBT
        fighters = fighters or low in lex.fighters
        if (low not in lex.fighters and _ends_phrase(low)) or low in _RELATIVES:
            break
    return Found(None, fighters=fighters, doubted=doubted)


def _ends_phrase(low: str) -> bool:
    lex = lexicon()
    if low in PREPOSITIONS:
        return low not in ("of", "from")
    if not low.isalnum():
        return low not in ("“", '"', "'", "‘") and ("-" not in low or low == "-")
    return (low in lex.verbs and low not in lex.nouns) or low in MODALS


def civil_after(scene: Scene, i: int, mention: ActorMention) -> bool:
    """ "A US veteran", "an American college": behind the mention stands one who wages no war."""
    while scene.actors.get(i + 1) is mention:
        i += 1
    return scene.low(i + 1) in _CIVIL
