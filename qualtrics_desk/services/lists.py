"""Directories and mailing lists: finding the place a person means, listing, making, ending."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from qualtrics_desk.api.endpoints import (
    core_lists,
    directories,
    directory_extras,
    mailing_lists,
)
from qualtrics_desk.domain.errors import (
    ApiError,
    Fate,
    Forbidden,
    InvalidRequest,
    NotFound,
    UsageError,
)
from qualtrics_desk.domain.ids import DirectoryId, ListId
from qualtrics_desk.services.places import (
    Place,
    core_place,
    everybody,
    is_core,
    is_whole_directory,
    sample_place,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from qualtrics_desk.api.client import Client
    from qualtrics_desk.api.endpoints.directories import Directory
    from qualtrics_desk.api.endpoints.mailing_lists import MailingList


_LOOKS = (1.0, 2.0, 4.0, 0.0)
"""Seconds between looks for a list whose creation was not answered (F.90)."""


async def all_directories(client: Client) -> list[Directory]:
    """Every directory of the brand; there are five at most (D.6)."""
    found: list[Directory] = []
    async for page in client.pages(directories.list_directories(), urgent=True):
        found.extend(page.items)
    return found


async def one_directory(client: Client, directory_id: str | None) -> Directory:
    """The directory a person named, or the only one, or the default one.

    Raises:
        UsageError: When it cannot be told which one is meant.
    """
    found = await all_directories(client)
    if directory_id is not None:
        for directory in found:
            if directory.directory_id == directory_id:
                return directory
        raise UsageError(
            f"There is no directory {directory_id} in this brand.",
            hint=_offer(found),
        )
    defaults = [directory for directory in found if directory.is_default]
    candidates = found if len(found) == 1 else defaults
    if len(candidates) == 1:
        return candidates[0]
    if not found:
        raise UsageError(
            "This token sees no directory.",
            detail="The brand has no XM Directory, or the user has no right to it.",
            hint="Ask the brand administrator for the right to use the directory.",
        )
    raise UsageError("The brand has several directories.", hint=_offer(found))


async def all_lists(
    client: Client, directory: Directory, *, owner: str | None = None
) -> AsyncIterator[MailingList]:
    """The lists of a directory; of a group when its id is given as owner (D.7)."""
    request = mailing_lists.list_lists(
        DirectoryId(directory.directory_id or ""), owner=owner, include_count=True
    )
    async for page in client.pages(request):
        for item in page.items:
            yield item


async def find_list(client: Client, list_id: str, directory_id: str | None = None) -> Place:
    """A list and the directory it lies in.

    Raises:
        UsageError: When no directory of the brand has it; the service itself does not say so to an
            import (F.26), so it must be known before.
    """
    if is_core(list_id):
        return core_place((await client.send(core_lists.get_list(list_id), urgent=True)).value)
    found = await all_directories(client)
    if is_whole_directory(list_id):
        return everybody(await one_directory(client, list_id))
    if directory_id is not None:
        found = [directory for directory in found if directory.directory_id == directory_id]
    for directory in found:
        request = mailing_lists.get_list(
            DirectoryId(directory.directory_id or ""), ListId(list_id), include_count=True
        )
        try:
            reply = await client.send(request, urgent=True)
        except (NotFound, Forbidden, InvalidRequest):
            # Shared lists cannot be asked for singly (D.7): they may stand in the listing.
            async for item in all_lists(client, directory):
                if item.mailing_list_id == list_id:
                    return Place(directory, item)
        else:
            return Place(directory, reply.value)
    for directory in found:
        for place in await samples_of(client, directory):
            if place.list.mailing_list_id == list_id:
                return place
    raise UsageError(
        f"There is no list {list_id} that this token can see.",
        hint="`qualtrics-desk lists list` shows the lists there are.",
    )


async def samples_of(client: Client, directory: Directory) -> list[Place]:
    """The samples of a directory; none where the brand or the token has no right to them."""
    request = directory_extras.list_samples(directory.directory_id or "")
    try:
        return [
            sample_place(directory, sample)
            async for page in client.pages(request, urgent=True)
            for sample in page.items
        ]
    except (NotFound, Forbidden, InvalidRequest):
        return []


async def core_places(client: Client) -> list[Place]:
    """The lists of the older research core.

    Raises:
        NotFound: It was retired (404, 410).
        Forbidden: The token may not see it.
    """
    return [
        core_place(core)
        async for page in client.pages(core_lists.list_lists(), urgent=True)
        for core in page.items
    ]


def checked_name(name: str) -> str:
    """A name as it may be sent.

    Raises:
        UsageError: When it is empty or over 100 characters (C.2).
    """
    name = name.strip()
    if not name or len(name) > 100:
        raise UsageError("The name of a list has 1 to 100 characters.")
    return name


async def change_list(
    client: Client, place: Place, *, name: str | None = None, owner: str | None = None
) -> None:
    """Rename a list, or give it to another user or group; read back (D.7).

    Raises:
        UsageError: When the name cannot be one, or the service did not keep it.
    """
    directory, list_id = _ids(place)
    wanted = None if name is None else checked_name(name)
    request = mailing_lists.update_list(directory, list_id, name=wanted, owner=owner)
    await client.send(request, urgent=True)
    try:
        kept = (await client.send(mailing_lists.get_list(directory, list_id), urgent=True)).value
    except (NotFound, Forbidden):
        return  # Lists of groups and of others are not shown singly (D.7).
    for what, asked, now in (("name", wanted, kept.name), ("owner", owner, kept.owner_id)):
        if asked is not None and now != asked:
            raise UsageError(
                f"The service took the new {what} and did not keep it.", detail=f"It says “{now}”."
            )


async def delete_list(client: Client, place: Place) -> None:
    """Delete a list; its contacts stay in the directory, links made from it die (D.7, F.48)."""
    directory, list_id = _ids(place)
    await client.send(mailing_lists.delete_list(directory, list_id), urgent=True)


def _ids(place: Place) -> tuple[DirectoryId, ListId]:
    return (
        DirectoryId(place.directory.directory_id or ""),
        ListId(place.list.mailing_list_id or ""),
    )


async def create_list(
    client: Client, name: str, *, directory_id: str | None = None, owner: str | None = None
) -> tuple[Directory, str]:
    """Make an empty list; returns its directory and its id.

    Raises:
        UsageError: When the name is empty or over 100 characters (C.2).
    """
    name = checked_name(name)
    directory = await one_directory(client, directory_id)
    before = await _named(client, directory, name, owner)
    request = mailing_lists.create_list(
        DirectoryId(directory.directory_id or ""), name, owner=owner
    )
    try:
        return directory, (await client.send(request, urgent=True)).value.id or ""
    except ApiError as error:
        if error.fate is Fate.NOT_APPLIED:
            raise
        # Never repeated blindly (C.3): a list that was made must be found, or there are two.
        for wait in _LOOKS:
            made = await _named(client, directory, name, owner) - before
            if len(made) == 1:
                return directory, made.pop()
            await asyncio.sleep(wait)
        error.hint = "Look at the lists before you try again: it may have been made."
        raise


async def _named(client: Client, directory: Directory, name: str, owner: str | None) -> set[str]:
    """Ids of the lists with this name; names need not be distinct (D.7)."""
    return {
        item.mailing_list_id or ""
        async for item in all_lists(client, directory, owner=owner)
        if item.name == name
    }


def _offer(found: list[Directory]) -> str:
    names = ", ".join(f"{d.directory_id} ({d.name or 'Default directory'})" for d in found)
    return f"Name one with --directory: {names}." if names else "There is none."
