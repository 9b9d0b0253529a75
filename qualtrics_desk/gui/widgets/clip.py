"""Ranges of a grid on the clipboard, as spreadsheets write and read them.

Text stays text: a spreadsheet that pastes "00123" must not make 123 of it.
"""

from __future__ import annotations

import csv
import html
import io
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from typing_extensions import override

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


def cells_of_html(text: str) -> list[list[str]]:
    """The cells of the first table of a web page; none where it has no table."""
    reader = _TableReader()
    reader.feed(text)
    reader.close()
    return reader.rows


class _TableReader(HTMLParser):
    """Reads the outermost rows and cells; a table inside of a cell is that cell's text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._ended = False

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._ended:
            return
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append(" ")

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._cell is not None:
            self.rows[-1].append(" ".join("".join(self._cell).split()))
            self._cell = None
        elif tag == "table":
            self._ended = True

    @override
    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._ended:
            self._cell.append(data)


def pasted_cells() -> list[list[str]]:
    """The table on the clipboard; no cells when there is no text.

    Spreadsheets put a table there twice, as tab-separated text and as HTML; a web page only as HTML
    whose plain text has lost the cells.
    """
    data = QGuiApplication.clipboard().mimeData()
    text = data.text()
    if data.hasHtml() and "\t" not in text:
        cells = cells_of_html(data.html())
        if len(cells) > 1 or (cells and len(cells[0]) > 1):
            return cells
    if not text:
        return []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    return [row or [""] for row in csv.reader(io.StringIO(lines), delimiter="\t")]
