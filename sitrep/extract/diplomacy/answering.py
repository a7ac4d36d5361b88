"""Short sentences that answer the one before: "Yerevan rejected the claim.", "Moscow promised a response."."""

from sitrep.extract.diplomacy.clause import Clause
from sitrep.extract.diplomacy.finding import Finding
from sitrep.model.claim import ActClass
from sitrep.text.document import Actor, Document, Sentence

_ANSWERS: frozenset[ActClass] = frozenset({"REJECT", "THREATEN", "ACCUSE"})
_SHORT = 12
"""Words and marks of a sentence that only answers."""


def answering(doc: Document, index: int, told: Clause, finding: Finding) -> Finding:
    """`finding` of sentence `index`; one on nobody is on the one foreign party of the sentence before, if it answers.

    It answers where it is short, names nobody but its actor, and the sentence before names that actor and one other.
    """
    if finding.targets or finding.rule.act not in _ANSWERS or told.title or not index or len(told.words) > _SHORT:
        return finding
    before, actors = doc.sentences[index - 1], finding.actors
    if before.title or len(actors) != 1 or _others(doc.sentences[index], actors[0]):
        return finding
    if not any(m.actor == actors[0] for m in before.actors):
        return finding
    others = _others(before, actors[0])
    return finding._replace(targets=(others.pop(),)) if len(others) == 1 else finding


def _others(sentence: Sentence, actor: Actor) -> set[Actor]:
    """The actors a sentence names besides one and what is of its land."""
    return {
        m.actor for m in sentence.actors if m.actor != actor and (not actor.country or m.actor.country != actor.country)
    }
