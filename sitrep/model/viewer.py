"""What one person keeps beside the board: what was read, what is to be found again, what the next shift must know."""

from datetime import datetime

import msgspec

LOOK = "look"


class Mark(msgspec.Struct, frozen=True):
    """`viewer` has looked at `version` of the thing `key` ("incident:ID", "diplomacy:ID", "wire:ID"). Under the key
    LOOK the version is the moment they were last at the keys (ISO 8601).
    """

    viewer: str
    key: str
    version: str
    at: datetime


class Bookmark(msgspec.Struct, frozen=True):
    """`viewer` wants to find `key` again, or (`on` False) no more."""

    viewer: str
    key: str
    at: datetime
    on: bool = True


class Note(msgspec.Struct, frozen=True):
    """A handover note, seen by everybody: about the thing `about` (an incident's id), or "" for the board. An empty
    `text` takes the note of that id back.
    """

    id: str
    by: str
    at: datetime
    text: str
    about: str = ""
