"""Files become articles; what cannot be read is named by file and line."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.feeds.entries import articles_from, articles_in, kind
from sitrep.model.article import Article

NOW = datetime(2026, 9, 24, 12, 0, tzinfo=UTC)
STATED = datetime(2023, 12, 30, 18, 0, tzinfo=UTC)


def lines(*entries: object) -> bytes:
    return "\n".join(json.dumps(entry) for entry in entries).encode()


def only(body: bytes, name: str = "day.jsonl", published: datetime | date | None = None) -> Article:
    (article,), faults = articles_in(name, body, published, NOW)
    assert not faults
    return article


def test_a_line_is_an_article_under_its_own_id() -> None:
    article = only(
        lines(
            {
                "id": "a-1",
                "title": "Depot hit",
                "summary": "A depot burned.",
                "text": "Nobody was hurt.",
                "published": "2023-12-30T18:00:00Z",
                "outlet": "The Paper",
                "url": "https://paper.example/1",
            }
        )
    )
    assert (article.id, article.outlet, article.family) == ("a-1", "The Paper", "The Paper")
    assert article.body == "A depot burned.\nNobody was hurt."
    assert (article.published, article.published_basis, article.first_seen) == (STATED, "stated", NOW)


def test_all_but_the_title_may_be_missing() -> None:
    article = only(lines({"title": "Depot hit"}))
    assert (article.body, article.url, article.published, article.published_basis) == ("", "", None, "first seen")
    assert (article.outlet, article.at) == ("day", NOW)


def test_a_summary_that_begins_the_text_is_not_told_twice() -> None:
    assert (
        only(lines({"title": "t", "summary": "One hurt.", "text": "One hurt. It burned."})).body
        == "One hurt. It burned."
    )


def test_a_later_line_with_the_same_id_is_an_edit() -> None:
    found, faults = articles_in(
        "d.jsonl", lines({"id": "1", "title": "a"}, {"id": 2, "title": "b"}, {"id": "1", "title": "c"}), None, NOW
    )
    assert [(article.id, article.title) for article in found] == [("1", "c"), ("2", "b")]
    assert not faults


def test_a_bad_line_is_named_and_costs_only_itself() -> None:
    body = b'{"title": "a"}\nnonsense\n\n[1]\n{"title": 3}\n{"summary": ""}\n{"title": "b"}\n{"title": "c", "id": []}'
    found, faults = articles_in("d.jsonl", body, None, NOW)
    assert [article.title for article in found] == ["a", "b"]
    assert [(fault.where, fault.reason) for fault in faults] == [
        ("d.jsonl:2", "the line is no JSON"),
        ("d.jsonl:4", "the line is no JSON object"),
        ("d.jsonl:5", '"title" is not a text'),
        ("d.jsonl:6", "the entry has no title and no text"),
        ("d.jsonl:8", '"id" is not a text'),
    ]


def test_published_dates_only_texts_without_a_date() -> None:
    assert only(lines({"title": "a"}), published=STATED).published == STATED
    assert only(lines({"title": "a", "published": "2022-01-02"}), published=STATED).published == datetime(
        2022, 1, 2, tzinfo=UTC
    )
    assert only(lines({"title": "a"}), published=date(2023, 12, 30)).published == datetime(2023, 12, 30, 12, tzinfo=UTC)


def test_old_archives_keep_their_dates_and_impossible_ones_are_missing() -> None:
    assert only(lines({"title": "a", "published": "1968-07-22"})).published == datetime(1968, 7, 22, tzinfo=UTC)
    assert only(lines({"title": "a", "published": "2099-01-01"})).published is None


def test_a_plain_text_has_its_title_in_the_first_line() -> None:
    article = only(b"\n Depot hit \n\nTwo < three & more.\nSecond.\x1b[2J\n", "note.txt", STATED)
    assert (article.title, article.body) == ("Depot hit", "Two < three & more.\nSecond.")
    assert (article.outlet, article.published) == ("note", STATED)


def test_a_page_gives_its_main_text() -> None:
    paragraph = "<p>A depot in the north of the town burned through the night, firefighters said on Monday morning.</p>"
    body = f"""<!DOCTYPE html><html lang="en"><head><title>Depot hit</title>
        <meta property="article:published_time" content="2023-12-30"></head>
        <body><nav>Menu</nav><article><h1>Depot hit</h1>{paragraph * 4}</article></body></html>""".encode()
    article = only(body, "page.html")
    assert "Depot hit" in article.title
    assert "burned through the night" in article.body
    assert "Menu" not in article.body
    assert article.published == datetime(2023, 12, 30, tzinfo=UTC)


def test_a_page_without_an_article_is_a_fault() -> None:
    found, faults = articles_in("page.html", b"<html><body></body></html>", None, NOW)
    assert not found
    assert faults[0].where == "page.html"


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    found, faults = articles_from(tmp_path / "none.txt", None, NOW)
    assert not found
    assert faults[0].reason == "no such file or directory"


def test_a_file_is_read_from_its_place(tmp_path: Path) -> None:
    place = tmp_path / "note.txt"
    place.write_text("Depot hit\nNobody was hurt.")
    (article,), _ = articles_from(place, STATED, NOW)
    assert article.text == "Depot hit\nNobody was hurt."


@pytest.mark.parametrize(
    ("name", "body", "expected"),
    [
        ("a.jsonl", b"", "jsonl"),
        ("a", b'{"title": "x"}', "jsonl"),
        ("a.json", b'{"version": "https://jsonfeed.org/version/1"}', "feed"),
        ("a.xml", b"<?xml version='1.0'?><rss version='2.0'>", "feed"),
        ("a", b"<!-- made by hand --><feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        ("a.rss", b"anything", "feed"),
        ("a", b"<!DOCTYPE html><html>", "html"),
        ("a.htm", b"<p>x", "html"),
        ("a.txt", b"Depot hit", "text"),
        ("-", b"Depot hit", "text"),
    ],
)
def test_a_file_is_known_by_its_name_and_first_bytes(name: str, body: bytes, expected: str) -> None:
    assert kind(name, body) == expected


@given(st.sampled_from(["a.jsonl", "a.txt", "a"]), st.binary(max_size=200))
def test_no_bytes_make_it_raise(name: str, body: bytes) -> None:
    articles_in(name, body, None, NOW)


@pytest.mark.parametrize(
    "text",
    [
        "A rocket hit the harbour of Tyre at dawn. Four dockers were killed, the port said.",
        "A rocket " + "that nobody had seen coming " * 6 + "hit the harbour of Tyre.",
    ],
)
def test_a_text_that_begins_with_a_paragraph_has_no_headline(text: str) -> None:
    article = only(text.encode(), "notes.txt")
    assert (article.title, article.body) == ("", text)


@pytest.mark.parametrize("line", ["Rocket hits the U.S. base at Tyre", "Four killed in Tyre."])
def test_a_short_first_line_is_the_headline(line: str) -> None:
    assert only(f"{line}\nText of it.".encode(), "notes.txt").title == line
