"""Acts told in the passive: "the envoy was expelled by X", "sanctions imposed on Y", "X accused of Z"."""

from sitrep.extract.diplomacy.clause import Clause, left_edge
from sitrep.extract.diplomacy.finding import Finding
from sitrep.extract.diplomacy.joined import actors_of, chain
from sitrep.extract.diplomacy.lexicon import Rule
from sitrep.extract.diplomacy.phrases import Phrase
from sitrep.extract.diplomacy.subject import Subject
from sitrep.extract.diplomacy.target import behind, names, next_phrase, qualifies
from sitrep.text.actors import states
from sitrep.text.document import Actor

_CAUSES = frozenset({"for", "over", "of"})
_SUFFERED = frozenset({"blame", "condemn", "criticise", "accuse", "punish", "sanction", "summon"})
_OBJECT_BEFORE = 14
"""Words before a passive in which its subject's noun may stand; before a bare participle it stands next to it."""
_SENT_AWAY = frozenset({"expel", "suspend", "bar"})
_QUOTES = frozenset({'"', "“"})
_AGENT_REACH = 7
_PARTICLES = frozenset({"out", "back", "off", "up", "in", "down", "home"})
_NOT_NOUNS = frozenset({"and", "or", "but", "not", "who", "which", "that", "to"})


def is_passive(told: Clause, i: int, end: int, stop: int, rule: Rule, subject: Subject) -> bool:
    """True where the past form at word `i` is a participle of what was done to somebody."""
    if rule.act == "CONSULT" and told.low(end) == "by" and told.low(i - 1) in told.lex.words.parleys | {","}:
        return True  # "talks mediated by"
    return subject.passive or _trails_a_noun(told, i) or _reduced(told, i, end, stop, rule)


def passive(told: Clause, i: int, end: int, stop: int, rule: Rule, subject: Subject) -> Finding | None:
    """The act, done by whom "by" names on whom the subject names; None where nobody is named."""
    if rule.mode == "fire a missile" or (rule.infinitive and told.low(end) != "to"):
        return None
    begin = left_edge(told, subject.left)
    reach = _OBJECT_BEFORE if subject.passive else 3
    said_of = told.words[end : end + 3] if rule.direct else []  # "was declared persona non grata"
    if rule.objects and not any(names(w, rule) for w in [*told.words[max(begin, i - reach) : i], *said_of]):
        return None
    agent = _agent(told, end, stop, rule)
    if agent is None:
        actors = _there(told, end, rule) or _posted(told, begin, i, rule)
    elif agent.acts or agent.owns or rule.mode in ("release", "expel", "summon"):
        actors = actors_of(chain(told, agent))
    else:
        return None
    if not actors:
        return None
    sufferers = [p for p in told.phrases if begin <= p.first and p.last <= i and p.governed != "by"]
    if not subject.passive:  # "asked Togo to leave, a move rejected by Chad": the move is, not Togo
        sufferers = [p for p in sufferers if "," not in told.lows(p.last, i)]
    targets: list[Actor] = []
    if rule.direct and sufferers:
        head = next((p for p in sufferers if p.governed in ("", "of")), sufferers[0])
        targets = [p.actor for p in chain(told, head) if p.last <= i]
    if not targets or rule.objects:
        targets += behind(told, end, stop, rule)
    if not targets and rule.objects:
        targets = [p.actor for p in sufferers[:1]]
    kept = tuple(dict.fromkeys(t for t in targets if t not in actors))
    if not kept and rule.sym and len(actors) > 1:
        return Finding(rule, actors[:1], actors[1:], i, end, subject.coming, subject.negated)  # "signed by X and Y"
    if not kept and not rule.alone:
        return None
    return Finding(rule, actors, kept, i, end, subject.coming, subject.negated)


def _agent(told: Clause, end: int, stop: int, rule: Rule) -> Phrase | None:
    """By whom: "by X"; "suspended from the UN" is the UN's doing, "freed from Y's captivity" Y's."""
    by = next((k for k in range(end, stop) if told.words[k].low == "by"), None)
    if by is not None and any(w.low.endswith("ed") or w.low == "," for w in told.words[end + 1 : by]):
        return None  # "held to account for crimes committed by its army": it is not they who hold
    if by is not None and any(_purpose(told, k) for k in range(end + 1, by)):
        return None  # "trained to protect stations from attacks by X"
    if by is not None:
        phrase = next_phrase(told, by + 1, min(stop, by + _AGENT_REACH))
        near = phrase is not None and all(
            qualifies(told, w) or w.low == "of" for w in told.words[by + 1 : phrase.first]
        )
        return phrase if near else None  # "supported by the votes of X" is not X's support
    if rule.mode == "summon" and told.low(end) == "to":
        return _host(told, end + 1)
    source = next((k for k in range(end, min(stop, end + 3)) if told.words[k].low == "from"), None)
    if source is None:
        return None
    phrase = next_phrase(told, source + 1, source + 4)
    if phrase is not None and ((rule.act == "SANCTION" and phrase.actor.kind == "body") or rule.mode == "expel"):
        return phrase
    captive = bool(told.lows(source, source + 5) & told.lex.words.captivity)
    return phrase if rule.mode == "release" and captive else None


def _host(told: Clause, begin: int) -> Phrase | None:
    """Whose ministry it is to which an envoy is summoned: "to the foreign ministry in Tokyo"."""
    return next((p for p in told.phrases if begin <= p.first < begin + _AGENT_REACH), None)


def _there(told: Clause, end: int, rule: Rule) -> tuple[Actor, ...]:
    """ "was summoned in Kyiv", "was received in Riyadh by the crown prince": whose capital it is."""
    if rule.mode not in ("summon", "receive") or told.low(end) not in ("in", "at"):
        return ()
    phrase, word = told.at.get(end + 1), told.words[end + 1] if end + 1 < len(told.words) else None
    host = phrase.actor if phrase is not None else states().get(word.country) if word is not None else None
    return (host,) if host is not None else ()


def _posted(told: Clause, begin: int, i: int, rule: Rule) -> tuple[Actor, ...]:
    """ "Mali's ambassador to Togo was summoned": by whom he is posted to."""
    if rule.mode != "summon":
        return ()
    for phrase in told.phrases:
        if begin <= phrase.first and phrase.last <= i:
            named = [w.actor for w in told.words[phrase.first : phrase.last] if w.actor is not None]
            return tuple(actor for actor in named[1:2] if actor != phrase.actor)
    return ()


def _purpose(told: Clause, k: int) -> bool:
    """ "to protect": an infinitive, where "to Kenya", "to the port" are ways."""
    behind = told.words[k + 1]
    plain = behind.actor is None and not behind.capital and behind.low not in told.lex.words.articles
    return told.low(k) == "to" and plain and told.low(k + 2) not in ("by", ",")


def _object_of_a_gerund(told: Clause, phrase: Phrase) -> bool:
    """True where a verb in -ing, with its particle or without, has the phrase for its object."""
    before = (told.low(phrase.first - 1), told.low(phrase.first - 2))
    verb = before[1] if before[0] in _PARTICLES else before[0]
    return verb.endswith("ing") and verb in told.lex.verbal


def _trails_a_noun(told: Clause, i: int) -> bool:
    """ "hostages kidnapped in", "data provided by": a participle behind its own noun, not a verb with its subject."""
    if i == 0:
        return False
    if told.low(i - 1) in _QUOTES and told.at.get(i - 2) is not None:
        return True  # 'troops "deployed at the border"'
    whose = told.at.get(i - 1)
    if whose is not None and _object_of_a_gerund(told, whose):
        return True  # "after pulling out its troops deployed along the border"
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
    if told.title and low == "from" and rule.direct and rule.mode in _SENT_AWAY and told.at.get(i - 1) is not None:
        return True  # "Peruvian envoy expelled from Chad"
    if rule.objects and any(names(w, rule) for w in told.words[max(0, i - 4) : i]):
        return low in ("on", "against", "from") or "by" in told.lows(end, stop)
    return low == "of" and rule.mode == "accuse"
