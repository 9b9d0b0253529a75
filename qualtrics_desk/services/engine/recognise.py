"""Which contacts of a list that was read back are the rows that were sent.

Every contact stands for one row at most. Contacts that were there before, or that other rows of
the job account for, stand for none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from qualtrics_desk.domain.contacts import changed_cells, embedded_of
from qualtrics_desk.domain.outcomes import Outcome, PlanState, Route
from qualtrics_desk.services.engine.snapshot import traces_of
from qualtrics_desk.store.journal.records import Chunk, RowOutcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualtrics_desk.store.staging.staging import Staging

_SAME = (
    "Some, not all, of several identical rows arrived, and they cannot be told apart. Compare the"
    " list with the file before sending this row again."
)
_OTHER = (
    "No answer came to this row, and a contact that may be it, but is not quite the same, appeared"
    " in the list. Compare the two before sending this row again."
)


class Pending(NamedTuple):
    """A row whose fate is looked for.

    Attributes:
        contact_id: The contact it changes, or None for a new one.
        chunk: The chunk it was sent with.
        may_resend: Whether it is sent again when it is absent: only where the request itself was
            lost. A row that a finished job left out was refused.
        payload: What was sent of it.
    """

    row: int
    plan: PlanState
    route: Route
    contact_id: str | None
    chunk: Chunk
    may_resend: bool
    payload: bytes


class Fates(NamedTuple):
    """What reading the list back showed; `unclear` says why a row cannot be told."""

    found: list[RowOutcome]
    absent: list[Pending]
    unclear: list[tuple[Pending, RowOutcome]]

    @property
    def missing(self) -> list[Pending]:
        """The rows that are not there, as far as can be told."""
        return [*self.absent, *(row for row, _ in self.unclear)]


def recognise(pending: Sequence[Pending], staging: Staging, known: Iterable[list[str]]) -> Fates:
    """Look for rows among the contacts that were read back; uses these contacts up.

    Args:
        pending: The rows.
        staging: Holds the contacts.
        known: Ids of contacts that other rows of the job account for.
    """
    fates = Fates([], [], [])
    for row in pending:
        if row.plan is PlanState.CHANGED:
            _look_at_changed(row, staging, fates)
    staging.seen.drop_live()
    for contact_ids in known:
        staging.seen.drop(contact_ids)
    groups: dict[bytes, list[Pending]] = {}
    for row in pending:
        if row.plan is not PlanState.CHANGED:
            groups.setdefault(row.payload, []).append(row)
    # A contact also has every cell of a row that says less of the same person: the row that says
    # most takes it.
    decoded = sorted(
        ((msgspec.json.decode(payload), rows) for payload, rows in groups.items()),
        key=lambda group: -_cells(group[0]),
    )
    left: list[tuple[dict[str, Any], Pending]] = []
    for contact, rows in decoded:
        left.extend((contact, row) for row in _match_group(contact, rows, staging, fates))
    for contact, row in left:
        traces = traces_of(contact)
        if any(traces) and staging.seen.candidates(traces):
            fates.unclear.append((row, _unknown(row, "not quite the same", _OTHER)))
        else:
            fates.absent.append(row)
    return fates


def _look_at_changed(row: Pending, staging: Staging, fates: Fates) -> None:
    image = staging.seen.image(row.contact_id or "")
    if image is not None and _holds(msgspec.json.decode(image), msgspec.json.decode(row.payload)):
        fates.found.append(_applied(row, row.contact_id))
    else:
        fates.absent.append(row)


def _match_group(
    contact: dict[str, Any], rows: list[Pending], staging: Staging, fates: Fates
) -> list[Pending]:
    """Identical rows take identical contacts; who is who does not matter among them.

    Returns:
        The rows, if no contact is like them.
    """
    alike = [
        contact_id
        for contact_id, image in staging.seen.candidates(traces_of(contact))
        if _holds(msgspec.json.decode(image), contact)
    ]
    taken = alike[: len(rows)]
    staging.seen.drop(taken)
    for row, contact_id in zip(rows, taken, strict=False):
        fates.found.append(_applied(row, contact_id))
    if not taken:
        return rows
    for row in rows[len(taken) :]:
        fates.unclear.append((row, _unknown(row, "identical rows", _SAME)))
    return []


def _holds(live: dict[str, Any], contact: dict[str, Any]) -> bool:
    """Whether a live contact has every cell that was sent."""
    return not changed_cells(contact, live)


def _cells(contact: dict[str, Any]) -> int:
    return len(contact) + len(embedded_of(contact))


def _unknown(row: Pending, reason: str, message: str) -> RowOutcome:
    return RowOutcome(row.row, Outcome.UNKNOWN, None, reason, None, message, row.chunk.request_id)


def _applied(row: Pending, contact_id: str | None) -> RowOutcome:
    if row.route is Route.BULK_THEN_PUT:
        return RowOutcome(row.row, None, contact_id)
    outcome = Outcome.CREATED if row.plan is PlanState.NEW else Outcome.UPDATED
    return RowOutcome(row.row, outcome, contact_id)
