"""Rows of a file with the same key, whichever counts: groups that a person looks through."""

from __future__ import annotations

MIGRATION = """
    CREATE TABLE alike (row INTEGER PRIMARY KEY, first INTEGER NOT NULL);
    CREATE INDEX alike_by_first ON alike(first)
"""

FIND = (
    "DELETE FROM alike",
    "INSERT INTO alike SELECT d.row, r.first FROM"
    " (SELECT key, MIN(row) AS first FROM drafts WHERE key IS NOT NULL AND payload IS NOT NULL"
    " GROUP BY key HAVING COUNT(*) > 1) r JOIN drafts d ON d.key = r.key"
    " WHERE d.payload IS NOT NULL",
)
"""Finds them anew, by the first row of each group; indexed by key they are found in one walk."""

REPEATED = (
    "CREATE TABLE repeated AS SELECT d.key AS key, MIN(a.row) AS first_row,"
    " MAX(a.row) AS last_row FROM alike a JOIN drafts d ON d.row = a.row"
    # A row that a person took out stands for no other one.
    " WHERE a.row NOT IN (SELECT row FROM taken_out) GROUP BY d.key HAVING COUNT(*) > 1"
)
