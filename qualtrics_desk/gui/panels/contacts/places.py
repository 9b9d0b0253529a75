"""Directories and lists as the contacts room asks for them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from qualtrics_desk.domain.errors import Forbidden, InvalidRequest, NotFound
from qualtrics_desk.domain.outcomes import JobState
from qualtrics_desk.gui import words
from qualtrics_desk.gui.dialogs.confirm import confirm
from qualtrics_desk.gui.dialogs.text_prompt import ask_text
from qualtrics_desk.gui.panels.contacts.committing import settle
from qualtrics_desk.gui.panels.contacts.list_tree_model import Branch

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.api.endpoints.directories import Directory
    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.panels.contacts.list_tree_model import ListTreeModel
    from qualtrics_desk.gui.panels.contacts.open_list import OpenList
    from qualtrics_desk.services.places import Place
    from qualtrics_desk.store.journal.jobs import Job

MOST_OWNERS = 20
"""People whose names are asked for one by one; they are kept, and not asked for again."""


async def read_branches(desk: Desk) -> list[Branch]:
    """Every directory with its lists.

    Raises:
        ApiError: When they cannot be read.
    """
    from qualtrics_desk.services.lists import all_directories, all_lists, samples_of
    from qualtrics_desk.services.places import Place, everybody

    client = desk.session.client
    branches = []
    for directory in await all_directories(client):
        own = [Place(directory, item) async for item in all_lists(client, directory)]
        drawn = await samples_of(client, directory)
        branches.append(Branch(directory, [everybody(directory), *own, *drawn]))
    return [*branches, *await _core_branch(desk)]


async def tell_more(desk: Desk, shown: ListTreeModel) -> None:
    """Let the tree say in which lists changes wait, which outlive the window, and whose they are.

    Raises:
        ApiError: When the names of owners cannot be asked for.
    """
    from qualtrics_desk.services.edits.standing import staged_counts
    from qualtrics_desk.services.owners import learn_owners

    found = shown.all_places()
    ids = [place.list.mailing_list_id or "" for place in found]
    shown.set_staged(await asyncio.to_thread(staged_counts, desk.session, ids))
    owners = dict.fromkeys(place.list.owner_id for place in found if place.list.owner_id)
    shown.set_owners(await learn_owners(desk.session, list(owners)[:MOST_OWNERS]))


async def _core_branch(desk: Desk) -> list[Branch]:
    """The lists of the older research core; a brand that has lost it sees a plain word instead."""
    from qualtrics_desk.services.lists import core_places
    from qualtrics_desk.services.places import CORE_DIRECTORY

    tr = QCoreApplication.translate
    try:
        found = await core_places(desk.session.client)
    except (NotFound, Forbidden, InvalidRequest):
        named = msgspec.structs.replace(
            CORE_DIRECTORY, name=tr("ContactsPanel", "Research core: retired")
        )
        note = tr(
            "ContactsPanel",
            "Qualtrics has retired the older contacts of the research core for this brand. Work"
            " with the lists of the directory instead.",
        )
        return [Branch(named, [], note)]
    named = msgspec.structs.replace(CORE_DIRECTORY, name=tr("ContactsPanel", "Research core"))
    return [Branch(named, found)] if found else []


async def make_list(parent: QWidget, desk: Desk, directory: Directory | None) -> str:
    """Ask for a name and make a list; returns its id, "" where the person thinks better of it.

    Raises:
        DeskError: When it cannot be made.
    """
    from qualtrics_desk.services.lists import create_list

    tr = QCoreApplication.translate
    name = await ask_text(
        parent,
        tr("ContactsPanel", "Name of the new list"),
        tr("ContactsPanel", "Make the list"),
        hint=tr("ContactsPanel", "It is made at once, empty, in {0}.").format(
            (directory.name if directory is not None else "")
            or tr("ContactsPanel", "the directory of the brand")
        ),
    )
    if not name:
        return ""
    directory_id = None if directory is None else directory.directory_id
    _, list_id = await create_list(desk.session.client, name, directory_id=directory_id)
    return list_id


async def rename_list(parent: QWidget, desk: Desk, place: Place) -> bool:
    """Ask for another name and give it to a list; False where the person thinks better of it.

    Raises:
        DeskError: When it cannot be renamed.
    """
    from qualtrics_desk.services.lists import change_list

    tr = QCoreApplication.translate
    name = await ask_text(
        parent,
        tr("ContactsPanel", "New name of “{0}”").format(place.list.name or ""),
        tr("ContactsPanel", "Rename the list"),
        hint=tr("ContactsPanel", "It is renamed at once. Its contacts and links stay."),
        text=place.list.name or "",
    )
    if not name or name == place.list.name:
        return False
    await change_list(desk.session.client, place, name=name)
    return True


async def delete_list(parent: QWidget, desk: Desk, place: Place, staged: int) -> bool:
    """Ask with the scope, and delete a list; False where the person thinks better of it.

    Raises:
        DeskError: When it cannot be deleted.
    """
    from qualtrics_desk.services.lists import delete_list

    tr = QCoreApplication.translate
    name = place.list.name or place.list.mailing_list_id or ""
    where = place.directory.name or place.directory.directory_id or ""
    facts = [
        tr("ContactsPanel", "List “{0}” in {1}").format(name, where),
        tr("ContactsPanel", "Its contacts stay in the directory: about {0}").format(
            words.contacts(place.list.contact_count or 0)
        ),
        tr("ContactsPanel", "Personal links made from this list stop working."),
    ]
    if staged:
        facts.append(
            tr("ContactsPanel", "Not sent yet, and lost with it: {0}").format(words.changes(staged))
        )
    agreed = await confirm(
        parent,
        tr("ContactsPanel", "Delete the list “{0}”?").format(name),
        tr("ContactsPanel", "The service cannot bring it back."),
        tr("ContactsPanel", "Delete the list"),
        facts=facts,
        typed=name,
        danger=True,
    )
    if agreed:
        await delete_list(desk.session.client, place)
    return agreed


async def settle_unfinished(desk: Desk, opened: OpenList) -> bool:
    """Take over what a commit did whose end this room did not see: the window had been closed.

    Without this its rows would still be staged, and added ones be added twice.

    Returns:
        Whether there was anything to take over.
    """
    job = await newest_commit(desk, opened)
    if job is None or not await holds_staged(desk, opened, job.id):
        return False
    await settle(desk, opened, job.id)
    return True


async def newest_commit(desk: Desk, opened: OpenList) -> Job | None:
    """The newest commit of a list of which something may have been sent."""
    from qualtrics_desk.services.edits.commit import KIND

    jobs = await asyncio.to_thread(desk.session.journal.jobs.newest)
    return next(
        (
            job
            for job in jobs
            if job.kind == KIND
            and job.list_id == opened.list_id
            and job.state is not JobState.PLANNING
        ),
        None,
    )


async def holds_staged(desk: Desk, opened: OpenList, job: int) -> bool:
    """Whether rows of a commit are still staged just as it took them."""
    from qualtrics_desk.services.edits.standing import still_staged

    return await still_staged(desk.session, opened.edits, job)


def copy(text: str) -> None:
    """Put a text on the clipboard."""
    QGuiApplication.clipboard().setText(text)
