"""A file that cannot be used is told in a person's words, whatever was being done with it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from qualtrics_desk.domain.errors import StoreError
from qualtrics_desk.store.database import Database, change_rows, insert_rows, open_database

if TYPE_CHECKING:
    from pathlib import Path

MIGRATIONS = ("CREATE TABLE things (id INTEGER PRIMARY KEY, text TEXT)",)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return open_database(tmp_path / "things.db", MIGRATIONS, synchronous="FULL")


@pytest.mark.parametrize("amount", [0, 1, 499, 500, 501, 1_700])
def test_many_rows_are_inserted_whatever_their_number(database: Database, amount: int) -> None:
    rows = [(number, f"text {number}") for number in range(amount)]

    with database.transaction() as connection:
        insert_rows(connection, "things (id, text)", rows)

    assert database.all("SELECT id, text FROM things ORDER BY id") == rows
    database.close()


def test_what_all_rows_begin_with_stands_in_each(database: Database) -> None:
    with database.transaction() as connection:
        insert_rows(connection, "things (text, id)", [(1,), (2,), (3,)], same=("same",))

    assert database.all("SELECT id, text FROM things") == [(n, "same") for n in (1, 2, 3)]
    database.close()


def test_rows_that_cannot_all_be_inserted_are_not_inserted_at_all(database: Database) -> None:
    rows = [(number, "text") for number in range(1_000)]

    with pytest.raises(sqlite3.IntegrityError), database.transaction() as connection:
        insert_rows(connection, "things", [*rows, (0, "again")])

    assert database.all("SELECT id FROM things") == []
    database.close()


@pytest.mark.parametrize("amount", [0, 1, 499, 500, 501, 1_700])
def test_many_rows_are_changed_whatever_their_number(database: Database, amount: int) -> None:
    database.change_many("INSERT INTO things VALUES (?, 'old')", ((n,) for n in range(2_000)))

    with database.transaction() as connection:
        change_rows(
            connection,
            "UPDATE things SET text=?1 || new.column2 FROM (VALUES {rows}) AS new"
            " WHERE id=new.column1",
            [(number, f" {number}") for number in range(amount)],
            same=("new",),
        )

    assert database.all("SELECT id, text FROM things ORDER BY id") == [
        (number, f"new {number}" if number < amount else "old") for number in range(2_000)
    ]
    database.close()


def test_a_python_with_an_old_sqlite_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version", "3.26.0")
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 26, 0))

    with pytest.raises(StoreError, match=r"SQLite 3\.26\.0 .* too old") as caught:
        open_database(tmp_path / "things.db", MIGRATIONS, synchronous="FULL")

    assert "3.35" in (caught.value.detail or "")
    assert not (tmp_path / "things.db").exists()


def test_a_full_disk_keeps_what_was_written(database: Database) -> None:
    database.change("INSERT INTO things (text) VALUES ('kept')")
    database.one("PRAGMA max_page_count=4")

    with pytest.raises(StoreError, match="could not be") as caught:
        database.change_many(
            "INSERT INTO things (text) VALUES (?)", (("x" * 1000,) for _ in range(100))
        )

    assert "disk space" in caught.value.hint
    assert database.all("SELECT text FROM things") == [("kept",)]
    database.change("INSERT INTO things (text) VALUES ('after')")
    database.close()


def test_a_damaged_file_is_told_when_it_is_read(tmp_path: Path, database: Database) -> None:
    database.change_many("INSERT INTO things (text) VALUES (?)", (("x" * 500,) for _ in range(99)))
    database.close()
    path = tmp_path / "things.db"
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)
    damaged = open_database(path, MIGRATIONS, synchronous="FULL")

    with pytest.raises(StoreError, match="could not be"):
        damaged.all("SELECT text FROM things")

    damaged.close()


def test_a_wrong_statement_is_no_fault_of_the_file(database: Database) -> None:
    database.change("INSERT INTO things (id) VALUES (1)")

    with pytest.raises(sqlite3.IntegrityError):
        database.change("INSERT INTO things (id) VALUES (1)")

    assert database.all("SELECT id FROM things") == [(1,)]
    database.close()


_NEIGHBOUR = """
import sys
from pathlib import Path
from qualtrics_desk.store.database import open_database
open_database(Path(sys.argv[1]), ("CREATE TABLE t (x)",), synchronous="NORMAL").close()
"""


def test_opening_a_file_twice_does_not_give_up_its_locks(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    kept = open_database(path, ("CREATE TABLE t (x)",), synchronous="NORMAL")
    second = open_database(path, ("CREATE TABLE t (x)",), synchronous="NORMAL")
    # The last one who closes a file folds and deletes its WAL file; this neighbour is not the last.
    subprocess.run([sys.executable, "-c", _NEIGHBOUR, str(path)], check=True)
    kept.change("INSERT INTO t VALUES (1)")
    second.close()

    late = open_database(path, ("CREATE TABLE t (x)",), synchronous="NORMAL")
    assert late.one("SELECT count(*) FROM t") == (1,)
    late.close()
    assert path.with_name("a.db-wal").exists()
    kept.close()
    assert not path.with_name("a.db-wal").exists()
