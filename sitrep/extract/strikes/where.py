"""Where an attack was: the setting of its words, held against who attacked whom.

`setting` reads the places of a text; only here is it known who is the attacker. "Russian strikes" without a place were
not in Russia: the country named beside them is where they hit.
"""

import re
from datetime import date
from typing import NamedTuple

from sitrep.extract.setting.setting import Setting, setting
from sitrep.extract.setting.spots import by_the_way
from sitrep.extract.strikes.lexicon import lexicon, small
from sitrep.extract.strikes.roles import Roles
from sitrep.extract.strikes.scene import PREPOSITIONS, Scene
from sitrep.extract.strikes.trigger import Trigger
from sitrep.model.place import Place
from sitrep.model.when import UNDATED, When
from sitrep.text.document import ActorMention, Document, PlaceMention
from sitrep.text.names import country_names
from sitrep.text.usage import is_actor_use

_LAND = small("land")
_APART = frozenset({"after", "following", "amid", "while", "despite", "before", ";"})
_SAYS = small("speaks")
_VOICES = frozenset({"officials", "military", "army", "ministry", "government", "defence", "defense", "also", "has"})
_WORD_OF = frozenset(
    {"report", "reports", "claim", "claims", "allegation", "allegations", "concerned", "word", "news", "statement"}
)
_BLAMES = frozenset({"blamed", "blames", "accused", "accuses", "condemned", "condemns", "denounced", "denounces"})
_BACKED = ("-backed", "-aligned", "-supported", "-supplied", "-made", "-allied", "-brokered", "-funded", "-trained")
_IN_NAMES = frozenset({"of", "for", "and", "the"})
_LONGEST_NAME = 9
"""Words of an office with a name: "Secretary of State for Foreign Affairs Ann Mary Lee"."""
_COMES = frozenset({"comes", "came", "follows", "followed"})
_CRAFT = small("craft")
_SEA = frozenset({"sea", "ocean", "coast", "waters"})
_TOWARDS = frozenset({"toward", "towards", "into", "off", "in"})
_CLOCK = re.compile(r"\s+\d{1,2}:\d{2}\b")


class Where(NamedTuple):
    """Places most exact first; `own`: the sentence itself names one of them; `home`: the attacker's own country.

    `at_home`: what looked like the attacker only says where it was.
    """

    places: tuple[Place, ...]
    country: str | None
    when: When
    own: bool
    home: str | None
    at_home: bool


def where(here: Scene, trigger: Trigger, parts: Roles) -> Where:
    """Places, country and day of the attack worded by `trigger`."""
    start, end = here.words[trigger.first].start, here.words[trigger.last - 1].end
    found = setting(here.doc, here.nth, start, end)
    places, country = found.places, found.country
    home = _home(here, parts.attacker)
    at_home = parts.loose and found.country == home and any(p.precision in ("exact", "area") for p in found.places)
    if at_home:
        home = None
    places, country = _kept(here, trigger, parts, home, found)
    if all(p.precision == "country" for p in places):
        places, country = _filled(here, trigger, parts, home, places, country)
    when = UNDATED if found.when.day in _stamps(here.doc) else found.when
    fine = {m.place.key for m in here.places.values() if m.place.precision != "country"}
    return Where(places, country, when, any(p.key in fine for p in places), home, at_home)


def _kept(
    here: Scene, trigger: Trigger, parts: Roles, home: str | None, found: Setting
) -> tuple[tuple[Place, ...], str | None]:
    """What of the setting can be the attack's: in the trigger's own clause, in the target's land, not at home."""
    places, country = found.places, found.country
    if here.low(trigger.last) in _COMES and not _beside(here, trigger):
        return (), None  # "the attack comes a day after clashes in X"
    beside = _own_clause(here, trigger, home, places)
    if beside:
        places, country = beside, beside[0].country
    if _is_crafts_own(here, parts, country):
        return tuple(p for p in places if p.precision != "country"), None
    aimed = _aimed_country(here, parts)
    if aimed is not None and country != aimed:
        return tuple(p for p in places if p.country == aimed), aimed
    if home is not None and country == home and not any(p.key in _beside(here, trigger) for p in places):
        return (), None
    return places, country


def _is_crafts_own(here: Scene, parts: Roles, country: str | None) -> bool:
    """ "The lead warship in Russia's fleet": whose ship it is does not tell where it was."""
    if parts.aim is None or not any(here.low(k) in _CRAFT for k in range(*parts.aim)):
        return False
    near = range(parts.aim[0], min(parts.aim[1] + 4, len(here.words)))
    return any(k in here.places and here.places[k].place.key == country and here.words[k].owns for k in near)


def _beside(here: Scene, trigger: Trigger) -> set[str]:
    """The keys of the places finer than a country in the trigger's own clause."""
    low, high = _clause(here, trigger)
    seats = {k for k, a in here.actors.items() if a.form == "capital"}
    fine = {k: m for k, m in here.places.items() if low <= k < high and m.place.precision != "country"}
    return {m.place.key for k, m in fine.items() if k not in seats or here.low(k - 1) in PREPOSITIONS}


def _filled(
    here: Scene, trigger: Trigger, parts: Roles, home: str | None, places: tuple[Place, ...], country: str | None
) -> tuple[tuple[Place, ...], str | None]:
    """Places from the sentence where the setting has none finer than a country."""
    country = country or _held(here, parts, home) or _other_side(here, trigger, parts, home)
    spots = {
        m.place.key: m.place
        for m in _scenes(here).values()
        if m.place.precision != "country" and m.place.country == country and not is_actor_use(here.doc.text, m)
    }
    nearest = tuple(spots.values()) if country and len(spots) == 1 else ()
    return (*nearest, *(places or as_places(country))), country


def _held(here: Scene, parts: Roles, home: str | None) -> str | None:
    """Who strikes at "the occupiers" strikes on its own land."""
    words = range(*parts.aim) if parts.aim else range(0)
    return (
        home
        if any(here.low(k) in lexicon().epithets and here.low(k).startswith(("occup", "inva")) for k in words)
        else None
    )


def _stamps(doc: Document) -> frozenset[date]:
    """The days that stand in the text only as a time stamp of the report ("14.05.24 08:30"), not of an event."""
    known = ("stamps", 0)
    if known not in doc.shared:
        doc.shared[known] = _only_stamped(doc)
    days: frozenset[date] = doc.shared[known]
    return days


def _only_stamped(doc: Document) -> frozenset[date]:
    stamped: set[date] = set()
    told: set[date] = set()
    for mention in (m for sentence in doc.sentences for m in sentence.dates if m.when.day is not None):
        clock = _CLOCK.match(doc.text, mention.end) and doc.text[mention.start].isdigit()
        (stamped if clock else told).add(mention.when.day or date.min)
    return frozenset(stamped - told)


def _aimed_country(here: Scene, parts: Roles) -> str | None:
    """Whose land the words of the target name: "Ukraine's biggest cities", "a Sudanese town"."""
    if parts.aim is None:
        return None
    first, last = parts.aim
    for k in range(first, last):
        actor = here.actors.get(k)
        if actor is not None and actor.actor.kind == "state" and actor.actor.country:
            land = any(here.low(n) in _LAND for n in range(k + 1, last))
            return actor.actor.country if land and actor.form in ("name", "demonym") else None
    return None


def _home(here: Scene, attacker: str | None) -> str | None:
    """The attacker's own country, if it is a state."""
    if attacker is None:
        return None
    return next((a.actor.country for a in _actors(here) if a.actor.name == attacker and a.actor.kind == "state"), None)


def _own_clause(here: Scene, trigger: Trigger, home: str | None, found: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places of the trigger's own clause, where `found` are all of another: "hit camps in X after the Y attack"."""
    low, high = _clause(here, trigger)
    inside = {m.place.key: m.place for k, m in here.places.items() if low <= k < high}
    outside = {m.place.key for k, m in here.places.items() if not low <= k < high}
    fine = [p for p in found if p.precision != "country"]
    if not fine or any(p.key in inside or p.key not in outside for p in fine):
        return ()
    return tuple(p for p in inside.values() if p.country != home or p.precision != "country")


def _scenes(here: Scene) -> dict[int, PlaceMention]:
    """The places of the sentence without those named by the way: datelines, where somebody spoke."""
    return {k: m for k, m in here.places.items() if not by_the_way(here.doc, here.sentence, m)}


def _clause(here: Scene, trigger: Trigger) -> tuple[int, int]:
    """The words of the trigger's own clause, the last not included."""
    low, high, words = trigger.first, trigger.last, here.words
    while low > 0 and words[low - 1].low not in _APART:
        if words[low - 1].low == "that" and _is_told(here, low - 2):
            break
        low -= 1
    while high < len(words) and words[high].low not in _APART:
        high += 1
    return low, high


def _is_told(here: Scene, k: int) -> bool:
    """ "X is worried by reports that": who is told of an attack is not beside it."""
    return here.low(k) in _SAYS or here.low(k) in _WORD_OF


def _speaks(here: Scene, k: int) -> bool:
    """ "South Korea says", "..., South Korea said"."""
    mention = here.actors[k]
    while here.actors.get(k + 1) is mention:
        k += 1
    if any(here.low(n) in _BLAMES for n in range(k + 1, k + 8)):
        return True
    k = _name_end(here, k)
    return any(here.low(n) in _SAYS for n in range(k + 1, k + 4) if here.low(n) in _SAYS or here.low(n) in _VOICES)


def _name_end(here: Scene, k: int) -> int:
    """The last word of the office and name that go on behind word `k`: "a US | Secretary of State Ann Lee"."""
    for n in range(k + 1, min(k + _LONGEST_NAME, len(here.words))):
        if here.words[n].text[:1].isupper():
            k = n
        elif here.low(n) not in _IN_NAMES:
            break
    return k


def _out_to_sea(here: Scene, trigger: Trigger) -> bool:
    """ "Fired towards the sea", "off its east coast"."""
    ahead = [here.low(k) for k in range(trigger.last, min(trigger.last + 10, len(here.words)))]
    return any(w in _SEA for w in ahead) and any(w in _TOWARDS for w in ahead)


def _other_side(here: Scene, trigger: Trigger, parts: Roles, home: str | None) -> str | None:
    """The one country the sentence names beside the attacker's: whose defence shot, whose town or people were hit.

    Who speaks, whose leader is named and what another clause tells is not beside it.
    """
    if (home is None and trigger.role != "intercept") or _out_to_sea(here, trigger):
        return None
    aim = range(*parts.aim) if parts.aim else range(0)  # "two Indian jets" need not have been in India
    hit = range(max(0, trigger.first - 9), trigger.first) if trigger.passive else aim
    if trigger.role != "intercept" and any(here.low(k) in _CRAFT for k in hit):
        return None  # nor a ship in its navy's land
    low, high = _clause(here, trigger)
    spoken = {k for k in here.actors if _speaks(here, k)}
    backers = {k for k in (*here.actors, *here.places) if "-" in here.low(k) and here.low(k).endswith(_BACKED)}
    apart = {*aim, *spoken, *backers}
    lands = {
        p.place.country for k, p in _scenes(here).items() if low <= k < high and p.place.country and k not in apart
    }
    sides = {
        a.actor.country
        for k, a in here.actors.items()
        if low <= k < high and k not in apart and a.actor.kind == "state" and a.actor.country and a.form != "leader"
    }
    named = (lands | sides) - {home}
    return named.pop() if len(named) == 1 else None


def _actors(here: Scene) -> tuple[ActorMention, ...]:
    return here.sentence.actors


def as_places(country: str | None) -> tuple[Place, ...]:
    """The country of that code as the one place of a claim; none where there is none."""
    name = country_names().get(country or "")
    return (Place(name, country, "country", country),) if name and country else ()
