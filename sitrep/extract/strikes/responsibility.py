"""Who claims an attack, and whom others blame for it (METHOD.md R24)."""

import re

from sitrep.extract.strikes.merge import Told
from sitrep.text.document import ActorMention, Document, Sentence
from sitrep.text.folding import Folded

_CLAIM = Folded(
    r"\bclaim(?:s|ed|ing)?\s+(?:the\s+)?(?:responsibility|credit)\b|\bclaimed\s+by\b|\b(?:took|takes|taken)\s+responsibility\b",
    needs=("claim", "responsibility"),
)
_CLAIM_OF_ATTACK = Folded(
    r"\bclaim(?:s|ed|ing)?\s+(?:[\w’'-]+\s+){0,4}?(?:attacks?|bombings?|blasts?|explosions?|strikes?|ambush(?:es)?|raids?"
    r"|shootings?|assaults?|killings?|assassinations?|rocket fire)\b"
    r"(?!\s+(?:kill|hit|was\b|were\b|had\b|has\b|caus|left|destroy|target|by\b|from\b|claim)|[^.;]{0,60}\s(?:was|were|is|are)\s)",
    needs=("claim",),
)
""" "Claims drone attack on X"; "claims the strike killed X" only tells of one."""

_NO_CLAIM = Folded(
    r"\b(?:no\s+(?:one|group|body|organi[sz]ation)|nobody|no[\s-]immediate|not\s+(?:yet\s+)?|never|without)\b[^.]{0,30}$",
)
_BLAME = re.compile(r"\b(?:blam(?:ed|es|ing)|accus(?:ed|es|ing))\s+(?!on\b)", re.I)

_OTHERS = Folded(
    r"\b(?:similar|previous|past|earlier|other)\s+(?:[\w-]+\s+)?(?:attacks?|bombings?|blasts?|strikes?|killings?|raids?)\b"
)
_RELATIVE = re.compile(r",\s+(?:which|who|whose)\s[^,;.]*,")
""" "The movement, which has fought for years, claimed ...": as if it were not there."""

_REACH = 60
"""Characters between an actor and the words by which it claims responsibility, or is blamed."""


def is_claimed(doc: Document, sentence: Sentence) -> bool:
    """Whether `sentence` says that somebody claims the attack it names, known or not: "claimed by a new group"."""
    match = _CLAIM.search(doc.text, sentence.start, sentence.end)
    if match is None:
        return _group_that_claims(doc, sentence) is not None
    return _NO_CLAIM.search(doc.text[sentence.start : match.start()]) is None


def claimant(doc: Document, sentence: Sentence) -> str | None:
    """The name of who claims an attack in `sentence`: of its own responsibility, or a group of the attack itself."""
    match = _CLAIM.search(doc.text, sentence.start, sentence.end)
    if match is None:
        return _group_that_claims(doc, sentence)
    if _NO_CLAIM.search(doc.text[sentence.start : match.start()]):
        return None
    passive = match.group().startswith("claimed by")
    near = [
        a
        for a in sentence.actors
        if _can_claim(doc, a, match.start(), match.end(), passive=passive) and not _inside_a_name(doc, sentence, a)
    ]
    return (near[0] if passive else near[-1]).actor.name if near else None


def _group_that_claims(doc: Document, sentence: Sentence) -> str | None:
    """ "JNIM claims ambush near X". A state that claims a strike may as well tell of its enemy's."""
    match = _CLAIM_OF_ATTACK.search(doc.text, sentence.start, sentence.end)
    if match is None:
        return None
    if any(match.start() < a.start < match.end() and a.form != "capital" for a in sentence.actors):
        return None  # "Hamas claims Israeli strike ..."
    near = [a for a in sentence.actors if a.actor.kind == "group" and a.end <= match.start() <= a.end + _REACH]
    return near[-1].actor.name if near else None


def _inside_a_name(doc: Document, sentence: Sentence, actor: ActorMention) -> bool:
    """ "Harakat-e-Zafar Pakistan claimed ...": a group that nobody has listed, not the state in its name."""
    before = doc.text[sentence.start : actor.start]
    return actor.actor.kind == "state" and re.search(r"\s[A-Z][\w’'-]+ $", before) is not None


def _can_claim(doc: Document, actor: ActorMention, start: int, end: int, *, passive: bool) -> bool:
    if actor.actor.kind == "body" or actor.form in ("capital", "demonym"):
        return False
    if passive:
        return end <= actor.start <= end + _REACH
    return actor.end <= start and len(_RELATIVE.sub("", doc.text[actor.end : start])) <= _REACH


def with_stances(doc: Document, told: Told) -> Told:
    """Claims of responsibility and blame in the sentences about the attack give it its attacker, and his stance."""
    first, last = min(m.nth for m in told.mentions), max(m.nth for m in told.mentions)
    mentions = list(told.mentions)
    for index in range(first, min(last + 3, len(doc.sentences))):
        sentence = doc.sentences[index]
        if not any(m.attacker for m in mentions) and (blamed := _blamed(doc, sentence)) is not None:
            mentions = [m._replace(attacker=blamed, stance="accused") for m in mentions]
        name = claimant(doc, sentence)
        known = {m.attacker for m in mentions if m.attacker}
        if name is None or (known and name not in known):
            continue
        mentions = [m._replace(attacker=name, stance="claimed") for m in mentions]
        break
    return Told(tuple(mentions))


def _blamed(doc: Document, sentence: Sentence) -> str | None:
    """ "..., blaming the rebels", "The army blamed X": whom a sentence about the attack blames, if it is one actor."""
    match = _BLAME.search(doc.text, sentence.start, sentence.end)
    if match is None or _OTHERS.search(doc.text, sentence.start, match.start()):
        return None
    near = [a for a in sentence.actors if match.end() <= a.start <= match.end() + _REACH and a.actor.kind != "body"]
    return near[0].actor.name if near else None
