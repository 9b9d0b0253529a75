"""Long jobs under way in the worker: progress, rate, an honest time left, and the way to stop."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.gui.errors import problem_behind
from qualtrics_desk.gui.pace import Pace
from qualtrics_desk.services.engine.problems import facts_of

if TYPE_CHECKING:
    from qualtrics_desk.services.background.link import WorkerLink
    from qualtrics_desk.services.background.messages import Request
    from qualtrics_desk.services.engine.progress import Progress

Result = TypeVar("Result")

_log = logging.getLogger(__name__)


class RunningTask(QObject):
    """One call under way in the worker.

    Attributes:
        title: What it does, for a person.
        job: The job of the journal it drives, or None.
        room: The panel that shows it.
        progress: The newest sign of progress, or None.
        restarts: How often the worker had to be started again for it.
        can_outlive: Whether it may go on when the window is closed.

    Signals:
        changed: There is something new to show; at most ten times a second.
    """

    changed = Signal()

    def __init__(
        self,
        title: str,
        worker: WorkerLink,
        request: Request,
        *,
        job: int | None,
        room: str,
        can_outlive: bool,
    ) -> None:
        super().__init__()
        self.title = title
        self.job = job
        self.room = room
        self.can_outlive = can_outlive
        self.progress: Progress | None = None
        self.restarts = 0
        self.is_stopping = False
        self.started = time.monotonic()
        self._worker = worker
        self._request = request
        self._pace = Pace()

    @property
    def seconds(self) -> float:
        """For how long it has been under way."""
        return time.monotonic() - self.started

    @property
    def rate(self) -> float | None:
        """Units a minute over the last seconds, or None while too little is known."""
        return self._pace.rate

    @property
    def seconds_left(self) -> float | None:
        """An estimate from the rate; None while it would be a guess."""
        progress = self.progress
        if progress is None or progress.total is None:
            return None
        return self._pace.seconds_left(progress.total - progress.done)

    def take(self, progress: Progress) -> None:
        """Note a sign of progress."""
        if self.progress is None or self.progress.phase != progress.phase:
            self._pace = Pace()
        self._pace.note(progress.done)
        self.progress = progress
        self.changed.emit()

    def restarted(self) -> None:
        """Note that the worker had to be started again."""
        self.restarts += 1
        self.changed.emit()

    def stop(self) -> None:
        """Ask the call to stop cleanly: what was sent is waited for, the rest is not sent."""
        self.is_stopping = True
        self._worker.stop_request(self._request)
        self.changed.emit()


class RunningTasks(QObject):
    """Everything under way, for the tray at the foot of the window.

    Signals:
        started: With the new `RunningTask`.
        ended: With the task and the error it ended with, or None.
    """

    started = Signal(object)
    ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks: list[RunningTask] = []

    async def run(
        self,
        worker: WorkerLink,
        title: str,
        request: Request,
        returns: type[Result],
        *,
        job: int | None = None,
        room: str = "",
        can_outlive: bool = False,
    ) -> Result:
        """Do something in the worker and show it in the tray meanwhile.

        A worker that dies is started again, and the call goes on from the journal or the store.

        Raises:
            JobStopped: When it was stopped.
            DeskError: When it failed.
        """
        task = RunningTask(title, worker, request, job=job, room=room, can_outlive=can_outlive)
        # Not the title: it names lists and files.
        name = type(request).__name__
        _log.info("%s of job %s begins", name, job)
        self.tasks.append(task)
        self.started.emit(task)
        failure: DeskError | None = None
        try:
            result = await worker.to_the_end(request, returns, task.take, on_restart=task.restarted)
        except DeskError as error:
            failure = error
            _log.warning("%s of job %s ends: %s", name, job, facts_of(problem_behind(error)))
            raise
        else:
            _log.info("%s of job %s is done", name, job)
            return result
        finally:
            self.tasks.remove(task)
            self.ended.emit(task, failure)

    def of_job(self, job: int) -> RunningTask | None:
        """The task that drives a job, or None."""
        return next((task for task in self.tasks if task.job == job), None)
