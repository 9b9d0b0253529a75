"""Embedded data that a list already has: what a column can be mapped to besides contact fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualtrics_desk.api.endpoints import contacts
from qualtrics_desk.domain.contacts import embedded_key, embedded_of
from qualtrics_desk.domain.ids import DirectoryId, ListId

if TYPE_CHECKING:
    from qualtrics_desk.api.client import Client

LOOKED_AT: Final = 50
"""Contacts, one page: the service has no list of the fields of a list (D.8)."""


async def known_embedded_names(client: Client, directory: str, list_id: str) -> tuple[str, ...]:
    """Names of embedded data of the first contacts of a list, the commonest first.

    Raises:
        ApiError: When the list cannot be read.
    """
    request = contacts.list_contacts(
        DirectoryId(directory), ListId(list_id), include_embedded=True, page_size=LOOKED_AT
    )
    spelling: dict[str, str] = {}
    count: dict[str, int] = {}
    page = (await client.send(request, urgent=True)).value
    for contact in page.items:
        for name in embedded_of(contact.raw):
            key = embedded_key(name)
            spelling.setdefault(key, name)
            count[key] = count.get(key, 0) + 1
    ordered = sorted(count, key=lambda key: (-count[key], key))
    return tuple(spelling[key] for key in ordered)
