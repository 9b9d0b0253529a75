"""The list as it is after the job: read back to learn what became of requests of unknown fate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualtrics_desk.store.staging.records import Traces

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualtrics_desk.store.database import Database


class Seen:
    """Contacts that were read back and are not accounted for yet."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self) -> None:
        """Forget what an earlier reading of the list brought."""
        self._database.change("DELETE FROM seen")
        for column in Traces._fields:
            self._database.change(f"CREATE INDEX IF NOT EXISTS seen_{column} ON seen({column})")

    def add(self, contacts: Iterable[tuple[str, Traces, bytes]]) -> None:
        """Write contacts of the list as it is now: id, traces, contact (JSON)."""
        self._database.change_many(
            "INSERT OR REPLACE INTO seen VALUES (?,?,?,?,?)",
            ((contact_id, *traces, image) for contact_id, traces, image in contacts),
        )

    def drop(self, contact_ids: Iterable[str]) -> None:
        """Take contacts that are accounted for out of what was read back."""
        self._database.change_many(
            "DELETE FROM seen WHERE contact_id=?", ((contact_id,) for contact_id in contact_ids)
        )

    def drop_live(self) -> int:
        """Take contacts that were in the list before the job out of what was read back."""
        return self._database.change(
            "DELETE FROM seen WHERE contact_id IN (SELECT contact_id FROM live)"
        )

    def image(self, contact_id: str) -> bytes | None:
        """One contact of the list as it is now (JSON), or None."""
        row = self._database.one("SELECT image FROM seen WHERE contact_id=?", (contact_id,))
        return None if row is None else bytes(row[0])

    def candidates(self, traces: Traces) -> list[tuple[str, bytes]]:
        """Contacts of the list as it is now that share the surest trace there is."""
        column = next((name for name in Traces._fields if getattr(traces, name)), "names")
        rows: list[tuple[Any, ...]] = self._database.all(
            f"SELECT contact_id, image FROM seen WHERE {column}=?",  # noqa: S608
            (getattr(traces, column),),
        )
        return [(str(contact_id), bytes(image)) for contact_id, image in rows]
