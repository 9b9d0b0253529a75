"""The versions of a survey: when, by whom, which one respondents see; compared with now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.gui import words
from qualtrics_desk.gui.widgets.state_page import StatePage

if TYPE_CHECKING:
    from qualtrics_desk.api.endpoints.survey_details import Version
    from qualtrics_desk.gui.aio import TaskScope
    from qualtrics_desk.gui.desk import Desk

_ID_ROLE = Qt.ItemDataRole.UserRole + 1


class VersionsView(QWidget):
    """Lists the versions when it is looked at.

    Signals:
        compare_asked: With the id of a version: what differs from the survey as it is now.
    """

    compare_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._survey = ""
        self._shown = ""
        self._desk: Desk
        self._tasks: TaskScope
        self.list = QListWidget()
        self.list.setProperty("role", "bare")
        self.list.setAccessibleName(self.tr("Versions of the survey"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setWordWrap(True)
        self.compare_button = QPushButton(self.tr("Compare with the survey as it is now"))
        self.compare_button.setProperty("role", "secondary")
        self.compare_button.setAccessibleName(self.tr("Compare with the survey as it is now"))
        self.compare_button.clicked.connect(self._compare)
        self.list.itemActivated.connect(lambda _item: self._compare())
        self.list.currentItemChanged.connect(lambda *_: self._look_at())
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addWidget(self.compare_button)
        row.addStretch(1)
        column.addLayout(row)
        self.states = StatePage()
        self.states.addWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.states)
        self._look_at()

    def begin(self, desk: Desk, tasks: TaskScope) -> None:
        """Once, before anything else."""
        self._desk, self._tasks = desk, tasks

    def show_survey(self, survey: str) -> None:
        """Another survey, or "" for none; read when it is looked at."""
        self._survey, self._shown = survey, ""
        self.list.clear()
        if self.isVisible():
            self.look()

    def look(self) -> None:
        """The person looks at the versions."""
        if self._survey and self._survey != self._shown and self._desk.is_signed_in:
            self._tasks.start(self._read(self._survey), key="versions")

    async def _read(self, survey: str) -> None:
        from qualtrics_desk.services.definitions.comparing import versions_of

        self.states.show_loading(self.tr("Reading the versions…"))
        try:
            found = await versions_of(self._desk.session, survey)
        except DeskError as error:
            self.states.show_error(error, self.look)
            return
        self._shown = survey
        if not found:
            self.states.show_empty(
                self.tr("No versions"),
                self.tr("A version is kept when somebody publishes the survey."),
                picture="history",
            )
            return
        self.list.clear()
        for version in found:
            self.list.addItem(self._item(version))
        self.list.setCurrentRow(0)
        self.states.show_content()

    def _item(self, version: Version) -> QListWidgetItem:
        parts = [self.tr("Version {0}").format(version.number or "?")]
        if version.is_published:
            parts.append(self.tr("published: respondents see this one"))
        if version.created is not None:
            parts.append(words.moment(version.created))
        text = " · ".join(parts)
        if version.description:
            text += "\n" + version.description
        item = QListWidgetItem(text)
        item.setData(_ID_ROLE, version.id or "")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, text.replace("\n", ", "))
        return item

    def _look_at(self) -> None:
        self.compare_button.setEnabled(self.list.currentItem() is not None)

    def _compare(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.compare_asked.emit(item.data(_ID_ROLE))
