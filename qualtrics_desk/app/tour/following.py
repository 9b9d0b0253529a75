"""What was sent, who answered, which links end, and who of a list has no good link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from qualtrics_desk.app.tour.browsing import SURVEY
from qualtrics_desk.app.tour.linking import choose
from qualtrics_desk.gui.dialogs.confirm import ConfirmDialog
from qualtrics_desk.gui.panels.distributions.panel import ANSWERED, ENDING, DistributionsPanel
from qualtrics_desk.gui.panels.distributions.send_dialog import SendDialog
from qualtrics_desk.gui.panels.links.panel import LinksPanel
from qualtrics_desk.gui.panels.links.reconcile_dialog import ReconcileDialog

if TYPE_CHECKING:
    from qualtrics_desk.app.tour.stage import Stage

LIST = "Spring panel 2026"
STATUS = "status.csv"


async def reconcile(stage: Stage) -> None:
    """Compare a list with all its links."""
    robot = stage.robot
    panel = await stage.go("links", LinksPanel)
    await robot.click(panel.ui.reconcile_button)
    dialog = await robot.dialog(ReconcileDialog)
    await choose(stage, dialog.ui.list_box, LIST)
    await robot.until(dialog.ui.compare_button.isEnabled, "the list can be compared")
    await stage.snap("Links, a list before it is compared")
    await robot.click(dialog.ui.compare_button)
    await robot.until(lambda: dialog.table.reading is not None, "the list is compared")
    await robot.until(lambda: bool(dialog.ui.page.model.ids), "the findings are shown")
    await stage.snap("Links, a list compared with all its links")
    await robot.click(dialog.ui.everybody_button)
    question = await robot.dialog(ConfirmDialog)
    await stage.snap("Links, new ones for everybody")
    await robot.press(Qt.Key.Key_Escape, on=question)
    await robot.gone(question)
    await robot.click(dialog.ui.close_button)
    await robot.gone(dialog)


async def play(stage: Stage) -> None:
    """Look at mailings, ask for a sending, follow a list, see which links end."""
    robot = stage.robot
    panel = await stage.go("distributions", DistributionsPanel)
    await robot.until(lambda: panel.lists is not None, "the surveys are offered")
    await stage.snap("Distributions, which survey")
    await choose(stage, panel.ui.survey_box, SURVEY)
    await robot.until(lambda: panel.sent.table.reading is not None, "the distributions are read")
    await robot.until(lambda: panel.sent.chosen is not None, "one is chosen")
    await _choose_mailing(stage, panel)
    await robot.click(panel.ui.history_button)
    await robot.until(lambda: "SurveyFinished" in panel.ui.history_label.text(), "it is counted")
    await stage.snap("Distributions, what became of a mailing")
    await _ask_to_send(stage, panel)
    panel.ui.tabs.setCurrentIndex(ANSWERED)
    await choose(stage, panel.ui.list_box, LIST)
    await robot.until(panel.ui.main_button.isEnabled, "the sheet can be made")
    await stage.snap("Distributions, a list to follow")
    await robot.click(panel.ui.main_button)
    await robot.until(lambda: panel.answered.table.reading is not None, "the sheet is made")
    await stage.snap("Distributions, who answered")
    opened = panel.ui.funnel.stage("opened")
    if opened is None:
        raise TypeError("the funnel has no stage for those who opened")
    await robot.click(opened)
    await stage.snap("Distributions, those who opened it")
    await robot.click(panel.ui.remind_list_button)
    await stage.choose_file(stage.out / STATUS)
    await robot.until(lambda: (stage.out / STATUS).exists(), "the reminders are written")
    panel.ui.tabs.setCurrentIndex(ENDING)
    await stage.snap("Distributions, links that end, before they are read")
    await robot.click(panel.ui.main_button)
    await robot.until(lambda: panel.ending.table.reading is not None, "all surveys are read")
    await robot.until(lambda: bool(panel.ui.ending_page.model.ids), "they are shown")
    await stage.snap("Distributions, links that end")


async def _choose_mailing(stage: Stage, panel: DistributionsPanel) -> None:
    table = panel.sent.table.table
    if table is None:
        raise TypeError("the distributions are not open")
    for row_id in panel.ui.sent_page.model.ids:
        panel.ui.sent_page.grid.show_row(row_id, "kind")
        await stage.robot.breathe()
        chosen = panel.sent.chosen
        if chosen is not None and chosen.values.get("finished"):
            return
    raise TypeError("no mailing has been answered")


async def _ask_to_send(stage: Stage, panel: DistributionsPanel) -> None:
    robot = stage.robot
    await robot.click(panel.ui.main_button)
    dialog = await robot.dialog(SendDialog)
    await choose(stage, dialog.ui.list_box, LIST)
    await robot.until(dialog.ui.message_box.count, "the messages are read")
    dialog.ui.message_box.setCurrentIndex(0)
    for edit, text in (
        (dialog.ui.subject_edit, "Your opinion, please"),
        (dialog.ui.from_edit, "Meridian panel"),
        (dialog.ui.reply_edit, "panel@example.com"),
        (dialog.ui.test_edit, "p1@example.org"),
    ):
        await robot.enter(text, edit)
    await robot.until(dialog.ui.test_button.isEnabled, "a test can be sent")
    await stage.snap("Distributions, a message to send")
    await robot.press(Qt.Key.Key_Space, on=dialog.ui.untested_check)
    await robot.until(dialog.ui.accept_button.isEnabled, "it can be sent")
    await robot.click(dialog.ui.accept_button)
    question = await robot.dialog(ConfirmDialog)
    await stage.snap("Distributions, whom it goes to")
    await robot.press(Qt.Key.Key_Escape, on=question)
    await robot.gone(question)
    await robot.press(Qt.Key.Key_Escape, on=dialog)
    await robot.gone(dialog)
