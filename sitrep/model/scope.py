"""A situation's scope: which part of the board it shows."""

import msgspec


class Scope(msgspec.Struct, frozen=True):
    """What belongs to one configured situation. Empty tuples ask for nothing: an empty Scope holds everything.

    `countries` are ISO 3166-1 alpha-2 codes, `actors` board names, `words` plain words looked for without regard to
    case. An item is in scope if it meets any of the three (or none is given) and, where `window_hours` is set, was
    updated within that many hours before the board's `as_of`.
    """

    name: str = ""
    countries: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    window_hours: int | None = None


EVERYTHING = Scope()
