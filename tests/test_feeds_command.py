"""`sitrep feeds`: health told, addresses looked at, the user's file changed with its comments kept."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from schemas import faults

from sitrep.cli import main
from sitrep.config import load
from sitrep.journal import open_journal
from sitrep.model.feedstate import FeedState

PAPER = "https://paper.example/rss"
MINE = f"""shipped_feeds = false
# the only one we trust
[[feeds]]
name = "Paper"
url = "{PAPER}"
family = "Paper Group"

[poll]
private_hosts = ["127.0.0.1"]
"""
FEED = b"""<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Harbour Post</title>
<atom:link rel="hub" href="https://hub.example/"/>
<item><title>Depot burns</title><pubDate>Thu, 24 Sep 2026 10:00 GMT</pubDate></item>
<item><title>Ferry late</title></item></channel></rss>"""


class Site(BaseHTTPRequestHandler):
    """A page that offers one feed, a page that offers two, and the feed."""

    def do_GET(self) -> None:
        link = '<link rel="alternate" type="application/rss+xml" href="{}">'
        pages = {
            "/rss": FEED,
            "/one": f"<html><head>{link.format('/rss')}</head></html>".encode(),
            "/two": f"<html><head>{link.format('/rss')}{link.format('/b')}</head></html>".encode(),
        }
        body = pages.get(self.path)
        self.send_response(200 if body else 404)
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(name="site")
def _site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(name="mine")
def _mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(MINE, "utf-8")
    monkeypatch.setenv("SITREP_CONFIG", str(path))
    monkeypatch.setenv("SITREP_STATE_DIR", str(tmp_path / "state"))
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    return path


def keep(folder: Path, state: FeedState) -> None:
    folder.mkdir()
    journal, _ = open_journal(folder / "journal.sqlite", datetime.now(UTC))  # noqa: TID251 - `list` reads the machine's clock
    journal.keep((), (), (state,))
    journal.close()


def test_list_tells_how_each_feed_fares(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    now = datetime.now(UTC)  # noqa: TID251 - `list` reads the machine's clock
    state = FeedState(
        PAPER,
        last_ok=now,
        next_poll=now + timedelta(minutes=5),
        entries=30,
        newest=now - timedelta(days=4),
        habit=3600.0,
    )
    keep(mine.parent / "state", state)
    assert main(["feeds", "list", "--plain"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("late     Paper      30  ok ")
    assert line.endswith("no news for 4 days; its longest silence was 60 min")
    assert main(["feeds", "list"]) == 0
    (form,) = listed = json.loads(capsys.readouterr().out)
    assert faults(listed, "feeds") == []
    assert (form["name"], form["status"], form["entries"]) == ("Paper", "ok", 30)


def test_check_says_what_stands_at_an_address(mine: Path, site: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["feeds", "check", f"{site}/rss", f"{site}/two", f"{site}/none"]) == 3
    said = capsys.readouterr().out.splitlines()
    assert said == [
        f'ok     {site}/rss: "Harbour Post" 2 entries, the newest of 2026-09-24 10:00Z'
        "; its news could be pushed by https://hub.example/ (WebSub, not used)",
        f"page   {site}/two: no feed, but it offers",
        f"  {site}/rss",
        f"  {site}/b",
        f"fails  {site}/none: there is no feed at this address (404)",
    ]


def test_add_finds_the_feed_of_a_page_and_keeps_the_file(mine: Path, site: str) -> None:
    assert main(["feeds", "add", f"{site}/one", "--family", "Harbour"]) == 0
    text = mine.read_text("utf-8")
    assert text.startswith(MINE)
    added = load(mine).feeds[1]
    assert (added.name, added.url, added.family) == ("Harbour Post", f"{site}/rss", "Harbour")


def test_add_lets_the_user_choose_among_several(mine: Path, site: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["feeds", "add", f"{site}/two"]) == 1
    told = capsys.readouterr()
    assert f"  {site}/b" in told.out
    assert "add the one you mean" in told.err
    assert mine.read_text("utf-8") == MINE


def test_a_password_goes_into_the_file_and_nowhere_else(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = "https://me:hush@vault.example/rss"
    assert main(["feeds", "add", url, "--no-check", "--name", "Vault"]) == 0
    assert url in mine.read_text("utf-8")
    assert main(["feeds", "export"]) == 0
    assert main(["feeds", "list"]) == 0
    assert main(["feeds", "add", url, "--no-check"]) == 1
    told = capsys.readouterr()
    assert "vault.example/rss" in told.out
    assert "hush" not in told.out + told.err


def test_a_new_file_is_its_owners_alone(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = mine.parent / "none" / "yet.toml"
    monkeypatch.delenv("SITREP_CONFIG")
    monkeypatch.setattr("sitrep.commands.feeds.config_path", lambda: fresh)
    monkeypatch.setattr("sitrep.wiring.config_path", lambda: fresh)
    assert main(["feeds", "add", PAPER, "--no-check", "--name", "Paper"]) == 0
    assert fresh.stat().st_mode & 0o777 == 0o600


def test_remove_takes_out_ones_own_and_turns_off_what_was_shipped(mine: Path) -> None:
    assert main(["feeds", "remove", "paper"]) == 0
    assert load(mine).polled == ()
    assert "# the only one we trust" in mine.read_text("utf-8")
    mine.write_text("# all of them\n", "utf-8")
    shipped = load(None).polled[0]
    assert main(["feeds", "remove", shipped.url]) == 0
    assert shipped.url not in {feed.url for feed in load(mine).polled}
    assert main(["feeds", "remove", "No Such Paper"]) == 1


def test_a_list_goes_out_and_comes_in(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["feeds", "export"]) == 0
    listed = mine.parent / "list.opml"
    listed.write_text(capsys.readouterr().out, "utf-8")
    mine.write_text("shipped_feeds = false\n", "utf-8")
    assert main(["feeds", "import", str(listed)]) == 0
    (feed,) = load(mine).feeds
    assert (feed.name, feed.url, feed.family) == ("Paper", PAPER, "Paper Group")
    assert main(["feeds", "import", str(listed)]) == 0
    assert "0 feeds added" in capsys.readouterr().out.splitlines()[-1]


def test_a_broken_list_changes_nothing(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = mine.parent / "list.opml"
    listed.write_text("<opml", "utf-8")
    assert main(["feeds", "import", str(listed)]) == 1
    assert "broken XML" in capsys.readouterr().err
    assert mine.read_text("utf-8") == MINE
