"""The three header rows of an export, and what is below them (qualtrics-api.md D.13)."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.domain.rows import View
from qualtrics_desk.services.engine.progress import Stop
from qualtrics_desk.services.responses.importing import _parts
from qualtrics_desk.services.responses.quick_look import _read, read_heads
from qualtrics_desk.store.tables.table import open_table

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)


@given(st.lists(st.tuples(TEXTS, TEXTS, st.integers(1, 90)), min_size=1, max_size=12))
def test_columns_are_told_apart_by_their_import_id_whatever_they_are_called(
    columns: list[tuple[str, str, int]],
) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([tag for tag, _, _ in columns])
    writer.writerow([text for _, text, _ in columns])
    writer.writerow([json.dumps({"ImportId": f"QID{number}"}) for _, _, number in columns])
    file.seek(0)

    found = read_heads(csv.reader(file), "a.csv")

    assert [(one.tag, one.text, one.import_id) for one in found] == [
        (tag, text, f"QID{number}") for tag, text, number in columns
    ]
    assert len({one.key for one in found}) == len(columns)


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", 'a\nb\n"{""ImportId"""\n', "a\nb\nc\nd\n"])
def test_what_is_no_export_says_so(text: str) -> None:
    with pytest.raises(UsageError, match="three header rows"):
        read_heads(csv.reader(io.StringIO(text, newline="")), "a.csv")


async def test_quoted_line_breaks_and_repeated_texts_stay_in_their_cells(tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_text(
        "Q1,Q1,Note\r\n"
        '"How, ""really""\r\nare you?","How, ""really""\r\nare you?",Why?\r\n'
        '"{""ImportId"":""QID1""}","{""ImportId"":""QID7"",""choiceId"":""2""}",'
        '"{""ImportId"":""QID2_TEXT""}"\r\n'
        '1,2,"two\r\nlines, ""quoted"""\r\n'
        "1,,\r\n",
        encoding="utf-8",
    )
    table = open_table(tmp_path / "table.db")
    try:
        look = await _read(table, file, ",", Stop(), lambda _: None)
        ids = table.ids(View())
        rows = [row.values for row in table.rows(ids)]
        counts = table.values_of(look.columns[0].key)
    finally:
        table.close()

    assert [one.import_id for one in look.columns] == ["QID1", "QID7 2", "QID2_TEXT"]
    assert [one.tag for one in look.columns] == ["Q1", "Q1", "Note"]
    assert look.columns[0].text == 'How, "really"\r\nare you?'
    assert rows == [("1", "2", 'two\r\nlines, "quoted"'), ("1", "", "")]
    assert counts == [("1", 2)]
    assert look.rows == 2


@given(
    st.lists(st.lists(TEXTS, min_size=2, max_size=2), max_size=20),
    st.integers(min_value=60, max_value=400),
)
def test_parts_hold_every_row_once_below_their_header(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], most: int
) -> None:
    heads = [["a", "b"], ["A", "B"], ['{"ImportId":"QID1"}', '{"ImportId":"QID2"}']]
    file = tmp_path_factory.mktemp("parts") / "a.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([*heads, *rows])

    parts = list(_parts(file, most))

    found = []
    for content, count in parts:
        held = list(csv.reader(io.StringIO(content.decode(), newline="")))
        assert held[:3] == heads
        assert len(held) - 3 == count
        found += held[3:]
    assert found == rows
