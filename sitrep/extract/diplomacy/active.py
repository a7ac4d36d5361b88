"""Acts told in the active: who does it, on whom, and what the words around the verb turn it into."""

from sitrep.extract.diplomacy.clause import Before, Clause
from sitrep.extract.diplomacy.finding import Finding
from sitrep.extract.diplomacy.lexicon import Rule
from sitrep.extract.diplomacy.phrases import Phrase
from sitrep.extract.diplomacy.subject import Subject
from sitrep.extract.diplomacy.target import object_end, targets_of
from sitrep.text.actors import states
from sitrep.text.document import Actor

_SUCH = frozenset({"that", "those", "such"})
_HAVING = frozenset({"has", "have", "had", "having"})
_REASONS = frozenset({"over", "for"})
_EACH_OTHER = frozenset({"each", "another"})
_REPORTING = frozenset({"has", "have", "had", "plans", "wants"})
_ANOTHERS = frozenset({"'s", "’s", "enemy", "enemy's", "enemy’s"})
_MANY = ("nations", "countries", "states", "leaders", "allies", "powers")
_NO_MORE = frozenset({"postponement", "cancellation", "delay", "suspension"})
_ON_THE_OTHER = frozenset(
    {"give aid", "impose sanctions", "threaten to answer", "expel", "cut ties", "recall its envoy"}
)
_MEN_AT_ARMS = frozenset(
    {
        "personnel",
        "troops",
        "forces",
        "soldiers",
        "peacekeepers",
        "marines",
        "helicopters",
        "planes",
        "jets",
        "ships",
        "guerrillas",
    }
)
_CARRIERS = frozenset({"helicopters", "planes", "jets", "ships", "guerrillas"})
_SENT = _MEN_AT_ARMS | {"army", "military"}
_AT_ARMS = _SENT | {"guards", "fighters", "police", "patrols", "gunmen", "militiamen"}
_OFFERED = frozenset({"YIELD", "AID", "COOPERATE"})
_STILL_COMING = frozenset({"threaten to answer", "threaten an offensive"})
"""What is no threat once it is done."""
_RECKONING = frozenset({"account", "justice", "revenge", "retaliation", "knees"})
_CRAFT = _MEN_AT_ARMS | {"warplanes", "warplane", "aircraft", "bombers", "drones", "vessels", "warships", "fighters"}
_MEN = frozenset({"troops", "forces", "soldiers", "marines", "paratroopers", "commandos"})
_TAKING_PART = frozenset({"participation", "membership"})
_OFFICERS = frozenset(
    {
        "chief",
        "chiefs",
        "officials",
        "officers",
        "leaders",
        "attache",
        "delegation",
        "experts",
        "advisers",
        "advisors",
        "commanders",
    }
)
_ONLY_POSSIBLE = frozenset({"possible", "potential", "likely", "imminent"})
_PREPARING = ("prepar", "plan", "read")
_AT_SEA = frozenset({"sea", "ocean", "waters", "over", "coast", "off"})
_DENIED = frozenset(
    {"seat", "entry", "visa", "visas", "bail", "permission", "asylum", "chance", "landing", "accreditation"}
)
_ARMED = frozenset({"military", "army", "navy", "units"})
_THROUGH = frozenset({"into", "near", "around", "over", "toward", "towards", "past", "through", "across", "off"})
_GOING = frozenset({"leave", "depart", "quit", "exit", "go", "out", "pack"})
_FIGHTING = frozenset(
    {"attacks", "strikes", "offensive", "operation", "operations", "assault", "raids", "war", "bombing", "shelling"}
    | {"campaign", "fighting", "blockade", "bombardment", "airstrikes", "resistance", "fight"}
)
_PEACEFUL = frozenset({"stop", "end", "prevent", "against", "refrain", "victims"})
_GOING_ON = frozenset(
    {"step", "intensify", "expand", "continue", "press", "keep", "escalate", "resume", "launch", "mount", "increase"}
    | {"broaden", "widen", "push", "extend", "carry", "wage", "pursue"}
)
_ITSELF = frozenset({"it", "they", "he", "she"})
_WILL = frozenset({"would", "will", "could", "may", "might"})
_NOT_ALONE = frozenset({"take", "be", "lead", "cause", "lose", "face", "suffer", "have", "need", "run"})
"""What one warns of but does not threaten: "warned that it would take years"."""
_AIMED = frozenset({"at", "against"})
"""What is sent so is sent to strike."""


def active(
    told: Clause, i: int, end: int, stop: int, rule: Rule, subject: Subject, before: Before | None
) -> Finding | None:
    """The act the verb at word `i` tells of its subject; None where its object or subject is not the rule's."""
    armed = [p for p in subject.phrases if _under_orders(told, p, _MEN_AT_ARMS)]
    if rule.mode == "visit" and armed and not any(_under_orders(told, p, _CARRIERS) for p in armed):
        rule = rule._replace(act="MOBILIZE", mode="deploy")  # "200 soldiers arrived in Chad"
    thing = object_end(told, end, stop, rule) if rule.objects else end
    actors = subject.actors(before)
    if thing is None and rule.mode == "warn" and actors and (will := _will_itself(told, end)):
        return Finding(rule, actors, (), i, will, subject.coming, refused=subject.negated)
    if thing is None or not actors or not _fits(told, i, rule, subject) or not _takes(told, end, thing, stop, rule):
        return None
    turned = _turned(told, i, end, thing, stop, rule)
    made = Finding(
        turned, actors, (), i, max(end, thing), subject.coming, refused=subject.negated, willing=subject.willing
    )
    if rule.act in ("AID", "MOBILIZE") and told.low(i).startswith(_PREPARING):
        made = made._replace(coming=True)  # "prepares a batch of drones": it will send them
    if rule.objects and told.low(end) == "to" and told.low(end + 1) in told.lex.verbs:
        made = made._replace(coming=True)  # "agreed to lift the ban": they will
    if len(actors) > 1 and (rule.mode == "accuse each other" or told.low(end) in _EACH_OTHER):
        return made._replace(targets=actors)
    targets = _targets(told, end, thing, stop, rule, actors)
    if not targets and turned.act == "THREATEN" and told.title:
        targets = _only_other(told, actors, turned)  # "Mali vows to hit back after Chadian raid"
    if rule.mode == "warn" and targets and _reports(told, end, targets[0]):
        return None
    if len(actors) > 1 and rule.mode == "ceasefire" and not _beside(told, end, stop, targets):
        return made._replace(actors=actors[:1], targets=actors[1:])  # "X and Y extend their truce in Z"
    if targets and not (rule.why and not told.lows(end, stop + 2) & _REASONS):
        return made._replace(targets=targets)
    return _without_target(told, end, rule, made)


def _will_itself(told: Clause, end: int) -> int:
    """The word behind "will" in "warned on Friday that it would break off talks"; 0 where others will or nobody."""
    that = next((k for k in range(end, end + 6) if told.low(k) == "that" and k not in told.at), 0)
    will = told.low(that + 1) in _ITSELF and told.low(that + 2) in _WILL
    return that + 3 if that and will and not told.lows(that + 3, that + 5) & _NOT_ALONE else 0


def _helps(told: Clause, end: int) -> bool:
    """ "has ruled out talks with": "has" only helps the next verb, they had no talks."""
    k = end
    while told.low(k) in told.lex.words.adverbs or told.low(k).endswith("ly"):
        k += 1
    return k not in told.at and any(form == "past" for _, form in told.lex.verbs.get(told.low(k), ()))


def _beside(told: Clause, end: int, stop: int, targets: tuple[Actor, ...]) -> bool:
    """True where "with" leads to one of the targets: a third party of the truce, not its place."""
    return any(p.actor in targets and p.governed in ("with", "between") for p in told.phrases if end <= p.first < stop)


def _takes(told: Clause, end: int, thing: int, stop: int, rule: Rule) -> bool:
    """True where what stands behind the verb, up to the end of its object, is what the rule speaks of."""
    if told.low(end) == "no" and "no" not in rule.objects:
        return False  # "has no planned talks with"
    if told.low(end) in _SUCH and thing == end + 2:
        return False  # "issued that warning": an earlier one
    if told.low(end - 1) in _HAVING and _helps(told, end):
        return False
    if "no" in rule.objects and told.low(thing) != "to":
        return False  # "says no plans for a trip", "says no sign of an attack"
    granted = told.at.get(end) or told.at.get(end + 1)
    if told.low(end - 1) == "provided" and granted is not None and told.low(granted.last) in told.lex.verbal:
        return False  # "provided the Senate agrees"
    if rule.infinitive and not told.lows(end, stop) & {"to", "not"}:
        return False
    return not _means_another(told, end, thing, rule)


def _means_another(told: Clause, end: int, thing: int, rule: Rule) -> bool:
    """True where the words around the object make another thing of it than the mode of the rule says."""
    match rule.mode:
        case "warn":  # "warns of possible retaliation": by others
            return bool(told.lows(end, thing) & _ONLY_POSSIBLE)
        case "deploy troops":  # "sends military chiefs to confer"
            return told.low(thing - 1) in _ARMED and told.low(thing) in _OFFICERS
        case "fire a missile":  # at somebody, not into the sea or over a neighbour
            return not told.lows(thing, thing + 6) & _AT_SEA
        case "deny":  # "Junta denied a seat at the summit": others denied it
            return bool(told.lows(end, end + 4) & _DENIED)
        case "evacuate":  # "civilians evacuating from the town" go by themselves
            return told.low(end) == "from"
        case "give aid":  # "sends drones at Kharkiv" aids nobody
            return told.low(thing) in _AIMED
        case "halt attacks":  # "stopped the enemy's advance"
            return bool(told.lows(end, thing) & _ANOTHERS)
        case _:
            return False


def _targets(told: Clause, end: int, thing: int, stop: int, rule: Rule, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    targets = tuple(t for t in targets_of(told, end, thing, stop, rule) if t not in actors)
    if rule.mode == "expel" and targets and not targets[0].country:
        targets = _only_other(told, actors, rule) or targets  # "Chad blames Mali, Mali expels envoys"
    if rule.mode == "join":  # a state joined in a deed makes no act of its own
        return tuple(t for t in targets if t.kind == "body" and not t.name.endswith(_MANY))
    if not targets and rule.mode == "visit":
        return _hosts(told, end, actors)
    if not targets and (rule.mode == "threaten to answer" or (rule.objects and not rule.alone)):
        return _only_other(told, actors, rule)
    return targets


def _hosts(told: Clause, end: int, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """ "visits Odesa": the state whose town it is."""
    for k, word in enumerate(told.words[end : end + 3], end):
        if word.low in told.lex.meeting_places or told.low(end) == "at":
            break
        if word.form == "place":
            if k + 1 < len(told.words) and (told.words[k + 1].capital or told.low(k + 1) in ("'s", "’s")):
                break  # "in Rodriguez Porth's house": part of a name
            host = states().get(word.country)
            return (host,) if host is not None and host not in actors else ()
        if word.actor is not None:
            break
    return ()


def _fits(told: Clause, i: int, rule: Rule, subject: Subject) -> bool:
    """A visit is made by persons; men under arms fight, where ministers quarrel; what threatens is still to come."""
    if rule.mode == "visit" and subject.phrases:
        return any(p.person and not _under_orders(told, p, _MEN_AT_ARMS) for p in subject.phrases)
    if rule.mode == "quarrel":
        return not any(_under_arms(told, p.first, i) for p in subject.phrases)
    if rule.mode == "pull out":
        return bool(subject.phrases) and all(told.words[p.last - 1].inner & _SENT for p in subject.phrases)
    return rule.mode not in _STILL_COMING or subject.coming


def _under_orders(told: Clause, phrase: Phrase, men: frozenset[str]) -> bool:
    """ "Kenyan soldiers", "US military personnel": who is sent somewhere pays no visit."""
    named = told.words[phrase.last - 1]
    return bool((named.inner | {named.low, told.low(phrase.last)}) & men)


def _under_arms(told: Clause, first: int, last: int) -> bool:
    """True where the words up to the verb name soldiers, guards, rebels: what they do is fighting."""
    inner = (w.inner for w in told.words[first:last])
    return not (_AT_ARMS | told.lex.words.rebels).isdisjoint(told.lows(first, last).union(*inner))


def _without_target(told: Clause, end: int, rule: Rule, made: Finding) -> Finding | None:
    """ "X and Y sign a treaty" is an act between the two; else only some acts stand without a target."""
    if len(made.actors) > 1 and (rule.sym or rule.mode == "ceasefire"):
        return made._replace(actors=made.actors[:1], targets=made.actors[1:])
    if made.willing and rule.act in _OFFERED:
        return made  # "is willing to withdraw its troops"
    near = 4 if told.low(end) == "in" else 2  # "agreed in principle to"
    if not rule.alone or (rule.act == "AGREE" and "to" not in told.lows(end, end + near)):
        return None
    return made


def _turned(told: Clause, i: int, end: int, thing: int, stop: int, rule: Rule) -> Rule:
    """The rule as other words turn it: a suspension of aid is a sanction, peacekeepers sent are an aid."""
    bags = told.lex.words
    within = told.lows(end, thing)
    if rule.act == "AID" and within & bags.ends:
        return rule._replace(act="SANCTION", mode="suspend aid")
    if rule.mode == "agree to meet" and within & _NO_MORE:
        return rule._replace(act="REJECT", mode="cancel")
    sent = told.words[end : end + 4] if rule.mode == "give aid" else []
    if any(not ({w.low} | w.inner).isdisjoint(_MEN) for w in sent):
        return rule._replace(act="MOBILIZE", mode="deploy troops")  # "sends forces, including missiles, to"
    if (
        rule.mode == "withdraw"
        and rule.act == "REJECT"
        and told.low(thing - 1) in _TAKING_PART
        and told.low(thing) == "of"
    ):
        return rule._replace(act="SANCTION", mode="suspend")
    if rule.mode == "give aid" and within & _CRAFT and told.low(thing) in _THROUGH:
        return rule._replace(act="MOBILIZE", mode="deploy troops")  # "sends jets into Peru's airspace"
    if rule.mode == "expel" and "days" in rule.objects and not told.lows(thing, thing + 8) & _GOING:
        return rule._replace(act="THREATEN", mode="warn")  # "gave the junta a week to free him"
    if rule.act == "COERCE" and rule.mode == "ban":
        return rule._replace(act="SANCTION")
    if rule.act == "SANCTION" and within & bags.eases:
        return rule._replace(act="YIELD", mode="ease sanctions")
    if rule.act == "MOBILIZE" and any(w.low.startswith("peacekeep") for w in told.words[i:stop]):
        return rule._replace(act="AID", mode="send peacekeepers")
    if rule.mode == "promise" and (
        told.lows(end, end + 4) & bags.hostile or told.lows(end, stop) & _RECKONING or _fights_on(told, end)
    ):
        return rule._replace(act="THREATEN", mode="vow")
    return rule


def _fights_on(told: Clause, end: int) -> bool:
    """ "vows to step up strikes": it is no promise."""
    at = next((k for k in range(end, end + 3) if told.low(k) == "to"), None)
    if at is None or told.low(at + 1) not in _GOING_ON:
        return False
    near = told.lows(at + 2, at + 8)
    return bool(near & _FIGHTING) and not near & _PEACEFUL


def _reports(told: Clause, end: int, target: Actor) -> bool:
    """ "warns Hanoi is planning": tells of the other, threatens nothing."""
    bags = told.lex.words
    phrase = next((p for p in told.phrases if p.first >= end and p.actor == target), None)
    if phrase is None or phrase.governed:
        return False
    if not phrase.acts and told.lows(phrase.last, phrase.last + 3) & told.lex.verbal:
        return True  # "warns Russian drones threaten ..."
    after = told.low(phrase.last)
    return after in bags.be | bags.modals | bags.futures | told.lex.verbal | _REPORTING or after.endswith("ing")


def _only_other(told: Clause, actors: tuple[Actor, ...], rule: Rule) -> tuple[Actor, ...]:
    """The one other actor of a headline or lead, where an aid or a sanction says no more: "EU agrees new sanctions"."""
    free = (p for p in told.phrases if p.actor not in actors and not p.land and not (p.owns and p.governed))
    others = tuple(dict.fromkeys(p.actor for p in free))
    said = rule.mode in _ON_THE_OTHER or (told.title and rule.mode in ("vow", "threaten"))
    return others if told.lead and len(others) == 1 and said else ()
