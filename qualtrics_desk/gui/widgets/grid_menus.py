"""What every grid can do with its rows and columns, as actions and menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu

from qualtrics_desk.gui.actions import Action
from qualtrics_desk.gui.marking import QT_TRANSLATE_NOOP
from qualtrics_desk.gui.widgets.column_chooser import ColumnChooser

if TYPE_CHECKING:
    from qualtrics_desk.gui.widgets.grid import Grid

ACTIONS = (
    Action(
        id="grid.copy",
        text=QT_TRANSLATE_NOOP("actions", "Copy"),
        icon="copy",
        shortcut="Ctrl+C",
        tip=QT_TRANSLATE_NOOP("actions", "Copy the selection for a spreadsheet"),
    ),
    Action(
        id="grid.copy-headers",
        text=QT_TRANSLATE_NOOP("actions", "Copy with column titles"),
        shortcut="Ctrl+Shift+C",
    ),
    Action(
        id="grid.copy-cell",
        text=QT_TRANSLATE_NOOP("actions", "Copy this cell"),
    ),
    Action(
        id="grid.column-menu",
        text=QT_TRANSLATE_NOOP("actions", "Sort by this column or hide it"),
        shortcut="Alt+Down",
    ),
    Action(
        id="grid.columns",
        text=QT_TRANSLATE_NOOP("actions", "Choose columns…"),
        icon="columns",
        tip=QT_TRANSLATE_NOOP("actions", "Choose which columns are shown, and in which order"),
    ),
)


def connect(grid: Grid) -> None:
    """Let the actions of a grid do what they say."""
    grid.actions_.connect_to("grid.copy", grid.copy_selection)
    grid.actions_.connect_to("grid.copy-headers", lambda: grid.copy_selection(headers=True))
    grid.actions_.connect_to("grid.copy-cell", grid.copy_cell)
    grid.actions_.connect_to("grid.column-menu", lambda: _popup_header_menu(grid))
    grid.actions_.connect_to("grid.columns", lambda: show_chooser(grid))


def context_menu(grid: Grid) -> QMenu:
    """The menu of the selection: the panel's actions first."""
    menu = QMenu(grid)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for action in grid.context_actions:
        if action is None:
            menu.addSeparator()
        else:
            menu.addAction(action)
    menu.addSeparator()
    for name in ("grid.copy", "grid.copy-cell", "grid.copy-headers"):
        menu.addAction(grid.actions_.qaction(name))
    return menu


def header_menu(grid: Grid, number: int) -> QMenu:
    """The menu of a column."""
    menu = QMenu(grid)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    columns = grid.rows.columns if grid.rows is not None else ()
    if 0 <= number < len(columns):
        column = columns[number]
        text = QCoreApplication.translate("grid", "Sort by {0}, ascending").format(column.title)
        menu.addAction(text, lambda: grid.sort_by(column.key))
        text = QCoreApplication.translate("grid", "Sort by {0}, descending").format(column.title)
        menu.addAction(text, lambda: grid.sort_by(column.key, descending=True))
        text = QCoreApplication.translate("grid", "Do not sort")
        menu.addAction(text, grid.clear_sort).setEnabled(
            grid.rows is not None and grid.rows.view.sort is not None
        )
        menu.addSeparator()
        shown = [one.key for one in grid.shown_columns()]
        text = QCoreApplication.translate("grid", "Hide {0}").format(column.title)
        menu.addAction(
            text, lambda: grid.choose_columns([key for key in shown if key != column.key])
        ).setEnabled(len(shown) > 1)
    menu.addAction(grid.actions_.qaction("grid.columns"))
    return menu


def show_chooser(grid: Grid, where: QPoint | None = None) -> ColumnChooser | None:
    """Open the list of columns, below a point of the screen or over the grid."""
    if grid.rows is None:
        return None
    chooser = ColumnChooser(grid.rows.columns, [one.key for one in grid.shown_columns()], grid)
    chooser.chosen.connect(grid.choose_columns)
    if where is None:
        corner = grid.viewport().rect().topRight()
        where = grid.viewport().mapToGlobal(corner - QPoint(chooser.sizeHint().width(), 0))
    chooser.move(where)
    chooser.show()
    return chooser


def _popup_header_menu(grid: Grid) -> None:
    header, number = grid.horizontalHeader(), grid.currentIndex().column()
    left = header.sectionViewportPosition(number) if number >= 0 else 0
    header_menu(grid, number).popup(header.mapToGlobal(QPoint(left, header.height())))
