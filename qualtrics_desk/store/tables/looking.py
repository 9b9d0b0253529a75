"""Looking into a reading: which rows a view has, in which order, and what stands in them."""

from __future__ import annotations

import threading
from array import array
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from qualtrics_desk.domain.collation import words_of
from qualtrics_desk.domain.rows import Sort
from qualtrics_desk.store.tables import reading as readings
from qualtrics_desk.store.tables import search, writing
from qualtrics_desk.store.tables.views import Expression, all_of, condition_of, read_ids

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from qualtrics_desk.domain.rows import View
    from qualtrics_desk.store.tables.reading import Reading

_ORDERS_KEPT = 4
_ROWS_OF_A_VALUE = 8
"""Rows that a value of a column stands in on average, from which on walking by values pays."""
_PIECE = 4_000
"""Ids made in one go: a quarter of a thousandth of a second, in which the window cannot paint."""


class Orders:
    """Orders of whole tables that were asked for lately: a keystroke needs no sort of its own."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[int, int, Sort], array[int]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, connection: sqlite3.Connection, shown: Reading, sort: Sort) -> array[int]:
        """All ids in the order of a column that is there; not to be changed."""
        key = (shown.generation, readings.revision(connection), sort)
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
            ascending = self._known.get((*key[:2], Sort(sort.column)))
        order = None
        if ascending is not None:
            order = _turned(connection, shown, sort.column, ascending)
        if order is None:
            order = _sorted(connection, shown, sort)
        with self._lock:
            self._known[key] = order
            while len(self._known) > _ORDERS_KEPT:
                self._known.popitem(last=False)
        return order


def _sorted(connection: sqlite3.Connection, shown: Reading, sort: Sort) -> array[int]:
    blank, by = writing.order_by(shown, place(shown, sort.column))
    way = "DESC" if sort.descending else "ASC"
    return read_ids(
        connection,
        f"SELECT id FROM rows_{shown.generation} ORDER BY {blank}, {by} {way}, id",  # noqa: S608
    )


def _turned(
    connection: sqlite3.Connection, shown: Reading, column: str, ascending: array[int]
) -> array[int] | None:
    """The descending order, made of the ascending one; None where a sort is as quick.

    Rows with the same value keep the order of the store, and blank cells stay last. An index read
    backwards gives neither, so SQLite sorts again, which takes twice as long as this.
    """
    blank, by = writing.order_by(shown, place(shown, column))
    rows = f"rows_{shown.generation}"
    groups, blanks = connection.execute(
        f"SELECT (SELECT count(*) FROM (SELECT DISTINCT {blank}, {by} FROM {rows})),"  # noqa: S608
        f" (SELECT count(*) FROM {rows} WHERE {blank} = 1)"
    ).fetchone()
    filled = len(ascending) - blanks
    values = groups - (blanks > 0)
    if values == filled:
        return ascending[:filled][::-1] + ascending[filled:]
    if values * _ROWS_OF_A_VALUE > filled:
        return None
    lengths = read_ids(
        connection,
        f"SELECT count(*) AS id FROM {rows} GROUP BY {blank}, {by} ORDER BY {blank}, {by}",  # noqa: S608
    )
    found = array("q")
    end = filled
    for length in reversed(lengths[:values]):
        found.extend(ascending[end - length : end])
        end -= length
    return found + ascending[filled:]


def has(shown: Reading, column: str) -> bool:
    """Whether there is such a column."""
    return any(each.key == column for each in shown.columns)


def place(shown: Reading, column: str) -> int:
    """The place of a column that is there."""
    return next(place for place, each in enumerate(shown.columns) if each.key == column)


def chosen(connection: sqlite3.Connection, shown: Reading, view: View) -> array[int] | None:
    """The ids that text and filters leave, in the order of the store; None: all of them."""
    words = words_of(view.text)
    if not words and not view.filters:
        return None
    if not view.filters:
        select = search.select_words(shown, words)
        return read_ids(connection, select.sql, select.values)
    expressions = {
        column.key: Expression(writing.cell_name(place), column.kind)
        for place, column in enumerate(shown.columns)
    }
    expressions["state"] = Expression("''")
    where = all_of([condition_of(filter_, expressions) for filter_ in view.filters])
    statement = f"SELECT id FROM rows_{shown.generation} WHERE {where.sql}"  # noqa: S608
    if not words:
        # Where every row fits, SQLite goes by the shortest index, which is in another order.
        return read_ids(connection, f"{statement} ORDER BY id", where.values)
    found = search.select_words(shown, words)
    return read_ids(
        connection,
        f"{statement} AND id IN (SELECT id FROM ({found.sql})) ORDER BY id",  # noqa: S608
        (*where.values, *found.values),
    )


def all_ids(connection: sqlite3.Connection, shown: Reading) -> array[int]:
    """Every id in the order of the store."""
    if shown.rows == shown.last_id - shown.first_id + 1:
        found = array("q")
        # In pieces: a million at once keep Python's lock, and with it the window, for 60 ms.
        for start in range(shown.first_id, shown.last_id + 1, _PIECE):
            found.extend(range(start, min(start + _PIECE, shown.last_id + 1)))
        return found
    return read_ids(connection, f"SELECT id FROM rows_{shown.generation} ORDER BY id")  # noqa: S608


def by_id(
    connection: sqlite3.Connection, what: str, kind: str, shown: Reading, ids: Sequence[int]
) -> Iterator[Any]:
    """Rows of one of the tables of a reading by their ids, in any order."""
    for piece in writing.pieces(ids):
        marks = ",".join("?" * len(piece))
        yield from connection.execute(
            f"SELECT {what} FROM {kind}_{shown.generation} WHERE id IN ({marks})",  # noqa: S608
            piece if isinstance(piece, list | tuple) else list(piece),
        )
