"""From a case to the incident the board shows: its places, day, attackers, tolls and grade (METHOD.md R9-R26)."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime

from sitrep.model.claim import Casualty, Kind, Scope, Strike, Weapon
from sitrep.model.incident import Attribution, Evidence, Figure, Grade, Incident, IncidentKind, Toll, Tombstone
from sitrep.model.place import Place
from sitrep.model.when import UNDATED, When
from sitrep.resolve import wording
from sitrep.resolve.casebook import Case
from sitrep.resolve.ids import Key, incident_id
from sitrep.resolve.reports import MASS_LAUNCH, Report
from sitrep.resolve.tally import RETRACTED, tally, uncounted
from sitrep.resolve.voices import origins, relayed

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

KINDS: tuple[Kind, ...] = ("killed", "injured", "missing", "captured")
MOST_ATTRIBUTIONS = 8
MOST_EVIDENCE = 60
CONTESTED_SHARE = 0.2
"""A second perpetrator is a rival attribution if two origins or this share of those who name one name it (R22)."""

_THINGS = (
    r"(?:\w+ )?(?:shelters?|drones?|missiles?|rockets?|houses?|homes?|buildings?|flats|apartments?|tanks?|vehicles?|"
    r"shells?|aircraft|cattle|cars?|tents?|tons?|tonnes?|hectares?|schools?|"
    r"people (?:were )?(?:inside|sheltering|evacuated|rescued))"
)
_MILITARY = re.compile(
    r"\b(?:army|military|defen[cs]e|troops|forces|security forces|general staff|air force|police)\b", re.I
)
_INTERCEPTED: dict[Weapon, str] = {"missile": "missiles", "drone": "drones"}
EARLIEST = datetime.min.replace(tzinfo=UTC)
_PRECISIONS = {"exact": 0, "area": 1, "region": 2, "country": 3}


def assemble(case: Case) -> Incident:
    """The incident of one case, without its family (R15). Pure, and a function of the set of reports alone."""
    reports = case.reports
    voices = origins({r.article.id: r.article for r in reports}.values())
    back = _taken_back(reports, voices)
    stone = case.tombstone or _gravestone(reports, back)
    ledger = _ledger(reports, voices, back)
    wholes: tuple[Scope, ...] = ("incident", "aggregate") if case.facts.wide else ("incident",)
    uncounted_for = "discounted" if stone else "unplaced" if case.rivals else ""
    tolls = [_toll(ledger, kind, wholes, uncounted_for) for kind in KINDS]
    standing = [r for r in reports if stone or r.key not in back]
    strikes = [(r, s) for r in standing for s in r.strikes]
    attackers = _attackers(strikes, voices)
    when = _when(reports, case)
    places = _places(reports, case)
    weapons = _weapons(strikes)
    articles = tuple(dict.fromkeys(r.article.id for r in reports))
    independent = {voices[r.article.id] for r in standing if not r.article.perspective.startswith(("state:", "party:"))}
    spoken = {voices[r.article.id] for r in standing}
    munitions = _munitions(strikes)
    name = incident_id(reports)
    return Incident(
        id=name,
        label=_label(case, places, weapons, when, strikes),
        kind=_kind(reports),
        weapons=weapons,
        places=places,
        country=case.facts.country or next((r.country for r in reports if r.country), None),
        when=when,
        attackers=attackers,
        targets=tuple(dict.fromkeys(s.target for _, s in strikes if s.target))[:6],
        killed=tolls[0],
        injured=tolls[1],
        missing=tolls[2],
        captured=tolls[3],
        grade="discounted" if stone else _grade(strikes, voices, len(spoken) if independent else min(1, len(spoken))),
        outlets=len({(r.article.family or r.article.outlet).casefold() for r in reports}),
        origins=len(spoken),
        articles=articles,
        first_seen=min(r.article.first_seen for r in reports),
        updated=max(r.article.at for r in reports),
        ledger=ledger,
        evidence=_evidence(strikes),
        munitions=munitions,
        why=(*case.why, *(f"could also be {rival}: not joined" for rival in case.rivals)),
        aliases=tuple(alias for alias in case.aliases if alias != name),
        tombstone=stone,
    )


def _taken_back(reports: Sequence[Report], voices: Mapping[str, str]) -> frozenset[Key]:
    """The reports that no longer stand: notices, what an edit withdrew, and what a notice's own origin told before."""
    notices: dict[str, datetime] = {}
    for r in reports:
        if r.notice:
            voice = voices[r.article.id]
            notices[voice] = max(r.article.at, notices.get(voice, r.article.at))
    return frozenset(
        r.key for r in reports if r.notice or r.withdrawn or r.article.at <= notices.get(voices[r.article.id], EARLIEST)
    )


def _gravestone(reports: Sequence[Report], back: Collection[Key]) -> Tombstone | None:
    """R27: an incident of which no report stands any more is discounted, by the last that took one back."""
    if any(r.key not in back for r in reports):
        return None
    stones = [
        r.withdrawn or Tombstone(r.article.at, r.article.outlet, r.article.title)
        for r in reports
        if r.notice or r.withdrawn
    ]
    return max(stones, key=lambda t: (t.at, t.by, t.why))


def _toll(ledger: Sequence[Figure], kind: Kind, wholes: Sequence[Scope], uncounted_for: str) -> Toll:
    toll = tally(ledger, kind, wholes)
    return uncounted(toll, uncounted_for) if uncounted_for else toll  # R6, R27: enters no sum


def _ledger(reports: Sequence[Report], voices: Mapping[str, str], back: Collection[Key]) -> tuple[Figure, ...]:
    lines = {line: None for r in reports for c in r.casualties for line in (_figure(r, c, voices, r.key in back),)}
    return tuple(sorted(lines, key=lambda f: (f.at, f.article, f.start, f.kind, f.text)))


def _figure(report: Report, casualty: Casualty, voices: Mapping[str, str], back: bool) -> Figure:
    article = report.article
    flags = casualty.flags
    if back:
        flags = (*flags, RETRACTED)
    if "revised" not in flags and wording.corrects_count(article.text):
        flags = (*flags, "revised")
    if _is_claim(report, casualty) and "claimed" not in flags:
        flags = (*flags, "claimed")
    if _counts_things(report, casualty):
        flags = (*flags, "equals another quantity")
    return Figure(
        at=article.at,
        kind=casualty.kind,
        low=casualty.count.low,
        high=casualty.count.high,
        text=casualty.count.text,
        scope=casualty.scope,
        outlet=article.outlet,
        origin=relayed(casualty.quote) or voices[article.id],
        article=article.id,
        quote=casualty.quote,
        start=casualty.span.start,
        end=casualty.span.end,
        who=casualty.who,
        speaker=casualty.speaker,
        url=article.url,
        flags=flags,
    )


def _is_claim(report: Report, casualty: Casualty) -> bool:
    """R23: a belligerent's word on its enemy's fighters."""
    who, speaker = casualty.who or "", casualty.speaker or ""
    if not speaker or not wording.names_fighters(who):
        return False
    speaks, counted = wording.sides_in(speaker), wording.sides_in(who)
    if speaks and counted:
        return not speaks & counted
    attacks = wording.sides_in(" ".join(sorted(report.attackers)))
    return bool(speaks & attacks) or (not counted and _MILITARY.search(speaker) is not None)


def _counts_things(report: Report, casualty: Casualty) -> bool:
    """R31: the same number counts things in the same article ("4,460 shelters")."""
    number = casualty.count.low if casualty.count.low is not None else casualty.count.high
    if number is None or number < MASS_LAUNCH or casualty.scope == "part":
        return False
    launched = {s.munitions.low for s in report.strikes if s.munitions is not None}
    if number in launched and casualty.kind == "killed":
        return True
    spelled = f"(?:{number}|{number:,})"
    return re.search(rf"\b{spelled} {_THINGS}\b", report.article.text) is not None


def _attackers(strikes: Sequence[tuple[Report, Strike]], voices: Mapping[str, str]) -> tuple[Attribution, ...]:
    """Who is said to have done it (R24): a side's own word is its stance, a named speaker's word is an accusation."""
    seen: dict[tuple[str, str], Counter[str | None]] = defaultdict(Counter)
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for report, strike in strikes:
        if strike.attacker is None:
            continue
        stance = strike.attacker_stance or "stated"
        if stance == "stated" and strike.speaker and not _own_word(strike):
            stance = "accused"
        seen[(strike.attacker, stance)][strike.speaker] += 1
        told[(strike.attacker, stance)].add(voices[report.article.id])
    order = sorted(seen, key=lambda k: (-len(told[k]), -sum(seen[k].values()), k))
    return tuple(Attribution(name, stance, _first(seen[(name, stance)])) for name, stance in order[:MOST_ATTRIBUTIONS])


def _own_word(strike: Strike) -> bool:
    sides = wording.sides_in(strike.attacker or "")
    return bool(sides & wording.sides_in(strike.speaker or ""))


def _first(speakers: Counter[str | None]) -> str | None:
    named = sorted(((-n, s) for s, n in speakers.items() if s), key=lambda p: p)
    return named[0][1] if named else None


def _grade(strikes: Sequence[tuple[Report, Strike]], voices: Mapping[str, str], independent: int) -> Grade:
    """R22, R26. State and party media alone do not raise a grade."""
    named: dict[str, set[str]] = defaultdict(set)
    admitted = False
    for report, strike in strikes:
        if strike.attacker and strike.attacker_stance != "denied":
            named[strike.attacker].add(strike.speaker or voices[report.article.id])
            admitted = admitted or strike.attacker_stance == "claimed"
    shares = sorted((len(who) for who in named.values()), reverse=True)
    if len(shares) > 1 and (shares[1] > 1 or shares[1] >= CONTESTED_SHARE * shares[0]):
        return "contested"
    if independent < 2:
        return "weak"
    return "confirmed" if admitted else "fair"


def _kind(reports: Iterable[Report]) -> IncidentKind:
    kinds = {r.kind for r in reports}
    return "strike" if "strike" in kinds else "attack" if "attack" in kinds else "interception"


def _when(reports: Sequence[Report], case: Case) -> When:
    """The day most reports state, or a ruling sets; undated where none does (R29)."""
    if case.when is not None:
        return case.when
    dated = [r for r in reports if r.day is not None]
    if not dated:
        vague = sorted(
            {r.when for r in reports if r.when.day is not None}, key=lambda w: (str(w.day), w.precision or "")
        )
        return vague[0] if vague else UNDATED
    votes = Counter(r.day for r in dated)
    day = case.facts.day if case.facts.day in votes else min(votes, key=lambda d: (-votes[d], str(d)))
    hours = sorted(r.when.hour for r in dated if r.day == day and r.when.hour is not None)
    return When(day, "hour", hours[0]) if hours else When(day, "day")


def _places(reports: Sequence[Report], case: Case) -> tuple[Place, ...]:
    """The case's own places first, then every place around or in it that a report names, most exact first."""
    own = {p.key: p for p in case.facts.spots}
    rest: dict[str, Place] = {}
    for report in reports:
        for place in report.places:
            rest.setdefault(place.key, place)
    spots = case.facts.spots
    around = [
        p
        for p in rest.values()
        if p.key not in own and (not spots or any(p.contains(s) or s.contains(p) for s in spots))
    ]
    return (*own.values(), *sorted(around, key=lambda p: (_PRECISIONS[p.precision], p.name, p.key)))


def _weapons(strikes: Sequence[tuple[Report, Strike]]) -> tuple[Weapon, ...]:
    votes = Counter(s.weapon for _, s in strikes if s.weapon != "unknown")
    return tuple(sorted(votes, key=lambda w: (w == "other", -votes[w], w)))


def _munitions(strikes: Sequence[tuple[Report, Strike]]) -> str:
    """What was launched or shot down, as the latest article words it: "122 missiles, dozens of drones"."""
    said = sorted(
        ((r.article.at, r.key, s.span.start, s) for r, s in strikes if s.munitions is not None), key=lambda t: t[:3]
    )
    if not said:
        return ""
    last = said[-1][1]
    words = [
        f"{s.munitions.text} {s.weapon_text or NOUNS[s.weapon]}" for _, key, _, s in said if key == last and s.munitions
    ]
    return ", ".join(dict.fromkeys(words))


def _label(
    case: Case, places: Sequence[Place], weapons: Sequence[Weapon], when: When, strikes: Sequence[tuple[Report, Strike]]
) -> str:
    """ "Belgorod shelling", "Ukraine barrage, 29 Dec", "Moscow, Bryansk and 2 more: drones intercepted"."""
    spots = case.facts.spots or tuple(places[:1])
    names = [p.name for p in spots]
    where = ", ".join(names[:2]) + (f" and {len(names) - 2} more" if len(names) > 2 else "")
    where = where or case.facts.country or "Unplaced"
    if case.facts.intercepted:
        return f"{where}: {_INTERCEPTED.get(weapons[0], 'attack') if weapons else 'attack'} intercepted"
    launched = max((s.munitions.low or 0 for _, s in strikes if s.munitions is not None), default=0)
    noun = NOUNS[weapons[0]] if weapons else "attack"
    if case.facts.wide and (launched >= MASS_LAUNCH or len({"missile", "drone", "airstrike"} & set(weapons)) > 1):
        noun = "barrage"
    if case.facts.level >= 3 or case.facts.wide:
        return f"{where} {noun}, {when.day.day} {when.day:%b}" if when.day else f"{where} {noun}"
    return f"{where} {noun}"


def _evidence(strikes: Sequence[tuple[Report, Strike]]) -> tuple[Evidence, ...]:
    """The sentences that tell of the strike, each outlet's once, in order; of very many the first and the last."""
    lines: dict[tuple[str, str], Evidence] = {}
    for r, s in sorted(strikes, key=lambda p: (p[0].article.at, p[0].key, p[1].span.start)):
        a = r.article
        line = Evidence(a.at, a.outlet, a.url, a.id, s.quote, s.span.start, s.span.end, s.speaker)
        lines.setdefault((a.outlet, s.quote), line)
    kept = list(lines.values())
    half = MOST_EVIDENCE // 2
    return tuple(kept if len(kept) <= MOST_EVIDENCE else kept[:half] + kept[-half:])
