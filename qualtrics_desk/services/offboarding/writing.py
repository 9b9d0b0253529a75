"""The steps of an offboarding, each looked at, done and looked at again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from qualtrics_desk.domain.errors import (
    ApiError,
    Conflict,
    Fate,
    Forbidden,
    InvalidRequest,
    NotFound,
    TooLarge,
)
from qualtrics_desk.domain.marking import marked
from qualtrics_desk.domain.outcomes import Outcome, PlanState, Route
from qualtrics_desk.services.engine.problems import words_of
from qualtrics_desk.services.engine.single_calls import PIECE, SingleCalls, failed_row
from qualtrics_desk.services.offboarding.steps import STEPS
from qualtrics_desk.store.journal.records import RowOutcome

if TYPE_CHECKING:
    from qualtrics_desk.services.engine.run import Run
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.records import RowRecord
    from qualtrics_desk.store.staging.records import Draft, Order

_REFUSED = (InvalidRequest, NotFound, Conflict, TooLarge, Forbidden)
"""A survey may be closed to this token while the others are not: one step stops no other."""


class OffboardSteps:
    """What the engine sends: everything that is handed over, and then the account."""

    def __init__(self, run: Run, session: Session) -> None:
        self._mover, self._closer = Mover(run, session), Closer(run, session)

    async def send(self) -> None:
        """Do every open step and give it its outcome."""
        await self._mover.move_all()
        await self._closer.move_all()

    async def settle_sent(self) -> None:
        """Find out what became of every step that was tried, and do nothing more."""
        await self._mover.settle_tried()
        await self._closer.settle_tried()


class Mover(SingleCalls):
    """Does the steps whose order does not matter."""

    routes: ClassVar[tuple[Route, ...]] = (Route.POST, Route.PUT, Route.DELETE)
    phase = marked("phases", "Handing over")

    def __init__(self, run: Run, session: Session) -> None:
        super().__init__(run)
        self._session = session

    async def move_all(self) -> None:
        """Do every open step of that kind.

        Raises:
            JobStopped: On wish.
            ApiError: When the service cannot be reached.
        """
        await self._all()

    async def settle_tried(self) -> None:
        """Give steps their outcome that were tried and are done; does none."""
        run, after = self._run, 0
        while records := await asyncio.to_thread(
            run.ledger.open_rows, run.job, self.routes, after, PIECE
        ):
            run.stop.check()
            after = records[-1].row
            found = await self._each(records, self._look)
            done = [one for one in found if one.outcome is not None]
            await asyncio.to_thread(run.ledger.settle, run.job, done)

    @override
    async def _write(self, record: RowRecord, draft: Draft, order: Order | None) -> RowOutcome:
        if order is None:
            return failed_row(record, "refused", "The row is not in the working copy any more.")
        step, run = STEPS[order.action], self._run
        tried = await self._was_tried(record)
        try:
            held = await step.look(self._session, order, tried)
            if held.is_done:
                if tried:
                    return self._done(record)._replace(contact_id=held.made)
                return RowOutcome(record.row, Outcome.UNCHANGED)
            if held.conflict:
                return RowOutcome(
                    record.row, Outcome.SKIPPED, None, "changed since", None, held.conflict
                )
            await asyncio.to_thread(
                run.ledger.images.keep, run.job, record.row, order.contact_id or "", held.image
            )
            doubt: ApiError | None = None
            made: str | None = None
            try:
                made = await step.do(self._session, order)
            except ApiError as error:
                if error.fate is not Fate.UNKNOWN:
                    raise
                doubt = error
            after = await step.look(self._session, order, True)
        except _REFUSED as error:
            return failed_row(record, "refused", words_of(error), error)
        if after.is_done:
            self._doubts_in_a_row = 0
            return self._done(record)._replace(contact_id=made or after.made)
        if doubt is not None:
            return self._in_doubt(record, "Not to be seen so far.", doubt)
        return failed_row(
            record, "not kept", "The service accepted the change but did not keep it."
        )

    @override
    async def _look(self, record: RowRecord, draft: Draft, order: Order | None) -> RowOutcome:
        if order is None or not await self._was_tried(record):
            return RowOutcome(record.row, None)
        try:
            held = await STEPS[order.action].look(self._session, order, True)
        except _REFUSED:
            return RowOutcome(record.row, None)
        if not held.is_done:
            return RowOutcome(record.row, None)
        return self._done(record)._replace(contact_id=held.made)

    @override
    async def _is_done(self, record: RowRecord, draft: Draft, order: Order | None) -> bool:
        return (await self._look(record, draft, order)).outcome is not None

    @override
    def _done(self, record: RowRecord) -> RowOutcome:
        outcome = {PlanState.NEW: Outcome.CREATED, PlanState.REMOVED: Outcome.REMOVED}
        return RowOutcome(record.row, outcome.get(PlanState(record.plan), Outcome.UPDATED))

    async def _was_tried(self, record: RowRecord) -> bool:
        return await asyncio.to_thread(self._run.ledger.images.has, self._run.job, record.row)


class Closer(Mover):
    """Closes the account, once everything else is done."""

    routes: ClassVar[tuple[Route, ...]] = (Route.LAST,)
    phase = marked("phases", "Disabling the account")

    @override
    async def _write(self, record: RowRecord, draft: Draft, order: Order | None) -> RowOutcome:
        run = self._run
        counts = await asyncio.to_thread(run.ledger.counts, run.job)
        left = counts.get(Outcome.FAILED, 0) + counts.get(Outcome.UNKNOWN, 0)
        if left:
            text = (
                f"{left:,} steps before it failed: the account stays open, so that they can be"
                " done. Retry tries them and this one again."
            )
            return failed_row(record, "waits", text)
        return await super()._write(record, draft, order)
