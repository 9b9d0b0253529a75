"""What every grid of the window shows: rows of a store, ordered and filtered there (design.md 6).

A row is found by its integer id. The order of a view is an array of ids, so that a million rows
cost eight megabytes and a page of them is one look-up.
"""

from __future__ import annotations

import enum
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

import msgspec

from qualtrics_desk.domain.contacts import EMBEDDED_PREFIX

CELL_PREFIX = "cell"
"""Begins the keys of columns that are a file's; the number of the column follows."""
Value = str | int | float | bool | None


class ColumnKind(enum.StrEnum):
    """How the values of a column are compared and shown."""

    TEXT = "text"
    NUMBER = "number"
    MOMENT = "moment"
    """ISO 8601 text in UTC."""
    FLAG = "flag"
    CODE = "code"
    """An id: shown in the fixed-width font."""


class ColumnSpec(msgspec.Struct, frozen=True):
    """One column of a store: the service's own key, a title for people, the kind."""

    key: str
    title: str
    kind: ColumnKind = ColumnKind.TEXT

    @property
    def is_named_by_data(self) -> bool:
        """Whether the title comes from a file or the brand and is the same in every language."""
        return self.key.startswith((CELL_PREFIX, EMBEDDED_PREFIX))


class Comparison(enum.StrEnum):
    """How a filter compares."""

    IS = "is"
    IS_NOT = "is not"
    CONTAINS = "contains"
    IS_EMPTY = "is empty"
    IS_NOT_EMPTY = "is not empty"


class Filter(msgspec.Struct, frozen=True):
    """One condition; several values of one filter are alternatives.

    Attributes:
        column: Key of the column, or "state" for the state of the row.
    """

    column: str
    comparison: Comparison
    values: tuple[str, ...] = ()


class Sort(msgspec.Struct, frozen=True):
    """Order by one column; equal values keep the order of the store."""

    column: str
    descending: bool = False


class View(msgspec.Struct, frozen=True):
    """What is shown of a store, and in which order.

    Attributes:
        text: Must occur, case-folded, in one of the row's texts; every word for itself.
        filters: All of them hold.
        sort: None is the order of the store.
    """

    text: str = ""
    filters: tuple[Filter, ...] = ()
    sort: Sort | None = None


_NOTHING: Mapping[int, Value] = {}


class Row(NamedTuple):
    """One row as a grid shows it.

    Attributes:
        id: Stable as long as the store is not read anew; never its place on the screen.
        values: One for each column of the source, in its order.
        state: "" for an ordinary row; else a staged change (added, changed, deleted, failed) or a
            plan state or outcome (`domain.outcomes`).
        old: What stands at the service, by the position of the column, for cells that differ.
        note: Why it is in this state, for a person.
        is_leaving: Whether it is marked to leave, also where that failed: it cannot be edited.
    """

    id: int
    values: tuple[Value, ...]
    state: str = ""
    old: Mapping[int, Value] = _NOTHING
    note: str = ""
    is_leaving: bool = False


class RowSource(Protocol):
    """A store that a grid can show. Calls block and may come from any thread but the window's."""

    @property
    def columns(self) -> tuple[ColumnSpec, ...]:
        """The columns, in the order of `Row.values`."""
        ...

    def ids(self, view: View) -> array[int]:
        """The ids of all rows of a view in its order; type code "q"."""
        ...

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The rows with these ids in their order; ids that are gone are left out."""
        ...


_PIECE = 2_000


def every_row(source: RowSource) -> Iterator[Row]:
    """All rows of a store in its order, in bounded pieces; blocks."""
    ids = source.ids(View())
    for start in range(0, len(ids), _PIECE):
        yield from source.rows(ids[start : start + _PIECE])
