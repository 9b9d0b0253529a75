"""The import through the real panel, worker and sandbox; files and the true state are compared."""

from __future__ import annotations

import csv
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QToolButton

from qualtrics_desk.domain.mapping_choices import with_constant
from qualtrics_desk.domain.outcomes import JobState, PlanState
from qualtrics_desk.domain.recipes import Duplicates
from qualtrics_desk.gui.dialogs.confirm import ConfirmDialog
from qualtrics_desk.gui.dialogs.text_prompt import TextPrompt
from qualtrics_desk.gui.panels.imports.panel import ImportsPanel
from qualtrics_desk.gui.panels.imports.step import CHECK, FILE, MAPPING, PLAN, RESULT, RUN
from qualtrics_desk.services.imports import contacts as import_contacts
from qualtrics_desk.services.imports.proposal import save_recipe
from qualtrics_desk.services.imports.suggestions import recipes_folder
from qualtrics_desk.services.sign_in.connections import connection_of
from qualtrics_desk.store.settings import Profile, ProfileKind, WriteLimits
from tests.gui.checks import clipped, nameless, tab_faults

if TYPE_CHECKING:
    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.main_window import MainWindow
    from tests.conftest import Sandbox

Wait = Callable[[Callable[[], object]], None]
Complete = Callable[..., Any]
FAULTS = "lag=0,job-time=0.05,dedupe=off"
can_kill = pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")


class Rig:
    """A sandbox with one list of three people, and the panel in the main window."""

    def __init__(
        self, sandbox: Sandbox, window: MainWindow, desk: Desk, wait: Wait, complete: Complete
    ) -> None:
        self.sandbox, self.window, self.desk = sandbox, window, desk
        self.wait, self.complete = wait, complete
        self.client = httpx.Client(headers={"X-API-TOKEN": sandbox.token}, timeout=60)
        directories = self.get(f"{sandbox.url}/directories")["elements"]
        self.directory = directories[0]["directoryId"]
        self.list_id = self.make_list("Staff survey")
        self.panel: ImportsPanel

    def get(self, address: str) -> Any:
        return self.client.get(address).json()["result"]

    def make_list(self, name: str) -> str:
        place = f"{self.sandbox.url}/directories/{self.directory}/mailinglists"
        return str(self.client.post(place, json={"name": name}).json()["result"]["id"])

    def add(self, **contact: Any) -> None:
        place = f"{self.sandbox.url}/directories/{self.directory}/mailinglists/{self.list_id}"
        answer = self.client.post(f"{place}/contacts", json=contact)
        assert answer.status_code == 200, answer.text

    def contacts(self, list_id: str = "") -> dict[str, dict[str, Any]]:
        """What is really in the list, by e-mail; nobody is there twice."""
        origin = self.sandbox.url.removesuffix("/API/v3")
        answer = self.client.get(
            f"{origin}/sandbox/contacts", params={"list": list_id or self.list_id}
        )
        people = [json.loads(line) for line in answer.text.splitlines()]
        assert len({one["email"] for one in people}) == len(people)
        return {one["email"]: one for one in people}

    def faults(self, spec: str) -> None:
        origin = self.sandbox.url.removesuffix("/API/v3")
        answer = self.client.put(f"{origin}/sandbox/faults", json={"faults": spec})
        assert answer.status_code == 200, answer.text

    def writes(self) -> list[str]:
        """Requests of the program that write; those of the test itself are told by their agent."""
        return [
            f"{one['method']} {one['path']}"
            for one in self.sandbox.requests()[self.before :]
            if one["method"] != "GET" and not one["path"].startswith("/sandbox")
        ]

    before = 0

    def sign_in(self, kind: ProfileKind = ProfileKind.TEST, **profile: Any) -> None:
        made = Profile(
            name="Test brand",
            base_url=self.sandbox.url,
            kind=kind,
            colour="#2f66d6",
            **profile,
        )
        self.complete(self.desk.sign_in(made, connection_of(made, self.sandbox.token)))
        self.before = len(self.sandbox.requests())

    def enter(self, **what: Any) -> ImportsPanel:
        panel = self.window.go("imports", what)
        assert isinstance(panel, ImportsPanel)
        self.panel = panel
        return panel

    def open(self, path: Path) -> ImportsPanel:
        """The file and the list are chosen."""
        panel = self.enter(path=str(path), list_id=self.list_id)
        self.wait(lambda: panel.bench.draft.can_be_mapped and not panel.file.is_reading)
        self.wait(lambda: not panel.tasks.is_running("known"))
        return panel

    def plan(self, path: Path) -> ImportsPanel:
        """As far as the plan; the file must not stop it."""
        panel = self.open(path)
        panel.go_next()
        assert panel.current == MAPPING
        panel.go_next()
        self.wait(lambda: panel.check.is_ready)
        panel.check.go_on()
        assert panel.current == PLAN
        return panel

    def click(self, button: QPushButton) -> None:
        assert button.isVisible()
        assert button.isEnabled(), button.toolTip()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def confirm(self) -> list[str]:
        """Say yes, and return what was asked."""
        self.wait(lambda: self.window.findChild(ConfirmDialog) is not None)
        dialog = self.window.findChild(ConfirmDialog)
        assert dialog is not None
        texts = [
            dialog.ui.title_label.text(),
            dialog.ui.text_label.text(),
            *dialog.ui.facts_label.text().split("\n"),
        ]
        self.click(dialog.ui.accept_button)
        self.wait(lambda: self.window.findChild(ConfirmDialog) is None)
        return texts

    def send(self) -> list[str]:
        self.click(self.panel.ui.next_button)
        return self.confirm()

    def finish(self) -> dict[str, int]:
        """Wait for the result; its sum is that of the rows, its files say the same."""
        panel = self.panel
        self.wait(lambda: panel.current == RESULT)
        room = panel.bench.room
        assert room is not None
        assert room.result is not None
        with Path(room.result.files["all"]).open(encoding="utf-8-sig", newline="") as file:
            statuses = [row["_status"].split("(")[0] for row in csv.DictReader(file)]
        counts = {word: n for word, n in room.result.counts.items() if n}
        assert counts == dict(Counter(statuses))
        shown = {
            key: tile.facts.amount
            for key in room.result.counts
            if (tile := panel.result.ui.tiles.tile(key)) is not None
        }
        assert shown == room.result.counts
        return counts

    def outcome(self) -> dict[str, int]:
        self.send()
        return self.finish()


@pytest.fixture
def rig(
    start_sandbox: Callable[..., Sandbox],
    window: MainWindow,
    desk: Desk,
    wait: Wait,
    complete: Complete,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Rig]:
    complete(desk.change(lambda found: msgspec.structs.replace(found, absence_wait_seconds=1.0)))
    made = Rig(start_sandbox(faults=FAULTS), window, desk, wait, complete)
    yield made
    made.client.close()


def write(path: Path, rows: list[list[str]], header: list[str] | None = None) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header or ["First Name", "Last Name", "Email", "Dept"])
        writer.writerows(rows)
    return path


def people(count: int, start: int = 0) -> list[list[str]]:
    return [
        [f"First{n}", f"Last{n}", f"p{n}@example.com", "Sales"] for n in range(start, start + count)
    ]


def tiles(panel: ImportsPanel) -> dict[str, int]:
    found = {}
    for key in PlanState:
        tile = panel.plan.ui.tiles.tile(key)
        if tile is not None:
            found[key.value] = tile.facts.amount
    return found


def test_a_whole_import_with_keyboard_and_mouse(rig: Rig, tmp_path: Path) -> None:
    rig.add(email="p0@example.com", firstName="First0", lastName="Old")
    rig.add(email="p1@example.com", firstName="First1", lastName="Last1")
    rig.sign_in(ProfileKind.PRODUCTION, limits=WriteLimits(share_percent=100))
    rows = [*people(4), ["Ann", "Bo", "no mail at all", "Sales"], people(4)[3]]
    source = write(tmp_path / "spring.csv", rows)
    panel = rig.enter()
    picker = panel.file.ui.list_picker
    rig.wait(lambda: picker.list_box.count() > 0)
    assert not panel.ui.next_button.isEnabled()

    panel.file.take_path(source)
    rig.wait(lambda: panel.bench.draft.preview is not None)
    edit = picker.list_box.lineEdit()
    assert edit is not None
    edit.setFocus()
    QTest.keyClicks(edit, "staff")
    completer = picker.list_box.completer()
    assert completer is not None
    rig.wait(lambda: completer.popup().isVisible())
    QTest.keyClick(completer.popup(), Qt.Key.Key_Down)
    QTest.keyClick(completer.popup(), Qt.Key.Key_Return)
    rig.wait(lambda: panel.bench.draft.can_be_mapped)
    rig.wait(lambda: panel.ui.next_button.isEnabled())
    QTest.keyClick(rig.window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert panel.current == MAPPING

    box = panel.mapping.table.box(3)
    assert box is not None
    assert box.target == "embeddedData.Dept"
    field = box.lineEdit()
    assert field is not None
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "Department")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert panel.current == MAPPING, "Enter in a field must not go on"
    assert panel.bench.draft.mapping.targets()[3] == "embeddedData.Department"
    QTest.keyClick(rig.window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert panel.current == CHECK
    rig.wait(lambda: panel.check.is_ready)
    email = panel.check.ui.tiles.tile("!email")
    assert email is not None
    assert email.facts.amount == 1
    rig.wait(lambda: len(panel.check.ui.page.model.ids) == 1)
    assert not panel.ui.next_button.isEnabled(), "rows that cannot be sent are left by choice only"
    QTest.keyClick(panel.ui.extra_button, Qt.Key.Key_Space)
    assert panel.current == PLAN
    assert tiles(panel) == {"new": 2, "changed": 2, "unchanged": 0, "invalid": 1, "duplicate": 1}
    changed = panel.plan.ui.tiles.tile("changed")
    assert changed is not None
    QTest.mouseClick(changed, Qt.MouseButton.LeftButton)
    rig.wait(lambda: len(panel.plan.ui.page.model.ids) == 2)
    rig.wait(lambda: panel.plan.ui.page.model.row(0) is not None)
    first = panel.plan.ui.page.model.row(0)
    assert first is not None
    assert "Old" in first.old.values()
    assert rig.writes() == []

    QTest.keyClick(rig.window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    asked = rig.confirm()
    counts = rig.finish()

    assert any("Staff survey" in text for text in asked)
    assert any("production" in text for text in asked)
    assert any("To be created: 2 contacts" in text for text in asked)
    assert counts == {"created": 2, "updated": 2, "failed": 1, "skipped": 1}
    there = rig.contacts()
    assert set(there) == {f"p{n}@example.com" for n in range(4)}
    assert there["p0@example.com"]["lastName"] == "Last0"
    assert there["p0@example.com"]["embeddedData"] == {"Department": "Sales"}
    rig.wait(lambda: len(panel.result.ui.page.model.ids) == 1)
    room = panel.bench.room
    assert room is not None
    assert room.result is not None
    with Path(room.result.files["failed"]).open(encoding="utf-8-sig", newline="") as file:
        assert [row["Email"] for row in csv.DictReader(file)] == ["no mail at all"]


def test_going_back_keeps_everything_and_plans_again_only_after_a_change(
    rig: Rig, tmp_path: Path
) -> None:
    rig.sign_in()
    panel = rig.plan(write(tmp_path / "a.csv", people(5)))
    room = panel.bench.room
    assert room is not None

    for step in (CHECK, MAPPING, FILE):
        panel.go_back()
        assert panel.current == step
    for _ in range(3):
        panel.go_next()
    assert panel.current == PLAN
    assert panel.bench.room is room
    panel.go(MAPPING)
    box = panel.mapping.table.box(3)
    assert box is not None
    box.setCurrentIndex(0)
    box.activated.emit(0)
    panel.go_next()
    rig.wait(lambda: panel.check.is_ready)

    assert "Dept" in panel.bench.draft.mapping.ignored
    assert panel.bench.room is not room
    jobs = rig.desk.session.journal.jobs.newest()
    assert [job.state for job in jobs] == [JobState.PLANNING], "the plan before was forgotten"
    assert rig.writes() == []


def readings(rig: Rig) -> int:
    """How often a page of contacts was asked for; other things are asked for meanwhile."""
    asked = rig.sandbox.requests()
    return sum(one["method"] == "GET" and one["path"].endswith("/contacts") for one in asked)


def test_consents_are_asked_for_one_by_one_and_read_nothing_again(rig: Rig, tmp_path: Path) -> None:
    rig.add(email="p0@example.com", firstName="First0", unsubscribed=True)
    rig.add(email="p1@example.com", firstName="First1", lastName="Full")
    rig.sign_in()
    source = write(
        tmp_path / "a.csv",
        [["First0", "", "p0@example.com", "false"], ["First1", "", "p1@example.com", ""]],
        ["First Name", "Last Name", "Email", "Unsubscribed"],
    )
    panel = rig.plan(source)
    ui = panel.plan.ui
    assert tiles(panel)["protected"] == 2
    assert ui.resubscribe_check.isVisible()
    assert ui.blank_check.isVisible()
    assert not ui.share_check.isVisible()
    before = readings(rig)

    QTest.mouseClick(
        ui.blank_check, Qt.MouseButton.LeftButton, pos=QPoint(10, ui.blank_check.height() // 2)
    )
    rig.wait(lambda: ui.share_check.isVisible())
    assert panel.current == PLAN
    assert ui.blank_check.isChecked()
    QTest.mouseClick(
        ui.share_check, Qt.MouseButton.LeftButton, pos=QPoint(10, ui.share_check.height() // 2)
    )
    rig.wait(lambda: tiles(panel)["changed"] == 1)

    assert readings(rig) == before > 0, "file and list were read already"
    rig.wait(lambda: panel.ui.next_button.isEnabled())
    counts = rig.outcome()
    assert counts == {"updated": 1, "skipped": 1}
    there = rig.contacts()
    assert not there["p1@example.com"]["lastName"]
    first = there["p0@example.com"]
    assert first["unsubscribed"] or first["mailingListUnsubscribed"]


def test_a_read_only_profile_shows_the_plan_and_sends_nothing(rig: Rig, tmp_path: Path) -> None:
    rig.sign_in(read_only=True)
    panel = rig.enter()
    assert "read-only" in panel.ui.subtitle_label.text()

    rig.plan(write(tmp_path / "a.csv", people(3)))

    assert tiles(panel)["new"] == 3
    assert not panel.ui.next_button.isEnabled()
    assert "read-only" in panel.ui.foot_label.text()
    panel.plan.send()
    panel.go_next()
    QApplication.processEvents()
    assert rig.window.findChild(ConfirmDialog) is None
    assert rig.writes() == []


def test_more_rows_than_the_profile_may_send_are_not_sent(rig: Rig, tmp_path: Path) -> None:
    rig.sign_in(limits=WriteLimits(rows_per_job=2))

    panel = rig.plan(write(tmp_path / "a.csv", people(3)))

    assert not panel.ui.next_button.isEnabled()
    assert "at most" in panel.ui.foot_label.text()


def test_rows_that_the_service_refuses_are_shown_and_can_be_tried_again(
    rig: Rig, tmp_path: Path
) -> None:
    rig.sign_in()
    rig.faults(f"{FAULTS},refuse=report:4")
    panel = rig.plan(write(tmp_path / "a.csv", [*people(12), ["A", "B", "nothing", ""]]))

    counts = rig.outcome()
    assert counts == {"created": 9, "failed": 4}
    rig.wait(lambda: panel.result.ui.retry_button.isEnabled())
    assert "4" in panel.result.ui.retry_button.text(), "the invalid row can be mended on the way"
    rig.faults(FAULTS)
    rig.click(panel.result.ui.retry_button)
    rig.wait(lambda: panel.current == CHECK and panel.check.is_ready)
    panel.check.go_on()
    assert tiles(panel)["new"] == 3
    again = rig.outcome()

    assert again == {"created": 3, "failed": 1}
    assert set(rig.contacts()) == {f"p{n}@example.com" for n in range(12)}


@pytest.mark.parametrize("fault", ["503=0.3,503-applied=0.5", "429=400/min", "lost=0.2,reset=0.1"])
def test_nothing_is_lost_or_doubled_on_a_bad_day(rig: Rig, tmp_path: Path, fault: str) -> None:
    rig.sign_in()
    rig.plan(write(tmp_path / "a.csv", people(40)))
    rig.faults(f"{FAULTS},{fault},seed=7")

    counts = rig.outcome()

    assert counts == {"created": 40}
    assert set(rig.contacts()) == {f"p{n}@example.com" for n in range(40)}


@can_kill
def test_a_worker_that_is_killed_is_started_again_and_goes_on(
    rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_requests(monkeypatch, 20)
    rig.sign_in()
    rig.faults("lag=0,job-time=0.5,dedupe=off")
    panel = rig.plan(write(tmp_path / "a.csv", people(100)))
    rig.send()
    rig.wait(lambda: any("PGRS_" in text for text in log(panel)))
    worker = rig.desk.worker.process_id
    assert worker is not None

    os.kill(worker, signal.SIGKILL)
    counts = rig.finish()

    assert counts == {"created": 100}
    assert set(rig.contacts()) == {f"p{n}@example.com" for n in range(100)}
    assert any("started again" in text for text in log(panel))


def mend(rig: Rig, row: int, column: str, text: str) -> None:
    """Type another text into a cell of the check, as F2 does."""
    panel = rig.panel
    model = panel.check.ui.page.model
    rig.wait(lambda: model.row_of(row) is not None)
    place, at = model.row_of(row), model.column_of(column)
    assert place is not None
    assert at is not None
    rig.wait(lambda: model.row(place) is not None)
    grid = panel.check.ui.page.grid
    grid.setCurrentIndex(model.index(place, at))
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_F2)
    rig.wait(lambda: grid.findChild(QLineEdit) is not None)
    editor = grid.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    rig.wait(lambda: grid.findChild(QLineEdit) is None)


def test_cells_are_mended_in_place_and_the_last_one_opens_the_way(rig: Rig, tmp_path: Path) -> None:
    rig.sign_in()
    rows = [*people(2), ["Ann", "Bo", "ann at example", "Sales"], ["Cy", "Di", "cy@", "Ops"]]
    panel = rig.open(write(tmp_path / "a.csv", rows))
    panel.go_next()
    panel.go_next()
    rig.wait(lambda: panel.check.is_ready)
    rig.wait(lambda: len(panel.check.ui.page.model.ids) == 2)
    assert not panel.ui.next_button.isEnabled()
    panel.check.ui.problems_check.click()
    rig.wait(lambda: len(panel.check.ui.page.model.ids) == 4)

    mend(rig, 3, "cell2", "ann@example.com")
    rig.wait(lambda: panel.check.invalid == 1)
    assert not panel.ui.next_button.isEnabled()
    mend(rig, 4, "cell2", "still wrong")
    mend(rig, 4, "cell2", "cy@example.com")
    rig.wait(panel.ui.next_button.isEnabled)
    # Going back keeps it, and another mapping does, too.
    panel.go_back()
    box = panel.mapping.table.box(3)
    assert box is not None
    box.setCurrentIndex(0)
    box.activated.emit(0)
    panel.go_next()
    rig.wait(lambda: panel.check.is_ready)
    assert panel.check.invalid == 0
    mend(rig, 4, "cell0", "Cyrus")
    rig.wait(lambda: panel.bench.is_mended_anew)
    rig.click(panel.ui.next_button)
    rig.wait(lambda: panel.current == PLAN)
    assert tiles(panel)["new"] == 4
    assert rig.outcome() == {"created": 4}

    there = rig.contacts()
    assert there["ann@example.com"]["firstName"] == "Ann"
    assert there["cy@example.com"]["firstName"] == "Cyrus"
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").count("ann at example") == 1


def test_invalid_rows_are_mended_and_retried_from_the_result(rig: Rig, tmp_path: Path) -> None:
    rig.sign_in()
    panel = rig.plan(write(tmp_path / "a.csv", [*people(2), ["Ann", "Bo", "nowhere", "Sales"]]))
    assert rig.outcome() == {"created": 2, "failed": 1}
    rig.wait(panel.result.ui.retry_button.isEnabled)
    before = len(rig.writes())

    rig.click(panel.result.ui.retry_button)
    rig.wait(lambda: panel.current == CHECK and panel.check.is_ready)
    mend(rig, 3, "cell2", "ann@example.com")
    rig.wait(panel.ui.next_button.isEnabled)
    rig.click(panel.ui.next_button)
    rig.wait(lambda: panel.current == PLAN)

    assert rig.outcome() == {"created": 1}
    assert len(rig.writes()) == before + 1, "what succeeded is not sent again"
    assert set(rig.contacts()) == {"p0@example.com", "p1@example.com", "ann@example.com"}


def test_a_cancelled_import_ends_with_what_was_sent(
    rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_requests(monkeypatch, 20)
    rig.sign_in()
    rig.faults("lag=0,job-time=0.5,dedupe=off")
    panel = rig.plan(write(tmp_path / "a.csv", people(100)))
    rig.send()
    rig.wait(lambda: any("settled" in text for text in log(panel)))

    rig.click(panel.ui.more_button)
    rig.confirm()
    rig.wait(lambda: "Cancelled" in panel.ui.foot_label.text() or panel.current == RESULT)
    counts = rig.finish()

    assert counts["created"] == len(rig.contacts())
    assert counts == {"created": counts["created"], "skipped": 100 - counts["created"]}
    assert 20 <= counts["created"] < 100
    room = panel.bench.room
    assert room is not None
    assert room.result is not None
    with Path(room.result.files["all"]).open(encoding="utf-8-sig", newline="") as file:
        skipped = [row for row in csv.DictReader(file) if row["_status"] == "skipped(cancelled)"]
    assert len(skipped) == counts["skipped"]


def test_a_stopped_import_is_offered_again_and_goes_on_where_it_ended(
    rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_requests(monkeypatch, 20)
    rig.sign_in()
    rig.faults("lag=0,job-time=0.5,dedupe=off")
    panel = rig.plan(write(tmp_path / "a.csv", people(100)))
    rig.send()
    rig.wait(lambda: any("settled" in text for text in log(panel)))

    rig.click(panel.ui.extra_button)
    rig.wait(lambda: not panel.run.is_running and panel.ui.next_button.isEnabled())

    assert panel.current == RUN
    assert 0 < len(rig.contacts()) < 100
    assert panel.ui.subtitle_label.text().count("nothing has been sent") == 0
    profile = rig.desk.profile
    assert profile is not None
    rig.complete(rig.desk.sign_out())
    rig.sign_in()
    rig.enter()
    rig.wait(lambda: panel.ui.notice.isVisible())
    assert "a.csv" in panel.ui.notice.text
    button = next(one for one in panel.ui.notice.findChildren(QPushButton) if one.isVisible())
    rig.click(button)
    rig.wait(lambda: panel.current == RUN and panel.ui.next_button.isEnabled())
    rig.click(panel.ui.next_button)
    counts = rig.finish()
    assert counts == {"created": 100}
    assert set(rig.contacts()) == {f"p{n}@example.com" for n in range(100)}


def test_a_token_that_runs_out_stops_the_job_and_a_new_one_resumes_it(
    rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_requests(monkeypatch, 20)
    rig.sign_in()
    panel = rig.plan(write(tmp_path / "a.csv", people(60)))
    rig.faults("lag=0,job-time=0.1,dedupe=off,expire-token=6")

    rig.send()
    rig.wait(lambda: not panel.run.is_running)

    rig.wait(lambda: panel.run.ui.trouble.isVisible())
    assert "token" in panel.run.ui.trouble.text.casefold()
    assert panel.current == RUN
    rig.faults(FAULTS)
    rig.wait(lambda: panel.ui.next_button.isEnabled())
    rig.click(panel.ui.next_button)
    assert rig.finish() == {"created": 60}
    assert len(rig.contacts()) == 60


def test_bytes_that_are_no_text_are_named_with_their_line_and_stop_the_way(
    rig: Rig, tmp_path: Path
) -> None:
    rig.sign_in()
    source = tmp_path / "broken.csv"
    source.write_bytes(b"Email,Name\n" + "ü@example.com,Zoë\n".encode() * 300 + b"b@x.org,\xff\n")
    panel = rig.enter(path=str(source), list_id=rig.list_id)
    rig.wait(lambda: panel.bench.draft.preview is not None and panel.bench.draft.destination)

    assert "line 302" in panel.file.ui.trouble.text
    assert not panel.ui.next_button.isEnabled()

    box = panel.file.ui.encoding_box
    box.setCurrentIndex(box.findData("cp1252"))
    box.activated.emit(box.currentIndex())
    rig.wait(lambda: panel.ui.next_button.isEnabled())
    assert panel.bench.draft.recipe().sheet.encoding == "cp1252"


def test_another_divider_and_header_row_are_seen_at_once(rig: Rig, tmp_path: Path) -> None:
    rig.sign_in()
    source = tmp_path / "odd.csv"
    source.write_text("Title;\nEmail;Name\na@x.org;Ann\n", encoding="utf-8")
    panel = rig.open(source)
    model = panel.file.ui.preview_table.model()
    spin = panel.file.ui.header_spin
    assert spin.value() == 2
    assert model.rowCount() == 2, "the title above is shown too"

    spin.setValue(1)
    rig.wait(lambda: panel.bench.draft.header == ["Title", ""])
    spin.setValue(2)
    rig.wait(lambda: panel.bench.draft.header == ["Email", "Name"])
    box = panel.file.ui.delimiter_box
    box.setCurrentIndex(box.findData(","))
    box.activated.emit(box.currentIndex())
    rig.wait(lambda: panel.bench.draft.header == ["Email;Name"])


def test_a_file_that_cannot_be_read_says_so_and_offers_another(rig: Rig, tmp_path: Path) -> None:
    rig.sign_in()
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")

    panel = rig.enter(path=str(empty))

    def told() -> bool:
        labels = panel.file.ui.state.findChildren(QLabel)
        return any("empty.csv is empty" in label.text() for label in labels)

    rig.wait(told)
    assert not panel.ui.next_button.isEnabled()


def test_rows_are_pasted_and_files_are_dropped(rig: Rig, tmp_path: Path) -> None:
    rig.sign_in()
    panel = rig.enter(list_id=rig.list_id)
    rig.wait(lambda: panel.bench.draft.destination is not None)
    QGuiApplication.clipboard().setText("Email\tFirst Name\na@example.com\tAnn\n")
    panel.ui.step_bar.setFocus()
    panel.actions_.qaction("imports.paste").trigger()
    rig.wait(lambda: panel.bench.draft.can_be_mapped)
    assert panel.file.ui.file_label.text() == "Pasted rows"
    pasted = panel.bench.draft.source
    assert pasted is not None
    assert rig.desk.home.root in pasted.parents

    dropped = write(tmp_path / "b.csv", people(2))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(dropped))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    panel.dropEvent(event)
    rig.wait(lambda: panel.bench.draft.source == dropped)
    assert not pasted.exists(), "pasted rows that nobody needs are gone"


def test_pasted_rows_are_imported_and_their_results_lie_in_the_home(rig: Rig) -> None:
    rig.sign_in()
    panel = rig.enter(list_id=rig.list_id)
    panel.file.take_text("Email\tFirst Name\na@example.com\tAnn\n")
    rig.wait(lambda: panel.bench.draft.can_be_mapped and not panel.tasks.is_running("known"))
    panel.go_next()
    panel.go_next()
    rig.wait(lambda: panel.check.is_ready)
    panel.check.go_on()

    assert rig.outcome() == {"created": 1}
    room = panel.bench.room
    assert room is not None
    assert room.result is not None
    assert Path(room.result.files["all"]).parent == rig.desk.home.root / "results"


def test_two_columns_for_one_field_block_until_they_are_joined(rig: Rig, tmp_path: Path) -> None:
    rig.sign_in()
    panel = rig.open(write(tmp_path / "a.csv", people(2)))
    panel.go_next()
    box = panel.mapping.table.box(1)
    assert box is not None
    box.setCurrentIndex(box.findData("firstName"))
    box.activated.emit(box.currentIndex())

    assert not panel.ui.next_button.isEnabled()
    assert "both go to" in panel.mapping.ui.problem.text
    button = next(
        one for one in panel.mapping.ui.problem.findChildren(QPushButton) if one.isVisible()
    )
    rig.click(button)
    assert panel.ui.next_button.isEnabled()
    rig.click(panel.ui.next_button)
    rig.wait(lambda: panel.check.is_ready)
    panel.check.go_on()
    assert rig.outcome() == {"created": 2}
    assert rig.contacts()["p0@example.com"]["firstName"] == "First0 Last0"


def test_a_value_that_is_the_same_in_every_row(rig: Rig, tmp_path: Path) -> None:
    rig.sign_in()
    panel = rig.open(write(tmp_path / "a.csv", people(2)))
    panel.go_next()
    QTest.mouseClick(panel.mapping.ui.constant_button, Qt.MouseButton.LeftButton)
    row = panel.mapping.ui.table.rowCount() - 1
    edit = panel.mapping.ui.table.cellWidget(row, 1)
    assert isinstance(edit, QLineEdit)
    edit.setFocus()
    QTest.keyClicks(edit, "DE")
    box = panel.mapping.table.box(row)
    assert box is not None
    box.setCurrentIndex(box.findData("language"))
    box.activated.emit(box.currentIndex())

    assert panel.bench.draft.mapping.rules[-1].constant == "DE"
    panel.go_next()
    rig.wait(lambda: panel.check.is_ready)
    panel.check.go_on()
    assert rig.outcome() == {"created": 2}
    assert {one["language"] for one in rig.contacts().values()} == {"DE"}


def test_a_saved_recipe_is_used_for_the_same_columns_and_offered_for_nearly_the_same(
    rig: Rig, tmp_path: Path
) -> None:
    rig.sign_in()
    panel = rig.open(write(tmp_path / "a.csv", people(2)))
    draft = panel.bench.draft
    box_target = "embeddedData.Team"
    panel.go_next()
    box = panel.mapping.table.box(3)
    assert box is not None
    box._choose(box_target)
    draft.change_mapping(with_constant(draft.mapping, "language", "DE"))
    save_recipe(recipes_folder(rig.desk.home) / "Monthly.toml", draft.recipe())
    notice = panel.mapping.ui.suggestion

    def press() -> None:
        rig.click(next(one for one in notice.findChildren(QPushButton) if one.isVisible()))

    def open_another(path: Path) -> None:
        before = panel.bench.draft
        panel.begin_anew()
        rig.wait(lambda: panel.bench.draft is not before)
        rig.open(path)
        panel.go_next()
        rig.wait(notice.isVisible)
        assert "Monthly" in notice.text

    open_another(write(tmp_path / "b.csv", people(3)))
    mapping = panel.bench.draft.mapping
    assert box_target in mapping.targets()
    assert [rule.constant for rule in mapping.rules if rule.target == "language"] == ["DE"]
    press()
    assert box_target not in panel.bench.draft.mapping.targets()

    header = ["First Name", "Email", "Dept", "Shoe size"]
    rows = [["Ann", "ann@example.com", "Sales", "38"]]
    open_another(write(tmp_path / "c.csv", rows, header))
    assert "“Last Name”" in notice.text
    assert "“Shoe size”" in notice.text
    assert box_target not in panel.bench.draft.mapping.targets(), "nothing was said yet"
    press()
    assert box_target in panel.bench.draft.mapping.targets()


def test_an_import_is_run_again_as_it_was(rig: Rig, tmp_path: Path) -> None:
    rig.sign_in()
    panel = rig.open(write(tmp_path / "a.csv", people(2)))
    panel.go_next()
    box = panel.mapping.table.box(3)
    assert box is not None
    box._choose("embeddedData.Team")
    panel.bench.draft.duplicates = Duplicates.MERGE
    panel.go_next()
    rig.wait(lambda: panel.check.is_ready)
    panel.check.go_on()
    assert rig.outcome() == {"created": 2}
    room = panel.bench.room
    assert room is not None

    rig.enter(again=room.job)
    rig.wait(lambda: panel.bench.room is None and panel.bench.draft.can_be_mapped)
    draft = panel.bench.draft
    rig.wait(lambda: "embeddedData.Team" in draft.mapping.targets())

    assert draft.source == tmp_path / "a.csv"
    assert draft.duplicates is Duplicates.MERGE
    assert panel.current == FILE


def test_a_new_list_is_made_and_chosen(rig: Rig) -> None:
    rig.sign_in()
    panel = rig.enter()
    picker = panel.file.ui.list_picker
    rig.wait(lambda: picker.new_button.isEnabled() and picker.list_box.count() > 0)
    rig.click(picker.new_button)
    rig.wait(lambda: rig.window.findChild(TextPrompt) is not None)
    prompt = rig.window.findChild(TextPrompt)
    assert prompt is not None
    assert not prompt.ui.accept_button.isEnabled()
    QTest.keyClicks(prompt.ui.text_edit, "Newcomers")
    QTest.keyClick(prompt.ui.text_edit, Qt.Key.Key_Return)

    rig.wait(lambda: panel.bench.draft.destination is not None)
    made = panel.bench.draft.destination
    assert made is not None
    assert made.name == "Newcomers"
    assert rig.contacts(made.list_id) == {}


def test_lists_that_cannot_be_read_are_asked_for_again(rig: Rig) -> None:
    rig.sign_in()
    rig.faults(f"{FAULTS},forbid=mailinglists")
    panel = rig.enter()
    picker = panel.file.ui.list_picker
    rig.wait(lambda: picker.retry_button.isVisible())
    assert picker.list_box.count() == 0

    rig.faults(FAULTS)
    rig.click(picker.retry_button)

    rig.wait(lambda: picker.list_box.count() > 0)


def test_a_list_that_is_forbidden_stops_the_check_with_its_reason(rig: Rig, tmp_path: Path) -> None:
    rig.sign_in()
    panel = rig.open(write(tmp_path / "a.csv", people(2)))
    panel.go_next()
    rig.faults(f"{FAULTS},forbid=contacts")
    panel.go_next()
    rig.wait(lambda: not panel.planning.is_working)
    assert not panel.check.ui.state.shows_content
    assert not panel.ui.next_button.isEnabled()

    rig.faults(FAULTS)
    button = next(
        one
        for one in panel.check.ui.state.findChildren(QPushButton)
        if one.isVisible() and one.property("role") == "primary"
    )
    rig.click(button)
    rig.wait(lambda: panel.check.is_ready)
    assert rig.writes() == []


def test_an_import_is_taken_back(rig: Rig, tmp_path: Path) -> None:
    rig.add(email="p0@example.com", firstName="First0", lastName="Old")
    rig.sign_in()
    panel = rig.plan(write(tmp_path / "a.csv", [[*row[:3], ""] for row in people(3)]))
    panel.plan.ui.share_check.click()
    rig.wait(lambda: tiles(panel)["changed"] == 1)
    rig.wait(lambda: panel.ui.next_button.isEnabled())
    assert rig.outcome() == {"created": 2, "updated": 1}
    rig.wait(lambda: panel.result.ui.undo_button.isEnabled())

    rig.click(panel.result.ui.undo_button)
    rig.confirm()
    rig.wait(lambda: not panel.tasks.is_running("undo"))

    there = rig.contacts()
    assert {email: one["lastName"] for email, one in there.items()} == {"p0@example.com": "Old"}
    rig.wait(lambda: "undone" in panel.result.ui.undo_button.toolTip())
    assert not panel.result.ui.undo_button.isEnabled()


def test_rows_are_taken_out_of_the_plan_and_put_back(rig: Rig, tmp_path: Path) -> None:
    for number in range(2):
        rig.add(email=f"p{number}@example.com", firstName=f"First{number}", lastName="Old")
    rig.sign_in(limits=WriteLimits(share_percent=50))
    panel = rig.plan(write(tmp_path / "a.csv", [[*row[:3], ""] for row in people(4)]))
    page = panel.plan.ui.page
    take_out = panel.actions_.qaction("imports.take_out")
    put_back = panel.actions_.qaction("imports.put_back")
    rig.wait(lambda: len(page.model.ids) == 4)
    assert tiles(panel)["protected"] == 2
    assert not take_out.isEnabled()
    assert not put_back.isEnabled()

    def select(*rows: int) -> None:
        page.grid.select_ids(rows)
        rig.wait(take_out.isEnabled)

    def button(text: str) -> QToolButton:
        return next(one for one in page.findChildren(QToolButton) if one.text() == text)

    select(1)
    rig.window.activateWindow()
    page.grid.setFocus()
    rig.wait(page.grid.hasFocus)
    QTest.keyClick(page.grid, Qt.Key.Key_Delete)
    # Without it, no more of the list changes than may.
    rig.wait(lambda: tiles(panel)["changed"] == 1)
    rig.wait(lambda: panel.ui.next_button.isEnabled())
    assert tiles(panel)["taken out"] == 1
    select(3, 4)
    button("Take out of the plan").click()
    rig.wait(lambda: tiles(panel)["taken out"] == 3)
    rig.wait(lambda: panel.ui.next_button.isEnabled())
    assert "1 change" in panel.ui.next_button.text()
    select(3)
    rig.wait(put_back.isEnabled)
    button("Put back into the plan").click()
    rig.wait(lambda: tiles(panel)["taken out"] == 2)
    rig.wait(lambda: panel.ui.next_button.isEnabled())

    assert rig.outcome() == {"created": 1, "updated": 1, "skipped": 2}
    there = rig.contacts()
    assert {email: one["lastName"] for email, one in there.items()} == {
        "p0@example.com": "Old",
        "p1@example.com": "Last1",
        "p2@example.com": "Last2",
    }
    room = panel.bench.room
    assert room is not None
    assert room.result is not None
    with Path(room.result.files["all"]).open(encoding="utf-8-sig", newline="") as file:
        told = {row["Email"]: row["_status"] for row in csv.DictReader(file)}
    assert told["p0@example.com"] == told["p3@example.com"] == "skipped(taken out)"


def test_rows_of_one_person_are_seen_together_and_one_is_chosen(rig: Rig, tmp_path: Path) -> None:
    rig.sign_in()
    rows = [
        ["Ann", "First", "ann@example.com", "done"],
        ["Bo", "Ek", "bo@example.com", "done"],
        ["Ann", "Second", " ANN@example.com", "done"],
        *[["Cy", f"Third{n}", "cy@example.com", "done"] for n in range(3)],
    ]
    header = ["First Name", "Last Name", "Email", "Status"]
    panel = rig.open(write(tmp_path / "a.csv", rows, header))
    panel.go_next()
    told = " ".join(label.text() for label in panel.mapping.ui.problem.findChildren(QLabel))
    assert "“Status” is a column of every export of responses" in told
    panel.go_next()
    rig.wait(lambda: panel.check.is_ready)
    ui = panel.check.ui
    page, model = ui.page, ui.page.model

    def last_names() -> list[str]:
        shown = [model.row(place) for place in range(len(model.ids))]
        return [str(row.values[model.column_of("cell1")]) for row in shown if row is not None]

    tile = ui.tiles.tile("=alike")
    assert tile is not None
    assert tile.facts.amount == 5
    assert "2 people" in tile.facts.note
    assert "last row counts" in tile.facts.note
    together = ["First", "Second", "Third0", "Third1", "Third2"]
    rig.wait(lambda: last_names() == together)
    group = model.column_of("group")
    assert [model.index(place, group).data() for place in range(5)] == [
        "as line 2",
        "as line 2",
        *["as line 5"] * 3,
    ]
    assert not ui.count_button.isEnabled()
    page.grid.select_ids([1, 5])
    rig.wait(ui.count_button.isEnabled)
    rig.click(ui.count_button)
    room = panel.bench.room
    assert room is not None

    def is_planned_anew() -> bool:
        forecast = room.forecast
        is_there = panel.check.is_ready and forecast is not None
        return is_there and forecast.states == {"new": 3, "taken out": 3}

    rig.wait(is_planned_anew)
    rig.wait(lambda: last_names() == together)
    assert rig.writes() == []

    panel.check.go_on()
    assert rig.outcome() == {"created": 3, "skipped": 3}
    assert {email: one["lastName"] for email, one in rig.contacts().items()} == {
        "ann@example.com": "First",
        "bo@example.com": "Ek",
        "cy@example.com": "Third1",
    }


def test_a_plan_that_is_left_is_forgotten_with_its_profile(rig: Rig, tmp_path: Path) -> None:
    rig.sign_in()
    rig.plan(write(tmp_path / "a.csv", people(2)))
    assert len(rig.desk.session.journal.jobs.newest()) == 1

    rig.sign_in(read_only=True)

    assert rig.desk.session.journal.jobs.newest() == []
    assert list((rig.desk.home.root / "staging").glob("*.db")) == []


def test_a_plan_that_is_being_made_is_forgotten_with_its_profile(rig: Rig, tmp_path: Path) -> None:
    rig.sign_in()
    panel = rig.open(write(tmp_path / "a.csv", people(2)))
    rig.faults(f"{FAULTS},slow=1")
    panel.go_next()
    panel.go_next()
    rig.wait(lambda: panel.bench.room is not None and rig.desk.running.tasks)
    rig.faults(FAULTS)

    rig.sign_in(read_only=True)

    assert rig.desk.session.journal.jobs.newest() == []


def test_a_plan_that_is_left_behind_is_forgotten_with_the_window(rig: Rig, tmp_path: Path) -> None:
    rig.sign_in()
    panel = rig.plan(write(tmp_path / "a.csv", people(2)))

    rig.complete(panel.aclose())

    assert rig.desk.session.journal.jobs.newest() == []


def test_the_same_file_a_second_time_is_told(rig: Rig, tmp_path: Path) -> None:
    rig.sign_in()
    source = write(tmp_path / "a.csv", people(2))
    os.utime(source, (1, 1))
    panel = rig.plan(source)
    rig.outcome()
    rig.click(panel.result.ui.another_button)
    rig.wait(lambda: panel.current == FILE)

    rig.open(source)

    rig.wait(lambda: panel.file.ui.trouble.isVisible())
    assert "was imported into" in panel.file.ui.trouble.text


def test_every_step_has_names_and_reachable_controls_and_cuts_nothing_off(
    rig: Rig, tmp_path: Path
) -> None:
    rig.add(email="p0@example.com", firstName="First0", lastName="Old", unsubscribed=True)
    rig.sign_in(ProfileKind.PRODUCTION)
    rows = [[*row, "false"] for row in people(6)]
    rows.append(["A", "B", "nothing", "", ""])
    source = write(
        tmp_path / "a.csv", rows, ["First Name", "Last Name", "Email", "Dept", "Unsubscribed"]
    )
    rig.window.resize(1024, 640)
    panel = rig.enter(list_id=rig.list_id)
    rig.wait(lambda: panel.bench.draft.destination is not None)

    def look() -> None:
        # A step that has just become another one finds its size first.
        for _ in range(3):
            QApplication.processEvents()
        assert nameless(panel) == []
        assert clipped(panel) == []
        assert tab_faults(rig.window) == []

    look()
    rig.open(source)
    look()
    panel.go_next()
    look()
    panel.go_next()
    rig.wait(lambda: panel.check.is_ready)
    look()
    panel.check.go_on()
    look()
    rig.send()
    rig.finish()
    look()
    panel.go(RUN)
    look()


def small_requests(monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    """Requests of so many rows, as if the file were a hundred times longer."""
    from qualtrics_desk.gui.panels.imports import planning
    from qualtrics_desk.services.engine.plan import Limits

    def options(**chosen: Any) -> import_contacts.ImportOptions:
        return import_contacts.ImportOptions(limits=Limits(max_rows=rows), **chosen)

    monkeypatch.setattr(planning, "ImportOptions", options)


def log(panel: ImportsPanel) -> list[str]:
    found = panel.run.ui.log_list
    return [found.item(row).text() for row in range(found.count())]
