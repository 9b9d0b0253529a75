"""What is asked of a store for a new order; both block, and run in a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from array import array

    from qualtrics_desk.domain.rows import Row, RowSource, View

FIRST = 64
"""Rows that come with an order."""


def look(source: RowSource, view: View) -> tuple[array[int], list[Row]]:
    """An order with its first rows: what is seen at once needs no second question."""
    ids = source.ids(view)
    return ids, source.rows(ids[:FIRST]) if ids else []


def places_of(ids: array[int], wanted: frozenset[int]) -> dict[int, int]:
    """The places of some ids in an order."""
    return {row_id: n for n, row_id in enumerate(ids) if row_id in wanted} if wanted else {}
