"""What leaves the screen."""

import stat
from pathlib import Path

import pytest

from sitrep.tui.outside import browser_argv, is_link, open_link


@pytest.mark.parametrize(
    ("url", "open_it"),
    [
        ("https://north.example/a?b=c#d", True),
        ("http://north.example", True),
        ("HTTPS://north.example", True),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("ssh://north.example", False),
        ("https://", False),
        ("https://[bad", False),
        ("-https://north.example", False),
        ("https://north.example/ -x", False),
        ("https://north.example/\x1b[2J", False),
        ("", False),
    ],
)
def test_only_plain_web_links_are_opened(url: str, open_it: bool) -> None:
    assert is_link(url) is open_it
    assert (browser_argv(url, {"BROWSER": "firefox"}) is not None) is open_it


@pytest.mark.parametrize(
    ("environ", "platform", "argv"),
    [
        ({"BROWSER": "firefox --new-tab"}, "linux", ["firefox", "--new-tab", "U"]),
        ({"BROWSER": "opener %s &"}, "linux", ["opener", "U"]),
        ({"BROWSER": "first:second"}, "linux", ["first", "U"]),
        ({"BROWSER": "'broken"}, "linux", None),
        ({"DISPLAY": ":0"}, "linux", ["xdg-open", "U"]),
        ({"WAYLAND_DISPLAY": "w"}, "linux", ["xdg-open", "U"]),
        ({}, "darwin", ["open", "U"]),
        ({}, "win32", ["explorer", "U"]),
        ({}, "linux", None),
    ],
)
def test_the_readers_browser_comes_first_and_a_text_browser_never(
    environ: dict[str, str], platform: str, argv: list[str] | None
) -> None:
    url = "https://north.example/a"
    expected = None if argv is None else [url if word == "U" else word for word in argv]
    assert browser_argv(url, environ, platform) == expected


async def test_a_link_reaches_the_browser_as_one_argument(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf "%s|%s" "$#" "$1" > {out}\n')
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("BROWSER", str(browser))
    assert await open_link("https://north.example/$(id);x")
    assert out.read_text() == "1|https://north.example/$(id);x"


async def test_a_browser_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", "/no/such/browser")
    assert not await open_link("https://north.example")
