"""Who hit what with what: the attacker, the stance toward it, the target, the weapon and the count of munitions."""

from typing import NamedTuple

import msgspec

from sitrep.extract.strikes.hands import hands
from sitrep.extract.strikes.lexicon import lexicon, small
from sitrep.extract.strikes.scene import (
    ADVERBS,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    Scene,
    Weaponry,
)
from sitrep.extract.strikes.targets import Aim, struck, target
from sitrep.extract.strikes.triggers import Trigger
from sitrep.model.claim import Stance, Weapon
from sitrep.model.count import Count
from sitrep.text.document import ActorMention

_FAR = 14
"""Words looked back for a subject, or ahead for a "by"."""

_SAID = small("said")
_DOUBT = small("doubt")
_CIVIL = small("civil")
_QUALIFIERS = small("qualifiers")
_STORES = small("stores")
_APART = frozenset({";", ".", "after", "following", "as"})
_DENIES = frozenset({"denies", "denied", "deny", "denying", "disputes", "disputed"})
_PARTS = small("parts")
_USING = frozenset({"use", "used", "uses", "using", "deployed", "deploys"})
_ANYBODYS = frozenset({"bomb", "gunfire", "unknown", "knife", "vehicle", "other"})
"""Weapons that take no state: a demonym before them may be the place's."""
_ASIDE = frozenset({"to", "on", "against", "at", "near", "for", "between", "over", "about", "into"})
"""What stands behind these is no subject: "an attack on the Nato mission has killed"."""
_NO_DEEDS = frozenset(
    {
        "supported",
        "backed",
        "aided",
        "accompanied",
        "escorted",
        "assisted",
        "helped",
        "held",
        "controlled",
        "used",
        "run",
    }
)
_ONCE = frozenset({"veteran", "veterans", "vet", "pensioner", "deserter"})
_CARRIED_OUT = frozenset({"carried", "conducted", "launched", "staged", "mounted", "made", "had"})
_ASKED = frozenset(
    {
        "know",
        "knows",
        "knew",
        "well",
        "exactly",
        "clear",
        "ask",
        "asks",
        "asked",
        "about",
        "of",
        "identify",
        "establish",
    }
)
_LEADS_TO = small("leads_to")
_THE_GROUP = frozenset({"group", "movement", "organisation", "organization"})
_OPENS_ASIDE = frozenset(
    {"in", "on", "at", "after", "early", "late", "which", "who", "along", "together", "with", "including", "under"}
)
_OWN = frozenset({"its", "their", "his"})
_TOLD = frozenset({"says", "say", "said", "claims", "claimed", "alleges", "alleged", "alleging", "claim"})
_SAME_SUBJECT = frozenset({"despite", "by", "while", "after", "before", "when"})
_WHERE = frozenset({"in", "of", "on", "from", "against", "near", "across", "with"})
_DONE_BY = frozenset({"blamed", "claimed", "reported", "alleged"})
_RELATIVES = frozenset({"that", "which", "who", "whom", "whose"})
_FIRED_FROM = frozenset({"positions", "side", "territory", "ships", "jets", "tanks", "lines", "troops", "snipers"})
_IRREGULARS = small("irregulars")
_MARKS = small("marks_of_attackers")
_WAR_BODIES = frozenset({"NATO"})
_ANYBODY = small("anybody")
_ENDS_SUBJECT = frozenset({*DETERMINERS, ","})


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
    accused = _accused(scene, trigger)
    denier = _denier(scene, trigger)
    if accused is not None:
        attacker, stance = accused, "accused"
    elif denier is not None and found.name in (None, denier):
        attacker, stance = denier, "denied"
    elif found.name is not None or found.epithet:
        doubted = found.doubted or _suspected(scene, trigger) or _said_by_rival(scene, trigger, found.name)
        stance = "accused" if doubted else "stated"
    aim = target(scene, trigger)
    hit = struck(scene, trigger, aim)
    weapon, weapon_text = _weapon(scene, trigger, aim)
    return Roles(
        attacker=attacker,
        stance=stance,
        target=hit.words,
        weight=hit.weight,
        weapon=weapon,
        weapon_text=weapon_text,
        munitions=_munitions(scene, trigger),
        epithet=found.epithet,
        fighters=found.fighters,
        loose=found.demonym and accused is None and weapon in _ANYBODYS,
        aim=aim,
        hands=hands(scene, trigger),
        demonym=found.demonym and accused is None and trigger.role == "noun",
    )


# --- the attacker -----------------------------------------------------------------------------------------------------


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


_NONE = Found()


def _attacker(scene: Scene, trigger: Trigger, carried: str | None) -> Found:
    if trigger.role == "intercept":
        return _flown_by(scene, trigger)
    if by := _by(scene, trigger):
        return by
    if trigger.role == "noun":
        return _before_noun(scene, trigger) or _from(scene, trigger)
    if trigger.passive:
        return _within_passive(scene, trigger)
    found = _subject(scene, trigger, carried)
    if found.name is None and trigger.role == "launch":
        inner = _before_noun(scene, trigger._replace(first=trigger.at))
        return inner if inner.name else found
    return found


def _named(scene: Scene, i: int) -> ActorMention | None:
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


def _flown_by(scene: Scene, trigger: Trigger) -> Found:
    """Whose drones were shot down: the owner named before the munition."""
    for k in range(trigger.first, trigger.last):
        if k in scene.arms and scene.arms[k].arm.munition:
            found = _modifiers(scene, scene.arms[k].first - 1, allow_name=False)
            if found[0] or found[1]:
                return found
    for k in range(trigger.last, min(trigger.last + 8, len(scene.words) - 1)):
        if scene.low(k) in ("launched", "fired", "sent") and scene.low(k + 1) in ("by", "from"):
            mention = _named(scene, k + 2)
            if scene.low(k + 1) == "from" and mention is not None and mention.form == "name":
                return _NONE  # "fired from Yemen": the land, not who fired
            return _actor_at(scene, k + 2)
    return _NONE


def _before_noun(scene: Scene, trigger: Trigger) -> Found:
    """ "Russia's overnight missile attack", "Israeli strikes", "RSF shelling", "troops are shelling"."""
    on = _place_after(scene, trigger)
    civil = scene.low(trigger.at).startswith(("shooting", "stabbing"))
    if scene.low(trigger.last) in ("it", "they") and scene.low(trigger.last + 1) in _CARRIED_OUT:
        return _owner(scene, trigger.first - 1)  # "the US admits a strike it carried out"
    if found := _modifiers(scene, trigger.first - 1, allow_name=on, civil=civil):
        return found
    before = scene.low(trigger.first - 1)
    if ((on or scene.low(trigger.last) == "in") and before in _OWN) or (
        on and scene.low(trigger.first - 2) in _OWN and _describes(scene, trigger.first - 1, before)
    ):
        return _owner(scene, trigger.first - 2)
    running = trigger.gerund and (before in BE or (before in ADVERBS and before != "to"))
    return _subject(scene, trigger, None) if running else _NONE


def _modifiers(scene: Scene, i: int, *, allow_name: bool, civil: bool = False) -> Found:
    """The actor among the words that modify a noun, read leftwards from the word before it.

    `allow_name`: a bare country name will do ("Israel strikes on Gaza"); else it says where. `civil`: the noun is one
    that names no side's attack by itself ("US school shooting").
    """
    lex = lexicon()
    doubted = fighters = hit = False
    for k in range(i, max(-1, i - 9), -1):
        low = scene.low(k)
        mention = _named(scene, k)
        if mention is not None and hit and mention.actor.kind == "state" and not scene.words[k].owns:
            return _NONE  # "the Afghan school bombing": whose school, not whose bomb
        if mention is not None:
            if not _owns_attack(scene, k, mention, allow_name=allow_name) or (
                civil and not fighters and mention.form not in ("group", "organ")
            ):
                return _NONE
            first = _first_of(scene, k, mention)
            before = scene.low(first - 1)
            other = _named(scene, first - 2) if before in ("and", ",") and not allow_name else None
            if other is not None and other.actor.name != mention.actor.name and other.form == mention.form:
                return Found(None, fighters=True)  # "Russian and Ukrainian attacks": whose hit where is not said
            loose = mention.form == "demonym" and not fighters and not scene.words[k].owns and not allow_name
            return Found(mention.actor.name, doubted=doubted or before in _DOUBT, demonym=loose)
        if low in lex.epithets:
            return _epithet(scene, k, doubted=doubted)
        doubted = doubted or low in _DOUBT
        fighters = fighters or low in lex.fighters
        hit = hit or (low in lex.targets and low not in lex.fighters and k not in scene.arms)
        if not _describes(scene, k, low):
            break
    return Found(None, fighters=fighters, doubted=doubted)


def _epithet(scene: Scene, k: int, *, doubted: bool = False) -> Found:
    """ "The enemy"; "Russian invaders" names them."""
    owner = _named(scene, k - 1)
    return Found(owner.actor.name if owner else None, epithet=owner is None, fighters=True, doubted=doubted)


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


def _first_of(scene: Scene, i: int, mention: ActorMention) -> int:
    while i > 0 and scene.actors.get(i - 1) is mention:
        i -= 1
    return i


def _place_after(scene: Scene, trigger: Trigger) -> bool:
    return scene.low(trigger.last) in ("on", "against", "at", "inside", "targeting", "across")


def _actor_at(scene: Scene, start: int) -> Found:
    """The actor whose noun phrase starts at `start`."""
    lex = lexicon()
    fighters = doubted = False
    for k in range(start, min(start + 11, len(scene.words))):
        low = scene.low(k)
        mention = _named(scene, k)
        if mention is not None:
            civil = mention.form == "demonym" and _civil_after(scene, k, mention)
            return _NONE if civil else Found(mention.actor.name, doubted=doubted)
        if low in lex.epithets:
            return _epithet(scene, k, doubted=doubted)
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


def _civil_after(scene: Scene, i: int, mention: ActorMention) -> bool:
    while scene.actors.get(i + 1) is mention:
        i += 1
    return scene.low(i + 1) in _CIVIL


def _by(scene: Scene, trigger: Trigger) -> Found:
    """ "... by Russian forces", "blamed on rebels", "claimed by X"."""
    for k in range(trigger.last, min(trigger.last + _FAR, len(scene.words))):
        low = scene.low(k)
        if low == "by" and not _anothers(scene, trigger, k):
            return _actor_at(scene, k + 1)
        if low in _LEADS_TO:
            break
        if low in ("blamed", "claimed"):
            if scene.low(k + 1) == "on":
                return _actor_at(scene, k + 2)._replace(doubted=True)
            continue
        if _starts_clause(low) or low in _SAID:
            break
    return _NONE


def _anothers(scene: Scene, trigger: Trigger, k: int) -> bool:
    """ "An attack damaged a ferry used by X": the "by" at `k` belongs to another participle than the attack's."""
    before = scene.low(k - 1)
    return k - 1 >= trigger.last and before.endswith("ed") and before not in _DONE_BY and before not in lexicon().verbs


def _starts_clause(low: str) -> bool:
    return low in (";", ":", "—", "–", "-", "|", "«", '"', "“", "”") or (
        low in CONJUNCTIONS and low not in ("and", "or")
    )


def _from(scene: Scene, trigger: Trigger) -> Found:
    """Fire "from Hamas": a group, an army; never a place."""
    for k in range(trigger.last, min(trigger.last + 4, len(scene.words))):
        if scene.low(k) == "from":
            mention = _named(scene, k + 1) or _named(scene, k + 2)
            armed = mention is not None and mention.form == "demonym" and _armed_after(scene, k + 1)
            named = mention is not None and mention.form in ("group", "organ") and k + 1 not in scene.places
            if mention is not None and (armed or named):
                return Found(mention.actor.name)
    return _NONE


def _armed_after(scene: Scene, k: int) -> bool:
    """ "From Israeli tanks", "from Russian positions"; not "from an American college"."""
    near = range(k, min(k + 4, len(scene.words)))
    return any(scene.low(n) in lexicon().fighters or n in scene.arms or scene.low(n) in _FIRED_FROM for n in near)


def _within_passive(scene: Scene, trigger: Trigger) -> Found:
    """ "X was hit in an Israeli strike": the owner of the attack that follows."""
    lex = lexicon()
    for k in range(trigger.last, min(trigger.last + 10, len(scene.words))):
        low = scene.low(k)
        if low in (",", ";", ".", "since", "invasion") or (_starts_clause(low) and low != "after"):
            break
        if low in lex.nouns or (k in scene.arms and scene.arms[k].arm.munition):
            return _modifiers(scene, k - 1, allow_name=False)
    return _NONE


def _subject(scene: Scene, trigger: Trigger, carried: str | None) -> Found:
    """The subject of an active verb, read leftwards from it."""
    i = trigger.first - 1
    if scene.low(trigger.first).endswith("ing") and scene.low(i) in _SAME_SUBJECT:
        i -= 1
    if scene.low(i) == "and" and carried is None:
        i = _before_verb(scene, i)
    ahead = _before_aside(scene, i)
    if ahead != i and (found := _subject_at(scene, trigger, ahead, carried)):
        return found
    return _subject_at(scene, trigger, i, carried)


def _subject_at(scene: Scene, trigger: Trigger, i: int, carried: str | None) -> Found:
    """The subject that ends at the word `i`, read leftwards."""
    lex = lexicon()
    fighters = armed = False
    for _ in range(_FAR):
        low = scene.low(i)
        mention = _named(scene, i)
        if mention is not None:
            first = _first_of(scene, i, mention)
            if _is_aside(scene, first) or (mention.form in ("name", "capital", "leader") and _is_where(scene, first)):
                i = first - 2  # "forces in Syria hit", "the son of X": where they are and whose, not who they are
                continue
            return _as_subject(scene, trigger, i, mention, acting=armed or fighters)
        if low in lex.epithets:
            return _epithet(scene, i)
        fighters = fighters or (low in lex.fighters and scene.low(i + 1) not in _ONCE)
        armed = armed or i in scene.arms
        if carried is not None and low in ("and", "or", "then", ",") and not (armed or fighters):
            return Found(carried)
        if _has_none(scene, i):
            break
        if (
            (low in ("it", "they") or (low in _THE_GROUP and scene.low(i - 1) == "the"))
            and not armed
            and (said := _said_before(scene, i)) is not None
        ):
            if low == "it" and _is_the_attack(scene, trigger, said):
                break
            i = said  # "Kyiv says it hit", "the army said on Friday that it hit": the speaker means itself
        elif low in _OWN and fighters:
            return _owner(scene, i - 1) or Found(None, fighters=True)
        elif i < 0 or _starts_clause(low) or low in _SAID or _ends_subject(scene, i, armed or fighters):
            break
        i -= 1
    if carried is not None and scene.low(trigger.first).endswith("ing"):
        return Found(carried)
    return Found(None, fighters=fighters)


def _has_none(scene: Scene, i: int) -> bool:
    """Whether the word at `i` says that no actor is the subject."""
    low = scene.low(i)
    if low == "who":
        return scene.low(i - 1) in _ASKED  # "knows who attacked the town"
    # "The shelling hit": the noun is its own trigger.
    return low in lexicon().nouns and low not in lexicon().fighters and i not in scene.arms


def _before_aside(scene: Scene, i: int) -> int:
    """Where the subject ends of "the rebels, backed by X, have hit": in front of what stands between commas."""
    k = i
    while scene.low(k) in AUXILIARIES or scene.low(k) in ADVERBS:
        k -= 1
    if scene.low(k) != ",":
        return i
    for n in range(k - 1, max(0, k - _FAR), -1):
        if scene.low(n) == ",":
            opens = scene.low(n + 1)
            return n - 1 if n > 0 and (opens.endswith("ed") or opens in _OPENS_ASIDE) else i
        if not scene.low(n).replace("-", "").isalnum():
            return i
    return i


def _is_aside(scene: Scene, first: int) -> bool:
    """Whether the actor that begins at `first` stands behind a preposition that no subject has."""
    before = scene.low(first - 1)
    if before == "by" and scene.low(first - 2) in _NO_DEEDS:
        return True  # "Syrian warplanes supported by Russia"
    return before in _ASIDE or (before in DETERMINERS and scene.low(first - 2) in _ASIDE)


def _before_verb(scene: Scene, i: int) -> int:
    """Where the subject of "X killed one Y and wounded two" ends: before the first verb that "and" at `i` joins."""
    for k in range(i - 1, max(0, i - _FAR), -1):
        verbs = lexicon().verbs.get(scene.low(k), ())
        if verbs and (verbs[0].form == "past" or scene.low(k) not in lexicon().nouns):
            return k - 1
        if scene.low(k) in CONJUNCTIONS or scene.low(k) in (";", ":", "."):
            break
    return i


def _said_before(scene: Scene, i: int) -> int | None:
    """The word of saying that "it" at `i` leans on; None where another clause stands between."""
    for k in range(i - 1, max(-1, i - 6), -1):
        low = scene.low(k)
        if low in _SAID:
            return k
        if not low.isalnum() or (low in CONJUNCTIONS and low != "that"):
            return None
    return None


def _is_the_attack(scene: Scene, trigger: Trigger, said: int) -> bool:
    """ "Officials say it hit a school", "the army says it killed six people": no speaker that means itself."""
    speaker = scene.actors.get(said - 1)
    if scene.low(said - 1).endswith("s") and (speaker is None or speaker.form in ("organ", "demonym")):
        return True
    return trigger.role == "kill" and any(
        scene.low(k) in _ANYBODY for k in range(trigger.last, min(trigger.last + 4, len(scene.words)))
    )


def _owner(scene: Scene, i: int) -> Found:
    """Whose "its soldiers", "their attacks" are: the subject of the clause, read leftwards from `i`."""
    for k in range(i, max(-1, i - _FAR), -1):
        mention = _named(scene, k)
        if mention is not None:
            first = _first_of(scene, k, mention)
            if not (_is_aside(scene, first) or _is_where(scene, first)) and not _civil_after(scene, k, mention):
                return Found(mention.actor.name)
        elif scene.low(k) in (";", ":", ".", ","):
            break
    return _NONE


def _is_where(scene: Scene, first: int) -> bool:
    """ "In Syria", "in central Baghdad", "the capital Kabul"."""
    if scene.low(first - 1) == "capital":
        return True
    lead = first - 2 if scene.low(first - 1) in _PARTS else first - 1
    return scene.low(lead) in _WHERE or _goes_on_where(scene, lead, first)


def _goes_on_where(scene: Scene, comma: int, first: int) -> bool:
    """ "In Sinjar, northern Iraq, on Friday killed three": the country behind a place of its own."""
    town, mention = scene.places.get(comma - 1), scene.actors.get(first)
    if scene.low(comma) != "," or town is None or mention is None or town.place.country != mention.actor.country:
        return False
    last = first
    while scene.actors.get(last + 1) is mention:
        last += 1
    return scene.low(last + 1) == ","  # not "in Kherson, Ukraine shelled a bridge"


def _ends_subject(scene: Scene, i: int, acting: bool) -> bool:
    """The article before a weapon ends the subject, unless the weapon was only used: "X used a rocket to hit"."""
    return acting and scene.low(i) in _ENDS_SUBJECT and scene.low(i - 1) not in _USING


def _as_subject(scene: Scene, trigger: Trigger, i: int, mention: ActorMention, *, acting: bool) -> Found:
    """The actor at `i` if it is the one that acts: not "Ukrainian homes were", not "Moscow's ally bombed"."""
    beside = i == trigger.first - 1 or scene.low(i + 1) in ADVERBS
    if not acting and (scene.words[i].owns or (mention.form == "demonym" and not beside)):
        return _NONE
    if _civil_after(scene, i, mention) and mention.form in ("demonym", "name") and not acting:
        return _NONE  # "a US veteran", "the French president"
    return Found(mention.actor.name, doubted=scene.low(_first_of(scene, i, mention) - 1) in _DOUBT)


# --- stance -----------------------------------------------------------------------------------------------------------


def _accused(scene: Scene, trigger: Trigger) -> str | None:
    """The one accused of it: "X accused Y of ...", "Y is accused of ...", "X blamed Y for ...", "..., X accuses Y"."""
    for i in range(trigger.first - 1, max(-1, trigger.first - 22), -1):
        low = scene.low(i)
        if low in (";", ".") or (low in ("after", "following") and scene.low(i - 1) not in ("hours", "days")):
            return None
        if low.startswith(("accus", "blam")) and not low.startswith("accusation"):
            return _charged(scene, i, trigger.first)
    for i in range(trigger.last, min(trigger.last + 10, len(scene.words))):
        if scene.low(i) == "but":
            break
        if scene.low(i).startswith(("accus", "blam")):
            return _first_actor(scene, range(i + 1, i + 6))
    return None


def _charged(scene: Scene, i: int, end: int) -> str | None:
    """Whom the word of blame at `i` charges with what stands at `end`."""
    link = next((k for k in range(i + 1, end) if scene.low(k) in ("of", "for")), None)
    if link is None:
        return None
    if link == i + 1:  # "Y is accused of"
        return _first_actor(scene, range(i - 1, max(-1, i - 8), -1))
    return _first_actor(scene, range(i + 1, link))


def _first_actor(scene: Scene, reach: range) -> str | None:
    return next((m.actor.name for k in reach if (m := _named(scene, k)) is not None), None)


def _denier(scene: Scene, trigger: Trigger) -> str | None:
    """Who denies it: "Tehran denies firing", "the army denied that it shelled"."""
    for i in range(trigger.first - 1, max(0, trigger.first - 6), -1):
        if scene.low(i) in _DENIES:
            return _first_actor(scene, range(i - 1, max(-1, i - 4), -1))
        if scene.low(i) in PREPOSITIONS or not scene.low(i).isalnum():
            return None
    return None


def _said_by_rival(scene: Scene, trigger: Trigger, attacker: str | None) -> bool:
    """ "Moscow says Ukraine shelled": one side's word about another is an accusation (METHOD.md R24)."""
    if trigger.role == "intercept":
        return False
    for i in range(1, trigger.first):
        if scene.low(i) in _TOLD:
            speaker = _named(scene, i - 1)
            named = {m.actor.name for k in range(i + 1, trigger.last + 8) if (m := _named(scene, k)) is not None}
            if speaker is not None and speaker.form in ("name", "capital") and speaker.actor.name != attacker:
                return attacker in named
    return False


def _suspected(scene: Scene, trigger: Trigger) -> bool:
    for k in range(max(0, trigger.first - 5), min(len(scene.words), trigger.last + 4)):
        if k >= trigger.last and scene.low(k) in PREPOSITIONS and scene.low(k) != "by":
            return False  # "strikes on alleged smugglers": what is alleged is what was hit
        if scene.low(k) in ("suspected", "alleged", "presumed", "allegedly", "supposed"):
            return k < trigger.last or trigger.passive or trigger.role == "noun"
    return False


# --- weapon and munitions ---------------------------------------------------------------------------------------------


def _weapon(scene: Scene, trigger: Trigger, aim: Aim | None) -> tuple[Weapon, str | None]:
    """The weapon named nearest: among the trigger's own words or just before, else the trigger's own, else around."""
    own = (trigger.weapon, scene.text(trigger.at, trigger.at + 1) if trigger.weapon != "unknown" else None)
    arm = _nearest_arm(scene, trigger, aim, range(trigger.first - 3, trigger.last + 1))
    if arm is None and trigger.weapon not in ("unknown", "ground"):
        return own
    arm = arm or _nearest_arm(scene, trigger, aim, range(trigger.first - 8, trigger.last + 14))
    if arm is None or (arm.arm.weapon == "ground" and trigger.weapon not in ("ground", "unknown")):
        return own
    return arm.arm.weapon, scene.text(arm.first, arm.last)


def _nearest_arm(scene: Scene, trigger: Trigger, aim: Aim | None, reach: range) -> Weaponry | None:
    hit = range(*aim) if aim else range(0)
    found = [
        (abs(k - trigger.at), k)
        for k in reach
        if k in scene.arms
        and k not in hit
        and scene.low(scene.arms[k].last) not in _STORES
        and scene.low(scene.arms[k].last) not in _SAID  # "the air force said"
        and (trigger.role != "intercept" or scene.arms[k].arm.munition)
        and not any(scene.low(n) in _APART for n in range(min(k, trigger.at), max(k, trigger.at)))
    ]
    return scene.arms[min(found)[1]] if found else None


def _arms_in(scene: Scene, first: int, last: int) -> list[Weaponry]:
    return [scene.arms[k] for k in range(first, last) if k in scene.arms]


def _armed_with(scene: Scene, trigger: Trigger, k: int) -> bool:
    """True where the arms at `k` end the trigger's own clause: "hit a tanker in the gulf with two missiles"."""
    between = [scene.low(n) for n in range(trigger.last, k)]
    return any(w in ("with", "using") for w in between[-3:]) and not any(
        w in _APART or w in CONJUNCTIONS or w in (",", ":") for w in between
    )


def _of_so_many(scene: Scene, n: int) -> Count | None:
    """ "Shot down 40 of the 51 drones": those that were, where the number at word `n` is of those that came."""
    lead = n - 2 if scene.low(n - 1) == "the" else n - 1
    part = scene.numbers.get(lead - 1)
    return part.count if scene.low(lead) == "of" and part is not None else None


def _munitions(scene: Scene, trigger: Trigger) -> Count | None:
    """How many were launched or shot down: a count directly before what flies; a floor where more kinds follow."""
    for k in range(trigger.first - 3, min(trigger.last + _FAR, len(scene.words))):
        arm = scene.arms.get(k)
        if k >= trigger.last + 8 and not _armed_with(scene, trigger, k):
            continue
        if arm is None or arm.first != k or not arm.arm.munition:
            continue
        for n in range(k - 1, max(-1, k - 5), -1):
            number = scene.numbers.get(n)
            if number is not None:
                if trigger.role == "intercept" and (downed := _of_so_many(scene, n)) is not None:
                    return downed
                more = any(a.first > arm.last and a.arm.munition for a in _arms_in(scene, arm.last, arm.last + 6))
                return msgspec.structs.replace(number.count, high=None) if more else number.count
            if (
                not scene.low(n).replace("-", "").isalnum()
                or scene.low(n) in PREPOSITIONS
                or scene.low(n) in lexicon().verbs
            ):
                break
    return None
