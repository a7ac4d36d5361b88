"""What is asked of a server and what came of it, as values: apart from `fetch`, so that a schedule needs no network."""

from datetime import datetime

import msgspec

FEED = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.8"
PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
PLAIN = "text/plain, */*;q=0.1"


class Wanted(msgspec.Struct, frozen=True):
    """What to ask for. The validators are the last answer's, byte for byte; "" for none.

    `authorization` is the value of that header, for the origin of `url` alone; name and password in the address
    become one. `proxy` "" leaves the way to the configuration and the environment. `address` is where a publisher can
    complain; it stands in the User-Agent. `accept` is what is hoped for.
    """

    url: str
    etag: str = ""
    last_modified: str = ""
    address: str = ""
    proxy: str = ""
    authorization: str = ""
    accept: str = FEED


class Fetched(msgspec.Struct, frozen=True):
    """A body came. `headers` have lower-case names. `moved_to` is where the unbroken run of permanent redirects at the
    start of the way led, "" for none. `at` is UTC.
    """

    at: datetime
    body: bytes
    headers: dict[str, str]
    final_url: str
    etag: str = ""
    last_modified: str = ""
    moved_to: str = ""


class NotModified(msgspec.Struct, frozen=True):
    """The server says nothing changed. New validators replace the old ones where it sent any."""

    at: datetime
    headers: dict[str, str]
    etag: str = ""
    last_modified: str = ""
    moved_to: str = ""


class Failed(msgspec.Struct, frozen=True):
    """Nothing usable came, and why, in plain words. `status` is the HTTP status, 0 for none.

    `retry_after` is that header as sent with 429 or 503. `gone`: the publisher says the feed has ended (410). `until`
    (UTC): it was not asked at all, for its host rests until then at its own wish.
    """

    at: datetime
    reason: str
    status: int = 0
    retry_after: str = ""
    gone: bool = False
    until: datetime | None = None


Outcome = Fetched | NotModified | Failed
