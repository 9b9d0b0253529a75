"""People by file and offboarding, through the window: columns, plan, sent, undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import httpx
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qualtrics_desk.gui.dialogs.confirm import ConfirmDialog
from qualtrics_desk.gui.dialogs.fields_dialog import FieldsDialog
from qualtrics_desk.gui.dialogs.plan_dialog import PlanDialog
from qualtrics_desk.gui.panels.people import panel as people_panel
from qualtrics_desk.gui.panels.people.roster_dialog import RosterDialog
from tests.gui.areas.test_areas import CASES, Room, sign_in
from tests.gui.checks import clipped

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.main_window import MainWindow
    from tests.conftest import SandboxStarter

Wait = Callable[[Callable[[], object]], None]


def users(brand: Any) -> dict[str, dict[str, Any]]:
    reply = httpx.get(f"{brand.url}/users", headers={"X-API-TOKEN": brand.token}, timeout=30)
    return {one["username"].partition("#")[0]: one for one in reply.json()["result"]["elements"]}


def sent(brand: Any) -> list[str]:
    return [line["method"] for line in brand.requests() if line["method"] != "GET"]


def test_a_file_of_users_is_mapped_seen_sent_and_taken_back(
    desk: Desk,
    window: MainWindow,
    wait: Wait,
    complete: Callable[..., object],
    start_sandbox: SandboxStarter,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    brand = start_sandbox("demo", "lag=0")
    sign_in(desk, complete, brand)
    told: list[str] = []
    desk.notice_told.connect(lambda text, _button, _act: told.append(text))
    file = tmp_path / "staff.csv"
    file.write_text(
        "Who,First name,Surname,Mail,Start\n"
        "ole.vik,Ole,Vik,ole@example.org,pw-one\n"
        "ada.lund,Ada,Lund,ada@example.org,pw-two\n"
        "farah.haddad,Farah,Haddad-Li,,\n",
        encoding="utf-8",
    )

    async def choose(*_: object) -> Path:
        return file

    monkeypatch.setattr(people_panel, "ask_open_file", choose)
    room = Room(window, wait, CASES[0])
    before = users(brand)

    room.do("import")
    dialog: RosterDialog = room.dialog(RosterDialog)
    # Who a row is must be said: no column names it.
    assert not dialog.ui.plan_button.isEnabled()
    assert "User name" in dialog.ui.problem_label.text()
    box = dialog.boxes["Who"]
    box.setCurrentIndex(box.findData("username"))
    box = dialog.boxes["Start"]
    box.setCurrentIndex(box.findData("password"))
    dialog.ui.same_box.setCurrentText("UT_BRANDADMIN")
    QTest.mouseClick(dialog.ui.plan_button, Qt.MouseButton.LeftButton)
    plan: PlanDialog = room.dialog(PlanDialog)
    page = plan.ui.page
    wait(lambda: len(page.model.ids) == 3)
    assert plan.ui.send_button.text() == "Send 3 changes"
    assert "rows added" in plan.ui.facts_label.text()
    assert "pw-one" not in "".join(
        page.model.index(row, column).data() or ""
        for row in range(3)
        for column in range(page.model.columnCount())
    )
    # Ada is taken out by a key, so she is not made.
    page.grid.select_places([1])
    wait(plan.ui.take_out_button.isEnabled)
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_Delete)
    wait(lambda: plan.ui.send_button.text() == "Send 2 changes")
    assert sent(brand) == []
    QTest.mouseClick(plan.ui.send_button, Qt.MouseButton.LeftButton)
    wait(lambda: any("created" in text for text in told))
    room.settle()
    now = users(brand)
    assert set(now) - set(before) == {"ole.vik"}
    assert now["farah.haddad"]["lastName"] == "Haddad-Li"
    # The type is that of new users: nobody who is there becomes an administrator by it.
    assert now["ole.vik"]["userType"] == "UT_BRANDADMIN" != before["farah.haddad"]["userType"]
    assert now["farah.haddad"]["userType"] == before["farah.haddad"]["userType"]

    jobs: Any = window.go("jobs")
    wait(lambda: jobs.actions_.qaction("jobs.undo").isEnabled())
    jobs.actions_.qaction("jobs.undo").trigger()
    wait(lambda: [one for one in jobs.findChildren(ConfirmDialog) if one.isVisible()])
    question = next(one for one in jobs.findChildren(ConfirmDialog) if one.isVisible())
    question.ui.accept_button.click()
    wait(lambda: users(brand) == before)


def test_who_leaves_hands_over_and_a_plan_that_is_closed_sends_nothing(
    desk: Desk,
    window: MainWindow,
    wait: Wait,
    complete: Callable[..., object],
    start_sandbox: SandboxStarter,
) -> None:
    brand = start_sandbox("demo", "lag=0")
    sign_in(desk, complete, brand)
    told: list[str] = []
    desk.notice_told.connect(lambda text, _button, _act: told.append(text))
    room = Room(window, wait, CASES[0])
    model = room.page.ui.page.model
    wait(lambda: all(model.row(place) for place in range(room.page.rows)))
    names = [model.row(place).values[1] for place in range(room.page.rows)]
    room.page.ui.page.grid.select_places([names.index("tomasz.zielinski#meridian")])
    wait(lambda: room.page.ui.detail.is_whole and room.name == "Tomasz Zieliński")

    for wanted in (False, True):
        room.do("offboard")
        form: FieldsDialog = room.dialog(FieldsDialog)
        assert clipped(form) == []
        form.set_value("to", "Rosa Almqvist · rosa.almqvist#meridian")
        form.ui.accept_button.click()
        plan: PlanDialog = room.dialog(PlanDialog)
        wait(lambda plan=plan: len(plan.ui.page.model.ids) == 4)
        assert not plan.ui.take_out_button.isVisible()
        assert "cannot be handed over" in plan.ui.facts_label.text()
        assert sent(brand) == []
        if wanted:
            QTest.mouseClick(plan.ui.send_button, Qt.MouseButton.LeftButton)
        else:
            QTest.keyClick(plan, Qt.Key.Key_Escape)
            wait(lambda: not room.panel.tasks.is_running("people.offboard"))
    wait(lambda: any("Offboard Tomasz Zieliński" in text for text in told))
    assert users(brand)["tomasz.zielinski"]["accountStatus"] == "disabled"
