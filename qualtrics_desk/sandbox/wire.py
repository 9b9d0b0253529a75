"""Connections that can be cut: ASGI knows no way to drop one, and two faults do just that."""

from __future__ import annotations

import socket
import struct
from typing import TYPE_CHECKING

from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from starlette.datastructures import Address

if TYPE_CHECKING:
    import asyncio

_TRANSPORTS: dict[tuple[str, int], asyncio.Transport] = {}


class CuttableProtocol(H11Protocol):
    """The server's HTTP protocol, with its open connections on record."""

    # uvicorn narrows the transport of asyncio's own protocols in the same way.
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Put the connection on record."""
        super().connection_made(transport)
        if self.client is not None:
            _TRANSPORTS[self.client] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Take the connection off the record."""
        if self.client is not None:
            _TRANSPORTS.pop(self.client, None)
        super().connection_lost(exc)


def cut(client: Address | None) -> None:
    """Break the TCP connection of a client with a reset, whatever was to be sent."""
    transport = _TRANSPORTS.get((client.host, client.port)) if client else None
    if transport is None:
        return
    link = transport.get_extra_info("socket")
    if link is not None:
        # Lingering for zero seconds turns the close into a reset.
        link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
