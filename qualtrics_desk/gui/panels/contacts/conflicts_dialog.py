"""Cells that somebody else changed: what stood there, what stands there now, and what was typed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from qualtrics_desk.gui import words
from qualtrics_desk.gui.forms.ui_contacts_conflicts_dialog import Ui_ConflictsDialog
from qualtrics_desk.gui.models.text_table import TextTable, dress_table, fit_columns
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualtrics_desk.domain.rows import Row, Value
    from qualtrics_desk.gui.models.columns import Column
    from qualtrics_desk.gui.panels.contacts.open_list import OpenList
    from qualtrics_desk.services.edits.rows import Conflict

_CHOICE = 5
_NAMES = ("email", "firstName", "lastName", "extRef", "contactId")


class ConflictsDialog(InReadingOrder, QDialog):
    """One line a cell; accepted when the person has chosen.

    Attributes:
        choices: Whether mine stays, by row id and column; cells not chosen are left out.
    """

    def __init__(
        self, parent: QWidget, columns: Sequence[Column], conflicts: Sequence[NamedConflict]
    ) -> None:
        super().__init__(parent)
        self.ui = Ui_ConflictsDialog()
        self.ui.setupUi(self)
        self.setWindowTitle(self.tr("Conflicts"))
        self.choices: dict[tuple[int, str], bool] = {}
        self._conflicts = conflicts
        titles = {column.key: column for column in columns}
        self._model = TextTable(
            (
                self.tr("Contact"),
                self.tr("Field"),
                self.tr("When you edited"),
                self.tr("Now there (theirs)"),
                self.tr("Yours"),
                self.tr("Keep"),
            ),
            self,
        )
        leaves = {
            "deleted": self.tr("Leaves this list"),
            "erased": self.tr("Deleted from the directory"),
        }
        self._model.set_cells(
            [
                (
                    name,
                    titles[found.column].title if found.column in titles else found.column,
                    *(
                        _told(titles.get(found.column), value)
                        for value in (found.base, found.theirs)
                    ),
                    leaves.get(found.leaves) or _told(titles.get(found.column), found.mine),
                    "",
                )
                for name, found in conflicts
            ]
        )
        ui = self.ui
        dress_table(ui.table, self._model)
        fit_columns(ui.table, (0, 18, 20, 22, 28, 10))
        ui.table.selectRow(0)
        ui.mine_button.clicked.connect(lambda: self._choose(self._selected(), mine=True))
        ui.theirs_button.clicked.connect(lambda: self._choose(self._selected(), mine=False))
        everything = range(len(conflicts))
        ui.all_mine_button.clicked.connect(lambda: self._choose(everything, mine=True))
        ui.all_theirs_button.clicked.connect(lambda: self._choose(everything, mine=False))
        QShortcut(
            QKeySequence(Qt.Key.Key_M), ui.table, lambda: self._choose(self._selected(), mine=True)
        )
        QShortcut(
            QKeySequence(Qt.Key.Key_T), ui.table, lambda: self._choose(self._selected(), mine=False)
        )
        ui.apply_button.clicked.connect(self.accept)
        ui.close_button.clicked.connect(self.reject)
        self._follow()

    def _selected(self) -> list[int]:
        return [index.row() for index in self.ui.table.selectionModel().selectedRows()]

    def _choose(self, rows: Iterable[int], *, mine: bool) -> None:
        word = self.tr("mine") if mine else self.tr("theirs")
        for row in rows:
            found = self._conflicts[row][1]
            self.choices[found.row_id, found.column] = mine
            self._model.set_cell(row, _CHOICE, word)
        self._follow()

    def _follow(self) -> None:
        count = len(self.choices)
        text = self.tr("Apply to {0}").format(words.cells(count)) if count else self.tr("Apply")
        self.ui.apply_button.setText(text)
        self.ui.apply_button.setAccessibleName(text)
        self.ui.apply_button.setEnabled(bool(count))


NamedConflict = tuple[str, "Conflict"]
"""A conflict with what the person calls the contact."""


async def named_conflicts(opened: OpenList) -> list[NamedConflict]:
    """The conflicts of a list, each with the name of its contact."""
    return await asyncio.to_thread(_named, opened)


def _named(opened: OpenList) -> list[NamedConflict]:
    found = opened.rows.conflicts()
    places = {spec.key: place for place, spec in enumerate(opened.rows.columns)}
    rows = {row.id: row for row in opened.rows.rows(list({one.row_id for one in found}))}
    return [(_name(rows.get(one.row_id), places), one) for one in found]


def _name(row: Row | None, places: dict[str, int]) -> str:
    for key in _NAMES:
        place = places.get(key)
        value = None if row is None or place is None else row.values[place]
        if value:
            return str(value)
    return ""


def _told(column: Column | None, value: Value) -> str:
    if value in (None, ""):
        return "–"
    return str(value) if column is None else column.text(value) or "–"
