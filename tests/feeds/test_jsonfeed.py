"""JSON Feed 1.0 and 1.1 give the same articles as the XML formats."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.feeds.jsonfeed import looks_like_json, read
from sitrep.feeds.parse import parse
from sitrep.feeds.raw import RawDocument
from sitrep.model.article import Source

FEED = Source("Desk", "https://desk.example/feed.json", "Desk")
ITEM: dict[str, Any] = {
    "id": 7,
    "url": "https://desk.example/7",
    "title": "Depot hit",
    "content_html": "<p>A depot was hit.</p><p>Nobody was hurt.</p>",
    "date_published": "2026-09-24T01:00:00+03:00",
    "authors": [{"name": "A. Desk"}, {"name": "B. Desk"}],
}


def document(*items: object) -> bytes:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Desk", "items": items}).encode()


def test_an_item_is_an_article() -> None:
    (article,) = parse(FEED, document(ITEM), {}, FEED.url, datetime(2026, 9, 24, tzinfo=UTC)).articles
    assert article.body == "A depot was hit.\nNobody was hurt."
    assert article.published == datetime(2026, 9, 23, 22, tzinfo=UTC)
    assert article.byline == "A. Desk, B. Desk"
    assert article.url == "https://desk.example/7"


def test_version_one_names_its_author_apart() -> None:
    found = read(document({**ITEM, "authors": None, "author": {"name": "C. Desk"}}))
    assert isinstance(found, RawDocument)
    assert found.entries[0].byline == "C. Desk"


def test_a_field_of_a_wrong_kind_is_as_good_as_missing() -> None:
    found = read(document({"id": [], "title": {}, "content_text": "Two hurt.", "authors": "me"}, "no item"))
    assert isinstance(found, RawDocument)
    assert [(entry.title, entry.content) for entry in found.entries] == [("", "Two hurt.")]


def test_what_stands_behind_the_object_costs_nothing() -> None:
    assert isinstance(read(document(ITEM) + b"\nnotes of somebody"), RawDocument)


def test_a_byte_order_mark_is_no_trouble() -> None:
    body = b"\xef\xbb\xbf" + document(ITEM)
    assert looks_like_json(body)
    assert isinstance(read(body), RawDocument)


@pytest.mark.parametrize(
    "body", [b"{", b'{"items": 3}', b"[" * 100_000, b'{"items":' + b"[" * 100_000, b'{"items": []}']
)
def test_other_json_is_refused_in_words(body: bytes) -> None:
    assert isinstance(read(body), str)


@given(
    st.recursive(
        st.none() | st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_no_json_makes_it_raise(value: object) -> None:
    read(document(value, {"id": value, "title": value, "authors": value, "author": value}))


@pytest.mark.parametrize(
    ("hubs", "hub"),
    [
        ([{"type": "rssCloud", "url": "https://cloud.example/"}, {"type": "WebSub", "url": "/push"}], "/push"),
        ([{"type": "WebSub"}], ""),
        ("https://hub.example/", ""),
        ([None, 3], ""),
    ],
)
def test_a_hub_is_noted(hubs: object, hub: str) -> None:
    found = read(json.dumps({"title": "Desk", "items": [], "hubs": hubs}).encode())
    assert isinstance(found, RawDocument)
    assert found.hub == hub
