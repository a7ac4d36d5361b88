"""The filter's words."""

import pytest
from boards import NOW, belgorod, incident, known
from hypothesis import given
from hypothesis import strategies as st

from sitrep.model.place import Place
from sitrep.views.filtering.facts import Facts, incident_facts
from sitrep.views.filtering.filter import kilometres, matches, parse_filter

BELGOROD = incident_facts(belgorod())
QUIET = incident_facts(incident("i", "Kharkiv drone attack"))


@pytest.mark.parametrize(
    ("asked", "belgorod_too", "quiet_too"),
    [
        ("", True, True),
        ("belgorod", True, False),
        ("BELGOROD", True, False),
        ("kharkiv drone", False, True),
        ('"kharkiv drone"', False, True),
        ('"drone kharkiv"', False, False),
        ("place:kharkiv", False, True),
        ("weapon:artillery", True, False),
        ("actor:ukraine", True, False),
        ("feed:volga", True, False),
        ("grade:fair", True, False),
        ("-drone", True, False),
        ("-place:belgorod", False, True),
        ("killed:>20", True, False),
        ("killed:>21", False, False),
        ("killed:<25", True, False),
        ("killed:<24", False, False),
        ("killed:22", True, False),
        ("killed:unknown", False, True),
        ("injured:>=108", True, False),
        ("since:12h", False, True),
        ("since:2d", True, True),
        ("killed:", True, True),
    ],
)
def test_a_filter_keeps_what_it_asks_for(asked: str, belgorod_too: bool, quiet_too: bool) -> None:
    wanted = parse_filter(asked)
    assert (matches(wanted, BELGOROD, NOW), matches(wanted, QUIET, NOW)) == (belgorod_too, quiet_too)
    assert not wanted.faults


def test_a_comparison_never_holds_for_what_nobody_stated() -> None:
    """R12: unknown is neither above nor below."""
    for asked in ("killed:<5", "killed:>=0", "killed:0", "killed:<=1000"):
        assert not matches(parse_filter(asked), QUIET, NOW)


def test_a_floor_is_above_and_never_below() -> None:
    """R10: at least 21 may be any number from there."""
    floor = incident_facts(incident("i", "x", killed=known(21, None)))
    assert matches(parse_filter("killed:>20"), floor, NOW)
    assert not matches(parse_filter("killed:<500"), floor, NOW)


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        ("killed:many", "wants a number"),
        ("since:yesterday", "wants a span of time"),
        ("colour:red", "is not known"),
        ("weapon:catapult", "wants one of missile, drone"),
        ("grade:good", "wants one of weak, fair"),
        ("near:goma", "as in near:-1.67,29.23,50km"),
        ("near:95,36,50", "wants degrees"),
    ],
)
def test_a_term_that_makes_no_sense_is_named_and_asks_for_nothing(asked: str, fault: str) -> None:
    wanted = parse_filter(f"belgorod {asked}")
    assert fault in wanted.faults[0]
    assert matches(wanted, BELGOROD, NOW)


def test_near_asks_for_towns_within_so_many_kilometres_and_for_no_regions() -> None:
    town = Place("Riverton", "1", "exact", "XX", lat=10.0, lon=20.0)
    region = Place("Riverland", "2", "region", "XX", lat=10.0, lon=20.0)
    there = incident_facts(incident("i", "x", places=(town,)))
    for asked, near in (
        ("near:10,20,1km", True),
        ("near:10.4,20,45km", True),  # 44.5 km north
        ("near:10.4,20,44km", False),
        ("-near:10.4,20,44km", True),
        ("near:-10,-20,100km", False),
    ):
        assert matches(parse_filter(asked), there, NOW) == near
    assert not matches(parse_filter("near:10,20,1km"), incident_facts(incident("i", "x", places=(region,))), NOW)


def test_a_degree_along_the_equator_and_the_way_round_the_dateline() -> None:
    assert kilometres((0, 0), (0, 1)) == pytest.approx(111.19, abs=0.01)
    assert kilometres((0, 179.5), (0, -179.5)) == pytest.approx(111.19, abs=0.01)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_filter(text: str) -> None:
    wanted = parse_filter(text)
    matches(wanted, BELGOROD, NOW)
    matches(wanted, Facts(), NOW)


@given(st.lists(st.sampled_from(["belgorod", "drone", "killed:>5", "-kyiv", "since:1d", "x"]), max_size=4))
def test_more_terms_never_keep_more(words: list[str]) -> None:
    fewer, more = parse_filter(" ".join(words[:-1])), parse_filter(" ".join(words))
    for facts in (BELGOROD, QUIET):
        assert not matches(more, facts, NOW) or matches(fewer, facts, NOW)
