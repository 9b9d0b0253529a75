"""A report over the open list: one line a finding, and the way to its contacts."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QMenu

from qualtrics_desk.gui.aio import TaskScope, ask_save_file
from qualtrics_desk.gui.folders import documents_folder
from qualtrics_desk.gui.forms.ui_contacts_report_dialog import Ui_ReportDialog
from qualtrics_desk.gui.models.text_table import Cell, TextTable, dress_table, fit_columns
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.domain.rows import Filter
    from qualtrics_desk.gui.panel import Panel


class ReportLine(NamedTuple):
    """What is shown of one finding, and which contacts it is about.

    Attributes:
        offers: What can be staged against it, in words with the count.
    """

    cells: Sequence[Cell]
    filter: Filter | None = None
    target: str = ""
    offers: Sequence[str] = ()


class ReportDialog(InReadingOrder, QDialog):
    """Accepted when the person wants to see the contacts of a line; `chosen` is that line.

    Attributes:
        offer: The place of what is to be staged among the offers of that line; None: only to show.

    Signals:
        extra_wanted: What this report offers beside showing contacts; with the line's target.
    """

    extra_wanted = Signal(str)

    def __init__(
        self,
        panel: Panel,
        title: str,
        hint: str,
        titles: Sequence[str],
        lines: Sequence[ReportLine],
        *,
        widths: Sequence[int],
        wide: int,
        extra: str = "",
    ) -> None:
        super().__init__(panel)
        self.ui = Ui_ReportDialog()
        self.ui.setupUi(self)
        self.setWindowTitle(title)
        self._lines = lines
        self._title = title
        self._tasks = TaskScope(panel.show_error, self)
        ui = self.ui
        ui.title_label.setText(title)
        ui.hint_label.setText(hint)
        self._model = TextTable(titles, self)
        self._model.set_cells([line.cells for line in lines])
        dress_table(ui.table, self._model, wide=wide)
        fit_columns(ui.table, widths)
        ui.table.selectionModel().selectionChanged.connect(lambda *_: self._follow())
        ui.table.doubleClicked.connect(lambda _: self._show())
        ui.show_button.clicked.connect(self._show)
        ui.close_button.clicked.connect(self.reject)
        ui.save_button.clicked.connect(lambda: self._tasks.start(self._save(), key="save"))
        self._needs_target = any(line.target for line in lines)
        self.offer: int | None = None
        self._offers = QMenu(self)
        ui.stage_button.setMenu(self._offers)
        ui.stage_button.setVisible(any(line.offers for line in lines))
        ui.extra_button.setVisible(bool(extra))
        ui.extra_button.setText(extra)
        ui.extra_button.setAccessibleName(extra)
        ui.extra_button.clicked.connect(self._want_extra)
        if lines:
            ui.table.selectRow(0)
        self._follow()

    @property
    def chosen(self) -> ReportLine | None:
        """The line the person is at."""
        row = self.ui.table.currentIndex().row()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def _follow(self) -> None:
        line = self.chosen
        self.ui.show_button.setEnabled(line is not None and line.filter is not None)
        self._offers.clear()
        for place, words in enumerate(() if line is None else line.offers):
            action = self._offers.addAction(words)
            action.triggered.connect(lambda _=False, place=place: self._take(place))
        self.ui.stage_button.setEnabled(not self._offers.isEmpty())
        has_target = line is not None and bool(line.target)
        self.ui.extra_button.setEnabled(has_target or not self._needs_target)
        self.ui.save_button.setEnabled(bool(self._lines))

    def _show(self) -> None:
        if self.chosen is not None and self.chosen.filter is not None:
            self.accept()

    def _take(self, place: int) -> None:
        self.offer = place
        self.accept()

    def _want_extra(self) -> None:
        self.extra_wanted.emit("" if self.chosen is None else self.chosen.target)

    async def _save(self) -> None:
        from qualtrics_desk.sheets.writing import open_writer

        proposed = documents_folder() / "report.csv"
        path = await ask_save_file(self, self.tr("Save the report"), proposed, "CSV (*.csv)", "csv")
        if path is None:
            return

        def write() -> None:
            with open_writer(path, self._model.titles) as writer:
                for line in self._lines:
                    writer.write_row([str(cell) for cell in line.cells])

        await asyncio.to_thread(write)
