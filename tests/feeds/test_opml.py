"""Lists of feeds from and for other readers: nothing is lost on the way, and nothing in them does harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.feeds.opml import LARGEST, Listed, NoList, read, write
from sitrep.text.clean import clean

READERS = b"""<?xml version="1.0"?>
<opml version="1.1"><head><title>subs</title></head><body>
 <outline text="News">
  <outline type="rss" text="Harbour &amp; Post" xmlUrl="https://post.example/rss?a=1&amp;b=2" htmlUrl="https://post.example"/>
  <outline text="Quay" title="Quay Times" XMLURL=" http://quay.example/atom "/>
  <outline text="Deep"><outline title="Pier" xmlurl="feed://pier.example/rss"/></outline>
 </outline>
 <outline text="Again" xmlUrl="https://post.example/rss?a=1&amp;b=2"/>
 <outline text="Secret" xmlUrl="https://me:hush@vault.example/rss"/>
 <outline text="Files" xmlUrl="file:///etc/passwd"/>
 <outline text="A folder"/>
</body></opml>"""


def test_every_feed_of_a_readers_list_is_found_once_however_deep_it_lies() -> None:
    feeds, left_out = read(READERS)
    assert [(feed.name, feed.url) for feed in feeds] == [
        ("Harbour & Post", "https://post.example/rss?a=1&b=2"),
        ("Quay", "http://quay.example/atom"),
        ("Pier", "http://pier.example/rss"),
        ("Secret", "https://vault.example/rss"),
    ]
    assert left_out == ["Files"]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "broken XML"),
        (b"not xml", "broken XML"),
        (b"<rss><channel/></rss>", "no OPML"),
        (b'<!DOCTYPE opml [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><opml><outline text="&b;"/></opml>', "entities"),
        (b'<!DOCTYPE opml [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml/>', "entities"),
        (b'<opml><body><outline text="x" xmlUrl="https://a.example"', "broken XML"),
        (b" " * (LARGEST + 1), "longer than 16 MiB"),
        (b"<opml>" + b'<outline xmlUrl="https://a.example"/>' * 10_001 + b"</opml>", "more than 10,000"),
    ],
)
def test_what_is_no_list_is_refused_in_words(body: bytes, why: str) -> None:
    with pytest.raises(NoList, match=why):
        read(body)


def test_a_bare_ampersand_does_not_cost_the_list() -> None:
    feeds, _ = read(b'<opml><body><outline text="R&D" xmlUrl="https://a.example/?a=1&b=2"/></body></opml>')
    assert feeds == [Listed("R&D", "https://a.example/?a=1&b=2")]


def test_escapes_in_a_name_do_not_reach_the_terminal() -> None:
    feeds, _ = read(b'<opml><outline text="a&amp;#27;]52;c;ZXZpbA==&amp;#7;b" xmlUrl="https://a.example/"/></opml>')
    assert feeds[0].name == "a"


WORDS = st.text(max_size=40).map(clean)
FEEDS = st.builds(
    Listed,
    WORDS.filter(bool),
    st.integers(0, 10**6)
    .map("https://paper.example/{}?a=<&b=\"'".format)
    .map(lambda url: url.replace('"', "").replace("<", "")),
    WORDS,
    st.sampled_from(["", "independent", "state:XX", "party:Harbour Front"]),
    st.sampled_from(["", "en", "uk"]),
)


@given(st.lists(FEEDS, unique_by=lambda feed: feed.url, max_size=5))
def test_what_goes_out_comes_back(feeds: list[Listed]) -> None:
    assert read(write(feeds).encode()) == (feeds, [])


def test_no_password_goes_out() -> None:
    assert "hush" not in write([Listed("A", "https://me:hush@a.example/rss")])
