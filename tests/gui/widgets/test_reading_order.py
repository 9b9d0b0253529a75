"""Tab goes as one reads, and leaves nothing behind in PySide's memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import Shiboken

from qualtrics_desk.gui.widgets.flow_layout import FlowLayout
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Dialog(InReadingOrder, QDialog):
    """Fields in every kind of layout, made in another order than they are read in."""

    def __init__(self) -> None:
        super().__init__()
        column, row, grid, form = QVBoxLayout(self), QHBoxLayout(), QGridLayout(), QFormLayout()
        chips = QWidget()
        flow = FlowLayout(chips)
        fields = {name: QLineEdit(name) for name in "hgfedcba"}
        row.addWidget(fields["b"])
        row.insertWidget(0, fields["a"])
        grid.addWidget(fields["d"], 1, 0)
        grid.addWidget(fields["c"], 0, 1)
        form.addRow("", fields["e"])
        form.addRow("", fields["f"])
        flow.addWidget(fields["h"])
        flow.insert(0, fields["g"])
        column.addWidget(chips)
        column.insertLayout(0, form)
        column.insertLayout(0, grid)
        column.insertLayout(0, row)


def kept_items() -> list[object]:
    """What PySide has made of items of layouts; it never learns that Qt has deleted one."""
    return [
        one
        for one in Shiboken.getAllValidWrappers()
        if isinstance(one, QLayoutItem) and not isinstance(one, QLayout)
    ]


def test_tab_reads_every_layout_and_keeps_no_item_of_one(qtbot: QtBot) -> None:
    dialog = Dialog()
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    before = len(kept_items())
    next(field for field in dialog.findChildren(QLineEdit) if field.text() == "a").setFocus()
    seen = []
    for _ in range(9):
        focused = dialog.focusWidget()
        assert isinstance(focused, QLineEdit)
        seen.append(focused.text())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert "".join(seen) == "abcdefgha"
    assert len(kept_items()) == before
