"""The grid: what a person selects, sorts, copies and edits."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from qualtrics_desk.domain.rows import Comparison, Filter, Sort, View
from qualtrics_desk.gui.aio import TaskScope
from qualtrics_desk.gui.models.columns import columns_of
from qualtrics_desk.gui.models.table_model import TableModel
from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.widgets.cell_drawing import CellFont
from qualtrics_desk.gui.widgets.grid import Grid
from qualtrics_desk.gui.widgets.grid_menus import header_menu, show_chooser
from tests.gui.rows_source import COLUMNS, Rows, made_row

Wait = Callable[[Callable[[], object]], None]
Key = Qt.Key


@pytest.fixture
def tasks(loop: object, complete: Callable[..., object]) -> Iterator[TaskScope]:
    scope = TaskScope(pytest.fail)
    yield scope
    complete(scope.aclose())


@pytest.fixture
def source() -> Rows:
    return Rows([made_row(n) for n in range(100)])


@pytest.fixture
def grid(tasks: TaskScope, source: Rows, wait: Wait) -> Iterator[Grid]:
    made = Grid()
    model = TableModel(tasks, made)
    made.setModel(model)
    model.set_source(source, columns_of(COLUMNS, editable=["name", "active"]))
    made.resize(700, 400)
    made.show()
    made.setFocus()
    wait(lambda: model.rowCount() == 100 and model.row(0) and model.row(12))
    yield made
    tasks.close()
    made.close()
    made.deleteLater()


def rows_of(grid: Grid) -> TableModel:
    assert grid.rows is not None
    return grid.rows


def test_select_all_is_one_range_and_asks_for_no_row(grid: Grid, source: Rows) -> None:
    asked = len(source.asked_rows)

    grid.selectAll()

    assert grid.selected_ranges() == [range(100)]
    assert list(grid.selected_ids()) == list(range(100))
    assert len(source.asked_rows) == asked


def test_headers_do_not_look_at_the_selection(grid: Grid) -> None:
    assert grid.horizontalHeader().selectionModel() is not grid.selectionModel()
    assert grid.verticalHeader().selectionModel() is not grid.selectionModel()


def test_cells_of_one_row_count_as_one_row(grid: Grid) -> None:
    grid.set_cell_ranges(True)
    model, selection = rows_of(grid), grid.selectionModel()

    for row, column in ((3, 0), (3, 2), (4, 1), (9, 0)):
        selection.select(model.index(row, column), selection.SelectionFlag.Select)

    assert grid.selected_ranges() == [range(3, 5), range(9, 10)]
    assert grid.selected_count() == 3


def test_selection_current_row_and_place_stay_with_the_rows(
    grid: Grid, source: Rows, wait: Wait
) -> None:
    model = rows_of(grid)
    grid.show_row(61, "code")
    grid.select_ids([60, 61, 70])
    top = model.ids[grid.rowAt(0)]

    source.all = [made_row(-n, f"Added {n}") for n in range(1, 4)] + source.all
    model.reload()

    wait(lambda: model.rowCount() == 103)
    assert list(grid.selected_ids()) == [60, 61, 70]
    assert (grid.current_id(), grid.current_key()) == (61, "code")
    assert model.ids[grid.rowAt(0)] == top


def test_selection_follows_the_rows_into_another_order(grid: Grid, wait: Wait) -> None:
    grid.select_ids([1, 2, 98])

    grid.sort_by("name", descending=True)

    wait(lambda: rows_of(grid).ids[0] == 99)
    assert sorted(grid.selected_ids()) == [1, 2, 98]
    assert grid.selected_ranges() == [range(1, 2), range(97, 99)]


def test_everything_stays_selected_when_rows_are_added(
    grid: Grid, source: Rows, wait: Wait
) -> None:
    grid.selectAll()

    source.all.insert(0, made_row(200))
    rows_of(grid).reload()

    wait(lambda: rows_of(grid).rowCount() == 101)
    assert grid.selected_count() == 101


def test_a_header_click_sorts_in_the_store_and_a_third_one_stops(grid: Grid, wait: Wait) -> None:
    model, header = rows_of(grid), grid.horizontalHeader()
    orders = []
    for _ in range(3):
        where = header.sectionViewportPosition(0) + 20
        QTest.mouseClick(
            header.viewport(),
            Qt.MouseButton.LeftButton,
            pos=header.rect().center().__class__(where, 10),
        )
        orders.append(model.view.sort)
        wait(lambda: not model.is_busy)

    assert orders == [Sort("name"), Sort("name", descending=True), None]
    assert not header.isSortIndicatorShown()


def test_sorting_is_reached_by_the_keyboard(grid: Grid) -> None:
    grid.show_row(0, "count")

    menu = header_menu(grid, grid.currentIndex().column())
    menu.actions()[1].trigger()

    assert rows_of(grid).view.sort == Sort("count", descending=True)
    assert "Alt+Down" in grid.actions_.qaction("grid.column-menu").shortcut().toString()


def test_copied_rows_are_text_for_a_spreadsheet(grid: Grid) -> None:
    grid.select_ids([3, 4])

    grid.copy_selection(headers=True)

    data = QGuiApplication.clipboard().mimeData()
    lines = data.text().split("\n")
    assert lines[0] == "Name\tCode\tCount\tActive\tWhen"
    assert lines[1:] == ["Person 003\t00003\t3000\tno\t", "Person 004\t00004\t4000\tyes\t"]
    assert "mso-number-format:'\\@'\">00003</td>" in data.html()


def test_copied_cells_are_those_selected(grid: Grid) -> None:
    grid.set_cell_ranges(True)
    model, selection = rows_of(grid), grid.selectionModel()
    for row in (5, 6):
        selection.select(model.index(row, 1), selection.SelectionFlag.Select)

    QTest.keyClick(grid, Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == "00005\n00006"


def test_rows_that_were_never_seen_are_copied_too(grid: Grid, source: Rows, wait: Wait) -> None:
    source.all = [made_row(n) for n in range(900)]
    rows_of(grid).reload()
    wait(lambda: rows_of(grid).rowCount() == 900)
    grid.selectAll()

    grid.copy_selection()

    wait(lambda: QGuiApplication.clipboard().text().count("\n") == 899)


def test_a_hidden_column_is_not_copied(grid: Grid) -> None:
    grid.choose_columns(["code", "name"])
    grid.select_ids([3])

    grid.copy_selection()

    assert QGuiApplication.clipboard().text() == "00003\tPerson 003"


def test_pasted_cells_are_told_with_the_place(grid: Grid) -> None:
    told: list[tuple[object, ...]] = []
    grid.pasted.connect(lambda *what: told.append(what))
    QGuiApplication.clipboard().setText('Zoë\t00123\r\n"two\nlines"\t\r\n')
    grid.show_row(8, "name")

    grid.paste()

    assert told == [(8, "name", [["Zoë", "00123"], ["two\nlines", ""]])]


def test_typing_edits_the_cell_and_enter_asks_for_the_change(grid: Grid, wait: Wait) -> None:
    asked: list[tuple[object, ...]] = []
    rows_of(grid).edit_requested.connect(lambda *what: asked.append(what))
    grid.show_row(2, "name")

    QTest.keyClick(grid, Key.Key_F2)
    editor = grid.viewport().findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "Person 002"
    editor.selectAll()
    editor.insert("Zoë")
    QTest.keyClick(editor, Key.Key_Return)

    wait(lambda: grid.viewport().findChild(QLineEdit) is None)
    assert asked == [(2, "name", "Zoë")]


def test_escape_leaves_a_cell_as_it_was(grid: Grid) -> None:
    asked: list[object] = []
    rows_of(grid).edit_requested.connect(lambda *what: asked.append(what))
    grid.show_row(2, "name")

    QTest.keyClick(grid, Key.Key_X)
    editor = grid.viewport().findChild(QLineEdit)
    assert editor is not None
    QTest.keyClick(editor, Key.Key_Escape)

    assert not asked


def test_a_flag_is_chosen_not_typed(grid: Grid) -> None:
    asked: list[tuple[object, ...]] = []
    rows_of(grid).edit_requested.connect(lambda *what: asked.append(what))
    grid.show_row(2, "active")

    QTest.keyClick(grid, Key.Key_F2)
    editor = grid.viewport().findChild(QComboBox)
    assert editor is not None
    assert editor.currentText() == "yes"
    editor.setCurrentIndex(1)
    grid.commitData(editor)

    assert asked == [(2, "active", False)]


def test_going_to_a_row_selects_it_alone_though_a_key_is_held(grid: Grid, wait: Wait) -> None:
    grid.set_cell_ranges(True)
    grid.show_row(5, "name")
    QTest.keyPress(grid, Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    try:
        grid.show_row(1, "name")
    finally:
        QTest.keyRelease(grid, Key.Key_Control)

    assert list(grid.selected_ids()) == [1]
    assert grid.current_id() == 1


def test_a_row_that_leaves_cannot_be_edited(grid: Grid, source: Rows, wait: Wait) -> None:
    source.put(made_row(2, state="deleted", is_leaving=True))
    rows_of(grid).refresh([2])
    wait(lambda: rows_of(grid).row(2).state == "deleted")  # type: ignore[union-attr]
    grid.show_row(2, "name")

    QTest.keyClick(grid, Key.Key_F2)

    assert grid.viewport().findChild(QLineEdit) is None


def test_what_was_typed_is_taken_before_another_order_comes(
    grid: Grid, source: Rows, wait: Wait
) -> None:
    asked: list[tuple[object, ...]] = []
    rows_of(grid).edit_requested.connect(lambda *what: asked.append(what))
    grid.show_row(2, "name")
    QTest.keyClick(grid, Key.Key_F2)
    editor = grid.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    editor.insert("Zoë")

    source.all.insert(0, made_row(500))
    rows_of(grid).reload()

    wait(lambda: rows_of(grid).rowCount() == 101)
    assert asked == [(2, "name", "Zoë")]


def test_enter_on_a_cell_that_cannot_be_edited_activates_the_row(grid: Grid) -> None:
    activated: list[object] = []
    grid.row_activated.connect(activated.append)
    grid.show_row(5, "code")

    QTest.keyClick(grid, Key.Key_Return)

    assert activated == [5]


def test_home_and_end_go_to_the_first_and_last_row(grid: Grid) -> None:
    grid.show_row(50, "code")

    QTest.keyClick(grid, Key.Key_End)
    last = grid.current_id()
    QTest.keyClick(grid, Key.Key_Home)

    assert (last, grid.current_id()) == (99, 0)


def test_columns_are_chosen_moved_and_told(grid: Grid) -> None:
    told: list[tuple[str, ...]] = []
    grid.columns_changed.connect(told.append)
    chooser = show_chooser(grid)
    assert chooser is not None

    chooser._list.item(1).setCheckState(Qt.CheckState.Unchecked)
    chooser._list.setCurrentRow(2)
    QTest.keyClick(chooser._list, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(chooser._list, Key.Key_Up, Qt.KeyboardModifier.AltModifier)

    assert told[-1] == ("count", "name", "active", "when")
    assert [column.key for column in grid.shown_columns()] == ["count", "name", "active", "when"]
    chooser.close()


def test_chosen_columns_outlive_another_store(grid: Grid, source: Rows, wait: Wait) -> None:
    grid.show_columns(["count", "name"])

    rows_of(grid).set_source(Rows([made_row(1)]))

    assert [column.key for column in grid.shown_columns()] == ["count", "name"]


def test_the_gutter_shows_when_a_row_has_a_state(grid: Grid, source: Rows, wait: Wait) -> None:
    assert not grid.verticalHeader().isVisible()

    source.put(made_row(1, state="changed"))
    rows_of(grid).refresh()

    wait(lambda: grid.viewport().repaint() or grid.verticalHeader().isVisible())


def test_states_are_drawn_not_only_spoken(grid: Grid, source: Rows, wait: Wait) -> None:
    plain = grid.viewport().grab(grid.visualRect(rows_of(grid).index(1, 0))).toImage()

    source.put(made_row(1, state="deleted"))
    rows_of(grid).refresh([1])
    wait(lambda: rows_of(grid).row(1).state == "deleted")  # type: ignore[union-attr]

    struck = grid.viewport().grab(grid.visualRect(rows_of(grid).index(1, 0))).toImage()
    assert struck != plain


def grounds(grid: Grid) -> dict[tuple[int, int], QColor]:
    """The colour in the lower left corner of the first cells, where no text is."""
    seen = grid.viewport().grab().toImage()
    found = {}
    for row in range(4):
        for number in range(3):
            rect = grid.visualRect(rows_of(grid).index(row, number))
            found[row, number] = seen.pixelColor(rect.left() + 4, rect.bottom() - 3)
    return found


def test_rows_and_cells_that_are_selected_are_drawn_so_and_no_others(grid: Grid) -> None:
    surface, selection = look().color("surface"), look().color("selection")
    assert set(map(QColor.name, grounds(grid).values())) == {surface.name()}

    grid.selectRow(2)
    drawn = {place for place, color in grounds(grid).items() if color == selection}
    assert drawn == {(2, 0), (2, 1), (2, 2)}

    grid.set_cell_ranges(True)
    grid.clearSelection()
    how = grid.selectionModel().SelectionFlag.Select
    for row, number in ((0, 1), (3, 2)):
        grid.selectionModel().select(rows_of(grid).index(row, number), how)
    drawn = {place for place, color in grounds(grid).items() if color == selection}
    assert drawn == {(0, 1), (3, 2)}


@pytest.mark.parametrize("as_cells", [True, False])
def test_a_click_on_a_header_sorts_and_selects_nothing(
    grid: Grid, wait: Wait, as_cells: bool
) -> None:
    grid.set_cell_ranges(as_cells)
    header = grid.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(0) + 20, header.height() // 2)

    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)

    wait(lambda: rows_of(grid).view.sort == Sort("name") and not rows_of(grid).is_busy)
    assert not grid.selectionModel().hasSelection()
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    wait(lambda: rows_of(grid).view.sort == Sort("name", descending=True))


def test_a_row_that_is_not_there_yet_is_a_bar_in_each_cell_until_it_comes(
    grid: Grid, source: Rows, wait: Wait
) -> None:
    source.all.extend(made_row(n) for n in range(100, 1000))
    rows_of(grid).reload()
    wait(lambda: rows_of(grid).rowCount() == 1000 and not rows_of(grid).is_busy)
    source.may_answer.clear()
    grid.scrollToBottom()
    grid.activateWindow()
    grid.setFocus()
    wait(grid.hasFocus)
    grid.setCurrentIndex(rows_of(grid).index(999, 1))

    line, selection = look().color("line"), look().color("selection")
    shown = range(999, 996, -1)
    assert {(row, number): ground_of(grid, row, number) for row in shown for number in (0, 1)} == {
        (row, number): selection if row == 999 else look().color("surface")
        for row in shown
        for number in (0, 1)
    }
    seen = [middle_of(grid, row, number) for row in shown for number in range(4)]
    assert seen == [line] * 12

    source.may_answer.set()
    wait(lambda: rows_of(grid).row(999))
    wait(lambda: middle_of(grid, 999, 4) == selection)


def ground_of(grid: Grid, row: int, number: int) -> QColor:
    """The colour below what stands in a cell."""
    rect = grid.visualRect(rows_of(grid).index(row, number))
    return grid.viewport().grab().toImage().pixelColor(rect.left() + 4, rect.bottom() - 3)


def middle_of(grid: Grid, row: int, number: int) -> QColor:
    """The colour where a bar begins."""
    rect = grid.visualRect(rows_of(grid).index(row, number))
    return grid.viewport().grab().toImage().pixelColor(rect.left() + 12, rect.center().y())


@given(st.text(st.characters(codec="utf-8"), max_size=40), st.integers(0, 300))
def test_a_text_that_is_not_measured_fits(text: str, width: int) -> None:
    font = CellFont(look().font("tabular"))

    if font.surely_fits(text, width):
        assert font.measures.horizontalAdvance(text) <= width
    if text.isascii() and text.isprintable():
        # Else every text would be measured all the same, which is what this is to spare.
        assert font.surely_fits(text, font.measures.horizontalAdvance(text) * 5 // 4 + 8)


def test_the_cell_one_is_at_has_a_ring_while_the_grid_has_the_focus(grid: Grid, wait: Wait) -> None:
    index = rows_of(grid).index(1, 0)
    grid.activateWindow()
    grid.setFocus()
    wait(grid.hasFocus)
    grid.setCurrentIndex(index)
    corner = grid.visualRect(index).topLeft()
    at = corner.x() + 1, corner.y() + 1
    assert grid.viewport().grab().toImage().pixelColor(*at) == look().color("accent")
    grid.clearFocus()
    assert grid.viewport().grab().toImage().pixelColor(*at) == look().color("selection")


def test_too_many_rows_are_not_put_on_the_clipboard(
    grid: Grid, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualtrics_desk.gui.widgets.grid.MOST_COPIED", 10)
    refused: list[int] = []
    grid.copy_refused.connect(refused.append)
    QGuiApplication.clipboard().setText("before")
    grid.selectAll()

    grid.copy_selection()

    assert refused == [10]
    assert QGuiApplication.clipboard().text() == "before"


def test_a_filter_keeps_the_order(grid: Grid, wait: Wait) -> None:
    grid.sort_by("name", descending=True)
    wait(lambda: not rows_of(grid).is_busy)
    model = rows_of(grid)
    near = Filter("name", Comparison.CONTAINS, ("Person 00",))

    model.set_view(View(filters=(near,), sort=model.view.sort))

    wait(lambda: model.rowCount() == 10)
    assert model.ids[0] == 9
