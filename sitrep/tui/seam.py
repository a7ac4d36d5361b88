"""What the screen is given: the newest snapshot and notice of a newer one, and what its keys may ask for."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

from sitrep.model.incident import Incident
from sitrep.model.place import Place
from sitrep.model.ruling import Deed, Ruling
from sitrep.views.pane import Snapshot


class Live(Protocol):
    """Where the screen's contents come from. Both are called on the event loop's thread."""

    def snapshot(self) -> Snapshot:
        """The newest state. Its board's `as_of` is the moment of the call (UTC)."""
        ...

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Calls `callback` after every change, until the returned function is called. Calls may be many: the screen
        paces itself and reads only the newest.
        """
        ...


class Actions(NamedTuple):
    """What the reader may ask of the program. None: not on offer here, and the screen says so.

    `poll_now` asks every feed at once. `situations` names what there is to pick from, `pick_situation` takes one of
    them. `offer_sample` switches to the bundled sample and back. Each returns at once; results arrive as snapshots.

    `foresee` says what incidents a deed would make of those it speaks of. `rule` keeps a deed with its reason, `note` a
    handover note with the incident it is about ("" the board); both come back with None, or in plain words what went
    wrong. `rulings` are those made so far. `places` are those of a name. `keep` takes keys with the versions read,
    `bookmark` a key and whether it is on. `export` takes the end of a file's name and its text, and says where it was
    written, or why not. `claim` is true for the first dashboard that would run an alert's command for a row.
    """

    poll_now: Callable[[], None] | None = None
    situations: Callable[[], Sequence[str]] | None = None
    pick_situation: Callable[[str], None] | None = None
    offer_sample: Callable[[], None] | None = None
    rule: Callable[[Deed, str], Awaitable[str | None]] | None = None
    foresee: Callable[[Deed], Sequence[Incident]] | None = None
    rulings: Callable[[], Awaitable[Sequence[Ruling]]] | None = None
    places: Callable[[str], Sequence[Place]] | None = None
    note: Callable[[str, str], Awaitable[str | None]] | None = None
    keep: Callable[[Mapping[str, str]], None] | None = None
    bookmark: Callable[[str, bool], None] | None = None
    export: Callable[[str, str], str] | None = None
    claim: Callable[[str, str], bool] = lambda alert, key: True
