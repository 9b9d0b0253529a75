"""After a commit: the table of the list shows what was written, before anybody reads it anew.

Reading a large list again takes minutes; the journal says what became of each row.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from qualtrics_desk.domain.contacts import embedded_name
from qualtrics_desk.domain.outcomes import Outcome
from qualtrics_desk.services.engine import orders
from qualtrics_desk.services.tables.contacts import ContactShape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.domain.rows import ColumnSpec
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.records import RowRecord
    from qualtrics_desk.store.staging.records import Order
    from qualtrics_desk.store.staging.staging import Staging
    from qualtrics_desk.store.tables.reading import NewRow
    from qualtrics_desk.store.tables.table import Table

_WRITTEN = (Outcome.CREATED, Outcome.UPDATED)


async def show_committed(session: Session, table: Table, job_id: int) -> None:
    """Let the table show what a commit wrote; call it before `apply_outcomes`."""
    async with session.staging(job_id) as staging:
        await asyncio.to_thread(_show, session, table, job_id, staging)


def _show(session: Session, table: Table, job_id: int, staging: Staging) -> None:
    for records in session.journal.ledger.walk(job_id):
        found = staging.orders_between(records[0].row, records[-1].row)
        written = [(found[record.row], record) for record in records if record.row in found]
        gone = [
            order.contact_id
            for order, record in written
            if record.outcome == Outcome.REMOVED and order.contact_id is not None
        ]
        if gone:
            table.drop(gone)
        fresh: list[ColumnSpec] = []
        rows = _new_rows(table, written, fresh)
        if rows:
            table.put(rows, new_columns=fresh)


def _new_rows(
    table: Table, written: Sequence[tuple[Order, RowRecord]], fresh: list[ColumnSpec]
) -> list[NewRow]:
    ids = table.ids_of([order.contact_id for order, _ in written if order.contact_id is not None])
    shape = ContactShape(table.columns)
    rows: list[NewRow] = []
    for order, record in written:
        key = order.contact_id or record.contact_id
        if record.outcome not in _WRITTEN or key is None:
            continue
        before = table.raw(ids[key]) if key in ids else None
        if before is None and order.action != "add":
            continue
        cells = {target: new for target, (new, _) in orders.cells_of(order).items()}
        rows.append(shape.row(_merged(before or {"contactId": key}, cells), fresh))
    return rows


def _merged(contact: Mapping[str, Any], cells: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(contact)
    embedded = dict(merged.get("embeddedData") or {})
    for target, new in cells.items():
        name = embedded_name(target)
        if target == "unsubscribed" and "mailingListUnsubscribed" in merged:
            # Where both are told apart, `unsubscribed` of an answer means the directory (D.8).
            merged["mailingListUnsubscribed"] = new
        elif name is None:
            merged[target] = new
        elif new in (None, ""):
            embedded.pop(name, None)
        else:
            embedded[name] = new
    if embedded or "embeddedData" in merged:
        merged["embeddedData"] = embedded
    return merged
