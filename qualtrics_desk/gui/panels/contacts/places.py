"""Directories and lists as the contacts room asks for them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from qualtrics_desk.domain.errors import Forbidden, InvalidRequest, NotFound
from qualtrics_desk.domain.outcomes import JobState
from qualtrics_desk.gui.panels.contacts.committing import settle
from qualtrics_desk.gui.panels.contacts.list_tree_model import Branch

if TYPE_CHECKING:
    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.panels.contacts.list_tree_model import ListTreeModel
    from qualtrics_desk.gui.panels.contacts.open_list import OpenList
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


async def count_people(desk: Desk, shown: ListTreeModel) -> None:
    """Let the tree say how many people each directory has now: a commit adds and deletes some.

    Raises:
        ApiError: When the directories cannot be read.
    """
    from qualtrics_desk.services.lists import all_directories

    for directory in await all_directories(desk.session.client):
        if directory.contact_count is not None:
            shown.set_count(directory.directory_id or "", directory.contact_count)


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
