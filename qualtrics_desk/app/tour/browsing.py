"""Surveys, settings, and what the frame of the window offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from qualtrics_desk.gui.dialogs.confirm import ConfirmDialog
from qualtrics_desk.gui.dialogs.palette import PaletteDialog
from qualtrics_desk.gui.dialogs.shortcuts import ShortcutsDialog
from qualtrics_desk.gui.panels.settings.panel import SettingsPanel
from qualtrics_desk.gui.panels.surveys.comparison_dialog import ComparisonDialog
from qualtrics_desk.gui.panels.surveys.panel import SurveysPanel
from qualtrics_desk.gui.panels.surveys.search_dialog import SurveySearchDialog
from qualtrics_desk.gui.panels.surveys.wish_dialogs import (
    CopySurveyDialog,
    ShareSurveysDialog,
    SurveyDatesDialog,
)

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
    await robot.until(lambda: detail.outline is not None, "the survey is read")
    await robot.until(
        lambda: detail.ui.states.shows_content and not panel.tasks.is_running("definition"),
        "the survey is shown",
    )
    # The first part of the page is there long before the last one.
    await robot.until(
        lambda: (
            not panel.tasks.is_running(detail.ui.questions_browser)
            and bool(detail.ui.questions_browser.toPlainText())
        ),
        "its questions are shown",
    )
    await stage.snap("A survey as a respondent sees it")
    tabs = detail.ui.tabs
    for place, title in enumerate(
        (
            "The flow of a survey",
            "The flow of a survey as a picture",
            "The data of a survey",
            "The versions of a survey",
        ),
        1,
    ):
        await robot.click(tabs.tabBar(), tabs.tabBar().tabRect(place).center())
        await robot.until(
            lambda: not panel.tasks.is_running("versions"), "the versions have been read"
        )
        await stage.snap(title)
    await _compare(stage, panel)
    await _search(stage, panel)
    await _wishes(stage, panel)


async def _compare(stage: Stage, panel: SurveysPanel) -> None:
    robot, versions = stage.robot, panel.ui.detail.ui.versions_view
    await robot.click_row(versions.list, versions.list.model().index(1, 0))
    await robot.click(versions.compare_button)
    comparison = await robot.dialog(ComparisonDialog)
    await robot.until(lambda: comparison.comparison is not None, "the versions are compared")
    await robot.until(lambda: comparison.ui.browser.toPlainText(), "the differences are shown")
    await stage.snap("What differs between two versions")
    await robot.click(comparison.ui.cancel_button)
    await robot.gone(comparison)


async def _search(stage: Stage, panel: SurveysPanel) -> None:
    robot = stage.robot
    await robot.click(panel.ui.search_all_button)
    search = await robot.dialog(SurveySearchDialog)
    await robot.until(lambda: search.ui.read_button.isVisible(), "it says what was not read")
    await robot.click(search.ui.read_button)
    await robot.until(lambda: not search.ui.read_button.isVisible(), "every survey was read")
    await robot.enter("satis", search.ui.search_edit)
    await robot.until(lambda: search.ui.accept_button.isEnabled(), "something is found")
    await stage.snap("Search in every question of every survey")
    await robot.click(search.ui.reused_chip)
    search.ui.search_edit.clear()
    await robot.enter("recommend", search.ui.search_edit)
    await robot.until(lambda: search.ui.accept_button.isEnabled(), "asked more than once")
    await robot.until(lambda: "question" in search.ui.count_label.text(), "asked more than once")
    await stage.snap("Questions that several surveys ask")
    await robot.click(search.ui.reused_chip)
    search.ui.search_edit.clear()
    await robot.enter("recommend friend", search.ui.search_edit)
    await robot.until(lambda: "1 place" in search.ui.count_label.text(), "the choice is found")
    await robot.press(Qt.Key.Key_Return, on=search.ui.search_edit)
    await robot.gone(search)
    browser = panel.ui.detail.ui.questions_browser
    await robot.until(lambda: browser.extraSelections(), "the words are marked")
    await stage.snap("A hit in its question")


async def _wishes(stage: Stage, panel: SurveysPanel) -> None:
    """Each question before something is done, and none of it done."""
    robot, actions = stage.robot, panel.actions_
    for action, kind, title in (
        ("deactivate", ConfirmDialog, "Deactivating a survey"),
        ("copy", CopySurveyDialog, "Copying a survey"),
        ("share", ShareSurveysDialog, "Sharing a survey"),
        ("dates", SurveyDatesDialog, "When respondents can answer"),
        ("delete", ConfirmDialog, "Deleting a survey"),
    ):
        actions.qaction(f"surveys.{action}").trigger()
        question: Any = await robot.dialog(kind)
        await stage.snap(title)
        await robot.click(question.ui.cancel_button)
        await robot.gone(question)


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
