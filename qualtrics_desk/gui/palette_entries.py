"""What the command palette offers: actions, rooms, profiles; surveys and lists by search."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from qualtrics_desk.domain.rows import View
from qualtrics_desk.gui.dialogs.palette import Entry

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from qualtrics_desk.gui.actions import ActionSet
    from qualtrics_desk.gui.desk import Desk

_HITS = 20


def entries_of(sets: Sequence[ActionSet], desk: Desk) -> list[Entry]:
    """Every action that can be done now, and the other profiles."""
    entries = []
    for actions in sets:
        for action in actions.table:
            made = actions.qaction(action.id)
            if not made.isEnabled() or action.id == "window.palette":
                continue
            keys = QKeySequence(action.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
            group = _tr("Room") if action.id.startswith("go.") else _tr("Command")
            # Its text of this moment: a room may name what the action would do now.
            entries.append(Entry(made.text(), group, action.icon or "command", made.trigger, keys))
    opened = None if desk.profile is None else desk.profile.name
    entries.extend(
        Entry(_tr("Open {0}").format(name), _tr("Profile"), "person", _opener(desk, name))
        for name in (profile.name for profile in desk.settings.profiles)
        if name != opened
    )
    return entries


def search_of(desk: Desk) -> Callable[[str], Awaitable[list[Entry]]]:
    """A search over the surveys that were read."""

    async def search(text: str) -> list[Entry]:
        if not desk.is_signed_in or desk.profile is None:
            return []
        found = await asyncio.to_thread(_surveys, desk, text)
        return [
            Entry(name, _tr("Survey"), "surveys", _shower(desk, survey)) for survey, name in found
        ]

    return search


def _surveys(desk: Desk, text: str) -> list[tuple[str, str]]:
    from qualtrics_desk.services.tables.places import surveys_table

    table = surveys_table(desk.home, desk.profile.name if desk.profile else "")
    try:
        with table.moment() as now:
            places = {column.key: place for place, column in enumerate(now.columns)}
            rows = now.rows(now.ids(View(text=text))[:_HITS])
        return [
            (str(row.values[places["id"]]), str(row.values[places["name"]] or "")) for row in rows
        ]
    finally:
        table.close()


def _opener(desk: Desk, name: str) -> Callable[[], object]:
    return lambda: desk.tasks.start(desk.open_profile(name), key="profile")


def _shower(desk: Desk, survey: str) -> Callable[[], object]:
    return lambda: desk.visit("surveys", survey=survey)


def _tr(text: str) -> str:
    return QCoreApplication.translate("palette", text)
