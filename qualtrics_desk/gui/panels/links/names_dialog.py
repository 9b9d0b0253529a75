"""Asks what the columns are called in the file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QWidget

from qualtrics_desk.gui.aio import shown
from qualtrics_desk.gui.forms.ui_column_names_dialog import Ui_ColumnNamesDialog
from qualtrics_desk.gui.panels.links.file_format import own_name
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualtrics_desk.gui.models.columns import Column

_LONGEST = 200


class ColumnNamesDialog(InReadingOrder, QDialog):
    """A field for each column that is shown; two of one name are not accepted.

    Attributes:
        edits: The field of each column, by its key.
    """

    def __init__(
        self, parent: QWidget, columns: Sequence[Column], names: Mapping[str, str]
    ) -> None:
        super().__init__(parent)
        self.ui = Ui_ColumnNamesDialog()
        self.ui.setupUi(self)
        self.edits: dict[str, QLineEdit] = {}
        for column in columns:
            edit = QLineEdit(names.get(column.key, ""))
            edit.setMaxLength(_LONGEST)
            edit.setPlaceholderText(own_name(column.key))
            edit.setAccessibleName(self.tr("Name of {0} in the file").format(column.title))
            edit.textChanged.connect(lambda _: self._look_at())
            label = QLabel(column.title)
            label.setBuddy(edit)
            self.ui.form.addRow(label, edit)
            self.edits[column.key] = edit
        self.ui.clear_button.clicked.connect(self._clear)
        self.ui.accept_button.clicked.connect(self.accept)
        self.ui.cancel_button.clicked.connect(self.reject)
        self._look_at()
        next(iter(self.edits.values())).setFocus()

    @property
    def names(self) -> dict[str, str]:
        """The names of those that have another one than the service's."""
        written = {key: edit.text().strip() for key, edit in self.edits.items()}
        return {key: name for key, name in written.items() if name and name != own_name(key)}

    def _clear(self) -> None:
        for edit in self.edits.values():
            edit.clear()

    def _look_at(self) -> None:
        names = self.names
        counted = Counter(names.get(key, own_name(key)) for key in self.edits)
        twice = [name for name, times in counted.items() if times > 1]
        self.ui.accept_button.setEnabled(not twice)
        problem = self.tr("Two columns would be called “{0}”.").format(twice[0]) if twice else ""
        self.ui.problem_label.setText(problem)
        self.ui.clear_button.setEnabled(any(edit.text() for edit in self.edits.values()))


async def ask_names(
    parent: QWidget, columns: Sequence[Column], names: Mapping[str, str]
) -> dict[str, str] | None:
    """Ask; None where the person thinks better of it. Columns not asked about keep theirs."""
    dialog = ColumnNamesDialog(parent, columns, names)
    if not await shown(dialog):
        return None
    others = {key: name for key, name in names.items() if key not in dialog.edits}
    return {**others, **dialog.names}
