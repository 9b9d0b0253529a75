"""Which proxy leads to an address: the profile's, the system's, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.request import getproxies

from qualtrics_desk.api.connection import is_loopback

if TYPE_CHECKING:
    from qualtrics_desk.api.connection import Connection


def proxy_for(connection: Connection, scheme: str, host: str) -> str | None:
    """Address of the proxy for a host, or None for the straight way.

    The profile's own proxy goes before the system's. `getproxies` reads the environment, and on
    Windows and macOS the settings of the system where the environment says nothing. A proxy cannot
    reach the loopback of this machine.
    """
    if is_loopback(host):
        return None
    if connection.proxy is not None:
        return connection.proxy
    found = getproxies()
    address = found.get(scheme) or found.get("all")
    if not address or _excepted(host, found.get("no", "")):
        return None
    return address if "://" in address else f"http://{address}"


def _excepted(host: str, names: str) -> bool:
    """Whether `NO_PROXY` names a host: `*`, the host itself, or a domain above it."""
    for name in names.lower().split(","):
        domain = name.strip().removeprefix("*").lstrip(".").partition(":")[0]
        if name.strip() == "*" or (domain and f".{host.lower()}".endswith(f".{domain}")):
            return True
    return False
