"""A sentence's acts of diplomacy: who acts on whom, by verb, by noun, by saying."""

from sitrep.extract.diplomacy.clause import Before, Clause
from sitrep.extract.diplomacy.finding import Finding
from sitrep.extract.diplomacy.nouns import of_noun
from sitrep.extract.diplomacy.received import of_receiving
from sitrep.extract.diplomacy.verbless import at_the_table, of_feeling, on_the_road, under_fire
from sitrep.extract.diplomacy.verbs import of_verb
from sitrep.extract.diplomacy.voices import of_headline, of_speech


def findings(told: Clause, before: Before | None) -> list[Finding]:
    """The acts a sentence words, in order. `before` is whom "it" or "the ministry" may mean at its start."""
    found: list[Finding] = []
    beyond = 0
    for i, word in enumerate(told.words):
        if word.actor is not None or i < beyond or word.low not in told.lex.triggers:
            continue
        finding = (
            of_verb(told, i, before)
            or of_receiving(told, i)
            or of_noun(told, i)
            or of_feeling(told, i)
            or of_speech(told, i, before)
        )
        if finding is not None:
            found.append(finding)
            beyond = finding.last if finding.first <= i else beyond
    verbless = (on_the_road(told), at_the_table(told), under_fire(told), of_headline(told))
    return found + [extra for extra in verbless if extra is not None]
