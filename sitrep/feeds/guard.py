"""Dials public addresses only. A feed, or a redirect of one, must not reach the machines behind the user's firewall.

The check stands where the connection is made, after the name was resolved, and the very address that was checked is
dialled: a name that changes its mind in between (DNS rebinding) gains nothing.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Collection, Iterable
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import Any, TypeVar

import httpcore

T = TypeVar("T")

Resolver = Callable[[str, int], Awaitable[list[str]]]
"""Host and port -> addresses as text. Raises OSError where the name has none."""

_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
_SITE_LOCAL = ipaddress.ip_network("fec0::/10")
_SHARED = ipaddress.ip_network("100.64.0.0/10")

INSIDE = "{} is an address inside a private network; [poll] private_hosts may allow it"
"""Said of a host that is refused."""


class Refused(httpcore.ConnectError):
    """The host has no address that may be dialled."""


def public(address: str) -> bool:
    """True for an address anyone on the internet could reach: not loopback, private, shared (CGNAT), link-local,
    multicast or reserved, nor one of these wrapped in IPv6 (mapped, 6to4, Teredo, NAT64)."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found in _SITE_LOCAL or any(found in network for network in _NAT64):
            return False
        if found.sixtofour is not None or found.teredo is not None:
            return False
        if found.ipv4_mapped is not None:
            return public(str(found.ipv4_mapped))
    elif found in _SHARED:
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


async def resolve(host: str, port: int) -> list[str]:
    """The system's answer for `host`. Raises OSError where it has none."""
    if _literal(host):
        return [host]  # nothing to ask a thread for
    found = await aside(partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM))
    return [str(entry[4][0]) for entry in found]


async def aside(work: Callable[[], T]) -> T:
    """What `work` gives, done on a thread of its own that the end of the program does not wait for; raises as it does.

    A name server that is silent holds a thread for many seconds, and nobody can call it off. Those of the loop's own
    pool are few, so that other names would wait behind it, and are waited for before the program may end.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def settle(give: Callable[[], None]) -> None:
        if not done.done():  # else nobody waits for it any more
            give()

    def run() -> None:
        try:
            give = partial(done.set_result, work())
        except Exception as error:  # noqa: BLE001 - raised where it is waited for
            give = partial(done.set_exception, error)
        with suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(settle, give)

    Thread(target=run, name="names", daemon=True).start()
    return await done


def _literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """httpcore's connections, made to checked addresses alone.

    `allow` names hosts that may stand anywhere (a feed of one's own network, a proxy, a test's server).
    """

    def __init__(self, allow: Collection[str] = (), resolver: Resolver = resolve) -> None:
        self._allow = frozenset(host.casefold() for host in allow)
        self._resolve = resolver
        self._dial = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first address of `host` that may be dialled and answers, within `timeout` seconds in all.

        Raises Refused, httpcore.ConnectError or httpcore.ConnectTimeout.
        """
        try:
            async with asyncio.timeout(timeout):
                return await self._connect(host, port, local_address, socket_options)
        except TimeoutError:
            raise httpcore.ConnectTimeout(f"no connection to {host} within {timeout} s") from None

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.AsyncNetworkStream:
        """Always refused: no feed lives in a file of this machine."""
        raise Refused("local sockets are not dialled")

    async def sleep(self, seconds: float) -> None:
        """Never needed: retries are the schedule's."""
        await self._dial.sleep(seconds)

    async def _connect(
        self, host: str, port: int, local_address: str | None, socket_options: Iterable[Any] | None
    ) -> httpcore.AsyncNetworkStream:
        try:
            addresses = list(dict.fromkeys(await self._resolve(host, port)))
        except (OSError, UnicodeError):
            raise httpcore.ConnectError(f"the name {host} was not found") from None
        if host.casefold() not in self._allow:
            addresses = [address for address in addresses if public(address)]
            if not addresses:
                raise Refused(INSIDE.format(host))
        failure: httpcore.ConnectError | None = None
        for address in addresses:
            try:
                return await self._dial.connect_tcp(address, port, None, local_address, socket_options)
            except httpcore.ConnectError as error:
                failure = error
        raise failure or httpcore.ConnectError(f"the name {host} has no address")
