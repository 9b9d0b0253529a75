"""The worker over its pipe, as the window drives it: it may die at any time, the job may not."""

from __future__ import annotations

import asyncio
import csv
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import psutil
import pytest

from qualtrics_desk.domain import recipes
from qualtrics_desk.domain.errors import JobStopped
from qualtrics_desk.domain.outcomes import JobState
from qualtrics_desk.services.background.link import RESTARTS, WorkerLink, worker_command
from qualtrics_desk.services.background.messages import (
    ConfirmJob,
    CreateEdit,
    CreateImport,
    CreateRetry,
    CreateUndo,
    DiscardJob,
    Open,
    PlanJob,
    RunJob,
)
from qualtrics_desk.services.background.process import WorkerDied, WorkerProblem
from qualtrics_desk.services.imports.proposal import propose_recipe
from qualtrics_desk.services.job_runs import JobPlan, JobResult
from qualtrics_desk.services.jobs import open_history
from qualtrics_desk.store.edits.edit_set import EditSet
from qualtrics_desk.store.paths import Home

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from qualtrics_desk.services.engine.progress import Progress

TOKEN = "canary-token-of-the-worker-test"
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
can_kill = pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")


@dataclass
class Rig:
    """A sandbox with an empty list, and a file to be imported into it."""

    sandbox: Any
    opening: Open
    source: Path
    list_id: str
    rows: int = 0
    chunk: int = 0

    def write(self, rows: int, chunk: int) -> None:
        self.rows, self.chunk = rows, chunk
        lines = (f"First{n},Last{n},{email(n)}\n" for n in range(rows))
        self.source.write_text("First Name,Last Name,Email\n" + "".join(lines), encoding="utf-8")

    @property
    def posts(self) -> int:
        return self.requests("POST", "/transactioncontacts")

    def create(self) -> CreateImport:
        return CreateImport(
            source=str(self.source),
            recipe=recipes.to_toml(propose_recipe(self.source, self.list_id)),
            options={"limits": {"max_rows": self.chunk}},
        )

    def requests(self, method: str, ending: str) -> int:
        return sum(
            entry["method"] == method and entry["path"].endswith(ending)
            for entry in self.sandbox.requests()
        )

    def assert_right(self, result: JobResult) -> None:
        """The true state of the brand: each row once. The job's sums say the same."""
        origin = self.opening.base_url.removesuffix("/API/v3")
        answer = httpx.get(
            f"{origin}/sandbox/contacts",
            params={"list": self.list_id},
            headers={"X-API-TOKEN": TOKEN},
            timeout=60,
        )
        contacts = [json.loads(line) for line in answer.text.splitlines()]
        assert Counter(contact["email"] for contact in contacts) == Counter(
            map(email, range(self.rows))
        )
        assert result.state is JobState.DONE
        assert result.counts["created"] == sum(result.counts.values()) == self.rows
        with Path(result.files["all"]).open(encoding="utf-8-sig", newline="") as file:
            statuses = [row["_status"] for row in csv.DictReader(file)]
        assert statuses == ["created"] * self.rows


def email(number: int) -> str:
    return f"person{number}@example.com"


@pytest.fixture
def rig(tmp_path: Path, start_sandbox: Any) -> Rig:
    sandbox = start_sandbox(faults="dedupe=off,lag=0,job-time=0.15", token=TOKEN)
    with httpx.Client(headers={"X-API-TOKEN": TOKEN}, timeout=60) as client:
        directories = client.get(f"{sandbox.url}/directories").json()["result"]["elements"]
        place = f"{sandbox.url}/directories/{directories[0]['directoryId']}/mailinglists"
        made = client.post(place, json={"name": "Worker"}).json()["result"]["id"]
    opening = Open(base_url=sandbox.url, token=TOKEN, absence_wait=1.0)
    rig = Rig(sandbox, opening, tmp_path / "people.csv", made)
    rig.write(600, 100)
    return rig


@asynccontextmanager
async def linked(opening: Open, command: list[str] | None = None) -> AsyncIterator[WorkerLink]:
    link = WorkerLink(opening, command)
    try:
        yield link
    finally:
        await link.close()


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not condition():  # noqa: ASYNC110 - the condition is another process's
            await asyncio.sleep(0.01)


async def planned(link: WorkerLink, rig: Rig) -> int:
    """A confirmed job."""
    job = await link.call(rig.create(), int)
    plan = await link.to_the_end(PlanJob(job=job), JobPlan)
    assert plan.forecast.states == {"new": rig.rows}
    await link.call(ConfirmJob(job=job), type(None))
    return job


async def state_of(job: int) -> JobState:
    async with open_history() as history:
        return (await history.get(job)).job.state


def kill(link: WorkerLink) -> None:
    assert link.process_id is not None
    os.kill(link.process_id, signal.SIGKILL)


async def test_the_worker_imports_a_file(rig: Rig) -> None:
    phases: dict[str, None] = {}

    async with linked(rig.opening) as link:
        job = await planned(link, rig)
        result = await link.to_the_end(
            RunJob(job=job), JobResult, lambda progress: phases.setdefault(progress.phase)
        )

    rig.assert_right(result)
    assert "Sending" in phases


@can_kill
@pytest.mark.parametrize("phase", ["Reading the file", "Comparing with the list"])
async def test_a_worker_killed_while_planning_plans_again(rig: Rig, phase: str) -> None:
    restarts: list[None] = []
    rig.write(30_000, 10_000)

    async with linked(rig.opening) as link:

        def strike(progress: Progress) -> None:
            if progress.phase == phase and not restarts:
                kill(link)

        job = await link.call(rig.create(), int)
        plan = await link.to_the_end(
            PlanJob(job=job), JobPlan, strike, on_restart=lambda: restarts.append(None)
        )
        await link.call(ConfirmJob(job=job), type(None))
        result = await link.to_the_end(RunJob(job=job), JobResult)

    assert restarts
    assert plan.forecast.states == {"new": rig.rows}
    rig.assert_right(result)


POINTS: dict[str, Callable[[Rig], bool]] = {
    "at the first request": lambda rig: rig.posts >= 1,
    "in the middle": lambda rig: rig.posts >= 3,
    "while settling": lambda rig: rig.requests("GET", "/report") >= 1,
    "at the last request": lambda rig: rig.posts >= rig.rows // rig.chunk,
}


@can_kill
@pytest.mark.parametrize("point", POINTS)
async def test_a_worker_killed_while_sending_goes_on_and_doubles_nothing(
    rig: Rig, point: str
) -> None:
    restarts: list[None] = []

    async with linked(rig.opening) as link:
        job = await planned(link, rig)
        async with asyncio.TaskGroup() as group:
            run = group.create_task(
                link.to_the_end(
                    RunJob(job=job), JobResult, on_restart=lambda: restarts.append(None)
                )
            )
            await until(lambda: POINTS[point](rig))
            kill(link)

    assert len(restarts) == 1
    rig.assert_right(run.result())


@can_kill
async def test_a_worker_killed_again_and_again_ends_right(rig: Rig) -> None:
    async with linked(rig.opening) as link:
        job = await planned(link, rig)
        async with asyncio.TaskGroup() as group:
            run = group.create_task(link.to_the_end(RunJob(job=job), JobResult))
            for posts in (1, 3, 5):
                await until(lambda: rig.posts >= posts)  # noqa: B023
                await until(lambda: link.process_id is not None)
                kill(link)
                await until(lambda: link.process_id is None)

    rig.assert_right(run.result())


async def test_a_stopped_job_ends_cleanly_and_can_be_resumed(rig: Rig) -> None:
    async with linked(rig.opening) as link:
        job = await planned(link, rig)
        async with asyncio.TaskGroup() as group:
            run = group.create_task(expect(JobStopped, link.call(RunJob(job=job), JobResult)))
            await until(lambda: rig.posts >= 2)
            link.stop_job(job)
        sent = rig.posts
        state = await state_of(job)

        result = await link.call(RunJob(job=job), JobResult)

    assert isinstance(run.result(), JobStopped)
    assert state is JobState.STOPPED
    assert sent < rig.rows // rig.chunk
    rig.assert_right(result)


async def expect(kind: type[Exception], work: Any) -> Exception:
    with pytest.raises(kind) as caught:
        await work
    return caught.value


async def test_cancelling_the_wait_stops_the_call(rig: Rig) -> None:
    async with linked(rig.opening) as link:
        job = await planned(link, rig)
        async with asyncio.TaskGroup() as group:
            run = group.create_task(link.call(RunJob(job=job), JobResult))
            await until(lambda: rig.posts >= 1)
            run.cancel()
        async with asyncio.timeout(60):
            while await state_of(job) is not JobState.STOPPED:  # noqa: ASYNC110
                await asyncio.sleep(0.01)

        result = await link.call(RunJob(job=job), JobResult)

    rig.assert_right(result)


async def test_closing_the_pipe_ends_the_worker_and_leaves_the_job_resumable(rig: Rig) -> None:
    async with linked(rig.opening) as link:
        job = await planned(link, rig)
        async with asyncio.TaskGroup() as group:
            group.create_task(
                expect((JobStopped, WorkerDied), link.to_the_end(RunJob(job=job), JobResult))
            )
            await until(lambda: rig.posts >= 2)
            worker = link.process_id
            await link.close()
    assert worker is not None
    assert not psutil.pid_exists(worker)
    assert await state_of(job) is JobState.STOPPED

    async with linked(rig.opening) as another:
        result = await another.call(RunJob(job=job), JobResult)

    rig.assert_right(result)
    # It was asked to stop before it was ended: no request was cut off, none had to be repeated.
    assert rig.posts == rig.rows // rig.chunk


async def test_a_job_that_may_outlive_the_window_finishes_alone(rig: Rig) -> None:
    async with linked(rig.opening) as link:
        job = await planned(link, rig)
        async with asyncio.TaskGroup() as group:
            group.create_task(expect(WorkerDied, link.to_the_end(RunJob(job=job), JobResult)))
            await until(lambda: rig.posts >= 1)
            worker = link.process_id
            link.let_finish()
            await link.close()
        assert await state_of(job) is JobState.RUNNING

    assert worker is not None
    await until(lambda: not psutil.pid_exists(worker))
    async with linked(rig.opening) as another:
        rig.assert_right(await another.call(RunJob(job=job), JobResult))
    assert rig.posts == rig.rows // rig.chunk


WINDOW = """
import asyncio, sys
import msgspec
from qualtrics_desk.services.background.link import WorkerLink
from qualtrics_desk.services.background.messages import Open, RunJob
from qualtrics_desk.services.job_runs import JobResult

async def main():
    job, opening = int(sys.stdin.readline()), msgspec.json.decode(sys.stdin.readline(), type=Open)
    link = WorkerLink(opening)
    if sys.argv[1] == "outlive":
        link.let_finish()
    await link.call(RunJob(job=job), JobResult)

asyncio.run(main())
"""


@can_kill
@pytest.mark.parametrize("wish", ["end", "outlive"])
async def test_a_window_that_is_killed(rig: Rig, wish: str) -> None:
    async with linked(rig.opening) as link:
        job = await planned(link, rig)
    opening = json.dumps({"type": "open", "base_url": rig.opening.base_url, "token": TOKEN})
    command = [sys.executable, "-c", WINDOW, wish]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as window:  # noqa: ASYNC220
        assert window.stdin is not None
        window.stdin.write(f"{job}\n{opening}\n".encode())
        window.stdin.flush()
        await until(lambda: rig.posts >= 1)
        (worker,) = psutil.Process(window.pid).children()
        window.kill()
        window.wait()

    await until(lambda: not worker.is_running() or worker.status() == psutil.STATUS_ZOMBIE)
    state = await state_of(job)
    assert state is (JobState.DONE if wish == "outlive" else JobState.STOPPED)
    async with linked(rig.opening) as another:
        rig.assert_right(await another.call(RunJob(job=job), JobResult))


@on_linux
async def test_the_token_is_nowhere_but_on_the_pipe_and_qt_nowhere_at_all(
    rig: Rig, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QUALTRICS_API_TOKEN", TOKEN)

    async with linked(rig.opening) as link:
        await planned(link, rig)
        process = Path(f"/proc/{link.process_id}")
        seen = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
        maps = (process / "maps").read_text("utf-8")
        await expect(WorkerProblem, link.call(RunJob(job=999), JobResult))
        wrong = Open(base_url=rig.opening.base_url, token=TOKEN + "x")
        await link.reopen(wrong)
        failure = await expect(WorkerProblem, link.call(rig.create(), int))

    assert b"QUALTRICS_DESK_HOME" in seen
    assert TOKEN.encode() not in seen
    assert "PySide6" not in maps
    assert "libQt6" not in maps
    assert isinstance(failure, WorkerProblem)
    assert failure.problem["error"] == "AuthRejected"
    said = capfd.readouterr()
    assert TOKEN not in said.out + said.err + str(failure) + repr(failure.problem)


async def test_a_call_under_way_keeps_the_credentials_it_began_with(rig: Rig) -> None:
    async with linked(rig.opening) as link:
        job = await planned(link, rig)
        async with asyncio.TaskGroup() as group:
            run = group.create_task(link.call(RunJob(job=job), JobResult))
            await until(lambda: rig.posts >= 1)
            await link.reopen(Open(base_url=rig.opening.base_url, token="wrong"))

    rig.assert_right(run.result())


async def test_calls_that_come_at_once_share_one_worker(rig: Rig) -> None:
    async with linked(rig.opening) as link:
        async with asyncio.TaskGroup() as group:
            calls = [group.create_task(link.call(rig.create(), int)) for _ in range(3)]
        workers = [
            child for child in psutil.Process().children() if child.cmdline()[-1:] == ["worker"]
        ]

    assert sorted(call.result() for call in calls) == [1, 2, 3]
    assert len(workers) == 1


def test_lines_that_cannot_be_read_are_answered_and_the_worker_works_on() -> None:
    opening = {"type": "open", "base_url": "http://127.0.0.1:9/API/v3", "token": "t"}
    lines = [
        b"nonsense",
        b"\xff\xfe",
        b'{"call": 7, "request": {"type": "no such request"}}',
        json.dumps({"call": 8, "request": {"type": "run import", "job": 1}}).encode(),
        json.dumps({"call": 9, "request": opening}).encode(),
    ]

    done = subprocess.run(
        worker_command(), input=b"\n".join(lines) + b"\n", capture_output=True, check=True
    )

    messages = [json.loads(line) for line in done.stdout.splitlines()]
    assert Counter((message["type"], message["call"]) for message in messages) == Counter(
        [("failure", 0), ("failure", 0), ("failure", 7), ("failure", 8), ("answer", 9)]
    )
    assert done.stderr == b""


DIES_AFTER_THE_GREETING = """
import sys
sys.stdin.readline()
print('{"type": "answer", "call": 1, "result": null}', flush=True)
sys.stdin.readline()
"""
SPEAKS_NONSENSE = "import time; print('hello', flush=True); time.sleep(600)"


@pytest.mark.parametrize("script", [DIES_AFTER_THE_GREETING, SPEAKS_NONSENSE])
async def test_a_worker_that_comes_no_further_is_not_started_for_ever(script: str) -> None:
    restarts: list[None] = []
    opening = Open(base_url="http://127.0.0.1:9/API/v3", token="t")

    async with linked(opening, [sys.executable, "-c", script]) as link:
        with pytest.raises(WorkerDied):
            await link.to_the_end(
                RunJob(job=1), JobResult, on_restart=lambda: restarts.append(None)
            )

    assert len(restarts) == RESTARTS


def test_the_link_works_on_the_loop_of_a_window(rig: Rig, qapp: Any) -> None:
    os.environ.setdefault("QT_API", "pyside6")
    import qasync
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QMainWindow

    ticks: list[None] = []

    async def main() -> JobResult:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(2))
        window = QMainWindow()
        window.show()
        timer = QTimer(window, interval=10)
        timer.timeout.connect(lambda: ticks.append(None))
        timer.start()
        async with linked(rig.opening) as link:
            job = await planned(link, rig)
            result = await link.to_the_end(RunJob(job=job), JobResult)
        timer.stop()
        window.close()
        return result

    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(qapp)) as runner:
        result = runner.run(main())

    rig.assert_right(result)
    assert ticks


async def test_edits_undo_and_retry_go_through_the_worker(rig: Rig, home: Path) -> None:
    """What the window stages lies in a file; the worker commits it and takes it back."""
    edits = EditSet(Home(home).edits(None, rig.list_id))
    edits.add_rows([{"email": email(number)} for number in range(3)])
    edits.add_rows([{"email": "nobody"}])
    async with linked(rig.opening) as link:
        job = await link.call(CreateEdit(list_id=rig.list_id), int)
        plan = await link.to_the_end(PlanJob(job=job), JobPlan)
        assert (plan.kind, plan.forecast.states) == ("contacts edit", {"new": 3, "invalid": 1})
        await link.call(ConfirmJob(job=job), type(None))
        result = await link.to_the_end(RunJob(job=job), JobResult)
        assert (result.counts["created"], result.counts["failed"]) == (3, 1)

        with pytest.raises(WorkerProblem, match="No row"):
            await link.call(CreateRetry(job=job), int)
        child = await link.call(CreateUndo(job=job), int)
        plan = await link.to_the_end(PlanJob(job=child), JobPlan)
        assert plan.forecast.states == {"removed": 3}
        await link.call(DiscardJob(job=child), type(None))
        child = await link.call(CreateUndo(job=job), int)
        await link.to_the_end(PlanJob(job=child, consents={}), JobPlan)
        await link.call(ConfirmJob(job=child), type(None))
        result = await link.to_the_end(RunJob(job=child), JobResult)
    edits.close()
    assert result.counts["removed"] == 3
    assert rig.requests("DELETE", "") == 3
