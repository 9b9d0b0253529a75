"""Enter in a question: it does what can be taken back, and nothing where a text must be typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from qualtrics_desk.gui.dialogs.confirm import Answer, ConfirmDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Ask = Callable[..., ConfirmDialog]


@pytest.fixture
def ask(qtbot: QtBot) -> Iterator[Ask]:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()

    def make(*, typed: str = "", danger: bool = False) -> ConfirmDialog:
        dialog = ConfirmDialog(
            parent, "Delete it?", "It goes.", "Delete it", typed=typed, danger=danger, other="Wait"
        )
        dialog.open()
        dialog.activateWindow()
        qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
        return dialog

    yield make
    for dialog in parent.findChildren(ConfirmDialog):
        dialog.close()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("danger", [True, False])
@pytest.mark.parametrize("text", ["", "Crew", "Staff"])
def test_enter_neither_confirms_nor_cancels_what_must_be_typed(
    ask: Ask, key: Qt.Key, danger: bool, text: str
) -> None:
    dialog = ask(typed="Staff", danger=danger)
    QTest.keyClicks(dialog.ui.typed_edit, text)

    for widget in (dialog.ui.typed_edit, dialog.ui.cancel_button, dialog.ui.accept_button):
        widget.setFocus()
        QTest.keyClick(widget, key)

    assert dialog.isVisible()
    assert dialog.answer is Answer.CANCEL
    assert dialog.ui.typed_edit.text() == text


def test_what_was_typed_is_confirmed_with_its_button(ask: Ask) -> None:
    dialog = ask(typed="Staff", danger=True)
    QTest.keyClicks(dialog.ui.typed_edit, "Staff")
    QTest.keyClick(dialog.ui.accept_button, Qt.Key.Key_Space)

    assert not dialog.isVisible()
    assert dialog.answer is Answer.ACCEPT


def test_escape_still_cancels(ask: Ask) -> None:
    dialog = ask(typed="Staff", danger=True)
    QTest.keyClick(dialog.ui.typed_edit, Qt.Key.Key_Escape)

    assert not dialog.isVisible()
    assert dialog.answer is Answer.CANCEL


@pytest.mark.parametrize(("danger", "answer"), [(False, Answer.ACCEPT), (True, Answer.CANCEL)])
def test_enter_takes_the_button_that_has_the_focus(ask: Ask, danger: bool, answer: Answer) -> None:
    dialog = ask(danger=danger)
    focused = dialog.focusWidget()
    assert focused is (dialog.ui.cancel_button if danger else dialog.ui.accept_button)
    QTest.keyClick(focused, Qt.Key.Key_Return)

    assert not dialog.isVisible()
    assert dialog.answer is answer
