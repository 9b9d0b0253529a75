"""A file of users, groups or memberships: what its columns are, its plan, then as a job."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QCoreApplication

from qualtrics_desk.gui.aio import shown
from qualtrics_desk.gui.dialogs.plan_dialog import see_rows_through
from qualtrics_desk.gui.dialogs.planned_job import PlannedJob
from qualtrics_desk.gui.panels.people.roster_dialog import RosterDialog
from qualtrics_desk.services.background.people_messages import CreateRoster
from qualtrics_desk.services.roster.jobs import look_at
from qualtrics_desk.services.roster.rosters import ROSTERS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.services.roster.jobs import RosterFile


async def import_file(
    parent: QWidget,
    desk: Desk,
    area: str,
    path: Path,
    types_of: Callable[[str], Awaitable[list[str]]],
) -> bool:
    """Bring a file in; whether anything was sent.

    Args:
        parent: The panel.
        desk: Who is signed in.
        area: The area that is shown: "users" or "groups".
        path: The file.
        types_of: Tells the types that occur in an area.

    Raises:
        DeskError: When the file cannot be read, or the job cannot be planned or sent.
    """
    files = await asyncio.to_thread(_looked_at, path)
    first = "members" if {"group", "user"} <= set(files["members"].fields.values()) else area
    types = {name: await types_of(name) for name in ("users", "groups")}
    dialog = RosterDialog(parent, path.name, files, first, types)
    if not await shown(dialog):
        return False
    create = CreateRoster(source=str(path), options=msgspec.to_builtins(dialog.options))
    job = await desk.worker.call(create, int)
    title = QCoreApplication.translate("jobs", "Import {0}").format(path.name)
    planned = PlannedJob(job, title, "", room="people")
    return await see_rows_through(parent, desk, planned)


def _looked_at(path: Path) -> dict[str, RosterFile]:
    return {name: look_at(path, roster) for name, roster in ROSTERS.items()}
