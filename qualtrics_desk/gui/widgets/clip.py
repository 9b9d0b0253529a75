"""Ranges of a grid on the clipboard, as spreadsheets write and read them.

Text stays text: a spreadsheet that pastes "00123" must not make 123 of it.
"""

from __future__ import annotations

import csv
import html
import io
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from qualtrics_desk.domain.rows import ColumnKind, Row
from qualtrics_desk.gui.models.row_roles import value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualtrics_desk.gui.models.columns import Column

MOST_STYLED = 20_000
"""Rows; more are copied as plain text only, as a table of that size takes too much memory."""

_AS_SHOWN = (ColumnKind.MOMENT, ColumnKind.FLAG)
_TEXT_CELL = "<td style=\"mso-number-format:'\\@'\">"


def copied_cells(
    rows: Iterable[Row], columns: Sequence[tuple[int, Column]], *, headers: bool = False
) -> list[list[str]]:
    """The texts of some columns: values as they are, moments and flags as they are shown."""
    table = [[column.title for _, column in columns]] if headers else []
    for row in rows:
        cells = []
        for number, column in columns:
            value = value_of(row, number)
            if value is None:
                cells.append("")
            elif column.kind in _AS_SHOWN or column.is_state:
                cells.append(column.text(value))
            else:
                cells.append(str(value))
        table.append(cells)
    return table


def to_clipboard(table: Sequence[Sequence[str]]) -> None:
    """Put a table on the clipboard, as tab-separated text and as a table of a web page."""
    if not table:
        return
    data = QMimeData()
    data.setText(as_tsv(table))
    if len(table) <= MOST_STYLED:
        data.setHtml(as_html(table))
    QGuiApplication.clipboard().setMimeData(data)


def as_tsv(table: Sequence[Sequence[str]]) -> str:
    """Tab-separated text; what would break the table is quoted. One cell stays as it is."""
    if len(table) == 1 and len(table[0]) == 1:
        return table[0][0]
    text = io.StringIO()
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows(table)
    return text.getvalue().removesuffix("\n")


def as_html(table: Sequence[Sequence[str]]) -> str:
    """A table whose cells spreadsheets take as text."""
    lines = [
        "<tr>" + "".join(f"{_TEXT_CELL}{html.escape(cell)}</td>" for cell in row) + "</tr>"
        for row in table
    ]
    return f"<table>{''.join(lines)}</table>"


def pasted_cells() -> list[list[str]]:
    """The table on the clipboard; no cells when there is no text."""
    text = QGuiApplication.clipboard().text()
    if not text:
        return []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    return [row or [""] for row in csv.reader(io.StringIO(lines), delimiter="\t")]
