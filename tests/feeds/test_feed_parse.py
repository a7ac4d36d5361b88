"""Bytes of a feed become articles; whatever is in them, nothing raises and nothing unclean comes out."""

import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.feeds.parse import parse
from sitrep.feeds.parsed import Parsed
from sitrep.model.article import Article, Source

PAPER = Source("The Paper", "https://paper.example/rss", "Paper Group", language="en")
FETCHED = datetime(2026, 9, 24, 12, 0, tzinfo=UTC)
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
)


def rss(items: str, channel: str = "", prolog: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{prolog}<rss version="2.0" {NAMESPACES}><channel>'
        f"<title>The Paper: world</title><link>https://paper.example/</link>{channel}{items}</channel></rss>"
    ).encode()


def item(title: str = "Two hurt", more: str = "", link: str = "https://paper.example/1") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def read(body: bytes, source: Source = PAPER, headers: Mapping[str, str] | None = None) -> Parsed:
    return parse(source, body, headers or {}, source.url, FETCHED)


def only(body: bytes, source: Source = PAPER) -> Article:
    (article,) = read(body, source).articles
    return article


def test_an_rss_entry_is_an_article_of_its_feed() -> None:
    article = only(
        rss(
            item(
                "Shelling hurts two in Orlivka",
                "<guid>o-1</guid><description>Two people were hurt.</description>"
                "<pubDate>Thu, 24 Sep 2026 02:27:00 BST</pubDate><dc:creator>A. Writer, Newswire</dc:creator>",
            )
        )
    )
    assert article.title == "Shelling hurts two in Orlivka"
    assert article.body == "Two people were hurt."
    assert (article.outlet, article.family, article.source) == ("The Paper", "Paper Group", "The Paper")
    assert article.published == datetime(2026, 9, 24, 1, 27, tzinfo=UTC)
    assert article.published_basis == "stated"
    assert article.first_seen == FETCHED
    assert article.byline == "A. Writer, Newswire"
    assert article.url == "https://paper.example/1"


def test_an_atom_entry_is_read_with_its_relative_link() -> None:
    body = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
        <title>F</title><link href="https://paper.example/"/><entry><id>tag:x,1</id>
        <title type="html">Un &lt;b&gt;raid&lt;/b&gt;</title>
        <link href="/world/2"/><updated>2026-09-24T01:00:00Z</updated><summary>Hier.</summary></entry></feed>"""
    article = only(body)
    assert (article.title, article.body, article.url) == ("Un raid", "Hier.", "https://paper.example/world/2")
    assert article.language == "fr"
    assert article.published == datetime(2026, 9, 24, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("base", "href", "expected"),
    [
        ("", "world/2", "https://paper.example/en/world/2"),
        (' xml:base="https://other.example/a/"', "world/2", "https://other.example/a/world/2"),
        (' xml:base = "/b/"', "world/2", "https://feeds.example/b/world/2"),
    ],
)
def test_a_relative_link_is_held_against_xml_base_else_the_channels_link(base: str, href: str, expected: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        body = f"""<?xml version="1.0" encoding="{encoding}"?><feed xmlns="http://www.w3.org/2005/Atom"{base}>
            <title>F</title><link href="https://paper.example/en/"/>
            <entry><id>tag:x,1</id><title>T</title><link href="{href}"/></entry></feed>"""
        found = parse(PAPER, body.encode(encoding), {}, "https://feeds.example/rss", FETCHED)
        assert [a.url for a in found.articles] == [expected]


def test_the_base_of_one_entry_is_not_the_next_ones() -> None:
    entry = '<entry{}><id>{}</id><title>T</title><link href="a"/></entry>'
    body = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>
        {entry.format(' xml:base="https://other.example/"', 1)}{entry.format("", 2)}</feed>"""
    assert [a.url for a in read(body.encode()).articles] == ["https://other.example/a", "https://paper.example/a"]


def test_an_entry_keeps_its_id_wherever_its_feed_moves() -> None:
    body = rss("<item><title>Two hurt</title><guid>4711</guid></item>")
    ids = {parse(PAPER, body, {}, f"https://{n}.example/rss", FETCHED).articles[0].id for n in range(2)}
    assert len(ids) == 1


def test_full_content_takes_the_place_of_the_summary_it_holds() -> None:
    full = "&lt;p&gt;Two people were hurt in Orlivka.&lt;/p&gt;&lt;p&gt;Sirens sounded at dawn.&lt;/p&gt;"
    more = f"<description>Two people were hurt in Orlivka. [...]</description><content:encoded>{full}</content:encoded>"
    assert only(rss(item(more=more))).body == "Two people were hurt in Orlivka.\nSirens sounded at dawn."


def test_a_summary_the_content_does_not_hold_stands_before_it() -> None:
    summary, content = "What we know so far.", "Two people were hurt at dawn."
    more = f"<description>{summary}</description><content:encoded>{content}</content:encoded>"
    assert only(rss(item(more=more))).body == "What we know so far.\nTwo people were hurt at dawn."


def test_a_shorter_content_adds_nothing() -> None:
    more = "<description>Two people were hurt in Orlivka.</description><content:encoded>Photo</content:encoded>"
    assert only(rss(item(more=more))).body == "Two people were hurt in Orlivka."


@pytest.mark.parametrize(
    ("date", "basis"),
    [
        ("<pubDate>2026-09-24 02:27</pubDate>", "zone assumed"),
        ("", "first seen"),
        ("<pubDate>Fri, 24 Sep 2100 02:27:00 GMT</pubDate>", "clamped"),
        ("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", "first seen"),
    ],
)
def test_the_publication_time_says_what_it_rests_on(date: str, basis: str) -> None:
    article = only(rss(item(more=date)))
    assert article.published_basis == basis
    assert article.at <= FETCHED


def test_a_date_only_change_is_no_new_version() -> None:
    one = only(rss(item(more="<guid>g</guid><pubDate>Thu, 24 Sep 2026 02:27:00 GMT</pubDate>")))
    two = only(rss(item(more="<guid>g</guid><pubDate>Thu, 24 Sep 2026 03:00:00 GMT</pubDate>")))
    assert (one.id, one.version) == (two.id, two.version)


def test_an_entry_told_twice_in_one_document_is_one_article_and_two_entries() -> None:
    parsed = read(rss(item() * 2))
    assert (len(parsed.articles), parsed.entries) == (1, 2)


def test_a_bare_file_is_called_by_its_feeds_own_title() -> None:
    article = only(rss(item()), Source("a.xml", "/tmp/a.xml", ""))
    assert (article.outlet, article.family, article.source) == ("The Paper: world", "The Paper: world", "a.xml")


AGGREGATOR = Source("Search: Orlivka", "https://news.google.com/rss/search?q=orlivka", "Google")
ONE_SITE = Source("Wire", "https://news.google.com/rss/search?q=site:wire.example/world", "Wire", "state:XX")


@pytest.mark.parametrize(
    ("source", "title", "more", "expected"),
    [
        (AGGREGATOR, "Two hurt - The Bugle", '<source url="https://bugle.example">The Bugle</source>',
         ("The Bugle", "The Bugle", "Two hurt")),
        (AGGREGATOR, "Two hurt - The Bugle", "", ("The Bugle", "The Bugle", "Two hurt")),
        (ONE_SITE, "Two hurt - Wire News", '<source url="https://www.wire.example">Wire News</source>',
         ("Wire News", "Wire", "Two hurt")),
        (PAPER, "Two hurt - The Bugle", '<source url="https://bugle.example">The Bugle</source>',
         ("The Bugle", "The Bugle", "Two hurt")),
        (PAPER, "Two hurt", '<source url="https://www.paper.example/x">Sunday edition</source>',
         ("The Paper", "Paper Group", "Two hurt")),
        (PAPER, "Two hurt", '<source url="">The Paper: world</source>', ("The Paper", "Paper Group", "Two hurt")),
        (PAPER, "Two hurt - what we know", "", ("The Paper", "Paper Group", "Two hurt - what we know")),
    ],
)  # fmt: skip
def test_the_outlet_is_the_one_that_tells(
    source: Source, title: str, more: str, expected: tuple[str, str, str]
) -> None:
    article = only(rss(item(title, more)), source)
    assert (article.outlet, article.family, article.title) == expected


@pytest.mark.parametrize(
    ("channel", "pace"),
    [
        ("<ttl>15</ttl>", 900.0),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 900.0),
        ("<ttl>60</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 3600.0),
        ("<ttl>soon</ttl>", None),
        ("", None),
    ],
)
def test_the_publishers_pace_is_read_in_seconds(channel: str, pace: float | None) -> None:
    assert read(rss(item(), channel)).pace == pace


BOMB = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>x</body></html>", "web page"),
        (b"<html><body><p>Sign in</p></body></html>", "web page"),
        (b"GIF89a\x01\x00\x01\x00", "not a feed"),
        (b'{"a": 1}', "no JSON Feed"),
        (b'{"version": ', "broken JSON"),
        (rss(item("&b;"), prolog=BOMB), "entities"),
        (rss(item("&b;"), prolog=BOMB).decode().replace("utf-8", "utf-16").encode("utf-16"), "entities"),
    ],
)
def test_what_is_no_feed_is_refused_and_never_no_news(body: bytes, reason: str) -> None:
    parsed = read(body)
    assert not parsed.readable
    assert not parsed.articles
    assert reason in parsed.faults[0].reason


def test_a_doctype_alone_is_harmless() -> None:
    assert only(rss(item(), prolog='<!DOCTYPE rss SYSTEM "file:///etc/hostname">')).title == "Two hurt"


def test_a_feed_without_entries_is_readable_and_says_so() -> None:
    parsed = read(rss(""))
    assert parsed.readable
    assert parsed.faults[0].reason == "the feed holds no entries"


def test_bare_ampersands_of_broken_xml_are_read_as_meant() -> None:
    article = only(rss(item("R&D depot of T&Co hit &amp; burned &nbsp; down", link="https://paper.example/?a=1&b=2")))
    assert article.title == "R&D depot of T&Co hit & burned down"
    assert article.url == "https://paper.example/?a=1&b=2"


def test_a_torn_document_gives_what_was_whole() -> None:
    whole = rss(item("one", link="https://paper.example/1") + item("two", link="https://paper.example/2"))
    assert [article.title for article in read(whole[:-60]).articles][:1] == ["one"]


@pytest.mark.parametrize(
    "hostile",
    [
        "a\x1b]52;c;ZXZpbA==\x07b",
        "a&#27;[2Jb",
        "a&amp;#27;]0;owned&amp;#7;b",
        "<![CDATA[a&#27;[31mb]]>",
        "a\u202eb\u2066c",
        "a&#x9b;31mb",
        "a\x00b",
        "&lt;script&gt;alert(1)&lt;/script&gt;ab",
    ],
)
def test_no_control_character_or_script_passes(hostile: str) -> None:
    body = rss(item(hostile, f"<description>{hostile}</description><author>{hostile}</author>"))
    for article in read(body).articles:
        text = article.text + article.byline + article.outlet
        assert not [c for c in text if unicodedata.category(c) in {"Cc", "Cs"} and c != "\n"]
        assert "alert" not in text
        assert "\u202e" not in text


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "https://a b\x07"])
def test_only_web_links_are_kept(link: str) -> None:
    found = read(rss(item(link=link))).articles
    assert all(article.url.startswith("https://") or not article.url for article in found)


@given(st.binary(max_size=300))
def test_no_bytes_make_it_raise(body: bytes) -> None:
    read(body)


@given(st.text(max_size=200), st.text(max_size=100), st.text(max_size=60))
def test_no_entry_makes_it_raise(title: str, guid: str, date: str) -> None:
    more = f"<guid><![CDATA[{guid}]]></guid><pubDate><![CDATA[{date}]]></pubDate>"
    body = rss(item(f"<![CDATA[{title}]]>", more))
    for article in read(body).articles:
        assert len(article.id) == len(article.version) == 16


def test_what_the_publisher_rules_out_and_how_often_it_speaks() -> None:
    dates = "".join(
        f"<item><title>{n}</title><pubDate>Thu, 24 Sep 2026 {hour:02}:00 GMT</pubDate></item>"
        for n, hour in enumerate((1, 2, 3, 4, 9))
    )
    hours = "<skipHours><hour>3</hour><hour>24</hour><hour>77</hour></skipHours>"
    days = "<skipDays><day>Sunday</day><day>monday</day><day>Feast</day></skipDays>"
    document = f"<rss version='2.0'><channel><title>P</title>{hours}{days}{dates}</channel></rss>".encode()
    found = parse(PAPER, document, {}, PAPER.url, datetime(2026, 9, 24, 12, tzinfo=UTC))
    assert (found.skip_hours, found.skip_days) == ((0, 3), (0, 6))
    assert found.newest == datetime(2026, 9, 24, 9, tzinfo=UTC)
    assert found.habit == 5 * 3600


def test_one_pinned_old_entry_makes_no_feed_slow() -> None:
    hourly = [f"Thu, 24 Sep 2026 {hour:02}:00 GMT" for hour in range(11)]
    dates = "".join(
        item(str(n), f"<pubDate>{at}</pubDate>") for n, at in enumerate(["Tue, 01 Sep 2026 00:00 GMT", *hourly])
    )
    assert read(rss(dates)).habit == 3600


@pytest.mark.parametrize(
    ("channel", "header", "hub"),
    [
        ("", "", ""),
        ('<atom:link rel="self" href="/rss"/><atom:link rel="hub" href="/push"/>', "", "https://paper.example/push"),
        ('<atom:link rel="hub" href="javascript:x"/>', "", ""),
        ('<atom:link rel="hub" href="/push"/>', '</a>; rel="self", </b>; rel="hub"', "https://paper.example/b"),
        ("", "<https://hub.example/>; title=x; rel=hub", "https://hub.example/"),
        ("", '<https://hub.example/\x1b]0;x>; rel="hub"', ""),
        ("", '<https://github.example/>; rel="github"', ""),
    ],
)
def test_a_hub_is_noted(channel: str, header: str, hub: str) -> None:
    atom = 'xmlns:atom="http://www.w3.org/2005/Atom"'
    body = rss(item(), channel).replace(b"<rss ", f"<rss {atom} ".encode(), 1)
    assert read(body, headers={"Link": header} if header else {}).hub == hub
