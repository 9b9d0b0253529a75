"""A table of a million rows and twelve columns in the real grid: open, scroll, sort, filter."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.gaps import LONGEST
from benchmarks.report import Result
from benchmarks.table_play import CHANGED, KEYSTROKES, PASTED, STEPS

ROWS = 1_000_000
SCROLL, SORT, FILTER = 16.0, 1_000.0, 100.0
"""Milliseconds of design.md 9."""


def run(rows: int | None, *, quick: bool) -> list[Result]:
    """Everything in one process, as a person does it in one window."""
    rows = rows or (5_000 if quick else ROWS)
    with tempfile.TemporaryDirectory(prefix="desk-bench-") as name:
        path = Path(name) / "table.db"
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.table_play", str(path), str(rows)],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
    seen: dict[str, float] = json.loads(done.stdout)
    size = f"table of {rows:,} × 12"

    def line(what: str, key: str, bar: float | None = None) -> Result:
        took = seen[key]
        return Result(
            f"{size}: {what}",
            f"{took:.1f} ms",
            "",
            "",
            "" if bar is None else f"≤ {bar:.0f} ms",
            None if bar is None else took <= bar,
        )

    def count(what: str, key: str) -> str:
        longest = seen[f"{key}_longest"]
        found = f"{seen[f'{key}_rows']:,.0f} rows found"
        return f"{what}, {found}, median of {KEYSTROKES} (longest {longest:.0f} ms)"

    return [
        line("opened, first rows painted", "open"),
        line(f"longest of {STEPS} scroll steps over the whole table", "scroll", SCROLL),
        line("sorted by a column, first time", "sort", SORT),
        line("sorted by it the other way", "sort_back", SORT),
        line(count("a filter keystroke, rare", "rare"), "rare", FILTER),
        line(count("a filter keystroke, one row in ten", "often"), "often", FILTER),
        line("everything selected", "select_all"),
        line(f"{PASTED[0]} × {PASTED[1]} cells pasted, one step", "paste"),
        line(f"{min(CHANGED, rows):,} cells set, one step", "bulk"),
        line("that step taken back", "undo"),
        Result(f"{size}: memory of the window", f"{seen['memory']:,.0f} MB", "", "", "", None),
        line("longest stall of the window meanwhile", "stall", LONGEST),
    ]
