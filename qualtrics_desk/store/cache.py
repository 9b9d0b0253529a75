"""`cache/PROFILE.db`: what the service last said, so that a list is there before it has answered.

Everything in it can be fetched again. It holds surveys, lists, distributions and their like as the
service gave them; contacts belong to a job's staging, not here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.store.database import Database, Row, open_database

if TYPE_CHECKING:
    from pathlib import Path

Sortable = str | int | float | bool | None

_MIGRATIONS = (
    """
    CREATE TABLE things (
        kind TEXT NOT NULL, parent TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL,
        name_key TEXT NOT NULL, words TEXT NOT NULL, columns TEXT NOT NULL, raw BLOB NOT NULL,
        PRIMARY KEY (kind, parent, id)
    ) WITHOUT ROWID;
    CREATE INDEX things_by_name ON things (kind, parent, name_key, id);
    CREATE INDEX things_by_id ON things (kind, id);
    CREATE TABLE refreshes (
        kind TEXT NOT NULL, parent TEXT NOT NULL, refreshed_at TEXT NOT NULL,
        PRIMARY KEY (kind, parent)
    ) WITHOUT ROWID
    """,
)
_INSERT = "INSERT OR REPLACE INTO things VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_COLUMN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """One thing of the service.

    Attributes:
        name: What people call it; lists are sorted and searched by it.
        columns: Further values to sort by and to search in, by column name.
        raw: The object as the service gave it.
        parent: What it belongs to, such as a distribution to a survey; "" where to nothing.
    """

    id: str
    name: str
    raw: dict[str, Any]
    columns: Mapping[str, Sortable] = {}
    parent: str = ""


class Cache:
    """The cache of one profile; every method may be called from any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def replace(
        self, kind: str, things: Iterable[Thing], *, refreshed_at: datetime, parent: str = ""
    ) -> None:
        """Put a whole collection in the place of the old one, all of it or nothing.

        Args:
            kind: Such as "surveys"; one word for one collection of the service.
            things: The collection. Should taking from it fail, the old one stays.
            refreshed_at: When the service said so; with a time zone.
            parent: Only the things of this parent are replaced; they get it.
        """
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM things WHERE (kind, parent) = (?, ?)", (kind, parent))
            connection.executemany(_INSERT, (_row(kind, parent, thing) for thing in things))
            connection.execute(
                "INSERT OR REPLACE INTO refreshes VALUES (?, ?, ?)",
                (kind, parent, refreshed_at.isoformat()),
            )

    def put(self, kind: str, thing: Thing) -> None:
        """Add one thing, or take its new state, as after an edit."""
        self._database.change(_INSERT, _row(kind, thing.parent, thing))

    def remove(self, kind: str, thing_id: str) -> None:
        """Take one thing out, as after it was deleted."""
        self._database.change("DELETE FROM things WHERE (kind, id) = (?, ?)", (kind, thing_id))

    def get(self, kind: str, thing_id: str) -> Thing | None:
        """One thing, or None."""
        row = self._database.one(
            "SELECT id, name, raw, columns, parent FROM things WHERE (kind, id) = (?, ?)",
            (kind, thing_id),
        )
        return None if row is None else _thing(row)

    def page(
        self,
        kind: str,
        *,
        parent: str | None = "",
        text: str = "",
        order_by: str = "name",
        descending: bool = False,
        offset: int = 0,
        limit: int = 100,
    ) -> list[Thing]:
        """A stretch of a collection.

        Args:
            kind: The collection.
            parent: Of which parent; None is of all.
            text: Every word of it must occur, in any case, in name, id or a column.
            order_by: "name" or a key of `Thing.columns`. Things without a value come last.
            descending: The other way round; things without a value still come last.
            offset: How many things of the answer to leave out.
            limit: How many to give at most.
        """
        where, parameters = _condition(kind, parent, text)
        way = "DESC" if descending else "ASC"
        if order_by == "name":
            order = f"name_key {way}, id {way}"
        elif _COLUMN.fullmatch(order_by):
            value = f"json_extract(columns, '$.{order_by}')"
            order = f"{value} IS NULL, {value} {way}, name_key {way}, id {way}"
        else:
            raise ValueError(f"not the name of a column: {order_by!r}")
        rows = self._database.all(
            f"SELECT id, name, raw, columns, parent FROM things WHERE {where} "  # noqa: S608
            f"ORDER BY {order} LIMIT ? OFFSET ?",
            (*parameters, limit, offset),
        )
        return [_thing(row) for row in rows]

    def count(self, kind: str, *, parent: str | None = "", text: str = "") -> int:
        """How many things `page` would give in all."""
        where, parameters = _condition(kind, parent, text)
        row = self._database.one(f"SELECT count(*) FROM things WHERE {where}", parameters)  # noqa: S608
        return int(row[0]) if row else 0

    def refreshed_at(self, kind: str, *, parent: str = "") -> datetime | None:
        """When a collection was last replaced, or None: it was never fetched."""
        row = self._database.one(
            "SELECT refreshed_at FROM refreshes WHERE (kind, parent) = (?, ?)", (kind, parent)
        )
        return None if row is None else datetime.fromisoformat(row[0])

    def clear(self) -> None:
        """Forget everything; the freed pages are overwritten (`secure_delete`)."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM things")
            connection.execute("DELETE FROM refreshes")

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def open_cache(path: Path) -> Cache:
    """Open the cache of a profile (`Home.cache`), or make it.

    Raises:
        StoreError: When the file cannot be used.
    """
    return Cache(open_database(path, _MIGRATIONS, synchronous="NORMAL"))


def _row(kind: str, parent: str, thing: Thing) -> tuple[str | bytes, ...]:
    known = (thing.name, thing.id, *(str(v) for v in thing.columns.values() if v is not None))
    return (
        kind,
        parent,
        thing.id,
        thing.name,
        _folded(thing.name),
        _folded("\n".join(known)),
        msgspec.json.encode(dict(thing.columns)).decode(),
        msgspec.json.encode(thing.raw),
    )


def _thing(row: Row) -> Thing:
    thing_id, name, raw, columns, parent = row
    return Thing(
        id=thing_id,
        name=name,
        raw=msgspec.json.decode(raw),
        columns=msgspec.json.decode(columns),
        parent=parent,
    )


def _condition(kind: str, parent: str | None, text: str) -> tuple[str, list[str]]:
    where, parameters = ["kind = ?"], [kind]
    if parent is not None:
        where.append("parent = ?")
        parameters.append(parent)
    for word in _folded(text).split():
        # instr and not LIKE: a percent sign in the search is a percent sign.
        where.append("instr(words, ?)")
        parameters.append(word)
    return " AND ".join(where), parameters


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
