"""The one module that knows httpx: bytes out, bytes in, and what can go wrong in between.

It repeats nothing and follows no redirection by itself. It refuses to carry the token to a host the
profile does not trust, whatever the layers above believe (qualtrics-api.md B rule 2).
"""

from __future__ import annotations

import logging
import ssl
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx
import msgspec
import truststore

from qualtrics_desk import __version__
from qualtrics_desk.api import failures
from qualtrics_desk.api.connection import Connection, is_loopback
from qualtrics_desk.api.envelope import Answer
from qualtrics_desk.api.requests import Multipart, Request
from qualtrics_desk.domain.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path

CONNECT_SECONDS = 10.0
READ_SECONDS = 90.0
KNOCK_SECONDS = 15.0
MAX_CONNECTIONS = 8
_KEEP_ALIVE_SECONDS = 20.0
_MOST_REDIRECTS = 3
_CHUNK = 1 << 16

# Addresses of signed files are secrets, and httpx logs every address.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class Transport:
    """Connections of one profile, at most eight."""

    def __init__(
        self, connection: Connection, *, inner: httpx.AsyncBaseTransport | None = None
    ) -> None:
        """Prepare, without connecting.

        Args:
            connection: The profile.
            inner: Takes the place of the network.

        Raises:
            UsageError: A certificate or proxy of the profile cannot be used.
        """
        local = is_loopback(connection.host)
        self._connection = connection
        try:
            self._http = httpx.AsyncClient(
                transport=inner,
                verify=_tls(connection),
                # A proxy cannot reach the loopback of this machine.
                proxy=None if local or inner is not None else connection.proxy,
                trust_env=not local,
                follow_redirects=False,
                timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS, pool=None),
                limits=httpx.Limits(
                    max_connections=MAX_CONNECTIONS,
                    max_keepalive_connections=MAX_CONNECTIONS,
                    keepalive_expiry=_KEEP_ALIVE_SECONDS,
                ),
                headers={"User-Agent": f"qualtrics-desk/{__version__}"},
            )
        except (ValueError, httpx.InvalidURL) as error:
            raise UsageError(
                "The proxy of the profile cannot be used.",
                detail=str(error),
                hint="Write it as http://host:port.",
            ) from error

    async def close(self) -> None:
        """Close all connections."""
        await self._http.aclose()

    async def exchange(
        self, request: Request[Any], address: str, proof: Mapping[str, str]
    ) -> Answer:
        """Send a request and read the whole answer.

        Args:
            request: What to send.
            address: Absolute address.
            proof: Headers that prove who asks; sent to trusted hosts only.

        Raises:
            TransportError: No whole answer came, or it points where the token must not go.
        """
        async with self.stream(request, address, proof) as body:
            return await body.read()

    @asynccontextmanager
    async def stream(
        self, request: Request[Any], address: str, proof: Mapping[str, str]
    ) -> AsyncIterator[Streamed]:
        """Send a request and hand out the answer before its body is read."""
        with _named_failures(request, address):
            response = await self._follow(request, address, proof)
            try:
                yield Streamed(response)
            finally:
                await response.aclose()

    async def _follow(
        self, request: Request[Any], address: str, proof: Mapping[str, str]
    ) -> httpx.Response:
        """Send, and go after redirections of reading calls as far as the token may go."""
        url = httpx.URL(address)
        for _turn in range(_MOST_REDIRECTS):
            response = await self._send(request, url, proof)
            if not (response.has_redirect_location and request.method == "GET"):
                return response
            await response.aclose()
            target = url.join(response.headers["location"])
            if request.anywhere and target.host != url.host:
                raise failures.untrusted(request.method, request.path, target.host)
            url = target
        return await self._send(request, url, proof)

    async def _send(
        self, request: Request[Any], url: httpx.URL, proof: Mapping[str, str]
    ) -> httpx.Response:
        trusted = self._connection.trusts(url.scheme, url.host, url.port)
        # An address with its own proof may be anywhere, but never without encryption.
        elsewhere = request.anywhere and not proof and url.scheme == "https"
        if not (trusted or elsewhere) or url.userinfo:
            raise failures.untrusted(request.method, request.path, url.host)
        headers = {**dict(request.headers), **proof}
        content: dict[str, Any] = {}
        match request.body:
            case None:
                pass
            case bytes():
                content["content"] = request.body
                headers["Content-Type"] = request.content_type
            case Multipart(fields=fields, files=files):
                content["data"] = dict(fields)
                content["files"] = [
                    (part.name, (part.filename, part.content, part.content_type)) for part in files
                ]
            case _:
                content["content"] = msgspec.json.encode(request.body)
                headers["Content-Type"] = "application/json"
        built = self._http.build_request(request.method, url, headers=headers, **content)
        return await self._http.send(built, stream=True)


async def knock(
    method: str,
    address: str,
    *,
    body: bytes = b"",
    content_type: str = "",
    connection: Connection,
) -> int:
    """Ask an address of the person's own that is no part of the service; returns its HTTP status.

    Neither token nor client certificate goes there, no redirection is followed, and of the answer
    nothing is read but the status.

    Raises:
        TransportError: Nobody answers, or the address is none.
    """
    request = Request(
        method=method, path="/", endpoint=f"{method} outside", decode=dict, url=address
    )
    with _named_failures(request, address):
        local = is_loopback(httpx.URL(address).host)
        plain = msgspec.structs.replace(connection, client_certificate=None, client_key=None)
        async with (
            httpx.AsyncClient(
                verify=_tls(plain),
                proxy=None if local else connection.proxy,
                trust_env=not local,
                follow_redirects=False,
                timeout=httpx.Timeout(KNOCK_SECONDS),
                headers={"User-Agent": f"qualtrics-desk/{__version__}"},
            ) as client,
            client.stream(
                method,
                address,
                content=body,
                headers={"Content-Type": content_type} if content_type else {},
            ) as response,
        ):
            return response.status_code


class Streamed:
    """An answer whose body has not been read yet."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response

    @property
    def answer(self) -> Answer:
        """Status and headers; the body is empty."""
        return Answer(
            status=self._response.status_code,
            headers={name.lower(): value for name, value in self._response.headers.items()},
            body=b"",
        )

    def chunks(self) -> AsyncIterator[bytes]:
        """The body piece by piece, decompressed."""
        return self._response.aiter_bytes(_CHUNK)

    async def read(self) -> Answer:
        """The whole answer."""
        return msgspec.structs.replace(self.answer, body=await self._response.aread())


class _named_failures:  # noqa: N801 - used as a statement
    """Turns what httpx raises into the product's own errors, and lets all else pass."""

    def __init__(self, request: Request[Any], address: str) -> None:
        self._request = request
        self._address = address

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, httpx.HTTPError | httpx.InvalidURL | httpx.StreamError):
            raise self._named(error) from error

    def _named(self, error: Exception) -> Exception:
        method, path = self._request.method, self._request.path
        reason = _reason(error)
        match error:
            case httpx.ConnectError() | httpx.ConnectTimeout() | httpx.PoolTimeout():
                pass
            case httpx.ProxyError() | httpx.UnsupportedProtocol() | httpx.InvalidURL():
                pass
            case httpx.TimeoutException():
                return failures.lost(reason, method=method, path=path, timed_out=True)
            case httpx.DecodingError():
                return failures.bad_reply(reason, method=method, path=path)
            case _:
                return failures.lost(reason, method=method, path=path, timed_out=False)
        host = _host(self._address)
        return failures.connect_failed(
            reason, method=method, path=path, host=host, certificate=_is_certificate(error)
        )


def _reason(error: Exception) -> str:
    """What the library says, without the address: that may hold a secret."""
    words = str(error).strip().splitlines()
    said = words[0] if words and "://" not in words[0] else ""
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def _host(address: str) -> str:
    try:
        return httpx.URL(address).host
    except httpx.InvalidURL:
        return "this address"


def _is_certificate(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _tls(connection: Connection) -> ssl.SSLContext:
    """Certificates are always checked, against the authorities of the operating system."""
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
