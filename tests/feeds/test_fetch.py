"""One polite, bounded, conditional GET: all weather is a value."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import httpx
import pytest
from fakes import START, Asked, FakeClock, Reply, ScriptedTransport, serving, turns

from sitrep.feeds.fetch import Limits, Turns, fetch
from sitrep.feeds.outcome import Failed, Fetched, NotModified, Outcome, Wanted
from sitrep.feeds.transport import Hosts

LOOPBACK = ("127.0.0.1",)
FEED = b"<rss><channel><title>t</title></channel></rss>"


@pytest.fixture
async def hosts() -> AsyncIterator[Hosts]:
    transport = Hosts(allow=LOOPBACK)
    yield transport
    await transport.aclose()


async def ask(transport: httpx.AsyncBaseTransport, wanted: Wanted | str, limits: Limits | None = None) -> Outcome:
    if isinstance(wanted, str):
        wanted = Wanted(wanted)
    return await fetch(transport, wanted, FakeClock(), limits=limits or Limits())


def always(reply: Reply) -> Callable[[Asked], Reply]:
    return lambda _: reply


async def test_a_body_comes_with_its_validators_byte_for_byte(hosts: Hosts) -> None:
    headers = {"ETag": 'W/"a b"', "Last-Modified": "Thu, 24 sep 2026 2:27 GMT", "Content-Type": "application/rss+xml"}
    async with serving(always(Reply(FEED, headers=headers))) as server:
        found = await ask(hosts, f"{server.url}/rss")
    assert isinstance(found, Fetched)
    assert (found.body, found.at, found.final_url) == (FEED, START, f"{server.url}/rss")
    assert (found.etag, found.last_modified) == ('W/"a b"', "Thu, 24 sep 2026 2:27 GMT")
    assert found.headers["content-type"] == "application/rss+xml"


async def test_the_validators_go_back_as_they_came(hosts: Hosts) -> None:
    async with serving(always(Reply(status=304))) as server:
        found = await ask(hosts, Wanted(server.url, 'W/"a b"', "Thu, 24 sep 2026 2:27 GMT"))
    assert isinstance(found, NotModified)
    assert server.asked[0].headers["if-none-match"] == 'W/"a b"'
    assert server.asked[0].headers["if-modified-since"] == "Thu, 24 sep 2026 2:27 GMT"


async def test_a_304_nobody_asked_for_is_a_failure(hosts: Hosts) -> None:
    async with serving(always(Reply(status=304))) as server:
        assert isinstance(await ask(hosts, server.url), Failed)


async def test_we_say_who_we_are_and_carry_nothing_else(hosts: Hosts) -> None:
    async with serving(always(Reply(FEED, headers={"Set-Cookie": "a=b"}))) as server:
        await ask(hosts, Wanted(server.url, address="https://desk.example/about"))
        await ask(hosts, server.url)
    first, second = (asked.headers for asked in server.asked)
    assert first["user-agent"].startswith("Mozilla/5.0 (compatible; sitrep/")
    assert first["user-agent"].endswith("; +https://desk.example/about)")
    assert second["accept-encoding"] == "gzip, deflate"
    assert not {"cookie", "referer"} & {*first, *second}


async def test_a_compressed_body_is_unpacked(hosts: Hosts) -> None:
    async with serving(always(Reply(gzip.compress(FEED), headers={"Content-Encoding": "gzip"}))) as server:
        found = await ask(hosts, server.url)
    assert isinstance(found, Fetched)
    assert found.body == FEED


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(status=404), "no feed at this address"),
        (Reply(status=403), "refuses us"),
        (Reply(status=403, headers={"cf-mitigated": "challenge"}), "browser check"),
        (Reply(status=500), "in trouble"),
        (Reply(status=418), "refuses the request"),
        (Reply(status=206), "no feed"),
        (Reply(FEED, headers={"Content-Encoding": "br"}), "not asked for"),
        (Reply(gzip.compress(bytes(40 << 20)), headers={"Content-Encoding": "gzip"}), "200 times"),
        (Reply(gzip.compress(gzip.compress(FEED)), headers={"Content-Encoding": "gzip, gzip"}), "more than once"),
        (Reply(FEED, announced=9000), "cut off"),
        (Reply(bytes(3 << 20)), "longer than 2 MiB"),
        (Reply(hang=True), "within 0.5 s"),
    ],
)
async def test_bad_weather_is_told_in_words(hosts: Hosts, reply: Reply, words: str) -> None:
    async with serving(always(reply)) as server:
        limits = Limits(total=0.5 if reply.hang else 20.0, wire=2 << 20)
        found = await ask(hosts, server.url, limits)
    assert isinstance(found, Failed)
    assert words in found.reason


async def test_garbage_instead_of_http_is_told_in_words(hosts: Hosts) -> None:
    async def rude(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"\x00\x01nonsense\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(rude, "127.0.0.1", 0) as server:
        found = await ask(hosts, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
    assert isinstance(found, Failed)
    assert "no HTTP" in found.reason


async def test_nobody_listening_is_told_in_words(hosts: Hosts) -> None:
    async with serving(always(Reply())) as server:
        pass
    found = await ask(hosts, server.url)
    assert isinstance(found, Failed)
    assert "could not be reached" in found.reason


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://", "nonsense", "http://[::1", "https://:0"]
)
async def test_only_web_addresses_are_asked(hosts: Hosts, url: str) -> None:
    assert isinstance(await ask(hosts, url), Failed)


async def test_gone_is_gone(hosts: Hosts) -> None:
    async with serving(always(Reply(status=410))) as server:
        found = await ask(hosts, server.url)
    assert isinstance(found, Failed)
    assert found.gone


@pytest.mark.parametrize("status", [429, 503])
async def test_come_later_is_kept_as_sent(hosts: Hosts, status: int) -> None:
    async with serving(always(Reply(status=status, headers={"Retry-After": "120"}))) as server:
        found = await ask(hosts, server.url)
    assert isinstance(found, Failed)
    assert (found.status, found.retry_after) == (status, "120")


def way(*steps: tuple[int, str]) -> Callable[[Asked], Reply]:
    """/0 leads to the place of the first step, /1 to the second's ... and everything else is the feed."""
    table = {f"/{n}": Reply(status=status, headers={"Location": place}) for n, (status, place) in enumerate(steps)}
    return lambda asked: table.get(asked.path, Reply(FEED))


async def test_a_redirect_is_followed_and_a_temporary_one_is_no_move(hosts: Hosts) -> None:
    async with serving(way((302, "/1"), (301, "/end"))) as server:
        found = await ask(hosts, f"{server.url}/0")
    assert isinstance(found, Fetched)
    assert (found.final_url, found.moved_to) == (f"{server.url}/end", "")


async def test_the_unbroken_run_of_permanent_redirects_is_a_move(hosts: Hosts) -> None:
    async with serving(way((301, "/1"), (308, "/2"), (302, "/end"))) as server:
        found = await ask(hosts, f"{server.url}/0")
    assert isinstance(found, Fetched)
    assert (found.final_url, found.moved_to) == (f"{server.url}/end", f"{server.url}/2")


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([(301, "/0")], "circle"),
        ([(301, "/1"), (301, "/0")], "circle"),
        ([(302, f"/{n}") for n in range(1, 9)], "more than 5"),
        ([(302, "file:///etc/passwd")], "no web address"),
        ([(302, "javascript:1")], "no web address"),
        ([(302, "")], "nowhere"),
        ([(302, "http://10.0.0.5/")], "private network"),
        ([(302, "http://127.0.0.2/")], "private network"),
        ([(302, "http://2130706434/")], "private network"),
        ([(302, "http://[::1]/")], "private network"),
        ([(302, "http://0.0.0.0/")], "private network"),
    ],
)  # fmt: skip
async def test_a_redirect_that_leads_astray_is_not_followed(
    hosts: Hosts, steps: list[tuple[int, str]], words: str
) -> None:
    async with serving(way(*steps)) as server:
        found = await ask(hosts, f"{server.url}/0")
    assert isinstance(found, Failed)
    assert words in found.reason


async def test_never_from_https_down_to_http() -> None:
    answers = {"https://a.example/": httpx.Response(301, headers={"location": "http://a.example/"})}
    transport = ScriptedTransport(answers)
    found = await ask(transport, "https://a.example/")
    assert isinstance(found, Failed)
    assert "down to http" in found.reason
    assert len(transport.asked) == 1


async def test_a_password_becomes_a_header_and_stays_with_its_host() -> None:
    transport = ScriptedTransport(
        {
            "https://a.example/": httpx.Response(302, headers={"location": "https://a.example/x"}),
            "https://a.example/x": httpx.Response(302, headers={"location": "https://b.example/"}),
            "https://b.example/": httpx.Response(200, content=FEED),
        }
    )
    found = await ask(transport, "https://me:p%40ss@a.example/")
    assert isinstance(found, Fetched)
    assert found.final_url == "https://b.example/"
    sent = [request.headers.get("authorization") for request in transport.asked]
    assert sent == ["Basic bWU6cEBzcw==", "Basic bWU6cEBzcw==", None]
    assert not any(request.url.userinfo for request in transport.asked)


async def test_one_question_a_host_at_once() -> None:
    together: dict[str, int] = {}
    most = 0

    class Slow(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            nonlocal most
            together[request.url.host] = together.get(request.url.host, 0) + 1
            most = max(most, together[request.url.host])
            assert sum(together.values()) <= 3
            await turns(3)
            together[request.url.host] -= 1
            return httpx.Response(200, content=FEED)

    line = Turns(at_once=3)
    urls = [f"https://{host}.example/{n}" for host in "abcde" for n in range(3)]
    found = await asyncio.gather(*(fetch(Slow(), Wanted(url), FakeClock(), line) for url in urls))
    assert all(isinstance(outcome, Fetched) for outcome in found)
    assert most == 1


async def test_who_waits_for_a_turn_at_a_host_that_asks_for_rest_does_not_ask() -> None:
    clock, waiting = FakeClock(), Turns()
    async with (
        serving(lambda _: Reply(status=429, headers={"Retry-After": "1800"})) as server,
        Hosts(LOOPBACK) as hosts,
    ):
        wanted = [Wanted(f"{server.url}/{n}") for n in range(4)]
        first, *others = await asyncio.gather(*(fetch(hosts, one, clock, waiting) for one in wanted))
        assert isinstance(first, Failed)
        assert (first.status, first.until) == (429, None)
        until = clock.now() + timedelta(seconds=1800)
        assert [getattr(other, "until", None) for other in others] == [until] * 3
        assert len(server.asked) == 1
        await clock.advance(1800)
        assert getattr(await fetch(hosts, wanted[1], clock, waiting), "status", 0) == 429


async def test_cancelling_is_not_weather(hosts: Hosts) -> None:
    async with serving(always(Reply(hang=True))) as server:
        task = asyncio.create_task(ask(hosts, server.url))
        await turns()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
