"""The plan of a job of orders (an edit or an undo): what is there now, and what would happen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.api.endpoints import contacts, mailing_lists
from qualtrics_desk.domain.contacts import identity_key
from qualtrics_desk.domain.errors import Forbidden, InvalidRequest, NotFound, StoreError
from qualtrics_desk.domain.ids import DirectoryId, ListId
from qualtrics_desk.domain.numbers import several
from qualtrics_desk.services.concurrency import each
from qualtrics_desk.services.engine import orders
from qualtrics_desk.services.engine.judge import Consents
from qualtrics_desk.services.engine.merged_by_directory import words_of
from qualtrics_desk.services.engine.order_plan import OrderRules, make_order_plan
from qualtrics_desk.services.engine.plan import Limits
from qualtrics_desk.services.engine.progress import Progress, Report, Stop
from qualtrics_desk.services.engine.reach import Reach, is_whole_directory
from qualtrics_desk.services.imports.live_list import read_settled_list
from qualtrics_desk.services.lists import one_directory

if TYPE_CHECKING:
    from qualtrics_desk.services.engine.plan import Forecast
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.jobs import Job
    from qualtrics_desk.store.staging.staging import Staging

FEW = 20
"""Contacts that are read singly however small their list is."""
AT_ONCE = 8
"""Single readings in flight."""


class OrderOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What a job of orders keeps beside its rows.

    Attributes:
        rows: How many there are; a job whose working copy holds fewer cannot go on.
        restores: Whether it is an undo.
        notes: What the person should know first.
        results: Folder of the result files; None: none are written.
        consents: What the person allowed.
        limits: How large one bulk request may be.
        deduplication: Fields the directory matches people by.
        follows_edits: Whether only rows are sent that are still staged in the file of the list.
    """

    rows: int = 0
    restores: bool = False
    notes: tuple[str, ...] = ()
    results: str | None = None
    consents: Consents = Consents()
    limits: Limits = Limits()
    deduplication: tuple[str, ...] = ()
    follows_edits: bool = False


async def plan_orders(
    session: Session, job: Job, staging: Staging, stop: Stop, report: Report
) -> Forecast:
    """Read what the orders touch and plan them.

    Raises:
        StoreError: When the working copy is not whole.
    """
    options = msgspec.convert(job.options, OrderOptions)
    counts = await asyncio.to_thread(staging.order_counts)
    if sum(counts.values()) != options.rows:
        raise StoreError(
            f"The working copy of job {job.id} is not whole.",
            hint="Nothing was sent. Discard the job and begin again.",
        )
    live = await _count(session, job)
    changes = counts.get("change", 0)
    pages = (live or 0) // contacts.PAGE_SIZE
    singly = not counts.get("add") and (
        changes <= max(FEW, pages) or is_whole_directory(job.list_id)
    )
    if singly:
        await asyncio.to_thread(staging.clear_live)
        await _read_singly(session, job, staging, stop, report)
    else:
        # An added row is recognised by not having been there before: the whole list is needed.
        await read_settled_list(session, job, staging, options.deduplication, stop, report)
        live = await asyncio.to_thread(staging.live_count)
    share = options.consents.allow_share
    rules = OrderRules(
        live=live or 0,
        read_singly=singly,
        restores=options.restores,
        is_list=not is_whole_directory(job.list_id),
        share_limit=session.limits.share_percent if share is None else share,
        allow_resubscribe=options.consents.allow_resubscribe,
    )
    notes = list(options.notes)
    if counts.get("add") and options.deduplication and not options.restores:
        notes.append(
            "Whoever is added and is in the directory already, in this list or another, is merged"
            f" there by {words_of(options.deduplication)}: what is written over is not in the"
            " journal, and undo cannot restore it."
        )
    if not singly and options.deduplication:
        merging = await asyncio.to_thread(_merging, staging, options.deduplication)
        if merging:
            notes.append(
                several(merging, "of the added rows is somebody", "of the added rows are people")
                + " in the list already: the directory will merge them."
            )
    forecast = await make_order_plan(
        staging, session.journal.ledger, job.id, rules, options.limits, stop=stop, report=report
    )
    return msgspec.structs.replace(forecast, notes=(*notes, *forecast.notes))


async def _count(session: Session, job: Job) -> int | None:
    if is_whole_directory(job.list_id):
        return (await one_directory(session.client, job.directory)).contact_count
    request = mailing_lists.get_list(
        DirectoryId(job.directory or ""), ListId(job.list_id or ""), include_count=True
    )
    try:
        return (await session.client.send(request)).value.contact_count
    except (NotFound, Forbidden, InvalidRequest):
        # Shared lists cannot be asked for singly (D.7).
        return None


async def _read_singly(
    session: Session, job: Job, staging: Staging, stop: Stop, report: Report
) -> None:
    wanted: list[str] = []
    leaving: list[str] = []
    for piece in await asyncio.to_thread(lambda: list(staging.orders())):
        for order in piece:
            if order.contact_id and order.action == "change":
                wanted.append(order.contact_id)
            elif order.contact_id and orders.cells_of(order):
                leaving.append(order.contact_id)
    if len(leaving) <= FEW:
        # More of them are read only before each goes.
        wanted += leaving
    reach = Reach.of(job.directory or "", job.list_id or "")
    found: list[tuple[str, str | None, str | None, bytes]] = []

    async def work(contact_id: str) -> None:
        stop.check()
        try:
            contact = (await session.client.send(reach.read(contact_id))).value
        except NotFound:
            return
        raw = msgspec.json.encode(contact.raw)
        lookup_id = contact.raw.get("contactLookupId")
        found.append((contact_id, lookup_id, None, raw))
        report(Progress("Reading the contacts", len(found), len(wanted)))

    await each(dict.fromkeys(wanted), work, AT_ONCE)
    await asyncio.to_thread(staging.add_live, found)


def _merging(staging: Staging, deduplication: tuple[str, ...]) -> int:
    """How many added rows the directory will take for people of the list."""
    staging.index_keys()
    count = 0
    for piece in staging.orders():
        rows = {order.row for order in piece if order.action == "add"}
        for draft in staging.drafts_between(piece[0].row, piece[-1].row):
            if draft.row in rows and draft.payload is not None:
                contact = msgspec.json.decode(draft.payload)
                # All of the fields must match (D.6).
                whole = all(identity_key(contact, (field,)) for field in deduplication)
                key = identity_key(contact, deduplication)
                count += bool(whole and key is not None and staging.has_live_key(key))
    return count
