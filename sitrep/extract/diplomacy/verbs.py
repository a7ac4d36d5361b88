"""Acts told by a verb: which of its rules fits, and whether somebody does it or has it done to him."""

from sitrep.extract.diplomacy.active import active
from sitrep.extract.diplomacy.clause import Before, Clause, left_edge
from sitrep.extract.diplomacy.finding import Finding
from sitrep.extract.diplomacy.lexicon import Rule
from sitrep.extract.diplomacy.passive import is_passive, passive
from sitrep.extract.diplomacy.subject import Subject, done, subject_of
from sitrep.extract.diplomacy.target import right_edge
from sitrep.extract.diplomacy.verbhood import names_a_thing


def of_verb(told: Clause, i: int, before: Before | None) -> Finding | None:
    """The act that the verb at word `i` tells, by the first of its rules that fits."""
    subject: Subject | None = None
    for rule, form in told.lex.verbs.get(told.words[i].low, ()):
        if rule.objects and rule.objects.isdisjoint(told.said):
            continue
        end = _after_particle(told, i, rule)
        if end is None or (rule.act != "AGREE" and told.words[i].low in ("ready", "willing")):
            continue
        if names_a_thing(told, i, form) and not (rule.particle and _follows_actor(told, i)):
            continue
        if subject is None:
            subject = subject_of(told, i, form)
        if form == "base" and told.low(i - 1) in told.lex.words.be:
            continue  # "would not be welcome"
        if form == "base" and told.low(end) == "by":  # "hit by", "cut by": the participle is spelt alike
            continue
        if subject.unsure or (form == "base" and not subject.coming and _only_wanted(told, i, subject)):
            continue
        stop = right_edge(told, end, rule)
        if form == "past" and is_passive(told, i, end, stop, rule, subject):
            finding = passive(told, i, end, stop, rule, subject)
        else:
            finding = active(told, i, end, stop, rule, subject, before)
        if finding is not None:
            return finding
    return None


def _after_particle(told: Clause, i: int, rule: Rule) -> int | None:
    for n, part in enumerate(rule.particle, i + 1):
        if told.low(n) != part:
            return None
    end = i + 1 + len(rule.particle)
    if rule.particle[-1:] == ("in",) and not rule.direct and end < len(told.words) and told.words[end].capital:
        return None  # "a speech he gave in Washington"
    return end


def _follows_actor(told: Clause, i: int) -> bool:
    phrase = told.at.get(i - 1)
    return phrase is not None and phrase.acts and not phrase.owns and not phrase.governed


def _only_wanted(told: Clause, i: int, subject: Subject) -> bool:
    """ "to leave", "demands that Berlin increase aid", "told them to leave and stop ...": wanted, not told."""
    begin = left_edge(told, subject.left)
    if told.low(i - 1) == "to" and done(told, i - 1):
        return False
    if told.low(i - 1) == "to" or (begin > 0 and told.low(begin - 1) == "that"):
        return True
    if subject.phrases and told.low(subject.left) in ("and", "or", ",", "but"):
        return "to" in told.lows(subject.phrases[-1].last, subject.left)
    return False
