"""Only public addresses are dialled, on every hop, however they are spelt."""

import asyncio
from threading import Event

import httpcore
import httpx
import pytest
from fakes import FakeClock, Reply, serving

from sitrep.feeds.fetch import fetch
from sitrep.feeds.guard import GuardedBackend, Refused, aside, public, resolve
from sitrep.feeds.outcome import Failed, Fetched, Wanted
from sitrep.feeds.proxies import Proxies
from sitrep.feeds.transport import Hosts


@pytest.mark.parametrize("address", ["93.184.216.34", "1.1.1.1", "2606:4700::1111"])
def test_a_public_address_may_be_dialled(address: str) -> None:
    assert public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "2002:7f00:1::",
        "2001:0:7f00:1::", "localhost", "",
    ],
)  # fmt: skip
def test_an_inner_or_special_address_may_not(address: str) -> None:
    assert not public(address)


async def resolver(host: str, port: int) -> list[str]:
    table = {"inside.example": ["10.0.0.5"], "both.example": ["10.0.0.5", "127.0.0.1"], "own.example": ["127.0.0.1"]}
    if host not in table:
        raise OSError
    return table[host]


async def test_a_name_that_leads_inside_is_refused() -> None:
    with pytest.raises(Refused):
        await GuardedBackend(resolver=resolver).connect_tcp("inside.example", 80)


async def test_a_name_nobody_knows_is_no_connection() -> None:
    with pytest.raises(httpcore.ConnectError, match="was not found"):
        await GuardedBackend(resolver=resolver).connect_tcp("nowhere.example", 80)


async def test_a_local_socket_is_refused() -> None:
    with pytest.raises(Refused):
        await GuardedBackend().connect_unix_socket("/run/some.sock")


async def test_the_pool_of_httpx_dials_through_the_guard() -> None:
    """Watches the one private name of httpx that is used: without the guard this would be an answer."""
    async with serving(lambda _: Reply(b"x")) as server:
        hosts = Hosts()
        with pytest.raises(httpx.ConnectError):
            await hosts.handle_async_request(httpx.Request("GET", server.url))
        await hosts.aclose()
    assert not server.asked


async def test_an_allowed_host_may_stand_inside() -> None:
    async with serving(lambda _: Reply(b"x")) as server:
        hosts = Hosts(allow=["own.example"], resolver=resolver)
        found = await fetch(hosts, Wanted(f"http://own.example:{server.port}/"), FakeClock())
        refused = await fetch(hosts, Wanted(f"http://both.example:{server.port}/"), FakeClock())
        await hosts.aclose()
    assert isinstance(found, Fetched)
    assert isinstance(refused, Failed)
    assert server.asked[0].headers["host"] == f"own.example:{server.port}"


async def test_a_connection_is_kept_between_polls_and_the_oldest_goes_for_room() -> None:
    async with serving(lambda _: Reply(b"x")) as one, serving(lambda _: Reply(b"y")) as two:
        hosts = Hosts(allow=["127.0.0.1"], kept=1)
        for url in (one.url, one.url, two.url, one.url):
            assert isinstance(await fetch(hosts, Wanted(url), FakeClock()), Fetched)
        assert len(hosts._transports) == 1
        await hosts.aclose()


async def test_with_a_proxy_bare_inner_addresses_are_still_refused() -> None:
    async with serving(lambda _: Reply(b"<rss/>")) as proxy:
        hosts = Hosts(proxies=Proxies(proxy.url))
        through = await fetch(hosts, Wanted("http://feed.example/rss"), FakeClock())
        inside = await fetch(hosts, Wanted("http://192.168.1.1/rss"), FakeClock())
        await hosts.aclose()
    assert isinstance(through, Fetched)
    assert isinstance(inside, Failed)
    assert [asked.path for asked in proxy.asked] == ["http://feed.example/rss"]


async def test_many_hosts_at_once_make_room_for_one_another() -> None:
    async def everywhere(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    names = [*(f"h{n}.example" for n in range(60)), "last.example"]
    async with serving(lambda _: Reply(b"x")) as server:
        hosts = Hosts(allow=names, resolver=everywhere, kept=3)
        for _ in range(2):
            asked = (fetch(hosts, Wanted(f"http://{name}:{server.port}/"), FakeClock()) for name in names[:-1])
            assert all(isinstance(found, Fetched) for found in await asyncio.gather(*asked))
        await fetch(hosts, Wanted(f"http://last.example:{server.port}/"), FakeClock())
        assert len(hosts._transports) <= 3
        await hosts.aclose()


async def test_what_is_done_aside_comes_back_or_fails_here() -> None:
    assert await aside(lambda: 42) == 42
    assert await resolve("93.184.216.34", 443) == ["93.184.216.34"]
    with pytest.raises(OSError, match="no such name"):
        await aside(failing)


def failing() -> None:
    raise OSError("no such name")


def test_nothing_waits_at_the_end_for_a_name_that_is_still_asked_after() -> None:
    over, asked = Event(), Event()

    def silent() -> None:
        over.wait(30)
        asked.set()

    async def ask() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0):
                await aside(silent)

    asyncio.run(ask())
    assert not asked.is_set()
    over.set()
    assert asked.wait(30)
