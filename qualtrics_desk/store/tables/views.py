"""Views as SQL: conditions of filters, and ids that come out of SQLite fast."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from qualtrics_desk.domain.collation import folded
from qualtrics_desk.domain.rows import ColumnKind, Comparison

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from qualtrics_desk.domain.rows import Filter

_PIECE = 8 * 1024
"""Characters decoded at once: between two pieces the window's thread gets its turn."""

_MARKS = 500
"""Values that stand in a statement one by one."""

_ids = msgspec.json.Decoder(list[int])


class Expression(NamedTuple):
    """A column as statements name it."""

    sql: str
    kind: ColumnKind = ColumnKind.TEXT

    @property
    def comparable(self) -> str:
        """The text that filters compare: folded, "" where there is nothing."""
        cell = self.sql
        if self.kind is ColumnKind.FLAG:
            return f"CASE {cell} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE '' END"
        if self.kind is ColumnKind.NUMBER:
            return f"coalesce(CAST({cell} AS TEXT), '')"
        # SQLite itself folds ASCII only; a text with as many bytes as letters is ASCII.
        return (
            f"CASE WHEN {cell} IS NULL THEN ''"
            f" WHEN length({cell}) = length(CAST({cell} AS BLOB)) THEN lower({cell})"
            f" ELSE folded({cell}) END"
        )


class Condition(NamedTuple):
    """Part of a WHERE with the values for its marks."""

    sql: str
    values: tuple[object, ...] = ()


def condition_of(filter_: Filter, expressions: Mapping[str, Expression]) -> Condition:
    """One filter; a column that is not there is empty in every row."""
    expression = expressions.get(filter_.column, Expression("NULL"))
    match filter_.comparison:
        case Comparison.IS:
            return _is(expression, filter_.values)
        case Comparison.IS_NOT:
            same = _is(expression, filter_.values)
            return Condition(f"NOT ({same.sql})", same.values)
        case Comparison.CONTAINS:
            if not filter_.values:
                return Condition("0")
            once = f"instr({expression.comparable}, ?) > 0"
            return Condition(
                " OR ".join([once] * len(filter_.values)),
                tuple(folded(value) for value in filter_.values),
            )
        case Comparison.IS_EMPTY:
            return Condition(_empty(expression))
        case Comparison.IS_NOT_EMPTY:
            return Condition(f"NOT ({_empty(expression)})")


def all_of(conditions: Sequence[Condition]) -> Condition:
    """All of them hold."""
    if not conditions:
        return Condition("1")
    return Condition(
        " AND ".join(f"({condition.sql})" for condition in conditions),
        tuple(value for condition in conditions for value in condition.values),
    )


def _empty(expression: Expression) -> str:
    return f"{expression.sql} IS NULL OR {expression.sql} = ''"


def _is(expression: Expression, values: tuple[str, ...]) -> Condition:
    if not values:
        return Condition("0")
    if expression.kind is ColumnKind.NUMBER:
        return _among(f"coalesce({expression.sql}, '')", [_number(value) for value in values])
    return _among(expression.comparable, [folded(value) for value in values])


def _among(sql: str, wanted: Sequence[str | float]) -> Condition:
    if len(wanted) > _MARKS:
        # SQLite takes no more than some ten thousand marks in a statement.
        encoded = msgspec.json.encode(wanted).decode()
        return Condition(f"{sql} IN (SELECT value FROM json_each(?))", (encoded,))  # noqa: S608
    return Condition(f"{sql} IN ({','.join('?' * len(wanted))})", tuple(wanted))


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def read_ids(
    connection: sqlite3.Connection, select: str, values: Sequence[object] = ()
) -> array[int]:
    """The ids that a statement gives, in its order.

    Fetching a million rows takes Python half a second, fetching them as one text a third of that,
    and most of it outside of Python's lock.

    Args:
        connection: A reading connection.
        select: A SELECT with one column called `id`.
        values: For its marks.
    """
    (text,) = connection.execute(f"SELECT group_concat(id) FROM ({select})", values).fetchone()  # noqa: S608
    found = array("q")
    if text is None:
        return found
    start = 0
    while start < len(text):
        end = text.find(",", start + _PIECE)
        end = len(text) if end < 0 else end
        found.extend(_ids.decode(f"[{text[start:end]}]"))
        start = end + 1
    return found


def kept_of(order: array[int], ids: array[int]) -> array[int]:
    """The ids of `order` that are in `ids`, in the order of the former."""
    wanted: set[int] = set()
    found = array("q")
    step = _PIECE // 2
    for start in range(0, len(ids), step):
        wanted.update(ids[start : start + step])
    for start in range(0, len(order), step):
        found.extend(filter(wanted.__contains__, order[start : start + step]))
    return found
