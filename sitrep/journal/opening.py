"""Opening the journal for a run: whatever state the file is in, the run goes on, and the user is told."""

import sqlite3
from datetime import datetime
from pathlib import Path

from sitrep.journal.memory import MemoryJournal
from sitrep.journal.port import Journal


def open_journal(path: Path, now: datetime) -> tuple[Journal, str | None]:
    """The journal at `path`, made if need be, and a note for the user where something was wrong.

    A damaged file is moved aside and what could be saved from it stands in a new one; a folder that can't be written
    gives a MemoryJournal. Raises JournalError for a file of a newer sitrep.
    """
    # Here, not above: a status line looks into the file and pays for no writing and no mending.
    from sitrep.journal.disk import damaged, mend, number
    from sitrep.journal.file import SqliteJournal

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return SqliteJournal(path, now), None
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if not damaged(error):
                return MemoryJournal(), f"{path}: {error}; nothing is kept this time"
            note = mend(path, number(path), now, error)
            return SqliteJournal(path, now), note
    except OSError as error:
        return MemoryJournal(), f"{path.parent}: {error.strerror}; nothing is kept this time"
