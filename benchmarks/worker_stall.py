"""The proof of the two processes: stalls and memory of the window while its worker imports."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from benchmarks import gaps
from benchmarks.brand import Brand, brand, email, write_contacts
from benchmarks.machine import MemoryWatch, family, proportional_bytes
from benchmarks.report import Result, megabytes

if TYPE_CHECKING:
    from collections.abc import Sequence

ROWS = 1_000_000
QUICK_ROWS = 2_000
KILLS = 3
PLANNING = 0.2
"""Share of a run that planning takes, so that a random moment may fall into it."""


def run(rows: int | None, *, quick: bool) -> list[Result]:
    """One import undisturbed, and one whose worker is killed at random moments."""
    rows = rows or (QUICK_ROWS if quick else ROWS)
    results: list[Result] = []
    with tempfile.TemporaryDirectory(prefix="desk-bench-") as name:
        folder = Path(name)
        write_contacts(folder / "contacts.csv", rows)
        with brand(folder, job_time=0.05) as server:
            calm = _Run(server, folder, rows, kills=(), idle=0.5 if quick else 5.0)
            results += calm.results("undisturbed")
            moments = sorted(random.Random().uniform(0.01, 0.95) for _ in range(KILLS))
            killed = _Run(
                server, folder, rows, kills=() if quick else moments, idle=0.5 if quick else 5.0
            )
            shown = ", ".join(f"{moment:.0%}" for moment in moments)
            results += killed.results(f"killed at {shown} of its way" if killed.killed else "again")
    return results


LATER = 2.0
"""Seconds in which the worker dies after it passed the chosen share of its way."""


class _Run:
    """One import, driven by a process that plays the window."""

    def __init__(
        self, server: Brand, folder: Path, rows: int, *, kills: Sequence[float], idle: float
    ) -> None:
        self._rows = rows
        self._kills = list(kills)
        self.killed = 0
        home = tempfile.mkdtemp(dir=folder)
        list_id = server.new_list()
        environment = {
            **os.environ,
            "QUALTRICS_DESK_HOME": home,
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }
        self._window = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.worker_play"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        with self._window:
            self._tell(
                {
                    "url": server.url, "token": server.token, "list": list_id, "idle": idle,
                    "source": str(folder / "contacts.csv"), "wait": 5.0,
                }
            )  # fmt: skip
            self._listen()
        self.true = Counter(contact["email"] for contact in server.contacts(list_id))

    def _listen(self) -> None:
        watch: MemoryWatch | None = None
        for line in self._window.stdout or ():
            event = json.loads(line)
            if event["event"] == "idle":
                self.idle = proportional_bytes(self._window.pid)
                watch = MemoryWatch(lambda: family(self._window.pid))
                self._tell({})
            elif event["event"] == "progress":
                self._strike(event)
            elif event["event"] == "end":
                self.end: dict[str, Any] = event
        self.peak = watch.stop() if watch else 0
        if self._window.wait() or not hasattr(self, "end"):
            raise RuntimeError("the window ended before its job")

    def _strike(self, event: dict[str, Any]) -> None:
        if not self._kills:
            return
        done = event["done"] / self._rows
        way = {
            "Reading the file": PLANNING / 2 * done,
            "Writing the plan": PLANNING / 2 * (1 + done),
            "Sending": PLANNING + (1 - PLANNING) * done,
        }.get(event["phase"], 0.0)
        if way >= self._kills[0]:
            self._kills.pop(0)
            # Progress comes at certain steps of the work, a death at any.
            threading.Timer(random.uniform(0, LATER), self._kill).start()

    def _kill(self) -> None:
        with suppress(psutil.NoSuchProcess):
            for child in psutil.Process(self._window.pid).children():
                child.kill()
                self.killed += 1

    def _tell(self, message: dict[str, Any]) -> None:
        if self._window.stdin is not None:
            self._window.stdin.write(json.dumps(message) + "\n")
            self._window.stdin.flush()

    def results(self, name: str) -> list[Result]:
        more = self.peak - self.idle
        expected = Counter(email(n) for n in range(self._rows))
        lost = sum((expected - self.true).values())
        doubled = sum((self.true - expected).values())
        counts = self.end["counts"]
        sums = sum(counts.values()) == counts["created"] == self._rows
        size = f"{self._rows:,} rows {name}"
        sys.stderr.write(json.dumps(self.end, indent=1) + "\n")
        return [
            *gaps.results(size, self.end["gaps"]),
            Result(
                f"{size}: peak memory of window and worker over the idle window",
                megabytes(more),
                f"{megabytes(self.idle)} idle",
                "",
                "≤ 400 MB",
                more <= 400 * 2**20,
            ),
            Result(
                f"{size}: {self.killed} kills, rows lost / doubled / sums add up",
                f"{lost} / {doubled} / {'yes' if sums else 'no'}",
                "",
                f"{self.end['seconds']:.0f} s",
                "0 / 0 / yes",
                lost == doubled == 0 and sums,
            ),
        ]
