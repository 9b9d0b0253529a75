"""Jobs of the journal in the import: one is shown again, gone on with, retried, or taken back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject

from qualtrics_desk.domain.errors import StoreError
from qualtrics_desk.domain.outcomes import JobState
from qualtrics_desk.gui import words
from qualtrics_desk.gui.dialogs.planned_job import PlannedJob, see_through
from qualtrics_desk.gui.panels.imports.step import CHECK, RESULT, RUN
from qualtrics_desk.services.background.messages import CreateRetry, CreateUndo
from qualtrics_desk.services.imports.job_room import JobRoom, room_of, unfinished_import
from qualtrics_desk.services.job_runs import JobResult
from qualtrics_desk.services.jobs import History

if TYPE_CHECKING:
    from qualtrics_desk.gui.panels.imports.panel import ImportsPanel
    from qualtrics_desk.services.jobs import Entry


class KnownJobs(QObject):
    """Brings jobs that are there already into the panel."""

    def __init__(self, panel: ImportsPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._bench = panel.bench
        self._desk = panel.desk

    async def open(self, number: int) -> None:
        """Show a job of the journal: its result, or the way to go on with it."""
        room = self._bench.room
        if room is not None and room.job == number:
            return
        if self._panel.run.is_running:
            self._desk.tell(self.tr("Another import is running; see Jobs for this one."))
            return
        entry = await History(self._desk.session.journal).get(number)
        opened = room_of(entry.job)
        if opened is None or entry.job.state is JobState.PLANNING:
            self._desk.visit("jobs", job=number)
            return
        await self._take_job(entry, opened)

    async def run_again(self, number: int) -> None:
        """Begin an import as an earlier one was: its file, its list, its mapping and rules."""
        if self._panel.run.is_running:
            self._desk.tell(self.tr("An import is running; begin the next one after it."))
            return
        job = await asyncio.to_thread(self._desk.session.journal.jobs.get, number)
        known = room_of(job)
        if known is None:
            self._desk.tell(self.tr("The recipe of this job cannot be read any more."))
            return
        panel, recipe = self._panel, known.recipe
        await panel.begin_with_nothing()
        await panel.file.read(known.source, recipe.sheet)
        draft = self._bench.draft
        panel.file.choose_list(recipe.list.id)
        if draft.preview is not None and draft.preview.problem is None:
            panel.mapping.recipes.tell_fit(draft.use_recipe(recipe))
        panel.show_frame()

    async def look_for_unfinished(self) -> None:
        """Offer to go on with an import of this profile that ended early."""
        session, profile = self._desk.session, self._desk.profile
        try:
            entry = await unfinished_import(
                session.journal,
                None if profile is None else profile.name,
                session.client.connection.base_url,
            )
        except StoreError as error:
            self._desk.tell_error(error)
            return
        if entry is None or self._bench.room is not None:
            return
        room = room_of(entry.job)
        if room is None:
            return
        rows = sum(entry.counts.values())
        done = rows - entry.counts.get("open", 0)
        self._panel.ui.notice.tell(
            self.tr("The import of “{0}” into “{1}” ended early: {2} rows are done.").format(
                room.source.name, room.list_name, words.of(done, rows)
            ),
            "notice",
            self.tr("Go on with it…"),
            lambda: self._panel.tasks.start(self._take_job(entry, room), key="enter job"),
        )

    def retry(self) -> None:
        """Plan the failed rows of the finished import again."""
        self._panel.tasks.start(self._retry(), key="retry")

    def undo(self) -> None:
        """Take the finished import back, if the person still wants to when they see its plan."""
        self._panel.tasks.start(self._undo(), key="undo")

    async def _take_job(self, entry: Entry, room: JobRoom) -> None:
        await self._panel.planning.drop()
        self._forget_steps()
        self._bench.room = room
        self._panel.ui.notice.clear()
        if entry.job.state is JobState.DONE:
            room.result = msgspec.convert(entry.job.result or {}, JobResult)
            self._panel.show_step(RESULT)
        else:
            self._panel.show_step(RUN)
            self._panel.run.show_stopped(entry.job.state, entry.job.problem)
            self._panel.show_frame()

    def _finished(self) -> JobRoom | None:
        room = self._bench.room
        return None if room is None or room.result is None or self._desk.is_read_only else room

    def _forget_steps(self) -> None:
        self._panel.planning.forget()
        for step in self._panel.steps[CHECK:]:
            step.forget()

    async def _retry(self) -> None:
        room, desk = self._finished(), self._desk
        if room is None:
            return
        job = await desk.worker.call(CreateRetry(job=room.job, invalid=True), int)
        entry = await asyncio.to_thread(desk.session.journal.jobs.get, job)
        retry = room_of(entry)
        if retry is None:
            return
        self._forget_steps()
        self._panel.planning.take(retry)
        self._panel.show_step(CHECK)
        self._panel.planning.plan_again()

    async def _undo(self) -> None:
        room = self._finished()
        if room is None:
            return
        self._bench.actions.set_enabled(
            "imports.undo", False, self.tr("The import is being undone already.")
        )
        try:
            job = await self._desk.worker.call(CreateUndo(job=room.job), int)
            title = self.tr("Undo the import of {0}").format(room.source.name)
            await see_through(self._panel, self._desk, PlannedJob(job, title, room.list_name))
        finally:
            if self._desk.is_signed_in and room is self._bench.room:
                self._panel.result.enter()
