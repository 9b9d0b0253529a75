"""Orders that take an import of a roster back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain.contacts import scalar_text
from qualtrics_desk.domain.outcomes import Outcome, PlanState
from qualtrics_desk.services.edits.commit import line_of
from qualtrics_desk.services.engine import orders
from qualtrics_desk.services.roster import judging
from qualtrics_desk.services.roster.live import member_key
from qualtrics_desk.services.roster.rosters import roster_of
from qualtrics_desk.store.staging.records import Draft, Order

if TYPE_CHECKING:
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.jobs import Job
    from qualtrics_desk.store.journal.records import RowRecord
    from qualtrics_desk.store.staging.staging import Staging

HEADER = ["id", "action", "changes"]
"""Columns of the result files of an undo."""


class Taking:
    """Turns what a job did into orders that take it back."""

    def __init__(self, session: Session, parent: Job, before: Staging, staging: Staging) -> None:
        self._ledger = session.journal.ledger
        self._parent, self._before, self._staging = parent, before, staging
        self._roster = roster_of(parent.options)
        self.rows = 0
        self._deleted = self._restored = self._lost = self._unsure = self._moved = 0

    def take_all(self) -> None:
        """Write the orders, their drafts and their lines."""
        for records in self._ledger.walk(self._parent.id):
            first, last = records[0].row, records[-1].row
            images = self._ledger.images.between(self._parent.id, first, last)
            given = self._before.orders_between(first, last)
            found = [
                (record.row, order)
                for record in records
                if (order := self._back(record, given.get(record.row), images.get(record.row)))
            ]
            self._write(found)

    def notes(self) -> list[str]:
        """What the person should know before it is done."""
        one = self._roster.area.one
        found = []
        if self._deleted:
            found.append(
                f"{self._deleted:,} {one}s that the job made are deleted again. One that was"
                " changed, has signed in or has members since is left as it is."
            )
        if self._moved:
            found.append(f"{self._moved:,} memberships become what they were before.")
        if self._restored:
            found.append(
                f"{self._restored:,} {one}s get their former values back, but not in what somebody"
                " changed since."
            )
        if self._lost:
            found.append(
                f"{self._lost:,} {one}s that the job deleted stay deleted: the service does not"
                " bring one back, and a new one would have another id."
            )
        if self._unsure:
            found.append(
                f"Nobody can tell whether {self._unsure:,} {one}s were made: look for them."
            )
        return found

    def _back(self, record: RowRecord, order: Order | None, image: bytes | None) -> Order | None:
        if order is None or image is None:
            # Nothing was tried.
            return None
        if self._roster.is_memberships:
            return self._membership(record, order)
        if order.action == "remove":
            self._lost += record.outcome == Outcome.REMOVED
            return None
        if record.plan == PlanState.NEW:
            if record.contact_id is None:
                self._unsure += record.outcome in (Outcome.UNKNOWN, None)
                return None
            self._deleted += 1
            return Order(0, "remove", None, record.contact_id, order.cells)
        if record.outcome in (Outcome.SKIPPED, Outcome.UNCHANGED):
            return None
        live = msgspec.json.decode(image)
        fields = {field.key: field for field in self._roster.area.changeable}
        found = judging.fit(self._roster, orders.cells_of(order), live)
        cells = {
            change.target: (change.old, change.new)
            for change in found.changes
            if change.target in fields
        }
        if not cells:
            return None
        self._restored += 1
        return Order(0, "change", None, order.contact_id, msgspec.json.encode(cells))

    def _membership(self, record: RowRecord, order: Order) -> Order | None:
        if record.outcome not in (Outcome.CREATED, Outcome.REMOVED, Outcome.UNKNOWN, None):
            return None
        self._moved += 1
        action = "remove" if order.action == "add" else "add"
        return Order(0, action, order.key, order.contact_id, b"{}")

    def _write(self, taken: list[tuple[int, Order]]) -> None:
        lines, drafts, found = [], [], []
        for parent_row, order in taken:
            self.rows += 1
            numbered = order._replace(row=self.rows)
            found.append(numbered)
            drafts.append(Draft(self.rows, None, b"{}", None, None, None))
            thing = order.contact_id or ""
            if order.key is not None:
                thing = member_key(order.key, thing)
            cells = [thing, order.action, _told(order)]
            line = line_of(numbered)
            lines.append(line._replace(line=parent_row, cells=msgspec.json.encode(cells)))
        self._staging.add_rows(lines, drafts)
        self._staging.add_orders(found)


def _told(order: Order) -> str:
    if order.action == "remove":
        return ""
    return "; ".join(
        f"{key}: {scalar_text(base) or '–'} → {scalar_text(new) or '–'}"
        for key, (new, base) in orders.cells_of(order).items()
    )
