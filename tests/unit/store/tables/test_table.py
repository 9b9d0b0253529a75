from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from qualtrics_desk.domain.collation import folded, sort_key
from qualtrics_desk.domain.errors import JobBusy
from qualtrics_desk.domain.rows import (
    ColumnKind,
    ColumnSpec,
    Comparison,
    Filter,
    Sort,
    Value,
    View,
)
from qualtrics_desk.store.tables import writing
from qualtrics_desk.store.tables.reading import NewRow
from qualtrics_desk.store.tables.table import Table, open_table

COLUMNS = (
    ColumnSpec("id", "Id", ColumnKind.CODE),
    ColumnSpec("name", "Name"),
    ColumnSpec("town", "Town"),
    ColumnSpec("out", "Out", ColumnKind.FLAG),
    ColumnSpec("size", "Size", ColumnKind.NUMBER),
    ColumnSpec("seen", "Seen", ColumnKind.MOMENT),
)
SCOPE = {"list": "CG_1"}


def new_row(number: int, **values: Value) -> NewRow:
    key = f"CID_{number}"
    return NewRow(key, {"id": key, **values}, {"contactId": key, "unknown": {"kept": [1, None]}})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "contacts.db"


@pytest.fixture
def table(path: Path) -> Iterator[Table]:
    table = open_table(path)
    yield table
    table.close()


def fill(table: Table, rows: Sequence[NewRow], scope: dict[str, Any] = SCOPE) -> None:
    table.begin(COLUMNS, scope, resume_within=timedelta(0))
    table.append(rows, None)
    table.finish()


def prepare(table: Table) -> None:
    for _ in table.prepare():
        pass


def names(table: Table, view: View) -> list[Value]:
    return [row.values[1] for row in table.rows(table.ids(view))]


# Views against a plain model of them.

letters = st.sampled_from(
    ["a", "A", "b", "ä", "Ä", "ß", "ss", "é", "e\u0301", "İ", " ", '"', "%", "9", "Ω"]
)
texts = st.lists(letters, max_size=6).map("".join)
cells = st.none() | texts | st.sampled_from(["10", "9", "-3.5", "007", "Straße 9"])


@st.composite
def stores(draw: st.DrawFn) -> tuple[list[NewRow], int]:
    amount = draw(st.integers(0, 12))
    rows = [
        new_row(
            number,
            name=draw(cells),
            town=draw(cells),
            out=draw(st.none() | st.booleans()),
            size=draw(st.none() | st.integers(-3, 3) | st.sampled_from([0.5, 2.5])),
            seen=draw(
                st.none() | st.sampled_from(["2026-01-02T00:00:00Z", "2025-12-31T10:00:00Z"])
            ),
        )
        for number in range(amount)
    ]
    return rows, draw(st.integers(0, amount))


wanted = texts | st.sampled_from(["true", "false", "2", "2.5", "10", "2026-01-02t00:00:00z"])
filters = st.builds(
    Filter,
    column=st.sampled_from([*(column.key for column in COLUMNS), "state", "gone"]),
    comparison=st.sampled_from(list(Comparison)),
    values=st.lists(wanted, max_size=2).map(tuple),
)
views = st.builds(
    View,
    text=texts | st.sampled_from(["straße", "STRASSE 9", "cid_1", "cid ss"]),
    filters=st.lists(filters, max_size=2).map(tuple),
    sort=st.none()
    | st.builds(
        Sort,
        column=st.sampled_from([*(column.key for column in COLUMNS), "gone"]),
        descending=st.booleans(),
    ),
)


def model(rows: Sequence[NewRow], view: View) -> list[str]:
    found = [row for row in rows if _has_words(row, view.text)]
    found = [row for row in found if all(_holds(row, filter_) for filter_ in view.filters)]
    by = {column.key: column for column in COLUMNS}
    if view.sort is not None and view.sort.column in by:
        column = by[view.sort.column]
        filled = [row for row in found if row.values.get(column.key) not in (None, "")]
        # Stable in both directions: equal values keep the order of the store.
        ordered = sorted(
            filled,
            key=lambda row: _order(row.values[column.key], column.kind),
            reverse=view.sort.descending,
        )
        found = ordered + [row for row in found if row.values.get(column.key) in (None, "")]
    return [row.key for row in found]


def _order(value: Value, kind: ColumnKind) -> Any:
    if kind is ColumnKind.TEXT:
        key = sort_key(str(value))
        return (isinstance(key, str), key)
    return value


def _has_words(row: NewRow, text: str) -> bool:
    searched = [
        folded(str(row.values[key])) for key in ("id", "name", "town") if row.values.get(key)
    ]
    return all(any(word in cell for cell in searched) for word in folded(text).split())


def _holds(row: NewRow, filter_: Filter) -> bool:
    value = row.values.get(filter_.column)
    kind = next((c.kind for c in COLUMNS if c.key == filter_.column), ColumnKind.TEXT)
    if kind is ColumnKind.FLAG:
        value = None if value is None else str(value).lower()
    told = "" if value is None else folded(str(value))
    match filter_.comparison:
        case Comparison.IS_EMPTY:
            return told == ""
        case Comparison.IS_NOT_EMPTY:
            return told != ""
        case Comparison.CONTAINS:
            return any(folded(each) in told for each in filter_.values)
    if kind is ColumnKind.NUMBER and value is not None:
        same = any(_as_number(each) == value for each in filter_.values)
    else:
        same = any(folded(each) == told for each in filter_.values)
    return same if filter_.comparison is Comparison.IS else not same


def _as_number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


@settings(max_examples=150)
@given(store=stores(), asked=st.lists(views, min_size=1, max_size=6))
def test_views_agree_with_the_model_however_far_the_index_is(
    tmp_path_factory: pytest.TempPathFactory,
    store: tuple[list[NewRow], int],
    asked: list[View],
) -> None:
    rows, indexed = store
    table = open_table(tmp_path_factory.mktemp("table") / "t.db")
    table.begin(COLUMNS, SCOPE)
    table.append(rows[:indexed], "next")
    prepare(table)
    table.append(rows[indexed:], None)
    for _ in range(2):
        for view in asked:
            assert [table.key_of(one) for one in table.ids(view)] == model(rows, view), view
        table.finish() if table.pending else None
        prepare(table)
    table.close()


few = st.sampled_from([None, "", "a", "A", "b"])
lists_of_names = st.lists(few, min_size=40, max_size=60) | st.lists(
    texts, max_size=20, unique_by=sort_key
)


@given(told=lists_of_names, place=st.sampled_from(["name", "id"]))
def test_the_other_way_round_is_the_same_whichever_way_was_asked_for_first(
    tmp_path_factory: pytest.TempPathFactory, told: list[str | None], place: str
) -> None:
    rows = [new_row(number, name=name) for number, name in enumerate(told)]
    ways = [View(sort=Sort(place, descending=way)) for way in (False, True)]
    path = tmp_path_factory.mktemp("table") / "t.db"
    table = open_table(path)
    fill(table, rows)
    found = [table.ids(view) for view in ways]
    table.close()
    again = open_table(path)

    assert again.ids(ways[1]) == found[1]
    assert [again.key_of(one) for one in found[1]] == model(rows, ways[1])
    assert [again.key_of(one) for one in found[0]] == model(rows, ways[0])
    again.close()


# Readings.


def test_a_first_reading_shows_its_rows_as_they_come(table: Table) -> None:
    table.begin(COLUMNS, SCOPE, total=3)
    before = table.revision
    table.append([new_row(1, name="Ada"), new_row(2, name="Bob")], "page 2")

    assert names(table, View()) == ["Ada", "Bob"]
    assert table.revision != before
    shown = table.shown
    assert shown is not None
    assert (shown.rows, shown.total, shown.position, shown.is_complete) == (2, 3, "page 2", False)
    assert shown == table.pending


def test_reading_anew_replaces_everything_at_the_end_and_not_before(table: Table) -> None:
    fill(table, [new_row(1, name="Old")])
    old = list(table.ids(View()))
    table.begin(COLUMNS, SCOPE)
    table.append([new_row(1, name="New"), new_row(2, name="Newer")], "2")

    assert names(table, View()) == ["Old"]
    assert table.rows(old)[0].values[1] == "Old"
    table.finish()

    assert names(table, View()) == ["New", "Newer"]
    assert table.rows(old) == []
    prepare(table)
    assert names(table, View(text="newer")) == ["Newer"]
    assert table.pending is None


def test_what_was_replaced_is_gone_from_the_file(table: Table, path: Path) -> None:
    fill(table, [new_row(1, name="Rosebud")])
    prepare(table)
    fill(table, [new_row(1, name="Other")])
    prepare(table)
    table.close()

    assert b"osebud" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0


def test_a_reading_goes_on_where_it_ended_unless_it_is_another_one(
    table: Table, path: Path
) -> None:
    table.begin(COLUMNS, SCOPE)
    table.append([new_row(1, name="Ada")], "page 2")
    table.close()
    again = open_table(path)

    assert again.begin(COLUMNS, SCOPE).position == "page 2"
    again.append([new_row(1, name="Ada"), new_row(2, name="Bob")], None)
    assert names(again, View()) == ["Ada", "Bob"]

    assert again.begin(COLUMNS, {"list": "CG_2"}).position is None
    assert again.begin(COLUMNS, SCOPE).rows == 0
    again.append([new_row(3)], "page 2")
    assert again.begin(COLUMNS, SCOPE, resume_within=timedelta(0)).rows == 0
    again.close()


def test_a_reader_whose_reading_was_begun_anew_elsewhere_ends(table: Table, path: Path) -> None:
    table.begin(COLUMNS, SCOPE)
    other = open_table(path)
    other.begin(COLUMNS, SCOPE, resume_within=timedelta(0))

    with pytest.raises(JobBusy):
        table.append([new_row(1)], None)
    other.close()


def test_columns_may_turn_up_on_any_page(table: Table) -> None:
    table.begin(COLUMNS[:2], SCOPE)
    table.append([new_row(1, name="Ada")], "2")
    department = ColumnSpec("embeddedData.Department", "Department")
    late = new_row(2, name="Bob", **{"embeddedData.Department": "IT"})
    table.append([late], None, new_columns=[department, *COLUMNS[:2]])

    assert [column.key for column in table.columns] == ["id", "name", "embeddedData.Department"]
    assert [row.values for row in table.rows(table.ids(View()))] == [
        ("CID_1", "Ada", None),
        ("CID_2", "Bob", "IT"),
    ]
    assert names(table, View(sort=Sort("embeddedData.Department"))) == ["Bob", "Ada"]
    assert names(table, View(text="it")) == ["Bob"]


def test_objects_are_found_by_their_key_and_come_back_whole(table: Table) -> None:
    fill(table, [new_row(1), new_row(2)])
    found = table.id_of("CID_2")

    assert found is not None
    assert table.raw(found) == new_row(2).raw
    assert table.key_of(found) == "CID_2"
    assert table.id_of("CID_3") is None


def test_an_edit_and_a_deletion_are_seen_at_once_and_stay_findable(table: Table) -> None:
    fill(table, [new_row(number, name=f"Person {number}") for number in range(1, 5)])
    prepare(table)
    table.begin(COLUMNS, SCOPE)
    table.append([new_row(1, name="Person 1")], "2")

    table.put([new_row(1, name="Renamed"), new_row(9, name="Someone new")])
    table.drop(["CID_2"])

    assert names(table, View()) == ["Renamed", "Person 3", "Person 4", "Someone new"]
    assert names(table, View(text="renamed")) == ["Renamed"]
    assert names(table, View(text="person 1")) == []
    assert names(table, View(text="person")) == ["Person 3", "Person 4"]
    assert names(table, View(text="someone")) == ["Someone new"]
    assert table.count() == 4
    table.finish()
    assert names(table, View()) == ["Renamed"]


def test_a_reading_that_is_indexed_as_it_goes_is_searched_as_any_other(table: Table) -> None:
    fill(table, [new_row(1, name="Person of old")])
    table.begin(COLUMNS, SCOPE)
    table.append([new_row(number, name=f"Person {number}") for number in range(4)], "2")
    table.index_waiting()
    pending = table.pending
    assert pending is not None
    assert pending.is_indexed

    table.put([new_row(1, name="Renamed person")])
    table.drop(["CID_2"])
    table.append([new_row(5, name="Person 5")], None)
    assert names(table, View(text="person")) == ["Renamed person"]
    table.finish()

    for _ in range(2):
        found = names(table, View(text="person"))
        assert found == ["Person 0", "Renamed person", "Person 3", "Person 5"]
        assert names(table, View(text="person 2")) == []
        assert names(table, View(text="person of")) == []
        prepare(table)


def test_the_commonest_values_come_first(table: Table) -> None:
    fill(table, [new_row(n, town="Rome" if n % 3 else "Bonn", out=n == 1) for n in range(6)])

    assert table.values_of("town") == [("Rome", 4), ("Bonn", 2)]
    assert table.values_of("out") == [(False, 5), (True, 1)]
    assert table.values_of("gone") == []


def test_one_filter_takes_more_values_than_a_statement_has_marks(table: Table) -> None:
    fill(table, [new_row(n, name=f"Ä {n}", size=float(n)) for n in range(6)])
    many = tuple(str(n) for n in range(100, 260_000))

    def found(column: str, comparison: Comparison, *values: str) -> list[Value]:
        return names(table, View(filters=(Filter(column, comparison, (*values, *many)),)))

    assert found("name", Comparison.IS, "ä 1", "Ä 4") == ["Ä 1", "Ä 4"]
    assert found("id", Comparison.IS_NOT, "cid_0", "CID_1") == ["Ä 2", "Ä 3", "Ä 4", "Ä 5"]
    assert found("size", Comparison.IS, "3", "5.0", "no number") == ["Ä 3", "Ä 5"]


def test_warnings_and_facts_are_kept_with_the_reading(table: Table) -> None:
    table.begin(COLUMNS, SCOPE)
    table.finish(warnings=["The service repeated a page."], facts={"missing": 7})

    shown = table.shown
    assert shown is not None
    assert shown.warnings == ("The service repeated a page.",)
    assert shown.facts == {"missing": 7}
    assert shown.read_at is not None


ANSWERED = ColumnSpec("answered", "Has answered", ColumnKind.FLAG)


def test_what_is_found_out_later_is_marked_filtered_and_gone_with_its_reading(
    table: Table,
) -> None:
    first = table.begin(COLUMNS, SCOPE)
    table.append([new_row(n, name=f"n{n}") for n in range(4)], None)
    table.finish(facts={"rows": 4})
    ids = table.ids(View())
    unanswered = View(filters=(Filter("answered", Comparison.IS, ("false",)),))
    assert not table.ids(unanswered)

    table.mark(first.generation, ANSWERED, {ids[0]: True, ids[1]: False, 999: False})
    table.mark(first.generation, ANSWERED, {ids[2]: False}, facts={"unanswered": 2})

    assert list(table.ids(unanswered)) == [ids[1], ids[2]]
    assert [row.values[-1] for row in table.rows(ids)] == [1, 0, 0, None]
    assert table.rows(ids)[0].values[1] == "n0"
    assert table.shown is not None
    assert table.shown.facts == {"rows": 4, "unanswered": 2}
    with pytest.raises(ValueError, match="searched"):
        table.mark(first.generation, COLUMNS[1], {ids[0]: "x"})

    # A reading that took its place knows nothing of it, and takes no late answers.
    table.begin(COLUMNS, SCOPE)
    table.append([new_row(9)], None)
    table.finish()
    table.mark(first.generation, ANSWERED, {ids[0]: False}, facts={"unanswered": 1})
    assert table.columns == COLUMNS
    assert table.shown is not None
    assert table.shown.facts == {}


def test_clearing_leaves_nothing(table: Table, path: Path) -> None:
    fill(table, [new_row(1, name="Rosebud")])
    table.clear()

    assert table.shown is None
    assert list(table.ids(View())) == []
    table.close()
    assert b"osebud" not in path.read_bytes()


def test_windows_read_while_another_connection_writes(table: Table, path: Path) -> None:
    fill(table, [new_row(1, name="First")])
    reader = open_table(path)
    is_over = threading.Event()

    def look() -> None:
        while not is_over.is_set():
            ids = reader.ids(View(sort=Sort("name"), text="s"))
            rows = reader.rows(ids)
            # Whatever is shown at a moment is one whole reading.
            assert len({str(row.values[1])[:5] for row in rows}) <= 1

    with ThreadPoolExecutor(3) as pool:
        watchers = [pool.submit(look) for _ in range(3)]
        for turn in range(20):
            table.begin(COLUMNS, SCOPE, resume_within=timedelta(0))
            for page in range(3):
                rows = [new_row(page * 10 + n, name=f"S{turn:04d} {n}") for n in range(10)]
                table.append(rows, str(page))
            table.finish()
            prepare(table)
        is_over.set()
        for watcher in watchers:
            watcher.result()
    reader.close()


_KILLED = """
import sys
from pathlib import Path
from qualtrics_desk.domain.rows import ColumnSpec
from qualtrics_desk.store.tables import writing
from qualtrics_desk.store.tables.reading import NewRow
from qualtrics_desk.store.tables.table import open_table

table = open_table(Path(sys.argv[1]))
reading = table.begin([ColumnSpec("name", "Name")], {"list": "CG_1"})
page = int(reading.position or 0)
while True:
    rows = [NewRow(f"{page}-{n}", {"name": f"person {page} {n}"}, {"n": n}) for n in range(50)]
    page += 1
    table.append(rows, str(page))
    print(page, flush=True)
    sys.stdin.readline()
"""


def test_a_killed_reading_holds_whole_pages_and_goes_on(path: Path) -> None:
    reached = 0
    for _ in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", _KILLED, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        ) as process:
            assert process.stdout is not None
            assert process.stdin is not None
            first = int(process.stdout.readline())
            # The page under way at the kill is there whole or not at all.
            assert first in (reached + 1, reached + 2)
            for _ in range(7):
                process.stdin.write("next\n")
                reached = int(process.stdout.readline())
            process.stdin.write("next\n")
            os.kill(process.pid, signal.SIGKILL)

    table = open_table(path)
    reading = table.begin([ColumnSpec("name", "Name")], {"list": "CG_1"})
    pages = int(reading.position or 0)
    assert pages >= reached
    assert reading.rows == pages * 50
    keys = [table.key_of(one) for one in table.ids(View())]
    assert keys == [f"{page}-{n}" for page in range(pages) for n in range(50)]
    table.close()


def test_long_tables_sort_by_an_index_as_short_ones_do_without(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [new_row(n, name=name) for n, name in enumerate(["b", None, "Ä", "9", "10", "", "B"])]
    fill(table, rows)
    sorts = [View(sort=Sort("name")), View(sort=Sort("name", descending=True))]
    before = [names(table, view) for view in sorts]
    monkeypatch.setattr(writing, "SHORT_TABLE", 1)
    prepare(table)
    table.put([new_row(7, name="c")])

    assert before[0] == ["9", "10", "Ä", "b", "B", None, ""]
    assert names(table, sorts[0]) == ["9", "10", "Ä", "b", "B", "c", None, ""]
    assert names(table, sorts[1]) == ["c", "b", "B", "Ä", "10", "9", None, ""]
    with sqlite3.connect(table.path) as connection:
        plan = connection.execute(
            "EXPLAIN QUERY PLAN SELECT id FROM rows_1"
            " ORDER BY (c1 IS NULL OR c1 = ''), coalesce(s1, nullif(c1, '')) ASC, id"
        ).fetchall()
    connection.close()
    assert [step[-1] for step in plan] == ["SCAN rows_1 USING INDEX order_1_1"]


def test_a_moment_lasts_while_the_table_is_read_anew(table: Table) -> None:
    fill(table, [new_row(number, name="before") for number in range(9)])
    with table.moment() as then:
        ids = then.ids(View(sort=Sort("name")))
        fill(table, [new_row(0, name="after")])
        prepare(table)

        assert [row.values[1] for row in then.rows(ids)] == ["before"] * 9
        assert len(then.raws(ids)) == then.count == 9
        assert then.values_of("name") == [("before", 9)]
        assert then.ids(View(text="before")) == ids
    assert names(table, View()) == ["after"]
