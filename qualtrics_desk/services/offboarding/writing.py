"""The steps of an offboarding, each looked at, done and looked at again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from qualtrics_desk.domain.errors import ApiError, Fate, Forbidden
from qualtrics_desk.domain.marking import marked
from qualtrics_desk.domain.outcomes import Outcome, Route
from qualtrics_desk.services.engine.problems import words_of
from qualtrics_desk.services.engine.single_calls import REFUSED, SingleCalls, failed_row
from qualtrics_desk.services.offboarding.steps import STEPS
from qualtrics_desk.store.journal.records import RowOutcome

if TYPE_CHECKING:
    from qualtrics_desk.services.engine.run import Run
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.records import RowRecord
    from qualtrics_desk.store.staging.records import Draft, Order

_REFUSED = (*REFUSED, Forbidden)
"""A survey may be closed to this token while the others are not: one step stops no other."""


class Mover(SingleCalls):
    """Does the steps whose order does not matter."""

    routes: ClassVar[tuple[Route, ...]] = (Route.POST, Route.PUT, Route.DELETE)
    phase = marked("phases", "Handing over")

    def __init__(self, run: Run, session: Session) -> None:
        super().__init__(run)
        self._session = session

    @override
    async def _write(self, record: RowRecord, draft: Draft, order: Order | None) -> RowOutcome:
        if order is None:
            return failed_row(record, "refused", "The row is not in the working copy any more.")
        step = STEPS[order.action]
        tried = await self._was_tried(record)
        try:
            held = await step.look(self._session, order, tried)
            if held.is_done:
                if tried:
                    return self._done(record, held.made)
                return RowOutcome(record.row, Outcome.UNCHANGED)
            if held.conflict:
                return RowOutcome(
                    record.row, Outcome.SKIPPED, None, "changed since", None, held.conflict
                )
            await self._keep(record, order.contact_id or "", held.image)
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
            return self._done(record, made or after.made)
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
        return self._done(record, held.made)


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
