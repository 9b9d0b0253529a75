"""A box to choose from: what is typed is finished, and nothing of it stays on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLineEdit, QVBoxLayout

from qualtrics_desk.gui.widgets.choice_box import Choice, ChoiceBox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

LISTS = [
    Choice(f"{name}   ·   2,400", name) for name in ("Members 2026", "Spring panel 2026", "Spring")
]


@pytest.fixture
def box(qtbot: QtBot) -> Iterator[ChoiceBox]:
    """In a dialog, with a list chosen and another one typed, whose offers are open."""
    dialog = QDialog()
    qtbot.addWidget(dialog)
    made = ChoiceBox()
    QVBoxLayout(dialog).addWidget(made)
    made.set_choices(LISTS)
    made.select("Members 2026")
    dialog.show()
    dialog.activateWindow()
    edit = edit_of(made)
    qtbot.mouseClick(edit, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(edit.hasFocus)
    edit.selectAll()
    qtbot.keyClicks(edit, "spring")
    qtbot.waitUntil(popup_of(made).isVisible)
    yield made
    dialog.close()


def edit_of(box: ChoiceBox) -> QLineEdit:
    edit = box.lineEdit()
    assert edit is not None
    return edit


def popup_of(box: ChoiceBox) -> QAbstractItemView:
    completer = box.completer()
    assert completer is not None
    return completer.popup()


def test_a_choice_made_elsewhere_closes_the_offers(box: ChoiceBox) -> None:
    assert box.select("Members 2026")
    assert not popup_of(box).isVisible()
    assert edit_of(box).text() == LISTS[0].text


def test_a_text_that_is_given_up_closes_the_offers(box: ChoiceBox, qtbot: QtBot) -> None:
    # Where the window system gives the popup no keys, Return goes to the field.
    qtbot.keyClick(edit_of(box), Qt.Key.Key_Return)
    assert box.value == "Members 2026"
    assert not popup_of(box).isVisible()


def test_choices_that_arrive_leave_the_offer_that_the_keys_went_to(
    box: ChoiceBox, qtbot: QtBot
) -> None:
    popup, chosen = popup_of(box), []
    box.chosen.connect(chosen.append)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    box.set_choices([Choice("Autumn", "Autumn"), *LISTS])
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert chosen == ["Spring"]
    assert not popup.isVisible()
