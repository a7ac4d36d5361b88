"""Places and actors by name: gazetteer look-ups, lexicons, patterns for places no gazetteer has."""

import re
import unicodedata

from sitrep.text.document import ActorMention, Gazetteer, PlaceMention

_SILENT = re.compile("['’‘ʻʼʿʾ`´]")
_GAP = re.compile(r"[\W_]+")


def key(name: str) -> str:
    """The form under which a name is looked up: case and marks folded, apostrophes dropped, all else one space."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", _SILENT.sub("", name)) if not unicodedata.combining(c))
    return _GAP.sub(" ", bare.casefold()).strip()


class Names:
    """All names the reader knows. Built once from a gazetteer port and the lexicons in data/; then only read."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def places(self, text: str) -> tuple[PlaceMention, ...]:
        """The places named in `text`, resolved, in order, offsets in `text`."""
        return ()

    def actors(self, text: str) -> tuple[ActorMention, ...]:
        """The actors named in `text`, in order, offsets in `text`."""
        return ()
