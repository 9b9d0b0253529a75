"""The order of the tour's parts."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from qualtrics_desk.app.crash import CrashReporter
from qualtrics_desk.app.sandbox import SandboxChild
from qualtrics_desk.app.tour import (
    browsing,
    editing,
    first_run,
    following,
    importing,
    linking,
    platform,
    states,
)
from qualtrics_desk.app.tour.pictures import Album
from qualtrics_desk.app.tour.robot import Robot
from qualtrics_desk.app.tour.stage import CALM, Stage
from qualtrics_desk.app.window import Frame
from qualtrics_desk.domain.errors import JobFailed
from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.tokens import resource_text
from qualtrics_desk.store.log import open_log
from qualtrics_desk.store.paths import open_home

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

SAMPLE = "contacts.csv"
SIZE = (1280, 800)

PARTS: tuple[Callable[[Stage], Awaitable[None]], ...] = (
    first_run.play,
    browsing.surveys,
    editing.no_jobs,
    importing.play,
    linking.play,
    following.reconcile,
    following.play,
    editing.contacts,
    editing.jobs,
    platform.responses,
    platform.people,
    platform.library,
    platform.events,
    browsing.frame,
    browsing.settings,
    states.partial,
    states.play,
)


async def play(out: Path) -> list[str]:
    """Play every part; returns lines that say what was made.

    Raises:
        DeskError: When something did not happen that should have.
    """
    sample = out / SAMPLE
    # The mark at its start is part of the sample, as of many files people get.
    text = resource_text(f":/samples/{SAMPLE}")
    await asyncio.to_thread(sample.write_text, text, encoding="utf-8", newline="")
    home = await asyncio.to_thread(open_home)
    sandbox = SandboxChild(out / "sandbox", ("--faults", CALM))
    await sandbox.start()
    crash = CrashReporter(home.root / "crashes")
    crash.install(asyncio.get_running_loop())
    log = open_log(home)
    frame = Frame(home)
    frame.desk.secret_taken.connect(log.know)
    look().apply("light", "comfortable")
    frame.window.resize(*SIZE)
    frame.window.go("welcome")
    frame.window.show()
    stage = Stage(
        frame=frame,
        robot=Robot(frame.window),
        album=Album(out, frame.window),
        out=out,
        sandbox=sandbox,
        sample=sample,
    )
    try:
        for part in PARTS:
            await part(stage)
        sheet = await stage.album.sheet()
    finally:
        await frame.close(finish=False)
        await sandbox.stop()
        log.close()
        crash.remove()
    if crash.reports:
        raise JobFailed(
            "The window had a fault during the tour.",
            detail=f"Reports: {', '.join(str(path) for path in crash.reports)}.",
        )
    return [
        f"{len(stage.album.pictures)} steps, each light and dark: {sheet}",
        *(f"made: {name}" for name in await asyncio.to_thread(_tables, out)),
    ]


def _tables(out: Path) -> list[str]:
    return sorted(path.name for path in out.glob("*.csv"))
