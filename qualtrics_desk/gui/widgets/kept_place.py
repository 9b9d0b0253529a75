"""What stays when the rows of a grid get another order: selection, current row, place.

A reset of the model takes all of it away; it is found again by the ids of the rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from qualtrics_desk.gui.widgets.grid import Grid

MOST_SELECTED = 20_000
"""Rows that are found again; "all of them" stays selected at every size."""


class _Kept(NamedTuple):
    selected: frozenset[int]
    is_everything: bool
    current: tuple[int, int] | None
    """Id of the row and number of the column."""
    top: int
    """Id of the uppermost row, or a number that is none."""
    offset: int
    """Pixels of it that are scrolled away."""


_NO_ROW = -(2**63)


class KeptPlace:
    """Remembers before, restores afterwards."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._kept: _Kept | None = None

    def wanted(self) -> frozenset[int]:
        """The rows whose new places must be known, for `TableModel.keep`."""
        kept = self._look()
        current = () if kept.current is None else (kept.current[0],)
        return kept.selected.union((kept.top,), current)

    def remember(self) -> None:
        """Note where the person is."""
        self._kept = self._look()

    def restore(self) -> None:
        """Go there again, as far as the rows are still shown."""
        rows, kept = self._grid.rows, self._kept
        self._kept = None
        if rows is None or kept is None:
            return
        selection = self._grid.selectionModel()
        if kept.current is not None and kept.current[0] in rows.places:
            index = rows.index(rows.places[kept.current[0]], kept.current[1])
            selection.setCurrentIndex(index, selection.SelectionFlag.NoUpdate)
        if kept.is_everything and rows.is_same_view:
            self._grid.selectAll()
        else:
            found = [rows.places[row_id] for row_id in kept.selected if row_id in rows.places]
            self._grid.select_places(found)
        # The scroll bar must know the new number of rows first.
        self._grid.executeDelayedItemsLayout()
        if rows.is_same_view and kept.top in rows.places:
            height = self._grid.verticalHeader().defaultSectionSize()
            bar = self._grid.verticalScrollBar()
            bar.setValue(rows.places[kept.top] * height + kept.offset)

    def _look(self) -> _Kept:
        grid, rows = self._grid, self._grid.rows
        if rows is None:
            return _Kept(frozenset(), False, None, _NO_ROW, 0)
        count = grid.selected_count()
        current, top = grid.current_id(), grid.rowAt(0)
        height = grid.verticalHeader().defaultSectionSize()
        return _Kept(
            frozenset(grid.selected_ids()) if count <= MOST_SELECTED else frozenset(),
            0 < count == len(rows.ids),
            None if current is None else (current, grid.currentIndex().column()),
            rows.ids[top] if 0 <= top < len(rows.ids) else _NO_ROW,
            grid.verticalScrollBar().value() - max(0, top) * height,
        )
