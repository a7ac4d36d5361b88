"""Who stands behind the words of an attack: "by Russian forces", "blamed on rebels", "fire from Israeli tanks"."""

from sitrep.extract.strikes.lexicon import lexicon, small
from sitrep.extract.strikes.naming import NOBODY, Found, actor_at, named_at
from sitrep.extract.strikes.scene import Scene, starts_clause
from sitrep.extract.strikes.trigger import Trigger

_FAR = 14
"""Words behind the attack in which a "by" is looked for."""

_SAID = small("said")
_LEADS_TO = small("leads_to")
_DONE_BY = frozenset({"blamed", "claimed", "reported", "alleged"})
_FIRED_FROM = frozenset({"positions", "side", "territory", "ships", "jets", "tanks", "lines", "troops", "snipers"})


def agent(scene: Scene, trigger: Trigger) -> Found:
    """ "... by Russian forces", "blamed on rebels", "claimed by X"."""
    for k in range(trigger.last, min(trigger.last + _FAR, len(scene.words))):
        low = scene.low(k)
        if low == "by" and not _anothers(scene, trigger, k):
            return actor_at(scene, k + 1)
        if low in _LEADS_TO:
            break
        if low in ("blamed", "claimed"):
            if scene.low(k + 1) == "on":
                return actor_at(scene, k + 2)._replace(doubted=True)
            continue
        if starts_clause(low) or low in _SAID:
            break
    return NOBODY


def _anothers(scene: Scene, trigger: Trigger, k: int) -> bool:
    """ "An attack damaged a ferry used by X": the "by" at `k` belongs to another participle than the attack's."""
    before = scene.low(k - 1)
    return k - 1 >= trigger.last and before.endswith("ed") and before not in _DONE_BY and before not in lexicon().verbs


def sent_from(scene: Scene, trigger: Trigger) -> Found:
    """Fire "from Hamas": a group, an army; never a place."""
    for k in range(trigger.last, min(trigger.last + 4, len(scene.words))):
        if scene.low(k) == "from":
            mention = named_at(scene, k + 1) or named_at(scene, k + 2)
            armed = mention is not None and mention.form == "demonym" and _armed_after(scene, k + 1)
            named = mention is not None and mention.form in ("group", "organ") and k + 1 not in scene.places
            if mention is not None and (armed or named):
                return Found(mention.actor.name)
    return NOBODY


def _armed_after(scene: Scene, k: int) -> bool:
    """ "From Israeli tanks", "from Russian positions"; not "from an American college"."""
    near = range(k, min(k + 4, len(scene.words)))
    return any(scene.low(n) in lexicon().fighters or n in scene.arms or scene.low(n) in _FIRED_FROM for n in near)
