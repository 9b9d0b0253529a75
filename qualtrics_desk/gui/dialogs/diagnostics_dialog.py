"""Shows every word of the diagnostics before they are saved."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from qualtrics_desk.gui.aio import TaskScope, ask_save_file
from qualtrics_desk.gui.forms.ui_diagnostics_dialog import Ui_DiagnosticsDialog
from qualtrics_desk.gui.icons import set_icon
from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder

if TYPE_CHECKING:
    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.services.diagnostics import Bundle


class DiagnosticsDialog(InReadingOrder, QDialog):
    """Collects when it is made; nothing is written until the person saves.

    Attributes:
        bundle: What would be saved, once it is there.
        tasks: To be closed by whoever opened it.
    """

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.ui = Ui_DiagnosticsDialog()
        self.ui.setupUi(self)
        self.bundle: Bundle | None = None
        self.tasks = TaskScope(self.ui.error_note.show_error)
        self._desk = desk
        self.ui.preview_edit.setFont(look().font("code"))
        set_icon(self.ui.save_button, "save")
        set_icon(self.ui.copy_button, "copy")
        self.ui.files_list.currentRowChanged.connect(self._show_file)
        self.ui.copy_button.clicked.connect(self._copy)
        self.ui.save_button.clicked.connect(lambda: self.tasks.start(self._save(), key="save"))
        self.ui.close_button.clicked.connect(self.reject)
        for button in (self.ui.save_button, self.ui.copy_button):
            button.setEnabled(False)
        self.ui.state_label.setText(self.tr("Collecting…"))
        self.tasks.start(self._collect(), key="collect")

    async def _collect(self) -> None:
        from qualtrics_desk.services.diagnostics import collect

        self.bundle = await collect(
            self._desk.home, self._desk.settings, known=known_texts(self._desk)
        )
        self.ui.state_label.clear()
        self.ui.files_list.addItems([file.name for file in self.bundle.files])
        self.ui.files_list.setCurrentRow(0)
        for button in (self.ui.save_button, self.ui.copy_button):
            button.setEnabled(True)
        self.ui.save_button.setFocus()

    def _show_file(self, row: int) -> None:
        if self.bundle is not None and 0 <= row < len(self.bundle.files):
            self.ui.preview_edit.setPlainText(self.bundle.files[row].text)

    def _copy(self) -> None:
        if self.bundle is not None:
            QGuiApplication.clipboard().setText(self.bundle.preview())
            self.ui.state_label.setText(self.tr("Copied"))

    async def _save(self) -> None:
        if self.bundle is None:
            return
        name = f"qualtrics-desk-diagnostics-{datetime.now(UTC):%Y%m%d-%H%M}.zip"
        path = await ask_save_file(
            self,
            self.tr("Save diagnostics"),
            Path.home() / name,
            self.tr("Zip files (*.zip)"),
            "zip",
        )
        if path is not None:
            await self.save_to(path)

    async def save_to(self, path: Path) -> None:
        """Write the bundle.

        Raises:
            StoreError: When it cannot be written.
        """
        if self.bundle is not None:
            await self.bundle.write_zip(path)
            self.ui.state_label.setText(self.tr("Saved as {0}").format(path.name))


def known_texts(desk: Desk) -> list[str]:
    """What must not appear: who is signed in, and with what."""
    texts: list[str | None] = []
    me = desk.me
    if me is not None:
        texts += [me.first_name, me.last_name, me.email, me.user_name, me.brand_id]
    if desk.is_signed_in:
        connection = desk.session.client.connection
        texts += [connection.token, connection.proxy]
        if connection.oauth is not None:
            texts += [connection.oauth.client_id, connection.oauth.client_secret]
    return [text for text in texts if text]
