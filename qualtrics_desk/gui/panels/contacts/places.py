"""Directories and lists as the contacts room asks for them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from qualtrics_desk.domain.outcomes import JobState
from qualtrics_desk.gui.dialogs.text_prompt import ask_text
from qualtrics_desk.gui.panels.contacts.committing import settle
from qualtrics_desk.gui.panels.contacts.list_tree_model import Branch

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.api.endpoints.directories import Directory
    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.panels.contacts.open_list import OpenList
    from qualtrics_desk.store.journal.jobs import Job


async def read_branches(desk: Desk) -> list[Branch]:
    """Every directory with its lists.

    Raises:
        ApiError: When they cannot be read.
    """
    from qualtrics_desk.services.lists import all_directories, all_lists

    client = desk.session.client
    return [
        Branch(directory, [item async for item in all_lists(client, directory)])
        for directory in await all_directories(client)
    ]


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
    from qualtrics_desk.services.edits.showing import still_staged

    return await still_staged(desk.session, opened.edits, job)


def copy(text: str) -> None:
    """Put a text on the clipboard."""
    QGuiApplication.clipboard().setText(text)
