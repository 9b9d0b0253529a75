"""Rows from the clipboard as a file: the rest of an import knows nothing but files."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qualtrics_desk.domain.errors import SheetError, StoreError
from qualtrics_desk.domain.system_refusals import reason_of
from qualtrics_desk.store.paths import private_folder

if TYPE_CHECKING:
    from qualtrics_desk.store.paths import Home

_FOLDER: Final = "pasted"


def keep_pasted(home: Home, text: str) -> Path:
    """Write pasted rows as tab-separated text; whoever resumes the job finds them there.

    Raises:
        SheetError: There is nothing to be written.
        StoreError: It cannot be written.
    """
    if not text.strip():
        raise SheetError(
            "There are no rows in the clipboard.",
            hint="Copy the cells in your spreadsheet, with the column names above them.",
        )
    folder = private_folder(_folder(home))
    try:
        handle, name = tempfile.mkstemp(prefix="pasted-", suffix=".tsv", dir=folder)
        with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as file:
            file.write(text)
    except OSError as error:
        raise StoreError("The pasted rows cannot be kept.", detail=reason_of(error)) from error
    return Path(name)


def is_pasted(home: Home, path: Path) -> bool:
    """Whether a file holds pasted rows."""
    return path.parent == _folder(home)


def forget_pasted(home: Home, path: Path) -> None:
    """Delete pasted rows that no job reads; any other file is left alone."""
    if is_pasted(home, path):
        with suppress(OSError):
            path.unlink()


def results_folder(home: Home, source: Path) -> str | None:
    """Where result files go when they cannot lie beside the source; None: they can.

    Raises:
        StoreError: When the folder of the product cannot be used.
    """
    if not is_pasted(home, source) and os.access(source.parent, os.W_OK):
        return None
    return str(private_folder(home.root / "results"))


def _folder(home: Home) -> Path:
    return home.root / "staging" / _FOLDER
