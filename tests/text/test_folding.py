"""Lower case letter for letter, and patterns that mind no capitals."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.extract import modality
from sitrep.extract.diplomacy import claims, words
from sitrep.extract.diplomacy.lexicon import lexicon
from sitrep.extract.strikes import background, responsibility
from sitrep.text.folding import Folded, holds, lower


@given(st.text(max_size=60))
def test_offsets_in_the_lower_case_are_offsets_in_the_text(text: str) -> None:
    assert len(lower(text)) == len(text)


def test_a_capital_without_a_single_small_letter_stays() -> None:
    assert lower("İzmir HIT") == "İzmir hit"


@pytest.mark.parametrize("text", ["fears of an attack", "Fears Of An Attack", "FEARS OF AN ATTACK", "no such thing"])
def test_a_folded_pattern_finds_what_a_pattern_that_ignores_case_does(text: str) -> None:
    folded, ignoring = Folded(r"\bfears\s+of\b"), re.compile(r"\bfears\s+of\b", re.IGNORECASE)
    assert [m.span() for m in folded.finditer(text)] == [m.span() for m in ignoring.finditer(text)]
    assert bool(folded.search(text, 1)) == bool(ignoring.search(text, 1))
    assert bool(folded.match(text)) == bool(ignoring.match(text))


_RULES = (
    *(modality._YEARS_SINCE, modality._WORST_SINCE, background._CAMPAIGN),
    *(responsibility._CLAIM, responsibility._CLAIM_OF_ATTACK),
)
_PASSED_OVER = [
    *((rule.pattern, rule.needs) for rule in _RULES),
    (modality._MODAL_AFTER.pattern, modality._MODALS),
    (claims._CROWDS.pattern, claims._CROWD_HINTS),
    (lexicon().crowds, words._hints()),
]


@pytest.mark.parametrize(("pattern", "needs"), _PASSED_OVER, ids=[pattern[:30] for pattern, _ in _PASSED_OVER])
@given(st.data())
def test_what_a_pattern_finds_holds_one_of_the_letters_it_needs(
    pattern: str, needs: tuple[str, ...], data: st.DataObject
) -> None:
    """Texts without those letters are passed over: whoever adds to a pattern must add to its needs."""
    found = re.search(pattern, data.draw(st.from_regex(pattern, alphabet=st.characters(max_codepoint=127))))
    assert found is not None
    assert holds(found.group(), needs)


def test_a_pattern_passes_over_a_text_without_what_it_needs() -> None:
    rule = Folded(r"\bone\b", needs=("one",))
    assert rule.search("ONE of them")
    assert list(rule.finditer("two")) == []
    assert rule.search("two") is None


def test_a_pattern_with_a_capital_would_find_nothing_and_is_refused() -> None:
    with pytest.raises(ValueError, match="no capitals"):
        Folded(r"\bMonday\b")


def test_escapes_are_no_capitals() -> None:
    assert Folded(r"\W\Z").search("end.")
