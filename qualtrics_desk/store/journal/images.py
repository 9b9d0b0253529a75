"""Before-images: what a contact was before a job wrote it, kept for undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualtrics_desk.store.database import Database


class Images:
    """The before-images of all jobs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, job: int, images: Iterable[tuple[int, str, bytes]]) -> None:
        """Write before-images: row, contact id, the contact as the service listed it (JSON)."""
        self._database.change_many(
            "INSERT INTO images (job, row, contact_id, image) VALUES (?,?,?,?)",
            ((job, *image) for image in images),
        )

    def keep(self, job: int, row: int, contact_id: str, image: bytes) -> None:
        """Write a before-image right before its contact is written; the first one stays."""
        self._database.change(
            "INSERT OR IGNORE INTO images (job, row, contact_id, image) VALUES (?,?,?,?)",
            (job, row, contact_id, image),
        )

    def has(self, job: int, row: int) -> bool:
        """Whether a row has a before-image."""
        sql = "SELECT 1 FROM images WHERE job=? AND row=?"
        return self._database.one(sql, (job, row)) is not None

    def between(self, job: int, first: int, last: int) -> dict[int, bytes]:
        """The before-images (JSON) of a range of rows."""
        return {
            int(row): bytes(image)
            for row, image in self._database.all(
                "SELECT row, image FROM images WHERE job=? AND row BETWEEN ? AND ?",
                (job, first, last),
            )
        }

    def of(self, job: int, row: int) -> bytes | None:
        """The before-image of a row (JSON), or None for a row that was new."""
        found = self._database.one("SELECT image FROM images WHERE job=? AND row=?", (job, row))
        return None if found is None else bytes(found[0])
