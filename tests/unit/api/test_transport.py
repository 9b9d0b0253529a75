"""Real sockets on loopback: TLS is checked, connections are few, a broken one is named."""

from __future__ import annotations

import asyncio
import base64
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
import trustme

from qualtrics_desk.api.attempts import Timing
from qualtrics_desk.api.client import Client
from qualtrics_desk.api.connection import Connection
from qualtrics_desk.api.endpoints import account, contact_imports, contacts
from qualtrics_desk.api.transport import MAX_CONNECTIONS, Transport
from qualtrics_desk.domain import errors
from qualtrics_desk.domain.errors import Fate, UsageError

if TYPE_CHECKING:
    from pathlib import Path

BODY = b'{"result":{"userId":"UR_1"},"meta":{}}'
GOOD = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(BODY), BODY)
Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(GOOD)
    await writer.drain()


@asynccontextmanager
async def serving(handler: Handler, context: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await handler(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client went away, which some of these tests want
        finally:
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=context)
    async with server:
        yield server.sockets[0].getsockname()[1]


def connection(port: int, scheme: str = "https", **options: Any) -> Connection:
    return Connection(base_url=f"{scheme}://127.0.0.1:{port}/API/v3", token="t", **options)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def server_context(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


async def test_an_unknown_authority_is_refused_once_and_explained(authority: trustme.CA) -> None:
    async with (
        serving(answer, server_context(authority)) as port,
        Client(connection(port)) as client,
    ):
        with pytest.raises(errors.ConnectFailed) as caught:
            await client.send(account.whoami())

    assert not caught.value.retryable
    assert "certificate" in caught.value.user_message
    assert "authority" in caught.value.hint


async def test_an_extra_authority_of_the_profile_is_accepted(
    authority: trustme.CA, tmp_path: Path
) -> None:
    pem = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(pem))

    async with (
        serving(answer, server_context(authority)) as port,
        Client(connection(port, extra_ca=pem)) as client,
    ):
        reply = await client.send(account.whoami())

    assert reply.value.user_id == "UR_1"


async def test_a_client_certificate_is_shown(authority: trustme.CA, tmp_path: Path) -> None:
    pem, own = tmp_path / "ca.pem", tmp_path / "own.pem"
    authority.cert_pem.write_to_path(str(pem))
    authority.issue_cert("someone@example.org").private_key_and_cert_chain_pem.write_to_path(
        str(own)
    )
    context = server_context(authority)
    authority.configure_trust(context)
    context.verify_mode = ssl.CERT_REQUIRED

    async with (
        serving(answer, context) as port,
        Client(connection(port, extra_ca=pem, client_certificate=own)) as client,
    ):
        reply = await client.send(account.whoami())

    assert reply.value.user_id == "UR_1"


@pytest.mark.parametrize("field", ["extra_ca", "client_certificate"])
@pytest.mark.parametrize("content", [None, "no certificate"])
async def test_an_unusable_certificate_file_is_named(
    tmp_path: Path, field: str, content: str | None
) -> None:
    path = tmp_path / "mine.pem"
    if content is not None:
        path.write_text(content)

    with pytest.raises(UsageError) as caught:
        Transport(connection(1, **{field: path}))

    assert "mine.pem" in caught.value.user_message


async def test_an_unusable_proxy_is_refused() -> None:
    with pytest.raises(UsageError):
        Transport(
            Connection(base_url="https://yul1.qualtrics.com/API/v3", token="t", proxy="gopher://x")
        )


async def test_a_refused_connection_was_not_applied() -> None:
    async with serving(answer) as port:
        pass  # closed again: nobody listens there now

    async with Client(connection(port, "http"), patience=0.0) as client:
        with pytest.raises(errors.ConnectFailed) as caught:
            await client.send(contact_imports.start_import("POOL_1", "CG_1", b"{}"))

    assert caught.value.fate is Fate.NOT_APPLIED


@pytest.mark.parametrize(
    "piece", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{", b"garbage\r\n\r\n"]
)
async def test_a_lost_answer_leaves_the_fate_unknown(piece: bytes) -> None:
    async def cut(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(piece)
        await writer.drain()

    async with serving(cut) as port, Client(connection(port, "http")) as client:
        with pytest.raises(errors.ConnectionLost) as caught:
            await client.send(contact_imports.start_import("POOL_1", "CG_1", b"{}"))

    assert caught.value.fate is Fate.UNKNOWN


async def test_loopback_never_goes_through_a_proxy_of_the_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")

    async with serving(answer) as port, Client(connection(port, "http")) as client:
        reply = await client.send(account.whoami())

    assert reply.value.user_id == "UR_1"


@pytest.mark.parametrize("way", ["profile", "HTTPS_PROXY", "ALL_PROXY"])
async def test_a_proxy_of_the_profile_or_the_system_is_gone_through(
    way: str, authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    pem = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(pem))
    inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("yul1.qualtrics.com").configure_cert(inside)
    asked: list[str] = []

    async def tunnel(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await reader.readuntil(b"\r\n\r\n")).decode())
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await writer.start_tls(inside)
        await answer(reader, writer)

    async with serving(tunnel) as port:
        address = f"http://me:pass%20word@127.0.0.1:{port}"
        if way != "profile":
            monkeypatch.setenv(way, address)
        profile = Connection(
            base_url="https://yul1.qualtrics.com/API/v3",
            token="secret-token",
            extra_ca=pem,
            proxy=address if way == "profile" else None,
        )
        async with Client(profile) as client:
            reply = await client.send(account.whoami())

    assert reply.value.user_id == "UR_1"
    (head,) = asked
    assert head.startswith("CONNECT yul1.qualtrics.com:443 ")
    assert base64.b64encode(b"me:pass word").decode() in head
    assert "secret-token" not in head


async def test_a_proxy_of_the_system_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv("HTTPS_PROXY", "gopher://x")

    with pytest.raises(UsageError) as caught:
        Transport(Connection(base_url="https://yul1.qualtrics.com/API/v3", token="t"))

    assert "gopher" in (caught.value.detail or "")


async def test_what_is_under_way_is_not_sent_again_once_the_profile_is_closed() -> None:
    asked = asyncio.Queue[bytes]()

    async def never_answer(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        asked.put_nowait(await reader.readuntil(b"\r\n\r\n"))
        await reader.read()

    async with serving(never_answer) as port:
        client = Client(connection(port, "http"), timing=Timing(sleep=lambda _: asyncio.sleep(0)))
        change = contacts.update_contact("POOL_1", "CG_1", "CID_1", {"firstName": "Ann"})
        under_way = asyncio.ensure_future(client.send(change))
        await asked.get()
        await client.aclose()
        with pytest.raises(errors.ConnectFailed) as caught:
            await under_way
        with pytest.raises(errors.ConnectFailed) as later:
            await client.send(account.whoami())

    assert asked.empty()
    assert caught.value.fate is Fate.UNKNOWN
    assert later.value.fate is Fate.NOT_APPLIED
    assert "closed" in later.value.user_message


async def test_a_redirection_to_what_is_no_address_is_a_bad_reply() -> None:
    async def redirect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        head = b"HTTP/1.1 302 Found\r\nLocation: https://a\x7fb/\r\nContent-Length: 0\r\n\r\n"
        writer.write(head)
        await writer.drain()

    async with serving(redirect) as port, Client(connection(port, "http"), patience=0.0) as client:
        with pytest.raises(errors.BadReply) as caught:
            await client.send(account.whoami())

    assert "redirection" in (caught.value.detail or "")


async def test_connections_are_few_however_much_is_wanted() -> None:
    open_now = most = 0

    async def count(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal open_now, most
        open_now += 1
        most = max(most, open_now)
        try:
            while True:
                await reader.readuntil(b"\r\n\r\n")
                writer.write(GOOD)
                await writer.drain()
        finally:
            open_now -= 1

    async with serving(count) as port, Client(connection(port, "http")) as client:
        await asyncio.gather(*(client.send(account.whoami(), urgent=True) for _ in range(60)))

    assert 1 < most <= MAX_CONNECTIONS
