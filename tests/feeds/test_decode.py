"""A compressed body is undone within bounds, whatever it is."""

import gzip
import zlib
from collections.abc import AsyncIterator

import pytest

from sitrep.feeds.decode import Broken, TooMuch, bounded

WIRE, TEXT = 1 << 20, 4 << 20
PLAIN = b"<rss>" + bytes(range(256)) * 300 + b"</rss>"


async def in_pieces(body: bytes, size: int = 1000) -> AsyncIterator[bytes]:
    for start in range(0, len(body), size):
        yield body[start : start + size]


async def undone(body: bytes, coding: str) -> bytes:
    return await bounded(in_pieces(body), coding, WIRE, TEXT)


def bare_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (PLAIN, ""),
        (PLAIN, "identity"),
        (gzip.compress(PLAIN), "gzip"),
        (gzip.compress(PLAIN), "X-GZIP"),
        (gzip.compress(PLAIN), "identity, gzip"),
        (gzip.compress(PLAIN[:1000]) + gzip.compress(PLAIN[1000:]), "gzip"),
        (gzip.compress(PLAIN) + b"\0" * 8, "gzip"),
        (zlib.compress(PLAIN), "deflate"),
        (bare_deflate(PLAIN), "deflate"),
    ],
)
async def test_every_coding_we_ask_for_is_undone(body: bytes, coding: str) -> None:
    assert await undone(body, coding) == PLAIN


async def test_a_stream_that_ends_before_its_text_is_all_out_is_whole() -> None:
    text = b"a" * (64 * 1024 + 37)  # a step and a little: zlib has taken in all bytes when the step is full
    assert await undone(bare_deflate(text), "deflate") == text


@pytest.mark.parametrize(
    ("body", "coding", "words"),
    [
        (gzip.compress(gzip.compress(PLAIN)), "gzip, gzip", "more than once"),
        (PLAIN, "br", "not asked for"),
        (gzip.compress(PLAIN)[:-20], "gzip", "cut off"),
        (PLAIN, "gzip", "damaged"),
        (PLAIN, "deflate", "damaged"),
    ],
)
async def test_a_body_in_no_order_is_told_in_words(body: bytes, coding: str, words: str) -> None:
    with pytest.raises(Broken, match=words):
        await undone(body, coding)


async def test_too_long_on_the_wire_is_refused() -> None:
    with pytest.raises(TooMuch, match="longer than 1 MiB"):
        await undone(bytes(WIRE + 1), "")


async def test_too_long_when_unpacked_is_refused() -> None:
    noise = zlib.compress(PLAIN * 200, 1)
    assert len(noise) < WIRE
    with pytest.raises(TooMuch, match="unpacks"):
        await undone(noise, "deflate")


async def test_a_bomb_is_refused_by_its_ratio_before_it_fills_its_bound() -> None:
    bomb = gzip.compress(bytes(64 << 20), 9)
    with pytest.raises(TooMuch, match="200 times"):
        await bounded(in_pieces(bomb), "gzip", WIRE, 1 << 30)


async def test_many_small_members_are_undone() -> None:
    assert await undone(gzip.compress(b"x" * 10) * 50, "gzip") == b"x" * 500


async def test_a_flood_of_empty_members_is_refused() -> None:
    with pytest.raises(Broken, match="too many parts"):
        await undone(gzip.compress(b"") * 5000, "gzip")
