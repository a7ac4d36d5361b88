"""What a start does not pay for: seconds at every key press of a status line, and the first paint of the screen."""

import subprocess
import sys

import pytest

from sitrep.options import VERBS

ASKED = "import sys, {module}; print(*(name for name in {heavy} if name in sys.modules))"


def loaded_by(module: str, heavy: tuple[str, ...]) -> list[str]:
    """Which of the heavy modules a fresh Python has loaded after importing this one."""
    code = ASKED.format(module=module, heavy=heavy)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_the_screen_stands_before_the_network_and_the_reader_are_loaded() -> None:
    assert loaded_by("sitrep.commands.dashboard", ("httpx", "feedparser", "trafilatura", "sitrep.extract")) == []


def test_the_demo_loads_no_more_than_the_dashboard() -> None:
    assert loaded_by("sitrep.commands.demo", ("httpx", "feedparser", "trafilatura", "sitrep.extract")) == []


def test_the_command_line_itself_loads_neither_screen_nor_network() -> None:
    assert loaded_by("sitrep.cli", ("textual", "rich", "httpx", "asyncio", "msgspec")) == []


@pytest.mark.parametrize("verb", sorted(VERBS.keys() - {"demo"}))
def test_no_command_but_the_dashboards_loads_the_screen(verb: str) -> None:
    assert loaded_by(f"sitrep.commands.{verb}", ("textual", "sitrep.tui")) == []


@pytest.mark.parametrize("verb", ["completions", "config", "feeds", "query", "status"])
def test_what_is_asked_at_the_prompt_loads_no_network_and_no_reader(verb: str) -> None:
    heavy = ("httpx", "httpcore", "feedparser", "rich", "sitrep.extract", "sitrep.resolve", "sitrep.store")
    assert loaded_by(f"sitrep.commands.{verb}", heavy) == []


def test_reading_a_file_loads_no_network() -> None:
    assert loaded_by("sitrep.commands.read", ("httpx", "httpcore")) == []


@pytest.mark.parametrize("verb", ["query", "status"])
def test_what_only_looks_into_the_journal_loads_no_network_no_reader_and_no_loop(verb: str) -> None:
    heavy = ("httpx", "httpcore", "feedparser", "asyncio", "rich", "sitrep.extract", "sitrep.resolve", "sitrep.store")
    assert loaded_by(f"sitrep.commands.{verb}", heavy) == []


def test_the_package_itself_loads_nothing() -> None:
    assert loaded_by("sitrep", ("sitrep.model", "msgspec", "asyncio")) == []
