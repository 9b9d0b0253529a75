"""Rows that need calls of their own: read, merge, PUT, read back (design.md 3.3).

What a PUT does to keys that are left out is disputed, and whether "" empties a field is a guess
(qualtrics-api.md D.8). So the whole cleaned contact is sent, and what the service kept is compared
with what was asked for.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from qualtrics_desk.domain.contacts import (
    DIRECTORY_OPT_OUT,
    CellChange,
    changed_cells,
    embedded_name,
    embedded_of,
    merged_embedded,
    opted_out_of_all,
)
from qualtrics_desk.domain.errors import (
    ApiError,
    Fate,
    JobFailed,
    NotFound,
)
from qualtrics_desk.domain.ids import ContactId
from qualtrics_desk.domain.marking import marked
from qualtrics_desk.domain.outcomes import Outcome, PlanState, Route
from qualtrics_desk.services.engine import orders
from qualtrics_desk.services.engine.conflicts import conflict_row
from qualtrics_desk.services.engine.contact_calls import ContactCalls
from qualtrics_desk.services.engine.judge import blanked_cells, wanted_contact
from qualtrics_desk.services.engine.problems import words_of
from qualtrics_desk.services.engine.single_calls import REFUSED, failed_row
from qualtrics_desk.store.journal.records import RowOutcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.services.engine.reach import Reach
    from qualtrics_desk.services.engine.run import Run
    from qualtrics_desk.store.journal.records import RowRecord
    from qualtrics_desk.store.staging.records import Draft, Order

_GONE = "The contact is not in the list any more."


class _Wish(NamedTuple):
    """What one contact is to become.

    Attributes:
        left_alone: Cells of an undo that somebody changed since.
    """

    contact: dict[str, Any]
    blanks: list[str]
    left_alone: Sequence[CellChange] = ()


class SingleWriter(ContactCalls):
    """Writes the rows whose route ends in a PUT."""

    routes = (Route.PUT, Route.BULK_THEN_PUT)
    phase = marked("phases", "Updating single contacts")

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self._leaves_out = False

    async def _write(self, record: RowRecord, draft: Draft, order: Order | None) -> RowOutcome:
        if record.contact_id is None:
            raise JobFailed(f"Row {record.row} has no contact id to write to.")
        contact_id = ContactId(record.contact_id)
        is_new = record.plan == PlanState.NEW
        try:
            try:
                live = await self._read(contact_id, fresh=is_new)
            except NotFound as error:
                return self._gone(record, error)
            wish: _Wish | RowOutcome
            if order is None or order.action != "change":
                wish = self._wish_of_draft(draft)
            else:
                wish = await asyncio.to_thread(self._wish_of_order, record, order, live)
            if isinstance(wish, RowOutcome):
                return wish
            left, doubt = await self._bring_about(contact_id, wish, live, fresh=is_new)
        except REFUSED as error:
            return failed_row(record, "refused", words_of(error), error)
        if left and doubt is not None:
            return self._in_doubt(record, f"Not to be seen so far: {', '.join(left)}.", doubt)
        self._doubts_in_a_row = 0
        if left:
            message = "The service accepted the change but did not keep: " + ", ".join(left) + "."
            return failed_row(record, "not kept", message)
        if wish.left_alone:
            message = f"Changed since, and left as they are: {orders.told(wish.left_alone)}"
            return RowOutcome(record.row, Outcome.UPDATED, None, "changed since", None, message)
        return RowOutcome(record.row, Outcome.CREATED if is_new else Outcome.UPDATED)

    async def _is_done(self, record: RowRecord, draft: Draft, order: Order | None) -> bool:
        if record.contact_id is None:
            return False
        live = await self._read(ContactId(record.contact_id))
        if order is None or order.action != "change":
            return not _differs(self._wish_of_draft(draft), live)
        fits = orders.fit(orders.cells_of(order), live)
        return await self._was_tried(record) and not fits.changes and not fits.conflicts

    def _wish_of_draft(self, draft: Draft) -> _Wish:
        rules = self._run.rules
        blanks: list[str] = []
        if draft.blanks is not None and rules.allow_blanking and rules.blanks != "keep":
            blanks = msgspec.json.decode(draft.blanks)
        return _Wish(wanted_contact(draft.payload or b"{}", draft.extra), blanks)

    def _wish_of_order(
        self, record: RowRecord, order: Order, live: dict[str, Any]
    ) -> _Wish | RowOutcome:
        """What an order comes to beside the contact as it is at this moment."""
        run = self._run
        fits = orders.fit(orders.cells_of(order), live)
        # A before-image means that an earlier try may have sent the change.
        was_tried = run.ledger.images.has(run.job, record.row)
        if fits.conflicts and not (run.restores and (fits.changes or was_tried)):
            return self._conflict(record, order, fits.conflicts)
        if not fits.changes and not was_tried:
            return RowOutcome(record.row, Outcome.UNCHANGED)
        run.ledger.images.keep(
            run.job, record.row, record.contact_id or "", msgspec.json.encode(live)
        )
        contact, blanks = orders.asked({change.target: change.new for change in fits.changes})
        return _Wish(contact, blanks, fits.conflicts)

    def _conflict(self, record: RowRecord, order: Order, conflicts: list[CellChange]) -> RowOutcome:
        theirs = {change.target: change.old for change in conflicts}
        self._run.staging.set_theirs(record.row, msgspec.json.encode(theirs))
        return conflict_row(
            record.row, orders.cells_of(order), conflicts, restores=self._run.restores
        )

    def _gone(self, record: RowRecord, error: NotFound) -> RowOutcome:
        if self._run.restores and record.plan != PlanState.NEW:
            return RowOutcome(record.row, Outcome.SKIPPED, None, "changed since", None, _GONE)
        return failed_row(record, "refused", f"{_GONE} {words_of(error)}", error)

    async def _bring_about(
        self, contact_id: ContactId, wish: _Wish, live: dict[str, Any], *, fresh: bool
    ) -> tuple[list[str], ApiError | None]:
        """Write until the contact is as wished; returns what is not so, and a failure in doubt."""
        doubt = await self._opt(contact_id, wish, live)
        if DIRECTORY_OPT_OUT in wish.contact:
            live = await self._read(contact_id, fresh=fresh)
        ways = (True,) if self._leaves_out else (False, True)
        left = _differs(wish, live)
        for leaves_out in ways:
            if not left or doubt is not None:
                break
            emptied = {cell.target for cell in blanked_cells(wish.blanks, live)}
            if leaves_out and not self._leaves_out and not emptied:
                break
            # Where "" is ignored, a key that is left out may be blanked (D.8).
            body = _merged(wish, emptied, live, self._reach, leaves_out=leaves_out)
            doubt = await self._put(contact_id, body)
            live = await self._read(contact_id, fresh=fresh)
            left = _differs(wish, live)
            if leaves_out and emptied and not left:
                self._leaves_out = True
        return left, doubt

    async def _opt(
        self, contact_id: ContactId, wish: _Wish, live: dict[str, Any]
    ) -> ApiError | None:
        """Write the opt-out of the directory, which only the person of the directory has (D.10)."""
        out = wish.contact.get(DIRECTORY_OPT_OUT)
        if out is None or bool(out) == opted_out_of_all(live):
            return None
        everywhere = self._reach.everywhere
        person = (await self._run.client.send(everywhere.read(contact_id))).value.raw
        body = {**everywhere.writable(person), "unsubscribed": bool(out)}
        try:
            await self._run.client.send(everywhere.write(contact_id, body))
        except ApiError as error:
            if error.fate is not Fate.UNKNOWN:
                raise
            return error
        return None

    async def _put(self, contact_id: ContactId, body: dict[str, Any]) -> ApiError | None:
        """Write a contact; returns the failure where it is unknown whether it was written."""
        try:
            await self._run.client.send(self._reach.write(contact_id, body))
        except ApiError as error:
            if error.fate is not Fate.UNKNOWN:
                raise
            return error
        return None


def _differs(wish: _Wish, live: dict[str, Any]) -> list[str]:
    """Targets in which a live contact is not yet as the row asks."""
    cells = [*changed_cells(wish.contact, live), *blanked_cells(wish.blanks, live)]
    return [cell.target for cell in cells]


def _merged(
    wish: _Wish, emptied: set[str], live: dict[str, Any], reach: Reach, *, leaves_out: bool
) -> dict[str, Any]:
    """The whole contact to send: what is there, with what the row asks for."""
    body = reach.writable(live)
    apart = ("embeddedData", DIRECTORY_OPT_OUT)
    body.update({field: value for field, value in wish.contact.items() if field not in apart})
    sent = dict(embedded_of(wish.contact))
    for target in emptied:
        name = embedded_name(target)
        if name is not None:
            sent[name] = ""
        elif leaves_out:
            body.pop(target, None)
        else:
            body[target] = ""
    if sent:
        body["embeddedData"] = merged_embedded(live, sent)
    if leaves_out and emptied and "embeddedData" in body:
        body["embeddedData"] = {
            name: value for name, value in body["embeddedData"].items() if value != ""
        }
    return body
