"""A folder with a configuration and a state folder of its own, and sitrep run in it: as a child, or in this process."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from sitrep.cli import main

NO_FEEDS = "shipped_feeds = false\n"
ENTRY = {
    "id": "post-1",
    "title": "Four killed as missile hits market in Kharkiv",
    "text": "A missile hit a market in Kharkiv on Friday and killed four people, the mayor said.",
    "published": "2024-05-10T12:00:00Z",
    "outlet": "Harbour Post",
}


class Desk:
    """A folder of its own, and sitrep run in it as a child without a terminal."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # No packet may leave, not to a proxy either; an unbuffered Python hides what a buffered one says at its end.
        left_out = ("SITREP_CONFIG", "SITREP_STATE_DIR", "HTTPS_PROXY", "https_proxy", "PYTHONUNBUFFERED")
        kept = {name: value for name, value in os.environ.items() if name not in left_out}
        self.environment = kept | {
            "SITREP_STATE_DIR": str(folder / "state"),
            "SITREP_CONFIG": str(self.file("own.toml", NO_FEEDS)),
            "PYTHONIOENCODING": "utf-8",
        }

    def file(self, name: str, text: str) -> Path:
        """A file of this text."""
        path = self.folder / name
        path.write_text(text, "utf-8")
        return path

    def entries(self, name: str = "day.jsonl") -> Path:
        """A file of one entry."""
        return self.file(name, json.dumps(ENTRY) + "\n")

    def run(
        self, *words: object, said: str = "", more: Mapping[str, str] | None = None, stdout: int = subprocess.PIPE
    ) -> subprocess.CompletedProcess[str]:
        """Runs `sitrep` with these words; `said` is what comes on stdin."""
        command = [sys.executable, "-m", "sitrep", *map(str, words)]
        return subprocess.run(
            command,
            input=said,
            stdout=stdout,
            stderr=subprocess.PIPE,
            env=self.environment | dict(more or {}),
            cwd=self.folder,
            encoding="utf-8",
            timeout=120,
        )


class Said(NamedTuple):
    """What a run came to: its exit code, and what it wrote."""

    code: int
    out: str
    err: str


class Here:
    """sitrep run at a desk inside this process: for what ends before anything is polled or read."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.desk = desk
        self._capsys = capsys
        monkeypatch.chdir(desk.folder)
        for name, value in desk.environment.items():
            monkeypatch.setenv(name, value)

    def run(self, *words: object) -> Said:
        """Runs `sitrep` with these words."""
        self._capsys.readouterr()
        try:
            code = main([*map(str, words)])
        except SystemExit as left:
            code = int(left.code or 0)
        return Said(code, *self._capsys.readouterr())
