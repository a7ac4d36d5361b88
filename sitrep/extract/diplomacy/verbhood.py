"""Is it a verb? Half the words of diplomacy are nouns too: "the visit", "Russia's demand", "US calls for"."""

from sitrep.extract.diplomacy.clause import Clause, left_edge, verb_between
from sitrep.extract.diplomacy.lexicon import Form
from sitrep.extract.diplomacy.phrases import Phrase
from sitrep.extract.diplomacy.subject import fronted
from sitrep.extract.diplomacy.words import HARD, Word

_OPENS = HARD | {"'", "‘", "(", "[", "...", "."}
_LINKING = frozenset({"to", "and", "but", "or", "not", "who", "which", "that", "n't", "n’t"})
_ARTICLES = frozenset({"the", "a", "an", "this", "its", "their"})
_JOINING = frozenset({"join", "joins", "joined", "joining", "follows", "followed"})
_ANSWERING = frozenset(
    {"responded", "responds", "retaliated", "retaliates", "reacted", "reacts", "answered", "replied"}
)
_OBJECTS = frozenset({"them", "him", "us", "me", "you"})


def names_a_thing(told: Clause, i: int, form: Form) -> bool:
    """ "the visit", "Russia's demand", "mounting protests": the word names a thing here, or is part of a name."""
    word = told.words[i]
    if i == 0:
        return word.capital and form == "ing" and fronted(told, i) is None
    bags = told.lex.words
    before = told.words[i - 1]
    if (word.capital and not told.title_case and before.low not in _OPENS) or before.low in ("-", "–", "‑"):
        return True
    if form == "ing":
        return before.low in _ARTICLES or _gerund(told, i)
    if before.low in bags.owning or (before.low in bags.prepositions and before.low != "to"):
        return True
    if form == "past":
        return _attributive(told, i)
    phrase = told.at.get(i - 1)
    if phrase is not None:
        return (form == "base" and _compound(told, i, phrase)) or (
            word.low in told.lex.nouns and heads_a_thing(told, i, phrase)
        )
    if word.low in bags.things and before.low not in bags.pronouns and before.low not in ("and", "also", "to", "now"):
        return True
    return not _lets_verb_follow(told, before)


def _attributive(told: Clause, i: int) -> bool:
    """ "citing suspected meddling", "armed aggression": the participle says of what kind the noun is."""
    low, k = told.words[i].low, i - 1
    if low not in told.lex.words.kinds:
        return False
    while k > 0 and (told.low(k).endswith("ly") or told.low(k) == "also"):
        k -= 1
    before = told.low(k)
    if k in told.at or before in told.lex.words.adverbs or told.words[k].low in told.lex.words.offices:
        return False  # "on Tuesday condemned"
    following = told.words[i + 1] if i + 1 < len(told.words) else None
    if following is None or following.actor is not None or not following.low[0].isalpha() or following.capital:
        return False
    plain = following.low not in told.lex.words.prepositions | told.lex.words.owning | told.lex.words.adverbs
    return plain and before not in told.lex.words.be | {"has", "have", "had"}


def _gerund(told: Clause, i: int) -> bool:
    """ "of sending", "accusations of X cutting", "an urgent meeting": the form in -ing is a noun."""
    bags = told.lex.words
    if told.low(i - 1) == "in" and told.lows(i - 8, i) & _JOINING:
        return False  # "Chad joined Mali in condemning": so does Chad
    if told.low(i - 1) == "by" and told.lows(i - 4, i) & _ANSWERING:
        return False  # "responded by expelling"
    k = i - 1
    while k > 0 and told.low(k) != "to" and (told.low(k) in bags.adverbs - bags.be or told.low(k).endswith("ly")):
        k -= 1
    leading = told.words[k].low
    whose = told.at.get(k)
    if (whose is not None and whose.governed) or leading in bags.prepositions or leading in _OBJECTS:
        return True
    if leading in told.lex.verbal and leading not in bags.be:
        return True
    if leading == "and" and _lists_gerunds(told, k):
        return True
    before = told.words[i - 1].low
    return told.words[i].low in bags.ing_nouns and not (before in bags.be or before == "," or before.endswith("ly"))


def _lists_gerunds(told: Clause, k: int) -> bool:
    """ "by silencing critics and ceding islands": the second hangs on the same preposition."""
    prepositions = told.lex.words.prepositions
    begin = left_edge(told, k)
    return any(told.low(n).endswith("ing") and told.low(n - 1) in prepositions for n in range(begin + 1, k))


def _compound(told: Clause, i: int, phrase: Phrase) -> bool:
    """ "help Kenya defend", "Israel protest", "Kabul airlift faces": a plain form behind a name, no verb of it."""
    if verb_between(told, left_edge(told, i - 1), phrase.first, strict=True):
        return True
    if told.words[i].low in told.lex.nouns and _one_state(told, phrase):
        return True
    after = told.low(i + 1)
    return after in told.lex.verbal and not after.endswith("ing") and _one_state(told, phrase)


def _one_state(told: Clause, phrase: Phrase) -> bool:
    """ "Israel protest", "Iran talks": one state takes "protests"; a body, a group or several may "demand"."""
    if told.words[phrase.last - 1].low.endswith("s") or phrase.actor.kind != "state":
        return False
    return told.low(phrase.first - 1) not in ("and", ",", "&")


def heads_a_thing(told: Clause, i: int, phrase: Phrase) -> bool:
    """ "rejects US calls", "under Western sanctions", "EU sanctions against Iran": no verb behind a name."""
    if phrase.governed or verb_between(told, left_edge(told, i - 1), phrase.first, strict=True):
        return True
    after = told.low(i + 1)
    if after in told.lex.verbal and not after.endswith("ing"):
        return True
    ends = not after[0].isalpha() or after in told.lex.words.prepositions or after.endswith("ed")
    return told.words[i].low in told.lex.words.things and ends


def _lets_verb_follow(told: Clause, word: Word) -> bool:
    low, bags = word.low, told.lex.words
    grammatical = low in bags.adverbs or low in bags.pronouns or low in bags.modals or low in bags.futures
    joined = low in bags.offices or low in _LINKING or not low[0].isalpha() or low.endswith(("ly", "n't", "n’t"))
    return grammatical or joined or (word.capital and not told.title_case)
