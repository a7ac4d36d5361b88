"""Where the files lie. A status line asks this at every tick: nothing else is loaded here."""

import os
from pathlib import Path

from platformdirs import user_config_path, user_state_path


def config_path() -> Path:
    """Where the user's own configuration is looked for: SITREP_CONFIG, else the XDG folder."""
    named = os.environ.get("SITREP_CONFIG")
    return Path(named) if named else user_config_path("sitrep") / "config.toml"


def state_folder() -> Path:
    """Where the journal and the poller's lock lie: SITREP_STATE_DIR, else the XDG folder."""
    named = os.environ.get("SITREP_STATE_DIR")
    return Path(named) if named else user_state_path("sitrep")


def journal_path() -> Path:
    """The journal's file."""
    return state_folder() / "journal.sqlite"
