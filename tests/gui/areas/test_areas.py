"""Every area through the window: list, search, detail, make, change, delete, export, states."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit

from qualtrics_desk.gui.areas import area_work
from qualtrics_desk.gui.dialogs.confirm import ConfirmDialog
from qualtrics_desk.gui.dialogs.fields_dialog import FieldsDialog
from qualtrics_desk.gui.panels.events.subscribe_dialog import SubscribeDialog
from qualtrics_desk.gui.panels.library.message_dialog import MessageDialog
from qualtrics_desk.store.settings import Profile, ProfileKind

if TYPE_CHECKING:
    from pathlib import Path

    from qualtrics_desk.gui.areas.area_page import AreaPage
    from qualtrics_desk.gui.areas.area_panel import AreaPanel
    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.main_window import MainWindow
    from tests.conftest import SandboxStarter

Wait = Callable[[Callable[[], object]], None]
Complete = Callable[..., object]


def _fill(values: Mapping[str, str]) -> Callable[[Any], None]:
    def fill(dialog: FieldsDialog) -> None:
        for key, value in values.items():
            dialog.set_value(key, value)

    return fill


def _write_message(dialog: MessageDialog) -> None:
    dialog.ui.name_edit.setText("Wave 2")
    dialog.ui.source_edit.setPlainText("<p>Hello ${m://FirstName}</p>")


def _rewrite_message(dialog: MessageDialog) -> None:
    dialog.ui.source_edit.setPlainText("<p>Good day ${m://FirstName}</p>")
    dialog.ui.views.setCurrentWidget(dialog.ui.changes)


def _subscribe(dialog: SubscribeDialog) -> None:
    dialog.ui.what_box.setCurrentIndex(0)
    dialog.ui.address_edit.setText("https://example.org/hook")


class Case(NamedTuple):
    """An area of a room, how one is made and changed, and what is seen then."""

    room: str
    area: str
    dialog: type[QDialog]
    make: Callable[[Any], None]
    change: Callable[[Any], None] | None
    name: str
    fact: tuple[str, str]
    changed: tuple[str, str]
    search: str
    piece: str
    forbidden: str


CASES = (
    Case(
        "people",
        "users",
        FieldsDialog,
        _fill(
            {
                "username": "nora.berg",
                "email": "nora@example.com",
                "firstName": "Nora",
                "lastName": "Berg",
                "password": "a long one",
            }
        ),
        _fill({"language": "DA"}),
        "Nora Berg",
        ("User name", "nora.berg#meridian"),
        ("Language", "DA"),
        "tanaka",
        "users",
        "Your user may not list users.",
    ),
    Case(
        "people",
        "groups",
        FieldsDialog,
        _fill({"name": "Night shift"}),
        _fill({"type": "GT_team00000000002"}),
        "Night shift",
        ("Group type", "GT_team00000000001"),
        ("Group type", "GT_team00000000002"),
        "field",
        "groups",
        "Your user may not list groups.",
    ),
    Case(
        "library",
        "messages",
        MessageDialog,
        _write_message,
        _rewrite_message,
        "Wave 2",
        ("Category", "Invitation"),
        ("Languages", "en"),
        "reminder",
        "messages",
        "Your user may not see libraries.",
    ),
    Case(
        "events",
        "events",
        SubscribeDialog,
        _subscribe,
        None,
        "A response is completed, in every survey",
        ("Topic", "surveyengine.completedResponse.*"),
        ("", ""),
        "",
        "eventsubscriptions",
        "Your user may not see event subscriptions.",
    ),
)


class Room:
    """An area of the window on a brand of its own."""

    def __init__(self, window: MainWindow, wait: Wait, case: Case) -> None:
        self.window, self.wait, self.case = window, wait, case
        self.panel: AreaPanel = window.go(case.room)  # type: ignore[assignment]
        self.page: AreaPage = self.panel.pages[case.area]
        place = self.panel.ui.pages.indexOf(self.page)
        self.panel.ui.tabs.setCurrentIndex(place)
        wait(lambda: self.page.reading or self.page.failure)
        self.settle()

    def settle(self) -> None:
        page = self.page
        self.wait(lambda: not self.panel.tasks.is_running((page, "read")))
        self.wait(lambda: not page.ui.page.model.is_busy)

    def do(self, verb: str) -> None:
        action = self.panel.actions_.qaction(f"{self.case.room}.{verb}")
        assert action.isEnabled(), action.toolTip()
        action.trigger()

    def dialog(self, kind: type[QDialog]) -> Any:
        self.wait(lambda: [one for one in self.panel.findChildren(kind) if one.isVisible()])
        return next(one for one in self.panel.findChildren(kind) if one.isVisible())

    def answer(self, kind: type[QDialog], fill: Callable[[Any], None]) -> Any:
        dialog = self.dialog(kind)
        fill(dialog)
        self.wait(dialog.ui.accept_button.isEnabled)
        dialog.ui.accept_button.click()
        self.wait(lambda: not [one for one in self.panel.findChildren(kind) if one.isVisible()])
        return dialog

    @property
    def facts(self) -> dict[str, str]:
        return self.page.ui.detail.ui.facts.facts

    @property
    def name(self) -> str:
        return self.page.ui.detail.ui.name_label.text()

    def said(self) -> list[str]:
        states = self.page.ui.states
        return [label.text() for label in states.currentWidget().findChildren(QLabel)]


def sign_in(desk: Desk, complete: Complete, sandbox: Any, name: str = "Areas", **more: Any) -> None:
    from qualtrics_desk.services.sign_in.connections import connection_of

    profile = Profile(
        name=name,
        base_url=sandbox.url,
        kind=ProfileKind.SANDBOX,
        colour="#7a4fd0",
        **more,
    )
    complete(desk.sign_in(profile, connection_of(profile, sandbox.token)))


@pytest.fixture(params=CASES, ids=lambda case: case.area)
def case(request: pytest.FixtureRequest) -> Case:
    return request.param  # type: ignore[no-any-return]


def test_one_is_made_seen_changed_taken_back_and_deleted(
    case: Case,
    desk: Desk,
    window: MainWindow,
    wait: Wait,
    complete: Complete,
    start_sandbox: SandboxStarter,
) -> None:
    brand = start_sandbox("demo", "lag=0")
    sign_in(desk, complete, brand)
    told: list[tuple[str, Any]] = []
    desk.notice_told.connect(lambda text, _button, act: told.append((text, act)))
    room = Room(window, wait, case)
    before = room.page.rows

    if case.search:
        search = room.page.ui.page.filter_bar.findChild(QLineEdit)
        room.do("find")
        assert search is not None
        QTest.keyClicks(search, case.search)
        wait(lambda: len(room.page.ui.page.model.ids) == 1)
        search.clear()
        wait(lambda: len(room.page.ui.page.model.ids) == before)

    room.do("new")
    room.answer(case.dialog, case.make)
    wait(lambda: room.name == case.name and room.page.ui.detail.is_whole)
    room.settle()
    assert room.page.rows == before + 1
    assert room.facts[case.fact[0]] == case.fact[1]

    if case.change is not None:
        room.do("change")
        room.answer(case.dialog, case.change)
        wait(lambda: room.facts.get(case.changed[0]) == case.changed[1])
        wait(lambda: told and told[-1][1])
        text, undo = told[-1]
        assert case.name in text
        undo()
        wait(lambda: "as it was before" in told[-1][0])
        room.settle()
        whole = [line for line in brand.requests() if line["method"] == "PUT"]
        assert [line["status"] for line in whole] == [200, 200]

    # What cannot be taken back is asked for, with what must be typed where there is much to lose.
    room.do("delete")
    question: ConfirmDialog = room.dialog(ConfirmDialog)
    if question._typed:
        assert not question.ui.accept_button.isEnabled()
        question.ui.typed_edit.setText(question._typed)
    question.ui.accept_button.click()
    wait(lambda: room.page.rows == before and not room.page.thing)
    assert "deleted" in told[-1][0]


def test_an_area_says_why_it_shows_nothing(
    case: Case,
    desk: Desk,
    window: MainWindow,
    wait: Wait,
    complete: Complete,
    start_sandbox: SandboxStarter,
) -> None:
    brand = start_sandbox("empty", f"forbid={case.piece}")
    desk.patience = 0.4
    sign_in(desk, complete, brand, name="Forbidden")
    room = Room(window, wait, case)
    said = room.said()
    assert case.forbidden in said
    assert any("administrator" in text for text in said)
    assert not room.panel.actions_.qaction(f"{case.room}.new").isEnabled()
    assert room.panel.ui.new_button.toolTip() == case.forbidden

    _faults(brand, "lag=0")
    sign_in(desk, complete, brand, name="Failed")
    wait(lambda: room.panel.OF is None or not room.panel.ui.of_box.count())
    if room.panel.OF is not None:
        # The box of libraries has to be there first.
        complete(room.panel._read_of())
    _faults(brand, "500=1")
    room = Room(window, wait, case)
    assert room.page.failure is not None
    button = room.page.ui.states.button
    assert button is not None
    _faults(brand, "lag=0")
    button.click()
    wait(lambda: room.page.failure is None and room.page.reading is not None)
    room.settle()
    if case.area in ("users", "groups"):
        assert room.page.rows == 1
        return
    title, text = room.page.view.empty()
    assert {title, text} <= set(room.said())
    button = room.page.ui.states.button
    assert button is not None
    assert button.text() == room.page.view.new()


THOUSAND = (
    # Area, what is filled, how many there are then, what is typed, rows left, first column.
    ("users", "users", 1_001, "user000", 99, "User name"),
    ("groups", "groups", 1_001, "group 0009", 11, "Name"),
    ("messages", "messages", 1_000, "message 0009", 11, ""),
    ("events", "subscriptions", 1_000, "hook/000", 99, ""),
)


def test_a_thousand_of_each_area_are_shown_and_exported_as_they_are_filtered(
    desk: Desk,
    window: MainWindow,
    wait: Wait,
    complete: Complete,
    start_sandbox: SandboxStarter,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    brand = start_sandbox("empty", "lag=0")
    for _, kind, *_rest in THOUSAND:
        _post(brand, "/sandbox/fill", {kind: 1_000})
    sign_in(desk, complete, brand)
    chosen: list[Path] = []

    async def choose(*_: object) -> Path:
        return chosen[-1]

    monkeypatch.setattr(area_work, "ask_save_file", choose)
    for area, _, count, typed, left, head in THOUSAND:
        room = Room(window, wait, next(case for case in CASES if case.area == area))
        assert room.page.rows == count, area
        assert f"{count:,}" in room.panel.ui.subtitle_label.text()
        chosen.append(tmp_path / f"{area}.csv")
        search = room.page.ui.page.filter_bar.findChild(QLineEdit)
        assert search is not None
        QTest.keyClicks(search, typed)
        wait(lambda room=room, left=left: len(room.page.ui.page.model.ids) == left)
        room.do("export")
        wait(chosen[-1].exists)
        with chosen[-1].open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert len(rows) == left + 1, area
        assert not head or rows[0][0] == head


def test_a_read_only_profile_and_a_conflict_send_nothing(
    desk: Desk, window: MainWindow, wait: Wait, complete: Complete, start_sandbox: SandboxStarter
) -> None:
    brand = start_sandbox("demo", "lag=0")
    sign_in(desk, complete, brand)
    room = Room(window, wait, CASES[0])
    room.page.ui.page.grid.select_places([2])
    wait(lambda: room.page.ui.detail.is_whole)
    user = room.page.thing
    room.do("change")
    dialog: FieldsDialog = room.dialog(FieldsDialog)
    _put(brand, f"/users/{user}", {"lastName": "Elsewhere"})
    dialog.set_value("lastName", "Here")
    dialog.ui.accept_button.click()
    wait(dialog.ui.notice.isVisible)
    assert "Somebody else changed this user" in dialog.ui.notice.text
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    puts = [line for line in brand.requests() if line["method"] == "PUT"]
    assert len(puts) == 1

    sign_in(desk, complete, brand, read_only=True)
    room = Room(window, wait, CASES[0])
    new = room.panel.actions_.qaction("people.new")
    assert not new.isEnabled()
    assert new.toolTip() == "This profile is read-only."


def test_members_of_a_group_come_and_go(
    desk: Desk, window: MainWindow, wait: Wait, complete: Complete, start_sandbox: SandboxStarter
) -> None:
    sign_in(desk, complete, start_sandbox("demo", "lag=0"))
    room = Room(window, wait, CASES[1])
    room.page.ui.page.grid.select_places([0])
    view: Any = room.page.ui.detail
    wait(lambda: len(view.more.members) == 5)
    view.more.add_button.click()
    room.answer(
        FieldsDialog, lambda one: one.set_value("user", "Farah Haddad · farah.haddad#meridian")
    )
    wait(lambda: len(view.more.members) == 6)
    names = [view.more.list.item(row).text() for row in range(6)]
    view.more.list.setCurrentRow(next(n for n, name in enumerate(names) if "Farah" in name))
    view.more.remove_button.click()
    question: ConfirmDialog = room.dialog(ConfirmDialog)
    question.ui.accept_button.click()
    wait(lambda: len(view.more.members) == 5)
    wait(lambda: view.more.title.text() == "5 members")


def test_disabling_asks_and_can_be_taken_back(
    desk: Desk, window: MainWindow, wait: Wait, complete: Complete, start_sandbox: SandboxStarter
) -> None:
    sign_in(desk, complete, start_sandbox("demo", "lag=0"))
    room = Room(window, wait, CASES[0])
    room.page.ui.page.grid.select_places([2])
    wait(lambda: room.page.ui.detail.is_whole)
    view: Any = room.page.ui.detail.more
    view.button.click()
    wait(lambda: view.found is not None)
    assert view.told.text().startswith(
        "0 surveys · 0 lists · 2 groups · 0 messages. Before the user"
    )
    state = room.page.ui.detail.ui.state_label
    assert state.text() == "Active"
    room.do("disable")
    question: ConfirmDialog = room.dialog(ConfirmDialog)
    question.ui.accept_button.click()
    wait(lambda: state.text() == "Disabled")
    wait(lambda: room.panel.actions_.qaction("people.disable").text() == "Enable user…")
    room.settle()
    room.do("disable")
    wait(lambda: state.text() == "Active")


def test_divisions_and_the_organisation_as_far_as_the_service_goes(
    desk: Desk,
    window: MainWindow,
    wait: Wait,
    complete: Complete,
    start_sandbox: SandboxStarter,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    brand = start_sandbox("demo", "lag=0")
    sign_in(desk, complete, brand)
    told: list[tuple[str, Any]] = []
    desk.notice_told.connect(lambda text, _button, act: told.append((text, act)))
    room = Room(window, wait, CASES[0]._replace(area="divisions"))
    # There is no list: those that users are in stand here.
    assert room.page.rows == 2
    room.do("new")
    room.answer(FieldsDialog, lambda dialog: dialog.set_value("name", "Labs"))
    wait(lambda: room.name == "Labs" and room.page.ui.detail.is_whole)
    room.settle()
    assert room.page.rows == 3
    state = room.page.ui.detail.ui.state_label
    room.do("change")
    room.answer(FieldsDialog, lambda dialog: dialog.set_value("status", "Disabled"))
    wait(lambda: state.text() == "Disabled")
    wait(lambda: told and told[-1][1])
    told[-1][1]()
    wait(lambda: state.text() == "Active")
    delete = room.panel.actions_.qaction("people.delete")
    assert not delete.isEnabled()
    assert "neither lists divisions nor deletes them" in delete.toolTip()
    search = room.page.ui.page.filter_bar.findChild(QLineEdit)
    assert search is not None
    room.settle()
    QTest.keyClicks(search, "labs")
    wait(lambda: len(room.page.ui.page.model.ids) == 1)

    async def choose(*_: object) -> Path:
        return tmp_path / "divisions.csv"

    monkeypatch.setattr(area_work, "ask_save_file", choose)
    room.do("export")
    wait((tmp_path / "divisions.csv").exists)
    assert "Labs" in (tmp_path / "divisions.csv").read_text(encoding="utf-8-sig")

    organization = Room(window, wait, CASES[0]._replace(area="organization"))
    wait(lambda: "meridian" in organization.facts.get("Address", ""))
    assert not room.panel.actions_.qaction("people.new").isEnabled()

    desk.patience = 0.4
    _faults(brand, "lag=0,forbid=users/organizations")
    sign_in(desk, complete, brand, name="Forbidden")
    for area, said in (
        ("divisions", "Your user may not see divisions."),
        ("organization", "Your user may not see the organisation."),
    ):
        assert said in Room(window, wait, CASES[0]._replace(area=area)).said()


def test_surveys_and_blocks_of_a_library_are_listed_searched_and_exported(
    desk: Desk,
    window: MainWindow,
    wait: Wait,
    complete: Complete,
    start_sandbox: SandboxStarter,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sign_in(desk, complete, start_sandbox("demo", "lag=0"))
    room = Room(window, wait, CASES[2]._replace(area="library-contents"))
    assert room.page.rows == 1

    box = room.panel.ui.of_box
    wait(lambda: box.count() > 1)
    box.setCurrentIndex(box.count() - 1)
    box.activated.emit(box.currentIndex())
    wait(lambda: room.page.rows == 6)
    room.settle()
    grid, model = room.page.ui.page.grid, room.page.ui.page.model
    wait(lambda: model.row(0))
    kinds = {model.index(place, 2).data() for place in range(6)}
    assert kinds == {"Survey", "Block", "Question"}
    search = room.page.ui.page.filter_bar.findChild(QLineEdit)
    assert search is not None
    QTest.keyClicks(search, "household")
    wait(lambda: len(model.ids) == 1)
    grid.selectRow(0)
    wait(lambda: room.name == "Household" and room.facts.get("Folder") == "Demographics")

    async def choose(*_: object) -> Path:
        return tmp_path / "held.csv"

    monkeypatch.setattr(area_work, "ask_save_file", choose)
    room.do("export")
    wait((tmp_path / "held.csv").exists)
    with (tmp_path / "held.csv").open(encoding="utf-8-sig") as file:
        assert [row["Name"] for row in csv.DictReader(file)] == ["Household"]
    for verb in ("new", "change", "delete"):
        assert not room.panel.actions_.qaction(f"library.{verb}").isEnabled()


def test_a_dropped_picture_is_uploaded_and_shown_again(
    desk: Desk,
    window: MainWindow,
    wait: Wait,
    complete: Complete,
    start_sandbox: SandboxStarter,
    tmp_path: Path,
) -> None:
    from PySide6.QtCore import QMimeData, QPointF, QUrl
    from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage

    sign_in(desk, complete, start_sandbox("demo", "lag=0"))
    room = Room(window, wait, CASES[2])
    picture = tmp_path / "logo.png"
    image = QImage(600, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#2257d4"))
    assert image.save(str(picture))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture)), QUrl.fromLocalFile(str(tmp_path / "a.txt"))])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entered = QDragEnterEvent(QPointF(40, 40).toPoint(), copy, data, left, none)
    room.panel.dragEnterEvent(entered)
    assert entered.isAccepted()
    room.panel.dropEvent(QDropEvent(QPointF(40, 40), copy, data, left, none))

    page = room.panel.pages["graphics"]
    wait(lambda: page.ui.detail.ui.name_label.text() == "logo.png" and page.rows == 1)
    more: Any = page.ui.detail.more
    assert more.picture.pixmap().width() == 320
    assert page.ui.detail.ui.facts.facts["Address"].endswith(f"IM={page.thing}")


def _faults(brand: Any, spec: str) -> None:
    reply = httpx.put(
        brand.url.removesuffix("/API/v3") + "/sandbox/faults",
        headers={"X-API-TOKEN": brand.token},
        json={"faults": spec},
    )
    reply.raise_for_status()


def _post(brand: Any, path: str, body: Any) -> None:
    address = brand.url.removesuffix("/API/v3") + path
    httpx.post(address, headers={"X-API-TOKEN": brand.token}, json=body).raise_for_status()


def _put(brand: Any, path: str, body: Any) -> None:
    httpx.put(brand.url + path, headers={"X-API-TOKEN": brand.token}, json=body).raise_for_status()
