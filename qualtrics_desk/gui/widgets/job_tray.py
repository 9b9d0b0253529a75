"""The foot of the window: what is under way, how far, how fast, how long still, and Stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qualtrics_desk.gui import words
from qualtrics_desk.gui.widgets.task_progress import show_progress

if TYPE_CHECKING:
    from qualtrics_desk.gui.running import RunningTask

_SHOWN = 3
"""Lines at most; what is beyond is told as a number."""


class JobTray(QFrame):
    """One line for each task; hidden while there is none.

    Signals:
        opened: With the task whose title was clicked.
    """

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "tray")
        self._lines: list[_Line] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 4, 24, 4)
        self._column.setSpacing(0)
        self._more = QLabel()
        self._more.setProperty("role", "caption")
        self._column.addWidget(self._more)
        self.hide()

    def add(self, task: RunningTask) -> None:
        """Show a task that has started."""
        line = _Line(task, self)
        line.opened.connect(lambda: self.opened.emit(task))
        self._lines.append(line)
        self._column.insertWidget(len(self._lines) - 1, line)
        self._settle()

    def remove(self, task: RunningTask) -> None:
        """Take away a task that has ended."""
        for line in [line for line in self._lines if line.task is task]:
            self._lines.remove(line)
            self._column.removeWidget(line)
            line.deleteLater()
        self._settle()

    def stop_button(self, task: RunningTask) -> QPushButton | None:
        """The button that stops a task, or None where it has ended."""
        return next((line.stop_button for line in self._lines if line.task is task), None)

    def _settle(self) -> None:
        for place, line in enumerate(self._lines):
            line.setVisible(place < _SHOWN)
        hidden = len(self._lines) - _SHOWN
        self._more.setVisible(hidden > 0)
        self._more.setText(self.tr("and {0} more").format(words.number(max(hidden, 0))))
        self.setVisible(bool(self._lines))


class _Line(QWidget):
    opened = Signal()

    def __init__(self, task: RunningTask, parent: QWidget) -> None:
        super().__init__(parent)
        self.task = task
        self._title = QPushButton(task.title)
        self._title.setProperty("role", "quiet")
        self._title.setAccessibleName(self.tr("Show {0}").format(task.title))
        self._title.clicked.connect(self.opened)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(220)
        self._bar.setAccessibleName(self.tr("Progress of {0}").format(task.title))
        self._text = QLabel()
        self._text.setProperty("role", "muted")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        # A job of the journal can be gone on with; anything else begins anew.
        is_job = task.can_outlive
        self.stop_button = QPushButton(self.tr("Pause") if is_job else self.tr("Stop"))
        self.stop_button.setProperty("role", "quiet")
        name = self.tr("Pause {0}") if is_job else self.tr("Stop {0}")
        self.stop_button.setAccessibleName(name.format(task.title))
        self.stop_button.setToolTip(
            self.tr("Waits for what is under way at the service; nothing new is sent.")
        )
        self.stop_button.clicked.connect(task.stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._title)
        row.addWidget(self._bar)
        row.addWidget(self._text, 1)
        row.addWidget(self.stop_button)
        task.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.stop_button.setEnabled(not self.task.is_stopping)
        show_progress(self.task, self._bar, self._text)
