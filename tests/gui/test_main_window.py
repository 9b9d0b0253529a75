"""The frame of the window: rooms, focus, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.main_window import MainWindow
    from tests.gui.conftest import Wait

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize("room", ["surveys", "links", "contacts", "imports", "jobs", "settings"])
def test_whoever_enters_a_room_goes_on_in_it(
    window: MainWindow, signed_in: Desk, wait: Wait, room: str
) -> None:
    window.activateWindow()
    window.ui.profile_chip.setFocus()

    panel = window.go(room)

    wait(lambda: panel.isAncestorOf(QApplication.focusWidget()))


def test_coming_back_to_a_room_finds_the_focus_where_it_was(
    window: MainWindow, signed_in: Desk, wait: Wait
) -> None:
    window.activateWindow()
    panel = window.go("imports")
    wait(lambda: panel.isAncestorOf(QApplication.focusWidget()))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    left = QApplication.focusWidget()
    assert panel.isAncestorOf(left)

    window.go("jobs")
    window.go("imports")

    assert QApplication.focusWidget() is left


def test_the_keys_of_a_room_work_wherever_the_focus_is_and_only_while_it_is_shown(
    window: MainWindow, signed_in: Desk, wait: Wait
) -> None:
    window.activateWindow()
    pressed: list[str] = []
    for room, action in (("contacts", "contacts.refresh"), ("links", "links.refresh")):
        found = window.go(room).actions_.qaction(action)
        found.triggered.disconnect()
        found.setEnabled(True)
        _note(found, pressed)
    window.ui.search_button.setFocus()
    wait(window.ui.search_button.hasFocus)

    QTest.keyClick(window.ui.search_button, Qt.Key.Key_F5)

    assert pressed == ["links.refresh"]


def _note(action: QAction, pressed: list[str]) -> None:
    action.triggered.connect(lambda: pressed.append(action.objectName()))
