"""The calls under way in the worker, each a task of its own."""

from __future__ import annotations

import asyncio
import logging
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

import msgspec

from qualtrics_desk.domain import recipes
from qualtrics_desk.domain.errors import DeskError, UsageError
from qualtrics_desk.services import job_runs, retry, undo
from qualtrics_desk.services.background import (
    contact_messages,
    messages,
    people_messages,
    response_messages,
)
from qualtrics_desk.services.edits import commit
from qualtrics_desk.services.engine.judge import Consents
from qualtrics_desk.services.engine.problems import facts_of, problem_of
from qualtrics_desk.services.engine.progress import Progress, Report, Stop
from qualtrics_desk.services.imports import contacts
from qualtrics_desk.services.links import generate
from qualtrics_desk.services.offboarding.jobs import Handover, create_offboarding
from qualtrics_desk.services.roster.jobs import create_roster_import
from qualtrics_desk.services.roster.rosters import RosterOptions
from qualtrics_desk.store.staging.mended import MendedCell
from qualtrics_desk.worker import (
    contact_calls,
    distribution_calls,
    response_calls,
    survey_calls,
    table_calls,
)
from qualtrics_desk.worker.sessions import Sessions

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from qualtrics_desk.services.session import Session
    from qualtrics_desk.worker.outbox import Outbox

_log = logging.getLogger(__name__)

PROGRESS_INTERVAL = 0.1
"""Seconds between two signs of progress of one call."""
GRACE = 10.0
"""Seconds that calls have to stop cleanly once the window is gone. A request that is cut off leaves
its fate unknown, and finding out takes longer than waiting for its answer."""


class Calls:
    """Runs calls side by side; leaving its context ends them, or waits for those that may go on.

    Args:
        outbox: Where answers go.
        know: Told what must never be logged.
    """

    def __init__(self, outbox: Outbox, know: Callable[..., None]) -> None:
        self._know = know
        self._outbox = outbox
        self._group = asyncio.TaskGroup()
        self._running: dict[int, tuple[asyncio.Task[None], Stop]] = {}
        self._sessions = Sessions()
        self._outlives = False

    async def __aenter__(self) -> Self:
        """Open the group of tasks."""
        await self._group.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End what runs, or wait for it; close the session."""
        try:
            if not self._outlives:
                await self._end_all()
            await self._group.__aexit__(kind, error, trace)
        finally:
            await self._sessions.close()

    def start(self, call: messages.Call) -> None:
        """Begin a call, or obey one that concerns other calls."""
        if isinstance(call.request, messages.StopCall):
            running = self._running.get(call.request.call)
            if running is not None:
                running[1].request()
        elif isinstance(call.request, messages.Outlive):
            self._outlives = True
        else:
            stop = Stop()
            task = self._group.create_task(self._answer(call, stop))
            self._running[call.call] = (task, stop)

    def refuse(self, number: int) -> None:
        """Answer a line that could not be read; 0 stands for a call whose number is not known."""
        error = UsageError("The worker could not read a request.")
        self._outbox.put(messages.Failed(number, problem_of(error)))

    async def _end_all(self) -> None:
        running = list(self._running.values())
        for _, stop in running:
            stop.request()
        if running:
            await asyncio.wait([task for task, _ in running], timeout=GRACE)
        for task, _ in running:
            task.cancel()

    async def _answer(self, call: messages.Call, stop: Stop) -> None:
        name, job = type(call.request).__name__, getattr(call.request, "job", None)
        _log.info("call %d: %s, job %s", call.call, name, job)
        try:
            result = await self._do(call.request, stop, self._report(call.call))
        except DeskError as error:
            problem = problem_of(error)
            _log.warning("call %d: %s failed: %s", call.call, name, facts_of(problem))
            self._outbox.put(messages.Failed(call.call, problem))
        else:
            _log.info("call %d: %s is done", call.call, name)
            self._outbox.put(messages.Answered(call.call, msgspec.to_builtins(result)))
        finally:
            self._running.pop(call.call, None)

    async def _do(self, request: messages.Request, stop: Stop, report: Report) -> object:
        if isinstance(request, messages.Open):
            self._know(request.token, request.client_secret)
            await self._sessions.open(request)
            return None
        async with self._sessions.borrow() as session:
            return await _work(session, request, stop, report)

    def _report(self, call: int) -> Report:
        last = 0.0
        phase = ""

        def report(progress: Progress) -> None:
            nonlocal last, phase
            now = time.monotonic()
            if now - last < PROGRESS_INTERVAL and progress.phase == phase:
                return
            last, phase = now, progress.phase
            self._outbox.put(
                messages.Progressed(
                    call,
                    progress.phase,
                    progress.done,
                    progress.total,
                    progress.note,
                    self._sessions.calls_lately,
                )
            )

        return report


async def _work(session: Session, request: messages.Request, stop: Stop, report: Report) -> object:
    match request:
        case messages.CreateImport():
            return await contacts.create_import(
                session,
                Path(request.source),
                recipes.from_toml(request.recipe),
                msgspec.convert(request.options, contacts.ImportOptions),
            )
        case messages.CreateEdit():
            return await commit.create_staged_edit(
                session,
                request.list_id,
                request.directory,
                msgspec.convert(request.options, commit.EditOptions),
            )
        case people_messages.CreateRoster():
            return await create_roster_import(
                session,
                Path(request.source),
                msgspec.convert(request.options, RosterOptions),
            )
        case people_messages.CreateOffboarding():
            return await create_offboarding(session, msgspec.convert(request.handover, Handover))
        case messages.CreateUndo():
            return await undo.create_undo(
                session, request.job, results=request.results, stop=stop, report=report
            )
        case messages.CreateRetry():
            return await retry.create_retry(
                session, request.job, request.rows, request.cells, invalid=request.invalid
            )
        case messages.PlanJob():
            consents = None
            if request.consents is not None:
                consents = msgspec.convert(request.consents, Consents)
            return await job_runs.plan_job(
                session,
                request.job,
                consents=consents,
                reread=request.reread,
                take_out=request.take_out,
                put_back=request.put_back,
                mended=None
                if request.mended is None
                else [MendedCell(*cell) for cell in request.mended],
                stop=stop,
                report=report,
            )
        case messages.ConfirmJob():
            await job_runs.confirm_job(session, request.job)
        case messages.CancelJob():
            return await job_runs.cancel_job(session, request.job)
        case messages.DiscardJob():
            await job_runs.discard_job(session, request.job)
        case messages.RunJob():
            return await job_runs.run_job(session, request.job, stop=stop, report=report)
        case (
            messages.RefreshSurveys()
            | messages.ReadArea()
            | messages.ReadContacts()
            | messages.ReadLinks()
        ):
            return await table_calls.read(session, request, stop, report)
        case (
            contact_messages.ReadOpenings()
            | contact_messages.WriteCopy()
            | contact_messages.BeginCopy()
        ):
            return await contact_calls.do(session, request, stop, report)
        case (
            response_messages.ExportResponses()
            | response_messages.LookAtResponses()
            | response_messages.CountResponses()
        ):
            return await response_calls.respond(session, request, stop, report)
        case messages.ExportRows():
            return await table_calls.export(session, request, stop, report)
        case (
            messages.ReadDefinitions()
            | messages.BackUpSurveys()
            | messages.ExportQsf()
            | messages.WriteCodebook()
            | messages.ChangeSurveys()
        ):
            return await survey_calls.do(session, request, stop, report)
        case (
            messages.ReconcileLinks()
            | messages.ReadAnswered()
            | messages.MergeLinks()
            | messages.GenerateMissing()
            | messages.ReadDistributions()
            | messages.ReadStatus()
            | messages.CreateSending()
        ):
            return await distribution_calls.do(session, request, stop, report)
        case messages.GenerateLinks():
            wish = msgspec.convert(request.request, generate.LinksRequest)
            return await generate.create_generation(session, wish)
        case _:
            raise UsageError("The worker does not know this request.")
    return None
