"""One change for many cells of a list: counted and shown first, then staged as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain.contacts import is_editable
from qualtrics_desk.domain.transforms import changer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualtrics_desk.domain.rows import Value
    from qualtrics_desk.domain.transforms import Transform
    from qualtrics_desk.services.edits.rows import EditedRows

_PIECE = 2_000
MOST_EXAMPLES = 5

Cell = tuple[int, str, "Value"]


class Foreseen(msgspec.Struct, frozen=True):
    """What a change would do.

    Attributes:
        cells: Cells that would be different.
        rows: Rows they are in.
        examples: Old and new text of the first different ones.
    """

    cells: int
    rows: int
    examples: tuple[tuple[str, str], ...]


def changed_cells(
    rows: EditedRows, ids: Sequence[int], columns: Sequence[str], transform: Transform
) -> Iterator[tuple[Cell, Value]]:
    """The cells that would be different, with their old value; rows that leave stay as they are."""
    places = {spec.key: place for place, spec in enumerate(rows.columns)}
    wanted = [
        (column, places[column], changer(transform, column))
        for column in columns
        if column in places and is_editable(column)
    ]
    source = places.get(transform.source)
    for start in range(0, len(ids), _PIECE):
        for row in rows.rows(ids[start : start + _PIECE]):
            if row.is_leaving:
                continue
            given = None if source is None else _at(row.values, source)
            for column, place, change in wanted:
                old = _at(row.values, place)
                new = change(old, given)
                if new != old:
                    yield (row.id, column, new), old


def foresee(
    rows: EditedRows, ids: Sequence[int], columns: Sequence[str], transform: Transform
) -> Foreseen:
    """Say what a change would do; changes nothing."""
    cells, touched = 0, set[int]()
    examples: list[tuple[str, str]] = []
    for (number, _, new), old in changed_cells(rows, ids, columns, transform):
        cells += 1
        touched.add(number)
        if len(examples) < MOST_EXAMPLES:
            examples.append((_told(old), _told(new)))
    return Foreseen(cells, len(touched), tuple(examples))


def stage(
    rows: EditedRows, ids: Sequence[int], columns: Sequence[str], transform: Transform
) -> int:
    """Stage a change as one step; returns how many rows it touched."""
    return rows.set_cells(cell for cell, _ in changed_cells(rows, ids, columns, transform))


def fill_down(rows: EditedRows, ids: Sequence[int], columns: Sequence[str]) -> int:
    """Stage the values of the first row in all rows below it, as one step."""
    if len(ids) < 2:
        return 0
    found = rows.rows(ids[:1])
    if not found:
        return 0
    places = {spec.key: place for place, spec in enumerate(rows.columns)}
    values = {
        column: _at(found[0].values, places[column])
        for column in columns
        if column in places and is_editable(column)
    }
    return rows.set_cells(
        (number, column, value) for number in ids[1:] for column, value in values.items()
    )


def _at(values: Sequence[Value], place: int) -> Value:
    return values[place] if place < len(values) else None


def _told(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
