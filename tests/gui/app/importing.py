"""An import under way in a window, in this process or, run as a program, in one to be killed."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qualtrics_desk.domain import recipes
from qualtrics_desk.services.background.messages import (
    ConfirmJob,
    CreateImport,
    PlanJob,
    RunJob,
)
from qualtrics_desk.services.imports.proposal import propose_recipe
from qualtrics_desk.services.job_runs import JobPlan, JobResult
from qualtrics_desk.services.lists import create_list
from qualtrics_desk.services.sign_in.connections import connection_of
from qualtrics_desk.store.settings import Profile, ProfileKind

if TYPE_CHECKING:
    from qualtrics_desk.gui.desk import Desk

ROWS = 400
CHUNK = 40


def write_source(path: Path) -> Path:
    lines = (f"First{n},Last{n},person{n}@example.com\n" for n in range(ROWS))
    path.write_text("First Name,Last Name,Email\n" + "".join(lines), encoding="utf-8")
    return path


async def open_profile(desk: Desk, url: str, token: str) -> str:
    """Sign in, make an empty list; returns its id."""
    profile = Profile(name="Test brand", base_url=url, kind=ProfileKind.TEST)
    await desk.sign_in(profile, connection_of(profile, token))
    _, made = await create_list(desk.session.client, "Closing")
    return made


async def start_import(desk: Desk, source: Path, list_id: str) -> int:
    """Plan, confirm and start an import in small chunks; returns its job."""
    recipe = recipes.to_toml(await asyncio.to_thread(propose_recipe, source, list_id))
    wish = CreateImport(source=str(source), recipe=recipe, options={"limits": {"max_rows": CHUNK}})
    job = await desk.worker.call(wish, int)
    await desk.worker.call(PlanJob(job=job), JobPlan)
    await desk.worker.call(ConfirmJob(job=job), type(None))
    desk.tasks.start(
        desk.run("Import people.csv", RunJob(job=job), JobResult, job=job, can_outlive=True)
    )
    return job


async def play(url: str, token: str, source: Path) -> None:
    from qualtrics_desk.app.window import Frame
    from qualtrics_desk.store.paths import open_home

    frame = Frame(open_home())
    frame.window.show()
    list_id = await open_profile(frame.desk, url, token)
    job = await start_import(frame.desk, source, list_id)
    told = {"job": job, "list": list_id, "worker": frame.desk.worker.process_id}
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    await frame.window.closed


if __name__ == "__main__":
    from qualtrics_desk.app.start import make_application, make_loop

    application = make_application()
    with asyncio.Runner(loop_factory=lambda: make_loop(application)) as runner:
        runner.run(play(sys.argv[1], sys.stdin.readline().strip(), Path(sys.argv[2])))
