"""Actors' phrases: "the Polish foreign minister, Radoslaw Sikorski" is one phrase, Poland's."""

from typing import NamedTuple

from sitrep.extract.diplomacy.lexicon import Lexicon, Words, lexicon
from sitrep.extract.diplomacy.words import Word
from sitrep.text.document import Actor

_LONGEST_PHRASE = 12
_LONGEST_SOCIETY = 4
_OFFICE_OF = frozenset({"of", "for", "at", "from", "in"})
_POSTED = frozenset({"for", "to", "in", "on"})
_FLAGS = frozenset({"flagged", "registered"})
_FIRMS = frozenset(
    {"group", "bank", "corp", "airlines", "airways", "motors", "electronics", "inc", "telecom", "united", "city"}
)
_SHORTEST_NAME = 4
_INSTITUTIONS = frozenset({"states", "nations", "union", "council", "commission", "court", "organization", "assembly"})
_SEATED = frozenset(
    {
        "delegation",
        "delegations",
        "envoys",
        "ministers",
        "negotiators",
        "authorities",
        "government",
        "officials",
        "police",
        "junta",
        "court",
        "ministry",
        "parliament",
        "presidency",
        "administration",
        "leadership",
        "rulers",
    }
)
_OPEN_CLAUSES = frozenset({"after", "before", "since"})
_SPLITS = frozenset({"'s", "’s", "'", "’"})
_FORMER = frozenset({"former", "ex"})
"""In a mention: "British former diplomats"."""
_LISTING = frozenset({"and", ",", "the", "or"})
_TO_A_BODY = (" ambassador", " envoy", " representative", " ambassadors", " mission")
_DETERMINERS = frozenset(
    {"the", "a", "an", "its", "their", "his", "her", "new", "some", "all", "both", "other", "several", "many"}
)
_NEAR = frozenset({"neighbouring", "neighboring", "fellow", "frozen"})
_ADJECTIVES = ("ern", "ed", "al", "ive", "ous")
_LINKS = frozenset(
    {"and", "or", "but", "who", "which", "not", "no", "wants", "want", "became", "next", "ahead", "alone"}
)


class Phrase(NamedTuple):
    """The words `first` to `last` (not included) that name one actor.

    `acts`: its head can act: a state, its office, its forces; not "Ukraine war", not "Russian aggression".
    `owns`: it ends in a possessive. `governed`: the preposition that leads to it, or "". `held`: it once held its
    office. `person`: an office, a leader or an organ stands in it. `land`: a territory, which never acts.
    """

    first: int
    last: int
    actor: Actor
    acts: bool
    owns: bool
    governed: str
    held: bool
    person: bool
    land: bool


def phrases_of(words: list[Word], lex: Lexicon, shouting: bool) -> list[Phrase]:
    found: list[Phrase] = []
    i = 0
    while i < len(words):
        actor = words[i].actor
        if actor is None or _only_qualifies(words, i):
            i += 1
            continue
        phrase = _phrase(words, i, actor, lex, shouting)
        if found and found[-1].governed == "including" and not phrase.governed:
            between = {w.low for w in words[found[-1].last : phrase.first]}
            if between <= _LISTING:
                phrase = phrase._replace(governed="including")  # "mediators, including Chad and Mali"
        found.append(phrase)
        i = max(phrase.last, i + 1)
    return found


def _only_qualifies(words: list[Word], i: int) -> bool:
    """ "Liberian-flagged", "US-made": whoever it is, it is not Liberia or the US."""
    if i + 2 >= len(words) or words[i + 1].low not in ("-", "‑") or words[i + 2].actor is not None:
        return False
    if words[i + 2].form == "place" and words[i + 2].capital:
        return False  # "Ethiopia-Somaliland port deal"
    if words[i + 2].low in _FLAGS and words[i - 1].low in lexicon().verbs:
        return False  # "seizes Panama-flagged tanker"
    return words[i + 1].start == words[i].end and words[i + 2].start == words[i + 1].end


def _phrase(words: list[Word], i: int, actor: Actor, lex: Lexicon, shouting: bool) -> Phrase:
    head = words[i]
    last, office = _run(words, i, actor, lex.words, shouting)
    first, named_before = _office_before(words, i, lex.words)
    if first < i and actor.kind == "state" and words[first].low in lex.words.rebels:
        actor = Actor(f"{words[first].low} in {actor.name}", "group", actor.country)
    person = office or named_before
    acts = person or (head.form not in ("demonym", "land") and not _names_a_noun(words, last, lex))
    if head.form == "demonym" and head.low.endswith("s") and last < len(words):
        acts = acts or (words[last].low in lex.verbs and not words[last].low.endswith("ed"))  # "Czechs expel envoy"
    held = any(
        words[k].low in lex.words.former if words[k].actor is None else not words[k].inner.isdisjoint(_FORMER)
        for k in range(max(0, first - 2), last)
    )
    return Phrase(
        first,
        last,
        actor,
        acts=acts and not held and not (actor.kind == "state" and _private(words, last, lex)),
        owns=last < len(words) and words[last].low in _SPLITS,
        governed=_governor(words, first, last, lex),
        held=held,
        person=person,
        land=head.form == "land",
    )


def _run(words: list[Word], i: int, actor: Actor, bags: Words, shouting: bool) -> tuple[int, bool]:
    """Where the phrase that begins with the mention at `i` ends, and whether an office or organ heads it."""
    head = words[i]
    last = i + 1
    office = head.form in ("organ", "leader") or (" " in head.low and bool(head.inner & (bags.offices - _INSTITUTIONS)))
    for k in range(last, min(len(words), i + _LONGEST_PHRASE)):
        word = words[k]
        if word.actor is not None:
            if office and words[k - 1].low in _POSTED and _posts(words, k - 2, bags):
                last = k + 1  # "UN coordinator for Chad", "US ambassador to Peru": the post is of the first
                continue
            if word.actor.kind == "body" and word.low.endswith(_TO_A_BODY) and head.form in ("name", "demonym"):
                office, last = True, k + 1  # "Chad's UN ambassador"
                continue
            if word.actor != actor or not (office or words[k - 1].low in _SPLITS):
                break
            office = office or word.form in ("leader", "organ")
            last = k + 1
        elif word.capital and _is_finite(word):
            break  # "Chadian Foreign Ministry Summons ..."
        elif _is_office(word.low, bags) or (word.capital and not shouting and (office or _its_own(words, k, head))):
            office, last = True, k + 1
        elif word.low in _POSTED and _posts(words, k - 1, bags):
            continue
        elif not _runs_on(word.low, office, bags) and not _a_trade(words, k, bags):
            break
    return last, office


def _is_office(low: str, bags: Words) -> bool:
    return low in bags.offices or low.rsplit("-", 1)[-1] in bags.offices


def _is_finite(word: Word) -> bool:
    return any(form in ("s", "past") for _, form in lexicon().verbs.get(word.low, ()))


def _posts(words: list[Word], k: int, bags: Words) -> bool:
    """True where word `k` is a post, or a mention that ends in one and is sent "to" or "for" somebody."""
    low = words[k].low
    return low in bags.posts or (words[k + 1].low in ("to", "for") and low.rsplit(None, 1)[-1] in bags.posts)


def _its_own(words: list[Word], k: int, head: Word) -> bool:
    """ "Turkey's Fidan": a person no lexicon need know, by whose he is."""
    word = words[k]
    if head.form != "name" or words[k - 1].low not in _SPLITS or word.form == "place" or len(word.low) < _SHORTEST_NAME:
        return False
    return word.low.isalpha() and not (k + 1 < len(words) and words[k + 1].low in _FIRMS)


def _a_trade(words: list[Word], k: int, bags: Words) -> bool:
    """ "the EU's enlargement commissioner": one plain word between whose he is and his office."""
    if words[k - 1].low not in _SPLITS or k + 1 >= len(words) or words[k].capital or not words[k].low.isalpha():
        return False
    return _is_office(words[k + 1].low, bags) and words[k + 1].actor is None


def _runs_on(low: str, office: bool, bags: Words) -> bool:
    """True where a phrase may go on past the word, should an office or a name follow."""
    if office and low in bags.particles:
        return True
    if low in ("of", "for") or (low == "and" and office):
        return False
    return low in bags.modifiers or low in _SPLITS or low == "-" or low in bags.former


def _names_a_noun(words: list[Word], last: int, lex: Lexicon) -> bool:
    """ "Ukraine war", "Gaza aid plan": the name only says which."""
    if last >= len(words):
        return False
    word = words[last]
    if word.actor is not None or word.capital or not word.low[0].isalpha():
        return False
    low, bags = word.low, lex.words
    known = (
        low in _DETERMINERS
        or low in lex.verbal
        or low in bags.adverbs
        or low in bags.prepositions
        or low in bags.subordinators
    )
    other = low in bags.modals or low in bags.futures or low in bags.raising or low in _LINKS
    return not (known or other or low.endswith(("ed", "ly")))


def _private(words: list[Word], last: int, lex: Lexicon) -> bool:
    """ "a Kenyan judge", "the Sudan Doctors Network": whoever it is, it does not speak for the state it is named by."""
    if words[last - 1].low in lex.words.private:
        return True
    for word in words[last : last + _LONGEST_SOCIETY]:
        if not word.capital or word.actor is not None or word.low in lex.verbal:
            return False
        if word.low in lex.words.societies:
            return True
    return False


def _office_before(words: list[Word], i: int, bags: Words) -> tuple[int, bool]:
    """ "the president of X", "a spokesman for X": from where such a phrase runs, and whether there is one."""
    k = i - 1
    while k >= 0 and words[k].low in _DETERMINERS:
        k -= 1
    if k < 1 or words[k].low not in _OFFICE_OF:
        return i, False
    back = k - 1
    while back > 0 and k - back < _LONGEST_PHRASE // 2 and _names_an_office(words[back], bags):
        back -= 1
    if words[back].actor is not None or not _is_office(words[back].low, bags):
        return i, False
    seated = words[back].low in _SEATED
    if words[k].low in ("from", "in") and not seated and not (words[k].low == "in" and words[back].low in bags.rebels):
        return i, False  # "student leaders from Canada" speak for themselves
    return back, True


def _names_an_office(word: Word, bags: Words) -> bool:
    if word.actor is not None or word.low in bags.offices:
        return False
    return word.capital or word.low in ("for", "of", "and", "the")


def _governor(words: list[Word], first: int, last: int, lex: Lexicon) -> str:
    """The preposition that leads to the phrase, past articles and adjectives."""
    bags = lex.words
    for k in range(first - 1, max(-1, first - 5), -1):
        low = words[k].low
        if low == "of" and words[k + 1].low == "state":
            return ""  # "Secretary of State So-and-so"
        if low in bags.prepositions:
            opens = low in _OPEN_CLAUSES and last < len(words) and words[last].low in lex.verbal
            return "" if opens else low
        if not (
            low in _DETERMINERS
            or low in _NEAR
            or low.endswith(_ADJECTIVES)
            or low in bags.modifiers
            or low in bags.former
        ):
            return ""
    return ""
