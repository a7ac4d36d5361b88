"""A report: what one article tells of one event. Nothing after it looks at sentences to decide who did what."""

from datetime import date

import msgspec

from sitrep.model.article import Article
from sitrep.model.claim import Casualty, Strike
from sitrep.model.incident import IncidentKind, Tombstone
from sitrep.model.place import Place
from sitrep.model.when import When
from sitrep.resolve.geo import LEVELS, NOWHERE, level_of

MASS_LAUNCH = 20
"""So many missiles or drones named without a town are a barrage over many places, not one strike."""


class Report(msgspec.Struct, frozen=True, gc=False):
    """What one article tells of one event.

    `key` is (article id, ordinal in the article). `spots` are its most exact places, none inside another; more than one
    makes it `wide`: a total over places. `when` is undated where the article gives no day (R29). `objects` are classes
    of things hit, `means` families of weapons, `sides` whom its victims belong to, where said. `tolls` are (kind, low)
    pairs of its own whole figures, used as evidence of identity and never as an obstacle; `speakers` are the persons
    who give its figures. An `echo` only names an event in a diplomat's words and tells nothing of it (R4); a `find`
    counts bodies found, whenever they died. `origin` is the voice its article speaks with, `imprint` what copies of one
    text share (R21). A `notice` takes back what its origin told before (R27); `withdrawn` says that a later version of
    this very article took it back.
    """

    key: tuple[str, int]
    article: Article
    kind: IncidentKind
    strikes: tuple[Strike, ...]
    casualties: tuple[Casualty, ...]
    spots: tuple[Place, ...]
    places: tuple[Place, ...]
    country: str | None
    when: When
    wide: bool
    night: bool
    aftermath: bool
    objects: frozenset[str]
    means: frozenset[str]
    attackers: frozenset[str]
    sides: frozenset[str]
    tolls: frozenset[tuple[str, int]]
    words: frozenset[str]
    speakers: frozenset[str] = frozenset()
    echo: bool = False
    find: bool = False
    origin: str = ""
    imprint: str | None = None
    notice: bool = False
    withdrawn: Tombstone | None = None

    @property
    def told(self) -> date:
        """The day (UTC) on which it was published."""
        return self.article.at.date()

    @property
    def day(self) -> date | None:
        """The stated day of the event, or None where it is undated or only a week or month is known."""
        return self.when.day if self.when.precision in ("day", "hour") else None

    @property
    def anchor(self) -> date:
        """The day near which the event is looked for: its own, else that of publication. Never shown as its date."""
        return self.day or self.told

    @property
    def level(self) -> int:
        """How exactly it is placed: 0 a town, 2 a district, 3 a region, 4 a country or several places, 5 nowhere."""
        if len(self.spots) > 1:
            return LEVELS["country"]
        return level_of(self.spots[0]) if self.spots else NOWHERE
