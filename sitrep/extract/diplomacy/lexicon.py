"""The words of diplomacy: data/en/acts.toml, read once a process, with every form of every verb."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple, cast

from sitrep.model.claim import ActClass
from sitrep.text.lexicons import data

_MARKS = frozenset({"o", "~", "sym", "inf", "that", "culprit", "near", "why"})
_SHORTEST_NOUN = 3
"""Letters up to which an object has no plural made for it."""
_DOUBLING = frozenset({"cut", "put", "let", "hit", "quit", "shut", "begin", "sit", "run", "set"})

Form = Literal["base", "s", "past", "ing"]
"""Of a verb as written. "past" is the past tense and the participle alike."""


class Rule(NamedTuple):
    """One way to word an act. `particle`: the words that belong to the verb; `objects`: one of them must be its object.

    `direct`: the object is the target; `near`: and begins right behind the verb; `preps`: the words that lead to the
    target. `alone`: the act stands without a target. `sym`: both sides act alike. `infinitive`: a clause with "to" must
    follow. `clause`: the target may be the subject of a clause with "that". `deed`: the object is a deed, and whom it
    was done to is not the target. `why`: a reason must follow the target, else the verb tells of a blow. `name`: the
    rule in plain words, for who asks why.
    """

    act: ActClass
    mode: str
    particle: tuple[str, ...] = ()
    objects: frozenset[str] = frozenset()
    preps: frozenset[str] = frozenset()
    direct: bool = False
    near: bool = False
    alone: bool = False
    sym: bool = False
    infinitive: bool = False
    clause: bool = False
    deed: bool = False
    why: bool = False
    name: str = "saying"


class Words(NamedTuple):
    """The word lists of the grammar, as acts.toml names and explains them."""

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
    blames: frozenset[str]
    refutes: frozenset[str]
    proofs: frozenset[str]
    articles: frozenset[str]
    owning: frozenset[str]
    loose: frozenset[str]
    leading: frozenset[str]
    joints: frozenset[str]
    ing_nouns: frozenset[str]
    things: frozenset[str]
    saying: frozenset[str]
    pays: frozenset[str]
    captivity: frozenset[str]
    victims: frozenset[str]
    partners: frozenset[str]
    ends: frozenset[str]
    eases: frozenset[str]
    ahead: frozenset[str]
    struck: frozenset[str]
    negations: frozenset[str]
    willing: frozenset[str]
    habits: frozenset[str]
    matters: frozenset[str]
    rebels: frozenset[str]
    societies: frozenset[str]
    private: frozenset[str]
    causes: frozenset[str]
    happening: frozenset[str]
    holding: frozenset[str]
    play: frozenset[str]
    watched: frozenset[str]
    kinds: frozenset[str]
    feelings: frozenset[str]
    suffered: frozenset[str]
    undone: frozenset[str]
    asking: frozenset[str]
    home: frozenset[str]
    posts: frozenset[str]
    resolves: frozenset[str]
    parleys: frozenset[str]
    sent_away: frozenset[str]


class Lexicon(NamedTuple):
    """All of it, by lower-case word; a verb's rules that need most words come first.

    `triggers` are the words that may carry an act; `sure` of them do so by themselves, `needs` holds words of which the
    others need one in the same sentence; `solo` may tell an act where one actor stands alone. `verbal` are words that
    show a finite verb, `voters` the bodies whose resolutions are votes, `crowds` a pattern for the names of many at
    once, `lands` territories that never act, `meeting_places` towns one goes to without visiting their state. `getting`
    are verbs by which one gets from another what `received` names by kind, `taking` those of them for things.
    """

    verbs: dict[str, tuple[tuple[Rule, Form], ...]]
    nouns: dict[str, Rule]
    triggers: frozenset[str]
    sure: frozenset[str]
    needs: dict[str, frozenset[str]]
    solo: frozenset[str]
    verbal: frozenset[str]
    voters: frozenset[str]
    crowds: str
    lands: frozenset[str]
    meeting_places: frozenset[str]
    getting: frozenset[str]
    taking: frozenset[str]
    received: dict[str, frozenset[str]]
    words: Words


@cache
def lexicon() -> Lexicon:
    """The packaged lexicon. Raises KeyError or ValueError where the file is broken."""
    raw = data("acts.toml")
    words = Words(**{name: frozenset(raw["words"][name].split()) for name in Words._fields})
    verbs, nouns = _verbs(raw["verbs"], raw["irregular"]), _nouns(raw["nouns"])
    names = raw["names"]
    received = {name: frozenset(entry.split()) for name, entry in raw["received"].items()}
    return Lexicon(
        verbs=verbs,
        nouns=nouns,
        triggers=frozenset(verbs) | frozenset(nouns) | words.saying | words.feelings | received["getting"],
        sure=frozenset(nouns)
        | words.feelings
        | {word for word, rules in verbs.items() if not all(r.objects for r, _ in rules)},
        needs=_needs(verbs, words)
        | dict.fromkeys(received["getting"] - frozenset(verbs), frozenset().union(*received.values())),
        solo=frozenset(word for word, rules in verbs.items() if any(_stands_alone(rule) for rule, _ in rules)),
        verbal=frozenset(verbs) | words.speech | words.be | {"has", "have", "had", "will"},
        voters=frozenset(names["voters"]),
        crowds=_crowds(names),
        lands=frozenset(names["lands"]),
        meeting_places=frozenset(names["meeting_places"]),
        getting=received.pop("getting"),
        taking=received.pop("taking"),
        received=received,
        words=words,
    )


def _stands_alone(rule: Rule) -> bool:
    """True where no second actor is needed: the act stands without a target, or its target may be plain people."""
    return rule.alone or (rule.direct and rule.act in ("COERCE", "YIELD")) or (rule.near and rule.act == "REQUEST")


def _needs(verbs: dict[str, tuple[tuple[Rule, Form], ...]], words: Words) -> dict[str, frozenset[str]]:
    needed = {word: frozenset[str]().union(*(rule.objects for rule, _ in rules)) for word, rules in verbs.items()}
    said = words.blames | words.refutes | words.proofs | {"must", "should", "will", "of", "about"}
    return {
        word: needed.get(word, frozenset()) | (said if word in words.saying else frozenset())
        for word in needed.keys() | words.saying
    }


def _crowds(names: dict[str, list[str]]) -> str:
    """ "Arab leaders", "the West", and the lands: what actors.toml does not hold as states, groups or bodies."""
    pairs = rf"(?:{'|'.join(names['crowd_first'])}) (?:{'|'.join(names['crowd_second'])})"
    return rf"\b(?:{'|'.join([*names['lands'], *names['crowds'], pairs])})\b"


def _verbs(classes: dict[str, list[str]], irregular: dict[str, str]) -> dict[str, tuple[tuple[Rule, Form], ...]]:
    found: dict[str, list[tuple[Rule, Form]]] = defaultdict(list)
    for act, lines in classes.items():
        for line in lines:
            verbs, frame, objects, mode = (part.strip() for part in line.split("|"))
            for verb in verbs.split():
                lemma, *particle = verb.split("_")
                plain = verb.replace("_", " ")
                rule = _rule(act, mode or plain, frame, tuple(particle), objects)
                rule = rule._replace(name=f"verb {plain} with its object" if objects else f"verb {plain}")
                for form, spelling in sorted(forms(lemma, irregular.get(verb, irregular.get(lemma, "")))):
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
            found |= {noun: _rule(act, mode, frame)._replace(name=f"noun {noun}") for noun in nouns.split()}
    return found


def _rule(act: str, mode: str, frame: str, particle: tuple[str, ...] = (), objects: str = "") -> Rule:
    marks = set(frame.split())
    return Rule(
        act=cast(ActClass, act),
        mode=mode,
        particle=particle,
        objects=_and_plurals(objects.split()),
        preps=frozenset(marks - _MARKS),
        direct=bool(marks & {"o", "near"}),
        near="near" in marks,
        alone="~" in marks,
        sym="sym" in marks,
        infinitive="inf" in marks,
        clause="that" in marks,
        deed="culprit" in marks,
        why="why" in marks,
    )


def _and_plurals(objects: Iterable[str]) -> frozenset[str]:
    """The objects with the plural of each that is long enough to be a noun; a plural no word has does no harm."""
    found = set(objects)
    for noun in objects:
        if len(noun) > _SHORTEST_NOUN and noun[-1] not in "sxd":
            found.add(noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s")
    return frozenset(found)


def forms(verb: str, irregular: str = "") -> set[tuple[Form, str]]:
    """The written forms of a verb; `irregular` holds its past and participle where they are not regular."""
    made: set[tuple[Form, str]] = {("base", verb), ("s", _third(verb)), ("ing", _ing(verb, irregular))}
    pasts = irregular.split() or [_past(verb)]
    return made | {("past", past) for past in pasts}


def _third(verb: str) -> str:
    if verb == "have":
        return "has"
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
    if verb in _DOUBLING or any(past.startswith(doubled) for past in irregular.split()):
        return doubled + "ing"
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return verb + "ing"
