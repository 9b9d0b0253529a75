"""`lists list`, `lists create`, `lists rename`, `lists delete`, `lists copy`."""

from __future__ import annotations

import asyncio
from copy import copy as copy_of
from typing import TYPE_CHECKING

from qualtrics_desk.cli.connect import require_profile, require_writable, session_of
from qualtrics_desk.cli.exits import Exit
from qualtrics_desk.cli.planned import confirm_and_run, folder_of, plan_job
from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.domain.numbers import several
from qualtrics_desk.domain.places import PlaceKind
from qualtrics_desk.services import lists
from qualtrics_desk.services.copy_list import begin_copy, write_copy

if TYPE_CHECKING:
    from argparse import Namespace

    from qualtrics_desk.cli.output import Output
    from qualtrics_desk.services.engine.progress import Stop
    from qualtrics_desk.services.places import Place
    from qualtrics_desk.services.session import Session

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
            session.client,
            arguments.name,
            directory_id=arguments.directory,
            owner=arguments.owner,
        )
        output.document(
            {"id": list_id, "name": arguments.name, "directoryId": directory.directory_id},
            f"Made the list {list_id} in {directory.name or 'the default directory'}.",
        )
    return Exit.DONE


async def rename(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Give a list another name, or another owner."""
    if arguments.name is None and arguments.owner is None:
        raise UsageError("Say the new name, or the new owner with --owner.")
    async with session_of(arguments, output) as session:
        require_writable(session)
        place = await _own_list(session, arguments)
        await lists.change_list(session.client, place, name=arguments.name, owner=arguments.owner)
        name = arguments.name or place.list.name
        told = [] if arguments.name is None else [f"“{place.list.name}” is “{name}” now."]
        if arguments.owner is not None:
            told.append(f"“{name}” belongs to {arguments.owner} now.")
        owner = arguments.owner or place.list.owner_id
        output.document({"id": arguments.list_id, "name": name, "ownerId": owner}, " ".join(told))
    return Exit.DONE


async def delete(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Delete a list; its contacts stay in the directory."""
    async with session_of(arguments, output) as session:
        require_writable(session)
        place = await _own_list(session, arguments)
        name = place.list.name or arguments.list_id
        count = place.list.contact_count or 0
        output.say(
            f"The list “{name}” of about {several(count, 'contact')} is deleted for good. Its"
            " contacts stay in the directory; personal links made from it stop working."
        )
        if not arguments.yes:
            typed = await asyncio.to_thread(output.ask, f"Type the name of the list, “{name}”: ")
            if typed != name:
                raise UsageError(
                    "Nothing was deleted.", hint="--yes deletes without asking for the name."
                )
        await lists.delete_list(session.client, place)
        output.document({"id": arguments.list_id, "deleted": True}, f"Deleted “{name}”.")
    return Exit.DONE


async def copy(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Copy a list into another profile's brand, by an import with its own job there."""
    there = copy_of(arguments)
    there.profile, there.base_url = arguments.to_profile, None
    await require_profile(there)
    results = await asyncio.to_thread(arguments.out.absolute)
    await asyncio.to_thread(folder_of, results)
    source = results / f"{arguments.list_id}.csv"
    async with session_of(arguments, output) as session:
        place = await lists.find_list(session.client, arguments.list_id, arguments.directory)
        rows = await write_copy(session, place, source, stop=stop, report=output.progress)
    name = arguments.name or place.list.name or arguments.list_id
    output.say(f"Read {several(rows, 'contact')} of “{place.list.name}”.")
    async with session_of(there, output) as session:
        require_writable(session)
        if not arguments.yes:
            question = f"Make the list “{name}” in {session.profile}? Type yes to make it: "
            answer = await asyncio.to_thread(output.ask, question)
            if answer.casefold() not in {"y", "yes"}:
                raise UsageError("Nothing was made.", hint="--yes makes it without asking.")
        begun = await begin_copy(session, source, name, arguments.to_directory, results)
        plan = await plan_job(session, begun.job, output, stop)
        return await confirm_and_run(session, plan, output, stop, arguments)


async def _own_list(session: Session, arguments: Namespace) -> Place:
    place = await lists.find_list(session.client, arguments.list_id, arguments.directory)
    if place.kind is not PlaceKind.LIST:
        raise UsageError(f"{arguments.list_id} is no mailing list.")
    return place
