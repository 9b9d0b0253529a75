"""Surveys, settings, and what the frame of the window offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from qualtrics_desk.gui.dialogs.palette import PaletteDialog
from qualtrics_desk.gui.dialogs.shortcuts import ShortcutsDialog
from qualtrics_desk.gui.panels.settings.panel import SettingsPanel
from qualtrics_desk.gui.panels.surveys.panel import SurveysPanel

if TYPE_CHECKING:
    from qualtrics_desk.app.tour.stage import Stage

SURVEY = "Customer satisfaction 2026"
_CONTROL = Qt.KeyboardModifier.ControlModifier


async def surveys(stage: Stage) -> None:
    """Find a survey, look at its questions, flow and data."""
    robot = stage.robot
    panel = await stage.go("surveys", SurveysPanel)
    rows = panel.ui.survey_list
    await robot.until(lambda: panel.ui.states.shows_content and rows.model() is not None, "surveys")
    await robot.until(lambda: rows.model().rowCount() > 1, "the surveys are listed")
    await stage.snap("Surveys")
    await robot.click(panel.ui.search_edit)
    await robot.enter("customer", panel.ui.search_edit)
    await robot.until(lambda: 0 < rows.model().rowCount() < 5, "the search has found it")
    await robot.click_row(rows, rows.model().index(0, 0))
    detail = panel.ui.detail
    await robot.until(lambda: detail.ui.states.shows_content, "the survey is shown")
    await stage.snap("A survey as a respondent sees it")
    tabs = detail.ui.tabs
    for place, title in ((1, "The flow of a survey"), (2, "The data of a survey")):
        await robot.click(tabs.tabBar(), tabs.tabBar().tabRect(place).center())
        await stage.snap(title)


async def frame(stage: Stage) -> None:
    """The command palette and the shortcuts."""
    robot, window = stage.robot, stage.frame.window
    await robot.press(Qt.Key.Key_K, _CONTROL, window)
    palette = await robot.dialog(PaletteDialog)
    await robot.enter("net pro", palette.ui.search_edit)
    await stage.snap("Search or run a command")
    await robot.press(Qt.Key.Key_Escape, on=palette)
    await robot.gone(palette)
    await robot.press(Qt.Key.Key_F1, on=window)
    shortcuts = await robot.dialog(ShortcutsDialog)
    await stage.snap("Keyboard shortcuts")
    await robot.click(shortcuts.ui.close_button)
    await robot.gone(shortcuts)


async def settings(stage: Stage) -> None:
    """Every section of the settings."""
    robot = stage.robot
    panel = await stage.go("settings", SettingsPanel)
    sections = panel.ui.sections
    for place in range(sections.count()):
        item = sections.item(place)
        await robot.click_row(sections, sections.indexFromItem(item))
        await robot.until(
            lambda: panel.section != "about" or panel.ui.licences_label.text(),
            "the licences are there",
        )
        await stage.snap(f"Settings, {item.text().casefold()}")
