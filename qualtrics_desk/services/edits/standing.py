"""What is staged and waits, and what of a commit still stands of it.

A person may drop or alter changes while a job waits. What is staged is the truth: a job that goes
on after it was stopped sends only rows that are staged just as it took them; the others stay
staged as they are now, or are gone.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from qualtrics_desk.domain.contacts import scalar_text
from qualtrics_desk.domain.outcomes import ChunkState, Outcome, PlanState
from qualtrics_desk.services.edits.commit import order_of
from qualtrics_desk.services.engine import orders
from qualtrics_desk.store.edits.edit_set import EditSet
from qualtrics_desk.store.journal.records import RowOutcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.edits.records import StagedRow
    from qualtrics_desk.store.journal.jobs import Job
    from qualtrics_desk.store.journal.ledger import Ledger
    from qualtrics_desk.store.journal.records import RowRecord
    from qualtrics_desk.store.staging.records import Order
    from qualtrics_desk.store.staging.staging import Staging

DROPPED = "dropped"
_MESSAGE = "Dropped or altered after the job had been stopped, and not sent by it."


async def still_staged(session: Session, edits: EditSet, job_id: int) -> bool:
    """Whether rows are still staged just as a commit took them: its end was never applied."""
    async with session.staging(job_id) as staging:
        return await asyncio.to_thread(_is_staged, session.journal.ledger, edits, job_id, staging)


async def leave_dropped(session: Session, job: Job, staging: Staging) -> None:
    """Close the rows that are not staged any more as the job took them and were not begun.

    What may have arrived already is left to the engine: it finds out what became of it.

    Raises:
        StoreError: When the staged edits cannot be read.
    """
    path = session.home.edits(job.profile, job.list_id or "")
    if await asyncio.to_thread(path.exists):
        edits = await asyncio.to_thread(EditSet, path)
        try:
            await asyncio.to_thread(_leave_dropped, session.journal.ledger, edits, job.id, staging)
        finally:
            await asyncio.to_thread(edits.close)


def staged_counts(session: Session, list_ids: Iterable[str]) -> dict[str, int]:
    """How many changes wait in each of these lists to be sent. Blocks.

    Raises:
        StoreError: When a file of staged edits cannot be read.
    """
    found = dict.fromkeys(list_ids, 0)
    for list_id in found:
        path = session.home.edits(session.profile, list_id)
        if path.exists():
            edits = EditSet(path)
            try:
                found[list_id] = edits.counts().total
            finally:
                edits.close()
    return found


def _is_staged(ledger: Ledger, edits: EditSet, job_id: int, staging: Staging) -> bool:
    return any(
        row is not None and not row.reason and _is_as_taken(order, row)
        for order, _, row in _sides(ledger, edits, job_id, staging)
    )


def _leave_dropped(ledger: Ledger, edits: EditSet, job_id: int, staging: Staging) -> None:
    dropped = {
        record.row: record.chunk
        for order, record, row in _sides(ledger, edits, job_id, staging)
        if record.outcome is None
        and (row is None or not _is_as_taken(order, row))
        # Created, and waiting for what could not travel in bulk.
        and not (record.plan == PlanState.NEW and record.contact_id is not None)
        # A before-image says that a call of its own was about to be sent.
        and not ledger.images.has(job_id, record.row)
    }
    ledger.settle(job_id, [_left(row) for row, chunk in dropped.items() if chunk is None])
    for chunk in ledger.chunks(job_id, ChunkState.PLANNED):
        rows = [record.row for record in ledger.chunk_rows(job_id, chunk)]
        kept = [row for row in rows if row not in dropped]
        if len(kept) < len(rows):
            left = [_left(row) for row in rows if row in dropped]
            parts = [kept] if kept else []
            ledger.replace_chunk(job_id, chunk, ChunkState.CANCELLED, parts, left)


def _left(row: int) -> RowOutcome:
    return RowOutcome(row, Outcome.SKIPPED, None, DROPPED, None, _MESSAGE)


def _sides(
    ledger: Ledger, edits: EditSet, job_id: int, staging: Staging
) -> Iterator[tuple[Order, RowRecord, StagedRow | None]]:
    """The rows of a commit with what is staged for them now."""
    for records in ledger.walk(job_id):
        found = staging.orders_between(records[0].row, records[-1].row)
        staged = edits.get(order.key for order in found.values() if order.key is not None)
        for record in records:
            order = found.get(record.row)
            if order is not None and order.key is not None:
                yield order, record, staged.get(order.key)


def _is_as_taken(order: Order, row: StagedRow) -> bool:
    now, _ = order_of(order.row, row)
    return order.action == now.action and _wanted(order) == _wanted(now)


def _wanted(order: Order) -> dict[str, str]:
    return {target: scalar_text(new) for target, (new, _) in orders.cells_of(order).items()}
