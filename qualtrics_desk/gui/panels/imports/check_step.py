"""Third step: every row is read, checked and compared; what is wrong is shown by its rule."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Signal
from typing_extensions import override

from qualtrics_desk.domain import recipes
from qualtrics_desk.domain.errors import DeskError, JobStopped
from qualtrics_desk.domain.outcomes import PlanState
from qualtrics_desk.domain.rows import Comparison, Filter, View
from qualtrics_desk.gui import words
from qualtrics_desk.gui.forms.ui_import_check_step import Ui_ImportCheckStep
from qualtrics_desk.gui.panels.imports.import_words import phase_title, rule_title
from qualtrics_desk.gui.panels.imports.plan_columns import plan_columns
from qualtrics_desk.gui.panels.imports.step import Bench, Foot, Step
from qualtrics_desk.gui.widgets.tiles import TileFacts
from qualtrics_desk.services.background.messages import CreateImport, DiscardJob, PlanJob
from qualtrics_desk.services.imports.contacts import ImportOptions
from qualtrics_desk.services.imports.job_room import JobRoom
from qualtrics_desk.services.imports.pasted import results_folder
from qualtrics_desk.services.job_runs import JobPlan
from qualtrics_desk.services.tables.plan import open_plan_rows

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.gui.running import RunningTask
    from qualtrics_desk.store.staging.plan_rows import PlanRows

_PHASES = (
    "Reading the file",
    "Reading the list",
    "Comparing with the list",
    "Writing the plan",
)
_PROGRESS_PAGE = 1
_MOST_TILES = 6


class CheckStep(Step):
    """Makes the job and its plan.

    Signals:
        planned: There is a plan, or another one.
        failed: There is none.
        rows_gone: The rows of the plan are closed next; nobody may show them any more.
    """

    planned = Signal()
    failed = Signal()
    rows_gone = Signal()

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self.ui = Ui_ImportCheckStep()
        self.ui.setupUi(self)
        self.rows: PlanRows | None = None
        self._task: RunningTask | None = None
        self._failure: DeskError | None = None
        self._failed_for: object = None
        self._work_under_way: object = None
        self.ui.page.begin(bench.tasks)
        self.ui.page.failed.connect(self._on_grid_failed)
        self.ui.page.grid.setAccessibleName(self.tr("Rows with findings"))
        self.ui.page.filter_bar.set_placeholder(self.tr("Find a row…"))
        self.ui.tiles.chosen.connect(self._on_tile)
        self.ui.phases.set_phases([(phase, phase_title(phase)) for phase in _PHASES])
        self.ui.warnings.clear()
        bench.desk.running.started.connect(self._on_started)

    @property
    def is_working(self) -> bool:
        """Whether a plan is being made."""
        return self._work_under_way is not None

    @override
    def enter(self) -> None:
        draft, room = self.bench.draft, self.bench.room
        if self.is_working or (room is not None and room.relation is not None):
            return
        if not draft.can_be_mapped or self._failed_for == (draft.source, draft.recipe()):
            return
        if room is not None and room.is_plan_of(draft.source, draft.recipe()):
            self._show(room)
            return
        self.start()

    def start(self) -> None:
        """Make a new job of the draft, and its plan."""
        self.bench.tasks.start(self._work(self._make, self._begin()), key="plan")

    def plan_again(self, *, reread: bool = True) -> None:
        """Make the plan of the job at hand again.

        Args:
            reread: Whether file and list are read again; other consents do not need it.
        """
        room = self.bench.room
        if room is not None:
            self.bench.tasks.start(
                self._work(lambda: self._plan(room, reread=reread), self._begin()), key="plan"
            )

    def stop(self) -> None:
        """Stop reading; nothing was sent."""
        if self._task is not None:
            self._task.stop()

    @override
    def forget(self) -> None:
        self._failure = self._failed_for = self._work_under_way = None
        self._close_rows()
        self.ui.tiles.set_tiles([])
        self.ui.warnings.clear()

    async def drop(self) -> None:
        """Forget the job at hand if it was only planned."""
        room, self.bench.room = self.bench.room, None
        self._close_rows()
        if room is None or room.is_started or not self.bench.desk.is_signed_in:
            return
        # A job that cannot be forgotten now is offered as unfinished the next time.
        with suppress(DeskError):
            await self.bench.desk.worker.call(DiscardJob(job=room.job), type(None))

    @override
    def foot(self) -> Foot:
        if self.is_working:
            return Foot(
                self.tr("Nothing is sent."),
                self.tr("See the plan"),
                can_next=False,
                extra="imports.stop",
                can_back=True,
            )
        room = self.bench.room
        forecast = None if room is None else room.forecast
        if forecast is None or self._failure is not None:
            return Foot("", self.tr("See the plan"), can_next=False)
        invalid = forecast.states.get(PlanState.INVALID, 0)
        text = (
            self.tr("{0} cannot be sent; the other {1} can go on.").format(
                words.rows(invalid), words.number(forecast.rows - invalid)
            )
            if invalid
            else ""
        )
        return Foot(text, self.tr("See the plan"), can_next=True)

    @override
    def focus_first(self) -> None:
        self.ui.page.grid.setFocus()

    async def _work(self, make: Callable[[], Awaitable[DeskError | None]], work: object) -> None:
        """Make a plan; what came of it is shown when the work is over."""
        try:
            failure = await make()
        finally:
            if self._work_under_way is work:
                self._work_under_way = None
        room = self.bench.room
        if failure is not None:
            self._fail(failure)
        elif room is not None and room.plan is not None:
            self._show(room)
            self.planned.emit()

    async def _make(self) -> DeskError | None:
        draft, desk = self.bench.draft, self.bench.desk
        try:
            await self.drop()
            source, recipe = draft.source, draft.recipe()
            if source is None:
                return None
            results = await asyncio.to_thread(results_folder, desk.home, source)
            options = ImportOptions(results=results)
            job = await desk.worker.call(
                CreateImport(
                    source=str(source),
                    recipe=recipes.to_toml(recipe),
                    options=msgspec.to_builtins(options),
                ),
                int,
            )
        except DeskError as error:
            return error
        self.bench.room = JobRoom(
            job=job,
            source=source,
            recipe=recipe,
            list_id=recipe.list.id,
            directory=recipe.list.directory or "",
            list_name=recipe.list.name,
        )
        return await self._plan(self.bench.room)

    async def _plan(self, room: JobRoom, *, reread: bool = True) -> DeskError | None:
        desk = self.bench.desk
        title = self.tr("Plan the import of {0}").format(room.source.name)
        request = PlanJob(job=room.job, consents=msgspec.to_builtins(room.consents), reread=reread)
        before, room.plan = room.plan, None
        try:
            plan = await desk.run(title, request, JobPlan, job=room.job, room="imports")
            if room is not self.bench.room:
                return None
            if plan.intake is None and before is not None:
                plan = msgspec.structs.replace(plan, intake=before.intake)
            else:
                room.planned_at = datetime.now(UTC)
            if reread or self.rows is None:
                self._close_rows()
                self.rows = await asyncio.to_thread(
                    open_plan_rows, desk.home, desk.session.journal, room.job
                )
            room.plan = plan
        except DeskError as error:
            return error
        finally:
            self._task = None
        return None

    def _begin(self) -> object:
        self._work_under_way = work = object()
        self._failure = self._failed_for = None
        draft = self.bench.draft
        totals: dict[str, int] = {}
        if draft.preview is not None and draft.preview.is_whole:
            totals["Reading the file"] = draft.preview.row_count
        if draft.destination is not None and draft.destination.count:
            totals["Reading the list"] = draft.destination.count
        self.ui.phases.begin(
            self.tr("Checking every row"),
            self.tr("Rows are read and compared. Nothing is sent."),
            totals,
        )
        self.ui.state.setCurrentIndex(_PROGRESS_PAGE)
        self.changed.emit()
        return work

    def _on_started(self, task: RunningTask) -> None:
        room = self.bench.room
        if room is not None and task.job == room.job and not room.is_started:
            self._task = task
            task.changed.connect(lambda: self._on_progress(task))

    def _on_progress(self, task: RunningTask) -> None:
        if task is self._task and task.progress is not None:
            self.ui.phases.take(task.progress)

    def _show(self, room: JobRoom) -> None:
        self.ui.phases.finish()
        plan = room.plan
        if plan is None:
            return
        self._tell_warnings(list(plan.intake.warnings) if plan.intake else [])
        invalid = plan.forecast.states.get(PlanState.INVALID, 0)
        found = {} if plan.intake is None else plan.intake.findings
        errors = {} if plan.intake is None else plan.intake.errors
        tiles = [
            TileFacts(f"!{rule}", count, rule_title(rule), self.tr("not sent"), "danger")
            for rule, count in sorted(errors.items(), key=lambda pair: -pair[1])
        ]
        tiles += [
            TileFacts(f"?{rule}", count, rule_title(rule), self.tr("sent as it is"), "warning")
            for rule, count in sorted(found.items(), key=lambda pair: -pair[1])
        ]
        self.ui.tiles.set_tiles(tiles[:_MOST_TILES])
        if not invalid and not tiles:
            self.ui.state.show_empty(
                self.tr("{0}, nothing to complain about").format(words.rows(plan.forecast.rows)),
                self.tr("Every row can be sent. The plan shows what each of them would change."),
                self.tr("See the plan"),
                self.forward.emit,
                "success",
            )
        else:
            self.ui.state.show_content()
            self._show_rows(_PROBLEMS)
        self.changed.emit()

    def _show_rows(self, condition: Filter) -> None:
        room = self.bench.room
        if self.rows is None or room is None:
            return
        page = self.ui.page
        if page.model.source is not self.rows:
            columns = plan_columns(self.rows.columns, room.recipe.mapping, note=True)
            page.set_source(self.rows, columns, view=View(filters=(condition,)))
            page.grid.set_gutter(False)
        else:
            page.filter_bar.set_view(View(filters=(condition,)))
            page.model.reload()

    def _on_tile(self, key: str) -> None:
        if not key:
            self._show_rows(_PROBLEMS)
        else:
            self._show_rows(Filter("rule", Comparison.IS, (key[1:],)))

    def _tell_warnings(self, warnings: list[str]) -> None:
        if warnings:
            self.ui.warnings.tell(" ".join(warnings), "warning")
        else:
            self.ui.warnings.clear()

    def _fail(self, error: DeskError) -> None:
        self._failure = error
        draft = self.bench.draft
        if draft.can_be_mapped:
            self._failed_for = (draft.source, draft.recipe())
        if isinstance(error, JobStopped):
            self.ui.state.show_empty(
                self.tr("The check was stopped"),
                self.tr("Nothing was sent, and everything you chose is kept."),
                self.tr("Check again"),
                self._try_again,
                "pause",
            )
        else:
            self.ui.state.show_error(error, self._try_again)
        self.changed.emit()
        self.failed.emit()

    def _try_again(self) -> None:
        room = self.bench.room
        if room is not None and room.relation is not None:
            self.plan_again()
        else:
            self.start()

    def _on_grid_failed(self, error: object) -> None:
        if isinstance(error, DeskError) and self.rows is not None:
            self.bench.desk.tell_error(error)

    def _close_rows(self) -> None:
        rows, self.rows = self.rows, None
        self.ui.page.set_source(None)
        if rows is not None:
            self.rows_gone.emit()
            rows.close()


_PROBLEMS = Filter("rule", Comparison.IS_NOT_EMPTY)
