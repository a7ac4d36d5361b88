"""Who polls: one process a state folder."""

import fcntl
import os
from pathlib import Path


class PollerLock:
    """Held by the process that polls. The kernel lets go of it when its holder dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def take(self) -> bool:
        """True if this process polls from now on (or already did); False where another one does."""
        if self._file is not None:
            return True
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            return True  # a folder that can't be written can't be shared either
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            return False
        self._file = handle
        return True

    def release(self) -> None:
        """Lets another process take over."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
