"""Responses, people, library, events: what is kept in order beside surveys and contacts."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from qualtrics_desk.app.tour.linking import choose
from qualtrics_desk.gui.dialogs.fields_dialog import FieldsDialog
from qualtrics_desk.gui.dialogs.plan_dialog import PlanDialog
from qualtrics_desk.gui.panels.events.panel import EventsPanel
from qualtrics_desk.gui.panels.events.subscribe_dialog import SubscribeDialog
from qualtrics_desk.gui.panels.library.message_dialog import MessageDialog
from qualtrics_desk.gui.panels.library.panel import LibraryPanel
from qualtrics_desk.gui.panels.people.panel import PeoplePanel
from qualtrics_desk.gui.panels.people.roster_dialog import RosterDialog
from qualtrics_desk.gui.panels.responses.panel import ResponsesPanel
from qualtrics_desk.services.areas.workbench import read_delivery

if TYPE_CHECKING:
    from qualtrics_desk.app.tour.stage import Stage
    from qualtrics_desk.gui.areas.area_page import AreaPage
    from qualtrics_desk.gui.areas.area_panel import AreaPanel

_EXAMPLE = (
    "Topic=surveyengine.completedResponse.SV_1&Status=Complete&ResponseID=R_1&BrandID=meridian"
)


_STAFF = (
    "Username,First name,Last name,Email,Password,Language,Status\n"
    "ole.vik,Ole,Vik,ole.vik@example.org,change-me-1,EN,\n"
    "ada.lund,Ada,Lund,ada.lund@example.org,change-me-2,DE,\n"
    "farah.haddad,Farah,Haddad-Li,,,FR,\n"
    "mei.tanaka,,,,,,disabled\n"
    "nobody.knows,No,Body,,,,\n"
)
"""Users to bring in: new ones, changes, one to be disabled, and one that cannot be made."""


async def responses(stage: Stage) -> None:
    """Two surveys exported in one queue, and a quick look at what came."""
    robot = stage.robot
    panel = await stage.go("responses", ResponsesPanel)
    rows = panel.ui.survey_list
    await robot.until(lambda: rows.count() > 1, "the surveys are listed")
    await stage.snap("Responses, which surveys")
    for row in (3, 6):
        rows.item(row).setCheckState(Qt.CheckState.Checked)
    await stage.snap("Responses, chosen with their options")
    folder = stage.out / "responses"
    await asyncio.to_thread(folder.mkdir, exist_ok=True)
    await robot.click(panel.ui.export_button)
    await stage.choose_file(folder)
    await robot.until(lambda: panel.queue.entries and not panel.queue.open, "all are exported")
    panel.ui.queue_list.setCurrentRow(0)
    await stage.snap("Responses, exported")
    await robot.click(panel.ui.look_button)
    await robot.until(lambda: bool(panel.ui.bars.counts), "the answers are counted")
    await stage.snap("Responses, a quick look")
    first = panel.ui.look_page.model.row(0)
    place = next(
        n
        for n, one in enumerate(panel.looking.look.columns if panel.looking.look else ())
        if one.tag == "ResponseId"
    )
    await robot.click(panel.ui.tabs, panel.ui.tabs.tabRect(2).center())
    page = panel.single
    await choose(stage, page.ui.survey_box, panel.chosen()[0][1])
    await robot.enter(str(first.values[place] if first is not None else ""), page.ui.id_edit)
    await robot.press(Qt.Key.Key_Return, on=page.ui.id_edit)
    await robot.until(lambda: page.response is not None, "the response is shown")
    await stage.snap("Responses, one response")
    await robot.click(panel.ui.tabs, panel.ui.tabs.tabRect(3).center())
    bringing = panel.bringing
    await choose(stage, bringing.ui.survey_box, panel.chosen()[0][1])
    await bringing.look_at(Path(panel.queue.entries[0].file))
    await stage.snap("Responses, a file before it is imported")
    await robot.click(panel.ui.tabs, panel.ui.tabs.tabRect(4).center())
    times = panel.times
    await choose(stage, times.ui.survey_box, panel.chosen()[0][1])
    await stage.snap("Responses, before they are counted over time")
    await robot.click(times.ui.count_button)
    await robot.until(lambda: times.counts is not None, "the responses are counted")
    await robot.press(Qt.Key.Key_End, on=times.ui.bars)
    await stage.snap("Responses, over time")
    await robot.click(panel.ui.tabs, panel.ui.tabs.tabRect(0).center())


async def people(stage: Stage) -> None:
    """A user, the form for another one, a group with its members, the organisation."""
    robot = stage.robot
    panel = await stage.go("people", PeoplePanel)
    await _open(stage, panel, "users")
    await stage.snap("People, users")
    await _choose(stage, panel.pages["users"], 2)
    await stage.snap("People, one user")
    await _look(stage, panel, "people.change", FieldsDialog, "People, changing a user")
    await _look(stage, panel, "people.new", FieldsDialog, "People, a new user")
    await robot.click(_button(panel, "people_disable"))
    await stage.accept("People, before a user is disabled")
    page = panel.pages["users"]
    await robot.until(lambda: page.raw.get("accountStatus") == "disabled", "the user is disabled")
    await stage.snap("People, a disabled user")
    await _offboard(stage, panel)
    await _import(stage, panel)
    await _open(stage, panel, "groups")
    await _choose(stage, panel.pages["groups"], 1)
    more: Any = panel.pages["groups"].ui.detail.more
    await robot.until(lambda: bool(more.members), "the members are read")
    await stage.snap("People, a group and its members")
    await _open(stage, panel, "divisions")
    await _choose(stage, panel.pages["divisions"], 0)
    await stage.snap("People, a division")
    await _open(stage, panel, "organization")
    await robot.until(lambda: bool(panel.pages["organization"].thing), "the brand is shown")
    await stage.snap("People, the organisation and its usage")


async def _offboard(stage: Stage, panel: PeoplePanel) -> None:
    """Who leaves: what goes where, and the steps; nothing is sent."""
    robot = stage.robot
    panel.actions_.qaction("people.offboard").trigger()
    form = await robot.dialog(FieldsDialog)
    people = form.inputs["to"]
    if isinstance(people, QComboBox):
        people.setCurrentIndex(people.count() - 1)
    await stage.snap("People, who takes over")
    await robot.click(form.ui.accept_button)
    plan = await robot.dialog(PlanDialog)
    await robot.until(lambda: bool(plan.ui.page.model.ids), "the steps are shown")
    await stage.snap("People, the steps of an offboarding")
    await robot.press(Qt.Key.Key_Escape, on=plan)
    await robot.gone(plan)


async def _import(stage: Stage, panel: PeoplePanel) -> None:
    """A file of users: its columns, and what would become of every row; nothing is sent."""
    robot = stage.robot
    file = stage.out / "staff.csv"
    await asyncio.to_thread(file.write_text, _STAFF, encoding="utf-8")
    panel.actions_.qaction("people.import").trigger()
    await stage.choose_file(file)
    dialog = await robot.dialog(RosterDialog)
    dialog.ui.same_box.setCurrentText("UT_BRANDADMIN")
    await stage.snap("People, a file of users")
    await robot.click(dialog.ui.plan_button)
    plan = await robot.dialog(PlanDialog)
    await robot.until(lambda: len(plan.ui.page.model.ids) > 1, "the plan is shown")
    await stage.snap("People, the plan of a file")
    await robot.press(Qt.Key.Key_Escape, on=plan)
    await robot.gone(plan)


async def library(stage: Stage) -> None:
    """A message in its languages, an edit with what it changes, graphics, surveys and blocks."""
    robot = stage.robot
    panel = await stage.go("library", LibraryPanel)
    await _open(stage, panel, "messages")
    await _choose(stage, panel.pages["messages"], 0)
    await stage.snap("Library, a message as it reads")
    panel.actions_.qaction("library.change").trigger()
    dialog = await robot.dialog(MessageDialog)
    text = dialog.ui.source_edit.toPlainText()
    dialog.ui.source_edit.setPlainText(text.replace("five minutes", "three minutes"))
    await stage.snap("Library, writing a message")
    bar = dialog.ui.views.tabBar()
    await robot.click(bar, bar.tabRect(1).center())
    await stage.snap("Library, what a message changes")
    await robot.press(Qt.Key.Key_Escape, on=dialog)
    await robot.gone(dialog)
    await _open(stage, panel, "graphics", empty=True)
    await stage.snap("Library, graphics")
    box = panel.ui.of_box
    box.setCurrentIndex(box.count() - 1)
    box.activated.emit(box.currentIndex())
    await _open(stage, panel, "library-contents")
    await stage.snap("Library, surveys and blocks")


async def events(stage: Stage) -> None:
    """A subscription made by choice, its address tested, and the workbench."""
    robot = stage.robot
    panel = await stage.go("events", EventsPanel)
    await _open(stage, panel, "events", empty=True)
    await stage.snap("Events, no subscriptions")
    await panel.workbench.listener.start()
    panel.actions_.qaction("events.new").trigger()
    dialog = await robot.dialog(SubscribeDialog)
    await robot.enter(panel.workbench.listener.address, dialog.ui.address_edit)
    await robot.click(dialog.ui.test_button)
    await robot.until(lambda: "POST" in dialog.ui.tested_label.text(), "the address is tested")
    await stage.snap("Events, a new subscription")
    await robot.click(dialog.ui.accept_button)
    await robot.gone(dialog)
    page = panel.pages["events"]
    await robot.until(lambda: bool(page.thing), "the subscription is shown")
    await stage.snap("Events, a subscription")
    tabs = panel.ui.tabs
    await robot.click(tabs, tabs.tabRect(1).center())
    panel.workbench.take(read_delivery(b"this is no form"))
    panel.workbench.take(read_delivery(_EXAMPLE.encode()))
    panel.workbench.ui.list.setCurrentRow(0)
    await stage.snap("Events, the workbench")
    await panel.workbench.listener.stop()


async def _open(stage: Stage, panel: AreaPanel, area: str, *, empty: bool = False) -> None:
    page, tabs = panel.pages[area], panel.ui.tabs
    if tabs.count() > 1:
        await stage.robot.click(tabs, tabs.tabRect(panel.ui.pages.indexOf(page)).center())
    model = page.ui.page.model
    await stage.robot.until(lambda: page.reading is not None, f"{area} are read")
    if not empty:
        await stage.robot.until(lambda: model.ids and model.row(0) is not None, f"{area} are there")
    await stage.robot.until(
        lambda: not panel.tasks.is_running((page, "read")), f"{area} have been read"
    )


async def _choose(stage: Stage, page: AreaPage, row: int) -> None:
    grid = page.ui.page.grid
    column = next(
        place for place in range(grid.model().columnCount()) if not grid.isColumnHidden(place)
    )
    await stage.robot.click_row(grid, grid.model().index(row, column))
    await stage.robot.until(lambda: page.ui.detail.is_whole, "it is shown in full")


async def _look(
    stage: Stage, panel: AreaPanel, action: str, kind: type[FieldsDialog], title: str
) -> None:
    """Open a form, take its picture, and leave it."""
    panel.actions_.qaction(action).trigger()
    dialog = await stage.robot.dialog(kind)
    await stage.snap(title)
    await stage.robot.press(Qt.Key.Key_Escape, on=dialog)
    await stage.robot.gone(dialog)


def _button(panel: AreaPanel, name: str) -> Any:  # noqa: ANN401 - a button of the detail
    from PySide6.QtWidgets import QPushButton

    page = panel.page
    found = None if page is None else page.ui.detail.findChild(QPushButton, name)
    if found is None:
        raise TypeError(f"there is no button {name}")
    return found
