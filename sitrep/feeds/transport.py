"""A small httpx transport for each host, behind one router: one pool over hundreds of hosts costs seconds of CPU.

All share one TLS context (making one takes 40 ms) and one guarded network backend.
"""

import sys
from collections import OrderedDict
from collections.abc import AsyncIterator, Collection
from importlib.util import find_spec
from ssl import SSLContext

import httpx

from sitrep.feeds.guard import INSIDE, GuardedBackend, Resolver, public, resolve
from sitrep.feeds.proxies import Proxies

KEPT = 128
"""Hosts whose connections are kept; beyond that the one unused longest is closed. Each holds one socket or two."""

_NO_PROXIES = Proxies()

# httpcore asks for this optional package at every lock it takes. Where it is missing, Python would search the disk for
# it each time, a sixth of what a poll costs; an entry of None says at once that it is not there.
if find_spec("sniffio") is None:
    sys.modules["sniffio"] = None  # type: ignore[assignment]  # what the import system takes for "no such module"

PROXY = "sitrep.proxy"
"""The request extension that names the proxy of its feed, "" for the usual way."""

WRONG_PROXY = "only http and https proxies can be used"

Place = tuple[str, str, int | None, str]


class Hosts(httpx.AsyncBaseTransport):
    """Routes each request to the transport of its scheme, host, port and proxy.

    `allow` and `resolver` as in GuardedBackend. With a proxy, the proxy resolves names and may itself stand anywhere;
    only hosts given as bare addresses can be checked here.
    """

    def __init__(
        self,
        allow: Collection[str] = (),
        proxies: Proxies = _NO_PROXIES,
        resolver: Resolver = resolve,
        kept: int = KEPT,
    ) -> None:
        self._proxies = proxies
        self._allow = frozenset(host.casefold() for host in allow)
        self._resolver = resolver
        self._direct = GuardedBackend(allow, resolver)
        self._kept = kept
        self._tls: SSLContext = httpx.create_ssl_context()
        self._transports: OrderedDict[Place, _Host] = OrderedDict()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """As httpx's own. Raises UnsupportedProtocol for all but http and https, ConnectError if refused."""
        url = request.url
        if url.scheme not in {"http", "https"}:
            raise httpx.UnsupportedProtocol(f"{url.scheme or 'no scheme'} is not http or https", request=request)
        proxy = self._proxies.way(url.scheme, url.host, request.extensions.get(PROXY, ""))
        if proxy and _is_address(url.host) and not public(url.host) and url.host not in self._allow:
            raise httpx.ConnectError(INSIDE.format(url.host), request=request)
        place = (url.scheme, url.host, url.port, proxy)
        host = self._transports.get(place)
        surplus: list[_Host] = []
        if host is None:
            surplus = self._surplus()
            host = self._transports[place] = _Host(self._transport(proxy))
        self._transports.move_to_end(place)
        # Busy from here on, before anything is waited for: another request that makes room must not close it.
        host.busy += 1
        for idle in surplus:
            await idle.transport.aclose()
        return await host.send(request)

    async def aclose(self) -> None:
        """Closes every connection."""
        while self._transports:
            await self._transports.popitem()[1].transport.aclose()

    def _surplus(self) -> list["_Host"]:
        """The hosts that go for the next one's room, unused longest; taken out at once, closed by who asked."""
        idle = [place for place, host in self._transports.items() if not host.busy]
        return [self._transports.pop(place) for place in idle[: max(0, len(self._transports) - self._kept + 1)]]

    def _transport(self, proxy: str) -> httpx.AsyncHTTPTransport:
        if proxy and not proxy.startswith(("http://", "https://")):
            raise httpx.ProxyError(WRONG_PROXY)
        way = httpx.Proxy(proxy) if proxy else None
        transport = httpx.AsyncHTTPTransport(
            verify=self._tls,
            trust_env=False,
            limits=httpx.Limits(max_connections=2, max_keepalive_connections=1, keepalive_expiry=60.0),
            proxy=way,
        )
        # httpx has no public way to hand its pool a network backend; the version is pinned and a test watches this.
        # Through a proxy nothing but the proxy is dialled, so its host alone is let through, and not for direct ways.
        backend = GuardedBackend([way.url.host], self._resolver) if way else self._direct
        transport._pool._network_backend = backend
        return transport


class _Host:
    """One host's transport and how many of its answers are still being read: a busy one is never closed for room."""

    def __init__(self, transport: httpx.AsyncHTTPTransport) -> None:
        self.transport = transport
        self.busy = 0

    async def send(self, request: httpx.Request) -> httpx.Response:
        """Sends, for who has counted it busy; it is so until the answer is closed."""
        try:
            response = await self.transport.handle_async_request(request)
        except BaseException:
            self.busy -= 1
            raise
        assert isinstance(response.stream, httpx.AsyncByteStream)
        response.stream = _Counted(response.stream, self)
        return response


class _Counted(httpx.AsyncByteStream):
    def __init__(self, stream: httpx.AsyncByteStream, host: _Host) -> None:
        self._stream = stream
        self._host: _Host | None = host

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._stream:
            yield chunk

    async def aclose(self) -> None:
        host, self._host = self._host, None
        if host is not None:
            host.busy -= 1
            await self._stream.aclose()


def _is_address(host: str) -> bool:
    return host == "localhost" or ":" in host or host.replace(".", "").isdigit()
