"""Proxies and secrets: which way a feed is asked, and that what is secret is said to its own server alone."""

import asyncio
from collections.abc import Mapping
from datetime import datetime

import httpx
import pytest
from fakes import FakeClock, Reply, ScriptedTransport, serving, turns

from sitrep.config import Feed
from sitrep.feeds.fetch import Turns, fetch
from sitrep.feeds.outcome import Failed, Fetched, Wanted
from sitrep.feeds.parsed import Parsed
from sitrep.feeds.poll import Way, asking
from sitrep.feeds.proxies import Proxies, exempt
from sitrep.feeds.transport import Hosts
from sitrep.model.address import bare, basic, same_origin
from sitrep.model.article import Source
from sitrep.model.feedstate import FeedState

ENVIRONMENT = {"http": "http://plain.proxy:1", "https": "secure.proxy:2", "no": "localhost, .inner.example,10.0.0.0/8"}


@pytest.mark.parametrize(
    ("configured", "own", "scheme", "host", "way"),
    [
        ("", "", "http", "paper.example", "http://plain.proxy:1"),
        ("", "", "https", "paper.example", "http://secure.proxy:2"),
        ("http://mine:3", "", "https", "paper.example", "http://mine:3"),
        ("http://mine:3", "http://feeds:4", "https", "paper.example", "http://feeds:4"),
        ("http://mine:3", "http://feeds:4", "https", "news.inner.example", ""),
        ("", "", "https", "10.1.2.3", ""),
        ("", "", "http", "localhost", ""),
    ],
)
def test_the_nearest_word_on_a_proxy_holds_and_no_proxy_exempts(
    configured: str, own: str, scheme: str, host: str, way: str
) -> None:
    assert Proxies(configured, ENVIRONMENT).way(scheme, host, own) == way


@pytest.mark.parametrize(
    ("host", "listed", "exempted"),
    [
        ("a.example", "*", True),
        ("a.example", "a.example", True),
        ("b.a.example", "a.example", True),
        ("B.A.example", "*.a.example", True),
        ("ba.example", "a.example", False),
        ("192.168.3.4", "192.168.0.0/16", True),
        ("::1", "::1", True),
        ("a.example", "", False),
        ("a.example", " , ,,", False),
    ],
)
def test_no_proxy_lists_names_addresses_and_networks(host: str, listed: str, exempted: bool) -> None:
    assert exempt(host, listed) is exempted


async def test_a_feeds_own_proxy_is_asked_and_a_proxy_on_this_machine_opens_no_way_to_the_machine() -> None:
    async with serving(lambda _: Reply(b"<rss/>")) as proxy:
        hosts = Hosts(proxies=Proxies(environment={"no": "127.0.0.1"}))
        through = await fetch(hosts, Wanted("http://feed.example/rss", proxy=proxy.url), FakeClock())
        direct = await fetch(hosts, Wanted(f"{proxy.url}/inside", proxy=proxy.url), FakeClock())
        await hosts.aclose()
    assert isinstance(through, Fetched)
    assert isinstance(direct, Failed)
    assert "private network" in direct.reason
    assert [asked.path for asked in proxy.asked] == ["http://feed.example/rss"]


async def test_a_proxy_of_another_kind_is_told_in_words() -> None:
    hosts = Hosts()
    found = await fetch(hosts, Wanted("http://feed.example/rss", proxy="socks5://127.0.0.1:9"), FakeClock())
    await hosts.aclose()
    assert isinstance(found, Failed)
    assert found.reason == "only http and https proxies can be used"


class NoParser:
    async def parse(
        self, source: Source, body: bytes, headers: Mapping[str, str], final_url: str, fetched_at: datetime
    ) -> Parsed:
        return Parsed(entries=1)


@pytest.mark.parametrize(
    ("moved", "sent"),
    [("", "Bearer t0ken"), ("https://paper.example/new", "Bearer t0ken"), ("https://other.example/rss", None)],
)
async def test_a_secret_is_said_to_the_configured_server_alone(moved: str, sent: str | None) -> None:
    feed = Feed("Paper", "https://paper.example/rss", authorization="$TOKEN")
    way = Way(300, feed.secret({"TOKEN": "Bearer t0ken"}))
    answer = httpx.Response(200, content=b"<rss/>")
    transport = ScriptedTransport({moved or feed.url: answer})
    ask = asking(transport, NoParser(), FakeClock(), {feed.source.url: way}, Turns())
    polled = await ask(feed.source, FeedState(feed.source.url, address=moved))
    assert polled.health.status == "ok"
    assert transport.asked[0].headers.get("authorization") == sent


def test_a_password_in_the_address_is_a_header_and_stands_nowhere_else() -> None:
    feed = Feed("Paper", "https://me:p%40ss@paper.example/rss?a=b@c")
    assert feed.secret({}) == basic(feed.url) == "Basic bWU6cEBzcw=="
    assert feed.source.url == bare(feed.url) == "https://paper.example/rss?a=b@c"
    assert Feed("Paper", "https://paper.example/@me/rss").secret({}) == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/x", "https://a.example:443/y", True),
        ("https://a.example/", "http://a.example/", False),
        ("https://a.example/", "https://b.a.example/", False),
        ("https://a.example:99999999/", "https://a.example/", False),
    ],
)
def test_an_origin_is_scheme_host_and_port(one: str, other: str, same: bool) -> None:
    assert same_origin(one, other) is same


async def test_a_redirect_waits_for_its_turn_at_the_host_it_leads_to() -> None:
    """Two feeds whose hosts both lead to a third never stand there together."""
    there = 0

    class Meeting(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            nonlocal there
            if request.url.host != "end.example":
                return httpx.Response(302, headers={"location": "https://end.example/"})
            there += 1
            assert there == 1
            await turns(3)
            there -= 1
            return httpx.Response(200, content=b"<rss/>")

    line = Turns(at_once=8)
    urls = [f"https://{name}.example/" for name in "abcd"]
    found = await asyncio.gather(*(fetch(Meeting(), Wanted(url), FakeClock(), line) for url in urls))
    assert all(isinstance(outcome, Fetched) for outcome in found)
