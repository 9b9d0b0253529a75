"""Rows of a file that stand for several with the same key: what all of them say together.

The drafts stay as they are, so that the plan can be made again in another way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.store.staging.records import Draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qualtrics_desk.store.database import Database

MIGRATION = """
    CREATE TABLE merged (
        row INTEGER PRIMARY KEY,
        payload BLOB NOT NULL,
        extra BLOB,
        blanks BLOB
    )
"""
_PIECE = 2_000


class Merged:
    """What rows that stand for others are sent with."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def groups(self) -> Iterator[list[Draft]]:
        """The drafts of each repeated key in the order of their rows; `index_keys` first."""
        after = ""
        group: list[Draft] = []
        while True:
            rows = self._database.all(
                "SELECT d.row, d.key, d.payload, d.extra, d.blanks, d.findings FROM drafts d"
                " JOIN (SELECT key FROM repeated WHERE key > ? ORDER BY key LIMIT ?) r"
                " ON r.key = d.key WHERE d.payload IS NOT NULL"
                " AND d.row NOT IN (SELECT row FROM taken_out) ORDER BY d.key, d.row",
                (after, _PIECE),
            )
            if not rows:
                return
            group = []
            for row in rows:
                draft = Draft(*row)
                if group and group[0].key != draft.key:
                    yield group
                    group = []
                group.append(draft)
            yield group
            after = str(rows[-1][1])

    def clear(self) -> None:
        """Forget what an earlier plan merged."""
        self._database.change("DELETE FROM merged")

    def add(self, drafts: Iterable[Draft]) -> None:
        """Write what these rows are sent with."""
        self._database.change_many(
            "INSERT INTO merged VALUES (?,?,?,?)",
            ((draft.row, draft.payload, draft.extra, draft.blanks) for draft in drafts),
        )

    def payloads_between(self, first: int, last: int) -> dict[int, bytes]:
        """What the rows of a range that stand for others are sent with in bulk."""
        return dict(
            self._database.all(
                "SELECT row, payload FROM merged WHERE row BETWEEN ? AND ?", (first, last)
            )
        )

    def over(self, drafts: list[Draft]) -> list[Draft]:
        """The drafts of a range of rows, with what is merged in the place of their own."""
        if not drafts:
            return drafts
        found = {
            int(row): parts
            for row, *parts in self._database.all(
                "SELECT row, payload, extra, blanks FROM merged WHERE row BETWEEN ? AND ?",
                (drafts[0].row, drafts[-1].row),
            )
        }
        if not found:
            return drafts
        return [
            draft._replace(payload=parts[0], extra=parts[1], blanks=parts[2])
            if (parts := found.get(draft.row))
            else draft
            for draft in drafts
        ]
