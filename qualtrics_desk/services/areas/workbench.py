"""Workbench for event messages: reads what the service delivers, and listens for it.

A message is form-encoded: Topic, Status, SurveyID, ResponseID, CompletedDate, BrandID. With a
shared key it carries a signature in HMAC, with encryption its content in MSG is AES
(qualtrics-api.md D.19). How both are computed is not documented in any source known to us: the
signature is compared with the usual ways, and a message that fits none of them is said to be
unproven, never dropped. Encrypted content is not decrypted.
"""

from __future__ import annotations

import asyncio
import base64
import enum
import hashlib
import hmac
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import h11
import msgspec

from qualtrics_desk.domain.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_BYTES = 1024 * 1024
"""Of one message; a real one is far below a kilobyte."""
_PATIENCE = 30.0
_FORM = "application/x-www-form-urlencoded"
_WAYS = ("sha512", "sha256", "sha1", "md5")


class Verdict(enum.StrEnum):
    """What the signature says."""

    NONE = "no signature"
    UNCHECKED = "signed, no key to check it with"
    GOOD = "signature fits"
    BAD = "signature does not fit"
    ENCRYPTED = "encrypted"


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """One message as it was delivered.

    Attributes:
        at: When it came, in UTC.
        body: As it came.
        fields: Name and value of each field, in order; MSG in JSON is taken apart below `message`.
        message: What MSG holds, where that is JSON.
        verdict: What the signature says.
        way: The way of computing that fits, such as "HMAC-SHA512, hexadecimal".
        problem: Why it could not be read, or ""; it is shown all the same.
    """

    at: datetime
    body: bytes
    fields: tuple[tuple[str, str], ...] = ()
    message: dict[str, Any] | None = None
    verdict: Verdict = Verdict.NONE
    way: str = ""
    problem: str = ""

    @property
    def topic(self) -> str:
        """What happened, as the service calls it."""
        return self.value("Topic")

    def value(self, name: str) -> str:
        """A field, also one that stands in MSG only."""
        found = dict(self.fields).get(name)
        if found is None and self.message is not None:
            found = self.message.get(name)
        return "" if found is None else str(found)


def read_delivery(
    body: bytes, *, content_type: str = _FORM, key: str = "", at: datetime | None = None
) -> Delivery:
    """Read a message; what cannot be read says why and is kept.

    Args:
        body: As it came.
        content_type: As it was declared.
        key: The shared key of the subscription, or "".
        at: When it came; now if it is not said.
    """
    moment = at or datetime.now(UTC)
    kind = content_type.partition(";")[0].strip().casefold()
    if kind and kind != _FORM:
        return Delivery(
            at=moment,
            body=body,
            problem=f"The content type is {kind}; the service delivers {_FORM}.",
        )
    try:
        fields = tuple(
            parse_qsl(
                body.decode("utf-8"), keep_blank_values=True, strict_parsing=True, errors="strict"
            )
        )
    except ValueError:
        return Delivery(at=moment, body=body, problem="It is no form-encoded text in UTF-8.")
    held = dict(fields)
    problem = "" if held.get("Topic") or "MSG" in held else "It names no topic."
    message, is_encrypted = _message(held)
    verdict, way = _verdict(held, key, is_encrypted=is_encrypted)
    return Delivery(
        at=moment,
        body=body,
        fields=fields,
        message=message,
        verdict=verdict,
        way=way,
        problem=problem,
    )


def _message(held: Mapping[str, str]) -> tuple[dict[str, Any] | None, bool]:
    """What MSG holds, and whether it is there but not to be read."""
    text = held.get("MSG")
    if text is None:
        return None, False
    with suppress(msgspec.DecodeError):
        found = msgspec.json.decode(text)
        if isinstance(found, dict):
            return found, False
    return None, True


def _verdict(held: Mapping[str, str], key: str, *, is_encrypted: bool) -> tuple[Verdict, str]:
    signature = held.get("HMAC")
    if signature is None:
        return (Verdict.ENCRYPTED if is_encrypted else Verdict.NONE), ""
    if not key:
        return Verdict.UNCHECKED, ""
    signed = held.get("MSG", "").encode()
    for name in _WAYS:
        made = hmac.new(key.encode(), signed, getattr(hashlib, name)).digest()
        for form, written in (
            ("hexadecimal", made.hex()),
            ("base 64", base64.b64encode(made).decode()),
        ):
            given = signature.lower() if form == "hexadecimal" else signature
            if hmac.compare_digest(given.encode(), written.encode()):
                return Verdict.GOOD, f"HMAC-{name.upper()}, {form}"
    return Verdict.BAD, ""


class Listener:
    """Takes messages on the loopback address, for a tunnel of the user's own to lead to.

    Every GET and POST is answered with 200, as the service wants it (D.19).

    Attributes:
        key: The shared key that signatures are checked with, or "". It is never written anywhere.
        port: Where it listens, once started.
    """

    def __init__(self, told: Callable[[Delivery], None], key: str = "") -> None:
        self._told = told
        self.key = key
        self.port = 0
        self._server: asyncio.Server | None = None

    @property
    def is_listening(self) -> bool:
        """Whether messages are taken now."""
        return self._server is not None

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}/"

    async def start(self, port: int = 0) -> None:
        """Begin.

        Raises:
            UsageError: The port is taken.
        """
        try:
            self._server = await asyncio.start_server(self._serve, "127.0.0.1", port)
        except (OSError, OverflowError) as error:
            raise UsageError(
                f"Nothing can listen on port {port}.",
                detail=str(error),
                hint="Choose another port, or 0 for any that is free.",
            ) from error
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """End; a message on its way is cut off."""
        server, self._server = self._server, None
        if server is not None:
            server.close()
            await server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = h11.Connection(h11.SERVER)
        try:
            async with asyncio.timeout(_PATIENCE):
                status = await self._take(connection, reader)
                if status is not None:
                    head = h11.Response(
                        status_code=status,
                        headers=[("Content-Length", "0"), ("Connection", "close")],
                    )
                    for event in (head, h11.EndOfMessage()):
                        writer.write(connection.send(event) or b"")
                    await writer.drain()
        except (OSError, TimeoutError, h11.LocalProtocolError):
            # Whoever called has left, or is not a web client at all.
            pass
        finally:
            writer.close()

    async def _take(self, connection: h11.Connection, reader: asyncio.StreamReader) -> int | None:
        """Read one request; the status to answer it with, or None where nobody waits for one."""
        body, method, kind = bytearray(), "", ""
        while True:
            try:
                event = connection.next_event()
            except h11.RemoteProtocolError as error:
                self._tell_broken(bytes(body), f"It is no proper HTTP request: {error}")
                return 400
            if event is h11.NEED_DATA:
                piece = await reader.read(65_536)
                if not piece and connection.their_state is h11.IDLE:
                    return None
                connection.receive_data(piece)
            elif isinstance(event, h11.Request):
                method = event.method.decode("ascii")
                kind = dict(event.headers).get(b"content-type", b"").decode("latin-1")
            elif isinstance(event, h11.Data):
                body += event.data
                if len(body) > MOST_BYTES:
                    self._tell_broken(bytes(body[:2_000]), "It is larger than a megabyte.")
                    return 413
            elif isinstance(event, h11.EndOfMessage):
                break
            else:
                return None
        if method == "GET" and not body:
            # The service looks whether the address answers when it is subscribed (D.19).
            return 200
        self._told(read_delivery(bytes(body), content_type=kind, key=self.key))
        return 200

    def _tell_broken(self, body: bytes, problem: str) -> None:
        self._told(Delivery(at=datetime.now(UTC), body=body, problem=problem))
