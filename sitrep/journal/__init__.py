"""What outlives the process: articles, readings, feed state, manual acts and what each viewer has read, in one SQLite
file behind a small port; and the lock of the one poller.

What is kept here is kept before a screen shows it, so a killed process loses nothing it showed.

- `port`: what may be asked of a journal; `file` is the one in SQLite, `memory` one that lasts as long as the process.
- `opening` finds out which of them a run gets; `clerk` does its work on a thread of its own; `lock` says who polls.
- `schema`: the tables; `told`, `shown`, `rows` make their rows and read them; `sealed` puts a checksum on each value.
- `disk` opens the file and mends a damaged one, with `salvage` (row by row) and `leaves` (page by page); `migration`
  brings an older one up.
- `view` opens it for reading alone, `look` asks it so: `search` for the query, `standing` for the status line.
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
