"""Writes what is shown to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.domain.file_names import safe_file_name
from qualtrics_desk.gui.aio import ask_save_file
from qualtrics_desk.gui.folders import downloads_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.domain.rows import View
    from qualtrics_desk.gui.desk import Desk


async def export_table(
    parent: QWidget,
    desk: Desk,
    table: str,
    view: View,
    columns: Sequence[tuple[str, str]],
    name: str,
    noun: Callable[[int], str],
) -> None:
    """Ask for a file and write it; nothing happens where the person thinks better of it.

    Args:
        parent: Whose window the question belongs to.
        desk: Who is signed in.
        table: The name of the table.
        view: Which rows, in which order.
        columns: Keys and titles of the columns in their order.
        name: What is written, for the name of the file.
        noun: Says how many rows there are.

    Raises:
        DeskError: When it cannot be written; there is no half a file.
    """
    from qualtrics_desk.services.background.messages import ExportRows
    from qualtrics_desk.services.tables.export import ExportedRows

    path = await ask_save_file(
        parent,
        _tr("Export what is shown"),
        downloads_folder() / f"{safe_file_name(name)}.csv",
        f"CSV (*.csv);;{_tr('Excel workbook')} (*.xlsx)",
        "csv",
    )
    if path is None:
        return
    request = ExportRows(path=str(path), view=view, columns=list(columns), table=table)
    title = _tr("Export to {0}").format(path.name)
    done = await desk.run(title, request, ExportedRows, room="distributions")
    desk.tell(_tr("Wrote {0} to {1}.").format(noun(done.rows), path.name))


def _tr(text: str) -> str:
    return QCoreApplication.translate("DistributionsPanel", text)
