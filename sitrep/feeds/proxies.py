"""Which way to a host: the proxy that the configuration names, else the environment's, unless NO_PROXY exempts it."""

import ipaddress
from collections.abc import Mapping
from urllib.request import getproxies_environment

import msgspec


class Proxies(msgspec.Struct, frozen=True):
    """`configured` goes before `environment`, which holds addresses by scheme ("https", "http", "all") and "no"."""

    configured: str = ""
    environment: Mapping[str, str] = {}

    def way(self, scheme: str, host: str, own: str = "") -> str:
        """The proxy for a host, "" for none; `own` is the one its feed names and goes before all others."""
        asked = own or self.configured or self.environment.get(scheme) or self.environment.get("all", "")
        if not asked or exempt(host, self.environment.get("no", "")):
            return ""
        return asked if "://" in asked else f"http://{asked}"


def exempt(host: str, listed: str) -> bool:
    """True where NO_PROXY lists `host`: "*", a name (with its sub-domains), an address or a network (10.0.0.0/8)."""
    name = host.casefold().strip("[]")
    for entry in listed.casefold().replace(",", " ").split():
        word = entry.removeprefix("*").lstrip(".") if entry != "*" else entry
        if word in ("*", name) or (word and name.endswith(f".{word}")) or _within(name, word):
            return True
    return False


def _within(host: str, network: str) -> bool:
    try:
        return ipaddress.ip_address(host) in ipaddress.ip_network(network, strict=False)
    except ValueError:
        return False


def proxies(configured: str) -> Proxies:
    """As this process's environment has them: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, in either case."""
    return Proxies(configured, getproxies_environment())
