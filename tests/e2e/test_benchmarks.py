"""`make bench` runs; what it measures is nobody's business here (docs/performance.md)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the benchmarks read /proc")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("import", "import 1,000 contacts, 50 ms round trip"),
        ("links", "write 1,000 links to CSV, 50 ms round trip"),
        ("surveys", "list 301 surveys"),
        ("contacts", "read 1,000 contacts of one list"),
        ("worker", "2,000 rows again: 0 kills, rows lost / doubled / sums add up"),
        ("start", "start to the first paint of 301 stored surveys, beside an empty window"),
        ("window", "500 rows imported: longest gap of the window's timer"),
        ("table", "table of 5,000 × 12: longest of 200 scroll steps over the whole table"),
        ("file", "file of 2,000 × 30: read whole"),
    ],
)
def test_a_measurement_prints_its_table(name: str, figure: str) -> None:
    command = [sys.executable, "-m", "benchmarks", name, "--quick"]

    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )

    assert done.returncode == 0, done.stderr
    assert "| what | product | limit | ratio | bar | |" in done.stdout
    assert figure in done.stdout


def test_an_unknown_measurement_is_refused() -> None:
    command = [sys.executable, "-m", "benchmarks", "nothing"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert (
        "import, links, surveys, search, contacts, worker, start, window, window-import, table, "
        "file" in done.stderr
    )
