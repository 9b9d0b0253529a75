"""Makes the job of an import and its plan: every row is read, checked and compared."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from qualtrics_desk.domain import recipes
from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.domain.mending import mended_cells
from qualtrics_desk.services.background.messages import CreateImport, DiscardJob, PlanJob
from qualtrics_desk.services.imports.contacts import ImportOptions
from qualtrics_desk.services.imports.job_room import JobRoom
from qualtrics_desk.services.imports.pasted import results_folder
from qualtrics_desk.services.job_runs import JobPlan, discard_job
from qualtrics_desk.services.tables.plan import open_plan_rows
from qualtrics_desk.store.staging.plan_rows import Alike

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from qualtrics_desk.gui.panels.imports.step import Bench
    from qualtrics_desk.gui.running import RunningTask
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.staging.plan_rows import PlanRows


class Planning(QObject):
    """The job of the bench while nothing of it is sent.

    Attributes:
        rows: The rows of the plan at hand, or None.
        alike: How many of them have the key of another one.

    Signals:
        began: A plan is being made.
        progressed: How far it has come, a `Progress`.
        planned: There is a plan, or another one.
        failed: There is none; the error says why.
        rows_gone: The rows of the plan are closed next; nobody may show them any more.
    """

    began = Signal()
    progressed = Signal(object)
    planned = Signal()
    failed = Signal(object)
    rows_gone = Signal()

    def __init__(self, bench: Bench, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self.rows: PlanRows | None = None
        self.alike = Alike(0, 0)
        self._task: RunningTask | None = None
        self._work_under_way: object = None
        bench.desk.running.started.connect(self._on_started)

    @property
    def is_working(self) -> bool:
        """Whether a plan is being made."""
        return self._work_under_way is not None

    def start(self) -> None:
        """Make a new job of the draft, and its plan."""
        self._begin(self._make)

    def plan_again(self) -> None:
        """Read file and list again for the job at hand, and make its plan."""
        room = self._bench.room
        if room is not None:
            self._begin(lambda: self._plan(room))

    def plan_otherwise(self, *, take_out: Sequence[int] = (), put_back: Sequence[int] = ()) -> None:
        """Make the plan of the job at hand again from what was read, as it is allowed now.

        Args:
            take_out: Rows that shall not be sent.
            put_back: Rows that were taken out and shall be sent after all.
        """
        room = self._bench.room
        if room is not None:
            request = PlanJob(
                job=room.job, reread=False, take_out=list(take_out), put_back=list(put_back)
            )
            self._begin(lambda: self._plan(room, request))

    def plan_mended(self) -> None:
        """Make the plan of the job at hand again with the cells that are mended now."""
        self.plan_otherwise()

    def take(self, room: JobRoom) -> None:
        """Take a job that is new; if it is not sent, it is forgotten with the profile."""
        self._bench.room = room
        session = self._bench.desk.session
        self._bench.desk.when_left(lambda: _forget(session, room.job))

    def stop(self) -> None:
        """Stop reading; nothing was sent."""
        if self._task is not None:
            self._task.stop()

    def forget(self) -> None:
        """Another import begins, or another profile signs in."""
        self._work_under_way = None
        self._close_rows()

    async def drop(self) -> None:
        """Forget the job at hand if it was only planned."""
        room, self._bench.room = self._bench.room, None
        self._close_rows()
        if room is None or room.is_started or not self._bench.desk.is_signed_in:
            return
        # A job that cannot be forgotten now is offered as unfinished the next time.
        with suppress(DeskError):
            await self._bench.desk.worker.call(DiscardJob(job=room.job), type(None))

    def _begin(self, make: Callable[[], Awaitable[DeskError | None]]) -> None:
        self._work_under_way = work = object()
        self.began.emit()
        self._bench.tasks.start(self._work(make, work), key="plan")

    async def _work(self, make: Callable[[], Awaitable[DeskError | None]], work: object) -> None:
        """Make a plan; what came of it is told when the work is over."""
        try:
            failure = await make()
        finally:
            if self._work_under_way is work:
                self._work_under_way = None
        room = self._bench.room
        if failure is not None:
            self.failed.emit(failure)
        elif room is not None and room.plan is not None:
            self.planned.emit()

    async def _make(self) -> DeskError | None:
        draft, desk = self._bench.draft, self._bench.desk
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
        room = JobRoom(
            job=job,
            source=source,
            recipe=recipe,
            list_id=recipe.list.id,
            directory=recipe.list.directory or "",
            list_name=recipe.list.name,
        )
        self.take(room)
        return await self._plan(room)

    async def _plan(self, room: JobRoom, request: PlanJob | None = None) -> DeskError | None:
        desk = self._bench.desk
        title = self.tr("Plan the import of {0}").format(room.source.name)
        cells = mended_cells(self._bench.mends)
        request = msgspec.structs.replace(
            request or PlanJob(job=room.job),
            consents=msgspec.to_builtins(room.consents),
            mended=cells if cells != room.planned_cells else None,
        )
        before, room.plan = room.plan, None
        try:
            plan = await desk.run(title, request, JobPlan, job=room.job, room="imports")
            if room is not self._bench.room:
                return None
            if request.reread or before is None:
                room.planned_at = datetime.now(UTC)
            elif plan.intake is None:
                plan = msgspec.structs.replace(plan, intake=before.intake)
            elif before.intake is not None:
                # Mending reads no file: what was odd about it stays so.
                found = msgspec.structs.replace(plan.intake, warnings=before.intake.warnings)
                plan = msgspec.structs.replace(plan, intake=found)
            if request.reread or self.rows is None:
                self._close_rows()
                self.rows = await asyncio.to_thread(
                    open_plan_rows, desk.home, desk.session.journal, room.job
                )
            self.alike = await asyncio.to_thread(self.rows.alike)
            room.plan, room.planned_cells = plan, cells
        except DeskError as error:
            return error
        finally:
            self._task = None
        return None

    def _on_started(self, task: RunningTask) -> None:
        room = self._bench.room
        if room is not None and task.job == room.job and not room.is_started:
            self._task = task
            task.changed.connect(lambda: self._on_progress(task))

    def _on_progress(self, task: RunningTask) -> None:
        if task is self._task and task.progress is not None:
            self.progressed.emit(task.progress)

    def _close_rows(self) -> None:
        rows, self.rows = self.rows, None
        if rows is not None:
            self.rows_gone.emit()
            rows.close()


async def _forget(session: Session, job: int) -> None:
    # One that was sent, or was forgotten before, is not a plan any more.
    with suppress(DeskError):
        await discard_job(session, job)
