"""From a case to the incident the board shows: its places, day, attackers, tolls and grade (METHOD.md R9-R26)."""

import re
from collections.abc import Mapping, Sequence

from sitrep.model.claim import Kind, Weapon
from sitrep.model.incident import (
    COUNTED,
    UNKNOWN,
    Attribution,
    Evidence,
    Grade,
    Incident,
    IncidentKind,
    Toll,
    Tombstone,
)
from sitrep.model.place import COARSENESS, Place
from sitrep.model.when import UNDATED, When
from sitrep.resolve.casebook import Case
from sitrep.resolve.casefile import Casefile
from sitrep.resolve.ids import report_id
from sitrep.resolve.match import REGION_LEVEL
from sitrep.resolve.report import MASS_LAUNCH
from sitrep.resolve.tally import uncounted

NOUNS: dict[Weapon, str] = {
    "missile": "missile strike",
    "drone": "drone attack",
    "airstrike": "air strike",
    "artillery": "shelling",
    "bomb": "bombing",
    "gunfire": "shooting",
    "ground": "ground attack",
    "vehicle": "vehicle attack",
    "knife": "stabbing",
    "other": "attack",
    "unknown": "attack",
}
"""How an incident is called after its weapon."""

MOST_ATTRIBUTIONS = 8
MOST_TARGETS = 6
MOST_EVIDENCE = 60
CONTESTED_SHARE = 0.2
"""A second perpetrator is a rival attribution if two origins or this share of those who name one name it (R22)."""

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_PLACING = re.compile(
    r"the|an?|of|in|near|s|city|town|village|region|area|district|capital|cent(?:re|er|ral)|occupied|besieged"
    r"|(?:north|south|east|west)ern|downtown|port|territory|province|oblast|state|island|neighbou?ring|greater"
)
"""Words that only say which part of a place is meant."""

_INTERCEPTED: dict[Weapon, str] = {"missile": "missiles", "drone": "drones"}


def assemble(case: Case) -> Incident:
    """The incident of one case, without its family (R15). Pure, and a function of the set of reports alone."""
    file = case.file
    stone = case.tombstone or (None if file.standing else file.stones.items[-1])
    told = file if file.standing else file.as_told()
    tolls = [_toll(file, case, kind, _uncounted_for(case, stone)) for kind in COUNTED]
    when, places, weapons = _when(told, case), _places(told, case), _weapons(told)
    founder = file.founders.items[0]
    name = report_id(founder.key)
    return Incident(
        id=name,
        label=_label(case, places, weapons, when, told),
        kind=_kind(file),
        weapons=weapons,
        places=places,
        country=case.facts.country,
        when=when,
        attackers=_attackers(told),
        targets=_targets(told, places),
        killed=tolls[0],
        injured=tolls[1],
        missing=tolls[2],
        captured=tolls[3],
        grade="discounted" if stone else _grade(told),
        outlets=len(file.outlets),
        origins=len(told.voices),
        articles=tuple(article for _, article in file.in_order),
        first_seen=founder.article.first_seen,
        updated=file.in_order.items[-1][0],
        ledger=tuple(file.ledger),
        evidence=_evidence(told),
        munitions=_munitions(told),
        why=(*case.why, *(f"could also be {rival}: not joined" for rival in case.rivals)),
        aliases=tuple(alias for alias in case.aliases if alias != name),
        tombstone=stone,
        candidates=case.rivals,
    )


def _uncounted_for(case: Case, stone: Tombstone | None) -> str:
    """Why its tolls enter no sum, "" where they do.

    Discounted: refuted or dismissed (R27). Unplaced: it fits several incidents, or one voice alone tells of it and
    names neither a day nor a place below a region (R6). Bodies found: undated, they may be counted where they died.
    """
    file, undated = case.file, case.facts.day is None and case.when is None
    if stone:
        return "discounted"
    if case.rivals or (undated and case.place is None and case.facts.level >= REGION_LEVEL and len(file.voices) < 2):
        return "unplaced"
    return "bodies found" if undated and file.finds and file.finds == file.counting else ""


def _toll(file: Casefile, case: Case, kind: Kind, uncounted_for: str) -> Toll:
    """A total over places counts what is told of the total too (R15); what is off the count enters no sum (R6, R27)."""
    strand = (file.totals if case.facts.wide else file.wholes).get(kind)
    toll = strand.toll() if strand else UNKNOWN
    return uncounted(toll, uncounted_for) if uncounted_for else toll


def _attackers(file: Casefile) -> tuple[Attribution, ...]:
    """Who is said to have done it (R24), the most told first; "gunmen" only where no report names anybody."""
    named = {name: speakers.counts for name, speakers in file.attackers.items() if speakers}
    if any(file.namers.values()):
        named = {key: counts for key, counts in named.items() if key[1] == "denied" or file.namers.get(key[0])}
    order = sorted(named, key=lambda k: (-len(file.accusers[k]), -sum(named[k].values()), k))
    return tuple(Attribution(name, stance, _first(named[(name, stance)])) for name, stance in order[:MOST_ATTRIBUTIONS])


def _first(speakers: Mapping[str | None, int]) -> str | None:
    named = sorted(((-n, s) for s, n in speakers.items() if s), key=lambda p: p)
    return named[0][1] if named else None


def _grade(file: Casefile) -> Grade:
    """R22, R26. State and party media alone do not raise a grade."""
    shares = sorted((len(who) for who in file.namers.values() if who), reverse=True)
    if len(shares) > 1 and (shares[1] > 1 or shares[1] >= CONTESTED_SHARE * shares[0]):
        return "contested"
    independent = len(file.voices) if file.independent else min(1, len(file.voices))
    if independent < 2:
        return "weak"
    return "confirmed" if file.admitted else "fair"


def _targets(file: Casefile, places: Sequence[Place]) -> tuple[str, ...]:
    """What was hit, as first told. The place itself is no target, it stands under where; one thing told in more words
    and in fewer ("a school", "a village school", "the Orlan school") stands once, in most words.
    """
    names = {word for p in places for word in p.name.casefold().split()}
    stems = tuple(name[:5] for name in names if len(name) > 5)  # "the Russian city of Belgorod" is Belgorod
    told: dict[frozenset[str], str] = {}
    for text in sorted(file.targets, key=lambda t: (file.targets[t].items[0], t)):
        words = (
            frozenset(w for w in _WORD.findall(text.casefold()) if not (_PLACING.fullmatch(w) or w.startswith(stems)))
            - names
        )
        if words and len(text) > len(told.get(words, "")):
            told[words] = text
    return tuple(text for words, text in told.items() if not any(words < other for other in told))[:MOST_TARGETS]


def _kind(file: Casefile) -> IncidentKind:
    return "strike" if "strike" in file.kinds else "attack" if "attack" in file.kinds else "interception"


def _when(file: Casefile, case: Case) -> When:
    """The day most reports state, or a ruling sets; undated where none does (R29)."""
    if case.when is not None:
        return case.when
    votes = file.days.counts
    if not votes:
        vague = sorted(file.spans, key=lambda w: (str(w.day), w.precision or ""))
        return vague[0] if vague else UNDATED
    day = case.facts.day if case.facts.day in votes else min(votes, key=lambda d: (-votes[d], str(d)))
    assert day is not None
    hours = file.hours.get(day)
    return When(day, "hour", hours.items[0]) if hours else When(day, "day")


def _places(file: Casefile, case: Case) -> tuple[Place, ...]:
    """The case's own places first, then every place around or in it that a report names, most exact first."""
    names = _most_told(file)
    spots = tuple(names.get(p.key, p) for p in case.facts.spots)
    own = {p.key: p for p in spots}
    rest = {p.key: names[p.key] for p in sorted(file.places, key=_place_order)}
    around = [
        p
        for p in rest.values()
        if p.key not in own and (not spots or any(p.contains(s) or s.contains(p) for s in spots))
    ]
    return (*own.values(), *sorted(around, key=_place_order))


def _most_told(file: Casefile) -> dict[str, Place]:
    """Each place under the name most reports give it, by its key."""
    votes = sorted(file.places.counts.items(), key=lambda vote: (vote[1], vote[0].name))
    return {place.key: place for place, _ in votes}


def _place_order(place: Place) -> tuple[int, str, str]:
    return (COARSENESS[place.precision], place.name, place.key)


def _weapons(file: Casefile) -> tuple[Weapon, ...]:
    votes = file.weapons.counts
    return tuple(sorted(votes, key=lambda w: (w == "other", -votes[w], w)))


def _munitions(file: Casefile) -> str:
    """What was launched or shot down, as the latest article words it: "122 missiles, dozens of drones"."""
    said = file.launched.items
    if not said:
        return ""
    (_, last, _), _ = said[-1]
    words = []
    for (_, key, _), strike in reversed(said):
        if key != last:
            break
        if strike.munitions:
            words.append(f"{strike.munitions.text} {strike.weapon_text or NOUNS[strike.weapon]}")
    return ", ".join(dict.fromkeys(reversed(words)))


def _label(case: Case, places: Sequence[Place], weapons: Sequence[Weapon], when: When, file: Casefile) -> str:
    """ "Belgorod shelling", "Ukraine barrage, 29 Dec", "Moscow, Bryansk and 2 more: drones intercepted"."""
    spots = places[: max(1, len(case.facts.spots))]
    names = [p.name for p in spots]
    where = ", ".join(names[:2]) + (f" and {len(names) - 2} more" if len(names) > 2 else "")
    where = where or case.facts.country or "Unplaced"
    if case.facts.intercepted:
        return f"{where}: {_INTERCEPTED.get(weapons[0], 'attack') if weapons else 'attack'} intercepted"
    launched = max(file.most_launched, default=0)
    noun = NOUNS[weapons[0]] if weapons else "attack"
    if case.facts.wide and (launched >= MASS_LAUNCH or len({"missile", "drone", "airstrike"} & set(weapons)) > 1):
        noun = "barrage"
    if case.facts.level >= 3 or case.facts.wide:
        return f"{where} {noun}, {when.day.day} {when.day:%b}" if when.day else f"{where} {noun}"
    return f"{where} {noun}"


def _evidence(file: Casefile) -> tuple[Evidence, ...]:
    """The sentences that tell of the strike, each outlet's once, in order; of very many the first and the last."""
    kept = file.evidence.items
    half = MOST_EVIDENCE // 2
    return tuple(line for _, line in (kept if len(kept) <= MOST_EVIDENCE else kept[:half] + kept[-half:]))
