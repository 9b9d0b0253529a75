"""Staged edits: undo and redo give back exact states, whatever was done in between."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from qualtrics_desk.store.edits.edit_set import EditSet
from qualtrics_desk.store.edits.records import CellEdit, Committed, EditCounts, NotTaken

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYS = ("CID_a", "CID_b", "CID_c")
COLUMNS = ("firstName", "extRef")
BASE = {"firstName": "Ann", "extRef": None}
VALUES = st.sampled_from(["Ann", "00123", "1E5", "", None, "Öberg"])
State = dict[str, tuple[str, dict[str, Any], dict[str, Any]]]


def state_of(edits: EditSet) -> State:
    return {
        row.key: (row.state, row.cells, dict(row.seen)) for piece in edits.all() for row in piece
    }


@pytest.fixture
def edits(tmp_path: Path) -> Iterator[EditSet]:
    edits = EditSet(tmp_path / "edits.db")
    yield edits
    edits.close()


class Staging(RuleBasedStateMachine):
    """Beside a model: a list of states with a place in it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "edits.db"
        self.edits = EditSet(self.path)
        self.states: list[State] = [{}]
        self.place = 0

    def teardown(self) -> None:
        self.edits.close()
        self.folder.cleanup()

    def stepped(self, touched: int) -> None:
        if touched:
            self.states[self.place + 1 :] = [state_of(self.edits)]
            self.place += 1

    def known(self) -> list[str]:
        return [*KEYS, *(key for key in self.states[self.place] if key.startswith("-"))]

    @rule(data=st.data())
    def set_cells(self, data: Any) -> None:
        cell = st.tuples(st.sampled_from(self.known()), st.sampled_from(COLUMNS), VALUES)
        cells = data.draw(st.lists(cell, min_size=1, max_size=6))
        self.stepped(
            self.edits.set_cells(
                CellEdit(key, column, new, None if key.startswith("-") else BASE[column])
                for key, column, new in cells
            )
        )

    @rule(first=VALUES, amount=st.integers(1, 3))
    def add_rows(self, first: Any, amount: int) -> None:
        self.stepped(len(self.edits.add_rows([{"firstName": first}] * amount)))

    @rule(data=st.data(), everywhere=st.booleans())
    def remove_rows(self, data: Any, everywhere: bool) -> None:
        keys = data.draw(st.sets(st.sampled_from(self.known())))
        seen = data.draw(st.dictionaries(st.sampled_from(COLUMNS), VALUES, min_size=1))
        self.stepped(self.edits.remove_rows(((key, seen) for key in keys), everywhere=everywhere))
        for key in keys:
            row = self.edits.get([key]).get(key)
            # An added row is gone; of any other that leaves, what was seen is kept.
            assert (row is None) == key.startswith("-")
            assert row is None or row.seen == seen

    @rule(data=st.data())
    def take_out(self, data: Any) -> None:
        self.stepped(self.edits.take_out(data.draw(st.sets(st.sampled_from(self.known())))))

    @rule()
    @precondition(lambda self: self.place > 0)
    def undo(self) -> None:
        assert self.edits.undo()
        self.place -= 1

    @rule()
    @precondition(lambda self: self.place < len(self.states) - 1)
    def redo(self) -> None:
        assert self.edits.redo()
        self.place += 1

    @rule()
    def crash(self) -> None:
        self.edits.close()
        self.edits = EditSet(self.path)

    @invariant()
    def is_as_expected(self) -> None:
        state = state_of(self.edits)
        assert state == self.states[self.place]
        assert self.edits.can_undo == (self.place > 0)
        assert self.edits.can_redo == (self.place < len(self.states) - 1)
        kinds = [kind for kind, *_ in state.values()]
        assert self.edits.counts() == EditCounts(
            added=kinds.count("added"),
            changed=kinds.count("changed"),
            removed=kinds.count("deleted"),
            erased=kinds.count("erased"),
        )

    @invariant()
    def has_no_empty_change(self) -> None:
        for kind, cells, seen in state_of(self.edits).values():
            assert not seen or kind in ("deleted", "erased")
            assert cells or kind != "changed"
            assert all((new or None) != (base or None) for new, base in cells.values())


TestStaging = Staging.TestCase
TestStaging.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)


@given(
    cells=st.lists(
        st.tuples(st.sampled_from(KEYS), st.sampled_from(COLUMNS), VALUES), min_size=1, max_size=9
    )
)
@settings(max_examples=25, deadline=None)
def test_giving_every_cell_its_base_back_leaves_nothing(
    cells: list[tuple[str, str, Any]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        edits = EditSet(Path(folder) / "edits.db")
        edits.set_cells(CellEdit(key, name, new, BASE[name]) for key, name, new in cells)
        edits.set_cells(CellEdit(key, name, BASE[name], BASE[name]) for key, name, _ in cells)
        assert state_of(edits) == {}
        edits.close()


def test_a_paste_of_many_cells_is_one_step(edits: EditSet) -> None:
    edits.set_cells(
        CellEdit(f"CID_{row}", f"embeddedData.E{column}", "00123", "")
        for row in range(500)
        for column in range(5)
    )
    assert edits.counts().changed == 500

    assert len(edits.undo()) == 500

    assert edits.counts().total == 0
    assert not edits.can_undo


def test_text_stays_text(edits: EditSet) -> None:
    edits.set_cells([CellEdit("CID_a", "extRef", "00123", "123")])
    assert edits.get(["CID_a"])["CID_a"].cells == {"extRef": ("00123", "123")}


def test_what_was_committed_leaves_the_history(edits: EditSet) -> None:
    edits.set_cells(
        [CellEdit("CID_a", "firstName", "Bo", "Ann"), CellEdit("CID_b", "firstName", "Bo", "Ann")]
    )
    (added,) = edits.add_rows([{"firstName": "New"}])
    version = edits.version

    edits.settle(
        [
            Committed("CID_a", {"firstName": "Bo"}),
            Committed(str(added), {"firstName": "New"}, "CID_new"),
        ],
        [NotTaken("CID_b", "Somebody else changed it.", {"firstName": "Cy"})],
    )

    assert edits.version > version
    (left,) = (row for piece in edits.all() for row in piece)
    assert (left.key, left.reason, left.theirs) == (
        "CID_b",
        "Somebody else changed it.",
        {"firstName": "Cy"},
    )
    assert edits.counts() == EditCounts(changed=1, failed=1)
    assert edits.undo() == ["CID_b"]
    assert edits.undo() == []
    assert edits.redo() == ["CID_b"]
    assert not edits.can_redo


def test_an_added_id_is_never_used_again(edits: EditSet) -> None:
    first = edits.add_rows([{"firstName": "A"}, {}])
    edits.undo()
    second = edits.add_rows([{"firstName": "B"}])
    assert first == [-1, -2]
    assert second == [-3]


def test_answers_to_conflicts_are_steps_of_their_own(edits: EditSet) -> None:
    edits.set_cells(
        [
            CellEdit("CID_a", "firstName", "Mine", "Ann"),
            CellEdit("CID_a", "extRef", "mine", ""),
            CellEdit("CID_b", "firstName", "Mine", "Ann"),
        ]
    )
    theirs = {"firstName": "Theirs"}
    edits.settle([], [NotTaken("CID_a", "!", theirs), NotTaken("CID_b", "!", theirs)])

    assert edits.keep_mine(["CID_a", "CID_c"]) == 1
    assert edits.take_theirs(["CID_b"]) == 1

    assert state_of(edits) == {
        "CID_a": ("changed", {"firstName": ("Mine", "Theirs"), "extRef": ("mine", "")}, {})
    }
    assert edits.counts().failed == 0
    assert edits.undo() == ["CID_b"]
    assert state_of(edits)["CID_b"] == ("changed", {"firstName": ("Mine", "Ann")}, {})


def test_a_conflict_is_answered_cell_by_cell_and_the_rest_is_asked_again(edits: EditSet) -> None:
    edits.set_cells(
        CellEdit("CID_a", column, "mine", "old") for column in ("firstName", "extRef", "lastName")
    )
    theirs = {"firstName": "t1", "extRef": "t2", "lastName": "t3"}
    edits.settle([], [NotTaken("CID_a", "!", theirs)])

    assert edits.answer({"CID_a": {"firstName": True, "extRef": False}}) == 1

    assert state_of(edits)["CID_a"] == (
        "changed",
        {"firstName": ("mine", "t1"), "lastName": ("mine", "old")},
        {},
    )


_DYING = """
import os, signal, sys
from pathlib import Path
from qualtrics_desk.store.edits.edit_set import EditSet
from qualtrics_desk.store.edits.records import CellEdit

edits = EditSet(Path(sys.argv[1]))
edits.set_cells(CellEdit(f"CID_{n}", "firstName", "New", "Old") for n in range(1000))
edits.add_rows([{"firstName": "Eve"}])
edits.set_cells([CellEdit("CID_1", "firstName", "Newer", "Old")])
edits.undo()

def leaving():
    for number in range(5000):
        if number == 3000:
            os.kill(os.getpid(), signal.SIGKILL)
        yield f"CID_{number}", {"firstName": "Old"}

edits.remove_rows(leaving())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")
def test_a_killed_process_leaves_every_step_and_no_half_one(tmp_path: Path) -> None:
    path = tmp_path / "edits.db"

    died = subprocess.run([sys.executable, "-c", _DYING, str(path)], check=False, timeout=60)

    assert died.returncode == -signal.SIGKILL
    edits = EditSet(path)
    assert edits.counts() == EditCounts(added=1, changed=1000)
    assert edits.get(["CID_1"])["CID_1"].cells == {"firstName": ("New", "Old")}
    assert edits.redo() == ["CID_1"]
    assert edits.get(["CID_1"])["CID_1"].cells == {"firstName": ("Newer", "Old")}
    for _ in range(3):
        assert edits.undo()
    assert edits.is_empty
    edits.close()


def test_rows_of_an_older_version_that_leave_are_left_alone_by_what_does_not_change_them(
    tmp_path: Path,
) -> None:
    edits = EditSet(tmp_path / "edits.db")
    edits.remove_rows([("CID_a", {})])
    edits.settle([], [NotTaken("CID_a", "Refused.")])
    with sqlite3.connect(tmp_path / "edits.db") as connection:
        connection.execute("UPDATE rows SET body=?", (b'["deleted",{}]',))

    assert edits.set_cells([CellEdit("CID_a", "firstName", "New", "Old")]) == 0
    assert edits.get(["CID_a"])["CID_a"].reason == "Refused."
    edits.close()
