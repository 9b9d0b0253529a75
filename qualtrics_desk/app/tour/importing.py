"""The import of the sample file into a new list, step by step."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from qualtrics_desk.app.tour.stage import CALM
from qualtrics_desk.gui.panels.imports.panel import ImportsPanel
from qualtrics_desk.gui.panels.imports.step import CHECK, MAPPING, PLAN, RESULT, RUN

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

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
    await robot.until(lambda: panel.check.is_ready, "the rows are checked")
    await stage.snap("Import, the check")
    await _mend(stage, panel)
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


async def _mend(stage: Stage, panel: ImportsPanel) -> None:
    """Mend the address of the first row that cannot be sent."""
    robot, page = stage.robot, panel.check.ui.page
    grid, model = page.grid, page.model

    def first_wrong() -> int | None:
        for place in range(min(len(model.ids), 50)):
            row = model.row(place)
            if row is not None and row.state == "invalid":
                return place
        return None

    if panel.check.invalid:
        await robot.until(lambda: first_wrong() is not None, "the rows are there")
    place = first_wrong()
    header = panel.bench.draft.header
    rule = next((one for one in panel.bench.draft.mapping.rules if one.target == "email"), None)
    if place is None or rule is None or not rule.columns:
        return
    column = model.column_of(f"cell{header.index(rule.columns[0])}")
    if column is None:
        return
    before = panel.check.invalid
    await robot.click_row(grid, model.index(place, column))
    await robot.press(Qt.Key.Key_F2, on=grid)
    editor = grid.findChild(QLineEdit)
    if editor is None:
        raise TypeError("the cell cannot be mended")
    await robot.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier, editor)
    await robot.enter("mended@example.com", editor)
    await robot.press(Qt.Key.Key_Return, on=editor)
    await robot.until(lambda: panel.check.invalid < before, "the row is mended")
    await stage.snap("Import, a cell is mended")


async def _next(stage: Stage, panel: ImportsPanel, step: int) -> None:
    def way_on() -> QPushButton | None:
        # Rows that cannot be sent are left behind by choice.
        if panel.ui.next_button.isEnabled():
            return panel.ui.next_button
        is_left = panel.current == CHECK and panel.check.is_ready
        return panel.ui.extra_button if is_left else None

    await stage.robot.until(lambda: way_on() is not None, "the next step can be gone to")
    button = way_on()
    if panel.current < step and button is not None:
        await stage.robot.click(button)
    await stage.robot.until(lambda: panel.current >= step, f"step {step + 1} is shown")
