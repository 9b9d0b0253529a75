"""Rows of a roster, each by calls of its own: read, written, read back (D.16, D.17).

A POST is never repeated blindly (C.3): a mark is kept before it, and whoever comes after it looks
for the thing first.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from qualtrics_desk.domain.errors import (
    Conflict,
    InvalidRequest,
    NotFound,
    TooLarge,
)
from qualtrics_desk.domain.marking import marked
from qualtrics_desk.domain.outcomes import Outcome, PlanState, Route
from qualtrics_desk.services.engine.single_calls import PIECE, SingleCalls
from qualtrics_desk.store.journal.records import RowOutcome

if TYPE_CHECKING:
    from qualtrics_desk.services.engine.run import Run
    from qualtrics_desk.services.roster.rosters import Roster
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.records import RowRecord
    from qualtrics_desk.store.staging.records import Draft, Order

REFUSED = (InvalidRequest, NotFound, Conflict, TooLarge)
"""Answers that say no to one row; any other stops the job."""
MARK = b"null"
"""The before-image of a thing that was not there."""


class RosterSteps:
    """The steps of a job that writes users, groups or memberships."""

    def __init__(self, writer: RosterWriter) -> None:
        self._writer = writer

    async def send(self) -> None:
        """Send every open row and give it its outcome."""
        await self._writer.write_all()

    async def settle_sent(self) -> None:
        """Find out what became of everything that was sent, and send nothing more."""
        await self._writer.settle_tried()


class RosterWriter(SingleCalls):
    """What users, groups and memberships have in common."""

    routes: ClassVar[tuple[Route, ...]] = (Route.POST, Route.PUT, Route.DELETE)
    phase = marked("phases", "Writing users and groups")

    def __init__(self, run: Run, session: Session, roster: Roster) -> None:
        super().__init__(run)
        self._session, self._roster = session, roster

    async def write_all(self) -> None:
        """Write every open row; each ends with an outcome.

        Raises:
            JobStopped: On wish.
            ApiError: When the service cannot be reached or refuses the whole job.
        """
        await self._all()

    async def settle_tried(self) -> None:
        """Give rows their outcome that were tried and are as asked for; writes nothing."""
        run, after = self._run, 0
        while records := await asyncio.to_thread(
            run.ledger.open_rows, run.job, self.routes, after, PIECE
        ):
            run.stop.check()
            after = records[-1].row
            found = await self._each(records, self._look)
            done = [one for one in found if one.outcome is not None]
            await asyncio.to_thread(run.ledger.settle, run.job, done)

    async def _was_tried(self, record: RowRecord) -> bool:
        return await asyncio.to_thread(self._run.ledger.images.has, self._run.job, record.row)

    async def _keep(self, record: RowRecord, thing: str, image: bytes) -> None:
        run = self._run
        await asyncio.to_thread(run.ledger.images.keep, run.job, record.row, thing, image)

    @override
    async def _is_done(self, record: RowRecord, draft: Draft, order: Order | None) -> bool:
        return (await self._look(record, draft, order)).outcome is not None

    @override
    def _done(self, record: RowRecord) -> RowOutcome:
        outcome = {PlanState.NEW: Outcome.CREATED, PlanState.REMOVED: Outcome.REMOVED}
        return RowOutcome(record.row, outcome.get(PlanState(record.plan), Outcome.UPDATED))
