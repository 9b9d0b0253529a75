"""The short form of the soak (`python -m tests.e2e.soak`): killed at many points, nothing lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROWS, PIECE, KILLS, EACH = 200, 20, 4, 4


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")
def test_imports_that_are_killed_lose_and_double_nothing() -> None:
    command = [
        sys.executable, "-m", "tests.e2e.soak", "--rows", str(ROWS), "--piece", str(PIECE),
        "--kills", str(KILLS), "--each", str(EACH),
    ]  # fmt: skip

    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=500
    )

    assert done.returncode == 0, (done.stdout[-3000:], done.stderr[-3000:])
    sums = json.loads(done.stdout.splitlines()[-1])
    assert sums["killed"] == sum(sums["deaths"].values()) == KILLS
    assert sums["imports"] >= 1 + KILLS // EACH
    assert sums["outcome created"] == sums["rows"] == ROWS * sums["imports"]
