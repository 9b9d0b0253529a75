"""Draws the rows of a grid.

Rows are drawn whole, not through a delegate and the roles of the model: for each cell Qt would make
an option, an index and two calls into Python, which takes longer than the drawing, and a scroll
step has 16 ms.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QTableView

from qualtrics_desk.domain.rows import ColumnKind
from qualtrics_desk.gui.models.row_roles import value_of
from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.widgets.cell_drawing import PADDING, CellFont, Drawing
from qualtrics_desk.gui.words import Mark, row_marks, state_mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qualtrics_desk.domain.rows import Row
    from qualtrics_desk.gui.models.columns import Column
    from qualtrics_desk.gui.models.table_model import TableModel
    from qualtrics_desk.gui.tokens import Tone

WHOLE_ROW = frozenset(("added", "deleted", "erased"))
"""States that concern the row as such: all of it stands on the soft ground of its tone."""
STRUCK = frozenset(("deleted", "removed", "erased"))
ARROW = " → "
MOST_TEXTS = 8192
"""Of cells that were drawn."""
_BAR_HEIGHT, _LONGEST_BAR = 8, 96
"""Logical pixels of what stands in a cell that is not there yet."""


class _Part(NamedTuple):
    """A column as far as it is seen: its place in the model, and where it lies in the viewport."""

    number: int
    column: Column
    x: int
    width: int
    kind: str


class RowPainter(QObject):
    """Draws the rows of one grid.

    Attributes:
        rows: The model; nothing is drawn before there is one.
        hovered: The row under the pointer, or -1.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: TableModel | None = None
        self._shows_old = False
        self.hovered = -1
        self._grounds: dict[str, tuple[QColor, QColor]] = {}
        self._fonts: dict[str, CellFont] = {}
        self._texts: dict[tuple[int, int, int], tuple[Row, str]] = {}
        look().changed.connect(self._forget)
        self._forget()

    def _forget(self) -> None:
        self._grounds.clear()
        self._fonts.clear()
        self._texts.clear()

    @property
    def shows_old(self) -> bool:
        """Whether a changed cell reads "old → new"."""
        return self._shows_old

    @shows_old.setter
    def shows_old(self, on: bool) -> None:
        self._shows_old = on
        self._texts.clear()

    def forget_texts(self) -> None:
        """Write every cell anew: the columns are other ones."""
        self._texts.clear()

    def ground(self, tone: str) -> tuple[QColor, QColor]:
        """Colours of text and ground for a tone; kept for as long as the theme is."""
        found = self._grounds.get(tone)
        if found is None:
            if tone in ("success", "warning", "danger", "accent"):
                found = look().tone_colors(cast("Tone", tone))
            else:
                found = look().color(tone or "text"), look().color("surface")
            self._grounds[tone] = found
        return found

    def font(self, kind: str, struck: bool = False) -> CellFont:
        """A font and its measures; kept for as long as the theme is."""
        key = f"{kind}-" if struck else kind
        found = self._fonts.get(key)
        if found is None:
            font = QFont(look().font("code" if kind == "code" else "tabular"))
            font.setStrikeOut(struck)
            found = self._fonts[key] = CellFont(font)
        return found

    def row_ground(self, row: Row | None, place: int, selected: bool) -> QColor | None:
        """The ground of a whole row, or None for the plain one."""
        if selected:
            return self.ground("selection")[0]
        if row is not None and row.state in WHOLE_ROW:
            return self.ground(state_mark(row.state).tone)[1]
        return self.ground("hover")[0] if place == self.hovered else None

    def paint(self, painter: QPainter, view: QTableView, rect: QRect) -> None:
        """Draw what lies in a part of the viewport."""
        painter.fillRect(rect, look().color("surface"))
        columns = list(self._columns_in(view, rect))
        first = view.rowAt(rect.top())
        if self.rows is None or not columns or first < 0:
            return
        last, height = view.rowAt(rect.bottom()), view.rowHeight(first)
        selected = _selected_in(view, columns[0].number)
        drawing = Drawing(painter, height)
        y = view.rowViewportPosition(first)
        bars: list[QRect] = []
        for place in range(first, (len(self.rows.ids) - 1 if last < 0 else last) + 1):
            row = self.rows.row(place)
            if row is None:
                self._draw_ground(drawing, columns, place, y, selected)
                bars.extend(_bars(columns, place, y + (height - _BAR_HEIGHT) // 2))
            else:
                self._draw_row(drawing, columns, row, place, y, selected)
            y += height
        if bars:
            drawing.bars(bars, look().color("line"))
        if view.hasFocus() and (ring := view.visualRect(view.currentIndex())).intersects(rect):
            painter.setPen(QPen(self.ground("accent")[0], 2))
            painter.drawRect(ring.adjusted(1, 1, -1, -1))

    def _columns_in(self, view: QTableView, rect: QRect) -> Iterator[_Part]:
        """The columns that lie in a part of the viewport."""
        columns = self.rows.columns if self.rows is not None else ()
        for number, column in enumerate(columns):
            x, width = view.columnViewportPosition(number), view.columnWidth(number)
            if width and x <= rect.right() and x + width > rect.left():
                kind = "code" if column.kind is ColumnKind.CODE else "body"
                yield _Part(number, column, x, width, kind)

    def _draw_ground(
        self,
        drawing: Drawing,
        columns: Sequence[_Part],
        place: int,
        y: int,
        selected: Callable[[int, int], bool],
    ) -> None:
        """A row that is not there yet: whether it is selected is known nevertheless."""
        for part in columns:
            ground = self.row_ground(None, place, selected(place, part.number))
            if ground is not None:
                drawing.painter.fillRect(part.x, y, part.width, drawing.height, ground)

    def _draw_row(
        self,
        drawing: Drawing,
        columns: Sequence[_Part],
        row: Row,
        place: int,
        y: int,
        selected: Callable[[int, int], bool],
    ) -> None:
        struck = row.state in STRUCK
        for part in columns:
            number, x, width = part.number, part.x, part.width
            is_selected = selected(place, number)
            ground = self.row_ground(row, place, is_selected)
            tone = "text"
            if row.state:
                tone, cell_ground = self._cell(row, number, part.column)
                if cell_ground is not None and not is_selected:
                    ground = cell_ground
            if ground is not None:
                drawing.painter.fillRect(x, y, width, drawing.height, ground)
            font = self.font(part.kind, struck)
            text = self._fitting(row, number, part.column, width - 2 * PADDING, font)
            if text:
                color = self.ground(tone)[0]
                drawing.text(text, x, y, width, font, color, to_right=part.column.is_number)

    def _cell(self, row: Row, number: int, column: Column) -> tuple[str, QColor | None]:
        """The tone of a cell's text and its own ground, in a row that has a state."""
        mark = state_mark(row.state)
        if column.is_state or row.state in STRUCK:
            return mark.tone, None
        if number in row.old:
            tone = mark.tone if mark.tone == "danger" else "warning"
            return tone, self.ground(tone)[1]
        return "muted" if mark.tone == "muted" else "text", None

    def _fitting(self, row: Row, number: int, column: Column, width: int, font: CellFont) -> str:
        """What stands in a cell, cut to its width; kept for as long as the row is the same."""
        key = (row.id, number, width)
        known = self._texts.get(key)
        if known is not None and known[0] is row:
            return known[1]
        text = self.text(row, number, column)
        if not font.surely_fits(text, width):
            text = font.measures.elidedText(text, Qt.TextElideMode.ElideRight, width)
        if len(self._texts) > MOST_TEXTS:
            self._texts.clear()
        self._texts[key] = row, text
        return text

    def widest_state(self) -> int:
        """Pixels that the longest word for a state takes."""
        measures = self.font("body").measures
        return max(measures.horizontalAdvance(_state_text(mark, mark.word)) for mark in row_marks())

    def text(self, row: Row, number: int, column: Column) -> str:
        """What stands in a cell."""
        text = column.text(value_of(row, number))
        if column.is_state:
            return _state_text(state_mark(row.state), text)
        if self._shows_old and number in row.old:
            return f"{column.text(row.old[number]) or '∅'}{ARROW}{text or '∅'}"
        return text


def _bars(columns: Sequence[_Part], place: int, y: int) -> Iterator[QRect]:
    """What stands in the cells of a row that is not there yet."""
    for part in columns:
        longest = max(0, min(part.width - 2 * PADDING, _LONGEST_BAR))
        # Of three lengths, as texts have different ones.
        width = longest * (5 - (place + part.number) % 3) // 5
        yield QRect(part.x + PADDING, y, width, _BAR_HEIGHT)


def _selected_in(view: QTableView, number: int) -> Callable[[int, int], bool]:
    """What tells of a cell whether it is selected; among whole rows one cell speaks for a row."""
    model, chosen = view.model(), view.selectionModel()
    if chosen is None or not chosen.hasSelection():
        return lambda _place, _number: False
    if view.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows:
        row = cache(lambda place: chosen.isSelected(model.index(place, number)))
        return lambda place, _number: row(place)
    return lambda place, number: chosen.isSelected(model.index(place, number))


def _state_text(mark: Mark, word: str) -> str:
    return f"{mark.symbol} {word}".strip()
