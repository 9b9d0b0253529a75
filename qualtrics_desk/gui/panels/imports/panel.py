"""The import: File, Mapping, Check, Plan, Run, Result. Nothing is sent before the plan is seen."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
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

from qualtrics_desk.domain.errors import DeskError, StoreError
from qualtrics_desk.domain.outcomes import JobState
from qualtrics_desk.gui import words
from qualtrics_desk.gui.forms.ui_imports_panel import Ui_ImportsPanel
from qualtrics_desk.gui.panel import Panel
from qualtrics_desk.gui.panels.imports.check_step import CheckStep
from qualtrics_desk.gui.panels.imports.file_step import FileStep, local_files
from qualtrics_desk.gui.panels.imports.import_actions import ACTIONS
from qualtrics_desk.gui.panels.imports.mapping_step import MappingStep
from qualtrics_desk.gui.panels.imports.plan_step import PlanStep
from qualtrics_desk.gui.panels.imports.result_step import ResultStep
from qualtrics_desk.gui.panels.imports.run_step import RunStep
from qualtrics_desk.gui.panels.imports.step import Bench, Step
from qualtrics_desk.gui.panels.imports.take_back import take_back
from qualtrics_desk.gui.panels.imports.titles import subtitle_of, title_of
from qualtrics_desk.gui.widgets.drop_veil import DropVeil
from qualtrics_desk.services.background.messages import CreateRetry
from qualtrics_desk.services.imports.draft import ImportDraft
from qualtrics_desk.services.imports.job_room import JobRoom, room_of, unfinished_import
from qualtrics_desk.services.job_runs import JobResult
from qualtrics_desk.services.jobs import History

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.services.jobs import Entry

FILE, MAPPING, CHECK, PLAN, RUN, RESULT = range(6)
_TAKES_ENTER = (QLineEdit, QComboBox, QAbstractItemView, QAbstractSpinBox)


class ImportsPanel(Panel):
    """The frame of the steps: titles, step bar, foot, and the way between them."""

    ROOM = "imports"
    ACTIONS = ACTIONS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.ui = Ui_ImportsPanel()
        self.ui.setupUi(self)
        self.bench = Bench(desk, self.tasks, self.actions_)
        self._extra = ""
        self._dismissed: set[int] = set()
        self.file = FileStep(self.bench)
        self.mapping = MappingStep(self.bench)
        self.check = CheckStep(self.bench)
        self.plan = PlanStep(self.bench)
        self.run = RunStep(self.bench)
        self.result = ResultStep(self.bench)
        self.steps: tuple[Step, ...] = (
            *(self.file, self.mapping, self.check),
            *(self.plan, self.run, self.result),
        )
        for step in self.steps:
            self.ui.steps.addWidget(step)
            step.changed.connect(self._show_frame)
            step.forward.connect(self.go_next)
        self.ui.step_bar.set_steps(
            [
                self.tr("File"),
                self.tr("Mapping"),
                self.tr("Check"),
                self.tr("Plan"),
                self.tr("Run"),
                self.tr("Result"),
            ]
        )
        self._veil = DropVeil(self)
        self.setAcceptDrops(True)
        self.ui.notice.clear()
        self._connect()
        self._new_draft()
        self._show_frame()

    @property
    def current(self) -> int:
        """The step that is shown."""
        return self.ui.steps.currentIndex()

    @override
    async def enter(self, what: Mapping[str, Any]) -> None:
        if not self.desk.is_signed_in:
            return
        job, path, list_id = what.get("job"), what.get("path"), what.get("list_id")
        if isinstance(job, int):
            await self._open_job(job)
        elif path is not None or list_id is not None:
            if self.bench.room is not None and self.bench.room.is_started:
                if self.run.is_running:
                    self.desk.tell(self.tr("An import is running; begin the next one after it."))
                    return
                await self._begin_anew()
            self.go(FILE)
            if list_id is not None:
                self.file.choose_list(str(list_id))
            if path is not None:
                self.file.take_path(Path(path))
        self.steps[self.current].enter()
        if self.bench.room is None:
            await self._look_for_unfinished()

    @override
    def reset(self) -> None:
        for key in ("plan", "run", "watch", "preview", "lists", "known", "enter job"):
            self.tasks.cancel(key)
        self.bench.room = None
        self._new_draft()
        for step in self.steps:
            step.forget()
        self.ui.notice.clear()
        self._go(FILE)

    @override
    async def aclose(self) -> None:
        room = self.bench.room
        if room is not None and not room.is_started and not self.check.is_working:
            await self.check.drop()
        await super().aclose()

    def go(self, step: int) -> None:
        """Go to a step, if it can be gone to."""
        first, last = self._reach()
        if first <= step <= last and step != self.current:
            self._leave_check(step)
            self._go(step)

    def go_next(self) -> None:
        """Do what the primary button says."""
        foot = self.steps[self.current].foot()
        if not foot.can_next:
            return
        match self.current:
            case 3:
                self.plan.send()
            case 4:
                self._run_or_result()
            case 5:
                self.begin_anew()
            case step:
                self._go(step + 1)

    def go_back(self) -> None:
        """Go back a step; everything that was chosen is kept."""
        if self.steps[self.current].foot().can_back:
            self.go(self.current - 1)

    def begin_anew(self) -> None:
        """Import another file; the list stays chosen."""
        if not self.run.is_running:
            self.tasks.start(self._begin_anew(), key="anew")

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
        if self._takes_files() and (local_files(event.mimeData()) or event.mimeData().hasText()):
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
        if self._takes_files():
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
        act("imports.load_recipe", self.mapping.load)
        act("imports.save_recipe", self.mapping.save)
        act("imports.export_plan", self.plan.export_plan)
        act("imports.stop", self._stop)
        act("imports.another", self.begin_anew)
        act("imports.open_results", lambda: self.result.open_file("all"))
        act("imports.open_failed", lambda: self.result.open_file("failed"))
        act("imports.show_folder", self.result.show_folder)
        act("imports.retry", lambda: self.tasks.start(self._retry(), key="retry"))
        act("imports.undo", lambda: self.tasks.start(self._undo(), key="undo"))
        act("imports.links", lambda: self._visit("links"))
        act("imports.contacts", lambda: self._visit("contacts"))
        self.actions_.bind("imports.back", ui.back_button)
        ui.next_button.clicked.connect(self.go_next)
        ui.extra_button.clicked.connect(self._do_extra)
        ui.step_bar.step_chosen.connect(self.go)
        self.check.planned.connect(self._on_planned)
        self.check.failed.connect(self._on_failed)
        self.check.rows_gone.connect(self.plan.forget)
        self.plan.consents_changed.connect(self._on_consents)
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
        if room is not None and room.plan is not None and self.check.rows is not None:
            fits = room.relation is not None or (
                draft.can_be_mapped and room.is_plan_of(draft.source, draft.recipe())
            )
            if fits and not self.check.is_working:
                return first, PLAN
        if first == CHECK:
            return CHECK, CHECK
        if not draft.can_be_mapped or self.file.is_reading:
            return FILE, FILE
        blocked = any(problem.blocks for problem in draft.problems())
        return FILE, MAPPING if blocked else CHECK

    def _go(self, step: int) -> None:
        self.ui.steps.setCurrentIndex(step)
        self.steps[step].enter()
        self._show_frame()
        self.steps[step].focus_first()

    def _leave_check(self, step: int) -> None:
        if self.current == CHECK and step < CHECK and self.check.is_working:
            self.check.stop()

    def _show_frame(self) -> None:
        first, last = self._reach()
        here = self.current
        done = frozenset(range(max(here, RESULT + 1 if here == RESULT else here)))
        self.ui.step_bar.show_step(here, first=first, last=last, done=done)
        ui = self.ui
        ui.title_label.setText(title_of(self.bench, is_choosing=here == FILE))
        ui.subtitle_label.setText(
            subtitle_of(self.bench, is_choosing=here == FILE, is_planned=here in (CHECK, PLAN))
        )
        foot = self.steps[here].foot()
        ui.foot_label.setText(foot.text)
        ui.next_button.setVisible(bool(foot.next_text))
        ui.next_button.setText(foot.next_text)
        ui.next_button.setAccessibleName(foot.next_text)
        ui.next_button.setEnabled(foot.can_next)
        can_back = foot.can_back and here > first
        ui.back_button.setVisible(can_back)
        self._extra = foot.extra
        ui.extra_button.setVisible(bool(foot.extra))
        if foot.extra:
            extra = self.actions_.qaction(foot.extra)
            ui.extra_button.setText(extra.text())
            ui.extra_button.setToolTip(extra.toolTip())
            ui.extra_button.setAccessibleName(extra.text())
        buttons = (ui.back_button, ui.extra_button, ui.next_button)
        ui.foot_label.setVisible(bool(foot.text) or any(not one.isHidden() for one in buttons))
        self._show_actions(can_back=can_back)

    def _show_actions(self, *, can_back: bool) -> None:
        here, enable = self.current, self.actions_.set_enabled
        takes = self._takes_files()
        enable("imports.open", takes)
        enable("imports.paste", takes)
        enable("imports.next", self.steps[here].foot().can_next)
        enable("imports.back", can_back)
        enable("imports.map_again", here == MAPPING)
        enable("imports.load_recipe", here == MAPPING)
        enable("imports.save_recipe", here in (MAPPING, CHECK, PLAN) and self._has_recipe())
        enable("imports.export_plan", here == PLAN and self.check.rows is not None)
        enable("imports.stop", self.run.is_running or (here == CHECK and self.check.is_working))
        enable("imports.another", not self.run.is_running)
        if here != RESULT:
            for action in ("retry", "undo", "links", "open_results", "open_failed", "show_folder"):
                enable(f"imports.{action}", False)

    def _has_recipe(self) -> bool:
        room = self.bench.room
        return self.bench.draft.can_be_mapped and (room is None or room.relation is None)

    def _takes_files(self) -> bool:
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

    async def _to_file_step(self, act: Any) -> None:  # noqa: ANN401 - any function
        if not self._takes_files():
            return
        room = self.bench.room
        if room is not None and (room.is_started or room.relation is not None):
            await self._begin_anew()
        elif self.current != FILE:
            self._leave_check(FILE)
            self._go(FILE)
        act()

    def _stop(self) -> None:
        if self.run.is_running:
            self.run.stop()
        else:
            self.check.stop()

    def _do_extra(self) -> None:
        if self._extra:
            self.actions_.qaction(self._extra).trigger()

    def _on_planned(self) -> None:
        room = self.bench.room
        if room is not None and self.check.rows is not None:
            self.plan.show_plan(room, self.check.rows)
        self._show_frame()

    def _on_consents(self) -> None:
        self.check.plan_again(reread=False)

    def _on_failed(self) -> None:
        if self.current == PLAN:
            self.plan.forget()
            self._go(CHECK)

    def _on_confirmed(self) -> None:
        self._go(RUN)
        self.run.start()

    def _run_or_result(self) -> None:
        room = self.bench.room
        if room is not None and room.result is not None:
            self._go(RESULT)
        else:
            self.run.start()

    def _on_done(self) -> None:
        if self.current == RUN:
            self._go(RESULT)
        else:
            self._show_frame()

    async def _begin_anew(self) -> None:
        destination = self.bench.draft.destination
        await self.check.drop()
        self._new_draft()
        for step in self.steps[MAPPING:]:
            step.forget()
        self.file.forget_file()
        self.bench.draft.destination = None
        self.ui.notice.clear()
        self._go(FILE)
        if destination is not None:
            self.file.choose_list(destination.list_id)

    async def _open_job(self, number: int) -> None:
        """Show a job of the journal: its result, or the way to go on with it."""
        room = self.bench.room
        if room is not None and room.job == number:
            return
        if self.run.is_running:
            self.desk.tell(self.tr("Another import is running; see Jobs for this one."))
            return
        entry = await History(self.desk.session.journal).get(number)
        opened = room_of(entry.job)
        if opened is None or entry.job.state is JobState.PLANNING:
            self.desk.visit("jobs", job=number)
            return
        await self._take_job(entry, opened)

    async def _take_job(self, entry: Entry, room: JobRoom) -> None:
        await self.check.drop()
        for step in self.steps[CHECK:]:
            step.forget()
        self.bench.room = room
        self.ui.notice.clear()
        if entry.job.state is JobState.DONE:
            room.result = msgspec.convert(entry.job.result or {}, JobResult)
            self._go(RESULT)
        else:
            self._go(RUN)
            self.run.show_stopped(entry.job.state, entry.job.problem)
            self._show_frame()

    async def _look_for_unfinished(self) -> None:
        session, profile = self.desk.session, self.desk.profile
        try:
            entry = await unfinished_import(
                session.journal,
                None if profile is None else profile.name,
                session.client.connection.base_url,
            )
        except StoreError as error:
            self.desk.tell_error(error)
            return
        if entry is None or self.bench.room is not None or entry.job.id in self._dismissed:
            return
        room = room_of(entry.job)
        if room is None:
            return
        rows = sum(entry.counts.values())
        done = rows - entry.counts.get("open", 0)
        self.ui.notice.tell(
            self.tr("The import of “{0}” into “{1}” ended early: {2} rows are done.").format(
                room.source.name, room.list_name, words.of(done, rows)
            ),
            "notice",
            self.tr("Go on with it…"),
            lambda: self.tasks.start(self._open_unfinished(entry, room), key="enter job"),
        )

    async def _open_unfinished(self, entry: Entry, room: JobRoom) -> None:
        await self._take_job(entry, room)

    async def _retry(self) -> None:
        room, desk = self.bench.room, self.desk
        if room is None or room.result is None or desk.is_read_only:
            return
        job = await desk.worker.call(CreateRetry(job=room.job), int)
        entry = await asyncio.to_thread(desk.session.journal.jobs.get, job)
        retry = room_of(entry)
        if retry is None:
            return
        for step in self.steps[CHECK:]:
            step.forget()
        self.bench.room = retry
        self._go(CHECK)
        self.check.plan_again()

    async def _undo(self) -> None:
        room = self.bench.room
        if room is None or room.result is None or self.desk.is_read_only:
            return
        self.actions_.set_enabled(
            "imports.undo", False, self.tr("The import is being undone already.")
        )
        try:
            await take_back(self, self.desk, room)
        finally:
            if self.desk.is_signed_in and room is self.bench.room:
                self.result.enter()

    def _visit(self, where: str) -> None:
        room = self.bench.room
        if room is not None:
            self.desk.visit(where, list_id=room.list_id, directory=room.directory)

    @override
    def show_error(self, error: DeskError) -> None:
        self.desk.tell_error(error)
        self._show_frame()
