"""Places and actors by name: gazetteer look-ups, lexicons, patterns for places no gazetteer has."""

from functools import cache, lru_cache

from sitrep.model.place import Place
from sitrep.text.actors import lexicon
from sitrep.text.document import ActorMention, Gazetteer, PlaceMention
from sitrep.text.lexicons import overlay
from sitrep.text.places import Marks, Reader, renamed
from sitrep.text.tokens import key
from sitrep.text.usage import is_actor_use

__all__ = ["Names", "country_names", "is_actor_use", "key"]

_NOTHING = Marks((), ())


class Names:
    """All names the reader knows. Built once from a gazetteer port and the lexicons in data/; then only read.

    The last text's marks are kept, since places and actors of one text are asked for one after the other.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._known = lru_cache(maxsize=8192)(self._find)
        self._last: tuple[str, Marks] = ("", _NOTHING)

    def places(self, text: str) -> tuple[PlaceMention, ...]:
        """The places named in `text`, resolved, in order, offsets in `text`."""
        return self._marks(text).places

    def actors(self, text: str) -> tuple[ActorMention, ...]:
        """The actors named in `text`, in order, offsets in `text`."""
        return self._marks(text).actors

    def find(self, name: str) -> tuple[Place, ...]:
        """The places called `name` in any spelling known, most likely first: the overlay's, then the gazetteer's."""
        return self._known(key(name))

    def _marks(self, text: str) -> Marks:
        if self._last[0] != text:
            self._last = (text, Reader(text, self._known).marks())
        return self._last[1]

    def _find(self, name: str) -> tuple[Place, ...]:
        own = overlay().places.get(name, ())
        if own and own[0].precision in ("region", "area"):
            return own  # a region of the press hides the hamlets called like it
        if name in overlay().press:
            board, country, listed = overlay().press[name]
            own += tuple(renamed(p, board) for p in self._gazetteer.find(key(listed)) if p.country == country)
        held = {p.key for p in own}
        towns = {p.country for p in own if p.precision == "exact"}
        others = (p for p in self._gazetteer.find(name) if p.key not in held)
        return own + tuple(p for p in others if p.precision != "exact" or p.country not in towns)


@cache
def country_names() -> dict[str, str]:
    """The board's name of every country, by ISO 3166-1 alpha-2 code."""
    names: dict[str, str] = {}
    for code, name, _ in lexicon().places.values():
        names.setdefault(code, name)
    return names
