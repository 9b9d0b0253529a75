"""How a spreadsheet is to be read: a value that recipes keep and `sheets` obeys."""

from __future__ import annotations

import msgspec


class SheetOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the person chose for a file; None means "find out".

    Attributes:
        encoding: Name of a text encoding as Python knows it.
        delimiter: One character that separates cells.
        sheet: Name of the sheet of a workbook.
        header_row: Which record holds the column names, 1-based; lines above it are left out.
    """

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_row: int | None = None
