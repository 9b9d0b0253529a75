"""Finding a person in a directory: one line for what is known, conditions for more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QToolButton, QWidget

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import TaskScope
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.forms.ui_contacts_people_dialog import Ui_PeopleDialog
from qualtrics_desk.gui.icons import set_icon
from qualtrics_desk.gui.models.text_table import TextTable, dress_table, fit_columns
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.api.endpoints.directories import Directory
    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.panel import Panel
    from qualtrics_desk.services.people import Found

MOST_SHOWN = 10_000
MOST_CONDITIONS = 5
_KEYS = ("firstName", "lastName", "email", "phone", "extRef", "language")


class PeopleDialog(InReadingOrder, QDialog):
    """Accepted when the person found somebody; `contact_id` and `directory` say whom."""

    def __init__(self, panel: Panel, desk: Desk, directories: Sequence[Directory]) -> None:
        super().__init__(panel)
        self.ui = Ui_PeopleDialog()
        self.ui.setupUi(self)
        self.setWindowTitle(self.tr("Find a person"))
        self._desk = desk
        self._directories = directories
        self._people: list[dict[str, Any]] = []
        self._conditions: list[_Condition] = []
        self._tasks = TaskScope(panel.show_error, self)
        ui = self.ui
        for directory in directories:
            ui.directory_combo.addItem(directory.name or self.tr("Default directory"))
        ui.directory_combo.setVisible(len(directories) > 1)
        self._model = TextTable(
            (
                self.tr("First name"),
                self.tr("Last name"),
                self.tr("Email"),
                self.tr("Phone"),
                self.tr("External ref."),
                self.tr("Language"),
            ),
            self,
        )
        dress_table(ui.table, self._model, wide=2)
        fit_columns(ui.table, (14, 16, 0, 16, 18, 14))
        ui.table.selectionModel().selectionChanged.connect(lambda *_: self._follow())
        ui.table.doubleClicked.connect(lambda _: self.accept())
        ui.find_button.clicked.connect(self._find)
        ui.find_button.setDefault(True)
        ui.add_button.clicked.connect(self._add_condition)
        ui.show_button.clicked.connect(self.accept)
        ui.show_button.setAutoDefault(False)
        ui.close_button.clicked.connect(self.reject)
        ui.close_button.setAutoDefault(False)
        ui.add_button.setAutoDefault(False)
        ui.text_edit.textChanged.connect(self._follow)
        ui.text_edit.setFocus()
        self._follow()

    @property
    def directory(self) -> Directory:
        """Where is looked."""
        return self._directories[max(0, self.ui.directory_combo.currentIndex())]

    @property
    def contact_id(self) -> str:
        """Whom the person found, or ""."""
        row = self.ui.table.currentIndex().row()
        return str(self._people[row]["contactId"]) if 0 <= row < len(self._people) else ""

    def _add_condition(self) -> None:
        made = _Condition(self)
        made.removed.clicked.connect(lambda: self._drop(made))
        self._conditions.append(made)
        self.ui.filters.addWidget(made)
        self._follow()

    def _drop(self, condition: _Condition) -> None:
        self._conditions.remove(condition)
        self.ui.filters.removeWidget(condition)
        condition.deleteLater()
        self._follow()

    def _find(self) -> None:
        self._tasks.start(self._search(), key="search")

    async def _search(self) -> None:
        from qualtrics_desk.services import people

        ui = self.ui
        filters = [one.filter for one in self._conditions if one.filter]
        text = ui.text_edit.text().strip()
        if not text and not filters:
            return
        ui.said_label.setText(self.tr("Looking…"))
        ui.find_button.setEnabled(False)
        client = self._desk.session.client
        try:
            if filters:
                if text:
                    kind = "email" if "@" in text else "phone" if text[0] == "+" else "extRef"
                    filters.insert(0, people.text_filter(kind, text))
                found = await people.search(client, self.directory, filters)
            else:
                found = await people.look_up(client, self.directory, text)
        except DeskError as error:
            ui.said_label.setText(explain(error).sentences)
            return
        finally:
            ui.find_button.setEnabled(True)
        self._show(found)

    def _show(self, found: Found) -> None:
        self._people = found.people[:MOST_SHOWN]
        self._model.set_cells([[str(one.get(key) or "") for key in _KEYS] for one in self._people])
        said = words.people(len(found.people)) if found.people else self.tr("Nobody.")
        self.ui.said_label.setText(f"{said} {found.note}".strip())
        if self._people:
            self.ui.table.selectRow(0)
            self.ui.table.setFocus()
        self._follow()

    def _follow(self) -> None:
        ui = self.ui
        ui.show_button.setEnabled(bool(self.contact_id))
        ui.add_button.setEnabled(len(self._conditions) < MOST_CONDITIONS)


class _Condition(QWidget):
    """One condition of the service."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind = QComboBox()
        self._kind.setAccessibleName(self.tr("What is compared"))
        for key, text in (
            ("email", self.tr("Email")),
            ("extRef", self.tr("External ref.")),
            ("phone", self.tr("Phone")),
            ("firstName", self.tr("First name")),
            ("lastName", self.tr("Last name")),
            ("language", self.tr("Language")),
            ("created", self.tr("Added on")),
            ("lastModified", self.tr("Changed on")),
        ):
            self._kind.addItem(text, key)
        self._how = QComboBox()
        self._how.setAccessibleName(self.tr("How it is compared"))
        self._value = QLineEdit()
        self._value.setAccessibleName(self.tr("What it is compared with"))
        self.removed = QToolButton()
        self.removed.setProperty("role", "quiet")
        self.removed.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_icon(self.removed, "close", "muted")
        self.removed.setToolTip(self.tr("Drop this condition"))
        self.removed.setAccessibleName(self.tr("Drop this condition"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget, stretch in ((self._kind, 0), (self._how, 0), (self._value, 1)):
            row.addWidget(widget, stretch)
        row.addWidget(self.removed)
        self._kind.currentIndexChanged.connect(self._on_kind)
        self._how.currentIndexChanged.connect(self._on_how)
        self._on_kind()

    @property
    def filter(self) -> dict[str, Any] | None:
        """The condition as the service takes it, or None where it is not whole."""
        kind, how = self._kind.currentData(), self._how.currentData()
        if how in ("empty", "notEmpty"):
            return {"filterType": "infoFieldState", "comparison": how, "field": kind}
        value = self._value.text().strip()
        return {"filterType": kind, "comparison": how, "value": value} if value else None

    def _on_kind(self) -> None:
        kind = self._kind.currentData()
        is_date = kind in ("created", "lastModified")
        ways = [("eq", self.tr("is")), ("neq", self.tr("is not"))]
        if is_date:
            ways += [("gte", self.tr("from")), ("lt", self.tr("before"))]
        elif kind in ("email", "extRef", "firstName", "lastName"):
            ways += [("empty", self.tr("is empty")), ("notEmpty", self.tr("is not empty"))]
        self._how.clear()
        for key, text in ways:
            self._how.addItem(text, key)
        self._value.setPlaceholderText("2026-01-31" if is_date else self.tr("the whole value"))

    def _on_how(self) -> None:
        self._value.setVisible(self._how.currentData() not in ("empty", "notEmpty"))
