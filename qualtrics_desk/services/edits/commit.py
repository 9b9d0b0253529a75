"""Commit staged edits: a job of its own over the write engine, and what it leaves staged.

The job takes a copy of what is staged when it is made. What a person changes while it runs is not
part of it and stays staged, upon what the job wrote. After it was stopped it sends only what still
stands (`standing`).
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.domain import cell_checks
from qualtrics_desk.domain.contacts import (
    DIRECTORY_OPT_OUT,
    OPT_OUTS,
    as_boolean,
    embedded_name,
    is_editable,
    scalar_text,
)
from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.domain.findings import Finding, Level
from qualtrics_desk.domain.outcomes import Outcome
from qualtrics_desk.services.edits.planning import OrderOptions
from qualtrics_desk.services.engine import orders
from qualtrics_desk.services.engine.judge import Consents
from qualtrics_desk.services.engine.plan import Limits
from qualtrics_desk.services.lists import find_list
from qualtrics_desk.store.edits.edit_set import EditSet
from qualtrics_desk.store.edits.records import ADDED, DELETED, Committed, NotTaken
from qualtrics_desk.store.staging.records import Draft, Order, SourceLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualtrics_desk.domain.rows import Value
    from qualtrics_desk.services.places import Place
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.edits.records import StagedRow
    from qualtrics_desk.store.journal.records import RowRecord
    from qualtrics_desk.store.staging.staging import Staging

KIND = "contacts edit"
HEADER = ["contactId", "action", "changes"]
"""Columns of the result files of a job of orders."""
_CRITERIA = {"externalDataReference": "extRef"}
"""Names of the directory's criteria (D.6) that differ from those of contacts (D.8, F.18)."""


class EditOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What is decided for one commit.

    Attributes:
        results: Folder of the result files; None: none are written.
        consents: What the person allows beyond the usual.
        limits: How large one bulk request may be.
    """

    results: str | None = None
    consents: Consents = Consents()
    limits: Limits = Limits()


class Applied(msgspec.Struct, frozen=True, kw_only=True):
    """What a commit left of the staged rows.

    Attributes:
        done: Rows that the service took.
        failed: Rows that stay staged with a reason.
        conflicts: Those of them that somebody else had changed.
        unchanged: Rows among `done` that stood there already, and were not written.
    """

    done: int
    failed: int
    conflicts: int
    unchanged: int = 0


async def create_edit_job(
    session: Session,
    place: Place,
    edits: EditSet,
    options: EditOptions | None = None,
    *,
    follows_edits: bool = False,
) -> int:
    """Write a job for everything that is staged; returns its id. Sends nothing that writes.

    Args:
        session: The profile at work.
        place: The list.
        edits: What is staged.
        options: What is decided for this commit.
        follows_edits: Whether a row that is dropped there before it is sent is not sent.

    Raises:
        UsageError: When nothing is staged.
    """
    options = options or EditOptions()
    staged = edits.counts().total
    if not staged:
        raise UsageError("There is nothing to commit.")
    matching = place.directory.matching_fields or ()
    kept = OrderOptions(
        rows=staged,
        results=options.results,
        consents=options.consents,
        limits=options.limits,
        deduplication=tuple(_CRITERIA.get(field, field) for field in matching),
        follows_edits=follows_edits,
    )
    job = await session.create_job(
        KIND,
        msgspec.to_builtins(kept),
        directory=place.directory.directory_id,
        list_id=place.list.mailing_list_id,
        list_name=place.list.name,
    )
    async with session.staging(job) as staging:
        rows = await asyncio.to_thread(_take_in, edits, staging)
    jobs = session.journal.jobs
    await asyncio.to_thread(jobs.set_header, job, HEADER)
    kept = msgspec.structs.replace(kept, rows=rows)
    await asyncio.to_thread(jobs.set_options, job, msgspec.to_builtins(kept))
    return job


async def create_staged_edit(
    session: Session, list_id: str, directory: str | None, options: EditOptions
) -> int:
    """As `create_edit_job`, for the file of staged edits of a list of this profile."""
    place = await find_list(session.client, list_id, directory)
    edits = await asyncio.to_thread(EditSet, session.home.edits(session.profile, list_id))
    try:
        return await create_edit_job(session, place, edits, options, follows_edits=True)
    finally:
        await asyncio.to_thread(edits.close)


def _take_in(edits: EditSet, staging: Staging) -> int:
    row = 0
    for piece in edits.all():
        lines: list[SourceLine] = []
        drafts: list[Draft] = []
        found: list[Order] = []
        for staged in piece:
            row += 1
            order, draft = order_of(row, staged)
            found.append(order)
            drafts.append(draft)
            lines.append(line_of(order))
        staging.add_rows(lines, drafts)
        staging.add_orders(found)
    return row


def line_of(order: Order) -> SourceLine:
    """An order as a row of the result files."""
    told = "; ".join(
        f"{target}: {scalar_text(base) or '–'} → {scalar_text(new) or '–'}"
        for target, (new, base) in orders.told_cells(order).items()
    )
    cells = [order.contact_id or "", order.action, told]
    return SourceLine(order.row, order.row, msgspec.json.encode(cells))


def order_of(row: int, staged: StagedRow) -> tuple[Order, Draft]:
    """What a staged row asks for, and how it travels; values are cleaned as they are sent."""
    contact_id = None if staged.state == ADDED else staged.key
    if staged.is_leaving:
        action = "remove" if staged.state == DELETED else "erase"
        seen = {target: (None, _base(target, base)) for target, base in staged.seen.items()}
        return (
            Order(row, action, staged.key, contact_id, msgspec.json.encode(seen)),
            orders.draft_of(row, {}),
        )
    found: list[Finding] = []
    cells: orders.Cells = {}
    for target, (new, base) in staged.cells.items():
        if is_editable(target):
            cells[target] = (_checked(target, new, found), _base(target, base))
    action = "add" if staged.state == ADDED else "change"
    order = Order(row, action, staged.key, contact_id, msgspec.json.encode(cells))
    errors = [finding for finding in found if finding.level is Level.ERROR]
    contact, blanks = orders.asked({target: new for target, (new, _) in cells.items()})
    if action == "add" and not contact:
        errors.append(Finding("empty-row", "", Level.ERROR, "The new row has no value."))
    if errors:
        return order, Draft(row, None, None, None, None, msgspec.json.encode(errors))
    return order, orders.draft_of(row, contact, () if action == "add" else blanks)


_CHECKS: dict[str, Callable[[str, str, list[Finding]], Any]] = {
    "firstName": cell_checks.check_line,
    "lastName": cell_checks.check_line,
    "email": cell_checks.check_email,
    "phone": cell_checks.phone_check(None),
    "extRef": cell_checks.check_reference,
    "language": cell_checks.check_language,
    "unsubscribed": cell_checks.check_boolean,
    DIRECTORY_OPT_OUT: cell_checks.check_boolean,
}


def _checked(target: str, new: Value, found: list[Finding]) -> Any:  # noqa: ANN401 - JSON scalar
    """A typed value as it is sent; what is wrong with it goes to `found`."""
    if target in OPT_OUTS and isinstance(new, bool | int):
        return bool(new)
    text = scalar_text(new).strip()
    if not (text.isascii() and text.isprintable()):
        text = cell_checks.clean_text(text, target, found)
    if not text:
        return False if target in OPT_OUTS else ""
    is_embedded = embedded_name(target) is not None
    check = cell_checks.check_embedded if is_embedded else _CHECKS[target]
    return check(text, target, found)


def _base(target: str, base: Value) -> Value:
    return bool(as_boolean(base)) if target in OPT_OUTS else base


async def mark_conflicts(session: Session, edits: EditSet, job_id: int) -> int:
    """Mark the staged rows that a plan found somebody else had changed; returns how many.

    The person can answer them at once, also where nothing of the plan is sent.
    """
    async with session.staging(job_id) as staging:
        return await asyncio.to_thread(_mark, edits, staging)


def _mark(edits: EditSet, staging: Staging) -> int:
    found = [
        NotTaken(order.key, _CONFLICT, msgspec.json.decode(order.theirs))
        for piece in staging.orders()
        for order in piece
        if order.key is not None and order.theirs is not None
    ]
    edits.settle((), found)
    return len(found)


_CONFLICT = "Somebody else changed this contact since."


async def apply_outcomes(session: Session, edits: EditSet, job_id: int) -> Applied:
    """Drop what a commit has written from the staged edits and mark what it has not.

    It may be called after every run, also one that was stopped: rows without an outcome stay.
    """
    async with session.staging(job_id) as staging:
        return await asyncio.to_thread(_apply, session, edits, job_id, staging)


def _apply(session: Session, edits: EditSet, job_id: int, staging: Staging) -> Applied:
    done = failed = conflicts = unchanged = 0
    for records in session.journal.ledger.walk(job_id):
        found = staging.orders_between(records[0].row, records[-1].row)
        staged = edits.get(order.key for order in found.values() if order.key is not None)
        committed: list[Committed] = []
        left: list[NotTaken] = []
        for record in records:
            order = found.get(record.row)
            if order is None or order.key is None or record.outcome is None:
                continue
            taken = record.outcome in _TAKEN
            if taken or _is_half_made(order, record):
                row = staged.get(order.key)
                committed.append(_committed(order, record, row, taken=taken))
            if taken:
                done += 1
                unchanged += record.outcome == Outcome.UNCHANGED
            else:
                left.append(_not_taken(order, record))
        edits.settle(committed, left)
        failed += len(left)
        conflicts += sum(bool(row.theirs) for row in left)
    return Applied(done=done, failed=failed, conflicts=conflicts, unchanged=unchanged)


_TAKEN = (Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED, Outcome.REMOVED)


def _is_half_made(order: Order, record: RowRecord) -> bool:
    """Whether an added row is in the list, but without what could not travel in bulk."""
    return order.action == "add" and record.contact_id is not None


def _committed(
    order: Order, record: RowRecord, staged: StagedRow | None, *, taken: bool
) -> Committed:
    values = {
        target: new
        for target, (new, _) in orders.cells_of(order).items()
        if taken or target not in orders.SINGLY
    }
    if staged is not None:
        # Typed with spaces around it, say, it was sent without: it is the same for all that.
        values.update(
            (target, typed)
            for target, (typed, _) in staged.cells.items()
            if target in values and _checked(target, typed, []) == values[target]
        )
    return Committed(
        order.key or "", values, record.contact_id, is_removed=order.action in ("remove", "erase")
    )


def _not_taken(order: Order, record: RowRecord) -> NotTaken:
    theirs = {} if order.theirs is None else msgspec.json.decode(order.theirs)
    key = record.contact_id if _is_half_made(order, record) else order.key
    return NotTaken(key or "", record.message or record.reason or "Not written.", theirs)
