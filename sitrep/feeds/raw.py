"""A feed document before cleaning: the one form that XML and JSON feeds are brought to. Every string is hostile."""

import msgspec


class RawEntry(msgspec.Struct, frozen=True):
    """One entry as sent. `dates` stand best first; `told_by` and `told_at` are RSS `<source>`: whose entry it is."""

    guid: str = ""
    link: str = ""
    title: str = ""
    summary: str = ""
    content: str = ""
    dates: tuple[str, ...] = ()
    byline: str = ""
    language: str = ""
    told_by: str = ""
    told_at: str = ""


class RawDocument(msgspec.Struct, frozen=True):
    """A feed and its entries in document order. `pace`, `skip_hours`, `skip_days` and `hub` as in Parsed."""

    entries: tuple[RawEntry, ...] = ()
    title: str = ""
    link: str = ""
    language: str = ""
    pace: float | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    hub: str = ""
