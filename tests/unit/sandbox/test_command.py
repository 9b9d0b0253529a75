from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def _run(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qualtrics_desk", "sandbox", "serve", *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--faults", "frobnicate=1"], "frobnicate"),
        (["--faults", "500=7"], "0 to 1"),
        (["--faults", "nextpage=sideways"], "otherhost"),
        (["--port", "many"], "--port"),
        (["--latency", "-4"], "--latency"),
        (["--unknown"], "--unknown"),
    ],
)
def test_bad_options_exit_with_1_and_name_the_culprit(options: list[str], word: str) -> None:
    done = _run(*options)

    assert done.returncode == 1
    assert word in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGINT])
def test_signals_end_it_cleanly(start: Any, kind: signal.Signals) -> None:
    sandbox = start("--seed", "empty")
    sandbox.client.close()

    sandbox.process.send_signal(kind)

    assert sandbox.process.wait(20) == 0


def test_data_survive_a_restart_and_a_killed_import_goes_on(start: Any, tmp_path: Path) -> None:
    options = ("--seed", "empty", "--data", str(tmp_path), "--faults", "lag=0,job-time=1")
    first = start(*options)
    people = [{"firstName": str(number)} for number in range(2500)]
    job = first.start_import(people).json()["result"]["id"]
    first.process.kill()
    first.process.wait(20)

    second = start(*options)
    status = second.wait_import(job)

    assert status["contacts"]["count"] == {"added": 2500, "updated": 0, "failed": 0}
    assert len({row["firstName"] for row in second.contacts()}) == 2500


def test_log_has_one_object_a_request_and_never_the_token(start: Any, tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    sandbox = start("--seed", "empty", "--log", str(log))
    token = sandbox.client.headers["X-API-TOKEN"]
    sandbox.call("GET", "/nowhere", params={"x": token})
    sandbox.add(firstName="Ann")
    sandbox.call("DELETE", "/eventsubscriptions")

    lines = [json.loads(line) for line in log.read_text().splitlines()]

    assert token not in log.read_text()
    assert [(line["method"], line["status"]) for line in lines[-3:]] == [
        ("GET", 404),
        ("POST", 200),
        ("DELETE", 200),
    ]
    assert lines[-1]["path"] == "/API/v3/eventsubscriptions"
    assert lines[-2]["body"] is not None
    assert set(lines[0]) == {"time", "method", "path", "query", "status", "bytes", "fault", "body"}
