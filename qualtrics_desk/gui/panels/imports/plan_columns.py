"""The rows of a plan as columns: line, state, the mapped columns of the file, then the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.domain.mapping import column_names
from qualtrics_desk.domain.outcomes import Route
from qualtrics_desk.gui.models.columns import Column, columns_of
from qualtrics_desk.gui.panels.imports.import_words import tr
from qualtrics_desk.gui.words import number
from qualtrics_desk.store.staging.plan_rows import GROUP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.domain.mapping import Mapping
    from qualtrics_desk.domain.rows import ColumnSpec, Value

_LINE, _NOTE = 7, 32


def plan_columns(
    specs: Sequence[ColumnSpec],
    mapping: Mapping,
    *,
    state: str = "plan",
    note: bool = False,
    route: bool = False,
    editable: bool = False,
    group: bool = False,
) -> tuple[Column, ...]:
    """How the columns of `PlanRows` are shown.

    Args:
        specs: Its columns.
        mapping: What of the file is imported; other columns wait in the chooser of columns.
        state: The column that says what a row is.
        note: Whether the reason has a column of its own from the start.
        route: Whether the way a row is sent has one.
        editable: Whether the cells of the file can be mended.
        group: Whether it is shown which rows are the same person.
    """
    titles = [spec.title for spec in specs if spec.key.startswith("cell")]
    used = mapping.used()
    left_out = [
        f"cell{place}"
        for place, name in enumerate(column_names(titles))
        if used and name not in used
    ]
    other = {"plan": "outcome", "outcome": "plan"}[state]
    hidden = [
        *left_out,
        other,
        *(() if note else ("note",)),
        "rule",
        *(() if route else ("route",)),
        *(() if group else (GROUP,)),
    ]
    return columns_of(
        specs,
        editable=[spec.key for spec in specs if spec.key.startswith("cell")] if editable else (),
        hidden=hidden,
        widths={"line": _LINE, "note": _NOTE},
        formats={"route": route_word, GROUP: group_word},
        state=state,
    )


def group_word(first: Value) -> str:
    """Which rows are the same person, by the line of the first."""
    return "" if first is None else tr("as line {0}").format(number(int(str(first))))


def route_word(route: Value) -> str:
    """How a row is sent, for a person."""
    return {
        Route.BULK.value: tr("import job"),
        Route.PUT.value: tr("single call"),
        Route.LAST.value: tr("single call"),
        Route.POST.value: tr("single call"),
        Route.BULK_THEN_PUT.value: tr("import job, then single call"),
    }.get(str(route or ""), "")
