"""Rows of a store as a table: nothing waits, the newest question wins."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from qualtrics_desk.domain.rows import Comparison, Filter, Sort, View
from qualtrics_desk.gui.aio import TaskScope
from qualtrics_desk.gui.models.columns import columns_of
from qualtrics_desk.gui.models.orders import FIRST
from qualtrics_desk.gui.models.row_roles import PLACEHOLDER, RowRole
from qualtrics_desk.gui.models.table_model import CHUNK, TableModel
from tests.gui.rows_source import COLUMNS, Rows, made_row

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester

Wait = Callable[[Callable[[], object]], None]


@pytest.fixture
def tasks(loop: object, complete: Callable[..., object]) -> Iterator[TaskScope]:
    errors: list[object] = []
    scope = TaskScope(errors.append)
    yield scope
    complete(scope.aclose())
    assert not errors


@pytest.fixture
def model(tasks: TaskScope) -> TableModel:
    return TableModel(tasks)


def shown(model: TableModel, row: int, column: int = 0) -> object:
    return model.index(row, column).data()


def test_meets_qts_own_checks(model: TableModel, qtmodeltester: ModelTester, wait: Wait) -> None:
    model.set_source(Rows([made_row(n) for n in range(30)]))
    wait(lambda: model.rowCount() == 30)

    qtmodeltester.check(model)


def test_a_cell_that_is_not_there_is_a_placeholder_and_comes_by_itself(
    model: TableModel, wait: Wait
) -> None:
    source = Rows([made_row(n) for n in range(FIRST + 1)])
    model.set_source(source)
    wait(lambda: model.rowCount() == FIRST + 1)

    assert shown(model, 0) == "Person 000"
    assert shown(model, FIRST) == PLACEHOLDER
    wait(lambda: shown(model, FIRST) == f"Person {FIRST:03}")


def test_a_store_is_never_asked_in_the_thread_of_the_window(model: TableModel, wait: Wait) -> None:
    source = Rows([made_row(n) for n in range(3)])
    model.set_source(source)
    wait(lambda: model.rowCount() == 3 and shown(model, 0) == "Person 000")

    assert source.threads
    assert threading.get_ident() not in source.threads


def test_what_is_not_looked_at_is_not_read(model: TableModel, wait: Wait) -> None:
    source = Rows([made_row(n) for n in range(5000)])
    model.set_source(source)
    wait(lambda: model.rowCount() == 5000)
    wait(lambda: shown(model, 4000) == "Person 4000")

    asked = {row_id for ids in source.asked_rows for row_id in ids}
    assert asked == {*range(FIRST), *range(4000 - CHUNK // 2, 4001 + CHUNK // 2)}


def test_the_place_looked_at_last_is_read_first(model: TableModel, wait: Wait) -> None:
    source = Rows([made_row(n) for n in range(5000)])
    model.set_source(source)
    wait(lambda: model.rowCount() == 5000)

    for row in (0, 1, 2000, 4500):
        shown(model, row)
    wait(lambda: shown(model, 4500) == "Person 4500")

    # Once with the order, once for the place.
    assert len(source.asked_rows) == 2


def test_the_newest_view_wins(model: TableModel, wait: Wait) -> None:
    source = Rows([made_row(n) for n in range(200)])
    model.set_source(source)
    wait(lambda: model.rowCount() == 200)

    source.may_answer.clear()
    model.set_view(View(text="1"))
    model.set_view(View(text="person 199"))
    assert model.is_busy
    source.may_answer.set()

    wait(lambda: not model.is_busy)
    assert list(model.ids) == [199]


def test_rows_of_another_store_that_come_late_are_dropped(model: TableModel, wait: Wait) -> None:
    slow = Rows([made_row(n, f"Old {n}") for n in range(3)])
    model.set_source(slow)
    wait(lambda: model.rowCount() == 3)
    slow.may_answer.clear()
    shown(model, 0)
    wait(lambda: True)

    model.set_source(Rows([made_row(n, f"New {n}") for n in range(3)]))
    slow.may_answer.set()

    wait(lambda: model.rowCount() == 3 and shown(model, 0) == "New 0")


def test_growing_keeps_what_is_shown_and_adds_at_the_end(model: TableModel, wait: Wait) -> None:
    source = Rows([made_row(n) for n in range(3)])
    model.set_source(source)
    wait(lambda: model.rowCount() == 3)
    inserted: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))

    source.all += [made_row(n) for n in range(3, 8)]
    for _ in range(20):
        model.appended()

    wait(lambda: model.rowCount() == 8)
    assert inserted == [(3, 7)]
    assert not resets


def test_many_signs_of_growth_are_few_questions(model: TableModel, wait: Wait) -> None:
    source = Rows([made_row(0)])
    model.set_source(source)
    wait(lambda: model.rowCount() == 1)
    before = source.asked_ids

    for n in range(1, 300):
        source.all.append(made_row(n))
        model.appended()
    wait(lambda: model.rowCount() == 300)

    assert source.asked_ids - before <= 3


def test_a_changed_cell_is_read_again_and_never_flickers(model: TableModel, wait: Wait) -> None:
    source = Rows([made_row(n) for n in range(5)])
    model.set_source(source)
    wait(lambda: model.rowCount() == 5 and shown(model, 2) == "Person 002")
    orders = source.asked_ids

    source.put(made_row(2, "Zoë", "changed", old={0: "Person 002"}))
    model.refresh([2])
    seen = {shown(model, 2)}
    wait(lambda: seen.add(shown(model, 2)) or shown(model, 2) == "Zoë")

    assert seen == {"Person 002", "Zoë"}
    assert source.asked_ids == orders


def test_an_answer_older_than_a_change_is_not_taken_for_fresh(
    model: TableModel, wait: Wait
) -> None:
    source = Rows([made_row(n) for n in range(FIRST + 1)])
    model.set_source(source)
    wait(lambda: model.rowCount() == FIRST + 1)
    source.may_answer.clear()
    shown(model, FIRST)
    wait(lambda: len(source.asked_rows) == 2)

    source.put(made_row(FIRST, "New"))
    model.refresh([FIRST])
    source.may_answer.set()

    wait(lambda: shown(model, FIRST) == "New")


def test_a_broken_store_is_told_and_what_is_shown_stays(model: TableModel, wait: Wait) -> None:
    source = Rows([made_row(n) for n in range(3)])
    model.set_source(source)
    wait(lambda: model.rowCount() == 3)
    told: list[object] = []
    model.failed.connect(told.append)

    source.broken = True
    model.set_view(View(text="2"))

    wait(lambda: told and not model.is_busy)
    assert model.rowCount() == 3


def test_values_are_written_by_their_kind(model: TableModel, wait: Wait) -> None:
    moment = made_row(1)._replace(values=("a\tb\nc", "00123", 12480, True, "2026-10-14T14:05:00Z"))
    model.set_source(Rows([moment]))
    wait(lambda: model.rowCount() == 1 and shown(model, 0) == "a b c")

    assert [shown(model, 0, column) for column in (1, 2, 3)] == ["00123", "12,480", "yes"]
    assert "2026" in str(shown(model, 0, 4))
    assert "T14" not in str(shown(model, 0, 4))
    assert model.index(0, 2).data(RowRole.RAW) == 12480


def test_states_are_said_in_words(model: TableModel, wait: Wait) -> None:
    row = made_row(1, "Zoë", "changed", old={0: "Zoe"}, note="why")
    model.set_source(Rows([row]))
    wait(lambda: model.rowCount() == 1 and shown(model, 0) == "Zoë")

    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Zoë, was Zoe, changed: why"
    header = model.headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.AccessibleTextRole)
    assert header == "changed: why"
    assert model.index(0, 0).data(RowRole.OLD) == "Zoe"


def test_an_unknown_role_has_no_answer(model: TableModel, wait: Wait) -> None:
    model.set_source(Rows([made_row(1)]))
    wait(lambda: model.rowCount() == 1)

    assert model.index(0, 0).data(Qt.ItemDataRole.UserRole + 99) is None


def test_an_edit_is_asked_for_and_never_done_by_the_model(model: TableModel, wait: Wait) -> None:
    model.set_source(Rows([made_row(7)]), columns_of(COLUMNS, editable=["name", "active"]))
    wait(lambda: model.rowCount() == 1 and shown(model, 0) != PLACEHOLDER)
    asked: list[tuple[object, ...]] = []
    model.edit_requested.connect(lambda *what: asked.append(what))

    assert not model.setData(model.index(0, 0), "Person 007")
    assert model.setData(model.index(0, 0), "Zoë")
    assert model.setData(model.index(0, 3), True)
    assert not model.setData(model.index(0, 1), "x")

    assert asked == [(7, "name", "Zoë"), (7, "active", True)]
    assert shown(model, 0) == "Person 007"


def test_nothing_can_be_edited_while_it_is_not_allowed(model: TableModel, wait: Wait) -> None:
    model.set_source(Rows([made_row(7)]), columns_of(COLUMNS, editable=["name"]))
    wait(lambda: model.rowCount() == 1 and shown(model, 0) != PLACEHOLDER)

    model.set_editable(False)

    assert not model.index(0, 0).flags() & Qt.ItemFlag.ItemIsEditable
    assert not model.setData(model.index(0, 0), "Zoë")


def test_sorting_and_filtering_are_the_stores(model: TableModel, wait: Wait) -> None:
    model.set_source(Rows([made_row(n) for n in range(10)]))
    wait(lambda: model.rowCount() == 10)

    flags = Filter("active", Comparison.IS, ("true",))
    model.set_view(View(filters=(flags,), sort=Sort("name", descending=True)))

    wait(lambda: not model.is_busy)
    assert list(model.ids) == [8, 6, 4, 2, 0]


def test_a_found_column_is_added_without_losing_the_rows(model: TableModel, wait: Wait) -> None:
    source = Rows([made_row(n) for n in range(3)])
    model.set_source(source, columns_of(COLUMNS[:4]))
    wait(lambda: model.rowCount() == 3)
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))

    model.set_columns(columns_of(COLUMNS))

    assert model.columnCount() == 5
    assert not resets
