"""Values as the bytes a row holds: msgpack, then a CRC-32 of it. SQLite does not notice a flipped bit inside a value; a
toll that changed on a failing disk would be believed. A row whose seal does not fit is a lost row, never a figure.
"""

from collections.abc import Callable
from typing import TypeVar
from zlib import crc32

import msgspec

_pack = msgspec.msgpack.Encoder().encode
_SEAL = 4

T = TypeVar("T")


class Broken(Exception):
    """These bytes are not what was written."""


def sealed(value: msgspec.Struct, beside: str = "") -> bytes:
    """The bytes of `value`, sealed together with the text that stands in other columns of its row."""
    packed = _pack(value)
    return packed + crc32(packed, crc32(beside.encode())).to_bytes(_SEAL, "big")


def opener(kind: type[T]) -> Callable[[object, str], T]:
    """A function from sealed bytes (and the text beside them) to the value. It raises Broken."""
    decode = msgspec.msgpack.Decoder(kind).decode

    def opened(data: object, beside: str = "") -> T:
        if not isinstance(data, bytes) or not isinstance(beside, str) or len(data) <= _SEAL:
            raise Broken
        if crc32(data[:-_SEAL], crc32(beside.encode())) != int.from_bytes(data[-_SEAL:], "big"):
            raise Broken
        try:
            return decode(memoryview(data)[:-_SEAL])
        except msgspec.MsgspecError:
            raise Broken from None

    return opened
