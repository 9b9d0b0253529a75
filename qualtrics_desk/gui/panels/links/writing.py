"""Writes the links that are shown to a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import ask_save_file
from qualtrics_desk.gui.folders import downloads_folder
from qualtrics_desk.gui.panels.links.reconciliation import shows_missing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.domain.rows import View
    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.panels.links.file_format import FileFormat

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def export_text(view: View, rows: int) -> str:
    """What the button that exports says."""
    count = words.rows if shows_missing(view) else words.links
    return _tr("Export {0}…").format(count(rows))


async def export_links(
    parent: QWidget,
    desk: Desk,
    table: str,
    view: View,
    columns: Sequence[tuple[str, str]],
    chosen: FileFormat,
    *,
    rows: int,
    survey: str,
) -> None:
    """Ask for a file and write it; nothing happens where the person thinks better of it.

    Args:
        parent: Whose window the question belongs to.
        desk: Who is signed in.
        table: The name of the table.
        view: Which rows, in which order.
        columns: Keys of the columns in their order, each with its name in the file.
        chosen: How the file is written.
        rows: How many are expected.
        survey: The name of the survey, for the name of the file.

    Raises:
        DeskError: When it cannot be written; there is no half a file.
    """
    from qualtrics_desk.services.background.messages import ExportRows
    from qualtrics_desk.services.tables.export import ExportedRows

    proposed = _proposed(survey, chosen.suffix)
    path = await ask_save_file(
        parent, export_text(view, rows), proposed, chosen.patterns, chosen.suffix
    )
    if path is None:
        return
    request = ExportRows(
        table=table,
        view=view,
        columns=list(columns),
        path=str(path),
        encoding=chosen.encoding,
        delimiter=chosen.delimiter,
        excel_safe=chosen.excel_safe,
    )
    title = _tr("Export links to {0}").format(path.name)
    done = await desk.run(title, request, ExportedRows, room="links")
    count = words.rows if shows_missing(view) else words.links
    desk.tell(
        _tr("Wrote {0} to {1}.").format(count(done.rows), path.name),
        _tr("Show in folder"),
        lambda: _open_folder(path),
    )


async def export_findings(
    parent: QWidget,
    desk: Desk,
    table: str,
    view: View,
    columns: Sequence[tuple[str, str]],
    name: str,
) -> None:
    """Ask for a file and write what a comparison found.

    Raises:
        DeskError: When it cannot be written; there is no half a file.
    """
    from qualtrics_desk.services.background.messages import ExportRows
    from qualtrics_desk.services.tables.export import ExportedRows

    path = await ask_save_file(
        parent,
        _tr("Export findings"),
        _proposed(name, "csv"),
        f"CSV (*.csv);;{_tr('Excel workbooks')} (*.xlsx)",
        "csv",
    )
    if path is None:
        return
    request = ExportRows(path=str(path), view=view, columns=list(columns), table=table)
    title = _tr("Export findings to {0}").format(path.name)
    done = await desk.run(title, request, ExportedRows, room="links")
    desk.tell(_tr("Wrote {0} to {1}.").format(words.findings(done.rows), path.name))


def _proposed(survey: str, suffix: str) -> Path:
    name = _UNSAFE.sub(" ", _tr("{0} links").format(survey)).strip(" .")
    return downloads_folder() / f"{name[:120]}.{suffix}"


def _open_folder(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("LinksPanel", text)
