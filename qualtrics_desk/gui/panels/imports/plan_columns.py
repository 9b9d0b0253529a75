"""The rows of a plan as columns: line, state, the mapped columns of the file, then the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.domain.mapping import column_names
from qualtrics_desk.gui.models.columns import Column, columns_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.domain.mapping import Mapping
    from qualtrics_desk.domain.rows import ColumnSpec

_LINE, _NOTE = 7, 40


def plan_columns(
    specs: Sequence[ColumnSpec], mapping: Mapping, *, state: str = "plan", note: bool = False
) -> tuple[Column, ...]:
    """How the columns of `PlanRows` are shown.

    Args:
        specs: Its columns.
        mapping: What of the file is imported; other columns wait in the chooser of columns.
        state: The column that says what a row is.
        note: Whether the reason has a column of its own from the start.
    """
    titles = [spec.title for spec in specs if spec.key.startswith("cell")]
    used = mapping.used()
    left_out = [
        f"cell{place}"
        for place, name in enumerate(column_names(titles))
        if used and name not in used
    ]
    other = {"plan": "outcome", "outcome": "plan"}[state]
    hidden = [*left_out, other, *(() if note else ("note",)), "rule"]
    return columns_of(specs, hidden=hidden, widths={"line": _LINE, "note": _NOTE}, state=state)
