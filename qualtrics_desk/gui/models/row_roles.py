"""What a table model answers for each role, as one table of functions."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt

from qualtrics_desk.domain.rows import ColumnKind, Row, Value
from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.words import state_mark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QFont

    from qualtrics_desk.gui.models.columns import Column

PLACEHOLDER = "…"

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowRole(IntEnum):
    """The roles of ours, above those of Qt."""

    RAW = Qt.ItemDataRole.UserRole + 1
    """The value as the store holds it."""
    STATE = Qt.ItemDataRole.UserRole + 2
    """The state of the row."""
    NOTE = Qt.ItemDataRole.UserRole + 3
    """Why it is in that state."""
    OLD = Qt.ItemDataRole.UserRole + 4
    """What stands at the service; None where it is the same or nothing."""
    ID = Qt.ItemDataRole.UserRole + 5
    """The id of the row."""


def value_of(row: Row, column: int) -> Value:
    """A cell; a row read before a column was found has none there."""
    return row.values[column] if column < len(row.values) else None


def edit_value(row: Row | None, column: int, spec: Column) -> str | bool:
    """What an editor starts with: a bool for a flag, else the text as it is."""
    value = value_of(row, column) if row is not None else None
    if spec.kind is ColumnKind.FLAG:
        return value if isinstance(value, bool) else str(value).casefold() == "true"
    return "" if value is None else str(value)


def accessible_mark(row: Row | None) -> str:
    """The state of a row in words, for who cannot see the mark."""
    if row is None or not row.state:
        return ""
    word = state_mark(row.state).word
    return f"{word}: {row.note}" if row.note else word


def _display(row: Row | None, column: int, spec: Column) -> str:
    return PLACEHOLDER if row is None else spec.text(value_of(row, column))


def _accessible(row: Row | None, column: int, spec: Column) -> str:
    if row is None:
        return QCoreApplication.translate("TableModel", "not read yet")
    parts = [spec.text(value_of(row, column))]
    if column in row.old:
        was = spec.text(row.old[column]) or QCoreApplication.translate("TableModel", "empty")
        parts.append(QCoreApplication.translate("TableModel", "was {0}").format(was))
    parts.append(accessible_mark(row))
    return ", ".join(part for part in parts if part)


def _tool_tip(row: Row | None, column: int, spec: Column) -> str | None:
    if row is None:
        return None
    value = value_of(row, column)
    lines = [str(value) if isinstance(value, str) else spec.text(value)]
    if column in row.old:
        was = spec.text(row.old[column]) or QCoreApplication.translate("TableModel", "empty")
        lines.append(QCoreApplication.translate("TableModel", "At the service: {0}").format(was))
    if row.state:
        lines.append(accessible_mark(row))
    return "\n".join(line for line in lines if line) or None


def _alignment(_row: Row | None, _column: int, spec: Column) -> Qt.AlignmentFlag:
    return RIGHT if spec.is_number else LEFT


def _font(_row: Row | None, _column: int, spec: Column) -> QFont | None:
    if spec.kind is ColumnKind.CODE:
        return look().font("code")
    return look().font("tabular") if spec.is_number else None


ROLES: Mapping[int, Callable[[Row | None, int, Column], Any]] = {
    Qt.ItemDataRole.DisplayRole: _display,
    Qt.ItemDataRole.EditRole: edit_value,
    Qt.ItemDataRole.TextAlignmentRole: _alignment,
    Qt.ItemDataRole.FontRole: _font,
    Qt.ItemDataRole.ToolTipRole: _tool_tip,
    Qt.ItemDataRole.AccessibleTextRole: _accessible,
    RowRole.RAW: lambda row, column, _spec: None if row is None else value_of(row, column),
    RowRole.STATE: lambda row, _column, _spec: "" if row is None else row.state,
    RowRole.NOTE: lambda row, _column, _spec: "" if row is None else row.note,
    RowRole.OLD: lambda row, column, _spec: None if row is None else row.old.get(column),
    RowRole.ID: lambda row, _column, _spec: None if row is None else row.id,
}
