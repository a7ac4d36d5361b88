"""Who acts and on whom: the subject left of a verb, the target right of it, both sides of a noun."""

from typing import NamedTuple

from sitrep.extract.diplomacy_lexicon import Form, Lexicon, Rule, lexicon
from sitrep.extract.diplomacy_phrases import Clause, Phrase, Word
from sitrep.text.document import Actor

_HARD = frozenset({";", ":", "—", "–", "“", "”", '"', "|", "•", "?", "!"})
_REACH = 26
"""Words to the right of a verb in which its target may stand."""
_OBJECT_REACH = 8
_ANYWHERE = frozenset({"on", "against", "in", "at", "near", "across", "into", "over", "inside", "outside"})
_TO_BE_HELD = frozenset({"is", "are", "was", "were", "am"})


class Finding(NamedTuple):
    """One act as worded: words `first` to `last` (not included) of the sentence carry it."""

    rule: Rule
    actors: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    first: int
    last: int
    coming: bool
    refused: bool
    willing: bool = False


class Subject(NamedTuple):
    """Who does it; `phrases` may be empty where the actor stands in an earlier sentence (`carried`)."""

    phrases: tuple[Phrase, ...]
    carried: bool
    coming: bool
    negated: bool
    passive: bool
    unsure: bool
    left: int
    willing: bool = False


def findings(told: Clause, last_actor: Actor | None) -> list[Finding]:
    """The acts a sentence words, in order. `last_actor` is whom "it" or "the ministry" may mean at its start."""
    lex = lexicon()
    found: list[Finding] = []
    used: set[int] = set()
    for i, word in enumerate(told.words):
        if word.low not in lex.triggers or i in used or word.actor is not None:
            continue
        finding = _of_verb(told, i, lex, last_actor) or _of_noun(told, i, lex) or _of_speech(told, i, lex, last_actor)
        if finding is None:
            continue
        found.append(finding)
        used.update(range(finding.first, finding.last))
    voiced = _of_headline(told, lex)
    return [*found, voiced] if voiced else found


# Verbs


def _of_speech(told: Clause, i: int, lex: Lexicon, last_actor: Actor | None) -> Finding | None:
    """ "Paris says Tehran must comply", "Tehran broke no rule, says Paris": what one says of the other."""
    words = told.words
    if words[i].low not in _SAYING or i + 1 >= len(words):
        return None
    before, after = told.at.get(i - 1), told.at.get(i + 1)
    quoted = before is not None and before.acts and before.first > 2 and words[before.first - 1].low in _CLOSES
    if before is not None and quoted:
        if told.title and words[i].low in ("tells", "told") and after is not None:
            return Finding(_TELLS, (before.actor,), (after.actor,), i, after.last, False, False)
        return _said_of(told, (before.actor,), 0, before.first, i, lex)
    if after is not None and after.acts and words[i - 1].low in _CLOSES:
        return _said_of(told, (after.actor,), 0, i, i, lex)
    actors = _actors(_subject(told, i, lex, "s"), last_actor)
    informs = words[i].low in ("tells", "told") and after is not None and after.acts and after.last < len(words)
    if (
        actors
        and informs
        and after is not None
        and after.actor not in actors
        and words[after.last].low in ("of", "about")
    ):
        return Finding(_INFORMS, actors[:1], (after.actor,), i, after.last, False, False)
    return _said_of(told, actors, i + 1, len(words), i, lex) if actors else None


def _of_headline(told: Clause, lex: Lexicon) -> Finding | None:
    """ "Kigali must withdraw - UN", "UN: Kigali must withdraw": a headline with its voice at one end."""
    words = told.words
    if not told.title or len(told.phrases) < 2:
        return None
    last, first = told.phrases[-1], told.phrases[0]
    other = told.at.get(first.last + 1) or told.at.get(first.last + 2)
    if (
        first.acts
        and first.first <= 1
        and other is not None
        and other.actor != first.actor
        and words[other.first - 1].low == "to"
        and all(not w.low[0].isalpha() for w in words[first.last : other.first - 1])
    ):
        if other.last < len(words) and words[other.last].low == ":":
            asks = {w.low for w in words[other.last :]} & {"must", "should", "stop", "need", "give", "let", "help"}
            return Finding(
                _TELLS if asks else _INFORMS, (first.actor,), (other.actor,), first.last, other.last, False, False
            )
    if last.acts and last.last == len(words) and last.first > 2 and words[last.first - 1].low in ("-", "–", "—", ":"):
        return _said_of(told, (last.actor,), 0, last.first - 1, last.first, lex)
    if first.acts and first.first <= 1 and first.last < len(words) and words[first.last].low == ":":
        return _said_of(told, (first.actor,), first.last + 1, len(words), first.first, lex)
    return None


def _said_of(told: Clause, actors: tuple[Actor, ...], begin: int, end: int, i: int, lex: Lexicon) -> Finding | None:
    """What is said of the first other actor between two words: that it must do something, or that it did wrong."""
    other = next((p for p in told.phrases if begin <= p.first < end), None)
    if other is None or other.actor in actors or other.first > begin + 8 or other.last >= len(told.words):
        return None
    if any(w.low in lex.pronouns or w.low in lex.verbal for w in told.words[begin : other.first] if w.actor is None):
        return None
    chain = _chain(told, other)
    last = chain[-1].last
    if last < end and told.words[last].low in ("must", "should") and not other.governed and not other.owns:
        targets = tuple(p.actor for p in chain if p.actor not in actors)
        return Finding(_SAYS_MUST, actors, targets, min(i, last), max(i, last) + 1, False, False)
    rest = {w.low for w in told.words[other.last : min(end, other.last + 14)]}
    denied = rest & {"no", "not", "never", "n't", "n’t", "denies"}
    if not denied and other.governed in ("", "by", "of") and rest & lex.blames:
        return Finding(_SAYS_WRONG, actors, (other.actor,), i, i + 1, False, False)
    return None


def _of_verb(told: Clause, i: int, lex: Lexicon, last_actor: Actor | None) -> Finding | None:
    choices = lex.verbs.get(told.words[i].low)
    if not choices or all(_is_noun_here(told, i, lex, form) for form in {form for _, form in choices}):
        return None
    subject: Subject | None = None
    for rule, form in choices:
        end = _after_particle(told.words, i, rule)
        if end is None or _is_noun_here(told, i, lex, form):
            continue
        if subject is None:
            subject = _subject(told, i, lex, form)
        finding = _try(told, i, end, rule, form, subject, lex, last_actor)
        if finding is not None:
            return finding
    return None


def _try(
    told: Clause, i: int, end: int, rule: Rule, form: Form, subject: Subject, lex: Lexicon, last_actor: Actor | None
) -> Finding | None:
    stop = _right_edge(told, end, lex, rule)
    passive = form == "past" and (
        subject.passive or _trails_a_noun(told, i, lex) or _reduced(told, i, end, stop, rule, subject)
    )
    if subject.unsure or (
        form == "base" and not subject.coming and (_infinitive(told, i) or _wished(told, subject, lex))
    ):
        return None
    if passive:
        if rule.infinitive and "to" not in {w.low for w in told.words[end : end + 1]}:
            return None
        return _passive(told, i, end, stop, rule, subject)
    if form == "ing" and not subject.phrases and not subject.carried:
        return None
    thing = end
    if rule.objects:
        at = _object(told, end, stop, rule)
        if at is None:
            return None
        thing = at
    if rule.infinitive and not _has_infinitive(told, end, stop):
        return None
    actors = _actors(subject, last_actor)
    if not actors or (rule.mode == "visit" and subject.phrases and not any(p.person for p in subject.phrases)):
        return None
    if len(actors) > 1 and (
        rule.mode == "accuse each other" or (end < len(told.words) and told.words[end].low in _EACH)
    ):
        return Finding(rule, actors, actors, i, end, subject.coming, subject.negated)
    targets = tuple(t for t in _targets(told, end, thing, stop, rule) if t not in actors)
    if not targets and rule.objects and not rule.alone:
        targets = _only_other(told, actors, rule)
    if rule.mode == "warn" and targets and _reports(told, end, targets, lex):
        return None
    if rule.mode == "threaten to answer" and not subject.coming:
        return None
    if rule.act == "AGREE" and not targets and "to" not in {w.low for w in told.words[end : end + 2]}:
        return _among_themselves(rule, actors, i, end, subject)
    together = not targets and len(actors) > 1 and (rule.sym or rule.mode == "ceasefire")
    if together or (not targets and not rule.alone):
        return _among_themselves(rule, actors, i, end, subject)
    rule = _turned(told, i, end, thing, stop, rule)
    if rule.mode == "promise" and any(w.low in lex.hostile for w in told.words[end:stop]):
        rule = rule._replace(act="THREATEN", mode="vow")
    return Finding(rule, actors, targets, i, max(end, thing), subject.coming, subject.negated, subject.willing)


def _among_themselves(rule: Rule, actors: tuple[Actor, ...], i: int, end: int, subject: Subject) -> Finding | None:
    """ "X and Y sign a treaty", "X and Y met"."""
    if len(actors) < 2 or not (rule.sym or rule.mode == "ceasefire"):
        return None
    return Finding(rule, actors[:1], actors[1:], i, end, subject.coming, subject.negated)


def _reports(told: Clause, end: int, targets: tuple[Actor, ...], lex: Lexicon) -> bool:
    """ "warns Hanoi is planning": tells of the other, threatens nothing."""
    phrase = next((p for p in told.phrases if p.first >= end and p.actor == targets[0]), None)
    if phrase is None or phrase.governed or phrase.last >= len(told.words):
        return False
    after = told.words[phrase.last].low
    return (
        after in lex.be
        or after in lex.modals
        or after in lex.futures
        or after.endswith("ing")
        or after in ("has", "have", "had", "plans", "wants")
    )


def _turned(told: Clause, i: int, end: int, thing: int, stop: int, rule: Rule) -> Rule:
    """The rule as the words within it turn it: a suspension of aid is a sanction, peacekeepers sent are an aid."""
    within = {w.low for w in told.words[end:thing]}
    if rule.act == "AID" and within & _ENDS:
        return rule._replace(act="SANCTION", mode="suspend aid")
    if rule.act == "SANCTION" and within & _EASES:
        return rule._replace(act="YIELD", mode="ease sanctions")
    if rule.act == "MOBILIZE" and any(w.low.startswith("peacekeep") for w in told.words[i:stop]):
        return rule._replace(act="AID", mode="send peacekeepers")
    return rule


def _only_other(told: Clause, actors: tuple[Actor, ...], rule: Rule) -> tuple[Actor, ...]:
    """The one other actor of the sentence, where an aid or a sanction says no more: "EU agrees new sanctions"."""
    others = tuple(dict.fromkeys(p.actor for p in told.phrases if p.actor not in actors))
    return others if told.title and len(others) == 1 and rule.mode in ("give aid", "impose sanctions") else ()


def _actors(subject: Subject, last_actor: Actor | None) -> tuple[Actor, ...]:
    if subject.phrases:
        return tuple(dict.fromkeys(p.actor for p in subject.phrases))
    return (last_actor,) if subject.carried and last_actor is not None else ()


def _is_noun_here(told: Clause, i: int, lex: Lexicon, form: Form) -> bool:
    """ "the visit", "Russia's demand", "mounting protests": the word names a thing here, or is part of a name."""
    word = told.words[i]
    if i == 0:
        return word.capital and form == "ing"
    before = told.words[i - 1]
    if (word.capital and not told.title_case and before.low not in _OPENS) or before.low in ("-", "–", "‑"):
        return True
    if form == "ing":
        k = i - 1
        while k > 0 and (told.words[k].low in lex.adverbs - lex.be or told.words[k].low.endswith("ly")):
            k -= 1
        leading = told.words[k].low
        whose = told.at.get(k)
        if (
            (whose is not None and whose.governed)
            or leading in lex.prepositions
            or (leading in lex.verbal and leading not in lex.be)
        ):
            return True
        return word.low in _ING_NOUNS and not (before.low in lex.be or before.low == "," or before.low.endswith("ly"))
    if before.low in _OWNING or (before.low in lex.prepositions and before.low != "to"):
        return True
    if form == "past":
        return False
    phrase = told.at.get(i - 1)
    if (
        phrase is None
        and word.low in _THINGS
        and before.low not in lex.pronouns
        and before.low not in ("and", "also", "to", "now")
    ):
        return True
    if phrase is not None:
        if form == "base" and _verb_between(told, _left_edge(told, i - 1, lex), phrase.first, lex, comma=False):
            return True
        after = told.words[i + 1].low if i + 1 < len(told.words) else "."
        if form == "base" and word.low in lex.nouns and _one_state(told, phrase):
            return True
        if form == "base" and after in lex.verbal and not after.endswith("ing"):
            return True
        return word.low in lex.nouns and _heads_a_thing(told, i, phrase, lex)
    return not _lets_verb_follow(told, i - 1, lex)


def _one_state(told: Clause, phrase: Phrase) -> bool:
    """ "Israel protest", "Iran talks": one state takes "protests"; a body or several may "demand"."""
    plural = told.words[phrase.last - 1].low.endswith("s") or phrase.actor.kind == "body"
    return not plural and told.words[phrase.first - 1].low not in ("and", ",", "&") if phrase.first else not plural


def _heads_a_thing(told: Clause, i: int, phrase: Phrase, lex: Lexicon) -> bool:
    """ "rejects US calls", "under Western sanctions", "EU sanctions against Iran": no verb, though a name stands before."""
    if phrase.governed or _verb_between(told, _left_edge(told, i - 1, lex), phrase.first, lex, comma=False):
        return True
    after = told.words[i + 1].low if i + 1 < len(told.words) else "."
    if after in lex.verbal and not after.endswith("ing"):
        return True
    return told.words[i].low in _THINGS and (
        not after[0].isalpha() or after in lex.prepositions or after.endswith("ed")
    )


def _lets_verb_follow(told: Clause, k: int, lex: Lexicon) -> bool:
    word = told.words[k]
    low = word.low
    grammatical = low in lex.adverbs or low in lex.pronouns or low in lex.modals or low in lex.futures
    joined = (
        low in lex.offices
        or low in ("to", "and", "but", "or", "not", "who", "which", "that", "n't", "n’t")
        or not low[0].isalpha()
    )
    return grammatical or joined or low.endswith(("ly", "n't", "n’t")) or (word.capital and not told.title_case)


_SAYING = frozenset(
    {"says", "said", "say", "tells", "told", "insists", "insisted", "stressed", "stresses", "added", "adds"}
)
_SAYS_MUST = Rule("REQUEST", "demand", (), frozenset(), frozenset(), True, False, False, False, False, False, False)
_SAYS_WRONG = _SAYS_MUST._replace(act="ACCUSE", mode="accuse")
_TELLS = _SAYS_MUST._replace(mode="tell")
_INFORMS = _SAYS_MUST._replace(act="CONSULT", mode="inform")
_CLOSES = frozenset({",", "’", "'", "”", '"'})
_ARTICLES = frozenset(
    {
        "the",
        "a",
        "an",
        "its",
        "their",
        "his",
        "her",
        "some",
        "all",
        "another",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "dozens",
        "hundreds",
        "of",
        "at",
        "least",
        "more",
        "than",
        "several",
    }
)
_ON_PEOPLE = frozenset({"COERCE", "YIELD"})
_THINGS = frozenset(
    {"sanctions", "talks", "visits", "threats", "tariffs", "aid", "support", "exercises", "drills", "deals"}
)
_LEADING = frozenset({"executive", "foreign", "prime", "top", "new", "visiting", "deputy", "acting"})
_ENDS = frozenset({"suspension", "halt", "cut", "cuts", "freeze", "end", "reduction", "stop", "suspending", "pause"})
_EASES = frozenset({"lift", "lifting", "ease", "easing", "relax", "end", "removal", "relief", "waiver", "suspension"})
_VICTIMS = frozenset({"victims", "families", "relatives", "survivors", "killed", "wounded"})
_PARTNERS = frozenset(
    {"partners", "allies", "countries", "nations", "governments", "parties", "sides", "states", "world"}
)
_ON_LAND = frozenset({"AID", "MOBILIZE", "YIELD", "SANCTION"})
_EACH = frozenset({"each", "another"})
_LOOSE = frozenset(
    {
        "such",
        "large",
        "number",
        "another",
        "more",
        "than",
        "about",
        "around",
        "nearly",
        "over",
        "senior",
        "members",
        "group",
        ",",
    }
)
_ADJECTIVE = ("al", "ous", "ive", "ful", "ic", "ed", "ing", "ern", "less", "ary", "ible", "able", "est", "ish")
_NO_PURPOSE = frozenset({"ACCUSE", "SUPPORT", "SANCTION", "COERCE", "CONSULT", "AID"})
_BETWEEN_SIDES = frozenset(
    {",", "and", "&", "the", "or", "/", "both", "with", "along", "also", "his", "her", "its", "their"}
)
_OPENS = _HARD | {"'", "‘", "(", "[", "...", "."}
_OWNING = frozenset({"'s", "’s", "the", "a", "an", "its", "his", "their", "this", "any", "no", "new", "some", "more"})
_ING_NOUNS = frozenset(
    {
        "meeting",
        "warning",
        "backing",
        "funding",
        "ruling",
        "briefing",
        "training",
        "greeting",
        "shipping",
        "hearing",
        "ordering",
        "welcoming",
        "calling",
    }
)


def _after_particle(words: list[Word], i: int, rule: Rule) -> int | None:
    at = i + 1
    for part in rule.particle:
        if at < len(words) and words[at].low != part and rule.direct and not rule.objects and len(rule.particle) == 1:
            return None
        if at >= len(words) or words[at].low != part:
            return None
        at += 1
    return at


def _subject(told: Clause, i: int, lex: Lexicon, form: Form) -> Subject:
    words = told.words
    k = i - 1
    coming = negated = passive = unsure = would = willing = False
    while k >= 0:
        low = words[k].low
        if words[k].actor is not None:
            break
        if low in lex.modals:
            would, unsure = low == "would", low != "would"
        elif low in lex.futures:
            coming = True
            negated = negated or low == "wo"
        elif low in ("not", "n't", "n’t", "never", "won't", "won’t", "doesn't", "didn't", "don't", "doesn’t", "didn’t"):
            negated = True
            coming = coming or low.startswith("won")
        elif low in lex.be:
            passive = form == "past"
        elif low == "to" and form == "base":
            raised = _raised(told, k, lex)
            if raised is None:
                return Subject((), False, False, negated, passive, True, k)
            willing = willing or words[k - 1].low in ("willing", "ready", "prepared", "offers", "offered", "offer")
            coming, k = True, raised
            continue
        elif not (low in lex.adverbs or low.endswith("ly") or low in ("to", "-", "'")):
            break
        k -= 1
    phrases, carried = _find_subject(told, k, lex, 0)
    if would:
        begin = _left_edge(told, k, lex)
        announced = begin > 0 and any(
            w.low in lex.speech or w.low in ("that",) for w in told.words[max(0, begin - 5) : begin]
        )
        coming, unsure = coming or announced, unsure or not announced
    return Subject(phrases, carried, coming, negated, passive, unsure, k, willing)


def _raised(told: Clause, k: int, lex: Lexicon) -> int | None:
    """The word left of "... to VERB" from which the subject is sought, None where the clause only wants or asks."""
    before = told.words[k - 1] if k else None
    if before is None:
        return None
    if before.actor is not None or k - 1 in told.at:
        begin = _left_edge(told, k - 1, lex)
        own = told.at[k - 1]
        first = next((p.first for p in told.phrases if p.first >= begin), k - 1)
        alone = own.first > 0 and told.words[own.first - 1].low in (",", ";", "and") and own.acts and told.title
        return k - 1 if alone or not _verb_between(told, first, own.first, lex) else None
    if before.low in lex.raising:
        return k - 2
    return None


def _find_subject(told: Clause, k: int, lex: Lexicon, depth: int) -> tuple[tuple[Phrase, ...], bool]:
    """The subject phrases whose clause ends at word `k`."""
    if k < 0 or depth > 3:
        return (), k < 0 and depth == 0 and False
    words = told.words
    begin = _left_edge(told, k, lex)
    region = [p for p in told.phrases if p.first >= begin and p.last <= k + 1]
    able = [p for p in region if p.acts and not p.owns and not p.governed]
    near = next((p for p in reversed(able) if _touches(words, p.last, k + 1, lex)), None)
    if near is not None and near in _chain(told, able[0]):
        return _chain_back(told, able[0]), False
    if near is not None and near is not able[0] and _verb_between(told, able[0].last, near.first, lex):
        return _chain_back(told, near), False
    addressed = begin > 1 and words[begin - 1].low in ("told", "tells", "tell") and able and able[0].first <= begin + 1
    if addressed and words[k].low == ",":
        return _find_subject(told, begin - 2, lex, depth + 1)
    if able:
        return _chain_back(told, able[0]), False
    lows = {w.low for w in words[begin : k + 1]}
    edge = words[begin - 1].low if begin else ""
    if edge in ("who", "which", "whose") and begin >= 2:
        behind = begin - 2
        while behind >= 0 and words[behind].low == ",":
            behind -= 1
        phrase = told.at.get(behind)
        return ((phrase,), False) if phrase and phrase.acts and not phrase.governed else ((), False)
    if lows & lex.pronouns or _role(words[begin : k + 1], lex):
        before, _ = _find_subject(told, begin - 2, lex, depth + 1) if begin else ((), False)
        return before, not before
    coordinated = begin and k + 1 < len(words) and words[k].low in ("and", "but", ",") and edge in lex.speech
    if coordinated or _empty(told, begin, k + 1, lex):
        return _find_subject(told, begin - 2, lex, depth + 1) if begin else ((), False)
    return (), False


def _role(words: list[Word], lex: Lexicon) -> bool:
    """ "the ministry", "the Kremlin's spokesman": an office without its country."""
    content = [w for w in words if w.low not in lex.adverbs and w.low not in lex.modifiers and w.low[0].isalpha()]
    return 2 <= len(content) <= 3 and content[0].low == "the" and content[1].low in lex.offices


def _empty(told: Clause, begin: int, end: int, lex: Lexicon) -> bool:
    for k in range(begin, end):
        low = told.words[k].low
        if k in told.at:
            continue
        if (
            low[0].isalpha()
            and low not in lex.adverbs
            and low not in lex.prepositions
            and low not in ("and", "but", "or", "the", "a", "statement", "to")
        ):
            return False
    return True


def _left_edge(told: Clause, k: int, lex: Lexicon) -> int:
    for j in range(k, -1, -1):
        word = told.words[j]
        if word.actor is not None or j in told.at:
            continue
        if word.low in _HARD or (word.low in lex.subordinators and not _temporal(told, j)) or word.low in lex.speech:
            return j + 1
        if word.low == "as" and not (
            j + 2 < len(told.words) and told.words[j + 1].low in ("well", "part", "a", "an", "many")
        ):
            return j + 1
        if word.low == "who":
            return j + 1
    return 0


def _temporal(told: Clause, j: int) -> bool:
    """ "after talks in Geneva, Iran agreed": the preposition's phrase ends at a comma, the clause goes on."""
    return (
        told.words[j].low
        in ("after", "before", "following", "amid", "during", "despite", "since", "until", "besides", "that", "than")
        and any(w.low == "," for w in told.words[j : j + 14])
        and told.words[j].low != "that"
    )


def _touches(words: list[Word], last: int, end: int, lex: Lexicon) -> bool:
    return all(w.low in lex.adverbs or w.low == "," for w in words[last:end])


def _verb_between(told: Clause, first: int, last: int, lex: Lexicon, comma: bool = True) -> bool:
    """True where a verb, or a comma that parts two clauses, stands between the two words."""
    for k in range(first, last):
        word = told.words[k]
        if word.actor is not None or k in told.at:
            continue
        if word.low in lex.verbal or (comma and (word.low == "," or word.low.endswith("ed"))):
            return True
    return False


def _chain(told: Clause, phrase: Phrase) -> tuple[Phrase, ...]:
    """The phrase with those joined to its right: "France, Germany and the UK"."""
    found = [phrase]
    at = phrase.last
    while len(found) < 6:
        gap = at
        while gap < len(told.words) and gap - at < 5 and _joins(told, at, gap):
            gap += 1
        following = told.at.get(gap)
        if (
            gap == at
            or following is None
            or following.first not in (gap, gap + 1)
            or following.owns
            or following is found[-1]
        ):
            break
        if following.first > gap + 1:
            break
        joined = {w.low for w in told.words[at:gap]}
        if joined == {","} and not _listed(told, following):
            break
        found.append(following)
        at = following.last
    return tuple(p for p in found if p is phrase or p.acts or not p.governed)


def _joins(told: Clause, at: int, gap: int) -> bool:
    low = told.words[gap].low
    return low in _BETWEEN_SIDES or (gap > at and gap not in told.at and low in _LEADING)


def _listed(told: Clause, phrase: Phrase) -> bool:
    """True where a list goes on behind the phrase: ", Y and Z" or ", Y, Z and W"."""
    after = told.words[phrase.last : phrase.last + 5]
    lows = [w.low for w in after]
    if "and" in lows[:2]:
        return phrase.last + 3 > 0 and any(k in told.at for k in range(phrase.last + 1, phrase.last + 4))
    return bool(lows) and lows[0] == "," and "and" in [w.low for w in told.words[phrase.last : phrase.last + 10]]


def _chain_back(told: Clause, phrase: Phrase) -> tuple[Phrase, ...]:
    """The phrase with those joined to it on either side: "Nigerian and British armed forces"."""
    chain = _chain(told, phrase)
    before = told.at.get(phrase.first - 2) or told.at.get(phrase.first - 3)
    joined = phrase.first and "and" in {told.words[k].low for k in (phrase.first - 1, phrase.first - 2)}
    if before is None or not joined or before.governed or before.owns or before.last >= phrase.first:
        return chain
    return (before, *chain)


def _infinitive(told: Clause, i: int) -> bool:
    return i > 0 and told.words[i - 1].low == "to"


def _wished(told: Clause, subject: Subject, lex: Lexicon) -> bool:
    """ "demands that Berlin increase aid", "told them to leave and stop ...": wanted, not told."""
    begin = _left_edge(told, subject.left, lex)
    if begin > 0 and told.words[begin - 1].low == "that":
        return True
    if subject.left >= 0 and told.words[subject.left].low in ("and", "or", ",", "but") and subject.phrases:
        return any(w.low == "to" for w in told.words[subject.phrases[-1].last : subject.left])
    return False


def _has_infinitive(told: Clause, end: int, stop: int) -> bool:
    return any(w.low in ("to", "not") for w in told.words[end:stop])


def _right_edge(told: Clause, end: int, lex: Lexicon, rule: Rule) -> int:
    words = told.words
    for k in range(end, min(len(words), end + _REACH)):
        low = words[k].low
        if words[k].actor is not None or k in told.at:
            continue
        if low in _HARD and k > end:
            return k
        if low == "that" and rule.clause:
            continue
        if k > end and (low in lex.subordinators or low in ("as", "who")) and low not in ("following",):
            return k
        if (
            low in lex.verbs
            and k > end
            and words[k - 1].low in ("and", ",", "but")
            and low.endswith(("s", "ed", "ing"))
        ):
            return k - 1
    return min(len(words), end + _REACH)


def _trails_a_noun(told: Clause, i: int, lex: Lexicon) -> bool:
    """ "hostages kidnapped in", "data provided by": a participle behind its own noun, not a verb with its subject."""
    if i == 0:
        return False
    if i - 1 in told.at:
        whose = told.at[i - 1]
        return not whose.acts and told.words[whose.last - 1].form == "demonym"
    word = told.words[i - 1]
    low = word.low
    closed = (
        low in lex.adverbs or low in lex.offices or low in lex.pronouns or low in lex.verbal or low in lex.prepositions
    )
    other = low in ("and", "or", "but", "not", "who", "which", "that", "to") or low.endswith(("ly", "n't", "n’t"))
    return low[0].isalpha() and not (word.capital or closed or other)


def _reduced(told: Clause, i: int, end: int, stop: int, rule: Rule, subject: Subject) -> bool:
    """ "diplomats expelled by X", "sanctions imposed on Y", "X accused of Y": a participle without its auxiliary."""
    if end >= len(told.words) or not (rule.direct or rule.objects):
        return False
    if rule.act == "CONSULT" or rule.particle:
        return False
    low = told.words[end].low
    if low == "by":
        return True
    if rule.objects and any(w.low in rule.objects or w.inner & rule.objects for w in told.words[max(0, i - 4) : i]):
        return any(w.low == "by" for w in told.words[end:stop]) or low in ("on", "against", "from", "by")
    return low == "of" and rule.mode == "accuse"


def _passive(told: Clause, i: int, end: int, stop: int, rule: Rule, subject: Subject) -> Finding | None:
    begin = _left_edge(told, subject.left, lexicon())
    reach = 9 if subject.passive else 3
    if rule.objects and not any(
        w.low in rule.objects or w.inner & rule.objects for w in told.words[max(begin, i - reach) : i]
    ):
        return None
    by = next((k for k in range(end, stop) if told.words[k].low == "by"), None)
    if by is None:
        return None
    agent = _next_phrase(told, by + 1, min(stop, by + 7))
    if agent is None or not (agent.acts or agent.owns):
        return None
    actors = tuple(dict.fromkeys(p.actor for p in _chain(told, agent)))
    targets: list[Actor] = []
    if rule.direct:
        region = [p for p in told.phrases if p.first >= begin and p.last <= i]
        head = next((p for p in region if not p.governed or p.governed == "of"), region[0] if region else None)
        if head is not None:
            targets += [p.actor for p in _chain(told, head) if p.last <= i]
    if not targets or rule.objects:
        targets += _behind(told, end, stop, rule.preps, rule.act)
        if not targets and rule.objects:
            targets += [p.actor for p in told.phrases if begin <= p.first and p.last <= i][:1]
    kept = tuple(dict.fromkeys(t for t in targets if t not in actors))
    if not kept and not rule.alone:
        return None
    return Finding(rule, actors, kept, i, end, subject.coming, subject.negated)


# Objects and targets


def _object(told: Clause, end: int, stop: int, rule: Rule) -> int | None:
    """Where the object's noun stands: the word after it."""
    for k in range(end, min(stop, end + _OBJECT_REACH)):
        word = told.words[k]
        if word.low == "but" or (word.low == "," and k > end + 2):
            return None
        if word.low in rule.objects or word.inner & rule.objects or word.low.rsplit("-", 1)[-1] in rule.objects:
            return k + 1
        if word.low == "to" and k > end:
            return None
    return None


def _targets(told: Clause, end: int, thing: int, stop: int, rule: Rule) -> list[Actor]:
    if rule.objects and not rule.near:
        found = _behind(told, thing, stop, rule.preps, rule.act)
        if found:
            return found
        within = [p for p in told.phrases if p.first >= end and p.first < thing]
        if within and rule.mode != "accuse":
            return [p.actor for p in _chain(told, within[0])]
    if rule.direct:
        found = _direct(told, end, stop, rule)
        if found:
            return found
    found = _behind(told, end, stop, rule.preps, rule.act)
    if not found and rule.direct and rule.act in _ON_PEOPLE:
        return _people(told, end, stop, lexicon().people)
    if not found and rule.near and rule.act == "REQUEST":
        return _people(told, end, stop, _PARTNERS)
    return found


def _people(told: Clause, end: int, stop: int, people: frozenset[str]) -> list[Actor]:
    """The people of the object, where no actor is in it: "frees the blogger Razan Ghazzawi" -> "blogger Razan Ghazzawi"."""
    lex = lexicon()
    k = end
    while k < stop and (
        told.words[k].low in _ARTICLES or told.words[k].low.isdigit() or told.words[k].low in lex.adverbs
    ):
        k += 1
    first = k
    known = False
    while k < stop and k - first < 7 and _in_noun_phrase(told.words[k], lex):
        named = people is lex.people and k == first and told.words[k].capital and not told.title_case
        known = known or named or told.words[k].low in people
        k += 1
    if not known or k == first:
        return []
    said = " ".join(told.words[m].text for m in range(first, k))
    return [Actor(said, "group")]


def _in_noun_phrase(word: Word, lex: Lexicon) -> bool:
    low = word.low
    closed = (
        low in lex.prepositions
        or low in lex.subordinators
        or low in lex.pronouns
        or low in lex.be
        or low in lex.adverbs
    )
    return low[0].isalpha() and not (closed or low in ("and", "or", "but", "to", "has", "have") or low in lex.futures)


def _direct(told: Clause, end: int, stop: int, rule: Rule) -> list[Actor]:
    """The first actor of the object, with those joined to it."""
    lex = lexicon()
    for phrase in told.phrases:
        if phrase.first < end or phrase.first >= stop:
            continue
        if phrase.land and rule.act not in _ON_LAND:
            return []
        if rule.near and not _right_behind(told, end, phrase, rule, lex):
            return []
        if rule.deed and phrase.governed in _ANYWHERE:
            continue
        if rule.act in _NO_PURPOSE and any(w.low == "to" for w in told.words[end : phrase.first]):
            return []
        return [p.actor for p in _chain(told, phrase)]
    return []


def _right_behind(told: Clause, end: int, phrase: Phrase, rule: Rule, lex: Lexicon) -> bool:
    """True where only articles, numbers and adjectives stand before the phrase, and it is addressed itself."""
    if (phrase.governed and phrase.governed not in rule.particle) or phrase.first > end + 5:
        return False
    if rule.act in ("REQUEST", "THREATEN") and not phrase.acts:
        return False
    if not all(_qualifies(told.words[k], lex) for k in range(end, phrase.first)):
        return False
    after = told.words[phrase.last].low if phrase.last < len(told.words) else "."
    if rule.mode == "call":
        later = told.words[phrase.last : phrase.last + 8]
        named = any(w.low in ("a", "an") and later[n - 1].low not in lex.prepositions for n, w in enumerate(later) if n)
        return (
            not named
            and not phrase.owns
            and (
                after in (".", ",", ")", ";", ":")
                or after in lex.prepositions
                or after in lex.adverbs
                or after in ("to", "and", "as")
            )
        )
    if rule.mode in ("recognise", "receive", "meet", "inform") and phrase.owns:
        return False
    if rule.infinitive:
        coming = {w.low for w in told.words[phrase.last : phrase.last + 7]}
        return after in ("to", "not") or bool(coming & {"must", "should", "needs", "need"})
    return True


def _qualifies(word: Word, lex: Lexicon) -> bool:
    low = word.low
    known = (
        low in _ARTICLES
        or low in lex.modifiers
        or low in lex.offices
        or low in lex.former
        or low[0].isdigit()
        or low == "-"
        or low in _LOOSE
    )
    return known or word.capital or low in lex.people or low.endswith(_ADJECTIVE)


def _behind(told: Clause, begin: int, stop: int, preps: frozenset[str], act: str) -> list[Actor]:
    """The actors behind the first of `preps` that leads to one."""
    for k in range(begin, stop):
        if told.words[k].low not in preps:
            continue
        phrase = _next_phrase(told, k + 1, min(stop, k + 7))
        if phrase is not None and told.words[k].low == "to" and not _leads_to(told, k, phrase):
            continue
        if phrase is not None and phrase.land and act not in _ON_LAND:
            continue
        if phrase is not None and any(w.low in _VICTIMS for w in told.words[k : phrase.first]):
            continue
        if phrase is not None:
            chain = _chain(told, phrase)
            return list(dict.fromkeys(p.actor for p in chain))
    return []


def _leads_to(told: Clause, k: int, phrase: Phrase) -> bool:
    """True where "to" is the way to an actor, not a purpose: "aid to Kenya", not "to fight Kenya", "to respond to Kenya"."""
    lex = lexicon()
    if k > 1 and told.words[k - 2].low == "to" and k - 1 not in told.at:
        return False
    return all(
        _qualifies(told.words[m], lex) or told.words[m].low in ("of", "assist", "help", "aid", "support")
        for m in range(k + 1, phrase.first)
    )


def _next_phrase(told: Clause, begin: int, stop: int) -> Phrase | None:
    """The first phrase from `begin` on; offices and titles before it do not count toward `stop`."""
    lex = lexicon()
    k = begin
    while k < min(stop, len(told.words)):
        phrase = told.at.get(k)
        if phrase is not None:
            return phrase
        low = told.words[k].low
        if low in _HARD or low == "," or (low in lex.prepositions and low not in ("of", "in", "for")):
            return None
        if (low in lex.offices or low in lex.modifiers) and stop - begin < 18:
            stop += 1
        k += 1
    return None


# Nouns


def _of_noun(told: Clause, i: int, lex: Lexicon) -> Finding | None:
    rule = lex.nouns.get(told.words[i].low)
    if rule is None:
        return None
    words = told.words
    stop = min(_right_edge(told, i + 1, lex, rule), i + 14)
    if "between" in rule.preps:
        pair = _between(told, i, stop) or _hyphened(told, i)
        if pair:
            return Finding(rule, pair[:1], pair[1:], i, i + 1, _ahead(words, i), False)
    owner = _owner(told, i, lex)
    if owner is not None and words[i].low in lex.verbs and owner.last == i and owner.acts and not owner.owns:
        if not _heads_a_thing(told, i, owner, lex):
            return None
    if owner is not None and rule.act == "SANCTION":
        hit = _hit_by(told, owner, lex)
        if hit is not None and hit != owner.actor:
            return Finding(rule, (owner.actor,), (hit,), i, i + 1, False, False)
    targets = _behind(told, i + 1, min(stop, i + 4), rule.preps, rule.act)
    if rule.deed and any(told.words[k].low in _ANYWHERE for k in range(i + 1, stop)) and not targets:
        return None
    by = next((k for k in range(i + 1, stop) if words[k].low == "by"), None)
    if owner is None and by is not None:
        owner = _next_phrase(told, by + 1, min(len(words), by + 5))
    if owner is None:
        return None
    kept = tuple(t for t in targets if t != owner.actor)
    if not kept:
        return None
    return Finding(rule, (owner.actor,), kept, i, i + 1, _ahead(words, i), False)


def _hit_by(told: Clause, owner: Phrase, lex: Lexicon) -> Actor | None:
    """ "Putin's cousin hit by new UK sanctions": whom the owner's sanctions struck."""
    before = {w.low for w in told.words[max(0, owner.first - 5) : owner.first]}
    if not before & {"hit", "targeted", "slapped", "struck", "faces", "face", "placed", "put"} or (
        not owner.governed and "face" not in before | {"faces"}
    ):
        return None
    begin = _left_edge(told, owner.first - 1, lex)
    return next((p.actor for p in told.phrases if begin <= p.first < owner.first and not p.governed), None)


def _between(told: Clause, i: int, stop: int) -> tuple[Actor, ...]:
    for k in range(i + 1, min(stop, i + 6)):
        if told.words[k].low == "between":
            phrase = _next_phrase(told, k + 1, k + 7)
            if phrase is None:
                return ()
            sides = tuple(dict.fromkeys(p.actor for p in _sides(told, phrase, stop)))
            return sides if len(sides) > 1 else ()
    return ()


def _sides(told: Clause, phrase: Phrase, stop: int) -> list[Phrase]:
    """ "between the Israeli premier and the head of Hamas": up to the second side, whatever words stand between."""
    found = list(_chain(told, phrase))
    if len(found) > 1:
        return found
    joined = False
    for k in range(phrase.last, min(len(told.words), phrase.last + 10)):
        joined = joined or told.words[k].low == "and"
        other = told.at.get(k)
        if other is not None and joined and other is not phrase:
            return [phrase, other]
    return found


def _hyphened(told: Clause, i: int) -> tuple[Actor, ...]:
    """ "US-China talks", "Israeli and Palestinian negotiations"."""
    k = i - 1
    while (
        k >= 0
        and i - k < 4
        and k not in told.at
        and told.words[k].low[0].isalpha()
        and told.words[k].low not in lexicon().prepositions
    ):
        k -= 1
    second = told.at.get(k)
    if second is None or second.first < 2:
        return ()
    join = told.words[second.first - 1].low
    first = told.at.get(second.first - 2)
    if first is None or join not in ("-", "–", "‑", "/", "and") or first.actor == second.actor:
        return ()
    return (first.actor, second.actor)


def _owner(told: Clause, i: int, lex: Lexicon) -> Phrase | None:
    """Whose noun it is: "Russia's sharp condemnation", "US sanctions"."""
    k = i - 1
    while k >= 0 and i - k < 5 and k not in told.at:
        low = told.words[k].low
        if (
            not (low[0].isalpha() or low in ("'s", "’s", "'", "’", "-"))
            or low in lex.prepositions
            or low in lex.verbal
            or low in ("and", "the", "a")
        ):
            return None
        k -= 1
    phrase = told.at.get(k)
    return phrase if phrase is not None and not phrase.held else None


def _ahead(words: list[Word], i: int) -> bool:
    lows = [w.low for w in words[max(0, i - 5) : i]]
    return any(low in ("ahead", "upcoming", "planned", "next", "future", "prospective", "scheduled") for low in lows)
