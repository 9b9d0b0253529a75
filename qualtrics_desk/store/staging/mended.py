"""Cells a person mended before anything was sent, with the text that stood in the file.

They outlive another reading of the file: a cell is mended again as long as it reads as it did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualtrics_desk.store.database import Database

MIGRATION = """
    CREATE TABLE mended (
        row INTEGER NOT NULL,
        place INTEGER NOT NULL,
        old TEXT NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (row, place)
    ) WITHOUT ROWID
"""


class MendedCell(NamedTuple):
    """One cell: its row, its column by place in the header, the text of the file, the new one."""

    row: int
    place: int
    old: str
    text: str


class Mended:
    """The cells of one job."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, cells: Iterable[MendedCell]) -> None:
        """Remember these and no others."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM mended")
            connection.executemany("INSERT INTO mended VALUES (?,?,?,?)", cells)

    def all(self) -> dict[int, list[MendedCell]]:
        """The cells by row."""
        found: dict[int, list[MendedCell]] = {}
        for row in self._database.all("SELECT row, place, old, text FROM mended ORDER BY row"):
            cell = MendedCell(*row)
            found.setdefault(cell.row, []).append(cell)
        return found
