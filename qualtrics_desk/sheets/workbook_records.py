"""Sheets of a workbook as records of text, cells as a person sees their content."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from qualtrics_desk.domain.errors import SheetError
from qualtrics_desk.sheets.encodings import unreadable

if TYPE_CHECKING:
    from pathlib import Path

_EXACT_BELOW: Final = 10.0**15
"""Spreadsheets keep 15 digits of a number; longer ids have lost theirs before we see them."""

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta


class Workbook:
    """An open workbook: its sheets of cells, without charts, hidden ones last."""

    def __init__(self, path: Path) -> None:
        """Open it.

        Raises:
            SheetError: It is locked, broken or no workbook.
        """
        self._path = path
        try:
            self._book = CalamineWorkbook.from_path(path)
        except PasswordError as error:
            raise SheetError(
                f"{path.name} is protected by a password.",
                hint="Save it without password, or as CSV UTF-8.",
            ) from error
        except CalamineError as error:
            raise SheetError(
                f"{path.name} is not a workbook that can be read.",
                detail=str(error),
                hint="Open it in a spreadsheet program and save it again as .xlsx.",
            ) from error
        except OSError as error:
            raise unreadable(path, error) from error
        tables = [m for m in self._book.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
        tables.sort(key=lambda meta: meta.visible != SheetVisibleEnum.Visible)
        self.sheets = tuple(meta.name for meta in tables)

    def open(self, name: str | None) -> CalamineSheet:
        """A sheet by its name; the first one with cells if no name is given.

        Raises:
            SheetError: There is no such sheet.
        """
        if name is not None and name not in self.sheets:
            raise SheetError(
                f"{self._path.name} has no sheet “{name}”.",
                hint=f"Its sheets are: {', '.join(self.sheets) or 'none'}.",
            )
        try:
            if name is not None:
                return self._book.get_sheet_by_name(name)
            for candidate in self.sheets:
                sheet = self._book.get_sheet_by_name(candidate)
                if sheet.end is not None:
                    return sheet
        except CalamineError as error:
            raise SheetError(
                f"A sheet of {self._path.name} cannot be read.", detail=str(error)
            ) from error
        raise SheetError(f"{self._path.name} holds no cells.")

    def close(self) -> None:
        """Let go of the file."""
        self._book.close()


def is_rounded(cell: Cell) -> bool:
    """Whether a number is so long that its last digits are not the ones that were typed."""
    return isinstance(cell, float) and abs(cell) >= _EXACT_BELOW


def cell_text(cell: Cell) -> str:
    """A cell as text: whole numbers without fraction, dates in ISO form, flags as true or false."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else format(Decimal(repr(cell)), "f")
    if isinstance(cell, dt.timedelta):
        return _duration(cell)
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return str(cell)


def _duration(cell: dt.timedelta) -> str:
    seconds = round(cell.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
