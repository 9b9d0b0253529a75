"""Filter bar, grid and foot line together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from qualtrics_desk.domain.rows import Comparison, Filter, Sort, View
from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import TaskScope
from qualtrics_desk.gui.widgets.chip import Chip
from qualtrics_desk.gui.widgets.filter_popup import FilterPopup
from qualtrics_desk.gui.widgets.grid_page import GridPage
from tests.gui.rows_source import Rows, made_row

if TYPE_CHECKING:
    from qualtrics_desk.gui.desk import Desk

Wait = Callable[[Callable[[], object]], None]


@pytest.fixture
def tasks(loop: object, complete: Callable[..., object]) -> Iterator[TaskScope]:
    scope = TaskScope(pytest.fail)
    yield scope
    complete(scope.aclose())


@pytest.fixture
def page(tasks: TaskScope, wait: Wait) -> Iterator[GridPage]:
    made = GridPage()
    made.begin(tasks)
    made.resize(900, 500)
    made.show()
    source = Rows([made_row(n) for n in range(1200)])
    made.set_source(source, states=("", "changed"), noun=words.contacts)
    wait(lambda: made.model.rowCount() == 1200)
    yield made
    tasks.close()
    made.close()
    made.deleteLater()


def texts(page: GridPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel)]


def chips(page: GridPage) -> list[Chip]:
    return [chip for chip in page.filter_bar.findChildren(Chip) if chip.isVisible()]


def open_popup(page: GridPage, wait: Wait) -> FilterPopup:
    page.filter_bar.add_button.click()
    found: list[FilterPopup] = []
    wait(
        lambda: (
            found.extend(
                w
                for w in QApplication.topLevelWidgets()
                if isinstance(w, FilterPopup) and w.isVisible()
            )
            or found
        )
    )
    return found[0]


def test_the_foot_line_says_what_is_shown(page: GridPage, wait: Wait) -> None:
    page.grid.select_ids([1, 2, 3])
    page.set_moment(datetime(2026, 10, 14, 9, 42, tzinfo=UTC))

    wait(lambda: "1,200 contacts · 3 selected" in texts(page))
    assert any(text.startswith("read ") and text.endswith(")") for text in texts(page))


def test_typing_filters_and_keeps_the_order(page: GridPage, wait: Wait) -> None:
    page.grid.sort_by("name", descending=True)
    wait(lambda: not page.model.is_busy)

    QTest.keyClicks(page.filter_bar.search_edit, "00011")

    wait(lambda: page.model.rowCount() == 1)
    assert page.model.view == View("00011", (), Sort("name", descending=True))
    wait(lambda: "1 contact" in texts(page))


def test_quick_typing_asks_the_store_few_times(page: GridPage, wait: Wait) -> None:
    told: list[View] = []
    page.filter_bar.view_changed.connect(told.append)

    for length in range(1, 11):
        page.filter_bar.search_edit.setText("person 011"[:length])
    wait(lambda: told and told[-1].text == "person 011")

    assert len(told) <= 3


def test_escape_clears_then_leaves_into_the_rows(page: GridPage, wait: Wait) -> None:
    page.filter_bar.focus_search()
    QTest.keyClicks(page.filter_bar.search_edit, "77")
    wait(lambda: page.model.rowCount() < 1200)

    QTest.keyClick(page.filter_bar.search_edit, Qt.Key.Key_Escape)
    wait(lambda: page.model.rowCount() == 1200)
    QTest.keyClick(page.filter_bar.search_edit, Qt.Key.Key_Escape)

    assert page.grid.hasFocus()
    assert page.grid.current_id() == 0


def test_a_filter_is_made_from_the_values_there_are(page: GridPage, wait: Wait) -> None:
    popup = open_popup(page, wait)
    popup._column.setCurrentIndex(popup._column.findData("active"))
    wait(lambda: popup._list.count() == 2)

    popup._list.item(0).setCheckState(Qt.CheckState.Checked)
    popup._apply.click()

    wait(lambda: page.model.rowCount() == 600)
    assert [chip.toolTip() for chip in chips(page)] == ["Active: yes"]


def test_common_values_come_from_the_store(page: GridPage, wait: Wait) -> None:
    popup = open_popup(page, wait)

    popup._column.setCurrentIndex(popup._column.findData("name"))

    wait(lambda: popup._list.count() == 50)
    popup.close()


def test_a_filter_that_says_nothing_cannot_be_applied(page: GridPage, wait: Wait) -> None:
    popup = open_popup(page, wait)
    popup._column.setCurrentIndex(popup._column.findData("name"))

    assert not popup._apply.isEnabled()
    popup._text.setText("x")
    assert popup._apply.isEnabled()
    popup.close()


def test_states_can_be_filtered_by(page: GridPage, wait: Wait) -> None:
    page.filter_bar.set_filter(Filter("state", Comparison.IS, ("changed",)))

    wait(lambda: page.model.rowCount() == 0)
    assert [chip.toolTip() for chip in chips(page)] == ["State: changed"]


def test_the_cross_of_a_chip_takes_the_filter_away(page: GridPage, wait: Wait) -> None:
    page.filter_bar.set_filter(Filter("active", Comparison.IS, ("true",)))
    wait(lambda: page.model.rowCount() == 600)
    chip = chips(page)[0]

    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 10, 10))

    wait(lambda: page.model.rowCount() == 1200)
    assert not chips(page)


def test_delete_takes_a_chip_away(page: GridPage, wait: Wait) -> None:
    page.filter_bar.set_filter(Filter("active", Comparison.IS, ("true",)))
    wait(lambda: page.model.rowCount() == 600)

    QTest.keyClick(chips(page)[0], Qt.Key.Key_Delete)

    wait(lambda: page.model.rowCount() == 1200)


def test_a_click_on_a_chip_changes_its_filter(page: GridPage, wait: Wait) -> None:
    page.filter_bar.set_filter(Filter("name", Comparison.CONTAINS, ("Person 01",)))
    wait(lambda: not page.model.is_busy)
    chips(page)[0].click()
    popups = [w for w in QApplication.topLevelWidgets() if isinstance(w, FilterPopup)]

    popups[-1]._text.setText("Person 02")
    popups[-1]._apply.click()

    wait(lambda: page.model.view.filters == (Filter("name", Comparison.CONTAINS, ("Person 02",)),))


def test_a_filter_of_thousands_shows_some_and_keeps_all(page: GridPage, wait: Wait) -> None:
    wanted = tuple(f"person {n:03}" for n in range(0, 1200, 2))
    page.filter_bar.set_filter(Filter("name", Comparison.IS, wanted))
    wait(lambda: page.model.rowCount() == 600)
    chips(page)[0].click()
    popup = [w for w in QApplication.topLevelWidgets() if isinstance(w, FilterPopup)][-1]
    wait(lambda: popup._list.count() > 0)
    assert popup._list.count() < 300

    popup._list.item(0).setCheckState(Qt.CheckState.Unchecked)
    popup._apply.click()

    wait(lambda: page.model.rowCount() == 599)


def test_columns_are_kept_by_name(page: GridPage, desk: Desk, wait: Wait) -> None:
    page.remember_columns("test", desk)

    page.grid.choose_columns(["count", "name"])

    wait(lambda: desk.settings.appearance.columns.get("test") == ("count", "name"))


def test_another_store_starts_without_the_filters_of_the_last(page: GridPage, wait: Wait) -> None:
    page.filter_bar.set_filter(Filter("active", Comparison.IS, ("true",)))
    page.filter_bar.search_edit.setText("7")
    wait(lambda: not page.model.is_busy)

    page.set_source(Rows([made_row(n) for n in range(5)]))

    wait(lambda: page.model.rowCount() == 5)
    assert page.filter_bar.view() == View()


def test_focusable_things_have_names(page: GridPage) -> None:
    page.filter_bar.set_filter(Filter("active", Comparison.IS, ("true",)))

    bar = page.filter_bar
    for widget in (bar.search_edit, bar.add_button, bar.columns_button, *chips(page)):
        assert widget.accessibleName()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
