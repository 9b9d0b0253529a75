"""The import: File, Mapping, Check, Plan, Run, Result. Nothing is sent before the plan is seen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QWidget,
)
from typing_extensions import override

from qualtrics_desk.gui.forms.ui_imports_panel import Ui_ImportsPanel
from qualtrics_desk.gui.panel import Panel
from qualtrics_desk.gui.panels.imports.check_step import CheckStep
from qualtrics_desk.gui.panels.imports.file_step import FileStep, local_files
from qualtrics_desk.gui.panels.imports.frame import Frame
from qualtrics_desk.gui.panels.imports.import_actions import ACTIONS
from qualtrics_desk.gui.panels.imports.known_jobs import KnownJobs
from qualtrics_desk.gui.panels.imports.mapping_step import MappingStep
from qualtrics_desk.gui.panels.imports.offers import offer
from qualtrics_desk.gui.panels.imports.plan_step import PlanStep
from qualtrics_desk.gui.panels.imports.planning import Planning
from qualtrics_desk.gui.panels.imports.result_step import ResultStep
from qualtrics_desk.gui.panels.imports.run_step import RunStep
from qualtrics_desk.gui.panels.imports.step import (
    CHECK,
    FILE,
    MAPPING,
    PLAN,
    RESULT,
    RUN,
    Bench,
    Step,
)
from qualtrics_desk.gui.widgets.drop_veil import DropVeil
from qualtrics_desk.services.imports.draft import ImportDraft

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent

    from qualtrics_desk.domain.errors import DeskError
    from qualtrics_desk.gui.desk import Desk

_TAKES_ENTER = (QLineEdit, QComboBox, QAbstractItemView, QAbstractSpinBox)


class ImportsPanel(Panel):
    """The steps, and the way between them.

    Attributes:
        bench: What all steps work on.
        planning: Makes the job and its plan.
        known_jobs: What else of the journal can be shown here.
    """

    ROOM = "imports"
    ACTIONS = ACTIONS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.ui = Ui_ImportsPanel()
        self.ui.setupUi(self)
        self.bench = Bench(desk, self.tasks, self.actions_)
        self.planning = Planning(self.bench, self)
        self.known_jobs = KnownJobs(self)
        self.file = FileStep(self.bench)
        self.mapping = MappingStep(self.bench)
        self.check = CheckStep(self.bench, self.planning)
        self.plan = PlanStep(self.bench)
        self.run = RunStep(self.bench)
        self.result = ResultStep(self.bench)
        self.steps: tuple[Step, ...] = (
            *(self.file, self.mapping, self.check),
            *(self.plan, self.run, self.result),
        )
        for step in self.steps:
            self.ui.steps.addWidget(step)
            step.changed.connect(self.show_frame)
            step.forward.connect(self.go_next)
        self.check.passed.connect(lambda: self.show_step(PLAN))
        self._frame = Frame(self.ui, self.actions_, self)
        self._veil = DropVeil(self)
        self.setAcceptDrops(True)
        self.ui.notice.clear()
        self._connect()
        self._new_draft()
        self.show_frame()

    @property
    def current(self) -> int:
        """The step that is shown."""
        return self.ui.steps.currentIndex()

    @override
    async def enter(self, what: Mapping[str, Any]) -> None:
        if not self.desk.is_signed_in:
            return
        job, path, list_id = what.get("job"), what.get("path"), what.get("list_id")
        again = what.get("again")
        if isinstance(job, int):
            await self.known_jobs.open(job)
        elif isinstance(again, int):
            await self.known_jobs.run_again(again)
        elif path is not None or list_id is not None:
            if self.bench.room is not None and self.bench.room.is_started:
                if self.run.is_running:
                    self.desk.tell(self.tr("An import is running; begin the next one after it."))
                    return
                await self.begin_with_nothing()
            self.go(FILE)
            if list_id is not None:
                self.file.choose_list(str(list_id))
            if path is not None:
                self.file.take_path(Path(path))
        self.steps[self.current].enter()
        if self.bench.room is None:
            await self.known_jobs.look_for_unfinished()

    @override
    def reset(self) -> None:
        for key in ("plan", "run", "watch", "preview", "lists", "known", "enter job"):
            self.tasks.cancel(key)
        self.bench.room = None
        self._new_draft()
        self.planning.forget()
        for step in self.steps:
            step.forget()
        self.ui.notice.clear()
        self.show_step(FILE)

    @override
    async def aclose(self) -> None:
        room = self.bench.room
        if room is not None and not room.is_started and not self.planning.is_working:
            await self.planning.drop()
        await super().aclose()

    def go(self, step: int) -> None:
        """Go to a step, if it can be gone to."""
        first, last = self._reach()
        if first <= step <= last and step != self.current:
            self._leave_check(step)
            self.show_step(step)

    def show_step(self, step: int) -> None:
        """Show a step, whether or not a person could go to it now."""
        self.ui.steps.setCurrentIndex(step)
        self.steps[step].enter()
        self.show_frame()
        self.steps[step].focus_first()

    def go_next(self) -> None:
        """Do what the primary button says."""
        foot = self.steps[self.current].foot()
        if not foot.can_next:
            return
        match self.current:
            case 2:
                self.check.go_on()
            case 3:
                self.plan.send()
            case 4:
                self._run_or_result()
            case 5:
                self.begin_anew()
            case step:
                self.show_step(step + 1)

    def go_back(self) -> None:
        """Go back a step; everything that was chosen is kept."""
        if self.steps[self.current].foot().can_back:
            self.go(self.current - 1)

    def begin_anew(self) -> None:
        """Import another file; the list stays chosen."""
        if not self.run.is_running:
            self.tasks.start(self.begin_with_nothing(), key="anew")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            here = QApplication.focusWidget()
            if isinstance(here, QAbstractButton):
                here.click()
            elif not isinstance(here, _TAKES_ENTER):
                self.go_next()
            return
        super().keyPressEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.takes_files() and (local_files(event.mimeData()) or event.mimeData().hasText()):
            event.acceptProposedAction()
            files = local_files(event.mimeData())
            text = self.tr("Drop to open “{0}”").format(files[0].name) if files else ""
            self._veil.cover(text or self.tr("Drop to take these rows"))

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._veil.lift()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._veil.lift()
        if self.takes_files():
            event.acceptProposedAction()
            # What is dropped belongs to the event, which is gone when a task begins.
            files, text = local_files(event.mimeData()), event.mimeData().text()
            self.tasks.start(self._take_dropped(files, text))

    def _connect(self) -> None:
        act, ui = self.actions_.connect_to, self.ui
        act("imports.open", self._open_file)
        act("imports.paste", self._paste)
        act("imports.next", self.go_next)
        act("imports.back", self.go_back)
        act("imports.map_again", self.mapping.map_again)
        act("imports.load_recipe", self.mapping.recipes.load)
        act("imports.save_recipe", self.mapping.recipes.save)
        act("imports.leave_invalid", self.check.go_on)
        act("imports.unmend", self.check.unmend)
        act("imports.let_count", self.check.let_count)
        act("imports.export_plan", self.plan.export_plan)
        act("imports.take_out", self.plan.take_out)
        act("imports.put_back", self.plan.put_back)
        act("imports.stop", self._stop)
        act("imports.pause", self.run.stop)
        act("imports.cancel", self.run.cancel)
        act("imports.another", self.begin_anew)
        act("imports.open_results", lambda: self.result.open_file("all"))
        act("imports.open_failed", lambda: self.result.open_file("failed"))
        act("imports.show_folder", self.result.show_folder)
        act("imports.retry", self.known_jobs.retry)
        act("imports.undo", self.known_jobs.undo)
        act("imports.links", lambda: self._visit("links"))
        act("imports.contacts", lambda: self._visit("contacts"))
        self.actions_.bind("imports.back", ui.back_button)
        ui.next_button.clicked.connect(self.go_next)
        ui.step_bar.step_chosen.connect(self.go)
        self.planning.planned.connect(self._on_planned)
        self.planning.failed.connect(lambda _error: self._on_failed())
        self.planning.rows_gone.connect(self.plan.forget)
        self.plan.consents_changed.connect(self.planning.plan_otherwise)
        self.plan.rows_left_out.connect(lambda rows: self.planning.plan_otherwise(take_out=rows))
        self.plan.rows_wanted.connect(lambda rows: self.planning.plan_otherwise(put_back=rows))
        self.plan.confirmed.connect(self._on_confirmed)
        self.run.done.connect(self._on_done)

    def _new_draft(self) -> None:
        profile = self.desk.profile
        limit = 20.0 if profile is None else profile.limits.share_percent
        self.bench.draft = ImportDraft(share_limit=limit)

    def _reach(self) -> tuple[int, int]:
        """The first and the last step that can be gone to."""
        room, draft = self.bench.room, self.bench.draft
        if room is not None and room.is_started:
            return RUN, RESULT if room.result is not None else RUN
        first = CHECK if room is not None and room.relation is not None else FILE
        if room is not None and room.plan is not None and self.planning.rows is not None:
            fits = room.relation is not None or (
                draft.can_be_mapped and room.is_plan_of(draft.source, draft.recipe())
            )
            is_current = fits and not self.bench.is_mended_anew
            if is_current and not self.check.is_undecided and not self.planning.is_working:
                return first, PLAN
        if first == CHECK:
            return CHECK, CHECK
        if not draft.can_be_mapped or self.file.is_reading:
            return FILE, FILE
        blocked = any(problem.blocks for problem in draft.problems())
        return FILE, MAPPING if blocked else CHECK

    def _leave_check(self, step: int) -> None:
        if self.current == CHECK and step < CHECK and self.planning.is_working:
            self.planning.stop()

    def show_frame(self) -> None:
        """Show titles, bar and foot as they are now."""
        here, foot = self.current, self.steps[self.current].foot()
        first, last = self._reach()
        self._frame.show_titles(self.bench, here)
        self._frame.show_steps(here, first, last)
        self._frame.show_foot(foot, can_back=foot.can_back and here > first)
        offer(self, foot, can_back=foot.can_back and here > first)

    def takes_files(self) -> bool:
        """Whether another file could be taken now."""
        room = self.bench.room
        if not self.desk.is_signed_in or self.run.is_running:
            return False
        return room is None or not room.is_started or room.result is not None

    def _open_file(self) -> None:
        self.tasks.start(self._to_file_step(self.file.choose_file), key="to file")

    def _paste(self) -> None:
        self.tasks.start(self._to_file_step(self.file.paste), key="to file")

    async def _take_dropped(self, files: list[Path], text: str) -> None:
        if files:
            await self._to_file_step(lambda: self.file.take_path(files[0]))
        else:
            await self._to_file_step(lambda: self.file.take_text(text))

    async def _to_file_step(self, act: Callable[[], None]) -> None:
        if not self.takes_files():
            return
        room = self.bench.room
        if room is not None and (room.is_started or room.relation is not None):
            await self.begin_with_nothing()
        elif self.current != FILE:
            self._leave_check(FILE)
            self.show_step(FILE)
        act()

    def _stop(self) -> None:
        if self.run.is_running:
            self.run.stop()
        else:
            self.planning.stop()

    def _on_planned(self) -> None:
        room = self.bench.room
        if room is not None and self.planning.rows is not None:
            self.plan.show_plan(room, self.planning.rows)
        self.show_frame()

    def _on_failed(self) -> None:
        if self.current == PLAN:
            self.plan.forget()
            self.show_step(CHECK)

    def _on_confirmed(self) -> None:
        self.show_step(RUN)
        self.run.start()

    def _run_or_result(self) -> None:
        room = self.bench.room
        if room is not None and room.result is not None:
            self.show_step(RESULT)
        else:
            self.run.start()

    def _on_done(self) -> None:
        if self.current == RUN:
            self.show_step(RESULT)
        else:
            self.show_frame()

    async def begin_with_nothing(self) -> None:
        """Forget the import at hand; the list stays chosen."""
        destination = self.bench.draft.destination
        await self.planning.drop()
        self._new_draft()
        for step in self.steps[MAPPING:]:
            step.forget()
        self.file.forget_file()
        self.bench.draft.destination = None
        self.ui.notice.clear()
        self.show_step(FILE)
        if destination is not None:
            self.file.choose_list(destination.list_id)

    def _visit(self, where: str) -> None:
        room = self.bench.room
        if room is not None:
            self.desk.visit(where, list_id=room.list_id, directory=room.directory)

    @override
    def show_error(self, error: DeskError) -> None:
        self.desk.tell_error(error)
        self.show_frame()
