"""Completions come from the parser; bash is asked for real."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sitrep.commands.completions import SCRIPTS, candidates
from sitrep.options import BOARD_FORMS, CONFIG_VERBS, PANES, VERBS, parser


def offered(*typed: str) -> list[str]:
    """What may stand for the last word typed."""
    return [word for word, _ in candidates(parser(), typed)]


def test_the_first_word_is_a_command() -> None:
    assert offered("") == list(VERBS)
    assert offered("re") == [verb for verb in VERBS if verb.startswith("re")]


@pytest.mark.parametrize("verb", list(VERBS))
def test_every_option_of_every_command_is_offered(verb: str) -> None:
    one = argparse.ArgumentParser()
    VERBS[verb][1](one)
    longs = {option for action in one._actions for option in action.option_strings if option.startswith("--")}
    assert set(offered(verb, "--")) == longs


def test_values_that_are_known_are_offered_and_files_are_left_to_the_shell() -> None:
    assert offered("--pane", "") == list(PANES)
    assert offered("--pane", "w") == ["wire"]
    assert offered("once", "--table", "f") == ["figures"]
    assert offered("config", "") == list(CONFIG_VERBS)
    assert offered("config", "schema", "rep") == ["report"]
    assert offered("completions", "") == ["bash", "zsh", "fish", "words"]
    assert offered("once", "--config", "") == []
    assert offered("once", "seeds/") == []


def test_an_option_given_is_not_offered_again() -> None:
    assert "--now" not in offered("once", "--now", "2024-05-10", "--")
    assert not set(offered("once", "--csv", "--")) & {f"--{form}" for form in BOARD_FORMS}


def test_each_candidate_says_what_it_is() -> None:
    assert all(text for _, text in candidates(parser(), [""]))


@pytest.mark.parametrize("shell", list(SCRIPTS))
def test_a_script_asks_the_program(shell: str) -> None:
    assert "sitrep completions words --" in SCRIPTS[shell]


def test_bash_completes(tmp_path: Path) -> None:
    command = tmp_path / "sitrep"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sitrep "$@"\n')
    command.chmod(0o755)
    asked = (
        "source /dev/stdin; COMP_WORDS=(sitrep once --js); COMP_CWORD=2; _sitrep; printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    done = subprocess.run(
        ["bash", "-c", asked],
        input=SCRIPTS["bash"],
        capture_output=True,
        text=True,
        env=os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}"},
        check=True,
    )
    assert done.stdout.split() == ["--json", "--jsonl"]
