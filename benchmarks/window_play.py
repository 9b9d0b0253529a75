"""Plays in the real window with mouse and keys while a timer notes when it was kept waiting.

Started by `window_jobs`: what to do on stdin as JSON, what was seen on stdout.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from benchmarks.gaps import BY_HAND, Gaps, say
from qualtrics_desk.app.plain_imports import load_plainly
from qualtrics_desk.app.sandbox import Address, SandboxChild
from qualtrics_desk.app.start import SWITCH, make_application, make_loop
from qualtrics_desk.app.tour import importing, linking
from qualtrics_desk.app.tour.pictures import Album, Picture
from qualtrics_desk.app.tour.robot import Robot
from qualtrics_desk.app.tour.stage import Stage
from qualtrics_desk.app.window import Frame
from qualtrics_desk.gui.panels.links.panel import LinksPanel
from qualtrics_desk.gui.panels.surveys.panel import SurveysPanel
from qualtrics_desk.gui.theme import look
from qualtrics_desk.services.sign_in.connections import connection_of
from qualtrics_desk.store.paths import open_home
from qualtrics_desk.store.settings import Profile, ProfileKind

if TYPE_CHECKING:
    from qualtrics_desk.gui.running import RunningTask

PATIENCE = 1_800.0
"""Seconds for one thing; a million rows take minutes."""


class _NoPictures(Album):
    async def take(self, title: str) -> Picture:
        return Picture(title, {})


def _follow(frame: Frame, gaps: Gaps) -> None:
    """What the tray says is under way names the phase of a gap; the rest is work by hand."""

    def watch(task: RunningTask) -> None:
        def enter() -> None:
            gaps.enter(task.title if task.progress is None else task.progress.phase)

        enter()
        task.changed.connect(enter)

    frame.desk.running.started.connect(watch)
    frame.desk.running.ended.connect(lambda *_: gaps.enter(BY_HAND))


async def play(wish: dict[str, Any]) -> None:
    frame = Frame(open_home())
    await frame.desk.load()
    appearance = frame.desk.settings.appearance
    look().apply(appearance.theme.value, appearance.density.value)
    frame.window.resize(1280, 800)
    frame.window.show()
    frame.window.activateWindow()
    profile = Profile(name="Benchmark", base_url=wish["url"], kind=ProfileKind.TEST)
    gaps = Gaps(frame.window)
    gaps.enter("idle")
    gc.collect()
    gaps.start()
    await asyncio.sleep(wish["idle"])
    say(event="idle")
    # The parent reads the memory of the idle window now, and says when it has.
    await asyncio.to_thread(sys.stdin.readline)
    sandbox = SandboxChild(Path(wish["folder"]))
    sandbox.address = Address(wish["url"], wish["token"])
    stage = Stage(
        frame=frame,
        robot=Robot(frame.window, PATIENCE),
        album=_NoPictures(Path(wish["folder"]), frame.window),
        out=Path(wish["folder"]),
        sandbox=sandbox,
        sample=Path(wish["source"]),
        list_name=wish["name"],
    )
    gaps.enter(BY_HAND)
    await frame.desk.sign_in(profile, connection_of(profile, wish["token"]))
    await WORKS[wish["work"]](stage, gaps)
    gaps.stop()
    say(event="end", gaps=gaps.summary())
    sandbox.address = None
    await frame.close(finish=False)


async def _surveys(stage: Stage, gaps: Gaps) -> None:
    panel = stage.frame.window.panel("surveys")
    if not isinstance(panel, SurveysPanel):
        raise TypeError("the surveys are shown somewhere else")
    # Entering the room for the first time is a gesture; its first painting ends here.
    await stage.robot.breathe()
    gaps.enter("Reading the list")
    seen = await _listed(stage, panel, None)
    gaps.enter("Refreshing the list")
    await stage.robot.click(panel.ui.refresh_button)
    await _listed(stage, panel, seen)


async def _listed(stage: Stage, panel: SurveysPanel, seen: int | None) -> int:
    """Wait for a whole list, after the one whose first row is `seen`; each has ids of its own."""

    def is_listed() -> bool:
        model = panel.model
        is_quiet = not panel.tasks.is_running("refresh") and not model.is_busy
        return is_quiet and bool(model.ids) and model.ids[0] != seen

    await stage.robot.until(is_listed, "all surveys are listed")
    return panel.model.ids[0]


async def _import(stage: Stage, gaps: Gaps) -> None:
    _follow(stage.frame, gaps)
    await importing.play(stage)


async def _links(stage: Stage, gaps: Gaps) -> None:
    robot = stage.robot
    _follow(stage.frame, gaps)
    panel = await stage.go("links", LinksPanel)
    await robot.until(lambda: panel.now.surveys is not None, "the surveys are offered")
    await linking.choose(stage, panel.ui.survey_box, stage.list_name)
    view = panel.ui.distribution_list
    await robot.until(lambda: view.model().rowCount() > 0, "the distributions are listed")
    await robot.click_row(view, view.model().index(0, 0))
    await robot.until(lambda: panel.now.chosen is not None, "one is chosen")
    await robot.until(panel.actions_.qaction("links.read").isEnabled, "its links can be read")
    panel.actions_.qaction("links.read").trigger()
    await robot.until(lambda: panel.now.is_whole, "the links are read")
    await robot.until(panel.ui.export_button.isEnabled, "they can be exported")
    await robot.click(panel.ui.export_button)
    await stage.choose_file(stage.out / "links.csv")
    await robot.until(lambda: (stage.out / "links.csv").exists(), "the links are written")
    await robot.until(lambda: not stage.frame.desk.running.tasks, "nothing is under way")


WORKS = {"import": _import, "links": _links, "surveys": _surveys}


def main() -> None:
    load_plainly()
    wish = json.loads(sys.stdin.readline())
    application = make_application()
    # As the program does it.
    sys.setswitchinterval(SWITCH)
    with asyncio.Runner(loop_factory=lambda: make_loop(application)) as runner:
        runner.run(play(wish))


if __name__ == "__main__":
    main()
