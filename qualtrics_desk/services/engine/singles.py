"""Rows that need calls of their own: read, merge, PUT, read back (design.md 3.3).

What a PUT does to keys that are left out is disputed, and whether "" empties a field is a guess
(qualtrics-api.md D.8). So the whole cleaned contact is sent, and what the service kept is compared
with what was asked for.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.api.endpoints import contacts
from qualtrics_desk.domain.contacts import (
    changed_cells,
    embedded_name,
    embedded_of,
    merged_embedded,
)
from qualtrics_desk.domain.errors import (
    ApiError,
    Conflict,
    Fate,
    InvalidRequest,
    JobFailed,
    NotFound,
    TooLarge,
)
from qualtrics_desk.domain.ids import ContactId
from qualtrics_desk.domain.outcomes import Outcome, PlanState, Route
from qualtrics_desk.services.engine.judge import blanked_cells, wanted_contact
from qualtrics_desk.services.engine.problems import words_of
from qualtrics_desk.services.engine.progress import Progress
from qualtrics_desk.store.journal.records import RowOutcome

if TYPE_CHECKING:
    from qualtrics_desk.services.engine.run import Run
    from qualtrics_desk.store.journal.records import RowRecord
    from qualtrics_desk.store.staging.staging import Draft

AT_ONCE = 4
"""Rows in flight; each is three calls of at most 500 a minute (C.1)."""
PIECE = 100
"""Rows whose outcomes are written together."""
DOUBTS_IN_A_ROW = 5
"""Updates of unknown fate in a row after which the job stops: the service is ill."""
NEW_CONTACT_PATIENCE = 2.0
"""Seconds between looks for a contact that was created a moment ago (F.90, F.91)."""


class SingleWriter:
    """Writes the rows whose route ends in a PUT."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._doubts_in_a_row = 0

    async def write_all(self) -> None:
        """Write every open row of that kind; each ends with an outcome.

        Raises:
            JobStopped: On wish.
            ApiError: When the service cannot be reached or refuses the whole job.
        """
        run = self._run
        after = written = 0
        while True:
            records = await asyncio.to_thread(
                run.ledger.open_rows, run.job, (Route.PUT, Route.BULK_THEN_PUT), after, PIECE
            )
            if not records:
                return
            run.stop.check()
            after = records[-1].row
            outcomes = await self._write_piece(records)
            await asyncio.to_thread(run.ledger.settle, run.job, outcomes)
            written += len(outcomes)
            run.report(Progress("Updating single contacts", written))

    async def _write_piece(self, records: list[RowRecord]) -> list[RowOutcome]:
        drafts = {
            draft.row: draft
            for draft in await asyncio.to_thread(
                self._run.staging.drafts_between, records[0].row, records[-1].row
            )
        }
        # Rows of one contact follow each other: what they read and write must not cross.
        by_contact: dict[str | None, list[RowRecord]] = {}
        for record in records:
            by_contact.setdefault(record.contact_id, []).append(record)
        waiting = list(reversed(by_contact.values()))
        outcomes: list[RowOutcome] = []

        async def work() -> None:
            while waiting and not self._run.stop.requested:
                for record in waiting.pop():
                    outcome = await self._write(record, drafts[record.row])
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

    async def _write(self, record: RowRecord, draft: Draft) -> RowOutcome:
        run = self._run
        if record.contact_id is None:
            raise JobFailed(f"Row {record.row} has no contact id to write to.")
        contact_id = ContactId(record.contact_id)
        wanted = wanted_contact(draft.payload or b"{}", draft.extra)
        blanks: list[str] = []
        if draft.blanks is not None and run.rules.allow_blanking and run.rules.blanks != "keep":
            blanks = msgspec.json.decode(draft.blanks)
        is_new = record.plan == PlanState.NEW
        try:
            live = await self._read(contact_id, fresh=is_new)
            doubt = None
            if _differs(wanted, blanks, live):
                doubt = await self._put(contact_id, _merged(wanted, blanks, live))
                live = await self._read(contact_id, fresh=is_new)
        except (InvalidRequest, NotFound, Conflict, TooLarge) as error:
            return _failed(record, "refused", words_of(error), error)
        left = _differs(wanted, blanks, live)
        if left and doubt is not None:
            return self._in_doubt(record, left, doubt)
        self._doubts_in_a_row = 0
        if left:
            message = "The service accepted the change but did not keep: " + ", ".join(left) + "."
            return _failed(record, "not kept", message, None)
        return RowOutcome(record.row, Outcome.CREATED if is_new else Outcome.UPDATED)

    async def _put(self, contact_id: ContactId, body: dict[str, Any]) -> ApiError | None:
        """Write a contact; returns the failure where it is unknown whether it was written."""
        run = self._run
        request = contacts.update_contact(run.directory, run.list_id, contact_id, body)
        try:
            await run.client.send(request)
        except ApiError as error:
            if error.fate is not Fate.UNKNOWN:
                raise
            return error
        return None

    def _in_doubt(self, record: RowRecord, left: list[str], error: ApiError) -> RowOutcome:
        """The outcome of a row whose PUT failed again and again and is not to be seen.

        One row that the service cannot take must not keep the others from being written.
        """
        self._doubts_in_a_row += 1
        if self._doubts_in_a_row >= DOUBTS_IN_A_ROW:
            raise JobFailed(
                f"The service failed {self._doubts_in_a_row} updates one after another.",
                detail=str(error),
                hint="Nothing is lost: resume the job when the service is well again.",
            )
        message = f"{words_of(error)} Not to be seen so far: {', '.join(left)}."
        outcome = _failed(record, "no answer", message, error)
        return outcome._replace(outcome=Outcome.UNKNOWN)

    async def _read(self, contact_id: ContactId, *, fresh: bool) -> dict[str, Any]:
        """The contact as it is; one that was just created may take a while to appear."""
        run = self._run
        request = contacts.get_contact(run.directory, run.list_id, contact_id)
        deadline = time.monotonic() + run.absence_wait
        while True:
            try:
                return (await run.client.send(request)).value.raw
            except NotFound:
                if not fresh or time.monotonic() >= deadline:
                    raise
            await run.stop.wait(NEW_CONTACT_PATIENCE)


def _differs(wanted: dict[str, Any], blanks: list[str], live: dict[str, Any]) -> list[str]:
    """Targets in which a live contact is not yet as the row asks."""
    cells = [*changed_cells(wanted, live), *blanked_cells(blanks, live)]
    return [cell.target for cell in cells]


def _merged(wanted: dict[str, Any], blanks: list[str], live: dict[str, Any]) -> dict[str, Any]:
    """The whole contact to send: what is there, with what the row asks for."""
    body = dict(contacts.writable(live))
    body.update({field: value for field, value in wanted.items() if field != "embeddedData"})
    emptied = {cell.target for cell in blanked_cells(blanks, live)}
    sent = dict(embedded_of(wanted))
    for target in emptied:
        name = embedded_name(target)
        if name is None:
            body[target] = ""
        else:
            sent[name] = ""
    if sent:
        body["embeddedData"] = merged_embedded(live, sent)
    return body


def _failed(record: RowRecord, reason: str, message: str, error: ApiError | None) -> RowOutcome:
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
