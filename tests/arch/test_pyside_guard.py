"""PySide6 6.12.0 loses a reference of None or True with every call on Python 3.11, and the process
dies after some thousand of them: a smoke test passes, so this one counts."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

CALLS = 3000

PROBE = f"""
import json, sys
from PySide6.QtCore import QCoreApplication, QObject, Signal

class Source(QObject):
    changed = Signal(int)

app = QCoreApplication([])
source = Source()
seen = []
source.changed.connect(seen.append)

def call():
    for _ in range({CALLS}):
        source.setObjectName("name")

def emit():
    for number in range({CALLS}):
        source.changed.emit(number)

lost = {{}}
for name, work in (("call", call), ("emit", emit)):
    before = [sys.getrefcount(value) for value in (None, True)]
    work()
    after = [sys.getrefcount(value) for value in (None, True)]
    lost[name] = max(b - a for a, b in zip(after, before, strict=True))
print(json.dumps({{"lost": lost, "seen": len(seen)}}))
"""


@pytest.fixture(scope="module")
def counted() -> dict[str, object]:
    command = [sys.executable, "-c", PROBE]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    # The probe runs in a process of its own, because the fault kills.
    assert done.returncode == 0, f"this PySide6 kills the process: {done.stderr}"
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("work", ["call", "emit"])
def test_calls_into_qt_lose_no_reference(counted: dict[str, dict[str, int]], work: str) -> None:
    assert counted["lost"][work] < CALLS / 10


def test_the_probe_really_emitted(counted: dict[str, object]) -> None:
    assert counted["seen"] == CALLS
