"""The header of a grid: order and widths of the columns, and which of them are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QHeaderView, QWidget

from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.widgets.row_painter import PADDING, RowPainter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.domain.rows import Sort
    from qualtrics_desk.gui.models.table_model import TableModel

LEAST_LETTERS, MOST_LETTERS = 5, 34
"""Of a column whose width is taken from a sample."""
SAMPLE = 120

_MOST_STRETCH = 1.8


class GridHeader(QHeaderView):
    """The horizontal header. Columns are dragged to another place, a click sorts in the store.

    Attributes:
        rows: The model.
        was_dragged: Whether the person gave a column its width; the others keep theirs then.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.rows: TableModel | None = None
        self.was_dragged = False
        self.sectionResized.connect(self._on_resized)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumSectionSize(36)
        self.setFixedHeight(look().header_height)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(self.tr("Columns"))

    def detach_selection(self) -> None:
        """Paint without asking for each column whether all its rows are selected.

        Qt's own look-up asks every row (2 million calls at 200,000 rows after "select all").
        """
        if self.model() is not None:
            self.setSelectionModel(QItemSelectionModel(self.model(), self))

    def show_sort(self, sort: Sort | None) -> None:
        """Show by which column the rows are sorted."""
        number = self.rows.column_of(sort.column) if sort and self.rows else None
        self.setSortIndicatorShown(number is not None)
        if sort is not None and number is not None:
            down = Qt.SortOrder.DescendingOrder if sort.descending else Qt.SortOrder.AscendingOrder
            self.setSortIndicator(number, down)

    def shown(self) -> list[int]:
        """The columns of the model that are shown, from left to right."""
        places = (self.logicalIndex(place) for place in range(self.count()))
        return [number for number in places if not self.isSectionHidden(number)]

    def shown_keys(self) -> tuple[str, ...]:
        """Their keys."""
        columns = self.rows.columns if self.rows is not None else ()
        return tuple(columns[number].key for number in self.shown() if number < len(columns))

    def show_keys(self, keys: Sequence[str]) -> None:
        """Show these columns in this order and no other; unknown keys are left out."""
        if self.rows is None:
            return
        numbers = {column.key: number for number, column in enumerate(self.rows.columns)}
        wanted = [numbers[key] for key in keys if key in numbers]
        if not wanted:
            return
        for place, number in enumerate(wanted):
            self.moveSection(self.visualIndex(number), place)
        for number in range(self.count()):
            self.setSectionHidden(number, number not in wanted)

    def fit(self, painter: RowPainter, room: int) -> None:
        """Give every shown column the width that a sample of the rows asks for.

        Args:
            painter: Knows the texts and their fonts.
            room: Pixels there are; what is left is shared out.
        """
        if self.rows is None or not self.rows.columns:
            return
        letter = painter.font("body")[1].averageCharWidth()
        head = QFontMetrics(look().font("strong"))
        widths: dict[int, int] = {}
        for number in self.shown():
            column = self.rows.columns[number]
            needed = head.horizontalAdvance(column.title) + 2 * PADDING
            if column.width is not None:
                content = column.width * letter
            else:
                content = self._sampled(painter, number, letter)
            widths[number] = max(needed, content + 2 * PADDING + 2)
        total = sum(widths.values())
        stretch = min(_MOST_STRETCH, max(1.0, room / total)) if total else 1.0
        for number, width in widths.items():
            is_text = not self.rows.columns[number].is_number
            self.resizeSection(number, int(width * stretch) if is_text else width)

    def _on_resized(self) -> None:
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self.was_dragged = True

    def _sampled(self, painter: RowPainter, number: int, letter: int) -> int:
        assert self.rows is not None  # noqa: S101 - asked by fit() only
        column = self.rows.columns[number]
        kind = "code" if column.kind == "code" else "body"
        measures = painter.font(kind)[1]
        widths = sorted(
            measures.horizontalAdvance(painter.text(row, number, column))
            for row in self.rows.known_rows(SAMPLE)
        )
        typical = widths[int(len(widths) * 0.95)] if widths else 12 * letter
        return max(LEAST_LETTERS * letter, min(typical, MOST_LETTERS * letter))
