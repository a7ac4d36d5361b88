"""What the documents say of commands, options, keys, files and versions is what there is."""

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.binding import Binding

from sitrep import __version__
from sitrep.options import PANES, VERBS, parser
from sitrep.tui.app import Dashboard
from sitrep.tui.keys import KEYS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")


def options(command: str) -> set[str]:
    """The options of a command as its help names them; the empty command is the dashboard."""
    one = argparse.ArgumentParser()
    if command:
        VERBS[command][1](one)
    else:
        one = parser()
    return set(OPTION.findall(one.format_help())) - {"--help"}


def told(command: str) -> str:
    """The README's row on a command."""
    start = re.compile(rf"\| `sitrep {command}[` ]" if command else r"\| `sitrep`")
    (row,) = filter(start.match, README.splitlines())
    return row


@pytest.mark.parametrize("command", ["", *VERBS])
def test_the_readmes_row_on_a_command_names_no_option_that_it_does_not_have(command: str) -> None:
    assert set(OPTION.findall(told(command))) - options(command) == set()


def commands(text: str) -> Iterator[str]:
    """The words that follow `sitrep` where a text quotes a command."""
    for quoted in re.findall(r"`([^`\n]+)`", text):
        yield from re.findall(r"^sitrep ([a-z]+)", quoted)


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md"])
def test_every_command_a_document_names_exists(name: str) -> None:
    assert set(commands((ROOT / name).read_text("utf-8"))) <= set(VERBS)


def test_the_readme_names_every_command_and_every_pane() -> None:
    assert set(commands(README)) == set(VERBS)
    assert all(re.search(rf"\b{pane}\b", README, re.IGNORECASE) for pane in PANES)


@pytest.mark.parametrize(
    ("tool", "page"),
    [
        ("keys.py", "KEYS.md"),
        ("commands.py", "COMMANDS.md"),
        ("formats.py", "FORMATS.md"),
        ("reading.py", "READING.md"),
    ],
)
def test_a_page_made_from_the_program_is_what_the_program_says(tool: str, page: str) -> None:
    """After a change to keys or options: `make docs`."""
    written = subprocess.run(
        [sys.executable, f"tools/{tool}"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert (ROOT / "docs" / page).read_text("utf-8") == written


def test_the_limits_of_the_poller_are_those_of_the_code() -> None:
    """After a change to one: `python tools/limits.py` has the table."""
    table = subprocess.run(
        [sys.executable, "tools/limits.py"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert f"| what | limit |\n|---|---|\n{table}\n" in (ROOT / "docs" / "FEEDS.md").read_text("utf-8")


def test_every_binding_has_a_name_and_says_what_it_does() -> None:
    rows = (ROOT / "docs" / "KEYS.md").read_text("utf-8").splitlines()
    assert [key.id for key in KEYS] == [b.id for b in Dashboard.BINDINGS if isinstance(b, Binding)]
    for binding in KEYS:
        assert binding.id
        assert binding.description
        assert any(f"| `{binding.id}` | {binding.description} |" in row for row in rows), binding.id


def test_no_key_is_bound_twice() -> None:
    keys = [key for binding in KEYS for key in binding.key.split(",")]
    assert len(set(keys)) == len(keys)


def test_the_version_stands_in_the_changelog() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(rf"^## {re.escape(__version__)}\b", text, re.MULTILINE)


def test_every_room_the_architecture_names_exists() -> None:
    rooms = re.findall(r"`(sitrep/[\w./]+)`", (ROOT / "ARCHITECTURE.md").read_text("utf-8"))
    assert len(rooms) > 10
    assert [room for room in rooms if not (ROOT / room).exists()] == []
    assert [room for room in rooms if room.endswith("/") and not (ROOT / room).is_dir()] == []


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md"])
def test_every_file_a_document_links_to_exists(name: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / name).read_text("utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_page_of_the_documents_is_reached_from_the_readme() -> None:
    assert [page.name for page in (ROOT / "docs").glob("*.md") if f"docs/{page.name}" not in README] == []
