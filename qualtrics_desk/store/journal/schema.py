"""Tables of `journal.db`, as numbered migrations.

A chunk's rows are those of `job_rows` with its number, in the order of `row`; their place in that
order is their index in the request. So no index has to be kept or stored beside a million rows.
"""

from __future__ import annotations

MIGRATIONS = (
    """
    CREATE TABLE jobs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        state TEXT NOT NULL,
        parent INTEGER REFERENCES jobs(id),
        relation TEXT,
        created TEXT NOT NULL,
        finished TEXT,
        profile TEXT,
        base_url TEXT NOT NULL,
        brand TEXT NOT NULL,
        user_id TEXT NOT NULL,
        directory TEXT,
        list_id TEXT,
        list_name TEXT,
        source TEXT,
        recipe TEXT,
        options BLOB NOT NULL,
        header BLOB,
        result BLOB,
        problem BLOB,
        lease_owner TEXT,
        lease_host TEXT,
        lease_pid INTEGER,
        lease_process_start REAL,
        lease_beat REAL
    );
    CREATE TABLE chunks (
        job INTEGER NOT NULL REFERENCES jobs(id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        state TEXT NOT NULL,
        first_row INTEGER NOT NULL,
        last_row INTEGER NOT NULL,
        size INTEGER NOT NULL,
        split_of INTEGER,
        sent_number INTEGER,
        sent_at REAL,
        import_id TEXT,
        request_id TEXT,
        unprocessed BLOB,
        problem BLOB,
        PRIMARY KEY (job, number)
    ) WITHOUT ROWID;
    CREATE TABLE job_rows (
        job INTEGER NOT NULL REFERENCES jobs(id) ON DELETE CASCADE,
        row INTEGER NOT NULL,
        plan TEXT NOT NULL,
        route TEXT NOT NULL,
        chunk INTEGER,
        contact_id TEXT,
        outcome TEXT,
        reason TEXT,
        code TEXT,
        message TEXT,
        request_id TEXT,
        PRIMARY KEY (job, row)
    ) WITHOUT ROWID;
    CREATE TABLE images (
        job INTEGER NOT NULL REFERENCES jobs(id) ON DELETE CASCADE,
        row INTEGER NOT NULL,
        contact_id TEXT NOT NULL,
        image BLOB NOT NULL,
        PRIMARY KEY (job, row)
    ) WITHOUT ROWID;
    CREATE INDEX jobs_by_parent ON jobs(parent)
    """,
    """
    ALTER TABLE jobs ADD COLUMN cancelled TEXT;
    ALTER TABLE jobs ADD COLUMN keep INTEGER NOT NULL DEFAULT 0
    """,
)
