"""A worker that nobody waits for any more must not stay."""

from __future__ import annotations

import asyncio
import queue
import subprocess
import sys
import threading

import pytest

from qualtrics_desk.services.background import process
from qualtrics_desk.services.background.process import WorkerProcess


async def test_a_start_that_is_cancelled_leaves_no_process_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entered, go_on = threading.Event(), threading.Event()
    made: queue.SimpleQueue[subprocess.Popen[bytes]] = queue.SimpleQueue()
    start = process._start

    def slow_start(command: list[str]) -> subprocess.Popen[bytes]:
        entered.set()
        go_on.wait(30)
        started = start(command)
        made.put(started)
        return started

    monkeypatch.setattr(process, "_start", slow_start)
    command = [sys.executable, "-c", "import sys; sys.stdin.read()"]
    starting = asyncio.ensure_future(WorkerProcess.start(command))
    await asyncio.to_thread(entered.wait, 30)

    starting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await starting
    go_on.set()
    worker = await asyncio.to_thread(made.get, timeout=30)

    assert await asyncio.to_thread(worker.wait, 30) == 0
