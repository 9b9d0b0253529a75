"""The one module that knows httpx: bytes out, bytes in, and what can go wrong in between.

It repeats nothing and follows no redirection by itself. It refuses to carry the token to a host the
profile does not trust, whatever the layers above believe (qualtrics-api.md B rule 2).
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx
import msgspec

from qualtrics_desk import __version__
from qualtrics_desk.api import failures
from qualtrics_desk.api.envelope import Answer
from qualtrics_desk.api.proxies import proxy_for
from qualtrics_desk.api.requests import Multipart, Request
from qualtrics_desk.api.tls import refused_certificate, tls_context
from qualtrics_desk.domain.errors import UsageError

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Mapping

    from qualtrics_desk.api.connection import Connection

CONNECT_SECONDS = 10.0
READ_SECONDS = 90.0
KNOCK_SECONDS = 15.0
MAX_CONNECTIONS = 8
_KEEP_ALIVE_SECONDS = 20.0
_MOST_REDIRECTS = 3
_CHUNK = 1 << 16
_LIMITS = httpx.Limits(
    max_connections=MAX_CONNECTIONS,
    max_keepalive_connections=MAX_CONNECTIONS,
    keepalive_expiry=_KEEP_ALIVE_SECONDS,
)
_TIMES: dict[str, Any] = {
    "timeout": httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS, pool=None).as_dict()
}
_HEADERS = {
    "User-Agent": f"qualtrics-desk/{__version__}",
    "Accept": "*/*",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "keep-alive",
}

# Addresses of signed files are secrets, and httpx logs every address.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class Transport:
    """Connections of one profile, at most eight on each way: straight, and through each proxy.

    It speaks to the transports of httpx and not to its client: the cookies, redirections and logins
    which that adds to each call are not wanted here, and cost a fifth of a small answer.
    """

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
        self._connection = connection
        self._inner = inner
        self._is_closed = False
        self._tls = tls_context(connection)
        self._proxies: dict[tuple[str, str, int | None], str | None] = {}
        self._ways: dict[str | None, httpx.AsyncBaseTransport] = {}
        self._way(httpx.URL(connection.base_url))

    async def close(self) -> None:
        """Close all connections; nothing is sent any more, no repetition either."""
        self._is_closed = True
        ways, self._ways = list(self._ways.values()), {}
        await asyncio.gather(*(way.aclose() for way in ways))

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
            target = _target(request, url, response.headers["location"])
            if request.anywhere and target.host != url.host:
                raise failures.untrusted(request.method, request.path, target.host)
            url = target
        return await self._send(request, url, proof)

    async def _send(
        self, request: Request[Any], url: httpx.URL, proof: Mapping[str, str]
    ) -> httpx.Response:
        if self._is_closed:
            raise failures.closed(request.method, request.path)
        trusted = self._connection.trusts(url.scheme, url.host, url.port)
        # An address with its own proof may be anywhere, but never without encryption.
        elsewhere = request.anywhere and not proof and url.scheme == "https"
        if not (trusted or elsewhere) or url.userinfo:
            raise failures.untrusted(request.method, request.path, url.host)
        headers = {**_HEADERS, **dict(request.headers), **proof}
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
        built = httpx.Request(request.method, url, headers=headers, extensions=_TIMES, **content)
        return await self._way(url).handle_async_request(built)

    def _way(self, url: httpx.URL) -> httpx.AsyncBaseTransport:
        """The connections that lead to a host."""
        if self._inner is not None:
            return self._ways.setdefault(None, self._inner)
        place = (url.scheme, url.host, url.port)
        if place not in self._proxies:
            self._proxies[place] = proxy_for(self._connection, *place)
        proxy = self._proxies[place]
        if proxy not in self._ways:
            self._ways[proxy] = _connections(self._tls, proxy)
        return self._ways[proxy]


def _target(request: Request[Any], url: httpx.URL, location: str) -> httpx.URL:
    """Where a redirection leads."""
    try:
        return url.join(location)
    except httpx.InvalidURL as error:
        raise failures.bad_reply(
            "It is a redirection to what is no address.",
            method=request.method,
            path=request.path,
        ) from error


def _connections(tls: ssl.SSLContext, proxy: str | None) -> httpx.AsyncBaseTransport:
    """New connections on one way.

    Raises:
        UsageError: The proxy cannot be used.
    """
    try:
        return httpx.AsyncHTTPTransport(verify=tls, proxy=proxy, limits=_LIMITS)
    except (ValueError, ImportError, httpx.InvalidURL) as error:
        raise UsageError(
            "The proxy cannot be used.",
            detail=str(error),
            hint="Write it as http://host:port, in the profile or in the settings of the system.",
        ) from error


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
        url = httpx.URL(address)
        plain = msgspec.structs.replace(connection, client_certificate=None, client_key=None)
        way = _connections(tls_context(plain), proxy_for(plain, url.scheme, url.host, url.port))
        async with (
            httpx.AsyncClient(
                transport=way,
                follow_redirects=False,
                timeout=httpx.Timeout(KNOCK_SECONDS),
                headers=_HEADERS,
            ) as client,
            client.stream(
                method,
                url,
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
            reason, method=method, path=path, host=host, certificate=refused_certificate(error)
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
