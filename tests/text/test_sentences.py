"""Where a sentence ends: a figure is never cut off from its noun."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.text.sentences import LONGEST, sentences


def split(body: str) -> list[str]:
    text = "Headline\n" + body
    return [text[span.start : span.end] for span in sentences(text)][1:]


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("Gen. Ivan Petrenko spoke. Nobody was hurt.", 2),
        ("Mr. Smith met Lt. Col. Ana Ruiz in St. Albans on Tuesday.", 1),
        ("The U.S. Army struck twice. It gave no toll.", 2),
        ("Officials in the U.S. The claim was repeated.", 2),
        ("Flight No. 7 left at 5 p.m. on Monday.", 1),
        ("The quake was felt on Sept. 4 near the coast.", 1),
        ("Losses reached 3.5 million. More are expected.", 2),
        ("“Shells fell here.” he said at the gate.", 1),
        ("“Why did it fall on us?” Olha Bondar asked at the gate.", 1),
        ("“Shells fell here.” The mayor left.", 2),
        ("“Who did it?” Nobody knew.", 2),
        ("They waited … and then ran. Nobody came.", 2),
        ("He paused... Then it began.", 2),
        ("J. R. Okafor was among the dead.", 1),
        ("Two were killed.The others fled.", 2),
        ("It was shown on Wire.NET and example.org. Nobody denied it!", 2),
        ("Was it a drone? Yes. It was!", 3),
        ("first paragraph without a stop\nSecond paragraph", 2),
    ],
)
def test_a_body_falls_into_its_sentences(body: str, count: int) -> None:
    assert len(split(body)) == count, split(body)


def test_the_headline_is_one_sentence_whatever_stands_in_it() -> None:
    text = "War. Five killed! What next?\nBody."
    assert [text[s.start : s.end] for s in sentences(text)] == ["War. Five killed! What next?", "Body."]


def test_an_endless_sentence_is_cut_at_a_space() -> None:
    text = "T\n" + "word " * 3_000
    found = sentences(text)
    assert all(span.end - span.start <= LONGEST for span in found)
    assert all(text[span.start : span.end].startswith("word") for span in found[1:])


@given(st.text(alphabet=st.sampled_from('abZ .!?…"”“’\n\t19U,。'), max_size=200))
def test_sentences_hold_every_letter_once_and_in_order(text: str) -> None:
    found = sentences(text)
    held = "".join(text[span.start : span.end] for span in found)
    assert "".join(held.split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
