"""A file of 100,000 rows and 30 columns: how soon it is seen and read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.report import Result

ROWS, COLUMNS = 100_000, 30
WHOLE, FRAME = 10.0, 100.0
"""Seconds and milliseconds of P13 (product.md)."""


def run(rows: int | None, *, quick: bool) -> list[Result]:
    """Open the file in the import room, then read all of it."""
    rows = rows or (2_000 if quick else ROWS)
    with tempfile.TemporaryDirectory(prefix="desk-bench-") as name:
        path = Path(name) / "people.csv"
        write(path, rows)
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.preview_play", str(path)],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            env={**os.environ, "QUALTRICS_DESK_HOME": str(Path(name) / "home")},
        )
    seen: dict[str, Any] = json.loads(done.stdout)
    if seen["rows"] != rows:
        raise RuntimeError(f"{seen['rows']:,} rows were read")
    size = f"file of {rows:,} × {COLUMNS}"
    longest = max(seen["gaps"].values())
    return [
        Result(f"{size}: opened, first rows shown", f"{seen['preview'] * 1000:.0f} ms", "", ""),
        Result(
            f"{size}: read whole",
            f"{seen['whole']:.2f} s",
            "",
            "",
            f"≤ {WHOLE:.0f} s",
            seen["whole"] <= WHOLE,
        ),
        Result(
            f"{size}: longest stall of the window meanwhile",
            f"{longest:.1f} ms",
            "",
            "",
            f"≤ {FRAME:.0f} ms",
            longest <= FRAME,
        ),
    ]


def write(path: Path, rows: int) -> None:
    """A contact file with many columns."""
    more = [f"Field {n}" for n in range(COLUMNS - 4)]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(["First Name", "Last Name", "Email", "Reference", *more]) + "\n")
        for n in range(rows):
            cells = [f"“value {n * (f + 3) % 997}”" for f in range(len(more))]
            who = f"Zoë{n % 977},Ek{n % 7919},person{n}@example.com,000{n}"
            file.write(f"{who},{','.join(cells)}\n")
