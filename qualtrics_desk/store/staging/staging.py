"""`staging/JOB.db`: everything a job needs that can be remade until the journal is written.

It holds the source rows as they were read, the drafts the rules made of them, the live list as it
was when the plan was made, and what comparing the two found. Keys are opaque text here; the rules
that make them are in `domain.contacts`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.store.database import delete_database, insert_rows, open_database
from qualtrics_desk.store.staging import alike, meetings, mended, merged, taken_out
from qualtrics_desk.store.staging.records import Draft, Judged, Match, Order, SourceLine
from qualtrics_desk.store.staging.schema import MIGRATIONS
from qualtrics_desk.store.staging.seen import Seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from qualtrics_desk.store.staging.records import Verdict

READ_PIECE = 5_000
"""Rows fetched at once when a whole table is walked through."""
_ORDER = "row, action, key, contact_id, cells, theirs"


class Staging:
    """One staging database.

    Attributes:
        taken_out: Rows a person took out of the plan.
        mended: Cells a person mended; they stay when the file is read again.
        merged: What rows are sent with that stand for several.
        meetings: Whom the directory takes for one person.
    """

    def __init__(self, path: Path) -> None:
        """Open or make it.

        Raises:
            StoreError: When the file cannot be used.
        """
        self._database = open_database(path, MIGRATIONS, synchronous="NORMAL")
        self.seen = Seen(self._database)
        self.taken_out = taken_out.TakenOut(self._database)
        self.mended = mended.Mended(self._database)
        self.merged = merged.Merged(self._database)
        self.meetings = meetings.Meetings(self._database)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def clear(self) -> None:
        """Forget everything, before the file is read again."""
        with self._database.transaction() as connection:
            for table in (
                *("source", "drafts", "live", "verdicts", "seen", "orders"),
                *("taken_out", "merged"),
            ):
                connection.execute(f"DELETE FROM {table}")  # noqa: S608
            connection.execute("DROP INDEX IF EXISTS drafts_by_key")
            connection.execute("DROP INDEX IF EXISTS live_by_key")

    def add_rows(self, lines: Sequence[SourceLine], drafts: Sequence[Draft]) -> None:
        """Write source rows with their drafts; called in bounded pieces."""
        plain = []
        told = []
        for draft in drafts:
            if draft.extra is draft.blanks is draft.findings is None:
                plain.append(draft[:3])
            else:
                told.append(draft)
        with self._database.transaction() as connection:
            insert_rows(connection, "source", lines)
            insert_rows(connection, "drafts (row, key, payload)", plain)
            insert_rows(connection, "drafts", told)

    def replace_rows(self, lines: Sequence[SourceLine], drafts: Sequence[Draft]) -> None:
        """Write source rows and their drafts anew."""
        with self._database.transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO source VALUES (?,?,?)", lines)
            connection.executemany("INSERT OR REPLACE INTO drafts VALUES (?,?,?,?,?,?)", drafts)

    def findings(self) -> Iterator[list[bytes]]:
        """What the checks say of each row that they say anything of, in bounded pieces."""
        after = 0
        while True:
            rows = self._database.all(
                "SELECT row, findings FROM drafts WHERE row > ? AND findings IS NOT NULL"
                " ORDER BY row LIMIT ?",
                (after, READ_PIECE),
            )
            if not rows:
                return
            yield [bytes(found) for _, found in rows]
            after = int(rows[-1][0])

    def replace_drafts(self, drafts: Sequence[Draft]) -> None:
        """Write drafts anew for rows that are there already."""
        self._database.change_many("INSERT OR REPLACE INTO drafts VALUES (?,?,?,?,?,?)", drafts)

    def add_orders(self, orders: Iterable[Order]) -> None:
        """Write what rows ask for; called in bounded pieces."""
        self._database.change_many("INSERT INTO orders VALUES (?,?,?,?,?,?)", orders)

    def clear_orders(self) -> None:
        """Forget what rows ask for, before it is judged again."""
        self._database.change("DELETE FROM orders")

    def orders(self) -> Iterator[list[Order]]:
        """All orders by row, in bounded pieces."""
        after = 0
        while True:
            rows = self._database.all(
                f"SELECT {_ORDER} FROM orders WHERE row > ? ORDER BY row LIMIT ?",  # noqa: S608
                (after, READ_PIECE),
            )
            if not rows:
                return
            yield list(map(Order._make, rows))
            after = int(rows[-1][0])

    def orders_between(self, first: int, last: int) -> dict[int, Order]:
        """The orders of a range of rows."""
        rows = self._database.all(
            f"SELECT {_ORDER} FROM orders WHERE row BETWEEN ? AND ?",  # noqa: S608
            (first, last),
        )
        return {int(row[0]): Order(*row) for row in rows}

    def order_counts(self) -> dict[str, int]:
        """Orders by action."""
        rows = self._database.all("SELECT action, COUNT(*) FROM orders GROUP BY action")
        return {str(action): int(count) for action, count in rows}

    def set_theirs(self, row: int, theirs: bytes) -> None:
        """Keep what stood in cells that somebody else had changed."""
        self._database.change("UPDATE orders SET theirs=? WHERE row=?", (theirs, row))

    def match_known(self) -> None:
        """Give rows that are known to be a contact a key that only this contact has."""
        with self._database.transaction() as connection:
            for statement in (
                "UPDATE drafts SET key='contact ' || o.contact_id FROM orders o"
                " WHERE o.row = drafts.row AND o.action = 'same'",
                "UPDATE live SET key='contact ' || contact_id"
                " WHERE contact_id IN (SELECT contact_id FROM orders WHERE action = 'same')",
            ):
                connection.execute(statement)

    def clear_verdicts(self) -> None:
        """Forget what comparing found, before comparing again."""
        self._database.change("DELETE FROM verdicts")

    def add_live(self, contacts: Iterable[tuple[str, str | None, str | None, bytes]]) -> None:
        """Write live contacts: contact id, look-up id, key, the contact as listed (JSON)."""
        self._database.change_many("INSERT OR REPLACE INTO live VALUES (?,?,?,?)", contacts)

    def clear_live(self) -> None:
        """Forget the live list, before it is read again."""
        self._database.change("DELETE FROM live")

    def has_live(self, contact_id: str) -> bool:
        """Whether the live list has a contact."""
        sql = "SELECT 1 FROM live WHERE contact_id=?"
        return self._database.one(sql, (contact_id,)) is not None

    def has_live_key(self, key: str) -> bool:
        """Whether the live list has somebody with this key; `index_keys` first."""
        return self._database.one("SELECT 1 FROM live WHERE key=? LIMIT 1", (key,)) is not None

    def live_count(self) -> int:
        """How many contacts the list had when it was read."""
        row = self._database.one("SELECT COUNT(*) FROM live")
        return 0 if row is None else int(row[0])

    def row_count(self) -> int:
        """How many rows the file has."""
        row = self._database.one("SELECT COUNT(*) FROM source")
        return 0 if row is None else int(row[0])

    def index_keys(self) -> None:
        """Prepare matching: indexes, keys that stand several times in the file or the list."""
        with self._database.transaction() as connection:
            for statement in (
                "CREATE INDEX IF NOT EXISTS drafts_by_key ON drafts(key)",
                "CREATE INDEX IF NOT EXISTS live_by_key ON live(key)",
                *alike.FIND,
                "DROP TABLE IF EXISTS repeated",
                alike.REPEATED,
                "CREATE UNIQUE INDEX repeated_by_key ON repeated(key)",
                "DROP TABLE IF EXISTS live_keys",
                "CREATE TABLE live_keys AS SELECT key, COUNT(*) AS matches,"
                " MIN(contact_id) AS contact_id FROM live WHERE key IS NOT NULL GROUP BY key",
                "CREATE UNIQUE INDEX live_keys_by_key ON live_keys(key)",
                "DELETE FROM verdicts",
            ):
                connection.execute(statement)

    def matches(self) -> Iterator[list[Match]]:
        """Drafts with exactly one live contact of their key, in bounded pieces."""
        after = 0
        while True:
            rows = self._database.all(
                "SELECT d.row, COALESCE(m.payload, d.payload),"
                " CASE WHEN m.row IS NULL THEN d.extra ELSE m.extra END,"
                " CASE WHEN m.row IS NULL THEN d.blanks ELSE m.blanks END,"
                " l.contact_id, l.image FROM drafts d LEFT JOIN merged m ON m.row = d.row"
                " JOIN live_keys k ON k.key = d.key AND k.matches = 1"
                " JOIN live l ON l.contact_id = k.contact_id"
                " WHERE d.row > ? AND d.payload IS NOT NULL ORDER BY d.row LIMIT ?",
                (after, READ_PIECE),
            )
            if not rows:
                return
            yield list(map(Match._make, rows))
            after = int(rows[-1][0])

    def add_verdicts(self, verdicts: Iterable[Verdict]) -> None:
        """Write what the comparison found."""
        self._database.change_many("INSERT INTO verdicts VALUES (?,?,?,?,?,?)", verdicts)

    def changing_rows(self, duplicates: str) -> int:
        """How many compared rows would change a contact: one of a key, and none taken out.

        Args:
            duplicates: The rule for rows with the same key.
        """
        kept = {"first": "r.first_row", "skip": "NULL", "send all": "v.row"}
        row = self._database.one(
            "SELECT COUNT(*) FROM verdicts v JOIN drafts d ON d.row = v.row"  # noqa: S608
            " LEFT JOIN repeated r ON r.key = d.key WHERE v.state='changed'"
            " AND v.row NOT IN (SELECT row FROM taken_out)"
            f" AND (r.key IS NULL OR v.row = {kept.get(duplicates, 'r.last_row')})"
        )
        return 0 if row is None else int(row[0])

    def added_fields(self) -> int:
        """Cells of embedded data that changed contacts do not have yet."""
        row = self._database.one(
            "SELECT COUNT(*) FROM verdicts v, json_each(CAST(v.cells AS TEXT)) c"
            " WHERE v.state='changed' AND instr(CAST(v.cells AS TEXT), '\"old\":null') > 0"
            " AND json_extract(c.value, '$.target') LIKE 'embeddedData.%'"
            " AND json_extract(c.value, '$.old') IS NULL"
        )
        return 0 if row is None else int(row[0])

    def judged(self) -> Iterator[list[Judged]]:
        """All rows with everything that decides their plan state, in bounded pieces."""
        after = 0
        while True:
            rows = self._database.all(
                "SELECT d.row, LENGTH(COALESCE(m.payload, d.payload)),"
                " CASE WHEN m.row IS NULL THEN d.extra ELSE m.extra END IS NOT NULL, d.findings,"
                " d.payload IS NULL, d.key, r.first_row, r.last_row, COALESCE(k.matches, 0),"
                " v.state, v.reason, v.contact_id, COALESCE(v.needs_put, 0) FROM drafts d"
                " LEFT JOIN merged m ON m.row = d.row"
                " LEFT JOIN repeated r ON r.key = d.key"
                " LEFT JOIN live_keys k ON k.key = d.key"
                " LEFT JOIN verdicts v ON v.row = d.row"
                " WHERE d.row > ? ORDER BY d.row LIMIT ?",
                (after, READ_PIECE),
            )
            if not rows:
                return
            yield [Judged(*row) for row in rows]
            after = int(rows[-1][0])

    def sendable(self) -> Iterator[list[Draft]]:
        """The drafts that can be sent, as they are sent, in bounded pieces."""
        after = 0
        while True:
            drafts = [
                Draft(*row)
                for row in self._database.all(
                    "SELECT row, key, payload, extra, blanks, findings FROM drafts"
                    " WHERE row > ? AND payload IS NOT NULL"
                    " AND row NOT IN (SELECT row FROM taken_out) ORDER BY row LIMIT ?",
                    (after, READ_PIECE),
                )
            ]
            if not drafts:
                return
            yield self.merged.over(drafts)
            after = drafts[-1].row

    def live_pieces(self) -> Iterator[list[tuple[str, bytes]]]:
        """Id and image (JSON) of every live contact, in bounded pieces."""
        after = ""
        while True:
            rows = self._database.all(
                "SELECT contact_id, image FROM live WHERE contact_id > ?"
                " ORDER BY contact_id LIMIT ?",
                (after, READ_PIECE),
            )
            if not rows:
                return
            yield [(str(contact_id), bytes(image)) for contact_id, image in rows]
            after = str(rows[-1][0])

    def live_images(self, contact_ids: Sequence[str]) -> dict[str, bytes]:
        """The contacts with these ids as they were listed when the plan was made."""
        marks = ",".join("?" * len(contact_ids))
        return {
            str(contact_id): bytes(image)
            for contact_id, image in self._database.all(
                f"SELECT contact_id, image FROM live WHERE contact_id IN ({marks})",  # noqa: S608
                contact_ids,
            )
        }

    def drafts_between(self, first: int, last: int) -> list[Draft]:
        """The drafts of a range of rows, as they are sent."""
        drafts = [
            Draft(*row)
            for row in self._database.all(
                "SELECT row, key, payload, extra, blanks, findings FROM drafts"
                " WHERE row BETWEEN ? AND ? ORDER BY row",
                (first, last),
            )
        ]
        return self.merged.over(drafts)

    def payloads_between(self, first: int, last: int) -> dict[int, bytes]:
        """What the rows of a range are sent with in bulk; those that cannot be are left out."""
        found: dict[int, bytes] = dict(
            self._database.all(
                "SELECT row, payload FROM drafts WHERE row BETWEEN ? AND ? AND payload IS NOT NULL",
                (first, last),
            )
        )
        return found | self.merged.payloads_between(first, last)

    def source_between(self, first: int, last: int) -> list[SourceLine]:
        """The rows of the file with numbers in this range."""
        return [
            SourceLine(*row)
            for row in self._database.all(
                "SELECT row, line, cells FROM source WHERE row BETWEEN ? AND ? ORDER BY row",
                (first, last),
            )
        ]

    def source(self) -> Iterator[list[SourceLine]]:
        """The rows of the file as they were read, in bounded pieces."""
        after = 0
        while True:
            rows = self._database.all(
                "SELECT row, line, cells FROM source WHERE row > ? ORDER BY row LIMIT ?",
                (after, READ_PIECE),
            )
            if not rows:
                return
            yield list(map(SourceLine._make, rows))
            after = int(rows[-1][0])


def delete_staging(path: Path) -> None:
    """Remove a staging database."""
    delete_database(path)
