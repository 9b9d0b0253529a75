"""Whom a connection believes and how this profile proves itself, before the first byte.

Certificates are always checked, against the authorities of the operating system.
"""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import truststore

from qualtrics_desk.domain.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from qualtrics_desk.api.connection import Connection


def tls_context(connection: Connection) -> ssl.SSLContext:
    """The profile's authorities and client certificate over those of the operating system.

    Raises:
        UsageError: A file of the profile cannot be used.
    """
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if connection.extra_ca is not None:
        with _unusable(connection.extra_ca, "certificate authority"):
            context.load_verify_locations(connection.extra_ca)
    if connection.client_certificate is not None:
        with _unusable(connection.client_certificate, "client certificate"):
            # Without a password function OpenSSL would ask on the terminal and stop the window.
            context.load_cert_chain(
                connection.client_certificate, connection.client_key, password=_no_password
            )
    return context


def refused_certificate(error: BaseException | None) -> bool:
    """Whether a certificate that was not believed is at the bottom of an error."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _no_password() -> str:
    return ""


class _unusable:  # noqa: N801 - used as a statement
    def __init__(self, path: Path, what: str) -> None:
        self._path = path
        self._what = what

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, OSError):  # ssl.SSLError is one
            raise UsageError(
                f"The {self._what} {self._path.name} cannot be used.",
                detail=error.strerror or type(error).__name__,
                hint="It must be a readable PEM file; a key must have no password.",
            ) from error
