"""Which proxy leads to an address: the profile's, the system's, or none."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.request import getproxies

from qualtrics_desk.api.connection import is_loopback

if TYPE_CHECKING:
    from qualtrics_desk.api.connection import Connection

_PORTS = {"http": 80, "https": 443}


def proxy_for(
    connection: Connection, scheme: str, host: str, port: int | None = None
) -> str | None:
    """Address of the proxy for a host, or None for the straight way.

    The profile's own proxy goes before the system's. `getproxies` reads the environment, and on
    Windows and macOS the settings of the system where the environment says nothing. A proxy cannot
    reach the loopback of this machine.

    Args:
        connection: The profile.
        scheme: http or https.
        host: Without brackets.
        port: None is that of the scheme.
    """
    if is_loopback(host):
        return None
    if connection.proxy is not None:
        return connection.proxy
    found = getproxies()
    address = found.get(scheme) or found.get("all")
    port = port or _PORTS.get(scheme)
    if not address or any(
        _names(name, scheme, host.lower(), port)
        for name in found.get("no", "").lower().replace(",", " ").split()
    ):
        return None
    return address if "://" in address else f"http://{address}"


def _names(name: str, scheme: str, host: str, port: int | None) -> bool:
    """Whether an entry of `NO_PROXY` means a host.

    An entry is `*`, a host, a domain above it, or an IP address; a scheme before it and a port
    behind it must be those of the address.
    """
    wanted, mark, name = name.rpartition("://")
    if mark and wanted not in ("all", scheme):
        return False
    if name in ("*", ""):
        return bool(name or mark)
    if _is_ip(host) or _is_ip(name.strip("[]")):
        return name.strip("[]") == host
    domain, _, its_port = name.partition(":")
    if its_port and its_port != str(port):
        return False
    domain = domain.removeprefix("*").lstrip(".")
    return bool(domain) and f".{host}".endswith(f".{domain}")


def _is_ip(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
