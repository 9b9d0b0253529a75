"""The header of a grid: order and widths of the columns, and which of them are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea, QHeaderView, QStyle
from typing_extensions import override

from qualtrics_desk.domain.rows import Sort
from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.widgets.cell_drawing import PADDING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.domain.rows import Row
    from qualtrics_desk.gui.models.columns import Column
    from qualtrics_desk.gui.models.table_model import TableModel
    from qualtrics_desk.gui.widgets.row_painter import RowPainter

LEAST_LETTERS, MOST_LETTERS = 5, 34
"""Of a column whose width is taken from a sample."""
SAMPLE = 120

_MOST_STRETCH = 1.8


class GridHeader(QHeaderView):
    """The horizontal header. Columns are dragged to another place, a click sorts in the store.

    Attributes:
        rows: The model.
        was_dragged: Whether the person gave a column its width; the others keep theirs then.

    Signals:
        columns_changed: The keys of the columns shown, in their order, as the person chose.
        sort_wanted: A `Sort`, or None for the order of the store.
    """

    columns_changed = Signal(object)
    sort_wanted = Signal(object)

    def __init__(self, painter: RowPainter, parent: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.rows: TableModel | None = None
        self.was_dragged = False
        self._painter = painter
        self._grid = parent
        self._chosen: tuple[str, ...] = ()
        self._arranged: tuple[str, ...] | None = None
        self._is_fitted = False
        self.sectionResized.connect(self._on_resized)
        self.sectionMoved.connect(self._on_moved)
        self.sectionClicked.connect(self._on_clicked)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumSectionSize(36)
        self.setFixedHeight(look().header_height)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(self.tr("Columns"))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press sorts or moves: Qt would select the column, and the next key change all of it."""
        # What is told of a press is nothing but that; a view listens to it for its selection.
        was_blocked = self.blockSignals(True)
        super().mousePressEvent(event)
        self.blockSignals(was_blocked)

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

    def shown_columns(self) -> list[Column]:
        """The columns that are shown, from left to right."""
        columns = self.rows.columns if self.rows is not None else ()
        return [columns[number] for number in self.shown() if number < len(columns)]

    def choose(self, keys: Sequence[str]) -> None:
        """Show these columns in this order; none of them known, the usual ones."""
        self._chosen = tuple(keys)
        self.arrange()

    def show_columns_of_model(self) -> None:
        """The model was reset: if it has other columns now, show those."""
        keys = tuple(column.key for column in self.rows.columns) if self.rows is not None else ()
        if keys != self._arranged:
            self._arranged = keys
            self._is_fitted = False
            self.arrange()

    def arrange(self) -> None:
        """Show the columns the person chose, or the usual ones."""
        if self.rows is None:
            return
        usual = [column.key for column in self.rows.columns if not column.hidden]
        self.blockSignals(True)
        try:
            self._show_keys(usual)
            self._show_keys(self._chosen)
        finally:
            self.blockSignals(False)
        self.fit()

    def fit_to_first_rows(self) -> None:
        """Take the widths from the rows as soon as some are there."""
        if not self._is_fitted and self.rows is not None and self.rows.known_rows(1):
            self._is_fitted = True
            self.fit()

    def _show_keys(self, keys: Sequence[str]) -> None:
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

    def fit(self) -> None:
        """Give every shown column the width that a sample of the rows asks for, and room left."""
        if self.rows is None or not self.rows.columns:
            return
        painter, room = self._painter, self._grid.viewport().width() or self._grid.width()
        letter = painter.font("body").measures.averageCharWidth()
        # Sorted by a column, its name is still to be read.
        arrow = self.style().pixelMetric(QStyle.PixelMetric.PM_HeaderMarkSize, None, self)
        widths: dict[int, int] = {}
        for number in self.shown():
            column = self.rows.columns[number]
            needed = self.sectionSizeFromContents(number).width() + arrow
            if column.width is not None:
                content = column.width * letter
            elif column.is_state:
                # The first rows may all be new, and a duplicate comes a thousand rows later.
                content = painter.widest_state()
            else:
                content = _sampled(painter, self.rows.known_rows(SAMPLE), number, column)
            widths[number] = max(needed, content + 2 * PADDING + 2)
        total = sum(widths.values())
        stretch = min(_MOST_STRETCH, max(1.0, room / total)) if total else 1.0
        for number, width in widths.items():
            is_text = not self.rows.columns[number].is_number
            self.resizeSection(number, int(width * stretch) if is_text else width)

    def _on_moved(self) -> None:
        self._chosen = self.shown_keys()
        self.columns_changed.emit(self._chosen)

    def _on_clicked(self, number: int) -> None:
        """Ascending, descending, the order of the store: one after the other."""
        if self.rows is None or not 0 <= number < len(self.rows.columns):
            return
        key, sort = self.rows.columns[number].key, self.rows.view.sort
        if sort is None or sort.column != key:
            self.sort_wanted.emit(Sort(key))
        else:
            self.sort_wanted.emit(None if sort.descending else Sort(key, descending=True))

    def _on_resized(self) -> None:
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self.was_dragged = True


def _sampled(painter: RowPainter, rows: Sequence[Row], number: int, column: Column) -> int:
    """The width that almost all of these rows need."""
    letter = painter.font("body").measures.averageCharWidth()
    measures = painter.font("code" if column.kind == "code" else "body").measures
    widths = sorted(measures.horizontalAdvance(painter.text(row, number, column)) for row in rows)
    typical = widths[int(len(widths) * 0.95)] if widths else 12 * letter
    return max(LEAST_LETTERS * letter, min(typical, MOST_LETTERS * letter))
