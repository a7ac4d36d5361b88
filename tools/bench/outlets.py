"""A thousand outlets on the loopback: FEEDS feeds of 50 entries, each on a host of its own (127.x.y.z).

One entry in four tells of one of the day's strikes, each outlet in its own words; the others tell of markets and
councils. SITREP_BENCH_FEEDS sets another number of feeds.
"""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import ClassVar, TypeVar

from bench.many import die

T = TypeVar("T")

FEEDS = int(os.environ.get("SITREP_BENCH_FEEDS", "1000"))
ENTRIES = 50

_TOWNS = (
    "Kharkiv Sumy Odesa Kherson Dnipro Mykolaiv Nikopol Poltava Chernihiv Belgorod Kursk Bryansk Voronezh Aleppo Homs "
    "Idlib Hama Latakia Damascus Mosul Kirkuk Baghdad Basra Erbil Khartoum Omdurman Nyala Goma Bukavu Maiduguri Kano "
    "Gao Timbuktu Kabul Kandahar Herat Peshawar Quetta Karachi Mandalay Sittwe Sanaa Aden Taiz Tripoli Benghazi Haifa "
    "Beirut Sidon Nablus"
)
TOWNS = _TOWNS.split()
THINGS = ("a grain store", "a school", "the railway station", "a block of flats", "the power station", "a market hall")
STRIKES = (
    "{who} hit {what} in {town} {when} and killed {n} people, {said}.",
    "At least {n} people were killed in {town} {when} when {what} was hit by {who}, {said}.",
    "{when} {who} struck {what} in {town}, killing {n}, {said}.",
)
WHO = ("Drones", "Missiles", "Shells", "Rockets")
WHEN = ("on Monday night", "before dawn", "at noon", "in the early hours", "during the evening")
SAID = ("the governor said", "the city council said", "rescuers said", "doctors told reporters")
QUIET = (
    "Traders opened their stalls at seven as on every other morning, and most had gone home by noon.",
    "The ferry to the islands stayed in port, and the council meets on the repairs next week.",
    "Bread costs a tenth more than in spring, which bakers put down to the price of flour and of gas.",
    "A choir from the hills won the prize of the harbour festival for the second time in three years.",
    "Two bus lines change their routes until the bridge by the old mill is painted.",
    "The library lends tools from next month on, a drill for a week and a ladder for a day.",
    "Engineers look at the dam each autumn and found nothing that cannot wait until the snow is gone.",
    "The league's last place goes to a side that has not won away from home since the winter.",
)


class Dice:
    """The same throws for the same number."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._thrown = 0

    def below(self, sides: int) -> int:
        """From 0 to one less than `sides`."""
        self._thrown += 1
        return die(self._number, self._thrown, sides)

    def choice(self, things: Sequence[T]) -> T:
        """One of `things`."""
        return things[self.below(len(things))]


def body(number: int) -> bytes:
    """The feed of outlet `number`: always the same but for its dates, which are today's."""
    now, dice = datetime.now(UTC), Dice(number)  # noqa: TID251 - a feed of today
    items = []
    for n in range(ENTRIES):
        title, text = _story(dice) if n % 4 == 0 else (dice.choice(QUIET)[:60], "")
        text += " ".join(dice.choice(QUIET) for _ in range(8))
        items.append(
            f"<item><guid isPermaLink='false'>{number}-{n}</guid><title>{title}</title>"
            f"<link>https://post{number}.example/news/{n}</link>"
            f"<pubDate>{format_datetime(now - timedelta(minutes=9 * n))}</pubDate>"
            f"<description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"
        )
    head = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Post {number}</title>"
    return f"{head}{''.join(items)}</channel></rss>".encode()


def _story(dice: Dice) -> tuple[str, str]:
    at = dice.below(len(TOWNS))
    said = {
        "town": TOWNS[at],
        "what": THINGS[at % len(THINGS)],
        "who": WHO[at % len(WHO)],
        "when": dice.choice(WHEN),
        "said": dice.choice(SAID),
        "n": at % 9 + 2 + dice.below(2),
    }
    told = dice.choice(STRIKES).format(**said)
    return f"{said['who']} hit {said['town']}", f"{told[0].upper()}{told[1:]} "


class Site(asyncio.Protocol):
    """Every feed of the benchmark: 304 where the validator fits."""

    feeds: ClassVar[dict[bytes, bytes]] = {}
    bombs: ClassVar[dict[bytes, bytes]] = {}

    def __init__(self) -> None:
        self._held = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keeps the way back."""
        assert isinstance(transport, asyncio.Transport)
        self._out = transport

    def data_received(self, data: bytes) -> None:
        """Answers each request that is whole."""
        self._held += data
        while b"\r\n\r\n" in self._held:
            head, _, self._held = self._held.partition(b"\r\n\r\n")
            if b'if-none-match: "one"' in head.lower():
                self._out.write(b'HTTP/1.1 304 Not Modified\r\nETag: "one"\r\n\r\n')
                continue
            name = head.split(b" ", 2)[1].strip(b"/")
            if name in self.bombs:
                self._out.write(self.bombs[name])
                continue
            text = self.feeds[name]
            self._out.write(
                b'HTTP/1.1 200 OK\r\nETag: "one"\r\nContent-Type: application/rss+xml\r\nContent-Length: %d\r\n\r\n'
                % len(text)
            )
            self._out.write(text)


def bombs() -> dict[bytes, bytes]:
    """What the attack tests serve, as whole answers, by name."""
    sys.path.append(str(Path(__file__).parents[2] / "tests"))
    from test_attacks import bombs

    answers = {}
    for name, reply in bombs().items():
        told = "".join(f"{key}: {value}\r\n" for key, value in reply.headers.items())
        head = f"HTTP/1.1 200 OK\r\n{told}Content-Length: {len(reply.body)}\r\n\r\n"
        answers[name.replace(" ", "-").encode()] = head.encode() + reply.body
    return answers


def serve() -> None:
    """Serves until killed; prints its port."""

    async def forever() -> None:
        Site.feeds = {b"%d" % n: body(n) for n in range(1, FEEDS + 1)}
        Site.bombs = bombs()
        # Every 127.x.y.z is this machine; only "any address" hears them all.
        server = await asyncio.get_running_loop().create_server(Site, "0.0.0.0", 0, backlog=1024)
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()

    asyncio.run(forever())


@contextmanager
def serving() -> Iterator[int]:
    """The server in a process of its own, for the length of the block; its port."""
    code = f"import sys; sys.path[:0] = {[str(Path(__file__).parents[1])]!r}; from bench.outlets import serve; serve()"
    server = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, encoding="utf-8")
    assert server.stdout is not None
    try:
        yield int(server.stdout.readline())
    finally:
        server.kill()
        server.wait()


def host(number: int) -> str:
    """Where outlet `number` lives."""
    return f"127.{number // 200}.{number % 200}.9"


def urls(port: int) -> list[str]:
    """The addresses of all feeds."""
    return [f"http://{host(n)}:{port}/{n}" for n in range(1, FEEDS + 1)]


def bomb_urls(port: int) -> list[str]:
    """The addresses of all bombs, each on a host of its own as well."""
    return [f"http://127.9.9.{n}:{port}/{name.decode()}" for n, name in enumerate(bombs(), 1)]
