"""What a figure counts: one incident, a part, several places or days, a war so far, or another cause (R14-R17)."""

import re
from bisect import bisect_left
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from sitrep.extract.casualties.row import Mention
from sitrep.extract.casualties.words import words
from sitrep.extract.crime import is_crime
from sitrep.extract.recalled import in_court
from sitrep.extract.setting.setting import Setting
from sitrep.model.claim import Scope
from sitrep.text.document import Document, Sentence
from sitrep.text.folding import Folded, lower

WAR_SCALE = 1000
"""A plain toll this high, told of a whole country or region without a day, is a war's so far, not one incident's."""

_HEALTH_MINISTRY = re.compile(
    r"\b(?:gaza|palestinian|hamas)[^.;]{0,30}\b(?:death toll|toll|health ministry)\b|\bdeath toll in gaza\b", re.I
)


NO_SINGLE_EVENT = 10_000
"""No attack of a day kills so many: a figure this high is a war's so far, whatever days stand beside it."""


class Bearing(NamedTuple):
    """Scope, the cause where it is another than violence, for a part too (R17); `word` is what decided."""

    scope: Scope
    cause: str | None = None
    word: str = ""


def bearing(doc: Document, sentence: Sentence, mention: Mention, setting: Setting) -> Bearing:
    """What the figure of `mention` counts, from its sentence first, then from headline and lead."""
    text = sentence.text
    crime = _crime(doc, sentence, mention)
    other = Bearing("other", "crime", crime) if crime else _other(doc, sentence, mention)
    told = other is not None and other.cause != "unstated"
    if mention.part:
        running = _word(words().running, text) or _brought(sentence, mention, setting)
        return Bearing("running_total" if running else "part", other.cause if other and told else None, "part")
    if other is not None and told:
        return other
    running = _running(doc, sentence, mention, setting)
    if running is not None:
        return Bearing("running_total", None, running)
    if other is not None and not mention.toll:
        return other
    several = _several(doc, sentence, mention, setting)
    return Bearing("incident") if several is None else Bearing("aggregate", None, several)


def _running(doc: Document, sentence: Sentence, mention: Mention, setting: Setting) -> str | None:
    """What makes the figure a war's or a campaign's so far (R16)."""
    text = sentence.text
    said = _word(words().running, _of_its_own(sentence, mention)) or _brought(sentence, mention, setting)
    if said is not None:
        return said
    low = mention.count.low or mention.count.high or 0
    before = _before(doc, sentence)
    leans = before and low > 1 and not _has_own_setting(sentence)
    if leans and (_word(words().running, before) or _word(words().rising, before)):
        return "sentence before"
    undated = not any(d.when.precision in ("day", "hour") for d in sentence.dates)
    if low >= (WAR_SCALE if undated else NO_SINGLE_EVENT) and mention.kind != "injured":
        return "war scale"
    return "territory's toll" if mention.toll and low >= 300 and _HEALTH_MINISTRY.search(text) else None


def _several(doc: Document, sentence: Sentence, mention: Mention, setting: Setting) -> str | None:
    """What makes the figure one of several attacks, places or days together (R15)."""
    text, before = sentence.text, _before(doc, sentence)
    if mention.spread:
        return "told apart"
    wide = _word(words().aggregate, text)
    if wide is None and (others := _IN_OTHERS.match(doc.text, mention.end, sentence.end)):
        wide = others.group().strip()
    leans = before and not _has_own_setting(sentence)
    if wide is None and leans and (_THE_ATTACKS.search(text) or not _FIGURE_OF_ITS_OWN.search(before)):
        wide = _word(words().aggregate, before)
    if wide is not None and (mention.count.low or 0) != 1:
        return wide
    whole_country = len({p.key for p in setting.places}) == 1 and setting.places[0].precision == "country"
    toll = mention.toll and (mention.count.low or 0) > 1
    return "country" if whole_country and toll and not _ONE_EVENT.search(text) else None


def _has_own_setting(sentence: Sentence) -> bool:
    """True where the sentence names its own place or day, and leans on none before it."""
    return any(p.place.precision != "country" for p in sentence.places) or bool(sentence.dates)


_IN_OTHERS = re.compile(
    r"[^.;,]{0,20}?\b(?:in|by) (?:other|further|similar|subsequent|unrelated) (?:\w+ )?"
    r"(?:attacks|strikes|raids|incidents|clashes|bombings|shootings|ambushes)\b",
    re.I,
)
""" "A bomb kills nine; seven die in other attacks": the seven alone are of several."""
_FIGURE_OF_ITS_OWN = Folded(r"\b(?:kill(?:s|ed|ing)?|dead|died|wounded|injured|wounding|injuring)\b")
_THE_ATTACKS = Folded(
    r"\b(?:the|these|those|both) (?:\w+ ){0,2}(?:attacks|strikes|raids|blasts|bombings|explosions|shootings|ambushes)\b"
)
""" "Another nine were killed in several strikes." counts those nine together, not the two of the next sentence."""


def _of_its_own(sentence: Sentence, mention: Mention) -> str:
    """The words that may make the figure a war's: not those of a total that it is added to, nor a comparison's."""
    found = words().bringing.search(sentence.text)
    added = found is not None and mention.end - sentence.start <= found.start()
    return words().superlative.sub(" ", lower(sentence.text[: found.start()] if found and added else sentence.text))


def _brought(sentence: Sentence, mention: Mention, setting: Setting) -> str | None:
    """ "..., bringing the toll to 212": what follows is a war's count, unless it is one incident's that rose."""
    found = words().bringing.search(sentence.text)
    if found is None or mention.end - sentence.start <= found.start():
        return None
    one = _word(words().one_incident, sentence.text) or _of_one_town(sentence.text, setting)
    return None if one else found.group()


_ONE_EVENT = Folded(
    r"\b(?:air ?strike|strike|attack|bombing|blast|explosion|air raid|raid|shooting|shelling|ambush|massacre)\b"
    r"(?=[^.;]{0,40}\btoll\b)|\btoll (?:from|in|of)\b[^.;]{0,60}\b(?:air ?strike|strike|attack|bombing|blast|explosion|"
    r"raid|shooting|ambush|massacre)\b"
    r"|\btoll (?:[a-z]+ ){1,4}(?:to|at|of|past) [\w,]+ (?:in|from|after) (?:an? |the )?(?:[\w-]+ ){0,2}?"
    r"(?:air ?strike|strike|attack|bombing|blast|explosion|raid|shooting|ambush|massacre)\b"
)
"""The toll of one event, by its own words, wherever in a country it was."""

_RAISED = Folded(r"\b(?:raises?|raised|raising)\b[^.;]{0,40}\btoll to\b")


def _of_one_town(text: str, setting: Setting) -> bool:
    """ "Officials raise the X toll to 89": of a town it is the newer count of what happened there, no war's (R13)."""
    local = bool(setting.places) and setting.places[0].precision in ("exact", "area")
    return local and _RAISED.search(text) is not None and _ATTACKS.search(text) is None


_ATTACKS = Folded(r"\b(?:war|conflict|campaign|siege|since|strikes|attacks|raids|kill(?:s|ed|ing)|dead|died)\b")


def _crime(doc: Document, sentence: Sentence, mention: Mention) -> str:
    """The words that make the dead those of a trial or of ordinary crime; "" where there are none."""
    if "execution" not in _cause(sentence.text)[0] and in_court(doc, sentence, mention.start, mention.end):
        return "in court"
    many = mention.count.low or mention.count.high or 0
    return "ordinary crime" if is_crime(sentence.text, many, doc.article.title) else ""


@lru_cache(256)  # a sentence is asked the same for every figure in it, and for those of the next
def _word(rule: re.Pattern[str] | Folded, text: str) -> str | None:
    """The words of `text` that `rule` finds first."""
    found = rule.search(text)
    return found and found.group()


def _before(doc: Document, sentence: Sentence) -> str:
    """The sentence before in the same or the last paragraph; none for headline and lead."""
    at = bisect_left(doc.sentences, sentence.start, key=attrgetter("start"))
    if (
        at < 1
        or sentence.title
        or doc.sentences[at - 1].title
        or sentence.paragraph - doc.sentences[at - 1].paragraph > 1
    ):
        return ""
    return doc.sentences[at - 1].text


ABOVE = 600
"""Characters at the top of an article that give the cause where the figure's own sentence gives none."""

_ALONE = {"epidemic": "disease", "natural_force": "disaster", "animals": "accident", "execution": "execution"}
"""Words that name a cause however many words of violence stand beside them, and the cause."""

_ORDER = ("violence", "disaster", "accident", "fighters", "disease", "crime", "natural")
_VIOLENT = frozenset({"violence", "fighters"})
"""An accident among fighters is one, a disease among them may not be what killed: in this order words decide."""


@lru_cache(64)  # one headline and lead stand behind every figure of an article
def _cause(text: str) -> tuple[str, str]:
    """What `text` lays deaths to, and the words that say so; "" where it says nothing."""
    for name, cause in _ALONE.items():
        alone = words().causes[name].search(text)
        if alone is not None:
            return cause, alone.group()
    for name in _ORDER:
        found = words().causes[name].search(text)
        if found is not None:
            return name, found.group()
    return "", ""


def _own_events(sentence: Sentence, mention: Mention) -> str:
    """The sentence without the clauses that tell of other dead: "four killed in Tibo, four more die in crash"."""
    if mention.kind != "killed" or _MORE_DIE.search(sentence.text) is None:
        return sentence.text
    at, parts, here = mention.people.start - sentence.start, [], 0
    for part in re.split(r"(?<=[,;])\s", sentence.text):
        own = here <= at < here + len(part)
        here += len(part) + 1
        if own or _MORE_DIE.search(part) is None:
            parts.append(part)
    return " ".join(parts)


_MORE_DIE = Folded(r"\b(?:more|others?|another)\b[^,;]{0,20}\b(?:die|dies|died|dead|killed)\b")

_TO_DEATH = re.compile(r": (?:beaten|beat|bludgeoned|clubbed|kicked|choked|strangled|stabbed|knifed) to death", re.I)


def _other(doc: Document, sentence: Sentence, mention: Mention) -> Bearing | None:
    """Another cause than violence, where its words stand and those of violence do not; first in the sentence itself."""
    own = _own_events(sentence, mention)
    above = doc.text[:ABOVE]
    for text in (own, above if own is sentence.text else above.replace(sentence.text, own)):
        cause, word = _cause(text)
        if cause in _VIOLENT:
            return None
        if cause:
            return Bearing("other", cause, word)
    if _TO_DEATH.search(mention.rule):
        return Bearing("other", "crime", "to death")
    if mention.count.low == 1 and any(word in mention.rule.lower() for word in ("death", "dies", "died", "dead")):
        return Bearing("other", "unstated", "no violence told")
    if mention.kind == "missing" and mention.count.high in (1, 2) and mention.people.how in ("single", "named"):
        return Bearing("other", "unstated", "no violence told")  # a teenager out with the dog
    return None
