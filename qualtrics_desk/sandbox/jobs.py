"""Import jobs in the background (qualtrics-api.md C.2, D.9).

Jobs of one list run one after the other in the order of their acceptance; 25 jobs of the brand run
at a time and 100 more may wait. All of them share one thread that writes. Jobs survive a restart:
the number of rows done is stored with the rows.
"""

from __future__ import annotations

import asyncio
import collections
import concurrent.futures
import time
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.sandbox import clock, ids, imports

if TYPE_CHECKING:
    from qualtrics_desk.sandbox.brand import Brand

MAX_RUNNING = 25
MAX_WAITING = 100


class Scheduler:
    """Runs import jobs until `stop`."""

    def __init__(self, brand: Brand) -> None:
        self._brand = brand
        self._queues: dict[str, collections.deque[int]] = {}
        self._slots = asyncio.Semaphore(MAX_RUNNING)
        self._thread = concurrent.futures.ThreadPoolExecutor(1, "import")
        self._group: asyncio.TaskGroup | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._started: dict[int, float] = {}

    def start(self, group: asyncio.TaskGroup) -> None:
        """Begin, with the jobs an earlier run left open."""
        self._group = group
        rows = self._brand.store.reader.execute(
            "SELECT id, list FROM jobs WHERE finished = 0 ORDER BY id"
        ).fetchall()
        for row in rows:
            self.submit(row["id"], row["list"])

    def stop(self) -> None:
        """End after the batch that is being written; the rest goes on at the next start."""
        for task in self._tasks:
            task.cancel()
        self._thread.shutdown(wait=True, cancel_futures=True)

    @property
    def is_full(self) -> bool:
        """Whether a further job would be rejected."""
        return sum(len(queue) for queue in self._queues.values()) >= MAX_RUNNING + MAX_WAITING

    def submit(self, job: int, list_text: str) -> None:
        """Queue an accepted job."""
        if self._group is None:
            message = "the scheduler has not been started"
            raise RuntimeError(message)
        self._brand.views.start(job)
        queue = self._queues.get(list_text)
        if queue is not None:
            queue.append(job)
            return
        self._queues[list_text] = collections.deque([job])
        task = self._group.create_task(self._drain(list_text))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def percent(self, job: int, done: int, total: int) -> int:
        """Return how far an unfinished job seems to be."""
        started = self._started.get(job)
        if started is None:
            return 0
        share = (time.monotonic() - started) / max(self._brand.faults.job_time, 0.001)
        return int(99 * min(1.0, share, done / max(total, 1)))

    async def _drain(self, list_text: str) -> None:
        queue = self._queues[list_text]
        while queue:
            async with self._slots:
                await self._run(queue[0])
            queue.popleft()
        del self._queues[list_text]

    async def _run(self, job: int) -> None:
        loop = asyncio.get_running_loop()
        start = time.monotonic()
        self._started[job] = start
        work = await loop.run_in_executor(self._thread, Work, self._brand, job)
        while not work.is_done:
            await loop.run_in_executor(self._thread, work.batch)
        await asyncio.sleep(start + self._brand.faults.job_time - time.monotonic())
        await loop.run_in_executor(self._thread, work.finish)
        del self._started[job]


class Work:
    """One job on its way through the writing thread."""

    def __init__(self, brand: Brand, job: int) -> None:
        self._brand = brand
        self._job = job
        with brand.store.writing() as db:
            row = db.execute("SELECT * FROM jobs WHERE id = ?", (job,)).fetchone()
            directory = ids.decode("POOL_", row["directory"])
            list_id = ids.decode("CG_", row["list"])
            place = db.execute(
                "SELECT id FROM lists WHERE id = ? AND directory = ?", (list_id, directory)
            ).fetchone()
        self._done: int = row["done"]
        self._directory = directory or 0
        self._list = list_id or 0
        skipped = set(msgspec.json.decode(row["unprocessed"]))
        # A list that is not there makes a job that ends with zeros (D.9, F.26).
        self._rows = (
            imports.accepted_rows(brand.faults, row["payload"], skipped)
            if place is not None
            else []
        )

    @property
    def is_done(self) -> bool:
        """Whether all rows are stored."""
        return self._done >= len(self._rows)

    def batch(self) -> None:
        """Store the next rows."""
        rows = self._rows[self._done : self._done + imports.BATCH]
        with self._brand.store.writing() as db:
            batch = imports.Batch(self._brand, db, self._job, self._directory, self._list)
            tally = batch.store(rows)
            imports.keep_report(db, self._job, tally.entries)
            kept = db.execute("SELECT invalid FROM jobs WHERE id = ?", (self._job,)).fetchone()
            invalid = [*msgspec.json.decode(kept["invalid"]), *tally.invalid]
            db.execute(
                "UPDATE jobs SET done = ?, added = added + ?, updated = updated + ?,"
                " failed = failed + ?, joined = joined + ?, invalid = ? WHERE id = ?",
                (
                    self._done + len(rows),
                    tally.added,
                    tally.updated,
                    tally.failed,
                    tally.joined,
                    msgspec.json.encode(invalid).decode(),
                    self._job,
                ),
            )
        self._done += len(rows)

    def finish(self) -> None:
        """Mark the job complete; from now on only `lag` hides its rows."""
        with self._brand.store.writing() as db:
            db.execute(
                "UPDATE jobs SET finished = ?, payload = NULL WHERE id = ?",
                (clock.now(), self._job),
            )
        self._brand.views.finish(self._job, self._brand.faults.lag)
