"""When two tellings are one event: R1, R2, R5, R6."""

from builders import (
    BELGOROD,
    COUNTRY,
    EAST,
    IZIUM,
    KAPYTOLIVKA,
    KHARKIV,
    SALTIVKA,
    SUMY,
    Pair,
    day,
    killed,
    strike,
    told,
)
from hypothesis import given
from hypothesis import strategies as st

from sitrep.model.place import Place
from sitrep.resolve.facts import Facts, facts_of
from sitrep.resolve.match import same_event
from sitrep.resolve.reports import reports


def facts(pair: Pair) -> Facts:
    (one,) = reports(*pair)
    return facts_of(one)


def same(a: Pair, b: Pair) -> bool:
    verdict = same_event(facts(a), facts(b))
    assert verdict.same == same_event(facts(b), facts(a)).same
    return verdict.same


def test_r1_one_town_on_one_day_is_one_event_whatever_the_weapon() -> None:
    assert same(told("a", strike(KHARKIV, when=day())), told("b", strike(KHARKIV, when=day(), weapon="bomb")))


def test_r2_rival_attackers_do_not_make_two_events() -> None:
    a = told("a", strike(KHARKIV, when=day(), attacker="Russia"))
    assert same(a, told("b", strike(KHARKIV, when=day(), attacker="Ukraine", stance="accused")))


def test_r2_a_raid_and_its_reprisal_are_two_events() -> None:
    a = told("a", strike(KHARKIV, when=day(), attacker="Russia"), killed(3, who="Ukrainian soldiers"))
    assert not same(a, told("b", strike(KHARKIV, when=day(), attacker="Ukraine"), killed(5, who="Russian soldiers")))


def test_r2_mirror_images_across_a_border_stay_apart() -> None:
    assert not same(told("a", strike(KHARKIV, when=day())), told("b", strike(BELGOROD, when=day())))


def test_r3_the_next_day_is_another_incident() -> None:
    assert not same(told("a", strike(KHARKIV, when=day())), told("b", strike(KHARKIV, when=day(1))))


def test_r5_one_night_told_of_either_day_is_one_event_if_the_rest_agrees() -> None:
    quote = "Drones hit the hospital overnight."
    a = told("a", strike(KHARKIV, when=day(), quote=quote), killed(6))
    assert same(a, told("b", strike(KHARKIV, when=day(1), quote=quote), killed(6)))


def test_r5_an_undated_report_joins_the_day_it_follows() -> None:
    a = told("a", strike(KHARKIV, when=day()))
    assert same(a, told("b", strike(KHARKIV), hours=20))
    assert not same(a, told("c", strike(KHARKIV), hours=24 * 6))


def test_r5_a_later_count_joins_the_undated_report_it_grew_from() -> None:
    a = told("a", strike(KHARKIV), killed(24))
    risen = "The toll of the strike has risen."
    assert same(a, told("b", strike(KHARKIV, quote=risen), killed(25), hours=24 * 3))
    assert not same(a, told("c", strike(KHARKIV), killed(3), hours=24 * 3))


def test_r5_a_late_undated_report_joins_by_what_was_hit() -> None:
    a = told("a", strike(KHARKIV, when=day(), target="drama theatre"))
    assert same(a, told("b", strike(KHARKIV, quote="The ruin of the theatre gave up more dead."), hours=24 * 9))


def test_r6_a_region_or_country_alone_never_joins() -> None:
    a = told("a", strike(EAST, when=day(), quote="Rockets fell in the east."), title="Dawn in the east")
    b = told("b", strike(EAST, when=day(), quote="A raid was told from there."), title="Evening news")
    assert not same(a, b)
    c = told("c", strike(COUNTRY, when=day(), quote="Guns were heard."), title="A long day")
    assert not same(c, told("d", strike(COUNTRY, when=day(), quote="Fires burned."), title="Smoke seen"))


def test_r6_a_region_with_figures_and_target_that_agree_joins() -> None:
    a = told("a", strike(EAST, when=day(), target="market"), killed(14))
    assert same(a, told("b", strike(KHARKIV, when=day(), target="market"), killed(14)))


def test_r6_a_region_told_of_a_village_no_gazetteer_has_joins_it_where_figures_and_target_agree() -> None:
    village = Place("Verkhnia Balka", "?verkhnia balka", "exact", "UA", ("UA",))
    a = told("a", strike(village, when=day(), target="market"), killed(14))
    assert same(a, told("b", strike(EAST, when=day(), target="market"), killed(14)))
    assert not same(a, told("c", strike(EAST, when=day()), killed(5), title="Another dawn"))


def test_r6_a_region_of_the_press_holds_its_towns_and_no_far_ones() -> None:
    donbas = Place("Donbas", "x:donbas", "region", "UA", ("UA",), 48.3, 38.0)
    a = told("a", strike(donbas, when=day(), target="market"), killed(14))
    assert same(a, told("b", strike(IZIUM, when=day(), target="market"), killed(14)))
    far = Place("Lviv", "702550", "exact", "UA", ("UA.15", "UA"), 49.84, 24.02)
    assert not same(a, told("c", strike(far, when=day(), target="market"), killed(14)))


def test_a_quarter_lies_in_its_city_and_a_village_by_its_town() -> None:
    assert same(told("a", strike(SALTIVKA, when=day())), told("b", strike(KHARKIV, when=day())))
    a = told("a", strike(KAPYTOLIVKA, when=day(), target="grocery shop"), killed(12))
    assert same(a, told("b", strike(IZIUM, when=day(), target="shop"), killed(12)))
    assert not same(told("a", strike(SUMY, when=day()), killed(9)), told("b", strike(KHARKIV, when=day()), killed(9)))


def test_differing_tolls_never_forbid_a_merge() -> None:
    a = told("a", strike(KHARKIV, when=day()), killed(17))
    assert same(a, told("b", strike(KHARKIV, when=day()), killed(33)))


def test_r15_a_total_is_not_its_part() -> None:
    a = told("a", killed(39, -1, COUNTRY, scope="aggregate", when=day()))
    assert not same(a, told("b", strike(KHARKIV, when=day()), killed(39)))


places = st.sampled_from([KHARKIV, SALTIVKA, IZIUM, KAPYTOLIVKA, SUMY, EAST, COUNTRY, BELGOROD])


@given(places, places, st.integers(-3, 3), st.integers(1, 40), st.integers(0, 72))
def test_a_verdict_is_symmetric_and_says_why(one: Place, other: Place, off: int, number: int, hours: int) -> None:
    a = facts(told("a", strike(one, when=day(), target="market"), killed(number)))
    b = facts(told("b", strike(other, when=day(off), target="market"), killed(7), hours=hours))
    left, right = same_event(a, b), same_event(b, a)
    assert (left.same, left.weight) == (right.same, right.weight)
    assert not left.same or left.reasons
