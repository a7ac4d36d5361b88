"""How a sentence tells what it tells: as news, as an aftermath, as a newer count, as a correction, as a feeling."""

import re
from functools import lru_cache

from sitrep.resolve.wording import targets_in
from sitrep.text.folding import Folded

_FIGHTERS = Folded(
    r"\b(?:soldiers?|troops?|militants?|fighters?|terrorists?|insurgents?|rebels?|servicem[ae]n|gunmen|commanders?|"
    r"operatives?|occupiers?|mercenaries|guerrillas?|combatants?|personnel)\b"
)
_SOLDIERS = Folded(
    r"\b(?:soldiers?|troops?|servicem[ae]n|service ?members?|conscripts?|recruits?|reservists?|personnel)\b"
)
_NIGHT = Folded(r"\b(?:overnight|night|midnight|pre-?dawn|early (?:on )?\w+day|late (?:on )?\w+day|small hours)\b")
_BLAST = Folded(r"\b(?:suicide|car[- ]bomb|truck[- ]bomb|roadside|ied|explosive device|landmine|mine|bomber|grenade)")
_SPREAD = Folded(
    r"\b(?:across|nationwide|several (?:cities|regions|towns)|(?:biggest|major|other|many) cities|cities across|"
    r"cities|regions|provinces|throughout|country-?wide)\b"
)
_AFTERMATH = Folded(
    r"\b(?:rubble|debris|rescuers?|search (?:and rescue|operation|for)|recover(?:ed|y)|pulled|retrieved|"
    r"funerals? (?:for|of)|mourn\w*|buried|burial|investigat\w+|days? after|days? since|in memory|commemorat\w+|"
    r"identif(?:ied|ying)|survivors?|"
    r"destroyed (?:by|in)|succumbed|died (?:of|from) (?:their|his|her) (?:wounds|injuries)|in hospital|"
    r"(?:final|latest) (?:death )?toll|satellite images?|footage (?:shows|proves)|victims of)\b"
)
_ANOTHER = Folded(
    r"\b(?:elsewhere|separately|(?:in an? (?:separate|unrelated)|in another) (?:\w+ )?"
    r"(?:attack|incident|strike|ambush|bombing|blast|shooting|clash|raid))\b"
)
_COUNTED_AT = Folded(
    r"(?:^|\W)(?:as of|by) (?:\d{1,2}[:.]\d\d|\d{1,2} ?[ap]\.?m|\w+day|(?:this |the )?(?:morning|evening|noon|\d))"
    r"|\bat \d{1,2}[:.]\d\d\b"
)
_UPDATE = Folded(
    r"\b(?:toll|number|count|figure|death\w*)\b.{0,80}\b(?:ris(?:es|en|ing)|rose|grow\w*|grew|climb\w*|increas\w*|jump\w*|reach\w*|"
    r"updated|revised|now|up to|went up|st(?:ands|ood) at)\b|"
    r"\b(?:ris(?:es|en)|rose|grows|grown|grew|climb(?:s|ed)) to\b|"
    r"\b(?:final|latest|new|updated|official) (?:death )?toll\b|"
    r"\b(?:raised|put|putting|bringing|taking) the (?:death )?toll\b"
)
_FIND = Folded(
    r"\b(?:bodies|body|corpses?|remains|skeletons?)\b[^.]{0,80}\b(?:found|discovered|exhumed|unearthed|dug up)\b|"
    r"\b(?:found|discovered|exhumed|unearthed|dug up)\b[^.]{0,40}\b(?:bodies|corpses|remains)\b|"
    r"\b(?:mass|shallow|common) graves?\b"
)
_RESCUE = Folded(
    r"\b(?:rescuers?|rescue (?:workers?|teams?|crews?|operation)|search (?:and|operation)|firefighters?)\b"
)
_PEOPLE = Folded(
    r"\b(?:people|persons?|civilians?|others|victims?|killed|injured|wounded|dead"
    r"|husbands?|wife|wives|sons?|daughters?|mothers?|fathers?|brothers?|sisters?|parents|relatives?)\b"
)
_REACTS = Folded(r"\b(?:condemn\w*|denounc\w+|deplor\w+|decr(?:y|ies|ied)|outrage[ds]?|appall\w+)\b")
_CAMPAIGN = Folded(
    r"\b(?:since|wars?|campaign|offensive|invasion|conflict|so far|this (?:year|month|week)|"
    r"(?:days?|weeks?|months?|years?) of)\b"
)
_RECAP = re.compile(
    r",? ?\b(?:(?:a|one|two|three|four|five|several|\d+|a few|just|only) ){1,2}(?:hour|day|night|week|month|year)s? "
    r"after\b.*?(?:[.;!?](?=\s|$)|$)",
    re.IGNORECASE,
)
_CARE = re.compile(
    r"\b(?:died|dies|dying|die|taken|rushed|brought|carried|flown|treated|admitted|recovering|succumbed|hospitalised|remain(?:s|ed)?)"
    r"\b[^.]{0,30}?\b(?:in|to|at) (?:an? |the |local |nearby )*hospitals?\b",
    re.IGNORECASE,
)
_STORY = r"(?:report|story|article|account|dispatch|post|alert)s?"
_TAKEN_BACK = Folded(
    rf"^\W*(?:retraction|retracted|withdrawn|story withdrawn|kill notice|mandatory kill)\b|"
    rf"\b(?:retract(?:s|ed|ing)?|withdr(?:aws?|ew|awn))"
    rf"(?: (?:its|their|our|the|an?|th[ai][st]))?(?: \w+){{0,2}} {_STORY}\b|"
    rf"\b{_STORY}\b[^.]{{0,120}}\b(?:been|was|were|is|are) (?:retracted|withdrawn|a hoax|fabricated)\b|"
    rf"\bretraction of\b[^.]{{0,40}}\b{_STORY}\b"
)
_CORRECTED = Folded(
    r"\b(?:correct(?:ion|ed|s)|clarification|amended|(?:earlier|previous) version)\b[^.]{0,160}"
    r"\b(?:toll|number|figure|count|killed|dead|deaths?|injured|wounded|casualt\w+)\b"
)


def names_fighters(text: str) -> bool:
    """True if the people counted are combatants ("12 militants")."""
    return _FIGHTERS.search(text) is not None


def names_soldiers(text: str) -> bool:
    """True if the people counted are a regular army's ("two soldiers"), as an army calls its own."""
    return _SOLDIERS.search(text) is not None


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


@lru_cache(maxsize=16384)
def turns_to_another(text: str) -> bool:
    """True if the words turn to another event than the one told before ("in a separate incident", "elsewhere")."""
    return _ANOTHER.search(text) is not None


def tells_aftermath(text: str) -> bool:
    """True if the words tell of what followed an event: search, mourning, later counts."""
    return _AFTERMATH.search(text) is not None or dates_the_count(text)


def tells_campaign(text: str) -> bool:
    """True if the words count over a war, a year or a campaign (R16)."""
    return _CAMPAIGN.search(text) is not None


def scene_of(text: str) -> str:
    """The words without what they say of an earlier event ("..., a day after the strike on the mall") and of where the
    hurt were taken or died ("in hospital"): neither was hit.
    """
    return _CARE.sub("", _RECAP.sub("", text))


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
