"""Attacks and interceptions: who hit where with what.

A sentence is read in steps, each in its own file: words and marks (`scene`), words that may tell of an attack
(`triggers`), what only recalls one (`background`), who and what around them (`roles`, `targets`, `where`), and the
joining of what tells of one attack (`merge`).
Between them stands the evidence: a word such as "attack" or "strike" counts only beside a weapon, somebody who fights,
something that is hit, or people hurt; what is planned, feared, long past or made up never does (METHOD.md R28).
"""

import re
from datetime import timedelta

import msgspec

from sitrep.extract.crime import outweighs
from sitrep.extract.modality import HISTORY_DAYS, modality
from sitrep.extract.recalled import dates_another, in_court, looked_into, recalled
from sitrep.extract.setting.near import far
from sitrep.extract.strikes.background import recalls, sums_up
from sitrep.extract.strikes.evidence import evidence, people_hurt
from sitrep.extract.strikes.lexicon import lexicon, small
from sitrep.extract.strikes.merge import Mention, Told, claim, merge
from sitrep.extract.strikes.responsibility import with_stances
from sitrep.extract.strikes.roles import Roles, roles
from sitrep.extract.strikes.scene import DEFINITE, Scene, scene
from sitrep.extract.strikes.trigger import Trigger
from sitrep.extract.strikes.triggers import triggers
from sitrep.extract.strikes.where import Where, as_places, where
from sitrep.model.claim import Fate, Stance, Strike, Weapon
from sitrep.model.place import Place
from sitrep.text.actors import homes
from sitrep.text.attribution import speaker
from sitrep.text.document import Document
from sitrep.text.folding import Folded
from sitrep.text.lexicons import place_words

_UNKNOWN = ("unidentified", "unknown", "masked", "hooded")
_PUBLIC = small("public")
_GATE = re.compile(r"[^\W_]++(?:-[^\W_]++)*")
_DEFENCE = Folded(
    r"\bair[\s-]+defen[cs]es?\b.{0,60}\b(?:engaged|activated|at\s+work|working|operating|responding|triggered|repel\w*)\b",
)
_TOWARDS = Folded(
    r"^\s+(?:[\w-]+\s+){0,4}?(?:towards?|into\s+the\s+(?:[\w-]+\s+)?(?:sea|ocean|water|east))\b"
    r"|^[^.;]{0,40}\b(?:land(?:s|ed|ing)?|f(?:alls?|ell|alling)|splash\w+|crash\w+|plung\w+)\s+(?:down\s+)?(?:in|into|off)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,2}(?:sea|ocean|waters?)\b"
)
_DENY = Folded(
    r"\bden(?:y|ies|ied|ying)\s+(?:any\s+|all\s+|its\s+)?(?:responsibility|involvement|being|carrying|attacking|hitting|targeting|shelling|striking|bombing|firing|launching|using|having|ordering|staging|destroying|killing|it\s+(?:was|had|hit|carried)|(?:the\s+|an?\s+)?(?:[\w-]+\s+)?(?:attack|accusation|claim|charge|strike|raid|bombing|shelling|assault|bombardment)s?|role)",
)


def strikes(doc: Document) -> tuple[Strike, ...]:
    """The attacks `doc` tells of as having happened or under way, in text order; one attack told twice stands once."""
    mentions: list[Mention] = []
    for index in range(len(doc.sentences)):
        if worth_reading(doc, index):
            mentions.extend(_mentions(doc, index, mentions))
    mentions = [_as_place(m, mentions) if m.demonym else m for m in mentions]
    told = [with_stances(doc, t) for t in merge([m for m in mentions if not m.dates])]
    found = _attackers_shared(
        [claim(t) for t in told],
        [claim(Told((m,))) for m in mentions if m.dates],
        [any(m.hands and m.hands.lower().startswith(_UNKNOWN) for m in t.mentions) for t in told],
    )
    found = [_by_hands(strike, t) for strike, t in zip(found, told, strict=True)]
    return tuple(strike for strike in found if _says_enough(strike))


def _as_place(mention: Mention, all_: list[Mention]) -> Mention:
    """ "Afghan strike kills ten", where the text says who struck in Afghanistan: the demonym says where it was."""
    if mention.home is None or mention.country not in (None, mention.home) or mention.weapon not in ("unknown", "bomb"):
        return mention
    if not mention.title or any(m.attacker == mention.attacker and not m.demonym for m in all_):
        return mention  # both sides strike: "Ukrainian shelling" is theirs
    lead = [m for m in all_ if m.nth <= 1 and not m.demonym and m.home]
    others = {m.attacker for m in lead if m.country == mention.home} - {mention.attacker}
    if len(others) != 1:
        return mention
    country = mention.home
    places = tuple(p for p in mention.places if p.country == country) or as_places(country)
    return mention._replace(attacker=None, stance=None, home=None, country=country, places=places)


def worth_reading(doc: Document, index: int) -> bool:
    """True where a word that may tell of an attack stands in sentence `index` of `doc`: a cheap look before reading."""
    sentence = doc.sentences[index]
    return lexicon().may_tell(_GATE.findall(doc.text[sentence.start : sentence.end].lower()))


def _mentions(doc: Document, index: int, before: list[Mention]) -> list[Mention]:
    here = scene(doc, index)
    telling = triggers(here)
    if not telling or sums_up(here):
        return []
    found: list[Mention] = []
    carried: str | None = None
    for trigger in telling:
        if recalls(here, trigger):
            continue
        parts = roles(here, trigger, carried)
        if (
            trigger.role not in ("noun", "intercept")
            and not trigger.passive
            and parts.attacker
            and parts.stance != "accused"
        ):
            carried = parts.attacker
        mention = _mention(here, trigger, parts, known=bool(before or found))
        if mention is not None:
            found.append(mention)
    return found


def _mention(here: Scene, trigger: Trigger, parts: Roles, *, known: bool) -> Mention | None:
    doc, index = here.doc, here.nth
    start, end = here.words[trigger.first].start, here.words[trigger.last - 1].end
    anaphor = _points_back(here, trigger)
    why = evidence(here, trigger, parts)
    if why is None and not (anaphor and known):
        return None
    head = here.words[trigger.at]
    if trigger.role == "noun" or trigger.role == "intercept":
        sense = modality(doc, index, head.start, head.end)
    else:
        sense = modality(doc, index, start, end)
    denied = sense == "negated" and _DENY.search(doc.text[here.sentence.start : end]) is not None
    denied = denied and trigger.role != "intercept"  # "denies shooting down a drone": nothing flew
    if sense != "asserted" and not denied:
        return None
    if any(told(doc, here.sentence, head.start, head.end) for told in (recalled, in_court, looked_into)):
        return None
    place = where(here, trigger, parts)
    if _is_long_ago(here, place):
        return None
    attacker, stance = parts.attacker, parts.stance
    if why != "mass shooting" and parts.attacker is None and _is_street_crime(here, parts, place):
        return None
    if place.at_home:
        attacker, stance = None, None
    if parts.epithet and attacker is None:
        attacker = lexicon().epithet_of.get(place.country or "")
    if denied:
        stance = "denied" if attacker else None
    said_by = speaker(doc, index, start, end)
    if stance == "stated" and attacker is not None and _is_own_claim(here, attacker, said_by, trigger):
        stance = "claimed"
    return Mention(
        nth=index,
        title=here.sentence.title,
        start=start,
        end=end,
        quote=here.sentence.text,
        attacker=attacker,
        stance=stance if attacker else None,
        hands=parts.hands,
        weapon=parts.weapon,
        weapon_text=parts.weapon_text,
        munitions=parts.munitions,
        fate=_fate(here, trigger, parts.weapon, start, end),
        target=parts.target,
        weight=parts.weight,
        places=place.places,
        country=place.country,
        when=place.when,
        dated=any(d.when.day == place.when.day for d in here.sentence.dates),
        own_place=place.own,
        home=place.home,
        anaphor=anaphor and not place.own,
        speaker=said_by,
        why=f"{why or 'points back'}: {doc.text[start:end]}",
        apart=any(here.low(k) in ("after", "following") for k in range(max(0, trigger.first - 6), trigger.first)),
        demonym=parts.demonym and attacker is not None,
        dates=dates_another(doc, here.sentence, head.start, head.end),
    )


def _is_long_ago(here: Scene, place: Where) -> bool:
    """ "In August 2005 they were sent to X. Their car was hit": the sentence before dates it."""
    day, published = place.when.day, here.doc.article.published
    return day is not None and published is not None and day < published.date() - timedelta(days=HISTORY_DAYS)


def _is_street_crime(here: Scene, parts: Roles, place: Where) -> bool:
    """Shots and knives in a land at peace, where no word speaks of war, terror or the public."""
    if parts.weapon not in ("gunfire", "knife") or place.country not in place_words().small["quiet"]:
        return False
    public = any(w.low in _PUBLIC for w in here.words)
    return not public and not outweighs(f"{here.doc.article.title} | {here.sentence.text}")


_SAYING_SO = re.compile(r"\b(?:said|says|say|claim(?:s|ed)?|announced?|announces)\s+(?:that\s+)?(?:they|it|we)\s", re.I)


def _is_own_claim(here: Scene, attacker: str, said_by: str | None, trigger: Trigger) -> bool:
    """ "The rebels said they hit the depot": the attacker speaks, and of itself (R24)."""
    if said_by is None:
        return False
    before = here.doc.text[here.sentence.start : here.words[trigger.first].start]
    voices = {a.actor.name for a in here.sentence.actors if here.doc.text[a.start : a.end] in said_by}
    return attacker in voices and _SAYING_SO.search(before) is not None


def _points_back(here: Scene, trigger: Trigger) -> bool:
    """ "The attack", "both strikes": a noun that takes its meaning from what was told before."""
    if trigger.role != "noun" or here.low(trigger.at) == "invasion":
        return False
    k = trigger.first - 1
    if here.low(k) in DEFINITE:
        return True
    return here.low(k - 1) in DEFINITE and k not in here.arms and k not in here.actors and k not in here.places


def _fate(here: Scene, trigger: Trigger, weapon: Weapon, start: int, end: int) -> Fate:
    text = here.doc.text
    sentence = here.sentence
    if _DEFENCE.search(text, sentence.start, sentence.end):
        return "launched"
    if trigger.role == "intercept":
        return "intercepted"
    if trigger.role == "launch" and _TOWARDS.match(text[end : sentence.end]) and not people_hurt(here, trigger):
        return "launched"
    near = [here.low(k) for k in range(max(0, trigger.first - 7), trigger.first)]
    after = [here.low(k) for k in range(trigger.last, min(len(here.words), trigger.last + 8))]
    if any(w.startswith(("repel", "repuls", "intercept")) for w in near + after):
        return "intercepted" if weapon in ("missile", "drone", "airstrike") else "launched"
    return "hit"


def _attackers_shared(found: list[Strike], before: list[Strike], unknown: list[bool]) -> list[Strike]:
    """An attack told without its attacker takes the one the article names for attacks on that country, if it is one.

    Attacks of days `before` that only date it name attackers as well. Who fights in his own country is one of several
    there: he is taken for an attack on the same place alone ("RSF shelling in X", "a warplane bombed Y"). An attack of
    `unknown` hands takes nobody.
    """
    shared: list[Strike] = []
    for strike, nobody in zip(found, unknown, strict=True):
        if strike.attacker is None and strike.country is not None and not nobody:
            others = {
                (s.attacker, s.attacker_stance)
                for s in (*found, *before)
                if s.attacker is not None
                and s.country == strike.country
                and _one_time(s, strike)
                and s.fate != "intercepted"
                and (_from_abroad(s) or _one_spot(s, strike))
            }
            names = {name for name, _ in others}
            if len(names) == 1:
                name = names.pop()
                stances = {stance for _, stance in others}
                stance: Stance = "accused" if "accused" in stances else "stated"
                strike = msgspec.structs.replace(strike, attacker=name, attacker_stance=stance)
        shared.append(strike)
    return shared


def _from_abroad(strike: Strike) -> bool:
    """True for a side that strikes a country not its own: its attacks there are seldom anybody else's."""
    home = homes().get(strike.attacker or "")
    return home is not None and home != strike.country


def _one_spot(a: Strike, b: Strike) -> bool:
    """False where both name places finer than a country, far from each other or on no map."""
    mine, theirs = ([p for p in s.places if p.precision != "country"] for s in (a, b))
    return not (mine and theirs) or any(_may_be_near(p, q) for p in mine for q in theirs)


def _may_be_near(a: Place, b: Place) -> bool:
    """False for towns far from each other, and for two towns of which one is on no map."""
    unmapped = a.precision == b.precision == "exact" and a.key != b.key and "?" in a.key[:1] + b.key[:1]
    return not unmapped and not far(a, b)


def _by_hands(strike: Strike, told: Told) -> Strike:
    """The strike with the words for its attackers where no name is known."""
    words = next((m.hands for m in told.mentions if m.hands), None)
    if strike.attacker is not None or words is None:
        return strike
    return msgspec.structs.replace(strike, attacker=words, attacker_stance="stated", unnamed=True)


def _one_time(a: Strike, b: Strike) -> bool:
    return a.when.day is None or b.when.day is None or abs((a.when.day - b.when.day).days) <= 1


def _says_enough(strike: Strike) -> bool:
    """A claim must say more than that there was an attack: where, by whom, with what, or on which house by name."""
    named = strike.target is not None and any(word[:1].isupper() for word in strike.target.split()[1:])
    armed = strike.weapon != "unknown" and strike.target is not None
    return bool(strike.places) or (strike.attacker is not None and not strike.unnamed) or named or armed
