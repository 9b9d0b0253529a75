"""What lists do not show yet (qualtrics-api.md F.90).

While an import job runs, and for `lag` seconds after it, lists show the state before it: new rows
are hidden and changed people appear as they were. Reading one contact by its id shows the truth.
All of this is in memory: after a restart lists are up to date.
"""

from __future__ import annotations

import threading
import time
from typing import Any


class Views:
    """The part of the data that lists still hide."""

    def __init__(self) -> None:
        self._hidden: dict[int, float | None] = {}
        self._before: dict[int, tuple[int, dict[str, Any]]] = {}
        self._fresh_links: dict[int, float] = {}
        self._lock = threading.Lock()

    def start(self, job: int) -> None:
        """Hide what a job writes from now on."""
        with self._lock:
            self._hidden[job] = None

    def finish(self, job: int, lag: float) -> None:
        """Show what a job wrote after `lag` seconds."""
        with self._lock:
            self._hidden[job] = time.monotonic() + lag

    def keep_before(self, job: int, contact: int, row: dict[str, Any]) -> None:
        """Remember how a contact looked before a job changed it; the oldest state stays."""
        with self._lock:
            self._before.setdefault(contact, (job, row))

    def hidden_jobs(self) -> tuple[int, ...]:
        """Return the jobs whose rows are not shown now."""
        if not self._hidden:
            return ()
        moment = time.monotonic()
        with self._lock:
            over = {
                job for job, until in self._hidden.items() if until is not None and until <= moment
            }
            if over:
                self._hidden = {job: at for job, at in self._hidden.items() if job not in over}
                self._before = {
                    contact: entry
                    for contact, entry in self._before.items()
                    if entry[0] not in over
                }
            return tuple(self._hidden)

    def before(self, contact: int) -> dict[str, Any] | None:
        """Return how lists still show a contact, or None where they show the truth."""
        if not self._before:
            return None
        entry = self._before.get(contact)
        return entry[1] if entry else None

    def forget(self, contact: int) -> None:
        """A single call changed the contact: lists show that at once."""
        with self._lock:
            self._before.pop(contact, None)

    def hold_links(self, distribution: int, lag: float) -> None:
        """Show no links of a fresh distribution for `lag` seconds."""
        if lag > 0:
            self._fresh_links[distribution] = time.monotonic() + lag

    def links_held(self, distribution: int) -> bool:
        """Tell whether the links of a distribution are still on their way."""
        until = self._fresh_links.get(distribution)
        if until is None:
            return False
        if until <= time.monotonic():
            self._fresh_links.pop(distribution, None)
            return False
        return True
