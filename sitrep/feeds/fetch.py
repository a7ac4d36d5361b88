"""One bounded, conditional GET. Whatever the network does is a value; only cancelling passes through.

Rules: RFC 9110 (conditional requests, redirects, Retry-After), and what feed publishers ask of pollers: validators
byte for byte, no cookies, no Referer, an address to complain to.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from ssl import SSLError
from typing import NamedTuple

import httpx
import msgspec
from msgspec import structs

from sitrep import __version__
from sitrep.clock import Clock, stopwatch
from sitrep.feeds.decode import Broken, TooMuch, bounded
from sitrep.feeds.guard import Refused
from sitrep.feeds.outcome import Failed, Fetched, NotModified, Outcome, Wanted
from sitrep.feeds.schedule import rest_of
from sitrep.feeds.transport import PROXY, WRONG_PROXY
from sitrep.model.address import basic, same_origin

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_LONGEST_VALIDATOR = 1024


class Limits(msgspec.Struct, frozen=True):
    """Bounds of one fetch: seconds to connect and in all, bytes received and decoded, redirects followed."""

    connect: float = 5.0
    total: float = 20.0
    wire: int = 8 * 1024 * 1024
    decoded: int = 16 * 1024 * 1024
    redirects: int = 5


LIMITS = Limits()

May = Callable[[str], Awaitable[str]]
"""Why an address may not be asked for, "" where it may: a site's robots.txt."""


class Turns:
    """Who may ask now: one request a host at once, so many in all, and none of a host that asked for rest."""

    def __init__(self, at_once: int = 8) -> None:
        self._all = asyncio.Semaphore(at_once)
        self._hosts: dict[str, asyncio.Lock] = {}
        self._waiting: dict[str, int] = {}
        self._resting: dict[str, datetime] = {}

    @asynccontextmanager
    async def at(self, host: str) -> AsyncIterator[None]:
        """Waits for a turn at `host`, and gives it back."""
        lock = self._hosts.setdefault(host, asyncio.Lock())
        self._waiting[host] = self._waiting.get(host, 0) + 1
        try:
            async with lock, self._all:
                yield
        finally:
            self._waiting[host] -= 1
            if not self._waiting[host]:
                del self._waiting[host], self._hosts[host]

    def rest(self, host: str, until: datetime) -> None:
        """Lets nobody ask `host` before that moment (UTC), not even those who wait for their turn already."""
        self._resting[host] = until

    def rests(self, host: str, now: datetime) -> datetime | None:
        """Until when `host` wants no questions; None where it may be asked."""
        until = self._resting.get(host)
        if until is not None and until <= now:
            del self._resting[host]
            return None
        return until


async def fetch(
    transport: httpx.AsyncBaseTransport,
    wanted: Wanted,
    clock: Clock,
    turns: Turns | None = None,
    limits: Limits = LIMITS,
    may: May | None = None,
) -> Outcome:
    """Asks once, following redirects. `turns` keep it polite at every hop; waiting for one is not counted as time.

    Never from https down to http; credentials stay with the origin they were given for. `may` is asked before every
    hop.
    """
    host = ""
    try:
        question = _Question(transport, wanted, httpx.URL(wanted.url), clock, limits)
        host = question.url.host
        return await _follow(question, turns or Turns(), may)
    except TimeoutError:
        return Failed(clock.now(), f"no whole answer within {limits.total:g} s")
    except (TooMuch, Broken) as error:
        return Failed(clock.now(), str(error))
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, ValueError) as error:
        return Failed(clock.now(), _plainly(error, host))


class _Question(NamedTuple):
    """One fetch with what every hop of it needs; `url` is the address of `wanted`."""

    transport: httpx.AsyncBaseTransport
    wanted: Wanted
    url: httpx.URL
    clock: Clock
    limits: Limits


async def _follow(question: _Question, turns: Turns, may: May | None) -> Outcome:
    clock, limits = question.clock, question.limits
    here, moved_to, permanent = _bare(question.url), "", True
    seen = {here}
    left = limits.total
    for _ in range(limits.redirects + 1):
        if may is not None and (refusal := await may(str(here))):
            return Failed(clock.now(), refusal)
        async with turns.at(here.host):
            if (until := turns.rests(here.host, clock.now())) is not None:
                return Failed(clock.now(), "its host asked for rest", until=until)
            begun = stopwatch()
            async with asyncio.timeout(left):
                found = await _hop(question, here)
            left -= stopwatch() - begun
            if isinstance(found, Failed) and found.status in {429, 503}:
                now = clock.now()
                turns.rest(here.host, now + timedelta(seconds=rest_of(found.retry_after, now)))
        if isinstance(found, Failed):
            return found
        if not isinstance(found, _Elsewhere):
            return structs.replace(found, moved_to=moved_to)
        permanent = permanent and found.permanent
        if permanent:
            moved_to = str(found.there)
        if found.there in seen:
            return Failed(clock.now(), "the redirects go in a circle")
        seen.add(found.there)
        here = found.there
    return Failed(clock.now(), f"more than {limits.redirects} redirects")


class _Elsewhere(NamedTuple):
    """A redirect, and whether it is meant for good."""

    there: httpx.URL
    permanent: bool


async def _hop(question: _Question, here: httpx.URL) -> Outcome | _Elsewhere:
    """One request and its answer. Raises whatever the transport does, TooMuch and Broken."""
    response = await question.transport.handle_async_request(_request(question, here))
    try:
        if response.status_code not in _REDIRECTS:
            return await _outcome(question, here, response)
        there = _location(here, response.headers.get("location", ""))
    finally:
        await response.aclose()
    if isinstance(there, str):
        return Failed(question.clock.now(), there, response.status_code)
    return _Elsewhere(_bare(there), response.status_code in _PERMANENT)


def _request(question: _Question, here: httpx.URL) -> httpx.Request:
    wanted, limits = question.wanted, question.limits
    complaints = f"; +{wanted.address}" if wanted.address else ""
    headers = {
        "User-Agent": f"Mozilla/5.0 (compatible; sitrep/{__version__}{complaints})",
        "Accept": wanted.accept,
        "Accept-Encoding": "gzip, deflate",
    }
    if wanted.etag:
        headers["If-None-Match"] = wanted.etag
    if wanted.last_modified:
        headers["If-Modified-Since"] = wanted.last_modified
    secret = wanted.authorization or basic(wanted.url)
    if secret and same_origin(str(here), str(question.url)):
        headers["Authorization"] = secret
    timeout = {"connect": limits.connect, "read": limits.total, "write": limits.total, "pool": limits.total}
    return httpx.Request("GET", here, headers=headers, extensions={"timeout": timeout, PROXY: wanted.proxy})


async def _outcome(question: _Question, here: httpx.URL, response: httpx.Response) -> Outcome:
    wanted, limits, now = question.wanted, question.limits, question.clock.now
    headers = {name.casefold(): value for name, value in response.headers.items()}
    etag, modified = _validator(headers, "etag"), _validator(headers, "last-modified")
    if response.status_code == 304 and (wanted.etag or wanted.last_modified):
        return NotModified(now(), headers, etag, modified)
    if response.status_code not in {200, 203}:
        return _failed(response.status_code, headers, now())
    assert isinstance(response.stream, httpx.AsyncByteStream)
    body = await bounded(response.stream, headers.get("content-encoding", ""), limits.wire, limits.decoded)
    return Fetched(now(), body, headers, str(here), etag, modified)


def _failed(status: int, headers: Mapping[str, str], at: datetime) -> Failed:
    retry_after = headers.get("retry-after", "") if status in {429, 503} else ""
    if headers.get("cf-mitigated") == "challenge":
        return Failed(at, "the site asks for a browser check", status, retry_after)
    return Failed(at, f"{_WORDS.get(status) or _kind(status)} ({status})", status, retry_after, gone=status == 410)


_WORDS = {
    204: "the answer was empty",
    304: "the server says nothing changed, though nothing was known",
    401: "the site asks for a password",
    403: "the site refuses us",
    404: "there is no feed at this address",
    410: "the publisher ended this feed",
    429: "the site asks us to come less often",
    451: "the feed is blocked for legal reasons",
    503: "the site is not available for now",
}


def _kind(status: int) -> str:
    if status >= 500:
        return "the site is in trouble"
    return "the site refuses the request" if status >= 400 else "an answer that is no feed"


def _validator(headers: Mapping[str, str], name: str) -> str:
    value = headers.get(name, "")
    return value if len(value) <= _LONGEST_VALIDATOR and value.isascii() and value.isprintable() else ""


def _location(here: httpx.URL, raw: str) -> httpx.URL | str:
    """Where a redirect leads, or why it is not followed."""
    if not raw:
        return "a redirect that leads nowhere"
    try:
        there = here.join(raw)
    except (httpx.InvalidURL, ValueError):
        return "a redirect to something that is no web address"
    if there.scheme not in {"http", "https"} or not there.host:
        return "a redirect to something that is no web address"
    if here.scheme == "https" and there.scheme == "http":
        return "a redirect from https down to http"
    return there


def _bare(url: httpx.URL) -> httpx.URL:
    """The address without name, password and fragment: the only form that is sent, kept or shown."""
    return url.copy_with(username="", password="", fragment=None) if url.userinfo or url.fragment else url


def _plainly(error: Exception, host: str) -> str:
    for cause in _causes(error):
        if isinstance(cause, Refused):
            return str(cause)
        if isinstance(cause, SSLError):
            return "the secure connection failed (certificate or TLS)"
    match error:
        case httpx.ConnectTimeout():
            return f"{host} did not answer in time"
        case httpx.TimeoutException():
            return "the answer took too long"
        case httpx.ConnectError():
            return str(error) if "was not found" in str(error) else f"{host} could not be reached"
        case httpx.RemoteProtocolError():
            return "the answer was cut off or is no HTTP"
        case httpx.UnsupportedProtocol():
            return "only http and https addresses are fetched"
        case httpx.ProxyError():
            return str(error) if str(error) == WRONG_PROXY else "the proxy refuses"
        case httpx.InvalidURL() | ValueError():
            return "the address is not a web address"
    return "the connection broke"


def _causes(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found
