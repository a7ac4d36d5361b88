"""What is taken back stays on the board, discounted, and no later poll brings it back: R22, R27; corrections: R9."""

from itertools import permutations

import pytest
from builders import KHARKIV, Pair, article, at, day, killed, split, strike, told

from sitrep.model.incident import Board
from sitrep.resolve.phrasing import corrects_count, takes_back
from sitrep.store import Store

BACK = "The Valley Sun has withdrawn its report of a strike on Kharkiv that killed 12."


def board(*pairs: Pair) -> Board:
    store = Store()
    store.commit(*split(pairs))
    return store.board(at(99))


def first(name: str = "a", outlet: str = "Valley Sun", hours: float = 0) -> Pair:
    return told(name, strike(KHARKIV, when=day()), killed(12), outlet=outlet, hours=hours)


def notice(name: str = "n", outlet: str = "Valley Sun", hours: float = 5) -> Pair:
    quoted = killed(12, quote=BACK)
    return told(name, strike(KHARKIV, when=day(), quote=BACK), quoted, outlet=outlet, hours=hours, title=BACK)


@pytest.mark.parametrize(
    "text",
    [
        "RETRACTION: strike on the harbour",
        "KILL NOTICE: Strike on the harbour of Arl",
        "The agency withdrew its earlier report that the bridge had been hit",
        "The Valley Sun retracts a story on the dead of Arl",
        "Our report of a blast in Arl was a hoax sent in by a caller",
        "The post about the shelling has been withdrawn",
    ],
)
def test_r27_words_that_take_a_report_back(text: str) -> None:
    assert takes_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "The army has withdrawn its troops from the town",
        "The ministry denied the report of a strike",
        "Police report that a shell hit the market",
        "He took back the village after a week, the report said",
        "Rebels withdrew from Arl; a report by the UN counts 12 dead",
    ],
)
def test_r24_a_denial_or_a_retreat_takes_nothing_back(text: str) -> None:
    assert not takes_back(text)


def test_r22_r27_an_incident_its_only_voice_takes_back_is_discounted_and_not_counted() -> None:
    (one,) = board(first(), notice()).incidents
    assert (one.grade, one.killed.best, one.killed.flags) == ("discounted", None, ("retracted", "discounted"))
    assert one.tombstone is not None
    assert (one.tombstone.at, one.tombstone.by, one.tombstone.ruling) == (at(5), "Valley Sun", "")
    assert [f.low for f in one.ledger] == [12, 12]


def test_r27_a_retraction_takes_only_its_own_voice_from_the_count() -> None:
    other = told("b", strike(KHARKIV, when=day()), killed(9), outlet="Harbour Post", hours=1)
    (one,) = board(first(), other, notice()).incidents
    assert (one.grade, one.killed.best, one.killed.high, one.tombstone) == ("weak", 9, 9, None)
    assert [s.low for s in one.killed.history] == [12, 9]


def test_r27_the_next_poll_of_the_same_story_does_not_undo_a_retraction() -> None:
    store = Store()
    store.commit(*split([first(), notice()]))
    store.commit(*split([first(), first("copy", hours=4)]))
    (one,) = store.board(at(9)).incidents
    assert (one.grade, len(one.articles)) == ("discounted", 3)


def test_r27_an_entry_edited_into_a_retraction_leaves_a_tombstone_in_any_order() -> None:
    told_first = first()
    gone = told("a", hours=3, outlet="Valley Sun", version="2", title="Withdrawn: strike on Kharkiv", first_seen=at())
    middle = told(
        "a", strike(KHARKIV, when=day()), killed(10), hours=1, outlet="Valley Sun", version="3", first_seen=at()
    )
    boards = []
    for order in permutations([told_first, middle, gone]):
        store = Store()
        for pair in order:
            store.commit(*split([pair]))
        boards.append(store.board(at(99)))
    assert all(b == boards[0] for b in boards)
    (one,) = boards[0].incidents
    assert (one.grade, one.killed.low, one.killed.best) == ("discounted", 10, None)
    assert one.tombstone is not None
    assert one.tombstone.why == "Withdrawn: strike on Kharkiv"


def test_r9_a_correction_of_the_count_may_lower_it() -> None:
    assert corrects_count("Correction: an earlier version gave the number of dead as 57.")
    assert not corrects_count("Correction: an earlier version misspelt the mayor's name. Nine people were killed.")
    body = "Fifty people were killed. Correction: an earlier version of this story gave the number of dead as 57."
    fixed = told("b", strike(KHARKIV, when=day()), killed(50), outlet="B", hours=5, body=body)
    (one,) = board(told("a", strike(KHARKIV, when=day()), killed(57, speaker="Maria Holub")), fixed).incidents
    assert (one.killed.best, "revised" in one.killed.flags) == (50, True)


def test_r25_what_each_side_says_of_a_toll_stands_side_by_side() -> None:
    (one,) = board(
        told("a", strike(KHARKIV, when=day(), attacker="Russia"), killed(8, speaker="Ukrainian officials")),
        told(
            "b",
            strike(KHARKIV, when=day(), attacker="Russia"),
            killed(60, who="Ukrainian soldiers", speaker="Russian defence ministry"),
            outlet="B",
            hours=2,
        ),
    ).incidents
    assert [(s.side, s.low, s.enemy) for s in one.killed.sides] == [("RU", 60, True), ("UA", 8, False)]
    assert one.killed.best == 8


def test_an_article_that_takes_back_nothing_held_claims_nothing() -> None:
    assert board((article("x", title="Retraction: strike on Kharkiv"), told("x")[1])).incidents == ()
