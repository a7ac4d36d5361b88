"""The words of diplomacy: data/acts.toml, read once a process, with every form of every verb."""

import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, cast

from sitrep.model.claim import ActClass

_DATA = Path(__file__).parent.parent / "data" / "acts.toml"
_MARKS = frozenset({"o", "~", "sym", "inf", "that", "culprit", "near"})

Form = Literal["base", "s", "past", "ing"]
"""Of a verb as written. "past" is the past tense and the participle alike."""


class Rule(NamedTuple):
    """One way to word an act. `particle`: the words that belong to the verb; `objects`: one of them must be its object.

    `direct`: the object is the target; `near`: and begins
    right behind the verb; `preps`: the words that lead to it. `alone`: the act stands without a target.
    `sym`: both sides act alike. `infinitive`: a clause with "to" must follow. `clause`: the target may be the subject of
    a clause with "that". `deed`: the object is a deed, and whom it was done to is not the target.
    """

    act: ActClass
    mode: str
    particle: tuple[str, ...]
    objects: frozenset[str]
    preps: frozenset[str]
    direct: bool
    near: bool
    alone: bool
    sym: bool
    infinitive: bool
    clause: bool
    deed: bool


class Lexicon(NamedTuple):
    """All of it, by lower-case word; rules with most words first.

    `triggers` are the words that may carry an act; `verbal` those that show a finite verb.
    """

    verbs: dict[str, tuple[tuple[Rule, Form], ...]]
    nouns: dict[str, Rule]
    triggers: frozenset[str]
    verbal: frozenset[str]
    voters: frozenset[str]
    crowds: dict[str, str]
    territories: tuple[str, ...]
    blames: frozenset[str]
    offices: frozenset[str]
    modifiers: frozenset[str]
    former: frozenset[str]
    adverbs: frozenset[str]
    speech: frozenset[str]
    subordinators: frozenset[str]
    prepositions: frozenset[str]
    pronouns: frozenset[str]
    be: frozenset[str]
    modals: frozenset[str]
    futures: frozenset[str]
    raising: frozenset[str]
    people: frozenset[str]
    hostile: frozenset[str]
    particles: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The packaged lexicon. Raises KeyError or ValueError where the file is broken."""
    raw = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    words = raw["words"]

    def bag(name: str) -> frozenset[str]:
        return frozenset(words[name].split())

    verbs, nouns = _verbs(raw["verbs"], raw["irregular"]), _nouns(raw["nouns"])
    return Lexicon(
        verbs=verbs,
        nouns=nouns,
        triggers=frozenset(verbs) | frozenset(nouns) | bag("speech"),
        verbal=frozenset(verbs) | bag("speech") | bag("aux_be") | frozenset({"has", "have", "had", "will"}),
        voters=frozenset(raw["bodies"]["voters"]),
        crowds={line.rstrip("*"): line.rstrip("*") for line in words["crowds"]},
        territories=tuple(words["territories"]),
        blames=bag("blames"),
        offices=bag("offices"),
        modifiers=bag("modifiers"),
        former=bag("former"),
        adverbs=bag("adverbs"),
        speech=bag("speech"),
        subordinators=bag("subordinators"),
        prepositions=bag("prepositions"),
        pronouns=bag("pronouns"),
        be=bag("aux_be"),
        modals=bag("modals"),
        futures=bag("futures"),
        raising=bag("raising"),
        people=bag("people"),
        hostile=bag("hostile"),
        particles=bag("particles"),
    )


def _verbs(classes: dict[str, list[str]], irregular: dict[str, str]) -> dict[str, tuple[tuple[Rule, Form], ...]]:
    found: dict[str, list[tuple[Rule, Form]]] = defaultdict(list)
    for act, lines in classes.items():
        for line in lines:
            verbs, frame, objects, mode = (part.strip() for part in line.split("|"))
            for verb in verbs.split():
                lemma, *particle = verb.split("_")
                rule = _rule(act, mode or verb.replace("_", " "), tuple(particle), objects, frame)
                for form, spelling in forms(lemma, irregular.get(verb, irregular.get(lemma, ""))):
                    found[spelling].append((rule, form))
    return {word: tuple(sorted(rules, key=_words_needed, reverse=True)) for word, rules in found.items()}


def _words_needed(item: tuple[Rule, Form]) -> int:
    rule = item[0]
    return 2 * len(rule.particle) + (3 if rule.objects else 0) + rule.infinitive


def _nouns(classes: dict[str, list[str]]) -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for act, lines in classes.items():
        for line in lines:
            nouns, frame, mode = (part.strip() for part in line.split("|"))
            found |= {noun: _rule(act, mode, (), "", frame) for noun in nouns.split()}
    return found


def _rule(act: str, mode: str, particle: tuple[str, ...], objects: str, frame: str) -> Rule:
    marks = set(frame.split())
    return Rule(
        act=cast(ActClass, act),
        mode=mode,
        particle=particle,
        objects=frozenset(objects.split()),
        preps=frozenset(marks - _MARKS),
        direct="o" in marks or "near" in marks,
        near="near" in marks,
        alone="~" in marks,
        sym="sym" in marks,
        infinitive="inf" in marks,
        clause="that" in marks,
        deed="culprit" in marks,
    )


def forms(verb: str, irregular: str = "") -> set[tuple[Form, str]]:
    """The written forms of a verb; `irregular` holds its past and participle where they are not regular."""
    made: set[tuple[Form, str]] = {("base", verb), ("s", _third(verb)), ("ing", _ing(verb, irregular))}
    pasts = irregular.split() or [_past(verb)]
    return made | {("past", past) for past in pasts}


def _third(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + "ed"


def _ing(verb: str, irregular: str) -> str:
    doubled = verb + verb[-1]
    doubles = any(past.startswith(doubled) for past in irregular.split())
    if doubles or verb in _DOUBLING:
        return doubled + "ing"
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return verb + "ing"


_DOUBLING = frozenset({"cut", "put", "let", "hit", "quit", "shut", "begin", "sit", "run", "set"})
