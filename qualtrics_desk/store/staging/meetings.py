"""Rows that a directory takes for one person although the key of the import tells them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualtrics_desk.store.database import Database

MIGRATION = """
    CREATE TABLE met_rows (row INTEGER PRIMARY KEY, identity TEXT NOT NULL);
    CREATE TABLE met_live (contact_id TEXT PRIMARY KEY, identity TEXT NOT NULL) WITHOUT ROWID
"""


class Meetings:
    """Whom the directory would match with whom."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def clear(self) -> None:
        """Forget an earlier plan."""
        for table in ("met_rows", "met_live"):
            self._database.change(f"DELETE FROM {table}")  # noqa: S608

    def add_rows(self, rows: Iterable[tuple[int, str]]) -> None:
        """Write rows that would be sent, with who they are to the directory."""
        self._database.change_many("INSERT INTO met_rows VALUES (?,?)", rows)

    def add_live(self, contacts: Iterable[tuple[str, str]]) -> None:
        """Write contacts of the list, with who they are to the directory."""
        self._database.change_many("INSERT OR REPLACE INTO met_live VALUES (?,?)", contacts)

    def count(self) -> int:
        """Rows that meet another row, or a contact that is not their own."""
        row = self._database.one(
            "SELECT COUNT(*) FROM met_rows m LEFT JOIN verdicts v ON v.row = m.row WHERE"
            " m.identity IN (SELECT identity FROM met_rows GROUP BY identity HAVING COUNT(*) > 1)"
            " OR EXISTS (SELECT 1 FROM met_live l WHERE l.identity = m.identity"
            " AND l.contact_id IS NOT v.contact_id)"
        )
        return 0 if row is None else int(row[0])
