"""Stalls and memory of the real window while it imports, exports links and lists surveys."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import gaps
from benchmarks.brand import Brand, brand, write_contacts
from benchmarks.machine import MemoryWatch, family, proportional_bytes
from benchmarks.report import Result, megabytes

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_MEMORY = 400 * 2**20


SIZES = {"surveys": 10_000, "links": 100_000, "import": 1_000_000}


def run_import(rows: int | None, *, quick: bool) -> list[Result]:
    """The import alone: a million rows in the real window and its worker, and their memory."""
    return run(rows, quick=quick, works=("import",))


def run(
    rows: int | None, *, quick: bool, works: Sequence[str] = ("surveys", "links", "import")
) -> list[Result]:
    """Each job in a window of its own; sizes as in design.md 9 unless `rows` is given."""
    results: list[Result] = []
    for work in works:
        usual = SIZES[work]
        amount = rows or (500 if quick else usual)
        with tempfile.TemporaryDirectory(prefix="desk-bench-") as name:
            folder = Path(name)
            with brand(folder, job_time=0.05) as server:
                wish = _prepared(work, amount, server, folder)
                event, idle, peak = _play({**wish, "idle": 0.5 if quick else 5.0})
        words = {
            "surveys": f"{amount:,} surveys listed twice",
            "links": f"{amount:,} links read and exported",
            "import": f"{amount:,} rows imported",
        }
        results += gaps.results(f"window, {words[work]}", event["gaps"])
        results.append(
            Result(
                f"window, {words[work]}: peak memory of window and worker over the idle window",
                megabytes(peak - idle),
                f"{megabytes(idle)} idle",
                "",
                f"≤ {megabytes(MOST_MEMORY)}",
                peak - idle <= MOST_MEMORY,
            )
        )
    return results


def _prepared(work: str, amount: int, server: Brand, folder: Path) -> dict[str, Any]:
    wish: dict[str, Any] = {
        "work": work, "url": server.url, "token": server.token, "folder": str(folder),
        "source": str(folder / "contacts.csv"), "name": "Benchmark",
    }  # fmt: skip
    if work == "import":
        write_contacts(folder / "contacts.csv", amount)
        wish["name"] = "Imported"
    else:
        server.fill({"surveys": amount if work == "surveys" else 1})
    if work == "links":
        survey = server.call("GET", "/surveys")["result"]["elements"][0]
        server.links(survey["id"], server.new_list(contacts=amount))
        wish["name"] = survey["name"]
    return wish


def _play(wish: dict[str, Any]) -> tuple[dict[str, Any], int, int]:
    """The last event, the memory of the idle window, and the most of window and worker."""
    with tempfile.TemporaryDirectory(prefix="desk-bench-home-") as home:
        environment = {
            **os.environ,
            "QUALTRICS_DESK_HOME": home,
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }
        with subprocess.Popen(
            [sys.executable, "-m", "benchmarks.window_play"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
            env=environment,
        ) as window:
            if window.stdin is None or window.stdout is None:
                raise RuntimeError("the window has no pipes")
            window.stdin.write(json.dumps(wish) + "\n")
            watch: MemoryWatch | None = None
            idle, event = 0, {}
            for line in window.stdout:
                event = json.loads(line)
                if event["event"] == "idle":
                    idle = proportional_bytes(window.pid)
                    watch = MemoryWatch(lambda: family(window.pid))
                    window.stdin.write("go\n")
            peak = watch.stop() if watch else 0
            if window.wait() or event.get("event") != "end":
                raise RuntimeError(f"the window ended before {wish['work']} did")
    sys.stderr.write(json.dumps(event, indent=1) + "\n")
    return event, idle, max(peak, idle)
