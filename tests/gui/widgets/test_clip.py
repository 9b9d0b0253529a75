"""Ranges on the clipboard, both ways: what a spreadsheet wrote comes back as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from qualtrics_desk.gui.widgets.clip import as_html, cells_of_html, pasted_cells, to_clipboard

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Z"]), max_size=8)


@given(
    st.integers(1, 4).flatmap(
        lambda wide: st.lists(st.lists(CELL, min_size=wide, max_size=wide), min_size=1)
    )
)
def test_a_table_as_html_comes_back_as_it_was(table: list[list[str]]) -> None:
    assert cells_of_html(as_html(table)) == table


def test_what_was_copied_is_what_is_pasted(qapp: QApplication) -> None:
    table = [["00123", "1E5", 'say "hi"'], ["+1", "", "two\twords"]]

    to_clipboard(table)

    assert pasted_cells() == table


def test_a_table_of_a_web_page_without_tabs_is_read_by_its_cells(qapp: QApplication) -> None:
    data = QMimeData()
    data.setText("Ann 007 Eva 008")
    data.setHtml(
        "<p>x</p><table><tr><th>Ann</th><td> 007 </td></tr><tr><td>Eva</td><td>008</table>"
    )
    QGuiApplication.clipboard().setMimeData(data)

    assert pasted_cells()[0] == ["Ann", "007"]
