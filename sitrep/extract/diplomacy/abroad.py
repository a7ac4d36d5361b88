"""Is it an act between states at all? Home affairs, a writer's own talk and what is always so are none (R28)."""

import re

from sitrep.extract.diplomacy.clause import Clause
from sitrep.extract.diplomacy.finding import Finding
from sitrep.extract.diplomacy.phrases import Phrase
from sitrep.model.claim import ActClass
from sitrep.text.document import Actor, Sentence

_OWN_VOICE = re.compile(r"(?<!War )(?<!World )\b(?:I(?:['’](?:m|ve|d|ll))?(?![.\w])|my|myself)\b")
_QUOTES = re.compile("[\"“”‘«]|(?<![\\w])'|'(?![\\w])")
_ABROAD_BY_THEMSELVES = frozenset(
    {
        "test a missile",
        "fire a missile",
        "exercise",
        "deploy troops",
        "build up forces",
        "raise the alert",
        "veto",
        "ceasefire",
        "request a meeting",
        "vote",
    }
)
"""Modes that only ever concern others."""
_POLICE_WORK = frozenset({"detain", "charge", "sue", "convict", "extradite"})
_CRIME = re.compile(
    r"\b(?:fraud|drugs?|cocaine|heroin|traffick\w+|smuggl\w+|robber\w*|theft|stole|stealing|scam\w*|laundering|murder\w*"
    r"|rape|rapist|paedophil\w+|burglar\w*|stabb\w+|attackers?|bomber|embezzl\w+|bribe\w*|gang|cartel|hacker)\b",
    re.I,
)
"""What makes the arrest or trial of a foreigner police work, no act upon their state."""
_SAID_ABROAD: frozenset[ActClass] = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN"})
_ON_PEOPLE: frozenset[ActClass] = frozenset({"COERCE", "YIELD", "SANCTION"})


def between_states(told: Clause, sentence: Sentence, finding: Finding) -> bool:
    """True where the act reaches beyond the actor's own land, and somebody reports it as done.

    An act on a named other is one, and so is the jailing or freeing of people who are watched from abroad. An act on
    nobody is one where the sentence names another land or a matter of war and peace.
    """
    if _musing(told, finding, sentence) or any(w.low in told.lex.words.play for w in told.words):
        return False
    if finding.rule.mode in _POLICE_WORK and _CRIME.search(told.text):
        return False
    target = finding.targets[0] if finding.targets else None
    if target is not None:
        if target.country or target.kind == "body" or any(phrase.actor == target for phrase in told.phrases):
            return True
        named = set(target.name.lower().split())
        bags = told.lex.words
        return not named.isdisjoint(bags.watched if finding.rule.act in _ON_PEOPLE else bags.partners)
    actor = finding.actors[0]
    if any(p.actor == actor and _of_home(told, p) for p in told.phrases):
        return False
    if finding.rule.mode == "deploy" and "police" in told.said:
        return False
    if finding.rule.mode in _ABROAD_BY_THEMSELVES or actor.kind != "state":
        return True
    if finding.rule.act in _SAID_ABROAD and _as_a_state(told, finding):
        return True
    return _names_another(sentence, actor) or not told.said.isdisjoint(told.lex.words.matters)


def _of_home(told: Clause, phrase: Phrase) -> bool:
    words = told.words[phrase.first : phrase.last]
    return any(w.low in told.lex.words.home or not w.inner.isdisjoint(told.lex.words.home) for w in words)


def _as_a_state(told: Clause, finding: Finding) -> bool:
    """ "Iran denies", "Moscow rejects": named as a state, not by a minister who has home affairs, too."""
    before = [p for p in told.phrases if p.actor == finding.actors[0] and p.first < finding.first]
    return bool(before) and told.words[before[-1].first].form in ("name", "capital") and not before[-1].person


def _musing(told: Clause, finding: Finding, sentence: Sentence) -> bool:
    """ "I blame ...", "has long denied": the writer's own talk, or what is always so."""
    habits = told.lows(finding.first - 3, finding.first) & told.lex.words.habits
    return bool(habits) or (_OWN_VOICE.search(sentence.text) is not None and not _QUOTES.search(sentence.text))


def _names_another(sentence: Sentence, actor: Actor) -> bool:
    others = any(m.actor != actor and m.actor.country != actor.country for m in sentence.actors)
    lands = {m.place.country for m in sentence.places} - {None, actor.country}
    return others or bool(lands)
