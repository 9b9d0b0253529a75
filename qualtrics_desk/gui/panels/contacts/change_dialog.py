"""One change for many cells: which rows, which field, what; how many it touches is said first."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit

from qualtrics_desk.domain.transforms import How, Transform, Which
from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import TaskScope
from qualtrics_desk.gui.forms.ui_contacts_change_dialog import Ui_ChangeDialog
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.gui.models.columns import Column
    from qualtrics_desk.gui.panel import Panel
    from qualtrics_desk.gui.panels.contacts.open_list import OpenList
    from qualtrics_desk.services.edits.bulk import Foreseen

PAUSE = 200
"""Milliseconds of rest after which what was typed is tried out."""
_EVERY_FIELD = ""


class ChangeDialog(InReadingOrder, QDialog):
    """Accepted when the person wants the change; `transform`, `ids` and `columns` say which."""

    def __init__(
        self,
        panel: Panel,
        opened: OpenList,
        columns: Sequence[Column],
        selected: Sequence[int],
        shown: Sequence[int],
        *,
        current: str = "",
        how: How = How.SET,
    ) -> None:
        super().__init__(panel)
        self.ui = Ui_ChangeDialog()
        self.ui.setupUi(self)
        self.setWindowTitle(self.tr("Change many cells"))
        self._opened = opened
        self._rows = (selected, shown)
        self._editable = [column for column in columns if column.editable]
        self._tasks = TaskScope(panel.show_error, self)
        self._rest = QTimer(self, singleShot=True, interval=PAUSE)
        self._rest.timeout.connect(self._try_out)
        ui = self.ui
        self._fill(current, how)
        for combo in self.findChildren(QComboBox):
            combo.currentIndexChanged.connect(self._on_changed)
        for edit in (ui.find_edit, ui.text_edit):
            edit.textChanged.connect(self._on_changed)
        for box in (ui.case_check, ui.whole_check):
            box.toggled.connect(self._on_changed)
        ui.cancel_button.clicked.connect(self.reject)
        ui.accept_button.clicked.connect(self.accept)
        ui.accept_button.setDefault(True)
        self._on_changed()
        (ui.find_edit if how is How.REPLACE else ui.how_combo).setFocus()

    @property
    def transform(self) -> Transform:
        """What is to be done."""
        ui = self.ui
        return Transform(
            how=How(ui.how_combo.currentData()),
            text=ui.text_edit.text(),
            find=ui.find_edit.text(),
            match_case=ui.case_check.isChecked(),
            whole_cell=ui.whole_check.isChecked(),
            source=ui.source_combo.currentData() or "",
            which=Which(ui.which_combo.currentData()),
        )

    @property
    def ids(self) -> Sequence[int]:
        """The rows it is done to."""
        return self._rows[self.ui.scope_combo.currentData()]

    @property
    def columns(self) -> list[str]:
        """The fields it is done to."""
        chosen = self.ui.field_combo.currentData()
        return [column.key for column in self._editable] if chosen == _EVERY_FIELD else [chosen]

    def _fill(self, current: str, how: How) -> None:
        ui = self.ui
        for number, text in enumerate(
            (self.tr("The selected rows: {0}"), self.tr("All rows shown: {0}"))
        ):
            if self._rows[number]:
                ui.scope_combo.addItem(text.format(words.number(len(self._rows[number]))), number)
        ui.field_combo.addItem(self.tr("Every field"), _EVERY_FIELD)
        for column in self._editable:
            ui.field_combo.addItem(column.title, column.key)
            ui.source_combo.addItem(column.title, column.key)
        at = ui.field_combo.findData(current)
        ui.field_combo.setCurrentIndex(0 if how is How.REPLACE else max(1, at))
        for kind, text in self._ways():
            ui.how_combo.addItem(text, kind.value)
        ui.how_combo.setCurrentIndex(ui.how_combo.findData(how.value))
        for which, text in (
            (Which.ALL, self.tr("All of them")),
            (Which.EMPTY, self.tr("Only empty ones")),
            (Which.FILLED, self.tr("Only filled ones")),
        ):
            ui.which_combo.addItem(text, which.value)

    def _ways(self) -> tuple[tuple[How, str], ...]:
        return (
            (How.SET, self.tr("Set a value")),
            (How.CLEAR, self.tr("Clear")),
            (How.REPLACE, self.tr("Find and replace")),
            (How.COPY, self.tr("Take the value of another field")),
            (How.BEFORE, self.tr("Put a text before")),
            (How.AFTER, self.tr("Put a text after")),
            (How.TRIM, self.tr("Remove needless spaces")),
            (How.UPPER, self.tr("UPPER CASE")),
            (How.LOWER, self.tr("lower case")),
            (How.TITLE, self.tr("First Letters Large")),
        )

    def _on_changed(self) -> None:
        ui, how = self.ui, How(self.ui.how_combo.currentData())
        finds = how is How.REPLACE
        self._offer(ui.find_edit, shown=finds)
        self._offer(ui.text_edit, shown=finds or how in (How.SET, How.BEFORE, How.AFTER))
        self._offer(ui.source_combo, shown=how is How.COPY)
        self._offer(ui.which_combo, shown=how in (How.SET, How.COPY))
        ui.text_label.setText(self.tr("Replace by") if finds else self.tr("Value"))
        ui.options.setVisible(finds)
        ui.accept_button.setEnabled(False)
        ui.preview_label.setText("")
        self._rest.start()

    def _offer(self, field: QLineEdit | QComboBox, *, shown: bool) -> None:
        self.ui.form.setRowVisible(field, shown)

    def _try_out(self) -> None:
        if self.transform.is_ready:
            self._tasks.start(self._foresee(), key="foresee")

    async def _foresee(self) -> None:
        from qualtrics_desk.services.edits import bulk

        found = await asyncio.to_thread(
            bulk.foresee, self._opened.rows, self.ids, self.columns, self.transform
        )
        self.ui.preview_label.setText(self._told(found))
        text = self.tr("Change {0}").format(words.cells(found.cells))
        self.ui.accept_button.setText(text)
        self.ui.accept_button.setAccessibleName(text)
        self.ui.accept_button.setEnabled(found.cells > 0)

    def _told(self, found: Foreseen) -> str:
        if not found.cells:
            return self.tr("Nothing would be different.")
        lines = [
            self.tr("{0} in {1} would be different:").format(
                words.cells(found.cells), words.rows(found.rows)
            )
        ]
        empty = self.tr("empty")
        lines += [f"{old or empty} → {new or empty}" for old, new in found.examples]
        return "\n".join(lines)
