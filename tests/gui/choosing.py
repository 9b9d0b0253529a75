"""Choosing from a long list as a person does: typing a part of a name, taking what is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from qualtrics_desk.gui.widgets.choice_box import ChoiceBox
    from tests.gui.conftest import Wait


def choose_named(box: ChoiceBox, name: str, wait: Wait) -> None:
    edit, completer = box.lineEdit(), box.completer()
    assert edit is not None
    assert completer is not None
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, name[2:])
    popup = completer.popup()
    assert popup is not None
    wait(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    wait(lambda: box.currentText() == name)
