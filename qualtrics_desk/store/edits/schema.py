"""The tables of a file of staged edits."""

from __future__ import annotations

MIGRATIONS = (
    """
    CREATE TABLE rows (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL UNIQUE,
        body BLOB NOT NULL,
        state TEXT NOT NULL,
        reason TEXT,
        theirs BLOB
    );
    CREATE INDEX rows_by_reason ON rows(reason) WHERE reason IS NOT NULL;
    CREATE TABLE steps (number INTEGER PRIMARY KEY AUTOINCREMENT);
    CREATE TABLE step_rows (
        step INTEGER NOT NULL REFERENCES steps(number) ON DELETE CASCADE,
        key TEXT NOT NULL,
        before BLOB,
        after BLOB,
        PRIMARY KEY (step, key)
    ) WITHOUT ROWID;
    CREATE INDEX step_rows_by_key ON step_rows(key);
    CREATE TABLE position (
        cursor INTEGER NOT NULL,
        added INTEGER NOT NULL,
        version INTEGER NOT NULL
    );
    INSERT INTO position VALUES (0, 0, 0)
    """,
)
