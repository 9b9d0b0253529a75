"""The room of the responses against a real sandbox."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qualtrics_desk.gui.dialogs.confirm import ConfirmDialog
from qualtrics_desk.gui.dialogs.fields_dialog import FieldsDialog
from qualtrics_desk.gui.panels.responses import panel as room
from qualtrics_desk.gui.panels.responses.export_queue import State
from qualtrics_desk.store.settings import Profile, ProfileKind
from tests.gui.choosing import choose_named

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.main_window import MainWindow
    from qualtrics_desk.gui.panels.responses.panel import ResponsesPanel
    from tests.conftest import SandboxStarter

    Wait = Callable[[Callable[[], object]], None]


@pytest.fixture
def panel(
    desk: Desk,
    window: MainWindow,
    wait: Wait,
    complete: Callable[..., object],
    start_sandbox: SandboxStarter,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> ResponsesPanel:
    from qualtrics_desk.services.sign_in.connections import connection_of

    brand = start_sandbox("demo", "lag=0,job-time=0.1")
    profile = Profile(
        name="Responses", base_url=brand.url, kind=ProfileKind.SANDBOX, colour="#7a4fd0"
    )
    complete(desk.sign_in(profile, connection_of(profile, brand.token)))
    out = tmp_path / "files"
    out.mkdir()

    async def folder(*_: object) -> Path:
        return out

    monkeypatch.setattr(room, "ask_folder", folder)
    made: Any = window.go("responses")
    wait(lambda: made.ui.survey_list.count() == 12)
    return made  # type: ignore[no-any-return]


def choose(panel: ResponsesPanel, *names: str) -> None:
    rows = panel.ui.survey_list
    for row in range(rows.count()):
        item = rows.item(row)
        on = item.text() in names
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


def test_what_the_service_refuses_cannot_be_chosen(panel: ResponsesPanel, wait: Wait) -> None:
    ui, export = panel.ui, panel.actions_.qaction("responses.export")
    assert not export.isEnabled()
    QTest.keyClicks(ui.search_edit, "exit")
    assert [not ui.survey_list.item(row).isHidden() for row in range(12)].count(True) == 1
    choose(panel, "Exit interview")
    wait(lambda: ui.filter_box.count() == 3)
    assert export.isEnabled()
    assert ui.export_button.text() == "Export 1 survey…"

    ui.filter_box.setCurrentIndex(1)
    assert not ui.new_check.isEnabled()
    assert not ui.change_check.isEnabled()
    ui.filter_box.setCurrentIndex(0)
    ui.change_check.setChecked(True)
    assert not ui.filter_box.isEnabled()
    ui.answers_box.setCurrentIndex(1)
    ui.comma_check.setChecked(True)
    for place in range(ui.format_box.count()):
        ui.format_box.setCurrentIndex(place)
        assert panel.form.options().conflicts() == []
        is_json = ui.format_box.currentData() in ("json", "ndjson")
        assert ui.answers_box.isEnabled() is not is_json
        assert panel.form.options().use_labels is not is_json
    ui.from_edit.setText("yesterday")
    assert not export.isEnabled()
    assert "“yesterday” is no date" in ui.conflict_label.text()
    ui.from_edit.setText("2026-02-01")
    ui.to_edit.setText("2026-01-01")
    assert "The end lies before the start." in ui.conflict_label.text()


def test_exports_run_in_a_queue_and_are_looked_at(
    panel: ResponsesPanel, wait: Wait, tmp_path: Path
) -> None:
    choose(panel, "Exit interview", "Employee pulse Q3")
    panel.actions_.qaction("responses.export").trigger()
    wait(lambda: len(panel.queue.entries) == 2 and panel.queue.open == 0)
    assert {entry.state for entry in panel.queue.entries} == {State.DONE}
    assert len(list((tmp_path / "files").iterdir())) == 2

    panel.ui.queue_list.setCurrentRow(1)
    panel.actions_.qaction("responses.look").trigger()
    wait(lambda: panel.looking.look is not None and panel.ui.bars.counts)
    look = panel.looking.look
    assert look is not None
    assert look.rows > 10
    wait(lambda: panel.ui.look_page.model.rowCount() == look.rows)
    box = panel.ui.column_box
    place = next(n for n, one in enumerate(look.columns) if one.import_id == "finished")
    box.setCurrentIndex(place)
    wait(lambda: panel.ui.question_label.text() == "Finished")
    wait(lambda: sum(count for _, count in panel.ui.bars.counts) == look.rows)
    assert {text for text, _ in panel.ui.bars.counts} <= {"0", "1"}


def test_one_that_fails_stops_no_other_and_can_be_tried_again(
    panel: ResponsesPanel, wait: Wait, tmp_path: Path
) -> None:
    choose(panel, "Exit interview", "Employee pulse Q3")
    panel.actions_.qaction("responses.export").trigger()
    wait(lambda: len(panel.queue.entries) == 2)
    panel.queue.stop()
    wait(lambda: panel.queue.open == 0)
    states = [entry.state for entry in panel.queue.entries]
    assert State.FAILED not in states
    for row, entry in enumerate(panel.queue.entries):
        if entry.state is State.STOPPED:
            panel.ui.queue_list.setCurrentRow(row)
            panel.actions_.qaction("responses.again").trigger()
    wait(lambda: {entry.state for entry in panel.queue.entries} == {State.DONE})

    item = panel.ui.survey_list.item(0)
    item.setData(Qt.ItemDataRole.UserRole, "SV_000000000000000")
    choose(panel, item.text(), "Exit interview")
    panel.actions_.qaction("responses.export").trigger()
    wait(lambda: len(panel.queue.entries) == 4 and panel.queue.open == 0)
    assert sorted(entry.state.value for entry in panel.queue.entries[2:]) == ["done", "failed"]
    failed = next(entry for entry in panel.queue.entries if entry.state is State.FAILED)
    assert failed.told


def test_one_response_is_corrected_taken_back_and_deleted(
    panel: ResponsesPanel, wait: Wait, tmp_path: Path
) -> None:
    told: list[tuple[str, Any]] = []
    panel.desk.notice_told.connect(lambda text, _button, act: told.append((text, act)))
    choose(panel, "Customer satisfaction 2026")
    panel.ui.format_box.setCurrentIndex(panel.ui.format_box.findData("ndjson"))
    panel.actions_.qaction("responses.export").trigger()
    wait(lambda: panel.queue.entries and panel.queue.open == 0)
    file = next((tmp_path / "files").iterdir())
    response = json.loads(file.read_text(encoding="utf-8").splitlines()[0])["responseId"]

    page = panel.single
    panel.ui.tabs.setCurrentIndex(2)
    choose_named(page.ui.survey_box, "Customer satisfaction 2026", wait)
    QTest.keyClicks(page.ui.id_edit, response)
    QTest.keyClick(page.ui.id_edit, Qt.Key.Key_Return)
    wait(lambda: page.response is not None)
    assert page.response is not None
    name = page.response.correctable[0].name
    before = page.ui.facts.facts[name]
    panel.actions_.qaction("responses.correct").trigger()
    wait(lambda: [one for one in page.findChildren(FieldsDialog) if one.isVisible()])
    dialog = page.findChildren(FieldsDialog)[0]
    dialog.set_value(name, "Elsewhere")
    dialog.ui.accept_button.click()
    wait(lambda: page.ui.facts.facts[name] == "Elsewhere" and told)
    told[-1][1]()
    wait(lambda: page.ui.facts.facts[name] == before)

    panel.actions_.qaction("responses.delete").trigger()
    wait(lambda: [one for one in page.findChildren(ConfirmDialog) if one.isVisible()])
    page.findChildren(ConfirmDialog)[-1].ui.accept_button.click()
    wait(lambda: page.response is None)
    assert "is deleted" in told[-1][0]
    panel.actions_.qaction("responses.look_up").trigger()
    wait(lambda: page.ui.states.button is not None and page.ui.states.button.text() == "Try again")


def test_a_file_is_checked_rehearsed_and_imported(
    panel: ResponsesPanel, wait: Wait, complete: Callable[..., object], tmp_path: Path
) -> None:
    choose(panel, "Exit interview")
    panel.actions_.qaction("responses.export").trigger()
    wait(lambda: panel.queue.entries and panel.queue.open == 0)
    file = next((tmp_path / "files").iterdir())
    page = panel.bringing
    panel.ui.tabs.setCurrentIndex(3)
    choose_named(page.ui.survey_box, "Exit interview", wait)
    complete(page.look_at(file))
    panel.bringing.offer()
    assert page.check is not None
    rows = page.check.rows
    assert page.ui.facts.facts["Dropped"] == "nothing"
    for action, done in (
        ("responses.rehearse", lambda: page.rehearsal is not None),
        ("responses.import", lambda: "imported" in page.ui.notice.text),
    ):
        wait(panel.actions_.qaction(action).isEnabled)
        panel.actions_.qaction(action).trigger()
        wait(lambda: [one for one in page.findChildren(ConfirmDialog) if one.isVisible()])
        page.findChildren(ConfirmDialog)[-1].ui.accept_button.click()
        wait(done)
    assert page.ui.bar.value() == rows
    assert page.ui.notice.text == f"{rows} responses imported."
