"""The links room, alone, against the real sandbox: choose, read, reconcile, generate, export."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import httpx
import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from qualtrics_desk.domain.rows import Comparison, Filter, View
from qualtrics_desk.gui.dialogs.confirm import ConfirmDialog
from qualtrics_desk.gui.dialogs.text_prompt import TextPrompt
from qualtrics_desk.gui.panels.links import merge_dialog, writing
from qualtrics_desk.gui.panels.links.generate_dialog import GenerateLinksDialog
from qualtrics_desk.gui.panels.links.merge_dialog import MergeLinksDialog
from qualtrics_desk.gui.panels.links.names_dialog import ColumnNamesDialog
from qualtrics_desk.gui.panels.links.panel import LinksPanel
from qualtrics_desk.gui.panels.links.reconciliation import READY, filters_of
from qualtrics_desk.store.settings import LinkFileLayout
from tests.gui.checks import clipped, nameless, tab_faults

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from qualtrics_desk.gui.desk import Desk

Wait = Callable[[Callable[[], object]], None]


class Brand:
    """The true state of the sandbox."""

    def __init__(self, sandbox: Any) -> None:
        self.sandbox = sandbox

    def call(self, method: str, path: str, **options: Any) -> Any:
        address = self.sandbox.url.removesuffix("/API/v3") + path
        reply = httpx.request(
            method, address, headers={"X-API-TOKEN": self.sandbox.token}, timeout=60, **options
        )
        reply.raise_for_status()
        return reply.json() if reply.content else None

    def distribution(self, kind: str) -> dict[str, Any]:
        found = self.call("GET", "/sandbox/state")["distributions"]
        return next(one for one in found if one["kind"] == kind)

    def list_named(self, name: str) -> str:
        lists = self.call("GET", "/sandbox/state")["lists"]
        return next(str(one["id"]) for one in lists if one["name"] == name)

    def reads(self) -> int:
        return sum(line["path"].endswith("/links") for line in self.sandbox.requests())


@pytest.fixture
def brand(start_sandbox: Callable[..., Any]) -> Brand:
    return Brand(start_sandbox(seed="demo", latency=15))


@pytest.fixture
def own_desk(desk: Desk, brand: Brand, complete: Callable[..., object]) -> Desk:
    from qualtrics_desk.services.sign_in.connections import connection_of
    from qualtrics_desk.store.settings import Profile, ProfileKind

    profile = Profile(name="Own", base_url=brand.sandbox.url, kind=ProfileKind.TEST)
    complete(desk.sign_in(profile, connection_of(profile, brand.sandbox.token)))
    return desk


@pytest.fixture
def panel(own_desk: Desk, complete: Callable[..., object], qtbot: QtBot) -> Iterator[LinksPanel]:
    made = LinksPanel(own_desk)
    made.resize(1080, 700)
    made.show()
    yield made
    made.hide()
    made.reset()
    complete(made.aclose())
    made.deleteLater()


def dialog_of(panel: LinksPanel, kind: type[QDialog], wait: Wait) -> Any:
    wait(lambda: any(one.isVisible() for one in panel.findChildren(kind)))
    return next(one for one in panel.findChildren(kind) if one.isVisible())


def open_distribution(
    panel: LinksPanel, complete: Callable[..., object], wait: Wait, found: dict[str, Any]
) -> None:
    complete(panel.enter({"survey": found["survey"]}))
    wait(lambda: panel.now.found)
    assert panel.ui.distribution_list.choose(found["id"])
    wait(lambda: panel.now.links is not None)


def read_all(panel: LinksPanel, wait: Wait) -> None:
    panel.actions_.qaction("links.read").trigger()
    wait(lambda: panel.now.is_whole and not panel.now.is_reading)
    wait(lambda: panel.ui.page.model.ids and not panel.ui.page.model.is_busy)
    wait(lambda: not panel.tasks.is_running("links.read"))


def message(panel: LinksPanel) -> str:
    """What stands in the place of the links."""
    assert not panel.ui.states.shows_content
    labels = panel.ui.states.currentWidget().findChildren(type(panel.ui.survey_heading))
    return " ".join(label.text() for label in labels)


def press(panel: LinksPanel, text: str, qtbot: QtBot) -> None:
    """Press the button of the page that stands in the place of the links."""
    buttons = panel.ui.states.currentWidget().findChildren(type(panel.ui.export_button))
    button = next(one for one in buttons if one.text() == text and one.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def answer_file(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[Path]:
    asked: list[Path] = []

    async def ask(
        _parent: Any, _title: str, proposed: Path, _patterns: str, _suffix: str
    ) -> Path | None:
        asked.append(proposed)
        return path

    monkeypatch.setattr(writing, "ask_save_file", ask)
    return asked


def test_links_are_read_on_a_click_only_and_counted_against_the_list(
    panel: LinksPanel, brand: Brand, complete: Callable[..., object], wait: Wait, qtbot: QtBot
) -> None:
    made = brand.distribution("GeneratedInvite")
    open_distribution(panel, complete, wait, made)
    assert brand.reads() == 0
    assert "contact frequency of 2,400 people" in message(panel)
    assert not panel.ui.export_button.isVisible()

    press(panel, "Read 2,400 links", qtbot)
    wait(lambda: panel.now.is_whole and not panel.now.is_reading)
    wait(lambda: len(panel.ui.page.model.ids) == 2_400)

    assert brand.reads() == 24
    assert panel.ui.export_button.text() == "Export 2,400 links…"
    assert panel.ui.read_button.text() == "Read again…"
    told = {key: panel.ui.tiles.tile(key) for key in ("contacts", "links", "missing", "expired")}
    amounts = {key: tile.facts.amount for key, tile in told.items() if tile is not None}
    assert amounts == {"contacts": 2_400, "links": 2_400, "missing": 0, "expired": 0}
    assert "2,400 contacts · 2,400 links" in panel.ui.subtitle_label.text()


def test_reading_again_says_what_it_does_first(
    panel: LinksPanel, brand: Brand, complete: Callable[..., object], wait: Wait
) -> None:
    open_distribution(panel, complete, wait, brand.distribution("GeneratedInvite"))
    read_all(panel, wait)
    before = brand.reads()

    panel.actions_.qaction("links.read").trigger()
    dialog = dialog_of(panel, ConfirmDialog, wait)
    assert "contact frequency of 2,400 people" in dialog.ui.text_label.text()
    dialog.ui.cancel_button.click()
    wait(lambda: not panel.tasks.is_running("links.read"))
    assert brand.reads() == before

    panel.actions_.qaction("links.read").trigger()
    dialog_of(panel, ConfirmDialog, wait).ui.accept_button.click()
    wait(lambda: brand.reads() == 2 * before)
    wait(lambda: not panel.now.is_reading)
    assert len(panel.ui.page.model.ids) == 2_400


def test_a_mailing_is_read_after_its_id_was_typed(
    panel: LinksPanel, brand: Brand, complete: Callable[..., object], wait: Wait, qtbot: QtBot
) -> None:
    mailing = brand.distribution("Invite")
    open_distribution(panel, complete, wait, mailing)
    assert "reset the e-mail status dates" in message(panel)
    press(panel, "Read links…", qtbot)
    dialog = dialog_of(panel, ConfirmDialog, wait)
    assert not dialog.ui.accept_button.isEnabled()
    dialog.ui.typed_edit.setText("yes")
    assert not dialog.ui.accept_button.isEnabled()
    dialog.reject()
    wait(lambda: not panel.tasks.is_running("links.read"))
    assert brand.reads() == 0

    press(panel, "Read links…", qtbot)
    dialog = dialog_of(panel, ConfirmDialog, wait)
    dialog.ui.typed_edit.setText(mailing["id"])
    dialog.ui.accept_button.click()
    wait(lambda: panel.now.is_whole)
    assert brand.reads() > 0


def test_who_is_missing_is_a_click_away(
    panel: LinksPanel, brand: Brand, complete: Callable[..., object], wait: Wait, qtbot: QtBot
) -> None:
    made = brand.distribution("GeneratedInvite")
    state = brand.call("GET", "/sandbox/state")
    place = next(one for one in state["lists"] if one["name"] == "Spring panel 2026")
    path = f"/API/v3/directories/{place['directory']}/mailinglists/{place['id']}/contacts"
    brand.call("POST", path, json={"firstName": "Late", "email": "late@example.com"})
    open_distribution(panel, complete, wait, made)
    read_all(panel, wait)

    tile = panel.ui.tiles.tile("missing")
    assert tile is not None
    assert tile.facts.amount == 1
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    wait(lambda: len(panel.ui.page.model.ids) == 1)
    wait(lambda: panel.ui.page.model.row(0) is not None)
    row = panel.ui.page.model.row(0)
    assert row is not None
    assert "Late" in row.values
    assert panel.ui.export_button.text() == "Export 1 row…"
    panel.ui.page.filter_bar.clear()
    wait(lambda: len(panel.ui.page.model.ids) == 2_401)
    assert panel.ui.tiles.chosen_key == "contacts"


def test_the_file_holds_what_is_shown_with_the_columns_that_were_chosen(
    panel: LinksPanel,
    brand: Brand,
    complete: Callable[..., object],
    wait: Wait,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    open_distribution(panel, complete, wait, brand.distribution("GeneratedInvite"))
    read_all(panel, wait)
    told: list[str] = []
    panel.desk.notice_told.connect(lambda text, *_: told.append(text))
    panel.ui.page.grid.choose_columns(["email", "link", "embeddedData.Department"])
    panel.ui.page.filter_bar.set_view(View())
    panel.ui.page.model.set_view(View(text="example.net", filters=filters_of("links")))
    wait(lambda: 0 < len(panel.ui.page.model.ids) < 2_400)
    amount = len(panel.ui.page.model.ids)
    ui = panel.ui
    ui.encoding_box.setCurrentIndex(ui.encoding_box.findData("utf-8"))
    ui.delimiter_box.setCurrentIndex(ui.delimiter_box.findData(";"))
    out = tmp_path / "out.csv"
    asked = answer_file(monkeypatch, out)

    assert ui.columns_button.text() == "3 columns…"
    ui.export_button.click()
    wait(lambda: out.exists() and told)

    assert asked[0].name == f"{panel.now.survey_name} links.csv"
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert list(rows[0]) == ["email", "link", "Department"]
    assert len(rows) == amount
    assert all(row["link"] and "example.net" in row["email"].lower() for row in rows)
    assert any(row["Department"] for row in rows)
    assert told == [f"{amount} links were written to out.csv."]

    # A workbook needs no encoding, divider or apostrophe.
    ui.kind_box.setCurrentIndex(ui.kind_box.findData("xlsx"))
    assert not ui.encoding_box.isEnabled()
    assert not ui.delimiter_box.isEnabled()
    assert not ui.safe_check.isEnabled()
    answer_file(monkeypatch, None)
    ui.export_button.click()
    wait(lambda: not panel.tasks.is_running("links.export"))
    assert len(told) == 1


def test_the_next_window_writes_files_as_the_last_one_did(
    panel: LinksPanel,
    brand: Brand,
    complete: Callable[..., object],
    wait: Wait,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    open_distribution(panel, complete, wait, brand.distribution("GeneratedInvite"))
    read_all(panel, wait)
    ui = panel.ui
    ui.kind_box.setCurrentIndex(ui.kind_box.findData("tsv"))
    ui.encoding_box.setCurrentIndex(ui.encoding_box.findData("utf-16"))
    ui.delimiter_box.setCurrentIndex(ui.delimiter_box.findData(";"))
    ui.safe_check.setChecked(True)
    panel.ui.page.grid.choose_columns(["link", "email"])
    answer_file(monkeypatch, tmp_path / "out.tsv")
    ui.export_button.click()
    wait(lambda: (tmp_path / "out.tsv").exists() and not panel.tasks.is_running("links.export"))

    complete(panel.desk.load())
    again = LinksPanel(panel.desk)
    try:
        open_distribution(again, complete, wait, brand.distribution("GeneratedInvite"))
        wait(lambda: again.now.is_whole and again.ui.export_button.isEnabled())
        asked = answer_file(monkeypatch, tmp_path / "again.tsv")
        again.ui.export_button.click()
        wait(lambda: (tmp_path / "again.tsv").exists())
        wait(lambda: not panel.desk.running.tasks)
    finally:
        complete(again.aclose())
        again.reset()
        again.deleteLater()

    assert asked[0].suffix == ".tsv"
    assert (tmp_path / "again.tsv").read_bytes() == (tmp_path / "out.tsv").read_bytes()
    with (tmp_path / "again.tsv").open(encoding="utf-16", newline="") as file:
        assert next(csv.reader(file, delimiter="\t")) == ["link", "email"]


def test_new_links_are_generated_for_a_list_and_chosen(
    panel: LinksPanel, brand: Brand, complete: Callable[..., object], wait: Wait
) -> None:
    survey = brand.distribution("GeneratedInvite")["survey"]
    alumni = brand.list_named("Alumni newsletter")
    complete(panel.enter({"survey": survey, "list_id": alumni}))
    dialog = dialog_of(panel, GenerateLinksDialog, wait)
    assert dialog.ui.list_box.value == alumni
    assert dialog.ui.accept_button.text() == "Generate 1,500 links"
    assert "Nothing is sent to them" in dialog.ui.effect_label.text()
    assert "in 60 days" in dialog.ui.zone_label.text()
    assert not nameless(dialog)
    assert not tab_faults(dialog)
    dialog.ui.description_edit.clear()
    assert not dialog.ui.accept_button.isEnabled()
    dialog.ui.description_edit.setText("Autumn wave")
    dialog.ui.accept_button.click()
    wait(lambda: panel.now.links is not None)

    chosen = panel.now.chosen
    assert chosen is not None
    assert chosen.mailing_list_id == alumni
    assert panel.now.list_name == "Alumni newsletter"
    assert "contact frequency of 1,500 people" in message(panel)


def test_links_are_not_generated_where_that_cannot_be(
    panel: LinksPanel, complete: Callable[..., object], wait: Wait
) -> None:
    generate = panel.actions_.qaction("links.generate")
    complete(panel.enter({}))
    wait(lambda: panel.now.lists)
    assert not generate.isEnabled()
    surveys = panel.now.surveys or ()
    inactive = next(one for one in surveys if not one.is_active)
    active = next(one for one in surveys if one.is_active)
    complete(panel.enter({"survey": inactive.id}))
    assert "active surveys only" in generate.toolTip()
    complete(panel.enter({"survey": active.id}))
    assert generate.isEnabled()
    assert panel.desk.profile is not None
    panel.desk.profile = msgspec.structs.replace(panel.desk.profile, read_only=True)
    complete(panel.enter({"survey": active.id}))
    assert "read-only" in generate.toolTip()


def test_every_state_says_what_is_missing(
    panel: LinksPanel, brand: Brand, complete: Callable[..., object], wait: Wait, qtbot: QtBot
) -> None:
    complete(panel.enter({}))
    assert "Choose a survey" in message(panel)
    used = {one["survey"] for one in brand.call("GET", "/sandbox/state")["distributions"]}
    unused = next(one for one in panel.now.surveys or () if one.id not in used and one.is_active)
    complete(panel.enter({"survey": unused.id}))
    wait(lambda: panel.now.found is not None)
    assert "No links yet" in message(panel)
    press(panel, "Generate links…", qtbot)
    dialog_of(panel, GenerateLinksDialog, wait).reject()

    brand.call("PUT", "/sandbox/faults", json={"faults": "500=1"})
    panel.desk.session.client._attempts._patience = 0.0
    panel.actions_.qaction("links.refresh").trigger()
    wait(lambda: panel.now.failure is not None)
    assert not panel.ui.states.shows_content
    brand.call("PUT", "/sandbox/faults", json={"faults": ""})
    press(panel, "Try again", qtbot)
    wait(lambda: panel.now.failure is None and panel.now.found is not None)


def test_a_reading_that_is_stopped_keeps_its_links_and_offers_the_rest(
    panel: LinksPanel, brand: Brand, complete: Callable[..., object], wait: Wait
) -> None:
    open_distribution(panel, complete, wait, brand.distribution("GeneratedInvite"))

    stopped: list[int] = []

    def stop() -> None:
        for task in panel.desk.running.tasks:
            done = task.progress
            is_far = done is not None and done.phase == "Reading links" and done.done >= 300
            if done is not None and is_far and not stopped:
                stopped.append(done.done)
                task.stop()

    panel.desk.running.started.connect(lambda task: task.changed.connect(stop))
    panel.actions_.qaction("links.read").trigger()
    wait(lambda: panel.now.is_reading)
    wait(lambda: not panel.now.is_reading and not panel.tasks.is_running("links.read"))
    reading = panel.now.reading
    assert reading is not None
    assert not reading.is_complete
    assert 300 <= reading.rows < 2_400
    assert "the rest is missing" in panel.ui.notice.text
    assert not panel.ui.export_button.isVisible()
    assert panel.ui.read_button.text() == "Read the rest"

    read_all(panel, wait)
    assert len(panel.ui.page.model.ids) == 2_400
    # One page was on its way when it was stopped.
    assert brand.reads() <= 25


def test_what_was_read_is_there_again_without_reading(
    panel: LinksPanel, brand: Brand, complete: Callable[..., object], wait: Wait
) -> None:
    made = brand.distribution("GeneratedInvite")
    open_distribution(panel, complete, wait, made)
    read_all(panel, wait)
    before = brand.reads()
    panel.reset()
    assert not panel.ui.states.shows_content
    assert panel.ui.survey_box.count() == 0
    open_distribution(panel, complete, wait, made)
    wait(lambda: len(panel.ui.page.model.ids) == 2_400)
    assert brand.reads() == before
    assert panel.ui.tiles.tile("missing") is not None


@pytest.mark.parametrize("size", [(1080, 700), (856, 540)])
def test_everything_has_a_name_and_room(
    panel: LinksPanel,
    brand: Brand,
    complete: Callable[..., object],
    wait: Wait,
    qtbot: QtBot,
    size: tuple[int, int],
) -> None:
    panel.resize(*size)
    qtbot.waitExposed(panel)
    complete(panel.enter({}))
    for _ in range(2):
        qtbot.wait(50)
        assert not nameless(panel)
        assert not clipped(panel)
        if panel.now.links is None:
            open_distribution(panel, complete, wait, brand.distribution("GeneratedInvite"))
            assert not clipped(panel)
            read_all(panel, wait)
    actions = [action.text() for action in panel.actions_.all()]
    assert len(set(actions)) == len(actions)


def test_typing_finds_a_survey_by_any_part_of_its_name(
    panel: LinksPanel, complete: Callable[..., object], wait: Wait, qtbot: QtBot
) -> None:
    complete(panel.enter({}))
    box = panel.ui.survey_box
    edit = box.lineEdit()
    assert edit is not None
    target = next(one for one in panel.now.surveys or () if "satisfaction" in one.name)
    qtbot.keyClicks(edit, "satisf")
    completer = box.completer()
    wait(lambda: completer.popup().isVisible())
    popup = completer.popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    wait(lambda: panel.now.survey == target)
    wait(lambda: panel.now.found)
    edit.setText("no survey of this name")
    edit.editingFinished.emit()
    assert edit.text() == target.name


def test_columns_have_the_names_that_were_given_them(
    panel: LinksPanel,
    brand: Brand,
    complete: Callable[..., object],
    wait: Wait,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not panel.actions_.qaction("links.names").isEnabled()
    open_distribution(panel, complete, wait, brand.distribution("GeneratedInvite"))
    read_all(panel, wait)
    panel.ui.page.grid.choose_columns(["email", "link", "embeddedData.Department"])
    menu = panel.ui.file_button.menu()
    assert panel.actions_.qaction("links.names") in menu.actions()
    panel.actions_.qaction("links.names").trigger()
    dialog = dialog_of(panel, ColumnNamesDialog, wait)
    assert not nameless(dialog)
    assert not clipped(dialog)
    assert not tab_faults(dialog)
    assert dialog.edits["embeddedData.Department"].placeholderText() == "Department"
    qtbot.keyClicks(dialog.edits["link"], "email")
    assert not dialog.ui.accept_button.isEnabled()
    assert "called “email”" in dialog.ui.problem_label.text()
    dialog.edits["link"].clear()
    qtbot.keyClicks(dialog.edits["link"], "Your link")
    qtbot.keyClicks(dialog.edits["embeddedData.Department"], "Unit")
    qtbot.mouseClick(dialog.ui.accept_button, Qt.MouseButton.LeftButton)
    wait(lambda: not panel.tasks.is_running("links.names"))
    answer_file(monkeypatch, tmp_path / "out.csv")
    panel.ui.export_button.click()
    wait(lambda: (tmp_path / "out.csv").exists() and not panel.tasks.is_running("links.export"))
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.reader(file)) == ["email", "Your link", "Unit"]

    # They are there again the next time, and can be given back in one step.
    assert panel.desk.settings.link_file.names["link"] == "Your link"
    panel.actions_.qaction("links.names").trigger()
    dialog = dialog_of(panel, ColumnNamesDialog, wait)
    assert dialog.edits["link"].text() == "Your link"
    qtbot.mouseClick(dialog.ui.clear_button, Qt.MouseButton.LeftButton)
    assert not any(edit.text() for edit in dialog.edits.values())
    qtbot.mouseClick(dialog.ui.accept_button, Qt.MouseButton.LeftButton)
    wait(lambda: not panel.desk.settings.link_file.names)


def choose_layout(panel: LinksPanel, action: str, name: str, wait: Wait, qtbot: QtBot) -> None:
    """Take a layout from the list that an action pops up."""
    panel.actions_.qaction(action).trigger()
    wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.accessibleName()
    entry = next(one for one in menu.actions() if one.text() == name)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())
    wait(lambda: not panel.tasks.is_running("links.layout"))


def keep_layout(panel: LinksPanel, name: str, wait: Wait, qtbot: QtBot) -> None:
    panel.actions_.qaction("links.keep-layout").trigger()
    prompt = dialog_of(panel, TextPrompt, wait)
    qtbot.keyClicks(prompt.ui.text_edit, name)
    qtbot.mouseClick(prompt.ui.accept_button, Qt.MouseButton.LeftButton)


def test_a_layout_is_kept_used_and_forgotten(
    panel: LinksPanel, brand: Brand, complete: Callable[..., object], wait: Wait, qtbot: QtBot
) -> None:
    act = panel.actions_.qaction
    open_distribution(panel, complete, wait, brand.distribution("GeneratedInvite"))
    read_all(panel, wait)
    assert not act("links.use-layout").isEnabled()
    ui, page = panel.ui, panel.ui.page
    page.grid.choose_columns(["link", "email", "embeddedData.Department"])
    panel.format.names = {"link": "Your link"}
    ui.kind_box.setCurrentIndex(ui.kind_box.findData("tsv"))
    view = View(text="example.net", filters=filters_of("links"))
    page.filter_bar.set_view(view)
    wait(lambda: page.model.view == view and not page.model.is_busy)
    keep_layout(panel, "Mail & merge", wait, qtbot)
    wait(act("links.use-layout").isEnabled)

    page.grid.choose_columns(["email"])
    panel.format.names = {}
    ui.kind_box.setCurrentIndex(ui.kind_box.findData("xlsx"))
    page.filter_bar.set_view(View())
    wait(lambda: page.model.view == View())
    # The name is taken: what is kept stays unless the person says so.
    keep_layout(panel, "Mail & merge", wait, qtbot)
    question = dialog_of(panel, ConfirmDialog, wait)
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    wait(lambda: not panel.tasks.is_running("links.keep-layout"))

    complete(panel.desk.load())
    choose_layout(panel, "links.use-layout", "Mail && merge", wait, qtbot)
    shown = [column.key for column in page.grid.shown_columns()]
    assert shown == ["link", "email", "embeddedData.Department"]
    assert page.filter_bar.view() == page.model.view == view
    assert ui.kind_box.currentData() == "tsv"
    assert panel.format.name_of("link") == "Your link"

    choose_layout(panel, "links.forget-layout", "Mail && merge", wait, qtbot)
    wait(lambda: not act("links.use-layout").isEnabled())
    assert not panel.desk.settings.link_layouts


def test_a_layout_says_which_of_its_fields_the_links_have_not(
    panel: LinksPanel, brand: Brand, complete: Callable[..., object], wait: Wait, qtbot: QtBot
) -> None:
    gone = Filter("embeddedData.Team", Comparison.IS, ("A",))
    layout = LinkFileLayout(
        columns=("email", "embeddedData.Unit"), view=View(filters=(READY, gone))
    )
    complete(
        panel.desk.change(lambda now: msgspec.structs.replace(now, link_layouts={"Old": layout}))
    )
    open_distribution(panel, complete, wait, brand.distribution("GeneratedInvite"))
    read_all(panel, wait)
    choose_layout(panel, "links.use-layout", "Old", wait, qtbot)
    assert [column.key for column in panel.ui.page.grid.shown_columns()] == ["email"]
    assert panel.ui.page.model.view.filters == (READY,)
    said = " ".join(one.text() for one in panel.ui.notice.findChildren(QLabel))
    assert "goes without: Unit, Team" in said


def test_links_are_added_to_a_file_and_rows_without_one_are_named(
    panel: LinksPanel,
    brand: Brand,
    complete: Callable[..., object],
    wait: Wait,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    act = panel.actions_.qaction("links.merge")
    open_distribution(panel, complete, wait, brand.distribution("GeneratedInvite"))
    assert not act.isEnabled()
    read_all(panel, wait)
    (row,) = panel.ui.page.model.source.rows(panel.ui.page.model.ids[:1])
    keys = [column.key for column in panel.ui.page.model.columns]
    email, link = (row.values[keys.index(key)] for key in ("email", "link"))
    source, out = tmp_path / "seats.csv", tmp_path / "out.csv"
    text = f"Seat,E-mail\n1,nobody@nowhere.example\n2,{str(email).upper()}\n3,\n"
    source.write_text(text, encoding="utf-8")

    async def opened(*_: Any) -> Path:
        return source

    async def saved(_parent: Any, _title: str, proposed: Path, *_: Any) -> Path:
        assert proposed == tmp_path / "seats with links.csv"
        return out

    monkeypatch.setattr(merge_dialog, "ask_open_file", opened)
    monkeypatch.setattr(merge_dialog, "ask_save_file", saved)
    told: list[str] = []
    panel.desk.notice_told.connect(lambda text, *_: told.append(text))
    reads = brand.reads()
    act.trigger()
    dialog = dialog_of(panel, MergeLinksDialog, wait)
    ui = dialog.ui
    assert not nameless(dialog)
    assert not clipped(dialog)
    assert not tab_faults(dialog)
    assert (dialog.by, dialog.key) == ("email", "E-mail")
    qtbot.keyClick(ui.by_box, Qt.Key.Key_Down)
    assert (dialog.by, dialog.key) == ("extRef", "")
    assert not ui.accept_button.isEnabled()
    qtbot.keyClick(ui.by_box, Qt.Key.Key_Up)
    ui.name_edit.selectAll()
    qtbot.keyClicks(ui.name_edit, "Seat")
    assert "column “Seat” already" in ui.problem_label.text()
    ui.name_edit.selectAll()
    qtbot.keyClicks(ui.name_edit, "Your link")
    qtbot.mouseClick(ui.accept_button, Qt.MouseButton.LeftButton)
    wait(lambda: told)
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [one["Seat"] for one in rows] == ["1", "2", "3"]
    assert [one["Your link"] for one in rows] == ["", link, ""]
    assert told == ["3 rows were written to out.csv, 1 with a link."]
    wait(lambda: not panel.tasks.is_running("links.merge"))
    said = " ".join(one.text() for one in panel.ui.notice.findChildren(QLabel))
    assert "Without a link here: 2 rows (lines of the file: 2, 4)." in said
    assert brand.reads() == reads
    assert source.read_text(encoding="utf-8") == text
