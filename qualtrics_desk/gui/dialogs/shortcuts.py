"""Every shortcut that works here, made from the tables of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidgetItem, QWidget

from qualtrics_desk.gui.forms.ui_shortcuts_dialog import Ui_ShortcutsDialog
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.gui.actions import Action


class ShortcutsDialog(InReadingOrder, QDialog):
    """A list to read."""

    def __init__(self, parent: QWidget, tables: Sequence[Sequence[Action]]) -> None:
        super().__init__(parent)
        self.ui = Ui_ShortcutsDialog()
        self.ui.setupUi(self)
        tree = self.ui.shortcuts_tree
        for table in tables:
            for action in table:
                if action.shortcut:
                    keys = QKeySequence(action.shortcut)
                    native = keys.toString(QKeySequence.SequenceFormat.NativeText)
                    tree.addTopLevelItem(QTreeWidgetItem([action.title(), native]))
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.ui.close_button.clicked.connect(self.accept)
