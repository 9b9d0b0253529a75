"""Send: bulk import requests of one list, one after the other (design.md 3.3, D.9).

The service works the jobs of one list in order, so a second request beside the first gains
nothing. What does gain is to fetch the report of former jobs while the next one is worked: the
service never waits for what is written about a job that is over.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, NamedTuple

from qualtrics_desk.api.endpoints import contact_imports
from qualtrics_desk.domain.errors import (
    ApiError,
    Fate,
    Forbidden,
    InvalidRequest,
    JobFailed,
    NotFound,
    TooLarge,
)
from qualtrics_desk.domain.ids import ImportId
from qualtrics_desk.domain.outcomes import ChunkState, Outcome, PlanState, Route
from qualtrics_desk.services.concurrency import both, each
from qualtrics_desk.services.engine.chunking import body_of
from qualtrics_desk.services.engine.problems import problem_of, words_of
from qualtrics_desk.services.engine.refusals import Refusals
from qualtrics_desk.services.engine.settle import Answer, SentRow, attribute, email_of
from qualtrics_desk.store.journal.records import Chunk, RowOutcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.api.endpoints.contact_imports import ImportStatus, ReportEntry
    from qualtrics_desk.services.engine.run import Run

UNKNOWN_IN_A_ROW = 5
"""Requests of unknown fate in a row after which the job stops: the service is ill."""
SETTLERS = 2
"""Finished jobs that are settled at once: while one waits for a page the other is written."""
BEHIND = 1
"""Finished jobs that wait beside these: none may pile up."""
SHORTEST_POLL = 0.15
LONGEST_POLL = 15.0
"""Seconds between looks at a running import job; the rate is 500 a minute (C.1)."""
CLOSER_LOOK = 0.05
"""Seconds between looks when it should be over by what the one before took."""


_PLANS = {state.value: state for state in PlanState}
_ROUTES = {route.value: route for route in Route}


class _Request(NamedTuple):
    """A chunk as it is sent: its rows and the body that holds them, in the same order."""

    number: int
    rows: list[SentRow]
    body: bytes


class _Finished(NamedTuple):
    """A job that is over; status None where its fate is unknown."""

    chunk: Chunk
    rows: list[SentRow]
    status: ImportStatus | None


class BulkSender:
    """Sends the planned chunks of a job and settles what the service says of them."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._unknown_in_a_row = 0
        self._seconds_a_row = 0.0
        self._refusals = Refusals()

    async def send_all(self) -> None:
        """Finish accepted chunks, then send the planned ones in order.

        Raises:
            JobStopped: On wish.
            ApiError: When the service cannot be reached or refuses the whole job.
            JobFailed: When going on would be useless.
        """
        ledger, job = self._run.ledger, self._run.job
        await self.settle_accepted()
        self._refusals = Refusals(await asyncio.to_thread(ledger.refused_alone, job))
        finished: asyncio.Queue[_Finished | None] = asyncio.Queue(BEHIND)
        await both(
            self._send_planned(finished),
            each(range(SETTLERS), lambda _: self._settle_behind(finished), SETTLERS),
        )
        self._run.tell_sending()

    async def _send_planned(self, finished: asyncio.Queue[_Finished | None]) -> None:
        ledger, job = self._run.ledger, self._run.job
        ahead: _Request | None = None
        while planned := await asyncio.to_thread(ledger.chunks, job, ChunkState.PLANNED):
            self._run.stop.check()
            if await asyncio.to_thread(ledger.cancelling.is_wanted, job):
                await asyncio.to_thread(ledger.cancelling.close_planned, job)
                continue
            self._run.tell_sending()
            chunk = planned[0]
            if ahead is None or ahead.number != chunk.number:
                ahead = await asyncio.to_thread(self._request, chunk)
            rows = ahead.rows
            accepted = await self._post(chunk, ahead.body)
            ahead = None
            if accepted is not None:
                status, ahead = await both(self._poll(accepted), self._request_after(planned))
                await finished.put(_Finished(accepted, rows, status))
        for _ in range(SETTLERS):
            await finished.put(None)

    async def _request_after(self, planned: Sequence[Chunk]) -> _Request | None:
        """Make the next request ready, so that the service need not wait for it."""
        return await asyncio.to_thread(self._request, planned[1]) if len(planned) > 1 else None

    async def _settle_behind(self, finished: asyncio.Queue[_Finished | None]) -> None:
        """Settle what is over while the service works on the next request."""
        while (job := await finished.get()) is not None:
            await self._settle(*job)

    async def settle_accepted(self) -> None:
        """Finish the chunks that the service has taken; sends none."""
        ledger, job = self._run.ledger, self._run.job
        for chunk in await asyncio.to_thread(ledger.chunks, job, ChunkState.ACCEPTED):
            status = await self._poll(chunk)
            sent = await asyncio.to_thread(self._request, chunk)
            await self._settle(chunk, sent.rows, status)

    async def _post(self, chunk: Chunk, body: bytes) -> Chunk | None:
        """Send a chunk; returns it accepted, or None when it was split or its fate is unknown."""
        run = self._run
        await asyncio.to_thread(run.ledger.mark_sending, run.job, chunk)
        request = contact_imports.start_import(run.directory, run.list_id, body)
        try:
            reply = await run.client.send(request)
        except (InvalidRequest, TooLarge) as error:
            await asyncio.to_thread(self._split, chunk, error)
            self._refusals.require_some_hope(error)
            return None
        except ApiError as error:
            if error.fate is Fate.NOT_APPLIED:
                await asyncio.to_thread(run.ledger.mark, run.job, chunk, ChunkState.PLANNED)
                raise
            await self._mark_unknown(chunk, error)
            return None
        self._refusals.accepted()
        started = reply.value
        await asyncio.to_thread(
            run.ledger.mark_accepted,
            run.job,
            chunk,
            started.id,
            reply.request_id,
            started.unprocessed,
        )
        accepted = await asyncio.to_thread(run.ledger.chunks, run.job, ChunkState.ACCEPTED)
        return next(found for found in accepted if found.number == chunk.number)

    def _request(self, chunk: Chunk) -> _Request:
        run = self._run
        payloads = run.staging.payloads_between(chunk.first_row, chunk.last_row)
        rows = [
            SentRow(row, _PLANS[plan], _ROUTES[route], email_of(payloads[row]), contact_id)
            for row, plan, route, contact_id in run.ledger.ways(run.job, chunk)
        ]
        return _Request(chunk.number, rows, body_of([payloads[row.row] for row in rows]))

    def _split(self, chunk: Chunk, error: ApiError) -> None:
        """A refused chunk is halved until the guilty row stands alone (P7)."""
        run = self._run
        rows = [row.row for row in run.ledger.chunk_rows(run.job, chunk)]
        self._refusals.refused(error, len(rows))
        if len(rows) > 1:
            parts = self._refusals.parts_of(rows)
            run.ledger.replace_chunk(run.job, chunk, ChunkState.REJECTED, parts)
            return
        outcome = RowOutcome(
            rows[0],
            Outcome.FAILED,
            None,
            "refused",
            error.code,
            words_of(error),
            error.request_id,
        )
        run.ledger.replace_chunk(run.job, chunk, ChunkState.REJECTED, (), [outcome])

    async def _mark_unknown(self, chunk: Chunk, error: ApiError) -> None:
        run = self._run
        await asyncio.to_thread(
            run.ledger.mark, run.job, chunk, ChunkState.UNKNOWN, problem_of(error)
        )
        self._unknown_in_a_row += 1
        if self._unknown_in_a_row >= UNKNOWN_IN_A_ROW:
            raise JobFailed(
                f"The service failed {self._unknown_in_a_row} import requests one after another.",
                detail=str(error),
                hint="Nothing is lost: resume the job when the service is well again.",
            )

    async def _poll(self, chunk: Chunk) -> ImportStatus | None:
        """Wait for an import job; None when the service has lost or failed it."""
        run = self._run
        request = contact_imports.import_status(
            run.directory, run.list_id, ImportId(chunk.import_id or "")
        )
        started = time.monotonic()
        running_until = 0.0
        expected = 0.9 * self._seconds_a_row * chunk.size
        shortest = CLOSER_LOOK if expected else SHORTEST_POLL
        delay = min(max(expected, SHORTEST_POLL), LONGEST_POLL)
        while True:
            await run.stop.wait(delay)
            asked = time.monotonic() - started
            try:
                status = (await run.client.send(request)).value
            except NotFound as error:
                await self._mark_unknown(chunk, error)
                return None
            if status.is_failed and not status.found_nothing:
                await self._mark_unknown(chunk, _failed_job(chunk, status))
                return None
            if status.is_complete:
                # It ended between the last two looks; the next job will take about as long.
                self._seconds_a_row = (running_until + asked) / 2 / chunk.size
                self._unknown_in_a_row = 0
                return status
            running_until = asked
            delay = min(max(0.1 * asked, shortest), LONGEST_POLL)

    async def _settle(self, chunk: Chunk, rows: list[SentRow], status: ImportStatus | None) -> None:
        """Fetch what the service says of a finished job and write the outcome of each row."""
        if status is None:
            return
        run = self._run
        import_id = ImportId(chunk.import_id or "")
        in_job = chunk.size - len(set(chunk.unprocessed))
        counted = status.added + status.updated + status.failed
        if in_job > 0 and counted == 0:
            # D.9: all counts 0 at the end mean that the directory or list does not exist.
            await asyncio.to_thread(self._fail_whole, chunk)
            raise JobFailed(
                "The import job ended without touching a single contact.",
                detail="The service answers so when the list or the directory does not exist.",
                hint="Look whether the list was deleted; then resume the job.",
            )
        entries = await self._report(import_id)
        invalid: frozenset[str] = frozenset()
        if status.failed:
            summary = contact_imports.import_summary(run.directory, run.list_id, import_id)
            try:
                invalid = frozenset((await run.client.send(summary)).value.invalid_emails)
            except NotFound:
                invalid = frozenset()
        answer = Answer(
            frozenset(chunk.unprocessed),
            entries,
            invalid,
            status.added + status.updated,
            status.failed,
            chunk.request_id,
        )
        await asyncio.to_thread(self._write, chunk, rows, answer)
        run.tell_sending()

    async def _report(self, import_id: ImportId) -> list[ReportEntry] | None:
        run = self._run
        entries: list[ReportEntry] = []
        try:
            async for page in run.client.pages(
                contact_imports.import_report(run.directory, import_id)
            ):
                entries.extend(page.items)
        except (NotFound, Forbidden, InvalidRequest):
            # XM Directory only (D.9): elsewhere the counts and the list itself must do.
            return None
        return entries

    def _write(self, chunk: Chunk, rows: list[SentRow], answer: Answer) -> None:
        self._run.ledger.settle(self._run.job, attribute(rows, answer), chunk=chunk)

    def _fail_whole(self, chunk: Chunk) -> None:
        run = self._run
        run.ledger.settle(
            run.job,
            [
                RowOutcome(
                    record.row,
                    Outcome.FAILED,
                    None,
                    "not found",
                    None,
                    "The list or directory was not found by the service.",
                    chunk.request_id,
                )
                for record in run.ledger.chunk_rows(run.job, chunk)
            ],
            chunk=chunk,
        )


def _failed_job(chunk: Chunk, status: ImportStatus) -> ApiError:
    return ApiError(
        "The service gave up an import job.",
        method="GET",
        path=f"transactioncontacts/{chunk.import_id}",
        service_text=status.status,
        fate=Fate.UNKNOWN,
    )
