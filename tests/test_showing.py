"""What the screen looks at: the live board or the sample, never a mixture of the two."""

import pytest
from builders import KHARKIV, NOON, SUMY, at, killed, split, strike, told
from fakes import FakeClock

from sitrep.model.health import Health
from sitrep.model.scope import EVERYTHING, Scope
from sitrep.model.viewer import Note
from sitrep.showing import Showing
from sitrep.store import Store

UKRAINE = Scope("Ukraine", countries=("UA",))
SUDAN = Scope("Sudan", countries=("SD",))
FEED = Health("Harbour Post", "https://post.example/feed", "ok", NOON, None, None, 1)


def showing(live: Store) -> Showing:
    """A Showing of three situations on a clock that stands."""
    made = Showing(FakeClock(at(12)), {"world": EVERYTHING, "ukraine": UKRAINE, "sudan": SUDAN}, "world")
    made.live(live)
    return made


def sample() -> Store:
    """A store of one sample article."""
    store = Store()
    articles, readings = split([told("of-the-sample", strike(SUMY), killed(2, 2, SUMY), outlet="Wire A")])
    store.commit(articles, readings, [Health("Wire A", "https://wire-a.example/feed", "ok", NOON)], NOON)
    return store


def comes(live: Store, name: str = "live", hours: float = 11) -> None:
    """A live article arrives."""
    articles, readings = split([told(name, strike(KHARKIV), killed(4, 4, KHARKIV), hours=hours)])
    live.commit(articles, readings, [FEED], at(hours))


def test_the_live_board_stands_at_the_clocks_moment() -> None:
    live = Store()
    shown = showing(live)
    comes(live)
    snapshot = shown.snapshot()
    assert (snapshot.sample, snapshot.board.as_of) == (False, at(12))
    assert [a.id for a in snapshot.articles] == ["live"]


def test_the_samples_board_stands_at_the_samples_own_moment_and_says_that_it_is_a_sample() -> None:
    shown = showing(Store())
    shown.show_sample(sample(), at(3))
    snapshot = shown.snapshot()
    assert (snapshot.sample, snapshot.board.as_of, shown.sampling) == (True, at(3), True)


def test_sample_and_live_are_never_mixed() -> None:
    live = Store()
    comes(live)
    shown = showing(live)
    shown.show_sample(sample(), at(3))
    snapshot = shown.snapshot()
    assert [a.id for a in snapshot.articles] == ["of-the-sample"]
    assert {name for i in snapshot.board.incidents for name in i.articles} == {"of-the-sample"}
    assert [feed.name for feed in snapshot.board.feeds] == ["Wire A"]
    shown.show_live()
    snapshot = shown.snapshot()
    assert [a.id for a in snapshot.articles] == ["live"]
    assert {name for i in snapshot.board.incidents for name in i.articles} == {"live"}
    assert [feed.name for feed in snapshot.board.feeds] == ["Harbour Post"]
    assert not snapshot.sample


def test_the_first_live_article_replaces_the_sample_whole() -> None:
    live = Store()
    shown = showing(live)
    shown.show_sample(sample(), at(3))
    comes(live)
    snapshot = shown.snapshot()
    assert not snapshot.sample
    assert not shown.sampling
    assert [a.id for a in snapshot.articles] == ["live"]


def test_news_of_a_feeds_health_alone_leaves_the_sample_where_it_is() -> None:
    live = Store()
    shown = showing(live)
    shown.show_sample(sample(), at(3))
    live.commit(healths=[Health("Harbour Post", "https://post.example/feed", "failing", last_error="no answer")])
    assert shown.snapshot().sample


def test_a_live_article_replaces_the_sample_also_where_a_situation_does_not_show_it() -> None:
    live = Store()
    shown = showing(live)
    shown.pick("sudan")
    shown.show_sample(sample(), at(3))
    comes(live)
    assert not shown.snapshot().sample


def test_a_live_article_replaces_the_sample_also_after_old_ones_were_forgotten() -> None:
    live = Store()
    shown = showing(live)
    comes(live, "old", hours=-48)
    live.forget(at())
    shown.show_sample(sample(), at(3))
    comes(live)
    assert not shown.snapshot().sample


def test_a_situation_is_picked_by_name_and_narrows_the_board() -> None:
    live = Store()
    comes(live)
    shown = showing(live)
    assert shown.situations() == ("world", "ukraine", "sudan")
    shown.pick("ukraine")
    assert shown.snapshot().board.situation == "Ukraine"
    assert len(shown.snapshot().board.incidents) == 1
    shown.pick("sudan")
    assert shown.snapshot().board.situation == "Sudan"
    assert shown.snapshot().board.incidents == ()


def test_an_unknown_situation_raises_and_the_shown_one_stays() -> None:
    shown = showing(Store())
    shown.pick("ukraine")
    with pytest.raises(KeyError, match="sudn"):
        shown.pick("sudn")
    assert shown.snapshot().board.situation == "Ukraine"


def test_watchers_are_told_of_every_change_until_they_stop() -> None:
    live = Store()
    shown = showing(live)
    told_of: list[bool] = []
    stop = shown.subscribe(lambda: told_of.append(shown.snapshot().sample))
    shown.show_sample(sample(), at(3))
    shown.show_live()
    shown.pick("sudan")
    comes(live)
    assert told_of == [True, False, False, False]
    stop()
    stop()
    shown.pick("world")
    assert len(told_of) == 4


def test_trouble_with_what_is_kept_and_the_handover_notes_stand_beside_the_board() -> None:
    shown = showing(Store())
    told: list[str] = []
    shown.subscribe(lambda: told.append(shown.snapshot().trouble))
    note = Note("n1", "ben@desk", NOON, "watch the bridge")
    shown.beside("the disk is full", (note,))
    shown.beside("the disk is full", (note,))
    assert shown.snapshot().notes == (note,)
    shown.beside(None, (note,))
    assert told == ["the disk is full", ""]


def test_no_toll_of_a_store_that_is_still_being_filled_is_shown_only_what_was_written_down_when_it_was_whole() -> None:
    whole, filling = Store(), Store()
    comes(whole, "early", 10)
    comes(whole, "late", 11)
    (shown_before,) = whole.board(at(12)).incidents
    shown = Showing(FakeClock(at(12)), {"world": EVERYTHING, "sudan": SUDAN}, "world")
    assert not shown.snapshot().loading
    shown.kept((shown_before,), ())
    shown.filling(filling)
    comes(filling, "late", 11)
    snapshot = shown.snapshot()
    assert (snapshot.loading, snapshot.board.incidents) == (True, (shown_before,))
    assert [a.id for a in snapshot.articles] == ["late"]  # the wire counts nothing
    shown.pick("sudan")
    assert shown.snapshot().board.incidents == ()
    shown.pick("world")
    comes(filling, "early", 10)
    shown.live(filling)
    snapshot = shown.snapshot()
    assert (snapshot.loading, snapshot.board.incidents) == (False, filling.board(at(12)).incidents)


def test_what_was_kept_is_recalled_until_all_of_it_is_there() -> None:
    shown = showing(Store())
    told: list[bool] = []
    shown.subscribe(lambda: told.append(shown.snapshot().recalling))
    assert shown.snapshot().recalling
    shown.recalled()
    assert told == [False]
