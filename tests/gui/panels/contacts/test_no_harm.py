"""A grid that cannot hurt you: what a slip of hand or mouse does, and what it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit

from qualtrics_desk.domain.rows import Comparison, Filter
from tests.gui.panels.contacts.conftest import ALL, DEPARTMENT

if TYPE_CHECKING:
    from tests.gui.panels.contacts.conftest import Room

CONTROL = Qt.KeyboardModifier.ControlModifier


def editor_of(room: Room) -> QLineEdit:
    found = room.grid.viewport().findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def staged(room: Room, count: int) -> None:
    room.wait(lambda: room.panel.editing.staged == count)


def test_all_selected_and_a_key_changes_one_cell_and_escape_none(room: Room) -> None:
    room.go("Bob", "lastName")
    room.grid.setFocus()
    QTest.keyClick(room.grid, Qt.Key.Key_A, CONTROL)
    assert room.grid.selected_count() == ALL

    QTest.keyClick(room.grid, Qt.Key.Key_X)
    QTest.keyClick(editor_of(room), Qt.Key.Key_Escape)
    room.wait(lambda: room.grid.viewport().findChild(QLineEdit) is None)
    assert room.value("Bob", "lastName") == "Ross"
    assert room.panel.editing.staged == 0

    QTest.keyClick(room.grid, Qt.Key.Key_X)
    QTest.keyClick(editor_of(room), Qt.Key.Key_Return)
    staged(room, 1)
    room.wait(lambda: room.value("Bob", "lastName") == "x")
    room.do("undo")
    staged(room, 0)
    room.wait(lambda: room.value("Bob", "lastName") == "Ross")


def test_all_selected_and_delete_is_one_step_back_and_sends_nothing(room: Room) -> None:
    before = len(room.brand.sandbox.requests())
    room.go("Ada", "email")
    room.grid.setFocus()
    QTest.keyClick(room.grid, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(room.grid, Qt.Key.Key_Delete)
    staged(room, ALL)
    room.wait(lambda: room.state("Ada") == "deleted")

    room.do("undo")
    staged(room, 0)

    writes = [e for e in room.brand.sandbox.requests()[before:] if e["method"] != "GET"]
    assert writes == []
    assert len(room.brand.contacts(room.list_id)) == ALL


def test_pasting_over_a_selection_repeats_what_is_smaller(room: Room) -> None:
    QGuiApplication.clipboard().setText("007")
    places = [room.model.row_of(room.loaded(name).id) for name in ("Ada", "Bob", "Cleo")]
    column = room.model.column_of("extRef")
    model = room.grid.selectionModel()
    room.go("Ada", "extRef")
    for place in places:
        model.select(room.model.index(place, column), model.SelectionFlag.Select)
    room.do("paste")
    staged(room, 3)
    room.wait(lambda: {room.value(n, "extRef") for n in ("Ada", "Bob", "Cleo")} == {"007"})
    assert room.value("Dai", "extRef") is None
    room.do("undo")
    staged(room, 0)


def test_dragging_selects_and_dropping_does_nothing(room: Room) -> None:
    grid = room.grid
    assert grid.dragDropMode() == QAbstractItemView.DragDropMode.NoDragDrop
    assert not grid.dragEnabled()
    assert not grid.viewport().acceptDrops()
    room.go("Ada", "lastName")
    first = grid.visualRect(grid.currentIndex()).center()

    QTest.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(grid.viewport(), first + QPoint(0, 70))
    QTest.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, pos=first + QPoint(0, 70))

    assert grid.selected_count() >= 1
    assert room.panel.editing.staged == 0
    assert room.value("Ada", "lastName") == "King"


def test_sorting_and_filtering_keep_staged_rows_and_what_is_being_typed(room: Room) -> None:
    room.type("Ada", "lastName", "Zola")
    room.go("Cleo", "lastName")
    room.grid.setFocus()
    QTest.keyClick(room.grid, Qt.Key.Key_F2)
    editor = editor_of(room)
    editor.selectAll()
    editor.insert("Anders")
    room.grid.sort_by("lastName", descending=True)
    staged(room, 2)
    room.wait(lambda: not room.model.is_busy)
    names = ("Ada", "Cleo")
    room.wait(lambda: [room.value(n, "lastName") for n in names] == ["Zola", "Anders"])

    room.panel.ui.filter_bar.set_filter(Filter("firstName", Comparison.IS, ("Bob",)))
    room.wait(lambda: room.model.rowCount() == 1 and not room.model.is_busy)
    assert room.panel.editing.staged == 2
    assert room.panel.ui.edits_bar.isVisibleTo(room.panel)
    asked = room.commit()

    assert "2 changes" in asked
    truth = room.truth()
    assert (truth["Ada"]["lastName"], truth["Cleo"]["lastName"]) == ("Zola", "Anders")
    assert truth["Bob"]["lastName"] == "Ross"


def test_filling_down_and_clearing_touch_what_is_selected(room: Room) -> None:
    names = ("Ada", "Bob", "Cleo")
    column = room.model.column_of(DEPARTMENT)
    model = room.grid.selectionModel()
    room.go("Ada", DEPARTMENT)
    for name in names:
        place = room.model.row_of(room.loaded(name).id)
        model.select(room.model.index(place, column), model.SelectionFlag.Select)
    room.do("fill-down")
    # Ada and Cleo were in Ops already.
    staged(room, 1)
    room.wait(lambda: room.value("Bob", DEPARTMENT) == "Ops")
    assert room.value("Dai", DEPARTMENT) == "Sales"

    room.do("clear")
    staged(room, 3)
    room.wait(lambda: all(not room.value(name, DEPARTMENT) for name in names))
    assert room.value("Ada", "lastName") == "King"
