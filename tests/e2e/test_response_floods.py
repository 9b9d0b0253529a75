"""The short form of `python -m tests.e2e.response_floods`; the environment lengthens it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SURVEYS, RESPONSES, FORMATS = 12, "200", "csv spss"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")
def test_every_file_arrives_once_and_byte_for_byte_through_faults_and_deaths() -> None:
    surveys = int(os.environ.get("SURVEYS", SURVEYS))
    responses = os.environ.get("RESPONSES", RESPONSES).split()
    formats = os.environ.get("FORMATS", FORMATS).split()
    command = [
        *(sys.executable, "-m", "tests.e2e.response_floods", "--surveys", str(surveys)),
        *("--responses", *responses, "--formats", *formats),
    ]

    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=3_600
    )

    assert done.returncode == 0, (done.stdout[-3000:], done.stderr[-3000:])
    queue, *forms, sums = map(json.loads, done.stdout.splitlines())
    assert (queue["arrived"], queue["failed"], queue["different"]) == (surveys - 1, 1, 0)
    assert "not shared with this user" in queue["why"][0]
    assert queue["faults"] > 0
    assert [str(form["responses"]) for form in forms] == responses
    assert sum(form["killed"] for form in forms) > 0
    assert sums == {"different": 0, "whole": True}
