"""Steps that take an offboarding back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain.outcomes import Outcome
from qualtrics_desk.services.engine.orders import cells_of
from qualtrics_desk.services.offboarding import steps
from qualtrics_desk.services.offboarding.jobs import write_rows

if TYPE_CHECKING:
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.jobs import Job
    from qualtrics_desk.store.journal.records import RowRecord
    from qualtrics_desk.store.staging.records import Order
    from qualtrics_desk.store.staging.staging import Staging

_BACK = {
    steps.SURVEY: steps.SURVEY,
    steps.LIST: steps.LIST,
    steps.LEAVE: steps.JOIN,
    steps.JOIN: steps.LEAVE,
    steps.DISABLE: steps.ENABLE,
    steps.ENABLE: steps.DISABLE,
}


class Taking:
    """Turns what an offboarding did into steps that take it back."""

    def __init__(self, session: Session, parent: Job, before: Staging, staging: Staging) -> None:
        self._ledger = session.journal.ledger
        self._parent, self._before, self._staging = parent, before, staging
        self.rows = 0
        self._lost = 0

    def take_all(self) -> None:
        """Write the steps; there are as many as things, some hundreds at most."""
        found: list[tuple[Order, str]] = []
        for records in self._ledger.walk(self._parent.id):
            first, last = records[0].row, records[-1].row
            given = self._before.orders_between(first, last)
            tried = self._ledger.images.between(self._parent.id, first, last)
            names = {
                line.row: str(msgspec.json.decode(line.cells)[1])
                for line in self._before.source_between(first, last)
            }
            for record in records:
                order = given.get(record.row)
                if order is None or record.row not in tried or not _may_be_done(record):
                    continue
                back = self._back(record, order)
                if back is not None:
                    found.append((back, names.get(record.row, "")))
        self.rows = write_rows(self._staging, found)

    def notes(self) -> list[str]:
        """What the person should know before it is done."""
        if not self._lost:
            return []
        return [f"{self._lost:,} copied messages cannot be found again: look for them by hand."]

    def _back(self, record: RowRecord, order: Order) -> Order | None:
        if order.action == steps.COPY:
            if record.contact_id is None:
                self._lost += 1
                return None
            return order._replace(
                action=steps.DELETE_COPY, contact_id=record.contact_id, cells=b"{}"
            )
        action = _BACK.get(order.action)
        if action is None:
            return None
        swapped = {key: (base, new) for key, (new, base) in cells_of(order).items()}
        return order._replace(action=action, cells=msgspec.json.encode(swapped))


def _may_be_done(record: RowRecord) -> bool:
    return record.outcome in (
        Outcome.CREATED,
        Outcome.UPDATED,
        Outcome.REMOVED,
        Outcome.UNKNOWN,
        None,
    )
