"""Fifth step: the job on its way. One honest picture of what is done, and of what was said."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from typing_extensions import override

from qualtrics_desk.domain.errors import DeskError, JobStopped, StoreError, in_sentences
from qualtrics_desk.domain.outcomes import ChunkState, JobState, Outcome
from qualtrics_desk.gui import words
from qualtrics_desk.gui.dialogs.confirm import confirm
from qualtrics_desk.gui.errors import Severity, explain
from qualtrics_desk.gui.forms.ui_import_run_step import Ui_ImportRunStep
from qualtrics_desk.gui.pace import Pace
from qualtrics_desk.gui.panels.imports.import_words import phase_title
from qualtrics_desk.gui.panels.imports.run_log import RunLog
from qualtrics_desk.gui.panels.imports.step import Bench, Foot, Step
from qualtrics_desk.gui.widgets.tiles import TileFacts
from qualtrics_desk.gui.words import state_mark
from qualtrics_desk.services.background.messages import CancelJob, ConfirmJob, RunJob
from qualtrics_desk.services.imports.job_room import (
    JobRoom,
    Picture,
    picture_of,
    rows_to_send,
)
from qualtrics_desk.services.job_runs import JobResult

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.gui.running import RunningTask
    from qualtrics_desk.services.engine.progress import Progress
    from qualtrics_desk.store.journal.records import Chunk

_LOOK = 0.5
"""Seconds between looks into the journal; longer where a look takes long."""
_CLOSED = (ChunkState.SETTLED, ChunkState.REJECTED)
_OUTCOMES = (
    Outcome.CREATED,
    Outcome.UPDATED,
    Outcome.UNCHANGED,
    Outcome.SKIPPED,
    Outcome.FAILED,
    Outcome.UNKNOWN,
)


class RunStep(Step):
    """Confirms the job and drives it in the worker; it can be stopped and goes on from there.

    Signals:
        done: The job has ended well; its result is in the room.
    """

    done = Signal()

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self.ui = Ui_ImportRunStep()
        self.ui.setupUi(self)
        self.ui.tiles.set_pressable(False)
        self.log = RunLog(self.ui.log_list)
        self._task: RunningTask | None = None
        self._failure: DeskError | None = None
        self._began = 0.0
        self._before = 0
        self._is_over = False
        self._is_running = False
        self._is_cancelled = False
        self._under_way = 0
        self._pace = Pace()
        self._chunks: tuple[Chunk, ...] = ()
        self._phase = ""
        self._note = ""
        self.ui.trouble.clear()
        bench.desk.running.started.connect(self._on_started)

    @property
    def is_running(self) -> bool:
        """Whether the job is on its way."""
        return self._is_running

    def start(self) -> None:
        """Send the job at hand, or go on with it."""
        if self.bench.room is not None and not self.is_running:
            self._is_running = True
            self.bench.tasks.start(self._run(self.bench.room), key="run")
            self.changed.emit()

    @property
    def can_pause(self) -> bool:
        """Whether the job can be paused now."""
        task = self._task
        return self.is_running and task is not None and not task.is_stopping

    @property
    def can_cancel(self) -> bool:
        """Whether there is something left that could be left unsent."""
        room = self.bench.room
        can_write = not self.bench.desk.is_read_only
        is_open = room is not None and room.is_started and room.result is None
        return is_open and can_write and not self._is_cancelled

    def stop(self) -> None:
        """Pause: what is on its way is waited for, and nothing more is sent until it goes on."""
        if self._task is not None and not self._task.is_stopping:
            self._task.stop()
            self.log.tell(self.tr("Pausing: requests under way are waited for"), "pause", "warning")
            self.changed.emit()

    def cancel(self) -> None:
        """Ask, then end the job: what was not sent is skipped, what was sent is settled."""
        if self.bench.room is not None and self.can_cancel:
            self.bench.tasks.start(self._cancel(self.bench.room), key="cancel")

    @override
    def forget(self) -> None:
        self._failure = None
        self._is_running = self._is_cancelled = False
        self._under_way = 0
        self._task = None
        self.log.clear()
        self.ui.trouble.clear()
        self.ui.tiles.set_tiles([])
        self.ui.chart.clear()

    @override
    def foot(self) -> Foot:
        if self.is_running:
            return Foot(
                self._running_text(),
                "",
                extra="imports.pause" if self.can_pause and not self._is_cancelled else "",
                more="imports.cancel" if self.can_cancel else "",
                can_back=False,
            )
        room = self.bench.room
        if room is not None and room.result is not None:
            return Foot("", self.tr("See the result"), can_next=True, can_back=False)
        if room is None or not room.is_started:
            if self._failure is None:
                return Foot("", "", can_back=True)
            return Foot(
                self.tr("Nothing was sent."), self.tr("Try again"), can_next=True, can_back=True
            )
        return Foot(
            self.tr("The rest was not sent."),
            self.tr("Resume"),
            can_next=not self.bench.desk.is_read_only,
            extra="imports.cancel" if self.can_cancel else "",
            can_back=False,
        )

    def _running_text(self) -> str:
        waits = (
            self.tr("Still under way at the service: {0}.").format(words.rows(self._under_way))
            if self._under_way
            else self.tr("What was sent is being settled.")
        )
        if self._is_cancelled:
            return self.tr("Cancelled: nothing more is sent. {0}").format(waits)
        if self._task is not None and self._task.is_stopping:
            return self.tr("Pausing: nothing more is sent. {0}").format(waits)
        return self.tr("You can work in other rooms meanwhile.")

    @override
    def focus_first(self) -> None:
        self.ui.log_list.setFocus()

    async def _cancel(self, room: JobRoom) -> None:
        agreed = await confirm(
            self,
            self.tr("End this import without the rest?"),
            self.tr(
                "Rows that were not sent are skipped, and the import ends. What was sent stays and"
                " is settled; undo takes it back. Pause instead if you want to go on later."
            ),
            self.tr("Skip the rest and end"),
            danger=True,
        )
        if not agreed or room is not self.bench.room or not self.can_cancel:
            return
        # Said at once: writing it for a million rows takes a moment.
        self._is_cancelled = True
        self.changed.emit()
        try:
            await self.bench.desk.worker.call(CancelJob(job=room.job), bool)
        except DeskError:
            self._is_cancelled = False
            self.changed.emit()
            raise
        self.log.tell(self.tr("Cancelled: what was not sent is skipped"), "stop", "warning")
        self.changed.emit()
        if not self.is_running:
            self.start()

    async def _run(self, room: JobRoom) -> None:
        desk = self.bench.desk
        self._failure = None
        self.ui.trouble.clear()
        self.changed.emit()
        is_resumed = room.is_started
        watching = failure = None
        try:
            if not room.is_started:
                await desk.worker.call(ConfirmJob(job=room.job), type(None))
                room.is_started = True
            self._begin(is_resumed=is_resumed)
            self.changed.emit()
            watching = self.bench.tasks.start(self._watch(room), key="watch")
            room.result = await desk.run(
                self.tr("Import {0} into {1}").format(room.source.name, room.list_name),
                RunJob(job=room.job),
                JobResult,
                job=room.job,
                room="imports",
                can_outlive=True,
            )
        except DeskError as error:
            failure = error
        finally:
            self._task = None
            self._is_over, self._is_running = True, False
            if watching is not None:
                watching.cancel()
        if room is not self.bench.room:
            return
        if room.is_started:
            await self._look(room)
        if failure is not None:
            self._on_failed(failure)
        elif room.result is not None:
            self.log.tell(self.tr("Done"), "success", "success")
            self.done.emit()
        self.changed.emit()

    def _begin(self, *, is_resumed: bool) -> None:
        self._began = time.monotonic()
        self._is_over = False
        self._phase = self._note = ""
        self.ui.chart.clear()
        self.ui.done_label.setText(self.tr("Starting…"))
        self.ui.speed_label.setText("")
        self._before = -1
        self._pace = Pace()
        self.log.tell(
            self.tr("Going on where it ended") if is_resumed else self.tr("Sending begins"),
            "play",
            "accent",
        )

    def _on_started(self, task: RunningTask) -> None:
        room = self.bench.room
        if room is not None and room.is_started and task.job == room.job:
            self._task = task
            task.changed.connect(lambda: self._on_progress(task))

    def _on_progress(self, task: RunningTask) -> None:
        if task is not self._task:
            return
        progress = task.progress
        if progress is not None:
            self._tell_phase(progress)
        if task.restarts:
            text = self.tr("The background process ended and was started again; nothing is lost.")
            if text != self.ui.trouble.text:
                self.ui.trouble.tell(text, "warning")
                self.log.tell(text, "warning", "warning")
                self.ui.chart.mark(time.monotonic() - self._began)

    def _tell_phase(self, progress: Progress) -> None:
        if progress.phase != self._phase:
            self._phase = progress.phase
            self.log.tell(phase_title(progress.phase), "arrow-right", "muted")
        if progress.note and progress.note != self._note:
            self.log.tell(progress.note[:1].upper() + progress.note[1:], "info", "muted")
        self._note = progress.note

    async def _watch(self, room: JobRoom) -> None:
        while True:
            took = await self._look(room)
            await asyncio.sleep(max(_LOOK, took * 10))

    async def _look(self, room: JobRoom) -> float:
        began = time.monotonic()
        if not self.bench.desk.is_signed_in:
            return 0.0
        journal = self.bench.desk.session.journal
        try:
            if room.to_send is None:
                room.to_send = await asyncio.to_thread(rows_to_send, journal, room.job)
            picture = await asyncio.to_thread(picture_of, journal, room.job)
        except StoreError:
            # A journal that cannot be read now is told by the job itself when it needs it.
            return time.monotonic() - began
        if room is self.bench.room:
            self._show(picture, room.to_send)
        return time.monotonic() - began

    def _show(self, picture: Picture, sent: int) -> None:
        under_way = picture.under_way
        if under_way != self._under_way:
            self._under_way = under_way
            self.changed.emit()
        done = max(0, picture.done - (picture.rows - sent))
        seconds = time.monotonic() - self._began
        if self._before < 0:
            self._before = done
            self.ui.chart.clear(sent, done)
        else:
            self.ui.chart.add(seconds, done)
        self.ui.bar.setRange(0, max(1, sent))
        self.ui.bar.setValue(done)
        self.ui.done_label.setText(
            self.tr("{0} done").format(words.of(done, sent)) if sent else words.rows(picture.rows)
        )
        self._chunks = picture.chunks
        self._show_speed(done, sent, seconds)
        self._show_outcomes(picture)
        if self.log.tell_chunks(picture.chunks):
            self.ui.chart.mark(time.monotonic() - self._began)

    def _show_speed(self, done: int, sent: int, seconds: float) -> None:
        parts = []
        if not self._is_over:
            self._pace.note(done, sum(one.state in _CLOSED for one in self._chunks))
            if self._pace.rate is not None:
                parts.append(words.rate(self._pace.rate))
            left = self._pace.seconds_left(sent - done)
            if left is not None and sent > done and not self._is_cancelled:
                parts.append(words.time_left(left))
        elif self._is_over and seconds > 1:
            parts.append(words.duration(seconds))
        self.ui.speed_label.setText(" · ".join(parts))

    def _show_outcomes(self, picture: Picture) -> None:
        tiles = []
        for outcome in _OUTCOMES:
            count = picture.counts.get(outcome, 0)
            if count or outcome in (Outcome.CREATED, Outcome.UPDATED, Outcome.FAILED):
                mark = state_mark(outcome)
                tiles.append(
                    TileFacts(outcome, count, mark.word, "", mark.tone if count else "muted")
                )
        left = picture.counts.get("open", 0)
        tiles.append(TileFacts("open", left, self.tr("to go"), "", "accent" if left else "muted"))
        self.ui.tiles.set_tiles(tiles)

    def _on_failed(self, error: DeskError) -> None:
        self._failure = error
        explained = explain(error)
        stopped = isinstance(error, JobStopped)
        text = in_sentences(explained.what, explained.why, "" if stopped else explained.todo)
        is_refused = explained.severity is Severity.SIGNED_OUT
        self.ui.trouble.tell(
            text,
            "warning" if stopped or explained.retryable else "danger",
            self.tr("Paste another token…") if is_refused else "",
            self.bench.desk.ask_for_secret if is_refused else None,
            closable=False,
        )
        said = explained.what if stopped else self.tr("Ended early")
        self.log.tell(said, "pause" if stopped else "error", "warning")
        for label, detail in explained.details:
            if detail not in text:
                self.log.tell(f"{label}: {detail}", "info", "muted")
        if self._began:
            self.ui.chart.mark(time.monotonic() - self._began, "warning" if stopped else "danger")

    def show_stopped(self, state: JobState, problem: dict[str, object] | None) -> None:
        """Show a job that ended before its end, as the journal has it."""
        self._began = time.monotonic()
        self._before, self._is_over = -1, False
        if problem:
            self.ui.trouble.tell(explain(problem).what, "warning", closable=False)
        elif state is JobState.RUNNING:
            self.ui.trouble.tell(
                self.tr("The program ended while this import was running. It can go on."),
                "warning",
                closable=False,
            )
        if self.bench.room is not None:
            self.bench.tasks.start(self._look(self.bench.room), key="watch")
