"""What is done with a job as a whole: run again, cancelled, kept for longer or shorter, wiped."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from qualtrics_desk.domain.outcomes import JobState, Keeping
from qualtrics_desk.gui import words
from qualtrics_desk.gui.dialogs.confirm import Answer, ask, confirm
from qualtrics_desk.gui.panels.jobs import planned_run
from qualtrics_desk.gui.panels.jobs.job_words import title_of
from qualtrics_desk.services import forgetting
from qualtrics_desk.services.background.messages import CancelJob

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

    from qualtrics_desk.gui.panels.jobs.panel import JobsPanel
    from qualtrics_desk.services.jobs import Entry

_KEEPING = {
    "jobs.keep_usual": Keeping.USUAL,
    "jobs.keep_always": Keeping.ALWAYS,
    "jobs.keep_never": Keeping.NEVER,
}


class JobCare(QObject):
    """Binds the menu of the job one is at, and what concerns all jobs.

    Signals:
        changed: The history must be read again.
    """

    changed = Signal()

    def __init__(self, panel: JobsPanel) -> None:
        super().__init__(panel)
        self._panel, self._desk = panel, panel.desk
        actions = panel.actions_
        self._menu = QMenu(panel)
        group = QActionGroup(self)
        for name in ("rerun", "cancel"):
            self._menu.addAction(actions.qaction(f"jobs.{name}"))
        self._menu.addSeparator()
        for name, keeping in _KEEPING.items():
            action = actions.qaction(name)
            action.setCheckable(True)
            group.addAction(action)
            self._menu.addAction(action)
            actions.connect_to(name, partial(self._choose, keeping))
        self._menu.addSeparator()
        self._menu.addAction(actions.qaction("jobs.wipe"))
        button = panel.ui.detail.ui.more_button
        button.setMenu(self._menu)
        actions.bind("jobs.wipe_all", panel.ui.wipe_button)
        actions.connect_to("jobs.rerun", self._rerun)
        actions.connect_to("jobs.cancel", lambda: self._start(self._cancel()))
        actions.connect_to("jobs.wipe", lambda: self._start(self._wipe()))
        actions.connect_to("jobs.wipe_all", lambda: self._start(self._wipe_all()))

    def offer(self, entry: Entry | None, why: str) -> None:
        """Offer what can be done with the job one is at.

        Args:
            entry: The job, or None.
            why: Why nothing of it can be written, or "".
        """
        enable, qaction = self._panel.actions_.set_enabled, self._panel.actions_.qaction
        can_run = entry is not None and entry.job.kind == "contacts import" and entry.job.recipe
        enable("jobs.rerun", bool(can_run), self.tr("Only imports can be run again from here."))
        is_open = (
            entry is not None
            and entry.job.state in (JobState.RUNNING, JobState.STOPPED)
            and not entry.job.kind.startswith(("links", "distribution"))
            and entry.undone_by is None
            and entry.job.cancelled is None
        )
        enable("jobs.cancel", is_open and not why, why or self.tr("There is nothing left to send."))
        is_busy = entry is not None and entry.process is not None
        enable("jobs.wipe", entry is not None and not is_busy, self.tr("The job is running."))
        for name, keeping in _KEEPING.items():
            enable(name, entry is not None)
            qaction(name).setChecked(entry is not None and entry.job.keep is keeping)
        self._panel.ui.detail.ui.more_button.setEnabled(entry is not None)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._panel.tasks.start(work, key="care")

    def _choose(self, how: Keeping) -> None:
        self._start(self._keep(how))

    def _rerun(self) -> None:
        entry = self._panel.entry
        if entry is not None:
            self._desk.visit("imports", again=entry.job.id)

    async def _cancel(self) -> None:
        entry = self._panel.entry
        if entry is None:
            return
        agreed = await confirm(
            self._panel,
            self.tr("End “{0}” without the rest?").format(title_of(entry.job)),
            self.tr(
                "Rows that were not sent are skipped, and the job ends. What was sent stays and is"
                " settled; undo takes it back."
            ),
            self.tr("Skip the rest and end"),
            facts=[self.tr("Open: {0}").format(words.rows(entry.counts.get("open", 0)))],
            danger=True,
        )
        if not agreed:
            return
        is_driven = await self._desk.worker.call(CancelJob(job=entry.job.id), bool)
        if not is_driven:
            # What was sent is settled, so that every row has its outcome.
            await planned_run.go_on(self._desk, entry.job)
        self.changed.emit()

    async def _keep(self, how: Keeping) -> None:
        entry = self._panel.entry
        if entry is not None:
            await asyncio.to_thread(forgetting.keep_job, self._desk.home, entry.job.id, how)
            self.changed.emit()

    async def _wipe(self) -> None:
        entry = self._panel.entry
        if entry is not None:
            found = await asyncio.to_thread(forgetting.to_be_wiped, self._desk.home, entry.job.id)
            await self._ask_and_wipe(found, title_of(entry.job))

    async def _wipe_all(self) -> None:
        found = await asyncio.to_thread(forgetting.to_be_wiped, self._desk.home, None)
        if found:
            await self._ask_and_wipe(found, "")

    async def _ask_and_wipe(self, jobs: Sequence[int], title: str) -> None:
        answer = await ask(
            self._panel,
            self.tr("Wipe “{0}”?").format(title)
            if title
            else self.tr("Wipe all jobs of this machine?"),
            self.tr(
                "What was written to Qualtrics stays there. From here it can no longer be looked"
                " up, tried again or undone."
            ),
            self.tr("Wipe {0}").format(words.jobs(len(jobs))),
            facts=[
                self.tr("{0}, with those that retried or undid them").format(words.jobs(len(jobs))),
                self.tr("Their rows, old values and working copies are deleted"),
                self.tr("Files you imported are never touched"),
            ],
            other=self.tr("Wipe with result files"),
            danger=True,
        )
        if answer is Answer.CANCEL:
            return
        # Rows that are shown hold their files open.
        self._panel.ui.detail.forget()
        wiped = await asyncio.to_thread(
            forgetting.wipe_jobs, self._desk.home, jobs, results=answer is Answer.OTHER
        )
        self._desk.tell(_tr("Wiped {0}.").format(words.jobs(len(wiped.jobs))))
        self.changed.emit()


def _tr(text: str) -> str:
    return QCoreApplication.translate("jobs", text)
