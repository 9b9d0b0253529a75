"""Plays the window: an empty one on a qasync loop, whose timer notes when it was kept waiting.

Started by `worker_stall`, which speaks to it in JSON lines: what to do on stdin, what happens on
stdout.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_API"] = "pyside6"

import qasync
from PySide6.QtWidgets import QApplication, QMainWindow

from benchmarks.gaps import Gaps, say
from qualtrics_desk.domain import recipes
from qualtrics_desk.services.background.link import WorkerLink
from qualtrics_desk.services.background.messages import (
    ConfirmJob,
    CreateImport,
    Open,
    PlanJob,
    RunJob,
)
from qualtrics_desk.services.imports.proposal import propose_recipe
from qualtrics_desk.services.job_runs import JobPlan, JobResult

if TYPE_CHECKING:
    from qualtrics_desk.services.engine.progress import Progress


async def play(wish: dict[str, Any]) -> None:
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(2))
    window = QMainWindow()
    window.show()
    gaps = Gaps(window)
    gaps.enter("idle")
    gc.collect()
    gaps.start()
    await asyncio.sleep(wish["idle"])
    say(event="idle")
    # The parent reads the memory of the idle window now, and says when it has.
    await asyncio.to_thread(sys.stdin.readline)
    link = WorkerLink(Open(base_url=wish["url"], token=wish["token"], absence_wait=wish["wait"]))
    source = Path(wish["source"])
    recipe = await asyncio.to_thread(propose_recipe, source, wish["list"])

    def report(progress: Progress) -> None:
        gaps.enter(progress.phase)
        say(event="progress", phase=progress.phase, done=progress.done)

    def restarted() -> None:
        say(event="restarted")

    started = time.perf_counter()
    gaps.enter("Starting the worker")
    job = await link.call(CreateImport(source=str(source), recipe=recipes.to_toml(recipe)), int)
    await link.to_the_end(PlanJob(job=job), JobPlan, report, on_restart=restarted)
    await link.call(ConfirmJob(job=job), type(None))
    result = await link.to_the_end(RunJob(job=job), JobResult, report, on_restart=restarted)
    seconds = time.perf_counter() - started
    await link.close()
    window.close()
    say(event="end", seconds=seconds, counts=result.counts, gaps=gaps.summary())


def main() -> None:
    wish = json.loads(sys.stdin.readline())
    application = QApplication([])
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(application)) as runner:
        runner.run(play(wish))


if __name__ == "__main__":
    main()
