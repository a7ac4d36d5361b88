"""The left side of a verb: whether it is one, who its subject is, and whether it is told as done, coming or refused."""

from typing import Literal, NamedTuple

from sitrep.extract.diplomacy.clause import Before, Clause, left_edge, verb_between
from sitrep.extract.diplomacy.joined import chain, chain_both_ways
from sitrep.extract.diplomacy.lexicon import Form
from sitrep.extract.diplomacy.phrases import Phrase
from sitrep.extract.diplomacy.words import Word
from sitrep.text.document import Actor

_DEEPEST = 3
"""Clauses to the left in which a subject is still sought."""
_LONGEST_ASIDE = 4
_HEAD = 10
"""Words in which a headline names its speaker before a colon."""
_FILLING = frozenset({"and", "but", "or", "the", "a", "statement", "to"})
_RELATIVES = frozenset({"who", "which", "whose"})
_LEAST_BEFORE = 2
"""Words before a relative clause: one at least that it is about, and its own opening."""
_DOUBTS = frozenset(
    {"allegation", "allegations", "suspicion", "suspicions", "fear", "fears", "feared", "rumours", "rumors", "hopes"}
)
_CLAIMS = frozenset({"claim", "claims", "report", "reports", "accusation", "accusations"})
"""Doubts where a preposition or an article shows them to be nouns."""
_CONDITIONS = frozenset({"if", "unless", "whether", "when"})
_WRITERS = frozenset({"i", "we", "you"})
_PERSONS = frozenset({"he", "she"})
_RANKS = frozenset({"first", "latest", "last", "only", "highest-ranking", "most"})
"""The first to do it has done it."""
_OF_GROUPS = frozenset(
    {"group", "movement", "faction", "leader", "leaders", "spokesman", "commander", "side", "fighters", "rebels"}
)
_IS = frozenset({"is", "are"})
_BILLS = frozenset({"bill", "law", "motion", "decree", "plan", "measure", "legislation"})
_PASSED = frozenset({"pass", "passed", "passes", "approve", "approved", "approves", "adopt", "adopted", "adopts"})
_NOW = frozenset({"is", "are", "'s", "’s"})
_LEADING = frozenset(
    {"led", "prompted", "prompting", "leading", "caused", "causing", "pushed", "drove", "moved", "spurred"}
)
_STANDS_FOR = frozenset({"it", "they", "he", "she"})
_CALLS = frozenset(
    {"called", "calls", "phoned", "phones", "telephoned", "telephones", "rang", "met", "meets", "visited"}
)
_SAID_IN_CALLS = frozenset(
    {
        "express",
        "convey",
        "congratulate",
        "thank",
        "offer",
        "condemn",
        "discuss",
        "assure",
        "brief",
        "reiterate",
        "urge",
    }
    | {"reaffirm", "wish", "apologise", "apologize", "extend", "voice", "warn", "press", "renew", "demand", "protest"}
)
_JOURNEYS = frozenset(
    {"travels", "travelled", "traveled", "flies", "flew", "arrives", "arrived", "went", "comes", "came"}
)
_WHOSE = frozenset({"his", "her", "its", "their", "our", "my"})
_OWN_LAND = frozenset({"country", "nation", "government", "people", "army", "troops", "forces", "military"})
_LONGEST_FRONT = 25
"""Words of a participle in front of its clause: "Accusing Chad of lying, Kenya ..."."""
_MANY = frozenset({"they"})
"""Whom "they" means across sentences, no rule here can tell."""


Carried = Literal["", "any", "person", "state"]


class Subject(NamedTuple):
    """Who does it. `carried`: the actor stands in an earlier sentence ("it", "the ministry"; "he" is a person).

    `coming`: told as coming; `negated`; `passive`; `unsure`: only wanted, asked, possible; `willing`: offered.
    `left` is the word left of the verb and all its helpers.
    """

    phrases: tuple[Phrase, ...]
    carried: Carried
    coming: bool
    negated: bool
    passive: bool
    unsure: bool
    willing: bool
    left: int

    def actors(self, before: Before | None) -> tuple[Actor, ...]:
        """The subject's actors, each once."""
        if self.phrases:
            return tuple(dict.fromkeys(p.actor for p in self.phrases))
        if before is None or not self.carried or (self.carried == "person" and not before.person):
            return ()
        if self.carried == "state" and before.actor.kind == "group":
            return ()  # "the government" is no rebels'
        return (before.actor,)


def fronted(told: Clause, i: int) -> Phrase | None:
    """ "Accusing Chad of lying, Kenya ...": whose the participle is that opens the sentence."""
    comma = next((k for k in range(i + 1, min(len(told.words), i + _LONGEST_FRONT)) if told.low(k) == ","), None)
    if i or comma is None:
        return None
    phrase = told.at.get(comma + 1) or (told.at.get(comma + 2) if told.low(comma + 1) == "the" else None)
    fits = phrase is not None and phrase.acts and not phrase.owns and told.low(phrase.last) not in (",", "and")
    return phrase if fits else None


def subject_of(told: Clause, i: int, form: Form) -> Subject:
    """The subject of the verb at word `i`."""
    if form == "ing" and not i:
        opener = fronted(told, i)
        return Subject((opener,) if opener else (), "", False, False, False, False, False, i)
    return _subject_before(told, i, form)


def _subject_before(told: Clause, i: int, form: Form) -> Subject:
    """The subject left of the verb at word `i`, past its helpers."""
    bags = told.lex.words
    k = i - 1
    coming = negated = passive = unsure = would = willing = False
    while k >= 0 and told.words[k].actor is None:
        low = told.words[k].low
        if low in bags.modals:
            would, unsure = low == "would", low != "would"
        elif low in bags.futures:
            coming, negated = True, negated or low == "wo"
        elif low in bags.negations:
            coming, negated = coming or low.startswith("won"), True
        elif low in bags.be:
            passive = form == "past"
        elif low == "to" and form == "past" and passive and told.low(k - 1) not in bags.be | bags.raising:
            unsure = True  # "impossible for X to be expelled"
        elif low == "to" and form == "base":
            resolver = _resolver(told, k)
            if resolver is not None:
                return Subject((resolver,), "", True, negated, False, False, False, k)
            raised = _raised(told, k)
            if raised is None:
                return Subject((), "", False, negated, passive, True, False, k)
            willing = willing or told.low(k - 1) in bags.willing
            coming, k = coming or not done(told, k), raised
            continue
        elif not (low in bags.adverbs or low.endswith("ly") or low in ("to", "-", "'")):
            break
        k -= 1
    begin = left_edge(told, k)
    if would:  # "said it would" announces, "would" alone imagines
        announced = (
            begin > 0 and not _is_relative(told, k) and bool(told.lows(begin - 5, begin) & (bags.speech | {"that"}))
        )
        coming, unsure = coming or announced, unsure or not announced
    unsure = unsure or (begin > 0 and told.low(begin - 1) in _CONDITIONS)
    phrases, carried = _find(told, k, 0)
    return Subject(phrases, carried, coming, negated, passive, unsure or _doubted(told, phrases), willing, k)


def done(told: Clause, k: int) -> bool:
    """True where "to" at word `k` leads to what was done: "the first to ...", "called X to ...", "led X to ..."."""
    own = told.at.get(k - 1)
    led = own is not None and told.low(own.first - 1 - (told.low(own.first - 1) == "the")) in _LEADING
    return led or bool(told.lows(k - 6, k) & _RANKS) or called_to(told, k) is not None


def _doubted(told: Clause, phrases: tuple[Phrase, ...]) -> bool:
    """ "on a claim that X tested ...", "fears X will cut ...": only claimed or feared."""
    if not phrases:
        return False
    k = phrases[0].first - 1
    k -= told.low(k) in ("the", "a")
    k -= told.low(k) == "that"
    bags = told.lex.words
    return told.low(k) in _DOUBTS or (told.low(k) in _CLAIMS and told.low(k - 1) in bags.prepositions | bags.owning)


def _is_relative(told: Clause, k: int) -> bool:
    """ "a resolution that would have extended sanctions": what "that" stands for does it, nobody else."""
    bags = told.lex.words
    return told.low(k) == "that" and k > 1 and told.low(k - 1) not in bags.speech | bags.pronouns


def _resolver(told: Clause, k: int) -> Phrase | None:
    """ "Mali's decision to expel ...": whose decision it is, does it."""
    if told.low(k - 1) not in told.lex.words.resolves or told.low(k - 2).isdigit():  # "the 2019 decision"
        return None
    return next((p for p in told.phrases if k - 5 <= p.last <= k - 1 and (p.owns or p.last == k - 1)), None)


def _raised(told: Clause, k: int) -> int | None:
    """The word left of "... to VERB" from which the subject is sought, None where the clause only wants or asks."""
    caller = called_to(told, k)
    if caller is not None:
        return caller
    own = told.at.get(k - 1)
    if own is None and told.low(k - 1) in told.lex.words.resolves:
        return k - 2  # "Mali's decision to expel ...": whose it is, does it
    if own is None and told.low(k - 1) in _IS:
        return k - 2 if told.low(k + 1) != "blame" else None  # "the two are to meet"
    if own is None:
        resolved = _resolved(told, k)
        return _travelled(told, k) if resolved is None else resolved
    if own.governed == "by" and told.low(own.first - 2) not in told.lex.words.resolves:
        return None  # "needs commitments by X to help"
    begin = left_edge(told, k - 1)
    if told.lows(begin, own.first) & told.lex.words.asking:
        return None  # "ask the UN to stay"
    first = next((p.first for p in told.phrases if p.first >= begin), k - 1)
    apart = told.title and own.acts and own.first > 0 and told.low(own.first - 1) in (",", ";", "and")
    return k - 1 if apart or not verb_between(told, first, own.first) else None


def called_to(told: Clause, k: int) -> int | None:
    """The word left of the verb in "called X on Friday to express ...": what the call was for was said in it."""
    if told.low(k + 1) not in _SAID_IN_CALLS:
        return None
    calls = (n for n in range(k - 1, max(-1, k - 14), -1) if told.low(n) in _CALLS and n not in told.at)
    call = next(calls, None)
    return call - 1 if call and (told.at.get(call + 1) or told.at.get(call + 2)) else None


def _resolved(told: Clause, k: int) -> int | None:
    """The word left of the verb in "decided on Monday to ...", "passed a bill to ..."; None where it is none such."""
    bags = told.lex.words
    verb = k - 1
    while verb > 0 and (told.low(verb) in bags.adverbs or told.low(verb) == "on") and verb not in told.at:
        verb -= 1
    if told.low(verb) in bags.raising and verb > 0:
        return verb - 1
    if told.low(verb) not in _BILLS:
        return None
    return next((n - 1 for n in range(verb - 1, max(0, verb - 7), -1) if told.low(n) in _PASSED), None)


def _travelled(told: Clause, k: int) -> int | None:
    """The word left of the verb in "flew by army plane to Goma to meet ...": who travels to do it, does it."""
    if told.words[k - 1].form != "place":
        return None
    journeys = (n for n in range(k - 2, max(-1, k - 9), -1) if told.low(n) in _JOURNEYS and n not in told.at)
    journey = next(journeys, None)
    return None if journey is None else journey - 1


def _find(told: Clause, k: int, depth: int) -> tuple[tuple[Phrase, ...], Carried]:
    """The subject phrases of the clause that ends at word `k`, and whether an earlier sentence holds them."""
    if k < 0 or depth > _DEEPEST:
        return (), ""
    if _is_relative(told, k):
        return _antecedent(told, k - 1), ""
    begin = left_edge(told, k)
    edge = told.low(begin - 1)
    if told.low(k) == "," and edge in _RELATIVES and begin >= _LEAST_BEFORE:
        main = _antecedent(told, begin - 2)  # "X, who visited Y, pledged ...": X pledged
        return (main, "") if main else _find(told, begin - 2, depth + 1)
    able = [
        p for p in told.phrases if p.first >= begin and p.last <= k + 1 and p.acts and not p.owns and not p.governed
    ]
    if able and told.lows(begin, able[0].first) & _STANDS_FOR and verb_between(told, begin, able[0].first, strict=True):
        able = []  # "it suspended Chad, demanding ...": not Chad demands
    said_of = edge in told.lex.words.speech and told.low(k) == "and" and bool(able)
    if said_of and begin > 1 and told.lows(able[0].last, k) & _NOW:
        return _find(
            told, begin - 2, depth + 1
        )  # "said Chad is being torn apart and called for ...": who said it, called
    if able and told.lows(able[-1].last, k + 1) & _WRITERS:
        return _sayer(told), ""
    if able:
        addressed = edge in ("told", "tells", "tell") and able[0].first <= begin + 1 and told.low(k) == ","
        if addressed and begin > 1:  # "told the parliament, condemning ...": who told it, condemns
            return _find(told, begin - 2, depth + 1)
        return _choose(told, able, k), ""
    if edge in _RELATIVES and begin >= _LEAST_BEFORE:
        return _antecedent(told, begin - 2), ""
    return _referred(told, k, begin, depth)


def _referred(told: Clause, k: int, begin: int, depth: int) -> tuple[tuple[Phrase, ...], Carried]:
    """Whom a pronoun or an office without its country means; or the clause before, where this one has no subject."""
    edge = told.low(begin - 1)
    if begin and told.lows(begin, begin + 2) & _WHOSE and told.lows(begin + 1, k + 1) & _OWN_LAND:
        return _find(told, begin - 2, depth + 1)  # "said his country stood by X"
    pronouns = told.lows(begin, k + 1) & told.lex.words.pronouns
    if pronouns & _WRITERS:
        return _sayer(told), ""
    role = _role(told, begin, k + 1)
    if pronouns or role:
        before = _find(told, begin - 2, depth + 1)[0] if begin else ()
        if pronouns & _PERSONS:
            before = tuple(p for p in before if p.person)
        if role and not role & _OF_GROUPS:
            before = tuple(p for p in before if p.actor.kind != "group")
        if before or pronouns & _MANY:
            return before, ""
        return (), "person" if pronouns & _PERSONS else "state" if role and not role & _OF_GROUPS else "any"
    coordinated = told.low(k) in ("and", "but", ",") and edge in told.lex.words.speech
    if begin and (coordinated or _empty(told, begin, k + 1) or _aside(told, begin, k + 1)):
        return _find(told, begin - 2, depth + 1)
    return (), ""


def _sayer(told: Clause) -> tuple[Phrase, ...]:
    """ "We condemn the raid, said X": who speaks of himself."""
    speech = told.lex.words.speech
    first = told.phrases[0] if told.phrases else None
    if told.title and first is not None and first.first == 0 and first.acts and ":" in told.lows(0, _HEAD):
        return (first,)  # "X on the raid: We will ..."
    for phrase in told.phrases:
        said = told.low(phrase.last) in speech or told.low(phrase.first - 1) in speech
        if phrase.acts and said and not phrase.governed and not phrase.owns:
            return (phrase,)
    return ()


def _choose(told: Clause, able: list[Phrase], k: int) -> tuple[Phrase, ...]:
    """The first phrase of the clause, or the one right before the verb where another verb stands between the two."""
    adverbs = told.lex.words.adverbs
    near = next((p for p in reversed(able) if told.lows(p.last, k + 1) <= adverbs | {","}), None)
    if near is None or near is able[0] or near in chain(told, able[0]):
        return chain_both_ways(told, able[0])
    apart = "," in told.lows(near.last, k + 1) and told.low(near.first - 1) != ","  # "X suspends Y, imposes ..."
    return chain_both_ways(told, near if not apart and verb_between(told, able[0].last, near.first) else able[0])


def _antecedent(told: Clause, k: int) -> tuple[Phrase, ...]:
    """ "Moscow, which ...", "the UN court, which ..."."""
    while k >= 0 and told.words[k].low == ",":
        k -= 1
    phrase = told.at.get(k)
    fits = phrase is not None and phrase.acts and (not phrase.governed or phrase.actor.kind == "body")
    return (phrase,) if phrase is not None and fits else ()


def _role(told: Clause, begin: int, end: int) -> frozenset[str]:
    """The office in "the ministry", "the prime minister", where its country is not said; empty where there is none."""
    bags = told.lex.words
    content = [w.low for w in told.words[begin:end] if _content(w, bags.adverbs | bags.modifiers)]
    named = 2 <= len(content) <= 3 and content[0] == "the" and content[1] in bags.offices - bags.rebels
    return frozenset(content[1:2]) if named else frozenset()


def _empty(told: Clause, begin: int, end: int) -> bool:
    bags = told.lex.words
    filling = bags.adverbs | bags.prepositions | _FILLING
    return not any(_content(told.words[k], filling) for k in range(begin, end) if k not in told.at)


def _aside(told: Clause, begin: int, end: int) -> bool:
    """ "wrote on X that he ...": where or when it was said, between the verb of saying and what is said."""
    said = told.low(begin - 1) in told.lex.words.speech and told.low(begin) in told.lex.words.prepositions
    return said and end - begin <= _LONGEST_ASIDE and told.low(end) == "that"


def _content(word: Word, filling: frozenset[str]) -> bool:
    return word.low[0].isalpha() and word.low not in filling
