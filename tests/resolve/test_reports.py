"""One article's claims sorted into the events it tells apart: R1, R14-R19."""

from builders import (
    BELGOROD,
    BELGOROD_AREA,
    BRYANSK_AREA,
    COUNTRY,
    EAST,
    IZIUM,
    KAPYTOLIVKA,
    KHARKIV,
    RUSSIA,
    SUMY,
    count,
    day,
    injured,
    killed,
    people,
    strike,
    told,
)

from sitrep.model.claim import Act, Casualty, Strike
from sitrep.resolve.geo import leaves
from sitrep.resolve.report import Report
from sitrep.resolve.reports import reports


def of(*claims: Strike | Casualty | Act) -> tuple[Report, ...]:
    return reports(*told("a", *claims))


def test_r1_a_strike_and_its_victims_are_one_report() -> None:
    (one,) = of(strike(KHARKIV, EAST), killed(3, -1, KHARKIV), injured(9))
    assert [c.kind for c in one.casualties] == ["killed", "injured"]


def test_r1_two_towns_are_two_reports_with_their_own_dead() -> None:
    found = of(
        strike(KHARKIV), strike(SUMY, start=100), killed(2, -1, SUMY, start=120), killed(5, -1, KHARKIV, start=140)
    )
    assert {r.spots[0].name: r.casualties[0].count.low for r in found} == {"Kharkiv": 5, "Sumy": 2}


def test_r19_a_vague_headline_takes_the_more_exact_place_of_the_body() -> None:
    (one,) = of(strike(COUNTRY, start=0), strike(KHARKIV, EAST, COUNTRY, start=80), killed(4, start=90))
    assert (one.spots, one.level) == ((KHARKIV,), 0)


def test_r15_a_barrage_over_a_country_stays_apart_from_one_town() -> None:
    found = of(strike(COUNTRY, munitions=count(60)), strike(KHARKIV, start=90), killed(2, -1, KHARKIV, start=95))
    assert [(r.wide, len(r.casualties)) for r in found] == [(False, 1), (True, 0)]


def test_r15_a_total_does_not_settle_on_a_part() -> None:
    total = killed(39, -1, COUNTRY, scope="aggregate", start=200)
    found = of(strike(KHARKIV), killed(2, -1, KHARKIV, start=20), total)
    assert {r.wide: r.casualties[0].count.low for r in found} == {False: 2, True: 39}


def test_r14_parts_in_other_places_stay_with_their_whole() -> None:
    told_in = "Shelling across the border cost two lives."
    found = of(
        strike(BELGOROD, when=day(), weapon="artillery"),
        killed(21, None, BELGOROD, when=day()),
        killed(2, -1, RUSSIA, scope="aggregate", when=day(), start=300, quote=told_in),
        killed(1, -1, BELGOROD_AREA, scope="part", start=310, quote=told_in),
        killed(1, -1, BRYANSK_AREA, scope="part", start=320, quote=told_in),
    )
    assert [[c.count.low for c in r.casualties] for r in found] == [[21], [2, 1, 1]]


def test_r16_r17_campaign_totals_and_other_causes_are_no_reports() -> None:
    assert (
        of(killed(900, -1, COUNTRY, scope="running_total"), killed(7, -1, SUMY, scope="other", cause="accident")) == ()
    )


def test_r18_an_interception_is_no_hit_and_takes_no_victims() -> None:
    found = of(strike(SUMY, fate="intercepted", weapon="drone"), strike(KHARKIV, start=50), killed(2, start=60))
    assert {r.kind: len(r.casualties) for r in found} == {"interception": 0, "strike": 1}


def test_r29_an_undated_report_is_looked_for_near_its_publication_and_stays_undated() -> None:
    (one,) = of(strike(KHARKIV))
    assert (one.day, one.anchor) == (None, one.told)


def test_neighbouring_towns_of_one_strike_are_one_spot_and_distant_ones_are_several() -> None:
    assert leaves((KAPYTOLIVKA, IZIUM, EAST)) == (KAPYTOLIVKA,)
    assert leaves((KHARKIV, SUMY)) == (KHARKIV, SUMY)
    assert leaves((EAST, COUNTRY)) == (EAST,)


def test_r8_every_kind_keeps_its_own_figure() -> None:
    (one,) = of(strike(KHARKIV), killed(3), people("missing", 4, start=70), people("captured", 2, start=80))
    assert [c.kind for c in one.casualties] == ["killed", "missing", "captured"]


def test_r14_another_shelling_of_the_region_with_its_own_count_is_no_retelling_of_the_town() -> None:
    border = "Guns across the border had killed two, one man near the town and a child in the next region."
    found = of(
        strike(BELGOROD, RUSSIA, when=day(), weapon="artillery", quote="Shelling of the town killed 21."),
        killed(21, None, BELGOROD, quote="Shelling of the town killed 21."),
        strike(BELGOROD_AREA, RUSSIA, weapon="artillery", start=300, quote=border),
        killed(2, -1, BELGOROD_AREA, RUSSIA, scope="aggregate", start=310, quote=border),
        killed(1, -1, BELGOROD_AREA, RUSSIA, scope="part", start=320, quote=border),
        killed(1, -1, BRYANSK_AREA, RUSSIA, scope="part", start=330, quote=border),
    )
    assert [[c.count.low for c in r.casualties] for r in found] == [[21], [2, 1, 1]]
    assert [r.wide for r in found] == [False, True]


def test_r12_nobody_hurt_in_a_town_tells_no_attack_on_it() -> None:
    assert of(killed(0, 0, SUMY)) == ()
    assert len(of(strike(SUMY), killed(0, 0, SUMY, start=40))) == 1
