"""Addresses of the web and the secrets they may carry: a name and password before the host never leave the asking."""

from base64 import b64encode
from urllib.parse import unquote, urlsplit


def bare(url: str) -> str:
    """An address without name and password, fit for screens, logs, files and exports."""
    scheme, mark, rest = url.partition("://")
    if not mark:
        return url
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}"


def basic(url: str) -> str:
    """The Authorization header for the name and password in an address (RFC 7617 2), "" where it carries none."""
    userinfo, mark, _ = url.partition("://")[2].partition("/")[0].rpartition("@")
    if not mark:
        return ""
    name, _, password = userinfo.partition(":")
    # Decoded first: in the address they are percent-encoded.
    return f"Basic {b64encode(f'{unquote(name)}:{unquote(password)}'.encode()).decode()}"


def host(url: str) -> str:
    """The host of an address in lower case, "" for none and for what is no address."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def same_origin(one: str, other: str) -> bool:
    """True where scheme, host and port agree: what was given for one may be said to the other."""
    try:
        return _origin(one) == _origin(other)
    except ValueError:
        return False


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)
