"""robots.txt, as RFC 9309 reads it."""

import pytest

from sitrep.feeds.robots import EVERYTHING, LONGEST_DELAY, NOTHING, read

SITE = "https://paper.example"


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: SitRep\nDisallow: /private", "/a", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: sitrep\nDisallow: /private", "/private/x", False),
        ("User-agent: sitrep\nUser-agent: other\nDisallow: /", "/a", False),
        (
            "User-agent: sitrep\nDisallow: /a\nUser-agent: x\nDisallow: /b\nUser-agent: sitrep\nDisallow: /c",
            "/c",
            False,
        ),
        ("User-agent: sitrep\nDisallow: /a\nUser-agent: x\nDisallow: /b", "/b", True),
        ("User-agent: *\nDisallow: /news\nAllow: /news/open", "/news/open/1", True),
        ("User-agent: *\nAllow: /news\nDisallow: /news", "/news", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x=1", True),
        ("User-agent: *\nDisallow: /*?print=", "/a?print=1", False),
        ("User-agent: *\nDisallow: /a*b*c", "/a-b-c-d", False),
        ("User-agent: *\nDisallow: /a*b*c", "/a-c-b", True),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/café", False),
        ("\ufeffUser-agent: *\r\nDisallow: /x # not this\r\n", "/x", False),
        ("Disallow: /", "/a", True),
        ("<html>no robots here</html>", "/a", True),
        ("User-agent: *\nDisallow: " + "/*a" * 600 + "$", "/" + "ab" * 3000, True),
    ],
)
def test_what_a_site_allows(text: str, path: str, allowed: bool) -> None:
    assert read(text.encode()).allows(SITE + path) is allowed


@pytest.mark.parametrize(
    ("text", "delay", "allowed"),
    [
        ("User-agent: *\nCrawl-delay: 30", 30.0, True),
        ("User-agent: *\nCrawl-delay: 30\n\nUser-agent: sitrep\nCrawl-delay: 5", 5.0, True),
        ("User-agent: *\nCrawl-delay: soon", 0.0, True),
        (f"User-agent: *\nCrawl-delay: {LONGEST_DELAY + 1}", LONGEST_DELAY + 1, False),
    ],
)
def test_how_slowly_a_site_wants_to_be_asked(text: str, delay: float, allowed: bool) -> None:
    rules = read(text.encode())
    assert (rules.delay, rules.allows(SITE)) == (delay, allowed)


def test_no_file_allows_all_and_no_answer_allows_nothing() -> None:
    assert EVERYTHING.allows(f"{SITE}/a")
    assert not NOTHING.allows(f"{SITE}/a")
