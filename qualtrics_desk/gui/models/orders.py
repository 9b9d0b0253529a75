"""What is asked of a store for a new order; both block, and run in a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from array import array

    from qualtrics_desk.domain.rows import Row, RowSource, View

FIRST = 64
"""Rows that come with an order."""
_PIECE = 8192


def look(source: RowSource, view: View) -> tuple[array[int], list[Row]]:
    """An order with its first rows: what is seen at once needs no second question."""
    ids = source.ids(view)
    return ids, source.rows(ids[:FIRST]) if ids else []


def places_of(ids: array[int], wanted: frozenset[int]) -> dict[int, int]:
    """The places of some ids in an order.

    Most pieces hold none of them, which a set sees without a step of Python for each row; a piece
    is short, because Python's lock is kept meanwhile.
    """
    places: dict[int, int] = {}
    for start in range(0, len(ids), _PIECE):
        if len(places) == len(wanted):
            break
        piece = ids[start : start + _PIECE]
        if not wanted.isdisjoint(piece):
            places.update((one, start + n) for n, one in enumerate(piece) if one in wanted)
    return places
