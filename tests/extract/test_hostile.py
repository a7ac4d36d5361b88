"""Texts made to stop a reader: each costs work in proportion to its length, says what of it was not read, no more."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitrep.extract.read import LONGEST_BODY, read
from sitrep.gazetteer import SqliteGazetteer
from sitrep.model.article import Article
from sitrep.model.claim import Act, Casualty, Reading, Strike
from sitrep.text.names import Names

MOMENT = datetime(2024, 5, 14, 12, tzinfo=UTC)
REPORT = "At least 21 people were killed and 110 injured when missiles hit Kharkiv on Friday, the mayor said. "
LEAD = "Three people were killed in Kharkiv on Monday, the mayor said.\n"


@cache
def names() -> Names:
    return Names(SqliteGazetteer())


def reading(body: str, title: str = "Report") -> Reading:
    return read(Article("a", "v1", title, body, "Paper", "paper", "feed", MOMENT, MOMENT), names())


HUGE = {
    "ten megabytes of news": REPORT * 100_000,
    "one sentence of a megabyte": "the market was open and the river was high and " * 25_000,
    "commas": "," * 100_000,
    "quotes": '"' * 100_000,
    "opened quotes": "“" * 100_000,
    "brackets in brackets": "(" * 100_000 + "3 dead" + ")" * 100_000,
    "one word of five megabytes": "x" * 5_000_000,
    "one number of a megabyte": "9" * 1_000_000,
    "numbers": " ".join(map(str, range(50_000))),
    "places": "in " + ", ".join(["Kyiv", "Odesa", "Khartoum", "Belgorod"] * 12_500),
    "mixed scripts": "убит killed قتل 3 杀 " * 50_000,
    "control characters": "".join(map(chr, range(32))) * 20_000,
    "marks on one letter": "killed" + "\u0301" * 500_000,
    "overrides of direction": "\u202e\u2066killed three " * 50_000,
    "empty lines": "\n" * 1_000_000,
}
"""What no article is. A reader that looked at all of one of these would be at it for minutes."""


@pytest.mark.parametrize("body", HUGE.values(), ids=HUGE)
def test_a_text_no_article_can_be_is_read_to_the_bound_and_named(body: str) -> None:
    found = reading(LEAD + body)
    assert [f.where for f in found.faults][:1] == ["read"]
    assert str(LONGEST_BODY) in found.faults[0].reason
    assert all(claim.span.end <= LONGEST_BODY + 10 for claim in found.casualties)


@pytest.mark.parametrize("body", [HUGE["numbers"], HUGE["places"]], ids=["numbers", "places"])
def test_what_stands_before_a_list_is_read_and_the_list_is_named(body: str) -> None:
    found = reading(LEAD + body[:20_000])
    assert [(c.kind, c.count.low) for c in found.casualties] == [("killed", 3)]
    assert "not sentences" in found.faults[0].reason


TRAPS = {
    "reports": REPORT,
    "no full stop": REPORT[:-2].replace(",", "") + " ",
    "killed": "killed ",
    "killed two": "killed two ",
    "no casualties": "no casualties ",
    "three dead in": "3 dead in Kyiv, ",
    "a list of people": "two men, three women and ",
    "names and ages": "Maria Sol, 34, ",
    "he said": "he said he was killed ",
    "according to": "according to the army ",
    "accusations": "Russia accuses Ukraine of ",
    "actors": "Russia and Ukraine ",
    "strikes": "drone attack on ",
    "hit by": "hit by ",
    "including": "including 3 children, ",
    "hundred": "hundred ",
    "and in words": "two hundred thousand and ",
    "ranges": "20 to 30 to ",
    "dozens of": "dozens of ",
    "dates": "on Friday 29 December ",
    "if": "if it may could ",
    "capitals": "Aaa ",
    "capitals of": "Aaa of ",
    "villages": "the village of Aaa ",
    "short lines": "Two killed in Kyiv\n",
    "hyphens": "a-",
    "apostrophes": "a'",
    "abbreviations": "U.S. ",
    "open quotes": "“killed ",
    "brackets": "(killed ",
}
"""Words that a rule looks for, over and over: what a rule that looks back, or tries every pair, would stumble on."""


def calls(work: Callable[[], object]) -> int:
    """The calls of functions, Python's and C's, that `work` makes: the same on every machine and every day."""
    made = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return made


@pytest.mark.parametrize("trap", TRAPS.values(), ids=TRAPS)
def test_twice_the_text_is_twice_the_work(trap: str) -> None:
    def text(size: int) -> str:
        return "It was quiet.\n" + (trap * (size // len(trap) + 1))[:size]

    reading(text(5_000))  # what is read once a process is read before the count
    once, twice = (calls(lambda size=size: reading(text(size))) for size in (2_500, 5_000))  # type: ignore[misc]  # bound now
    assert twice <= 2.6 * once + 2_000, f"{once} calls, then {twice}"
    assert twice <= 150 * 5_000


VOCABULARY = (
    "killed wounded dead hit struck strike attack missile drones shelling Russia Ukraine Kyiv Gaza Khartoum RSF army "
    "officials said on Friday Monday 12 three dozens at least in of by the a and , . : “ ” ( ) - – no not if may will "
    "people children including toll rose to from 20 30 000 accused summoned sanctions met talks ceasefire minister UN "
    "village region near 's ’s \n ? ! … é ü 死 умер قتل \u0301 \u200f \x00"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join), st.lists(WORDS, max_size=250).map(" ".join))
def test_any_words_are_read_and_every_quote_stands_at_its_span(title: str, body: str) -> None:
    told = Article("a", "v1", title, body, "Paper", "paper", "feed", MOMENT, MOMENT)
    found = read(told, names())
    assert found.faults == ()
    claims: tuple[Strike | Casualty | Act, ...] = (*found.strikes, *found.casualties, *found.diplomacy)
    for claim in claims:
        assert claim.quote
        assert claim.quote in told.text
        assert told.text[claim.span.start : claim.span.end] in claim.quote


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.text(max_size=2_000))
def test_any_characters_are_read(title: str, body: str) -> None:
    assert reading(body, title).faults == ()
