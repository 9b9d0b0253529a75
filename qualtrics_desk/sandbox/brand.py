"""What outlives a request: the data, the faults in force, who is logged in, the numbers counted."""

from __future__ import annotations

import collections
import threading
from typing import TYPE_CHECKING

from qualtrics_desk.sandbox import faults as fault_spec
from qualtrics_desk.sandbox import ids
from qualtrics_desk.sandbox.faults import Bucket, Dice, Faults
from qualtrics_desk.sandbox.views import Views

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from qualtrics_desk.sandbox.auth import Gatekeeper
    from qualtrics_desk.sandbox.events import Events
    from qualtrics_desk.sandbox.exports import Exports
    from qualtrics_desk.sandbox.jobs import Scheduler
    from qualtrics_desk.sandbox.responses.jobs import ResponseExports
    from qualtrics_desk.sandbox.store import Store

BRAND_ID = "meridian"
BRAND_URL = "https://meridian.example.com"
DATACENTER = "sandbox1"
USER = ids.encode("UR_", 1)
GROUP = ids.encode("GR_", 1)


class Brand:
    """The stand-in's state.

    Attributes:
        faults: What is in force; replaced as a whole.
        views: What lists do not show yet.
        counts: Requests, faults and leaks since the start, for the inspection.
    """

    gatekeeper: Gatekeeper
    scheduler: Scheduler
    exports: Exports
    response_exports: ResponseExports
    events: Events

    def __init__(self, store: Store, faults: Faults, folder: Path) -> None:
        self.store = store
        self.folder = folder
        self.views = Views()
        self.counts: collections.Counter[str] = collections.Counter()
        self._numbers: dict[str, int] = {}
        self._numbers_lock = threading.Lock()
        self.use(faults)

    def use(self, faults: Faults) -> None:
        """Put other faults in force, with fresh dice and an empty bucket."""
        self.faults = faults
        self.dice = Dice(faults)
        self.bucket = Bucket(faults.per_minute)

    def use_spec(self, spec: str) -> None:
        """Put a SPEC in force.

        Raises:
            fault_spec.SpecError: The SPEC cannot be read; nothing changed.
        """
        self.use(fault_spec.parse(spec))

    def number(self, db: sqlite3.Connection, kind: str) -> int:
        """Return a row number this kind of thing never had before, deleted ones included."""
        return next(self.numbers(db, kind, 1))

    def numbers(self, db: sqlite3.Connection, kind: str, amount: int) -> Iterator[int]:
        """Reserve row numbers. Gaps after a rolled-back transaction do no harm."""
        with self._numbers_lock:
            used = self._numbers.get(kind)
            if used is None:
                row = db.execute(
                    "SELECT value FROM facts WHERE name = ?", (f"used {kind}",)
                ).fetchone()
                used = int(row["value"]) if row else 0
            self._numbers[kind] = used + amount
            db.execute(
                "INSERT OR REPLACE INTO facts VALUES (?, ?)",
                (f"used {kind}", str(used + amount)),
            )
        return iter(range(used + 1, used + amount + 1))
