"""The parts a run is made of before the network is needed: configuration, journal, lock."""

import os
from datetime import timedelta
from pathlib import Path

import msgspec

from sitrep.clock import Clock
from sitrep.config import Config, ConfigError, load, problem
from sitrep.folders import config_path, journal_path, state_folder
from sitrep.journal import Journal, JournalError, PollerLock, open_journal
from sitrep.model.scope import Scope


class Misconfigured(Exception):
    """Nothing can start; the message tells the user what to mend."""


def asked_for(named: Path | None) -> Path | None:
    """The configuration to be read; None for the packaged one alone. One that was named has to be there."""
    path = named or config_path()
    explicit = named is not None or bool(os.environ.get("SITREP_CONFIG"))
    return path if explicit or path.exists() else None


def judged(path: Path) -> Config:
    """The configuration of that file, held to the rules of every command and of the screen, whoever asks.

    Raises ConfigError with every problem found, OSError and UnicodeDecodeError where the file can't be read.
    """
    from sitrep.tui.wishes import asked_wrongly  # the packaged one asks for nothing of the screen

    config, text = load(path), path.read_text("utf-8")
    if wrong := [problem(str(path), text, where, words) for where, words in asked_wrongly(config)]:
        raise ConfigError(wrong)
    return config


def configured(named: Path | None) -> tuple[Config, bool]:
    """The configuration, and whether it is the packaged one alone. Raises Misconfigured with every problem."""
    path = asked_for(named)
    if path is None:
        return load(None), True
    try:
        return judged(path), False
    except (ConfigError, OSError, UnicodeDecodeError) as error:
        said = f"{path}: {error.strerror}" if isinstance(error, OSError) else str(error)
        raise Misconfigured(said) from None


def scopes(config: Config) -> dict[str, Scope]:
    """Every configured situation as the store takes it."""
    return {
        name: Scope(
            name=situation.title or name,
            countries=situation.countries,
            actors=situation.actors,
            words=situation.words,
            window_hours=situation.hours,
        )
        for name, situation in config.situations.items()
    }


MARGIN = timedelta(days=3)
"""Loaded at once beyond the board's window: a report may be that much older than what it is joined to."""


def window(config: Config) -> timedelta:
    """How far back the board of any configured situation may look, and a margin."""
    return max(timedelta(hours=situation.hours) for situation in config.situations.values()) + MARGIN


def picked(config: Config, named: str | None) -> str:
    """The situation asked for, else the configured one. Raises Misconfigured naming those there are."""
    name = named or config.situation
    if name not in config.situations:
        raise Misconfigured(f"no situation {name!r}; there are {', '.join(sorted(config.situations))}")
    return name


class Kept(msgspec.Struct, frozen=True):
    """The durable side of a run: its journal, who polls, and what the user must be told."""

    journal: Journal
    lock: PollerLock
    note: str | None


def kept(clock: Clock) -> Kept:
    """Opens the journal. Raises Misconfigured where it belongs to another version."""
    folder = state_folder()
    try:
        journal, note = open_journal(journal_path(), clock.now())
    except JournalError as error:
        raise Misconfigured(str(error)) from None
    return Kept(journal, PollerLock(folder / "poller.lock"), note)
