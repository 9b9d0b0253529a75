"""The rows of a plan before they are sent: old and new, and rows can be taken out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog

from qualtrics_desk.domain.outcomes import PlanState
from qualtrics_desk.domain.rows import View
from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import TaskScope, shown
from qualtrics_desk.gui.dialogs.confirm import Answer
from qualtrics_desk.gui.dialogs.planned_job import agreed_plan, plan_facts, send
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.forms.ui_plan_dialog import Ui_PlanDialog
from qualtrics_desk.gui.models.columns import columns_of
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder
from qualtrics_desk.services.background.messages import PlanJob
from qualtrics_desk.services.consents import held_back
from qualtrics_desk.services.job_runs import JobPlan
from qualtrics_desk.services.tables.plan import open_plan_rows
from qualtrics_desk.store.staging.plan_rows import GROUP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.domain.errors import DeskError
    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.dialogs.planned_job import PlannedJob
    from qualtrics_desk.store.staging.plan_rows import PlanRows

_LINE, _NOTE = 7, 44
_SELF_EVIDENT = (PlanState.NEW, PlanState.UNCHANGED)
"""States of which nothing needs to be said in words."""


class PlanDialog(InReadingOrder, QDialog):
    """Shows what would become of every row of a job of which nothing was sent.

    Attributes:
        answer: What the person wants.
    """

    def __init__(
        self, parent: QWidget, desk: Desk, job: PlannedJob, plan: JobPlan, rows: PlanRows
    ) -> None:
        super().__init__(parent)
        self.ui = Ui_PlanDialog()
        self.ui.setupUi(self)
        self.answer = Answer.CANCEL
        self._desk, self._job = desk, job
        self._tasks = TaskScope(self._tell, self)
        self.setWindowTitle(job.title)
        self.ui.title_label.setText(_tr("{0}?").format(job.title))
        page = self.ui.page
        page.begin(self._tasks)
        page.grid.setAccessibleName(self.tr("The rows of the plan"))
        page.grid.set_gutter(False)
        page.grid.set_old_values(True)
        page.filter_bar.set_placeholder(self.tr("Find a row…"))
        is_file = plan.kind.endswith(" import")
        says_why = any(state not in _SELF_EVIDENT for state in plan.forecast.states)
        titles = {"step": self.tr("Step"), "name": self.tr("What"), "id": self.tr("Id")}
        columns = columns_of(
            rows.columns
            if is_file
            else [
                msgspec.structs.replace(spec, title=titles.get(spec.title, spec.title))
                for spec in rows.columns
            ],
            hidden=(
                *("outcome", "rule", "route", GROUP),
                *(() if is_file else ("line",)),
                *(() if is_file and says_why else ("note",)),
            ),
            widths={"line": _LINE, "note": _NOTE},
            state="plan",
        )
        page.set_source(rows, columns, states=[*plan.forecast.states], view=View(), noun=words.rows)
        page.model.set_editable(False)
        page.selection_changed.connect(self._follow)
        self.ui.take_out_button.clicked.connect(lambda: self._start(take_out=True))
        self.ui.put_back_button.clicked.connect(lambda: self._start(take_out=False))
        QShortcut(QKeySequence(Qt.Key.Key_Delete), page.grid, lambda: self._start(take_out=True))
        self.ui.held_button.clicked.connect(lambda: self._end(Answer.OTHER))
        self.ui.close_button.clicked.connect(self.reject)
        self.ui.send_button.clicked.connect(lambda: self._end(Answer.ACCEPT))
        self.ui.take_out_button.setVisible(is_file)
        self.ui.put_back_button.setVisible(is_file)
        self._show(plan)
        self._follow()

    def _show(self, plan: JobPlan) -> None:
        self._plan = plan
        forecast = plan.forecast
        notes = [] if plan.intake is None else plan.intake.warnings
        facts = [*plan_facts(forecast, self._job.list_name, plan.kind), *notes]
        if self._desk.is_production:
            facts.insert(0, self.tr("This is the production brand."))
        self.ui.facts_label.setText(" · ".join(fact.rstrip(".") for fact in facts))
        sends = self.tr("Send {0}").format(words.changes(forecast.sent))
        self.ui.send_button.setText(sends if forecast.sent else self.tr("Nothing to send"))
        self.ui.send_button.setAccessibleName(self.ui.send_button.text())
        self.ui.send_button.setEnabled(forecast.sent > 0)
        self.ui.held_button.setVisible(any(held_back(forecast).values()))

    def _start(self, *, take_out: bool) -> None:
        ids = list(self.ui.page.grid.selected_ids())
        if ids and not self._tasks.is_running("plan"):
            self._tasks.start(self._replan(ids, take_out=take_out), key="plan")

    async def _replan(self, ids: Sequence[int], *, take_out: bool) -> None:
        request = PlanJob(
            job=self._job.id,
            reread=False,
            take_out=list(ids) if take_out else [],
            put_back=[] if take_out else list(ids),
        )
        self._busy(True)
        try:
            plan = await self._desk.worker.call(request, JobPlan)
        finally:
            self._busy(False)
        self._show(plan)
        self.ui.page.model.reload()

    def _busy(self, on: bool) -> None:
        self.ui.page.set_loading(on)
        self.ui.send_button.setEnabled(not on and self._plan.forecast.sent > 0)

    def _follow(self) -> None:
        some = self.ui.page.grid.selected_count() > 0
        self.ui.take_out_button.setEnabled(some)
        self.ui.put_back_button.setEnabled(some)

    def _tell(self, error: DeskError) -> None:
        self.ui.facts_label.setText(explain(error).sentences)

    def _end(self, answer: Answer) -> None:
        self.answer = answer
        self.accept()


async def show_plan(parent: QWidget, desk: Desk, job: PlannedJob, plan: JobPlan) -> Answer:
    """Show the rows of a plan; returns what the person wants.

    Raises:
        StoreError: When the rows cannot be opened.
    """
    rows = await asyncio.to_thread(open_plan_rows, desk.home, desk.session.journal, job.id)
    try:
        dialog = PlanDialog(parent, desk, job, plan, rows)
        await shown(dialog)
        dialog.ui.page.set_source(None)
        return dialog.answer
    finally:
        await asyncio.to_thread(rows.close)


async def see_rows_through(parent: QWidget, desk: Desk, job: PlannedJob) -> bool:
    """Plan a job, show its rows, and send it if the person wants to; whether it was sent.

    Raises:
        DeskError: When it cannot be planned or sent; what was begun can be gone on with.
    """
    plan = await agreed_plan(
        parent, desk, job, show=lambda plan: show_plan(parent, desk, job, plan)
    )
    if plan is None:
        return False
    await send(desk, job)
    return True


def _tr(text: str) -> str:
    return QCoreApplication.translate("jobs", text)
