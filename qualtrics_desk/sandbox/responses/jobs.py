"""Export jobs of responses: they take a while, and leave a file that lives seven days (D.13)."""

from __future__ import annotations

import asyncio
import time
import zipfile
from typing import TYPE_CHECKING, BinaryIO, cast

import msgspec

from qualtrics_desk.sandbox import clock
from qualtrics_desk.sandbox.responses import files, rows
from qualtrics_desk.sandbox.responses.order import Order

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from qualtrics_desk.sandbox.brand import Brand

_NOT_IN_ZIP_NAMES = str.maketrans({"\0": "_"})


class ResponseExports:
    """Writes export files in threads."""

    def __init__(self, brand: Brand) -> None:
        self._brand = brand
        self._group: asyncio.TaskGroup | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._began: dict[int, float] = {}

    def start(self, group: asyncio.TaskGroup) -> None:
        """Begin; jobs that a former run left open have failed."""
        self._group = group
        with self._brand.store.writing() as db:
            db.execute("UPDATE response_exports SET status = 'failed' WHERE status = 'inProgress'")

    def stop(self) -> None:
        """Abandon what is being written."""
        for task in self._tasks:
            task.cancel()

    def submit(self, job: int) -> None:
        """Start an accepted job."""
        if self._group is None:
            message = "exports have not been started"
            raise RuntimeError(message)
        self._began[job] = time.monotonic()
        task = self._group.create_task(self._run(job))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def percent(self, job: int) -> float:
        """How far an unfinished job seems to be; it jumps, as recorded."""
        took = time.monotonic() - self._began.get(job, 0.0)
        return float(min(80, int(5 * took / max(self._brand.faults.job_time, 0.001)) * 20))

    def path(self, job: int) -> Path:
        """Where the file of a job lies."""
        return self._brand.folder / f"responses-{job}"

    async def _run(self, job: int) -> None:
        fails = self._brand.dice.export_fails()
        if not fails:
            await asyncio.to_thread(self._write, job)
        await asyncio.sleep(self._began[job] + self._brand.faults.job_time - time.monotonic())
        await asyncio.to_thread(self._finish, job, "failed" if fails else "complete")
        del self._began[job]

    def _finish(self, job: int, status: str) -> None:
        with self._brand.store.writing() as db:
            db.execute("UPDATE response_exports SET status = ? WHERE id = ?", (status, job))

    def _write(self, job: int) -> None:
        with self._brand.store.reading() as db:
            row = db.execute(
                "SELECT e.*, s.name, s.definition FROM response_exports e"
                " JOIN surveys s ON s.id = e.survey WHERE e.id = ?",
                (job,),
            ).fetchone()
            order = msgspec.json.decode(row["body"], type=Order)
            suffix = files.SUFFIXES[order.format]
            if not order.compress:
                with self.path(job).open("wb") as out:
                    _fill(db, row, order, out)
                return
            # The entry carries the title as it is: slashes, colons and all (D.13).
            entry = zipfile.ZipInfo(f"{row['name']}.{suffix}".translate(_NOT_IN_ZIP_NAMES))
            entry.compress_type = zipfile.ZIP_DEFLATED
            with (
                zipfile.ZipFile(self.path(job), "w") as archive,
                archive.open(entry, "w", force_zip64=True) as out,
            ):
                _fill(db, row, order, cast("BinaryIO", out))


def _fill(db: sqlite3.Connection, job: sqlite3.Row, order: Order, out: BinaryIO) -> None:
    definition = msgspec.json.decode(job["definition"])
    fields = rows.declared_fields(definition)
    columns = files.columns_of(definition, order, fields)
    zone = None if order.format in {"json", "ndjson"} else order.time_zone
    found = rows.select(
        db, job["survey"], order, after=job["after"], until=job["until"], now=clock.now()
    )
    if order.format == "spss":
        held = [rows.values_of(row, definition, fields, zone) for row in found]
        files.write(out, order, columns, held, len(held))
        return
    made = (rows.values_of(row, definition, fields, zone) for row in found)
    files.write(out, order, columns, made, 0)
