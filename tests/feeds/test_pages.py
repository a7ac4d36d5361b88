"""Article pages: asked for politely, and only taken where they say more of the same story."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime

import httpx
import pytest
from fakes import START, FakeClock, ScriptedTransport, turns

from sitrep.extract.read import read
from sitrep.feeds.fetch import Turns
from sitrep.feeds.identity import version
from sitrep.feeds.pages import PACE, WAITING, Pages, grown
from sitrep.feeds.parsed import Page
from sitrep.gazetteer import SqliteGazetteer
from sitrep.model.article import Article
from sitrep.text.names import Names

NOW = datetime(2026, 9, 24, 12, 0, tzinfo=UTC)
TITLE = "Missile hits market in Kharkiv"
LEAD = "A missile hit a market in Kharkiv on Friday."
WHOLE = f"{LEAD}\nIt killed four people and injured nine, the mayor said. Stalls burned until noon."


def entry(number: int = 1, host: str = "paper.example", source: str = "Paper") -> Article:
    url = f"https://{host}/{number}"
    return Article(
        f"{host} {number}",
        version(TITLE, LEAD, url),
        TITLE,
        LEAD,
        "Paper",
        "Paper",
        source,
        NOW,
        published=NOW,
        url=url,
    )


class Extractor:
    """Finds the whole text on every page."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    async def page(self, body: bytes, url: str) -> Page:
        self.seen.append(url)
        return Page(title=TITLE, text=WHOLE)


def html(headers: Mapping[str, str] | None = None) -> httpx.Response:
    return httpx.Response(200, content=b"<html></html>", headers={"content-type": "text/html"} | dict(headers or {}))


def robots(text: str) -> httpx.Response:
    return httpx.Response(200, text=text)


def pages(answers: Mapping[str, httpx.Response], clock: FakeClock) -> tuple[Pages, ScriptedTransport, Extractor]:
    transport, extractor = ScriptedTransport(answers), Extractor()
    return Pages(transport, extractor, clock, Turns(), ["Paper"], "https://desk.example"), transport, extractor


async def took(asked: Pages, clock: FakeClock, seconds: float = 1) -> list[Article]:
    """What grew within that time."""
    found: list[Article] = []

    async def collect() -> None:
        while True:
            found.append(await asked.grown())

    task = asyncio.create_task(collect())
    await turns(50)
    await clock.advance(seconds)
    task.cancel()
    return found


def asked_for(transport: ScriptedTransport) -> list[str]:
    return [str(request.url) for request in transport.asked]


async def test_robots_txt_is_asked_first_and_once_and_obeyed() -> None:
    clock = FakeClock()
    answers = {
        "https://paper.example/robots.txt": robots("User-agent: *\nDisallow: /2\n"),
        "https://paper.example/1": html(),
        "https://paper.example/2": html(),
        "https://paper.example/3": html(),
    }
    asked, transport, extractor = pages(answers, clock)
    for number in (3, 2, 1):
        asked.want(entry(number))
    await took(asked, clock, 5 * PACE)
    assert asked_for(transport) == [
        "https://paper.example/robots.txt", "https://paper.example/1", "https://paper.example/3"
    ]  # fmt: skip
    assert extractor.seen == ["https://paper.example/1", "https://paper.example/3"]
    assert transport.asked[1].headers["user-agent"].endswith("; +https://desk.example)")


async def test_a_redirect_to_where_robots_txt_forbids_is_not_followed() -> None:
    clock = FakeClock()
    answers = {
        "https://paper.example/robots.txt": httpx.Response(404),
        "https://paper.example/1": httpx.Response(302, headers={"location": "https://wall.example/x"}),
        "https://wall.example/robots.txt": robots("User-agent: *\nDisallow: /"),
        "https://wall.example/x": html(),
    }
    asked, transport, _ = pages(answers, clock)
    asked.want(entry())
    assert await took(asked, clock) == []
    assert "https://wall.example/x" not in asked_for(transport)


@pytest.mark.parametrize("answer", [httpx.Response(500), httpx.Response(429), None])
async def test_a_site_whose_robots_txt_can_not_be_had_is_left_alone(answer: httpx.Response | None) -> None:
    clock = FakeClock()
    answers = {"https://paper.example/1": html()}
    asked, transport, _ = pages(answers | ({"https://paper.example/robots.txt": answer} if answer else {}), clock)
    asked.want(entry())
    assert await took(asked, clock) == []
    assert asked_for(transport) == ["https://paper.example/robots.txt"]


async def test_a_host_that_asks_for_rest_gets_it_and_its_other_articles_wait() -> None:
    clock = FakeClock()
    answers = {
        "https://paper.example/robots.txt": httpx.Response(404),
        "https://paper.example/2": httpx.Response(429),
        "https://paper.example/1": html(),
    }
    asked, transport, _ = pages(answers, clock)
    asked.want(entry(1))
    asked.want(entry(2))
    await took(asked, clock, 3500)
    assert asked_for(transport)[1:] == ["https://paper.example/2"]
    assert len(await took(asked, clock, 200)) == 1


async def test_a_host_has_its_pace_and_others_do_not_wait_for_it() -> None:
    clock = FakeClock()
    hosts = ("a.example", "b.example")
    answers = {f"https://{host}/robots.txt": httpx.Response(404) for host in hosts}
    answers |= {f"https://{host}/{n}": html() for host in hosts for n in range(3)}
    asked, transport, _ = pages(answers, clock)
    for host in hosts:
        for number in range(3):
            asked.want(entry(number, host))
    await took(asked, clock, 0.5 * PACE)
    assert {url for url in asked_for(transport) if "robots" not in url} == {
        "https://a.example/2",
        "https://b.example/2",
    }
    await took(asked, clock, 2 * PACE)
    assert len([url for url in asked_for(transport) if "robots" not in url]) == 6


async def test_only_pages_of_sources_that_are_on_are_asked_and_not_without_end() -> None:
    clock = FakeClock()
    asked, transport, _ = pages({"https://paper.example/robots.txt": robots("User-agent: *\nDisallow: /")}, clock)
    asked.want(entry(source="Quay"))
    asked.want(Article("x", "1", TITLE, LEAD, "Paper", "Paper", "Paper", NOW))
    assert await took(asked, clock) == []
    assert transport.asked == []
    for number in range(WAITING + 50):
        asked.want(entry(number))
    assert len(asked._waiting) == WAITING


def test_a_page_makes_a_version_with_more_to_read_and_right_spans() -> None:
    before = entry()
    after = grown(before, Page(title=TITLE, text=WHOLE, byline="A. Berg"), START)
    assert after is not None
    assert (after.id, after.told, after.body, after.byline) == (before.id, before.version, WHOLE, "A. Berg")
    assert after.version != before.version
    reading = read(after, Names(SqliteGazetteer()))
    assert {claim.kind for claim in reading.casualties} == {"killed", "injured"}
    for claim in reading.casualties:
        assert after.text[claim.span.start : claim.span.end] in claim.quote
        assert claim.quote in after.text
        assert claim.span.end > claim.span.start


@pytest.mark.parametrize(
    ("page", "body"),
    [
        (Page(title=TITLE, text="It killed four people, the mayor said, and burned every stall of it."), f"{LEAD}\n"),
        (
            Page(
                title="We value your privacy", text="Our partners store cookies to measure how this site is used. " * 9
            ),
            "",
        ),
        (Page(title=TITLE, text="Subscribe."), ""),
        (Page(), ""),
    ],
)
def test_a_page_that_says_no_more_or_something_else_is_left(page: Page, body: str) -> None:
    after = grown(entry(), page, START)
    assert (after.body if after else "") == (body + page.text if body else "")
