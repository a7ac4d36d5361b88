"""Opening the journal for a run: whatever state the file is in, the run goes on, and the user is told."""

import sqlite3
from datetime import datetime
from pathlib import Path

from sitrep.journal.memory import MemoryJournal
from sitrep.journal.port import Journal, JournalError


def open_journal(path: Path, now: datetime) -> tuple[Journal, str | None]:
    """The journal at `path`, made if need be, and what its `warning` begins with where something was wrong.

    A damaged file is moved aside and what could be saved from it stands in a new one. A file that can't be written is
    shown, and written as soon as it can be; where there is none, or it can't even be read, a MemoryJournal takes its
    place. Raises JournalError for a file of a newer sitrep.
    """
    # Here, not above: a status line looks into the file and pays for no writing and no mending.
    from sitrep.journal.disk import mend, number, plainly
    from sitrep.journal.file import SqliteJournal
    from sitrep.journal.schema import damaged
    from sitrep.journal.view import NothingKept

    file = number(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return SqliteJournal(path, now), None
    except (OSError, sqlite3.Error, UnicodeDecodeError) as error:
        trouble: Exception = error
    try:
        if damaged(trouble):
            note = mend(path, file, now, trouble)
            return SqliteJournal(path, now, note), note
        note = f"{path}: {plainly(trouble, path)}; what was kept is shown, what is new stays in memory"
        return SqliteJournal(path, now, note, views=True), note
    except JournalError as error:
        note = str(error)
    except (OSError, sqlite3.Error, NothingKept):
        note = f"{path}: {plainly(trouble, path)}"
    note += "; nothing is kept this time"
    return MemoryJournal(note), note
