"""Mended cells of failed rows: shown beside the old text, taken back by typing that again."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

from qualtrics_desk.domain.rows import ColumnSpec, Row, View
from qualtrics_desk.gui.models.mended_rows import MendedRows

ROW = Row(7, (3, "failed", "ann@nowhere", "Sales"), "failed", {3: "Service"})


class Rows:
    columns = tuple(ColumnSpec(key, key) for key in ("line", "outcome", "cell0", "cell1"))

    def ids(self, view: View) -> array[int]:
        return array("q", [ROW.id] if view == View() else [])

    def rows(self, ids: Sequence[int]) -> list[Row]:
        return [ROW] if list(ids) == [ROW.id] else []


def mended_rows() -> Any:
    return MendedRows(Rows())  # type: ignore[arg-type]


def test_a_mended_cell_shows_what_stood_there() -> None:
    rows = mended_rows()

    rows.mend(ROW, "cell0", "ann@example.com")

    (shown,) = rows.rows([ROW.id])
    assert shown.values == (3, "failed", "ann@example.com", "Sales")
    assert shown.old == {2: "ann@nowhere", 3: "Service"}
    assert rows.mended == {7: {0: "ann@example.com"}}


def test_the_old_text_typed_again_takes_the_change_back() -> None:
    rows = mended_rows()
    rows.mend(ROW, "cell1", "Finance")
    (shown,) = rows.rows([ROW.id])

    rows.mend(shown, "cell1", "Sales")

    assert rows.mended == {}
    assert rows.rows([ROW.id]) == [ROW]
