"""What a job did to contacts, turned round: created ones leave, changed ones get their old cells.

What an undo compares with is known without looking: the before-image, and what was sent on top of
it. A cell that holds anything else was changed by somebody since and is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.api.endpoints import contacts
from qualtrics_desk.domain.contacts import (
    DIRECTORY_OPT_OUT,
    CellChange,
    changed_cells,
    embedded_key,
    embedded_name,
    embedded_of,
    opted_out_of_all,
)
from qualtrics_desk.domain.numbers import several
from qualtrics_desk.domain.outcomes import Outcome, PlanState
from qualtrics_desk.services.edits import commit
from qualtrics_desk.services.engine import orders
from qualtrics_desk.services.engine.judge import blanked_cells, wanted_contact
from qualtrics_desk.services.engine.reach import is_whole_directory
from qualtrics_desk.services.imports import contacts as imports
from qualtrics_desk.store.staging.records import Order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.jobs import Job
    from qualtrics_desk.store.journal.records import RowRecord
    from qualtrics_desk.store.staging.records import Draft
    from qualtrics_desk.store.staging.staging import Staging

_NAMED = 5
"""Fields that a note names."""
_HALF_WRITTEN = ("not kept", "no answer")
"""Reasons of rows that were sent and may be written, although they count as failed."""


def deduplication_of(parent: Job) -> tuple[str, ...]:
    """The fields by which the directory of a job matches people."""
    return tuple(parent.options.get("deduplication", ()))


class Taking:
    """Turns what a job did into orders that take it back."""

    def __init__(self, session: Session, parent: Job, before: Staging, staging: Staging) -> None:
        self._ledger = session.journal.ledger
        self._parent = parent
        self._before = before
        self._staging = staging
        self._clears = False
        self._restores = False
        if parent.kind == imports.KIND:
            rules = imports.rules_of(parent)
            self._clears = rules.allow_blanking and rules.blanks != "keep"
        else:
            self._restores = bool(parent.options.get("restores"))
        self.rows = 0
        self._new_names: set[str] = set()
        self._removed = self._merged = self._added_again = self._new_keys = self._unsure = 0
        self._erased = self._left_lists = self._lost = self._opted_out = 0

    def take_all(self) -> None:
        """Write the orders, their drafts and their lines."""
        for records in self._ledger.walk(self._parent.id):
            first, last = records[0].row, records[-1].row
            images = self._ledger.images.between(self._parent.id, first, last)
            drafts = {draft.row: draft for draft in self._before.drafts_between(first, last)}
            found = self._before.orders_between(first, last)
            self._write(
                (record.row, order, contact)
                for record in records
                for order, contact in self._take(
                    record, drafts.get(record.row), found.get(record.row), images.get(record.row)
                )
            )

    def notes(self) -> list[str]:
        """What the person should know before it is done."""
        found = []
        if self._removed:
            found.append(
                several(
                    self._removed,
                    "contact that the job created leaves the list and stays",
                    "contacts that the job created leave the list and stay",
                )
                + " in the directory."
            )
            if deduplication_of(self._parent):
                found.append(
                    "Those of them who were in the directory before were merged: what the job"
                    " wrote over them there cannot be restored."
                )
        if self._merged:
            found.append(
                several(self._merged, "row was", "rows were")
                + " merged with people of the list: these get their former cells back."
            )
        if self._added_again:
            found.append(
                several(self._added_again, "contact is", "contacts are")
                + " added to the list again; contact ids may change, and personal links made"
                " before do not work then. Where the directory does not merge people, the former"
                " contacts stay beside the new ones."
            )
        if self._opted_out:
            found.append(
                several(self._opted_out, "of them has", "of them have")
                + " opted out of everything, and that is written again too."
            )
        if self._erased:
            found.append(
                several(
                    self._erased,
                    "of them was deleted from the directory and comes back as a new person",
                    "of them were deleted from the directory and come back as new people",
                )
                + ", without history and only into this list"
                f" ({several(self._left_lists, 'membership', 'memberships')} of other lists"
                f" {'is' if self._left_lists == 1 else 'are'} not restored)."
            )
        if self._lost:
            found.append(
                several(self._lost, "person", "people")
                + " deleted from the directory cannot come back: a person can only be added"
                " again to a list."
            )
        if self._new_keys:
            found.append(
                several(self._new_keys, "embedded-data value")
                + " that the job added can only be emptied, not removed"
                f" ({_named(self._new_names)})."
            )
        if self._unsure:
            found.append(
                "Nobody can tell whether "
                + several(self._unsure, "row was", "rows were")
                + " created: look into the list."
            )
        return found

    def _take(
        self,
        record: RowRecord,
        draft: Draft | None,
        order: Order | None,
        image: bytes | None,
    ) -> Iterable[tuple[Order, dict[str, Any]]]:
        if order is not None and order.action in ("remove", "erase"):
            if record.outcome == Outcome.REMOVED and image is not None:
                held = msgspec.json.decode(image)
                if is_whole_directory(self._parent.list_id):
                    self._lost += 1
                    return
                self._added_again += 1
                if order.action == "erase":
                    self._erased += 1
                    self._left_lists += max(0, len(held.get("mailingListMembership") or ()) - 1)
                contact = contacts.writable(held)
                if opted_out_of_all(held):
                    self._opted_out += 1
                    contact[DIRECTORY_OPT_OUT] = True
                yield Order(0, "add", None, None, _add_cells(contact)), contact
            return
        if record.plan == PlanState.NEW:
            if record.contact_id is None:
                self._unsure += record.outcome == Outcome.UNKNOWN
                return
            # A directory that deduplicates may have merged the row with somebody of the list.
            image = self._before.live_images([record.contact_id]).get(record.contact_id)
            if image is None:
                self._removed += 1
                yield Order(0, "remove", None, record.contact_id, b"{}"), {}
                return
            self._merged += 1
        elif record.plan != PlanState.CHANGED:
            return
        # A row without an outcome may have been written by the call that was cut off: if it was
        # not, its contact is as it was, and nothing is restored.
        if record.outcome not in (None, Outcome.CREATED, Outcome.UPDATED) and not (
            record.outcome == Outcome.UNKNOWN or record.reason in _HALF_WRITTEN
        ):
            return
        if image is None or record.contact_id is None:
            return
        live = msgspec.json.decode(image)
        cells = {
            change.target: (change.old, change.new) for change in self._changes(draft, order, live)
        }
        if cells:
            held = {embedded_key(name) for name in embedded_of(live)}
            for target in cells:
                name = embedded_name(target)
                if name is not None and embedded_key(name) not in held:
                    self._new_keys += 1
                    self._new_names.add(name)
            contact, _ = orders.asked({target: new for target, (new, _) in cells.items()})
            encoded = msgspec.json.encode(cells)
            yield Order(0, "change", None, record.contact_id, encoded), contact

    def _changes(
        self, draft: Draft | None, order: Order | None, live: dict[str, Any]
    ) -> list[CellChange]:
        """What the job changed in a contact: the old value and what it wrote."""
        if order is not None and order.action == "change":
            return [
                CellChange(target, orders.value_of(target, live), new)
                for target, (new, base) in orders.cells_of(order).items()
                if not orders.same(target, orders.value_of(target, live), new)
                # An undo left alone what somebody had changed.
                and (not self._restores or orders.same(target, orders.value_of(target, live), base))
            ]
        if draft is None or draft.payload is None:
            return []
        changes = changed_cells(wanted_contact(draft.payload, draft.extra), live)
        if draft.blanks is not None and self._clears:
            changes += blanked_cells(msgspec.json.decode(draft.blanks), live)
        return changes

    def _write(self, taken: Iterable[tuple[int, Order, dict[str, Any]]]) -> None:
        found: list[Order] = []
        drafts: list[Draft] = []
        lines = []
        for parent_row, order, contact in taken:
            self.rows += 1
            numbered = order._replace(row=self.rows)
            found.append(numbered)
            drafts.append(orders.draft_of(self.rows, contact))
            lines.append(commit.line_of(numbered)._replace(line=parent_row))
        self._staging.add_rows(lines, drafts)
        self._staging.add_orders(found)


def _named(names: Iterable[str]) -> str:
    """Some names of fields, and how many more there are."""
    found = sorted(names)
    more = f" and {several(len(found) - _NAMED, 'more field', 'more fields')}"
    return ", ".join(found[:_NAMED]) + (more if len(found) > _NAMED else "")


def _add_cells(contact: dict[str, Any]) -> bytes:
    """The cells of a contact that is added again, for those who read the plan."""
    cells: dict[str, tuple[Any, Any]] = {
        field: (value, None) for field, value in contact.items() if not isinstance(value, dict)
    }
    for name, value in embedded_of(contact).items():
        cells[f"embeddedData.{name}"] = (value, None)
    return msgspec.json.encode(cells)
