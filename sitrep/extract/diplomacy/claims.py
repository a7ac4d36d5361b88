"""Diplomatic acts: actor -> act -> target, in PLOVER classes (METHOD.md R32).

A small grammar over marked sentences: the words of data/en/acts.toml carry an act, the actor's phrase left of them is
who acts, the one right of them on whom. Whatever is only possible, asked, past history or generic talk makes no act
(R28).
"""

import re
from datetime import datetime

from sitrep.extract.diplomacy.about import about
from sitrep.extract.diplomacy.abroad import between_states
from sitrep.extract.diplomacy.answering import answering
from sitrep.extract.diplomacy.clause import Before, Clause, clause, left_edge, persons_of
from sitrep.extract.diplomacy.finding import Finding
from sitrep.extract.diplomacy.grammar import findings
from sitrep.extract.diplomacy.lexicon import lexicon
from sitrep.extract.diplomacy.retold import once
from sitrep.extract.modality import HISTORY_DAYS, Modality, modality, past, stance_of
from sitrep.model.article import Span
from sitrep.model.claim import Act, ActClass
from sitrep.model.when import UNDATED, When
from sitrep.text.attribution import speaker
from sitrep.text.document import Actor, Document, Sentence
from sitrep.text.folding import holds

_PAIRS = 6
"""The most pairs of actor and target one wording may make: a list of twenty states is one act of a crowd."""
_OPENING = 40
"""Characters in which a sentence says whom it is about."""
_MEETINGS: frozenset[ActClass] = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_CONDITIONS = frozenset({"if", "unless", "could", "might"})
_VENUE_BEFORE = frozenset({"in", "at"})
_COMING: dict[ActClass, ActClass] = {"CONSULT": "AGREE", "COOPERATE": "AGREE", "YIELD": "AGREE"}
"""What is only announced (R32): talks to come are an agreement to talk."""
_WITHHELD: frozenset[ActClass] = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "MOBILIZE"})
"""What it is a rejection to announce one will not do."""
_PLAIN_WORD = re.compile(r"[a-z]+")
_MEASURES: frozenset[ActClass] = frozenset({"SANCTION", "COERCE", "MOBILIZE"})
"""What one will do unless the other gives in is a threat."""
_STILL_TO_DO: frozenset[ActClass] = frozenset({"AID", "SANCTION", "COERCE", "MOBILIZE", "SUPPORT"})
"""What is told as coming in these keeps its class, and says that it is planned."""
_INTENTIONS = frozenset({"plan", "plans", "intention", "intentions", "intent"})
_MONEY = re.compile(r"[$€£]\d")
_HYPHENED = re.compile(r"[a-z]+-[a-z0-9-]+")
_CROWDS = re.compile(
    r"\bthe West\b|\b[Ww]orld leaders\b|\b(?:Western|Arab|Gulf|European) (?:countries|leaders|states)\b"
)
_CROWD_HINTS = ("West", "orld leaders", "Arab", "Gulf", "European")
"""Letters one of which is in every crowd."""
_REFERS = re.compile(
    r"\b(?:[Ii]t|[Tt]hey|[Hh]e|[Ss]he|[Tt]he (?:[a-z]+ )?(?:ministry|government|president|minister|bloc|alliance|group"
    r"|movement|council|leaders?|premier|chancellor))\b"
)
_SINCE_THEN = re.compile(r"\b(?:in|of|from) ((?:19|20)\d\d),? (?:by |under |in |with )?(?:which|when|where)\b[^.;]*$")
_ENDS_THEN = re.compile(r"\bin ((?:19|20)\d\d)\W*$")
_TALK = re.compile(
    r"\?\W*$|\b(?:opinion|analysis|explain(?:er|ed)|editorial|comment|review|podcast|film|movie|novel|documentary"
    r"|imagine|what if)\b",
    re.I,
)


def acts(doc: Document) -> tuple[Act, ...]:
    """The diplomatic acts `doc` tells as done or formally announced, in text order; an act told twice stands once."""
    found: list[Act] = []
    before: Before | None = None
    persons: dict[str, Actor] = {}
    for index in _body_first(doc):
        sentence = doc.sentences[index]
        if sentence.title:
            before = None
        if not (worth_reading(sentence, before) or any(name in sentence.text.lower() for name in persons)):
            before = _named(sentence, before)
            continue
        told = clause(sentence, persons)
        for finding in findings(told, before):
            found += _acts(doc, index, told, answering(doc, index, told, finding))
        before = _lead(told, before)
        persons |= {name: actor for name, actor in persons_of(told) if name not in persons}
    return once(sorted(found, key=lambda act: act.span.start))


def _body_first(doc: Document) -> list[int]:
    """The sentences in order, the headline last: the body tells whose minister the surname in the headline is."""
    return sorted(range(len(doc.sentences)), key=lambda index: doc.sentences[index].title)


def worth_reading(sentence: Sentence, before: Before | None) -> bool:
    """True where an actor and a word that may carry an act stand in the sentence: a cheap look before the grammar."""
    text, lex = sentence.text, lexicon()
    crowds = (holds(text, _CROWD_HINTS) and _CROWDS.search(text)) or any(land in text for land in lex.lands)
    others = (before is not None and _REFERS.search(text)) or crowds
    if not (sentence.actors or others):
        return False
    several = len({m.actor for m in sentence.actors}) > 1
    if sentence.title and several:
        return True
    words = set(_PLAIN_WORD.findall(text.lower()))
    if _MONEY.search(text):
        words.add("million")
    if "-" in text:
        words.update(_HYPHENED.findall(text.lower()))
    triggers = lex.triggers & words
    if not (others or sentence.title or several):
        triggers &= lex.solo
    return not lex.sure.isdisjoint(triggers) or any(not lex.needs[word].isdisjoint(words) for word in triggers)


def _lead(told: Clause, before: Before | None) -> Before | None:
    """Whom the next sentence's "it" may mean: the first actor here that can act."""
    able = (Before(p.actor, p.person) for p in told.phrases if p.acts and not p.governed and not p.owns)
    return next(able, None) if told.phrases else _still(told.text, before)


def _named(sentence: Sentence, before: Before | None) -> Before | None:
    """As `_lead`, for a sentence the grammar need not see: the actor it opens with."""
    if not sentence.actors:
        return _still(sentence.text, before)
    first = sentence.actors[0]
    opens = first.form != "demonym" and first.start - sentence.start < _OPENING
    return Before(first.actor, first.form in ("leader", "organ")) if opens else None


def _still(text: str, before: Before | None) -> Before | None:
    """Whom the sentences before were about, where this one goes on about it without a name."""
    return before if _REFERS.search(text, 0, _OPENING) else None


def _acts(doc: Document, index: int, told: Clause, finding: Finding) -> list[Act]:
    sentence = doc.sentences[index]
    if not between_states(told, sentence, finding):
        return []
    start = sentence.start + told.words[finding.first].start
    end = sentence.start + told.words[finding.last - 1].end
    act = _class(doc, index, start, end, told, finding)
    if act is None:
        return []
    matter = about(told, finding, sentence)
    mode = _mode(act, finding)
    venue = _venue(doc, sentence, finding) if act in _MEETINGS else None
    when, said = _when(sentence, start), speaker(doc, index, start, end)
    targets: tuple[Actor | None, ...] = finding.targets or (None,)
    pairs = [(a, t) for a in finding.actors for t in targets if a != t]
    return [
        Act(
            quote=sentence.text,
            span=Span(start, end),
            actor=actor.name,
            act=act,
            mode=mode,
            target=target.name if target else None,
            about=matter,
            venue=venue,
            when=when,
            speaker=said,
            why=_why(act, mode, finding, doc.text[start:end]),
        )
        for actor, target in pairs[:_PAIRS]
        if act != "VOTE" or actor.name in lexicon().voters or finding.rule.mode == "abstain"
    ]


def _class(doc: Document, index: int, start: int, end: int, told: Clause, finding: Finding) -> ActClass | None:
    """The class the act has as it is told, None where it is not told as done or announced."""
    act = finding.rule.act
    if _denied(told, finding):
        return None
    if finding.refused:
        denied = finding.coming or finding.rule.mode in ("allow", "permit")
        return "REJECT" if act in _WITHHELD and denied else None
    stance = _stance(doc, index, start, end)
    if stance == "history" and finding.coming:  # "will visit in March": the month to come, not the last one
        stance = "planned"
    # A threat has its condition behind it: "said it would retaliate if ..."
    said = told.lows(0, finding.first) if act == "THREATEN" else told.said
    if stance == "hypothetical" and finding.coming and not said & _CONDITIONS:  # "said it would free them"
        stance = "planned"
    if stance not in ("asserted", "planned"):
        return None
    if finding.coming and act in _MEASURES and "unless" in told.lows(finding.last, len(told.words)):
        return "THREATEN"
    if finding.willing and act in _WITHHELD:
        return "AGREE"
    return _COMING.get(act, act) if finding.coming else act


def _why(act: ActClass, mode: str, finding: Finding, words: str) -> str:
    """ "REJECT refuse to give aid by verb send with its object (AID refused): will not send weapons"."""
    how = "refused" if finding.refused else "offered" if finding.willing else "announced"
    turned = f" ({finding.rule.act} {how})" if act != finding.rule.act else ""
    return f"{act} {mode} by {finding.rule.name}{turned}: {words}"


def _denied(told: Clause, finding: Finding) -> bool:
    """ "X denied that Y sent arms", "X denies it sent arms", "no plans for a visit": no act."""
    edge = left_edge(told, finding.first)
    for k in range(edge, finding.first):
        if told.low(k) in _INTENTIONS and "no" in told.lows(k - 3, k):
            return True
    near = told.lows(finding.first - 4, finding.first)
    if near & told.lex.words.pronouns and any(low.startswith("den") for low in near):
        return True  # "denies it tested"
    return told.low(edge - 1) == "that" and any(low.startswith("den") for low in told.lows(edge - 6, edge - 1))


def _mode(act: ActClass, finding: Finding) -> str:
    """The plain verb: "visit" done, "plan to visit" announced, "refuse to visit" refused."""
    mode = finding.rule.mode
    turned = (
        "threaten" if act == "THREATEN" else "refuse" if finding.refused else "offer" if finding.willing else "plan"
    )
    if mode.startswith(("agree", "plan", turned)):
        return mode
    if act == finding.rule.act:
        return f"plan to {mode}" if finding.coming and act in _STILL_TO_DO else mode
    return f"{turned} talks" if mode in ("talks", "discuss") else f"{turned} to {mode}"


def _stance(doc: Document, index: int, start: int, end: int) -> Modality:
    """As `modality`, but that exercises and drills are acts here."""
    stance = modality(doc, index, start, end)
    sentence = doc.sentences[index]
    published, then = doc.article.published, _SINCE_THEN.search(doc.text, sentence.start, start)
    if published is not None and (then is not None or not _dated_now(sentence, published)):
        then = then or (_ENDS_THEN.search(sentence.text) if not sentence.title else None)
        if then is not None and int(then.group(1)) < published.year:
            return "history"
    if stance != "generic" or _TALK.search(sentence.text):
        return stance
    if past(doc, sentence, start, end):
        return "history"
    return stance_of(doc.text[sentence.start : start], doc.text[start:end], doc.text[end : sentence.end])


def _dated_now(sentence: Sentence, published: datetime) -> bool:
    """True where the sentence names a day of these weeks."""
    days = [d.when.day for d in sentence.dates if d.when.day is not None]
    return any(abs((published.date() - day).days) <= HISTORY_DAYS for day in days)


def _venue(doc: Document, sentence: Sentence, finding: Finding) -> str | None:
    """Where they met: the town after "in" or "at" that is not itself one of the two sides."""
    sides = {actor.name for actor in (*finding.actors, *finding.targets)}
    for mention in sentence.places:
        before = doc.text[sentence.start : mention.start].rsplit(None, 1)
        if before and before[-1].lower() in _VENUE_BEFORE and mention.place.name not in sides:
            return mention.place.name
    return None


def _when(sentence: Sentence, start: int) -> When:
    """The day told nearest to the act, but for one behind "who", "which", "after": that is another event's."""
    own = [d for d in sentence.dates if not _apart(sentence, start, d.start)]
    nearest = min(own, key=lambda d: abs(d.start - start), default=None)
    return nearest.when if nearest else UNDATED


def _apart(sentence: Sentence, start: int, date: int) -> bool:
    between = sentence.text[min(start, date) - sentence.start : max(start, date) - sentence.start]
    if date > start:
        return _ANOTHERS.search(between) is not None
    return False


_ANOTHERS = re.compile(r"\b(?:who|whom|which|whose|after|before|since|until|following|when|where|had been)\b", re.I)
