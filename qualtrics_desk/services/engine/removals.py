"""Rows that leave the list or the directory: read for the before-image, then DELETE (D.8, D.10).

Who leaves a list stays in the directory; who leaves the directory leaves every list, and the
personal links die. Who is not there any more is gone, whoever did it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import msgspec
from typing_extensions import override

from qualtrics_desk.domain.errors import ApiError, Conflict, Fate, InvalidRequest, NotFound
from qualtrics_desk.domain.ids import ContactId
from qualtrics_desk.domain.marking import marked
from qualtrics_desk.domain.outcomes import Outcome, Route
from qualtrics_desk.services.engine import orders
from qualtrics_desk.services.engine.conflicts import leaving_row
from qualtrics_desk.services.engine.contact_calls import ContactCalls
from qualtrics_desk.services.engine.problems import words_of
from qualtrics_desk.services.engine.single_calls import failed_row
from qualtrics_desk.store.journal.records import RowOutcome

if TYPE_CHECKING:
    from qualtrics_desk.services.engine.run import Run
    from qualtrics_desk.store.journal.records import RowRecord
    from qualtrics_desk.store.staging.records import Draft, Order

_ALREADY = "The contact was not in the list any more."


class Remover(ContactCalls):
    """Takes contacts out of the list."""

    routes = (Route.DELETE,)
    phase = marked("phases", "Removing contacts from the list")
    already: ClassVar[str] = _ALREADY
    still: ClassVar[str] = "It is still in the list."

    async def _write(self, record: RowRecord, draft: Draft, order: Order | None) -> RowOutcome:
        del draft
        run = self._run
        contact_id = ContactId(record.contact_id or "")
        try:
            live = await self._read(contact_id)
        except NotFound:
            return await self._gone(record)
        except InvalidRequest as error:
            return failed_row(record, "refused", words_of(error), error)
        whole = await self._whole(contact_id, live)
        if order is not None and (conflict := self._conflict(record, order, whole)) is not None:
            return conflict
        await self._keep(record, contact_id, msgspec.json.encode(whole))
        try:
            await run.client.send(self._reach.remove(contact_id))
        except NotFound:
            pass
        except (InvalidRequest, Conflict) as error:
            return failed_row(record, "refused", words_of(error), error)
        except ApiError as error:
            if error.fate is not Fate.UNKNOWN:
                raise
            if await self._is_there(contact_id):
                return self._in_doubt(record, self.still, error)
        self._doubts_in_a_row = 0
        return self._done(record)

    async def _whole(self, _contact_id: ContactId, live: dict[str, Any]) -> dict[str, Any]:
        """All that would be needed to bring it back."""
        return live

    def _conflict(self, record: RowRecord, order: Order, live: dict[str, Any]) -> RowOutcome | None:
        """Whoever was changed since somebody decided on it does not leave unasked."""
        cells = self._comparable(orders.cells_of(order), live)
        changes = orders.altered(cells, live, with_embedded=self._run.reach.list_id is not None)
        if not changes:
            return None
        theirs = {change.target: change.old for change in changes}
        self._run.staging.set_theirs(record.row, msgspec.json.encode(theirs))
        return leaving_row(record.row, cells, changes)

    def _comparable(self, cells: orders.Cells, _live: dict[str, Any]) -> orders.Cells:
        """What was seen, as far as the contact as it was read tells it."""
        return cells

    async def _is_done(self, record: RowRecord, draft: Draft, order: Order | None) -> bool:
        del draft, order
        was_tried = await self._was_tried(record)
        return was_tried and not await self._is_there(ContactId(record.contact_id or ""))

    async def _gone(self, record: RowRecord) -> RowOutcome:
        if await self._was_tried(record):
            # An earlier try has removed it and died before it could say so.
            return self._done(record)
        return RowOutcome(record.row, Outcome.UNCHANGED, None, "already gone", None, self.already)

    async def _is_there(self, contact_id: ContactId) -> bool:
        try:
            await self._read(contact_id)
        except NotFound:
            return False
        return True


class Eraser(Remover):
    """Takes people out of the directory and of every list."""

    routes = (Route.ERASE,)
    phase = marked("phases", "Deleting contacts from the directory")
    already = "The contact was not in the directory any more."
    still = "It is still in the directory."

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self._in_place = self._reach
        self._reach = self._reach.everywhere

    @override
    async def _whole(self, contact_id: ContactId, live: dict[str, Any]) -> dict[str, Any]:
        # The list knows more than the directory: private data and its own opt-out.
        if self._in_place.list_id is None:
            return live
        try:
            member = (await self._run.client.send(self._in_place.read(contact_id))).value.raw
        except NotFound:
            return live
        return {**member, "mailingListMembership": live.get("mailingListMembership")}

    @override
    def _comparable(self, cells: orders.Cells, live: dict[str, Any]) -> orders.Cells:
        if self._in_place.list_id in (live.get("mailingListMembership") or {}):
            return cells
        # Who has left the list has no opt-out of it any more.
        return {target: pair for target, pair in cells.items() if target != "unsubscribed"}
