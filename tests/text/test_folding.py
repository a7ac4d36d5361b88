"""Lower case letter for letter, and patterns that mind no capitals."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.text.folding import Folded, lower


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


def test_a_pattern_with_a_capital_would_find_nothing_and_is_refused() -> None:
    with pytest.raises(ValueError, match="no capitals"):
        Folded(r"\bMonday\b")


def test_escapes_are_no_capitals() -> None:
    assert Folded(r"\W\Z").search("end.")
