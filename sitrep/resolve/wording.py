"""What the words of a claim tell of identity: its content words, what was hit, whose side is meant.

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
    "superstore": r"superstores?|hypermarkets?|(?:hardware|diy|department) stores?",
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
    "base": r"barracks|military bases?|army (?:base|post|camp)|outposts?|garrisons?|command (?:post|centre|center)s?",
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
_TARGET = re.compile(rf"\b(?:{'|'.join(rf'(?P<{name}>{words})' for name, words in _TARGETS.items())})\b")

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
_SIDE = re.compile(rf"\b(?:{'|'.join(rf'(?P<{code}>{words})' for code, words in _SIDES.items())})")


@lru_cache(maxsize=65536)
def content_words(text: str) -> frozenset[str]:
    """The words that tell one event's wording from another's: lower case, no function words, no words of the trade."""
    return frozenset(word for word in WORD.findall(text.lower()) if word not in STOP)


@lru_cache(maxsize=65536)
def targets_in(text: str) -> frozenset[str]:
    """Classes of things hit that `text` names: "station", "hospital", "homes" ..."""
    return frozenset(m.lastgroup for m in _TARGET.finditer(text.lower()) if m.lastgroup)


@lru_cache(maxsize=65536)
def sides_in(text: str) -> frozenset[str]:
    """ISO codes of the sides a phrase names by state, people, capital, army or group."""
    return frozenset(m.lastgroup for m in _SIDE.finditer(text.lower()) if m.lastgroup)


def likeness(left: frozenset[str], right: frozenset[str]) -> float:
    """Share of the smaller set's words that the other has too, 0 to 1; 0 where either has fewer than three."""
    if len(left) < 3 or len(right) < 3:
        return 0.0
    return len(left & right) / min(len(left), len(right))
