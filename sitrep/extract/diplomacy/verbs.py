"""Acts told by a verb: active, passive, among themselves, and what the words around the verb turn them into."""

from typing import NamedTuple

from sitrep.extract.diplomacy.clause import Before, Clause
from sitrep.extract.diplomacy.joined import actors_of, chain
from sitrep.extract.diplomacy.lexicon import Form, Rule
from sitrep.extract.diplomacy.phrases import Phrase
from sitrep.extract.diplomacy.subject import Subject, left_edge, names_a_thing, subject_of
from sitrep.extract.diplomacy.target import behind, names, next_phrase, object_end, right_edge, targets_of
from sitrep.text.actors import states
from sitrep.text.document import Actor

_REASONS = frozenset({"over", "for"})
_CAUSES = frozenset({"for", "over", "of"})
_SUFFERED = frozenset({"blame", "condemn", "criticise", "accuse", "punish", "sanction", "summon"})
_EACH_OTHER = frozenset({"each", "another"})
_OBJECT_BEFORE = 9
"""Words before a passive in which its subject's noun may stand; before a bare participle it stands next to it."""
_AGENT_REACH = 7
_REPORTING = frozenset({"has", "have", "had", "plans", "wants"})
_NOT_NOUNS = frozenset({"and", "or", "but", "not", "who", "which", "that", "to"})


_ANOTHERS = frozenset({"'s", "’s", "enemy", "enemy's", "enemy’s"})
_MANY = ("nations", "countries", "states", "leaders", "allies", "powers")
_NO_MORE = frozenset({"postponement", "cancellation", "delay", "suspension"})
_SENT = frozenset({"troops", "forces", "soldiers", "army", "peacekeepers", "marines", "military"})
_AIMED = frozenset({"at", "against"})
"""What is sent so is sent to strike."""


class Finding(NamedTuple):
    """One act as worded: words `first` to `last` (not included) of the sentence carry it.

    `coming`: told as coming; `refused`: negated; `willing`: offered.
    """

    rule: Rule
    actors: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    first: int
    last: int
    coming: bool = False
    refused: bool = False
    willing: bool = False


def of_verb(told: Clause, i: int, before: Before | None) -> Finding | None:
    """The act that the verb at word `i` tells, by the first of its rules that fits."""
    subject: Subject | None = None
    for rule, form in told.lex.verbs.get(told.words[i].low, ()):
        if rule.objects and rule.objects.isdisjoint(told.said):
            continue
        end = _after_particle(told, i, rule)
        if end is None or (rule.act != "AGREE" and told.words[i].low in ("ready", "willing")):
            continue
        if names_a_thing(told, i, form) and not (rule.particle and _follows_actor(told, i)):
            continue
        if subject is None:
            subject = subject_of(told, i, form)
        if form == "base" and told.low(end) == "by":  # "hit by", "cut by": the participle is spelt alike
            continue
        if subject.unsure or (form == "base" and not subject.coming and _only_wanted(told, i, subject)):
            continue
        finding = _told(told, i, end, rule, form, subject, before)
        if finding is not None:
            return finding
    return None


def _after_particle(told: Clause, i: int, rule: Rule) -> int | None:
    for n, part in enumerate(rule.particle, i + 1):
        if told.low(n) != part:
            return None
    return i + 1 + len(rule.particle)


def _follows_actor(told: Clause, i: int) -> bool:
    phrase = told.at.get(i - 1)
    return phrase is not None and phrase.acts and not phrase.owns and not phrase.governed


def _only_wanted(told: Clause, i: int, subject: Subject) -> bool:
    """ "to leave", "demands that Berlin increase aid", "told them to leave and stop ...": wanted, not told."""
    begin = left_edge(told, subject.left)
    if told.low(i - 1) == "to" or (begin > 0 and told.low(begin - 1) == "that"):
        return True
    if subject.phrases and told.low(subject.left) in ("and", "or", ",", "but"):
        return "to" in told.lows(subject.phrases[-1].last, subject.left)
    return False


def _told(
    told: Clause, i: int, end: int, rule: Rule, form: Form, subject: Subject, before: Before | None
) -> Finding | None:
    stop = right_edge(told, end, rule)
    if form == "past" and (subject.passive or _trails_a_noun(told, i) or _reduced(told, i, end, stop, rule)):
        return None if rule.infinitive and told.low(end) != "to" else _passive(told, i, end, stop, rule, subject)
    thing = object_end(told, end, stop, rule) if rule.objects else end
    if thing is None or (rule.infinitive and not told.lows(end, stop) & {"to", "not"}):
        return None
    if rule.mode == "give aid" and told.low(thing) in _AIMED:
        return None  # "sends drones at Kharkiv" aids nobody
    if rule.mode == "halt attacks" and told.lows(end, thing) & _ANOTHERS:
        return None  # "stopped the enemy's advance" yields nothing
    actors = subject.actors(before)
    if not actors or not _fits(told, rule, subject):
        return None
    made = Finding(
        _turned(told, i, end, thing, stop, rule),
        actors,
        (),
        i,
        max(end, thing),
        subject.coming,
        subject.negated,
        subject.willing,
    )
    if len(actors) > 1 and (rule.mode == "accuse each other" or told.low(end) in _EACH_OTHER):
        return made._replace(targets=actors)
    targets = tuple(t for t in targets_of(told, end, thing, stop, rule) if t not in actors)
    if rule.mode == "join":
        targets = tuple(
            t for t in targets if t.kind == "body" and not t.name.endswith(_MANY)
        )  # a state joined in a deed makes no act of its own
    if rule.mode == "visit" and not targets:
        targets = _hosts(told, end, actors)
    if rule.mode == "warn" and targets and _reports(told, end, targets[0]):
        return None
    if not targets and rule.objects and not rule.alone:
        targets = _only_other(told, actors, rule)
    if targets and not (rule.why and not told.lows(end, stop + 2) & _REASONS):
        return made._replace(targets=targets)
    return _without_target(told, end, rule, made)


def _hosts(told: Clause, end: int, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """ "visits Odesa": the state whose town it is."""
    for word in told.words[end : end + 3]:
        if word.low in told.lex.meeting_places:
            break
        if word.form == "place":
            host = states().get(word.country)
            return (host,) if host is not None and host not in actors else ()
        if word.actor is not None:
            break
    return ()


def _fits(told: Clause, rule: Rule, subject: Subject) -> bool:
    """A visit is made by persons; what threatens to answer is still to come."""
    if rule.mode == "visit" and subject.phrases:
        return any(p.person for p in subject.phrases)
    if rule.mode == "pull out":
        return bool(subject.phrases) and all(told.words[p.last - 1].inner & _SENT for p in subject.phrases)
    return rule.mode != "threaten to answer" or subject.coming


def _without_target(told: Clause, end: int, rule: Rule, made: Finding) -> Finding | None:
    """ "X and Y sign a treaty" is an act between the two; else only some acts stand without a target."""
    if len(made.actors) > 1 and (rule.sym or rule.mode == "ceasefire"):
        return made._replace(actors=made.actors[:1], targets=made.actors[1:])
    if not rule.alone or (rule.act == "AGREE" and "to" not in told.lows(end, end + 2)):
        return None
    return made


def _turned(told: Clause, i: int, end: int, thing: int, stop: int, rule: Rule) -> Rule:
    """The rule as other words turn it: a suspension of aid is a sanction, peacekeepers sent are an aid."""
    bags = told.lex.words
    within = told.lows(end, thing)
    if rule.act == "AID" and within & bags.ends:
        return rule._replace(act="SANCTION", mode="suspend aid")
    if rule.mode == "agree to meet" and within & _NO_MORE:
        return rule._replace(act="REJECT", mode="cancel")
    if rule.act == "COERCE" and rule.mode == "ban":
        return rule._replace(act="SANCTION")
    if rule.act == "SANCTION" and within & bags.eases:
        return rule._replace(act="YIELD", mode="ease sanctions")
    if rule.act == "MOBILIZE" and any(w.low.startswith("peacekeep") for w in told.words[i:stop]):
        return rule._replace(act="AID", mode="send peacekeepers")
    if rule.mode == "promise" and told.lows(end, end + 4) & bags.hostile:
        return rule._replace(act="THREATEN", mode="vow")
    return rule


def _reports(told: Clause, end: int, target: Actor) -> bool:
    """ "warns Hanoi is planning": tells of the other, threatens nothing."""
    bags = told.lex.words
    phrase = next((p for p in told.phrases if p.first >= end and p.actor == target), None)
    if phrase is None or phrase.governed:
        return False
    after = told.low(phrase.last)
    return after in bags.be | bags.modals | bags.futures | _REPORTING or after.endswith("ing")


def _only_other(told: Clause, actors: tuple[Actor, ...], rule: Rule) -> tuple[Actor, ...]:
    """The one other actor of a headline or lead, where an aid or a sanction says no more: "EU agrees new sanctions"."""
    others = tuple(dict.fromkeys(p.actor for p in told.phrases if p.actor not in actors and not p.owns))
    return others if told.lead and len(others) == 1 and rule.mode in ("give aid", "impose sanctions") else ()


# Passives


def _trails_a_noun(told: Clause, i: int) -> bool:
    """ "hostages kidnapped in", "data provided by": a participle behind its own noun, not a verb with its subject."""
    if i == 0:
        return False
    whose = told.at.get(i - 1)
    if whose is not None:
        return not whose.acts and told.words[whose.last - 1].form == "demonym"
    word, bags = told.words[i - 1], told.lex.words
    low = word.low
    if word.capital or not low[0].isalpha() or low in _NOT_NOUNS or low.endswith(("ly", "n't", "n’t")):
        return False
    closed = low in bags.adverbs or low in bags.prepositions or low in told.lex.verbal
    behind = told.low(i + 1)
    if behind[0].isalpha() and behind not in bags.prepositions and behind not in bags.adverbs and i + 1 not in told.at:
        return False  # "citing suspected meddling by": the participle belongs to the noun behind it
    return not (closed or low in bags.offices or low in bags.pronouns)


def _reduced(told: Clause, i: int, end: int, stop: int, rule: Rule) -> bool:
    """ "diplomats expelled by X", "sanctions imposed on Y", "X accused of Y": a participle without its auxiliary."""
    if not (rule.direct or rule.objects) or rule.act == "CONSULT" or rule.particle:
        return False
    low = told.low(end)
    if low == "by" or (told.title and rule.direct and low in _CAUSES and rule.mode in _SUFFERED):
        return True  # "Peru blamed for leak"
    if rule.objects and any(names(w, rule) for w in told.words[max(0, i - 4) : i]):
        return low in ("on", "against", "from") or "by" in told.lows(end, stop)
    return low == "of" and rule.mode == "accuse"


def _passive(told: Clause, i: int, end: int, stop: int, rule: Rule, subject: Subject) -> Finding | None:
    begin = left_edge(told, subject.left)
    reach = _OBJECT_BEFORE if subject.passive else 3
    said_of = told.words[end : end + 3] if rule.direct else []  # "was declared persona non grata"
    if rule.objects and not any(names(w, rule) for w in [*told.words[max(begin, i - reach) : i], *said_of]):
        return None
    agent = _agent(told, end, stop, rule)
    if agent is None or not (agent.acts or agent.owns or rule.mode == "release"):
        return None
    actors = actors_of(chain(told, agent))
    sufferers = [p for p in told.phrases if begin <= p.first and p.last <= i and p.governed != "by"]
    targets: list[Actor] = []
    if rule.direct and sufferers:
        head = next((p for p in sufferers if p.governed in ("", "of")), sufferers[0])
        targets = [p.actor for p in chain(told, head) if p.last <= i]
    if not targets or rule.objects:
        targets += behind(told, end, stop, rule)
    if not targets and rule.objects:
        targets = [p.actor for p in sufferers[:1]]
    kept = tuple(dict.fromkeys(t for t in targets if t not in actors))
    if not kept and not rule.alone:
        return None
    return Finding(rule, actors, kept, i, end, subject.coming, subject.negated)


def _agent(told: Clause, end: int, stop: int, rule: Rule) -> Phrase | None:
    """By whom: "by X"; "suspended from the UN" is the UN's doing, "freed from Y's captivity" Y's."""
    by = next((k for k in range(end, stop) if told.words[k].low == "by"), None)
    if by is not None and any(w.low.endswith("ed") for w in told.words[end + 1 : by]):
        return None  # "held to account for crimes committed by its army": it is not they who hold
    if by is not None:
        return next_phrase(told, by + 1, min(stop, by + _AGENT_REACH))
    source = next((k for k in range(end, min(stop, end + 3)) if told.words[k].low == "from"), None)
    if source is None:
        return None
    phrase = next_phrase(told, source + 1, source + 4)
    if rule.act == "SANCTION" and phrase is not None and phrase.actor.kind == "body":
        return phrase
    captive = bool(told.lows(source, source + 5) & told.lex.words.captivity)
    return phrase if rule.mode == "release" and captive else None
