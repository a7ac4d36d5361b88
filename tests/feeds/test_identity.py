"""One entry is one article, on every poll."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.feeds.identity import Marks, canonical, ids, version

FEED = "https://paper.example/rss"
LINK = "https://paper.example/a"


@pytest.mark.parametrize(
    ("link", "plain"),
    [
        ("https://paper.example/a?utm_source=rss&id=7", "https://paper.example/a?id=7"),
        ("http://Paper.example/a/", "https://paper.example/a"),
        ("https://paper.example/a?at_medium=RSS&at_campaign=X", "https://paper.example/a"),
        ("https://paper.example/watch?v=abc", "https://paper.example/watch?v=abc"),
        ("https://paper.example/live#post-3", "https://paper.example/live#post-3"),
        ("https://paper.example/a?source=rss", "https://paper.example/a"),
        ("https://paper.example/a?source=army", "https://paper.example/a?source=army"),
    ],
)
def test_only_tracking_keys_are_dropped_from_a_link(link: str, plain: str) -> None:
    assert canonical(link) == plain


def test_a_new_headline_leaves_the_id_and_changes_the_version() -> None:
    before, after = Marks("g1", LINK, "Four killed"), Marks("g1", LINK, "Seven killed")
    assert ids(FEED, [before]) == ids(FEED, [after])
    assert version("Four killed", "", LINK) != version("Seven killed", "", LINK)


def test_a_tracking_key_or_date_makes_no_new_version() -> None:
    assert version("t", "b", f"{LINK}?utm_campaign=x") == version("t", "b", LINK)


def test_one_guid_in_two_feeds_is_two_articles() -> None:
    assert ids(FEED, [Marks("g1", LINK, "t")]) != ids("https://other.example/rss", [Marks("g1", LINK, "t")])


def test_a_guid_given_to_two_links_is_two_articles() -> None:
    found = ids(FEED, [Marks("g", f"{LINK}1", "one"), Marks("g", f"{LINK}2", "two")])
    assert len(set(found)) == 2


def test_holders_of_one_guid_keep_their_ids_when_a_third_arrives() -> None:
    one, two, three = (Marks("g", f"{LINK}{n}", f"t{n}") for n in range(3))
    assert ids(FEED, [three, two, one])[1:] == ids(FEED, [two, one])


def test_one_guid_and_link_with_two_titles_is_two_articles() -> None:
    assert len(set(ids(FEED, [Marks("g", LINK, "09:10 shelling"), Marks("g", LINK, "09:40 sirens")]))) == 2


def test_the_same_entry_twice_has_one_id() -> None:
    assert len(set(ids(FEED, [Marks("g", LINK, "t"), Marks("g", LINK, "t")]))) == 1


def test_a_promotion_counter_behind_the_guid_is_no_new_article() -> None:
    assert ids(FEED, [Marks(f"{LINK}#0", LINK, "t")]) == ids(FEED, [Marks(f"{LINK}#12", LINK, "t")])


def test_without_guid_the_link_decides_and_without_link_title_and_date() -> None:
    assert ids(FEED, [Marks("", LINK, "a")]) == ids(FEED, [Marks("", f"{LINK}?utm_medium=x", "b")])
    assert ids(FEED, [Marks("", "", "a", "2 May")]) != ids(FEED, [Marks("", "", "a", "3 May")])


MARKS = st.builds(
    Marks, st.sampled_from(["", "g1", "g2"]), st.sampled_from(["", f"{LINK}1", f"{LINK}2"]), st.sampled_from("abc")
)


@given(st.lists(MARKS, max_size=8))
def test_order_never_changes_an_id(entries: list[Marks]) -> None:
    forwards = dict(zip(entries, ids(FEED, entries), strict=True))
    backwards = dict(zip(entries[::-1], ids(FEED, entries[::-1]), strict=True))
    assert forwards == backwards


@given(st.text(max_size=80))
def test_canonical_takes_any_text_and_is_idempotent(link: str) -> None:
    assert canonical(canonical(link)) == canonical(link)
