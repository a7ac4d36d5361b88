"""What a hostile feed tries on the whole program: its bytes on the terminal, its memory, its files."""

import asyncio
import gzip
import os
import pty
import re
import sys
import tempfile
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import pytest
from fakes import Asked, Reply, serving

MARK = "PWN"
PAYLOADS = {
    "clipboard": "\x1b]52;c;UFdO\x07",
    "title": f"\x1b]0;{MARK}\x07",
    "link": f"\x1b]8;;http://{MARK}.example\x1b\\",
    "notice": f"\x1b]9;{MARK}\x07",
    "unterminated": f"\x1b]0;{MARK}",
    "position": "\x1b[6n",
    "device": "\x1b[c",
    "reset": "\x1bc",
    "erase": "\x1b[2J\x1b[H",
    "colour": "\x1b[31m",
    "device string": f"\x1bP{MARK}\x1b\\",
    "application": f"\x1b_{MARK}\x1b\\",
    "private": f"\x1b^{MARK}\x1b\\",
    "8-bit": f"\x9d0;{MARK}\x9c",
    "8-bit csi": "\x9b6n",
    "bell": "\x07",
    "back": "\b\b\b",
    "direction": "\u202eevil\u202c\u2066x\u2069",
    "no width": "\u200b\u2060\ufeff",
    "markup": f"[@click=app.quit()]{MARK}[/][link=file:///x]y[/]",
}
NEVER = re.compile(
    rf"\x1b\](?:52|0|8|9);[^\x07\x1b]*(?:{MARK}|UFdO)|\x1bc|\x1b[P_^]{MARK}|[\x80-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
"""What no byte of the program's output may read as, whatever else a terminal library writes."""


def raw(text: str) -> str:
    """As it is."""
    return text


def as_references(text: str) -> str:
    """What is no plain text as numbers."""
    return "".join(f"&#{ord(c)};" if unicodedata.category(c) in ("Cc", "Cf") else c for c in text)


def wrapped_twice(text: str) -> str:
    """As numbers that a first decoding leaves."""
    return as_references(text).replace("&", "&amp;")


FORMS = (raw, as_references, wrapped_twice)


def feed() -> bytes:
    """Every payload in every form in every field; each entry tells of a strike, so that every pane has it."""
    items: list[str] = []
    for name, payload in PAYLOADS.items():
        for spell in FORMS:
            bad = spell(payload)
            items.append(
                f"<item><guid>{bad}{name}{spell.__name__}</guid><title>Drone strike kills "
                f"{len(items) + 2} in Kharkiv {bad} end</title>"
                f"<link>https://post.example/{len(items)}{bad}</link><author>{bad}x</author><category>{bad}</category>"
                f"<description>A drone strike killed {len(items) + 2} people in Kharkiv, {bad} the mayor {bad}said."
                f"</description></item>"
            )
    return (
        f"<rss version='2.0'><channel><title>Post {PAYLOADS['title']}</title>{''.join(items)}</channel></rss>".encode()
    )


def harm(output: bytes) -> list[str]:
    """What in an output should not be there."""
    text = output.decode("utf-8", "replace")
    return sorted({repr(found[0]) for found in NEVER.finditer(text)})


def configuration(folder: Path, urls: list[str]) -> Path:
    hosts = sorted({url.split("/")[2].partition(":")[0] for url in urls})
    tables = "".join(f'[[feeds]]\nname = "Feed {n}"\nurl = "{url}"\n' for n, url in enumerate(urls))
    path = folder / "config.toml"
    path.write_text(f"shipped_feeds = false\n[poll]\nat_once = 64\nprivate_hosts = {hosts}\n{tables}", "utf-8")
    return path


def environment(folder: Path) -> dict[str, str]:
    proxies = {"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"}
    kept = {name: value for name, value in os.environ.items() if name not in proxies}
    return kept | {"SITREP_STATE_DIR": str(folder / "state"), "TERM": "xterm-256color"}


def test_the_measure_finds_each_payload() -> None:
    silent = {"position", "device", "erase", "colour", "bell", "back", "markup", "8-bit csi"}
    for name, payload in PAYLOADS.items():
        assert bool(harm(payload.encode())) is (name not in silent - {"8-bit csi"}), name


class Screen(NamedTuple):
    """A program on a terminal of its own, and what it has written."""

    master: int
    written: bytearray
    news: asyncio.Event

    def read(self) -> None:
        """Takes up what came."""
        with suppress(OSError):
            self.written.extend(os.read(self.master, 1 << 16))
        self.news.set()

    async def shows(self, word: bytes) -> None:
        """Waits until `word` was written."""
        async with asyncio.timeout(60):
            while word not in self.written:
                self.news.clear()
                await self.news.wait()


@asynccontextmanager
async def on_a_terminal(config: Path, folder: Path) -> AsyncIterator[Screen]:
    """`sitrep` on a pseudo-terminal of 120x40."""
    master, slave = pty.openpty()
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sitrep", "--config", str(config),
        stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
        env=environment(folder) | {"COLUMNS": "120", "LINES": "40"},
    )  # fmt: skip
    os.close(slave)
    screen = Screen(master, bytearray(), asyncio.Event())
    loop = asyncio.get_running_loop()
    loop.add_reader(master, screen.read)
    try:
        yield screen
        os.write(master, b"q")
        async with asyncio.timeout(60):
            await child.wait()
    finally:
        loop.remove_reader(master)
        if child.returncode is None:
            child.kill()
            await child.wait()
        os.close(master)


async def test_no_payload_of_a_feed_reaches_the_terminal(tmp_path: Path) -> None:
    async with serving(lambda _: Reply(feed(), headers={"Content-Type": "application/rss+xml"})) as server:
        config = configuration(tmp_path, [f"{server.url}/rss"])
        async with on_a_terminal(config, tmp_path) as screen:
            await screen.shows(b"Kharkiv")
            for key, word in (
                (b"2", b"Casualties"),
                (b"3", b"Diplomacy"),
                (b"4", b"end"),
                (b"5", b"Feed 0"),
                (b"1", b"Strikes"),
            ):
                screen.written.extend(b"\n")
                os.write(screen.master, key + b"\x1b[B\r")
                await screen.shows(word)
    assert b"Kharkiv" in screen.written
    assert harm(bytes(screen.written)) == []
    assert b"\x1b[2J\x1b[H end" not in screen.written


@pytest.mark.parametrize("form", ["--plain", "--json"])
async def test_no_payload_of_a_feed_reaches_a_pipe(tmp_path: Path, form: str) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(feed())
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sitrep", "once", form, str(path),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT, env=environment(tmp_path),
    )  # fmt: skip
    out, _ = await child.communicate()
    assert b"Kharkiv" in out
    assert harm(out) == []
    assert b"\x1b" not in out


# bombs


def rss(item: str, before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<rss version="2.0"><channel><title>t</title>{item}</channel></rss>'.encode()


def bombs() -> dict[str, Reply]:
    """What a server can send to cost memory: some by its compression, some by what a parser makes of it."""
    packed = gzip.compress(bytes(64 << 20))
    laughs = "<!DOCTYPE rss [" + '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    ) + "]>"  # fmt: skip
    square = f'<!DOCTYPE rss [<!ENTITY b "{"x" * 50_000}">]>'
    files = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    html = {"Content-Encoding": "gzip"}
    return {
        "unpacks": Reply(packed, headers=html),
        "unpacks twice": Reply(gzip.compress(packed), headers={"Content-Encoding": "gzip, gzip"}),
        "long": Reply(b"<rss>" + b"a" * (9 << 20)),
        "laughs": Reply(rss("<item><title>&a9;</title></item>", laughs)),
        "square": Reply(rss(f"<item><title>{'&b;' * 20_000}</title></item>", square)),
        "files": Reply(rss("<item><title>&x;</title></item>", files)),
        "deep": Reply(rss(f"<item><title>a</title><description><![CDATA[{'<div>' * 50_000}]]></description></item>")),
        "deep xml": Reply(rss(f"<item>{'<a>' * 50_000}{'</a>' * 50_000}</item>")),
        "brackets": Reply(rss(f"<item><title>a</title><description>{'&lt;' * 200_000}</description></item>")),
        "attributes": Reply(rss(f"<item><description><![CDATA[<a {'b=' * 30_000}]]></description></item>")),
        "json": Reply(b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 500_000),
        "head": Reply(b"<rss/>", headers={"X-Long": "a" * 300_000}),
    }


async def peak(folder: Path, replies: dict[str, Reply]) -> tuple[int, str]:
    """The most memory (KiB) that `sitrep once` or its worker held with these feeds, and what it said."""
    folder.mkdir()

    def answer(asked: Asked) -> Reply:
        return replies[asked.path[1:].replace("-", " ")]

    async with serving(answer) as server:
        urls = [f"{server.url}/{name.replace(' ', '-')}" for name in replies]
        config = configuration(folder, urls)
        with tempfile.TemporaryFile() as out:
            child = os.posix_spawn(
                sys.executable, [sys.executable, "-m", "sitrep", "once", "--plain", "--config", str(config)],
                environment(folder), file_actions=[(os.POSIX_SPAWN_DUP2, out.fileno(), fd) for fd in (1, 2)],
            )  # fmt: skip
            _, _, used = await asyncio.to_thread(os.wait4, child, 0)
            out.seek(0)
            return used.ru_maxrss, out.read().decode("utf-8", "replace")


async def test_no_bomb_costs_more_than_64_mb(tmp_path: Path) -> None:
    quiet = Reply(rss("<item><title>Ferry late</title></item>"))
    usual, said = await peak(tmp_path / "usual", {"ferry": quiet})
    assert "1 feed" in said
    most, said = await peak(tmp_path / "bombs", {"ferry": quiet} | bombs())
    assert most - usual < 64 * 1024
    for words in ("200 times", "more than once", "longer than 8 MiB", "declares XML entities", "broken JSON"):
        assert words in said
    assert "Traceback" not in said
