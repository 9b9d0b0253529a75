"""The import of the sample file into a new list, step by step."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from qualtrics_desk.app.tour.stage import CALM
from qualtrics_desk.gui.panels.imports.panel import ImportsPanel
from qualtrics_desk.gui.panels.imports.step import CHECK, MAPPING, PLAN, RESULT, RUN

if TYPE_CHECKING:
    from qualtrics_desk.app.tour.stage import Stage


async def play(stage: Stage) -> None:
    """Import the sample file; the result files lie beside it."""
    robot = stage.robot
    panel = await stage.go("imports", ImportsPanel)
    await stage.snap("Import, nothing chosen yet")
    await robot.click(panel.file.ui.open_button)
    await stage.choose_file(stage.sample)
    await robot.until(lambda: not panel.file.is_reading, "the file was read")
    picker = panel.file.ui.list_picker
    await robot.until(lambda: picker.is_loaded and picker.new_button.isEnabled(), "lists are read")
    await robot.click(picker.new_button)
    await stage.answer(stage.list_name)
    await robot.until(lambda: picker.destination is not None, "the new list is chosen")
    await stage.snap("Import, the file")
    await _next(stage, panel, MAPPING)
    await stage.snap("Import, the mapping")
    await _next(stage, panel, CHECK)
    await robot.until(panel.ui.next_button.isEnabled, "the rows are checked")
    await stage.snap("Import, the check")
    await _next(stage, panel, PLAN)
    await stage.snap("Import, the plan")
    await robot.click(panel.ui.next_button)
    # Slow enough to be seen.
    await stage.faults("lag=0,job-time=3")
    await stage.accept("Import, the question before sending")
    await robot.until(lambda: panel.current == RUN, "it is being sent")
    await asyncio.sleep(1.5)
    await stage.snap("Import, sending")
    await stage.faults(CALM)
    await robot.until(
        lambda: panel.bench.room is not None and panel.bench.room.result is not None,
        "the import is done",
    )
    await robot.until(lambda: panel.current == RESULT, "the result is shown")
    await stage.snap("Import, the result")


async def _next(stage: Stage, panel: ImportsPanel, step: int) -> None:
    await stage.robot.until(panel.ui.next_button.isEnabled, "the next step can be gone to")
    if panel.current < step:
        await stage.robot.click(panel.ui.next_button)
    await stage.robot.until(lambda: panel.current >= step, f"step {step + 1} is shown")
