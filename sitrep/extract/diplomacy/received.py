"""Acts told from the side that gets them: "Chad drew criticism from Egypt", "Kyiv received jets from Norway"."""

from sitrep.extract.diplomacy.clause import Clause, left_edge
from sitrep.extract.diplomacy.finding import Finding
from sitrep.extract.diplomacy.joined import actors_of, chain
from sitrep.extract.diplomacy.lexicon import Rule
from sitrep.extract.diplomacy.phrases import Phrase
from sitrep.extract.diplomacy.target import next_phrase

_NOUN_REACH = 7
"""Words behind the verb in which what is received must stand."""
_FROM_REACH = 5
_RULES = {
    "blames": Rule("ACCUSE", "criticise", name="what one gets from another"),
    "pressure": Rule("REQUEST", "press", name="what one gets from another"),
    "favour": Rule("SUPPORT", "back", name="what one gets from another"),
    "gifts": Rule("AID", "give aid", name="what one gets from another"),
    "threats": Rule("THREATEN", "threaten", name="what one gets from another"),
}


def of_receiving(told: Clause, i: int) -> Finding | None:
    """The act that a verb of getting at word `i` tells of the other side: who gives it is who acts."""
    lex = told.lex
    verb = told.words[i].low
    if verb not in lex.getting:
        return None
    for k in range(i + 1, min(len(told.words), i + _NOUN_REACH)):
        low = told.words[k].low
        if k in told.at or low in ("to", "that", "after", "when"):
            return None
        what = next((name for name in _RULES if low in lex.received[name]), None)
        if what is None or (what == "gifts" and verb not in lex.taking):
            continue
        giver = _giver(told, k)
        if giver is None:
            return None
        if what == "threats" and giver.actor.kind == "body":
            return None  # "despite warnings from the UN": of what may come
        givers = actors_of(chain(told, giver))
        getter = _getter(told, i)
        if getter is None or getter.actor in givers:
            return None
        return Finding(_RULES[what], givers, (getter.actor,), i, k + 1)
    return None


def _giver(told: Clause, k: int) -> Phrase | None:
    """Who stands behind "from", where it follows the noun at word `k`."""
    source = next((n for n in range(k + 1, min(len(told.words), k + _FROM_REACH)) if told.low(n) == "from"), None)
    if source is None or any(n in told.at for n in range(k + 1, source)):
        return None
    phrase = next_phrase(told, source + 1, source + 6)
    return phrase if phrase is not None and (phrase.acts or phrase.owns) else None


def _getter(told: Clause, i: int) -> Phrase | None:
    """The first actor of the clause before the verb, as its subject or as the owner of it: "Chad's plan"."""
    begin = left_edge(told, i - 1)
    before = [p for p in told.phrases if begin <= p.first and p.last <= i]
    plain = (p for p in before if p.governed in ("", "by", "of"))
    found = next(plain, None)
    return None if found is None or told.lex.words.modals & told.lows(found.last, i) else found
