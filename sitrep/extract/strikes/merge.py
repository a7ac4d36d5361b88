"""Mentions of attacks -> claims: one attack told several times in an article stands once (METHOD.md R1, R19)."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sitrep.extract.strikes.lexicon import small
from sitrep.model.article import Span
from sitrep.model.claim import Fate, Stance, Strike, Weapon
from sitrep.model.count import Count
from sitrep.model.place import Place
from sitrep.model.when import UNDATED, When

_AIR: frozenset[Weapon] = frozenset({"missile", "airstrike", "bomb", "artillery"})
_CLOSE: frozenset[Weapon] = frozenset({"bomb", "gunfire", "ground", "vehicle", "knife", "other"})
_COARSE = ("region", "country")
_LEAD = 3
"""Sentences at the top of an article that tell one story: the headline and the first two of the body."""


_SAME = 3
"""How well places agree where both name the same exact place."""

_VAGUE = 2
"""How well places agree where one side names none, or both only the same region."""


class Mention(NamedTuple):
    """One trigger's claim before it is joined with the others.

    `hands`: who did it where nobody is named. `weight`: how much the target's words tell. `dates`: it only dates
    another event, days off. `apart`: it stands behind "after" or "following".
    `demonym`: only a demonym before the noun names the attacker.
    `dated`, `own_place`: its own sentence names the day, the place. `home`: the attacker's own country. `anaphor`:
    "the attack", which only points back.
    """

    nth: int
    title: bool
    start: int
    end: int
    quote: str
    attacker: str | None
    stance: Stance | None
    hands: str | None
    weapon: Weapon
    weapon_text: str | None
    munitions: Count | None
    fate: Fate
    target: str | None
    weight: int
    places: tuple[Place, ...]
    country: str | None
    when: When
    dated: bool
    own_place: bool
    home: str | None
    anaphor: bool
    speaker: str | None
    why: str
    dates: bool = False
    apart: bool = False
    demonym: bool = False


class Told(NamedTuple):
    """One attack with all the mentions of it, in text order."""

    mentions: tuple[Mention, ...]


def merge(mentions: Sequence[Mention]) -> list[Told]:
    """The attacks the mentions tell of, in text order of their first mention."""
    told: list[Told] = []
    for mention in mentions:
        best = _best(told, mention)
        if best is not None:
            told[best] = Told((*told[best].mentions, mention))
        elif not (mention.anaphor and told):
            told.append(Told((mention,)))
    return told


def _best(told: Sequence[Told], mention: Mention) -> int | None:
    if mention.anaphor and not mention.own_place:
        return _nearest(told, mention)
    scored = [(_likeness(t, mention), k) for k, t in enumerate(told)]
    fits = [(score, k) for score, k in scored if score > 0]
    return max(fits)[1] if fits else None


def _nearest(told: Sequence[Told], mention: Mention) -> int | None:
    """What "the attack" points back to: the attack told last that it does not contradict."""
    fits = [
        k
        for k, t in enumerate(told)
        if _attackers_agree(t, mention) and "intercepted" not in {m.fate for m in t.mentions}
    ]
    return max(fits, key=lambda k: (told[k].mentions[-1].nth, told[k].mentions[-1].start)) if fits else None


def _likeness(told: Told, mention: Mention) -> int:
    """How well `mention` retells `told`: 0 where it is another attack."""
    last = told.mentions[-1]
    if not _fates_agree(told, mention) or not _attackers_agree(told, mention):
        return 0
    if mention.dated and not _days_agree((m.when for m in told.mentions if m.dated), mention.when):
        return 0
    places = tuple(p for m in told.mentions for p in m.places)
    nearness = _places_agree(places, mention.places)
    near = mention.nth - last.nth
    if near == 0 and mention.apart and not (mention.attacker or mention.hands) and last.hands and not last.attacker:
        return 0  # "troops killed nine rebels following the bombing": theirs is the answer
    lead = mention.nth < _LEAD and told.mentions[0].nth < _LEAD
    if nearness < _SAME and _at_home(told, mention):
        return 0
    if nearness == 0 or (nearness == _VAGUE and near > _LEAD and not lead):
        return 0
    if not _weapons_agree(told, mention, same_sentence=near == 0):
        return 0
    if nearness == 1 and not (lead or near <= 1):
        return 0
    return (
        1
        + 4 * nearness
        + (2 if near == 0 else 1 if near == 1 else 0)
        + (2 if mention.attacker == told.mentions[0].attacker else 0)
    )


def _at_home(told: Told, mention: Mention) -> bool:
    """True where joining them would have an attacker hit its own country."""
    if mention.attacker in {m.attacker for m in told.mentions}:
        return False
    hit = {m.country for m in told.mentions if m.country}
    homes = {m.home for m in told.mentions if m.home}
    return (mention.home is not None and mention.home in hit) or (
        mention.country is not None and mention.country in homes
    )


def _fates_agree(told: Told, mention: Mention) -> bool:
    fates = {m.fate for m in told.mentions} | {mention.fate}
    if "intercepted" not in fates:
        return True
    if len(fates) > 1:
        return mention.anaphor
    return {m.weapon for m in told.mentions} == {mention.weapon} and (
        mention.munitions is None or all(m.munitions in (None, mention.munitions) for m in told.mentions)
    )


def _attackers_agree(told: Told, mention: Mention) -> bool:
    names = {m.attacker for m in told.mentions if m.attacker}
    return mention.attacker is None or not names or mention.attacker in names


def _days_agree(days: Iterable[When], when: When) -> bool:
    known = {d.day for d in days if d.day is not None and d.precision in ("day", "hour")}
    return when.day is None or not known or when.precision not in ("day", "hour") or when.day in known


def _places_agree(told: Sequence[Place], said: Sequence[Place]) -> int:
    """3: the same exact place; 2: one says nothing, or the same region; 1: one lies within the other; 0: apart."""
    a, b = _leaves(told), _leaves(said)
    if not a or not b:
        return 2
    if any(p.key == q.key for p in a for q in b):
        return 3 if any(p.key == q.key and p.precision not in _COARSE for p in a for q in b) else 2
    if any(p.contains(q) or q.contains(p) for p in a for q in b):
        return 1
    if not {p.country for p in a} & {q.country for q in b}:
        return 0
    return 1 if _loose(a, b) or _loose(b, a) else 0


def _loose(wide: Sequence[Place], fine: Sequence[Place]) -> bool:
    """True where `wide` bounds nothing: a country, "the east" of one, a region round a village no gazetteer has."""
    unknown = all(p.key.startswith("?") for p in fine)
    return all(p.precision == "country" or (p.precision == "region" and (unknown or ":" in p.key)) for p in wide)


def _leaves(places: Sequence[Place]) -> list[Place]:
    """The places that hold no other of them."""
    unique = list({p.key: p for p in places}.values())
    return [p for p in unique if not any(p.key != q.key and p.contains(q) for q in unique)]


def _weapons_agree(told: Told, mention: Mention, *, same_sentence: bool) -> bool:
    known = {m.weapon for m in told.mentions} - {"unknown"}
    weapon = mention.weapon
    if weapon == "unknown" or not known or weapon in known or mention.anaphor:
        return True
    if same_sentence:
        return True
    return any({weapon, k} <= _AIR or {weapon, k} <= _CLOSE or {weapon, k} <= {"missile", "drone"} for k in known)


def claim(told: Told) -> Strike:
    """The claim for one attack: the first telling's words, the best of all its fields."""
    mentions = told.mentions
    lead = max(mentions, key=lambda m: (not m.anaphor, m.munitions is not None, _exactness(m), -m.nth, -m.start))
    named = [m for m in mentions if m.attacker]
    attacker = named[0].attacker if named else None
    stances = {m.stance for m in named if m.stance}
    armed = [m for m in mentions if m.weapon != "unknown"]
    arm = max(armed, key=lambda m: (_specific(m), m is lead, -m.start)) if armed else lead
    places = _joined(mentions)
    days = _days(mentions)
    fates = [m.fate for m in mentions if not m.anaphor] or [lead.fate]
    return Strike(
        quote=lead.quote,
        span=Span(lead.start, lead.end),
        attacker=attacker,
        attacker_stance=_stance(stances) if attacker else None,
        weapon=arm.weapon,
        weapon_text=arm.weapon_text,
        munitions=next((m.munitions for m in mentions if m.munitions is not None), None),
        fate="intercepted"
        if "intercepted" in fates
        else fates[fates.index("launched")]
        if "hit" not in fates
        else "hit",
        target=_target(lead, mentions),
        places=places,
        country=_country(places, mentions),
        when=min(days, key=_roughness) if days else UNDATED,
        speaker=lead.speaker or _said_by_others(lead, mentions, places),
        why=lead.why,
    )


def _said_by_others(lead: Mention, mentions: Sequence[Mention], places: Sequence[Place]) -> str | None:
    """Who speaks in another telling of it. Where it was in several towns, who tells of one tells of no other."""
    towns = {p.key for p in _leaves(places) if p.precision not in _COARSE}

    def tells_all(m: Mention) -> bool:
        return len(towns) < 2 or m is lead or towns <= {p.key for p in m.places}

    return next((m.speaker for m in mentions if m.speaker and tells_all(m)), None)


def _target(lead: Mention, mentions: Sequence[Mention]) -> str | None:
    """What was hit: a thing or people before a bare place name, which `places` tells anyway."""
    said = [(m.target, m.weight) for m in (lead, *mentions) if m.target]
    names = {word for m in mentions for p in m.places for word in p.name.casefold().split()} | _LAND_WORDS
    best = max(said, key=lambda t: (not names.issuperset(t[0].casefold().split()), t[1]), default=None)
    return best[0] if best else None


_LAND_WORDS = small("parts") | {"of", "city", "region", "area"}


def _specific(mention: Mention) -> int:
    """A weapon named outright tells more than the word for the attack: "shelling", "bombing", "raid"."""
    if mention.weapon_text is None or mention.weapon_text.casefold().startswith(_WORDS_FOR_ATTACKS):
        return 0
    return 1 if mention.weapon in ("ground", "other") else 2


_WORDS_FOR_ATTACKS = (
    "shell",
    "bombard",
    "bombing",
    "bombed",
    "blast",
    "explo",
    "raid",
    "assault",
    "offensive",
    "ambush",
    "storm",
)


def _days(mentions: Sequence[Mention]) -> list[When]:
    """The days told of it. A headline has its day from the text below: where the text itself tells it, that counts."""
    body = [m for m in mentions if not m.title and not m.anaphor] or list(mentions)
    dated = [m for m in body if m.dated]
    days = [m.when for m in dated or body if m.when.day is not None]
    return days or [m.when for m in mentions if m.when.day is not None]


def _roughness(when: When) -> int:
    return ("hour", "day", "week", "month").index(when.precision) if when.precision else 4


def _exactness(mention: Mention) -> int:
    ranks = {"exact": 4, "area": 3, "region": 2, "country": 1}
    return max((ranks[p.precision] for p in mention.places), default=0)


def _stance(stances: set[Stance]) -> Stance:
    """What is claimed by the attacker outweighs what others say; an accusation outweighs a bare mention."""
    if "claimed" in stances:
        return "claimed"
    if "accused" in stances:
        return "accused"
    return "denied" if "denied" in stances else "stated"


def _joined(mentions: Sequence[Mention]) -> tuple[Place, ...]:
    ranks = {"exact": 0, "area": 1, "region": 2, "country": 3}
    own = [p for m in mentions if m.own_place for p in m.places]
    other = [p for m in mentions if not m.own_place and not m.anaphor for p in m.places]
    fine_own = any(p.precision in ("exact", "area") for p in own)
    found: dict[str, Place] = {}
    for place in (*own, *(p for p in other if not fine_own or p.precision in _COARSE)):
        found.setdefault(place.key, place)
    places = sorted(found.values(), key=lambda p: ranks[p.precision])
    home = next((p.country for p in places if p.precision != "country" and p.country), None)
    return tuple(p for p in places if home is None or p.country in (None, home) or p.precision != "country")


def _country(places: Sequence[Place], mentions: Sequence[Mention]) -> str | None:
    return next((p.country for p in places if p.country), None) or next(
        (m.country for m in mentions if m.country), None
    )
