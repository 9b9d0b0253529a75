"""Exactly one process may drive a job (design.md 3, "Ownership").

A lease names the process by id and start time, so that a reused process id is not mistaken for
its predecessor. It is taken by compare-and-set; the lease of a dead process is taken over.
"""

from __future__ import annotations

import os
import platform
import time
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import psutil

from qualtrics_desk.domain.errors import JobBusy

if TYPE_CHECKING:
    from qualtrics_desk.store.database import Database

FOREIGN_PATIENCE = 120.0
"""Seconds without a heartbeat after which a lease held on another machine counts as dead."""


@dataclass(frozen=True)
class Holder:
    """A process that may hold leases."""

    host: str = field(default_factory=platform.node)
    pid: int = field(default_factory=os.getpid)
    process_start: float = field(default_factory=lambda: psutil.Process().create_time())
    owner: str = field(default_factory=lambda: uuid.uuid4().hex)


class Leases:
    """Takes, keeps and gives back the right to drive a job."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, job: int, holder: Holder) -> None:
        """Take the lease of a job.

        Raises:
            JobBusy: When a living process holds it; the message names that process.
        """
        with self._database.transaction() as connection:
            row = connection.execute(
                "SELECT lease_owner, lease_host, lease_pid, lease_process_start, lease_beat"
                " FROM jobs WHERE id=?",
                (job,),
            ).fetchone()
            if row is not None and row[0] not in (None, holder.owner) and _is_alive(*row[1:]):
                since = max(0, round(time.time() - row[4]))
                raise JobBusy(
                    f"Job {job} is being driven by process {row[2]} on {row[1]}.",
                    detail=f"It gave its last sign of life {since} s ago.",
                    hint="Wait for it, or stop that process; then resume the job.",
                )
            connection.execute(
                "UPDATE jobs SET lease_owner=?, lease_host=?, lease_pid=?, lease_process_start=?,"
                " lease_beat=? WHERE id=?",
                (
                    holder.owner,
                    holder.host,
                    holder.pid,
                    holder.process_start,
                    time.time(),
                    job,
                ),
            )

    def beat(self, job: int, holder: Holder) -> None:
        """Give a sign of life.

        Raises:
            JobBusy: When another process has taken the job over.
        """
        changed = self._database.change(
            "UPDATE jobs SET lease_beat=? WHERE id=? AND lease_owner=?",
            (time.time(), job, holder.owner),
        )
        if not changed:
            raise JobBusy(
                f"Job {job} was taken over by another process.",
                hint="`qualtrics-desk jobs show` says how far it has come.",
            )

    def release(self, job: int, holder: Holder) -> None:
        """Give the lease back; a lease that is not held is left alone."""
        self._database.change(
            "UPDATE jobs SET lease_owner=NULL WHERE id=? AND lease_owner=?", (job, holder.owner)
        )

    def holder_of(self, job: int) -> tuple[str, int] | None:
        """Host and process id of the living process that drives a job, or None."""
        row = self._database.one(
            "SELECT lease_owner, lease_host, lease_pid, lease_process_start, lease_beat"
            " FROM jobs WHERE id=?",
            (job,),
        )
        if row is None or row[0] is None or not _is_alive(*row[1:]):
            return None
        return str(row[1]), int(row[2])


def _is_alive(host: str, pid: int, process_start: float, beat: float) -> bool:
    if host != platform.node():
        return time.time() - beat < FOREIGN_PATIENCE
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE:
            # Killed, and only its parent has not taken notice yet.
            return False
        # Start times are read from the system's clock ticks: equal within a second is equal.
        return abs(process.create_time() - process_start) < 1.0
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True
