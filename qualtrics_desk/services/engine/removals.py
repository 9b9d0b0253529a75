"""Rows that leave the list: read for the before-image, then DELETE (qualtrics-api.md D.8).

The person stays in the directory. Who is not in the list any more is gone, whoever did it.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.api.endpoints import contacts
from qualtrics_desk.domain.errors import ApiError, Conflict, Fate, InvalidRequest, NotFound
from qualtrics_desk.domain.ids import ContactId
from qualtrics_desk.domain.marking import marked
from qualtrics_desk.domain.outcomes import Outcome, Route
from qualtrics_desk.services.engine.problems import words_of
from qualtrics_desk.services.engine.single_calls import PIECE, SingleCalls, failed_row
from qualtrics_desk.store.journal.records import RowOutcome

if TYPE_CHECKING:
    from qualtrics_desk.store.journal.records import RowRecord
    from qualtrics_desk.store.staging.records import Draft, Order

_ALREADY = "The contact was not in the list any more."


class Remover(SingleCalls):
    """Takes contacts out of the list."""

    routes = (Route.DELETE,)
    phase = marked("phases", "Removing contacts from the list")

    async def remove_all(self) -> None:
        """Remove every open row of that kind; each ends with an outcome.

        Raises:
            JobStopped: On wish.
            ApiError: When the service cannot be reached or refuses the whole job.
        """
        await self._all()

    async def settle_tried(self) -> None:
        """Give rows their outcome whose DELETE was tried and done; removes nobody."""
        run = self._run
        after = 0
        while records := await asyncio.to_thread(
            run.ledger.open_rows, run.job, self.routes, after, PIECE
        ):
            run.stop.check()
            after = records[-1].row
            done = [
                RowOutcome(record.row, Outcome.REMOVED)
                for record in records
                if await asyncio.to_thread(run.ledger.images.has, run.job, record.row)
                and not await self._is_there(ContactId(record.contact_id or ""))
            ]
            await asyncio.to_thread(run.ledger.settle, run.job, done)

    async def _write(self, record: RowRecord, draft: Draft, order: Order | None) -> RowOutcome:
        del draft, order
        run = self._run
        contact_id = ContactId(record.contact_id or "")
        try:
            live = await self._read(contact_id)
        except NotFound:
            return await asyncio.to_thread(self._gone, record)
        except InvalidRequest as error:
            return failed_row(record, "refused", words_of(error), error)
        await asyncio.to_thread(
            run.ledger.images.keep, run.job, record.row, contact_id, msgspec.json.encode(live)
        )
        try:
            await run.client.send(contacts.remove_contact(run.directory, run.list_id, contact_id))
        except NotFound:
            pass
        except (InvalidRequest, Conflict) as error:
            return failed_row(record, "refused", words_of(error), error)
        except ApiError as error:
            if error.fate is not Fate.UNKNOWN:
                raise
            if await self._is_there(contact_id):
                return self._in_doubt(record, "It is still in the list.", error)
        self._doubts_in_a_row = 0
        return RowOutcome(record.row, Outcome.REMOVED)

    async def _is_done(self, record: RowRecord, draft: Draft, order: Order | None) -> bool:
        del draft, order
        was_tried = await asyncio.to_thread(self._run.ledger.images.has, self._run.job, record.row)
        return was_tried and not await self._is_there(ContactId(record.contact_id or ""))

    def _done(self, record: RowRecord) -> RowOutcome:
        return RowOutcome(record.row, Outcome.REMOVED)

    def _gone(self, record: RowRecord) -> RowOutcome:
        run = self._run
        if run.ledger.images.has(run.job, record.row):
            # An earlier try has removed it and died before it could say so.
            return RowOutcome(record.row, Outcome.REMOVED)
        return RowOutcome(record.row, Outcome.UNCHANGED, None, "already gone", None, _ALREADY)

    async def _is_there(self, contact_id: ContactId) -> bool:
        try:
            await self._read(contact_id)
        except NotFound:
            return False
        return True
