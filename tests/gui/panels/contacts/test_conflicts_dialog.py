from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from qualtrics_desk.gui.panels.contacts.conflicts_dialog import ConflictsDialog
from qualtrics_desk.services.edits.rows import Conflict

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_settles_no_conflict(qtbot: QtBot, key: Qt.Key) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    dialog = ConflictsDialog(parent, [], [("Ada", Conflict(1, "lastName", "A", "B", "C"))])
    dialog.open()
    dialog.ui.table.setFocus()

    QTest.keyClick(dialog.ui.table, key)

    assert dialog.isVisible()
    assert dialog.choices == {}
    dialog.close()
