"""What the ledger takes and gives: chunks, planned rows, outcomes, rows as they stand.

What there is one of for each row is a struct without a look for cycles: a named tuple takes three
times as long to make.
"""

from __future__ import annotations

import msgspec

from qualtrics_desk.domain.outcomes import ChunkState, Outcome, PlanState, Route


class Chunk(msgspec.Struct, frozen=True, kw_only=True):
    """One bulk import request.

    Attributes:
        number: Its number in the job.
        first_row: The lowest row it holds; its rows lie between the two, not all of them.
        last_row: The highest row it holds.
        size: How many rows it holds; those that were moved to other chunks do not count.
        sent_number: Its place in the order of sending, or None before.
        sent_at: Seconds since the epoch when it was last sent.
        import_id: The service's id of the import job, once accepted.
        request_id: Of the answer that accepted or refused it.
        unprocessed: Indexes the service did not take into the job.
    """

    number: int
    state: ChunkState
    first_row: int
    last_row: int
    size: int
    sent_number: int | None = None
    sent_at: float | None = None
    import_id: str | None = None
    request_id: str | None = None
    unprocessed: tuple[int, ...] = ()


class PlannedRow(msgspec.Struct, frozen=True, gc=False):
    """A row as the plan leaves it; rows that are not sent have their outcome already."""

    row: int
    plan: PlanState
    route: Route
    chunk: int | None
    contact_id: str | None
    outcome: Outcome | None = None
    reason: str | None = None
    code: str | None = None
    message: str | None = None


class RowOutcome(msgspec.Struct, frozen=True, gc=False):
    """What became of a row."""

    row: int
    outcome: Outcome | None
    contact_id: str | None = None
    reason: str | None = None
    code: str | None = None
    message: str | None = None
    request_id: str | None = None


class RowRecord(msgspec.Struct, frozen=True, gc=False):
    """A row of the journal as it stands."""

    row: int
    plan: str
    route: str
    chunk: int | None
    contact_id: str | None
    outcome: str | None
    reason: str | None
    code: str | None
    message: str | None
    request_id: str | None
