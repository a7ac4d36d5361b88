"""What a person decides by hand about what was made of the articles (METHOD.md R27). Rulings are events of their own:
they survive polls, restarts and a new reading of the articles, and each can be undone.
"""

from datetime import datetime

import msgspec

from sitrep.model.place import Place
from sitrep.model.when import When


class Merge(msgspec.Struct, frozen=True, tag="merge"):
    """These incidents are one. Ids of the board; an id that lives on as an alias still counts."""

    incidents: tuple[str, ...]


class Split(msgspec.Struct, frozen=True, tag="split"):
    """These articles (ids) tell of another incident than the rest of `incident`."""

    incident: str
    articles: tuple[str, ...]


class Dismiss(msgspec.Struct, frozen=True, tag="dismiss"):
    """This incident is none: it leaves a tombstone, and no later poll brings it back."""

    incident: str


class Relocate(msgspec.Struct, frozen=True, tag="place"):
    """This incident happened at `place`."""

    incident: str
    place: Place


class Redate(msgspec.Struct, frozen=True, tag="day"):
    """This incident happened on `when`."""

    incident: str
    when: When


class Undo(msgspec.Struct, frozen=True, tag="undo"):
    """The ruling of this id holds no more."""

    ruling: str


Deed = Merge | Split | Dismiss | Relocate | Redate | Undo


class Ruling(msgspec.Struct, frozen=True):
    """One decision: what, by whom, when (UTC) and why. `id` is unique; rulings take effect in the order of (at, id)."""

    id: str
    at: datetime
    by: str
    deed: Deed
    why: str = ""


REASONED = (Merge, Split, Dismiss)
"""Deeds nobody can check without their reason: whoever rules must give one."""


def lacking(ruling: Ruling) -> str | None:
    """What a ruling about to be made still lacks, in plain words; None where it lacks nothing."""
    if isinstance(ruling.deed, REASONED) and not ruling.why.strip():
        return "not done: joining, parting and dismissing want a reason"
    return None
