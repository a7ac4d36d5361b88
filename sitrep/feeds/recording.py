"""A recording: a folder of what feeds sent, byte for byte, with its times. It is the form of a bug report.

    recording.json     which feeds, and when it began
    exchanges.jsonl    a line an answer, in the order in which they were complete
    bodies/000001      the body of answer 1, as it came over the wire (compressed where the server compressed it)

`Recorder` writes one around any transport; `Replayer` is a transport that answers from one. No credential is ever in
it: requests are not kept, cookies and the like are left out of the headers, and feeds with a secret are not recorded.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from ssl import SSLError
from typing import Any, Literal, TypedDict

import httpx
import msgspec

from sitrep.clock import Clock
from sitrep.feeds.guard import Refused
from sitrep.model.article import Source

FORMAT = 1
"""Raised whenever an older recording can't be read any more."""
ABOUT, EXCHANGES, BODIES = "recording.json", "exchanges.jsonl", "bodies"

PRIVATE_HEADERS = frozenset(
    {"set-cookie", "set-cookie2", "authorization", "proxy-authorization", "authentication-info", "www-authenticate",
     "proxy-authenticate", "proxy-authentication-info"}
)  # fmt: skip
"""Headers of an answer that may name a person or open a door."""


class Recorded(msgspec.Struct, frozen=True):
    """One recorded feed: its source, and the seconds between two polls."""

    source: Source
    every: float


class About(msgspec.Struct, frozen=True):
    """recording.json: the format, the sitrep that wrote it, when it began (UTC), and the feeds."""

    format: int
    sitrep: str
    begun: datetime
    feeds: tuple[Recorded, ...]


Ending = Literal["whole", "cut", "timeout", "error"]


class Exchange(msgspec.Struct, frozen=True):
    """One answer. `at` is when it was complete (UTC), `body` the name of its body's file, "" for none.

    `ended`: whole; cut, where sitrep had enough of it; timeout; or error, named by httpx's class with its words, and
    `cause` where that says more ("refused" by the guard of addresses, "tls").
    """

    at: datetime
    url: str
    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""
    ended: Ending = "whole"
    error: str = ""
    words: str = ""
    cause: str = ""


class BrokenRecording(Exception):
    """The folder can't be replayed, or not be recorded into; the message says why."""


class Recorder(httpx.AsyncBaseTransport):
    """Passes requests on and writes down what comes back. `begin` makes the folder; `stop` ends the writing: what is
    under way then is not a timeout of the server's. `trouble` is why no more can be written, as on a full disk, and
    `ended` is set then: what was written before is a whole recording.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.written = 0
        self.trouble = ""
        self.ended = asyncio.Event()
        self._folder = folder
        self._clock = clock
        self._inner: httpx.AsyncBaseTransport | None = None
        self._stopped = False

    def begin(self, version: str, feeds: Sequence[Recorded]) -> None:
        """Makes the folder. Raises BrokenRecording where there is something in it already or it can't be written."""
        about = About(FORMAT, version, self._clock.now(), tuple(feeds))
        try:
            (self._folder / BODIES).mkdir(parents=True, exist_ok=True)
            if (self._folder / ABOUT).exists():
                raise BrokenRecording(f"{self._folder}: there is a recording in it already; name another folder")
            (self._folder / ABOUT).write_bytes(msgspec.json.format(msgspec.json.encode(about), indent=2) + b"\n")
            (self._folder / EXCHANGES).touch()
        except OSError as error:
            raise BrokenRecording(f"{self._folder}: {error.strerror}") from None

    def around(self, inner: httpx.AsyncBaseTransport) -> httpx.AsyncBaseTransport:
        """This recorder, as a transport that asks `inner`."""
        self._inner = inner
        return self

    def stop(self) -> None:
        """Writes nothing more."""
        self._stopped = True

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """As the inner transport's own."""
        assert self._inner is not None, "around() comes first"
        url = str(request.url)
        try:
            response = await self._inner.handle_async_request(request)
        except asyncio.CancelledError:
            self.write(Exchange(self._clock.now(), url, ended="timeout"), b"")
            raise
        except httpx.TransportError as error:
            self.write(Exchange(self._clock.now(), url, **_why(error)), b"")
            raise
        assert isinstance(response.stream, httpx.AsyncByteStream)
        kept = tuple((k, v) for k, v in response.headers.multi_items() if k.lower() not in PRIVATE_HEADERS)
        started = Exchange(self._clock.now(), url, response.status_code, kept)
        response.stream = _Tee(response.stream, started, self)
        return response

    def write(self, exchange: Exchange, body: bytes) -> None:
        """One answer more. The body is on disk before the line that names it: a torn recording loses its last line."""
        if self._stopped:
            return
        name = f"{self.written + 1:06}" if body else ""
        line = msgspec.structs.replace(exchange, at=self._clock.now(), body=name)
        try:
            if name:
                (self._folder / BODIES / name).write_bytes(body)
            with (self._folder / EXCHANGES).open("ab") as lines:
                lines.write(msgspec.json.encode(line) + b"\n")
        except OSError as error:
            self.trouble = error.strerror or str(error)
            self.stop()
            self.ended.set()
        else:
            self.written += 1


class _Tee(httpx.AsyncByteStream):
    """A body that is written down while it is read."""

    def __init__(self, stream: httpx.AsyncByteStream, exchange: Exchange, recorder: Recorder) -> None:
        self._stream = stream
        self._exchange: Exchange | None = exchange
        self._recorder = recorder
        self._body = bytearray()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._stream:
                self._body += chunk
                yield chunk
        except asyncio.CancelledError:
            self._end(ended="timeout")
            raise
        except httpx.TransportError as error:
            self._end(**_why(error))
            raise
        self._end(ended="whole")

    async def aclose(self) -> None:
        self._end(ended="cut")
        await self._stream.aclose()

    def _end(self, **how: Any) -> None:
        exchange, self._exchange = self._exchange, None
        if exchange is not None:
            self._recorder.write(msgspec.structs.replace(exchange, **how), bytes(self._body))


class _Why(TypedDict):
    ended: Ending
    error: str
    words: str
    cause: str


def _why(error: httpx.TransportError) -> _Why:
    cause, words = "", str(error)
    found: BaseException | None = error
    while found is not None:
        if isinstance(found, Refused):
            cause, words = "refused", str(found)
        elif isinstance(found, SSLError):
            cause = "tls"
        found = found.__cause__ or found.__context__
    return {"ended": "error", "error": type(error).__name__, "words": words, "cause": cause}


class Recording(msgspec.Struct, frozen=True):
    """A recording that was opened: what it is about, its answers in order, and whether its last line was torn."""

    folder: Path
    about: About
    exchanges: tuple[Exchange, ...]
    torn: bool = False

    def body(self, exchange: Exchange) -> bytes:
        """The body as it came over the wire. Raises BrokenRecording where its file is missing."""
        if not exchange.body:
            return b""
        path = self.folder / BODIES / Path(exchange.body).name
        try:
            return path.read_bytes()
        except OSError as error:
            raise BrokenRecording(f"{path}: {error.strerror}") from None


def opened(folder: Path) -> Recording:
    """The recording in a folder. Raises BrokenRecording with file and line where none can be read."""
    path = folder / ABOUT
    try:
        about = msgspec.json.decode(path.read_bytes(), type=About)
        lines = (folder / EXCHANGES).read_bytes().split(b"\n")
    except OSError as error:
        raise BrokenRecording(f"{error.filename or path}: {error.strerror}; no recording is here") from None
    except msgspec.MsgspecError as error:
        raise BrokenRecording(f"{path}: {error}") from None
    if about.format != FORMAT:
        raise BrokenRecording(f"{path}: format {about.format}, this sitrep reads {FORMAT}")
    exchanges = []
    for number, line in enumerate(lines[:-1], 1):
        try:
            exchanges.append(msgspec.json.decode(line, type=Exchange))
        except msgspec.MsgspecError as error:
            raise BrokenRecording(f"{folder / EXCHANGES}:{number}: {error}") from None
    return Recording(folder, about, tuple(exchanges), torn=bool(lines[-1]))


class Replayer(httpx.AsyncBaseTransport):
    """Answers each address from a recording, in the order in which its answers came.

    `due` are the answers nobody has asked for yet. An address that was never recorded answers as if it were down.
    """

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._waiting: dict[str, deque[int]] = defaultdict(deque)
        for number, exchange in enumerate(recording.exchanges):
            self._waiting[exchange.url].append(number)
        self._given: set[int] = set()

    def due(self) -> Iterator[Exchange]:
        """The answers in order, without those that were given meanwhile."""
        for number, exchange in enumerate(self._recording.exchanges):
            if number not in self._given:
                yield exchange

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The next answer recorded for the address. Raises what was raised."""
        waiting = self._waiting.get(str(request.url))
        if not waiting:
            raise httpx.ConnectError("not in the recording", request=request)
        number = waiting.popleft()
        self._given.add(number)
        exchange = self._recording.exchanges[number]
        if not exchange.status:
            raise _again(exchange)
        body = self._recording.body(exchange)
        return httpx.Response(exchange.status, headers=list(exchange.headers), stream=_Played(exchange, body))


class _Played(httpx.AsyncByteStream):
    """A recorded body, with its end."""

    def __init__(self, exchange: Exchange, body: bytes) -> None:
        self._exchange = exchange
        self._body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        if self._body:
            yield self._body
        if self._exchange.ended in ("timeout", "error"):
            raise _again(self._exchange)


def _again(exchange: Exchange) -> Exception:
    """What happened then, as it is raised now."""
    if exchange.ended == "timeout":
        return TimeoutError()
    kind = getattr(httpx, exchange.error, None)
    if not (isinstance(kind, type) and issubclass(kind, httpx.TransportError)):
        kind = httpx.TransportError
    error: httpx.TransportError = kind(exchange.words)
    if exchange.cause == "refused":
        error.__cause__ = Refused(exchange.words)
    elif exchange.cause == "tls":
        error.__cause__ = SSLError(exchange.words)
    return error
