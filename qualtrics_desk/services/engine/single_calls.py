"""What rows with calls of their own share: pieces of them side by side, doubts, one reading.

Rows of one contact follow each other; what they read and write must not cross.
"""

from __future__ import annotations

import asyncio
import time
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from qualtrics_desk.domain.errors import ApiError, JobFailed, NotFound
from qualtrics_desk.domain.outcomes import Outcome, PlanState, Route
from qualtrics_desk.services.engine.problems import words_of
from qualtrics_desk.services.engine.progress import Progress
from qualtrics_desk.store.journal.records import RowOutcome

if TYPE_CHECKING:
    from qualtrics_desk.domain.ids import ContactId
    from qualtrics_desk.services.engine.run import Run
    from qualtrics_desk.store.journal.records import RowRecord
    from qualtrics_desk.store.staging.records import Draft, Order

AT_ONCE = 4
"""Rows in flight; each is up to three calls of at most 500 a minute (C.1)."""
PIECE = 100
"""Rows whose outcomes are written together."""
DOUBTS_IN_A_ROW = 5
"""Writes of unknown fate in a row after which the job stops: the service is ill."""
NEW_CONTACT_PATIENCE = 2.0
"""Seconds between looks for a contact that was created a moment ago (F.90, F.91)."""


class SingleCalls(ABC):
    """Brings every open row of some routes to its outcome."""

    routes: ClassVar[tuple[Route, ...]]
    phase: ClassVar[str]

    def __init__(self, run: Run) -> None:
        self._run = run
        self._reach = run.reach
        self._doubts_in_a_row = 0

    @abstractmethod
    async def _write(self, record: RowRecord, draft: Draft, order: Order | None) -> RowOutcome:
        """Bring one row to its outcome."""

    async def _all(self) -> None:
        run = self._run
        after = written = 0
        while True:
            records = await asyncio.to_thread(
                run.ledger.open_rows, run.job, self.routes, after, PIECE
            )
            if not records:
                return
            run.stop.check()
            after = records[-1].row
            outcomes = await self._write_piece(records)
            await asyncio.to_thread(run.ledger.settle, run.job, outcomes)
            written += len(outcomes)
            run.report(Progress(self.phase, written))

    async def _write_piece(self, records: list[RowRecord]) -> list[RowOutcome]:
        first, last = records[0].row, records[-1].row
        staging = self._run.staging
        drafts = {
            draft.row: draft
            for draft in await asyncio.to_thread(staging.drafts_between, first, last)
        }
        orders: dict[int, Order] = {}
        if self._run.orders:
            orders = await asyncio.to_thread(staging.orders_between, first, last)
        by_contact: dict[str | None, list[RowRecord]] = {}
        for record in records:
            by_contact.setdefault(record.contact_id, []).append(record)
        waiting = list(reversed(by_contact.values()))
        outcomes: list[RowOutcome] = []

        async def work() -> None:
            while waiting and not self._run.stop.requested:
                for record in waiting.pop():
                    outcome = await self._write(record, drafts[record.row], orders.get(record.row))
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

    async def _read(self, contact_id: ContactId, *, fresh: bool = False) -> dict[str, Any]:
        """The contact as it is; one that was just created may take a while to appear."""
        run = self._run
        request = self._reach.read(contact_id)
        deadline = time.monotonic() + run.absence_wait
        while True:
            try:
                raw: dict[str, Any] = (await run.client.send(request)).value.raw
                return raw
            except NotFound:
                if not fresh or time.monotonic() >= deadline:
                    raise
            await run.stop.wait(NEW_CONTACT_PATIENCE)

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
        return outcome._replace(outcome=Outcome.UNKNOWN)


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
