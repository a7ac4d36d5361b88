"""Acts told by a noun: "talks between X and Y", "X's condemnation of Y", "hit by UK sanctions"; verbless visits."""

from sitrep.extract.diplomacy.clause import Clause, left_edge
from sitrep.extract.diplomacy.finding import Finding
from sitrep.extract.diplomacy.joined import chain
from sitrep.extract.diplomacy.lexicon import Rule
from sitrep.extract.diplomacy.phrases import Phrase
from sitrep.extract.diplomacy.target import PLACES, behind, next_phrase, right_edge
from sitrep.extract.diplomacy.verbhood import heads_a_thing
from sitrep.extract.diplomacy.words import HYPHENS
from sitrep.text.document import Actor

_REACH = 14
_OPENS = 2
"""Words before a release that opens its sentence, and so has come about."""
_OWNER_REACH = 5
_TARGET_REACH = 4
_OCCASIONS = frozenset({"at", "during", "in", "after", "following"})
_STRIKES_AT = frozenset({"target", "targets", "targeting", "hit", "hits"})
_FAILED = frozenset({"collapsed", "collapse", "collapses", "failed", "fail", "stalled", "stall", "foundered"})
_NO_DEAL = Rule("REJECT", "fail to agree", name="talks that failed")
_PILES = frozenset({"package", "round", "set", "raft", "series", "wave", "array", "range", "packages", "rounds"})
_SPLITS = frozenset({"'s", "’s", "'", "’", "-"})


def of_noun(told: Clause, i: int) -> Finding | None:
    """The act that the noun at word `i` tells."""
    rule = told.lex.nouns.get(told.words[i].low)
    if rule is None or (told.low(i + 1) in told.lex.nouns and i + 1 not in told.at):
        return None  # of "ceasefire talks" the talks are told
    if rule.mode == "release" and i > _OPENS:
        return None  # "urged the release of": not released
    stop = min(right_edge(told, i + 1, rule), i + _REACH)
    made = Finding(rule, (), (), i, i + 1, coming=bool(told.lows(i - 5, i) & told.lex.words.ahead))
    if "between" in rule.preps:
        happens = _happens(told, i)
        pair = _between(told, i, stop) if happens or rule.act != "COOPERATE" else ()
        pair = pair or (_hyphened(told, i) if happens else ())
        if pair and rule.mode == "talks" and told.lows(i, min(len(told.words), i + _REACH)) & _FAILED:
            return made._replace(rule=_NO_DEAL, actors=pair[:1], targets=pair[1:])
        if pair:
            return made._replace(actors=pair[:1], targets=pair[1:])
    owner = _owner(told, i, rule)
    if owner is not None and (_verb_after_all(told, i, owner) or _only_named(told, i, rule)):
        return None
    struck = _struck(told, i, owner) if owner is not None and rule.act == "SANCTION" else None
    targets = [struck] if struck else behind(told, i + 1, min(stop, i + _TARGET_REACH), rule)
    if owner is None:
        owner = _agent(told, i, stop)
    kept = tuple(t for t in targets if owner is not None and t != owner.actor)
    if owner is None or not kept:
        return None
    if rule.deed and owner.owns and told.lows(i + 1, i + 3) & PLACES:
        return None
    return made._replace(actors=(owner.actor,), targets=kept)


def _verb_after_all(told: Clause, i: int, owner: Phrase) -> bool:
    """ "Kenya calls": where the word is a verb too and a name precedes, it is the verb unless something shows else."""
    adjacent = owner.last == i and owner.acts and not owner.owns
    return adjacent and told.words[i].low in told.lex.verbs and not heads_a_thing(told, i, owner)


def _owner(told: Clause, i: int, rule: Rule) -> Phrase | None:
    """Whose noun it is: "Russia's sharp condemnation", "US sanctions"; of a meeting, who came to it."""
    bags = told.lex.words
    k = i - 1
    if told.low(k) == "of" and told.low(k - 1) in _PILES:
        k -= 2  # "the EU's eighth package of sanctions"
    while k >= 0 and i - k < _OWNER_REACH + 2 and k not in told.at:
        low = told.words[k].low
        closed = low in bags.prepositions or low in told.lex.verbal or low in ("and", "the", "a")
        if closed or not (low[0].isalnum() or low in _SPLITS):
            break
        k -= 1
    phrase = told.at.get(k)
    if phrase is not None and not phrase.held:
        return phrase
    return _convener(told, i) if rule.act == "CONSULT" and told.low(i + 1) == "with" else None


def _convener(told: Clause, i: int) -> Phrase | None:
    """ "At a meeting with X, Y said", "Y, speaking after talks with X": whose meeting it was."""
    if not told.lows(i - 4, i) & _OCCASIONS:
        return None
    able = [p for p in told.phrases if p.acts and not p.governed and not p.owns]
    before = [p for p in able if p.last <= i]
    return before[0] if before else next((p for p in able if p.first > i + 2), None)


def _agent(told: Clause, i: int, stop: int) -> Phrase | None:
    by = next((k for k in range(i + 1, stop) if told.words[k].low == "by"), None)
    return next_phrase(told, by + 1, by + 5) if by is not None else None


def _struck(told: Clause, i: int, owner: Phrase) -> Actor | None:
    """ "Putin's cousin hit by new UK sanctions", "EU sanctions target Syria": whom they strike."""
    if told.low(i + 1) in _STRIKES_AT:
        phrase = next_phrase(told, i + 2, i + 6)
        return phrase.actor if phrase is not None and phrase.actor != owner.actor else None
    before = told.lows(owner.first - 5, owner.first)
    if not before & told.lex.words.struck or not (owner.governed or before & {"face", "faces"}):
        return None
    begin = left_edge(told, owner.first - 1)
    return next(
        (p.actor for p in told.phrases if begin <= p.first < owner.first and not p.governed and p.actor != owner.actor),
        None,
    )


def _between(told: Clause, i: int, stop: int) -> tuple[Actor, ...]:
    at = next((k for k in range(i + 1, min(stop, i + 6)) if told.words[k].low == "between"), None)
    phrase = next_phrase(told, at + 1, at + 7) if at is not None else None
    if phrase is None:
        return ()
    sides = tuple(dict.fromkeys(p.actor for p in _sides(told, phrase)))
    return sides if len(sides) > 1 else ()


def _sides(told: Clause, phrase: Phrase) -> tuple[Phrase, ...]:
    """ "between the Israeli premier and the head of Hamas": up to the second side, whatever words stand between."""
    found = chain(told, phrase)
    if len(found) > 1:
        return found
    joined = False
    for k in range(phrase.last, min(len(told.words), phrase.last + 10)):
        joined = joined or told.words[k].low == "and"
        other = told.at.get(k)
        if other is not None and joined:
            return (phrase, other)
    return found


def _only_named(told: Clause, i: int, rule: Rule) -> bool:
    """ "delays US tariffs on", "shrugs off drills with": spoken of, not done now."""
    if rule.act == "SANCTION":
        return bool(told.lows(i - 6, i) & told.lex.words.eases or told.lows(i - 6, i) & told.lex.words.undone)
    return rule.act == "COOPERATE" and not _happens(told, i)


def _happens(told: Clause, i: int) -> bool:
    """ "US-China talks open", "hold Indo-Japanese talks": something is said to go on, the noun is not only named."""
    words = told.lex.words
    return bool(told.lows(i + 1, i + 5) & words.happening or told.lows(i - 8, i) & words.holding)


def _hyphened(told: Clause, i: int) -> tuple[Actor, ...]:
    """ "US-China talks", "Israeli and Palestinian negotiations"."""
    k = i - 1
    while k >= 0 and i - k < 4 and k not in told.at and told.words[k].low[0].isalpha():
        if told.words[k].low in told.lex.words.prepositions:
            return ()
        k -= 1
    second = told.at.get(k)
    first = told.at.get(second.first - 2) if second is not None else None
    if second is None or first is None or first.actor == second.actor or told.low(second.first - 1) not in HYPHENS:
        return ()
    return (first.actor, second.actor)
