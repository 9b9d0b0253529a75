"""`lists list`, `lists create`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.cli.connect import session_of
from qualtrics_desk.cli.exits import Exit
from qualtrics_desk.services import lists

if TYPE_CHECKING:
    from argparse import Namespace

    from qualtrics_desk.cli.output import Output
    from qualtrics_desk.services.engine.progress import Stop

_COLUMNS = (
    ("mailingListId", "Id"),
    ("name", "Name"),
    ("contactCount", "Contacts (about)"),
    ("ownerId", "Owner"),
)


async def list_(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """List the mailing lists of one directory, or of all."""
    async with session_of(arguments, output) as session:
        client = session.client
        if arguments.directory is None:
            directories = await lists.all_directories(client)
        else:
            directories = [await lists.one_directory(client, arguments.directory)]
        found = [
            {**item.raw, "directoryId": directory.directory_id}
            for directory in directories
            async for item in lists.all_lists(client, directory, owner=arguments.owner)
        ]
        output.items(found, _COLUMNS)
        if not found:
            output.say("Lists shared with a group appear with --owner and the group's id.")
    return Exit.DONE


async def create(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Make an empty list."""
    async with session_of(arguments, output) as session:
        directory, list_id = await lists.create_list(
            session.client, arguments.name, directory_id=arguments.directory
        )
        output.document(
            {"id": list_id, "name": arguments.name, "directoryId": directory.directory_id},
            f"Made the list {list_id} in {directory.name or 'the default directory'}.",
        )
    return Exit.DONE
