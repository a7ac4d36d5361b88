"""What the words of a claim tell of identity: its content words, what was hit, whose side is meant, by what means.

Small lexicons of the field. They decide which reports tell of one event, so they hold classes, not spellings: a
"railway station" and a "train station" are one target.
"""

import re
from functools import lru_cache

WORD = re.compile(r"[a-z][a-z'’]{2,}")

STOP = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "that",
        "this",
        "from",
        "was",
        "were",
        "are",
        "has",
        "have",
        "had",
        "been",
        "its",
        "his",
        "her",
        "their",
        "they",
        "who",
        "which",
        "after",
        "before",
        "over",
        "into",
        "near",
        "said",
        "says",
        "say",
        "told",
        "according",
        "officials",
        "official",
        "people",
        "person",
        "least",
        "more",
        "than",
        "about",
        "also",
        "amid",
        "among",
        "when",
        "where",
        "while",
        "not",
        "but",
        "out",
        "off",
        "new",
        "news",
        "live",
        "latest",
        "update",
        "updates",
        "view",
        "video",
        "photo",
        "killed",
        "kill",
        "kills",
        "dead",
        "death",
        "deaths",
        "die",
        "died",
        "dies",
        "injured",
        "wounded",
        "hurt",
        "injuring",
        "wounding",
        "killing",
        "toll",
        "attack",
        "attacks",
        "attacked",
        "strike",
        "strikes",
        "struck",
        "hit",
        "hits",
        "hitting",
        "war",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "one",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)

_TARGETS: dict[str, str] = {
    "hospital": r"hospitals?|clinics?|maternity|medical (?:centre|center)",
    "school": r"schools?|kindergartens?|universit(?:y|ies)|college|seminary|madrassa",
    "station": r"(?:railway|train|bus|metro|rail|subway) stations?|stations?",
    "market": r"markets?|bazaars?|marketplace",
    "mall": r"malls?|shopping (?:mall|centre|center|complex)",
    "theatre": r"theat(?:re|er)s?|drama theat(?:re|er)",
    "prison": r"prisons?|jails?|penal|detention|colony|prisoners? of war|pows?",
    "homes": r"flats?|apartments?|residential|tower block|high-rise|homes?|houses?|block of flats|housing",
    "mosque": r"mosques?",
    "church": r"church(?:es)?|cathedral|monastery|priory",
    "temple": r"temples?|synagogues?|shrines?|gurdwara",
    "airport": r"airports?|airfields?|airbases?|air ?bases?",
    "port": r"seaports?|harbou?rs?|docks?",
    "bridge": r"bridges?",
    "dam": r"dams?|hydroelectric",
    "power": r"power (?:plants?|stations?|grid|lines?)|substations?|energy (?:infrastructure|facilit\w+)|blackouts?",
    "convoy": r"convoys?|motorcades?",
    "camp": r"refugee camps?|displacement camps?|camps?",
    "eatery": r"caf[eé]s?|restaurants?|pizzeria|bars?|nightclubs?",
    "hotel": r"hotels?|guest ?houses?",
    "shop": r"shops?|stores?|supermarkets?|grocery",
    "embassy": r"embass(?:y|ies)|consulates?",
    "police": r"police (?:station|post|headquarters|academy|officers?)|checkpoints?",
    "base": r"barracks|military bases?|army (?:base|post|camp)|outposts?|garrisons?",
    "bus": r"bus(?:es)?|minibus(?:es)?|coach",
    "wedding": r"weddings?",
    "funeral": r"funerals?|wakes?|memorial (?:service|meal)|mourners?",
    "factory": r"factor(?:y|ies)|plants?|works|mill",
    "fuel": r"refiner(?:y|ies)|oil depots?|fuel depots?|oil terminals?|pipelines?",
    "depot": r"warehouses?|depots?|arsenals?",
    "rink": r"ice rinks?|playgrounds?|parks?|stadiums?",
    "concert": r"concerts?|festivals?|concert halls?",
    "ship": r"ships?|vessels?|tankers?|freighters?|warships?",
    "parliament": r"parliament|courts?|courthouse|town hall|city hall|ministr(?:y|ies) building",
    "aid": r"aid (?:queue|convoy|trucks?|site|workers?|centre|center)|food line",
    "bank": r"banks?",
}
_TARGET = re.compile(rf"\b(?:{'|'.join(rf'(?P<{name}>{words})' for name, words in _TARGETS.items())})\b", re.IGNORECASE)

COMMON = frozenset(
    {"homes", "police", "base", "power", "factory", "depot", "shop", "bus", "rink", "ship", "bank", "port"}
)
"""Targets hit on many days of a war: they tie reports only a few days apart."""

_SIDES: dict[str, str] = {
    "RU": r"russia\w*|moscow|kremlin|putin|wagner",
    "UA": r"ukrain\w*|kyiv|kiev|zelensk\w+|azov",
    "IL": r"israel\w*|idf|netanyahu",
    "PS": r"palestin\w*|hamas|gaza\w*|islamic jihad",
    "LB": r"leban\w*|hezbollah|hizbollah",
    "IR": r"iran\w*|tehran|irgc",
    "SY": r"syria\w*|assad",
    "IQ": r"iraq\w*|baghdad",
    "YE": r"yemen\w*|houthis?",
    "US": r"american\w*|pentagon|united states|washington|u\.s\.|us(?= (?:troops|soldiers|service|military|forces))",
    "GB": r"british|britain",
    "FR": r"french|france",
    "TR": r"turk(?:ey|ish|s|iye)\b|ankara",
    "IN": r"india\w*|delhi",
    "PK": r"pakistan\w*|islamabad",
    "AF": r"afghan\w*|taliban",
    "SD": r"sudan\w*|rsf",
    "ET": r"ethiopia\w*|tigray\w*",
    "SO": r"somali\w*|shabaab",
    "NG": r"nigeria\w*|boko haram",
    "ML": r"mali(?:an|ans)?\b",
    "CD": r"congo\w*|m23",
    "AM": r"armenia\w*",
    "AZ": r"azerbaijan\w*|azeri\w*|baku",
    "CO": r"colombia\w*|farc",
    "SV": r"salvador\w*|fmln",
    "PE": r"peru\w*",
    "MM": r"myanmar\w*|burm\w+",
    "CN": r"chin(?:a|ese)\b|beijing",
    "KP": r"north korea\w*",
    "KR": r"south korea\w*",
    "SA": r"saudi\w*|riyadh",
    "EG": r"egypt\w*",
    "LK": r"sri lanka\w*|tamil\w*",
    "PH": r"philippin\w*|filipino\w*",
}
_SIDE = re.compile(rf"\b(?:{'|'.join(rf'(?P<{code}>{words})' for code, words in _SIDES.items())})", re.IGNORECASE)

_FIGHTERS = re.compile(
    r"\b(?:soldiers?|troops?|militants?|fighters?|terrorists?|insurgents?|rebels?|servicem[ae]n|gunmen|commanders?|"
    r"operatives?|occupiers?|mercenaries|guerrillas?|combatants?|personnel)\b",
    re.IGNORECASE,
)
_NIGHT = re.compile(
    r"\b(?:overnight|night|midnight|pre-?dawn|early (?:on )?\w+day|late (?:on )?\w+day|small hours)\b", re.IGNORECASE
)
_BLAST = re.compile(
    r"\b(?:suicide|car[- ]bomb|truck[- ]bomb|roadside|ied|explosive device|landmine|mine|bomber|grenade)", re.IGNORECASE
)
_SPREAD = re.compile(
    r"\b(?:across|nationwide|several (?:cities|regions|towns)|(?:biggest|major|other|many) cities|cities across|"
    r"cities|regions|provinces|throughout|country-?wide)\b",
    re.IGNORECASE,
)
_AFTERMATH = re.compile(
    r"\b(?:rubble|debris|rescuers?|search (?:and rescue|operation|for)|recover(?:ed|y)|pulled|retrieved|"
    r"funerals? (?:for|of)|mourn\w*|buried|burial|investigat\w+|days? after|days? since|in memory|commemorat\w+|"
    r"identif(?:ied|ying)|survivors?|"
    r"destroyed (?:by|in)|succumbed|died (?:of|from) (?:their|his|her) (?:wounds|injuries)|in hospital|"
    r"(?:final|latest) (?:death )?toll|satellite images?|footage (?:shows|proves)|victims of)\b",
    re.IGNORECASE,
)
_COUNTED_AT = re.compile(
    r"(?:^|\W)(?:as of|by) (?:\d{1,2}[:.]\d\d|\d{1,2} ?[ap]\.?m|\w+day|(?:this |the )?(?:morning|evening|noon|\d))"
    r"|\bat \d{1,2}[:.]\d\d\b",
    re.IGNORECASE,
)
_UPDATE = re.compile(
    r"\b(?:toll|number|count|figure|death\w*)\b.{0,80}\b(?:ris(?:es|en|ing)|rose|grow\w*|grew|climb\w*|increas\w*|jump\w*|reach\w*|"
    r"updated|revised|now|up to|went up|st(?:ands|ood) at)\b|"
    r"\b(?:ris(?:es|en)|rose|grows|grown|grew|climb(?:s|ed)) to\b|"
    r"\b(?:final|latest|new|updated|official) (?:death )?toll\b|"
    r"\b(?:raised|put|putting|bringing|taking) the (?:death )?toll\b",
    re.IGNORECASE,
)
_FIND = re.compile(
    r"\b(?:bodies|body|corpses?|remains|skeletons?)\b[^.]{0,80}\b(?:found|discovered|exhumed|unearthed|dug up)\b|"
    r"\b(?:found|discovered|exhumed|unearthed|dug up)\b[^.]{0,40}\b(?:bodies|corpses|remains)\b|"
    r"\b(?:mass|shallow|common) graves?\b",
    re.IGNORECASE,
)
_RESCUE = re.compile(
    r"\b(?:rescuers?|rescue (?:workers?|teams?|crews?|operation)|search (?:and|operation)|firefighters?)\b", re.I
)
_PEOPLE = re.compile(r"\b(?:people|persons?|civilians?|others|victims?|killed|injured|wounded|dead)\b", re.IGNORECASE)
_REACTS = re.compile(r"\b(?:condemn\w*|denounc\w+|deplor\w+|decr(?:y|ies|ied)|outrage[ds]?|appall\w+)\b", re.IGNORECASE)
_STORY = r"(?:report|story|article|account|dispatch|post|alert)s?"
_TAKEN_BACK = re.compile(
    rf"^\W*(?:retraction|retracted|withdrawn|story withdrawn|kill notice|mandatory kill)\b|"
    rf"\b(?:retract(?:s|ed|ing)?|withdr(?:aws?|ew|awn))"
    rf"(?: (?:its|their|our|the|an?|th[ai][st]))?(?: \w+){{0,2}} {_STORY}\b|"
    rf"\b{_STORY}\b[^.]{{0,120}}\b(?:been|was|were|is|are) (?:retracted|withdrawn|a hoax|fabricated)\b|"
    rf"\bretraction of\b[^.]{{0,40}}\b{_STORY}\b",
    re.IGNORECASE,
)
_CORRECTED = re.compile(
    r"\b(?:correct(?:ion|ed|s)|clarification|amended|(?:earlier|previous) version)\b[^.]{0,160}"
    r"\b(?:toll|number|figure|count|killed|dead|deaths?|injured|wounded|casualt\w+)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def content_words(text: str) -> frozenset[str]:
    """The words that tell one event's wording from another's: lower case, no function words, no words of the trade."""
    return frozenset(word for word in WORD.findall(text.lower()) if word not in STOP)


@lru_cache(maxsize=65536)
def targets_in(text: str) -> frozenset[str]:
    """Classes of things hit that `text` names: "station", "hospital", "homes" ..."""
    return frozenset(m.lastgroup for m in _TARGET.finditer(text) if m.lastgroup)


@lru_cache(maxsize=65536)
def sides_in(text: str) -> frozenset[str]:
    """ISO codes of the sides a phrase names by state, people, capital, army or group."""
    return frozenset(m.lastgroup for m in _SIDE.finditer(text) if m.lastgroup)


def names_fighters(text: str) -> bool:
    """True if the people counted are combatants ("12 militants")."""
    return _FIGHTERS.search(text) is not None


def names_people(text: str) -> bool:
    """True if the words name people only: victims, not what was aimed at."""
    return not targets_in(text) and _PEOPLE.search(text) is not None


def at_night(text: str) -> bool:
    """True if the words put the event at a turn of days, where outlets name either day."""
    return _NIGHT.search(text) is not None


def planted(text: str) -> bool:
    """True for a bomb brought by hand or car rather than dropped."""
    return _BLAST.search(text) is not None


def spreads(text: str) -> bool:
    """True if the words tell of many places at once (R15)."""
    return _SPREAD.search(text) is not None


def updates_toll(text: str) -> bool:
    """True if the words present their figure as the newer count of one known before ("the toll rose to 59")."""
    return _UPDATE.search(text) is not None


def tells_aftermath(text: str) -> bool:
    """True if the words tell of what followed an event: search, mourning, later counts."""
    return _AFTERMATH.search(text) is not None or dates_the_count(text)


@lru_cache(maxsize=16384)
def takes_back(text: str) -> bool:
    """True if the words take a report back: retracted, withdrawn, killed (R27). A party's denial is none."""
    return _TAKEN_BACK.search(text) is not None


@lru_cache(maxsize=16384)
def corrects_count(text: str) -> bool:
    """True if the words correct a figure that was told before ("an earlier version gave the number of dead as ...")."""
    return _CORRECTED.search(text) is not None


def reacts(text: str) -> bool:
    """True if the words give somebody's feelings about an event rather than the event."""
    return _REACTS.search(text) is not None


@lru_cache(maxsize=16384)
def finds_bodies(text: str) -> bool:
    """True if the words count bodies found, not people killed just now: they may be counted already where they died."""
    return _FIND.search(text) is not None and _RESCUE.search(text) is None


def counted_at(text: str) -> bool:
    """True if the words give the moment of a count ("as of 19:30", "by Tuesday")."""
    return _COUNTED_AT.search(text) is not None


def dates_the_count(text: str) -> bool:
    """True if a day in the sentence is that of the counting, not of the event ("by Tuesday the toll had risen")."""
    return counted_at(text) or updates_toll(text)


def likeness(left: frozenset[str], right: frozenset[str]) -> float:
    """Share of the smaller set's words that the other has too, 0 to 1; 0 where either has fewer than three."""
    if len(left) < 3 or len(right) < 3:
        return 0.0
    return len(left & right) / min(len(left), len(right))
