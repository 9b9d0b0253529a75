"""Filters in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.domain.rows import ColumnKind, Comparison, Filter
from qualtrics_desk.gui.models.columns import Column, flag_words
from qualtrics_desk.gui.models.state_filter import STATE
from qualtrics_desk.gui.words import number, state_mark

MOST = 4
"""Values that a chip names."""


def comparison_word(comparison: Comparison) -> str:
    """How a filter compares, between the column and the values."""
    translate = QCoreApplication.translate
    return {
        Comparison.IS: translate("filter", "is"),
        Comparison.IS_NOT: translate("filter", "is not"),
        Comparison.CONTAINS: translate("filter", "contains"),
        Comparison.IS_EMPTY: translate("filter", "is empty"),
        Comparison.IS_NOT_EMPTY: translate("filter", "is not empty"),
    }[comparison]


def value_word(column: str, value: str, columns: dict[str, Column]) -> str:
    """A value of a filter as a person reads it."""
    if column == STATE:
        return state_mark(value).word or QCoreApplication.translate("filter", "no change")
    spec = columns.get(column)
    if spec is not None and spec.kind is ColumnKind.FLAG:
        return flag_words()[0 if value == "true" else 1]
    if spec is not None and spec.is_state:
        return state_mark(value).word or value
    return value


def _values_text(condition: Filter, columns: dict[str, Column]) -> str:
    spec, count = columns.get(condition.column), len(condition.values)
    if spec is not None and spec.kind is ColumnKind.CODE and count > 1:
        # Nobody knows people by their ids.
        return QCoreApplication.translate("filter", "{0} chosen").format(number(count))
    named = ", ".join(value_word(condition.column, v, columns) for v in condition.values[:MOST])
    if count <= MOST:
        return named
    # A report may name thousands of values: a chip has room for a few.
    return QCoreApplication.translate("filter", "{0} and {1} more").format(
        named, number(count - MOST)
    )


def filter_text(condition: Filter, columns: dict[str, Column]) -> str:
    """A filter as its chip says it: "Department: Logistics, Finance"."""
    spec = columns.get(condition.column)
    title = spec.title if spec is not None else condition.column
    is_state = condition.column == STATE or (spec is not None and spec.is_state)
    if condition.column == STATE:
        title = QCoreApplication.translate("filter", "State")
    values = _values_text(condition, columns)
    if condition.comparison is Comparison.IS:
        return f"{title}: {values}"
    if condition.comparison is Comparison.IS_NOT:
        if is_state:
            # Some states are negations themselves: "not unchanged" would make one think twice.
            return QCoreApplication.translate("filter", "All but {0}").format(values)
        return QCoreApplication.translate("filter", "{0}: not {1}").format(title, values)
    return f"{title} {comparison_word(condition.comparison)} {values}".rstrip()
