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


def test_r34_two_denials_of_different_matters_are_two_acts_and_each_keeps_its_own() -> None:
    found = board(
        told("s", strike(SUMY, when=day())),
        told("a", act("Russia", "REJECT", None, "deny", quote="Russia denies shells came down on a school in Sumy.")),
        told(
            "b",
            act("Russia", "REJECT", "Latvia", "deny", about="gave evidence of a drone", quote="Riga gave no evidence."),
            outlet="B",
            hours=1,
        ),
    )
    assert {(a.target, a.origins) for a in found.actions} == {(None, 1), ("Latvia", 1)}
    assert next(a for a in found.actions if a.target == "Latvia").answers is None


def test_r34_a_denial_without_a_target_joins_the_one_of_its_matter() -> None:
    (one,) = board(
        told("a", act("Russia", "REJECT", "Latvia", "deny", about="the drone over Riga")),
        told("b", act("Russia", "REJECT", None, "deny", about="a drone flew into Riga"), outlet="B", hours=1),
    ).actions
    assert (one.origins, one.target) == (2, "Latvia")


def test_r34_one_request_in_two_wordings_is_one_act_and_takes_the_day_that_either_states() -> None:
    (one,) = board(
        told("a", act("Chad", "REQUEST", "UN", "request a meeting", about="the border town")),
        told(
            "b",
            act("Chad", "REQUEST", None, "call for", about="an emergency meeting of the UN assembly", when=day()),
            outlet="B",
            hours=1,
        ),
    ).actions
    assert (one.origins, one.target, one.when) == (2, "UN", day())


def test_r34_a_meeting_asked_of_one_is_not_the_meeting_asked_of_another() -> None:
    found = board(
        told("a", act("Chad", "REQUEST", "Niger", "request a meeting", about="grain")),
        told("b", act("Chad", "REQUEST", None, "call for", about="a meeting of the UN assembly"), outlet="B"),
    ).actions
    assert len(found) == 2
