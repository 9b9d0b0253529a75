"""Rows of one state: the condition that a count stands for, and the count that a view is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.domain.rows import Comparison, Filter

if TYPE_CHECKING:
    from qualtrics_desk.domain.rows import View

STATE = "state"
"""What a filter names as its column when it means the state of the row."""


def in_state(*states: str) -> Filter:
    """The condition that keeps rows in these states."""
    return Filter(STATE, Comparison.IS, states)


def only_state(view: View) -> str:
    """The one state whose rows a view shows, or ""."""
    conditions = [one for one in view.filters if one.column == STATE]
    if len(conditions) != 1 or conditions[0].comparison is not Comparison.IS:
        return ""
    values = conditions[0].values
    return values[0] if len(values) == 1 else ""
