"""Whatever a feed sends, what is stored is plain: no markup, no control characters, no tricks of direction."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.text.clean import _HARMFUL, BODY_LIMIT, LINK_LIMIT, TITLE_LIMIT, clean, clean_text, link

HOSTILE = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("<>&#;x27/abp \n\t\x1b\x9d\x07]\u202e\u200d\u200b\ud800=-!")),
    max_size=80,
)
MARKUP = ["&amp;", "amp;", "lt;", "&lt", "<b>", "<", ">", "<script", "</script>", "<!--", "-->", "<a href=", "]]>", "&"]
ESCAPES = [
    "\x1b]",
    "\x07",
    "&#27;",
    "#27;",
    "[31m",
    "#x1b;",
    "\x9b",
    "\u200d",
    "\u202e",
    "\u037e",
    "\u0301",
    "\xe2\x80\x9c",
]
PIECES = st.lists(st.sampled_from([*MARKUP, *ESCAPES, "x", " ", "\n"]), max_size=14).map("".join)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Three &amp; four", "Three & four"),
        ("A &lt;b&gt;bold&lt;/b&gt; claim", "A bold claim"),
        ("Mayor\u202e speaks\u202c in T\u200best", "Mayor speaks in Test"),
        ("Town\x1b]52;c;cm0gLXJm\x07 hit", "Town hit"),
        ("Town hit\x1b]0;never closed", "Town hit"),
        ("\x1b[2J\x1b[1;31mRed\x1b[0m", "Red"),
        ("before &amp;#27;]8;;http://x\x07after", "before after"),
        ("a\x90payload\x9cb", "ab"),
        ("wide\x9d0;title", "wide"),
        ("â\x80\x9cQuoted,â\x80\x9d he said", "“Quoted,” he said"),
        ("one\r\n two\u2028three", "one two three"),
        ("<style>p{}</style>Text<script>alert(1)</script>", "Text"),
        ("Five < six and 7 > 3", "Five < six and 7 > 3"),
        ("[PDF] and [@click=app.quit()]z[/]", "[PDF] and [@click=app.quit()]z[/]"),
        ("cut off <a href='http://x", "cut off"),
        ("cafe\u0301", "café"),
        ("lone \ud83d half", "lone half"),
        ("می\u200cخواهد", "می\u200cخواهد"),
        ("la\u200ctin", "latin"),
        ("", ""),
    ],
)
def test_a_title_is_one_plain_line(raw: str, expected: str) -> None:
    assert clean(raw) == expected


def test_paragraphs_stay_apart_as_lines() -> None:
    raw = "<p>First <i>one</i>.</p><p>Second.<br/>Third.</p>\n\n<ul><li>Fourth</li></ul><script>no</script>"
    assert clean_text(raw) == "First one.\nSecond.\nThird.\nFourth"


def test_limits_count_characters_of_the_cleaned_text() -> None:
    assert len(clean("word " * 1000)) <= TITLE_LIMIT
    assert len(clean_text("<p>word</p>" * 100_000)) <= BODY_LIMIT
    assert clean("<b></b>" * 50 + "end") == "end"


@given(st.one_of(HOSTILE, PIECES))
def test_no_control_or_format_character_is_left(raw: str) -> None:
    for text, allowed in ((clean(raw), ""), (clean_text(raw), "\n")):
        bad = {c for c in text if unicodedata.category(c) in ("Cc", "Cs", "Cf") and c not in allowed + "\u200c\u200d"}
        assert not bad


@given(st.one_of(HOSTILE, PIECES))
def test_cleaning_twice_is_cleaning_once(raw: str) -> None:
    assert clean(clean(raw)) == clean(raw)
    assert clean_text(clean_text(raw)) == clean_text(raw)


@given(st.text(max_size=200), st.integers(1, 40))
def test_no_more_than_the_limit(raw: str, limit: int) -> None:
    assert len(clean(raw, limit)) <= limit
    assert clean(clean(raw, limit), limit) == clean(raw, limit)


def test_every_harmful_character_of_unicode_is_listed() -> None:
    spared = "\n\t\u200c\u200d"
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if unicodedata.category(character) in ("Cc", "Cf", "Cs") and character not in spared:
            assert _HARMFUL.match(character), hex(code)


@pytest.mark.parametrize(
    "piece", ["<", "<a ", "&amp;", "<script", "<!--", "\x1b]", "\x9d", "=<a ", "\u0315\u0300", "&#", " \n"]
)
def test_a_very_long_hostile_text_comes_back(piece: str) -> None:
    assert len(clean_text(piece * 300_000)) <= BODY_LIMIT


@pytest.mark.parametrize(
    ("raw", "base", "expected"),
    [
        ("https://example.org/a?x=1&amp;y=2", "", "https://example.org/a?x=1&y=2"),
        (" https://example.org/a b\n", "", "https://example.org/a%20b"),
        ("/story/1", "https://example.org/feed", "https://example.org/story/1"),
        ("javascript:alert(1)", "https://example.org", ""),
        ("file:///etc/passwd", "", ""),
        ("//example.org/x", "", ""),
        ("https://news.example@evil.example/", "", ""),
        ("https://example.org/\x1b]8;;", "", ""),
        ("https://example.org/\u202etxt", "", ""),
        ("http://[::1", "", ""),
        ("https://\u0440aper.example/a?b=\u00e9", "", "https://xn--aper-f6d.example/a?b=\u00e9"),
        ("https://m\u00fcnchen.example:8443/x", "", "https://xn--mnchen-3ya.example:8443/x"),
        ("https://" + "\u00e9" * 70 + ".example/", "", ""),
        ("http://example.org:port/", "", ""),
        ("https://example.org/" + "a" * LINK_LIMIT, "", ""),
        ("", "https://example.org", ""),
    ],
)
def test_a_link_is_http_or_nothing(raw: str, base: str, expected: str) -> None:
    assert link(raw, base) == expected


@given(HOSTILE, st.sampled_from(["", "https://example.org/feed"]))
def test_a_link_never_raises_and_never_carries_a_control_character(raw: str, base: str) -> None:
    found = link(raw, base)
    assert found == "" or found.startswith(("http://", "https://"))
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Cf") for c in found)
