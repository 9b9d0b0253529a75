"""Reading the live list into staging: before the plan, and again when a fate is unknown."""

from __future__ import annotations

import asyncio
import zlib
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.api.endpoints import contacts
from qualtrics_desk.domain.contacts import identity_key, key_part
from qualtrics_desk.domain.errors import JobFailed
from qualtrics_desk.services.engine.progress import Progress, Report, Stop
from qualtrics_desk.store.staging.records import Traces

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from qualtrics_desk.api.client import Client
    from qualtrics_desk.api.endpoints.contacts import ListContact
    from qualtrics_desk.domain.ids import DirectoryId, ListId
    from qualtrics_desk.store.staging.staging import Staging

PIECE = 1_000
"""Contacts written to staging at once."""


def traces_of(contact: dict[str, Any]) -> Traces:
    """What a contact that was sent in bulk is found again by.

    Not the key of the plan: a phone number, which may be all of it, never travels in bulk (D.9).
    """
    return Traces(
        key_part("email", contact.get("email")),
        key_part("extRef", contact.get("extRef")),
        identity_key(contact, ("firstName", "lastName")) or "",
    )


def _stand_in(raw: dict[str, Any]) -> str:
    """An id for a contact that came without one, so that it still counts and still matches."""
    return f"without id {zlib.crc32(msgspec.json.encode(raw)):08x}"


async def read_live(
    client: Client,
    staging: Staging,
    directory: DirectoryId,
    list_id: ListId,
    key: Sequence[str],
    *,
    stop: Stop,
    report: Report,
) -> int:
    """Read the whole list into staging; returns the number of contacts.

    Raises:
        JobFailed: When the service does not show the whole list.
    """
    count = 0
    piece: list[tuple[str, str | None, str | None, bytes]] = []
    async for items in _pages(client, directory, list_id, stop):
        for item in items:
            raw = item.raw
            piece.append(
                (
                    item.contact_id or _stand_in(raw),
                    item.contact_lookup_id,
                    identity_key(raw, key) if key else None,
                    msgspec.json.encode(raw),
                )
            )
        count += len(items)
        if len(piece) >= PIECE:
            await asyncio.to_thread(staging.add_live, piece)
            piece = []
        report(Progress("Reading the list", count))
    if piece:
        await asyncio.to_thread(staging.add_live, piece)
    return count


async def read_back(
    client: Client,
    staging: Staging,
    directory: DirectoryId,
    list_id: ListId,
    *,
    stop: Stop,
    report: Report,
) -> int:
    """Read the list as it is now beside the plan's; returns a digest that changes when it does.

    Raises:
        JobFailed: When the service does not show the whole list.
    """
    await asyncio.to_thread(staging.seen.start)
    digest = count = 0
    piece: list[tuple[str, Traces, bytes]] = []
    async for items in _pages(client, directory, list_id, stop):
        for item in items:
            raw = item.raw
            encoded = msgspec.json.encode(raw)
            piece.append((item.contact_id or _stand_in(raw), traces_of(raw), encoded))
            # A sum does not depend on the order of the pages, which may differ between readings.
            digest = (digest + zlib.crc32(encoded) + (len(encoded) << 32)) & (2**64 - 1)
        count += len(items)
        if len(piece) >= PIECE:
            await asyncio.to_thread(staging.seen.add, piece)
            piece = []
        report(Progress("Reading the list back", count, note="to see what arrived"))
    if piece:
        await asyncio.to_thread(staging.seen.add, piece)
    return digest


async def _pages(
    client: Client, directory: DirectoryId, list_id: ListId, stop: Stop
) -> AsyncIterator[list[ListContact]]:
    """The pages of a list. A contact that is not shown would be taken for one to be created."""
    async for page in client.pages(contacts.list_contacts(directory, list_id)):
        stop.check()
        if page.warning is not None:
            raise JobFailed(
                "The service does not show the whole list.",
                detail=page.warning,
                hint="Nothing can be compared with half a list. Try again later.",
            )
        yield page.items
