"""Rules that decide what is an event of its own and what enters a sum: R1, R4, R6, R9, R15, R18, R30."""

from builders import (
    COUNTRY,
    EAST,
    KHARKIV,
    SUMY,
    Pair,
    act,
    at,
    count,
    day,
    injured,
    killed,
    people,
    split,
    strike,
    told,
)

from sitrep.model.incident import Board
from sitrep.model.place import Place
from sitrep.store import Store

CITY = Place("Bryansk", "571476", "exact", "RU", ("RU.10", "RU"), 53.25, 34.37)
BRYANSK = Place("Bryansk Oblast", "RU.10", "region", "RU", ("RU",), 53.0, 33.5)
ORYOL = Place("Oryol Oblast", "RU.56", "region", "RU", ("RU",), 52.9, 36.4)


def board(*pairs: Pair) -> Board:
    store = Store()
    store.commit(*split(pairs))
    return store.board(at(99))


def test_r4_a_diplomats_words_on_an_attack_make_no_attack() -> None:
    said = "France condemned the attacks on Ukraine."
    found = board(told("a", strike(COUNTRY, when=day(1), quote=said), act("France", "ACCUSE", "Russia", quote=said)))
    assert (found.incidents, len(found.actions)) == ((), 1)


def test_r4_a_later_count_updates_and_makes_nothing_new() -> None:
    (one,) = board(
        told("a", strike(KHARKIV, when=day()), killed(5)),
        told("b", killed(7, -1, KHARKIV, quote="The toll has risen to 7."), outlet="B", hours=20),
    ).incidents
    assert one.killed.best == 7


def test_r4_a_placeless_count_by_the_official_who_counted_before_finds_its_incident() -> None:
    governor = "Governor Petro Holub"
    (one,) = board(
        told("a", strike(KHARKIV, when=day()), killed(51, speaker=governor)),
        told("b", killed(56, quote="A woman died, taking the toll to 56, he said.", speaker=governor), hours=24 * 7),
    ).incidents
    assert (one.killed.best, one.articles) == (56, ("a", "b"))
    assert any("Holub" in why for why in one.why)


def test_r1_one_sentence_on_two_towns_is_one_event_in_each() -> None:
    found = board(
        told("a", strike(KHARKIV, SUMY, when=day(), weapon="drone")),
        told("b", strike(SUMY, when=day(), weapon="drone"), injured(3), outlet="B"),
    ).incidents
    assert {i.places[0].name: i.outlets for i in found} == {"Kharkiv": 1, "Sumy": 2}


def test_r15_one_figure_over_two_towns_stays_a_total() -> None:
    (one,) = board(told("a", strike(KHARKIV, SUMY, when=day()), killed(9, -1, KHARKIV, SUMY))).incidents
    assert (one.killed.best, [p.name for p in one.places[:2]]) == (9, ["Kharkiv", "Sumy"])


def test_r15_the_days_attack_named_without_a_figure_is_the_barrage_that_is_counted() -> None:
    barrage = strike(COUNTRY, when=day(), munitions=count(80))
    (one,) = board(
        told("a", barrage, killed(39, -1, COUNTRY, scope="aggregate", when=day())),
        told("b", strike(COUNTRY, when=day(), quote="Missiles came down all over."), outlet="B", hours=1),
    ).incidents
    assert (one.killed.best, one.outlets) == (39, 2)


def test_r18_drones_shot_down_over_one_region_are_those_of_the_nights_report() -> None:
    def shot(*places: Place) -> Pair:
        downed = strike(*places, when=day(), weapon="drone", fate="intercepted", munitions=count(32))
        return told(places[0].name, downed, outlet=places[0].name)

    (one,) = board(shot(BRYANSK, ORYOL), shot(CITY)).incidents
    assert (one.kind, one.outlets, [p.name for p in one.places[:2]]) == ("interception", 2, [BRYANSK.name, ORYOL.name])


def test_r18_missiles_shot_down_out_of_a_barrage_are_its_defence() -> None:
    (one,) = board(
        told(
            "a",
            strike(COUNTRY, when=day(), munitions=count(122)),
            strike(fate="intercepted", munitions=count(87), start=90),
            killed(39, -1, COUNTRY, scope="aggregate", when=day(), start=140),
        )
    ).incidents
    assert (one.kind, one.munitions) == ("strike", "122 missile strike")


def test_r6_one_voice_that_names_no_day_and_only_a_region_enters_no_sum() -> None:
    alone = told("a", strike(EAST), killed(6))
    (one,) = board(alone).incidents
    assert (one.killed.low, one.killed.best, "unplaced" in one.killed.flags) == (6, None, True)
    dated = told("a", strike(EAST, when=day()), killed(6))
    assert board(dated).incidents[0].killed.best == 6


def test_r15_bodies_found_long_after_may_be_counted_where_they_died() -> None:
    quote = "More than 100 bodies were found under a house."
    (one,) = board(told("a", strike(KHARKIV, quote=quote), killed(100, None, KHARKIV, quote=quote))).incidents
    assert (one.killed.low, one.killed.best, one.killed.flags) == (100, None, ("bodies found",))
    rescue = "Rescuers found 12 bodies under the market."
    fresh = board(told("a", strike(KHARKIV, quote=rescue), killed(12, -1, KHARKIV, quote=rescue)))
    assert fresh.incidents[0].killed.best == 12


def test_r9_a_count_and_a_floor_that_it_bears_out_are_two_voices_for_the_count() -> None:
    (one,) = board(
        told("a", strike(KHARKIV, when=day()), injured(100, None)),
        told("b", strike(KHARKIV, when=day()), injured(109), outlet="B", hours=9),
    ).incidents
    assert (one.injured.best, one.injured.text) == (109, "100-109")


def test_r30_a_total_says_as_of_when_since_when_it_is_told_and_whether_it_is_a_floor() -> None:
    total = people("killed", 900, None, COUNTRY, scope="running_total")
    (series,) = board(
        told("a", total), told("b", people("killed", 950, None, COUNTRY, scope="running_total"), hours=9)
    ).running_totals
    assert (series.as_of, series.history[0].at, series.low, series.high) == (at(9), at(), 950, None)
    assert board().as_of == at(99)


def test_r1_what_a_sentence_recalls_of_yesterday_is_not_what_was_hit_today() -> None:
    first = strike(COUNTRY, quote="A drone hit a shopping mall.", target="shopping mall")
    recall = "Attacks kill 9, a day after a drone hit a shopping mall."
    found = board(
        told("a", first, killed(16), title="Mall"),
        told("b", strike(COUNTRY, quote=recall), killed(9, quote=recall), outlet="B", hours=24, title="Next day"),
    ).incidents
    assert len(found) == 2


def test_r6_a_telling_without_place_day_or_figure_makes_no_row() -> None:
    assert board(told("a", strike(quote="Missiles were fired."))).incidents == ()
    assert len(board(told("a", strike(quote="Missiles were fired.", when=day()))).incidents) == 1


def test_r6_a_count_of_soldiers_is_no_evidence_of_a_count_of_people() -> None:
    found = board(
        told("a", strike(KHARKIV, when=day(), quote="A rocket hit the station."), killed(50)),
        told("b", strike(COUNTRY, when=day(), quote="Guns fired."), killed(50, who="enemy soldiers"), outlet="B"),
    ).incidents
    assert len(found) == 2


def test_r1_an_incident_of_several_reports_says_why_they_are_one() -> None:
    (one,) = board(
        told("a", strike(KHARKIV, when=day())),
        told("b", strike(KHARKIV, when=day()), outlet="B"),
        told("c", strike(KHARKIV), outlet="C", hours=5),
    ).incidents
    assert one.why == ("2 reports of Kharkiv on 10 May", "1 undated report of Kharkiv, told in those days")


def test_r4_r16_a_placeless_toll_that_grew_counts_no_campaign() -> None:
    grew = people(
        "killed",
        56,
        quote="One more died, taking the toll to 56, he said.",
        scope="running_total",
        speaker="Petro Holub",
    )
    found = board(
        told("a", strike(KHARKIV, when=day()), killed(51, speaker="Governor Petro Holub")), told("b", grew, hours=24)
    )
    assert ([i.killed.best for i in found.incidents], found.running_totals) == ([56], ())
    war = people("killed", 900, quote="Since the war began the toll has risen to 900.", scope="running_total")
    assert len(board(told("c", war)).running_totals) == 1


def test_r1_the_hospital_where_one_died_is_not_the_hospital_that_was_hit() -> None:
    died = "A woman died in hospital, taking the toll to 56."
    found = board(
        told("a", strike(KHARKIV, when=day(), target="hospital"), killed(100, None), title="Night"),
        told("b", killed(56, quote=died), outlet="B", hours=24, title="Morning"),
    ).incidents
    assert [i.articles for i in found] == [("a",)]
