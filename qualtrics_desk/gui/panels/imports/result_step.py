"""Last step: what became of every row, where it is written, and what can be done now."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from typing_extensions import override

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.domain.outcomes import COUNTED, Outcome
from qualtrics_desk.domain.rows import View
from qualtrics_desk.gui import words
from qualtrics_desk.gui.forms.ui_import_result_step import Ui_ImportResultStep
from qualtrics_desk.gui.icons import pixmap, set_icon
from qualtrics_desk.gui.models.state_filter import STATE, in_state, only_state
from qualtrics_desk.gui.panels.imports.plan_columns import plan_columns
from qualtrics_desk.gui.panels.imports.step import Bench, Foot, Step
from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.widgets.tiles import TileFacts
from qualtrics_desk.gui.words import state_mark
from qualtrics_desk.services.jobs import History, why_not
from qualtrics_desk.services.tables.plan import open_plan_rows

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.services.imports.job_room import JobRoom
    from qualtrics_desk.services.jobs import Entry
    from qualtrics_desk.store.staging.plan_rows import PlanRows

_ICON = 18
_FAILED = (Outcome.FAILED.value, Outcome.UNKNOWN.value)


class ResultStep(Step):
    """Shows a finished job."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self.ui = Ui_ImportResultStep()
        self.ui.setupUi(self)
        self._rows: PlanRows | None = None
        self._shown: int | None = None
        self._retriable = 0
        self._can_retry = False
        page = self.ui.page
        page.begin(bench.tasks)
        page.failed.connect(self._on_grid_failed)
        page.grid.setAccessibleName(self.tr("Rows and what became of them"))
        page.filter_bar.set_placeholder(self.tr("Find a row…"))
        page.filter_bar.view_changed.connect(lambda view: self.ui.tiles.choose(only_state(view)))
        self.ui.tiles.chosen.connect(self._on_tile)
        for action, button in (
            ("imports.open_results", self.ui.all_button),
            ("imports.open_failed", self.ui.failed_button),
            ("imports.show_folder", self.ui.folder_button),
            ("imports.retry", self.ui.retry_button),
            ("imports.undo", self.ui.undo_button),
            ("imports.links", self.ui.links_button),
            ("imports.contacts", self.ui.contacts_button),
            ("imports.another", self.ui.another_button),
        ):
            bench.actions.bind(action, button)
        set_icon(self.ui.another_button, "add")
        look().changed.connect(self._draw_icon)
        self._draw_icon()

    @override
    def enter(self) -> None:
        room = self.bench.room
        if room is not None and room.result is not None:
            self._show_counts(room)
            self._show_files(room)
            if self._shown != room.job:
                self.bench.tasks.start(self._open(room), key="result")
            self.bench.tasks.start(self._look(room), key="offers")

    @override
    def forget(self) -> None:
        rows, self._rows, self._shown = self._rows, None, None
        self.ui.page.set_source(None)
        if rows is not None:
            rows.close()

    @override
    def foot(self) -> Foot:
        # The way on stands beside the other things that can be done now.
        return Foot("", "", can_next=True, can_back=False)

    @override
    def focus_first(self) -> None:
        self.ui.page.grid.setFocus()

    def open_file(self, kind: str) -> None:
        """Open a result file with the program the system has for it."""
        path = self._path(kind)
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def show_folder(self) -> None:
        """Open the folder the result files lie in."""
        path = self._path("all")
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    def _path(self, kind: str) -> Path | None:
        room = self.bench.room
        files = {} if room is None or room.result is None else room.result.files
        return Path(files[kind]) if kind in files else None

    def _show_counts(self, room: JobRoom) -> None:
        if room.result is None:
            return
        tiles = []
        for outcome in COUNTED:
            count = room.result.counts.get(outcome, 0)
            mark = state_mark(outcome)
            tiles.append(
                TileFacts(
                    outcome.value,
                    count,
                    mark.word,
                    self._note(outcome) if count else "",
                    mark.tone if count else "muted",
                )
            )
        self.ui.tiles.set_tiles(tiles)

    def _note(self, outcome: Outcome) -> str:
        return {
            Outcome.CREATED: self.tr("in the list now"),
            Outcome.UPDATED: self.tr("old values kept"),
            Outcome.UNCHANGED: self.tr("right already"),
            Outcome.SKIPPED: self.tr("not sent"),
            Outcome.FAILED: self.tr("in the failed file"),
            Outcome.UNKNOWN: self.tr("the service did not say"),
        }.get(outcome, "")

    def _show_files(self, room: JobRoom) -> None:
        path = self._path("all")
        actions = self.bench.actions
        failed = self._failures(room)
        actions.set_enabled("imports.open_results", path is not None)
        actions.set_enabled("imports.show_folder", path is not None)
        actions.set_enabled(
            "imports.open_failed", path is not None and failed > 0, self.tr("No row failed.")
        )
        if path is None:
            self.ui.files_label.setText(self.tr("No result files were written."))
            return
        self.ui.files_label.setText(
            self.tr("Results of all {0}, with every column of your file, lie in {1}").format(
                words.rows(sum(room.result.counts.values()) if room.result else 0), path.parent
            )
        )
        self.ui.files_label.setToolTip(str(path))

    def _failures(self, room: JobRoom) -> int:
        counts = {} if room.result is None else room.result.counts
        return sum(counts.get(outcome, 0) for outcome in _FAILED)

    async def _open(self, room: JobRoom) -> None:
        desk = self.bench.desk
        self.forget()
        rows = await asyncio.to_thread(
            open_plan_rows, desk.home, desk.session.journal, room.job, shows="outcome"
        )
        if room is not self.bench.room:
            rows.close()
            return
        self._rows, self._shown = rows, room.job
        self._retriable = room.result.counts.get("failed", 0) if room.result else 0
        self._show_retry()
        # Not counted again: a million rows take seconds, and the job has done it.
        counts = {} if room.result is None else room.result.counts
        states = [outcome.value for outcome in COUNTED if counts.get(outcome.value)]
        view = View(filters=(in_state(*_FAILED),)) if self._failures(room) else View()
        self.ui.page.set_source(
            rows,
            plan_columns(rows.columns, room.recipe.mapping, state="outcome", note=True),
            states=states,
            view=view,
        )
        self.ui.page.grid.set_gutter(False)

    async def _look(self, room: JobRoom) -> None:
        """Ask the journal what can still be done with the job."""
        entry = await History(self.bench.desk.session.journal).get(room.job)
        if room is self.bench.room:
            self._offer(entry, room)

    def _offer(self, entry: Entry, room: JobRoom) -> None:
        actions, read_only = self.bench.actions, self.bench.desk.is_read_only
        why = self.tr("This profile is read-only.") if read_only else ""
        no_retry, no_undo = why or why_not(entry, "retry"), why or why_not(entry, "undo")
        actions.set_enabled("imports.undo", not no_undo, no_undo)
        self.ui.retry_button.setVisible(bool(self._failures(room)))
        self._can_retry = not no_retry
        self._show_retry()
        actions.set_enabled("imports.links", bool(room.list_id))
        actions.set_enabled("imports.contacts", bool(room.list_id))

    def _show_retry(self) -> None:
        """Rows of unknown fate are not counted: those are tried from Jobs, if one says so."""
        count = self._retriable
        why = self.tr("Only rows of unknown fate are left: see the job in Jobs.")
        self.bench.actions.set_enabled("imports.retry", self._can_retry and count > 0, why)
        self.ui.retry_button.setText(
            self.tr("Retry {0}…").format(words.failures(count))
            if count
            else self.tr("Retry failures…")
        )

    def _on_tile(self, key: str) -> None:
        bar = self.ui.page.filter_bar
        if key:
            bar.set_filter(in_state(key))
        else:
            bar.remove_filter(STATE)

    def _draw_icon(self) -> None:
        self.ui.files_icon.setPixmap(pixmap("file", "muted", _ICON, self.devicePixelRatioF()))

    def _on_grid_failed(self, error: object) -> None:
        if isinstance(error, DeskError) and self._rows is not None:
            self.bench.desk.tell_error(error)
