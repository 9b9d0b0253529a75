"""Every change before it is sent: old and new, and rows can be taken out."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import TaskScope
from qualtrics_desk.gui.forms.ui_contacts_review_dialog import Ui_ReviewDialog
from qualtrics_desk.gui.panels.contacts.edits_bar import summary
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qualtrics_desk.gui.models.columns import Column
    from qualtrics_desk.gui.panel import Panel
    from qualtrics_desk.gui.panels.contacts.open_list import OpenList

STATES = ("added", "changed", "deleted", "erased", "failed")


class ReviewDialog(InReadingOrder, QDialog):
    """The staged rows of one list; accepted when the person wants to commit."""

    def __init__(
        self,
        panel: Panel,
        opened: OpenList,
        columns: Sequence[Column],
        *,
        can_commit: bool,
    ) -> None:
        from qualtrics_desk.services.edits.rows import ReviewRows

        super().__init__(panel)
        self.ui = Ui_ReviewDialog()
        self.ui.setupUi(self)
        self._panel = panel
        self._tasks = TaskScope(panel.show_error, self)
        self._opened = opened
        self.setWindowTitle(self.tr("Review of “{0}”").format(opened.name))
        page = self.ui.page
        page.begin(self._tasks)
        page.grid.setAccessibleName(self.tr("The changes"))
        page.grid.set_gutter(True)
        page.grid.set_old_values(True)
        page.filter_bar.set_placeholder(self.tr("Find in the changes…"))
        page.set_source(
            ReviewRows(opened.table, opened.edits), columns, states=STATES, noun=words.rows
        )
        page.model.set_editable(False)
        page.selection_changed.connect(self._follow)
        self.ui.take_out_button.clicked.connect(self._take_out)
        QShortcut(QKeySequence(Qt.Key.Key_Delete), page.grid, self._take_out)
        self.ui.mine_button.clicked.connect(lambda: self._answer(opened.rows.keep_mine))
        self.ui.theirs_button.clicked.connect(lambda: self._answer(opened.rows.take_theirs))
        self.ui.commit_button.setEnabled(can_commit)
        self.ui.commit_button.clicked.connect(self.accept)
        self.ui.close_button.clicked.connect(self.reject)
        self._has_conflicts = False
        self._follow()
        self._tasks.start(self._look())

    def _take_out(self) -> None:
        self._answer(self._opened.rows.take_out)

    def _answer(self, do: Callable[[list[int]], int]) -> None:
        ids = list(self.ui.page.grid.selected_ids())
        if ids:
            self._tasks.start(self._step(do, ids))

    async def _step(self, do: Callable[[list[int]], int], ids: list[int]) -> None:
        # The step belongs to the panel: it goes on when the dialog is closed meanwhile, and the
        # panel says what went wrong with it.
        step = self._panel.tasks.start(self._opened.step(do, ids))
        with suppress(DeskError):
            await asyncio.shield(step)
        self.ui.page.model.reload()
        await self._look()

    async def _look(self) -> None:
        counts = await self._opened.counts()
        conflicts = await asyncio.to_thread(self._opened.rows.conflicts)
        self._has_conflicts = bool(conflicts)
        self.ui.title_label.setText(summary(counts))
        self.ui.mine_button.setVisible(self._has_conflicts)
        self.ui.theirs_button.setVisible(self._has_conflicts)
        if not counts.total:
            self.reject()

    def _follow(self) -> None:
        some = self.ui.page.grid.selected_count() > 0
        for button in (self.ui.take_out_button, self.ui.mine_button, self.ui.theirs_button):
            button.setEnabled(some)
