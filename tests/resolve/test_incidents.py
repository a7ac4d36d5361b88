"""Whole incidents out of many articles: R1-R7, R15, R18, R22-R26 through the casebook, and R27's stable ids."""

from builders import (
    BELGOROD,
    COUNTRY,
    EAST,
    KHARKIV,
    NORTH,
    SUMY,
    Pair,
    at,
    count,
    day,
    injured,
    killed,
    split,
    strike,
    told,
)

from sitrep.model.incident import Board, Incident
from sitrep.model.place import Place
from sitrep.store import Store


def board(*pairs: Pair) -> Board:
    store = Store()
    store.commit(*split(pairs))
    return store.board(at(48))


def only(*pairs: Pair) -> Incident:
    (one,) = board(*pairs).incidents
    return one


def test_r1_many_outlets_make_one_incident_and_nothing_is_added() -> None:
    one = only(
        told("a", strike(KHARKIV, when=day()), killed(3)),
        told("b", strike(KHARKIV), killed(5, speaker="the mayor"), outlet="B", hours=2),
        told("c", strike(KHARKIV, when=day()), killed(5), outlet="C", hours=3),
    )
    assert (one.killed.best, one.outlets, one.origins, one.label) == (5, 3, 3, "Kharkiv missile strike")
    assert one.articles == ("a", "b", "c")


def test_r2_rival_attributions_stay_one_contested_incident() -> None:
    one = only(
        told("a", strike(KHARKIV, when=day(), attacker="Russia", stance="accused", speaker="Kyiv")),
        told("b", strike(KHARKIV, when=day(), attacker="Ukraine", stance="accused", speaker="Moscow"), outlet="B"),
    )
    assert one.grade == "contested"
    assert {(a.name, a.stance) for a in one.attackers} == {("Russia", "accused"), ("Ukraine", "accused")}


def test_r7_a_town_has_the_name_that_most_reports_give_it_whatever_came_first() -> None:
    other = Place("Kharkov", KHARKIV.key, "exact", "UA", KHARKIV.within, KHARKIV.lat, KHARKIV.lon)
    pairs = [
        told("a", strike(other, when=day()), killed(3)),
        told("b", strike(KHARKIV, when=day()), killed(3), outlet="B", hours=1),
        told("c", strike(KHARKIV, when=day()), killed(3), outlet="C", hours=2),
    ]
    names = {(i.label, i.places[0].name) for order in (pairs, pairs[::-1]) for i in board(*order).incidents}
    assert names == {("Kharkiv missile strike", "Kharkiv")}


def test_r3_three_days_of_shelling_are_three_incidents() -> None:
    found = board(*(told(str(n), strike(KHARKIV, when=day(n)), hours=24 * n) for n in range(3))).incidents
    assert sorted(str(i.when.day) for i in found) == ["2024-05-10", "2024-05-11", "2024-05-12"]


def test_r5_a_late_report_joins_the_incident_of_its_own_day() -> None:
    found = board(
        told("a", strike(KHARKIV, when=day()), killed(2)),
        told("b", strike(KHARKIV, when=day(4)), killed(1), hours=96),
        told("c", strike(KHARKIV, when=day()), killed(3, speaker="Iryna Kos"), outlet="B", hours=97),
    ).incidents
    assert {i.when.day: i.killed.best for i in found} == {day().day: 3, day(4).day: 1}


def test_r6_a_region_report_joins_the_one_incident_it_fits() -> None:
    one = only(
        told("a", strike(KHARKIV, when=day(), target="market"), killed(14)),
        told("b", strike(EAST, when=day(), target="market"), killed(14), outlet="B"),
    )
    assert one.places[0] == KHARKIV


def test_r6_a_region_report_that_fits_two_stands_unplaced_and_enters_no_sum() -> None:
    quote = "Rockets hit a market."
    found = board(
        told("a", strike(KHARKIV, when=day(), quote=quote), killed(14)),
        told("b", strike(SUMY, when=day(), quote=quote), killed(14), outlet="B"),
        told("c", strike(COUNTRY, when=day(), quote=quote), killed(14), outlet="C"),
    ).incidents
    unplaced = next(i for i in found if i.places[0] == COUNTRY)
    assert (unplaced.killed.best, unplaced.killed.low, "unplaced" in unplaced.killed.flags) == (None, 14, True)
    assert any("Kharkiv" in why for why in unplaced.why)
    assert any("Sumy" in why for why in unplaced.why)


def test_r15_a_total_is_the_parent_of_its_located_parts() -> None:
    barrage = strike(COUNTRY, when=day(), munitions=count(80))
    found = board(
        told("a", barrage, killed(39, -1, COUNTRY, scope="aggregate", when=day())),
        told("b", strike(KHARKIV, when=day()), killed(16), outlet="B"),
    ).incidents
    total = next(i for i in found if i.children)
    part = next(i for i in found if i.parent)
    assert (total.killed.best, total.located, total.children, part.parent) == (39, 16, (part.id,), total.id)
    assert total.label == "Ukraine barrage, 10 May"


def test_r15_a_part_larger_than_the_total_told_beside_it_is_no_part() -> None:
    found = board(
        told(
            "a",
            strike(KHARKIV, when=day()),
            killed(21, None, KHARKIV, when=day()),
            killed(2, -1, EAST, NORTH, scope="aggregate", when=day(), start=300),
        )
    ).incidents
    assert [(i.killed.best, i.parent) for i in found if i.killed.best == 21] == [(21, None)]
    assert len(found) == 2


def test_r18_an_interception_is_its_own_kind_and_its_casualties_are_unknown() -> None:
    one = only(told("a", strike(SUMY, when=day(), weapon="drone", fate="intercepted", munitions=count(32))))
    assert (one.kind, one.killed.status, one.munitions) == ("interception", "unknown", "32 drone attack")


def test_r20_every_line_of_the_ledger_has_its_words_outlet_time_and_link() -> None:
    one = only(told("a", strike(KHARKIV), killed(3), injured(7), url="https://example.org/a"))
    assert all(f.quote and f.outlet and f.at and f.url and f.end > f.start for f in one.ledger)


def test_r22_grades_follow_independent_origins() -> None:
    base = strike(KHARKIV, when=day(), attacker="Russia")
    assert only(told("a", base)).grade == "weak"
    assert only(told("a", base), told("b", base, outlet="B")).grade == "fair"
    admitted = strike(KHARKIV, when=day(), attacker="Russia", stance="claimed")
    assert only(told("a", admitted), told("b", base, outlet="B")).grade == "confirmed"


def test_r22_an_armys_word_on_enemies_it_killed_admits_nothing() -> None:
    market = told("a", strike(KHARKIV, when=day(), attacker="Russia", target="market"), killed(7, speaker="the mayor"))
    post = strike(KHARKIV, when=day(), attacker="Russia", stance="claimed", speaker="Russian defence ministry")
    boast = killed(60, who="servicemen", speaker="Russian defence ministry")
    one = only(market, told("b", post, boast, outlet="B"))
    assert (one.grade, one.killed.best) == ("fair", 7)


def test_r21_r26_one_wire_or_state_media_alone_raise_no_grade() -> None:
    base = strike(KHARKIV, when=day())
    wired = [told(n, base, outlet=n, byline="Reuters") for n in ("a", "b")]
    assert (only(*wired).grade, only(*wired).outlets, only(*wired).origins) == ("weak", 2, 1)
    state = [told(n, base, outlet=n, perspective="state:XX") for n in ("a", "b")]
    assert only(*state).grade == "weak"


def test_r23_an_armys_count_of_its_enemy_is_a_claim() -> None:
    one = only(
        told(
            "a",
            strike(KHARKIV, attacker="Russia"),
            killed(60, who="Ukrainian soldiers", speaker="Russian defence ministry"),
        )
    )
    assert (one.killed.best, one.killed.flags) == (None, ("claimed",))


def test_r23_an_armys_count_of_its_own_soldiers_at_home_is_no_claim() -> None:
    fell = killed(9, -1, KHARKIV, who="soldiers", speaker="Ukraine's military")
    assert only(told("a", strike(KHARKIV, when=day(), attacker="Russia"), fell)).killed.best == 9
    hurt = injured(17, -1, KHARKIV, speaker="Ukraine's military")
    raided = strike(KHARKIV, when=day(), attacker="Ukrainian rebels of Russia")
    assert only(told("a", raided, fell, hurt)).injured.best == 17
    theirs = only(told("a", strike(KHARKIV, when=day(), attacker="Ukraine"), fell))
    assert (theirs.killed.best, theirs.killed.flags) == (None, ("claimed",))


def test_r24_only_who_did_it_can_claim_it() -> None:
    heard = strike(KHARKIV, when=day(), attacker="Russia", stance="claimed", speaker="the city's mayor")
    own = strike(KHARKIV, when=day(), attacker="Russia", stance="claimed", speaker="Russian defence ministry")
    assert [(a.stance, a.by) for a in only(told("a", heard)).attackers] == [("claimed", None)]
    assert [(a.stance, a.by) for a in only(told("a", own)).attackers] == [("claimed", "Russian defence ministry")]


def test_r24_a_named_speakers_word_on_the_attacker_is_an_accusation() -> None:
    one = only(told("a", strike(KHARKIV, attacker="Russia", speaker="Ukrainian officials")))
    assert [(a.name, a.stance, a.by) for a in one.attackers] == [("Russia", "accused", "Ukrainian officials")]


def test_r29_an_incident_nobody_dates_is_undated() -> None:
    assert only(told("a", strike(KHARKIV))).when.day is None


def test_r31_a_toll_that_counts_shelters_is_held() -> None:
    body = "The raid destroyed 4,460 shelters in the camp, the agency said."
    one = only(
        told("a", strike(KHARKIV), killed(12)),
        told("b", strike(KHARKIV), killed(4460), outlet="B", hours=1, body=body),
    )
    assert (one.killed.best, "disputed" in one.killed.flags) == (12, True)


def test_ids_hold_as_articles_join_and_old_ids_find_their_incident() -> None:
    store = Store()
    store.commit(*split([told("b", strike(KHARKIV), hours=2)]))
    first = store.board(at(3)).incidents[0].id
    early = told("a", strike(KHARKIV, when=day()), first_seen=at(4))
    store.commit(*split([early]))
    (one,) = store.board(at(5)).incidents
    assert one.id == first
    assert one.articles == ("a", "b")


def test_an_id_taken_in_by_another_lives_on_as_an_alias() -> None:
    store = Store()
    store.commit(*split([told("a", strike(KHARKIV, when=day(), target="market"), killed(14))]))
    kept = store.board(at(1)).incidents[0].id
    store.commit(*split([told("b", strike(EAST, when=day(2)), outlet="B", hours=1)]))
    lost = next(i.id for i in store.board(at(2)).incidents if i.id != kept)
    edit = told(
        "b", strike(EAST, when=day(), target="market"), killed(14), outlet="B", hours=1, version="2", first_seen=at(1)
    )
    store.commit(*split([edit]))
    (one,) = store.board(at(3)).incidents
    assert (one.id, one.aliases) == (kept, (lost,))
    assert store.incident(lost) == one


def test_mirror_images_of_one_night_stay_two() -> None:
    found = board(
        told("a", strike(KHARKIV, when=day(), weapon="drone", attacker="Russia"), killed(4)),
        told("b", strike(BELGOROD, when=day(), weapon="drone", attacker="Ukraine"), killed(4), outlet="B"),
    ).incidents
    assert len(found) == 2


def test_r5_an_aftermath_dated_later_belongs_to_the_day_of_its_event() -> None:
    ruin = strike(KHARKIV, when=day(2), quote="Rescuers left the rubble of the shopping mall.")
    one = only(
        told("a", strike(KHARKIV, when=day(), quote="A missile hit a shopping mall."), killed(18)),
        told("b", ruin, killed(20, None), outlet="B", hours=50),
    )
    assert (one.when, one.killed.high) == (day(), None)


def test_r5_the_day_of_a_count_is_not_the_day_of_the_event() -> None:
    quote = "By 09:30 on Sunday the toll stood at 41, the governor said."
    one = only(
        told("a", strike(KHARKIV, when=day()), killed(29)),
        told("b", killed(41, -1, KHARKIV, when=day(2), quote=quote, speaker="the governor"), outlet="B", hours=46),
    )
    assert (one.when, one.killed.best) == (day(), 41)


def test_r9_an_early_count_long_overtaken_ties_no_other_event() -> None:
    found = board(
        told("a", strike(KHARKIV, when=day(), weapon="bomb"), killed(10, None)),
        told("b", strike(KHARKIV, when=day(), weapon="bomb"), killed(28, speaker="the mayor"), outlet="B", hours=20),
        told("d", strike(KHARKIV, when=day(), weapon="bomb"), killed(80, speaker="the mayor"), outlet="D", hours=22),
        told("c", strike(KHARKIV, weapon="drone", quote="A drone hit a car."), killed(10), outlet="C", hours=96),
    ).incidents
    assert sorted(i.killed.best or 0 for i in found) == [10, 80]


def test_r6_an_area_by_compass_may_hold_a_town_of_its_country() -> None:
    south = Place("southern Ukraine", "UA:south", "region", "UA", ("UA",))
    one = only(
        told("a", strike(KHARKIV, when=day(), target="market"), killed(48)),
        told("b", strike(south, when=day()), killed(48), outlet="B"),
    )
    assert one.places[0] == KHARKIV


def test_r10_an_upper_bound_takes_no_counts_place() -> None:
    one = only(
        told("a", strike(KHARKIV, when=day()), killed(90)),
        told("b", strike(KHARKIV, when=day()), killed(None, 170, text="up to 170"), hours=8),
    )
    assert (one.killed.best, one.killed.text) == (90, "90-170")


def test_a_target_that_only_names_its_place_is_none() -> None:
    texts = ("Kharkiv", "the Kharkiv-based clinic", "city of Kharkiv")
    (one,) = board(*(told(t, strike(KHARKIV, when=day(), target=t), outlet=t) for t in texts)).incidents
    assert one.targets == ("the Kharkiv-based clinic",)
    rus = Place("Russia", "RU", "country", "RU")
    (other,) = board(told("a", strike(BELGOROD, rus, when=day(), target="Russian city of Belgorod"))).incidents
    assert other.targets == ()
    assert only(told("a", strike(KHARKIV, when=day(), target="her husband"))).targets == (), "he was hurt, not aimed at"


SEA = Place("Sea of Japan", "sea-of-japan", "area", None)


def test_r18_a_missile_fired_into_the_sea_is_no_incident() -> None:
    test = strike(SEA, when=day(), attacker="North Korea", fate="launched")
    assert board(told("a", test), told("b", strike(attacker="North Korea", fate="launched"))).incidents == ()
    assert only(told("c", strike(KHARKIV, when=day(), fate="launched"))).label == "Kharkiv missile strike"
    assert only(told("d", strike(SEA, when=day(), target="a tanker"))).targets == ("a tanker",)


def test_what_was_hit_stands_once_in_most_words_and_a_place_is_no_target() -> None:
    words = ("school", "village school", "Kharkiv", "central Kharkiv", "Kharkiv village school", "bridge")
    one = only(*(told(str(n), strike(KHARKIV, when=day(), target=text), hours=n) for n, text in enumerate(words)))
    assert sorted(one.targets) == ["Kharkiv village school", "bridge"]
