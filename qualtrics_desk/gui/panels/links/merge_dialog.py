"""Adds links to a file somebody has already: asks who is who there, and tells who has none."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget

from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import ask_open_file, ask_save_file, shown
from qualtrics_desk.gui.forms.ui_merge_links_dialog import Ui_MergeLinksDialog
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qualtrics_desk.gui.panels.links.panel import LinksPanel
    from qualtrics_desk.services.links.merge import By, LinksMerged

_FILES = "(*.csv *.tsv *.tab *.txt *.xlsx *.xlsm *.xls *.xlsb *.ods)"
_WRITTEN = ("csv", "tsv", "xlsx")
_LINES = 20
"""Lines of the file that are named; more are counted."""


class FileColumns(NamedTuple):
    """The columns of a file, and those that seem to say who is who."""

    names: Sequence[str]
    proposed: dict[str, str]


class MergeLinksDialog(InReadingOrder, QDialog):
    """The question; `by`, `key` and `name` are the answer."""

    def __init__(self, parent: QWidget, file: str, columns: FileColumns) -> None:
        super().__init__(parent)
        self.ui = Ui_MergeLinksDialog()
        self.ui.setupUi(self)
        self._columns = columns
        ui = self.ui
        ui.title_label.setText(self.tr("Add links to “{0}”").format(file))
        ui.by_box.addItem(self.tr("E-mail"), "email")
        ui.by_box.addItem(self.tr("External reference"), "extRef")
        ui.key_box.setPlaceholderText(self.tr("Choose a column"))
        for name in columns.names:
            ui.key_box.addItem(name, name)
        ui.name_edit.setText("link")
        ui.by_box.currentIndexChanged.connect(lambda _: self._propose())
        ui.key_box.currentIndexChanged.connect(lambda _: self._look_at())
        ui.name_edit.textChanged.connect(lambda _: self._look_at())
        ui.accept_button.clicked.connect(self.accept)
        ui.cancel_button.clicked.connect(self.reject)
        if "email" not in columns.proposed and "extRef" in columns.proposed:
            ui.by_box.setCurrentIndex(1)
        self._propose()
        ui.by_box.setFocus()

    @property
    def by(self) -> By:
        """What says who is who, as the service calls it."""
        return "extRef" if self.ui.by_box.currentData() == "extRef" else "email"

    @property
    def key(self) -> str:
        """The column that holds it, or ""."""
        return str(self.ui.key_box.currentData() or "")

    @property
    def name(self) -> str:
        """What the column with the links is called."""
        return self.ui.name_edit.text().strip()

    def _propose(self) -> None:
        self.ui.key_box.setCurrentIndex(
            self.ui.key_box.findData(self._columns.proposed.get(self.by))
        )
        self._look_at()

    def _look_at(self) -> None:
        problem = ""
        if not self.key:
            problem = self.tr("Choose the column that says who is who.")
        elif not self.name:
            problem = self.tr("The new column needs a name.")
        elif self.name in self._columns.names:
            problem = self.tr("The file has a column “{0}” already.").format(self.name)
        self.ui.problem_label.setText(problem)
        self.ui.accept_button.setEnabled(not problem)


async def merge_into_file(panel: LinksPanel) -> None:
    """Ask for everything, write the new file, tell what has no link.

    Raises:
        DeskError: When a file cannot be read or written; there is no half a file.
    """
    from qualtrics_desk.services.background.messages import MergeLinks
    from qualtrics_desk.services.links.merge import LinksMerged

    links = panel.now.links
    if links is None:
        return
    source = await ask_open_file(panel, _tr("Add links to a file"), f"{_tr('Files')} {_FILES}")
    if source is None:
        return
    dialog = MergeLinksDialog(panel, source.name, await asyncio.to_thread(_columns_of, source))
    if not await shown(dialog):
        return
    by, key, name = dialog.by, dialog.key, dialog.name
    suffix = source.suffix.lower().lstrip(".")
    suffix = suffix if suffix in _WRITTEN else "csv"
    proposed = source.with_name(_tr("{0} with links").format(source.stem) + f".{suffix}")
    patterns = f"(*.{suffix});;(*.csv);;(*.tsv);;(*.xlsx)"
    out = await ask_save_file(panel, _tr("Write the file with links"), proposed, patterns, suffix)
    if out is None:
        return
    file = panel.format.chosen()
    request = MergeLinks(
        survey=links.survey,
        distribution=links.distribution,
        source=str(source),
        out=str(out),
        by=by,
        column=key,
        title=name,
        encoding=file.encoding,
        delimiter=file.delimiter if out.suffix.lower() == ".csv" else None,
        excel_safe=file.excel_safe and out.suffix.lower() != ".xlsx",
    )
    title = _tr("Add links to {0}").format(source.name)
    done = await panel.desk.run(title, request, LinksMerged, room="links")
    panel.desk.tell(
        _tr("Wrote {0} to {1}, {2} with a link.").format(
            words.rows(done.rows), out.name, words.number(done.matched)
        )
    )
    said = _left_out(done)
    if said:
        panel.ui.notice.tell(said, "warning")


def _columns_of(path: Path) -> FileColumns:
    from qualtrics_desk.domain.mapping import auto_map, column_names
    from qualtrics_desk.domain.sheet_options import SheetOptions
    from qualtrics_desk.sheets.reading import open_sheet

    with open_sheet(path, SheetOptions()) as sheet:
        header = list(sheet.header)
    proposed = {
        rule.target: rule.columns[0] for rule in auto_map(header).rules if len(rule.columns) == 1
    }
    return FileColumns(column_names(header), proposed)


def _left_out(done: LinksMerged) -> str:
    """Who has no link in the new file, and why."""
    said = []
    if done.unmatched_rows:
        text = _tr("Without a link here: {0} (lines of the file: {1}).")
        lines = _lines(done.unmatched, done.unmatched_rows)
        said.append(text.format(words.rows(done.unmatched_rows), lines))
    if done.ambiguous_rows:
        text = _tr("Left blank, as several links fit: {0} (lines of the file: {1}).")
        lines = _lines(done.ambiguous, done.ambiguous_rows)
        said.append(text.format(words.rows(done.ambiguous_rows), lines))
    return " ".join(said)


def _lines(lines: Sequence[int], amount: int) -> str:
    named = ", ".join(str(line) for line in lines[:_LINES])
    return f"{named}, …" if amount > _LINES else named


def _tr(text: str) -> str:
    return QCoreApplication.translate("MergeLinksDialog", text)
