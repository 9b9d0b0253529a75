"""The stand-in's own database: one SQLite file, one writer at a time, readers that never wait.

Reads run on the event loop over `reader`; writes take `writing()` from a worker thread. Import jobs
write in short transactions so that single calls get their turn. Losing the last moments at a power
cut is no harm here, therefore `synchronous=OFF`; a killed process loses nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SCHEMA = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE users (
  id INTEGER PRIMARY KEY, user_name TEXT NOT NULL UNIQUE, first_name TEXT, last_name TEXT,
  email TEXT, user_type TEXT NOT NULL DEFAULT 'UT_sandbox00000000', division INTEGER,
  language TEXT NOT NULL DEFAULT 'EN', time_zone TEXT NOT NULL DEFAULT 'America/Denver',
  status TEXT NOT NULL DEFAULT 'active', created INTEGER NOT NULL, expires INTEGER,
  last_login INTEGER, counts TEXT NOT NULL DEFAULT '{"auditable":0,"generated":0,"deleted":0}',
  permissions TEXT NOT NULL DEFAULT '{}', token TEXT);
CREATE TABLE groups (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, division INTEGER,
  automatic INTEGER NOT NULL DEFAULT 0, created INTEGER NOT NULL);
CREATE TABLE group_members (
  grp INTEGER NOT NULL, user INTEGER NOT NULL, PRIMARY KEY (grp, user)) WITHOUT ROWID;
CREATE TABLE divisions (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, status TEXT NOT NULL DEFAULT 'Active',
  created INTEGER NOT NULL, permissions TEXT NOT NULL DEFAULT '{}');
CREATE TABLE directories (
  id INTEGER PRIMARY KEY, name TEXT, is_default INTEGER NOT NULL, contact_count INTEGER NOT NULL);
CREATE TABLE lists (
  id INTEGER PRIMARY KEY, directory INTEGER NOT NULL, name TEXT NOT NULL, owner TEXT NOT NULL,
  created INTEGER NOT NULL, modified INTEGER NOT NULL, prioritize INTEGER NOT NULL DEFAULT 0,
  members INTEGER NOT NULL DEFAULT 0);
CREATE INDEX lists_owner ON lists (directory, owner);
CREATE TABLE contacts (
  id INTEGER PRIMARY KEY, directory INTEGER NOT NULL, first_name TEXT, last_name TEXT, email TEXT,
  phone TEXT, ext_ref TEXT, language TEXT, unsubscribed INTEGER NOT NULL DEFAULT 0,
  unsubscribed_at INTEGER, embedded TEXT NOT NULL DEFAULT '{}', created INTEGER NOT NULL,
  modified INTEGER NOT NULL, identity TEXT, creations INTEGER NOT NULL DEFAULT 1,
  writes INTEGER NOT NULL DEFAULT 1);
CREATE INDEX contacts_identity ON contacts (directory, identity) WHERE identity IS NOT NULL;
CREATE TABLE members (
  id INTEGER PRIMARY KEY, list INTEGER NOT NULL, contact INTEGER NOT NULL,
  unsubscribed INTEGER NOT NULL DEFAULT 0, unsubscribed_at INTEGER,
  private TEXT NOT NULL DEFAULT '{}', job INTEGER, UNIQUE (contact, list));
CREATE INDEX members_list ON members (list);
CREATE TABLE jobs (
  id INTEGER PRIMARY KEY, directory TEXT NOT NULL, list TEXT NOT NULL, done INTEGER NOT NULL,
  finished INTEGER NOT NULL, total INTEGER NOT NULL, added INTEGER NOT NULL DEFAULT 0,
  updated INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0,
  joined INTEGER NOT NULL DEFAULT 0, unprocessed TEXT NOT NULL, invalid TEXT NOT NULL DEFAULT '[]',
  payload BLOB);
CREATE TABLE report_pages (
  id INTEGER PRIMARY KEY, job INTEGER NOT NULL, body BLOB NOT NULL);
CREATE INDEX report_pages_job ON report_pages (job);
CREATE TABLE exports (
  id INTEGER PRIMARY KEY, total INTEGER NOT NULL, status TEXT NOT NULL, file TEXT);
CREATE TABLE surveys (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, owner TEXT NOT NULL, active INTEGER NOT NULL,
  created INTEGER NOT NULL, modified INTEGER NOT NULL, activated INTEGER, starts INTEGER,
  ends INTEGER, description TEXT, counts TEXT NOT NULL, definition TEXT NOT NULL);
CREATE TABLE versions (
  id INTEGER PRIMARY KEY, survey INTEGER NOT NULL, number INTEGER NOT NULL,
  description TEXT NOT NULL, published INTEGER NOT NULL, user TEXT NOT NULL,
  created INTEGER NOT NULL, definition TEXT NOT NULL);
CREATE INDEX versions_survey ON versions (survey);
CREATE TABLE quotas (
  id INTEGER PRIMARY KEY, survey INTEGER NOT NULL, body TEXT NOT NULL);
CREATE INDEX quotas_survey ON quotas (survey);
CREATE TABLE collaborations (
  survey INTEGER NOT NULL, user TEXT NOT NULL, permissions TEXT NOT NULL,
  PRIMARY KEY (survey, user)) WITHOUT ROWID;
CREATE TABLE distributions (
  id INTEGER PRIMARY KEY, survey INTEGER, list INTEGER, list_text TEXT, parent INTEGER,
  owner TEXT NOT NULL, kind TEXT NOT NULL, created INTEGER NOT NULL, send_at INTEGER NOT NULL,
  expires INTEGER, link_type TEXT, description TEXT, headers TEXT NOT NULL DEFAULT '{}',
  message TEXT NOT NULL DEFAULT '{}', embedded TEXT NOT NULL DEFAULT 'null',
  link_reads INTEGER NOT NULL DEFAULT 0, status_resets INTEGER NOT NULL DEFAULT 0);
CREATE INDEX distributions_survey ON distributions (survey);
CREATE TABLE recipients (
  distribution INTEGER NOT NULL, member INTEGER NOT NULL, contact INTEGER NOT NULL,
  status TEXT NOT NULL, sent INTEGER, opened INTEGER, started INTEGER, completed INTEGER,
  response INTEGER, PRIMARY KEY (distribution, member)) WITHOUT ROWID;
CREATE INDEX recipients_contact ON recipients (contact);
CREATE TABLE bounces (
  distribution INTEGER NOT NULL, member INTEGER NOT NULL, kind TEXT NOT NULL, code TEXT NOT NULL,
  reason TEXT NOT NULL, blacklisted INTEGER NOT NULL, PRIMARY KEY (distribution, member))
  WITHOUT ROWID;
CREATE TABLE transactions (
  id INTEGER PRIMARY KEY, contact INTEGER NOT NULL, list INTEGER, moment TEXT NOT NULL,
  data TEXT NOT NULL);
CREATE INDEX transactions_contact ON transactions (contact);
CREATE TABLE samples (
  id INTEGER PRIMARY KEY, directory INTEGER NOT NULL, name TEXT NOT NULL, parent TEXT NOT NULL,
  created INTEGER NOT NULL);
CREATE TABLE sampled (
  sample INTEGER NOT NULL, contact INTEGER NOT NULL, PRIMARY KEY (sample, contact)) WITHOUT ROWID;
CREATE TABLE frequency_rules (
  id INTEGER PRIMARY KEY, directory INTEGER NOT NULL, name TEXT NOT NULL, most INTEGER NOT NULL,
  days INTEGER NOT NULL);
CREATE TABLE subscriptions (
  id INTEGER PRIMARY KEY, topics TEXT NOT NULL, url TEXT NOT NULL, encrypted INTEGER NOT NULL,
  shared_key TEXT, calls INTEGER NOT NULL DEFAULT 0);
CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY, subscription INTEGER NOT NULL, topic TEXT NOT NULL,
  outcome TEXT NOT NULL);
CREATE TABLE libraries (id INTEGER PRIMARY KEY, owner TEXT NOT NULL UNIQUE, name TEXT NOT NULL);
CREATE TABLE messages (
  id INTEGER PRIMARY KEY, library INTEGER NOT NULL, category TEXT NOT NULL,
  description TEXT NOT NULL, texts TEXT NOT NULL);
CREATE TABLE graphics (
  id INTEGER PRIMARY KEY, library INTEGER NOT NULL, name TEXT NOT NULL, content_type TEXT NOT NULL);
CREATE TABLE library_things (
  id INTEGER PRIMARY KEY, library INTEGER NOT NULL, kind TEXT NOT NULL, folder TEXT NOT NULL,
  name TEXT NOT NULL);
CREATE TABLE responses (
  id INTEGER PRIMARY KEY, survey INTEGER NOT NULL, distribution INTEGER, member INTEGER,
  status INTEGER NOT NULL DEFAULT 0, started INTEGER NOT NULL, ended INTEGER, recorded INTEGER,
  modified INTEGER NOT NULL, finished INTEGER NOT NULL, landed INTEGER,
  given TEXT NOT NULL DEFAULT '{}');
CREATE INDEX responses_survey ON responses (survey, landed);
CREATE TABLE response_exports (
  id INTEGER PRIMARY KEY, survey INTEGER NOT NULL, body TEXT NOT NULL, after INTEGER NOT NULL,
  until INTEGER NOT NULL, status TEXT NOT NULL, created INTEGER NOT NULL);
CREATE TABLE response_imports (
  id INTEGER PRIMARY KEY, survey INTEGER NOT NULL, status TEXT NOT NULL);
CREATE TABLE idempotency (
  key TEXT NOT NULL, survey INTEGER NOT NULL, made TEXT NOT NULL, PRIMARY KEY (key, survey))
  WITHOUT ROWID;
"""
_FINGERPRINT = hashlib.sha256(_SCHEMA.encode()).hexdigest()[:16]


class Store:
    """Connections to one sandbox file.

    Attributes:
        path: The SQLite file.
        is_new: Whether the file was made by this run and still wants its seed; a file of another
            version's form is made anew.
        reader: For the event loop's thread only.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._writer = self._connect()
        if self._is_of_another_version():
            # A practice brand: what an older version made is not worth a migration.
            self._writer.close()
            for ending in ("", "-wal", "-shm"):
                path.with_name(path.name + ending).unlink(missing_ok=True)
            self._writer = self._connect()
        self.is_new = not self._tables()
        if self.is_new:
            self._writer.executescript(_SCHEMA)
            self._writer.execute("INSERT INTO facts VALUES ('schema', ?)", (_FINGERPRINT,))
        self.reader = self._connect()

    def _tables(self) -> bool:
        found = self._writer.execute("SELECT 1 FROM sqlite_master WHERE name = 'facts'").fetchone()
        return found is not None

    def _is_of_another_version(self) -> bool:
        if not self._tables():
            return False
        row = self._writer.execute("SELECT value FROM facts WHERE name = 'schema'").fetchone()
        return row is None or row["value"] != _FINGERPRINT

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA cache_size=-65536")
        connection.execute("PRAGMA temp_store=MEMORY")
        return connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Hold the only writing transaction; an exception undoes all of it."""
        with self._lock:
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
            except BaseException:
                self._writer.execute("ROLLBACK")
                raise
            self._writer.execute("COMMIT")

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection of its own to a thread that reads for long."""
        connection = self._connect()
        try:
            yield connection
        finally:
            connection.close()

    def close(self) -> None:
        """Close the lasting connections."""
        self.reader.close()
        self._writer.close()
