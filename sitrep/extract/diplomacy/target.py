"""The right side of a verb: where its clause ends, where its object's noun stands, and on whom it acts."""

from sitrep.extract.diplomacy.clause import SUM, Clause
from sitrep.extract.diplomacy.joined import actors_of, chain
from sitrep.extract.diplomacy.lexicon import Rule
from sitrep.extract.diplomacy.phrases import Phrase
from sitrep.extract.diplomacy.words import HARD, Word
from sitrep.text.actors import states
from sitrep.text.document import Actor

_REACH = 26
"""Words to the right of a verb in which its target may stand."""
_OBJECT_REACH = 10
"""Words to the right of a verb in which its object's noun may stand; what one is called may stand further off."""
_PREPOSITION_REACH = 6
_LONGEST_NAME = 7
PLACES = frozenset({"under", "on", "against", "in", "at", "near", "across", "into", "over", "inside", "outside"})
"""Prepositions that lead to where a deed was done, not to who did it."""
_ON_PEOPLE = frozenset({"COERCE", "YIELD"})
_ON_LAND = frozenset({"AID", "MOBILIZE", "YIELD", "SANCTION"})
_DEATHS = frozenset(
    {"death", "deaths", "killings", "shooting", "shootings", "attack", "attacks", "strike", "strikes", "abuses"}
)
_NO_PURPOSE = frozenset({"ACCUSE", "SUPPORT", "SANCTION", "COERCE", "CONSULT", "AID"})
_ADDRESSED = frozenset({"REQUEST", "THREATEN"})
_BEINGS = frozenset({"recognise", "receive", "meet", "inform"})
_IN_PERSON = frozenset({"receive", "meet", "inform", "call"})
_ADJECTIVE = ("al", "ous", "ive", "ful", "ic", "ed", "ing", "ern", "less", "ary", "ible", "able", "est", "ish")
_WILLING = frozenset({"agree", "promise"})
_ASIDE = frozenset({"by", "from", "against", "at", "under", "into", "after", "in"})
_SOMEBODY = frozenset({"him", "her", "them", "it", "me", "us", "you"})
_TO_COURT = frozenset({"sue", "blame", "blacklist"})
_AT_HOME = frozenset({"rights", "abuses", "repression", "crackdown", "persecution", "executions", "jailing"})
"""Deeds of a state in its own land: for abuses in Kenya it is Kenya that is condemned."""
_BORDERS = frozenset({"border", "borders", "frontier"})
_OF = frozenset({"of"})
_MEETING = frozenset({"CONSULT", "AGREE", "REQUEST"})
_QUARRELS = frozenset({"war", "conflict", "border", "dispute", "row", "fighting", "clashes"})
_MEANT_TO_HELP = frozenset({"AID", "MOBILIZE", "COOPERATE", "SUPPORT", "YIELD"})
_HELPING = frozenset({"of", "assist", "help", "aid", "support"})
_FINITE = ("s", "ed", "ing")
_CLOSED = frozenset({"and", "or", "but", "to", "has", "have"})


def right_edge(told: Clause, end: int, rule: Rule) -> int:
    """The word at which the clause that goes on at `end` is over."""
    words, bags = told.words, told.lex.words
    furthest = min(len(words), end + _REACH)
    for k in range(end + (not rule.clause), furthest):
        low = words[k].low
        if words[k].actor is not None or k in told.at or (low == "that" and rule.clause):
            continue
        if (
            low in HARD
            or (low == "but" and k + 1 in told.at)
            or (low == "," and (_clause_follows(told, k + 1) or _goes_on(told, k + 1)))
        ):
            return k
        if ((low in bags.subordinators and low != "following") or low in ("as", "who")) and low not in rule.preps:
            return k
        if low in bags.causes and low not in rule.preps and k > end and not told.low(k + 1)[0].isdigit():
            return k
        if words[k - 1].low == "or" and low.endswith(("ing", "ed")):
            return k - 1  # "ignored the protesters or repeating ...": another thing they do
        if low in told.lex.verbs and low.endswith(_FINITE) and words[k - 1].low in ("and", ",", "but"):
            return k - 1
    return furthest


def _goes_on(told: Clause, k: int) -> bool:
    """ ", waiting for ...": what the subject does besides."""
    low = told.low(k)
    return low.endswith("ing") and low not in ("including", "following") and k not in told.at


def _clause_follows(told: Clause, k: int) -> bool:
    """ ", Italy protests": the comma parts two clauses."""
    phrase = told.at.get(k) or (told.at.get(k + 1) if told.low(k) in ("the", "a", "an") else None)
    if phrase is None or phrase.owns:
        return False
    verb = told.low(phrase.last)
    finite = (
        verb.endswith(("s", "ed")) or verb in told.lex.words.speech or told.words[phrase.last - 1].low.endswith("s")
    )
    return verb in told.lex.verbal and finite and verb not in told.lex.words.things


def object_end(told: Clause, end: int, stop: int, rule: Rule) -> int | None:
    """The word after the object's noun, None where the object is another."""
    reach = 2 * _OBJECT_REACH if rule.mode == "accuse" else 1 if "no" in rule.objects else _OBJECT_REACH
    for k in range(end, min(stop, end + reach)):
        word = told.words[k]
        if k == end and word.low == "to" and rule.act == "REQUEST" and rule.mode != "apply":
            return None  # "sought to help": no help is asked for
        if word.low == "but" or (word.low == "," and k > end + 2):
            return None
        if names(word, rule):
            return k + 1
        if _anothers_verb(told, end, k):
            return None
        if word.low == "to" and k > end and rule.mode not in _TO_COURT and "task" not in rule.objects:
            return None
    return None


def _anothers_verb(told: Clause, end: int, k: int) -> bool:
    """ "offers details on a claim X tested weapons": the weapons are the object of what X did."""
    phrase = told.at.get(k - 1)
    if phrase is None or k in told.at or phrase.first <= end + 1 or told.low(k) in told.lex.words.kinds:
        return False
    return any(form == "past" for _, form in told.lex.verbs.get(told.low(k), ()))


def names(word: Word, rule: Rule) -> bool:
    """True where the word is one of the rule's objects, alone or at the end of a hyphened word."""
    objects = rule.objects
    if word.low in objects or not word.inner.isdisjoint(objects) or word.low.rsplit("-", 1)[-1] in objects:
        return True
    return "million" in objects and SUM.fullmatch(word.low) is not None


def targets_of(told: Clause, end: int, thing: int, stop: int, rule: Rule) -> list[Actor]:
    """On whom the verb that ends at `end`, with an object that ends at `thing`, acts; empty where nobody is named."""
    if rule.objects and not rule.near:
        within = [p for p in told.phrases if end <= p.first < thing and not p.governed]
        if within and rule.mode != "accuse":
            return list(actors_of(chain(told, within[0])))
        found = behind(told, thing, stop, rule)
        if found:
            return found
    found = (_direct(told, end, stop, rule) if rule.direct else []) or behind(told, end, stop, rule)
    if found:
        return found
    if rule.mode == "expel":
        return _people(told, end, stop, told.lex.words.sent_away, by_name=False)
    if rule.direct and rule.act in _ON_PEOPLE:
        return _people(told, end, stop, told.lex.words.people, by_name=True)
    if rule.near and rule.act in _ADDRESSED:
        return _people(told, end, stop, told.lex.words.partners, by_name=False)
    if rule.act == "REQUEST" and "from" in rule.preps:
        source = next((k for k in range(end, stop) if told.words[k].low == "from"), stop)
        return _people(told, source + 1, stop, told.lex.words.partners, by_name=False)
    if rule.act == "MOBILIZE" and ((there := _bordered(told, end, stop)) or "police" in told.said):
        return there
    return _placed(told, end, stop, rule) if rule.act in _ON_LAND else []


def _placed(told: Clause, end: int, stop: int, rule: Rule) -> list[Actor]:
    """The state on whose land a place lies that one of the rule's prepositions leads to: "sends troops to Kidal"."""
    for k in range(end, min(stop, len(told.words) - 1)):
        if told.words[k].low not in rule.preps or k in told.at:
            continue
        place = next((w for w in told.words[k + 1 : k + 4] if w.form == "place"), None)
        if place is not None and (host := states().get(place.country)) is not None:
            return [host]
    return []


def _bordered(told: Clause, end: int, stop: int) -> list[Actor]:
    """At whose border: "to the border with Kenya", "along the Kenyan border"."""
    for phrase in told.phrases:
        if not end <= phrase.first < stop + 3:
            continue
        shared = told.low(phrase.first - 1) == "with" and told.low(phrase.first - 2) in _BORDERS
        if shared or told.low(phrase.last) in _BORDERS:
            return [phrase.actor]
    return []


def _direct(told: Clause, end: int, stop: int, rule: Rule) -> list[Actor]:
    """The first actor of the object, with those joined to it."""
    elsewhere: set[Phrase] = set()
    if rule.act == "ACCUSE" and told.low(end) in _SOMEBODY:
        return []  # "accused him of being soft on Kenya"
    if rule.mode == "deny" and (told.low(end).endswith("ing") or told.low(end) == "that") and end not in told.at:
        return []  # "denies downing Kenyan drones": it is not Kenya that is denied
    if "as" in rule.preps:  # "denounced the step as a breach of a UN resolution"
        stop = next((k for k in range(end, stop) if told.words[k].low == "as"), stop)
    for phrase in told.phrases:
        if not end <= phrase.first < stop or phrase in elsewhere:
            continue
        if rule.deed and phrase.governed in PLACES and not told.lows(end, phrase.first) & _AT_HOME:
            elsewhere.update(chain(told, phrase))
            continue
        if (phrase.land and rule.act not in _ON_LAND) or (rule.near and not _right_behind(told, end, phrase, rule)):
            return []
        if "to" in told.lows(end, phrase.first) and (
            rule.act in _NO_PURPOSE or (rule.act == "REJECT" and phrase.governed in PLACES)
        ):
            return []  # "opposes the plan to keep a base in Kenya"
        if rule.mode in _BEINGS and not phrase.acts:
            return []  # "met with Korean executives"
        stands_by = told.low(phrase.first - 2) == "stand"
        if rule.mode in _WILLING and phrase.governed in _ASIDE and not stands_by:
            return []  # "agrees to ration gas from Russia"
        if phrase.governed == "of" and told.lows(phrase.first - 4, phrase.first) & told.lex.words.suffered:
            return []
        return list(actors_of(chain(told, phrase)))
    return []


def _right_behind(told: Clause, end: int, phrase: Phrase, rule: Rule) -> bool:
    """True where only articles, numbers and adjectives stand before the phrase, and it is meant itself."""
    if (phrase.governed and phrase.governed not in rule.particle) or phrase.first > end + 5:
        return False
    if rule.act in _ADDRESSED and not phrase.acts:
        return False
    if not all(qualifies(told, told.words[k]) for k in range(end, phrase.first)):
        return False
    if rule.mode in _IN_PERSON and not phrase.acts:
        return False  # "meets Korean executives"
    if rule.mode == "call":
        return not phrase.owns and not _is_called_something(told, phrase)
    if phrase.owns and rule.mode in _BEINGS:
        return False
    if rule.infinitive:
        later = told.lows(phrase.last, phrase.last + 7)
        return told.low(phrase.last) in ("to", "not") or bool(later & {"must", "should", "needs", "need"})
    return True


def _is_called_something(told: Clause, phrase: Phrase) -> bool:
    """ "called the envoy a fool": no call on the telephone."""
    bags = told.lex.words
    after = told.low(phrase.last)
    if not (
        after in bags.prepositions or after in bags.adverbs or after in (".", ",", ")", ";", ":", "to", "and", "as")
    ):
        return True
    later = [w.low for w in told.words[phrase.last : phrase.last + 8]]
    later = later[: later.index("to")] if "to" in later else later
    if "“" in later[:4] or '"' in later[:4] or "‘" in later[:4]:
        return True
    return any(low in ("a", "an") and later[n - 1] not in bags.prepositions for n, low in enumerate(later) if n)


def qualifies(told: Clause, word: Word) -> bool:
    """True for what may stand between a verb and the name it acts on: "two former senior"."""
    low, bags = word.low, told.lex.words
    if word.capital or low[0].isdigit() or low.endswith(_ADJECTIVE):
        return True
    known = low in bags.articles or low in bags.loose or low in bags.people
    return known or low in bags.modifiers or low in bags.offices or low in bags.former


def behind(told: Clause, begin: int, stop: int, rule: Rule) -> list[Actor]:
    """The actors behind the first of the rule's prepositions that leads to one.

    Where the rule knows "against", that one first: "filed a complaint with the UN against X".
    """
    leads = rule.preps if rule.mode == "recognise" else rule.preps - {"as"}
    preps = [k for k in range(begin, stop) if told.words[k].low in leads]
    for k in sorted(preps, key=lambda k: told.words[k].low != "against") if rule.act == "ACCUSE" else preps:
        phrase = next_phrase(told, k + 1, min(stop, k + 1 + _PREPOSITION_REACH))
        if phrase is None or (phrase.land and rule.act not in _ON_LAND):
            continue
        if rule.act in _MEETING and told.words[k].low == "with" and told.low(k - 1) in _QUARRELS:
            continue  # "to support Kenya in a war with Chad"
        if told.words[k].low == "to" and not _leads_to(told, k, phrase, rule):
            continue
        if rule.mode == "visit" and told.words[k].low == "for" and phrase.first > k + 2:
            continue  # "flies in for talks brokered by Oman"
        if rule.act == "CONSULT" and told.words[k].low == "with" and not phrase.acts:
            continue  # "met with Korean executives"
        if rule.mode == "investigate" and told.lows(k, phrase.first) & (told.lex.words.suffered | _DEATHS):
            return []  # "into the killings of Palestinian medics": it is not they who are suspected
        if told.lows(k, phrase.first) & told.lex.words.victims:
            return []  # "condolences to the families of those killed in ...": whose they are, nobody says
        return list(actors_of(chain(told, phrase)))
    return []


def _leads_to(told: Clause, k: int, phrase: Phrase, rule: Rule) -> bool:
    """True where "to" is the way to an actor, no purpose: "aid to Kenya", not "to fight Kenya", "to respond to it"."""
    if told.low(k - 2) == "to" and k - 1 not in told.at:
        return False
    between = told.words[k + 1 : phrase.first]
    helping = _HELPING if rule.act in _MEANT_TO_HELP else _OF
    return all(qualifies(told, word) or word.low in helping for word in between)


def next_phrase(told: Clause, begin: int, stop: int) -> Phrase | None:
    """The first phrase from `begin` on; offices and titles before it do not count toward `stop`."""
    bags = told.lex.words
    k, limit = begin, begin + 3 * _PREPOSITION_REACH
    while k < min(stop, len(told.words)):
        phrase = told.at.get(k)
        if phrase is not None:
            return phrase
        low = told.words[k].low
        if low in HARD or low == "," or (low in bags.prepositions and low not in ("of", "in", "for")):
            return None
        if (low in bags.offices or low in bags.modifiers) and stop < limit:
            stop += 1
        k += 1
    return None


def _people(told: Clause, end: int, stop: int, people: frozenset[str], by_name: bool) -> list[Actor]:
    """The people of the object where no actor is in it: "frees the blogger Sami Haddad" -> "blogger Sami Haddad"."""
    words, bags = told.words, told.lex.words
    k = end
    while k < stop and (words[k].low in bags.articles or words[k].low[0].isdigit() or words[k].low in bags.adverbs):
        k += 1
    first = k
    known = by_name and k < stop and words[k].capital and not told.title_case
    while k < stop and k - first < _LONGEST_NAME and _in_noun_phrase(told, words[k]):
        known = known or words[k].low in people
        k += 1
    return [Actor(told.text[words[first].start : words[k - 1].end], "group")] if known and k > first else []


def _in_noun_phrase(told: Clause, word: Word) -> bool:
    low, bags = word.low, told.lex.words
    if not low[0].isalpha() or low in _CLOSED or low in bags.futures or low in bags.be or low in bags.adverbs:
        return False
    return low not in bags.prepositions and low not in bags.subordinators and low not in bags.pronouns
