"""The front door for reading spreadsheets: what a file is, its header and its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.domain.sheet_options import SheetOptions
from qualtrics_desk.sheets.detection import Detection, detect
from qualtrics_desk.sheets.encodings import OFFERED
from qualtrics_desk.sheets.layout import DELIMITERS
from qualtrics_desk.sheets.tables import Sheet, SourceRow, TextSheet, WorkbookSheet

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "DELIMITERS",
    "OFFERED",
    "Detection",
    "Sheet",
    "SheetOptions",
    "SourceRow",
    "detect",
    "open_sheet",
]


def open_sheet(path: Path, options: SheetOptions | None = None) -> Sheet:
    """Open a file for reading; what `options` leaves open is detected.

    Raises:
        SheetError: The file cannot be read, or has no header.
    """
    detection = detect(path, options)
    if detection.kind == "xlsx":
        return WorkbookSheet(path, detection)
    return TextSheet(path, detection)
