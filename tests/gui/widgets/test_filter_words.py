from __future__ import annotations

import pytest

from qualtrics_desk.domain.rows import ColumnKind, ColumnSpec, Comparison, Filter
from qualtrics_desk.gui.models.columns import columns_of
from qualtrics_desk.gui.models.state_filter import STATE
from qualtrics_desk.gui.widgets.filter_words import filter_text

COLUMNS = {
    column.key: column
    for column in columns_of(
        (
            ColumnSpec("id", "Contact id", ColumnKind.CODE),
            ColumnSpec("dept", "Department", ColumnKind.TEXT),
            ColumnSpec("unsubscribed", "Opted out", ColumnKind.FLAG),
            ColumnSpec("outcome", "Outcome", ColumnKind.TEXT),
        ),
        state="outcome",
    )
}


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (Filter("dept", Comparison.IS, ("Sales", "Office")), "Department: Sales, Office"),
        (Filter("id", Comparison.IS, ("CID_1",)), "Contact id: CID_1"),
        (Filter("id", Comparison.IS, ("CID_1", "CID_2")), "Contact id: 2 chosen"),
        (Filter("dept", Comparison.IS_NOT, ("Sales",)), "Department: not Sales"),
        (Filter("dept", Comparison.IS_EMPTY), "Department is empty"),
        (Filter("unsubscribed", Comparison.IS, ("true",)), "Opted out: yes"),
        (Filter(STATE, Comparison.IS, ("invalid",)), "State: invalid"),
        (Filter(STATE, Comparison.IS_NOT, ("unchanged",)), "All but unchanged"),
        (Filter("outcome", Comparison.IS_NOT, ("unchanged",)), "All but unchanged"),
    ],
)
def test_a_filter_is_said_in_plain_words(condition: Filter, text: str) -> None:
    assert filter_text(condition, COLUMNS) == text
