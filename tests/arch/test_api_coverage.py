"""The page on what of the service is where says what the code does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_what_the_code_would_give_now() -> None:
    command = [sys.executable, "packaging/api_coverage.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_every_operation_has_its_place_or_its_reason() -> None:
    page = (ROOT / "docs" / "api-coverage.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page if "| " in line]
    operations = [row for row in rows if row[0].split(" ")[0] in ("GET", "POST", "PUT", "DELETE")]

    assert len(operations) > 200
    for name, client, _sandbox, window, commands, _tests, why in operations:
        is_reached = "✓" in (window, commands)
        assert is_reached or why, name
        assert client == "✓" or not is_reached, name
