"""Tells the end of long work to a person who is looking at another window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from qualtrics_desk.domain.errors import JobStopped
from qualtrics_desk.gui.errors import explain

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.domain.errors import DeskError
    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.running import RunningTask

WORTH_SECONDS = 20.0
"""Work that takes less, and is no job, is waited for: nobody has gone away."""


class Messages(Protocol):
    """Shows a message of the system."""

    def show(self, title: str, text: str) -> None:
        """Show it; what the person does with it is told elsewhere."""


class TrayMessages(QObject):
    """Messages through the system's tray, where it has one.

    The icon is there only while a message is shown.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._icon: QSystemTrayIcon | None = None
        self._window = window

    def show(self, title: str, text: str) -> None:
        """Show a message where the system can."""
        if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
            return
        if self._icon is None:
            self._icon = QSystemTrayIcon(self._window.windowIcon(), self)
            self._icon.messageClicked.connect(self._raise)
        self._icon.show()
        self._icon.showMessage(title, text, self._window.windowIcon())

    def _raise(self) -> None:
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        if self._icon is not None:
            self._icon.hide()


class Notifier(QObject):
    """Watches what is under way."""

    def __init__(self, desk: Desk, window: QWidget, messages: Messages | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._messages = messages or TrayMessages(window)
        desk.running.ended.connect(self._on_ended)

    def _on_ended(self, task: RunningTask, error: DeskError | None) -> None:
        if self._window.isActiveWindow() or isinstance(error, JobStopped):
            return
        if not task.can_outlive and task.seconds < WORTH_SECONDS:
            return
        QApplication.alert(self._window)
        if error is None:
            self._messages.show(task.title, self.tr("Done."))
        else:
            self._messages.show(task.title, self.tr("Ended early: {0}").format(explain(error).what))
