"""Did it happen, and to people? What parts "the mayor was killed" from "the process was killed" (METHOD.md R18, R28).

A noun of people, or a person's name, says so by itself. A capitalised word, a bare number or "he" does not: "Drafts are
dead", "2600 is missing", "he burned out". There the words around must tell of violence or of another cause of harm.
"""

import re

from sitrep.extract.casualties.row import Mention
from sitrep.extract.casualties.words import words
from sitrep.extract.modality import goes_on_about_old, modality
from sitrep.extract.recalled import dates_another, recalled
from sitrep.text.document import Document, Sentence
from sitrep.text.folding import Folded, holds
from sitrep.text.lexicons import stops
from sitrep.text.tokens import key

HEADLINE_AND_LEAD = 300
"""Characters at the top of an article that say what it is about."""

_FEARED = Folded(r"\b(?:feared|believed|thought|presumed|known|reported)\s+(?:to\s+have\b|dead\b|killed\b)")
_WHENEVER = Folded(r"\b(?:any ?time|whenever|every time|each time)\b")
_UNREAL = Folded(r"\b(?:not|never|could|would|might|may|should|will|can|cannot|if)\b|n['’]t\b")
_YEARLY = re.compile(
    r"[^.;:,]{0,24}\b(?:annually|yearly|(?:every|each|per)\s+(?:year|month|week|day)|a\s+year(?!\s+(?:ago|after|before|later|earlier|since|on)\b))\b",
    re.I,
)
"""Behind a figure: so many a year, no event."""

_FREEING = Folded(
    r"\b(?:free|frees|freed|freeing|releas\w+|rescu\w+|liberat\w+|return(?:s|ed|ing)?(?:\s+of)?|hand(?:s|ed|ing)?\s+over|exchang\w+|swap\w*|escap\w+)"
    r"\s+(?:[\w'’()-]+\s+){0,5}$",
)
_FREED = Folded(
    r"^(?:(?!, and\b|\bbut\b|\bwhile\b|\bof whom\b|\bsome\b|\bothers\b)[^.;:\d]){0,60}?"
    r"\b(?:have|has|had|was|were) (?:been )?(?:later |since |now )?(?:freed|released|rescued|liberated)\b"
    r"|^\s+(?:[\w'’-]+\s+){0,4}?(?:(?:was|were|are|is|have\s+been|has\s+been|had\s+been|be)\s+)?(?:later\s+)?(?:freed|released|rescued|liberated|escaped|swapped|handed\s+over)\b",
)
_ELSEWHERE = Folded(
    r"\bassess\w*\b[^.;]{0,40}\bseparate(?:ly)?\b|\b(?:recorded|counted|documented|listed|reported on) separately\b"
)
""" "Their deaths are assessed in a separate incident": a monitor counts them elsewhere."""
_NAME = re.compile(r"[^\W\d_]+")
_UNKNOWN_PLURAL = "~"
_ANYONE = re.compile(r"\b(?:person|patient|player|subject|driver|user|student) [A-Z]$|\byour\b", re.I)
""" "Person A", "your grandmother": made up to show something, or anybody's."""

_EACH = ("every ", "each ", "any ")


def is_real(doc: Document, index: int, mention: Mention) -> bool:
    """True where sentence `index` of `doc` tells by `mention` what did happen to people."""
    quoted = doc.text[max(0, mention.start - 12) : mention.start]
    if doc.text[mention.start].isupper() and _NAMED_SO.search(quoted):
        return False
    return _to_people(doc, doc.sentences[index], mention) and _happened(doc, index, mention)


_NAMED_SO = re.compile(r"\b(?:the|called|named|dubbed|as) [“\"‘']$")
""" "Known as the “Executed Renaissance”": a name in quotation marks."""


def _happened(doc: Document, index: int, mention: Mention) -> bool:
    """False for what may happen, did not, is planned, or lies long back (R28)."""
    if mention.count.low == 0 and mention.count.high == 0:
        told = modality(doc, index, mention.end, mention.end) not in ("generic", "history")
        return told and not goes_on_about_old(doc, index)
    people, span = mention.people, doc.text[mention.start : mention.end]
    inner = span.replace(doc.text[people.start : people.end], " ", 1) if len(span) > people.end - people.start else ""
    if not mention.toll and _UNREAL.search(re.sub(r"\b(?:who|which|that)\b.*?,", " ", inner)[-60:]):
        return False
    sentence = doc.sentences[index]
    if _WHENEVER.search(doc.text[sentence.start : mention.start]):
        return False
    if _ELSEWHERE.search(sentence.text):
        return False
    if _set_free(doc, sentence, mention) or _YEARLY.match(doc.text, mention.end, sentence.end):
        return False
    if dates_another(doc, sentence, mention.start, mention.end):
        return False
    if goes_on_about_old(doc, index):
        return False
    one, named = mention.count.high == 1, mention.people.how == "named"
    if recalled(doc, sentence, mention.start, mention.end, one=one, named=named):
        return False
    if _superseded(doc, sentence, mention):
        return False
    stance = modality(doc, index, mention.start, mention.end)
    return stance == "asserted" or (
        stance == "hypothetical" and _FEARED.search(doc.text[sentence.start : mention.end]) is not None
    )


_AT_FIRST = Folded(
    r"\b(?:(?:at\s+)?first|initially|earlier|previously|originally)\s+(?:had\s+)?"
    r"(?:said|put|reported|announced|gave|given|stated|counted|believed|thought|told)\b[^;]*$"
)
_THEN = (" later ", " now ", " since ")


def _superseded(doc: Document, sentence: Sentence, mention: Mention) -> bool:
    """ "Police first said eight were killed, but later six": a figure that the sentence itself takes back (R13)."""
    after = doc.text[mention.end : sentence.end]
    if not holds(after, _THEN):
        return False
    return _AT_FIRST.search(doc.text[sentence.start : mention.start + 1]) is not None


def _set_free(doc: Document, sentence: Sentence, mention: Mention) -> bool:
    """ "Frees two hostages", "the captives were released": their capture is not the news."""
    if mention.kind != "captured":
        return False
    before, after = doc.text[sentence.start : mention.start], doc.text[mention.end : sentence.end]
    return _FREEING.search(before) is not None or _FREED.search(after) is not None


def _to_people(doc: Document, sentence: Sentence, mention: Mention) -> bool:
    people = mention.people
    if people.how in ("named", "single") and _ANYONE.search(people.count.text):
        return False
    if mention.rule.startswith("event of people: death") and people.count.text.lower().startswith(("my ", "our ")):
        return False  # "I began to play after the death of my father"
    if mention.toll or mention.part or mention.listed:
        return True
    if people.how == "bare" and mention.count.high == 1 and mention.rule.startswith("event of people"):
        return False  # "an injury to one"
    if mention.weak and people.how in ("single", "named", "pronoun"):  # "rushed to hospital": most often illness
        return _violent(mention) or _harm_beside(doc, sentence, mention) or _harm_above(doc, mention)
    if mention.rule.startswith("lost") and people.head not in words().small["fielded"]:
        return _harm_beside(doc, sentence, mention) or _harm_above(doc, mention)
    if people.count.text.lower().startswith(_EACH):
        return False
    if people.how == "named":
        full = " " in people.count.text and _harm_above(doc, mention)
        return bool(people.head) or full or _is_person(people.count.text) or _harm_beside(doc, sentence, mention)
    if people.how == "pronoun":
        return _to_somebody(doc, sentence, mention)
    if people.head.startswith(_UNKNOWN_PLURAL):
        harmed = mention.kind in ("killed", "injured") and not mention.weak  # not "twelve depots destroyed"
        return harmed and _harm_beside(doc, sentence, mention)
    if people.how == "bare":
        return _violent(mention) or sentence.title or _harm_beside(doc, sentence, mention) or _harm_above(doc, mention)
    return True


def _violent(mention: Mention) -> bool:
    """True where the predicate says so itself: "four were shot dead", "hit by shrapnel"; "shot" alone may be a film."""
    said = mention.rule.partition(": ")[2].lower()
    return said != "shot" and words().causes["violence"].search(said) is not None


def _is_person(name: str) -> bool:
    """True for a name that begins with a first name or a title: "Ana Sol", "Gen. Ruiz"."""
    found = [key(word) for word in _NAME.findall(name)]
    return len(found) > 1 and not {*found[:-1]}.isdisjoint(stops().given | stops().titles | words().small["titles"])


def _to_somebody(doc: Document, sentence: Sentence, mention: Mention) -> bool:
    """True where "he" or "she" was harmed; who is only in hospital is most often ill."""
    if "hospital" not in mention.rule:
        return _harm_beside(doc, sentence, mention) or _harm_above(doc, mention)
    text = f"{doc.text[:HEADLINE_AND_LEAD]} | {sentence.text}"
    return any(words().causes[name].search(text) for name in ("violence", "accident", "disaster"))


def _harm_beside(doc: Document, sentence: Sentence, mention: Mention) -> bool:
    """True where the sentence tells of violence or another cause of harm outside the mention's own words."""
    return _harm(f"{doc.text[sentence.start : mention.start]} | {doc.text[mention.end : sentence.end]}")


def _harm_above(doc: Document, mention: Mention) -> bool:
    """True where headline and lead do."""
    top = doc.text[:HEADLINE_AND_LEAD]
    own = doc.text[mention.start : mention.end]
    if mention.weak and own in top[: mention.start].replace("\n", " ") + top[mention.end :]:
        return _harm(top.replace(own, " | "))  # a title said again: "Shot Online"
    if mention.start < len(top):
        top = f"{top[: mention.start]} | {top[mention.end :]}"
    return _harm(top)


def _harm(text: str) -> bool:
    return any(rule.search(text) for name, rule in words().causes.items() if name != "natural")
