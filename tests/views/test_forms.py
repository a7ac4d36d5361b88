"""The JSON forms users script against: every agreed key is there, and what nobody knows is null."""

from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest
from boards import NOW, incident, known, rich_board
from builders import KHARKIV, act, article, count, day, injured, killed, reading, strike

from sitrep.model.claim import Fault
from sitrep.model.count import Count
from sitrep.model.incident import UNKNOWN, Action, Board, Step, Toll
from sitrep.model.when import When
from sitrep.views.printed.forms import board_form, reading_form, stamp

READING = ["id", "outlet", "url", "published", "language", "strikes", "casualties", "diplomacy", "faults"]
STRIKE = [
    "attacker",
    "attacker_stance",
    "weapon",
    "weapon_text",
    "munitions",
    "fate",
    "target",
    "places",
    "country",
    "date",
    "date_precision",
    "speaker",
    "quote",
    "span",
]
CASUALTY = [
    "kind",
    "low",
    "high",
    "text",
    "who",
    "scope",
    "cause",
    "places",
    "country",
    "date",
    "speaker",
    "flags",
    "quote",
    "span",
]
ACT = ["actor", "act", "mode", "target", "about", "venue", "date", "speaker", "quote", "span"]

BOARD = ["as_of", "situation", "articles", "feeds", "incidents", "running_totals", "diplomacy", "dismissed"]
FEED = ["name", "url", "status", "last_ok", "last_error", "next_poll", "entries", "late"]
INCIDENT = [
    "id",
    "label",
    "kind",
    "weapons",
    "places",
    "country",
    "lat",
    "lon",
    "place_precision",
    "date",
    "date_precision",
    "attackers",
    "targets",
    "killed",
    "injured",
    "missing",
    "captured",
    "grade",
    "outlets",
    "origins",
    "articles",
    "first_seen",
    "updated",
    "parent",
    "children",
    "located",
    "ledger",
]
ATTACKER = ["name", "stance", "by"]
TOLL = ["low", "best", "high", "text", "flags", "status", "history", "sides"]
STEP = ["at", "low", "high", "speaker", "outlet"]
FIGURE = ["at", "kind", "low", "high", "text", "who", "scope", "speaker", "outlet", "url", "article", "quote", "span"]
TOTAL = ["label", "kind", "low", "high", "text", "speaker", "outlet", "as_of", "history"]
ACTION = ["id", "actor", "act", "mode", "target", "about", "venue", "date", "outlets", "origins", "answers", "evidence"]
EVIDENCE = ["outlet", "url", "at", "quote"]

Form = dict[str, Any]


def read_form(*, explain: bool = False, with_text: bool = False) -> Form:
    """The form of an article that says one thing of each kind."""
    told = article("a-1", url="https://post.example/a-1")
    said = reading(
        told,
        strike(KHARKIV, munitions=count(3, None, "at least three"), when=day(), attacker="Russia", why="hit + place"),
        killed(None, 5, KHARKIV, flags=("unverified",), why="killed + number"),
        act("Poland", "ACCUSE", "Russia", "summon", when=day(-1), why="summon"),
    )
    said = msgspec.structs.replace(said, faults=(Fault("a-1", "the second figure could not be read"),))
    return reading_form(told, said, explain=explain, with_text=with_text)


def agreed(form: Form, keys: list[str]) -> None:
    """Every agreed key is there, in the agreed order; others may have been added."""
    assert [key for key in form if key in keys] == keys


def test_a_reading_has_every_agreed_key() -> None:
    form = read_form()
    assert list(form) == READING
    assert [list(claim) for claim in form["strikes"]] == [STRIKE]
    assert [list(claim) for claim in form["casualties"]] == [CASUALTY]
    assert [list(claim) for claim in form["diplomacy"]] == [ACT]
    assert form["faults"] == [{"where": "a-1", "reason": "the second figure could not be read"}]
    assert list(form["strikes"][0]["munitions"]) == ["low", "high", "text"]


def test_explain_adds_the_reason_of_each_claim_and_nothing_else() -> None:
    form = read_form(explain=True)
    assert [form[key][0]["rule"] for key in ("strikes", "casualties", "diplomacy")] == [
        "hit + place",
        "killed + number",
        "summon",
    ]
    added = ["rule", "words", "why"]
    assert [list(form["strikes"][0]), list(form["casualties"][0])] == [[*STRIKE, *added], [*CASUALTY, *added]]


def test_with_text_adds_the_text_that_spans_count_in() -> None:
    assert list(read_form(with_text=True)) == [*READING, "text"]
    assert read_form(with_text=True)["text"] == "Report a-1\nThe desk of Harbour Post filed a-1."


def test_what_a_claim_does_not_say_is_null() -> None:
    told = article("a-1", published=None)
    form = reading_form(told, reading(told, strike(), killed(None, 5)))
    assert form["published"] is None
    bare = form["strikes"][0]
    assert [bare[key] for key in ("attacker", "attacker_stance", "munitions", "target", "country", "date")] == [
        None
    ] * 6
    assert bare["places"] == []
    assert (form["casualties"][0]["low"], form["casualties"][0]["high"]) == (None, 5)


def test_at_least_has_no_upper_bound_and_up_to_no_lower_one() -> None:
    told = article("a-1")
    form = reading_form(told, reading(told, killed(5, None), injured(None, 9)))
    assert [(c["low"], c["high"], c["text"]) for c in form["casualties"]] == [
        (5, None, "at least 5"),
        (None, 9, "up to 9"),
    ]


def test_places_and_spans_are_plain_lists_and_days_iso_8601() -> None:
    claim = read_form()["strikes"][0]
    assert (claim["places"], claim["span"], claim["date"], claim["date_precision"]) == (
        ["Kharkiv"],
        [10, 18],
        "2024-05-10",
        "day",
    )


def test_the_board_has_every_agreed_key() -> None:
    form = board_form(rich_board())
    assert list(form) == BOARD
    for feed in form["feeds"]:
        assert list(feed) == FEED
    for one in form["incidents"]:
        agreed(one, INCIDENT)
        for kind in ("killed", "injured", "missing", "captured"):
            assert list(one[kind]) == TOLL
    for total in form["running_totals"]:
        agreed(total, TOTAL)
    for action in form["diplomacy"]:
        agreed(action, ACTION)
    assert form["feeds"]
    assert form["running_totals"]
    assert form["diplomacy"]


def test_attackers_ledger_history_and_evidence_have_every_agreed_key() -> None:
    form = board_form(rich_board())
    one = next(i for i in form["incidents"] if i["id"] == "i-belgorod")
    assert [list(attacker) for attacker in one["attackers"]] == [ATTACKER]
    assert len(one["ledger"]) == 4
    for figure in one["ledger"]:
        agreed(figure, FIGURE)
    assert [list(step) for step in one["killed"]["history"]] == [STEP] * 3
    for evidence in [*one["evidence"], *(e for action in form["diplomacy"] for e in action["evidence"])]:
        agreed(evidence, EVIDENCE)


def test_the_board_is_json_as_it_stands() -> None:
    form = board_form(rich_board())
    assert msgspec.json.decode(msgspec.json.encode(form)) == form


def of(toll: Toll) -> Form:
    """The form of a toll on the board."""
    form: Form = board_form(Board(NOW, "", 1, incidents=(incident("i", "Strike", killed=toll),)))["incidents"][0]
    return dict(form["killed"])


def test_an_unknown_toll_is_null_and_never_0() -> None:
    assert of(UNKNOWN) == {
        "low": None,
        "best": None,
        "high": None,
        "text": "",
        "flags": [],
        "status": "unknown",
        "history": [],
        "sides": [],
    }


def test_nobody_killed_is_0_only_where_somebody_said_so() -> None:
    said = of(Toll(0, 0, 0, "0", (), "none", (Step(NOW, 0, 0, "the mayor", "North Wire"),)))
    assert (said["low"], said["best"], said["high"], said["status"]) == (0, 0, 0, "none")
    assert said["history"][0]["speaker"] == "the mayor"


@pytest.mark.parametrize(("low", "high"), [(21, None), (None, 30), (21, 24)])
def test_a_bound_nobody_stated_stays_null(low: int | None, high: int | None) -> None:
    form = of(known(low, high))
    assert (form["low"], form["high"]) == (low, high)


def test_an_incident_without_a_place_has_no_coordinates_rather_than_0_0() -> None:
    form = board_form(Board(NOW, "", 1, incidents=(incident("i", "Strike", places=(), when=When()),)))["incidents"][0]
    assert (form["lat"], form["lon"], form["place_precision"], form["date"]) == (None, None, None, None)


def test_an_incidents_coordinates_are_those_of_its_most_exact_place() -> None:
    form = board_form(Board(NOW, "", 1, incidents=(incident("i", "Strike", places=(KHARKIV,)),)))["incidents"][0]
    assert (form["places"], form["lat"], form["lon"], form["place_precision"]) == (["Kharkiv"], 49.98, 36.25, "exact")


def test_what_was_not_located_is_null_and_not_0() -> None:
    board = rich_board()
    located = {i["id"]: i["located"] for i in board_form(board)["incidents"]}
    assert (located["i-barrage"], located["i-kyiv"]) == (16, None)


def test_incidents_and_actions_keep_the_boards_order() -> None:
    board = rich_board()
    form = board_form(board)
    assert [i["id"] for i in form["incidents"]] == [i.id for i in board.incidents]
    assert [a["id"] for a in form["diplomacy"]] == [a.id for a in board.actions]


def test_an_act_on_the_board_carries_who_did_what_to_whom() -> None:
    one = Action("d-1", "Poland", "ACCUSE", "summon", When(date(2023, 12, 29), "day"), NOW, 2, 1, (), target="Russia")
    form = board_form(Board(NOW, "", 1, actions=(one,)))["diplomacy"][0]
    assert {key: form[key] for key in ("actor", "act", "mode", "target", "date", "answers")} == {
        "actor": "Poland",
        "act": "ACCUSE",
        "mode": "summon",
        "target": "Russia",
        "date": "2023-12-29",
        "answers": None,
    }


def test_moments_are_utc_to_the_second_with_a_z() -> None:
    assert stamp(datetime(2024, 5, 10, 12, 0, 7, 999_999, tzinfo=UTC)) == "2024-05-10T12:00:07Z"
    assert stamp(None) is None


def test_munitions_keep_their_words() -> None:
    told = article("a-1")
    form = reading_form(told, reading(told, strike(KHARKIV, munitions=Count(24, None, "dozens"))))
    assert form["strikes"][0]["munitions"] == {"low": 24, "high": None, "text": "dozens"}
