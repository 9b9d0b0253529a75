"""What is shown of a list, as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import ask_save_file
from qualtrics_desk.gui.folders import documents_folder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.panels.contacts.open_list import OpenList
    from qualtrics_desk.gui.widgets.grid_page import GridPage


async def export_shown(parent: QWidget, desk: Desk, opened: OpenList, page: GridPage) -> None:
    """Write the rows and columns that are shown, in their order.

    With staged changes they are written here, as they are shown; without, the worker does it.
    """
    from qualtrics_desk.services.tables.export import ExportColumn, ExportedRows, export_rows

    tr = QCoreApplication.translate
    path = await ask_save_file(
        parent,
        tr("ContactsPanel", "Export what is shown"),
        documents_folder() / f"{_file_name(opened.name)}.csv",
        f"CSV (*.csv);;{tr('ContactsPanel', 'Excel workbook')} (*.xlsx)",
        "csv",
    )
    if path is None or opened.is_closed:
        return
    view = page.model.view
    columns = [(column.key, column.title) for column in page.grid.shown_columns()]
    if (await opened.counts()).total:
        chosen = [ExportColumn(key, title) for key, title in columns]
        done = await export_rows(opened.rows, view, chosen, path)
    else:
        from qualtrics_desk.services.background.messages import ExportRows
        from qualtrics_desk.services.tables.places import contacts_name

        title = tr("ContactsPanel", "Export “{0}”").format(opened.name)
        request = ExportRows(
            path=str(path), view=view, columns=columns, table=contacts_name(opened.list_id)
        )
        done = await desk.run(title, request, ExportedRows, room="contacts")
    text = tr("ContactsPanel", "Wrote {0} to {1}.")
    desk.tell(text.format(words.contacts(done.rows), path.name))


def _file_name(name: str) -> str:
    return "".join(letter if letter.isalnum() or letter in " -_." else "_" for letter in name)
