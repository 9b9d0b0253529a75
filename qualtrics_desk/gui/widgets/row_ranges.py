"""Selections as ranges of rows.

A million selected rows are one range; asking Qt for their indexes would make a million objects.
"""

from __future__ import annotations

from array import array
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QItemSelectionModel, QItemSelectionRange

    from qualtrics_desk.gui.models.table_model import TableModel


def row_ranges(selection: QItemSelectionModel) -> list[range]:
    """The selected rows in ascending order; ranges that touch are one."""
    spans = sorted((span.top(), span.bottom() + 1) for span in _spans(selection))
    merged: list[range] = []
    for first, end in spans:
        if merged and first <= merged[-1].stop:
            merged[-1] = range(merged[-1].start, max(end, merged[-1].stop))
        else:
            merged.append(range(first, end))
    return merged


def column_numbers(selection: QItemSelectionModel) -> set[int]:
    """The columns in which something is selected."""
    return {column for span in _spans(selection) for column in range(span.left(), span.right() + 1)}


def _spans(selection: QItemSelectionModel) -> list[QItemSelectionRange]:
    ranges = selection.selection()
    return [ranges.at(place) for place in range(ranges.count())]


def ids_in(ids: array[int], ranges: Iterable[range]) -> array[int]:
    """The ids at those places."""
    found: array[int] = array("q")
    for rows in ranges:
        found += ids[rows.start : rows.stop]
    return found


def selection_of(model: TableModel, rows: Iterable[int]) -> QItemSelection:
    """Whole rows as a selection of as few ranges as there are."""
    places = sorted(set(rows))
    selection = QItemSelection()
    last = len(model.columns) - 1
    if not places or last < 0:
        return selection
    starts = [places[0], *(b for a, b in pairwise(places) if b != a + 1)]
    ends = [*(a for a, b in pairwise(places) if b != a + 1), places[-1]]
    for start, end in zip(starts, ends, strict=True):
        selection.select(model.index(start, 0), model.index(end, last))
    return selection
