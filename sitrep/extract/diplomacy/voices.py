"""Acts told by saying: "Paris says Tehran must comply", "Tehran broke the treaty - Paris", "Modi to Xi: ..."."""

from sitrep.extract.diplomacy.clause import Before, Clause
from sitrep.extract.diplomacy.finding import Finding
from sitrep.extract.diplomacy.joined import actors_of, chain
from sitrep.extract.diplomacy.lexicon import Rule
from sitrep.extract.diplomacy.phrases import Phrase
from sitrep.extract.diplomacy.subject import subject_of
from sitrep.text.document import Actor

_DEMANDS = Rule("REQUEST", "demand")
_TELLS = Rule("REQUEST", "tell")
_ACCUSES = Rule("ACCUSE", "accuse")
_DENIES = Rule("REJECT", "deny")
_SHUNS = Rule("REJECT", "refuse to receive")
_INFORMS = Rule("CONSULT", "inform")
_WARNS = Rule("THREATEN", "warn")
_CLOSES = frozenset({",", "’", "'", "”", '"'})
_DETERMINERS = frozenset({"his", "her", "their", "its", "the", "a", "an", "visiting"})
_QUOTES = frozenset({'"', "“", "'", "‘"})
_DASHES = frozenset({"-", "–", "—", ":"})
_ASKS = frozenset({"must", "should", "stop", "need", "give", "let", "help"})
_DENIALS = frozenset({"no", "not", "never", "n't", "n’t", "denies"})
_CITIZENS = frozenset({"national", "nationals", "citizen", "citizens", "man", "men", "woman", "women", "people"})
_DEARLY = frozenset({"price", "dearly", "heavily", "crimes", "consequences"})
_BEGINNING = 8
"""Words of what is said within which the one it is said of must stand."""
_BLAME_REACH = 14


def of_speech(told: Clause, i: int, before: Before | None) -> Finding | None:
    """What one says of, or to, another with the verb of saying at word `i`."""
    words = told.words
    if words[i].low not in told.lex.words.saying:
        return None
    telling = words[i].low in ("tells", "told")
    left, right = told.at.get(i - 1), told.at.get(i + 1)
    if left is not None and left.acts and left.first > 2 and told.low(left.first - 1) in _CLOSES:
        if told.title and telling and right is not None:
            return Finding(_TELLS, (left.actor,), (right.actor,), i, right.last)
        return _said_of(told, (left.actor,), 0, left.first, i)
    if right is not None and right.acts and told.low(i - 1) in _CLOSES:
        return _said_of(told, (right.actor,), 0, i, i)
    actors = subject_of(told, i, "s").actors(before)
    if not actors:
        return None
    if telling and right is None and told.low(i + 1) in _DETERMINERS:
        right = told.at.get(i + 2)  # "told his Chinese counterpart about"
    informed = telling and right is not None and right.acts and told.low(right.last) in ("of", "about")
    if right is not None and informed and right.actor not in actors:
        return Finding(_INFORMS, actors[:1], (right.actor,), i, right.last)
    return _said_of(told, actors, i + 1, len(words), i)


def of_headline(told: Clause) -> Finding | None:
    """ "Kigali must withdraw - UN", "UN: Kigali must withdraw": a headline with its voice at one end."""
    if not told.title or len(told.phrases) < 2:
        return None
    first, last = told.phrases[0], told.phrases[-1]
    opens = first.acts and first.first <= 1
    addressed = _addressed(told, first) if opens else None
    if addressed is not None:
        asks = told.lows(addressed.last, len(told.words)) & _ASKS or _orders(told, addressed.last + 1)
        return Finding(_TELLS if asks else _INFORMS, (first.actor,), (addressed.actor,), first.last, addressed.last)
    if last.acts and last.last == len(told.words) and last.first > 2 and told.low(last.first - 1) in _DASHES:
        return _said_of(told, (last.actor,), 0, last.first - 1, last.first)
    if opens and told.low(first.last) == ":":
        return _said_of(told, (first.actor,), first.last + 1, len(told.words), first.first)
    return None


def _orders(told: Clause, k: int) -> bool:
    """ ": Send ...", ": Don't ...": what is said is an order."""
    while told.low(k) in _QUOTES:
        k += 1
    if k in told.at or told.low(k) in ("do", "don't", "don’t", "get", "leave", "keep", "stay", "take", "respect"):
        return k not in told.at
    return any(form == "base" for _, form in told.lex.verbs.get(told.low(k), ()))


def _addressed(told: Clause, first: Phrase) -> Phrase | None:
    """Y in "X to Y: ..."."""
    other = told.at.get(first.last + 1) or told.at.get(first.last + 2)
    if other is None or other.actor == first.actor or told.low(other.last) != ":":
        return None
    between = [w.low for w in told.words[first.last : other.first]]
    return other if between and between[-1] == "to" and not any(low[0].isalpha() for low in between[:-1]) else None


def _said_of(told: Clause, actors: tuple[Actor, ...], begin: int, end: int, i: int) -> Finding | None:
    """What is said of the first other actor between two words: that it must do something, will pay, did wrong."""
    begin = max([begin, *(k + 1 for k in range(begin, end) if told.low(k) == ":")])
    other = next((p for p in told.phrases if begin <= p.first < end), None)
    if other is None:
        urged = told.title and "must" in told.lows(begin, end)
        return Finding(_DEMANDS, actors, (), i, i + 1) if urged else None
    if other.actor in actors or not _opens(told, begin, other) or told.low(other.last) in _CITIZENS:
        return None
    joined = chain(told, other)
    last = joined[-1].last
    span = (min(i, last), max(i, last) + 1)
    if last < end and told.low(last) in ("must", "should") and not other.governed and not other.owns:
        return Finding(_DEMANDS, actors, tuple(a for a in actors_of(joined) if a not in actors), *span)
    pays = told.low(last) == "will" and told.low(last + 1) in told.lex.words.pays
    if pays and (told.low(last + 1) != "pay" or told.lows(last + 2, last + 6) & _DEARLY):
        return Finding(_WARNS, actors, (other.actor,), *span)
    if "welcome" in told.lows(last, last + 5) and told.lows(last, last + 4) & _DENIALS:
        return Finding(_SHUNS, actors, (other.actor,), *span)
    others = [p.first for p in told.phrases if p.first >= last and p.actor != other.actor]
    rest = told.lows(other.last, min([end, other.last + _BLAME_REACH, *others]))
    if rest & told.lex.words.refutes or ("no" in rest and rest & told.lex.words.proofs):
        return Finding(_DENIES, actors, (other.actor,), i, i + 1)
    if rest & told.lex.words.blames and not rest & _DENIALS and other.governed in ("", "by", "of"):
        return Finding(_ACCUSES, actors, (other.actor,), i, i + 1)
    return None


def _opens(told: Clause, begin: int, other: Phrase) -> bool:
    """True where what is said is said of the phrase: no other subject or verb stands before it."""
    if other.first > begin + _BEGINNING or other.last >= len(told.words):
        return False
    before = {w.low for w in told.words[begin : other.first] if w.actor is None}
    return not (before & told.lex.words.pronouns or before & told.lex.verbal)
