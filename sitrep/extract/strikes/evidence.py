"""Is it an attack? The word alone seldom says so: beside it must stand a weapon, fighters, something hit, or harm."""

from sitrep.extract.crime import is_crime
from sitrep.extract.strikes.lexicon import lexicon, small
from sitrep.extract.strikes.responsibility import is_claimed
from sitrep.extract.strikes.roles import Roles
from sitrep.extract.strikes.scene import Scene
from sitrep.extract.strikes.trigger import Trigger
from sitrep.text.folding import Folded

_BOMBS = frozenset({"bomb", "bombs"})
_NAMED = Folded(
    r"\b(?:(?:use|uses|using|used|making|make|makes|building|assembling|planting|stock|stockpiles?|number|type|kind|supply)\s+(?:of\s+)?"
    r"|(?:call|term|label|describ|dubb)\w*\s+(?:[\w'’]+\s+){0,2})(?:an?\s+|the\s+)?[\"“‘']?$",
)
_OFFICES = small("offices")
_VOTES = small("votes")
_LABOUR, _PAY = small("labour"), small("pay")

_BY_MOUTH = frozenset(
    {
        "attack",
        "attacks",
        "attacked",
        "attacking",
        "assault",
        "onslaught",
        "barrage",
        "salvo",
        "hit",
        "slammed",
        "slams",
    }
)
_VERBALLY = frozenset(
    {"harshly", "sharply", "bitterly", "publicly", "verbally", "openly", "strongly", "vehemently", "furiously"}
)
_SPEECH = Folded(
    r"^[^.;]{0,70}?(?:,?\s+(?:calling|branding|dubbing|labelling|labeling|describing|accusing)\s+(?:him|her|them)\b"
    r"|\s+on\s+the\s+(?:basis|grounds)\s+of\b|\s+(?:over|for)\s+(?:his|her|their|its|being|failing|not|refusing|the\s+(?:deal|law|bill|budget|decision|way|plan|policy|handling))\b"
    r"|\s+(?:on|in)\s+(?:twitter|facebook|x|truth\s+social|social\s+media|a\s+(?:[\w-]+\s+)?(?:speech|tweets?|post|interview|letter|column|op-ed|video|debate))\b"
    r"|\s+as\s+(?:an?\s+)?[\"“‘'])",
)
_HITTING = small("hitting")
_ASSAULT = small("assault")
_PUBLIC = small("public")
_GUNMEN = small("gunmen")
_POLICING = small("policing")
_DISPOSAL = small("disposal")
_TERRAIN = small("terrain")
_MINED = small("mined")
_THINGS = small("things")


def evidence(here: Scene, trigger: Trigger, parts: Roles) -> str | None:
    """Why these words are an attack: the rule's name, or None where nothing but the word speaks for it."""
    if trigger.role == "intercept":
        return "interception"
    if is_crime(here.sentence.text, headline=here.doc.article.title):
        return None
    if trigger.role == "noun" and is_claimed(here.doc, here.sentence):
        return "claimed attack"
    if trigger.role == "noun":
        return None if _is_police_work(here, trigger) else _noun_evidence(here, trigger, parts)
    if trigger.role in ("hit", "launch") and (_is_police_work(here, trigger) or _of_words(here, trigger)):
        return None
    return _verb_evidence(here, trigger, parts)


def _of_words(here: Scene, trigger: Trigger) -> bool:
    """ "Attacked him over his speech", "launched an attack on the judges, calling them idle": a war of words."""
    if here.low(trigger.at) not in _BY_MOUTH or here.arms:
        return False
    if here.low(trigger.first - 1) in _VERBALLY:
        return not people_hurt(here)
    after = here.doc.text[here.words[trigger.last - 1].end : here.sentence.end]
    return _SPEECH.match(after) is not None and not people_hurt(here)


def _is_police_work(here: Scene, trigger: Trigger) -> bool:
    """ "Cocaine seized in a raid on a warehouse", "police raided the offices"."""
    raid = here.low(trigger.at).startswith("raid")
    return raid and any(w.low in _POLICING for w in here.words) and not people_hurt(here)


def _noun_evidence(here: Scene, trigger: Trigger, parts: Roles) -> str | None:
    word = here.low(trigger.at)
    if _is_walkout(here, trigger) or _is_politics(here):
        return None
    armed = parts.weapon != "unknown" and parts.weapon_text is not None and parts.weapon_text.lower() != word
    fighting = parts.attacker is not None or parts.epithet or parts.fighters or parts.hands is not None
    hurt = people_hurt(here)
    hit = _object(here, trigger, hurt=hurt)
    if trigger.sure:
        return "attack noun" if hit or hurt or fighting or _set_somewhere(here, trigger) else None
    if word in ("blast", "blasts", "explosion", "explosions", "fire"):
        return _blast_evidence(here, parts, fighting=fighting, armed=armed, hit=bool(hit), hurt=hurt)
    if word.startswith(("shooting", "stabbing", "gunfire")):
        mass = here.low(trigger.at - 1) in ("mass", "deadly") or _aimed_at_public(here, trigger)
        return "mass shooting" if mass else "noun of an attacker" if parts.attacker or parts.fighters else None
    if word == "invasion":
        return None
    if word.startswith(("killing", "murder", "slaying")):
        return (
            "killing by fighters"
            if (parts.attacker or parts.fighters) and here.low(trigger.last) in ("of", "by", "in")
            else None
        )
    if armed and not (word in _BOMBS and _only_named(here, trigger, hit=bool(hit), hurt=hurt)):
        return "armed noun"
    if _deadly(here, trigger):
        return "deadly noun"
    if fighting and (hit or hurt or parts.attacker):
        return "noun of an attacker"
    if word.startswith(("strike", "raid")):
        return "noun with a target" if hit == "on" or (hit and hurt) else None
    if hit == "on" or (hit and hurt) or (word.startswith(("massacre", "assassination")) and hit):
        return "noun with a target"
    return None


def _is_walkout(here: Scene, trigger: Trigger) -> bool:
    """ "Miners stopped work in a strike for more pay": a strike of labour."""
    strike = here.low(trigger.at) in ("strike", "strikes") and trigger.at not in here.arms
    if not strike or here.low(trigger.at - 1) in lexicon().arms:
        return False
    words = [w.low for w in here.words]
    pay = len(_PAY.intersection(words))
    return pay > 0 and pay + len(_LABOUR.intersection(words)) > 1 and not people_hurt(here)


def _is_politics(here: Scene) -> bool:
    """ "Led the attacks on the senator and her campaign": nobody fights, nobody is hurt, and votes are spoken of."""
    if here.arms or here.actors:
        return False
    words = {w.low for w in here.words}
    return len(words & _VOTES) > 1 and not people_hurt(here)


def _only_named(here: Scene, trigger: Trigger, *, hit: bool, hurt: bool) -> bool:
    """ "The use of car bombs", "what police call a car bomb": the thing, of which nothing is told."""
    if _NAMED.search(here.doc.text[here.sentence.start : here.words[trigger.first].start]):
        return True
    went_off = any(w.low in lexicon().verbs and w.low not in lexicon().nouns for w in here.words)
    return not (hit or hurt or went_off)


def _blast_evidence(here: Scene, parts: Roles, *, fighting: bool, armed: bool, hit: bool, hurt: bool) -> str | None:
    """Things blow up and burn by themselves: a blast is an attack by arms, by somebody, or where a group is named."""
    if _in_a_pit(here, parts):
        return None
    if hit and hurt and any(a.actor.kind == "group" or a.form == "organ" for a in here.sentence.actors):
        return "noun with a target"
    if armed and (hit or hurt or fighting):
        return "armed noun"
    return "noun of an attacker" if parts.attacker else None


def _in_a_pit(here: Scene, parts: Roles) -> bool:
    """ "Mine explosion kills 12": miners, where nobody stands by who sets off a land mine."""
    mine = (parts.weapon_text or "").lower() in ("mine", "mines")
    return mine and parts.attacker is None and not any(w.low in _MINED for w in here.words)


def _set_somewhere(here: Scene, trigger: Trigger) -> bool:
    """Whether anything but the word itself is of an attack: a place, a side, an arm; not "it was an ambush"."""
    marked = here.places or here.actors or here.numbers or here.sentence.dates
    return bool(marked) or any(k != trigger.at for k in here.arms)


def _object(here: Scene, trigger: Trigger, *, hurt: bool) -> str | None:
    """ "on": something physical stands after a preposition of hitting; "in": a place or thing beside the noun."""
    lex = lexicon()
    for k in range(trigger.last, min(trigger.last + 3, len(here.words))):
        if here.low(k) not in _HITTING:
            continue
        for n in range(k + 1, min(k + 8, len(here.words))):
            if here.low(n) in (",", ";", ".", "by", "after", "and"):
                break
            if n in here.places or here.low(n) in lex.targets or (hurt and here.low(n) in _THINGS):
                return "on" if here.low(k) in ("on", "against", "at", "targeting", "hitting") else "in"
        break
    for k in range(trigger.first - 1, max(-1, trigger.first - 5), -1):
        if k in here.places or (here.low(k) in lex.targets and k not in here.arms):
            return "in"
        if not here.low(k).replace("-", "").isalnum():
            break
    return None


def _deadly(here: Scene, trigger: Trigger) -> bool:
    """ "Killed in a strike", "ten dead after attack"."""
    harm = lexicon().harm
    for k in range(trigger.first - 1, max(-1, trigger.first - 6), -1):
        if here.low(k) in ("in", "by", "from", "after"):
            return any(here.low(n) in harm for n in range(max(0, k - 3), k))
        if not here.low(k).replace("-", "").isalnum():
            return False
    return False


def _aimed_at_public(here: Scene, trigger: Trigger) -> bool:
    return any(here.low(k) in _PUBLIC for k in range(max(0, trigger.first - 3), trigger.first))


def people_hurt(here: Scene, but: Trigger | None = None) -> bool:
    """Whether a word of harm stands in the sentence, outside the words of `but` ("fires a missile" harms nobody)."""
    harm = lexicon().harm
    own = range(but.first, but.last) if but else range(0)
    return any(w.low in harm for k, w in enumerate(here.words) if k not in own)


def _verb_evidence(here: Scene, trigger: Trigger, parts: Roles) -> str | None:
    aimed = _aimed(here, trigger)
    fighting = parts.attacker is not None or parts.epithet or parts.fighters or parts.hands is not None
    armed = (
        parts.weapon != "unknown"
        and parts.weapon_text is not None
        and parts.weapon_text.lower() != here.low(trigger.at)
    )
    if trigger.role == "sure":
        return "attack verb" if aimed or fighting or armed else None
    if trigger.role == "explode" and any(w.low in _DISPOSAL for w in here.words):
        return None
    if trigger.role in ("launch", "explode"):
        return f"{trigger.role} verb" if trigger.sure or armed or fighting or aimed else None
    if trigger.role == "kill":
        return _killing(here, trigger, fighting=fighting, armed=armed)
    if trigger.role == "shoot":
        gun = here.low(trigger.at).startswith("gun") or any(w.low in _GUNMEN for w in here.words)
        gun = gun or _meets_a_notable(here, trigger)
        return (
            "shooting" if (fighting or gun) and (aimed or people_hurt(here) or trigger.last < len(here.words)) else None
        )
    if trigger.role in ("ram", "stab"):
        return f"{trigger.role} attack"
    if _flew_into(here, trigger):
        return None
    if trigger.passive and armed and parts.attacker:
        return "hit verb"  # "the Carney was targeted by a Houthi missile"
    if aimed and (armed or (fighting and not here.low(trigger.at).startswith("demolish"))):
        return "hit verb"
    if parts.attacker and here.low(trigger.at) in _ASSAULT and (here.places or trigger.last >= len(here.words) - 1):
        return "attack verb without object"
    return None


def _meets_a_notable(here: Scene, trigger: Trigger) -> bool:
    """ "The judge was shot by two men": who holds an office is shot for it."""
    by = any(here.low(k) == "by" for k in range(trigger.last, min(len(here.words), trigger.last + 7)))
    reach = range(max(0, trigger.first - 9), trigger.first)
    return trigger.passive and by and any(here.low(k) in _OFFICES for k in reach)


def _flew_into(here: Scene, trigger: Trigger) -> bool:
    """ "The jet hit a mountain": an aircraft that is no munition, and what it cannot have aimed at."""
    flown = [here.arms[k].arm for k in range(max(0, trigger.first - 8), trigger.first) if k in here.arms]
    ahead = range(trigger.last, min(len(here.words), trigger.last + 4))
    return bool(flown) and not any(a.munition for a in flown) and any(here.low(k) in _TERRAIN for k in ahead)


def _killing(here: Scene, trigger: Trigger, *, fighting: bool, armed: bool) -> str | None:
    """Killing tells an attack where fighters or arms do it; "killed in a strike" leaves that to the strike."""
    by = any(here.low(k) == "by" for k in range(trigger.last, min(len(here.words), trigger.last + 6)))
    if fighting and (by or not trigger.passive):
        return "killing by fighters"
    return "killing by arms" if armed and _arm_is_agent(here, trigger) else None


def _arm_is_agent(here: Scene, trigger: Trigger) -> bool:
    """ "A car bomb killed six", "killed by a mine": the weapon itself is what kills."""
    before = range(max(0, trigger.first - 5), trigger.first)
    if not trigger.passive and any(k in here.arms for k in before):
        return True
    after = range(trigger.last, min(len(here.words), trigger.last + 6))
    words = [here.low(k) for k in after]
    return "by" in words and any(k in here.arms for k in after)


def _aimed(here: Scene, trigger: Trigger) -> bool:
    """Whether something physical is hit: after an active verb, before a passive one."""
    lex = lexicon()
    reach = (
        range(max(0, trigger.first - 10), trigger.first)
        if trigger.passive
        else range(trigger.last, min(len(here.words), trigger.last + 9))
    )
    for k in reversed(reach) if trigger.passive else reach:
        low = here.low(k)
        if low in (";", ":") or (low in ("after", "said", "because") and not trigger.passive):
            return False
        if k in here.places or low in lex.targets:
            return True
    return False
