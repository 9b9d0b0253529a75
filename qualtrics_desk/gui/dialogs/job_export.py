"""What a grid shows of a job's rows, as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import ask_save_file
from qualtrics_desk.services.background.messages import ExportRows
from qualtrics_desk.services.tables.export import ExportColumn, ExportedRows, export_rows

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.domain.rows import RowSource
    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.widgets.grid_page import GridPage


async def export_job_rows(
    parent: QWidget,
    desk: Desk,
    page: GridPage,
    job: int,
    *,
    shows: Literal["plan", "outcome"],
    title: str,
    proposed: Path,
    room: str,
    source: RowSource | None = None,
) -> None:
    """Ask for a file and write the rows and columns that are shown, in their order.

    Args:
        parent: Whose window the question belongs to.
        desk: Who is signed in.
        page: Shows the rows.
        job: The job.
        shows: What the state of a row is there.
        title: What is being done, for the question and the tray.
        proposed: Where the file may go.
        room: Where its progress leads to.
        source: The rows as only this window knows them; None: as the worker reads them.

    Raises:
        DeskError: When it cannot be written; there is no half a file.
    """
    # What is shown when the person asks, not when they have found a folder.
    view = page.model.view
    columns = [(column.key, column.title) for column in page.grid.shown_columns()]
    patterns = f"CSV (*.csv);;{_tr('Excel workbook')} (*.xlsx)"
    path = await ask_save_file(parent, title, proposed, patterns, "csv")
    if path is None or not desk.is_signed_in:
        return
    if source is not None:
        chosen = [ExportColumn(key, name) for key, name in columns]
        done = await export_rows(source, view, chosen, path)
    else:
        request = ExportRows(job=job, shows=shows, view=view, columns=columns, path=str(path))
        done = await desk.run(title, request, ExportedRows, room=room)
    desk.tell(_tr("Wrote {0} to {1}.").format(words.rows(done.rows), path.name))


def _tr(text: str) -> str:
    return QCoreApplication.translate("job_export", text)
