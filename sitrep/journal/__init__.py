"""What outlives the process: articles, readings, feed state, manual acts and what each viewer has read, in one SQLite
file behind a small port; and the lock of the one poller.

What is kept here is kept before a screen shows it, so a killed process loses nothing it showed.
"""

from sitrep.journal.clerk import AtOnce, Clerk, Thread
from sitrep.journal.lock import PollerLock
from sitrep.journal.memory import MemoryJournal
from sitrep.journal.opening import open_journal
from sitrep.journal.port import NEWEST, NEWEST_FACE, Cursor, Face, Faces, Journal, JournalError, Kept, Page

__all__ = [
    "NEWEST", "NEWEST_FACE", "AtOnce", "Clerk", "Cursor", "Face", "Faces", "Journal", "JournalError", "Kept",
    "MemoryJournal", "Page", "PollerLock", "Thread", "open_journal",
]  # fmt: skip
