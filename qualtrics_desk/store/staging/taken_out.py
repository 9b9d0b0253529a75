"""Rows a person took out of a plan; they lie beside its staged rows and are gone with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualtrics_desk.store.database import Database

MIGRATION = "CREATE TABLE taken_out (row INTEGER PRIMARY KEY)"


class TakenOut:
    """The set of these rows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, rows: Iterable[int]) -> None:
        """Take rows out; those that are not staged do not count."""
        self._database.change_many(
            "INSERT OR IGNORE INTO taken_out SELECT row FROM source WHERE row=?",
            ((row,) for row in rows),
        )

    def remove(self, rows: Iterable[int]) -> None:
        """Put rows back."""
        self._database.change_many("DELETE FROM taken_out WHERE row=?", ((row,) for row in rows))

    def count(self) -> int:
        """How many there are."""
        row = self._database.one("SELECT COUNT(*) FROM taken_out")
        return 0 if row is None else int(row[0])

    def between(self, first: int, last: int) -> frozenset[int]:
        """Those of a range of rows."""
        rows = self._database.all(
            "SELECT row FROM taken_out WHERE row BETWEEN ? AND ?", (first, last)
        )
        return frozenset(int(row) for (row,) in rows)
