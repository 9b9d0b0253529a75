"""Contact-export jobs and their signed downloads (qualtrics-api.md D.10, early access there).

The columns of the file are not documented; the names of the contact fields are used, followed by
the embedded data asked for.
"""

from __future__ import annotations

import asyncio
import base64
import csv
import hashlib
import hmac
import secrets
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.responses import FileResponse

from qualtrics_desk.sandbox import ids

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from qualtrics_desk.sandbox.brand import Brand

_FIELDS = ("first_name", "last_name", "email", "phone", "ext_ref", "language")
_HEADER = (
    "contactId",
    "firstName",
    "lastName",
    "email",
    "phone",
    "extRef",
    "language",
    "unsubscribed",
)
_LIFETIME = 900


class Order(msgspec.Struct, frozen=True):
    """What an export is to hold. `fields` is None for all embedded data."""

    directory: int
    list_id: int | None
    delimiter: str
    fields: tuple[str, ...] | None


class Exports:
    """Writes export files in threads and guards their download."""

    def __init__(self, brand: Brand) -> None:
        self._brand = brand
        self._group: asyncio.TaskGroup | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._secret = secrets.token_bytes(32)

    def start(self, group: asyncio.TaskGroup) -> None:
        """Begin; jobs that a former run left open are over."""
        self._group = group
        with self._brand.store.writing() as db:
            db.execute("UPDATE exports SET status = 'ERROR' WHERE status = 'IN_PROGRESS'")

    def stop(self) -> None:
        """Abandon what is being written."""
        for task in self._tasks:
            task.cancel()

    def submit(self, job: int, order: Order) -> None:
        """Start an accepted job."""
        if self._group is None:
            message = "exports have not been started"
            raise RuntimeError(message)
        task = self._group.create_task(self._run(job, order))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, job: int, order: Order) -> None:
        path = self._brand.folder / f"export-{job}"
        total = await asyncio.to_thread(self._write, path, order)
        await asyncio.to_thread(self._finish, job, total, path.name)

    def _finish(self, job: int, total: int, name: str) -> None:
        with self._brand.store.writing() as db:
            db.execute(
                "UPDATE exports SET status = 'COMPLETED', total = ?, file = ? WHERE id = ?",
                (total, name, job),
            )

    def _write(self, path: Path, order: Order) -> int:
        total = 0
        with (
            self._brand.store.reading() as db,
            path.open("w", encoding="utf-8", newline="") as file,
        ):
            names = self._names(db, order)
            lines = csv.writer(file, delimiter=order.delimiter, lineterminator="\n")
            lines.writerow((*_HEADER, *names))
            for row in _rows(db, order):
                data = msgspec.json.decode(row["embedded"])
                lines.writerow(
                    (
                        ids.encode("CID_", row["id"]),
                        *(row[name] or "" for name in _FIELDS),
                        "true" if row["unsubscribed"] else "false",
                        *(data.get(name, "") for name in names),
                    )
                )
                total += 1
        return total

    def _names(self, db: sqlite3.Connection, order: Order) -> tuple[str, ...]:
        if order.fields is not None:
            return order.fields
        found: dict[str, None] = {}
        for row in _rows(db, order):
            if row["embedded"] != "{}":
                found.update(dict.fromkeys(msgspec.json.decode(row["embedded"])))
        return tuple(found)

    def pass_for(self, file: str) -> str:
        """Sign the right to fetch one file, in the form of a JWT."""
        parts = [
            _plain(msgspec.json.encode({"alg": "HS256", "typ": "JWT"})),
            _plain(msgspec.json.encode({"file": file, "exp": int(time.time()) + _LIFETIME})),
        ]
        return ".".join([*parts, self._signature(".".join(parts))])

    def _signature(self, text: str) -> str:
        return _plain(hmac.digest(self._secret, text.encode(), hashlib.sha256))

    def download(self, file: str, jwt: str) -> FileResponse | None:
        """Return a file, or None where the pass is not good for it."""
        text, _, signature = jwt.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._signature(text).encode()):
            return None
        body = text.partition(".")[2]
        claims: dict[str, Any] = msgspec.json.decode(
            base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
        )
        number = ids.decode("", file.removesuffix("-def"))
        if claims["file"] != file or claims["exp"] < time.time() or number is None:
            return None
        return FileResponse(self._brand.folder / f"export-{number}", media_type="text/csv")


def _plain(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _rows(db: sqlite3.Connection, order: Order) -> Iterator[sqlite3.Row]:
    if order.list_id is None:
        cursor = db.execute(
            "SELECT * FROM contacts WHERE directory = ? ORDER BY id", (order.directory,)
        )
    else:
        cursor = db.execute(
            "SELECT c.* FROM members m JOIN contacts c ON c.id = m.contact"
            " WHERE m.list = ? ORDER BY m.id",
            (order.list_id,),
        )
    with closing(cursor):
        yield from cursor
