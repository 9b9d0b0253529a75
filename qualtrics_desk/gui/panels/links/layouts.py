"""What the file is made of beside its columns: their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject

from qualtrics_desk.gui.icons import set_icon
from qualtrics_desk.gui.panels.links.names_dialog import ask_names

if TYPE_CHECKING:
    from qualtrics_desk.gui.panels.links.panel import LinksPanel


class Layouts(QObject):
    """The menu beside the columns."""

    def __init__(self, panel: LinksPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        button, actions = panel.ui.file_button, panel.actions_
        set_icon(button, "more")
        button.setMenu(actions.menu(button, "links.names"))
        actions.connect_to(
            "links.names", lambda: panel.tasks.start(self._name(), key="links.names")
        )

    async def _name(self) -> None:
        panel, form = self._panel, self._panel.format
        columns = panel.ui.page.grid.shown_columns()
        names = await ask_names(panel, columns, form.names) if columns else None
        if names is None:
            return
        form.names = names
        await self._keep_format()

    async def _keep_format(self) -> None:
        chosen = self._panel.format.chosen()
        await self._panel.desk.change(
            lambda settings: msgspec.structs.replace(settings, link_file=chosen)
        )
