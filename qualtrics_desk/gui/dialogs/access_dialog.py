"""Asks the service what a connection can do, and shows it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from qualtrics_desk.gui.aio import TaskScope
from qualtrics_desk.gui.forms.ui_access_dialog import Ui_AccessDialog
from qualtrics_desk.gui.icons import set_icon
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from qualtrics_desk.api.connection import Connection
    from qualtrics_desk.domain.errors import DeskError
    from qualtrics_desk.services.sign_in.access import Access


class AccessDialog(InReadingOrder, QDialog):
    """Begins to ask when it is made.

    Attributes:
        chosen_host: The address the person took over from the service, or None.
        tasks: To be closed by whoever opened it.
    """

    def __init__(self, parent: QWidget, connection: Connection) -> None:
        super().__init__(parent)
        self.ui = Ui_AccessDialog()
        self.ui.setupUi(self)
        self.chosen_host: str | None = None
        self.tasks = TaskScope(self._show_error)
        self._connection = connection
        set_icon(self.ui.again_button, "retry")
        self.ui.again_button.clicked.connect(self._begin)
        self.ui.close_button.clicked.connect(self.accept)
        self.ui.access_view.host_chosen.connect(self._on_host)
        self._begin()

    def _begin(self) -> None:
        self.ui.error_note.clear()
        self.ui.access_view.show()
        self.ui.access_view.show_waiting(
            self._connection.base_url, is_oauth=self._connection.oauth is not None
        )
        self.ui.again_button.setEnabled(False)
        self.tasks.start(self._ask(), key="probe")

    async def _ask(self) -> None:
        try:
            probe = await asyncio.to_thread(_heavy)
            access = await probe(self._connection, on_area=self.ui.access_view.show_area)
            self.ui.access_view.show_access(access)
        finally:
            self.ui.again_button.setEnabled(True)

    def _show_error(self, error: DeskError) -> None:
        self.ui.access_view.hide()
        self.ui.error_note.show_error(error)

    def _on_host(self, host: str) -> None:
        self.chosen_host = host
        self.accept()


def _heavy() -> Callable[..., Awaitable[Access]]:
    from qualtrics_desk.services.sign_in.probe import probe

    return probe
