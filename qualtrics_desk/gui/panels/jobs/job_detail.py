"""One job: where it stands, what became of its rows, its files, what can still be done."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.domain.outcomes import JobState
from qualtrics_desk.domain.rows import View
from qualtrics_desk.gui import words
from qualtrics_desk.gui.dialogs.job_export import export_job_rows
from qualtrics_desk.gui.folders import documents_folder, there_or_home
from qualtrics_desk.gui.forms.ui_job_detail import Ui_JobDetail
from qualtrics_desk.gui.models.mended_rows import MendedRows
from qualtrics_desk.gui.models.state_filter import STATE, in_state, only_state
from qualtrics_desk.gui.panels.jobs.files_view import files_of
from qualtrics_desk.gui.panels.jobs.job_columns import job_columns
from qualtrics_desk.gui.panels.jobs.job_words import mark_of, subtitle_of
from qualtrics_desk.gui.theme import set_tone
from qualtrics_desk.gui.widgets.task_progress import show_progress
from qualtrics_desk.services.retry import rows_to_retry
from qualtrics_desk.services.tables.plan import open_plan_rows

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.gui.aio import TaskScope
    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.running import RunningTask
    from qualtrics_desk.services.jobs import Entry
    from qualtrics_desk.store.journal.jobs import Job
    from qualtrics_desk.store.staging.plan_rows import PlanRows

FAILED = ("failed", "unknown")
_REFRESH_MS = 1000


class JobDetail(QFrame):
    """Shows one `Entry`; its buttons are bound to the actions of the panel.

    Attributes:
        entry: The job that is shown.
        retryable: How many of its rows a retry takes by itself; None until that is known.
        unknown: How many rows of unknown fate it takes only if the person says so.

    Signals:
        job_requested: The person wants to see another job; its id.
        mended: A cell of a failed row was given another text, or the failed rows were counted.
        rows_shown: Rows of a job are shown, or are no more.
    """

    job_requested = Signal(int)
    rows_shown = Signal()
    mended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_JobDetail()
        self.ui.setupUi(self)
        self.entry: Entry | None = None
        self._desk: Desk
        self._tasks: TaskScope
        self.retryable: int | None = None
        self.unknown = 0
        self._rows: PlanRows | None = None
        self._mended: MendedRows | None = None
        self._shown: tuple[int, bool] | None = None
        self._revision = 0
        self._task: RunningTask | None = None
        self._renewal = QTimer(self, interval=_REFRESH_MS)
        self._renewal.timeout.connect(self._renew)
        self.ui.legend.chosen.connect(self._on_outcome)
        self.ui.facts_view.job_requested.connect(self.job_requested)
        self.ui.progress_row.hide()

    def begin(self, desk: Desk, tasks: TaskScope) -> None:
        """Give it the tasks of its panel; once."""
        self._desk, self._tasks = desk, tasks
        page = self.ui.page
        page.begin(tasks)
        page.grid.setAccessibleName(self.tr("Rows of the job"))
        page.filter_bar.set_placeholder(self.tr("Find a row…"))
        page.filter_bar.view_changed.connect(lambda view: self.ui.legend.choose(only_state(view)))
        page.failed.connect(self._on_failed)
        page.model.edit_requested.connect(self._on_edited)
        self.ui.files_view.copied.connect(
            lambda name: desk.tell(self.tr("The path of {0} was copied.").format(name))
        )
        self.ui.problem_card.copied.connect(
            lambda: desk.tell(self.tr("The details of the problem were copied."))
        )

    def show_entry(self, entry: Entry, title: str) -> None:
        """Show a job under its title, or the same one as it stands now."""
        is_other = self.entry is None or self.entry.job.id != entry.job.id
        self.entry = entry
        ui, mark = self.ui, mark_of(entry)
        ui.title_label.setText(title)
        ui.subtitle_label.setText(subtitle_of(entry))
        ui.state_label.setText(f"{mark.symbol} {mark.word}")
        ui.state_label.setAccessibleName(mark.word)
        set_tone(ui.state_label, mark.tone if mark.tone != "text" else "")
        problem = entry.job.problem
        is_pause = problem is not None and problem.get("error") == "JobStopped"
        ui.problem_card.show_problem(None if is_pause or entry.process is not None else problem)
        is_planned = entry.job.state is JobState.PLANNING
        ui.outcome_bar.set_counts(entry.counts)
        ui.outcome_bar.setVisible(any(entry.counts.values()) and not is_planned)
        ui.legend.set_counts({} if is_planned else entry.counts)
        ui.legend.setVisible(any(entry.counts.values()) and not is_planned)
        ui.facts_view.show_entry(entry)
        self._follow(self._desk.running.of_job(entry.job.id))
        self._tasks.start(self._show_files(entry), key="files")
        shown = (entry.job.id, is_planned)
        if self._shown != shown:
            self._shown = shown
            if is_other:
                ui.tabs.setCurrentIndex(0)
            self._tasks.start(self._show_rows(entry), key="rows")

    @property
    def mended_cells(self) -> dict[int, dict[int, str]]:
        """Row, then place of the column in the file, then the new text."""
        return {} if self._mended is None else self._mended.mended

    @property
    def has_rows(self) -> bool:
        """Whether rows of the job are shown."""
        return self._rows is not None

    async def export(self) -> None:
        """Ask for a file and write the rows that are shown.

        Raises:
            DeskError: When it cannot be written; there is no half a file.
        """
        entry, source = self.entry, self._mended
        if entry is None or source is None:
            return
        name = self.tr("job {0}").format(entry.job.id)
        await export_job_rows(
            self,
            self._desk,
            self.ui.page,
            entry.job.id,
            shows="plan" if entry.job.state is JobState.PLANNING else "outcome",
            title=self.tr("Export the rows of {0}").format(name),
            proposed=_folder_of(entry.job) / f"{name}.csv",
            room="jobs",
            source=source if source.mended else None,
        )

    def forget(self) -> None:
        """Another profile, or no job: close what is open."""
        self.entry = self._shown = None
        self._tasks.cancel("rows")
        self._follow(None)
        self._close_rows()

    # Rows

    async def _show_rows(self, entry: Entry) -> None:
        self._close_rows()
        is_planned = entry.job.state is JobState.PLANNING
        states = self.ui.rows_states
        if entry.job.kind.startswith("links"):
            states.show_empty(
                self.tr("No rows"),
                self.tr("A job of links has one step; its links are in the room Links."),
                picture="links",
            )
            return
        if entry.job.kind.startswith("distribution"):
            states.show_empty(
                self.tr("No rows"),
                self.tr(
                    "A job of a distribution has one step; what became of it is in the room"
                    " Distributions."
                ),
                picture="distributions",
            )
            return
        states.show_loading(self.tr("Opening the rows…"))
        try:
            rows = await asyncio.to_thread(
                open_plan_rows,
                self._desk.home,
                self._desk.session.journal,
                entry.job.id,
                shows="plan" if is_planned else "outcome",
            )
        except DeskError as error:
            states.show_error(error)
            return
        if self.entry is None or self.entry.job.id != entry.job.id:
            rows.close()
            return
        self._rows = rows
        found = await asyncio.to_thread(rows.counts if is_planned else rows.outcomes)
        if rows is not self._rows:
            return
        self._revision = rows.revision
        self._mended = MendedRows(rows)
        failed = () if is_planned else tuple(name for name in FAILED if found.get(name))
        self.ui.page.set_source(
            self._mended,
            job_columns(rows, entry),
            states=[*found],
            view=View(filters=(in_state(*failed),)) if failed else View(),
        )
        self.ui.page.grid.set_gutter(False)
        self.ui.page.grid.set_old_values(True)
        self.ui.legend.set_pressable(True)
        states.show_content()
        self.rows_shown.emit()
        if failed and entry.job.state is JobState.DONE:
            await self._count_failures(rows, entry.job.id)

    async def _count_failures(self, rows: PlanRows, job: int) -> None:
        session = self._desk.session
        sure = await rows_to_retry(session, job, unknown=False)
        all_ = await rows_to_retry(session, job, unknown=True)
        if rows is self._rows:
            self.retryable, self.unknown = len(sure), len(all_) - len(sure)
            self.mended.emit()

    def _close_rows(self) -> None:
        rows, self._rows = self._rows, None
        self._mended = self.retryable = None
        self.unknown = 0
        self.ui.legend.set_pressable(False)
        self.ui.legend.choose("")
        if rows is not None:
            self.ui.page.set_source(None)
            rows.close()
            self.rows_shown.emit()

    def _on_edited(self, row_id: int, column: str, text: object) -> None:
        model = self.ui.page.model
        place = model.row_of(row_id)
        row = None if place is None else model.row(place)
        if self._mended is None or row is None:
            return
        if row.state not in FAILED:
            self._desk.tell(self.tr("Only rows that failed can be mended and tried again."))
            return
        self._mended.mend(row, column, str(text))
        model.refresh([row_id])
        self.mended.emit()

    def _on_outcome(self, outcome: str) -> None:
        self.ui.tabs.setCurrentWidget(self.ui.rows_tab)
        bar = self.ui.page.filter_bar
        if outcome:
            bar.set_filter(in_state(outcome))
        else:
            bar.remove_filter(STATE)

    def _on_failed(self, error: object) -> None:
        if isinstance(error, DeskError):
            self.ui.rows_states.show_error(error)

    # Files

    async def _show_files(self, entry: Entry) -> None:
        files = await asyncio.to_thread(files_of, entry.job)
        if self.entry is None or self.entry.job.id != entry.job.id:
            return
        place = self.ui.tabs.indexOf(self.ui.files_tab)
        title = self.tr("Files ({0})").format(words.number(len(files)))
        self.ui.tabs.setTabText(place, title if files else self.tr("Files"))
        self.ui.files_view.show_files(files)
        if files:
            self.ui.files_states.show_content()
        else:
            self.ui.files_states.show_empty(
                self.tr("No files"),
                self.tr("This job reads no file and has written none."),
                picture="file",
            )

    # While it runs

    def _follow(self, task: RunningTask | None) -> None:
        if task is not self._task:
            if self._task is not None:
                # The signal goes with the task when it has ended.
                with suppress(RuntimeError):
                    self._task.changed.disconnect(self._show_progress)
            self._task = task
            if task is not None:
                task.changed.connect(self._show_progress)
        self.ui.progress_row.setVisible(task is not None)
        if task is not None:
            self._renewal.start()
            self._show_progress()
        elif self._renewal.isActive():
            self._renewal.stop()
            self._renew()

    def _show_progress(self) -> None:
        if self._task is not None:
            show_progress(self._task, self.ui.progress_bar, self.ui.progress_label)

    def _renew(self) -> None:
        rows = self._rows
        if rows is not None:
            self._tasks.start(self._renew_rows(rows), key="renew rows")

    async def _renew_rows(self, rows: PlanRows) -> None:
        revision = await asyncio.to_thread(lambda: rows.revision)
        if rows is self._rows and revision != self._revision:
            self._revision = revision
            self.ui.page.model.reload()


def _folder_of(job: Job) -> Path:
    """Beside the file of the job, or where documents are kept."""
    if job.source:
        return there_or_home(Path(job.source).parent)
    return documents_folder()
