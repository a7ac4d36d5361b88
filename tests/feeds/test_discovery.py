"""The feeds that a page offers."""

import pytest

from sitrep.feeds.discovery import MOST, feeds_of

PAGE = "https://paper.example/news/today.html"


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (
            '<link rel="alternate" type="application/rss+xml" title="World &amp; more" href="/rss">',
            [("https://paper.example/rss", "World & more")],
        ),
        (
            "<LINK HREF=atom.xml TYPE='application/atom+xml' REL='home alternate'>",
            [("https://paper.example/news/atom.xml", "")],
        ),
        ('<link rel="alternate" type="application/feed+json" href="//f.example/j">', [("https://f.example/j", "")]),
        (
            '<base href="https://cdn.example/x/"><link rel="alternate" type="application/rss+xml" href="rss">',
            [("https://cdn.example/x/rss", "")],
        ),
        ('<link rel="alternate" hreflang="de" href="/de">', []),
        ('<link rel="stylesheet" type="application/rss+xml" href="/rss">', []),
        ('<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">', []),
        ('<link rel="alternate" type="application/rss+xml" href="file:///etc/passwd">', []),
        ('<a href="/feeds/world.rss">RSS</a><a href="/about">us</a>', [("https://paper.example/feeds/world.rss", "")]),
        (
            '<a href="/feed/">RSS</a><link rel="alternate" type="application/rss+xml" href="/r">',
            [("https://paper.example/r", "")],
        ),
        (
            '<link rel="alternate" type="application/rss+xml" title="\x1b]0;x\x07Sea" href="/r">',
            [("https://paper.example/r", "Sea")],
        ),
    ],
)  # fmt: skip
def test_a_page_declares_its_feeds_or_at_least_links_to_them(html: str, found: list[tuple[str, str]]) -> None:
    assert [(one.url, one.title) for one in feeds_of(html.encode(), PAGE)] == found


def test_each_is_offered_once_and_not_without_end() -> None:
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="/{n // 2}">' for n in range(200))
    assert len(feeds_of(links.encode(), PAGE)) == MOST
