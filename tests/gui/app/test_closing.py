"""Closing the window in the middle of an import, politely and by SIGKILL."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from qualtrics_desk.app.window import Frame
from qualtrics_desk.domain.outcomes import JobState
from qualtrics_desk.gui.dialogs.confirm import ConfirmDialog
from qualtrics_desk.services.background.messages import RunJob
from qualtrics_desk.services.job_runs import JobResult
from qualtrics_desk.services.jobs import open_history
from qualtrics_desk.store.paths import open_home
from tests.gui.app.importing import ROWS, open_profile, start_import, write_source

can_kill = pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")


class Closing:
    """A window with an import under way."""

    def __init__(self, frame: Frame, sandbox: Any, list_id: str, complete: Any, wait: Any) -> None:
        self.frame, self.sandbox, self.list_id = frame, sandbox, list_id
        self.complete, self.wait = complete, wait
        self.job = 0

    def begin(self, source: Path) -> None:
        self.job = self.complete(start_import(self.frame.desk, source, self.list_id))
        self.wait(lambda: self.contacts() > 0)

    def press(self, name: str) -> None:
        self.frame.window.close()
        self.wait(lambda: self.dialog() is not None)
        dialog = self.dialog()
        assert dialog is not None
        button = getattr(dialog.ui, name)
        assert isinstance(button, QPushButton)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def dialog(self) -> ConfirmDialog | None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, ConfirmDialog) and widget.isVisible():
                return widget
        return None

    def contacts(self) -> int:
        return len(contacts_of(self.sandbox, self.list_id))

    def state(self) -> JobState:
        return state_of(self.complete, self.job)

    def go_on(self) -> JobResult:
        """Start again and resume, as the next window would."""
        frame = Frame(open_home())
        self.complete(open_profile(frame.desk, self.sandbox.url, self.sandbox.token))
        result = self.complete(frame.desk.run("Resume", RunJob(job=self.job), JobResult))
        self.complete(frame.close(finish=False))
        assert isinstance(result, JobResult)
        return result


def contacts_of(sandbox: Any, list_id: str) -> list[dict[str, Any]]:
    origin = sandbox.url.removesuffix("/API/v3")
    answer = httpx.get(
        f"{origin}/sandbox/contacts",
        params={"list": list_id},
        headers={"X-API-TOKEN": sandbox.token},
    )
    return [json.loads(line) for line in answer.text.splitlines()]


def state_of(complete: Any, job: int) -> JobState:
    async def look() -> JobState:
        async with open_history() as history:
            return (await history.get(job)).job.state

    found = complete(look())
    assert isinstance(found, JobState)
    return found


@pytest.fixture
def closing(
    home: Path,
    start_sandbox: Callable[..., Any],
    tmp_path: Path,
    complete: Any,
    wait: Any,
    qtbot: Any,
) -> Any:
    sandbox = start_sandbox(seed="demo", faults="job-time=0.4,lag=0")
    frame = Frame(open_home())
    frame.window.resize(1280, 800)
    frame.window.show()
    list_id = complete(open_profile(frame.desk, sandbox.url, sandbox.token))
    made = Closing(frame, sandbox, list_id, complete, wait)
    made.begin(write_source(tmp_path / "people.csv"))
    yield made
    if frame.desk.is_signed_in:
        complete(frame.close(finish=False))


def test_cancelling_the_question_leaves_window_and_job_alone(closing: Closing) -> None:
    closing.press("cancel_button")
    closing.wait(lambda: closing.dialog() is None)

    assert closing.frame.window.isVisible()
    assert not closing.frame.window.closed.done()
    closing.wait(lambda: not closing.frame.desk.running.tasks)
    assert closing.state() is JobState.DONE
    assert closing.contacts() == ROWS


def test_stopping_leaves_a_job_that_can_go_on(closing: Closing) -> None:
    closing.press("other_button")
    closing.wait(closing.frame.window.closed.done)
    closing.complete(closing.frame.close(finish=closing.frame.window.closed.result()))

    assert closing.frame.window.closed.result() is False
    assert closing.state() is JobState.STOPPED
    assert 0 < closing.contacts() < ROWS
    result = closing.go_on()
    assert result.counts["created"] == ROWS
    assert closing.contacts() == ROWS


def test_letting_it_finish_ends_the_job_without_the_window(closing: Closing) -> None:
    process = closing.frame.desk.worker.process_id
    assert process is not None

    closing.press("accept_button")
    closing.wait(closing.frame.window.closed.done)
    closing.complete(closing.frame.close(finish=closing.frame.window.closed.result()))

    assert not closing.frame.desk.is_signed_in
    closing.wait(lambda: closing.state() is JobState.DONE)
    assert closing.contacts() == ROWS
    closing.wait(lambda: not psutil.pid_exists(process) or _is_zombie(process))


@can_kill
def test_a_worker_that_is_killed_is_started_again_and_the_job_ends_well(closing: Closing) -> None:
    process = closing.frame.desk.worker.process_id
    assert process is not None

    os.kill(process, signal.SIGKILL)
    closing.wait(lambda: not closing.frame.desk.running.tasks)

    assert closing.state() is JobState.DONE
    people = contacts_of(closing.sandbox, closing.list_id)
    assert len(people) == len({person["email"] for person in people}) == ROWS


@can_kill
def test_a_window_that_is_killed_takes_its_worker_along_and_the_job_can_go_on(
    home: Path, start_sandbox: Callable[..., Any], tmp_path: Path, complete: Any, wait: Any
) -> None:
    sandbox = start_sandbox(seed="demo", faults="job-time=0.4,lag=0")
    source = write_source(tmp_path / "people.csv")
    with subprocess.Popen(
        [sys.executable, "-m", "tests.gui.app.importing", sandbox.url, str(source)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[3],
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{sandbox.token}\n")
        process.stdin.flush()
        told = json.loads(process.stdout.readline())
        while not contacts_of(sandbox, told["list"]):
            time.sleep(0.05)
        process.kill()
    wait(lambda: not psutil.pid_exists(told["worker"]) or _is_zombie(told["worker"]))

    assert state_of(complete, told["job"]) in (JobState.RUNNING, JobState.STOPPED)
    closing = Closing(Frame(open_home()), sandbox, told["list"], complete, wait)
    closing.job = told["job"]
    result = closing.go_on()
    complete(closing.frame.close(finish=False))

    assert result.counts["created"] == ROWS
    people = contacts_of(sandbox, told["list"])
    assert len(people) == len({person["email"] for person in people}) == ROWS


def _is_zombie(process: int) -> bool:
    try:
        return psutil.Process(process).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_nothing_is_asked_where_nothing_runs(
    home: Path, complete: Any, wait: Any, qtbot: Any
) -> None:
    frame = Frame(open_home())
    frame.window.show()

    frame.window.close()
    wait(frame.window.closed.done)

    assert frame.window.closed.result() is False
    complete(frame.close(finish=False))
    assert not frame.window.isVisible()
    assert asyncio.get_event_loop().is_running()
