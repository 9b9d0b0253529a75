"""The window's end of the pipe: starts the worker on demand, again when it died, and resumes."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, TypeVar

import msgspec

from qualtrics_desk.services.background.messages import (
    Open,
    Outlive,
    Request,
)
from qualtrics_desk.services.background.process import WorkerDied, WorkerProcess, died
from qualtrics_desk.services.engine.progress import Progress, Report, silent
from qualtrics_desk.store.settings import WriteLimits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from qualtrics_desk.api.connection import Connection

Result = TypeVar("Result")

RESTARTS = 5
"""Times in a row that a worker may die no further than before until the window gives up."""


def worker_command() -> list[str]:
    """How this very program is started as a worker, frozen or not."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "worker"]
    return [sys.executable, "-m", "qualtrics_desk", "worker"]


def opening_of(
    connection: Connection,
    profile: str | None,
    absence_wait: float,
    patience: float | None = None,
    limits: WriteLimits | None = None,
) -> Open:
    """The message that tells the worker who it works for."""
    oauth = connection.oauth
    limits = limits or WriteLimits()
    return Open(
        base_url=connection.base_url,
        token=connection.token,
        client_id=None if oauth is None else oauth.client_id,
        client_secret=None if oauth is None else oauth.client_secret,
        scopes=() if oauth is None else oauth.scopes,
        client_certificate=_text(connection.client_certificate),
        client_key=_text(connection.client_key),
        extra_ca=_text(connection.extra_ca),
        proxy=connection.proxy,
        read_only=connection.read_only,
        profile=profile,
        absence_wait=absence_wait,
        rows_per_job=limits.rows_per_job,
        share_percent=limits.share_percent,
        patience=patience,
    )


class WorkerLink:
    """The worker of one profile, alive or not, and the calls under way in it."""

    def __init__(self, opening: Open, command: Sequence[str] | None = None) -> None:
        self._opening = opening
        self._command = list(command or worker_command())
        self._worker: WorkerProcess | None = None
        self._starting = asyncio.Lock()
        self._outlives = False
        self._is_closed = False

    @property
    def process_id(self) -> int | None:
        """Of the running worker, or None."""
        worker = self._worker
        return None if worker is None or worker.has_ended else worker.process_id

    @property
    def calls_lately(self) -> int:
        """Calls of the worker to the service in the last minute, as far as it said."""
        return 0 if self._worker is None else self._worker.calls_lately

    async def call(
        self, request: Request, returns: type[Result], report: Report = silent
    ) -> Result:
        """Send a request and wait for its answer, which is of the type `returns`.

        Cancelling the wait stops the call in the worker.

        Raises:
            WorkerDied: When the process ended before it answered.
            JobStopped: When the call was stopped.
            JobBusy: When another process drives the job.
            WorkerProblem: When the call failed.
        """
        worker = await self._running()
        return msgspec.convert(await worker.ask(request, report), returns)

    async def to_the_end(
        self,
        request: Request,
        returns: type[Result],
        report: Report = silent,
        *,
        on_restart: Callable[[], None] | None = None,
    ) -> Result:
        """Like `call`, but a worker that dies is started again and goes on from the store.

        Only for requests that may be made again: planning, running, reading, writing files.

        Raises:
            WorkerDied: When it died several times in a row and came no further than before, or
                when this link was closed.
            JobStopped: When the call was stopped.
            JobBusy: When another process drives the job.
            WorkerProblem: When the call failed.
        """
        furthest = _Furthest(report)
        deaths = 0
        while True:
            try:
                return await self.call(request, returns, furthest.take)
            except WorkerDied:
                deaths = 1 if furthest.was_passed() else deaths + 1
                if self._is_closed or deaths > RESTARTS:
                    raise
                if on_restart is not None:
                    on_restart()

    async def reopen(self, opening: Open) -> None:
        """Work on with other credentials; calls under way keep those they began with."""
        self._opening = opening
        if self.process_id is not None:
            await self.call(opening, type(None))

    def stop_job(self, job: int) -> None:
        """Ask what is being done for a job to stop cleanly."""
        if self._worker is not None:
            self._worker.stop(lambda request: getattr(request, "job", None) == job)

    def stop_request(self, request: Request) -> None:
        """Ask one call under way to stop cleanly."""
        if self._worker is not None:
            self._worker.stop(lambda other: other is request)

    def stop_all(self) -> None:
        """Ask every call under way to stop cleanly."""
        if self._worker is not None:
            self._worker.stop(lambda _request: True)

    def let_finish(self) -> None:
        """Let running jobs go on when the window closes."""
        self._outlives = True
        if self._worker is not None:
            self._worker.post(Outlive())

    async def close(self) -> None:
        """Close the pipe and wait for the worker to end, unless it was told to let jobs finish."""
        self._is_closed = True
        async with self._starting:
            worker, self._worker = self._worker, None
        if worker is None:
            return
        if self._outlives:
            worker.look_away()
        worker.hang_up()
        if not self._outlives:
            await worker.wait()

    async def _running(self) -> WorkerProcess:
        async with self._starting:
            if self._is_closed:
                raise died(None)
            if self._worker is None or self._worker.has_ended:
                self._worker = await self._started()
            return self._worker

    async def _started(self) -> WorkerProcess:
        worker = await WorkerProcess.start(self._command)
        try:
            await worker.ask(self._opening)
        except BaseException:
            worker.hang_up()
            raise
        if self._outlives:
            worker.post(Outlive())
        return worker


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)


class _Furthest:
    """Passes progress on and knows whether a new try came further than all before it.

    An answer proves nothing: a job that kills its worker at the same place each time gets there
    each time.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._best: dict[str, int] = {}
        self._passed = False

    def take(self, progress: Progress) -> None:
        """Note a sign of progress."""
        if progress.done > self._best.get(progress.phase, -1):
            self._best[progress.phase] = progress.done
            self._passed = True
        self._report(progress)

    def was_passed(self) -> bool:
        """Whether it came further since this was last asked."""
        passed, self._passed = self._passed, False
        return passed
