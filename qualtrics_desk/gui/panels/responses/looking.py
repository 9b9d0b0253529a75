"""A quick look at an exported file: a table, and how often each answer was given."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import ask_open_file
from qualtrics_desk.gui.models.columns import columns_of

if TYPE_CHECKING:
    from pathlib import Path

    from qualtrics_desk.gui.forms.ui_responses_panel import Ui_ResponsesPanel
    from qualtrics_desk.gui.panel import Panel
    from qualtrics_desk.services.responses.quick_look import Look
    from qualtrics_desk.store.tables.table import Table

MOST_BARS = 30


class Looking(QObject):
    """Works on the page of the quick look.

    Attributes:
        look: What is looked at, or None.
    """

    def __init__(self, panel: Panel, ui: Ui_ResponsesPanel) -> None:
        super().__init__(panel)
        self._panel, self._ui = panel, ui
        self.look: Look | None = None
        self._table: Table | None = None
        ui.look_page.begin(panel.tasks)
        ui.look_page.grid.setAccessibleName(self.tr("Responses"))
        ui.look_splitter.setSizes([700, 340])
        ui.look_splitter.setStretchFactor(0, 1)
        ui.column_box.currentIndexChanged.connect(lambda _place: self._count())
        self._show_nothing()

    async def aclose(self) -> None:
        """Close the store."""
        if self._table is not None:
            await asyncio.to_thread(self._table.close)

    async def open_file(self) -> None:
        """Let the person choose a file, and look at it."""
        path = await ask_open_file(
            self._panel, self.tr("Look at an exported file"), self.tr("Responses (*.csv *.tsv)")
        )
        if path is not None:
            await self.show(path)

    async def show(self, path: Path) -> None:
        """Read an exported file and show it."""
        from qualtrics_desk.services.background.response_messages import LookAtResponses
        from qualtrics_desk.services.responses.quick_look import TABLE, Look
        from qualtrics_desk.services.tables.places import existing_table, profile_of

        self.close()
        self._ui.tabs.setCurrentIndex(1)
        self._ui.look_states.show_loading(self.tr("Reading {0}…").format(path.name))
        try:
            look = await self._panel.desk.worker.call(LookAtResponses(file=str(path)), Look)
            profile = profile_of(self._panel.desk.session)
            self._table = await asyncio.to_thread(
                existing_table, self._panel.desk.home, profile, TABLE
            )
        except DeskError as error:
            self._ui.look_states.show_error(
                error, lambda: self._panel.tasks.start(self.show(path), key="look")
            )
            return
        self.look = look
        columns = await asyncio.to_thread(lambda: self._table.columns if self._table else ())
        self._ui.look_page.set_source(self._table, columns_of(columns), noun=words.responses)
        box = self._ui.column_box
        box.blockSignals(True)
        box.clear()
        for column in look.columns:
            box.addItem(f"{column.tag}  ·  {column.import_id}", column.key)
        box.blockSignals(False)
        first = next(
            (n for n, one in enumerate(look.columns) if one.import_id.startswith("QID")), 0
        )
        box.setCurrentIndex(first)
        self._ui.look_states.show_content()
        self._count()
        if look.warnings:
            self._ui.notice.tell(" ".join(look.warnings), "warning")

    def _count(self) -> None:
        if self._table is not None and self.look is not None:
            self._panel.tasks.start(self._read_counts(), key="count")

    async def _read_counts(self) -> None:
        table, look, place = self._table, self.look, self._ui.column_box.currentIndex()
        if table is None or look is None or not 0 <= place < len(look.columns):
            return
        column = look.columns[place]
        counts = await asyncio.to_thread(table.values_of, column.key, MOST_BARS)
        if look is self.look:
            self._ui.question_label.setText(column.text)
            self._ui.bars.show_counts(counts)

    def close(self) -> None:
        """Show nothing."""
        table, self._table, self.look = self._table, None, None
        self._ui.look_page.set_source(None)
        self._ui.bars.show_counts(())
        self._ui.column_box.clear()
        self._show_nothing()
        if table is not None:
            self._panel.desk.tasks.start(asyncio.to_thread(table.close))

    def _show_nothing(self) -> None:
        self._ui.look_states.show_empty(
            self.tr("Nothing is looked at"),
            self.tr("Export responses as CSV or TSV and choose “Quick look”, or open such a file."),
            self.tr("Look at an exported file…"),
            self._panel.actions_.qaction("responses.open").trigger,
            "table",
        )
