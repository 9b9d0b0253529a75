"""Files come whole or not at all, and their addresses get no token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from qualtrics_desk.api.endpoints import contact_exports
from qualtrics_desk.api.requests import call, nothing
from qualtrics_desk.domain import errors

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

FILE = call("GET", "/surveys/{}/export-responses/{}/file", "SV_1", "f", decode=nothing)
SIGNED = contact_exports.file_content("https://files.example.org/x?Signature=hush", "jwt-1")


def left_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


class Broken(httpx.AsyncByteStream):
    """A body that ends in the middle."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield b"half"
        raise httpx.ReadError("reset")


async def test_a_file_is_streamed_to_its_path(desk: Any, tmp_path: Path) -> None:
    content = bytes(range(256)) * 12_000
    client = desk.script(
        httpx.Response(200, content=content, headers={"Content-Type": "application/zip"})
    )
    target = tmp_path / "x.part"
    told: list[tuple[int, int | None]] = []

    reply = await client.download(
        FILE, target, on_progress=lambda done, total: told.append((done, total))
    )

    assert target.read_bytes() == content
    assert (reply.path, reply.size, reply.content_type) == (target, len(content), "application/zip")
    assert told[-1] == (len(content), len(content))
    assert len(told) > 10
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert desk.sent[0].headers["X-API-TOKEN"] == "secret-token"


async def test_a_downloaded_file_is_for_its_owner_only(desk: Any, tmp_path: Path) -> None:
    target = tmp_path / "x.part"

    await desk.script(httpx.Response(200, content=b"x")).download(FILE, target)

    assert target.stat().st_mode & 0o077 == 0


async def test_a_broken_download_starts_over(desk: Any, tmp_path: Path) -> None:
    target = tmp_path / "x.part"
    client = desk.script(
        httpx.Response(200, stream=Broken()), httpx.Response(200, content=b"whole")
    )

    await client.download(FILE, target)

    assert target.read_bytes() == b"whole"


async def test_a_failed_download_leaves_nothing(desk: Any, tmp_path: Path) -> None:
    target = tmp_path / "x.part"
    client = desk.client(lambda _request: httpx.Response(200, stream=Broken()))

    with pytest.raises(errors.ConnectionLost):
        await client.download(FILE, target)

    assert not left_in(tmp_path)


async def test_a_refused_download_tells_the_services_words(desk: Any, tmp_path: Path) -> None:
    body = {"meta": {"error": {"errorMessage": "File expired.", "errorCode": "X_1"}}}
    client = desk.script(httpx.Response(404, json=body))

    with pytest.raises(errors.NotFound) as caught:
        await client.download(FILE, tmp_path / "x.part")

    assert caught.value.service_text == "File expired."
    assert not left_in(tmp_path)


async def test_a_path_that_cannot_be_written_is_a_store_error(desk: Any, tmp_path: Path) -> None:
    client = desk.script(httpx.Response(200, content=b"x"))

    with pytest.raises(errors.StoreError):
        await client.download(FILE, tmp_path / "missing" / "x.part")


async def test_a_signed_address_gets_its_own_proof_and_no_token(desk: Any, tmp_path: Path) -> None:
    client = desk.script(httpx.Response(200, content=b"id,email"))

    await client.download(SIGNED, tmp_path / "x.part")

    assert desk.sent[0].headers["X-JWT"] == "jwt-1"
    assert "X-API-TOKEN" not in desk.sent[0].headers


@pytest.mark.parametrize("location", ["https://evil.example.org/", "http://files.example.org/"])
async def test_a_signed_address_is_not_redirected_away(
    desk: Any, tmp_path: Path, location: str
) -> None:
    client = desk.script(httpx.Response(302, headers={"Location": location}))

    with pytest.raises(errors.BadReply):
        await client.download(SIGNED, tmp_path / "x.part")

    assert len(desk.sent) == 1


async def test_a_signed_address_without_encryption_is_refused(desk: Any, tmp_path: Path) -> None:
    plain = contact_exports.file_content("http://files.example.org/x", "jwt-1")

    with pytest.raises(errors.BadReply):
        await desk.script().download(plain, tmp_path / "x.part")


async def test_errors_of_a_signed_address_do_not_show_it(desk: Any, tmp_path: Path) -> None:
    client = desk.script(httpx.Response(403))

    with pytest.raises(errors.Forbidden) as caught:
        await client.download(SIGNED, tmp_path / "x.part")

    assert "hush" not in f"{caught.value} {vars(caught.value)} {SIGNED!r}"
