"""A grid that cannot hurt you: what a slip of hand or mouse does, and what it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit, QWidget

from qualtrics_desk.domain.errors import DeskError, RowsReplaced
from qualtrics_desk.domain.rows import Comparison, Filter
from qualtrics_desk.services.tables.contacts import read_contacts
from qualtrics_desk.store.edits.edit_set import EditSet
from qualtrics_desk.store.edits.records import CellEdit
from tests.gui.panels.contacts.conftest import ALL, DEPARTMENT

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from qualtrics_desk.gui.desk import Desk
    from tests.gui.panels.contacts.conftest import Room

CONTROL = Qt.KeyboardModifier.ControlModifier


def editor_of(room: Room) -> QLineEdit:
    found = room.grid.viewport().findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def staged(room: Room, count: int) -> None:
    room.wait(lambda: room.panel.editing.staged == count)


def test_all_selected_and_a_key_changes_one_cell(room: Room) -> None:
    room.go("Bob", "lastName")
    room.grid.setFocus()
    QTest.keyClick(room.grid, Qt.Key.Key_A, CONTROL)
    assert room.grid.selected_count() == ALL

    QTest.keyClick(room.grid, Qt.Key.Key_X)
    QTest.keyClick(editor_of(room), Qt.Key.Key_Return)
    room.wait(lambda: room.value("Bob", "lastName") == "x")
    staged(room, 1)
    assert room.value("Ada", "lastName") == "King"
    QTest.keyClick(room.grid, Qt.Key.Key_Z, CONTROL)
    staged(room, 0)
    room.wait(lambda: room.value("Bob", "lastName") == "Ross")


def test_escape_in_the_middle_of_an_edit_changes_nothing(room: Room) -> None:
    room.go("Bob", "lastName")
    room.grid.setFocus()
    QTest.keyClick(room.grid, Qt.Key.Key_F2)
    QTest.keyClicks(editor_of(room), "half a na")
    QTest.keyClick(editor_of(room), Qt.Key.Key_Escape)
    room.wait(lambda: room.grid.viewport().findChild(QLineEdit) is None)
    # What comes next is staged after it: had Escape staged something, there were two.
    room.type("Ada", "lastName", "Lovelace")
    staged(room, 1)
    assert room.value("Bob", "lastName") == "Ross"


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


def test_pasting_over_a_selection_repeats_what_is_smaller_and_is_one_step(room: Room) -> None:
    QGuiApplication.clipboard().setText("007")
    places = [room.model.row_of(room.loaded(name).id) for name in ("Ada", "Bob", "Cleo")]
    column = room.model.column_of("extRef")
    model = room.grid.selectionModel()
    room.go("Ada", "extRef")
    for place in places:
        model.select(room.model.index(place, column), model.SelectionFlag.Select)
    room.grid.setFocus()
    QTest.keyClick(room.grid, Qt.Key.Key_V, CONTROL)
    staged(room, 3)
    room.wait(lambda: {room.value(n, "extRef") for n in ("Ada", "Bob", "Cleo")} == {"007"})
    assert room.value("Dai", "extRef") is None
    assert room.value("Ada", "email") == "ada@example.org"
    QTest.keyClick(room.grid, Qt.Key.Key_Z, CONTROL)
    staged(room, 0)
    room.wait(lambda: room.value("Ada", "extRef") == "00123")


def test_dragging_selects_and_dropping_does_nothing(room: Room) -> None:
    grid, port = room.grid, room.grid.viewport()
    room.go("Ada", "lastName")
    first = grid.visualRect(grid.currentIndex()).center()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(port, first + QPoint(0, 70))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=first + QPoint(0, 70))
    assert grid.selected_count() >= 1

    dragged = QMimeData()
    dragged.setText("Dropped")
    there, keys = first + QPoint(0, 30), Qt.KeyboardModifier.NoModifier
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    for event in (
        QDragEnterEvent(there, copy, dragged, left, keys),
        QDragMoveEvent(there, copy, dragged, left, keys),
        QDropEvent(there, copy, dragged, left, keys),
    ):
        event.ignore()
        QApplication.sendEvent(port, event)
        assert not event.isAccepted()
    assert grid.dragDropMode() == QAbstractItemView.DragDropMode.NoDragDrop
    room.type("Bob", "lastName", "Marley")
    staged(room, 1)
    assert room.value("Ada", "lastName") == "King"


def test_sorting_keeps_what_is_staged_and_what_is_being_typed(room: Room) -> None:
    room.type("Ada", "lastName", "Zola")
    header = room.grid.horizontalHeader()
    section = room.model.column_of("lastName")
    middle = header.sectionViewportPosition(section) + header.sectionSize(section) // 2
    QTest.mouseClick(
        header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle, header.height() // 2)
    )
    room.wait(lambda: room.model.view.sort is not None and not room.model.is_busy)
    staged(room, 1)

    # Another order that comes while one types, without a click that would end the editing.
    room.go("Cleo", "lastName")
    room.grid.setFocus()
    QTest.keyClick(room.grid, Qt.Key.Key_F2)
    editor = editor_of(room)
    editor.selectAll()
    QTest.keyClicks(editor, "Anders")
    room.grid.sort_by("firstName", descending=True)
    staged(room, 2)
    names = ("Ada", "Cleo", "Bob")
    wanted = ["Zola", "Anders", "Ross"]
    room.wait(lambda: [room.value(name, "lastName") for name in names] == wanted)


def test_a_filter_that_hides_staged_rows_neither_drops_nor_forgets_them(room: Room) -> None:
    room.type("Ada", "lastName", "Zola")
    room.panel.ui.filter_bar.set_filter(Filter("firstName", Comparison.IS, ("Bob",)))
    room.wait(lambda: room.model.rowCount() == 1 and not room.model.is_busy)
    assert room.panel.editing.staged == 1
    bar = room.panel.ui.edits_bar
    assert bar.isVisibleTo(room.panel)
    assert "1" in " ".join(label.text() for label in bar.findChildren(QLabel))
    asked = room.commit()

    assert "1 change" in asked
    truth = room.truth()
    assert truth["Ada"]["lastName"] == "Zola"
    assert truth["Bob"]["lastName"] == "Ross"


def test_no_row_moves_under_the_pointer_when_something_is_said(room: Room) -> None:
    def place_of_rows() -> QPoint:
        return room.grid.viewport().mapTo(room.panel, QPoint(0, 0))

    before = place_of_rows()
    room.panel.ui.notice.tell("Something.", "warning")
    room.type("Ada", "lastName", "Lovelace")
    room.wait(room.panel.ui.edits_bar.isVisible)

    assert room.panel.ui.notice.height() > 0
    assert place_of_rows() == before


def test_what_is_said_of_a_step_is_true_of_the_last_one(room: Room) -> None:
    notice = room.panel.ui.notice
    QGuiApplication.clipboard().setText("Ross")
    room.type("Ada", "lastName", "Lovelace")
    room.go("Bob", "lastName")
    room.grid.selectAll()
    room.grid.setFocus()
    room.do("paste")
    # Of all cells: first names, emails, references and fields too, of everybody.
    staged(room, ALL)
    room.wait(notice.isVisible)
    assert notice.text == f"Staged in {ALL} rows; Ctrl+Z takes it back."

    room.do("undo")
    staged(room, 1)
    assert not notice.isVisible()

    # Below it nothing differs; one press of Ctrl+Z would take back something else.
    place, number = room.model.row_of(room.loaded("Ada").id), room.model.column_of("phone")
    model = room.grid.selectionModel()
    room.grid.clearSelection()
    for row in (place, place + 1):
        model.select(room.model.index(row, number), model.SelectionFlag.Select)
    room.do("fill-down")
    room.wait(notice.isVisible)
    assert notice.text == "There is nothing to change: it stands there already."
    staged(room, 1)


def test_nothing_is_said_to_be_sent_while_the_question_is_open(room: Room) -> None:
    room.type("Ada", "lastName", "Lovelace")
    room.do("commit")
    dialog = room.dialog()

    assert "Being sent" not in told_in(room.panel.ui.edits_bar)

    dialog.reject()
    room.wait(lambda: not room.panel.sending.is_sending)


def told_in(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_what_is_typed_upon_rows_that_were_read_anew_elsewhere_is_not_lost_silently(
    room: Room, desk: Desk, complete: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[DeskError] = []
    monkeypatch.setattr(desk, "tell_error", told.append)
    old = room.loaded("Bob").id
    # Another window of this person reads the list; this one has not noticed yet.
    complete(read_contacts(desk.session, None, room.list_id))

    room.model.edit_requested.emit(old, "lastName", "Typed")
    room.wait(lambda: told)

    assert isinstance(told[0], RowsReplaced)
    room.wait(lambda: room.loaded("Bob").id != old)
    staged(room, 0)
    room.type("Bob", "lastName", "Typed again")
    staged(room, 1)


def test_what_another_window_stages_is_shown_and_counted(room: Room, desk: Desk) -> None:
    assert room.panel.opened is not None
    keys = dict(zip(("Ada", "Bob"), room.keys("Ada", "Bob"), strict=True))
    room.type("Ada", "lastName", "Mine")
    other = EditSet(desk.home.edits(desk.session.profile, room.list_id))

    other.set_cells([CellEdit(keys["Bob"], "lastName", "Theirs", "Ross")])
    other.close()

    room.wait(lambda: room.value("Bob", "lastName") == "Theirs")
    staged(room, 2)
    assert room.value("Ada", "lastName") == "Mine"


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
