"""What feeds sent, recorded and played again: the same bytes, the same board, at any speed, and no secret."""

import asyncio
import gzip
import json
import os
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import httpx
import msgspec
import pytest
from fakes import START, Asked, FakeClock, Reply, ScriptedTransport, serving

from sitrep.archive import SEEDS, listed
from sitrep.clock import SystemClock
from sitrep.engine import Engine
from sitrep.feeds.fetch import Limits, Turns, fetch
from sitrep.feeds.outcome import Failed, Fetched, Wanted
from sitrep.feeds.poll import Way, asking
from sitrep.feeds.recording import (
    ABOUT,
    BODIES,
    EXCHANGES,
    BrokenRecording,
    Exchange,
    Recorded,
    Recorder,
    Replayer,
    opened,
)
from sitrep.feeds.transport import Hosts
from sitrep.journal import AtOnce, MemoryJournal
from sitrep.keeper import Keeper
from sitrep.model.article import Source
from sitrep.replay import replay
from sitrep.store import Store
from sitrep.views.printed.forms import Form, board_form
from sitrep.worker import Worker

URL = "https://post.example/feed"
FEED = Recorded(Source("Harbour Post", URL, "harbour"), 300)


async def recorded(folder: Path, answers: Mapping[str, httpx.Response], *urls: str) -> list[object]:
    """Asks these addresses through a recorder; what came of each."""
    recorder = Recorder(folder, FakeClock())
    recorder.begin("0", [FEED])
    transport = recorder.around(ScriptedTransport(answers))
    return [await fetch(transport, Wanted(url), FakeClock()) for url in urls]


async def played(folder: Path, *urls: str) -> list[object]:
    """Asks the recording for the same."""
    transport = Replayer(opened(folder))
    return [await fetch(transport, Wanted(url), FakeClock()) for url in urls]


# -- bytes and headers ------------------------------------------------------------------------------------------------


async def test_a_body_is_kept_as_it_came_over_the_wire_and_gives_the_same_outcome(tmp_path: Path) -> None:
    wire = gzip.compress(b"<rss/>" * 100)
    headers = {"content-encoding": "gzip", "etag": '"one"', "x-served-by": "a, b"}
    then = await recorded(tmp_path, {URL: httpx.Response(200, headers=headers, stream=_bytes(wire))}, URL)
    (exchange,) = opened(tmp_path).exchanges
    assert (tmp_path / BODIES / exchange.body).read_bytes() == wire
    assert dict(exchange.headers) == headers
    assert await played(tmp_path, URL) == then
    assert isinstance(then[0], Fetched)


async def test_redirects_are_recorded_hop_by_hop(tmp_path: Path) -> None:
    there = "https://new.example/feed"
    answers = {
        URL: httpx.Response(301, headers={"location": there}, stream=_bytes(b"")),
        there: httpx.Response(200, stream=_bytes(b"<rss/>")),
    }
    then = await recorded(tmp_path, answers, URL)
    assert [e.url for e in opened(tmp_path).exchanges] == [URL, there]
    assert await played(tmp_path, URL) == then


async def test_what_failed_fails_again_in_the_same_words(tmp_path: Path) -> None:
    # The loopback refuses the connection; the guard refuses the address; the third server hangs up in its answer.
    async with serving(lambda asked: Reply(b"<rss", announced=99)) as server:
        port = server.port
        urls = ("http://127.0.0.2:9/", "http://10.0.0.1/feed", f"http://127.0.0.1:{port}/feed")
        recorder = Recorder(tmp_path, SystemClock())
        recorder.begin("0", [FEED])
        async with Hosts(["127.0.0.1", "127.0.0.2"]) as hosts:
            transport = recorder.around(hosts)
            then = [await fetch(transport, Wanted(url), SystemClock()) for url in urls]
    again = await played(tmp_path, *urls)
    reasons = [outcome.reason for outcome in then if isinstance(outcome, Failed)]
    assert [outcome.reason for outcome in again if isinstance(outcome, Failed)] == reasons
    assert len(set(reasons)) == 3


async def test_a_server_that_hangs_hangs_again_without_the_wait(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path, SystemClock())
    recorder.begin("0", [FEED])
    async with serving(lambda asked: Reply(hang=True)) as server, Hosts(["127.0.0.1"]) as hosts:
        url = f"{server.url}/feed"
        then = await fetch(recorder.around(hosts), Wanted(url), SystemClock(), limits=Limits(total=0.2))
    assert opened(tmp_path).exchanges[0].ended == "timeout"
    (again,) = await played(tmp_path, url)
    assert isinstance(then, Failed)
    assert isinstance(again, Failed)
    assert again.reason == "no whole answer within 20 s"


async def test_what_is_under_way_at_the_end_is_not_recorded_as_a_timeout(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path, SystemClock())
    recorder.begin("0", [FEED])
    async with serving(lambda asked: Reply(hang=True)) as server, Hosts(["127.0.0.1"]) as hosts:
        asking = asyncio.ensure_future(fetch(recorder.around(hosts), Wanted(f"{server.url}/feed"), SystemClock()))
        while not server.asked:
            await asyncio.wait({asking}, timeout=0.01)
        recorder.stop()
        asking.cancel()
        await asyncio.wait({asking})
    assert opened(tmp_path).exchanges == ()


def _bytes(body: bytes) -> httpx.AsyncByteStream:
    return httpx.ByteStream(body)


# -- no secret --------------------------------------------------------------------------------------------------------


async def test_neither_requests_nor_cookies_nor_credentials_are_in_a_recording(tmp_path: Path) -> None:
    headers = {"set-cookie": "session=hush-1", "www-authenticate": "hush-2", "content-type": "text/xml"}
    recorder = Recorder(tmp_path, FakeClock())
    recorder.begin("0", [FEED])
    transport = recorder.around(
        ScriptedTransport({URL: httpx.Response(200, headers=headers, stream=_bytes(b"<rss/>"))})
    )
    wanted = Wanted(URL.replace("post", "reader:hush-3@post"), authorization="Bearer hush-4")
    assert isinstance(await fetch(transport, wanted, FakeClock()), Fetched)
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"text/xml" in kept
    assert b"hush" not in kept


# -- the folder -------------------------------------------------------------------------------------------------------


async def test_a_torn_last_line_is_left_out_and_said(tmp_path: Path) -> None:
    await recorded(tmp_path, {URL: httpx.Response(200, stream=_bytes(b"<rss/>"))}, URL)
    with (tmp_path / EXCHANGES).open("ab") as lines:
        lines.write(b'{"at":"2024-05-10T')
    recording = opened(tmp_path)
    assert (len(recording.exchanges), recording.torn) == (1, True)


async def test_a_folder_that_cannot_be_replayed_says_where_and_why(tmp_path: Path) -> None:
    with pytest.raises(BrokenRecording, match=rf"{ABOUT}: No such file"):
        opened(tmp_path)
    await recorded(tmp_path, {URL: httpx.Response(200, stream=_bytes(b"<rss/>"))}, URL)
    lines = (tmp_path / EXCHANGES).read_bytes()
    (tmp_path / EXCHANGES).write_bytes(lines + b"{}\n")
    with pytest.raises(BrokenRecording, match=rf"{EXCHANGES}:2: .*missing required field"):
        opened(tmp_path)
    (tmp_path / EXCHANGES).write_bytes(lines)
    (tmp_path / BODIES / "000001").unlink()
    with pytest.raises(BrokenRecording, match="000001: No such file"):
        await played(tmp_path, URL)
    about = json.loads((tmp_path / ABOUT).read_bytes()) | {"format": 99}
    (tmp_path / ABOUT).write_text(json.dumps(about))
    with pytest.raises(BrokenRecording, match="format 99, this sitrep reads 1"):
        opened(tmp_path)


async def test_a_body_outside_of_the_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("<rss>outside</rss>")
    inside = tmp_path / "inside"
    await recorded(inside, {URL: httpx.Response(200, stream=_bytes(b"<rss/>"))}, URL)
    (exchange,) = opened(inside).exchanges
    away = msgspec.structs.replace(exchange, body="../../secret")
    (inside / EXCHANGES).write_bytes(msgspec.json.encode(away) + b"\n")
    with pytest.raises(BrokenRecording, match="bodies/secret"):
        await played(inside, URL)


def test_a_recording_is_never_written_over(tmp_path: Path) -> None:
    Recorder(tmp_path, FakeClock()).begin("0", [FEED])
    with pytest.raises(BrokenRecording, match="name another folder"):
        Recorder(tmp_path, FakeClock()).begin("0", [FEED])


# -- the same board ---------------------------------------------------------------------------------------------------


async def test_the_sample_recorded_over_the_network_gives_the_same_board_at_any_speed(tmp_path: Path) -> None:
    files = {f"/{path.name}": path for path, _ in listed([Path(str(SEEDS))])}

    def answer(asked: Asked) -> Reply:
        return Reply(files[asked.path].read_bytes(), headers={"Content-Type": "application/rss+xml"})

    live = Store()
    clock = FakeClock(START)
    worker = Worker(deadline=60)
    try:
        async with serving(answer) as server, Hosts(["127.0.0.1"]) as hosts:
            sources = [Source(name[1:], server.url + name, name) for name in files]
            recorder = Recorder(tmp_path, clock)
            recorder.begin("0", [Recorded(source, 300) for source in sources])
            ways = {source.url: Way(300) for source in sources}
            ask = asking(recorder.around(hosts), worker, clock, ways, Turns())
            engine = Engine(sources, ask, worker, Keeper(live, AtOnce(MemoryJournal()), clock), clock)
            for source in sources:
                await engine.ask(source)
                await clock.advance(60)
        boards = [await _board(tmp_path, worker, speed) for speed in (0, 1, 3600)]
    finally:
        await worker.close()
    then = board_form(live.board(clock.now()))
    assert len(then["incidents"]) > 5
    assert boards[1] == boards[0]
    assert boards[2] == boards[0]
    assert {k: v for k, v in boards[0].items() if k != "as_of"} == {k: v for k, v in then.items() if k != "as_of"}


async def _board(folder: Path, worker: Worker, speed: float) -> Form:
    """The board at the end of a recording; time passes as fast as the player asks for it."""
    pace, store = FakeClock(), Store()
    playing = asyncio.ensure_future(replay(opened(folder), store, worker, pace, speed))
    while not playing.done():
        await pace.advance(3600)
        await asyncio.wait({playing}, timeout=0.005)
    last = playing.result()
    waited = timedelta(seconds=sum(pace.slept))
    assert not speed or waited * speed <= last - opened(folder).about.begun + timedelta(seconds=1)
    return board_form(store.board(last))


def test_exchanges_are_plain_json(tmp_path: Path) -> None:
    line = json.loads(msgspec.json.encode(Exchange(START, URL, 200, (("etag", '"1"'),), "000001")))
    assert (line["at"], line["url"], line["headers"]) == ("2024-05-06T12:00:00Z", URL, [["etag", '"1"']])
    assert os.sep not in line["body"]


def test_a_recording_that_can_be_written_no_more_ends_whole_and_says_why(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path, FakeClock())
    recorder.begin("0", [FEED])
    recorder.write(Exchange(START, URL, 200), b"<rss/>")
    (tmp_path / "bodies" / "000002").mkdir()  # as good as a full disk
    recorder.write(Exchange(START, URL, 200), b"<rss/>")
    assert (recorder.written, recorder.trouble, recorder.ended.is_set()) == (1, "Is a directory", True)
    recording = opened(tmp_path)
    assert (len(recording.exchanges), recording.torn) == (1, False)
