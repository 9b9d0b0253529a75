"""Where a profile's brand is and how to prove who asks (qualtrics-api.md A.1, A.2).

Pure: nothing here opens a connection. No token ever leaves this module in a text.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from qualtrics_desk.domain.errors import UsageError

API_PATH = "/API/v3"
_DOMAIN = ".qualtrics.com"

# Blanks, quotes and invisible characters that come along when somebody copies from a mail (F.4).
_CLUTTER = " \t\r\n\v\f\"'`´‘’“”„«»<>\u00a0\u2007\u202f\u200b\u200c\u200d\u2060\ufeff"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
# Longer than any datacenter or brand, shorter than a token.
_LONGEST_LABEL = 36
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")
_API_IN_PATH = re.compile(r"(?P<before>.*?)/api/v3(/.*)?", re.IGNORECASE)
_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_TOKEN_LABEL = re.compile(r"(x-api-token|api-?token|token|authorization|bearer)\s*[:=]?\s*", re.I)

_HOST_HINT = (
    "Type the datacenter ID from Account Settings, Qualtrics IDs, for example yul1 or fra1, "
    "or the address of your brand, for example brand.fra1.qualtrics.com."
)


class OAuthClient(msgspec.Struct, frozen=True, kw_only=True):
    """Client credentials; the client acts as the user who made it (A.2)."""

    client_id: str
    client_secret: str
    scopes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"OAuthClient(client_id={self.client_id!r}, client_secret=…)"


class Connection(msgspec.Struct, frozen=True, kw_only=True):
    """One profile's way to the service.

    Attributes:
        base_url: Normalised by `normalise_base_url`: ends with `/API/v3`, no slash behind.
        token: Value of `X-API-TOKEN`, or None where OAuth is used.
        oauth: Client credentials, or None where a token is used.
        client_certificate: PEM file for brands that demand mutual TLS.
        client_key: Its key, where it is not in the same file.
        extra_ca: PEM file of a further authority, for networks that inspect TLS (F.7).
        proxy: Address of a proxy; None means what the system says.
        typed_host: Whether a person typed the host into this profile. Only then does a host
            outside qualtrics.com get the token.
        read_only: No writing request is sent, whatever is asked for (design.md 6).
    """

    base_url: str
    token: str | None = None
    oauth: OAuthClient | None = None
    client_certificate: Path | None = None
    client_key: Path | None = None
    extra_ca: Path | None = None
    proxy: str | None = None
    typed_host: bool = True
    read_only: bool = False

    def __repr__(self) -> str:
        proof = "oauth" if self.oauth else "token" if self.token else "nothing"
        return f"Connection({self.base_url!r}, with {proof})"

    @property
    def root_url(self) -> str:
        """Scheme and host only: OAuth lives beside the API, not below it (A.2)."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def host(self) -> str:
        """Host of the profile, without port."""
        return urlsplit(self.base_url).hostname or ""

    def trusts(self, scheme: str, host: str, port: int | None) -> bool:
        """Whether the token may go there (B rule 2).

        Yes for https on `*.qualtrics.com`, for the very origin a person typed, and for loopback
        where the profile itself is on loopback: an answer from outside must not make this machine
        talk to its own services.
        """
        scheme, host = scheme.lower(), host.lower()
        own = urlsplit(self.base_url)
        if is_loopback(host):
            return scheme in {"http", "https"} and is_loopback(own.hostname or "")
        if scheme != "https":
            return False
        if host.endswith(_DOMAIN) and port in {None, 443}:
            return True
        same = host == own.hostname and (port or 443) == (own.port or 443)
        return self.typed_host and own.scheme == "https" and same


@lru_cache(maxsize=64)
def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def clean_token(text: str) -> str:
    """Take blanks, quotes and labels off a pasted token (F.4). Its length is not checked (A.2).

    Raises:
        UsageError: Nothing is left, or it holds characters that no token has.
    """
    token = text.strip(_CLUTTER)
    label = _TOKEN_LABEL.match(token)
    if label and label.end() < len(token) and not label.group().isalpha():
        token = token[label.end() :]
    token = "".join(char for char in token if char not in _CLUTTER)
    if not token:
        raise UsageError(
            "There is no API token.",
            hint="Copy it from Account Settings, Qualtrics IDs, API.",
        )
    if not (token.isascii() and token.isprintable()):
        raise UsageError(
            "This does not look like an API token.",
            detail="It holds characters that no token has.",
            hint="Copy it again from Account Settings, Qualtrics IDs, API.",
        )
    return token


def normalise_base_url(text: str) -> str:
    """Make the base address out of whatever a person pastes as the host (A.1, F.2).

    Takes a bare datacenter id, a host with or without brand, with or without `.qualtrics.com`, and
    any URL of the product with or without `/API/v3`.

    Returns:
        Scheme, host, optional port and `/API/v3`, without a slash at the end.

    Raises:
        UsageError: It cannot be read as a host, or it would send the token without encryption.
    """
    cleaned = "".join(char for char in text.strip(_CLUTTER) if char not in _INVISIBLE)
    if not cleaned:
        raise UsageError("There is no host.", hint=_HOST_HINT)
    found = _SCHEME.match(cleaned)
    scheme = found["scheme"].lower() if found else None
    rest = cleaned[found.end() :] if found else cleaned.lstrip("/")
    try:
        parts = urlsplit(f"//{rest}")
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise _unreadable() from error
    if parts.username is not None or parts.password is not None:
        raise UsageError("The host must not hold a user name or a password.", hint=_HOST_HINT)
    if scheme not in {None, "http", "https"}:
        raise _unreadable()
    if is_loopback(host):
        return _assemble(scheme or "http", host, port, "")

    host = _complete(host, bare=scheme is None and parts.path in {"", "/"})
    labels = host.split(".")
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
        raise _unreadable()
    if any(len(label) > _LONGEST_LABEL for label in labels):
        raise _unreadable()
    if host == _DOMAIN[1:]:
        raise UsageError("This address does not say which datacenter.", hint=_HOST_HINT)
    if host.endswith(_DOMAIN):
        # The service answers on https alone; an old http bookmark means the same place.
        return _assemble("https", host, None, "")
    if scheme == "http":
        raise UsageError(
            "The token would travel without encryption.",
            detail="Plain http is allowed only for this machine itself.",
            hint="Type the address with https://.",
        )
    prefix = _API_IN_PATH.fullmatch(parts.path)
    return _assemble(scheme or "https", host, port, prefix["before"] if prefix else "")


def _complete(host: str, *, bare: bool) -> str:
    """Add `.qualtrics.com` where it is missing.

    No top-level domain has a digit in it, so a last label such as `fra1` must be a datacenter. The
    old datacenter `eu` is also a domain: it counts as the datacenter only when nothing but
    `brand.eu` was typed.
    """
    if host.endswith((".qualtrics", "-qualtrics")) or host == "qualtrics":
        return f"{host}.com"
    labels = host.split(".")
    last = labels[-1]
    datacenter = any(char.isdigit() for char in last) and not last.startswith("xn--")
    if _is_address(host):
        return host
    if len(labels) == 1 or datacenter or (bare and len(labels) == 2 and last == "eu"):
        return f"{host}{_DOMAIN}" if _LABEL.fullmatch(last) else host
    return host


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _assemble(scheme: str, host: str, port: int | None, prefix: str) -> str:
    shown = f"[{host}]" if ":" in host else host
    default = 443 if scheme == "https" else 80
    tail = f":{port}" if port not in {None, default} else ""
    return f"{scheme}://{shown}{tail}{prefix.rstrip('/')}{API_PATH}"


def _unreadable() -> UsageError:
    # What was typed is not repeated: people paste tokens into the wrong field.
    return UsageError("This cannot be read as a host.", hint=_HOST_HINT)
