"""Retry only what failed: a child job with the failed rows, planned against the list as it is.

The rows keep the numbers and lines of the file, so that results of parent and child can be laid
side by side.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain.errors import StoreError, UsageError
from qualtrics_desk.domain.outcomes import JobState, Outcome, PlanState
from qualtrics_desk.services import lineage, undo
from qualtrics_desk.services.engine.judge import stands_for
from qualtrics_desk.services.imports import contacts as imports
from qualtrics_desk.store.staging.records import Order

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.jobs import Job
    from qualtrics_desk.store.journal.records import RowRecord
    from qualtrics_desk.store.staging.records import Draft
    from qualtrics_desk.store.staging.staging import Staging


async def create_retry(
    session: Session,
    job_id: int,
    rows: Collection[int] | None = None,
    cells: Mapping[int, Mapping[int, str]] | None = None,
    *,
    invalid: bool = False,
) -> int:
    """Write a job for the failed rows of another one; returns its id. Sends nothing that writes.

    Args:
        session: The profile at work.
        job_id: The job whose rows failed.
        rows: The rows to be tried again; None: those that failed, except invalid ones and those of
            unknown fate. Rows of unknown fate are taken only when they are named here.
        cells: Edited cells: row, then column by its place in the header, then the new text. Invalid
            rows with edited cells are taken too.
        invalid: Whether invalid rows of an import are taken as they are, to be mended in the plan.

    Raises:
        UsageError: When nothing can be tried again.
        StoreError: When the working copy of the job is gone.
    """
    jobs = session.journal.jobs
    parent = await asyncio.to_thread(jobs.get, job_id)
    if parent.kind not in undo.KINDS:
        raise UsageError(f"A job of the kind “{parent.kind}” cannot be retried.")
    if parent.state is not JobState.DONE:
        raise UsageError(
            f"Job {job_id} has not ended: resume it first.",
            hint=f"`qualtrics-desk jobs resume {job_id}` goes on with it.",
        )
    undone = await asyncio.to_thread(lineage.undone_by, jobs, job_id)
    if undone is not None:
        raise UsageError(f"Job {job_id} was undone by job {undone}.")
    if cells and parent.kind != imports.KIND:
        raise UsageError("Only rows of a file can be edited before they are tried again.")
    if not await asyncio.to_thread(session.home.staging(job_id).exists):
        raise StoreError(f"The working copy of job {job_id} is gone.")
    await session.require_same_brand(parent)
    chosen = await asyncio.to_thread(_chosen, session, parent, rows, cells or {}, invalid=invalid)
    if not chosen:
        raise UsageError(f"No row of job {job_id} can be tried again.")
    options = {**parent.options}
    if parent.kind == imports.KIND:
        options["dry_run"] = False
    else:
        options |= {"rows": len(chosen), "notes": []}
    job = await session.create_job_after(parent, parent.kind, lineage.RETRY, options)
    async with session.staging(job_id) as before, session.staging(job) as staging:
        if parent.kind == imports.KIND:
            await asyncio.to_thread(_copy_rows, before, staging, chosen, cells or {})
        else:
            await asyncio.to_thread(_copy_orders, before, staging, chosen)
    # Last, because a job with a header has all of its rows.
    await asyncio.to_thread(jobs.set_header, job, parent.header or [])
    return job


async def rows_to_retry(session: Session, job_id: int, *, unknown: bool) -> list[int]:
    """The rows that a retry takes by itself, and those of unknown fate if the person says so."""

    def look() -> list[int]:
        later = _retried(session, session.journal.jobs.get(job_id))
        records = (
            later.get(record.row, record)
            for piece in session.journal.ledger.walk(job_id)
            for record in piece
        )
        return [
            record.row
            for record in records
            if _is_chosen(record, None, {}) or (unknown and record.outcome == Outcome.UNKNOWN)
        ]

    return await asyncio.to_thread(look)


def _chosen(
    session: Session,
    parent: Job,
    rows: Collection[int] | None,
    cells: Mapping[int, Mapping[int, str]],
    *,
    invalid: bool,
) -> dict[int, RowRecord]:
    wanted = None if rows is None else frozenset(rows)
    later = _retried(session, parent)
    found = {}
    merged: dict[int, RowRecord] = {}
    for records in session.journal.ledger.walk(parent.id):
        for first in records:
            # What an earlier retry made of the row is what counts.
            record = later.get(first.row, first)
            if _is_chosen(record, wanted, cells, invalid=invalid):
                found[record.row] = record
            elif stands_for(record.reason) is not None:
                merged[record.row] = record
    # A row that stands for others is sent with what they say.
    partners = {row: one for row, one in merged.items() if stands_for(one.reason) in found}
    return dict(sorted({**found, **partners}.items()))


def _retried(session: Session, parent: Job) -> dict[int, RowRecord]:
    """The rows of earlier retries that are in force, as the last of them left them."""
    jobs = session.journal.jobs
    found: dict[int, RowRecord] = {}
    for child in lineage.retries_in_force(jobs, parent.id):
        if child.state is not JobState.DONE:
            raise UsageError(
                f"Job {child.id} tries the rows of job {parent.id} already and has not ended.",
                hint=f"`qualtrics-desk jobs resume {child.id}` goes on with it.",
            )
        for records in session.journal.ledger.walk(child.id):
            found.update((record.row, record) for record in records)
    return found


def _is_chosen(
    record: RowRecord,
    wanted: frozenset[int] | None,
    cells: Mapping[int, Mapping[int, str]],
    *,
    invalid: bool = False,
) -> bool:
    if wanted is not None and record.row not in wanted and record.row not in cells:
        return False
    if record.outcome == Outcome.UNKNOWN:
        return wanted is not None and record.row in wanted
    if record.outcome != Outcome.FAILED:
        return False
    return invalid or record.plan != PlanState.INVALID or record.row in cells


def _copy_rows(
    before: Staging,
    staging: Staging,
    chosen: Mapping[int, RowRecord],
    cells: Mapping[int, Mapping[int, str]],
) -> None:
    for lines in before.source():
        mine = []
        for line in lines:
            if line.row not in chosen:
                continue
            if line.row in cells:
                texts: list[str] = msgspec.json.decode(line.cells)
                for column, text in cells[line.row].items():
                    texts += [""] * (column + 1 - len(texts))
                    texts[column] = text
                mine.append(line._replace(cells=msgspec.json.encode(texts)))
            else:
                mine.append(line)
        staging.add_rows(mine, ())
    # A row that was created but not completed is that contact, whatever its key says.
    staging.add_orders(
        Order(row, "same", None, record.contact_id, b"{}")
        for row, record in chosen.items()
        if record.contact_id is not None and record.outcome != Outcome.SKIPPED
    )


def _copy_orders(before: Staging, staging: Staging, chosen: Mapping[int, RowRecord]) -> None:
    for piece in before.orders():
        first, last = piece[0].row, piece[-1].row
        lines = [line for line in before.source_between(first, last) if line.row in chosen]
        drafts: list[Draft] = [
            draft for draft in before.drafts_between(first, last) if draft.row in chosen
        ]
        staging.add_rows(lines, drafts)
        staging.add_orders(
            _again(order, chosen[order.row]) for order in piece if order.row in chosen
        )


def _again(order: Order, record: RowRecord) -> Order:
    """An order once more; an added row that is in the list by now is completed there."""
    if order.action == "add" and record.contact_id is not None:
        return order._replace(action="change", contact_id=record.contact_id, theirs=None)
    return order._replace(theirs=None)
