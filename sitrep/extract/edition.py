"""Which rules read an article: a hash of the reader itself, so that no change of it can be forgotten.

The journal keeps it with each reading; where it differs from the present one, a reread is due.
"""

from functools import cache
from hashlib import blake2b
from pathlib import Path

_READER = ("text", "extract", "data")
"""The rooms whose content decides how an article is read."""
_LARGE = 1 << 20
"""Bytes from which on a file (the gazetteer) counts by its name and size alone."""


@cache
def edition() -> str:
    """The edition of the rules this program reads by: 12 hex digits, the same on every machine."""
    package = Path(__file__).parents[1]
    found = blake2b(digest_size=6)
    for room in _READER:
        for file in sorted((package / room).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                size = file.stat().st_size
                found.update(f"{file.relative_to(package).as_posix()} {size}\n".encode())
                if size < _LARGE:
                    found.update(file.read_bytes())
    return found.hexdigest()
