"""What rows with calls of their own share: pieces of them side by side, doubts, cancelling.

Rows of one contact follow each other; what they read and write must not cross. Whatever is written
by single calls (contacts, users, groups) goes this way.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar

import msgspec

from qualtrics_desk.domain.errors import (
    ApiError,
    Conflict,
    InvalidRequest,
    JobFailed,
    NotFound,
    TooLarge,
)
from qualtrics_desk.domain.outcomes import Outcome, PlanState, Route
from qualtrics_desk.services.engine.problems import words_of
from qualtrics_desk.services.engine.progress import Progress
from qualtrics_desk.store.journal.records import RowOutcome

if TYPE_CHECKING:
    from qualtrics_desk.services.engine.run import Run
    from qualtrics_desk.store.journal.records import RowRecord
    from qualtrics_desk.store.staging.records import Draft, Order

AT_ONCE = 4
"""Rows in flight; each is up to three calls of at most 500 a minute (C.1)."""
PIECE = 100
"""Rows whose outcomes are written together."""
DOUBTS_IN_A_ROW = 5
"""Writes of unknown fate in a row after which the job stops: the service is ill."""
REFUSED = (InvalidRequest, NotFound, Conflict, TooLarge)
"""Answers that say no to one row; any other stops the job."""
_OUTCOMES = {
    PlanState.NEW: Outcome.CREATED,
    PlanState.REMOVED: Outcome.REMOVED,
    PlanState.ERASED: Outcome.REMOVED,
}

_Act = Callable[["RowRecord", "Draft", "Order | None"], Awaitable[RowOutcome]]


class SingleCalls(ABC):
    """Brings every open row of some routes to its outcome."""

    routes: ClassVar[tuple[Route, ...]]
    phase: ClassVar[str]

    def __init__(self, run: Run) -> None:
        self._run = run
        self._doubts_in_a_row = 0
        self._has_begun = False

    @abstractmethod
    async def _write(self, record: RowRecord, draft: Draft, order: Order | None) -> RowOutcome:
        """Bring one row to its outcome."""

    @abstractmethod
    async def _look(self, record: RowRecord, draft: Draft, order: Order | None) -> RowOutcome:
        """Whether a row that may have been sent is as it was asked for; no outcome where not."""

    async def write_all(self) -> None:
        """Bring every open row to an outcome.

        Raises:
            JobStopped: On wish.
            ApiError: When the service cannot be reached or refuses the whole job.
        """
        run = self._run
        after = written = 0
        while True:
            run.stop.check()
            if await self._is_cancelled():
                await self._close()
                return
            records = await asyncio.to_thread(
                run.ledger.open_rows, run.job, self.routes, after, PIECE
            )
            if not records:
                return
            self._has_begun = True
            after = records[-1].row
            outcomes = await self._write_piece(records)
            await asyncio.to_thread(run.ledger.settle, run.job, outcomes)
            written += len(outcomes)
            run.report(Progress(self.phase, written))

    async def settle_tried(self) -> None:
        """Give rows their outcome that were sent and are as asked for; writes nothing.

        Raises:
            JobStopped: On wish.
            ApiError: When the service cannot be reached.
        """
        run, after = self._run, 0
        while records := await asyncio.to_thread(
            run.ledger.open_rows, run.job, self.routes, after, PIECE
        ):
            run.stop.check()
            after = records[-1].row
            await self._settle_seen(records)

    def _done(self, record: RowRecord, contact_id: str | None = None) -> RowOutcome:
        """The outcome of a row that is as it was asked for."""
        outcome = _OUTCOMES.get(PlanState(record.plan), Outcome.UPDATED)
        return RowOutcome(record.row, outcome, contact_id)

    async def _was_tried(self, record: RowRecord) -> bool:
        """Whether a before-image says that an earlier try may have sent a row."""
        return await asyncio.to_thread(self._run.ledger.images.has, self._run.job, record.row)

    async def _keep(self, record: RowRecord, thing: str, image: bytes) -> None:
        """Keep what stands before the row is sent."""
        run = self._run
        await asyncio.to_thread(run.ledger.images.keep, run.job, record.row, thing, image)

    async def _settle_seen(self, records: list[RowRecord]) -> None:
        outcomes = await self._each(records, self._look)
        found = [outcome for outcome in outcomes if outcome.outcome is not None]
        await asyncio.to_thread(self._run.ledger.settle, self._run.job, found)

    async def _is_cancelled(self) -> bool:
        run = self._run
        return await asyncio.to_thread(run.ledger.cancelling.is_wanted, run.job)

    async def _close(self) -> None:
        """Close what was not sent of a cancelled job.

        A process that died may have written rows of the first open piece and not said so: these
        are looked at. What this process has begun is settled by now.
        """
        run = self._run
        if not self._has_begun:
            records = await asyncio.to_thread(run.ledger.open_rows, run.job, self.routes, 0, PIECE)
            await self._settle_seen(records)
        await asyncio.to_thread(run.ledger.cancelling.close_single, run.job, self.routes)

    async def _write_piece(self, records: list[RowRecord]) -> list[RowOutcome]:
        return await self._each(records, self._write)

    async def _each(self, records: list[RowRecord], act: _Act) -> list[RowOutcome]:
        if not records:
            return []
        first, last = records[0].row, records[-1].row
        staging = self._run.staging
        drafts = {
            draft.row: draft
            for draft in await asyncio.to_thread(staging.drafts_between, first, last)
        }
        orders: dict[int, Order] = {}
        if self._run.orders:
            orders = await asyncio.to_thread(staging.orders_between, first, last)
        by_contact: dict[str | int, list[RowRecord]] = {}
        for record in records:
            by_contact.setdefault(record.contact_id or record.row, []).append(record)
        waiting = list(reversed(by_contact.values()))
        outcomes: list[RowOutcome] = []

        async def work() -> None:
            while waiting and not self._run.stop.requested:
                records_of_one = waiting.pop()
                if act == self._write and await self._is_cancelled():
                    # Not begun, so they stay open until all that was begun is settled.
                    return
                for record in records_of_one:
                    outcome = await act(record, drafts[record.row], orders.get(record.row))
                    outcomes.append(outcome)

        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(AT_ONCE):
                    group.create_task(work())
        except BaseExceptionGroup as failures:
            # What was written is known: keep it before the job ends.
            await asyncio.to_thread(self._run.ledger.settle, self._run.job, outcomes)
            raise failures.exceptions[0] from None
        return outcomes

    def _in_doubt(self, record: RowRecord, left: str, error: ApiError) -> RowOutcome:
        """The outcome of a row whose call failed again and again and is not to be seen.

        One row that the service cannot take must not keep the others from being written.
        """
        self._doubts_in_a_row += 1
        if self._doubts_in_a_row >= DOUBTS_IN_A_ROW:
            raise JobFailed(
                f"The service failed {self._doubts_in_a_row} updates one after another.",
                detail=str(error),
                hint="Nothing is lost: resume the job when the service is well again.",
            )
        outcome = failed_row(record, "no answer", f"{words_of(error)} {left}", error)
        return msgspec.structs.replace(outcome, outcome=Outcome.UNKNOWN)


def failed_row(
    record: RowRecord, reason: str, message: str, error: ApiError | None = None
) -> RowOutcome:
    """The outcome of a row that could not be written."""
    created = "Created, but not all of it was stored. " if record.plan == PlanState.NEW else ""
    return RowOutcome(
        record.row,
        Outcome.FAILED,
        record.contact_id,
        reason,
        None if error is None else error.code,
        created + message,
        None if error is None else error.request_id,
    )
