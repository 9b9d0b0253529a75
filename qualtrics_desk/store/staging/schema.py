"""The tables of a staging database."""

from __future__ import annotations

from qualtrics_desk.store.staging import alike, meetings, mended, merged, taken_out

MIGRATIONS = (
    """
    CREATE TABLE source (
        row INTEGER PRIMARY KEY,
        line INTEGER NOT NULL,
        cells BLOB NOT NULL
    );
    CREATE TABLE drafts (
        row INTEGER PRIMARY KEY,
        key TEXT,
        payload BLOB,
        extra BLOB,
        blanks BLOB,
        findings BLOB
    );
    CREATE TABLE live (
        contact_id TEXT PRIMARY KEY,
        lookup_id TEXT,
        key TEXT,
        image BLOB NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE verdicts (
        row INTEGER PRIMARY KEY,
        state TEXT NOT NULL,
        reason TEXT,
        contact_id TEXT NOT NULL,
        cells BLOB,
        needs_put INTEGER NOT NULL
    );
    CREATE TABLE seen (
        contact_id TEXT PRIMARY KEY,
        email TEXT NOT NULL,
        reference TEXT NOT NULL,
        names TEXT NOT NULL,
        image BLOB NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE orders (
        row INTEGER PRIMARY KEY,
        action TEXT NOT NULL,
        key TEXT,
        contact_id TEXT,
        cells BLOB NOT NULL,
        theirs BLOB
    )
    """,
    taken_out.MIGRATION,
    merged.MIGRATION,
    mended.MIGRATION,
    meetings.MIGRATION,
    alike.MIGRATION,
)
