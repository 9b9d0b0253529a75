"""Rows of one person become one contact: of each cell the last filled one counts."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.services.engine.merging import merged_draft
from qualtrics_desk.store.staging.records import Draft

CELLS = ("firstName", "lastName", "embeddedData.Team", "phone")
ROWS = st.lists(
    st.fixed_dictionaries({name: st.sampled_from(["", "a", "b"]) for name in CELLS}),
    min_size=1,
    max_size=5,
)


def draft_of(number: int, cells: dict[str, str]) -> Draft:
    contact: dict[str, Any] = {"email": "p@example.org"}
    contact |= {name: cells[name] for name in ("firstName", "lastName") if cells[name]}
    if cells["embeddedData.Team"]:
        contact["embeddedData"] = {"Team": cells["embeddedData.Team"]}
    blanks = [name for name, text in cells.items() if not text]
    return Draft(
        number,
        "p@example.org",
        msgspec.json.encode(contact),
        msgspec.json.encode({"phone": cells["phone"]}) if cells["phone"] else None,
        msgspec.json.encode(blanks) if blanks else None,
        None,
    )


@given(ROWS)
def test_the_last_filled_cell_of_each_column_is_sent(rows: list[dict[str, str]]) -> None:
    merged = merged_draft([draft_of(number, cells) for number, cells in enumerate(rows, start=1)])

    expected = {
        name: next((row[name] for row in reversed(rows) if row[name]), "") for name in CELLS
    }
    contact = msgspec.json.decode(merged.payload or b"{}")
    extra = msgspec.json.decode(merged.extra or b"{}")
    found = {
        "firstName": contact.get("firstName", ""),
        "lastName": contact.get("lastName", ""),
        "embeddedData.Team": contact.get("embeddedData", {}).get("Team", ""),
        "phone": extra.get("phone", ""),
    }
    assert found == expected
    assert merged.row == len(rows)
    blanks = set(msgspec.json.decode(merged.blanks or b"[]"))
    assert blanks == {name for name, text in expected.items() if not text}
