"""Acts across outlets and what they answer: R32-R34; campaign totals: R16."""

from builders import COUNTRY, KHARKIV, SUMY, Pair, act, at, day, killed, people, split, strike, told

from sitrep.model.incident import Board
from sitrep.store import Store


def board(*pairs: Pair) -> Board:
    store = Store()
    store.commit(*split(pairs))
    return store.board(at(48))


def test_r34_one_act_told_by_several_outlets_is_one_action_with_several_voices() -> None:
    (one,) = board(
        told("a", act("Poland", "ACCUSE", "Russia", "summon")),
        told("b", act("Poland", "ACCUSE", "Russia", "summon"), outlet="B", hours=9),
        told("c", act("Poland", "ACCUSE", None, "summon"), outlet="C", hours=10),
    ).actions
    assert (one.outlets, one.origins, len(one.evidence), one.target) == (3, 3, 3, "Russia")


def test_r34_a_summons_is_not_the_condemnation_of_the_same_day() -> None:
    found = board(
        told("a", act("Poland", "ACCUSE", "Russia", "summon")), told("b", act("Poland", "ACCUSE", "Russia", "condemn"))
    ).actions
    assert len(found) == 2


def test_r34_other_targets_and_later_days_are_other_acts() -> None:
    found = board(
        told("a", act("Poland", "ACCUSE", "Russia")),
        told("b", act("Poland", "ACCUSE", "Belarus")),
        told("c", act("Poland", "ACCUSE", "Russia"), hours=72),
    ).actions
    assert len(found) == 3


def test_r33_a_reaction_links_to_the_incident_whose_place_it_names() -> None:
    said = "France condemned the strike on Kharkiv."
    found = board(
        told("a", strike(KHARKIV, when=day()), killed(3)),
        told("b", strike(SUMY, when=day()), outlet="B"),
        told("c", act("France", "ACCUSE", "Russia", quote=said), outlet="C", hours=5),
    )
    home = next(i for i in found.incidents if i.places[0] == KHARKIV)
    assert found.actions[0].answers == home.id


def test_r33_a_reaction_that_names_nothing_answers_nothing() -> None:
    found = board(
        told("a", strike(KHARKIV, when=day())),
        told("c", act("France", "ACCUSE", "Russia", quote="France condemned Russia."), outlet="C", hours=5),
    )
    assert found.actions[0].answers is None


def test_r33_the_link_is_found_when_the_incident_comes_after_the_reaction() -> None:
    store = Store()
    said = "France condemned the strike on Kharkiv."
    store.commit(*split([told("c", act("France", "ACCUSE", "Russia", quote=said), hours=5)]))
    assert store.board(at(6)).actions[0].answers is None
    store.commit(*split([told("a", strike(KHARKIV, when=day()), outlet="B")]))
    late = store.board(at(7))
    assert late.actions[0].answers == late.incidents[0].id


def test_r16_a_campaign_total_is_a_series_of_its_own_and_its_fall_is_shown() -> None:
    found = board(
        told("a", strike(KHARKIV), killed(2), people("killed", 9000, -1, COUNTRY, scope="running_total", start=200)),
        told("b", people("killed", 8700, -1, COUNTRY, scope="running_total"), hours=9),
    )
    (series,) = found.running_totals
    assert (series.low, [s.low for s in series.history]) == (8700, [9000, 8700])
    assert found.incidents[0].killed.best == 2


def test_r17_other_causes_never_reach_the_board() -> None:
    assert board(told("a", killed(7, -1, SUMY, scope="other", cause="accident"))).incidents == ()
