"""A response's body, undone from its compression within bounds.

httpx decompresses without limit: 590 bytes can become 268 MB in one step. Here no step makes more than 64 KiB, and the
sum is watched while it grows.
"""

import zlib
from collections.abc import AsyncIterable

_STEP = 64 * 1024
RATIO = 200
RATIO_COUNTS_FROM = 1024 * 1024
_MEMBERS = 1000
"""Parts one gzip body may be joined from; servers send one, and each part costs a copy of the rest."""


class TooMuch(Exception):
    """The body passes a bound; says which in plain words."""


class Broken(Exception):
    """The body is cut off, damaged or in a coding that was not asked for; says which in plain words."""


class _Inflater:
    """One compressed stream: gzip of any number of members, zlib, or bare deflate."""

    def __init__(self, coding: str) -> None:
        self._gzip = coding != "deflate"
        self._member = self._fresh()
        self._members = 1
        self._began = False

    def step(self, data: bytes) -> tuple[bytes, bytes]:
        """At most 64 KiB of text, and what of `data` is still to be undone."""
        if self._member.eof:
            if not self._gzip or not data.strip(b"\0"):
                return b"", b""  # padding behind the stream is harmless
            self._member = self._fresh()
            self._members += 1
            if self._members > _MEMBERS:
                raise Broken("the compressed answer is in too many parts")
        try:
            text = self._member.decompress(data, _STEP)
        except zlib.error:
            if self._gzip or self._began:
                raise Broken("the compressed answer is damaged") from None
            self._member = zlib.decompressobj(-zlib.MAX_WBITS)  # "deflate" without the zlib frame, as some servers send
            self._began = True
            return self.step(data)
        self._began = True
        return text, self._member.unused_data if self._member.eof else self._member.unconsumed_tail

    @property
    def whole(self) -> bool:
        return self._member.eof

    def _fresh(self) -> "zlib._Decompress":
        return zlib.decompressobj(zlib.MAX_WBITS | 16 if self._gzip else zlib.MAX_WBITS)


async def bounded(chunks: AsyncIterable[bytes], coding: str, wire_limit: int, text_limit: int) -> bytes:
    """The decoded body of `chunks`, the bytes as they came over the wire.

    `coding` is the Content-Encoding header: "", identity, gzip, x-gzip or deflate, one of them. Raises TooMuch past
    `wire_limit` bytes received, `text_limit` bytes decoded, or a ratio over 200 once past 1 MiB; Broken for the rest.
    """
    names = [name for part in coding.split(",") if (name := part.strip().casefold()) not in {"", "identity"}]
    if len(names) > 1:
        raise Broken("the answer is compressed more than once")
    if names and names[0] not in {"gzip", "x-gzip", "deflate"}:
        raise Broken("the answer is compressed in a way that was not asked for")
    inflater = _Inflater(names[0]) if names else None
    body = bytearray()
    wire = 0
    async for chunk in chunks:
        wire += len(chunk)
        if wire > wire_limit:
            raise TooMuch(f"the answer is longer than {wire_limit >> 20} MiB")
        if inflater is None:
            body += chunk
        else:
            _inflate(inflater, chunk, body, wire, text_limit)
        _check(len(body), wire, text_limit)
    if inflater is not None and wire and not inflater.whole:
        raise Broken("the compressed answer is cut off")
    return bytes(body)


def _inflate(inflater: _Inflater, chunk: bytes, body: bytearray, wire: int, text_limit: int) -> None:
    rest = chunk
    while True:
        text, rest = inflater.step(rest)
        body += text
        _check(len(body), wire - len(rest), text_limit)  # held against what was used up: a bomb shows at its first MiB
        # A full step may leave text inside zlib with no input left: ask once more.
        if not rest and len(text) < _STEP:
            return


def _check(text: int, wire: int, text_limit: int) -> None:
    if text > text_limit:
        raise TooMuch(f"the answer unpacks to more than {text_limit >> 20} MiB")
    if text > RATIO_COUNTS_FROM and text > RATIO * wire:
        raise TooMuch(f"the answer unpacks to more than {RATIO} times its size")
