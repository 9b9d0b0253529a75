"""What is said of a row that somebody else has changed since: it is left as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.domain.contacts import CellChange, scalar_text
from qualtrics_desk.domain.outcomes import Outcome
from qualtrics_desk.services.engine import orders
from qualtrics_desk.store.journal.records import RowOutcome

if TYPE_CHECKING:
    from collections.abc import Sequence


def conflict_row(
    row: int,
    cells: orders.Cells,
    conflicts: Sequence[CellChange],
    *,
    restores: bool,
    what: str = "contact",
) -> RowOutcome:
    """The outcome of a row that somebody else changed."""
    if restores:
        message = f"Changed since, and left as it is: {orders.told(conflicts)}"
        return RowOutcome(row, Outcome.SKIPPED, None, "changed since", None, message)
    words = [
        f"{change.target}: was “{scalar_text(cells[change.target][1])}” when it was edited, is"
        f" “{scalar_text(change.old)}” now, yours is “{scalar_text(change.new)}”"
        for change in conflicts
    ]
    message = f"Somebody else changed this {what}. " + "; ".join(words) + "."
    return RowOutcome(row, Outcome.SKIPPED, None, "conflict", None, message)


def leaving_row(row: int, cells: orders.Cells, changes: Sequence[CellChange]) -> RowOutcome:
    """The outcome of a contact that was to leave and is not the one that was seen."""
    words = [
        f"{change.target}: was “{_base(cells, change.target)}” when it was marked to leave, is"
        f" “{scalar_text(change.old)}” now"
        for change in changes
    ]
    message = "Somebody else changed this contact. " + "; ".join(words) + "."
    return RowOutcome(row, Outcome.SKIPPED, None, "conflict", None, message)


def _base(cells: orders.Cells, target: str) -> str:
    return scalar_text(cells[target][1]) if target in cells else ""
