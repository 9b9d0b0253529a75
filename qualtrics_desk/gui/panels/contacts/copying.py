"""A list copied to another profile: read, made there, planned, sent when the person has seen it."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.domain.file_names import safe_file_name
from qualtrics_desk.gui.aio import shown
from qualtrics_desk.gui.beside import DeskBeside, beside
from qualtrics_desk.gui.dialogs.confirm import confirm
from qualtrics_desk.gui.dialogs.planned_job import PlannedJob, agreed_plan, send
from qualtrics_desk.gui.panels.contacts.copy_dialog import CopyListDialog, CopyWish

if TYPE_CHECKING:
    from pathlib import Path

    from qualtrics_desk.gui.panels.contacts.open_list import OpenList
    from qualtrics_desk.gui.panels.contacts.panel import ContactsPanel
    from qualtrics_desk.services.copy_list import CopyBegun


class Copying(QObject):
    """Copies the open list."""

    def __init__(self, panel: ContactsPanel) -> None:
        super().__init__(panel)
        self._panel = panel

    def connect_actions(self) -> None:
        """Let the action do what it says."""
        self._panel.actions_.connect_to("contacts.copy-list", self._start)

    def _start(self) -> None:
        opened = self._panel.opened
        if opened is not None:
            # Each copy for itself: another one does not end one that is under way.
            self._panel.tasks.start(self._copy(opened), key=object())

    async def _copy(self, opened: OpenList) -> None:
        panel = self._panel
        reading = await opened.shown()
        contacts = 0 if reading is None else reading.rows
        staged = (await opened.counts()).total
        dialog = CopyListDialog(panel, panel.desk, opened, contacts, staged)
        wish = dialog.wish if await shown(dialog) else None
        if wish is None:
            return
        async with beside(panel.desk, wish.profile) as there:
            await self._carry_over(opened, wish, there)

    async def _carry_over(self, opened: OpenList, wish: CopyWish, there: DeskBeside) -> None:
        from qualtrics_desk.services.background.contact_messages import BeginCopy, WriteCopy
        from qualtrics_desk.services.copy_list import CopyBegun, ListCopied

        panel = self._panel
        title = self.tr("Copy “{0}” to {1}").format(opened.name, wish.profile)
        source = _file(wish.folder, opened)
        await panel.desk.run(
            title,
            WriteCopy(list_id=opened.list_id, directory=opened.directory_id, path=str(source)),
            ListCopied,
            room=panel.ROOM,
        )
        # Making a list is never repeated by itself, so not to the end at any price.
        begun = await there.worker.call(
            BeginCopy(
                path=str(source),
                name=wish.name,
                directory=wish.directory,
                results=str(wish.folder),
            ),
            CopyBegun,
        )
        job = PlannedJob(begun.job, title, wish.name, room=panel.ROOM)
        try:
            plan = await agreed_plan(panel, there, job)
        except DeskError as error:
            panel.show_error(error)
            plan = None
        if plan is None:
            await asyncio.to_thread(source.unlink, missing_ok=True)
            await self._take_back(wish, there, begun)
        else:
            await send(there, job)
        if there.session is panel.desk.session:
            panel.read_places()

    async def _take_back(self, wish: CopyWish, there: DeskBeside, begun: CopyBegun) -> None:
        """Nothing was sent: the list that was made for it is empty, and may go again."""
        from qualtrics_desk.services.lists import delete_list, find_list

        goes = await confirm(
            self._panel,
            self.tr("Delete the empty list “{0}” again?").format(wish.name),
            self.tr("It was made in {0} for the copy that was not sent.").format(wish.profile),
            self.tr("Delete the empty list"),
        )
        if goes:
            place = await find_list(there.session.client, begun.list_id, begun.directory)
            await delete_list(there.session.client, place)


def _file(folder: Path, opened: OpenList) -> Path:
    moment = datetime.now().astimezone().strftime("%Y-%m-%d %H%M%S")
    return folder / f"{safe_file_name(opened.name)} {moment}.csv"
