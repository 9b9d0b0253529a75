"""The way through every room and every dialog: the tour's, and what the tour leaves out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget

from qualtrics_desk.app.sandbox import SandboxChild
from qualtrics_desk.app.tour import (
    browsing,
    editing,
    first_run,
    following,
    importing,
    linking,
    platform,
)
from qualtrics_desk.app.tour.play import SAMPLE
from qualtrics_desk.app.tour.robot import Robot
from qualtrics_desk.app.tour.stage import CALM, Stage
from qualtrics_desk.app.window import Frame
from qualtrics_desk.domain.errors import InvalidRequest
from qualtrics_desk.gui.dialogs.access_dialog import AccessDialog
from qualtrics_desk.gui.dialogs.diagnostics_dialog import DiagnosticsDialog
from qualtrics_desk.gui.dialogs.error_details import ErrorDetailsDialog
from qualtrics_desk.gui.dialogs.profile_dialog import ProfileDialog
from qualtrics_desk.gui.dialogs.text_prompt import TextPrompt
from qualtrics_desk.gui.panels.contacts.change_dialog import ChangeDialog
from qualtrics_desk.gui.panels.contacts.copy_dialog import CopyListDialog
from qualtrics_desk.gui.panels.contacts.panel import ContactsPanel
from qualtrics_desk.gui.panels.contacts.people_dialog import PeopleDialog
from qualtrics_desk.gui.panels.contacts.report_dialog import ReportDialog
from qualtrics_desk.gui.panels.links.merge_dialog import MergeLinksDialog
from qualtrics_desk.gui.panels.links.names_dialog import ColumnNamesDialog
from qualtrics_desk.gui.panels.links.panel import LinksPanel
from qualtrics_desk.gui.panels.settings.panel import SettingsPanel
from qualtrics_desk.gui.tokens import resource_text
from qualtrics_desk.gui.widgets.column_chooser import ColumnChooser
from qualtrics_desk.gui.widgets.filter_popup import FilterPopup
from qualtrics_desk.store.paths import open_home
from qualtrics_desk.store.settings import Settings, Theme, save_settings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gui.inspection import Inspector

LONG = "Customer Experience Programme of the Northern and Eastern Regions"


_SUMMARY = "Qualtrics does not accept this."
_SAID = f"The list “{LONG}” does not exist in {LONG}. " * 4
_PATH = "/API/v3/directories/POOL_123456789012345/mailinglists/CG_123456789012345"


class LookingStage(Stage):
    """Looks at the questions for a line of text as well."""

    async def answer(self, text: str) -> None:
        await self.robot.dialog(TextPrompt)
        await self.snap("A question for a line of text")
        await super().answer(text)


async def walk(inspector: Inspector, out: Path) -> None:
    """Go everywhere once."""
    sample = out / SAMPLE
    text = resource_text(f":/samples/{SAMPLE}")
    await asyncio.to_thread(sample.write_text, text, encoding="utf-8", newline="")
    home = await asyncio.to_thread(open_home)
    sandbox = SandboxChild(out / "sandbox", ("--faults", CALM))
    await sandbox.start()
    theme = Theme.DARK if inspector.is_dark else Theme.LIGHT
    await asyncio.to_thread(save_settings, home.settings, Settings().with_appearance(theme=theme))
    frame = Frame(home)
    await frame.desk.load()
    inspector.begin(frame.window)
    frame.window.go("welcome")
    frame.window.show()
    frame.window.activateWindow()
    stage = LookingStage(
        frame=frame,
        robot=Robot(frame.window),
        album=inspector,
        out=out,
        sandbox=sandbox,
        sample=sample,
    )
    try:
        for part in (
            first_run.play,
            browsing.surveys,
            editing.no_jobs,
            importing.play,
            linking.play,
            _link_dialogs,
            following.reconcile,
            following.play,
            editing.contacts,
            _contact_dialogs,
            editing.jobs,
            platform.responses,
            platform.people,
            platform.library,
            platform.events,
            browsing.frame,
            browsing.settings,
            _settings_dialogs,
            _errors,
            _popups,
        ):
            await part(stage)
    finally:
        await frame.close(finish=False)
        await sandbox.stop()


async def _link_dialogs(stage: Stage) -> None:
    robot = stage.robot
    panel = await stage.go("links", LinksPanel)
    panel.actions_.qaction("links.names").trigger()
    names = await robot.dialog(ColumnNamesDialog)
    names.edits["link"].setText("email")
    await stage.snap("The names of columns, two of them the same")
    await robot.press(Qt.Key.Key_Escape, on=names)
    await robot.gone(names)
    panel.actions_.qaction("links.keep-layout").trigger()
    await stage.answer("Mail merge")
    await robot.until(panel.actions_.qaction("links.use-layout").isEnabled, "a layout is kept")
    panel.actions_.qaction("links.merge").trigger()
    await stage.choose_file(stage.sample)
    merging = await robot.dialog(MergeLinksDialog)
    merging.ui.key_box.setCurrentIndex(-1)
    await stage.snap("A file to add links to")
    await robot.press(Qt.Key.Key_Escape, on=merging)
    await robot.gone(merging)


async def _contact_dialogs(stage: Stage) -> None:
    robot = stage.robot
    panel = await stage.go("contacts", ContactsPanel)
    act = panel.actions_.qaction
    for action in ("change", "replace"):
        act(f"contacts.{action}").trigger()
        change = await robot.dialog(ChangeDialog)
        change.ui.text_edit.setText("X")
        change.ui.find_edit.setText("a")
        await robot.until(lambda one=change: bool(one.ui.preview_label.text()), "it is tried out")
        await stage.snap(f"Many cells: {action}")
        await robot.press(Qt.Key.Key_Escape, on=change)
        await robot.gone(change)
    act("contacts.find-person").trigger()
    people = await robot.dialog(PeopleDialog)
    await robot.click(people.ui.add_button)
    people.ui.text_edit.setText("100042")
    await robot.click(people.ui.find_button)
    await robot.until(lambda: bool(people.ui.said_label.text()), "somebody was looked for")
    await stage.snap("A person is looked for")
    await robot.press(Qt.Key.Key_Escape, on=people)
    await robot.gone(people)
    act("contacts.copy-list").trigger()
    copy = await robot.dialog(CopyListDialog)
    await robot.until(copy.ui.accept_button.isEnabled, "the directories are known")
    await stage.snap("A list is copied")
    await robot.press(Qt.Key.Key_Escape, on=copy)
    await robot.gone(copy)
    for action in ("hygiene", "fields"):
        act(f"contacts.{action}").trigger()
        report = await robot.dialog(ReportDialog)
        await stage.snap(f"A report: {action}")
        await robot.press(Qt.Key.Key_Escape, on=report)
        await robot.gone(report)


async def _settings_dialogs(stage: Stage) -> None:
    robot = stage.robot
    panel = await stage.go("settings", SettingsPanel)
    await _section(stage, panel, "profiles")
    rows = panel.ui.profile_rows
    edit = next(one for one in rows.findChildren(QPushButton) if one.text().strip("⟦⟧") == "Edit…")
    await robot.click(edit)
    dialog = await robot.dialog(ProfileDialog)
    for place in range(dialog.ui.tabs.count()):
        dialog.ui.tabs.setCurrentIndex(place)
        await stage.snap(f"A profile, page {place + 1}")
    dialog.ui.oauth_radio.setChecked(True)
    await stage.snap("A profile with OAuth")
    await robot.press(Qt.Key.Key_Escape, on=dialog)
    await robot.gone(dialog)
    more = rows.findChildren(QToolButton)[0]
    more.menu().actions()[0].trigger()
    access = await robot.dialog(AccessDialog)
    await robot.until(access.ui.again_button.isEnabled, "the service was asked")
    await stage.snap("What a profile can do")
    await robot.press(Qt.Key.Key_Escape, on=access)
    await robot.gone(access)
    await _section(stage, panel, "diagnostics")
    await robot.click(panel.ui.diagnostics_button)
    diagnostics = await robot.dialog(DiagnosticsDialog)
    await robot.until(lambda: diagnostics.bundle is not None, "the diagnostics are collected")
    await stage.snap("The diagnostics")
    await robot.press(Qt.Key.Key_Escape, on=diagnostics)
    await robot.gone(diagnostics)


async def _section(stage: Stage, panel: SettingsPanel, name: str) -> None:
    stage.frame.desk.visit("settings", section=name)
    await stage.robot.breathe()


async def _errors(stage: Stage) -> None:
    window = stage.frame.window
    await asyncio.to_thread(_keep, stage.out / "said.txt")
    window.desk.tell_error(
        InvalidRequest(
            _SUMMARY,
            status=400,
            code="BRE_0.1.2",
            service_text=_SAID,
            request_id="7b2f9d6c-35a1-4f0e-9f3d-7d2d6a5c1e00",
            method="POST",
            path=_PATH,
        )
    )
    await stage.snap("A notice of an error")
    button = window.ui.notice.findChild(QPushButton) or window.ui.notice.findChild(QToolButton)
    assert button is not None
    await stage.robot.click(button)
    details = await stage.robot.dialog(ErrorDetailsDialog)
    await stage.snap("The details of an error")
    await stage.robot.press(Qt.Key.Key_Escape, on=details)
    await stage.robot.gone(details)
    window.ui.notice.clear()


def _keep(file: Path) -> None:
    """What a service says is data, wherever the data of the walk is looked for."""
    file.write_text("\n".join((_SUMMARY, _SAID, _PATH, "BRE_0.1.2 POST")), encoding="utf-8")


async def _popups(stage: Stage) -> None:
    robot = stage.robot
    panel = await stage.go("contacts", ContactsPanel)
    bar = panel.ui.page.filter_bar
    await robot.click(bar.add_button)
    await _popup(stage, FilterPopup, "A filter")
    await robot.click(bar.columns_button)
    await _popup(stage, ColumnChooser, "The choice of columns")


async def _popup(stage: Stage, kind: type[QWidget], title: str) -> None:
    def found() -> QWidget | None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, kind) and widget.isVisible():
                return widget
        return None

    await stage.robot.until(lambda: found() is not None, f"{title} is shown")
    await stage.snap(title)
    popup = found()
    assert popup is not None
    popup.close()
    await stage.robot.breathe()
