"""Polls told again: an edit is a version, another story under an old id is an article, a repeat is nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from sitrep.feeds.heard import Heard
from sitrep.feeds.identity import ALIKE, likeness, version
from sitrep.model.article import Article
from sitrep.store import Store

NOON = datetime(2026, 9, 24, 12, 0, tzinfo=UTC)


def told(title: str, body: str = "", minute: int = 0, entry: str = "e1") -> Article:
    """What the feed says of `entry` at that minute; its date never changes."""
    seen = NOON + timedelta(minutes=minute)
    known = version(title, body, "")
    return Article(entry, known, title, body, "Post", "Post", "Post", seen, published=NOON)


class Polls:
    """A store that is fed what was not heard before."""

    def __init__(self) -> None:
        self.store = Store()
        self.heard = Heard(self.store.article)
        self.kept: list[Article] = []

    def poll(self, *articles: Article) -> list[Article]:
        fresh = self.heard.fresh(articles)
        self.store.commit(fresh)
        self.kept += fresh
        return fresh

    def titles(self) -> set[str]:
        return {article.title for article in self.store.articles()}


SHELLS = "Shells hit the grain port of Velin, two dockers hurt"
SHELLS_LATER = "Shells hit the grain port of Velin, five dockers hurt"
FLOOD = "River floods the old quarter of Marsk for the third spring running"


@pytest.mark.parametrize("minutes", [range(1, 9)])
def test_every_edit_under_an_unchanged_date_is_what_stands(minutes: range) -> None:
    polls = Polls()
    polls.poll(told(SHELLS))
    for minute in minutes:
        title = f"Shells hit the grain port of Velin, {minute} dockers hurt"
        polls.poll(told(title, minute=minute))
        assert polls.titles() == {title}


def test_an_edit_that_is_taken_back_stands_as_it_first_did() -> None:
    polls = Polls()
    for minute, title in enumerate((SHELLS, SHELLS_LATER, SHELLS)):
        polls.poll(told(title, minute=minute))
    assert polls.titles() == {SHELLS}
    assert len({article.version for article in polls.kept}) == 3


def test_what_did_not_change_is_nothing_though_it_went_away_and_its_date_moved() -> None:
    polls = Polls()
    polls.poll(told(SHELLS))
    assert polls.poll() == []
    assert polls.poll(replace(told(SHELLS, minute=9), published=NOON + timedelta(hours=2))) == []


def test_another_story_under_an_old_id_leaves_the_old_one_standing() -> None:
    polls = Polls()
    polls.poll(told(SHELLS))
    (fresh,) = polls.poll(told(FLOOD, minute=5))
    assert (fresh.entry, fresh.id == "e1") == ("e1", False)
    assert polls.titles() == {SHELLS, FLOOD}


def test_the_edit_of_a_story_that_took_an_old_id_is_its_own() -> None:
    polls = Polls()
    polls.poll(told(SHELLS))
    (first,) = polls.poll(told(FLOOD, minute=5))
    (edit,) = polls.poll(told(f"{FLOOD}, two missing", minute=6))
    assert edit.id == first.id
    assert polls.titles() == {SHELLS, f"{FLOOD}, two missing"}


def test_an_old_story_that_comes_back_is_itself_and_no_third() -> None:
    polls = Polls()
    for minute, title in enumerate((SHELLS, FLOOD, SHELLS, FLOOD)):
        polls.poll(told(title, minute=minute))
    assert len(polls.store.articles()) == 2


def test_a_restart_remembers_who_holds_which_id() -> None:
    polls = Polls()
    polls.poll(told(SHELLS))
    polls.poll(told(FLOOD, minute=5))
    again = Polls()
    again.store.commit(polls.kept)
    again.heard.learn(polls.kept)
    assert again.poll(told(FLOOD, minute=6)) == []
    (edit,) = again.poll(told(f"{FLOOD}, two missing", minute=7))
    assert edit.id == polls.kept[1].id


def test_a_page_does_not_make_the_next_poll_an_edit() -> None:
    polls = Polls()
    (entry,) = polls.poll(told(SHELLS))
    page = replace(entry, body="The port burned all night.", version="page", told=entry.version)
    again = Polls()
    again.heard.learn([entry, page])
    assert again.poll(told(SHELLS, minute=9)) == []


@pytest.mark.parametrize(
    ("title", "body", "other", "other_body", "same"),
    [
        ("Drones over Velin", "", "Two hurt as drones strike Velin", "", True),
        ("Night of fire in Velin", "A fuel depot burned after midnight.", "Depot ablaze", "A fuel depot burned.", True),
        ("Budget vote delayed", "Members went home at noon.", "Drones over Velin", "A fuel depot burned.", False),
        ("Ministers meet", "", "River floods", "", False),
        ("港で火災", "", "港で大きな火災", "", True),
        ("Watch live: what we know", "", "Live updates: how it was", "", False),
    ],
)
def test_two_tellings_are_one_story_by_title_or_by_lead(
    title: str, body: str, other: str, other_body: str, same: bool
) -> None:
    assert (likeness(title, body, other, other_body) >= ALIKE) is same


def test_what_is_recalled_later_does_not_undo_what_is_known() -> None:
    polls = Polls()
    polls.poll(told(SHELLS))
    polls.poll(told(SHELLS_LATER, minute=5))
    again = Polls()
    again.heard.learn(polls.kept[1:])
    again.heard.recall(polls.kept[:1])
    assert again.poll(told(SHELLS_LATER, minute=9)) == []
