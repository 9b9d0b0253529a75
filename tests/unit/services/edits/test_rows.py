"""The list with what is staged on top: order, filters, states, a million rows."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import pytest

from qualtrics_desk.domain.errors import RowsReplaced
from qualtrics_desk.domain.rows import ColumnSpec, Comparison, Filter, Row, Sort, View
from qualtrics_desk.services.edits.rows import EditedRows, ReviewRows
from qualtrics_desk.store.edits.edit_set import EditSet
from qualtrics_desk.store.edits.records import NotTaken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

COLUMNS = tuple(
    ColumnSpec(key, key) for key in ("contactId", "firstName", "email", "embeddedData.Team")
)
PEOPLE = [
    ("CID_1", "Ann", "ann@example.org", "Blue"),
    ("CID_2", "Bo", "bo@example.org", "Red"),
    ("CID_3", "Cy", "cy@example.org", None),
    ("CID_4", "Dag", "dag@example.org", "Blue"),
]


class People:
    """A table of a few people; `asked` counts the rows that were fetched."""

    columns = COLUMNS

    def __init__(self) -> None:
        self.people = {10 + n: person for n, person in enumerate(PEOPLE)}
        self.revision = 1
        self.asked = 0

    def ids(self, view: View) -> array[int]:
        found = list(self.people)
        for test in view.filters:
            place = [spec.key for spec in COLUMNS].index(test.column)
            assert test.comparison is Comparison.IS
            found = [n for n in found if self.people[n][place] in test.values]
        if view.text:
            found = [n for n in found if view.text in str(self.people[n]).lower()]
        if view.sort is not None:
            place = [spec.key for spec in COLUMNS].index(view.sort.column)
            found.sort(key=lambda n: str(self.people[n][place]), reverse=view.sort.descending)
        return array("q", found)

    def rows(self, ids: Sequence[int]) -> list[Row]:
        self.asked += len(ids)
        return [Row(n, self.people[n]) for n in ids if n in self.people]

    def ids_of(self, keys: Sequence[str]) -> dict[str, int]:
        return {person[0]: n for n, person in self.people.items() if person[0] in keys}

    def keys_of(self, ids: Sequence[int]) -> dict[int, str]:
        return {n: self.people[n][0] for n in ids if n in self.people}


@pytest.fixture
def edits(tmp_path: Path) -> Iterator[EditSet]:
    edits = EditSet(tmp_path / "edits.db")
    yield edits
    edits.close()


@pytest.fixture
def people() -> People:
    return People()


@pytest.fixture
def rows(people: People, edits: EditSet) -> EditedRows:
    return EditedRows(people, edits)


def by_state(*values: str, comparison: Comparison = Comparison.IS) -> View:
    return View(filters=(Filter("state", comparison, values),))


def test_without_edits_the_table_is_shown(people: People, rows: EditedRows) -> None:
    assert rows.ids(View()) == people.ids(View())
    assert rows.rows([11, 99]) == people.rows([11])
    assert list(rows.ids(by_state("changed"))) == []
    assert rows.ids(by_state("")) == people.ids(View())


def test_changes_removals_and_new_rows_are_seen(rows: EditedRows) -> None:
    rows.set_cells([(10, "firstName", "Anna"), (10, "contactId", "CID_9"), (11, "email", "")])
    rows.remove_rows([12])
    new = rows.add_row({"firstName": "New"})
    found = {row.id: row for row in rows.rows([new, 10, 11, 12, 13])}

    assert list(rows.ids(View())) == [new, 10, 11, 12, 13]
    assert found[new] == Row(new, (None, "New", None, None), "added")
    assert found[10].values == ("CID_1", "Anna", "ann@example.org", "Blue")
    assert (found[10].state, found[10].old) == ("changed", {1: "Ann"})
    assert (found[11].values[2], found[11].old) == ("", {2: "bo@example.org"})
    assert (found[12].state, found[12].values) == ("deleted", PEOPLE[2])
    assert found[13].state == ""
    assert list(rows.ids(by_state("added", "deleted"))) == [new, 12]
    assert list(rows.ids(by_state("", comparison=Comparison.IS_NOT))) == [new, 10, 11, 12]
    assert list(rows.ids(by_state(""))) == [13]


def test_new_rows_come_first_and_changed_ones_keep_their_place(rows: EditedRows) -> None:
    rows.set_cells([(10, "firstName", "Zoe")])
    new = rows.add_rows([{"firstName": "Mo"}, {"firstName": "Al"}])
    down = View(sort=Sort("firstName", descending=True))
    assert list(rows.ids(down)) == [*new, 13, 12, 11, 10]


def test_a_row_is_found_by_its_old_and_its_new_value(rows: EditedRows) -> None:
    rows.set_cells([(10, "embeddedData.Team", "Red")])
    new = rows.add_rows([{"embeddedData.Team": "Red"}, {"embeddedData.Team": "Blue"}])

    def team(value: str) -> list[int]:
        return list(rows.ids(View(filters=(Filter("embeddedData.Team", Comparison.IS, (value,)),))))

    assert team("Red") == [new[0], 10, 11]
    assert team("Blue") == [new[1], 10, 13]
    assert list(rows.ids(View(text="red"))) == [new[0], 10, 11]


def test_undo_says_which_rows_to_look_at(rows: EditedRows) -> None:
    rows.set_cells([(10, "firstName", "Anna"), (13, "firstName", "Dan")])
    (new,) = rows.add_rows([{}])
    assert rows.undo() == []
    assert sorted(rows.undo()) == [10, 13]
    assert sorted(rows.redo()) == [10, 13]
    assert rows.redo() == [new]


def test_edits_outlive_a_new_reading_of_the_list(people: People, rows: EditedRows) -> None:
    rows.set_cells([(10, "firstName", "Anna"), (11, "firstName", "Bob")])
    # Read anew: other ids, one contact is gone, another has a new name.
    people.people = {
        50: ("CID_1", "Annie", "ann@example.org", "Blue"),
        51: ("CID_3", "Cy", "cy@example.org", None),
    }
    people.revision += 1

    (gone,) = [number for number in rows.ids(View()) if number < 0]

    first, orphan = rows.rows([50, gone])
    assert (first.state, first.values[1], first.old) == ("changed", "Anna", {1: "Annie"})
    assert (orphan.state, orphan.values[:2], orphan.old) == ("changed", ("CID_2", "Bob"), {1: "Bo"})
    assert "not in the list" in orphan.note
    rows.take_out([gone])
    assert list(rows.ids(View())) == [50, 51]


def test_conflicts_are_told_and_answered_by_row(edits: EditSet, rows: EditedRows) -> None:
    rows.set_cells([(10, "firstName", "Mine")])
    edits.settle([], [NotTaken("CID_1", "Somebody else changed it.", {"firstName": "Theirs"})])

    (conflict,) = rows.conflicts()
    (row,) = rows.rows([10])

    assert conflict == (10, "firstName", "Ann", "Mine", "Theirs", "")
    assert (row.state, row.note) == ("failed", "Somebody else changed it.")
    assert list(rows.ids(by_state("failed"))) == [10]
    rows.keep_mine([10])
    assert rows.conflicts() == []
    assert rows.rows([10])[0].state == "changed"


@pytest.mark.parametrize("everywhere", [False, True])
def test_a_row_that_was_changed_since_leaves_only_if_the_person_says_so(
    edits: EditSet, rows: EditedRows, everywhere: bool
) -> None:
    state = "erased" if everywhere else "deleted"
    rows.set_cells([(11, "firstName", "Bob")])
    rows.remove_rows([10, 11, 12], everywhere=everywhere)
    seen = {row.key: dict(row.seen) for piece in edits.all() for row in piece}
    assert seen["CID_1"] == {
        "firstName": "Ann",
        "email": "ann@example.org",
        "embeddedData.Team": "Blue",
    }
    # Embedded data that is not there is not kept; the fields of everybody are.
    assert seen["CID_3"] == {"firstName": "Cy", "email": "cy@example.org"}
    changed = {"firstName": "Theirs", "embeddedData.Team": ""}
    edits.settle([], [NotTaken(f"CID_{n}", "Changed.", changed) for n in (1, 2, 3)])

    found = rows.conflicts()
    (left,) = rows.rows([10])
    assert (left.state, left.is_leaving, left.values) == ("failed", True, PEOPLE[0])

    assert (10, "firstName", "Ann", None, "Theirs", state) in found
    assert len(found) == 6
    rows.answer(
        {(10, "firstName"): True, (10, "embeddedData.Team"): True, (11, "firstName"): False}
    )
    left = edits.get(["CID_1", "CID_2", "CID_3"])
    assert (left["CID_1"].state, left["CID_1"].theirs) == (state, {})
    assert left["CID_1"].seen == {**seen["CID_1"], **changed}
    # It stays, and what was typed before it was to leave waits again.
    assert (left["CID_2"].state, left["CID_2"].cells) == ("changed", {"firstName": ("Bob", "Bo")})
    rows.take_theirs([12])
    assert "CID_3" not in edits.get(["CID_3"])


def test_who_leaves_is_shown_as_seen_when_the_list_does_not_have_it_any_more(
    people: People, rows: EditedRows
) -> None:
    rows.remove_rows([10])
    del people.people[10]
    people.revision += 1

    (row,) = rows.rows([next(iter(rows.staged_ids()))])

    assert row.values == ("CID_1", "Ann", "ann@example.org", "Blue")
    assert (row.state, row.old) == ("deleted", {})
    rows.remove_rows([row.id], everywhere=True)
    (again,) = rows.rows([row.id])
    assert (again.state, again.values) == ("erased", row.values)


def test_the_review_shows_only_what_is_staged(people: People, edits: EditSet) -> None:
    rows, review = EditedRows(people, edits), ReviewRows(people, edits)
    rows.set_cells([(13, "firstName", "Dan")])
    rows.set_cells([(10, "firstName", "Anna")])
    new = rows.add_row({"firstName": "New"})

    assert list(review.ids(View())) == [13, 10, new]
    assert list(review.ids(View(sort=Sort("firstName")))) == [10, 13, new]
    assert list(review.ids(View(text="anna"))) == [10]
    assert list(review.ids(by_state("added"))) == [new]
    review.take_out([10, new])
    assert list(review.ids(View())) == [13]
    assert edits.can_undo


def test_few_edits_cost_nothing_in_a_million_rows(people: People, rows: EditedRows) -> None:
    rows.set_cells([(10, "firstName", "Anna")])
    people.people |= {number: (f"CID_{number}", "X", None, None) for number in range(100, 50_100)}
    people.asked = 0

    assert len(rows.ids(View())) == len(people.people)

    # Only the staged row is looked at.
    assert people.asked <= 1


def test_rows_that_were_read_anew_meanwhile_are_refused_and_nothing_is_staged(
    people: People, edits: EditSet, rows: EditedRows
) -> None:
    rows.set_cells([(10, "firstName", "Eve")])
    people.people = {number + 100: person for number, person in people.people.items()}
    people.revision += 1

    for step in (
        lambda: rows.set_cells([(110, "firstName", "Fay"), (11, "firstName", "Gus")]),
        lambda: rows.remove_rows([110, 11]),
        lambda: rows.remove_rows([11], everywhere=True),
        lambda: rows.take_out([110, 10]),
    ):
        with pytest.raises(RowsReplaced):
            step()

    assert [row.key for piece in edits.all() for row in piece] == ["CID_1"]
    assert edits.get(["CID_1"])["CID_1"].cells == {"firstName": ("Eve", "Ann")}
